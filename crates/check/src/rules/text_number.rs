//! `text-number`: a figure is typed as a number; one typed as text is read all the same.

use nianbao_model::figure::Reading;
use nianbao_model::report::IndicatorValue;
use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Severity, Subject};

static RULE: Rule = Rule {
    id: "text-number",
    family: Family::Cells,
    severity: Severity::Note,
    authority: Authority::Form,
    holds: Words {
        zh: "数据以数字形式填写",
        en: "figures are typed as numbers",
    },
    advice: Words {
        zh: "读得对就可以留着；要改成数字，点格子左上角的绿色三角选“转换为数字”，或者去掉单位重新输入",
        en: "it may stay if it was read rightly; to make it a number, choose Convert to Number at the cell's green corner, or type it again without the unit",
    },
    breaks: Example {
        words: Words {
            zh: "表二：行政许可的处理决定数量填“342件”",
            en: "table 2: licensing decisions are “342件”, with a counting word",
        },
        make: |sample| sample.figure("disclosure.licensing.decisions", "342件"),
        at: "表二 主动公开 › B8",
    },
    near_miss: Example {
        words: Words {
            zh: "“业务数据”里“网站年度检查结果”一项填“合格”，本来就不是数",
            en: "an indicator of the office's own, the outcome of an inspection, is “合格” (passed), which was never meant as a number",
        },
        make: |sample| sample.indicator("网站年度检查结果", "合格"),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = subject.each_figure(
        &RULE,
        |figure| figure.reading == Reading::Text,
        |figure| [figure.number().unwrap_or_default().to_string(), figure.printed.clone()],
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
        doubtful.then(|| {
            let finding = subject.finding(&RULE, vec![indicator.locus.clone().into()], message);
            finding.with_case([&indicator.name, text])
        })
    }));
    findings
}
