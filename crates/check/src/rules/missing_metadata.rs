//! `missing-metadata`: organ, year and title are known, and the dates can be read.

use nianbao_model::date::parse_year;
use nianbao_model::report::{Field, Metadata};
use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::NARRATIVE;
use crate::{Finding, Severity, Subject, Typed};

static RULE: Rule = Rule {
    id: "missing-metadata",
    family: Family::Structure,
    severity: Severity::Error,
    authority: Authority::Workbook,
    holds: Words {
        zh: "机关名称、年度和标题都已填写，日期能够识别",
        en: "organ, year and title are known, and the dates can be read",
    },
    advice: Words {
        zh: "在左边一列写项目名称，右边一格写内容；项目名称要写得认得出，如“机关名称”“年度”“标题”",
        en: "write the item's name on the left and its content in the cell to the right, under a name that is known: 机关名称, 年度, 标题",
    },
    breaks: Example {
        words: Words {
            zh: "“基本信息”里没有填年度",
            en: "the year is not filled in on the sheet 基本信息",
        },
        make: |sample| sample.item("年度", Typed::Nothing),
        at: "年报.xlsx",
    },
    near_miss: Example {
        words: Words {
            zh: "“基本信息”里没有填标题，正文的第一行就是标题",
            en: "the title is not filled in on the sheet 基本信息, but is the first line of the text",
        },
        make: |sample| {
            sample
                .item("标题", Typed::Nothing)
                .cell(NARRATIVE, "A1", "青禾市水务局2024年政府信息公开工作年度报告")
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let metadata = &subject.report.metadata;
    let missing = [Field::Organ, Field::Title, Field::Year]
        .into_iter()
        .filter(|field| metadata.get(*field).is_none())
        .map(|field| subject.finding(&RULE, subject.whole(), missing(subject, field)));
    let readable = [
        (Field::Year, metadata.year().is_some(), "2024"),
        (Field::Period, has_period(metadata), "2024年1月1日至2024年12月31日"),
        (Field::Published, metadata.published().is_some(), "2025年1月20日"),
        (Field::Signed, metadata.signed().is_some(), "2025年1月20日"),
    ];
    let unreadable = readable
        .into_iter()
        .filter(|(_, readable, _)| !readable)
        .filter_map(|(field, _, example)| {
            let given = metadata.fields.get(&field)?;
            let (name, value) = (field.name(), &given.value);
            let message = Text::new(
                format!("“{name}”填的是“{value}”，无法识别。请写成“{example}”这样的形式"),
                format!("{name} is “{value}”, which cannot be read: write it like “{example}”"),
            );
            Some(subject.finding(&RULE, vec![given.locus.clone().into()], message))
        });
    missing.chain(unreadable).collect()
}

/// Whether the period can be read, or is a year, or has no number that could be wrong.
fn has_period(metadata: &Metadata) -> bool {
    let typed = metadata.get(Field::Period).unwrap_or_default();
    metadata.period().is_some() || parse_year(typed).is_some() || !typed.contains(char::is_numeric)
}

fn missing(subject: &Subject<'_>, field: Field) -> Text {
    let name = field.name();
    let suggestion = if field == Field::Title {
        suggestion(subject)
    } else {
        None
    };
    let (zh, en) = match suggestion {
        Some(title) => (format!("，如“{title}”"), format!(", e.g. “{title}”")),
        None => Default::default(),
    };
    Text::new(
        format!("没有填写“{name}”。请在“基本信息”表中填写{zh}"),
        format!("{name} is not given: fill it in on the sheet 基本信息{en}"),
    )
}

/// The usual title, where organ and year are known.
fn suggestion(subject: &Subject<'_>) -> Option<String> {
    let metadata = &subject.report.metadata;
    Some(
        subject
            .form
            .usual_title(metadata.get(Field::Organ)?, &metadata.year()?.to_string()),
    )
}
