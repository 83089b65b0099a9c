//! `dataset`: many reports as three tables.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use nianbao_testing::book::{APPLICATIONS, METADATA};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use crate::support::{Run, example_book, files, folder, nianbao};

const TABLES: [&str; 3] = ["figures", "findings", "reports"];

/// A folder with reports of offices, of which the n-th has n more applications, the last with a
/// total that does not count them, and with a file that is none.
fn offices(folder: &Path) -> PathBuf {
    let offices = folder.join("offices");
    std::fs::create_dir_all(&offices).unwrap();
    for (more, name) in (0..).zip(["甲海关", "乙海关", "丙海关"]) {
        let mut book = example_book();
        let total = if name == "丙海关" { 6 } else { 6 + more };
        book.set(METADATA, "B1", name).set(APPLICATIONS, "D5", 5 + more);
        book.set(APPLICATIONS, "J5", total);
        std::fs::rename(book.save(folder), offices.join(format!("{name}.xlsx"))).unwrap();
    }
    std::fs::write(offices.join("坏.xlsx"), "PK\u{3}\u{4} damaged").unwrap();
    offices
}

fn dataset(offices: &Path, out: &Path, more: &[&str]) -> Run {
    let arguments = [
        "dataset".as_ref(),
        offices.as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
    ];
    nianbao(arguments.into_iter().chain(more.iter().map(std::ffi::OsStr::new)))
}

/// The rows of a Parquet file: each the texts of its columns, without those that are nothing.
fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let rows = reader.get_row_iter(None).unwrap();
    rows.map(|row| {
        let row = row.unwrap();
        let columns = row.get_column_iter().filter_map(|(name, value)| match value {
            Field::Null => None,
            Field::Str(text) => Some((name.clone(), text.clone())),
            other => Some((name.clone(), other.to_string())),
        });
        columns.collect()
    })
    .collect()
}

#[test]
fn every_report_that_can_be_read_is_in_the_tables_and_the_other_is_told() {
    let folder = folder();
    let out = folder.path().join("data");
    let run = dataset(&offices(folder.path()), &out, &[]);
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    assert!(
        run.out.contains("失败  坏") && run.out.contains("3 份年报，1 份读不出"),
        "{}",
        run.out
    );
    assert_eq!(files(&out), TABLES.map(|table| format!("{table}.parquet")));

    let organs: Vec<String> = rows(&out.join("reports.parquet"))
        .iter()
        .map(|row| row["organ"].clone())
        .collect();
    assert_eq!(organs, ["丙海关", "乙海关", "甲海关"]);
    let figures = rows(&out.join("figures.parquet"));
    let of = |report: &str, key: &str| {
        let row = figures
            .iter()
            .find(|row| row["report"] == report && row["key"] == key)
            .unwrap();
        (row["value"].parse::<f64>().unwrap(), row["cell"].clone())
    };
    assert_eq!(
        of("乙海关", "applications.new_received.natural_person"),
        (6.0, "D5".to_owned())
    );
    assert_eq!(
        of("丙海关", "applications.new_received.natural_person"),
        (7.0, "D5".to_owned())
    );
    let findings = rows(&out.join("findings.parquet"));
    let wrong = findings.iter().find(|row| row["rule"] == "row-total").unwrap();
    let told = ["report", "severity", "key", "cell", "found", "expected"].map(|name| wrong[name].as_str());
    assert_eq!(
        told,
        ["丙海关", "error", "applications.new_received.total", "J5", "6", "8"]
    );
}

#[test]
fn the_parts_are_the_whole_and_twice_the_same_bytes() {
    let folder = folder();
    let offices = offices(folder.path());
    let at = |name: &str| folder.path().join(name);
    let csv = |out: &Path, table: &str| std::fs::read_to_string(out.join(format!("{table}.csv"))).unwrap();
    for (name, shard) in [("0", Some("0/2")), ("1", Some("1/2")), ("whole", None)] {
        let shard: Vec<&str> = shard.into_iter().flat_map(|shard| ["--shard", shard]).collect();
        let run = dataset(&offices, &at(name), &[&["--format", "csv"], shard.as_slice()].concat());
        assert!(run.out.contains("csv"), "{}{}", run.out, run.err);
    }
    for table in TABLES {
        let sorted = |texts: &[String]| {
            let mut lines: Vec<String> = texts
                .iter()
                .flat_map(|text| text.lines().skip(1))
                .map(str::to_owned)
                .collect();
            lines.sort();
            lines
        };
        let whole = csv(&at("whole"), table);
        assert_eq!(
            sorted(&[csv(&at("0"), table), csv(&at("1"), table)]),
            sorted(&[whole]),
            "{table}"
        );
    }
    for name in ["one", "other"] {
        dataset(&offices, &at(name), &["--jobs", if name == "one" { "1" } else { "4" }]);
    }
    for table in TABLES {
        let bytes = |name: &str| std::fs::read(at(name).join(format!("{table}.parquet"))).unwrap();
        assert!(bytes("one") == bytes("other"), "{table}");
    }
}

#[test]
fn nothing_is_written_among_the_reports() {
    let folder = folder();
    let offices = offices(folder.path());
    std::fs::write(offices.join("reports.csv"), "指标,数值\n").unwrap();
    let before = files(&offices);
    for out in [offices.clone(), offices.join("data")] {
        let run = dataset(&offices, &out, &["--format", "csv", "--lang", "en"]);
        assert_eq!(run.code, 3, "{}{}", run.out, run.err);
        assert!(run.err.contains("among the reports"), "{}", run.err);
    }
    assert_eq!(files(&offices), before);
    assert_eq!(
        std::fs::read_to_string(offices.join("reports.csv")).unwrap(),
        "指标,数值\n"
    );
}

#[test]
fn an_office_in_several_files_is_one_report() {
    let folder = folder();
    let offices = offices(folder.path());
    std::fs::copy(offices.join("甲海关.xlsx"), offices.join("甲海关（副本）.xlsx")).unwrap();
    let out = folder.path().join("data");
    let run = dataset(&offices, &out, &["--group", "office", "--lang", "en"]);
    assert!(
        run.out.contains("3 reports, 1 could not be read"),
        "{}{}",
        run.out,
        run.err
    );
    assert_eq!(rows(&out.join("reports.parquet")).len(), 3);
}
