use std::collections::BTreeMap;

use super::*;
use crate::content::Area;

/// A table of these rows, its columns 50 points wide. `^` is one with the cell above.
fn table(rows: &[&[&str]], left: f64) -> Table {
    let width = rows[0].len();
    let mut cells: Vec<Cell> = Vec::new();
    for (row, texts) in rows.iter().enumerate() {
        for (column, text) in texts.iter().enumerate() {
            if *text == "^" {
                let above = cells.iter_mut().rev().find(|cell| cell.span[1] == column).unwrap();
                above.span[2] = row;
            } else {
                cells.push(Cell {
                    span: [row, column, row, column],
                    text: (*text).to_owned(),
                    left_out: BTreeMap::new(),
                    room: if text.ends_with('-') { 0.0 } else { 30.0 },
                    head: 9.0,
                });
            }
        }
    }
    let columns: Vec<f64> = (0..=width).map(|at| left + 50.0 * at as f64).collect();
    let area = Area {
        left,
        top: 0.0,
        right: left + 50.0 * width as f64,
        bottom: 9.0,
    };
    Table {
        page: 1,
        area,
        columns,
        rows: rows.len(),
        cells,
        is_doubtful: false,
    }
}

fn joined(above: Table, below: Table) -> Vec<Table> {
    let sheet = |table| Sheet {
        width: 100.0,
        height: 100.0,
        blocks: vec![Block::Table(table)],
    };
    let blocks = join(vec![sheet(above), sheet(below)]).into_iter();
    blocks
        .filter_map(|block| {
            if let Block::Table(table) = block {
                Some(table)
            } else {
                None
            }
        })
        .collect()
}

#[test]
fn a_repeated_header_is_there_once() {
    let above = table(&[&["项目", "件数"], &["新收", "6"]], 10.0);
    let below = table(&[&["项目", "件数"], &["办结", "6"]], 30.0);
    let tables = joined(above, below);
    let [table] = &tables[..] else { panic!("{tables:?}") };
    let rows: Vec<_> = (0..table.rows).map(|row| table.row_text(row)).collect();
    assert_eq!(rows, ["项目 件数", "新收 6", "办结 6"]);
}

#[test]
fn a_label_beside_rows_of_both_pages_is_one_cell() {
    let above = table(&[&["结果", "公开", "1"], &["^", "不予公开", ""]], 10.0);
    let below = table(&[&["", "无法提供", "2"], &["^", "其他", "3"]], 10.0);
    let tables = joined(above, below);
    assert_eq!(
        tables[0].cells[0],
        Cell {
            span: [0, 0, 3, 0],
            text: "结果".to_owned(),
            left_out: BTreeMap::new(),
            room: 30.0,
            head: 9.0,
        }
    );
    assert_eq!(tables[0].cells.len(), 9);
}

#[test]
fn a_label_that_stands_on_the_second_page_is_beside_the_rows_of_the_first() {
    let above = table(&[&["结果", "", "国家秘密", "1"]], 10.0);
    let below = table(&[&["", "不予公开", "三安全", "2"], &["^", "^", "其他", "3"]], 10.0);
    let [table] = &joined(above, below)[..] else { panic!() };
    let group = table.cells.iter().find(|cell| cell.text == "不予公开").unwrap();
    assert_eq!(group.span, [0, 1, 2, 1]);
}

#[test]
fn a_header_of_which_a_part_stands_on_each_page_is_one() {
    // The last row is there only because the lines of what goes on are.
    let above = table(&[&["项目", "申请人", "总计"], &["^", "", "^"]], 10.0);
    let below = table(&[&["", "自然人", ""], &["新收", "5", "5"]], 10.0);
    let [table] = &joined(above, below)[..] else { panic!() };
    let spans = ["项目", "自然人", "总计"].map(|text| {
        let cell = table.cells.iter().find(|cell| cell.text == text);
        cell.unwrap().span
    });
    assert_eq!(spans, [[0, 0, 1, 0], [1, 1, 1, 1], [0, 2, 1, 2]]);
    assert_eq!(table.rows, 3);
}

#[test]
fn an_empty_figure_below_another_stays_a_figure() {
    let above = table(&[&["公开", "1"]], 10.0);
    let below = table(&[&["其他", ""]], 10.0);
    assert_eq!(joined(above, below)[0].cells.len(), 4);
}

/// The rows of one table that these two are; a text that ends in `-` fills its cell.
fn rows(above: &[&[&str]], below: &[&[&str]]) -> Vec<String> {
    let tables = joined(table(above, 10.0), table(below, 10.0));
    let [table] = &tables[..] else { panic!("{tables:?}") };
    (0..table.rows).map(|row| table.row_text(row)).collect()
}

#[test]
fn a_row_that_breaks_over_a_page_is_one() {
    let whole = ["甲 1", "属于行政查-询事项 2 3", "丙 4"];
    let first: &[&[&str]] = &[&["甲", "1", ""], &["属于行政查-", "2", "3"]];
    assert_eq!(rows(first, &[&["询事项", "", ""], &["丙", "4", ""]]), whole);
    // The figures stand on the second page; a group beside the row goes on too.
    let first: &[&[&str]] = &[&["结果-", "公开", "1"], &["^", "属于行政查-", ""]];
    let second: &[&[&str]] = &[&["如下", "询事项", "2"], &["^", "其他", "3"]];
    assert_eq!(
        rows(first, second),
        ["结果-如下 公开 1", "属于行政查-询事项 2", "其他 3"]
    );
    // The label stands on the second page as a whole.
    let first: &[&[&str]] = &[&["结果", "甲", "1"], &["^", "", "2"]];
    let second: &[&[&str]] = &[&["", "2.乙", ""], &["^", "丙", "3"]];
    assert_eq!(rows(first, second), ["结果 甲 1", "2.乙 2", "丙 3"]);
    // A header that breaks off is one row too.
    assert_eq!(
        rows(&[&["商业企-", "件-"]], &[&["业", "数"], &["1", "2"]]),
        ["商业企-业 件-数", "1 2"]
    );
}

#[test]
fn rows_that_only_look_as_if_they_went_on_stay_two() {
    // It does not fill its cell; both have figures; it begins something; a number is never broken.
    for (above, below) in [
        [&["甲", "1"], &["乙", ""]],
        [&["甲-", "1"], &["乙", "2"]],
        [&["甲-", "1"], &["2.乙", ""]],
        [&["甲", "12-"], &["", "34"]],
        [&["甲-", "件数-"], &["乙", "34"]],
    ]
    .map(|[above, below]| (above, below))
    {
        assert_eq!(rows(&[above], &[below]).len(), 2, "{above:?} {below:?}");
    }
}

#[test]
fn other_columns_are_another_table() {
    let above = table(&[&["甲", "1"]], 10.0);
    let mut below = table(&[&["乙", "2"]], 10.0);
    below.columns[1] += 20.0;
    assert_eq!(joined(above, below).len(), 2);
}
