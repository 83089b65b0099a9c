//! Every rule through the whole program: its own examples, written as workbooks.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use nianbao_check::{Example, Sample, Severity, rules};
use nianbao_testing::book::{APPLICATIONS, Book, DISCLOSURE, INDICATORS, METADATA, NARRATIVE, REVIEW};

use crate::support::{Told, check, example, example_book, folder, nianbao};

/// The files of a sample as workbooks; `None` if it has what no workbook holds.
fn written(sample: &Sample, folder: &Path) -> Option<Vec<PathBuf>> {
    let workbooks = sample
        .files
        .iter()
        .all(|file| file.lines.is_empty() && file.remarks.is_empty());
    let alone = sample.editions.is_empty() && sample.others.is_empty();
    (workbooks && alone).then(|| {
        let files = sample.files.iter().map(|file| {
            let saved = Book {
                sheets: file.sheets.clone(),
            }
            .save(folder);
            let path = folder.join(&*file.file);
            std::fs::rename(saved, &path).unwrap();
            path
        });
        files.collect()
    })
}

/// What the program finds in an example.
fn judged(example: &Example) -> Option<(i32, Vec<Told>)> {
    let folder = folder();
    let mut sample = Sample::office();
    (example.make)(&mut sample);
    let mut arguments = written(&sample, folder.path())?;
    if let Some(previous) = &sample.previous {
        let before = folder.path().join("上年");
        std::fs::create_dir(&before).unwrap();
        for file in written(previous, &before).unwrap() {
            arguments.extend(["--previous".into(), file]);
        }
    }
    Some(check(arguments))
}

#[test]
fn each_rule_is_broken_by_one_workbook_that_breaks_nothing_else() {
    let mut skipped = Vec::new();
    for rule in rules() {
        let Some((code, told)) = judged(&rule.breaks) else {
            skipped.push(rule.id);
            continue;
        };
        let found: BTreeSet<&str> = told.iter().map(|told| told.rule.as_str()).collect();
        assert_eq!(found, [rule.id].into(), "{}: {told:?}", rule.id);
        let place = told[0].place.replace('!', " › ");
        let expected = rule.breaks.at.rsplit(".xlsx › ").next().unwrap_or_default();
        assert_eq!(place, expected, "{}", rule.id);
        assert_eq!(code, i32::from(rule.severity == Severity::Error), "{}", rule.id);
    }
    // Their examples need a Word file with properties, other files beside the report, or a picture; they have
    // tests of their own, in `published`, `folders` and below.
    skipped.sort_unstable();
    assert_eq!(
        skipped,
        [
            "edition-difference",
            "file-properties",
            "shared-text",
            "unsupported-content"
        ]
    );
}

#[test]
fn each_rule_is_silent_on_its_near_miss() {
    let mut skipped = Vec::new();
    for rule in rules() {
        match judged(&rule.near_miss) {
            Some((_, told)) => assert!(told.iter().all(|told| told.rule != rule.id), "{}: {told:?}", rule.id),
            None => skipped.push(rule.id),
        }
    }
    skipped.sort_unstable();
    assert_eq!(
        skipped,
        [
            "edition-difference",
            "file-properties",
            "shared-text",
            "unsupported-content"
        ]
    );
}

#[test]
fn every_arithmetic_rule_of_a_form_is_registered() {
    for form in nianbao_model::form::builtin().unwrap() {
        let identities: Vec<_> = form.tables.iter().flat_map(|table| &table.identities).collect();
        assert!(!identities.is_empty(), "{}", form.id);
        for identity in identities {
            let registered = nianbao_check::rule(&identity.rule).is_some();
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
    let mut book = example_book();
    book.set(APPLICATIONS, "J5", 7);
    let path = book.save(folder.path());
    let out = folder.path().join("out");

    let zh = nianbao(["check".as_ref(), path.as_os_str()]);
    assert_eq!(zh.code, 1);
    for part in [
        "report.xlsx",
        "表三 依申请公开  2 个错误",
        "错误  J5  row-total",
        "自然人 5 + 商业企业 1 = 6，总计 7，应为 6",
        "依据 国办公开办函〔2019〕60号",
    ] {
        assert!(zh.out.contains(part), "{part} in {}", zh.out);
    }
    let en = nianbao(["check".as_ref(), path.as_os_str(), "--lang".as_ref(), "en".as_ref()]);
    assert_eq!(en.code, 1);
    for part in ["error  J5  row-total", "= 6, but 总计 7; it should be 6"] {
        assert!(en.out.contains(part), "{part} in {}", en.out);
    }
    let build = nianbao(["build".as_ref(), path.as_os_str(), "--out".as_ref(), out.as_os_str()]);
    assert_eq!(build.code, 1);
    assert!(!out.exists(), "nothing is published");
}

/// The rules that found something.
fn ids(told: &[Told]) -> BTreeSet<&str> {
    told.iter().map(|told| told.rule.as_str()).collect()
}

#[test]
fn two_offices_in_one_report_are_told_apart() {
    let folder = folder();
    let main = example_book().save(folder.path());
    let other = folder.path().join("other.xlsx");
    let mut book = example_book();
    for sheet in [APPLICATIONS, DISCLOSURE, REVIEW, NARRATIVE, INDICATORS] {
        book.remove(sheet);
    }
    book.set(METADATA, "B1", "某市海关");
    std::fs::copy(book.save(crate::support::folder().path()), &other).unwrap();
    let (code, told) = check([&main, &other]);
    assert_eq!(
        (code, ids(&told)),
        (1, ["one-report", "text-number"].into()),
        "{told:?}"
    );
    assert_eq!(told[0].place, "基本信息!B1");
    // The same said twice is no contradiction.
    book.set(METADATA, "B1", "重庆海关");
    std::fs::copy(book.save(crate::support::folder().path()), &other).unwrap();
    let (code, told) = check([&main, &other]);
    assert_eq!((code, ids(&told)), (0, ["text-number"].into()), "{told:?}");
}

#[test]
fn a_picture_in_the_text_is_named_and_not_dropped_silently() {
    let folder = folder();
    let mut book = example_book();
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
    assert!(run.out.contains("这里有图片（“流程图”）"), "{}", run.out);
    let (code, told) = check([main, markdown]);
    assert_eq!(
        (code, ids(&told)),
        (0, ["text-number", "unsupported-content"].into()),
        "{told:?}"
    );
}
