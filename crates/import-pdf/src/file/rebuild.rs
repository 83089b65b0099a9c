//! Makes the table of contents again, from the objects that stand in the file: what later
//! stands in the file is newer.

use super::table::{Place, Table};
use crate::fault::Fault;
use crate::syntax::{Budget, Dict, Id, Lexer, Object, Parser, Token, is_space};

/// The table of what stands in the file. Objects in streams are added by who can unpack them:
/// the second list has these streams.
pub(crate) fn table(bytes: &[u8], budget: &Budget) -> Result<(Table, Vec<Id>), Fault> {
    let mut table = Table::default();
    let mut packed = Vec::new();
    let mut catalog = None;
    for (id, at, body) in objects(bytes) {
        table.places.remove(&id);
        table.add(id, Place::Byte(at))?;
        packed.retain(|other| *other != id);
        let Some(dict) = dict_at(bytes, body, budget)? else {
            continue;
        };
        match dict.raw("Type").and_then(Object::name) {
            Some(b"ObjStm") => packed.push(id),
            Some(b"Catalog") => catalog = Some(id),
            Some(b"XRef") => take(&mut table.trailer, dict),
            _ => {}
        }
    }
    for at in words(bytes, b"trailer") {
        if let Some(dict) = dict_at(bytes, at + b"trailer".len(), budget)? {
            take(&mut table.trailer, dict);
        }
    }
    if let (None, Some(id)) = (table.trailer.raw("Root"), catalog) {
        let root = (b"Root".to_vec().into_boxed_slice(), Object::Ref(id));
        table.trailer = Dict(std::rc::Rc::new([root].into()));
    }
    Ok((table, packed))
}

/// The dictionary that stands here, if one does: what is damaged may never be asked for. What is
/// beyond a limit ends the reading.
fn dict_at(bytes: &[u8], at: usize, budget: &Budget) -> Result<Option<Dict>, Fault> {
    match Parser::at(bytes, at, budget).object() {
        Ok(Object::Dict(dict)) => Ok(Some(dict)),
        Ok(_) | Err(Fault::Damaged(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// Takes the dictionary at a file's end, where it names the root or says that all is encrypted.
fn take(trailer: &mut Dict, dict: Dict) {
    if dict.raw("Root").is_some() {
        *trailer = dict;
    }
}

/// The objects that begin in a file: number, where, and where behind `obj`.
fn objects(bytes: &[u8]) -> impl Iterator<Item = (Id, usize, usize)> {
    words(bytes, b"obj").filter_map(|word| {
        let (generation, before) = integer_before(bytes, word)?;
        let (number, start) = integer_before(bytes, before)?;
        (generation <= 65_535).then_some((number, start, word + b"obj".len()))
    })
}

/// Where this word stands as a word of its own.
fn words<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> {
    // Most bytes do not even begin it.
    let begins = bytes
        .iter()
        .enumerate()
        .filter(move |(_, byte)| Some(*byte) == word.first());
    let at = begins.filter(move |(at, _)| bytes[*at..].starts_with(word));
    at.map(|(at, _)| at).filter(|at| {
        at.checked_sub(1)
            .and_then(|before| bytes.get(before))
            .is_none_or(|before| is_space(*before) || matches!(before, b'>' | b'j' | b'm'))
    })
}

/// The whole number that stands before a place, and where it begins.
fn integer_before(bytes: &[u8], place: usize) -> Option<(u32, usize)> {
    let head = bytes.get(..place)?;
    let end = head.iter().rposition(|byte| !is_space(*byte))? + 1;
    if end == place {
        return None;
    }
    let start = head[..end]
        .iter()
        .rposition(|byte| !byte.is_ascii_digit())
        .map_or(0, |at| at + 1);
    match Lexer::at(&head[..end], start).next() {
        Some(Token::Int(number)) if end - start <= 10 => Some((u32::try_from(number).ok()?, start)),
        _ => None,
    }
}
