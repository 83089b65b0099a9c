//! `carry-over`: what is carried in is what was carried out the year before.

use nianbao_model::inventory;

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Severity, Subject, identity};

static RULE: Rule = Rule {
    id: "carry-over",
    family: Family::Years,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "每一列：本年的“上年结转”等于上年的“结转下年度继续办理”",
        en: "in each column, what is carried in is what was carried out the year before",
    },
    advice: Words {
        zh: "对照上年公布的年报：上年的数已经公布，一般以它为准，改正本年的“上年结转”",
        en: "compare with last year's published report: what is published usually stands, so correct this year's carried-in figure",
    },
    breaks: Example {
        words: Words {
            zh: "上年公布的“结转下年度”自然人 2、总计 2，本年“上年结转”填的是 1、1",
            en: "last year carried out 2, this year carries in 1",
        },
        make: |sample| {
            sample.last_year(|before| {
                before
                    .figure("applications.carried_out.natural_person", 2)
                    .figure("applications.carried_out.total", 2)
            })
        },
        at: "表三 依申请公开 › D6",
    },
    near_miss: Example {
        words: Words {
            zh: "上年的“结转下年度”商业企业一格留空，本年填 0",
            en: "last year's cell was left blank, this year's is 0",
        },
        make: |sample| {
            sample.last_year(|before| before.figure("applications.carried_out.commercial", crate::Typed::Nothing))
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    identity::breaches(&RULE, subject)
}
