//! Objects. What is long in them is shared, so that to hand one on costs nothing.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use encoding_rs::{UTF_8, UTF_16BE, WINDOWS_1252};

/// The number of an indirect object. Its generation tells no other one: a file has one of each.
pub(crate) type Id = u32;

/// An object.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Object {
    Null,
    Bool(bool),
    Int(i64),
    Real(f64),
    String(Rc<[u8]>),
    Name(Rc<[u8]>),
    Array(Rc<[Object]>),
    Dict(Dict),
    Stream(Stream),
    /// A reference to another object.
    Ref(Id),
}

/// A stream: its dictionary, and where in the file its packed bytes stand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stream {
    pub(crate) dict: Dict,
    pub(crate) data: Range<usize>,
    /// The number it has in the file, and its generation.
    pub(crate) owner: (Id, u16),
}

/// A dictionary.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Dict(pub(crate) Rc<BTreeMap<Box<[u8]>, Object>>);

impl Dict {
    /// The entry of this name, as it is written: perhaps a reference.
    pub(crate) fn raw(&self, key: &str) -> Option<&Object> {
        self.0.get(key.as_bytes())
    }
}

impl Object {
    pub(crate) fn int(&self) -> Option<i64> {
        match self {
            Self::Int(int) => Some(*int),
            // Some programs write counts as 3.0.
            Self::Real(real) if real.fract() == 0.0 && real.abs() < 1e15 => Some(*real as i64),
            _ => None,
        }
    }

    /// A number as a count or a place, which is never negative.
    pub(crate) fn count(&self) -> Option<usize> {
        self.int().and_then(|int| usize::try_from(int).ok())
    }

    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Self::Int(int) => Some(*int as f64),
            Self::Real(real) => Some(*real),
            _ => None,
        }
    }

    pub(crate) fn name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(crate) fn string(&self) -> Option<&[u8]> {
        match self {
            Self::String(string) => Some(string),
            _ => None,
        }
    }

    pub(crate) fn array(&self) -> Option<&[Object]> {
        match self {
            Self::Array(array) => Some(array),
            _ => None,
        }
    }

    /// A dictionary, or that of a stream.
    pub(crate) fn dict(&self) -> Option<&Dict> {
        match self {
            Self::Dict(dict) => Some(dict),
            Self::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    pub(crate) fn stream(&self) -> Option<&Stream> {
        match self {
            Self::Stream(stream) => Some(stream),
            _ => None,
        }
    }
}

/// A text that is no name and no code (7.9.2.2).
pub(crate) fn text_string(bytes: &[u8]) -> String {
    let encoding = match bytes {
        [0xfe, 0xff, ..] => UTF_16BE,
        [0xef, 0xbb, 0xbf, ..] => UTF_8,
        _ => WINDOWS_1252,
    };
    encoding.decode_with_bom_removal(bytes).0.into_owned()
}
