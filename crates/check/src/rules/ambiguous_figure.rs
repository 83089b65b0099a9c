//! `ambiguous-figure`: each figure has one cell, and it is this year's.

use nianbao_model::report::{Doubt, DoubtReason, TableReading};
use nianbao_model::{Text, inventory};

use crate::finding::named_beside;
use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::DISCLOSURE;
use crate::{Finding, Location, Severity, Subject};

static RULE: Rule = Rule {
    id: "ambiguous-figure",
    family: Family::Structure,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "每个数据只填在一格里，而且是本年的",
        en: "each figure stands in one cell, and is this year's",
    },
    advice: Words {
        zh: "表里只留本年的数：上年的、分项的数移到别的工作表；要留在表里的，在各行或各列写明“本年”“上年”或者“合计”",
        en: "leave this year's number alone in the table and move last year's, or the parts of a sum, to another sheet; or write 本年, 上年 or 合计 beside each row or over each column",
    },
    breaks: Example {
        words: Words {
            zh: "表二“行政许可”下面多了一行，没有行名，也填了数",
            en: "table 2 has one more row under licensing, without a label, with a number of its own",
        },
        make: |sample| sample.insert_row(DISCLOSURE, 9).cell(DISCLOSURE, "B9", 300),
        at: "表二 主动公开 › B8",
    },
    near_miss: Example {
        words: Words {
            zh: "表二“行政许可”下面多了一行上年的数，两行旁边写明“本年”“上年”",
            en: "table 2 has one more row under licensing, of last year, and 本年 and 上年 beside the two",
        },
        make: |sample| {
            sample
                .insert_row(DISCLOSURE, 9)
                .cell(DISCLOSURE, "B9", 300)
                .cell(DISCLOSURE, "E8", "本年")
                .cell(DISCLOSURE, "E9", "上年")
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// From how many figures of a table on they are reported as one finding.
const WHOLE_TABLE: usize = 4;
/// How many cells of a figure a message names.
const NAMED: usize = 6;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let tables = subject.report.tables.iter();
    tables.flat_map(|table| of_table(subject, table)).collect()
}

fn of_table(subject: &Subject<'_>, table: &TableReading) -> Vec<Finding> {
    let several = table.doubts.len() >= WHOLE_TABLE;
    let told = table.doubts.iter().take(if several { 1 } else { WHOLE_TABLE });
    told.map(|doubt| {
        let mut message = message(doubt);
        if several {
            message.zh += &format!("。这张表里这样的数据有 {} 个", table.doubts.len());
            message.en += &format!("; there are {} such figures in this table", table.doubts.len());
        }
        let mut places = doubt.places.iter().map(|place| Location::from(place.locus.clone()));
        let first = places.next().map(|place| Location {
            key: Some(doubt.key.clone()),
            ..place
        });
        let named = places.take(NAMED - 1);
        subject.finding(&RULE, first.into_iter().chain(named).collect(), message)
    })
    .collect()
}

fn message(doubt: &Doubt) -> Text {
    let label = &doubt.label;
    let Some(here) = doubt.places.first().map(|place| &place.locus) else {
        return Text::same(label);
    };
    let cells = |places: &[nianbao_model::report::Sourced<String>], (open, close): (&str, &str)| {
        let named = places.iter().take(NAMED);
        let named: Vec<String> = named
            .map(|place| {
                let name = named_beside(&place.locus, here);
                match place.value.is_empty() {
                    true => name,
                    false => format!("{name} {open}{}{close}", place.value),
                }
            })
            .collect();
        named.join("、")
    };
    let found = cells(&doubt.places, ("“", "”"));
    match doubt.reason {
        DoubtReason::Several => Text::new(
            format!(
                "“{label}”填了几个数，分不清哪个是本年的数、哪个是合计：{found}。请只留一个，或写明“本年”“上年”“合计”"
            ),
            format!(
                "“{label}” has several numbers, and nobody can tell which is this year's, or the total: {found}; leave one, or write 本年, 上年 or 合计 beside them"
            ),
        ),
        DoubtReason::OtherYear => Text::new(
            format!("“{label}”旁边写明是别的年度的数，没有读取：{found}。请填本年的数，或改正写明的年度"),
            format!(
                "“{label}” is said to be another year's number and was not read: {found}; fill in this year's, or correct the year beside it"
            ),
        ),
        DoubtReason::Displaced => {
            let (own, beside) = doubt.places.split_at(doubt.places.len().min(1));
            let (own, beside) = (cells(own, ("“", "”")), cells(beside, ("“", "”")));
            Text::new(
                format!("“{label}”应当填在 {own}，那里没有数，旁边却有数：{beside}。请把数移到它的格里"),
                format!(
                    "“{label}” belongs into {own}, which has no number, but beside it there is one: {beside}; move it into its cell"
                ),
            )
        }
    }
}
