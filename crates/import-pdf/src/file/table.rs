//! The table of contents at the end of a file (7.5.4, 7.5.8): where each object stands. A file
//! that was saved several times has several, and the newest counts.

use std::collections::{BTreeMap, BTreeSet};

use super::filter::{Filter, Predictor};
use crate::fault::Fault;
use crate::limits::MAX_OBJECTS;
use crate::syntax::{Budget, Dict, Id, Lexer, Object, Parser, Token};

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Nowhere: it was deleted.
    Free,
    /// At this byte.
    Byte(usize),
    /// In this stream of objects, so many objects from its beginning.
    Packed(Id, usize),
}

/// Where all objects stand, and what the end of the file says of them.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) places: BTreeMap<Id, Place>,
    pub(crate) trailer: Dict,
}

const BROKEN: Fault = Fault::Damaged("xref");

impl Table {
    /// Takes note of an object, unless a newer table has it.
    pub(crate) fn add(&mut self, id: Id, place: Place) -> Result<(), Fault> {
        if self.places.len() >= MAX_OBJECTS {
            return Err(Fault::beyond("对象数", "number of objects", MAX_OBJECTS));
        }
        self.places.entry(id).or_insert(place);
        Ok(())
    }

    /// Reads the tables of a file, the newest first.
    pub(crate) fn read(bytes: &[u8], budget: &Budget) -> Result<Self, Fault> {
        let mut table = Self::default();
        let mut seen = BTreeSet::new();
        let mut next = vec![newest(bytes).ok_or(BROKEN)?];
        while let Some(at) = next.pop() {
            if !seen.insert(at) {
                continue;
            }
            let trailer = table.section(bytes, at, budget)?;
            let place = |key| trailer.raw(key).and_then(Object::count);
            // What a hybrid file hides from old programs comes before what is older.
            next.extend(place("Prev").into_iter().chain(place("XRefStm")));
            if table.trailer.raw("Root").is_none() {
                table.trailer = trailer;
            }
        }
        table.trailer.raw("Root").ok_or(BROKEN)?;
        Ok(table)
    }

    /// Reads one table and gives its dictionary.
    fn section(&mut self, bytes: &[u8], at: usize, budget: &Budget) -> Result<Dict, Fault> {
        let mut lexer = Lexer::at(bytes, at);
        match lexer.next() {
            Some(Token::Word(b"xref")) => self.lines(bytes, lexer, budget),
            Some(Token::Int(_)) => self.stream(bytes, at, budget),
            _ => Err(BROKEN),
        }
    }

    /// A table in lines of text.
    fn lines(&mut self, bytes: &[u8], mut lexer: Lexer<'_>, budget: &Budget) -> Result<Dict, Fault> {
        loop {
            let first = match lexer.next() {
                Some(Token::Int(first)) => Id::try_from(first).map_err(|_| BROKEN)?,
                Some(Token::Word(b"trailer")) => break,
                _ => return Err(BROKEN),
            };
            let Some(Token::Int(count)) = lexer.next() else {
                return Err(BROKEN);
            };
            for at in 0..count {
                let line = (lexer.next(), lexer.next(), lexer.next());
                let (Some(Token::Int(byte)), Some(Token::Int(_)), Some(Token::Word(kind))) = line else {
                    return Err(BROKEN);
                };
                let id = u32::try_from(at)
                    .ok()
                    .and_then(|at| first.checked_add(at))
                    .ok_or(BROKEN)?;
                let place = match (kind, usize::try_from(byte)) {
                    (b"n", Ok(byte)) => Place::Byte(byte),
                    _ => Place::Free,
                };
                self.add(id, place)?;
            }
        }
        let object = Parser::at(bytes, lexer.place(), budget).object()?;
        object.dict().cloned().ok_or(BROKEN)
    }

    /// A table in a stream.
    fn stream(&mut self, bytes: &[u8], at: usize, budget: &Budget) -> Result<Dict, Fault> {
        let (dict, data) = stream_alone(bytes, at, budget)?;
        let numbers = |key: &str| -> Vec<usize> {
            let array = dict.raw(key).and_then(Object::array).unwrap_or_default();
            array.iter().filter_map(Object::count).collect()
        };
        let widths: [usize; 3] = numbers("W").try_into().map_err(|_| BROKEN)?;
        let width: usize = widths
            .iter()
            .try_fold(0_usize, |sum, width| sum.checked_add(*width))
            .ok_or(BROKEN)?;
        if width == 0 || widths.iter().any(|width| *width > 8) {
            return Err(BROKEN);
        }
        let size = dict.raw("Size").and_then(Object::count).ok_or(BROKEN)?;
        let index = match numbers("Index") {
            index if index.is_empty() => vec![0, size],
            index => index,
        };
        let mut rows = data.chunks_exact(width);
        for range in index.chunks_exact(2) {
            for at in 0..range[1] {
                let Some(row) = rows.next() else { return Ok(dict) };
                let id = range[0]
                    .checked_add(at)
                    .and_then(|id| Id::try_from(id).ok())
                    .ok_or(BROKEN)?;
                self.add(id, entry(row, widths))?;
            }
        }
        Ok(dict)
    }
}

/// One row of a table in a stream.
fn entry(row: &[u8], widths: [usize; 3]) -> Place {
    let (kind, rest) = row.split_at(widths[0]);
    let (second, third) = rest.split_at(widths[1]);
    let value = |bytes: &[u8]| bytes.iter().fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
    let place = |bytes| usize::try_from(value(bytes)).unwrap_or(usize::MAX);
    match if kind.is_empty() { 1 } else { value(kind) } {
        1 => Place::Byte(place(second)),
        2 => Id::try_from(value(second)).map_or(Place::Free, |id| Place::Packed(id, place(third))),
        _ => Place::Free,
    }
}

/// A stream that is read before any other object can be: all it needs stands in it.
fn stream_alone(bytes: &[u8], at: usize, budget: &Budget) -> Result<(Dict, Vec<u8>), Fault> {
    let mut parser = Parser::at(bytes, at, budget);
    let head = (parser.lexer.next(), parser.lexer.next(), parser.lexer.next());
    let (Some(Token::Int(_)), Some(Token::Int(_)), Some(Token::Word(b"obj"))) = head else {
        return Err(BROKEN);
    };
    let object = parser.object()?;
    let dict = object.dict().cloned().ok_or(BROKEN)?;
    let start = data_start(&mut parser.lexer).ok_or(BROKEN)?;
    let length = dict.raw("Length").and_then(Object::count).ok_or(BROKEN)?;
    let packed = start
        .checked_add(length)
        .and_then(|end| bytes.get(start..end))
        .ok_or(BROKEN)?;
    let filter = match dict.raw("Filter") {
        Some(Object::Array(names)) if names.len() == 1 => names[0].name(),
        Some(filter) => filter.name(),
        None => return Ok((dict, packed.to_vec())),
    };
    let unpacked = Filter::named(filter.ok_or(BROKEN)?)?.unpack(packed, u64::MAX)?;
    let parameters = match dict.raw("DecodeParms") {
        Some(Object::Array(array)) => array.first().and_then(Object::dict),
        Some(object) => object.dict(),
        None => None,
    };
    let unpacked = match parameters {
        Some(parameters) => predictor(|key| parameters.raw(key).cloned()).undo(unpacked)?,
        None => unpacked,
    };
    Ok((dict, unpacked))
}

/// The predictor that these parameters ask for.
pub(crate) fn predictor(parameter: impl Fn(&str) -> Option<Object>) -> Predictor {
    let number = |key, otherwise| parameter(key).and_then(|object| object.count()).unwrap_or(otherwise);
    Predictor {
        kind: parameter("Predictor").and_then(|object| object.int()).unwrap_or(1),
        colors: number("Colors", 1),
        bits: number("BitsPerComponent", 8),
        columns: number("Columns", 1),
    }
}

/// Where a stream's bytes begin, behind its dictionary; nothing if it has none.
pub(crate) fn data_start(lexer: &mut Lexer<'_>) -> Option<usize> {
    let mut ahead = lexer.clone();
    if ahead.next() != Some(Token::Word(b"stream")) {
        return None;
    }
    let end_of_line = match ahead.rest() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    Some(ahead.place() + end_of_line)
}

/// Where the newest table stands, as the end of the file says.
fn newest(bytes: &[u8]) -> Option<usize> {
    const WORD: &[u8] = b"startxref";
    let at = bytes.windows(WORD.len()).rposition(|window| window == WORD)?;
    match Lexer::at(bytes, at + WORD.len()).next() {
        Some(Token::Int(place)) => usize::try_from(place).ok(),
        _ => None,
    }
}
