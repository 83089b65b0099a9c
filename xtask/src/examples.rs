//! The example workbooks, written from readable sources: `examples/*/source/` has
//! the basic data, the text, the office's own figures and the tables' figures as
//! plain files; the workbook lays them out as the official form does.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use nianbao_model::Form;
use nianbao_model::form::builtin;
use nianbao_model::layout::{GridContent, grid};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use serde::Deserialize;

use crate::{Outcome, root, write_if_changed};

/// The tables' sheets.
const SHEETS: [(&str, &str); 3] = [
    ("disclosure", "表二 主动公开"),
    ("applications", "表三 依申请公开"),
    ("review", "表四 复议诉讼"),
];

/// `figures.toml`: for each table and row the figures in column order.
#[derive(Deserialize)]
struct Figures {
    form: String,
    #[serde(flatten)]
    tables: BTreeMap<String, BTreeMap<String, Vec<toml::Value>>>,
}

/// Writes the workbook of every example.
pub(crate) fn write() -> Outcome {
    for entry in std::fs::read_dir(root().join("examples"))? {
        let folder = entry?.path();
        if folder.join("source").is_dir() {
            write_if_changed(&folder.join("report.xlsx"), &workbook(&folder.join("source"))?)?;
        }
    }
    Ok(())
}

/// The bytes of the workbook made from these sources.
fn workbook(source: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let read = |name: &str| {
        std::fs::read_to_string(source.join(name)).map_err(|error| format!("{}/{name}: {error}", source.display()))
    };
    let figures: Figures = toml::from_str(&read("figures.toml")?)?;
    let forms = builtin()?;
    let form = forms
        .iter()
        .find(|form| form.id == figures.form)
        .ok_or_else(|| format!("no form {}", figures.form))?;

    let mut workbook = Workbook::new();
    // A fixed date: the same sources always give the same bytes.
    let created = ExcelDateTime::from_ymd(2021, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_author("nianbao")
            .set_creation_datetime(&created),
    );
    let styles = Styles::new();
    pairs(
        workbook.add_worksheet().set_name("基本信息")?,
        &styles,
        &read("metadata.tsv")?,
    )?;
    text(
        workbook.add_worksheet().set_name("正文")?,
        &styles,
        &read("narrative.txt")?,
    )?;
    indicators(
        workbook.add_worksheet().set_name("业务数据")?,
        &styles,
        &read("indicators.tsv")?,
    )?;
    for (key, name) in SHEETS {
        let rows = figures
            .tables
            .get(key)
            .ok_or_else(|| format!("figures.toml has no [{key}]"))?;
        table(workbook.add_worksheet().set_name(name)?, &styles, form, key, rows)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// How the cells look.
struct Styles {
    title: Format,
    label: Format,
    cell: Format,
    value: Format,
    text: Format,
}

impl Styles {
    fn new() -> Self {
        let base = Format::new().set_font_name("宋体").set_font_size(11).set_text_wrap();
        let boxed = base
            .clone()
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter);
        Self {
            title: base
                .clone()
                .set_font_name("黑体")
                .set_font_size(14)
                .set_align(FormatAlign::Center),
            label: boxed
                .clone()
                .set_align(FormatAlign::Center)
                .set_background_color("F2F2F2"),
            cell: boxed.clone().set_align(FormatAlign::Center),
            value: boxed.set_align(FormatAlign::Left),
            text: base.set_align(FormatAlign::Top),
        }
    }
}

/// The height of a line of text in points.
const LINE: u32 = 16;

/// The height of a row that shows this text in lines of so many Chinese characters.
fn height(text: &str, line: usize) -> u32 {
    u32::try_from(text.chars().count().div_ceil(line)).unwrap_or(1) * LINE
}

/// Sets a sheet up to be printed on A4, as wide as the page.
fn printable(sheet: &mut Worksheet) {
    sheet
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true);
}

/// 基本信息: items and their values.
fn pairs(sheet: &mut Worksheet, styles: &Styles, tsv: &str) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 14)?.set_column_width(1, 70)?;
    for (row, line) in (0..).zip(tsv.lines()) {
        let (item, value) = line.split_once('\t').unwrap_or((line, ""));
        sheet.set_row_height(row, height(value, 32))?;
        sheet.write_with_format(row, 0, item, &styles.label)?;
        match value.parse::<u32>() {
            Ok(year) if item == "年度" => sheet.write_with_format(row, 1, year, &styles.value)?,
            _ => sheet.write_with_format(row, 1, value, &styles.value)?,
        };
    }
    printable(sheet);
    Ok(())
}

/// 正文: one paragraph a row.
fn text(sheet: &mut Worksheet, styles: &Styles, lines: &str) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 84)?;
    for (row, line) in (0..).zip(lines.lines()) {
        sheet.set_row_height(row, height(line, 40))?;
        sheet.write_with_format(row, 0, line, &styles.text)?;
    }
    printable(sheet);
    Ok(())
}

/// 业务数据: name, value, unit.
fn indicators(sheet: &mut Worksheet, styles: &Styles, tsv: &str) -> Result<(), XlsxError> {
    sheet
        .set_column_width(0, 24)?
        .set_column_width(1, 12)?
        .set_column_width(2, 8)?;
    for (row, line) in (0..).zip(tsv.lines()) {
        for (column, value) in (0..).zip(line.split('\t')) {
            let style = if row == 0 { &styles.label } else { &styles.cell };
            match value.parse::<f64>() {
                Ok(number) => sheet.write_with_format(row, column, number, style)?,
                Err(_) => sheet.write_with_format(row, column, value, style)?,
            };
        }
    }
    printable(sheet);
    Ok(())
}

/// One table in the official layout, its blocks one below the other under a title.
fn table(
    sheet: &mut Worksheet,
    styles: &Styles,
    form: &Form,
    key: &str,
    rows: &BTreeMap<String, Vec<toml::Value>>,
) -> Outcome {
    let table = form.table(key).ok_or_else(|| format!("the form has no table {key}"))?;
    let width = table.blocks.iter().map(|block| grid(block).columns).max().unwrap_or(1);
    let last = u16::try_from(width - 1)?;
    sheet.merge_range(0, 0, 0, last, &table.label, &styles.title)?;
    let mut top = 1;
    for block in &table.blocks {
        let grid = grid(block);
        for cell in &grid.cells {
            let (row, column) = (top + u32::try_from(cell.row)?, u16::try_from(cell.column)?);
            let label = match &cell.content {
                GridContent::Caption(text)
                | GridContent::Corner(text)
                | GridContent::ColumnLabel(text)
                | GridContent::RowLabel(text) => text,
                GridContent::Figure {
                    row: path,
                    column: wanted,
                } => {
                    let at = block
                        .leaf_columns
                        .iter()
                        .position(|leaf| leaf.path == *wanted)
                        .unwrap_or_default();
                    let value = rows.get(path).and_then(|row| row.get(at));
                    let value = value.ok_or_else(|| format!("figures.toml has no {key}.{path}.{wanted}"))?;
                    match value {
                        toml::Value::Integer(number) => sheet.write_with_format(row, column, *number, &styles.cell)?,
                        toml::Value::Float(number) => sheet.write_with_format(row, column, *number, &styles.cell)?,
                        other => {
                            sheet.write_with_format(row, column, other.as_str().unwrap_or_default(), &styles.cell)?
                        }
                    };
                    continue;
                }
            };
            let (tall, wide) = (u32::try_from(cell.row_span - 1)?, u16::try_from(cell.column_span - 1)?);
            if tall > 0 || wide > 0 {
                sheet.merge_range(row, column, row + tall, column + wide, label, &styles.label)?;
            } else {
                sheet.write_with_format(row, column, label, &styles.label)?;
            }
        }
        top += u32::try_from(grid.rows)?;
    }
    let figures = match key {
        "disclosure" => 18,
        "applications" => 9,
        _ => 7,
    };
    let labels: &[u16] = match grid(&table.blocks[0]).label_columns {
        3 => &[7, 9, 38],
        1 => &[22],
        _ => &[],
    };
    for column in 0..=last {
        sheet.set_column_width(column, *labels.get(usize::from(column)).unwrap_or(&figures))?;
    }
    if key == "applications" {
        // The header's texts and the longest labels take two lines.
        for row in [3, 7] {
            sheet.set_row_height(row, 2 * LINE)?;
        }
    }
    sheet.set_landscape();
    printable(sheet);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_workbooks_are_made_from_their_sources() {
        for entry in std::fs::read_dir(root().join("examples")).unwrap() {
            let folder = entry.unwrap().path();
            if folder.join("source").is_dir() {
                let committed = std::fs::read(folder.join("report.xlsx")).unwrap_or_default();
                assert!(
                    committed == workbook(&folder.join("source")).unwrap(),
                    "{}: run `cargo xtask examples`",
                    folder.display()
                );
            }
        }
    }
}
