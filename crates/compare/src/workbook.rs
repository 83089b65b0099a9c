//! The comparison as a workbook, for whoever goes on computing: a sheet of figures, in which
//! difference and growth are formulas with their results, and a sheet of sentences.

use std::fmt;

use nianbao_model::{Decimal, Lang, Localize, Text};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
};

use crate::comparison::Comparison;
use crate::figures::FigureChange;
use crate::sentences::{Line, Piece};
use crate::words::{EARLIER, LATER, year};

/// The date every workbook carries: the same content always gives the same bytes.
const CREATED: (u16, u8, u8) = (2021, 1, 1);
/// Characters Excel keeps in a cell.
const MAX_TEXT: usize = 32_000;
/// A4, in Excel's list of papers.
const A4: u8 = 9;

/// Why there is no workbook.
#[derive(Debug)]
pub struct WorkbookError(XlsxError);

impl Localize for WorkbookError {
    fn text(&self) -> Text {
        let Self(error) = self;
        Text::new(
            format!("写不出工作簿（{error}）"),
            format!("the workbook cannot be written ({error})"),
        )
    }
}

impl fmt::Display for WorkbookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().get(Lang::En))
    }
}

impl std::error::Error for WorkbookError {}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        Self(error)
    }
}

/// How the cells look.
struct Styles {
    header: Format,
    text: Format,
    number: Format,
    share: Format,
}

impl Styles {
    fn new() -> Self {
        let base = Format::new()
            .set_font_name("宋体")
            .set_font_size(10)
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x00bf_bfbf))
            .set_align(FormatAlign::Top);
        Self {
            header: base
                .clone()
                .set_bold()
                .set_background_color(Color::RGB(0x00d9_e1f2))
                .set_align(FormatAlign::Center),
            // A text that begins with `=` stays one when someone types into its cell.
            text: base.clone().set_text_wrap().set_quote_prefix(),
            number: base.clone().set_num_format("#,##0.######;-#,##0.######;0"),
            share: base.set_num_format("+0.0%;-0.0%;0.0%"),
        }
    }
}

/// The comparison as a workbook's bytes.
///
/// # Errors
/// [`WorkbookError`] if it cannot be written.
pub fn render(comparison: &Comparison, lang: Lang) -> Result<Vec<u8>, WorkbookError> {
    let t = |zh: &'static str, en: &'static str| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let (year_of, month, day) = CREATED;
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(year_of, month, day)?;
    let title = t("政府信息公开工作年度报告两年对照", "Annual reports of two years");
    workbook.set_properties(
        &DocProperties::new()
            .set_title(title)
            .set_author("nianbao")
            .set_creation_datetime(&created),
    );
    let styles = Styles::new();
    figures(
        workbook.add_worksheet().set_name(t("数据", "figures"))?,
        &styles,
        comparison,
        lang,
    )?;
    sentences(
        workbook.add_worksheet().set_name(t("正文", "text"))?,
        &styles,
        comparison,
        lang,
    )?;
    broken(
        workbook.add_worksheet().set_name(t("不衔接", "does not follow"))?,
        &styles,
        comparison,
        lang,
    )?;
    Ok(workbook.save_to_buffer()?)
}

fn figures(sheet: &mut Worksheet, styles: &Styles, comparison: &Comparison, lang: Lang) -> Result<(), WorkbookError> {
    let (before, after) = (
        year(&comparison.before, EARLIER, lang),
        year(&comparison.after, LATER, lang),
    );
    let head = match lang {
        Lang::Zh => ["表", "行", "列", &before, &after, "增减", "增幅"],
        Lang::En => ["table", "row", "column", &before, &after, "change", "growth"],
    };
    set_up(sheet, styles, &head, &[34.0, 46.0, 24.0, 14.0, 14.0, 14.0, 12.0])?;
    let own = comparison
        .tables
        .iter()
        .flat_map(|table| table.figures.iter().map(|figure| (table.heading.as_str(), figure)));
    let gone = comparison.only_before.iter().map(|figure| ("", figure));
    let mut row = 0;
    for (table, figure) in own.chain(gone) {
        row += 1;
        for (at, text) in [(0, table), (1, &figure.row), (2, &figure.column)] {
            sheet.write_string_with_format(row, at, clip(text), &styles.text)?;
        }
        numbers(sheet, styles, row, figure)?;
    }
    sheet.autofilter(0, 0, row, 6)?;
    Ok(())
}

/// The numbers of a figure; a blank cell where one is not known.
fn numbers(sheet: &mut Worksheet, styles: &Styles, row: u32, figure: &FigureChange) -> Result<(), WorkbookError> {
    for (at, number) in [(3, figure.before), (4, figure.after)] {
        match number.and_then(float) {
            Some(number) => sheet.write_number_with_format(row, at, number, &styles.number)?,
            None => sheet.write_blank(row, at, &styles.number)?,
        };
    }
    let line = row + 1;
    match figure.difference() {
        Some(moved) => {
            let formula = Formula::new(format!("=E{line}-D{line}")).set_result(moved.to_string());
            sheet.write_formula_with_format(row, 5, formula, &styles.number)?
        }
        None => sheet.write_blank(row, 5, &styles.number)?,
    };
    match figure.growth() {
        Some(growth) => {
            let share = growth.checked_div(Decimal::ONE_HUNDRED).unwrap_or_default();
            let formula = Formula::new(format!("=(E{line}-D{line})/ABS(D{line})")).set_result(share.to_string());
            sheet.write_formula_with_format(row, 6, formula, &styles.share)?
        }
        None => sheet.write_blank(row, 6, &styles.share)?,
    };
    Ok(())
}

fn sentences(sheet: &mut Worksheet, styles: &Styles, comparison: &Comparison, lang: Lang) -> Result<(), WorkbookError> {
    let (before, after) = (
        year(&comparison.before, EARLIER, lang),
        year(&comparison.after, LATER, lang),
    );
    let head = match lang {
        Lang::Zh => ["部分", "变化", &before, &after],
        Lang::En => ["part", "change", &before, &after],
    };
    set_up(sheet, styles, &head, &[26.0, 12.0, 56.0, 56.0])?;
    let mut row = 0;
    for part in &comparison.parts {
        for line in &part.lines {
            row += 1;
            let (word, was, is) = told(line, lang);
            let heading = part.heading.as_deref().unwrap_or_default();
            for (at, text) in [(0, heading), (1, word), (2, &*was), (3, &*is)] {
                sheet.write_string_with_format(row, at, clip(text), &styles.text)?;
            }
        }
    }
    sheet.autofilter(0, 0, row, 3)?;
    Ok(())
}

/// What became of a sentence, what it was and what it is.
fn told(line: &Line, lang: Lang) -> (&'static str, String, String) {
    let t = |zh, en| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let whole = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
    match line {
        Line::Same {
            text,
            is_prescribed: true,
            ..
        } => (t("规定用语", "prescribed"), String::new(), text.clone()),
        Line::Same { text, .. } => (t("相同", "the same"), text.clone(), text.clone()),
        Line::Changed { before, after } => (t("改过", "changed"), whole(before), whole(after)),
        Line::Added(text) => (t("新写", "new"), String::new(), text.clone()),
        Line::Removed(text) => (t("不再有", "gone"), text.clone(), String::new()),
    }
}

fn broken(sheet: &mut Worksheet, styles: &Styles, comparison: &Comparison, lang: Lang) -> Result<(), WorkbookError> {
    let head = match lang {
        Lang::Zh => ["级别", "规则", "问题"],
        Lang::En => ["severity", "rule", "message"],
    };
    set_up(sheet, styles, &head, &[10.0, 24.0, 100.0])?;
    for (row, finding) in (1..).zip(&comparison.broken) {
        let severity = finding.severity.label();
        let cells = [severity.get(lang), finding.rule.id, finding.message.get(lang)];
        for (at, text) in (0..).zip(cells) {
            sheet.write_string_with_format(row, at, clip(text), &styles.text)?;
        }
    }
    Ok(())
}

/// The header, for screen and paper.
fn set_up(sheet: &mut Worksheet, styles: &Styles, head: &[&str], widths: &[f64]) -> Result<(), WorkbookError> {
    for (at, (heading, width)) in (0..).zip(head.iter().zip(widths)) {
        sheet.set_column_width(at, *width)?;
        sheet.write_string_with_format(0, at, *heading, &styles.header)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(0, 0)?;
    Ok(())
}

fn float(number: Decimal) -> Option<f64> {
    number.to_string().parse().ok()
}

/// A text a cell can hold: without control characters, and not too long.
fn clip(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(MAX_TEXT).collect()
}
