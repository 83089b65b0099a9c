//! Layouts offices send: the same figures are read from each.

use std::path::Path;

use crate::support::book::{APPLICATIONS, Book, DISCLOSURE, METADATA, NARRATIVE, REVIEW};
use crate::support::{TITLE, build, example, folder};

/// The interchange JSON of a workbook.
fn json(workbook: &Path, out: &Path) -> serde_json::Value {
    build(workbook, out, "json");
    serde_json::from_slice(&std::fs::read(out.join(format!("{TITLE}.json"))).unwrap()).unwrap()
}

#[test]
fn tables_are_found_wherever_they_stand() {
    let folder = folder();
    let expected = json(&example(), folder.path());
    assert_eq!(
        expected["tables"]["applications"]["results.other.inquiry"]["commercial"],
        1
    );
    assert_eq!(expected["tables"]["disclosure"]["procurement"]["amount"], "2973.23");

    type Change = fn(&mut Book);
    let variants: [(&str, Change); 9] = [
        ("sheets renamed", |book| {
            book.rename(APPLICATIONS, "Sheet3")
                .rename(DISCLOSURE, "Sheet2")
                .rename(REVIEW, "x")
                .rename(METADATA, "1")
                .rename(NARRATIVE, "2");
        }),
        ("tables moved", |book| {
            book.shift(APPLICATIONS, 10, 3)
                .shift(DISCLOSURE, 10, 3)
                .shift(REVIEW, 10, 3);
        }),
        ("two tables on one sheet, one below the other", |book| {
            book.shift(REVIEW, 40, 0).join(REVIEW, APPLICATIONS);
        }),
        ("two tables on one sheet, side by side", |book| {
            book.shift(DISCLOSURE, 5, 12).join(DISCLOSURE, APPLICATIONS);
        }),
        ("all on one sheet", |book| {
            book.shift(APPLICATIONS, 20, 0)
                .shift(REVIEW, 52, 1)
                .join(APPLICATIONS, DISCLOSURE)
                .join(REVIEW, DISCLOSURE);
        }),
        ("a numbered text", |book| {
            book.shift(NARRATIVE, 0, 1);
            for row in 1..=59 {
                book.set(NARRATIVE, &format!("A{row}"), row);
            }
        }),
        ("names and dates around a table", |book| {
            book.set(APPLICATIONS, "A31", "填报人")
                .set(APPLICATIONS, "D31", "张三")
                .set(APPLICATIONS, "F31", "联系电话：");
            book.set(APPLICATIONS, "A30", "编制单位：")
                .set(APPLICATIONS, "C30", "发布日期：");
            book.set(APPLICATIONS, "K4", "备注").set(APPLICATIONS, "K5", "无");
        }),
        ("a label far away", |book| {
            book.set(DISCLOSURE, "XFD1048576", "规章");
        }),
        ("groups not merged", |book| {
            for name in [APPLICATIONS, DISCLOSURE, REVIEW] {
                book.sheet(name).merges.clear();
            }
        }),
    ];
    for (name, change) in variants {
        let mut book = Book::example();
        change(&mut book);
        assert_eq!(json(&book.save(folder.path()), folder.path()), expected, "{name}");
    }
}

#[test]
fn figures_are_read_as_offices_type_them() {
    let folder = folder();
    let expected = json(&example(), folder.path());
    let mut book = Book::example();
    book.set(DISCLOSURE, "D8", " \u{ff18}\u{ff10}\u{ff19} ")
        .set(DISCLOSURE, "C8", "\u{2212}1")
        .set(DISCLOSURE, "B18", "59 项")
        .set(DISCLOSURE, "C18", "29,732,300元")
        .set(APPLICATIONS, "D5", "5件");
    let read = json(&book.save(folder.path()), folder.path());
    assert_eq!(read["tables"], expected["tables"]);
}
