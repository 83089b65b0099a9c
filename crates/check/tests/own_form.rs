//! Next year's form has rows that nobody has seen: sentences about them are checked with no Rust
//! changed, for the form says how they are spoken of.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may be blunt")]

use std::collections::BTreeMap;
use std::sync::Arc;

use nianbao_check::{Content, Finding, Sample, Severity, Subject, check};
use nianbao_model::figure::Value;
use nianbao_model::form::{builtin, load};
use nianbao_model::{Decimal, Form, Report};
use nianbao_read::{Sources, read};

/// Two invented rows: a way in which applications end, and a thing that is decided.
const FORM: &str = r#"
id = "gov-2099"
name = "虚构的表式"
authority = "虚构"
years = { from = 2099 }
extends = "gov-2021"

[[change]]
append = "applications.results.other"
rows = [{ key = "handed_over", label = "4.移送有权机关", spoken = ["移送[有权机关]", "转交有权机关"] }]

[[change]]
append = "disclosure"
rows = [{ key = "pledges", label = "信用承诺", spoken = ["信用承诺", "承诺书"] }]
"#;

fn form() -> Form {
    load("虚构.toml", FORM, &builtin().unwrap()).unwrap()
}

/// A report on this form with 7 applications handed over and 3.5 (万元) of the other row.
fn report(text: &str) -> Report {
    let sample = Sample::new(&Content {
        form: "gov-2021",
        organ: "青禾市水务局",
        year: 2024,
        figures: BTreeMap::new(),
        lines: ["一、总体情况", "无。", "三、收到和处理政府信息公开申请情况", text]
            .map(str::to_owned)
            .to_vec(),
    });
    let mut report = read(&Sources::new(sample.files), &sample.form);
    let new = [
        (
            "applications.results.other.other.total",
            "applications.results.other.handed_over.total",
            "7",
        ),
        ("disclosure.fees.amount", "disclosure.pledges.amount", "3.5"),
    ];
    for (like, key, value) in new {
        let table = report
            .tables
            .iter_mut()
            .find(|table| table.figures.contains_key(like))
            .unwrap();
        let mut figure = table.figures[like].clone();
        figure.key = key.to_owned();
        figure.value = Value::Number(value.parse::<Decimal>().unwrap());
        table.figures.insert(figure.key.clone(), figure);
    }
    report
}

fn told(text: &str) -> Vec<Finding> {
    let form: Arc<Form> = Arc::new(form());
    let report = report(text);
    let found = check(&Subject::new(&report, &form), &[]);
    found
        .into_iter()
        .filter(|finding| finding.rule.id == "narrative-figure")
        .collect()
}

#[test]
fn sentences_about_new_rows_are_checked() {
    for text in ["移送有权机关7件。", "申请转交有权机关7件。", "信用承诺3.5万元。"] {
        assert_eq!(told(text), [], "{text}");
    }
    for (text, number) in [
        ("移送有权机关9件。", "9"),
        ("申请转交有权机关9件。", "9"),
        ("信用承诺4.5万元。", "4.5"),
    ] {
        let found = told(text);
        let is_it = |finding: &Finding| finding.severity == Severity::Error && finding.message.zh.contains(number);
        assert!(found.iter().any(is_it), "{text}: {found:?}");
    }
}

/// A word of the form that is badly written is refused with its line.
#[test]
fn a_bad_wording_is_refused() {
    let bad = FORM.replace("移送[有权机关]", "移送[有权机关");
    let error = load("虚构.toml", &bad, &builtin().unwrap()).unwrap_err();
    assert!(error.line.is_some(), "{error:?}");
}
