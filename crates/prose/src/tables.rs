//! The form's tables as the reader sees them: grids of lines and columns, each with the part it plays.
//! A table of one row whose columns stand in groups (复议、诉讼) is a grid too: a line for each group.

mod build;

use std::collections::BTreeMap;
use std::sync::Arc;

use nianbao_model::form::{Form, Role, TableRole};
use rustc_hash::FxHashMap;

/// A table, by its place in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TableId(pub(crate) u8);

/// A figure: its table, line and column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cell {
    pub(crate) table: TableId,
    pub(crate) line: u16,
    pub(crate) column: u16,
}

/// The figures a number is the sum of.
pub(crate) type Sum = Vec<Cell>;

/// A direction in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Axis {
    Line,
    Column,
}

/// Lines or columns of a table that words name: one, or all of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) table: TableId,
    pub(crate) axis: Axis,
    /// In order, and each once.
    pub(crate) members: Vec<u16>,
    /// The lines that a word for columns is said of; none if of any: only lawsuits are lost (败诉).
    pub(crate) lines: Vec<u16>,
}

impl Name {
    /// Whether it has all of another's members.
    pub(crate) fn holds(&self, other: &Self) -> bool {
        self.is_beside(other) && other.members.iter().all(|member| self.members.contains(member))
    }

    /// Whether both are of one direction of one table.
    pub(crate) fn is_beside(&self, other: &Self) -> bool {
        self.table == other.table && self.axis == other.axis
    }
}

/// A line or column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lane {
    /// Its path in the form.
    pub(crate) path: String,
    pub(crate) role: Option<Role>,
    /// The group it stands in, outermost but one: 不予公开 for 国家秘密.
    pub(crate) group: usize,
    pub(crate) is_amount: bool,
}

/// One table.
#[derive(Debug)]
pub(crate) struct Grid {
    pub(crate) id: TableId,
    pub(crate) role: Option<TableRole>,
    pub(crate) lines: Vec<Lane>,
    pub(crate) columns: Vec<Lane>,
    /// The form's key of every figure.
    keys: BTreeMap<(u16, u16), String>,
    /// The words for lines and columns.
    pub(crate) spoken: Vec<(String, Arc<Name>)>,
    /// Words that name them only where the table's figures are listed.
    pub(crate) listed: Vec<(String, Arc<Name>)>,
}

/// All tables of a form.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    grids: Vec<Grid>,
    /// Where the figure of a key stands.
    places: FxHashMap<String, Cell>,
}

impl Tables {
    pub(crate) fn new(form: &Form) -> Self {
        let tables = form.tables.iter().take(usize::from(u8::MAX)).enumerate();
        let grids: Vec<Grid> = tables
            .map(|(nth, table)| Grid::new(TableId(nth as u8), table))
            .collect();
        let mut places = FxHashMap::default();
        for grid in &grids {
            for ((line, column), key) in &grid.keys {
                places.entry(key.clone()).or_insert(Cell {
                    table: grid.id,
                    line: *line,
                    column: *column,
                });
            }
        }
        Self { grids, places }
    }

    pub(crate) fn grids(&self) -> &[Grid] {
        &self.grids
    }

    pub(crate) fn grid(&self, id: TableId) -> Option<&Grid> {
        self.grids.get(usize::from(id.0))
    }

    pub(crate) fn with(&self, role: TableRole) -> Option<&Grid> {
        self.grids.iter().find(|grid| grid.role == Some(role))
    }

    /// What a table is about.
    pub(crate) fn role(&self, id: TableId) -> Option<TableRole> {
        self.grid(id)?.role
    }

    /// The keys of these figures; `None` if one of them is not in the form.
    pub(crate) fn keys(&self, sum: &[Cell]) -> Option<Vec<String>> {
        let key = |cell: &Cell| self.grid(cell.table)?.keys.get(&(cell.line, cell.column)).cloned();
        sum.iter().map(key).collect()
    }

    /// The figures with these keys.
    pub(crate) fn cells_of(&self, keys: &[String]) -> Option<Sum> {
        keys.iter().map(|key| self.places.get(key).copied()).collect()
    }

    pub(crate) fn has(&self, cell: &Cell) -> bool {
        let grid = self.grid(cell.table);
        grid.is_some_and(|grid| grid.keys.contains_key(&(cell.line, cell.column)))
    }
}

impl Grid {
    /// The lines, or columns, that play one of these parts.
    pub(crate) fn lines_with(&self, roles: &[Role]) -> Vec<u16> {
        with(&self.lines, roles)
    }

    pub(crate) fn columns_with(&self, roles: &[Role]) -> Vec<u16> {
        with(&self.columns, roles)
    }

    pub(crate) fn has_cell(&self, line: u16, column: u16) -> bool {
        self.keys.contains_key(&(line, column))
    }

    /// The columns of parts: all but the sum.
    pub(crate) fn part_columns(&self) -> Vec<u16> {
        let all = 0..self.columns.len() as u16;
        all.filter(|at| self.columns[usize::from(*at)].role != Some(Role::Total))
            .collect()
    }

    pub(crate) fn line_role(&self, line: u16) -> Option<Role> {
        self.lines.get(usize::from(line))?.role
    }

    /// Whether a line is a way in which applications end.
    pub(crate) fn is_result(&self, line: u16) -> bool {
        matches!(self.line_role(line), Some(Role::Result | Role::NoAnswer))
    }

    /// The results without those in groups that an office may not count as answers: every
    /// choice of groups to leave out.
    pub(crate) fn answers(&self) -> Vec<Vec<u16>> {
        let all = self.lines_with(&[Role::Result, Role::NoAnswer]);
        let mut groups: Vec<usize> = self
            .lines_with(&[Role::NoAnswer])
            .iter()
            .map(|line| self.lines[usize::from(*line)].group)
            .collect();
        groups.dedup();
        groups.truncate(3);
        let group = |line: u16| self.lines[usize::from(line)].group;
        let choices = 1..1_u32 << groups.len();
        choices
            .map(|choice| {
                let left_out = |line: &u16| {
                    groups
                        .iter()
                        .enumerate()
                        .any(|(nth, own)| choice & (1 << nth) != 0 && *own == group(*line))
                };
                all.iter().copied().filter(|line| !left_out(line)).collect()
            })
            .collect()
    }

    /// These lines by these columns.
    pub(crate) fn cells(&self, lines: &[u16], columns: &[u16]) -> Sum {
        let table = self.id;
        let by = |line: u16| {
            columns.iter().map(move |column| Cell {
                table,
                line,
                column: *column,
            })
        };
        lines.iter().flat_map(|line| by(*line)).collect()
    }
}

fn with(lanes: &[Lane], roles: &[Role]) -> Vec<u16> {
    let playing = lanes
        .iter()
        .enumerate()
        .filter(|(_, lane)| lane.role.is_some_and(|role| roles.contains(&role)));
    playing.map(|(at, _)| at as u16).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::form::builtin;

    #[test]
    fn every_figure_of_every_form_is_in_its_grid() {
        for form in builtin().unwrap() {
            let tables = Tables::new(&form);
            let mut keys: Vec<String> = tables
                .grids
                .iter()
                .flat_map(|grid| grid.keys.values().cloned())
                .collect();
            let mut own: Vec<String> = form.keys().collect();
            keys.sort();
            own.sort();
            assert_eq!(keys, own, "{}", form.id);
        }
    }

    #[test]
    fn an_answer_may_leave_out_what_was_not_processed_and_what_ended_otherwise() {
        let forms = builtin().unwrap();
        let form = forms.iter().find(|form| form.id == "gov-2021").unwrap();
        let tables = Tables::new(form);
        let grid = tables.with(TableRole::Applications).unwrap();
        let all = grid.lines_with(&[Role::Result, Role::NoAnswer]).len();
        let counts: Vec<usize> = grid.answers().iter().map(Vec::len).collect();
        assert_eq!(counts, [all - 5, all - 3, all - 8]);
    }
}
