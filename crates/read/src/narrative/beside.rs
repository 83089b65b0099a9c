//! What stands beside the text of a sheet and is not printed: noted cell by cell while the text is read,
//! and told column by column.

use std::collections::BTreeMap;

use nianbao_model::locus::CellRef;
use nianbao_model::report::{Sourced, Unread, WhyUnread};

use crate::area::Area;

/// What stands beside the text, column by column.
#[derive(Default)]
pub(super) struct Beside(BTreeMap<(u32, Why), Vec<(CellRef, String)>>);

/// Why a column was not read: what its head says, and the head of the other text.
type Why = (Option<String>, Option<String>);

impl Beside {
    /// Notes a cell, with its column's head if that says what it is.
    pub(super) fn add(&mut self, head: Option<&String>, at: CellRef, text: String) {
        self.note((head.cloned(), None), at, text);
    }

    /// Notes a cell of another text, with its column's head and that of the text that is read.
    pub(super) fn add_text(&mut self, (head, read): &(String, String), at: CellRef, text: String) {
        self.note((Some(head.clone()), Some(read.clone())), at, text);
    }

    fn note(&mut self, why: Why, at: CellRef, text: String) {
        self.0.entry((at.column, why)).or_default().push((at, text));
    }

    /// The heads and the rows of what was noted.
    #[cfg(test)]
    pub(super) fn rows(&self) -> impl Iterator<Item = (Option<&str>, Vec<u32>)> {
        let rows = |cells: &[(CellRef, String)]| cells.iter().map(|(at, _)| at.row).collect();
        self.0
            .iter()
            .map(move |((_, (head, _)), cells)| (head.as_deref(), rows(cells)))
    }

    /// All that was noted.
    pub(super) fn told(self, area: &Area<'_>) -> impl Iterator<Item = Unread> {
        self.0.into_iter().map(|((_, why), cells)| Unread {
            why: match why {
                (Some(head), Some(read)) => WhyUnread::OtherText { head, read },
                (Some(head), None) => WhyUnread::Column(head),
                _ => WhyUnread::BesideText,
            },
            cells: cells
                .into_iter()
                .map(|(at, value)| Sourced {
                    value,
                    locus: area.locus(at),
                })
                .collect(),
        })
    }
}
