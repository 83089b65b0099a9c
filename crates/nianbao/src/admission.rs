//! What must hold of several offices' reports before they can be added up: one form,
//! one year, every office once. Each office's own report is judged by the rules.

use std::collections::BTreeMap;

use nianbao_model::report::Field;
use nianbao_model::{Report, Text};

/// Why these reports cannot be added up; nothing if they can.
pub(crate) fn obstacles(reports: &[&Report]) -> Vec<Text> {
    let mut found = Vec::new();
    found.extend(mixed(reports, |report| Some(report.form.clone()), "表式", "form"));
    found.extend(mixed(
        reports,
        |report| report.metadata.year().map(|year| year.to_string()),
        "年度",
        "year",
    ));
    let mut first: BTreeMap<&str, &Report> = BTreeMap::new();
    for report in reports.iter().copied() {
        let file = name(report);
        let Some(organ) = report.metadata.get(Field::Organ).map(str::trim) else {
            found.push(Text::new(
                format!("{file}：没有写机关名称，无法汇总"),
                format!("{file}: has no organ's name and cannot be consolidated"),
            ));
            continue;
        };
        match first.get(organ) {
            Some(earlier) => found.push(Text::new(
                format!("“{organ}”有两份：{} 和 {file}。请去掉一份", name(earlier)),
                format!(
                    "“{organ}” is there twice, in {} and {file}: take one out",
                    name(earlier)
                ),
            )),
            None => {
                first.insert(organ, report);
            }
        }
    }
    found
}

/// The reports by what they have, if it is not the same for all.
fn mixed(reports: &[&Report], of: impl Fn(&Report) -> Option<String>, zh: &str, en: &str) -> Option<Text> {
    let mut groups: BTreeMap<Option<String>, Vec<String>> = BTreeMap::new();
    for report in reports.iter().copied() {
        groups.entry(of(report)).or_default().push(name(report));
    }
    if groups.len() < 2 && !groups.contains_key(&None) {
        return None;
    }
    let list = |unknown: &str, comma: &str| {
        let groups = groups.iter().map(|(value, files)| {
            let value = value.as_deref().unwrap_or(unknown);
            format!("\n  {value}: {}", files.join(comma))
        });
        groups.collect::<String>()
    };
    Some(Text::new(
        format!("各单位的{zh}不同，不能汇总：{}", list("（未填）", "、")),
        format!(
            "the offices' {en} is not the same, so they cannot be added up:{}",
            list("(none)", ", ")
        ),
    ))
}

fn name(report: &Report) -> String {
    let files: Vec<&str> = report.files.iter().map(|file| &**file).collect();
    files.join(" + ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::Locus;
    use nianbao_model::report::Sourced;

    fn report(file: &str, form: &str, organ: &str, year: &str) -> Report {
        let file = file.into();
        let mut report = Report::new(form);
        report.files = vec![std::sync::Arc::clone(&file)];
        for (field, value) in [(Field::Organ, organ), (Field::Year, year)] {
            let locus = Locus::file(&file);
            let value = value.to_owned();
            report.metadata.fields.insert(field, Sourced { value, locus });
        }
        report
    }

    #[test]
    fn one_form_one_year_and_every_office_once() {
        let fine = [
            report("a", "gov-2021", "甲局", "2024"),
            report("b", "gov-2021", "乙局", "2024"),
        ];
        assert!(obstacles(&fine.each_ref()).is_empty());
        let mixed = [
            report("a", "gov-2021", "甲局", "2024"),
            report("b", "gov-2019", "甲局", "2020"),
        ];
        let told: Vec<String> = obstacles(&mixed.each_ref()).into_iter().map(|text| text.zh).collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[0].contains("表式") && told[0].contains("gov-2019: b"), "{told:?}");
        assert!(told[1].contains("2024: a"), "{told:?}");
        assert!(told[2].contains("“甲局”有两份：a 和 b"), "{told:?}");
    }

    #[test]
    fn an_office_without_name_or_year_is_named() {
        let mut nameless = report("a", "gov-2021", "甲局", "2024");
        nameless.metadata.fields.clear();
        let told = obstacles(&[&nameless]);
        assert_eq!(told.len(), 2, "{told:?}");
    }
}
