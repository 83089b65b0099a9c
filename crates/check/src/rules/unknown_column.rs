//! `unknown-column`: no column with figures is left unread.

use nianbao_model::report::Unknown;
use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::APPLICATIONS;
use crate::{Finding, Severity, Subject};

static RULE: Rule = Rule {
    id: "unknown-column",
    family: Family::Structure,
    severity: Severity::Warning,
    authority: Authority::Form,
    holds: Words {
        zh: "表内没有表式以外的列",
        en: "no column with figures is left unread",
    },
    advice: Words {
        zh: "自己统计用的列移到别的工作表；想公布的数，写进正文或者“业务数据”，不要加在表式里",
        en: "move columns for your own use to another sheet; put numbers to be published into the text or the sheet 业务数据, not into the form's table",
    },
    breaks: Example {
        words: Words {
            zh: "表三最右边加了一列“其中网上申请”，本年新收一行填 9",
            en: "table 3 has one more column, applications by internet, with 9 in the row received",
        },
        make: |sample| {
            sample
                .cell(APPLICATIONS, "K4", "其中网上申请")
                .cell(APPLICATIONS, "K5", 9)
        },
        at: "表三 依申请公开 › K4",
    },
    near_miss: Example {
        words: Words {
            zh: "表三最右边加了一列“备注”，写的是文字“其中网上申请9件”",
            en: "table 3 has one more column for remarks, with a remark in words",
        },
        make: |sample| {
            sample
                .cell(APPLICATIONS, "K4", "备注")
                .cell(APPLICATIONS, "K5", "其中网上申请9件")
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let unknown = subject.report.tables.iter().flat_map(|table| &table.unknown_columns);
    unknown
        .map(|Unknown { label, locus, nearest }| {
            let hint = nearest.as_ref().map_or_else(
                || Text::new("如不需要，请删去", "take it out if it is not needed"),
                |nearest| Text::new(format!("是不是“{nearest}”？"), format!("did you mean “{nearest}”?")),
            );
            if label.is_empty() {
                let message = Text::new(
                    "这一列有数据，却没有名称，没有读取。请补上名称，不需要就删去",
                    "this column has figures and no label, and was not read: label it, or take it out",
                );
                return subject
                    .finding(&RULE, vec![locus.clone().into()], message)
                    .with_case([label]);
            }
            let message = Text::new(
                format!("表式中没有“{label}”这一列，其中的数据没有读取。{}", hint.zh),
                format!(
                    "the form has no column “{label}”; its figures were not read: {}",
                    hint.en
                ),
            );
            subject
                .finding(&RULE, vec![locus.clone().into()], message)
                .with_case([label, nearest.as_deref().unwrap_or_default()])
        })
        .collect()
}
