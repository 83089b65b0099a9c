//! `table-office`: the office named beside a table is the one whose report it is.

use nianbao_model::report::{Field, Sourced};
use nianbao_model::{Text, inventory, label};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::APPLICATIONS;
use crate::{Finding, Location, Severity, Subject};

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
/// How offices' names end. Parts of an office have other names.
const ENDINGS: [&str; 12] = [
    "局",
    "政府",
    "委员会",
    "委",
    "厅",
    "部",
    "署",
    "院",
    "海关",
    "办事处",
    "管委会",
    "公司",
];
/// The shortest name that can be compared.
const SHORTEST: usize = 3;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(organ) = subject.report.metadata.fields.get(&Field::Organ) else {
        return Vec::new();
    };
    let own = label::normalize(&organ.value);
    let around = subject.report.around.iter();
    let named = around.filter_map(|note| Some((note, office_in(&note.value)?)));
    named
        .filter(|(_, office)| is_another(office, &own))
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

/// The office that a note names: `填报单位（盖章）：某局  填报日期：……`.
fn office_in(note: &str) -> Option<String> {
    let half: String = note.chars().map(nianbao_model::chars::half_width).collect();
    let rest = ITEMS
        .iter()
        .find_map(|item| half.split_once(item))
        .map(|(_, rest)| rest)?;
    let rest = match rest.split_once(':') {
        Some((before, after)) if before.trim().is_empty() || before.trim().ends_with(')') => after,
        _ => rest,
    };
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':');
    let name = rest
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ',' | ';' | '。'))
        .next()?;
    let name = label::normalize(name);
    (name.chars().count() >= SHORTEST).then_some(name)
}

/// Whether a name is another office's: not this one's, in full or short, nor a part of it.
fn is_another(name: &str, own: &str) -> bool {
    let Some(end) = ENDINGS
        .iter()
        .filter_map(|ending| Some(name.rfind(ending)? + ending.len()))
        .max()
    else {
        return false;
    };
    let office = &name[..end];
    !is_short_for(office, own) && !name.contains(own) && !own.contains(office)
}

/// Whether a name has nothing but characters of the full one, in their order.
fn is_short_for(short: &str, full: &str) -> bool {
    let mut rest = full.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::{is_another, office_in};

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
        ] {
            assert_eq!(office_in(note).as_deref(), office, "{note}");
        }
    }

    #[test]
    fn short_names_and_parts_of_an_office_are_its_own() {
        let own = "青禾市水务局";
        for name in [
            "青禾市水务局",
            "水务局",
            "市水务局办公室",
            "青禾水务局",
            "政务公开办公室",
            "法规科",
        ] {
            assert!(!is_another(name, own), "{name}");
        }
        for name in ["青禾市林业局", "青山县人民政府", "林业局办公室"] {
            assert!(is_another(name, own), "{name}");
        }
    }
}
