//! What an importer hands over: sheets of cells, each cell with its place. No
//! meaning yet: finding the tables in them is the form's work ([`mod@crate::read`]).

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::locus::{CellRange, CellRef, Locus};

/// One input file as an importer read it.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The file's name as the user gave it.
    pub file: Arc<str>,
    /// Its sheets, in the file's order.
    pub sheets: Vec<Sheet>,
}

/// One sheet, sparse: a cell that was never filled is not there.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The file it belongs to.
    pub file: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// Its filled cells.
    pub cells: BTreeMap<CellRef, Cell>,
    /// Its merged regions; the top left cell carries the content.
    pub merges: Vec<CellRange>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(file: &Arc<str>, name: impl Into<Arc<str>>) -> Self {
        Self {
            file: Arc::clone(file),
            name: name.into(),
            cells: BTreeMap::new(),
            merges: Vec::new(),
        }
    }

    /// Where `cell` stands.
    pub fn locus(&self, cell: CellRef) -> Locus {
        Locus::cell(&self.file, &self.name, cell)
    }

    /// The region `cell` belongs to: its merged region, or itself alone.
    pub fn region(&self, cell: CellRef) -> CellRange {
        self.merges
            .iter()
            .copied()
            .find(|merge| merge.contains(cell))
            .unwrap_or(CellRange {
                first: cell,
                last: cell,
            })
    }

    /// The content shown at `cell`, through merged regions.
    pub fn at(&self, cell: CellRef) -> Option<&Cell> {
        self.cells.get(&self.region(cell).first)
    }

    /// The text shown at `cell` (trimmed, not empty), through merged regions.
    pub fn text_at(&self, cell: CellRef) -> Option<&str> {
        self.at(cell).and_then(Cell::text)
    }
}

/// A filled cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What the cell shows.
    pub value: CellValue,
    /// The formula behind the value, without the equals sign.
    pub formula: Option<String>,
}

impl Cell {
    /// A cell that was typed, not computed.
    pub fn typed(value: CellValue) -> Self {
        Self { value, formula: None }
    }

    /// The cell's text, trimmed, where it holds any.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            CellValue::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// Whether the cell shows a number, or text that begins like one.
    pub fn is_figure(&self) -> bool {
        match &self.value {
            CellValue::Number(_) => true,
            CellValue::Text(text) => text
                .trim()
                .starts_with(|c: char| c.is_ascii_digit() || ('\u{ff10}'..='\u{ff19}').contains(&c) || c == '-'),
            _ => false,
        }
    }

    /// Whether the cell shows nothing (and has no formula that should show something).
    pub fn is_blank(&self) -> bool {
        match &self.value {
            CellValue::Empty => self.formula.is_none(),
            CellValue::Text(text) => text.trim().is_empty() && self.formula.is_none(),
            _ => false,
        }
    }
}

/// What a cell shows.
#[derive(Debug, Clone, PartialEq)]
pub enum CellValue {
    /// Nothing: a formula whose result was never computed, or a formatted blank.
    Empty,
    /// A number, exact to the fifteen significant digits Excel keeps.
    Number(Decimal),
    /// Text as typed.
    Text(String),
    /// `TRUE` or `FALSE`.
    Boolean(bool),
    /// A date or time, as text.
    Date(String),
    /// An error value such as `#REF!`.
    Error(String),
}

impl CellValue {
    /// What the cell shows, as text.
    pub fn display(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Text(text) | Self::Date(text) | Self::Error(text) => text.clone(),
            Self::Boolean(true) => "TRUE".to_owned(),
            Self::Boolean(false) => "FALSE".to_owned(),
        }
    }
}
