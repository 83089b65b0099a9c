//! `previous-report`: the report compared with is the same office's, of the year before.

use nianbao_model::report::Field;
use nianbao_model::{Report, Text, inventory, label};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Severity, Subject};

static RULE: Rule = Rule {
    id: "previous-report",
    family: Family::Years,
    severity: Severity::Error,
    authority: Authority::Workbook,
    holds: Words {
        zh: "用来对照的是同一机关上一年度的年报",
        en: "what is compared with is the same office's report of the year before",
    },
    advice: Words {
        zh: "--previous 后面换成上一年度的工作簿；机关改名的，在“允许”中说明",
        en: "give last year's workbook after --previous; where the office was renamed, say so with 允许",
    },
    breaks: Example {
        words: Words {
            zh: "年报是 2024 年的，--previous 给的是 2022 年的",
            en: "a report of 2024 beside one of 2022",
        },
        make: |sample| {
            sample.last_year(|before| {
                before
                    .item("年度", 2022)
                    .item("标题", "青禾市水务局2022年政府信息公开工作年度报告")
                    .item("统计期限", "2022年1月1日至2022年12月31日")
            })
        },
        at: "基本信息 › B2",
    },
    near_miss: Example {
        words: Words {
            zh: "上年的机关名称写作“青禾市  水务局”，多了空格",
            en: "the organ's name of last year has spaces in it",
        },
        make: |sample| sample.last_year(|before| before.item("机关名称", "青禾市  水务局")),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(previous) = subject.previous else {
        return Vec::new();
    };
    [year(subject, previous), organ(subject, previous)]
        .into_iter()
        .flatten()
        .collect()
}

fn year(subject: &Subject<'_>, previous: &Report) -> Option<Finding> {
    let (own, other) = (subject.report.metadata.year()?, previous.metadata.year()?);
    if other == own - 1 {
        return None;
    }
    let message = Text::new(
        format!("对照的年报是 {other} 年的，应当是 {} 年的", own - 1),
        format!("the report compared with is of {other}; it should be of {}", own - 1),
    );
    Some(at(subject, previous, Field::Year, message))
}

fn organ(subject: &Subject<'_>, previous: &Report) -> Option<Finding> {
    let (own, other) = (
        subject.report.metadata.get(Field::Organ)?,
        previous.metadata.get(Field::Organ)?,
    );
    if label::normalize(own) == label::normalize(other) {
        return None;
    }
    let message = Text::new(
        format!("对照的年报是“{other}”的，本年报是“{own}”的"),
        format!("the report compared with is that of “{other}”, this one is of “{own}”"),
    );
    Some(at(subject, previous, Field::Organ, message))
}

/// A finding at an item of both reports, the other one first: that is the wrong file.
fn at(subject: &Subject<'_>, previous: &Report, field: Field, message: Text) -> Finding {
    let place = |report: &Report| -> Option<Location> {
        let given = report.metadata.fields.get(&field)?;
        Some(given.locus.clone().into())
    };
    let other = place(previous).map(Location::last_years);
    subject.finding(&RULE, other.into_iter().chain(place(subject.report)).collect(), message)
}
