//! Where something stands: file › sheet › cell.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::limits::{MAX_COLUMNS, MAX_ROWS};

/// A cell's place in a sheet, counted from zero; displayed as Excel does (`J31`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// Row, from zero.
    pub row: u32,
    /// Column, from zero.
    pub column: u32,
}

impl CellRef {
    /// The cell in this row and column, both from zero.
    pub const fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_name(self.column), u64::from(self.row) + 1)
    }
}

/// A text that is no cell's address, or the address of a cell no sheet can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoCellAddress;

impl fmt::Display for NoCellAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not the address of a cell, such as J31")
    }
}

impl std::error::Error for NoCellAddress {}

/// Reads `J31`, in letters of either case. `$` and sheet names are not part of it.
impl FromStr for CellRef {
    type Err = NoCellAddress;

    fn from_str(address: &str) -> Result<Self, NoCellAddress> {
        let digits = address.find(|c: char| !c.is_ascii_alphabetic()).ok_or(NoCellAddress)?;
        let (letters, row) = address.split_at(digits);
        if !(1..=3).contains(&letters.len()) || !row.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(NoCellAddress);
        }
        let column = letters.bytes().fold(0, |column, letter| {
            column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
        }) - 1;
        let row = row.parse::<u32>().ok().and_then(|row| row.checked_sub(1));
        match row {
            Some(row) if row < MAX_ROWS && column < MAX_COLUMNS => Ok(Self { row, column }),
            _ => Err(NoCellAddress),
        }
    }
}

/// A column's letters as Excel shows them: 0 is `A`, 26 is `AA`.
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = ((rest - 1) % 26) as u8;
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A rectangle of cells, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellRange {
    /// Top left corner.
    pub first: CellRef,
    /// Bottom right corner.
    pub last: CellRef,
}

impl CellRange {
    /// Whether `cell` lies in the rectangle.
    pub fn contains(&self, cell: CellRef) -> bool {
        (self.first.row..=self.last.row).contains(&cell.row)
            && (self.first.column..=self.last.column).contains(&cell.column)
    }
}

/// Reads `A1:B2`, its first corner first, or one cell alone.
impl FromStr for CellRange {
    type Err = NoCellAddress;

    fn from_str(range: &str) -> Result<Self, NoCellAddress> {
        let (first, last) = range.split_once(':').unwrap_or((range, range));
        let (first, last): (CellRef, CellRef) = (first.parse()?, last.parse()?);
        if first.row <= last.row && first.column <= last.column {
            Ok(Self { first, last })
        } else {
            Err(NoCellAddress)
        }
    }
}

/// Where something was read: a file, and in it a sheet and a cell, or a place in
/// running text, where they are known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Locus {
    /// The file's name as the user gave it.
    pub file: Arc<str>,
    /// The sheet's name.
    pub sheet: Option<Arc<str>>,
    /// The cell.
    pub cell: Option<CellRef>,
    /// The place in a text document.
    pub passage: Option<Passage>,
}

/// A place in running text, counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passage {
    /// The line of a text file, as an editor counts.
    Line(u32),
    /// The paragraph of a document that has no lines, empty ones and those in tables
    /// counted.
    Paragraph(u32),
}

impl fmt::Display for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "第{line}行"),
            Self::Paragraph(paragraph) => write!(f, "第{paragraph}段"),
        }
    }
}

impl Locus {
    /// A whole file.
    pub fn file(file: &Arc<str>) -> Self {
        Self {
            file: Arc::clone(file),
            sheet: None,
            cell: None,
            passage: None,
        }
    }

    /// A whole sheet.
    pub fn sheet(file: &Arc<str>, sheet: &Arc<str>) -> Self {
        Self {
            file: Arc::clone(file),
            sheet: Some(Arc::clone(sheet)),
            cell: None,
            passage: None,
        }
    }

    /// A place in a text document.
    pub fn passage(file: &Arc<str>, passage: Passage) -> Self {
        Self {
            passage: Some(passage),
            ..Self::file(file)
        }
    }

    /// One cell.
    pub fn cell(file: &Arc<str>, sheet: &Arc<str>, cell: CellRef) -> Self {
        Self {
            file: Arc::clone(file),
            sheet: Some(Arc::clone(sheet)),
            cell: Some(cell),
            passage: None,
        }
    }
}

impl fmt::Display for Locus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(sheet) = &self.sheet {
            write!(f, " › {sheet}")?;
        }
        if let Some(cell) = self.cell {
            write!(f, " › {cell}")?;
        }
        if let Some(passage) = self.passage {
            write!(f, " › {passage}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_excel() {
        let names: Vec<_> = [0, 25, 26, 51, 701, 702, 16383].map(column_name).into();
        assert_eq!(names, ["A", "Z", "AA", "AZ", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn addresses_are_read_as_they_are_shown() {
        for cell in [(0, 0), (30, 9), (1_048_575, 16_383)] {
            let cell = CellRef::new(cell.0, cell.1);
            assert_eq!(cell.to_string().parse(), Ok(cell));
            assert_eq!(cell.to_string().to_lowercase().parse(), Ok(cell));
        }
        let wrong = [
            "",
            "A",
            "1",
            "A0",
            "XFE1",
            "A1048577",
            "AAAA1",
            "A99999999999",
            "A+1",
            "$A$1",
            "A1:B2",
            "字1",
        ];
        for wrong in wrong {
            assert_eq!(wrong.parse::<CellRef>(), Err(NoCellAddress), "{wrong}");
        }
        let range = |text: &str| {
            text.parse::<CellRange>()
                .map(|range| (range.first.to_string(), range.last.to_string()))
        };
        assert_eq!(range("A1:B2"), Ok(("A1".into(), "B2".into())));
        assert_eq!(range("C3"), Ok(("C3".into(), "C3".into())));
        assert_eq!(range("B2:A1"), Err(NoCellAddress));
    }

    #[test]
    fn a_locus_reads_from_the_file_to_the_cell() {
        let locus = Locus::cell(&"年报.xlsx".into(), &"表三".into(), CellRef::new(30, 9));
        assert_eq!(locus.to_string(), "年报.xlsx › 表三 › J31");
        let passage = Locus::passage(&"正文.docx".into(), Passage::Paragraph(12));
        assert_eq!(passage.to_string(), "正文.docx › 第12段");
    }
}
