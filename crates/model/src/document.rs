//! Appearance-neutral structure, fully resolved: what an exporter turns into bytes.
//!
//! It knows nothing of forms, figures or rules; an exporter needs nothing else.

mod table;

use serde::{Serialize, Serializer};
use time::Date;

pub use table::{Align, Cell, GridError, Row, Scope, Table};

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

impl Document {
    /// Visits every text there is: what is printed, and what is said about the document.
    pub fn each_text(&mut self, visit: &mut impl FnMut(&mut String)) {
        let Self {
            title,
            metadata,
            blocks,
            signature,
            mark,
            ..
        } = self;
        visit(title);
        for block in blocks {
            match block {
                Block::Heading(heading) => visit(&mut heading.text),
                Block::Paragraph(paragraph) => {
                    for run in &mut paragraph.runs {
                        visit(&mut run.text);
                        run.link.as_mut().into_iter().for_each(&mut *visit);
                    }
                }
                Block::Table(table) => {
                    visit(&mut table.summary);
                    let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                    cells.for_each(|cell| visit(&mut cell.text));
                }
            }
        }
        if let Some(Signature { organ, date }) = signature {
            visit(organ);
            date.as_mut().into_iter().for_each(&mut *visit);
        }
        mark.as_mut().into_iter().for_each(&mut *visit);
        let Site {
            name,
            domain,
            id,
            column,
            origin,
        } = &mut metadata.site;
        let given = [&mut metadata.description, name, domain, id, column, origin];
        given.into_iter().flatten().for_each(&mut *visit);
        visit(&mut metadata.author);
        metadata.keywords.iter_mut().for_each(visit);
    }
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

/// The width of a text in characters: a Western one is half as wide as a Chinese one, and
/// where the two meet typesetters leave a quarter.
fn width(text: &str) -> f64 {
    let characters: f64 = text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum();
    let next = text.chars().skip(1);
    let meetings = text
        .chars()
        .zip(next)
        .filter(|(one, next)| one.is_ascii() != next.is_ascii());
    characters + 0.25 * meetings.count() as f64
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
        assert_eq!(indents("云岭省青禾市临溪县人民政府", date), (2.0, 5.25));
        assert_eq!(indents("某海关", date), (8.75, 2.0), "begins two before the date");
        assert_eq!(indents("某县人民政府", date), (5.75, 2.0));
        assert_eq!(indents("某海关", None), (2.0, 0.0));
    }
}
