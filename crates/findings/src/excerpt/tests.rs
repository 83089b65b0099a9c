use nianbao_check::{Judged, Sample};
use nianbao_model::source::CellValue;

use super::*;
use crate::testing::{APPLICATIONS, REVIEW, at, faulty, judge, typed};

/// A finding that points at these figures.
fn pointing(judged: &Judged, keys: &[&str]) -> Finding {
    let mut finding = faulty().findings.remove(0);
    let figures = keys.iter().map(|key| judged.report.figure(key).unwrap());
    finding.locations = figures.map(Location::figure).collect();
    finding
}

fn excerpt(judged: &Judged, keys: &[&str]) -> Excerpt {
    Excerpt::of(&pointing(judged, keys), &judged.report, &judged.form).unwrap()
}

/// An excerpt with one line per row, the first cell in brackets, those involved with a star.
fn drawn(excerpt: &Excerpt) -> Vec<String> {
    let header = excerpt
        .columns
        .iter()
        .map(|column| format!("{} {}", column.letters, column.label));
    let rows = excerpt.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| match cell.mark {
            Mark::First => format!("[{}]", cell.text),
            Mark::Involved => format!("{}*", cell.text),
            Mark::Bystander => cell.text.clone(),
        });
        format!("{} {}: {}", row.number, row.label, cells.collect::<Vec<_>>().join(" "))
    });
    std::iter::once(header.collect::<Vec<_>>().join(" | "))
        .chain(rows)
        .collect()
}

#[test]
fn it_has_the_rows_and_columns_involved_in_the_order_of_the_sheet() {
    let judged = judge(&Sample::office());
    let excerpt = excerpt(
        &judged,
        &[
            "applications.results.granted.total",
            "applications.results.granted.commercial",
            "applications.new_received.natural_person",
        ],
    );
    assert_eq!(
        drawn(&excerpt),
        [
            "D 自然人 | E 商业企业 | J 总计",
            "5 一、本年新收政府信息公开申请数量: 9* 3 12",
            "7 （一）予以公开: 4 1* [5]",
        ]
    );
    let sheet = excerpt.sheet.sheet.clone().unwrap();
    let cell = |address| Locus::cell(&excerpt.sheet.file, &sheet, at(address));
    assert!(excerpt.shows(&cell("E5")) && !excerpt.shows(&cell("F5")) && !excerpt.shows(&cell("E6")));
    assert!(!excerpt.shows(&excerpt.sheet) && excerpt.is_from(&cell("A1")));
}

#[test]
fn groups_name_a_row_that_has_no_label_and_columns_that_are_called_alike() {
    let judged = judge(&Sample::office());
    let one = excerpt(
        &judged,
        &["review.reconsideration.total", "review.reconsideration.upheld"],
    );
    assert_eq!(drawn(&one)[..1], ["A 结果维持 | E 总计"]);
    assert!(drawn(&one)[1].ends_with("行政复议: 1* [1]"), "{:?}", drawn(&one));
    let keys: Vec<String> = judged
        .form
        .keys()
        .filter(|key| key.starts_with("review.") && key.ends_with(".total"))
        .collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let several = drawn(&excerpt(&judged, &keys));
    assert!(several[0].contains("行政复议 › 总计"), "{several:?}");
    assert_eq!(several[0].matches(" | ").count() + 1, keys.len());
}

#[test]
fn a_subtotal_of_the_offices_own_has_a_row() {
    let mut sample = Sample::office();
    let sheet = sample.files[0]
        .sheets
        .iter_mut()
        .find(|sheet| &*sheet.name == APPLICATIONS)
        .unwrap();
    // Under the last row of a group, where everything below moves down by one.
    let below = sheet.cells.split_off(&nianbao_model::CellRef::new(16, 0));
    sheet.cells.extend(
        below
            .into_iter()
            .map(|(at, cell)| (nianbao_model::CellRef::new(at.row + 1, at.column), cell)),
    );
    for merge in &mut sheet.merges {
        if merge.first.row >= 16 {
            merge.first.row += 1;
        }
        if merge.last.row >= 16 {
            merge.last.row += 1;
        }
    }
    typed(
        &mut sample,
        &[
            (APPLICATIONS, "C17", CellValue::Text("不予公开小计".into())),
            (APPLICATIONS, "J17", CellValue::Number(7.into())),
        ],
    );
    let judged = judge(&sample);
    let subtotals: Vec<_> = judged.report.tables.iter().flat_map(|table| &table.subtotals).collect();
    assert_eq!(subtotals.len(), 1, "{:?}", judged.report.tables[1].unknown_rows);
    let mut finding = pointing(&judged, &["applications.results.denied.third_party.total"]);
    let shown = &subtotals[0].figures["total"];
    finding.locations.insert(0, Location::figure(shown));
    let excerpt = Excerpt::of(&finding, &judged.report, &judged.form).unwrap();
    assert_eq!(drawn(&excerpt)[2], "17 不予公开小计: [7]");
}

#[test]
fn figures_in_other_sheets_and_places_without_figures_are_left_to_others() {
    let judged = judge(&Sample::office());
    let two = excerpt(
        &judged,
        &["applications.new_received.total", "review.reconsideration.total"],
    );
    assert_eq!(drawn(&two).len(), 2);
    assert!(!two.shows(&Locus::cell(&two.sheet.file, &REVIEW.into(), at("E5"))));
    let mut none = pointing(&judged, &["applications.new_received.total"]);
    none.locations[0].key = None;
    assert_eq!(Excerpt::of(&none, &judged.report, &judged.form), None);
}
