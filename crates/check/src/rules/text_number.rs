//! `text-number`: a figure is typed as a number; what was typed as text was read all the same.

use nianbao_model::figure::Reading;
use nianbao_model::report::IndicatorValue;
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "text-number",
    severity: Severity::Note,
    holds_zh: "数据以数字形式填写",
    holds_en: "figures are typed as numbers",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = subject.each_figure(
        &RULE,
        |figure| figure.reading == Reading::Text,
        |figure| {
            let (typed, number) = (figure.typed.trim(), figure.number().unwrap_or_default());
            let printed = &figure.printed;
            Text::new(
                format!("“{typed}”是文本，按 {number} 读取，印作“{printed}”"),
                format!("“{typed}” is text; it was read as {number} and is printed as “{printed}”"),
            )
        },
    );
    // An indicator may be text; one that holds digits was probably meant as a number.
    findings.extend(subject.report.indicators.iter().filter_map(|indicator| {
        let IndicatorValue::Text(text) = &indicator.value else {
            return None;
        };
        let message = Text::new(
            format!(
                "“{}”的数值“{text}”不是数字，正文中照原样引用，不能参与计算",
                indicator.name
            ),
            format!(
                "the value “{text}” of “{}” is no number; the text cites it as it is",
                indicator.name
            ),
        );
        let doubtful = text.chars().any(|c| c.is_numeric() || "—-/".contains(c));
        doubtful.then(|| subject.finding(&RULE, vec![indicator.locus.clone().into()], message))
    }));
    findings
}
