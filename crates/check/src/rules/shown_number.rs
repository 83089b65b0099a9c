//! `shown-number`: a number format shows the number that the cell holds.

use nianbao_model::figure::Reading;
use nianbao_model::report::IndicatorValue;
use nianbao_model::{Decimal, Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Severity, Subject, Typed};

static RULE: Rule = Rule {
    id: "shown-number",
    family: Family::Cells,
    severity: Severity::Warning,
    authority: Authority::Workbook,
    holds: Words {
        zh: "单元格格式显示的就是所填的数",
        en: "a cell's number format shows the number that is in the cell",
    },
    advice: Words {
        zh: "核对印出来的数；单元格格式改成“常规”，直接填以表中单位计的数，警告就没有了",
        en: "check what is printed; the warning goes away once the format is General and the number is typed in the table's unit",
    },
    breaks: Example {
        words: Words {
            zh: "表二：行政事业性收费金额填的是 12885800，格式“#,##0\"元\"”显示为“12,885,800元”",
            en: "table 2: the fees are 12885800, which the format shows as 12,885,800元",
        },
        make: |sample| {
            let fees = Typed::Shown(Decimal::from(12_885_800), "12,885,800元".to_owned());
            sample.figure("disclosure.fees.amount", fees)
        },
        at: "表二 主动公开 › B15",
    },
    near_miss: Example {
        words: Words {
            zh: "表二：行政许可的处理决定数量填的是 342，格式“0\"件\"”显示为“342件”，是同一个数",
            en: "table 2: licensing decisions are 342, shown as 342件, which is the same number",
        },
        make: |sample| {
            let shown = Typed::Shown(Decimal::from(342), "342件".to_owned());
            sample.figure("disclosure.licensing.decisions", shown)
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = subject.each_figure(
        &RULE,
        |figure| figure.reading == Reading::Shown,
        |figure| [figure.stored.unwrap_or_default().to_string(), figure.printed.clone()],
        |figure| {
            let (stored, shown) = (figure.stored.unwrap_or_default(), figure.typed.trim());
            let printed = &figure.printed;
            Text::new(
                format!("单元格里的数是 {stored}，按格式显示为“{shown}”；按显示的读取，印作“{printed}”"),
                format!("the cell holds {stored}, and its format shows “{shown}”, which was read and is printed as “{printed}”"),
            )
        },
    );
    findings.extend(subject.report.indicators.iter().filter_map(|indicator| {
        let stored = indicator.stored?;
        let read = match &indicator.value {
            IndicatorValue::Number(number) => number.to_string(),
            IndicatorValue::Text(text) => text.clone(),
            IndicatorValue::Blank => String::new(),
        };
        let name = &indicator.name;
        let message = Text::new(
            format!("“{name}”的数值在单元格里是 {stored}，按格式显示的是另一个数；正文按显示的引用，写作“{read}”"),
            format!("the cell of “{name}” holds {stored}, and its format shows another number; the text cites what is shown, “{read}”"),
        );
        let finding = subject.finding(&RULE, vec![indicator.locus.clone().into()], message);
        Some(finding.with_case([&stored.to_string(), &read]))
    }));
    findings
}
