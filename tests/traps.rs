//! Inputs that invite a wrong reading: each is refused at its cell, none is guessed.

use nianbao_testing::book::{APPLICATIONS, Book, Computed, DISCLOSURE, INDICATORS, METADATA, NARRATIVE, Nothing};

use crate::support::{TITLE, build, check, example_book, folder};

/// The rules that found errors in the example after a change, with where.
fn errors(change: impl Fn(&mut Book)) -> Vec<String> {
    let folder = folder();
    let mut book = example_book();
    change(&mut book);
    let (_, told) = check([book.save(folder.path())]);
    let errors = told.into_iter().filter(|told| told.severity == "error");
    errors.map(|told| format!("{} {}", told.rule, told.place)).collect()
}

#[test]
fn a_column_that_is_there_twice_is_not_guessed() {
    let found = errors(|book| {
        for row in [3, 4, 5] {
            let last_year = if row == 5 { "4" } else { "自然人" };
            if row != 4 {
                book.set(APPLICATIONS, &format!("K{row}"), last_year);
            }
        }
    });
    assert_eq!(found, ["duplicate-row 表三 依申请公开!K3"]);
}

#[test]
fn a_subtotal_column_is_not_the_total() {
    let found = errors(|book| {
        // 合计 under 法人或其他组织, where 其他 was; the total has its own column still.
        book.set(APPLICATIONS, "I4", "合计");
    });
    assert_eq!(found, ["missing-column 表三 依申请公开!A5"]);
}

#[test]
fn a_blank_total_is_no_way_around_the_sum() {
    let found = errors(|book| {
        book.set(APPLICATIONS, "J28", Nothing);
    });
    assert_eq!(
        found,
        ["results-total 表三 依申请公开!J28", "row-total 表三 依申请公开!J28"]
    );
}

#[test]
fn errors_outside_the_tables_are_found_too() {
    let found = errors(|book| {
        book.set(NARRATIVE, "A24", Computed("VLOOKUP(1,业务数据!A1:B10,2)", ""))
            .set(METADATA, "B10", Computed("X1", "#REF!"));
    });
    assert_eq!(found, ["cell-error 基本信息!B10", "stale-formula 正文!A24"]);
}

#[test]
fn a_heading_in_other_words_is_pointed_at() {
    for (heading, other) in [
        ("四、政府信息公开行政复议、行政诉讼情况", "四、行政复议、行政诉讼情况"),
        ("五、存在的主要问题及改进情况", "五、存在的主要问题和改进措施"),
    ] {
        let cell = example_book().find(NARRATIVE, heading);
        let found = errors(|book| {
            book.set(NARRATIVE, &cell, other);
        });
        assert_eq!(found, [format!("missing-part 正文!{cell}")], "{other}");
    }
}

#[test]
fn half_a_placeholder_is_not_printed() {
    for text in [
        "接听{ 热线接听量 }次。",
        "接听{{ 热线接听量 }次。",
        "接听{{ none }}次。",
        "接听{{ 热线接听量 > 3 }}次。",
    ] {
        assert_eq!(
            errors(|book| {
                book.set(NARRATIVE, "A60", text);
            }),
            ["placeholder 正文!A60"],
            "{text}"
        );
    }
}

#[test]
fn a_placeholder_in_the_title_is_not_printed() {
    let found = errors(|book| {
        book.set(METADATA, "B3", "{{ 机关名称 }}2020年年报");
    });
    assert_eq!(found, ["placeholder 基本信息!B3"]);
}

#[test]
fn the_braces_of_a_chinese_keyboard_are_braces() {
    let folder = folder();
    let mut book = example_book();
    book.set(NARRATIVE, "A60", "接听\u{ff5b}\u{ff5b} 热线接听量 \u{ff5d}\u{ff5d}次。");
    build(&book.save(folder.path()), folder.path(), "html");
    let page = std::fs::read_to_string(folder.path().join(format!("{TITLE}.html"))).unwrap();
    assert!(page.contains("接听16653次。"));
}

#[test]
fn a_misspelt_header_is_named_as_a_column() {
    assert_eq!(
        errors(|book| {
            book.set(DISCLOSURE, "C17", "采购金额合计数")
                .set(DISCLOSURE, "B17", "项目数");
        }),
        ["missing-column 表二 主动公开!A18", "missing-column 表二 主动公开!A18"]
    );
}

#[test]
fn an_indicator_cannot_take_a_name_the_program_uses() {
    let found = errors(|book| {
        book.set(INDICATORS, "A18", "统计天数").set(INDICATORS, "B18", 100);
    });
    assert_eq!(found, ["duplicate-row 业务数据!B18"]);
}

#[test]
fn an_indicator_given_twice_is_not_guessed() {
    let found = errors(|book| {
        book.set(INDICATORS, "A18", "热线接听量").set(INDICATORS, "B18", 1);
    });
    assert_eq!(found, ["duplicate-row 业务数据!B18"]);
}

#[test]
fn a_date_that_cannot_be_read_is_pointed_at() {
    let found = errors(|book| {
        book.set(METADATA, "B5", "明年一月");
    });
    assert_eq!(found, ["missing-metadata 基本信息!B5"]);
}

#[test]
fn a_row_that_reads_like_a_column_does_not_vanish() {
    let folder = folder();
    let mut book = example_book();
    book.insert_rows(APPLICATIONS, 28, 1).set(APPLICATIONS, "C28", "4.其他");
    for column in 'D'..='J' {
        book.set(APPLICATIONS, &format!("{column}28"), 7);
    }
    let (_, told) = check([book.save(folder.path())]);
    let row = told.iter().find(|told| told.rule == "unknown-row");
    assert_eq!(
        row.map(|told| told.place.as_str()),
        Some("表三 依申请公开!C28"),
        "{told:?}"
    );
}
