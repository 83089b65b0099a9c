//! What is written is read back by the readers of both formats: every row, every value.

use std::fs::File;
use std::io::Write;
use std::sync::Arc;

use nianbao_check::{Judged, Sample, check};
use nianbao_model::report::{Field, Sourced};
use nianbao_model::{Decimal, Lang, Locus};
use nianbao_read::{Sources, read};
use parquet::basic::{LogicalType, Type};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field as Read, Row};

use crate::tables::{Kind, TABLES};
use crate::{DECIMALS, DIGITS, Dataset, Format, schema};

/// The sample office's report, with a total that is wrong and a table's amount with decimals.
fn judged() -> Judged {
    let mut sample = Sample::office();
    let row_total = nianbao_check::rule("row-total").unwrap();
    (row_total.breaks.make)(&mut sample);
    let read = |own: &Sample| read(&Sources::new(own.files.clone()), &own.form);
    let (mut report, findings) = sample.judged(read, |subject| check(subject, &[]));
    let site = Sourced {
        value: "5001120001".to_owned(),
        locus: Locus::file(&"年报.xlsx".into()),
    };
    report.metadata.fields.insert(Field::SiteId, site);
    let form = Arc::clone(&sample.form);
    Judged { report, form, findings }
}

fn written(format: Format, reports: &[(&str, &Judged)]) -> [Vec<u8>; 3] {
    let mut dataset = Dataset::new(format, Lang::Zh, [vec![], vec![], vec![]]).unwrap();
    for (id, judged) in reports {
        dataset.add(id, judged).unwrap();
    }
    dataset.finish().unwrap()
}

/// A reader of these bytes, from a file.
fn reader(bytes: &[u8]) -> SerializedFileReader<File> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    SerializedFileReader::new(file).unwrap()
}

fn rows(bytes: Vec<u8>) -> Vec<Row> {
    let reader = reader(&bytes);
    reader.get_row_iter(None).unwrap().map(Result::unwrap).collect()
}

/// The value of a column, as text.
fn text(row: &Row, name: &str) -> Option<String> {
    let (_, value) = row.get_column_iter().find(|(column, _)| *column == name).unwrap();
    match value {
        Read::Null => None,
        Read::Str(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

#[test]
fn every_figure_is_read_back_exactly() {
    let judged = judged();
    let [_, figures, _] = written(Format::Parquet, &[("甲/年报", &judged)]);
    let rows = rows(figures);
    assert_eq!(rows.len(), judged.report.figures().count());
    for row in &rows {
        let key = text(row, "key").unwrap();
        let figure = judged.report.figure(&key).unwrap();
        let value: Option<Decimal> = text(row, "value").map(|value| value.parse().unwrap());
        assert_eq!(value, figure.number(), "{key}");
        assert_eq!(text(row, "typed").as_deref(), Some(&*figure.typed), "{key}");
        assert_eq!(
            text(row, "cell"),
            figure.locus.cell.map(|cell| cell.to_string()),
            "{key}"
        );
        assert_eq!(text(row, "report").as_deref(), Some("甲/年报"));
    }
    let keys: Vec<String> = rows.iter().map(|row| text(row, "key").unwrap()).collect();
    let in_order: Vec<String> = judged
        .form
        .keys()
        .filter(|key| judged.report.figure(key).is_some())
        .collect();
    assert_eq!(keys, in_order);
    let total = rows
        .iter()
        .find(|row| text(row, "key").unwrap() == "applications.new_received.total");
    let total = total.unwrap();
    assert_eq!(text(total, "table").as_deref(), Some("applications"));
    assert_eq!(text(total, "row").as_deref(), Some("一、本年新收政府信息公开申请数量"));
    assert_eq!(text(total, "column").as_deref(), Some("申请人情况 › 总计"));
    assert_eq!(text(total, "unit"), None);
    let unit = |key: &str| {
        rows.iter()
            .find(|row| text(row, "key").unwrap() == key)
            .and_then(|row| text(row, "unit"))
    };
    assert_eq!(unit("disclosure.fees.amount").as_deref(), Some("万元"));
}

#[test]
fn a_report_and_its_findings_are_rows() {
    let judged = judged();
    let [reports, _, findings] = written(Format::Parquet, &[("a", &judged)]);
    let reports = rows(reports);
    let told = ["id", "year", "region", "form", "file"].map(|name| text(&reports[0], name).unwrap());
    assert_eq!(told, ["a", "2024", "500112", &judged.form.id, "年报.xlsx"]);
    assert_eq!(
        text(&reports[0], "organ").as_deref(),
        judged.report.metadata.get(Field::Organ)
    );
    let findings = rows(findings);
    assert_eq!(findings.len(), judged.findings.len());
    let (row, finding) = (&findings[0], &judged.findings[0]);
    assert_eq!(text(row, "rule").as_deref(), Some("row-total"));
    assert_eq!(text(row, "severity").as_deref(), Some("error"));
    assert_eq!(text(row, "allowed").as_deref(), Some("false"));
    assert_eq!(text(row, "message").as_deref(), Some(&*finding.message.zh));
    assert_eq!(text(row, "key"), finding.locations[0].key);
    assert_eq!(
        text(row, "expected"),
        finding.expected.as_ref().map(ToString::to_string)
    );
    assert!(text(row, "expected").is_some());
}

#[test]
fn a_number_is_exact_or_not_there() {
    let value = |number: &str| {
        let mut judged = judged();
        let table = judged
            .report
            .tables
            .iter_mut()
            .find(|table| table.key == "disclosure")
            .unwrap();
        let figure = table.figures.get_mut("disclosure.fees.amount").unwrap();
        figure.value = nianbao_model::figure::Value::Number(number.parse().unwrap());
        figure.typed = number.to_owned();
        let [_, figures, _] = written(Format::Parquet, &[("a", &judged)]);
        let rows = rows(figures);
        let row = rows
            .iter()
            .find(|row| text(row, "key").unwrap() == "disclosure.fees.amount")
            .unwrap();
        assert_eq!(text(row, "typed").as_deref(), Some(number));
        text(row, "value").map(|value| value.parse::<Decimal>().unwrap().normalize().to_string())
    };
    for exact in ["0.1", "-0.000000000001", "999999999999999.123456789012", "35678.76"] {
        assert_eq!(value(exact).as_deref(), Some(exact));
    }
    assert_eq!(value("0.0000000000001"), None, "never rounded");
}

#[test]
fn parquet_declares_what_the_tables_say() {
    let judged = judged();
    for (bytes, table) in written(Format::Parquet, &[("a", &judged)]).into_iter().zip(&TABLES) {
        let reader = reader(&bytes);
        let metadata = reader.metadata().file_metadata();
        assert_eq!(metadata.created_by(), Some("nianbao"));
        let schema = metadata.schema_descr();
        assert_eq!(schema.num_columns(), table.columns.len());
        for (declared, column) in schema.columns().iter().zip(table.columns) {
            assert_eq!(declared.name(), column.name);
            assert_eq!(declared.max_def_level(), i16::from(column.optional), "{}", column.name);
            let is_decimal = matches!(declared.logical_type_ref(), Some(LogicalType::Decimal { .. }));
            assert_eq!(is_decimal, column.kind == Kind::Decimal, "{}", column.name);
            let kind = match column.kind {
                Kind::Text => Type::BYTE_ARRAY,
                Kind::Integer => Type::INT32,
                Kind::Decimal => Type::FIXED_LEN_BYTE_ARRAY,
                Kind::Boolean => Type::BOOLEAN,
            };
            assert_eq!(declared.physical_type(), kind, "{}", column.name);
            if is_decimal {
                assert_eq!(declared.type_scale(), i32::try_from(DECIMALS).unwrap());
            }
        }
    }
}

#[test]
fn rows_are_written_in_groups_and_the_same_reports_give_the_same_bytes() {
    let judged = judged();
    let reports: Vec<(&str, &Judged)> = vec![("a", &judged); 400];
    let [reports_table, figures, findings] = written(Format::Parquet, &reports);
    let again = written(Format::Parquet, &reports);
    assert!([&reports_table, &figures, &findings] == again.each_ref());
    let reader = reader(&figures);
    assert!(reader.num_row_groups() > 1);
    let count = judged.report.figures().count() * reports.len();
    assert_eq!(
        reader.metadata().file_metadata().num_rows(),
        i64::try_from(count).unwrap()
    );
}

#[test]
fn csv_has_the_same_rows() {
    let judged = judged();
    let parquet = written(Format::Parquet, &[("甲,\"乙\"", &judged)]).map(rows);
    let csv = written(Format::Csv, &[("甲,\"乙\"", &judged)]);
    for ((bytes, rows), table) in csv.iter().zip(parquet).zip(&TABLES) {
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let names: Vec<_> = table.columns.iter().map(|column| column.name).collect();
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), names);
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), rows.len());
        for (record, row) in records.iter().zip(&rows) {
            for (field, column) in record.iter().zip(table.columns) {
                let other = text(row, column.name).unwrap_or_default();
                match column.kind {
                    Kind::Decimal if !field.is_empty() => {
                        let number = |text: &str| text.parse::<Decimal>().unwrap();
                        assert_eq!(number(field), number(&other));
                    }
                    _ => assert_eq!(field, other, "{}", column.name),
                }
            }
        }
    }
}

#[test]
fn the_schema_names_every_column() {
    let schema = schema();
    for table in &TABLES {
        let rows = &schema["properties"][table.name]["items"];
        assert_eq!(rows["properties"].as_object().unwrap().len(), table.columns.len());
        let value = &schema["properties"]["figures"]["items"]["properties"]["value"];
        assert_eq!(value["type"], serde_json::json!(["string", "null"]));
    }
}

#[test]
fn the_page_says_what_the_tables_say() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/dataset.md");
    let page = std::fs::read_to_string(page).unwrap();
    let mut lines = page.lines().filter(|line| line.starts_with("| `"));
    for column in TABLES.iter().flat_map(|table| table.columns) {
        let kind = match column.kind {
            Kind::Text => "STRING".to_owned(),
            Kind::Integer => "INT32".to_owned(),
            Kind::Decimal => format!("DECIMAL({DIGITS},{DECIMALS})"),
            Kind::Boolean => "BOOLEAN".to_owned(),
        };
        let nothing = if column.optional { ", or nothing" } else { "" };
        let expected = format!("| `{}` | {kind}{nothing} | {} |", column.name, column.what);
        assert_eq!(lines.next(), Some(expected.as_str()));
    }
    assert_eq!(lines.next(), None);
}
