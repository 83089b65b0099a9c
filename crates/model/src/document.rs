//! Appearance-neutral structure, fully resolved: what an exporter turns into bytes.
//!
//! It knows nothing of forms, figures or rules; an exporter needs nothing else.

use serde::{Serialize, Serializer};
use time::Date;

/// A document ready to be exported.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// The title, shown above the text and by viewers.
    pub title: String,
    /// The language of the text, as a BCP 47 tag.
    pub language: &'static str,
    /// What is known about the document.
    pub metadata: Metadata,
    /// The content, in reading order.
    pub blocks: Vec<Block>,
    /// Who signs under the text, and when.
    pub signature: Option<Signature>,
    /// Files published beside the web page; filled in for the exporters that list them.
    pub attachments: Vec<Attachment>,
    /// A mark every page must show, e.g. 草稿.
    pub mark: Option<String>,
}

/// What is known about the document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Metadata {
    /// The organ that publishes it.
    pub author: String,
    /// The document's own date, for file properties; always the same for the same report.
    #[serde(serialize_with = "iso")]
    pub date: Date,
    /// The day of publication, where the office gave one.
    #[serde(serialize_with = "iso_option")]
    pub published: Option<Date>,
    /// One sentence on the content.
    pub description: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The web site it appears on.
    pub site: Site,
}

/// The web site a report appears on; what is not known is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Site {
    /// Its name.
    pub name: Option<String>,
    /// Its domain.
    pub domain: Option<String>,
    /// Its registration code (网站标识码).
    pub id: Option<String>,
    /// The column (栏目) the report appears in.
    pub column: Option<String>,
    /// The source named on the page.
    pub origin: Option<String>,
}

/// One block of content.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Outline level from 1; levels never skip one.
    pub level: u8,
    /// The style its number stands for: 1 `一、`, 2 `(一)`, 3 `1.`, 4 `(1)`.
    pub rank: u8,
    /// An identifier unique in the document, of ASCII letters, digits and hyphens.
    pub id: String,
    /// The text with its number.
    pub text: String,
}

/// A paragraph of runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// Its text, in runs.
    pub runs: Vec<Run>,
}

impl Paragraph {
    /// The text of all runs.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// A run of text of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The text.
    pub text: String,
    /// For a heading that runs into its paragraph: its rank, 1 to 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<u8>,
    /// The address it links to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// A table as a grid of cells with spans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What the table shows, for readers who cannot see it.
    pub summary: String,
    /// Number of columns.
    pub columns: usize,
    /// How many rows at the top are header rows; they repeat on every page.
    pub header_rows: usize,
    /// How many columns at the left are row headers.
    pub header_columns: usize,
    /// The rows. Each lists the cells that begin in it, from left to right.
    pub rows: Vec<Row>,
}

/// The cells that begin in one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The column of its left edge, from zero.
    pub column: usize,
    /// Rows it spans, at least 1.
    pub row_span: usize,
    /// Columns it spans, at least 1.
    pub column_span: usize,
    /// What it is the header of; none for a data cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// How its text is set.
    pub align: Align,
    /// The text.
    pub text: String,
}

/// What a header cell is the header of, in HTML's terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Its column.
    Col,
    /// The columns it spans.
    ColGroup,
    /// Its row.
    Row,
    /// The rows it spans.
    RowGroup,
}

/// How a cell's text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// In the middle.
    Center,
    /// From the left.
    Left,
}

/// The lines under the text (GB/T 9704-2012, 7.3.5.2): who signs, and below it the date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// The organ.
    pub organ: String,
    /// The date (成文日期) as it is printed, `2025年1月20日`; without it there is one line.
    pub date: Option<String>,
}

impl Signature {
    /// Its lines, from top to bottom.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.organ.as_str()).chain(self.date.as_deref())
    }

    /// How far the lines' ends stand from the right edge of the text, in characters: two
    /// for the longer line, and the date begins two characters to the right of the
    /// organ's name. GB/T 9704-2012, 7.3.5.2: for a document without a seal.
    pub fn right_indents(&self) -> (f64, f64) {
        let organ = width(&self.organ);
        let Some(date) = self.date.as_deref().map(width) else {
            return (2.0, 0.0);
        };
        // The standard lets a date nearly as long as the name come closer than two to the
        // edge; keeping two for it as well leaves no step between the two cases.
        if date + 2.0 > organ {
            (date + 4.0 - organ, 2.0)
        } else {
            (2.0, organ - date)
        }
    }
}

/// The width of a text in characters, a Western one being half as wide as a Chinese one.
fn width(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
}

/// A file published beside the web page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Its name, which is also its relative address.
    pub file_name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: usize,
}

/// A table whose rows do not fit together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("table row {row}, column {column}: {problem}")]
pub struct GridError {
    /// The row, from zero.
    pub row: usize,
    /// The column, from zero.
    pub column: usize,
    /// What is wrong there.
    pub problem: &'static str,
}

/// The page width a table is laid out for, in ems of its text: the 156 mm text
/// block of GB/T 9704 at 10.5 pt.
const TABLE_EMS: f64 = 42.0;

/// Column labels up to this many characters do not break.
const SHORT_LABEL: usize = 3;

impl Table {
    /// Checks that the cells cover the grid without gap or overlap.
    ///
    /// # Errors
    /// [`GridError`] with the first place where they do not.
    pub fn validate(&self) -> Result<(), GridError> {
        let mut taken = vec![false; self.rows.len() * self.columns];
        for (y, row) in self.rows.iter().enumerate() {
            for cell in &row.cells {
                for at_row in y..y + cell.row_span {
                    for column in cell.column..cell.column + cell.column_span {
                        let fail = |problem| {
                            Err(GridError {
                                row: at_row,
                                column,
                                problem,
                            })
                        };
                        if at_row >= self.rows.len() || column >= self.columns {
                            return fail("a cell reaches beyond the table");
                        }
                        if std::mem::replace(&mut taken[at_row * self.columns + column], true) {
                            return fail("two cells overlap");
                        }
                    }
                }
            }
        }
        match taken.iter().position(|taken| !taken) {
            Some(at) => Err(GridError {
                row: at / self.columns,
                column: at % self.columns,
                problem: "no cell covers this place",
            }),
            None => Ok(()),
        }
    }

    /// The share of the table's width each column should have; they add up to 1.
    /// Figures and short labels never break, so a column is at least as wide as its
    /// longest; what is left goes to the row labels, most of it to the innermost.
    pub fn column_shares(&self) -> Vec<f64> {
        let figures = self.columns.saturating_sub(self.header_columns);
        let mut ems = vec![0.0_f64; self.columns];
        for (row, cell) in self
            .rows
            .iter()
            .enumerate()
            .flat_map(|(y, row)| row.cells.iter().map(move |cell| (y, cell)))
        {
            let short_label = row < self.header_rows && cell.text.chars().count() <= SHORT_LABEL;
            if cell.column_span == 1 && (cell.scope.is_none() || short_label) {
                let width: f64 = cell.text.chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum();
                if let Some(column) = ems.get_mut(cell.column) {
                    *column = column.max(width + 0.9);
                }
            }
        }
        let (outer, inner) = match self.header_columns {
            0 => (0, 0.0),
            1 => (0, 11.0),
            n => (n - 1, 11.0),
        };
        let outer_em = 3.4;
        let least = if outer > 0 {
            3.3
        } else {
            (TABLE_EMS - inner) / figures.max(1) as f64
        };
        for (column, em) in ems.iter_mut().enumerate() {
            *em = match column {
                column if column < outer => outer_em,
                column if column < self.header_columns => inner,
                _ => em.max(least),
            };
        }
        // The innermost label column takes what is left over.
        let rest = TABLE_EMS - ems.iter().sum::<f64>();
        if let Some(label) = self.header_columns.checked_sub(1).and_then(|last| ems.get_mut(last)) {
            *label += rest.max(0.0);
        }
        let total: f64 = ems.iter().sum();
        ems.iter().map(|em| em / total).collect()
    }
}

/// A date as ISO 8601, `2021-01-20`.
pub fn iso_date(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

fn iso<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&iso_date(*date))
}

fn iso_option<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(iso_date).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(column: usize, row_span: usize, column_span: usize, text: &str) -> Cell {
        Cell {
            column,
            row_span,
            column_span,
            scope: None,
            align: Align::Center,
            text: text.into(),
        }
    }

    fn table(rows: Vec<Vec<Cell>>) -> Table {
        let rows = rows.into_iter().map(|cells| Row { cells }).collect();
        Table {
            summary: String::new(),
            columns: 3,
            header_rows: 0,
            header_columns: 1,
            rows,
        }
    }

    #[test]
    fn a_grid_with_a_gap_or_an_overlap_is_found() {
        let good = table(vec![
            vec![cell(0, 2, 1, "a"), cell(1, 1, 2, "b")],
            vec![cell(1, 1, 1, "c"), cell(2, 1, 1, "d")],
        ]);
        assert_eq!(good.validate(), Ok(()));
        let problem = |rows| {
            table(rows)
                .validate()
                .map_err(|error| (error.row, error.column, error.problem))
        };
        assert_eq!(
            problem(vec![vec![cell(0, 1, 1, "a"), cell(1, 1, 1, "b")]]),
            Err((0, 2, "no cell covers this place"))
        );
        assert_eq!(
            problem(vec![vec![cell(0, 1, 2, "a"), cell(1, 1, 2, "b")]]),
            Err((0, 1, "two cells overlap"))
        );
        assert_eq!(
            problem(vec![vec![cell(0, 2, 3, "a")]]),
            Err((1, 0, "a cell reaches beyond the table"))
        );
    }

    #[test]
    fn the_date_begins_two_characters_after_the_name_and_nothing_is_nearer_than_two() {
        let indents = |organ: &str, date: Option<&str>| {
            let signature = Signature {
                organ: organ.into(),
                date: date.map(Into::into),
            };
            signature.right_indents()
        };
        let date = Some("2025年1月20日");
        assert_eq!(indents("云岭省青禾市临溪县人民政府", date), (2.0, 6.5));
        assert_eq!(indents("某海关", date), (7.5, 2.0), "begins two before the date");
        assert_eq!(indents("某县人民政府", date), (4.5, 2.0));
        assert_eq!(indents("某海关", None), (2.0, 0.0));
    }

    #[test]
    fn a_long_figure_gets_the_width_it_needs() {
        let shares = table(vec![vec![
            cell(0, 1, 1, "行政许可"),
            cell(1, 1, 1, "0"),
            cell(2, 1, 1, "123456789012345678901234567890123456"),
        ]])
        .column_shares();
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(shares[2] > 0.4 && shares[2] > shares[1], "{shares:?}");
    }
}
