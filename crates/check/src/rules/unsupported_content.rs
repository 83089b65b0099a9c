//! `unsupported-content`: the report takes over everything in the files.

use nianbao_model::locus::Locus;
use nianbao_model::source::{Remark, RemarkKind};
use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Severity, Subject};

static RULE: Rule = Rule {
    id: "unsupported-content",
    family: Family::Structure,
    severity: Severity::Warning,
    authority: Authority::Workbook,
    holds: Words {
        zh: "文件中没有不能读取的内容",
        en: "the files hold nothing that cannot be taken over",
    },
    advice: Words {
        zh: "图片、文本框里的要点写成正文；批注和修订先处理完（接受或者拒绝）再交；脚注并入正文",
        en: "write what matters in pictures and boxes as text, move footnotes into it, and settle comments and tracked changes before the file is handed in",
    },
    breaks: Example {
        words: Words {
            zh: "正文另用 Word 文件，第 3 段插了一张图片",
            en: "the text is a Word file with a picture in its third paragraph",
        },
        make: |sample| sample.text_file(Some(RemarkKind::Picture)),
        at: "正文.docx › 第3段",
    },
    near_miss: Example {
        words: Words {
            zh: "正文另用 Word 文件，文字里说到图片，但没有插图",
            en: "the text is a Word file that speaks of pictures and has none",
        },
        make: |sample| {
            sample
                .text("disclosure", "政策图解等图片登在本机关门户网站。")
                .text_file(None)
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let told = subject.report.remarks.iter().map(|remark| {
        let what = remark.kind.label();
        let text = remark.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let (zh, en) = match text {
            Some(text) => (format!("（“{text}”）"), format!(" (“{text}”)")),
            None => (String::new(), String::new()),
        };
        let message = match remark.kind {
            RemarkKind::Table => Text::new(
                format!("这里有{}{zh}，各行的格数不一，对不上行和列，没有读取。请把这张表放进 Excel 工作表", what.zh),
                format!(
                    "there is {}{en} here, whose rows differ in their cells and was not read: put it into a sheet of Excel",
                    what.en
                ),
            ),
            RemarkKind::Stored => Text::new(
                format!("这里有{}{zh}：格子里存的和显示的不同，按显示的读取。请核对数和单位", what.zh),
                format!(
                    "there is {}{en} here: what is stored is not what is shown, and what is shown was read: check number and unit",
                    what.en
                ),
            ),
            RemarkKind::Break => Text::new(
                format!("这里有{}{zh}：这一行排满了，又以句号结尾，与下一行读作一段。要分段的，请在中间空一行", what.zh),
                format!(
                    "there is {}{en} here: the line is full and ends a sentence; the next was read as part of its paragraph: leave a blank line between if it is not",
                    what.en
                ),
            ),
            RemarkKind::Mark => Text::new(
                format!("这里有{}{zh}。请看一看年报里是不是要写的样子；是乘号就写成“×”", what.zh),
                format!("there is {}{en} here: see whether the report is as meant; write × for a product", what.en),
            ),
            RemarkKind::Rule
            | RemarkKind::Conditional
            | RemarkKind::Symbol
            | RemarkKind::Layout
            | RemarkKind::Field => Text::new(
                format!("这里有{}{zh}，看到的可能和读取的不同。请对照原件核对", what.zh),
                format!(
                    "there is {}{en} here: what is seen may not be what was read; compare it with the original",
                    what.en
                ),
            ),
            _ => Text::new(
                format!("这里有{}{zh}，没有写进年报。需要的内容请写成正文", what.zh),
                format!(
                    "there is {}{en} here, which is not part of the report: write as text what is needed",
                    what.en
                ),
            ),
        };
        let finding = subject.finding(&RULE, vec![remark.locus.clone().into()], message);
        let severity = match is_aside(remark) || is_on_a_sheet_of_its_own(subject, remark) {
            true => Severity::Note,
            false => finding.severity,
        };
        Finding { severity, ..finding }.with_case([&what.zh, text.unwrap_or_default()])
    });
    told.collect()
}

/// Whether it is a chart or the like on a sheet from which nothing was read: it shows what stands elsewhere.
fn is_on_a_sheet_of_its_own(subject: &Subject<'_>, remark: &Remark) -> bool {
    let is_there = |locus: &Locus| (&locus.file, &locus.sheet) == (&remark.locus.file, &remark.locus.sheet);
    let report = subject.report;
    remark.kind == RemarkKind::Object
        && remark.locus.sheet.is_some()
        && !report.figures().any(|figure| is_there(&figure.locus))
        && !report.narrative.iter().any(|paragraph| is_there(&paragraph.locus))
}

/// Hidden words that are no longer name a region of a page for those who have it read to them.
const LONGEST_NAME: usize = 8;

/// Whether nobody can have meant it for the report: a comment, a setting, what stands on every page, or words in a box over a sheet. A box with
/// digits in it may hold a figure.
fn is_aside(remark: &Remark) -> bool {
    let text = remark.text.as_deref().unwrap_or_default();
    let on_sheet = remark.locus.sheet.is_some();
    match remark.kind {
        RemarkKind::Comment | RemarkKind::PageText | RemarkKind::Setting => true,
        RemarkKind::Hidden => {
            !text.contains(char::is_numeric) && text.trim().chars().count() <= LONGEST_NAME && !on_sheet
        }
        RemarkKind::TextBox => on_sheet && !text.contains(char::is_numeric),
        _ => false,
    }
}
