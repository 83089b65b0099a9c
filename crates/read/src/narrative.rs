//! The sheet 正文: headings and paragraphs, one to a row. A sentence that lies over several
//! cells is one sentence, rows of labels and numbers are a small table, and what stands in a
//! column beside the text is no part of it.

mod beside;
mod columns;
mod editions;
mod insert;
mod wrapped;

use nianbao_model::chars::is_zero_width;
use nianbao_model::form::Form;
use nianbao_model::label::{self, HEADING_MAX, heading_level};
use nianbao_model::locus::{CellRef, Locus};
use nianbao_model::report::{Insert, Omission, Omitted, Paragraph, Report};
use nianbao_model::source::{Cell, CellValue};

use crate::area::Area;
use crate::{furniture, wording};
use beside::Beside;
use columns::Columns;
pub(crate) use columns::is_remark;
pub(crate) use insert::is_number;
use wrapped::Lines;

/// What the sheet is called.
pub(crate) const NAMES: [&str; 3] = ["正文", "报告正文", "文字部分"];

/// A text of more characters than this is a paragraph, in whatever sheet it stands.
const LONG: usize = 80;
/// A sheet without tables that has as many headings of parts holds the text, however short.
const HEADINGS: usize = 3;

/// A filled cell and where it stands.
type Filled<'a> = (CellRef, &'a Cell);

/// A text as it was read: its paragraphs, and the small tables among them.
#[derive(Debug, Default)]
pub(crate) struct Narrative {
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) inserts: Vec<(Locus, Insert)>,
}

/// Whether a sheet of another name holds the narrative: a part's heading stands in it as a
/// cell, with its number, and so does a long text; or several headings and a sentence, where
/// a table's title does not count as one.
pub(crate) fn looks_like(area: &Area<'_>, form: &Form, has_table: bool) -> bool {
    let is_long = |cell: &Cell| cell.text().is_some_and(|text| text.chars().count() > LONG);
    let is_sentence = |cell: &Cell| cell.text().is_some_and(|text| text.ends_with('。'));
    let heads = |cell: &Cell| match cell.text().and_then(|text| form.part_headed(text)) {
        Some((_, part)) => !has_table || part.table.is_none(),
        None => false,
    };
    let headings = || area.cells().filter(|(_, cell)| is_part_heading(cell, form));
    let has = |wanted: &dyn Fn(&Cell) -> bool| area.cells().any(|(_, cell)| wanted(cell));
    let several = || headings().filter(|(_, cell)| heads(cell)).nth(HEADINGS - 1).is_some();
    (headings().next().is_some() && has(&is_long)) || (several() && has(&is_sentence)) || is_part(area, form)
}

/// Whether a sheet holds one part: it is called by its heading, and begins with that.
fn is_part(area: &Area<'_>, form: &Form) -> bool {
    let part = |text: &str| form.part_headed(text).map(|(at, _)| at);
    let named = part(&area.sheet().name);
    let mut texts = area.cells().filter_map(|(_, cell)| cell.text());
    let begins = texts.next().and_then(part);
    named.is_some() && named == begins && texts.any(|text| text.ends_with('。'))
}

/// Whether a cell holds the heading of one of the form's parts, with its number.
pub(crate) fn is_part_heading(cell: &Cell, form: &Form) -> bool {
    cell.text()
        .is_some_and(|text| heading_level(text) == 1 && form.part_headed(text).is_some())
}

/// Reads the headings and paragraphs of one sheet.
pub(crate) fn read(area: &Area<'_>, form: &Form, report: &mut Report) -> Narrative {
    let mut rows = rows(area);
    let columns = Columns::of(&mut rows, form, report.metadata.year());
    let mut read = Narrative::default();
    let mut beside = Beside::default();
    let mut lines = Lines::default();
    let mut rest = rows.as_slice();
    while let Some((row, after)) = rest.split_first() {
        let length = insert::length(rest, &columns, form);
        if length > 0 {
            add_wrapped(&mut lines, form, &mut read.paragraphs, report);
            let (taken, after) = rest.split_at(length);
            let cells: Vec<_> = taken.iter().map(|row| columns.own(row, &mut beside)).collect();
            read.inserts.push(insert::of(area, &cells));
            rest = after;
            continue;
        }
        let mut cells = columns.text(row, &mut beside);
        while let Some((at, cell)) = cells.first().copied().filter(|(at, _)| columns.heads_part(*at)) {
            add_wrapped(&mut lines, form, &mut read.paragraphs, report);
            add_lines(&shown(cell), area.locus(at), &mut read.paragraphs, report);
            cells.remove(0);
        }
        match &cells[..] {
            [] => {}
            // The indent tells whether it begins a paragraph.
            [(at, cell)] => lines.add(&cell.display(), *at, area),
            _ => {
                for (text, at) in pieces(&cells, &mut beside) {
                    add_wrapped(&mut lines, form, &mut read.paragraphs, report);
                    add_lines(&text, area.locus(at), &mut read.paragraphs, report);
                }
            }
        }
        rest = after;
    }
    add_wrapped(&mut lines, form, &mut read.paragraphs, report);
    report.unread.extend(beside.told(area));
    read
}

/// The filled cells, row by row. What shows an error is told elsewhere.
fn rows<'a>(area: &Area<'a>) -> Vec<Vec<Filled<'a>>> {
    let mut rows: Vec<Vec<Filled<'a>>> = Vec::new();
    for (at, cell) in area.cells() {
        if cell.is_blank() || matches!(cell.value, CellValue::Error(_)) {
            continue;
        }
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|(first, _)| first.row == at.row) => row.push((at, cell)),
            _ => rows.push(vec![(at, cell)]),
        }
    }
    rows
}

/// The cells of a row as texts: what goes on in the next cell is one text with it.
fn pieces(cells: &[Filled<'_>], beside: &mut Beside) -> Vec<(String, CellRef)> {
    let mut pieces: Vec<(String, CellRef)> = Vec::new();
    let mut before_is_number = false;
    for (nth, (at, cell)) in cells.iter().enumerate() {
        let text = shown(cell);
        let is_note = pieces.first().is_some_and(|(first, _)| is_form_note(first));
        let is_led_to = before_is_number || leads_on(&cells[nth..]);
        before_is_number = insert::is_number(&text);
        match pieces.last_mut() {
            Some((before, _)) if is_note || is_mark(before) => join(before, &text),
            Some((before, _)) if !columns::is_complete(before) => {
                if is_led_to && !columns::is_remark(&text) {
                    join(before, &text);
                } else {
                    beside.add(None, *at, text);
                }
            }
            _ => pieces.push((text, *at)),
        }
    }
    pieces
}

/// Whether cells go on with a text that is not complete: with a number, or to its end.
fn leads_on(cells: &[Filled<'_>]) -> bool {
    let has_number = cells.iter().any(|(_, cell)| insert::is_number(&shown(cell)));
    has_number
        || cells
            .last()
            .is_some_and(|(_, last)| columns::ends_sentence(&shown(last)))
}

/// Whether a text is the mark of a heading and nothing else: `（一）` beside its words.
fn is_mark(text: &str) -> bool {
    label::marker(text).is_some_and(|marker| marker.len == text.len())
}

/// Puts a text behind another; Western words and numbers are kept apart.
fn join(before: &mut String, text: &str) {
    let is_western = |c: char| c.is_ascii_alphanumeric();
    if before.ends_with(is_western) && text.starts_with(is_western) {
        before.push(' ');
    }
    before.push_str(text);
}

/// What a cell shows, without the white space around it.
fn shown(cell: &Cell) -> String {
    clean(&cell.display())
}

/// Adds the paragraphs of lines that stand below one another.
fn add_wrapped(lines: &mut Lines, form: &Form, paragraphs: &mut Vec<Paragraph>, report: &mut Report) {
    for (text, locus) in lines.take(form, &mut report.remarks) {
        add_lines(&text, locus, paragraphs, report);
    }
}

/// Adds the lines of one text.
fn add_lines(text: &str, locus: Locus, paragraphs: &mut Vec<Paragraph>, report: &mut Report) {
    for line in text.lines().map(clean).filter(|line| !line.is_empty()) {
        if is_form_note(&line) {
            omit(report, Omission::FormNote, &line, locus.clone());
        } else if furniture::is_divider(&line) {
            omit(report, Omission::Divider, &line, locus.clone());
        } else {
            paragraphs.push(paragraph(heading_level(&line), line, locus.clone()));
        }
    }
}

/// A line as a heading or paragraph, nothing filled in.
pub(crate) fn paragraph(level: u8, text: String, locus: Locus) -> Paragraph {
    Paragraph {
        level,
        text,
        template: None,
        locus,
        faults: Vec::new(),
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

/// Whether a line says who filled a form in, or in which unit a table is, and is no part of the
/// report.
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
    if wording::is_unit_line(line) {
        return true;
    }
    if line.chars().count() > HEADING_MAX {
        return false;
    }
    let compact: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let after = NOTES.iter().find_map(|note| compact.strip_prefix(note));
    after.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '\u{ff1a}']))
}

/// A line without the indents and stray spaces of hand-made layout. Spaces inside,
/// between Western words, stay.
pub(crate) fn clean(line: &str) -> String {
    line.trim_matches(|c: char| c.is_whitespace() || is_zero_width(c))
        .to_owned()
}
