//! Files made to do harm, as code: the tests make the quick ones, and `cargo xtask
//! hostile` all of them.

mod damaged;
mod documents;
mod legacy;
mod open_document;
mod packed;
mod painted;
mod portable;
mod tables;
mod workbooks;

/// A file made to do harm.
#[derive(Debug)]
pub struct Hostile {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub what: &'static str,
    /// What becomes of it.
    pub fate: Fate,
    /// Makes it.
    pub make: fn() -> Vec<u8>,
}

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is refused: the message holds these words.
    Refused(&'static str),
    /// It is read or refused: it is harmless, was damaged by chance, or is as large as
    /// the limits allow.
    Any,
}

const fn refused(name: &'static str, what: &'static str, words: &'static str, make: fn() -> Vec<u8>) -> Hostile {
    Hostile {
        name,
        what,
        fate: Fate::Refused(words),
        make,
    }
}

const fn any(name: &'static str, what: &'static str, make: fn() -> Vec<u8>) -> Hostile {
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
#[derive(Debug)]
pub struct Family {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub what: &'static str,
    /// How the files' names end.
    pub ending: &'static str,
    /// Makes them, from one of the example's workbooks.
    pub make: fn(&[u8]) -> Vec<Vec<u8>>,
}

/// The single files.
pub fn files() -> impl Iterator<Item = &'static Hostile> {
    [
        packed::FILES,
        workbooks::FILES,
        open_document::FILES,
        legacy::FILES,
        documents::FILES,
        tables::FILES,
        portable::FILES,
        painted::FILES,
    ]
    .into_iter()
    .flatten()
}

/// The families.
pub fn families() -> &'static [Family] {
    damaged::FAMILIES
}

/// `before`, `count` times `middle`, `after`.
fn repeated(before: &str, middle: &str, count: usize, after: &str) -> Vec<u8> {
    [before.as_bytes(), middle.repeat(count).as_bytes(), after.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_file_has_a_name_of_its_own_and_says_what_it_is_refused_with() {
        let names: BTreeSet<&str> = files().map(|file| file.name).collect();
        assert_eq!(names.len(), files().count());
        for file in files() {
            assert_ne!(file.fate, Fate::Refused(""), "{}", file.name);
        }
    }
}
