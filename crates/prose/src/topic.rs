//! What the last number was about; the next one continues from there.

use nianbao_model::form::Role;

use crate::tables::Grid;

/// What the last number was about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Topic {
    /// Nothing yet.
    None,
    /// Something that is not in the tables.
    Foreign,
    /// Rows of applications, by the readings of the last number, and its columns.
    Applications(Vec<Vec<u16>>, Vec<u16>),
    /// Kinds of cases.
    Cases(Vec<u16>),
    /// Kinds of cases that were spoken of before, if any, or all of them: what a sentence of
    /// its own says of outcomes may be of any.
    AnyCases(Vec<u16>),
    /// An item, and what of it is counted.
    Item(u16, Option<u16>),
}

impl Topic {
    /// Whether the last number was of all that came in, or all that was carried over.
    pub(crate) fn is_of_an_intake(&self, grid: Option<&Grid>) -> bool {
        let is_intake = |rows: &Vec<u16>| {
            let role = grid.and_then(|grid| grid.line_role(*rows.first()?));
            rows.len() == 1 && matches!(role, Some(Role::Received | Role::CarriedIn))
        };
        matches!(self, Self::Applications(rows, _) if rows.iter().any(is_intake) && !rows.is_empty())
    }

    /// Whether the last number was of all that was finished.
    pub(crate) fn is_of_all_finished(&self, grid: Option<&Grid>) -> bool {
        let finished = grid.map(|grid| grid.lines_with(&[Role::Finished])).unwrap_or_default();
        matches!(self, Self::Applications(rows, _) if rows.contains(&finished))
    }

    /// Whether the last number was of what was carried over from the year before, and nothing else.
    pub(crate) fn is_carried_in(&self, grid: Option<&Grid>) -> bool {
        let carried = grid.map(|grid| grid.lines_with(&[Role::CarriedIn])).unwrap_or_default();
        matches!(self, Self::Applications(rows, _) if rows.iter().all(|rows| *rows == carried))
    }

    /// Whether the last number was of some kinds of applicants only.
    pub(crate) fn is_of_some_applicants(&self, grid: Option<&Grid>) -> bool {
        let totals = grid.map(|grid| grid.columns_with(&[Role::Total])).unwrap_or_default();
        matches!(self, Self::Applications(_, columns) if columns.iter().any(|column| !totals.contains(column)))
    }

    pub(crate) fn is_of_cases(&self) -> bool {
        matches!(self, Self::Cases(_) | Self::AnyCases(_))
    }
}
