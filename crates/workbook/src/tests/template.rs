//! The template: what is filled in is read back, and nothing else is there.

use std::collections::BTreeMap;

use nianbao_model::Decimal;
use nianbao_model::figure::Value;
use nianbao_model::form::builtin;
use nianbao_model::report::Field;
use proptest::prelude::*;

use super::{assert_clean, assert_settled, blanks, form_and_figures, import, part, report};
use crate::template;
use crate::template::prefilled;

/// Whether a figure is a total, by the official forms' keys.
fn is_total(key: &str) -> bool {
    key.ends_with(".total") || key.starts_with("applications.results.total.")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_filled_in_is_read_back((form, figures) in form_and_figures()) {
        let bytes = prefilled(&form, 2025, Some("某市人民政府"), |key| figures[key]).unwrap();
        let report = report(&bytes, &form);
        assert_clean(&report);
        assert_settled(import(&bytes));
        let number = |key: &str| report.figure(key).unwrap().number();
        for key in form.keys() {
            let figure = report.figure(&key).unwrap();
            prop_assert_eq!(figure.formula.is_some(), is_total(&key), "{}", key);
            if !is_total(&key) {
                prop_assert_eq!(figure.number(), figures[&key], "{}", key);
            }
        }
        // The totals, by the form's identities.
        for table in &form.tables {
            for (row, columns) in rows(&form.keys().collect::<Vec<_>>(), &table.key) {
                let Some(total) = columns.iter().find(|key| key.ends_with(".total")) else { continue };
                let parts = columns.iter().filter(|key| *key != total);
                let sum: Decimal = parts.filter_map(|key| number(key)).sum();
                prop_assert_eq!(number(total), Some(sum), "{}", row);
            }
        }
        for column in ["natural_person", "commercial", "research", "public_interest", "legal_service", "other", "total"] {
            let results = form.keys().filter(|key| {
                key.starts_with("applications.results.") && !key.starts_with("applications.results.total.")
            });
            let sum: Decimal = results.filter(|key| key.ends_with(&format!(".{column}"))).filter_map(|key| number(&key)).sum();
            prop_assert_eq!(number(&format!("applications.results.total.{column}")), Some(sum));
        }
    }
}

/// A table's keys by row: in table 四, by block of columns.
fn rows<'a>(keys: &'a [String], table: &str) -> BTreeMap<&'a str, Vec<&'a String>> {
    let mut rows: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    let own = keys.iter().filter(|key| key.starts_with(&format!("{table}.")));
    for key in own {
        rows.entry(key.rsplit_once('.').unwrap().0).or_default().push(key);
    }
    rows
}

#[test]
fn an_empty_template_has_no_figure_but_its_totals() {
    for form in builtin().unwrap() {
        let bytes = template(&form, 2025, Some("某市人民政府")).unwrap();
        let report = report(&bytes, &form);
        assert_clean(&report);
        for figure in report.figures() {
            let expected = if is_total(&figure.key) {
                Value::Number(Decimal::ZERO)
            } else {
                Value::Blank
            };
            assert_eq!(figure.value, expected, "{}", figure.key);
        }
        let item = |field| report.metadata.get(field).unwrap();
        assert_eq!(
            (item(Field::Organ), report.metadata.year()),
            ("某市人民政府", Some(2025))
        );
        assert_eq!(item(Field::Title), form.usual_title("某市人民政府", "2025"));
        assert_eq!(report.metadata.days(), Some(365));
        assert_eq!(report.metadata.fields.len(), 4, "no hint is read as a value");
        assert!(report.metadata.others.is_empty() && report.indicators.is_empty());
        let headings = report.narrative.iter().filter(|paragraph| paragraph.level > 0);
        let parts = form.parts.iter().map(|part| &part.heading.text);
        assert!(headings.map(|paragraph| &paragraph.text).eq(parts));
    }
}

#[test]
fn the_suggested_text_is_complete_once_everything_is_filled_in() {
    for form in builtin().unwrap() {
        let bytes = prefilled(&form, 2025, Some("某市人民政府"), |_| Some(Decimal::ZERO)).unwrap();
        let report = report(&bytes, &form);
        assert_eq!(blanks(&report), ["电话", "联系地址", "邮编"], "{}", form.id);
        let text: Vec<_> = report
            .narrative
            .iter()
            .map(|paragraph| paragraph.text.as_str())
            .collect();
        assert!(text[0].starts_with("某市人民政府按照") && text[0].contains("2025年1月1日至2025年12月31日"));
    }
}

#[test]
fn without_an_office_its_name_and_the_title_are_left_to_it() {
    let form = builtin().unwrap().remove(0);
    let report = report(&template(&form, 2025, None).unwrap(), &form);
    assert_eq!(report.metadata.get(Field::Organ), None);
    assert_eq!(report.metadata.get(Field::Title), None);
    assert_eq!(report.metadata.year(), Some(2025));
}

#[test]
fn the_same_template_is_the_same_bytes() {
    let form = builtin().unwrap().remove(0);
    assert!(template(&form, 2025, None).unwrap() == template(&form, 2025, None).unwrap());
}

#[test]
fn a_year_no_report_can_have_is_refused() {
    let form = builtin().unwrap().remove(0);
    for year in [0, 1948, 2201, i32::MIN] {
        assert!(
            template(&form, year, None)
                .unwrap_err()
                .to_string()
                .contains(&year.to_string())
        );
    }
}

#[test]
fn labels_are_locked_and_cells_say_what_they_accept() {
    let forms = builtin().unwrap();
    let form = forms.iter().find(|form| form.id == "gov-2019").unwrap();
    let bytes = template(form, 2020, None).unwrap();
    let sheet = |number: u8| part(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
    for number in [1, 2, 4, 5, 6, 7] {
        assert!(sheet(number).contains("<sheetProtection sheet=\"1\""), "sheet {number}");
    }
    assert!(!sheet(3).contains("<sheetProtection"), "the text is the office's own");

    let disclosure = sheet(5);
    assert!(disclosure.contains("<dataValidation type=\"whole\" operator=\"greaterThanOrEqual\""));
    assert!(disclosure.contains("<dataValidation type=\"decimal\" operator=\"greaterThanOrEqual\""));
    assert!(disclosure.contains("sqref=\"C8:C9 C12:C13 C16\""), "增/减");
    assert!(disclosure.contains("以万元为单位"));
    let applications = sheet(6);
    assert!(
        applications.contains("sqref=\"D5:D25 D27"),
        "the row of totals is not typed: {applications}"
    );
    assert!(applications.contains("<cfRule type=\"expression\" dxfId=\"0\""));
    assert!(applications.contains("SUM($D$5:$D$6)-SUM($D$26:$D$27)"));
    assert!(applications.contains("state=\"frozen\""));
    assert!(applications.contains("orientation=\"landscape\""));
    assert!(sheet(7).contains("<f>SUM(A5:D5)</f><v>0</v>"));
}
