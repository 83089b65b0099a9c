//! The passages of the corpora, and the reports they stand in: the invented tables of their base, and their text in its
//! part.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nianbao_check::{Content, Judged, Sample, Subject, Typed, check};
use nianbao_model::form::{builtin, key};
use nianbao_read::{Sources, read};
use serde::Deserialize;

#[derive(Deserialize)]
struct Corpus {
    passage: Vec<Passage>,
}

#[derive(Deserialize)]
pub(crate) struct Passage {
    pub(crate) id: String,
    pub(crate) base: String,
    pub(crate) part: String,
    pub(crate) heading: Option<String>,
    pub(crate) text: String,
    pub(crate) why: String,
    pub(crate) expect: Vec<Expected>,
}

#[derive(Deserialize, Debug)]
pub(crate) struct Expected {
    pub(crate) rule: String,
    pub(crate) quote: String,
    pub(crate) found: Option<String>,
    pub(crate) expected: Option<String>,
}

#[derive(Deserialize)]
struct Base {
    form: String,
    organ: String,
    year: i32,
    #[serde(flatten)]
    tables: BTreeMap<String, BTreeMap<String, Vec<toml::Value>>>,
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

pub(crate) fn passages(file: &str) -> Vec<Passage> {
    let text = std::fs::read_to_string(folder().join(file)).unwrap();
    toml::from_str::<Corpus>(&text).unwrap().passage
}

fn base(name: &str) -> Base {
    let text = std::fs::read_to_string(folder().join(format!("{name}.toml"))).unwrap();
    toml::from_str(&text).unwrap()
}

/// The base's figures by key.
fn figures(base: &Base) -> BTreeMap<String, Typed> {
    let forms = builtin().unwrap();
    let form = forms.iter().find(|form| form.id == base.form).unwrap();
    let mut figures = BTreeMap::new();
    for (table, rows) in &base.tables {
        let blocks = &form.table(table).unwrap().blocks;
        for (row, values) in rows {
            let block = blocks
                .iter()
                .find(|block| block.leaf_rows.iter().any(|leaf| leaf.path == *row))
                .unwrap();
            assert_eq!(block.leaf_columns.len(), values.len(), "{table}.{row}");
            for (column, value) in block.leaf_columns.iter().zip(values) {
                let typed = match value {
                    toml::Value::Integer(number) => Typed::from(*number),
                    toml::Value::String(text) => Typed::from(text.as_str()),
                    other => panic!("{other:?}"),
                };
                figures.insert(key(table, row, &column.path), typed);
            }
        }
    }
    figures
}

/// The report a passage stands in: its heading and text in their part, nothing else.
pub(crate) fn judge(passage: &Passage) -> Judged {
    let base = base(&passage.base);
    let forms = builtin().unwrap();
    let form = forms.iter().find(|form| form.id == base.form).unwrap();
    let mut lines = Vec::new();
    let own = passage
        .heading
        .iter()
        .map(String::as_str)
        .chain(passage.text.lines())
        .map(str::to_owned);
    let is_known = passage.part == "preface" || form.parts.iter().any(|part| part.key == passage.part);
    assert!(is_known, "{}: {}", passage.id, passage.part);
    if passage.part == "preface" {
        lines.extend(own.clone());
    }
    for part in &form.parts {
        lines.push(part.heading.text.clone());
        if part.key == passage.part {
            lines.extend(own.clone());
        } else if part.table.is_none() {
            lines.push(String::from("无。"));
        }
    }
    let sample = Sample::new(&Content {
        form: &base.form,
        organ: &base.organ,
        year: base.year,
        figures: figures(&base),
        lines,
    });
    let report = read(&Sources::new(sample.files), &sample.form);
    let findings = check(&Subject::new(&report, &sample.form), &[]);
    Judged {
        report,
        form: sample.form,
        findings,
    }
}
