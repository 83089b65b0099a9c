//! The consolidation: every figure is the exact sum of what the offices have, and
//! its formula says where they stand.

use std::collections::BTreeMap;
use std::sync::Arc;

use nianbao_model::form::{Form, builtin};
use nianbao_model::report::{Field, IndicatorValue};
use nianbao_model::source::CellValue;
use nianbao_model::{CellRef, Decimal, Localize};
use proptest::prelude::*;

use super::{assert_clean, assert_settled, figures, import, number, report};
use crate::{Consolidation, Content, Indicator, Office, WorkbookError, consolidation};

type Figures = BTreeMap<String, Option<Decimal>>;

fn merged(form: &Form, figures: Vec<Figures>) -> Result<Vec<u8>, WorkbookError> {
    let offices = (1..).zip(figures).map(|(number, figures)| Office {
        organ: format!("第{number}海关"),
        file: format!("{number}.xlsx"),
        figures,
    });
    consolidation(&Consolidation {
        form,
        year: 2025,
        organ: "海关总署".into(),
        content: Content {
            items: vec![
                ("标题".into(), "汇总年报".into()),
                ("网址".into(), "http://www.example.gov.cn/".into()),
            ],
            lines: vec!["一、总体情况".into(), "接听{{ 热线接听量 }}次。".into(), "=1+1".into()],
            indicators: vec![Indicator {
                name: "热线接听量".into(),
                value: IndicatorValue::Number(Decimal::from(16653)),
                unit: Some("次".into()),
            }],
        },
        offices: offices.collect(),
    })
}

fn form_and_offices() -> impl Strategy<Value = (Arc<Form>, Vec<Figures>)> {
    proptest::sample::select(builtin().unwrap()).prop_flat_map(|form| {
        let offices = proptest::collection::vec(figures(&form), 12);
        (Just(form), offices)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_figure_is_the_exact_sum_of_its_column((form, offices) in form_and_offices()) {
        let bytes = merged(&form, offices.clone()).unwrap();
        let report = report(&bytes, &form);
        assert_clean(&report);
        let source = import(&bytes);
        let data = source.sheets.iter().find(|sheet| &*sheet.name == "各单位数据").unwrap();
        for key in form.keys() {
            let sum: Decimal = offices.iter().filter_map(|office| office[&key]).sum();
            let figure = report.figure(&key).unwrap();
            prop_assert_eq!(figure.number(), Some(sum), "{}", key);

            // The formula, taken apart: the column is this figure's, the rows the offices'.
            let formula = figure.formula.as_deref().unwrap();
            let range = formula.strip_prefix("SUM('各单位数据'!").and_then(|rest| rest.strip_suffix(")")).unwrap();
            let (first, last) = range.split_once(':').unwrap();
            let column = first.strip_suffix('5').unwrap();
            prop_assert_eq!(last, format!("{column}16"));
            let header = data.cells.iter().find(|(at, _)| at.to_string() == format!("{column}3")).unwrap();
            prop_assert_eq!(header.1.text(), Some(key.as_str()));
            for (row, office) in (4..).zip(&offices) {
                let cell = data.cells.get(&CellRef::new(row, header.0.column)).map(|cell| cell.value.clone());
                prop_assert_eq!(cell, office[&key].map(|number| CellValue::Number(number.normalize())));
            }
        }
        assert_settled(source);
    }
}

fn form() -> Arc<Form> {
    builtin()
        .unwrap()
        .into_iter()
        .find(|form| form.id == "gov-2021")
        .unwrap()
}

#[test]
fn text_items_and_indicators_are_read_back() {
    let form = form();
    let report = report(&merged(&form, vec![Figures::new()]).unwrap(), &form);
    assert_eq!(report.metadata.get(Field::Organ), Some("海关总署"));
    assert_eq!(report.metadata.get(Field::Title), Some("汇总年报"));
    assert_eq!(report.metadata.year(), Some(2025));
    assert_eq!(report.metadata.others[0].1.value, "http://www.example.gov.cn/");
    let lines: Vec<_> = report
        .narrative
        .iter()
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    assert_eq!(
        lines,
        ["一、总体情况", "接听16653次。", "=1+1"],
        "text is never a formula"
    );
    assert_eq!(report.indicators[0].unit.as_deref(), Some("次"));
}

#[test]
fn two_thousand_offices_are_read_back() {
    let form = form();
    let ones: Figures = form.keys().map(|key| (key, Some(Decimal::ONE))).collect();
    let bytes = merged(&form, vec![ones; 2_000]).unwrap();
    let report = report(&bytes, &form);
    assert_clean(&report);
    assert!(report.omitted.is_empty(), "{:?}", report.omitted);
    let sum = Some(Decimal::from(2_000));
    assert!(
        report
            .figures()
            .all(|figure| figure.number() == sum && figure.formula.is_some())
    );
    assert_settled(import(&bytes));
}

#[test]
fn the_first_figure_is_the_sum_of_the_third_column() {
    let form = form();
    let key = form.keys().next().unwrap();
    let offices = ["0.1", "0.2"].map(|number| Figures::from([(key.clone(), number.parse().ok())]));
    let figure = report(&merged(&form, offices.into()).unwrap(), &form)
        .figure(&key)
        .unwrap()
        .clone();
    assert_eq!(figure.formula.as_deref(), Some("SUM('各单位数据'!C5:C6)"));
    assert_eq!(figure.typed, "0.3");
}

#[test]
fn what_would_be_lost_is_refused() {
    let form = form();
    let key = String::from("disclosure.fees.amount");
    let refused = |figures: Vec<Figures>| merged(&form, figures).unwrap_err().text().zh;
    let one = |key: &str, number: &str| Figures::from([(key.to_owned(), number.parse().ok())]);
    assert!(refused(vec![]).contains("没有可以汇总的单位"));
    assert!(refused(vec![one("disclosure.fees.amout", "1")]).contains("1.xlsx：数据“disclosure.fees.amout”"));
    assert!(refused(vec![one(&key, "0.1234567890123456")]).contains("1.xlsx › disclosure.fees.amount"));
    // Each is kept exactly, their sum is not.
    assert!(refused(vec![one(&key, "100000000000000"), one(&key, "0.01")]).contains("100000000000000.01"));
    assert!(refused(vec![one(&key, "50000000000000000000000000000"); 2]).contains("之和过大"));
    assert!(refused(vec![Figures::new(); 10_000]).contains("10000 个单位"));
}

#[test]
fn the_same_offices_give_the_same_bytes() {
    let form = form();
    let figures: Figures = super::kinds(&form)
        .iter()
        .map(|(key, kind)| (key.clone(), Some(number(kind, 7))))
        .collect();
    assert!(merged(&form, vec![figures.clone()]).unwrap() == merged(&form, vec![figures]).unwrap());
}
