//! `row-total`: the applicants add up to their total.

use nianbao_model::inventory;

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Severity, Subject, identity};

static RULE: Rule = Rule {
    id: "row-total",
    family: Family::Arithmetic,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "每一行：总计等于六类申请人之和",
        en: "in each row, the total is the sum of the six kinds of applicants",
    },
    advice: Words {
        zh: "核对这一行的各类申请人和总计，改正填错的一格；总计最好用求和公式",
        en: "compare the row's applicants with its total and correct the wrong cell; best let a formula add them up",
    },
    breaks: Example {
        words: Words {
            zh: "表三“（一）予以公开”行：自然人 4、商业企业 1，总计填 6；“（二）部分公开”行的总计少填 1",
            en: "table 3, row granted: 4 + 1, total 6; the total of the next row is 1 too small",
        },
        make: |sample| {
            sample
                .figure("applications.results.granted.total", 6)
                .figure("applications.results.partial.total", 0)
        },
        at: "表三 依申请公开 › J7",
    },
    near_miss: Example {
        words: Words {
            zh: "总计用文本填“5件”，数值相符",
            en: "the total is typed as “5件”, which is 5",
        },
        make: |sample| sample.figure("applications.results.granted.total", "5件"),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    identity::breaches(&RULE, subject)
}
