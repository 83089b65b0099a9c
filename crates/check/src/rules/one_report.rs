//! `one-report`: all files are of one office and one year.

use nianbao_model::date::{parse_date, parse_period};
use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Severity, Subject};

static RULE: Rule = Rule {
    id: "one-report",
    family: Family::Structure,
    severity: Severity::Error,
    authority: Authority::Workbook,
    holds: Words {
        zh: "各个文件属于同一机关、同一年度",
        en: "all files are of one office and one year",
    },
    advice: Words {
        zh: "看清每个文件是哪个机关、哪一年的，拿错的换掉；只是写法不一的，改成一样，或者只留一个文件里的",
        en: "see which organ and year each file is of, and replace the wrong one; where only the wording differs, make it the same, or leave it in one file only",
    },
    breaks: Example {
        words: Words {
            zh: "同时给了另一个文件，它的“基本信息”写的是青禾市林业局",
            en: "a second file is given, and its sheet 基本信息 names another bureau",
        },
        make: |sample| sample.second_file("机关名称", "青禾市林业局"),
        at: "另一份.xlsx › 基本信息 › B1",
    },
    near_miss: Example {
        words: Words {
            zh: "同时给了另一个文件，它的年度写成“2024年”，工作簿里写的是“2024”",
            en: "a second file is given; it has the year as “2024年”, the workbook as “2024”",
        },
        make: |sample| sample.second_file("年度", "2024年"),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let conflicts = subject.report.metadata.conflicts.iter();
    let differing = conflicts.filter(|conflict| !same(&conflict.first.value, &conflict.second.value));
    let told = differing.map(|conflict| {
        let (name, first, second) = (&conflict.name, &conflict.first, &conflict.second);
        let message = Text::new(
            format!(
                "“{name}”在两个文件中不同：这里是“{}”，{} 是“{}”。一份年报只能属于一个机关、一个年度，请确认文件没有拿错",
                second.value, first.locus, first.value
            ),
            format!(
                "“{name}” differs between two files: “{}” here, “{}” at {}; a report is of one office and one year: check the files",
                second.value, first.value, first.locus
            ),
        );
        subject.finding(&RULE, vec![second.locus.clone().into(), Location::from(first.locus.clone()).told()], message)
    });
    told.collect()
}

/// Whether two values are the same year, day or period, written in two ways.
fn same(first: &str, second: &str) -> bool {
    let year = |text: &str| -> Option<i32> { text.trim().trim_end_matches(['年', '度']).trim_end().parse().ok() };
    fn read_alike<T: PartialEq>(read: impl Fn(&str) -> Option<T>, first: &str, second: &str) -> bool {
        read(first).is_some_and(|value| read(second) == Some(value))
    }
    read_alike(year, first, second) || read_alike(parse_date, first, second) || read_alike(parse_period, first, second)
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn years_and_dates_are_compared_by_what_they_mean() {
        for (first, second) in [
            ("2024", "2024年度"),
            ("2025年1月20日", "2025-01-20"),
            ("2024年1月1日至2024年12月31日", "2024年1月1日—12月31日"),
        ] {
            assert!(same(first, second), "{first} / {second}");
        }
        for (first, second) in [("2024", "2023年"), ("2025年1月20日", "2025-01-21"), ("甲局", "乙局")] {
            assert!(!same(first, second), "{first} / {second}");
        }
    }
}
