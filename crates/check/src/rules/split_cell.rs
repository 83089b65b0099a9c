//! `split-cell`: each figure stands in a cell of its own.

use nianbao_model::figure::Reading;
use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::APPLICATIONS;
use crate::{Finding, Location, Severity, Subject, Typed};

static RULE: Rule = Rule {
    id: "split-cell",
    family: Family::Cells,
    severity: Severity::Warning,
    authority: Authority::Form,
    holds: Words {
        zh: "一格填一个数",
        en: "each figure has a cell of its own",
    },
    advice: Words {
        zh: "从网页、PDF 粘贴来的数常常这样：用 Excel 的“数据—分列”按空格拆开，再对着列名逐格核对",
        en: "numbers pasted from a web page or PDF often end up like this: split them with Data › Text to Columns, at the spaces, then compare each with its column's label",
    },
    breaks: Example {
        words: Words {
            zh: "表三“（二）部分公开”这一行的七个数都粘贴在“自然人”一格里",
            en: "table 3, row partly granted: all seven numbers stand in the cell for natural persons",
        },
        make: |sample| {
            for column in ["E", "F", "G", "H", "I", "J"] {
                sample.cell(APPLICATIONS, &format!("{column}8"), Typed::Nothing);
            }
            sample.cell(APPLICATIONS, "D8", "1 0 0 0 0 0 1")
        },
        at: "表三 依申请公开 › D8",
    },
    near_miss: Example {
        words: Words {
            zh: "表二：行政许可的处理决定数量填“1 342”，空格是千位分隔，只是一个数",
            en: "table 2: licensing decisions are “1 342”, one number with a space for the thousands",
        },
        make: |sample| sample.figure("disclosure.licensing.decisions", "1 342"),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for figure in subject
        .report
        .figures()
        .filter(|figure| figure.reading == Reading::Split)
    {
        // One finding a cell, at all the figures read from it.
        let same = |finding: &&mut Finding| finding.locations.iter().any(|place| place.locus == figure.locus);
        match findings.iter_mut().find(same) {
            Some(finding) => finding.locations.push(Location::figure(figure)),
            None => {
                let message = Text::new(
                    "一个单元格里填了一整行的数，已按顺序分到各列。请逐格填写，并核对各列的数",
                    "a whole row of numbers stands in one cell; they were taken for the columns in order: give each its own cell and check them",
                );
                let finding = subject.finding(&RULE, vec![Location::figure(figure)], message);
                findings.push(finding.with_case([]));
            }
        }
    }
    findings
}
