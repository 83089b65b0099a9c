//! `not-compared`: last year's report is given and what the rules need of it is there. What they
//! compare is not repeated here; this says where they had nothing to compare with.

use nianbao_model::report::Field;
use nianbao_model::{Locus, Report, Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Severity, Subject, identity};

static RULE: Rule = Rule {
    id: "not-compared",
    family: Family::Years,
    severity: Severity::Note,
    authority: Authority::Workbook,
    holds: Words {
        zh: "给了上年文件的，其中有要对照的年度、机关和数，都与本年核对过",
        en: "where last year's report is given, it has the year, the organ and the figures that this year's are compared with",
    },
    advice: Words {
        zh: "换成上年完整的年报；上年的表里确实没有这些数的，请自己对照上年公布的年报",
        en: "give last year's whole report; if it has no such figures, compare with what was published yourself",
    },
    breaks: Example {
        words: Words {
            zh: "上年的工作簿里，表二是空的：“现行有效件数”没有可以对照的数",
            en: "table 2 of last year's workbook is empty, so that documents in force cannot be compared",
        },
        make: |sample| sample.last_year(|before| before.change("表二 主动公开", |sheet| sheet.cells.clear())),
        at: "表二 主动公开 › D4",
    },
    near_miss: Example {
        words: Words {
            zh: "上年的“结转下年度”有一格留空，当作 0 核对",
            en: "one of last year's cells is blank and is compared as 0",
        },
        make: |sample| {
            sample.last_year(|before| before.figure("applications.carried_out.commercial", crate::Typed::Nothing))
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(previous) = subject.previous else {
        return not_found(subject).into_iter().collect();
    };
    let unknown = [
        (Field::Year, "年度", "year", "上一年度的", "of the year before"),
        (
            Field::Organ,
            "机关名称",
            "organ's name",
            "同一机关的",
            "the same office's",
        ),
    ];
    let unknown = unknown.into_iter().filter_map(|(field, zh, en, whose_zh, whose_en)| {
        if !lacks(previous, field) {
            return None;
        }
        let files = previous
            .files
            .first()
            .map(|file| Location::from(Locus::file(file)).last_years());
        let message = Text::new(
            format!("上年文件没有写{zh}，没有核对它是不是{whose_zh}"),
            format!("last year's files have no {en}, so it was not checked that they are {whose_en}"),
        );
        Some(subject.finding(&RULE, files.into_iter().collect(), message))
    });
    unknown.chain(identity::uncompared(&RULE, subject)).collect()
}

fn lacks(previous: &Report, field: Field) -> bool {
    match field {
        Field::Year => previous.metadata.year().is_none(),
        field => previous.metadata.get(field).is_none(),
    }
}

/// Last year's reports are given, and this office's is not among them.
fn not_found(subject: &Subject<'_>) -> Option<Finding> {
    if !subject.previous_not_found {
        return None;
    }
    let organ = subject.report.metadata.get(Field::Organ);
    let message = match organ {
        Some(organ) => Text::new(
            format!("上年文件中没有“{organ}”的年报，没有与上年核对"),
            format!("there is no report of “{organ}” among last year's, so nothing was compared with last year"),
        ),
        None => Text::new(
            "没有写机关名称，不知道上年文件中哪一份是它的，没有与上年核对",
            "without the organ's name it cannot be told which of last year's reports is its own, so nothing was compared",
        ),
    };
    let place = subject.report.metadata.fields.get(&Field::Organ);
    let places = match place {
        Some(given) => vec![given.locus.clone().into()],
        None => subject.whole(),
    };
    Some(subject.finding(&RULE, places, message))
}
