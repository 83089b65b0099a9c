//! `items-balance`: on the form of 2019, last year's number of items is the one that last
//! year's report arrives at.

use nianbao_model::inventory;

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Severity, Subject, identity};

static RULE: Rule = Rule {
    id: "items-balance",
    family: Family::Years,
    severity: Severity::Warning,
    authority: Authority::Form,
    holds: Words {
        zh: "“上一年项目数量”等于上年的“上一年项目数量”加上年的“本年增/减”",
        en: "last year's items are those of the year before with last year's change",
    },
    advice: Words {
        zh: "对照上年公布的年报核对项目数量；权责清单调整后重新统计的，在“允许”中说明",
        en: "compare with last year's published report; where the items were counted anew, say so with 允许",
    },
    breaks: Example {
        words: Words {
            zh: "上年的行政许可项目 13、减少 1，本年“上一年项目数量”填的是 11",
            en: "last year had 13 licences and lost 1; this year's last-year figure is 11",
        },
        make: |sample| {
            sample
                .on_form_2019()
                .last_year(|before| before.figure("disclosure.licensing.previous_items", 13))
        },
        at: "表二 主动公开 › B8",
    },
    near_miss: Example {
        words: Words {
            zh: "上年的行政许可项目 12、减少 1，本年“上一年项目数量”是 11",
            en: "12 licences, less 1, are 11",
        },
        make: |sample| sample.on_form_2019().last_year(|before| before),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    identity::breaches(&RULE, subject)
}
