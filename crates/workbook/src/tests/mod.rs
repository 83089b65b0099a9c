//! What is written is read back by the program itself: same figures, same text,
//! nothing else.

mod consolidation;
mod template;

use std::collections::BTreeMap;
use std::sync::Arc;

use nianbao_import_excel::ExcelImporter;
use nianbao_model::figure::Kind;
use nianbao_model::form::{Form, builtin, key};
use nianbao_model::plugin::Importer;
use nianbao_model::report::{PlaceholderFault, Report};
use nianbao_model::source::Recomputed;
use nianbao_model::{Decimal, Source};
use nianbao_read::{Sources, read};
use nianbao_testing::archive::part;
use proptest::prelude::*;

fn import(bytes: &[u8]) -> Source {
    ExcelImporter.import(&"填报表.xlsx".into(), bytes).unwrap()
}

fn report(bytes: &[u8], form: &Arc<Form>) -> Report {
    read(&Sources::new(vec![import(bytes)]), form)
}

/// Every figure of a form with its kind.
fn kinds(form: &Form) -> BTreeMap<String, Kind> {
    let mut kinds = BTreeMap::new();
    for table in &form.tables {
        for block in &table.blocks {
            for row in &block.leaf_rows {
                for column in &block.leaf_columns {
                    kinds.insert(key(&table.key, &row.path, &column.path), column.kind.clone());
                }
            }
        }
    }
    kinds
}

/// A number for a figure of this kind, from an arbitrary one.
fn number(kind: &Kind, raw: i64) -> Decimal {
    match kind {
        Kind::Count => Decimal::from(raw.abs()),
        Kind::Change => Decimal::from(raw),
        Kind::Amount { .. } => Decimal::new(raw.abs(), 4),
    }
}

/// Figures for a form, about one in eight of them blank.
fn figures(form: &Form) -> impl Strategy<Value = BTreeMap<String, Option<Decimal>>> + use<> {
    let kinds = kinds(form);
    let raw = prop_oneof![7 => (-999_999_i64..1_000_000).prop_map(Some), 1 => Just(None)];
    proptest::collection::vec(raw, kinds.len()).prop_map(move |raw| {
        let pairs = kinds.iter().zip(raw);
        pairs
            .map(|((key, kind), raw)| (key.clone(), raw.map(|raw| number(kind, raw))))
            .collect()
    })
}

/// A form of the program with figures for it.
fn form_and_figures() -> impl Strategy<Value = (Arc<Form>, BTreeMap<String, Option<Decimal>>)> {
    proptest::sample::select(builtin().unwrap()).prop_flat_map(|form| {
        let figures = figures(&form);
        (Just(form), figures)
    })
}

/// Every formula gives, computed anew, what the file has for it.
fn assert_settled(source: Source) {
    let input = Sources::new(vec![source]);
    let sheets = input.sources().iter().flat_map(|source| &source.sheets);
    for (sheet, (at, cell)) in sheets.flat_map(|sheet| sheet.cells.iter().map(|cell| (&sheet.name, cell))) {
        if let Some(formula) = &cell.formula {
            assert_eq!(cell.recomputed, Recomputed::Agrees, "{sheet} {at} {formula}");
        }
    }
}

/// Nothing is missing, twice, unknown, hidden or left out.
fn assert_clean(report: &Report) {
    for table in &report.tables {
        assert!(table.place.is_some(), "{} is not found", table.key);
        assert!(
            table.missing_rows.is_empty() && table.missing_columns.is_empty(),
            "{table:?}"
        );
        assert!(
            table.unknown_rows.is_empty() && table.unknown_columns.is_empty(),
            "{table:?}"
        );
        assert!(table.duplicates.is_empty() && table.subtotals.is_empty(), "{table:?}");
    }
    assert!(report.broken_cells.is_empty(), "{:?}", report.broken_cells);
    assert!(report.omitted.is_empty(), "{:?}", report.omitted);
    assert!(report.hidden.is_empty(), "{:?}", report.hidden);
    assert!(
        report.metadata.duplicates.is_empty(),
        "{:?}",
        report.metadata.duplicates
    );
}

#[test]
fn without_figures_of_its_own_a_workbook_has_no_sheet_for_them() {
    let form = &builtin().unwrap()[0];
    let bytes = crate::filled(form, &crate::Content::default(), |_| crate::Entry::Blank).unwrap();
    let source = import(&bytes);
    let names: Vec<&str> = source.sheets.iter().map(|sheet| &*sheet.name).collect();
    assert!(names.contains(&"正文") && !names.contains(&"业务数据"), "{names:?}");
}

/// The items and figures that placeholders name and that are blank; any other fault
/// fails.
fn blanks(report: &Report) -> Vec<String> {
    let faults = report.narrative.iter().flat_map(|paragraph| &paragraph.faults);
    faults
        .map(|fault| match fault {
            PlaceholderFault::NoValue { name, .. } => name.clone(),
            other => panic!("{other:?}"),
        })
        .collect()
}
