//! `unknown-row`: no row with figures is left unread.

use nianbao_model::report::Unknown;
use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::APPLICATIONS;
use crate::{Finding, Severity, Subject};

static RULE: Rule = Rule {
    id: "unknown-row",
    family: Family::Structure,
    severity: Severity::Warning,
    authority: Authority::Form,
    holds: Words {
        zh: "表内没有表式以外的行",
        en: "no row with figures is left unread",
    },
    advice: Words {
        zh: "自己加的行移到别的工作表；这些数其实属于表式某一行的，改用那一行的行名",
        en: "move rows of your own to another sheet; if the figures belong to one of the form's rows, give the row the form's label",
    },
    breaks: Example {
        words: Words {
            zh: "表三末尾加了一行“其中：网上申请”，填了数",
            en: "table 3 has one more row with figures, applications by internet",
        },
        make: |sample| sample.row(APPLICATIONS, "A30", "其中：网上申请", &[7, 2, 0, 0, 0, 0, 9]),
        at: "表三 依申请公开 › A30",
    },
    near_miss: Example {
        words: Words {
            zh: "表三下面一格注明填报人和联系电话",
            en: "a cell below table 3 says who filled it in, with a telephone number",
        },
        make: |sample| sample.cell(APPLICATIONS, "A30", "填报人：李明  联系电话：5550123"),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let unknown = subject.report.tables.iter().flat_map(|table| &table.unknown_rows);
    unknown
        .map(|Unknown { label, locus, nearest }| {
            let hint = nearest.as_ref().map_or_else(
                || Text::new("如不需要，请删去", "take it out if it is not needed"),
                |nearest| Text::new(format!("是不是“{nearest}”？"), format!("did you mean “{nearest}”?")),
            );
            if label.is_empty() {
                let message = Text::new(
                    "这一行有数据，却没有名称，没有读取。请补上名称，不需要就删去",
                    "this row has figures and no label, and was not read: label it, or take it out",
                );
                return subject
                    .finding(&RULE, vec![locus.clone().into()], message)
                    .with_case([label]);
            }
            let message = Text::new(
                format!("表式中没有“{label}”这一行，其中的数据没有读取。{}", hint.zh),
                format!("the form has no row “{label}”; its figures were not read: {}", hint.en),
            );
            subject
                .finding(&RULE, vec![locus.clone().into()], message)
                .with_case([label, nearest.as_deref().unwrap_or_default()])
        })
        .collect()
}
