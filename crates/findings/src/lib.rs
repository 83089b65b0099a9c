//! Shows what was found: for a clerk in a terminal, for programs as JSON and SARIF, as a
//! workbook whose rows lead to the cells, and as a web page to send back.
//!
//! This is layout only. Nothing is judged here; that is `nianbao-check`. Nor is anything
//! guessed from a message: what is marked, what belongs together and what has been said
//! already are in the findings as data (a test in `silent` replaces every message and finds
//! all else as it was).

pub mod excerpt;
pub mod json;
pub mod page;
pub mod sarif;
pub mod terminal;
pub mod workbook;

mod beside;
mod format;
mod same;
#[cfg(test)]
mod silent;
#[cfg(test)]
mod testing;
mod words;

use std::sync::Arc;

pub use format::Format;

use nianbao_check::Judged;
use nianbao_model::Text;

/// How the reading and judging of one report's files ended.
#[derive(Debug)]
pub enum Outcome {
    /// They were read and judged.
    Judged(Box<Judged>),
    /// They could not be read.
    Failed {
        /// Their names as the user gave them.
        files: Vec<Arc<str>>,
        /// Why, and what to do.
        message: Text,
    },
}

impl Outcome {
    /// The report, if the files could be read.
    pub fn judged(&self) -> Option<&Judged> {
        match self {
            Self::Judged(judged) => Some(judged),
            Self::Failed { .. } => None,
        }
    }
}
