//! Hands out objects by their number, and what is packed in streams, within the limits.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use nianbao_model::limits::MAX_UNPACKED;

use super::decrypt::Cipher;
use super::filter::Filter;
use super::table::{Place, Table, data_start, predictor};
use super::{filter, rebuild};
use crate::fault::Fault;
use crate::limits::{MAX_DRAWN, MAX_NESTING, MAX_VALUES};
use crate::syntax::{Budget, Dict, Id, Object, Parser, Stream, Token};

/// Which table of contents is gone by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// The file's own.
    AsWritten,
    /// One that is made from what stands in the file.
    Rebuilt,
}

/// A PDF file.
pub(crate) struct Document<'a> {
    bytes: &'a [u8],
    /// What objects may still be read.
    pub(crate) budget: Budget,
    /// What pages may still draw.
    pub(crate) drawn: Budget,
    table: Table,
    /// How it is encrypted.
    cipher: Option<Cipher>,
    objects: RefCell<BTreeMap<Id, Object>>,
    /// The objects that are being read: one that needs itself is damaged.
    open: RefCell<BTreeSet<Id>>,
    /// Streams of objects, unpacked, with the place of each object in them.
    packed: RefCell<BTreeMap<Id, Rc<Packed>>>,
    /// How many more bytes may be unpacked.
    left: Cell<u64>,
    /// Where streams end.
    ends: OnceCell<Vec<usize>>,
}

struct Packed {
    data: Vec<u8>,
    places: Vec<(Id, usize)>,
}

const END: &[u8] = b"endstream";
/// How deep what is said of the encryption is: the dictionary, its filters, one of them.
const MAX_CIPHER_NESTING: usize = 3;

impl<'a> Document<'a> {
    /// Opens a file.
    pub(crate) fn open(bytes: &'a [u8], mode: Mode) -> Result<Self, Fault> {
        let budget = Budget::of(MAX_VALUES);
        let (table, packed) = match mode {
            Mode::AsWritten => (Table::read(bytes, &budget)?, Vec::new()),
            Mode::Rebuilt => rebuild::table(bytes, &budget)?,
        };
        let mut document = Self {
            bytes,
            budget,
            drawn: Budget::of(MAX_DRAWN),
            table,
            cipher: None,
            objects: RefCell::default(),
            open: RefCell::default(),
            packed: RefCell::default(),
            left: Cell::new(MAX_UNPACKED),
            ends: OnceCell::new(),
        };
        document.cipher = document.cipher()?;
        for id in packed {
            let places = document.packed(id)?.places.clone();
            for (at, (inner, _)) in places.into_iter().enumerate() {
                // An object that stands in the file by itself is taken to be the newer one.
                document.table.add(inner, Place::Packed(id, at))?;
            }
        }
        Ok(document)
    }

    /// How the file is encrypted, if it is. What is read for it is not encrypted itself.
    fn cipher(&self) -> Result<Option<Cipher>, Fault> {
        let encrypt = self.resolve(self.table.trailer.raw("Encrypt").unwrap_or(&Object::Null))?;
        if encrypt == Object::Null {
            return Ok(None);
        }
        let Object::Dict(encrypt) = self.whole(&encrypt, MAX_CIPHER_NESTING)? else {
            return Err(Fault::Encrypted);
        };
        let id = self.items(self.table.trailer.raw("ID").unwrap_or(&Object::Null))?;
        let id = id.first().and_then(Object::string).unwrap_or_default();
        Cipher::of(&encrypt, id).map(Some)
    }

    /// An object without references in it, so deep.
    fn whole(&self, object: &Object, depth: usize) -> Result<Object, Fault> {
        let object = self.resolve(object)?;
        match (&object, depth.checked_sub(1)) {
            (Object::Dict(dict), Some(depth)) => {
                let entries = dict.0.iter();
                let entries = entries.map(|(key, value)| Ok((key.clone(), self.whole(value, depth)?)));
                let entries: BTreeMap<_, _> = entries.collect::<Result<_, Fault>>()?;
                Ok(Object::Dict(Dict(Rc::new(entries))))
            }
            _ => Ok(object),
        }
    }

    /// The file's first object.
    pub(crate) fn catalog(&self) -> Result<Dict, Fault> {
        let root = self.table.trailer.raw("Root").unwrap_or(&Object::Null);
        self.resolve(root)?.dict().cloned().ok_or(Fault::Damaged("Root"))
    }

    /// What the file says of itself.
    pub(crate) fn information(&self) -> Result<Object, Fault> {
        self.resolve(self.table.trailer.raw("Info").unwrap_or(&Object::Null))
    }

    /// What a reference points to, or the object itself. What no table lists is nothing.
    pub(crate) fn resolve(&self, object: &Object) -> Result<Object, Fault> {
        let mut object = object.clone();
        for _ in 0..MAX_NESTING {
            match object {
                Object::Ref(id) => object = self.object(id)?,
                other => return Ok(other),
            }
        }
        Err(Fault::Damaged("reference"))
    }

    /// The entry of a dictionary; nothing where there is none.
    pub(crate) fn get(&self, dict: &Dict, key: &str) -> Result<Object, Fault> {
        dict.raw(key).map_or(Ok(Object::Null), |object| self.resolve(object))
    }

    /// The items of an array, or a single object as the only one.
    pub(crate) fn items(&self, object: &Object) -> Result<Vec<Object>, Fault> {
        match self.resolve(object)? {
            Object::Array(array) => array.iter().map(|item| self.resolve(item)).collect(),
            Object::Null => Ok(Vec::new()),
            other => Ok(vec![other]),
        }
    }

    fn object(&self, id: Id) -> Result<Object, Fault> {
        if let Some(object) = self.objects.borrow().get(&id) {
            return Ok(object.clone());
        }
        if !self.open.borrow_mut().insert(id) {
            return Err(Fault::Damaged("reference"));
        }
        let read = match self.table.places.get(&id) {
            None | Some(Place::Free) => Ok(Object::Null),
            Some(Place::Byte(at)) => self.object_at(id, *at),
            Some(Place::Packed(stream, at)) => self.object_in(id, *stream, *at),
        };
        self.open.borrow_mut().remove(&id);
        let object = read?;
        self.objects.borrow_mut().insert(id, object.clone());
        Ok(object)
    }

    fn object_at(&self, id: Id, at: usize) -> Result<Object, Fault> {
        let broken = Fault::Damaged("object");
        let mut parser = Parser::at(self.bytes, at, &self.budget);
        let head = (parser.lexer.next(), parser.lexer.next(), parser.lexer.next());
        let owner = match head {
            (Some(Token::Int(number)), Some(Token::Int(generation)), Some(Token::Word(b"obj")))
                if number == i64::from(id) =>
            {
                (id, u16::try_from(generation).unwrap_or(0))
            }
            _ => return Err(broken),
        };
        let object = parser.object()?;
        let object = match &self.cipher {
            Some(cipher) => cipher.object(object, owner),
            None => object,
        };
        match (object, data_start(&mut parser.lexer)) {
            (Object::Dict(dict), Some(start)) => {
                let data = start..self.data_end(&dict, start)?;
                Ok(Object::Stream(Stream { dict, data, owner }))
            }
            (object, _) => Ok(object),
        }
    }

    /// Where a stream's bytes end: as it says, if that is right, else before the next mark.
    fn data_end(&self, dict: &Dict, start: usize) -> Result<usize, Fault> {
        let said = match dict.raw("Length") {
            Some(length) => self.resolve(length).ok().and_then(|length| length.count()),
            None => None,
        };
        if let Some(end) = said.and_then(|length| start.checked_add(length)) {
            let behind = self.bytes.get(end..).unwrap_or_default();
            let behind = behind.get(..END.len() + 4).unwrap_or(behind);
            if behind.windows(END.len()).any(|window| window == END) {
                return Ok(end);
            }
        }
        let ends = self.ends.get_or_init(|| {
            let windows = self.bytes.windows(END.len()).enumerate();
            windows.filter(|(_, window)| *window == END).map(|(at, _)| at).collect()
        });
        let next = ends.partition_point(|end| *end < start);
        ends.get(next).copied().ok_or(Fault::Damaged("endstream"))
    }

    fn object_in(&self, id: Id, stream: Id, at: usize) -> Result<Object, Fault> {
        let packed = self.packed(stream)?;
        let place = match packed.places.get(at) {
            Some((number, place)) if *number == id => Some(*place),
            _ => packed
                .places
                .iter()
                .find(|(number, _)| *number == id)
                .map(|(_, place)| *place),
        };
        let place = place.ok_or(Fault::Damaged("ObjStm"))?;
        Parser::at(&packed.data, place, &self.budget).object()
    }

    /// A stream of objects, unpacked.
    fn packed(&self, id: Id) -> Result<Rc<Packed>, Fault> {
        if let Some(packed) = self.packed.borrow().get(&id) {
            return Ok(Rc::clone(packed));
        }
        let broken = Fault::Damaged("ObjStm");
        // A stream of objects never stands in another one.
        if !matches!(self.table.places.get(&id), Some(Place::Byte(_))) {
            return Err(broken);
        }
        let object = self.object(id)?;
        let stream = object.stream().ok_or(broken)?;
        let count = |key| self.get(&stream.dict, key).map(|object| object.count().unwrap_or(0));
        let (count, first) = (count("N")?, count("First")?);
        let data = self.unpacked(stream)?;
        let mut lexer = crate::syntax::Lexer::at(&data, 0);
        let mut places = Vec::new();
        for _ in 0..count {
            let (Some(Token::Int(number)), Some(Token::Int(place))) = (lexer.next(), lexer.next()) else {
                break;
            };
            self.budget.spend()?;
            if let (Ok(number), Ok(place)) = (Id::try_from(number), usize::try_from(place)) {
                places.push((number, first.saturating_add(place)));
            }
        }
        let packed = Rc::new(Packed { data, places });
        self.packed.borrow_mut().insert(id, Rc::clone(&packed));
        Ok(packed)
    }

    /// A stream's bytes, unpacked.
    pub(crate) fn unpacked(&self, stream: &Stream) -> Result<Vec<u8>, Fault> {
        let names = self.items(stream.dict.raw("Filter").unwrap_or(&Object::Null))?;
        let parameters = self.items(stream.dict.raw("DecodeParms").unwrap_or(&Object::Null))?;
        let data = self.bytes.get(stream.data.clone()).unwrap_or_default();
        let mut data = match &self.cipher {
            Some(cipher) => cipher.stream(&stream.dict, stream.owner, data),
            None => data.to_vec(),
        };
        for (at, name) in names.iter().enumerate() {
            let filter = Filter::named(name.name().unwrap_or_default())?;
            data = filter.unpack(&data, self.left.get())?;
            self.spend(data.len() as u64)?;
            if let Some(parameters) = parameters.get(at).and_then(Object::dict) {
                let parameter = |key: &str| self.get(parameters, key).ok().filter(|object| *object != Object::Null);
                data = predictor(parameter).undo(data)?;
            }
        }
        Ok(data)
    }

    fn spend(&self, bytes: u64) -> Result<(), Fault> {
        let left = self
            .left
            .get()
            .checked_sub(bytes)
            .ok_or_else(|| filter::too_much(MAX_UNPACKED))?;
        self.left.set(left);
        Ok(())
    }
}
