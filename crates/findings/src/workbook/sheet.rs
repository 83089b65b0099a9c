//! What the sheets have in common: a header row that stays in sight, rows as high as
//! their texts, paper.

use nianbao_model::Lang;
use rust_xlsxwriter::{Format, Url, Worksheet};

use super::WorkbookError;
use crate::terminal::text::wrap;

/// A4, in Excel's list of papers.
const A4: u8 = 9;
/// Characters (UTF-16 units) Excel keeps in a cell.
const MAX_TEXT: usize = 32_767;
/// What a cell keeps free at its sides, in characters.
const MARGIN: f64 = 1.0;
/// The height of a line of text in points.
const LINE: f64 = 13.5;
/// What a row keeps free above and below.
const PADDING: f64 = 4.0;
/// The highest row Excel allows.
const MAX_HEIGHT: f64 = 409.0;
/// The height of the header row.
const HEADER: f64 = 24.0;

/// A column: its heading in Chinese and in English, and its width.
pub(super) struct Column(pub(super) &'static str, pub(super) &'static str, pub(super) f64);

/// A row being written, from left to right.
pub(super) struct Row<'a> {
    sheet: &'a mut Worksheet,
    columns: &'static [Column],
    row: u32,
    next: u16,
    lines: usize,
}

impl<'a> Row<'a> {
    /// The row with this number, from zero.
    pub(super) fn new(sheet: &'a mut Worksheet, row: u32, columns: &'static [Column]) -> Self {
        Self {
            sheet,
            columns,
            row,
            next: 0,
            lines: 1,
        }
    }

    /// Writes text into the next cell: never a formula or link, whatever it looks like.
    pub(super) fn text(&mut self, text: &str, format: &Format) -> Result<(), WorkbookError> {
        let text = clean(text);
        let width = self.columns.get(usize::from(self.next)).map_or(1.0, |column| column.2);
        // In half widths of a Chinese character, which are as wide as a digit.
        let room = (width - MARGIN).max(2.0) as usize;
        let lines: usize = text.lines().map(|line| wrap(line, room, "", "").len().max(1)).sum();
        self.lines = self.lines.max(lines);
        if text.is_empty() {
            self.sheet.write_blank(self.row, self.next, format)?;
        } else {
            self.sheet.write_string_with_format(self.row, self.next, text, format)?;
        }
        self.next += 1;
        Ok(())
    }

    /// Writes a number into the next cell.
    pub(super) fn number(&mut self, number: u32, format: &Format) -> Result<(), WorkbookError> {
        self.sheet
            .write_number_with_format(self.row, self.next, number, format)?;
        self.next += 1;
        Ok(())
    }

    /// Writes a link into the next cell.
    pub(super) fn link(&mut self, link: Url, format: &Format) -> Result<(), WorkbookError> {
        self.sheet.write_url_with_format(self.row, self.next, link, format)?;
        self.next += 1;
        Ok(())
    }

    /// Makes the row as high as its texts: not every program does that by itself.
    pub(super) fn finish(self) -> Result<(), WorkbookError> {
        let height = (self.lines as f64 * LINE + PADDING).min(MAX_HEIGHT);
        self.sheet.set_row_height(self.row, height)?;
        Ok(())
    }
}

/// A text a cell can hold: without control characters but line breaks, and not too long.
fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut units = 0;
    for c in text.chars().filter(|c| !c.is_control() || *c == '\n') {
        units += c.len_utf16();
        if units >= MAX_TEXT {
            clean.push('…');
            break;
        }
        clean.push(c);
    }
    clean
}

/// Writes the header over `rows` rows, and sets the sheet up for screen and paper.
pub(super) fn set_up(
    sheet: &mut Worksheet,
    styles: &super::styles::Styles,
    columns: &[Column],
    rows: u32,
    lang: Lang,
) -> Result<(), WorkbookError> {
    let mut last = 0;
    for (at, Column(zh, en, width)) in (0..).zip(columns) {
        let heading = match lang {
            Lang::Zh => zh,
            Lang::En => en,
        };
        sheet.set_column_width(at, *width)?;
        sheet.write_string_with_format(0, at, *heading, &styles.header)?;
        last = at;
    }
    let (title, page) = match lang {
        Lang::Zh => ("&R&9政府信息公开工作年度报告核对结果", "&C&9第 &P 页，共 &N 页"),
        Lang::En => ("&R&9Findings", "&C&9page &P of &N"),
    };
    sheet.set_row_height(0, HEADER)?;
    sheet.autofilter(0, 0, rows, last)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3)
        .set_header(title)
        .set_footer(page)
        .set_repeat_rows(0, 0)?;
    Ok(())
}
