//! What the last number was about; the next one continues from there.

use super::tables::{CARRIED_IN, NEW};

/// What the last number was about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Topic {
    /// Nothing yet.
    None,
    /// Something that is not in the tables.
    Foreign,
    /// Rows of 表三, by the readings of the last number, and its columns.
    Applications(Vec<Vec<String>>, Vec<String>),
    /// Blocks of 表四.
    Review(Vec<String>),
    /// Blocks of 表四 that were spoken of before, if any, or all of them: what a sentence of
    /// its own says of verdicts may be of any.
    AnyReview(Vec<String>),
    /// A row of 表二, and its column.
    Disclosure(String, Option<String>),
}

impl Topic {
    /// Whether the last number was of all that came in, or all that was carried over.
    pub(super) fn is_of_an_intake(&self) -> bool {
        let is_intake = |rows: &Vec<String>| rows.len() == 1 && (rows[0] == NEW || rows[0] == CARRIED_IN);
        matches!(self, Self::Applications(rows, _) if rows.iter().all(is_intake))
    }

    /// Whether the last number was of some kinds of applicants only.
    pub(super) fn is_of_some_applicants(&self) -> bool {
        matches!(self, Self::Applications(_, columns) if columns.iter().any(|column| column != "total"))
    }
}
