//! Reports to show: the sample office's, with what a clerk gets wrong.

use nianbao_check::{Fact, Finding, Judged, Location, Quote, Sample, Value, rule};
use nianbao_model::source::{Cell, CellValue};
use nianbao_model::{CellRef, Text};

use crate::Outcome;
use crate::testing::{judge_allowing as judge, read_sample};

/// Types a figure.
pub(crate) fn figure(sample: &mut Sample, key: &str, value: &str) {
    let locus = read_sample(sample).figure(key).unwrap().locus.clone();
    cell(sample, &locus.sheet.unwrap(), locus.cell.unwrap(), value);
}

/// Types into a cell; nothing empties it.
pub(crate) fn cell(sample: &mut Sample, sheet: &str, at: CellRef, value: &str) {
    let sheets = &mut sample.files[0].sheets;
    let sheet = sheets.iter_mut().find(|own| &*own.name == sheet).unwrap();
    let value = match value.parse::<i64>() {
        Ok(number) => CellValue::Number(number.into()),
        Err(_) => CellValue::Text(value.to_owned()),
    };
    sheet.cells.insert(at, Cell::typed(value));
}

/// A finding about the paragraph that has this sentence: it states `found` where the
/// figures with these keys say `expected`.
pub(crate) fn sentence(judged: &Judged, sentence: &str, found: &str, expected: &str, keys: &[&str]) -> Finding {
    let report = &judged.report;
    let mut paragraphs = report.narrative.iter().enumerate();
    let (index, paragraph) = paragraphs.find(|(_, own)| own.text.contains(sentence)).unwrap();
    let at = paragraph.text.find(sentence).unwrap();
    let marks = sentence.find(found).map(|mark| at + mark..at + mark + found.len());
    let figures = keys.iter().map(|key| Location::figure(report.figure(key).unwrap()));
    let rule = rule("narrative-figure").unwrap();
    let told = |text: &str| {
        Some(Fact {
            value: Value::Text(text.to_owned()),
            told: true.into(),
        })
    };
    Finding {
        rule,
        severity: rule.severity,
        message: Text::new(
            format!("正文写的是 {found}，表中是 {expected}"),
            format!("the text says {found}, the table {expected}"),
        ),
        locations: std::iter::once(paragraph.locus.clone().into()).chain(figures).collect(),
        found: told(found),
        expected: told(expected),
        quotes: vec![Quote {
            paragraph: index,
            sentence: at..at + sentence.len(),
            words: at..at + sentence.len(),
            marks: marks.into_iter().collect(),
            is_told: false,
        }],
        case: None,
        authority: judged.form.authority.clone(),
        allowed: None,
    }
}

/// One wrong total in table 三, and a sentence that contradicts it.
pub(crate) fn one_error() -> Judged {
    let mut sample = Sample::office();
    figure(&mut sample, "applications.results.granted.total", "6");
    figure(&mut sample, "applications.results.total.total", "12");
    figure(&mut sample, "applications.carried_out.total", "1");
    judge(&sample, &["row-total@J29"])
}

/// A report with some of everything.
pub(crate) fn troubled() -> Judged {
    let mut sample = Sample::office();
    figure(&mut sample, "applications.results.granted.total", "6");
    figure(&mut sample, "applications.carried_in.natural_person", "3");
    figure(&mut sample, "applications.results.partial.total", "一件");
    figure(
        &mut sample,
        "applications.results.unable.not_held.natural_person",
        "不详",
    );
    figure(&mut sample, "review.litigation_direct.upheld", "-1");
    for column in [
        "natural_person",
        "commercial",
        "research",
        "public_interest",
        "legal_service",
        "other",
    ] {
        figure(
            &mut sample,
            &format!("applications.results.not_processed.repeated.{column}"),
            "",
        );
    }
    cell(&mut sample, "基本信息", CellRef::new(2, 1), "政府信息公开工作年度报告");
    cell(
        &mut sample,
        "表三 依申请公开",
        CellRef::new(29, 0),
        "（八）其他机关转来",
    );
    cell(&mut sample, "表三 依申请公开", CellRef::new(29, 3), "4");
    let text = "2024年新收政府信息公开申请14件，其中自然人申请9件，商业企业申请3件；上年结转1件。";
    cell(&mut sample, "正文", CellRef::new(4, 0), text);
    let share = "全年共办结11件，予以公开7件，占办结总数的63.6%，按期办结率达100%。";
    cell(&mut sample, "正文", CellRef::new(5, 0), share);
    judge(&sample, &["text-number=市里统一要求带单位", "part-order"])
}

/// The office's report as it should be.
pub(crate) fn clean() -> Judged {
    judge(&Sample::office(), &[])
}

/// A file that could not be read.
pub(crate) fn failed() -> Outcome {
    Outcome::Failed {
        files: vec!["年报（加密）.xlsx".into()],
        message: Text::new(
            "文件有密码，无法读取。请在 Excel 中去掉密码后另存",
            "the file has a password: take it off in Excel and save it again",
        ),
    }
}

/// As an outcome.
pub(crate) fn outcome(judged: Judged) -> Outcome {
    Outcome::Judged(Box::new(judged))
}
