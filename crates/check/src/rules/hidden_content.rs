//! `hidden-content`: nothing that was read is hidden.

use nianbao_model::report::HiddenPart;
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "hidden-content",
    severity: Severity::Note,
    holds_zh: "读取的内容没有隐藏",
    holds_en: "nothing that was read is hidden",
    authority: Authority::Workbook,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let told = subject.report.hidden.iter().map(|hidden| {
        let message = match hidden.what {
            HiddenPart::Sheet => Text::new(
                "工作表是隐藏的，其中的内容照样读取",
                "the sheet is hidden; it was read all the same",
            ),
            HiddenPart::Row => Text::new(
                "这一行是隐藏的，照样读取",
                "the row is hidden; it was read all the same",
            ),
            HiddenPart::Column => Text::new(
                "这一列是隐藏的，照样读取",
                "the column is hidden; it was read all the same",
            ),
        };
        subject.finding(&RULE, vec![hidden.locus.clone().into()], message)
    });
    told.collect()
}
