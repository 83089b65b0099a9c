//! `negative-count`: a number of things, or an amount, is not below zero.

use nianbao_model::figure::Kind;
use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::subject::as_typed;
use crate::{Finding, Severity, Subject};

static RULE: Rule = Rule {
    id: "negative-count",
    family: Family::Cells,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "数量、金额不是负数",
        en: "a count or an amount is not below zero",
    },
    advice: Words {
        zh: "改为实际数量；比上年减少多少，只写在有“本年增/减”一列的表里",
        en: "write the number itself; a fall goes only into a column for changes",
    },
    breaks: Example {
        words: Words {
            zh: "表二：规章的本年制发件数填 -1",
            en: "table 2: -1 regulations issued",
        },
        make: |sample| sample.figure("disclosure.regulations.issued", -1),
        at: "表二 主动公开 › B4",
    },
    near_miss: Example {
        words: Words {
            zh: "2019 年表式：行政许可“本年增/减”填 -1",
            en: "form of 2019: licences changed by -1",
        },
        make: |sample| sample.on_form_2019().figure("disclosure.licensing.change", -1),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject.each_figure(
        &RULE,
        |figure| {
            figure
                .number()
                .is_some_and(|number| number.is_sign_negative() && !number.is_zero())
                && figure.kind != Kind::Change
        },
        as_typed,
        |figure| {
            Text::new(
                format!("{} 是负数，此处不能小于 0", figure.typed.trim()),
                format!("{} is below zero, which cannot be here", figure.typed.trim()),
            )
        },
    )
}
