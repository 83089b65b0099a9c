//! `in-force-balance`: the documents in force are last year's, plus those issued, less those
//! repealed.

use nianbao_model::inventory;

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Severity, Subject, identity};

static RULE: Rule = Rule {
    id: "in-force-balance",
    family: Family::Years,
    severity: Severity::Warning,
    authority: Authority::Form,
    holds: Words {
        zh: "现行有效件数等于上年的现行有效件数加本年制发、减本年废止",
        en: "documents in force are last year's, plus those issued, less those repealed",
    },
    advice: Words {
        zh: "核对制发、废止和现行有效的件数；因清理、移交或补报而不衔接的，在正文或“允许”中说明",
        en: "check the three numbers; where a clean-up or hand-over breaks the sequence, say so in the text or with 允许",
    },
    breaks: Example {
        words: Words {
            zh: "上年现行有效 7 件，本年制发 2 件、废止 1 件，现行有效填的是 6 件",
            en: "7 in force last year, 2 issued, 1 repealed, and 6 in force",
        },
        make: |sample| sample.last_year(|before| before.figure("disclosure.normative_documents.in_force", 7)),
        at: "表二 主动公开 › D5",
    },
    near_miss: Example {
        words: Words {
            zh: "上年用的是 2019 年表式，没有“现行有效件数”一列",
            en: "last year's form has no such column",
        },
        make: |sample| sample.last_year(|before| before.change("表二 主动公开", |sheet| sheet.cells.clear())),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    identity::breaches(&RULE, subject)
}
