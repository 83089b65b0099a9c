//! `split-cell`: each figure stands in a cell of its own.

use nianbao_model::figure::Reading;
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "split-cell",
    severity: Severity::Warning,
    holds_zh: "一格填一个数",
    holds_en: "each figure has a cell of its own",
    authority: Authority::Form,
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
            Some(finding) => finding.locations.push(crate::identity::location(figure)),
            None => {
                let message = Text::new(
                    "一个单元格里填了一整行的数，已按顺序分到各列。请逐格填写，并核对各列的数",
                    "a whole row of numbers stands in one cell; they were taken for the columns in order: give each its own cell and check them",
                );
                findings.push(subject.finding(&RULE, vec![crate::identity::location(figure)], message));
            }
        }
    }
    findings
}
