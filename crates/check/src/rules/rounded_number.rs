//! `rounded-number`: a cell shows all decimals of its number.

use nianbao_model::figure::Reading;
use nianbao_model::{Decimal, Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Severity, Subject, Typed};

static RULE: Rule = Rule {
    id: "rounded-number",
    family: Family::Cells,
    severity: Severity::Note,
    authority: Authority::Workbook,
    holds: Words {
        zh: "金额的小数都显示出来",
        en: "all decimals of an amount are shown",
    },
    advice: Words {
        zh: "显示的位数就是要公布的，可以留着；要公布更多位，增加单元格的小数位数",
        en: "it may stay if what is shown is to be published; otherwise let the cell show more decimals",
    },
    breaks: Example {
        words: Words {
            zh: "表二：行政事业性收费金额算得 1288.583476，单元格只显示两位小数",
            en: "table 2: the fees were computed as 1288.583476, of which the cell shows two decimals",
        },
        make: |sample| {
            let fees = Typed::Shown(Decimal::new(1_288_583_476, 6), "1,288.58".to_owned());
            sample.figure("disclosure.fees.amount", fees)
        },
        at: "表二 主动公开 › B15",
    },
    near_miss: Example {
        words: Words {
            zh: "表二：行政事业性收费金额填的是 1288.5，单元格显示“1,288.50”",
            en: "table 2: the fees are 1288.5, shown as 1,288.50",
        },
        make: |sample| {
            let fees = Typed::Shown(Decimal::new(12_885, 1), "1,288.50".to_owned());
            sample.figure("disclosure.fees.amount", fees)
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject.each_figure(
        &RULE,
        |figure| figure.reading == Reading::Rounded,
        |figure| [figure.stored.unwrap_or_default().to_string(), figure.printed.clone()],
        |figure| {
            let (stored, shown) = (figure.stored.unwrap_or_default(), figure.typed.trim());
            Text::new(
                format!("单元格里的数是 {stored}，只显示到“{shown}”；按显示的读取和印出"),
                format!("the cell holds {stored} and shows “{shown}”, which is what was read and is printed"),
            )
        },
    )
}
