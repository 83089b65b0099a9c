//! The sheet 正文: one heading or paragraph a row.

use std::borrow::Cow;

use crate::form::Form;
use crate::label;
use crate::locus::{CellRef, Locus};
use crate::report::{Field, Metadata, Omission, Omitted, Paragraph, Report, Sourced};
use crate::source::{Cell, CellValue, Sheet};

/// What the sheet is called.
pub(super) const NAMES: [&str; 3] = ["正文", "报告正文", "文字部分"];

/// The longest text, in characters, that is taken for a heading.
const HEADING_MAX: usize = 50;

/// A text of more characters than this is a paragraph, in whatever sheet it stands.
const LONG: usize = 80;

/// Whether a sheet of another name holds the narrative: a part's heading stands in
/// it as a cell, with its number, and so does a long text.
pub(super) fn looks_like(sheet: &Sheet, form: &Form) -> bool {
    let is_long = |cell: &Cell| cell.text().is_some_and(|text| text.chars().count() > LONG);
    sheet.cells.values().any(is_long) && sheet.cells.values().any(|cell| is_part_heading(cell, form))
}

/// Whether a cell holds the heading of one of the form's parts, with its number.
pub(super) fn is_part_heading(cell: &Cell, form: &Form) -> bool {
    let is_of_a_part = |label: &str| form.parts.iter().any(|part| part.heading.matches(label));
    cell.text().is_some_and(|text| heading_level(text) == 1) && cell.label().is_some_and(is_of_a_part)
}

/// Reads headings and paragraphs; a line that repeats the title is the title.
pub(super) fn read(sheets: &[Cow<'_, Sheet>], report: &mut Report) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for sheet in sheets {
        for (&at, cell) in &sheet.cells {
            let row = CellRef::new(at.row, 0)..=CellRef::new(at.row, u32::MAX);
            let numbering = matches!(cell.value, CellValue::Number(_))
                && sheet.cells.range(row).any(|(_, cell)| cell.text().is_some());
            if numbering || matches!(cell.value, CellValue::Error(_)) {
                continue;
            }
            let content = cell.value.display();
            for line in content.lines().map(clean).filter(|line| !line.is_empty()) {
                if is_form_note(&line) {
                    omit(report, Omission::FormNote, &line, sheet.locus(at));
                } else {
                    add(
                        &mut paragraphs,
                        heading_level(&line),
                        line,
                        sheet.locus(at),
                        &mut report.metadata,
                    );
                }
            }
        }
    }
    paragraphs
}

/// Adds a line, unless it is the title or the heading over a column of text.
pub(super) fn add(paragraphs: &mut Vec<Paragraph>, level: u8, text: String, locus: Locus, metadata: &mut Metadata) {
    let paragraph = Paragraph {
        level,
        text,
        template: None,
        locus,
        faults: Vec::new(),
    };
    let first = paragraphs.is_empty();
    if !(first && (is_column_title(&paragraph.text) || take_title(&paragraph, metadata))) {
        paragraphs.push(paragraph);
    }
}

/// Notes that a line was left out; lines left out one after the other for the same
/// reason are noted together.
pub(super) fn omit(report: &mut Report, reason: Omission, text: &str, locus: Locus) {
    match report.omitted.last_mut() {
        Some(last) if last.reason == reason && last.locus.file == locus.file && last.locus.sheet == locus.sheet => {
            last.count += 1;
        }
        _ => report.omitted.push(Omitted {
            reason,
            text: text.to_owned(),
            count: 1,
            locus,
        }),
    }
}

/// Whether a line says who filled a form in, and is no part of the report.
pub(super) fn is_form_note(line: &str) -> bool {
    const NOTES: [&str; 12] = [
        "填报人",
        "填表人",
        "制表人",
        "经办人",
        "审核人",
        "审批人",
        "单位负责人",
        "填报日期",
        "填表日期",
        "填报单位",
        "填报时间",
        "制表单位",
    ];
    let compact: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let after = NOTES.iter().find_map(|note| compact.strip_prefix(note));
    after.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '\u{ff1a}']))
        && line.chars().count() <= HEADING_MAX
}

/// The level of the heading this line is, or 0 for a paragraph: a heading begins
/// with a list marker, is short, and is not a sentence.
pub fn heading_level(line: &str) -> u8 {
    let Some(marker) = label::marker(line) else { return 0 };
    let sentence = line.contains(['。', ';', '\u{ff1b}', '!', '\u{ff01}', '?', '\u{ff1f}']);
    let complete = line.len() > marker.len && !line.ends_with([':', '\u{ff1a}', ',', '\u{ff0c}']);
    if complete && !sentence && line.chars().count() <= HEADING_MAX {
        marker.level
    } else {
        0
    }
}

/// A line without the indents and stray spaces of hand-made layout. Spaces inside,
/// between Western words, stay.
pub(super) fn clean(line: &str) -> String {
    line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'))
        .to_owned()
}

fn is_column_title(line: &str) -> bool {
    ["正文", "内容", "段落", "报告正文"].contains(&label::normalize(line).as_str())
}

/// Whether this first line is the title; it then becomes the title if there is none.
pub(super) fn take_title(line: &Paragraph, metadata: &mut Metadata) -> bool {
    if let Some(title) = metadata.get(Field::Title) {
        return label::normalize(title) == label::normalize(&line.text);
    }
    let is_title = line.level == 0
        && line.text.chars().count() <= HEADING_MAX
        && ["年报", "年度报告", "工作报告"]
            .iter()
            .any(|ending| line.text.ends_with(ending));
    if is_title {
        metadata.fields.insert(
            Field::Title,
            Sourced {
                value: line.text.clone(),
                locus: line.locus.clone(),
            },
        );
    }
    is_title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_short_and_no_sentences() {
        let levels = [
            "一、总体情况",
            "(一)主动公开情况",
            "1.建好网站“第一阵地”",
            "(1)其他",
            "一是按照要求设置专栏。",
            "1.全年共收到申请6件;已全部办结。",
            "2020年重庆海关政务公开工作",
            "一、",
            "(一)以下情况:",
        ]
        .map(heading_level);
        assert_eq!(levels, [1, 2, 3, 4, 0, 0, 0, 0, 0]);
    }
}
