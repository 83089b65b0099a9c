//! `one-report`: all files are of one office and one year.

use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "one-report",
    severity: Severity::Error,
    holds_zh: "各个文件属于同一机关、同一年度",
    holds_en: "all files are of one office and one year",
    authority: Authority::Workbook,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let told = subject.report.metadata.conflicts.iter().map(|conflict| {
        let (name, first, second) = (&conflict.name, &conflict.first, &conflict.second);
        let message = Text::new(
            format!(
                "“{name}”在两个文件中不同：这里是“{}”，{} 是“{}”。一份年报只能属于一个机关、一个年度，请确认文件没有拿错",
                second.value, first.locus, first.value
            ),
            format!(
                "“{name}” differs between two files: “{}” here, “{}” at {}; a report is of one office and one year: check the files",
                second.value, first.value, first.locus
            ),
        );
        subject.finding(&RULE, vec![second.locus.clone().into(), first.locus.clone().into()], message)
    });
    told.collect()
}
