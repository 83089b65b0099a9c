//! `computed-formula`: a formula's result is saved in the file.

use nianbao_model::figure::Reading;
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "computed-formula",
    severity: Severity::Note,
    holds_zh: "公式的结果保存在文件中",
    holds_en: "the result of a formula is saved in the file",
    authority: Authority::Workbook,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject.each_figure(
        &RULE,
        |figure| figure.reading == Reading::Computed,
        |figure| {
            let (formula, result) = (figure.formula.as_deref().unwrap_or_default(), &figure.printed);
            Text::new(
                format!("公式“={formula}”没有保存结果，由本程序算得 {result}"),
                format!("the formula “={formula}” has no saved result; this program computed {result}"),
            )
        },
    )
}
