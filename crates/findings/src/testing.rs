//! Reports to test with: the sample office's, with mistakes of every kind.

use nianbao_check::{Sample, Subject, check, rules};
use nianbao_model::figure::{Figure, Value};
use nianbao_model::finding::{Allowed, Location};
use nianbao_model::source::{Cell, CellValue};
use nianbao_model::{CellRef, Finding, Locus, Passage, Severity, Text};

use crate::{Judged, Outcome};

/// The sheet 依申请公开.
pub(crate) const APPLICATIONS: &str = "表三 依申请公开";
/// The sheet 主动公开.
pub(crate) const DISCLOSURE: &str = "表二 主动公开";
/// The sheet 复议诉讼.
pub(crate) const REVIEW: &str = "表四 复议诉讼";

/// Types into cells of the sample's workbook: sheet, address, content.
pub(crate) fn typed(sample: &mut Sample, cells: &[(&str, &str, CellValue)]) {
    for (sheet, address, value) in cells {
        let sheets = &mut sample.files[0].sheets;
        let sheet = sheets.iter_mut().find(|own| *own.name == **sheet).unwrap();
        sheet.cells.insert(at(address), Cell::typed(value.clone()));
    }
}

/// The cell with this address of one letter.
pub(crate) fn at(address: &str) -> CellRef {
    let (letter, row) = address.split_at(1);
    let column = u32::from(letter.as_bytes()[0] - b'A');
    CellRef::new(row.parse::<u32>().unwrap() - 1, column)
}

/// Reads and judges a sample.
pub(crate) fn judge(sample: &Sample) -> Judged {
    let report = sample.read();
    let findings = check(&Subject::new(&report, &sample.form), &[]);
    Judged {
        report,
        form: sample.form.clone(),
        findings,
    }
}

/// The sample office without a mistake.
pub(crate) fn faultless() -> Judged {
    judge(&Sample::office())
}

/// A report with mistakes in several sheets, one of them let stand, and findings about
/// its text. Of the rules themselves it takes only what two of them find, so that it
/// stays as it is when others learn to say more.
pub(crate) fn faulty() -> Judged {
    let mut sample = Sample::office();
    let blanks = ["E10", "F10", "E11", "F11", "E13", "F13", "E14", "F14"];
    let mut cells = vec![
        (APPLICATIONS, "J7", CellValue::Number(6.into())),
        (APPLICATIONS, "J8", CellValue::Number(0.into())),
        (APPLICATIONS, "E5", CellValue::Text(String::from("３件"))),
        (DISCLOSURE, "B4", CellValue::Number((-1).into())),
    ];
    cells.extend(blanks.map(|address| (APPLICATIONS, address, CellValue::Empty)));
    typed(&mut sample, &cells);
    let mut judged = judge(&sample);
    judged
        .findings
        .retain(|finding| ["row-total", "negative-count"].contains(&finding.rule));
    judged.findings.extend(about_the_text(&judged));
    let blanks = judged.report.figures().filter(|figure| figure.value == Value::Blank);
    let blanks: Vec<Finding> = blanks.map(blank).collect();
    judged.findings.extend(blanks);
    judged
        .findings
        .sort_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.locations[0].locus.clone()));
    let stands = judged
        .findings
        .iter_mut()
        .find(|finding| finding.rule == "example-blank");
    stands.unwrap().allowed = Some(Allowed {
        reason: String::from("本年无此项"),
        locus: Some(Locus::cell(&"年报.xlsx".into(), &"基本信息".into(), at("B6"))),
    });
    judged
}

/// The faulty report with the first finding of a rule only.
pub(crate) fn one(rule: &str) -> Judged {
    let mut judged = faulty();
    judged.findings.retain(|finding| finding.rule == rule);
    judged.findings.truncate(1);
    judged
}

/// What a rule about blank cells would find.
fn blank(figure: &Figure) -> Finding {
    Finding {
        rule: "example-blank",
        severity: Severity::Warning,
        message: Text::new("此格没有填写", "this cell is blank"),
        locations: vec![Location {
            locus: figure.locus.clone(),
            key: Some(figure.key.clone()),
        }],
        found: None,
        expected: Some(String::from("0")),
        authority: String::new(),
        excerpt: None,
        allowed: None,
    }
}

/// What a rule about the text would find: one sentence in a sheet, one in a text file.
fn about_the_text(judged: &Judged) -> Vec<Finding> {
    let figure = judged.report.figure("applications.new_received.total").unwrap();
    let in_sheet = Locus::cell(&"年报.xlsx".into(), &"正文".into(), at("A3"));
    let in_file = Locus::passage(&"附件 1/正文#2.txt".into(), Passage::Line(12));
    let finding = |severity, locus: &Locus| Finding {
        rule: "example-sentence",
        severity,
        message: Text::new(
            "正文写新收申请 16 件，表中是 12 件{两处}应当一致",
            "the text says 16 were received, the table 12 {the two should agree}",
        ),
        locations: vec![
            locus.clone().into(),
            Location {
                locus: figure.locus.clone(),
                key: Some(figure.key.clone()),
            },
        ],
        found: Some(String::from("16")),
        expected: Some(String::from("12")),
        authority: String::from("国办公开办函〔2021〕30号"),
        excerpt: Some(String::from(
            "2016年以来，全局不断规范依申请公开的受理、登记、办理、答复各环节，2024年新收政府信息公开申请16件，\
             其中自然人申请9件、商业企业申请3件，全部在法定期限内办结并答复申请人。",
        )),
        allowed: None,
    };
    vec![
        finding(Severity::Error, &in_sheet),
        finding(Severity::Warning, &in_file),
    ]
}

/// A file that could not be read.
pub(crate) fn failed() -> Outcome {
    Outcome::Failed {
        files: vec!["坏 文件.xlsx".into()],
        message: Text::new("这不是工作簿{0}", "this is no workbook {0}"),
    }
}

/// Each rule's example, judged.
pub(crate) fn all_examples() -> Vec<Judged> {
    let examples = rules().into_iter().map(|rule| {
        let mut sample = Sample::office();
        (rule.breaks.make)(&mut sample);
        judge(&sample)
    });
    examples.collect()
}
