//! Delimited values (CSV, TSV) into one sheet.

use std::path::Path;
use std::sync::Arc;

use nianbao_model::plugin::{Amount, ImportError, ImportFault, Importer, Intake, Part};
use nianbao_model::source::{Cell, CellValue, Sheet};
use nianbao_model::{CellRef, Locus, Source};

use crate::beyond;
use crate::html;
use nianbao_model::limits::{MAX_CELL_TEXT, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT_FILE};

/// The importer of delimited values.
#[derive(Debug, Clone, Copy)]
pub struct DelimitedImporter;

impl Importer for DelimitedImporter {
    fn id(&self) -> &'static str {
        "csv"
    }

    fn describe(&self) -> Intake {
        Intake {
            label_zh: "分隔符文本表格（.csv、.tsv）",
            label_en: "delimited tables (.csv, .tsv)",
            endings: &["csv", "tsv"],
            part: Part::Piece,
            packed: None,
            limits: &[],
        }
    }

    fn recognizes(&self, bytes: &[u8]) -> bool {
        !html::HtmlImporter.recognizes(bytes) && delimited(bytes).is_some()
    }

    fn import(&self, file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
        if bytes.len() > MAX_TEXT_FILE {
            let limit = Amount::Bytes(MAX_TEXT_FILE as u64);
            return Err(beyond(Locus::file(file), "文件大小", "file size", limit));
        }
        let (text, delimiter) = delimited(bytes).ok_or_else(|| {
            ImportError::new(
                ImportFault::Unsupported,
                Locus::file(file),
                "不是分隔符文本表格：各行的逗号或制表符数不一致。请在 Excel 或 WPS 中另存为 .xlsx 后再试",
                "not a delimited table: its lines differ in their commas or tabs; save it as .xlsx in Excel or WPS",
            )
        })?;
        Ok(Source {
            sheets: vec![sheet(file, &text, delimiter)?],
            ..Source::new(file)
        })
    }
}

/// The text and its delimiter, if it is a table.
fn delimited(bytes: &[u8]) -> Option<(String, u8)> {
    let text = nianbao_plain_text::decode(bytes)?;
    // A program that adds a byte order mark to a text that has one leaves one over.
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = u8::try_from(nianbao_plain_text::delimiter(text)?).ok()?;
    // Excel does not show the line that declares it, nor count it.
    let text = nianbao_plain_text::declared(text).map_or(text, |(_, rest)| rest);
    Some((text.to_owned(), delimiter))
}

fn sheet(file: &Arc<str>, text: &str, delimiter: u8) -> Result<Sheet, ImportError> {
    let stem = Path::new(&**file).file_stem().and_then(|stem| stem.to_str());
    let mut sheet = Sheet::new(file, stem.unwrap_or(file));
    sheet.is_typed = false;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut row = 0;
    loop {
        // The reader passes over blank lines; in Excel they are rows.
        let rest = text.get(reader.position().byte() as usize..).unwrap_or_default();
        row += rest.bytes().take_while(|byte| *byte == b'\n').count() as u32;
        let more = reader.read_record(&mut record).map_err(|error| {
            ImportError::new(
                ImportFault::Damaged,
                Locus::file(file),
                format!("第 {} 行无法读取（{error}）", row + 1),
                format!("row {} cannot be read ({error})", row + 1),
            )
        })?;
        if !more {
            return Ok(sheet);
        }
        for (column, field) in (0..).zip(&record) {
            let cell = Cell::typed(CellValue::Text(typed(field)));
            if cell.is_blank() {
                continue;
            }
            let locus = || Locus::sheet(&sheet.file, &sheet.name);
            if row >= MAX_ROWS {
                return Err(beyond(locus(), "行数", "number of rows", MAX_ROWS));
            }
            if column >= MAX_COLUMNS {
                return Err(beyond(locus(), "列数", "number of columns", MAX_COLUMNS));
            }
            if field.len() > MAX_CELL_TEXT {
                let limit = Amount::Bytes(MAX_CELL_TEXT as u64);
                return Err(beyond(locus(), "单元格内的文字", "amount of text in a cell", limit));
            }
            if sheet.cells.len() == MAX_CELLS {
                return Err(beyond(locus(), "有内容的单元格数", "number of filled cells", MAX_CELLS));
            }
            sheet.cells.insert(CellRef::new(row, column), cell);
        }
        row += 1;
    }
}

/// What was typed into a field: `="0012"` is how text is kept from becoming a number
/// when Excel opens the file.
fn typed(field: &str) -> String {
    match field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        Some(text) => text.replace("\"\"", "\""),
        None => field.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use nianbao_model::Localize;
    use proptest::prelude::*;

    use super::*;

    fn cells(bytes: &[u8]) -> Vec<String> {
        let source = DelimitedImporter.import(&"数据/表三.csv".into(), bytes).unwrap();
        assert_eq!(&*source.sheets[0].name, "表三");
        let cells = source.sheets[0].cells.iter();
        cells
            .map(|(at, cell)| format!("{at} {}", cell.value.display()))
            .collect()
    }

    #[test]
    fn cells_are_taken_over_as_written() {
        let text = "\u{feff}\u{feff}指标,数值,\n\n编号,=\"0012\",\"=\"\"0013\"\"\"\n说明,\" 第一行\n第二行, \"\"好\"\" \",\r\n热线,56000\n,,1\n";
        let expected = [
            "A1 指标",
            "B1 数值",
            "A3 编号",
            "B3 0012",
            "C3 0013",
            "A4 说明",
            "B4  第一行\n第二行, \"好\" ",
            "A5 热线",
            "B5 56000",
            "C6 1",
        ];
        assert!(DelimitedImporter.recognizes(text.as_bytes()));
        assert_eq!(cells(text.as_bytes()), expected);
    }

    #[test]
    fn the_line_that_declares_the_delimiter_is_no_row() {
        assert_eq!(
            cells("sep=;\n总计;5\n\"自;然人\";1,2\n".as_bytes()),
            ["A1 总计", "B1 5", "A2 自;然人", "B2 1,2"]
        );
    }

    #[test]
    fn tabs_and_national_encodings_are_read() {
        // GB18030: 总计 and 自然人.
        let bytes = b"\xd7\xdc\xbc\xc6\t5\n\xd7\xd4\xc8\xbb\xc8\xcb\t1,2\n";
        assert_eq!(cells(bytes), ["A1 总计", "B1 5", "A2 自然人", "B2 1,2"]);
    }

    #[test]
    fn what_is_no_table_is_left_to_others() {
        for other in [
            "一、总体情况\n2020年,完成。\n",
            "<table><tr><td>a,b\n1,2\n3,4\n</table>",
            "PK\u{3}\u{4}",
            "",
        ] {
            assert!(!DelimitedImporter.recognizes(other.as_bytes()), "{other}");
        }
        let refused = DelimitedImporter
            .import(&"a.csv".into(), b"no table")
            .expect_err("refused");
        assert!(refused.text().zh.contains("另存为 .xlsx"));
        assert_eq!(refused.fault, ImportFault::Unsupported);
    }

    #[test]
    fn limits_are_kept() {
        let wide = format!("a,b\nc,d\ne,f\n{}x,y\n", ",".repeat(MAX_COLUMNS as usize));
        let assert_refused = |text: &str, what: &str, limit: Amount| {
            let error = DelimitedImporter
                .import(&"a.csv".into(), text.as_bytes())
                .expect_err("refused");
            assert!(error.text().zh.contains(what), "{error}");
            assert_eq!(error.fault, ImportFault::TooLarge(limit));
        };
        assert_refused(&wide, "列数", MAX_COLUMNS.into());
        assert_refused(&"1,2\n".repeat(MAX_CELLS / 2 + 1), "单元格", MAX_CELLS.into());
        assert_refused(&"\n".repeat(MAX_TEXT_FILE + 1), "4MB", Amount::Bytes(4 << 20));
    }

    proptest! {
        #[test]
        fn any_table_survives_quoting(rows in prop::collection::vec(prop::collection::vec("[a-c,\"\n一=]{0,6}", 2..4), 2..6)) {
            let quoted: Vec<String> = rows
                .iter()
                .map(|row| {
                    let fields: Vec<String> = row.iter().map(|field| format!("\"{}\"", field.replace('"', "\"\""))).collect();
                    fields.join(",")
                })
                .collect();
            let sheet = sheet(&"a.csv".into(), &quoted.join("\n"), b',').unwrap();
            for (row, fields) in (0..).zip(&rows) {
                for (column, field) in (0..).zip(fields) {
                    let found = sheet.cells.get(&CellRef::new(row, column)).map(|cell| cell.value.clone());
                    let expected = Some(typed(field)).filter(|text| !text.trim().is_empty());
                    prop_assert_eq!(found, expected.map(CellValue::Text));
                }
            }
        }
    }
}
