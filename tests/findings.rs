//! Findings in every format, for one workbook and for many; and what an office allows.

use std::path::PathBuf;

use nianbao_testing::book::{APPLICATIONS, DISCLOSURE, METADATA, NARRATIVE, Nothing};

use crate::support::{check, example, example_book, folder, nianbao};

/// The example with a wrong total and a sentence that contradicts the table, saved as
/// `report.xlsx`.
fn faulty(folder: &std::path::Path) -> PathBuf {
    let mut book = example_book();
    let at = book.find(NARRATIVE, "（二）依申请公开情况");
    let row: u32 = at[1..].parse().unwrap();
    book.set(APPLICATIONS, "J7", 3).set(APPLICATIONS, "J26", 2).set(
        NARRATIVE,
        &format!("A{}", row + 1),
        "2020年，重庆海关收到政府信息公开申请16件，均已办结。",
    );
    book.save(folder)
}

#[test]
fn every_format_tells_the_same_findings() {
    let folder = folder();
    let path = faulty(folder.path());
    let (code, told) = check([&path]);
    assert_eq!(code, 1);
    let errors: Vec<_> = told
        .iter()
        .filter(|told| told.severity == "error")
        .map(|told| told.rule.as_str())
        .collect();
    assert_eq!(errors, ["narrative-figure", "row-total", "row-total"]);

    let sarif = nianbao([
        "check".as_ref(),
        path.as_os_str(),
        "--format".as_ref(),
        "sarif".as_ref(),
    ]);
    let log: serde_json::Value = serde_json::from_str(&sarif.out).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), told.len());
    assert_eq!(results[0]["ruleId"], "narrative-figure");

    for (format, name) in [
        ("html", "问题.html"),
        ("xlsx", "问题.xlsx"),
        ("text", "问题.txt"),
        ("json", "问题.json"),
    ] {
        let out = folder.path().join("out").join(name);
        let run = nianbao([
            "check".as_ref(),
            path.as_os_str(),
            "--format".as_ref(),
            format.as_ref(),
            "--out".as_ref(),
            out.as_os_str(),
        ]);
        assert_eq!(run.code, 1, "{}{}", run.out, run.err);
        assert!(run.out.contains(name), "{}", run.out);
        assert!(std::fs::metadata(&out).unwrap().len() > 500);
    }
    let page = std::fs::read_to_string(folder.path().join("out/问题.html")).unwrap();
    for part in ["narrative-figure", "row-total", "正文"] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn json_stands_alone_on_standard_output() {
    let run = nianbao([
        "check".as_ref(),
        example().as_os_str(),
        "--format".as_ref(),
        "json".as_ref(),
    ]);
    assert!(run.out.starts_with('{') && serde_json::from_str::<serde_json::Value>(&run.out).is_ok());
    assert!(run.err.contains("0 个错误"), "{}", run.err);
}

#[test]
fn a_page_or_a_list_needs_a_file_to_go_to() {
    for format in ["html", "xlsx"] {
        let run = nianbao([
            "check".as_ref(),
            example().as_os_str(),
            "--format".as_ref(),
            format.as_ref(),
        ]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains("--out"), "{}", run.err);
    }
}

#[test]
fn the_offices_own_workbook_is_never_written_to() {
    let folder = folder();
    let path = example_book().save(folder.path());
    let before = std::fs::read(&path).unwrap();
    for target in [path.clone(), folder.path().join("./report.xlsx")] {
        let run = nianbao([
            "check".as_ref(),
            path.as_os_str(),
            "--format".as_ref(),
            "xlsx".as_ref(),
            "--out".as_ref(),
            target.as_os_str(),
        ]);
        assert_eq!(run.code, 3, "{}{}", run.out, run.err);
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn every_workbook_of_a_folder_is_judged_and_a_bad_one_stops_nobody() {
    let folder = folder();
    let offices = folder.path().join("各单位");
    std::fs::create_dir(&offices).unwrap();
    let good = example_book().save(folder.path());
    std::fs::copy(&good, offices.join("一.xlsx")).unwrap();
    let bad = faulty(folder.path());
    std::fs::copy(&bad, offices.join("二.xlsx")).unwrap();
    std::fs::write(offices.join("三.xlsx"), "不是工作簿").unwrap();
    std::fs::write(offices.join("~$一.xlsx"), "锁").unwrap();
    std::fs::write(offices.join("说明.docx"), "无关").unwrap();
    let run = nianbao(["check".as_ref(), "--each".as_ref(), offices.as_os_str()]);
    assert_eq!(run.code, 2, "one could not be read: {}{}", run.out, run.err);
    for part in [
        "一.xlsx：0 个错误",
        "二.xlsx：3 个错误",
        "读不出",
        "合计  2 份年报，其中 1 份有错误，1 份读不出",
    ] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    let out = folder.path().join("问题.html");
    let run = nianbao([
        "check".as_ref(),
        "--each".as_ref(),
        offices.as_os_str(),
        "--format".as_ref(),
        "html".as_ref(),
        "--out".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(run.code, 2);
    let page = std::fs::read_to_string(out).unwrap();
    for part in ["一.xlsx", "二.xlsx", "三.xlsx"] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn a_rule_let_stand_blocks_nothing_and_is_still_listed() {
    let folder = folder();
    let mut book = example_book();
    book.set(DISCLOSURE, "B4", Nothing)
        .set(APPLICATIONS, "J7", 3)
        .set(APPLICATIONS, "J26", 2);
    let path = book.save(folder.path());
    let allowed = |arguments: &[&str]| {
        let mut all = vec![path.clone().into_os_string()];
        all.extend(arguments.iter().map(Into::into));
        let (code, told) = check(all);
        let errors = told.iter().filter(|told| told.severity == "error");
        let stands: Vec<bool> = errors.map(|told| told.allowed).collect();
        (code, stands)
    };
    assert_eq!(allowed(&[]), (1, vec![false, false]));
    assert_eq!(allowed(&["--allow", "row-total=照原始台账"]), (0, vec![true, true]));
    assert_eq!(
        allowed(&["--allow", "row-total@表三 依申请公开!J7"]),
        (1, vec![true, false])
    );
    assert_eq!(allowed(&["--allow", "row-total@J26"]), (1, vec![false, true]));

    let unknown = nianbao([
        "check".as_ref(),
        path.as_os_str(),
        "--allow".as_ref(),
        "row-totals".as_ref(),
    ]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("是不是“row-total”？"), "{}", unknown.err);

    // The workbook itself can say so, several times.
    book.set(METADATA, "A20", "允许")
        .set(METADATA, "B20", "row-total")
        .set(METADATA, "C20", "照原始台账")
        .set(METADATA, "A21", "允许：")
        .set(METADATA, "B21", "blank-cell 没有规章");
    let path = book.save(folder.path());
    let out = folder.path().join("out");
    let run = nianbao([
        "build".as_ref(),
        path.as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
        "--to".as_ref(),
        "html".as_ref(),
    ]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    for part in ["已允许  3", "照原始台账", "没有规章", "另允许 3 处"] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
}

#[test]
fn explain_shows_a_rule_or_lists_them_all() {
    let one = nianbao(["explain", "balance"]);
    assert_eq!(one.code, 0);
    for part in ["balance  错误", "办法", "例子", "不算"] {
        assert!(one.out.contains(part), "{part}: {}", one.out);
    }
    let all = nianbao(["explain", "--lang", "en"]);
    for rule in nianbao_check::rules() {
        assert!(
            all.out.contains(rule.id) && all.out.contains(rule.holds.en),
            "{}",
            rule.id
        );
    }
    let unknown = nianbao(["explain", "balence"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("是不是“balance”？"), "{}", unknown.err);
}

#[test]
fn colours_come_only_where_they_are_asked_for() {
    let folder = folder();
    let path = faulty(folder.path());
    let plain = nianbao(["check".as_ref(), path.as_os_str()]);
    assert!(!plain.out.contains('\u{1b}'), "not into a pipe");
    let coloured = nianbao([
        "check".as_ref(),
        path.as_os_str(),
        "--color".as_ref(),
        "always".as_ref(),
    ]);
    assert!(coloured.out.contains("\u{1b}["));
    let stripped: String = {
        let mut text = String::new();
        let mut rest = coloured.out.as_str();
        while let Some(at) = rest.find('\u{1b}') {
            text.push_str(&rest[..at]);
            let end = rest[at..].find('m').unwrap();
            rest = &rest[at + end + 1..];
        }
        text + rest
    };
    // Without colour a number in a quotation is marked by brackets.
    let words = |text: &str| text.replace(['[', ']'], "");
    assert_eq!(words(&stripped), words(&plain.out), "the words are the same");
}

#[test]
fn punctuation_is_corrected_in_the_documents_only() {
    let folder = folder();
    let mut book = example_book();
    book.set(NARRATIVE, "A60", "健全制度,规范程序(含受理、答复)。");
    let path = book.save(folder.path());
    let before = std::fs::read(&path).unwrap();
    let page = |more: &[&str]| {
        let out = folder.path().join("out");
        let mut arguments: Vec<std::ffi::OsString> = ["build", "--to", "html", "--out"].map(Into::into).into();
        arguments.extend([out.clone().into(), path.clone().into()]);
        arguments.extend(more.iter().map(Into::into));
        let run = nianbao(arguments);
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        let file = crate::support::files_in(&out).remove(0);
        std::fs::read_to_string(file).unwrap()
    };
    assert!(page(&[]).contains("健全制度,规范程序(含受理、答复)。"));
    assert!(page(&["--fix"]).contains("健全制度，规范程序（含受理、答复）。"));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}
