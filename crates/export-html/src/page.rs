//! Document → what the template needs: headings as HTML elements, tables with their
//! header associations. No markup is written here.

use nianbao_model::document::{Block, Document, GridError, Paragraph};
use serde::Serialize;

use crate::table::TableView;

/// The deepest heading HTML has.
const DEEPEST: u8 = 6;

/// The page as the template sees it.
#[derive(Debug, Serialize)]
pub(crate) struct Page<'a> {
    document: &'a Document,
    blocks: Vec<BlockView<'a>>,
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
        Ok(Self { document, blocks })
    }
}
