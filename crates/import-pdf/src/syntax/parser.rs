//! Tokens into objects, within a budget: every value that is read costs one, so that no file
//! fills the memory, however it is written.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::lexer::{Lexer, Token};
use super::object::{Dict, Id, Object};
use crate::fault::Fault;
use crate::limits::MAX_NESTING;

/// How many values may still be read.
#[derive(Debug)]
pub(crate) struct Budget {
    left: Cell<usize>,
    limit: usize,
}

impl Budget {
    /// So many.
    pub(crate) fn of(limit: usize) -> Self {
        Self {
            left: Cell::new(limit),
            limit,
        }
    }

    /// Spends one value.
    pub(crate) fn spend(&self) -> Result<(), Fault> {
        let left = self.left.get().checked_sub(1);
        self.left.set(left.unwrap_or(0));
        left.map(drop)
            .ok_or_else(|| Fault::beyond("内容的项数", "number of values", self.limit))
    }
}

/// Reads objects from bytes.
pub(crate) struct Parser<'a> {
    pub(crate) lexer: Lexer<'a>,
    budget: &'a Budget,
}

/// The bytes are no object.
const NO_OBJECT: Fault = Fault::Damaged("object");

impl<'a> Parser<'a> {
    /// Reads from here on.
    pub(crate) fn at(bytes: &'a [u8], at: usize, budget: &'a Budget) -> Self {
        Self {
            lexer: Lexer::at(bytes, at),
            budget,
        }
    }

    /// The next object, which may be a reference; never a stream.
    pub(crate) fn object(&mut self) -> Result<Object, Fault> {
        match self.lexer.next() {
            Some(token) => self.object_of(token, 0),
            None => Err(NO_OBJECT),
        }
    }

    /// The object that this token begins.
    pub(crate) fn object_from(&mut self, token: Token<'a>) -> Result<Object, Fault> {
        self.object_of(token, 0)
    }

    fn object_of(&mut self, token: Token<'a>, depth: usize) -> Result<Object, Fault> {
        if depth > MAX_NESTING {
            return Err(Fault::beyond(
                "内容的嵌套层数",
                "nesting of arrays and dictionaries",
                MAX_NESTING,
            ));
        }
        self.budget.spend()?;
        Ok(match token {
            Token::Int(int) => self.reference(int).unwrap_or(Object::Int(int)),
            Token::Real(real) => Object::Real(real),
            Token::String(bytes) => Object::String(bytes.into()),
            Token::Name(name) => Object::Name(name.into()),
            Token::ArrayOpen => self.array(depth)?,
            Token::DictOpen => Object::Dict(self.dict(depth)?),
            Token::Word(b"true") => Object::Bool(true),
            Token::Word(b"false") => Object::Bool(false),
            Token::Word(b"null") => Object::Null,
            Token::Word(_) | Token::ArrayClose | Token::DictClose => return Err(NO_OBJECT),
        })
    }

    /// `7 0 R`, behind the 7.
    fn reference(&mut self, number: i64) -> Option<Object> {
        let id = Id::try_from(number).ok()?;
        let mut ahead = self.lexer.clone();
        match (ahead.next(), ahead.next()) {
            (Some(Token::Int(0..=65_535)), Some(Token::Word(b"R"))) => {
                self.lexer = ahead;
                Some(Object::Ref(id))
            }
            _ => None,
        }
    }

    fn array(&mut self, depth: usize) -> Result<Object, Fault> {
        let mut items = Vec::new();
        loop {
            match self.lexer.next() {
                Some(Token::ArrayClose) => return Ok(Object::Array(items.into())),
                Some(token) => items.push(self.object_of(token, depth + 1)?),
                None => return Err(NO_OBJECT),
            }
        }
    }

    fn dict(&mut self, depth: usize) -> Result<Dict, Fault> {
        let mut entries = BTreeMap::new();
        loop {
            match self.lexer.next() {
                Some(Token::DictClose) => return Ok(Dict(Rc::new(entries))),
                Some(Token::Name(key)) => {
                    let value = self.lexer.next().ok_or(NO_OBJECT)?;
                    entries.insert(key.into_boxed_slice(), self.object_of(value, depth + 1)?);
                }
                _ => return Err(NO_OBJECT),
            }
        }
    }
}
