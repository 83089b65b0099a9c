//! Pieces of a document, for tests of what turns documents into files.

use nianbao_model::Document;
use nianbao_model::date::parse_date;
use nianbao_model::document::{Align, Block, Cell, Heading, Metadata, Paragraph, Row, Run, Scope, Site, Table};

/// A document of these blocks, with a title, an author and a day.
pub fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "某市2024年年报".into(),
        language: "zh-CN",
        metadata: Metadata {
            author: "某市".into(),
            date: parse_date("2025-01-20").expect("a day of the calendar"),
            published: None,
            description: None,
            keywords: vec![],
            site: Site::default(),
        },
        blocks,
        signature: None,
        attachments: vec![],
        mark: None,
    }
}

/// A run of text.
pub fn run(text: &str) -> Run {
    Run {
        text: text.into(),
        ..Run::default()
    }
}

/// A run that leads to an address.
pub fn link(text: &str, address: &str) -> Run {
    Run {
        link: Some(address.into()),
        ..run(text)
    }
}

/// A paragraph of these runs.
pub fn paragraph(runs: impl Into<Vec<Run>>) -> Block {
    Block::Paragraph(Paragraph { runs: runs.into() })
}

/// A heading; its id is made of its level.
pub fn heading(level: u8, rank: u8, text: &str) -> Block {
    Block::Heading(Heading {
        level,
        rank,
        id: format!("section-{level}"),
        text: text.into(),
    })
}

/// A cell in the middle of its column, over so many rows and columns.
pub fn cell(column: usize, (row_span, column_span): (usize, usize), scope: Option<Scope>, text: &str) -> Cell {
    Cell {
        column,
        row_span,
        column_span,
        scope,
        align: Align::Center,
        text: text.into(),
    }
}

/// A table of these cells, with so many rows and columns of headers.
pub fn table(
    summary: &str,
    columns: usize,
    (header_rows, header_columns): (usize, usize),
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> Table {
    Table {
        summary: summary.into(),
        columns,
        header_rows,
        header_columns,
        rows: rows.into_iter().map(|cells| Row { cells }).collect(),
    }
}
