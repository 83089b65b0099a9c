//! `not-an-integer`: a number of things is a whole number.

use nianbao_model::figure::Kind;
use nianbao_model::{Decimal, Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::subject::as_typed;
use crate::{Finding, Severity, Subject, Typed};

static RULE: Rule = Rule {
    id: "not-an-integer",
    family: Family::Cells,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "件数、项数是整数",
        en: "a number of things is a whole number",
    },
    advice: Words {
        zh: "看一看是不是把金额、百分比或者以“万”计的数填进了件数的格子，换算成件数再填",
        en: "see whether an amount, a percentage or a number in units of 10,000 got into a cell for a count, and write the count",
    },
    breaks: Example {
        words: Words {
            zh: "表二：规章的本年制发件数填 1.5",
            en: "table 2: 1.5 regulations issued",
        },
        make: |sample| sample.figure("disclosure.regulations.issued", Typed::Number(Decimal::new(15, 1))),
        at: "表二 主动公开 › B4",
    },
    near_miss: Example {
        words: Words {
            zh: "表二：行政事业性收费填 128.56，单位是万元",
            en: "table 2: fees are 128.56, in units of 10,000 yuan",
        },
        make: |sample| sample.figure("disclosure.fees.amount", Typed::Number(Decimal::new(12856, 2))),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject.each_figure(
        &RULE,
        |figure| {
            figure.number().is_some_and(|number| !number.fract().is_zero())
                && !matches!(figure.kind, Kind::Amount { .. })
        },
        as_typed,
        |figure| {
            Text::new(
                format!("{} 不是整数，此处应填整数", figure.typed.trim()),
                format!("{} is not a whole number, as this cell needs", figure.typed.trim()),
            )
        },
    )
}
