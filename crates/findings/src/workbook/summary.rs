//! The sheet 汇总: one row per report, including those that could not be read.

use nianbao_model::Lang;
use rust_xlsxwriter::Worksheet;

use super::sheet::{Column, Row, set_up};
use super::styles::Styles;
use super::{Outcome, WorkbookError};
use crate::words::{files, organ};

/// The columns: heading in both languages, width.
const COLUMNS: [Column; 9] = [
    Column("文件", "files", 30.0),
    Column("单位", "organ", 24.0),
    Column("年度", "year", 8.0),
    Column("表式", "form", 12.0),
    Column("错误", "errors", 8.0),
    Column("警告", "warnings", 9.0),
    Column("提示", "notes", 8.0),
    Column("已允许", "allowed", 9.0),
    Column("不能读取的原因", "why it could not be read", 40.0),
];

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    styles: &Styles,
    outcomes: &[Outcome],
    lang: Lang,
) -> Result<(), WorkbookError> {
    let mut at = 0;
    for outcome in outcomes {
        at += 1;
        let mut row = Row::new(sheet, at, &COLUMNS);
        match outcome {
            Outcome::Judged(judged) => {
                let year = judged.report.metadata.year().map(|year| year.to_string());
                let count = judged.count();
                row.text(&files(&judged.report.files), &styles.text)?;
                row.text(organ(&judged.report).unwrap_or_default(), &styles.text)?;
                row.text(&year.unwrap_or_default(), &styles.short)?;
                row.text(&judged.form.id, &styles.short)?;
                for number in [count.errors, count.warnings, count.notes, count.allowed] {
                    row.number(u32::try_from(number).unwrap_or(u32::MAX), &styles.short)?;
                }
                row.text("", &styles.text)?;
            }
            Outcome::Failed { files: own, message } => {
                row.text(&files(own), &styles.text)?;
                for _ in 1..COLUMNS.len() - 1 {
                    row.text("", &styles.text)?;
                }
                row.text(message.get(lang), &styles.text)?;
            }
        }
        row.finish()?;
    }
    set_up(sheet, styles, &COLUMNS, at, lang)
}
