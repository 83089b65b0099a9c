//! No character may print as a blank box. Typst does not warn of one, so every character
//! is looked up in the face it will be set in before anything is set; for one that is not
//! there another face is found, or the mark 〓 stands for it where the user allows that.

use std::collections::{BTreeMap, BTreeSet};

use nianbao_fonts::{Collection, Face, MISSING, Role, is_printed};
use nianbao_model::Document;
use nianbao_model::chars::{is_unseen, on_the_line};
use nianbao_model::document::Block;
use nianbao_model::plugin::{ExportError, ExportFault};

/// How many characters of context an error shows on either side.
const CONTEXT: usize = 8;
/// How many missing characters an error lists.
const LISTED: usize = 10;

/// Makes every text of the document printable, and gives the faces that the roles' own
/// need beside them. What cannot be seen is left out.
///
/// # Errors
/// Lists the characters that no face has, with where they stand, unless they may be
/// marked.
pub(crate) fn prepare(document: &mut Document, faces: &Collection, mark: bool) -> Result<Vec<Face>, ExportError> {
    let mut missing: BTreeMap<char, String> = BTreeMap::new();
    let mut beside: Vec<Face> = Vec::new();
    let mut known: BTreeSet<(Role, char)> = BTreeSet::new();
    each_text(document, &mut |role, text| {
        if text.chars().any(is_unseen) {
            text.retain(|c| !is_unseen(c));
        }
        // What is raised or lowered is set with plain digits.
        for (at, character) in text.char_indices().map(|(at, c)| (at, on_the_line(c))) {
            if !is_printed(character) || !known.insert((role, character)) || faces.has(role, character) {
                continue;
            }
            match faces.fallback(role, character) {
                Some(face) if beside.contains(&face) => {}
                Some(face) => beside.push(face),
                None => {
                    missing
                        .entry(character)
                        .or_insert_with(|| format!("{}（{}）", context(text, at), role.name()));
                }
            }
        }
    });
    if missing.is_empty() {
        return Ok(beside);
    }
    if !mark {
        return Err(unprintable(&missing));
    }
    each_text(document, &mut |_, text| {
        *text = text
            .chars()
            .map(|c| if missing.contains_key(&c) { MISSING } else { c })
            .collect();
    });
    Ok(beside)
}

fn unprintable(missing: &BTreeMap<char, String>) -> ExportError {
    let list: Vec<String> = missing
        .iter()
        .take(LISTED)
        .map(|(character, place)| format!("“{character}”U+{:04X} …{place}", u32::from(*character)))
        .collect();
    let list = list.join(";");
    let count = missing.len();
    ExportError::new(
        ExportFault::Characters,
        format!(
            "有 {count} 个字符没有字形，印出来会是空白框：{list}。请改用通用规范汉字或常用符号，或装上有这些字的字体；加 --allow-missing-glyphs 则印成“〓”"
        ),
        format!(
            "{count} characters have no glyph and would print as blank boxes: {list}. Replace them with common characters, or install a font that has them; with --allow-missing-glyphs they print as “〓”"
        ),
    )
}

/// Every text that is printed, with the role it is set in; must agree with `document.typ`.
fn each_text(document: &mut Document, visit: &mut impl FnMut(Role, &mut String)) {
    visit(Role::Title, &mut document.title);
    if let Some(mark) = &mut document.mark {
        visit(Role::Hei, mark);
    }
    for block in &mut document.blocks {
        match block {
            Block::Heading(heading) => visit(Role::of_rank(heading.rank), &mut heading.text),
            Block::Paragraph(paragraph) => {
                for run in &mut paragraph.runs {
                    visit(run.lead.map_or(Role::FangSong, Role::of_rank), &mut run.text);
                }
            }
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    visit(Role::Song, &mut cell.text);
                }
            }
        }
    }
    if let Some(signature) = &mut document.signature {
        visit(Role::FangSong, &mut signature.organ);
        if let Some(date) = &mut signature.date {
            visit(Role::FangSong, date);
        }
    }
}

fn context(text: &str, at: usize) -> String {
    let before: Vec<char> = text[..at].chars().rev().take(CONTEXT).collect();
    let after = text[at..].chars().take(CONTEXT + 1);
    before.into_iter().rev().chain(after).collect()
}
