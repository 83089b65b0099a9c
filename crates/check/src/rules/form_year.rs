//! `form-year`: the form is the one prescribed for the report's year.

use nianbao_model::report::Field;
use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Severity, Subject};

static RULE: Rule = Rule {
    id: "form-year",
    family: Family::Structure,
    severity: Severity::Warning,
    authority: Authority::Form,
    holds: Words {
        zh: "表式适用于报告的年度",
        en: "the form is the one for the report's year",
    },
    advice: Words {
        zh: "年度填错了就改年度；表格用错了就换成该年度的表式，把数填到新表里，行列名称相近的要逐行看清",
        en: "correct the year if that is wrong; otherwise take the form of that year and fill the figures in anew, with an eye on rows whose labels are only similar",
    },
    breaks: Example {
        words: Words {
            zh: "用 2021 年起的表式填 2020 年度的年报",
            en: "the report on 2020 is filled in on the form that is for 2021 and later",
        },
        make: |sample| {
            sample
                .item("年度", "2020")
                .item("标题", "青禾市水务局2020年政府信息公开工作年度报告")
                .item("统计期限", "2020年1月1日至2020年12月31日")
                .item("发布日期", "2021年1月20日")
        },
        at: "基本信息 › B2",
    },
    near_miss: Example {
        words: Words {
            zh: "2020 年度的年报用 2019 年的表式，到 2021 年 1 月才发布",
            en: "the report on 2020 is on the form of 2019, though it is published in 2021",
        },
        make: |sample| sample.on_form_2019(),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (metadata, form) = (&subject.report.metadata, subject.form);
    let Some(year) = metadata.year().filter(|year| !form.years.contains(year)) else {
        return Vec::new();
    };
    let place = metadata
        .fields
        .get(&Field::Year)
        .map(|given| vec![given.locus.clone().into()]);
    let message = Text::new(
        format!(
            "年度是 {year}，表格却是“{}”（{}）的行和列。请确认年度和表格用对了",
            form.name, form.authority
        ),
        format!(
            "the year is {year}, but the tables have the rows and columns of “{}” ({}): check both",
            form.name, form.authority
        ),
    );
    vec![subject.finding(&RULE, place.unwrap_or_else(|| subject.whole()), message)]
}
