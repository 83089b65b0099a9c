//! `blank-cell`: no figure is left blank; the form asks for 0.

use nianbao_model::figure::Value;
use nianbao_model::{Decimal, Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::subject::as_typed;
use crate::{Finding, Severity, Subject, Typed};

static RULE: Rule = Rule {
    id: "blank-cell",
    family: Family::Cells,
    severity: Severity::Warning,
    authority: Authority::Form,
    holds: Words {
        zh: "没有留空的数据",
        en: "no figure is left blank",
    },
    advice: Words {
        zh: "先查台账：有数就补上，确实没有才填 0；只敲了空格的格子看上去也是空的，同样要填",
        en: "look in your records first: fill in the number if there is one, and 0 only if there is none; a cell with nothing but a space is blank too",
    },
    breaks: Example {
        words: Words {
            zh: "表二：规章的本年制发件数没有填",
            en: "table 2: regulations issued is left blank",
        },
        make: |sample| sample.figure("disclosure.regulations.issued", Typed::Nothing),
        at: "表二 主动公开 › B4",
    },
    near_miss: Example {
        words: Words {
            zh: "表三“1.属于国家秘密”行的总计是求和公式，各类申请人都是 0，结果也是 0",
            en: "table 3, row state secret: the total is a formula over zeros, and gives 0",
        },
        make: |sample| {
            let sum = Typed::Formula("SUM(D9:I9)".to_owned(), Some(Decimal::ZERO));
            sample.figure("applications.results.denied.state_secret.total", sum)
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject.each_figure(
        &RULE,
        |figure| figure.value == Value::Blank,
        as_typed,
        |_| {
            Text::new(
                "此格没有填写。没有数据请填 0",
                "this cell is blank: write 0 if there is nothing to report",
            )
        },
    )
}
