//! What must hold of several offices' reports before they can be added up: one form,
//! one year, every office once. Each office's own report is judged by the rules.

use std::collections::BTreeMap;

use nianbao_findings::terminal::printable;
use nianbao_model::report::Field;
use nianbao_model::{Decimal, Report, Text, label};

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
    let mut first: BTreeMap<String, &Report> = BTreeMap::new();
    for report in reports.iter().copied() {
        let file = name(report);
        let Some(organ) = report.metadata.get(Field::Organ).map(str::trim) else {
            found.push(Text::new(
                format!("{file}：没有写机关名称，无法汇总"),
                format!("{file}: has no organ's name and cannot be consolidated"),
            ));
            continue;
        };
        // White space and the width of brackets make no other office.
        let same = label::normalize(organ);
        let organ = printable(organ);
        match first.get(&same) {
            Some(earlier) => found.push(Text::new(
                format!("“{organ}”有两份：{} 和 {file}。请去掉一份", name(earlier)),
                format!(
                    "“{organ}” is there twice, in {} and {file}: take one out",
                    name(earlier)
                ),
            )),
            None => {
                first.insert(same, report);
            }
        }
    }
    found
}

/// Which of these reports have the same figures under different names, as if one office's
/// workbook were there twice: a sentence for each group. Figures that are all 0 tell nothing,
/// and adding them twice does no harm.
pub(crate) fn alike(reports: &[&Report]) -> Vec<Text> {
    let mut groups: BTreeMap<Vec<(&str, Decimal)>, Vec<usize>> = BTreeMap::new();
    for (at, report) in reports.iter().copied().enumerate() {
        let mut figures: Vec<(&str, Decimal)> = report
            .figures()
            .filter_map(|figure| Some((&*figure.key, figure.number()?.normalize())))
            .filter(|(_, number)| !number.is_zero())
            .collect();
        figures.sort();
        if !figures.is_empty() {
            groups.entry(figures).or_default().push(at);
        }
    }
    // In the order of the offices.
    let mut groups: Vec<_> = groups.into_iter().filter(|(_, same)| same.len() > 1).collect();
    groups.sort_by_key(|(_, same)| same.first().copied());
    let told = groups.into_iter().map(|(figures, same)| {
        let named = |open: &str, close: &str| {
            let name = |report: &&Report| {
                let organ = report.metadata.get(Field::Organ).unwrap_or_default();
                format!("{}{open}{}{close}", printable(organ.trim()), name(report))
            };
            same.iter().filter_map(|at| reports.get(*at)).map(name).collect::<Vec<_>>()
        };
        let (zh, en) = (named("（", "）").join("、"), named(" (", ")").join(", "));
        let count = figures.len();
        Text::new(
            format!("{zh}：表格中的数完全相同（不为 0 的有 {count} 个），可能是同一单位报了两份，而各份都加进了汇总。请核对，重复的去掉一份再汇总"),
            format!("{en}: the figures of their tables are the same ({count} are not 0), as if one office were there twice, and each is added in: check them, and take out what is there twice"),
        )
    });
    told.collect()
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
            format!("\n  {}: {}", printable(value), files.join(comma))
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
    let files: Vec<String> = report.files.iter().map(|file| printable(file)).collect();
    files.join(" + ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::Locus;
    use nianbao_model::figure::{Figure, Kind, Reading, Value};
    use nianbao_model::report::{Sourced, TableReading};

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

    /// With these numbers in a table.
    fn counting(mut report: Report, numbers: &[i64]) -> Report {
        let file = std::sync::Arc::clone(&report.files[0]);
        let figure = |(at, number): (usize, &i64)| {
            let key = format!("table.row{at}.total");
            let figure = Figure {
                key: key.clone(),
                kind: Kind::Count,
                value: Value::Number(Decimal::from(*number)),
                typed: number.to_string(),
                printed: number.to_string(),
                locus: Locus::file(&file),
                reading: Reading::Plain,
                formula: None,
                stale: None,
                stored: None,
            };
            (key, figure)
        };
        let figures = numbers.iter().enumerate().map(figure).collect();
        report.tables.push(TableReading {
            key: "table".into(),
            place: None,
            figures,
            missing_rows: Vec::new(),
            missing_columns: Vec::new(),
            duplicates: Vec::new(),
            unknown_rows: Vec::new(),
            unknown_columns: Vec::new(),
            subtotals: Vec::new(),
            doubts: Vec::new(),
            conversions: Vec::new(),
            other_years: Vec::new(),
        });
        report
    }

    #[test]
    fn the_same_figures_under_two_names_are_told_unless_all_are_0() {
        let offices = [
            ("甲局", &[0, 3, 5][..]),
            ("乙局", &[0, 3, 6]),
            ("甲局办公室", &[0, 3, 5]),
            ("丙局", &[0, 0, 0]),
            ("丁局", &[0, 0, 0]),
        ];
        let reports = offices.map(|(organ, numbers)| counting(report(organ, "gov-2021", organ, "2024"), numbers));
        let told = alike(&reports.each_ref());
        assert_eq!(told.len(), 1, "{told:?}");
        let zh = &told[0].zh;
        assert!(zh.contains("甲局（甲局）、甲局办公室（甲局办公室）"), "{zh}");
    }

    #[test]
    fn white_space_makes_no_other_office() {
        let same = [
            report("a", "gov-2021", "甲 局", "2024"),
            report("b", "gov-2021", "甲局", "2024"),
        ];
        assert_eq!(obstacles(&same.each_ref()).len(), 1);
    }
}
