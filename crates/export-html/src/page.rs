//! Document → what the templates need: headings as HTML elements, tables with their
//! header associations, the list of contents. No markup is written here.

use nianbao_model::document::{Block, Document, GridError, Heading, Paragraph};
use serde::Serialize;

use crate::table::TableView;

/// The deepest heading HTML has.
const DEEPEST: u8 = 6;
/// The deepest heading the list of contents has: the parts and their sections.
const LISTED: u8 = 2;

/// The page as the templates see it.
#[derive(Debug, Serialize)]
pub(crate) struct Page<'a> {
    document: &'a Document,
    contents: Vec<Entry<'a>>,
    blocks: Vec<BlockView<'a>>,
    /// How far the signature's two lines stand from the right edge, in characters.
    signature_indents: Option<(f64, f64)>,
}

/// A heading in the list of contents, with those below it.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    id: &'a str,
    text: &'a str,
    entries: Vec<Entry<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum BlockView<'a> {
    Heading(HeadingView<'a>),
    Paragraph(&'a Paragraph),
    Table(TableView<'a>),
}

#[derive(Debug, Serialize)]
struct HeadingView<'a> {
    tag: String,
    id: &'a str,
    rank: u8,
    text: &'a str,
}

impl<'a> Page<'a> {
    /// Makes a document ready; fails if the cells of a table do not fit together.
    pub(crate) fn new(document: &'a Document) -> Result<Self, GridError> {
        let mut tables = 0;
        let blocks = document
            .blocks
            .iter()
            .map(|block| {
                Ok(match block {
                    // The title is the page's one h1.
                    Block::Heading(heading) => BlockView::Heading(HeadingView {
                        tag: format!("h{}", heading.level.saturating_add(1).min(DEEPEST)),
                        id: &heading.id,
                        rank: heading.rank,
                        text: &heading.text,
                    }),
                    Block::Paragraph(paragraph) => BlockView::Paragraph(paragraph),
                    Block::Table(table) => {
                        tables += 1;
                        BlockView::Table(TableView::new(table, tables)?)
                    }
                })
            })
            .collect::<Result<_, GridError>>()?;
        Ok(Self {
            document,
            contents: contents(&document.blocks),
            blocks,
            signature_indents: document.signature.as_ref().map(|signature| signature.right_indents()),
        })
    }
}

/// The headings worth a link; none if there are too few to get lost among.
fn contents(blocks: &[Block]) -> Vec<Entry<'_>> {
    let headings = blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) if heading.level <= LISTED => Some(heading),
        _ => None,
    });
    let mut contents: Vec<Entry<'_>> = Vec::new();
    for Heading { level, id, text, .. } in headings {
        let entry = Entry {
            id,
            text,
            entries: Vec::new(),
        };
        match contents.last_mut() {
            Some(above) if *level > 1 => above.entries.push(entry),
            _ => contents.push(entry),
        }
    }
    if contents.len() < 2 {
        contents.clear();
    }
    contents
}
