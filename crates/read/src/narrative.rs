//! The sheet 正文: one heading or paragraph per row.

use nianbao_model::chars::is_zero_width;
use nianbao_model::form::Form;
use nianbao_model::label::{self, HEADING_MAX, heading_level};
use nianbao_model::locus::Locus;
use nianbao_model::report::{Field, Metadata, Omission, Omitted, Paragraph, Report, Sourced};
use nianbao_model::source::{Cell, CellValue};

use crate::area::Area;

/// What the sheet is called.
pub(crate) const NAMES: [&str; 3] = ["正文", "报告正文", "文字部分"];

/// A text of more characters than this is a paragraph, in whatever sheet it stands.
const LONG: usize = 80;

/// Whether a sheet of another name holds the narrative: a part's heading stands in
/// it as a cell, with its number, and so does a long text.
pub(crate) fn looks_like(area: &Area<'_>, form: &Form) -> bool {
    let is_long = |cell: &Cell| cell.text().is_some_and(|text| text.chars().count() > LONG);
    area.cells().any(|(_, cell)| is_long(cell)) && area.cells().any(|(_, cell)| is_part_heading(cell, form))
}

/// Whether a cell holds the heading of one of the form's parts, with its number.
pub(crate) fn is_part_heading(cell: &Cell, form: &Form) -> bool {
    let is_of_a_part = |label: &str| form.parts.iter().any(|part| part.heading.matches(label));
    cell.text().is_some_and(|text| heading_level(text) == 1) && cell.label().is_some_and(is_of_a_part)
}

/// Reads headings and paragraphs; a line that repeats the title is the title.
pub(crate) fn read(areas: &[Area<'_>], report: &mut Report) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for area in areas {
        for (at, cell) in area.cells() {
            let numbering =
                matches!(cell.value, CellValue::Number(_)) && area.row(at.row).any(|(_, cell)| cell.text().is_some());
            if numbering || matches!(cell.value, CellValue::Error(_)) {
                continue;
            }
            let content = cell.value.display();
            for line in content.lines().map(clean).filter(|line| !line.is_empty()) {
                if is_form_note(&line) {
                    omit(report, Omission::FormNote, &line, area.locus(at));
                } else {
                    add(
                        &mut paragraphs,
                        heading_level(&line),
                        line,
                        area.locus(at),
                        &mut report.metadata,
                    );
                }
            }
        }
    }
    paragraphs
}

/// Adds a line, unless it is the title or the heading over a column of text.
pub(crate) fn add(paragraphs: &mut Vec<Paragraph>, level: u8, text: String, locus: Locus, metadata: &mut Metadata) {
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
pub(crate) fn omit(report: &mut Report, reason: Omission, text: &str, locus: Locus) {
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
pub(crate) fn is_form_note(line: &str) -> bool {
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

/// A line without the indents and stray spaces of hand-made layout. Spaces inside,
/// between Western words, stay.
pub(crate) fn clean(line: &str) -> String {
    line.trim_matches(|c: char| c.is_whitespace() || is_zero_width(c))
        .to_owned()
}

fn is_column_title(line: &str) -> bool {
    ["正文", "内容", "段落", "报告正文"].contains(&label::normalize(line).as_str())
}

/// Whether this first line is the title; it then becomes the title if there is none.
pub(crate) fn take_title(line: &Paragraph, metadata: &mut Metadata) -> bool {
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
