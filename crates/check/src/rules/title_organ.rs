//! `title-organ`: the title names the organ.

use nianbao_model::report::Field;
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "title-organ",
    severity: Severity::Warning,
    holds_zh: "标题写明机关名称",
    holds_en: "the title names the organ",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

/// What a title consists of without the organ and the year.
const COMMON: [&str; 12] = [
    "政府信息公开",
    "政务公开",
    "工作",
    "年度",
    "年报",
    "报告",
    "年",
    "关于",
    "情况",
    "的",
    "《",
    "》",
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(title) = subject.report.metadata.fields.get(&Field::Title) else {
        return Vec::new();
    };
    let mut rest: String = title
        .value
        .chars()
        .filter(|c| !c.is_numeric() && !c.is_whitespace())
        .collect();
    for common in COMMON {
        rest = rest.replace(common, "");
    }
    // Organs go by short names in titles; only a title with no name at all is told.
    if rest.chars().any(char::is_alphanumeric) {
        return Vec::new();
    }
    let organ = subject.report.metadata.get(Field::Organ).unwrap_or("机关名称");
    let message = Text::new(
        format!("标题“{}”没有写明机关。请改为“{organ}……”", title.value),
        format!(
            "the title “{}” does not name the organ: begin it with “{organ}”",
            title.value
        ),
    );
    vec![subject.finding(&RULE, vec![title.locus.clone().into()], message)]
}
