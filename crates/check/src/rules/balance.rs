//! `balance`: what was received and carried in equals what was handled and carried out.

use nianbao_model::inventory;

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Severity, Subject, identity};

static RULE: Rule = Rule {
    id: "balance",
    family: Family::Arithmetic,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "每一列：本年新收加上年结转，等于办理结果总计加结转下年度",
        en: "in each column, received plus carried in equals results plus carried out",
    },
    advice: Words {
        zh: "核对这一列的四个数：本年新收、上年结转、办理结果总计、结转下年度，至少有一个不对；年底没有办完的件要计入“结转下年度”",
        en: "look at the column's four numbers, at least one of them is wrong; what was not finished by the end of the year counts as carried out",
    },
    breaks: Example {
        words: Words {
            zh: "表三“本年新收”行：自然人由 9 改为 10，总计改为 13，办理结果和结转没有跟着改",
            en: "table 3, row received: 10 natural persons instead of 9 and 13 in total, while results and carried out stay as they were",
        },
        make: |sample| {
            sample
                .figure("applications.new_received.natural_person", 10)
                .figure("applications.new_received.total", 13)
        },
        at: "表三 依申请公开 › D28",
    },
    near_miss: Example {
        words: Words {
            zh: "表三“科研机构”列：本年新收 0，却办结 1 件，办的是上年结转的那一件",
            en: "table 3, column research: 0 received, yet 1 dealt with, which is the one carried in from the year before",
        },
        make: |sample| {
            for row in ["carried_in", "results.granted", "results.total"] {
                sample.figure(&format!("applications.{row}.research"), 1);
            }
            sample
                .figure("applications.carried_in.total", 2)
                .figure("applications.results.granted.total", 6)
                .figure("applications.results.total.total", 12)
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    identity::breaches(&RULE, subject)
}
