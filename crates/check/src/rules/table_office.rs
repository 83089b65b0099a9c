//! `table-office`: the office named beside a table is the one whose report it is.

use std::collections::BTreeSet;

use nianbao_model::report::{Field, Sourced};
use nianbao_model::{Text, chars, inventory, label};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::APPLICATIONS;
use crate::{Finding, Location, Severity, Subject, office};

static RULE: Rule = Rule {
    id: "table-office",
    family: Family::Structure,
    severity: Severity::Warning,
    authority: Authority::Workbook,
    holds: Words {
        zh: "表旁的填报单位就是本机关",
        en: "the office named beside a table is the report's",
    },
    advice: Words {
        zh: "确认这张表没有拿错别的单位的；是本单位的表，把填报单位改过来",
        en: "make sure that the table is not another office's; if it is yours, correct the name beside it",
    },
    breaks: Example {
        words: Words {
            zh: "表三下面写着“填报单位：青禾市林业局”",
            en: "a note below table 3 names another bureau of the city",
        },
        make: |sample| sample.cell(APPLICATIONS, "A31", "填报单位：青禾市林业局"),
        at: "表三 依申请公开 › A31",
    },
    near_miss: Example {
        words: Words {
            zh: "表三下面写着“填报单位：市水务局办公室”",
            en: "a note below table 3 names an office of the same bureau, by its short name",
        },
        make: |sample| sample.cell(APPLICATIONS, "A31", "填报单位：市水务局办公室"),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// What the name of the office stands behind.
const ITEMS: [&str; 14] = [
    "填报单位",
    "填报机关",
    "填报部门",
    "填表单位",
    "报送单位",
    "报送机关",
    "上报单位",
    "编制单位",
    "编报单位",
    "编制机关",
    "制表单位",
    "报告单位",
    "单位名称",
    "机关名称",
];
fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(organ) = subject.report.metadata.fields.get(&Field::Organ) else {
        return Vec::new();
    };
    let own = label::normalize(&organ.value);
    let around = subject.report.around.iter();
    let named = around.filter_map(|note| Some((note, office_in(&note.value)?)));
    // Beside one table a name is told once, though it may stand there twice.
    let mut told = BTreeSet::new();
    named
        .filter(|(_, office)| office::is_another(office, &own))
        .filter(|(note, office)| told.insert((note.locus.file.clone(), note.locus.sheet.clone(), office.clone())))
        .map(|(note, office)| finding(subject, organ, note, &office))
        .collect()
}

fn finding(subject: &Subject<'_>, organ: &Sourced<String>, note: &Sourced<String>, office: &str) -> Finding {
    let message = Text::new(
        format!(
            "表旁写的单位是“{office}”，而机关名称是“{}”。请确认没有拿错别的单位的表",
            organ.value
        ),
        format!(
            "the office named beside the table is “{office}”, but the report is by “{}”: check that the table is not another office's",
            organ.value
        ),
    );
    let places = [&note.locus, &organ.locus].map(|locus| Location::from(locus.clone()));
    subject.finding(&RULE, places.into(), message).with_case([office])
}

/// The office that a note names: behind an item (`填报单位（盖章）：某局  填报日期：……`), at the
/// beginning of a title, or by itself.
fn office_in(note: &str) -> Option<String> {
    let half: String = note.chars().map(chars::half_width).collect();
    behind_item(&half)
        .or_else(|| before_title(&half))
        .or_else(|| alone(&half))
}

/// How what follows the office in a title begins.
const TITLES: [&str; 5] = ["收到和处理", "主动公开", "政府信息公开", "政务公开", "关于"];

/// The office at the beginning of a table's title: `某局2024年主动公开政府信息情况`.
fn before_title(note: &str) -> Option<String> {
    let compact = label::normalize(note);
    let title = TITLES.iter().filter_map(|title| compact.find(title)).min()?;
    let year = compact.find(|c: char| c.is_ascii_digit() || "〇○".contains(c));
    let name = compact.get(..year.map_or(title, |year| year.min(title)))?;
    office::is_name(name).then(|| name.to_owned())
}

/// A note that is nothing but a name, as over a seal.
fn alone(note: &str) -> Option<String> {
    let compact = label::normalize(note);
    (office::is_name(&compact) && compact.chars().count() <= office::LONGEST).then_some(compact)
}

fn behind_item(half: &str) -> Option<String> {
    let item = ITEMS.iter().find_map(|item| half.split_once(item));
    let unit = || {
        half.trim_start()
            .strip_prefix("单位")
            .filter(|rest| rest.trim_start().starts_with(':'))
    };
    let rest = item.map(|(_, rest)| rest).or_else(unit)?;
    let rest = match rest.split_once(':') {
        Some((before, after)) if before.trim().is_empty() || before.trim().ends_with(')') => after,
        _ => rest,
    };
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':');
    let name = rest
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ',' | ';' | '。' | '、'))
        .next()?;
    let name = label::normalize(name);
    (name.chars().count() >= office::SHORTEST).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::office_in;

    #[test]
    fn the_name_is_what_stands_behind_the_item() {
        for (note, office) in [
            ("填报单位：青禾市林业局", Some("青禾市林业局")),
            (
                "填报单位（盖章）：青禾市林业局 填报日期：2025年1月5日",
                Some("青禾市林业局"),
            ),
            ("填报单位： 青禾市林业局", Some("青禾市林业局")),
            ("编制单位：", None),
            ("填报单位（盖章）：", None),
            ("单位：件、万元", None),
            ("单位：青禾市林业局", Some("青禾市林业局")),
            ("青禾市林业局2024年收到和处理政府信息公开申请情况", Some("青禾市林业局")),
            ("收到和处理政府信息公开申请情况", None),
            ("青禾市林业局", Some("青禾市林业局")),
            ("行政复议由市人民政府", None),
        ] {
            assert_eq!(office_in(note).as_deref(), office, "{note}");
        }
    }
}
