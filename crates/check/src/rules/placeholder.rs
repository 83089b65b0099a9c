//! `placeholder`: every placeholder in the text names a figure that is there.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use nianbao_model::report::PlaceholderFault;
use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Severity, Subject};

static RULE: Rule = Rule {
    id: "placeholder",
    family: Family::Narrative,
    severity: Severity::Error,
    authority: Authority::Workbook,
    holds: Words {
        zh: "正文中的占位符都能填上数据",
        en: "every placeholder in the text can be filled in",
    },
    advice: Words {
        zh: "先看所指的那一格填了没有、填对没有；名称照《填报说明》抄写，不要翻译、缩写；一时找不到，可以先把数直接写进句子里",
        en: "see that the cell meant is filled in, and rightly; copy the name from the guide, neither translated nor shortened; if it cannot be found, write the number itself into the sentence",
    },
    breaks: Example {
        words: Words {
            zh: "正文写“接听热线{{ 热线接听 }}次”，而“业务数据”里没有这一项",
            en: "the text has {{ 热线接听 }}, and there is no such item on the sheet 业务数据",
        },
        make: |sample| sample.text("other_matters", "全年接听热线{{ 热线接听 }}次。"),
        at: "正文 › A11",
    },
    near_miss: Example {
        words: Words {
            zh: "占位符的花括号是输入法打出的全角“｛｛ ｝｝”，照样填上数",
            en: "the braces of a placeholder are full-width, as a Chinese keyboard types them, and it is filled in all the same",
        },
        make: |sample| {
            sample.text(
                "other_matters",
                "全年新收申请｛｛ applications.new_received.total ｝｝件。",
            )
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    in_text(subject).into_iter().chain(in_metadata(subject)).collect()
}

fn in_text(subject: &Subject<'_>) -> Vec<Finding> {
    // Most reports have no such fault.
    let keys = LazyCell::new(|| subject.form.keys().collect::<BTreeSet<String>>());
    // A figure that is nowhere belongs to a row, column or table that is missing,
    // and another rule says so once.
    let told = |fault: &PlaceholderFault| matches!(fault, PlaceholderFault::NoValue { name, locus: None } if keys.contains(name));
    let mut findings = Vec::new();
    for paragraph in subject.report.texts() {
        for fault in paragraph.faults.iter().filter(|fault| !told(fault)) {
            let mut locations = vec![paragraph.locus.clone().into()];
            if let PlaceholderFault::NoValue {
                locus: Some(locus),
                name,
            } = fault
            {
                locations.push(Location {
                    key: Some(name.clone()),
                    ..locus.clone().into()
                });
            }
            let finding = subject.finding(&RULE, locations, message(fault));
            // What was filled in and only looks odd keeps nobody from publishing.
            let severity = match fault {
                PlaceholderFault::LongFraction { .. } | PlaceholderFault::OtherUnit { misleads: false, .. } => {
                    Severity::Warning
                }
                _ => finding.severity,
            };
            findings.push(Finding { severity, ..finding }.with_case(case(fault)));
        }
    }
    findings
}

/// Placeholders are filled in the text only; elsewhere they would be printed.
fn in_metadata(subject: &Subject<'_>) -> Vec<Finding> {
    let fields = &subject.report.metadata.fields;
    let with_braces = fields
        .iter()
        .filter(|(_, given)| given.value.contains(['{', '}', '\u{ff5b}', '\u{ff5d}']));
    with_braces
        .map(|(field, given)| {
            let name = field.name();
            let message = Text::new(
                format!("“{name}”里不能用占位符，请直接写内容"),
                format!("{name} cannot have placeholders: write the content itself"),
            );
            subject.finding(&RULE, vec![given.locus.clone().into()], message)
        })
        .collect()
}

/// What is wrong, and with which placeholder.
fn case(fault: &PlaceholderFault) -> [&str; 2] {
    match fault {
        PlaceholderFault::Unknown { name, .. } => ["unknown", name],
        PlaceholderFault::Group { name, .. } => ["group", name],
        PlaceholderFault::NoValue { name, .. } => ["no value", name],
        PlaceholderFault::DividedByZero => ["division by zero", ""],
        PlaceholderFault::LongFraction { printed } => ["long fraction", printed],
        PlaceholderFault::OtherUnit { name, .. } => ["other unit", name],
        PlaceholderFault::TwoUnits { name, .. } => ["two units", name],
        PlaceholderFault::Expression { reason } => ["expression", reason],
    }
}

fn message(fault: &PlaceholderFault) -> Text {
    match fault {
        PlaceholderFault::Unknown {
            name,
            nearest: Some(nearest),
        } => Text::new(
            format!("占位符“{name}”没有对应的数据，是不是“{nearest}”？"),
            format!("there is no figure “{name}”; did you mean “{nearest}”?"),
        ),
        PlaceholderFault::Unknown { name, nearest: None } => Text::new(
            format!("占位符“{name}”没有对应的数据。请核对名称，或在“业务数据”表中增加这一项"),
            format!("there is no figure “{name}”: check the name, or add it on the sheet 业务数据"),
        ),
        PlaceholderFault::Group { name, example } => Text::new(
            format!("占位符“{name}”是一组数据，请写到具体的一格，如“{example}”"),
            format!("“{name}” is a group of figures: name one of them, such as “{example}”"),
        ),
        PlaceholderFault::NoValue { name, .. } => Text::new(
            format!("占位符“{name}”所指的数据没有填写或无法读取"),
            format!("the figure “{name}” is blank or cannot be read"),
        ),
        PlaceholderFault::DividedByZero => Text::new(
            "占位符里的除数是 0，算不出来。请核对除以的那一项，或者改写这一句",
            "this placeholder divides by zero: check what it divides by, or write the sentence without it",
        ),
        PlaceholderFault::LongFraction { printed } => Text::new(
            format!("占位符算出来是 {printed}，小数位太多。请写明保留几位，如“{{{{ (甲 / 乙) | round(2) }}}}”"),
            format!(
                "this placeholder gives {printed}, with more decimals than are read: round it, as in “{{{{ (a / b) | round(2) }}}}”"
            ),
        ),
        PlaceholderFault::OtherUnit { name, unit, said, .. } => {
            let (own_zh, own_en) = match unit.as_str() {
                "" => (String::from("个数，不以万计"), String::from("counted in ones")),
                unit => (format!("“{unit}”"), format!("“{unit}”")),
            };
            Text::new(
                format!("占位符“{name}”的单位是{own_zh}，句子里后面写的却是“{said}”。请改成一致，或者在占位符里换算"),
                format!(
                    "the unit of “{name}” is {own_en}, and “{said}” stands behind it: make them agree, or convert it in the placeholder"
                ),
            )
        }
        PlaceholderFault::TwoUnits { name, unit, said } => Text::new(
            format!("占位符“{name}”填上的数已经带有单位“{unit}”，后面又写了“{said}”。请删去一个"),
            format!("“{name}” brings its unit “{unit}” along, and “{said}” follows: delete one of them"),
        ),
        PlaceholderFault::Expression { reason } => Text::new(
            "占位符写法有误，无法计算。正确的写法如“{{ applications.new_received.total }}”",
            format!(
                "this placeholder cannot be understood ({reason}): write, for instance, “{{{{ applications.new_received.total }}}}”"
            ),
        ),
    }
}
