//! `not-a-number`: a cell for a figure holds a number.

use nianbao_model::figure::{Fault, Figure, Kind, Value};
use nianbao_model::report::Sourced;
use nianbao_model::{Text, inventory};

use crate::finding::named_beside;
use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Severity, Subject};

static RULE: Rule = Rule {
    id: "not-a-number",
    family: Family::Cells,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "数据单元格里是数字",
        en: "a cell for a figure holds a number",
    },
    advice: Words {
        zh: "格子里只填数，要说明的话写到正文里；“约50”“若干”这样的说法，要查实以后换成准确的数",
        en: "put the number alone into the cell and explanations into the text; “about 50” or “several” must become an exact number",
    },
    breaks: Example {
        words: Words {
            zh: "表二：规章的本年制发件数填“待定”",
            en: "table 2: regulations issued is “待定” (to be determined)",
        },
        make: |sample| sample.figure("disclosure.regulations.issued", "待定"),
        at: "表二 主动公开 › B4",
    },
    near_miss: Example {
        words: Words {
            zh: "表二：行政许可的处理决定数量用汉字填“三百四十二件”",
            en: "table 2: licensing decisions are in Chinese numerals, “三百四十二件” (342)",
        },
        make: |sample| sample.figure("disclosure.licensing.decisions", "三百四十二件"),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = in_many(subject);
    findings.extend(each(subject));
    findings
}

/// Whether a figure counts things, and something beside it says that they are many at once.
fn is_in_many(figure: &Figure) -> bool {
    figure.value == Value::Unreadable(Fault::Unit) && !matches!(figure.kind, Kind::Amount { .. })
}

/// One finding for each place that says so: it stands there, whatever number of figures it spoils.
fn in_many(subject: &Subject<'_>) -> Vec<Finding> {
    let mut spoilt: Vec<(&Sourced<String>, Vec<&Figure>)> = Vec::new();
    for conversion in subject.report.tables.iter().flat_map(|table| &table.conversions) {
        let Some(figure) = subject
            .report
            .figure(&conversion.key)
            .filter(|figure| is_in_many(figure))
        else {
            continue;
        };
        for stated in &conversion.stated {
            match spoilt.iter_mut().find(|(known, _)| *known == stated) {
                Some((_, figures)) => figures.push(figure),
                None => spoilt.push((stated, vec![figure])),
            }
        }
    }
    let found = spoilt.into_iter().map(|(stated, figures)| {
        let (unit, count) = (&stated.value, figures.len());
        let message = Text::new(
            format!(
                "这里写的单位是{unit}，表中 {count} 个数就不知道是多少。表里的数按一件、一项计：请填写实际的数，并改掉这个单位"
            ),
            format!(
                "the unit here is {unit}, so nobody can tell how many {count} figures of the table are: they count single things, so write those, and take the unit away"
            ),
        );
        let first = figures.first().map(|figure| Location::figure(figure));
        let places = std::iter::once(Location::from(stated.locus.clone())).chain(first);
        subject.finding(&RULE, places.collect(), message).with_case([unit])
    });
    found.collect()
}

fn each(subject: &Subject<'_>) -> Vec<Finding> {
    subject.each_figure(
        &RULE,
        |figure| {
            matches!(
                figure.value,
                Value::Unreadable(
                    Fault::Text | Fault::TooLarge | Fault::Boolean | Fault::Date | Fault::Percent | Fault::Unit | Fault::Merged | Fault::Shown
                )
            ) && !is_in_many(figure)
        },
        |figure| [case(figure).to_owned()],
        |figure| {
            if figure.value == Value::Unreadable(Fault::Unit) {
                return Text::new(
                    format!(
                        "{}，分不清“{}”是多少。请只留一个单位，或在数后写明单位，如 100元、0.01万元",
                        units_of(subject, figure).zh,
                        figure.typed.trim()
                    ),
                    format!(
                        "{}, so “{}” can be read in two ways: leave one unit, or write the unit behind the number",
                        units_of(subject, figure).en,
                        figure.typed.trim()
                    ),
                );
            }
            if figure.value == Value::Unreadable(Fault::Shown) {
                let (shown, stored) = (figure.typed.trim(), figure.stored.unwrap_or_default());
                return Text::new(
                    format!(
                        "单元格里的数是 {stored}，按格式显示为“{shown}”，分不清要报的是哪个数、什么单位。请把单元格格式改成“常规”，直接填以表中单位计的数"
                    ),
                    format!(
                        "the cell holds {stored}, and its format shows “{shown}”, so the number and its unit cannot be told: set the format to General and type the number in the table's unit"
                    ),
                );
            }
            if figure.value == Value::Unreadable(Fault::TooLarge) {
                return Text::new(
                    format!("“{}”太大，不会是实际的数。请核对后改正", figure.typed.trim()),
                    format!("“{}” is too large for a figure: look it up and correct it", figure.typed.trim()),
                );
            }
            if figure.value == Value::Unreadable(Fault::Merged) {
                return Text::new(
                    format!("“{}”所在的单元格合并了几个数据格，分不清是哪一格的数。请取消合并，逐格填写", figure.typed.trim()),
                    format!(
                        "the cell with “{}” is merged over several figures, so nobody can tell whose number it is: unmerge it and fill in each",
                        figure.typed.trim()
                    ),
                );
            }
            Text::new(
                format!("“{}”不是数字，无法读取。请改为数字，没有就填 0", figure.typed.trim()),
                format!(
                    "“{}” is not a number: write a number, 0 if there is nothing to report",
                    figure.typed.trim()
                ),
            )
        },
    )
}

/// Which of the messages is given.
fn case(figure: &Figure) -> &'static str {
    match figure.value {
        Value::Unreadable(Fault::Unit) => "unit",
        Value::Unreadable(Fault::TooLarge) => "too large",
        Value::Unreadable(Fault::Merged) => "merged",
        Value::Unreadable(Fault::Shown) => "shown",
        _ => "text",
    }
}

/// The units that are stated for an amount, each with its place.
fn units_of(subject: &Subject<'_>, figure: &Figure) -> Text {
    let conversions = subject.report.tables.iter().flat_map(|table| &table.conversions);
    let stated = conversions.filter(|conversion| conversion.key == figure.key);
    let stated: Vec<String> = stated
        .flat_map(|conversion| &conversion.stated)
        .map(|unit| format!("{}（{}）", unit.value, named_beside(&unit.locus, &figure.locus)))
        .collect();
    let stated = stated.join("、");
    Text::new(
        format!("注明的单位不一，或不是人民币的单位：{stated}"),
        format!("the units stated differ, or are none of yuan: {stated}"),
    )
}
