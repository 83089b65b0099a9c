//! `implausible-change`: no figure is more than ten times last year's, or less than a tenth of
//! it; differences below 100 do not count.

use nianbao_model::{Decimal, Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Severity, Subject, stated};

static RULE: Rule = Rule {
    id: "implausible-change",
    family: Family::Years,
    severity: Severity::Note,
    authority: Authority::Workbook,
    holds: Words {
        zh: "没有一个数比上年多十倍以上或少到十分之一以下（相差不到 100 的不算）",
        en: "no figure is more than ten times last year's, or less than a tenth (differences up to 100 aside)",
    },
    advice: Words {
        zh: "看看是不是多打或少打了一位数，或单位弄错了；属实的不用改",
        en: "look for a digit too many or too few, or another unit; if it is true, leave it",
    },
    breaks: Example {
        words: Words {
            zh: "行政许可上年 34 件，本年 342 件",
            en: "34 licences last year, 342 this year",
        },
        make: |sample| sample.last_year(|before| before.figure("disclosure.licensing.decisions", 34)),
        at: "表二 主动公开 › B8",
    },
    near_miss: Example {
        words: Words {
            zh: "行政处罚上年 5 件，本年 57 件：超过十倍，但只多 52 件",
            en: "5 penalties last year, 57 this year: over tenfold, but only 52 more",
        },
        make: |sample| sample.last_year(|before| before.figure("disclosure.penalties.decisions", 5)),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// From how many times on a change is implausible.
const FOLD: Decimal = Decimal::TEN;
/// Up to which difference it is plausible all the same.
const SMALL: Decimal = Decimal::ONE_HUNDRED;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(previous) = subject.previous else {
        return Vec::new();
    };
    let moved = subject.report.figures().filter_map(|figure| {
        let before = previous.figure(&figure.key)?;
        let (now, then) = (figure.number()?.abs(), before.number()?.abs());
        let (more, less) = (now.max(then), now.min(then));
        let implausible =
            more.checked_sub(less)? > SMALL && less.checked_mul(FOLD).is_some_and(|tenfold| more > tenfold);
        if !implausible {
            return None;
        }
        let name = stated::figure_name(subject.form, &figure.key);
        let (now, then) = (now.normalize(), then.normalize());
        let message = Text::new(
            format!("“{name}”上年是 {then}，本年是 {now}，相差十倍以上"),
            format!("“{name}” was {then} last year and is {now}: more than tenfold"),
        );
        let locations = vec![Location::figure(figure), Location::figure(before).last_years()];
        Some(subject.finding(&RULE, locations, message))
    });
    moved.collect()
}
