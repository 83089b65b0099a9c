//! Files made to do harm, as code: the tests make the quick ones, and `cargo xtask
//! hostile` all of them.

mod archive;
mod damaged;
mod documents;
pub(crate) mod legacy;
mod open_document;
mod packed;
mod tables;
mod workbooks;

use std::error::Error;

/// What was made, or why it could not be.
pub(crate) type Fallible<T> = Result<T, Box<dyn Error>>;
/// The bytes of a file.
pub(crate) type Made = Fallible<Vec<u8>>;

/// A file made to do harm.
pub(crate) struct Hostile {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it is.
    pub(crate) what: &'static str,
    /// What becomes of it.
    pub(crate) fate: Fate,
    /// Makes it.
    pub(crate) make: fn() -> Made,
}

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is refused: the message holds these words.
    Refused(&'static str),
    /// It is read or refused: it is harmless, was damaged by chance, or is as large as
    /// the limits allow.
    Any,
}

const fn refused(name: &'static str, what: &'static str, words: &'static str, make: fn() -> Made) -> Hostile {
    Hostile {
        name,
        what,
        fate: Fate::Refused(words),
        make,
    }
}

const fn any(name: &'static str, what: &'static str, make: fn() -> Made) -> Hostile {
    Hostile {
        name,
        what,
        fate: Fate::Any,
        make,
    }
}

/// What is said of a file in which there is no report.
const NOTHING: &str = "没有找到年报的任何内容";

/// Files of one kind of damage, told in one row.
pub(crate) struct Family {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it is.
    pub(crate) what: &'static str,
    /// How the files' names end.
    pub(crate) ending: &'static str,
    /// Makes them, from one of the example's workbooks.
    pub(crate) make: fn(&[u8]) -> Fallible<Vec<Vec<u8>>>,
}

/// The single files.
pub(crate) fn files() -> impl Iterator<Item = &'static Hostile> {
    [
        packed::FILES,
        workbooks::FILES,
        open_document::FILES,
        legacy::FILES,
        documents::FILES,
        tables::FILES,
    ]
    .into_iter()
    .flatten()
}

/// The families.
pub(crate) fn families() -> &'static [Family] {
    damaged::FAMILIES
}

/// `before`, `count` times `middle`, `after`.
fn repeated(before: &str, middle: &str, count: usize, after: &str) -> Vec<u8> {
    [before.as_bytes(), middle.repeat(count).as_bytes(), after.as_bytes()].concat()
}
