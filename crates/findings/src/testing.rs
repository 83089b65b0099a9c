//! Reports to test with: the sample office's, with mistakes of every kind.

use nianbao_check::{Allowance, Judged, Sample, check, rule, rules};
use nianbao_model::source::{Cell, CellValue, Line, LineRole, Source};
use nianbao_model::{CellRef, Locus, Passage, Report, Text};
use nianbao_read::{Sources, read};

use crate::Outcome;

/// The sheet 基本信息.
pub(crate) const METADATA: &str = "基本信息";
/// The sheet 正文.
const NARRATIVE: &str = "正文";
/// A text file beside the workbook; Office follows no link to such a name.
pub(crate) const TEXT: &str = "附件 1/正文#2.txt";
/// The sheet 依申请公开.
pub(crate) const APPLICATIONS: &str = "表三 依申请公开";
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

/// The cell with this address.
pub(crate) fn at(address: &str) -> CellRef {
    address.parse().unwrap()
}

/// The name of the file with the sample's last year.
pub(crate) const LAST_YEAR: &str = "2023/年报.xlsx";

/// Reads and judges a sample, beside its last year's report if it has one.
pub(crate) fn judge(sample: &Sample) -> Judged {
    judge_allowing(sample, &[])
}

/// The same, with what is allowed as on the command line.
pub(crate) fn judge_allowing(sample: &Sample, allowed: &[&str]) -> Judged {
    let allowed: Vec<_> = allowed.iter().map(|text| Allowance::argument(text)).collect();
    let is_last_years = |own: &Sample| {
        sample
            .previous
            .as_deref()
            .is_some_and(|previous| std::ptr::eq(previous, own))
    };
    let read = |own: &Sample| match is_last_years(own) {
        true => last_year(own),
        false => read_sample(own),
    };
    let (report, findings) = sample.judged(read, |subject| check(subject, &allowed));
    Judged {
        report,
        form: sample.form.clone(),
        findings,
    }
}

/// Last year's report, in a file of its own as on a user's disk: the sample has one name
/// for both.
fn last_year(sample: &Sample) -> Report {
    let mut files = sample.files.clone();
    for file in &mut files {
        file.file = LAST_YEAR.into();
        for sheet in &mut file.sheets {
            sheet.file = LAST_YEAR.into();
        }
    }
    read(&Sources::new(files), &sample.form)
}

/// The sample's report.
pub(crate) fn read_sample(sample: &Sample) -> Report {
    read(&Sources::new(sample.files.clone()), &sample.form)
}

/// The sample office without a mistake.
pub(crate) fn faultless() -> Judged {
    judge(&Sample::office())
}

/// The sample with the mistakes of these rules' examples.
pub(crate) fn broken(rules: &[&str]) -> Sample {
    let mut sample = Sample::office();
    for id in rules {
        (rule(id).unwrap().breaks.make)(&mut sample);
    }
    sample
}

/// A rule's example, judged.
pub(crate) fn example(rule: &str) -> Judged {
    judge(&broken(&[rule]))
}

/// A report with mistakes in several sheets, one of them allowed, and in a text file.
pub(crate) fn faulty() -> Judged {
    let mut sample = broken(&["row-total", "negative-count"]);
    let blanks = ["E10", "F10", "E11", "F11", "E13", "F13", "E14", "F14"];
    let mut cells = vec![(APPLICATIONS, "E5", CellValue::Text(String::from("３件")))];
    cells.extend(blanks.map(|address| (APPLICATIONS, address, CellValue::Empty)));
    cells.push((METADATA, "A6", CellValue::Text(String::from("允许"))));
    let allowed = "blank-cell '表三 依申请公开'!E10 本年无此项";
    cells.push((METADATA, "B6", CellValue::Text(String::from(allowed))));
    let sentence = "2016年以来，全局不断规范依申请公开的受理、登记、办理、答复各环节，2024年新收政府信息公开申请16件，\
                    其中自然人申请9件、商业企业申请3件，全部在法定期限内办结并答复申请人。";
    cells.push((NARRATIVE, "A3", CellValue::Text(sentence.to_owned())));
    typed(&mut sample, &cells);
    text_file(&mut sample);
    judge(&sample)
}

/// Moves the text into a text file, as copied from a web page: it begins on line 10.
fn text_file(sample: &mut Sample) {
    let mut file = Source::new(&TEXT.into());
    let sheets = &mut sample.files[0].sheets;
    let text = sheets.remove(sheets.iter().position(|sheet| &*sheet.name == NARRATIVE).unwrap());
    file.lines
        .extend((10..).zip(text.cells.values()).map(|(line, cell)| Line {
            text: cell.value.display(),
            role: LineRole::Plain,
            locus: Locus::passage(&file.file, Passage::Line(line)),
        }));
    sample.files.push(file);
}

/// The faulty report with the first finding of a rule only.
pub(crate) fn one(rule: &str) -> Judged {
    let mut judged = faulty();
    judged.findings.retain(|finding| finding.rule.id == rule);
    judged.findings.truncate(1);
    judged
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
    rules().into_iter().map(|rule| example(rule.id)).collect()
}
