//! The pass over the parts docx-rs has built: adds what it cannot say and puts the
//! elements in the order of the schema. Not a place for the look of anything.

use docx_rs::XMLDocx;
use nianbao_model::document::{Block, Document, Table};

use crate::package::Parts;
use crate::xml::{Element, Error};
use crate::{faces, order, properties, styles, table};

/// Finishes the parts of the document.
pub(crate) fn finish(built: &XMLDocx, document: &Document) -> Result<Parts, Error> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) if !table.rows.is_empty() => Some(table),
        _ => None,
    });
    let all = |parts: &[Vec<u8>]| {
        parts
            .iter()
            .map(|bytes| part(bytes, |_| {}))
            .collect::<Result<Vec<_>, _>>()
    };
    Ok(Parts {
        core: properties::core(document),
        document: part(&built.document, |root| text(root, tables))?,
        styles: part(&built.styles, |root| styles::finish(root, document.language))?,
        settings: part(&built.settings, |root| settings(root, document.language))?,
        font_table: faces::font_table(),
        headers: all(&built.headers)?,
        footers: all(&built.footers)?,
    })
}

/// Reads a part, changes it, and makes it what the schema wants.
fn part(bytes: &[u8], change: impl FnOnce(&mut Element)) -> Result<Element, Error> {
    let mut root = Element::parse(bytes)?;
    change(&mut root);
    root.visit(&mut |element| {
        // Paragraph ids are for editing sessions; docx-rs counts them by thread.
        element.attributes.retain(|(name, _)| name != "w14:paraId");
    });
    order::normalize(&mut root);
    Ok(root)
}

fn text<'a>(root: &mut Element, tables: impl Iterator<Item = &'a Table>) {
    root.update("w:body", |body| {
        for (built, table) in body.named_mut("w:tbl").zip(tables) {
            table::finish(built, table);
        }
    });
}

fn settings(root: &mut Element, language: &str) {
    let value = |name: &str, value: &str| Element::new(name).with("w:val", value);
    // Adjacent punctuation takes the room of one and a half.
    root.push(value("w:characterSpacingControl", "compressPunctuation"));
    root.push(value("w:themeFontLang", "en-US").with("w:eastAsia", language));
    root.push(value("w:decimalSymbol", "."));
    root.push(value("w:listSeparator", ","));
}
