//! Where something stands: file › sheet › cell.

use std::fmt;
use std::sync::Arc;

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
    fn a_locus_reads_from_the_file_to_the_cell() {
        let locus = Locus::cell(&"年报.xlsx".into(), &"表三".into(), CellRef::new(30, 9));
        assert_eq!(locus.to_string(), "年报.xlsx › 表三 › J31");
        let passage = Locus::passage(&"正文.docx".into(), Passage::Paragraph(12));
        assert_eq!(passage.to_string(), "正文.docx › 第12段");
    }
}
