//! Which texts a reader must find in a file, and the search for them.

use nianbao_model::chars::is_unseen;
use nianbao_model::document::{Block, Document, Table};
use nianbao_model::plugin::Role;

use crate::sample::Sample;

/// A text without white space, which says nothing in Chinese, and without what compose
/// leaves out of every document: an exporter may leave it out again.
pub fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_unseen(*c)).collect()
}

/// The title and the narrative of a sample's report: what a data format holds that does
/// not write the document.
pub fn narrative_texts(sample: &Sample) -> Vec<String> {
    let narrative = sample.report.narrative.iter().map(|paragraph| paragraph.text.clone());
    std::iter::once(sample.document.title.clone())
        .chain(narrative)
        .collect()
}

/// One thing to find after what was found before it.
enum Step {
    Text(String),
    /// The header cells of a table: formats read them out by row or by column.
    AnyOrder(Vec<String>),
}

/// What to find in a file.
pub(super) struct Expected {
    steps: Vec<Step>,
    /// To be found anywhere: formats have their own place for it.
    anywhere: Vec<String>,
}

/// A text that was not found.
pub(super) struct Missing {
    pub(super) text: String,
    pub(super) place: String,
    pub(super) found: String,
}

impl Expected {
    /// These texts, in order.
    pub(super) fn in_order(texts: Vec<String>) -> Self {
        Self {
            steps: texts.into_iter().map(Step::Text).collect(),
            anywhere: Vec::new(),
        }
    }

    /// Every text of a document.
    pub(super) fn of(document: &Document, role: Role) -> Self {
        let mut expected = Self::in_order(vec![document.title.clone()]);
        for block in &document.blocks {
            match block {
                Block::Heading(heading) => expected.text(&heading.text),
                Block::Paragraph(paragraph) => expected.text(&paragraph.text()),
                Block::Table(table) => expected.table(table),
            }
        }
        document
            .signature
            .iter()
            .flat_map(|signature| signature.lines())
            .for_each(|line| expected.text(line));
        expected.anywhere.extend(document.mark.clone());
        if role == Role::Page {
            let names = document
                .attachments
                .iter()
                .map(|attachment| attachment.file_name.clone());
            expected.anywhere.extend(names);
        }
        expected
    }

    fn text(&mut self, text: &str) {
        self.steps.push(Step::Text(text.to_owned()));
    }

    fn table(&mut self, table: &Table) {
        let (header, body) = table.rows.split_at(table.header_rows.min(table.rows.len()));
        let header = header.iter().flat_map(|row| &row.cells);
        self.steps
            .push(Step::AnyOrder(header.map(|cell| cell.text.clone()).collect()));
        body.iter()
            .flat_map(|row| &row.cells)
            .for_each(|cell| self.text(&cell.text));
    }

    /// Looks for everything in a text without its white space.
    pub(super) fn find_in(&self, found: &str) -> Result<(), Missing> {
        let mut rest = found;
        let mut before = String::from("at the beginning");
        for step in &self.steps {
            let (texts, one) = match step {
                Step::Text(text) => (std::slice::from_ref(text), true),
                Step::AnyOrder(texts) => (texts.as_slice(), false),
            };
            let mut end = 0;
            for text in texts {
                let sought = compact(text);
                let Some(at) = rest.find(&sought) else {
                    return Err(Missing {
                        text: text.clone(),
                        place: before,
                        found: rest.to_owned(),
                    });
                };
                end = end.max(at + sought.len());
            }
            rest = &rest[end..];
            if let (true, Some(text)) = (one, texts.first().filter(|text| !text.is_empty())) {
                before = format!("after “{}”", super::excerpt(text));
            }
        }
        match self.anywhere.iter().find(|text| !found.contains(&compact(text))) {
            Some(text) => Err(Missing {
                text: text.clone(),
                place: String::from("anywhere"),
                found: found.to_owned(),
            }),
            None => Ok(()),
        }
    }
}
