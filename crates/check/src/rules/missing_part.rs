//! `missing-part`: every part of the report that is text is written.

use nianbao_model::{Finding, Locus, Severity, Text, inventory, label};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "missing-part",
    severity: Severity::Error,
    holds_zh: "报告的各个部分齐全",
    holds_en: "the report has all its parts",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let headings: Vec<String> = subject
        .report
        .narrative
        .iter()
        .filter(|paragraph| paragraph.level == 1)
        .map(|paragraph| label::normalize(&paragraph.text))
        .collect();
    let missing = subject.form.parts.iter().filter(|part| {
        // The heading of a part that is a table is set even where the text leaves it out.
        part.table.is_none() && !headings.iter().any(|heading| part.heading.matches(heading))
    });
    missing
        .map(|part| {
            let message = Text::new(
                format!("正文缺少“{}”这一部分。请在“正文”表中单独用一行写这个标题，没有内容时写“无。”", part.heading.text),
                format!("the text has no part “{}”: write the heading in a row of its own on the sheet 正文, and “无。” if there is nothing to report", part.heading.text),
            );
            let place = subject.report.narrative.first().map(|first| Locus { cell: None, ..first.locus.clone() }.into());
            subject.finding(&RULE, place.map_or_else(|| subject.whole(), |place| vec![place]), message)
        })
        .collect()
}
