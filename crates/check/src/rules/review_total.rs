//! `review-total`: the outcomes of reviews and lawsuits add up to their total.

use nianbao_model::inventory;

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Severity, Subject, identity};

static RULE: Rule = Rule {
    id: "review-total",
    family: Family::Arithmetic,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "行政复议、行政诉讼各组：总计等于四种结果之和",
        en: "in each block, the total is the sum of the four outcomes",
    },
    advice: Words {
        zh: "行政复议、未经复议直接起诉、复议后起诉三组各加各的，不要跨组相加；年底还没有结果的，填在“尚未审结”",
        en: "each of the three blocks has a total of its own, of its own columns only; what had no outcome by the end of the year is pending",
    },
    breaks: Example {
        words: Words {
            zh: "表四“行政复议”：结果维持 1 件，总计填 2",
            en: "table 4, reconsideration: 1 upheld, total 2",
        },
        make: |sample| sample.figure("review.reconsideration.total", 2),
        at: "表四 复议诉讼 › E5",
    },
    near_miss: Example {
        words: Words {
            zh: "复议维持的那一件又起诉到法院，在“行政复议”和“复议后起诉”两组里各计 1 件",
            en: "the case that was upheld was then taken to court, and counts in both blocks, reconsideration and lawsuit after it",
        },
        make: |sample| {
            sample
                .figure("review.litigation_after_reconsideration.pending", 1)
                .figure("review.litigation_after_reconsideration.total", 1)
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    identity::breaches(&RULE, subject)
}
