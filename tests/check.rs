//! One workbook for each rule that breaks just that rule.

use std::collections::BTreeSet;

use nianbao_model::source::{Cell, CellValue};

use crate::support::book::{
    APPLICATIONS, Book, Computed, DISCLOSURE, INDICATORS, METADATA, NARRATIVE, Nothing, REVIEW,
};
use crate::support::{example, folder, nianbao};

/// A rule, what breaks it, and where the first finding points.
type Case = (&'static str, fn(&mut Book), &'static str);

/// Every rule once. Rows of the example's 表三: 5 新收, 6 结转, 7 予以公开 … 28 总计, 29 结转下年.
const CASES: &[Case] = &[
    (
        "balance",
        |book| {
            book.set(APPLICATIONS, "D5", 6).set(APPLICATIONS, "J5", 7);
        },
        "表三 依申请公开 › D28",
    ),
    (
        "blank-cell",
        |book| {
            book.set(DISCLOSURE, "B4", Nothing);
        },
        "表二 主动公开 › B4",
    ),
    (
        "cell-error",
        |book| {
            book.set(DISCLOSURE, "B4", Computed("B99", "#REF!"));
        },
        "表二 主动公开 › B4",
    ),
    (
        "computed-formula",
        |book| {
            book.set(DISCLOSURE, "B4", Computed("SUM(C4:D4)", ""));
        },
        "表二 主动公开 › B4",
    ),
    (
        "duplicate-row",
        |book| {
            book.row(APPLICATIONS, "A30", "四、结转下年度继续办理", [0; 7]);
        },
        "表三 依申请公开 › A30",
    ),
    (
        "form-year",
        |book| {
            book.set(METADATA, "B2", 2024)
                .set(METADATA, "B3", "重庆海关2024年政府信息公开年报")
                .set(METADATA, "B4", "2024年1月1日至2024年12月31日");
        },
        "基本信息 › B2",
    ),
    (
        "group-subtotal",
        |book| {
            book.row(APPLICATIONS, "A30", "不予公开小计", [0, 0, 0, 0, 0, 0, 2]);
        },
        "表三 依申请公开 › J30",
    ),
    (
        "hidden-content",
        |book| {
            book.sheet(APPLICATIONS).hidden_rows.insert(9);
        },
        "表三 依申请公开 › C10",
    ),
    (
        "missing-column",
        |book| {
            book.set(DISCLOSURE, "C17", Nothing);
        },
        "表二 主动公开 › A18",
    ),
    (
        "missing-metadata",
        |book| {
            book.set(METADATA, "B2", Nothing);
        },
        "report.xlsx",
    ),
    (
        "missing-part",
        |book| {
            let cell = book.find(NARRATIVE, "六、其他需要报告的事项");
            book.set(NARRATIVE, &cell, Nothing);
        },
        "正文",
    ),
    (
        "missing-row",
        |book| {
            for column in ["C", "D", "E", "F", "G", "H", "I", "J"] {
                book.set(APPLICATIONS, &format!("{column}10"), Nothing);
            }
        },
        "表三 依申请公开 › C9",
    ),
    (
        "missing-table",
        |book| {
            book.remove(APPLICATIONS);
        },
        "report.xlsx",
    ),
    (
        "negative-count",
        |book| {
            book.set(DISCLOSURE, "B4", -1);
        },
        "表二 主动公开 › B4",
    ),
    (
        "not-a-number",
        |book| {
            book.set(DISCLOSURE, "B4", "待定");
        },
        "表二 主动公开 › B4",
    ),
    (
        "not-an-integer",
        |book| {
            book.set(DISCLOSURE, "B4", 1.5);
        },
        "表二 主动公开 › B4",
    ),
    (
        "omitted-content",
        |book| {
            book.copy(APPLICATIONS, "空表")
                .each_figure("空表", |_, _| Some(Cell::typed(CellValue::Empty)));
        },
        "report.xlsx › 空表",
    ),
    (
        "part-order",
        |book| {
            let (five, six) = (
                book.find(NARRATIVE, "五、存在的主要问题及改进情况"),
                book.find(NARRATIVE, "六、其他需要报告的事项"),
            );
            book.set(NARRATIVE, &five, "六、其他需要报告的事项")
                .set(NARRATIVE, &six, "五、存在的主要问题及改进情况");
        },
        "正文 › A58",
    ),
    (
        "placeholder",
        |book| {
            book.set(NARRATIVE, "A60", "全年接听{{ 热线接听 }}人次。");
        },
        "正文 › A60",
    ),
    (
        "report-year",
        |book| {
            book.set(METADATA, "B4", "2019年1月1日至2019年12月31日");
        },
        "基本信息 › B4",
    ),
    (
        "results-total",
        |book| {
            book.set(APPLICATIONS, "D7", 3).set(APPLICATIONS, "J7", 3);
        },
        "表三 依申请公开 › D28",
    ),
    (
        "review-total",
        |book| {
            book.set(REVIEW, "E5", 1);
        },
        "表四 复议诉讼 › E5",
    ),
    (
        "row-total",
        |book| {
            book.set(APPLICATIONS, "J7", 3).set(APPLICATIONS, "J26", 2);
        },
        "表三 依申请公开 › J7",
    ),
    (
        "split-cell",
        |book| {
            for column in ["E", "F", "G", "H", "I", "J"] {
                book.set(APPLICATIONS, &format!("{column}8"), Nothing);
            }
            book.set(APPLICATIONS, "D8", "0 0 0 0 0 0 0");
        },
        "表三 依申请公开 › D8",
    ),
    (
        "stale-formula",
        |book| {
            book.set(DISCLOSURE, "B4", Computed("ROUND(C4,0)", ""));
        },
        "表二 主动公开 › B4",
    ),
    (
        "text-number",
        |book| {
            book.set(DISCLOSURE, "B4", "0件");
        },
        "表二 主动公开 › B4",
    ),
    (
        "title-organ",
        |book| {
            book.set(METADATA, "B3", "2020年政府信息公开年报");
        },
        "基本信息 › B3",
    ),
    (
        "unknown-column",
        |book| {
            book.set(APPLICATIONS, "K4", "备注").set(APPLICATIONS, "K5", 3);
        },
        "表三 依申请公开 › K4",
    ),
    (
        "unknown-row",
        |book| {
            book.row(APPLICATIONS, "A30", "五、其他情形", [0; 7]);
        },
        "表三 依申请公开 › A30",
    ),
    (
        "zero-mark",
        |book| {
            book.set(DISCLOSURE, "B4", "—");
        },
        "表二 主动公开 › B4",
    ),
];

/// The rules it takes more than a workbook to break, each with its own test below.
const MORE: [&str; 2] = ["one-report", "unsupported-content"];

/// The rules that found something, as printed, and the place of the first finding.
fn found(out: &str) -> BTreeSet<&str> {
    out.lines()
        .filter(|line| ["错误 ", "警告 ", "提示 "].iter().any(|word| line.starts_with(word)))
        .filter_map(|line| line.split_whitespace().nth(1))
        .collect()
}

#[test]
fn each_rule_is_broken_by_one_workbook_that_breaks_nothing_else() {
    let folder = folder();
    for (rule, change, place) in CASES {
        let mut book = Book::example();
        change(&mut book);
        let run = nianbao(["check".as_ref(), book.save(folder.path()).as_os_str()]);
        // The example has two figures with units (59项, 2973.23万元), which is noted.
        let expected: BTreeSet<&str> = [*rule, "text-number"].into();
        assert_eq!(found(&run.out), expected, "{rule}: {}", run.out);
        let line = run
            .out
            .lines()
            .find(|line| line.contains(&format!(" {rule} ")))
            .unwrap();
        assert!(line.ends_with(place), "{rule}: expected {place} in {line}");
        let is_error = line.starts_with("错误");
        assert_eq!(run.code, i32::from(is_error), "{rule}: {}", run.out);
    }
}

#[test]
fn every_registered_rule_has_its_workbook() {
    let registered: Vec<_> = nianbao_check::rules().iter().map(|rule| rule.id).collect();
    let mut covered: Vec<_> = CASES.iter().map(|(rule, ..)| *rule).chain(MORE).collect();
    covered.sort_unstable();
    assert_eq!(registered, covered);
}

#[test]
fn every_arithmetic_rule_of_a_form_is_registered() {
    for form in nianbao_model::form::builtin().unwrap() {
        for identity in form.tables.iter().flat_map(|table| &table.identities) {
            let registered = nianbao_check::rules().iter().any(|rule| rule.id == identity.rule);
            assert!(registered, "{}: no rule {}", form.id, identity.rule);
        }
    }
}

#[test]
fn the_example_has_no_errors_and_no_warnings() {
    let run = nianbao(["check".as_ref(), example().as_os_str()]);
    assert_eq!(run.code, 0);
    assert!(run.out.contains("0 个错误、0 个警告、2 个提示"), "{}", run.out);
}

#[test]
fn one_wrong_total_is_named_with_file_sheet_cell_and_both_values() {
    let folder = folder();
    let mut book = Book::example();
    book.set(APPLICATIONS, "J5", 7);
    let path = book.save(folder.path());
    let out = folder.path().join("out");

    let zh = nianbao(["check".as_ref(), path.as_os_str()]);
    assert_eq!(zh.code, 1);
    for part in [
        "错误 row-total",
        "report.xlsx › 表三 依申请公开 › J5",
        "自然人 5 + 商业企业 1 = 6，总计 7，应为 6",
        "填写 7，应为 6",
    ] {
        assert!(zh.out.contains(part), "{part} in {}", zh.out);
    }
    let en = nianbao(["check".as_ref(), path.as_os_str(), "--lang".as_ref(), "en".as_ref()]);
    assert_eq!(en.code, 1);
    for part in ["error row-total", "› J5", "it should be 6", "found 7, expected 6"] {
        assert!(en.out.contains(part), "{part} in {}", en.out);
    }
    let build = nianbao(["build".as_ref(), path.as_os_str(), "--out".as_ref(), out.as_os_str()]);
    assert_eq!(build.code, 1);
    assert!(!out.exists(), "nothing is published");
}

#[test]
fn two_offices_in_one_report_are_told_apart() {
    let folder = folder();
    let main = Book::example().save(folder.path());
    let other = folder.path().join("other.xlsx");
    let mut book = Book::example();
    for sheet in [APPLICATIONS, DISCLOSURE, REVIEW, NARRATIVE, INDICATORS] {
        book.remove(sheet);
    }
    book.set(METADATA, "B1", "某市海关");
    std::fs::copy(book.save(crate::support::folder().path()), &other).unwrap();
    let run = nianbao(["check".as_ref(), main.as_os_str(), other.as_os_str()]);
    assert_eq!(
        (run.code, found(&run.out)),
        (1, ["one-report", "text-number"].into()),
        "{}",
        run.out
    );
    assert!(run.out.contains("other.xlsx › 基本信息 › B1"), "{}", run.out);
    for part in ["“机关名称”在两个文件中不同", "“某市海关”", "“重庆海关”"] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    // The same said twice is no contradiction.
    let run = nianbao(["check".as_ref(), main.as_os_str(), {
        book.set(METADATA, "B1", "重庆海关");
        std::fs::copy(book.save(crate::support::folder().path()), &other).unwrap();
        other.as_os_str()
    }]);
    assert_eq!((run.code, found(&run.out)), (0, ["text-number"].into()), "{}", run.out);
}

#[test]
fn a_picture_in_the_text_is_named_and_not_dropped_silently() {
    let folder = folder();
    let mut book = Book::example();
    let lines = book.sheet(NARRATIVE).cells.values().map(|cell| cell.value.display());
    let text: Vec<String> = lines.collect();
    let main = book.remove(NARRATIVE).save(folder.path());
    let markdown = folder.path().join("正文.md");
    let text = text.join("\n\n");
    std::fs::write(
        &markdown,
        text.replace("一、总体情况", "## 一、总体情况\n\n![流程图](a.png)"),
    )
    .unwrap();
    let run = nianbao(["check".as_ref(), main.as_os_str(), markdown.as_os_str()]);
    let expected = ["text-number", "unsupported-content"].into();
    assert_eq!((run.code, found(&run.out)), (0, expected), "{}", run.out);
    assert!(run.out.contains("这里有图片（“流程图”）"), "{}", run.out);
}
