//! `results-total`: the results add up to their total.

use nianbao_model::inventory;

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::APPLICATIONS;
use crate::{Finding, Severity, Subject, identity};

static RULE: Rule = Rule {
    id: "results-total",
    family: Family::Arithmetic,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "每一列：办理结果总计等于各项办理结果之和",
        en: "in each column, the results' total is the sum of the result rows",
    },
    advice: Words {
        zh: "核对这一列的各项结果和“（七）总计”，改正填错的一格；总计用公式的，看它有没有漏行，有没有把小计也加进去",
        en: "compare the column's results with “（七）总计” and correct the wrong cell; if the total is a formula, see that it takes in every row and no subtotal",
    },
    breaks: Example {
        words: Words {
            zh: "表三“（一）予以公开”行：自然人由 4 改为 5，总计改为 6，“（七）总计”没有跟着改",
            en: "table 3, row granted: 5 natural persons instead of 4 and 6 in total, while the results' total stays as it was",
        },
        make: |sample| {
            sample
                .figure("applications.results.granted.natural_person", 5)
                .figure("applications.results.granted.total", 6)
        },
        at: "表三 依申请公开 › D28",
    },
    near_miss: Example {
        words: Words {
            zh: "表三“（三）不予公开”下面加了一行“小计”，“（七）总计”没有把它重复加进去",
            en: "table 3: there is a row “小计” (subtotal) under “denied”, which the total does not count once more",
        },
        make: |sample| {
            sample
                .insert_row(APPLICATIONS, 17)
                .row(APPLICATIONS, "C17", "小计", &[0, 1, 0, 0, 0, 0, 1])
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    identity::breaches(&RULE, subject)
}
