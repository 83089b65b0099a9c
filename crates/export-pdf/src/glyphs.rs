//! No character may print as a blank box. Typst does not warn of one, so every
//! character is looked up in the face it will be set in before anything is set.

use std::collections::BTreeMap;

use nianbao_fonts::{Role, is_printed};
use nianbao_model::Document;
use nianbao_model::document::{Block, Run};
use nianbao_model::plugin::ExportError;

use crate::engine::Engine;

/// How many characters of context an error shows on either side.
const CONTEXT: usize = 8;
/// How many missing characters an error lists.
const LISTED: usize = 10;

/// Checks every text of the document.
///
/// # Errors
/// Lists the characters that the faces do not have, with where they stand.
pub(crate) fn check(document: &Document, engine: &Engine) -> Result<(), ExportError> {
    let mut missing: BTreeMap<char, String> = BTreeMap::new();
    for (role, text) in texts(document) {
        for (at, character) in text.char_indices() {
            if is_printed(character) && !engine.has(role, character) {
                missing
                    .entry(character)
                    .or_insert_with(|| format!("{}（{}）", context(text, at), role.name()));
            }
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = missing
        .iter()
        .take(LISTED)
        .map(|(character, place)| format!("“{character}”U+{:04X} …{place}", u32::from(*character)))
        .collect();
    let list = list.join(";");
    let count = missing.len();
    Err(ExportError::new(
        format!("有 {count} 个字符在内嵌字体中没有字形，印出来会是空白框：{list}。请改用通用规范汉字或常用符号"),
        format!(
            "{count} characters have no glyph in the embedded fonts and would print as blank boxes: {list}. Replace them with common characters"
        ),
    ))
}

/// Every text with the face it is set in; must agree with `document.typ`.
fn texts(document: &Document) -> Vec<(Role, &str)> {
    let mut texts = vec![(Role::Title, document.title.as_str())];
    if let Some(mark) = &document.mark {
        texts.push((Role::Hei, mark));
    }
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => texts.push((Role::of_rank(heading.rank), &heading.text)),
            Block::Paragraph(paragraph) => {
                texts.extend(
                    paragraph
                        .runs
                        .iter()
                        .map(|run: &Run| (run.lead.map_or(Role::FangSong, Role::of_rank), run.text.as_str())),
                );
            }
            Block::Table(table) => {
                texts.extend(
                    table
                        .rows
                        .iter()
                        .flat_map(|row| &row.cells)
                        .map(|cell| (Role::Song, cell.text.as_str())),
                );
            }
        }
    }
    texts
}

fn context(text: &str, at: usize) -> String {
    let before: Vec<char> = text[..at].chars().rev().take(CONTEXT).collect();
    let after = text[at..].chars().take(CONTEXT + 1);
    before.into_iter().rev().chain(after).collect()
}
