//! Reports as they were published, many in one folder and in any format: which files are one report,
//! what several offices have in common, and two years of one office side by side.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use nianbao_check::{Content, Sample, Typed};
use nianbao_testing::book::{Book, DISCLOSURE};
use serde_json::Value;

use crate::support::{build, example_book, folder, nianbao, root};

/// A workbook of an invented office, with these lines as its overview.
fn office(folder: &Path, organ: &str, year: i32, overview: &[&str]) -> PathBuf {
    let mut lines = vec!["本报告根据《中华人民共和国政府信息公开条例》编制。", "一、总体情况"];
    lines.extend(overview);
    lines.extend([
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "栏目还不够细，今后按群众办事的顺序重新排列。",
        "六、其他需要报告的事项",
        "无。",
    ]);
    let sample = Sample::new(&Content {
        form: "gov-2021",
        organ,
        year,
        figures: BTreeMap::from([(
            String::from("disclosure.licensing.decisions"),
            Typed::from(i64::from(year)),
        )]),
        lines: lines.into_iter().map(String::from).collect(),
    });
    let sheets = sample.files[0].sheets.clone();
    let path = folder.join(format!("{organ}{year}.xlsx"));
    std::fs::rename(Book { sheets }.save(folder), &path).unwrap();
    path
}

fn json<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Value {
    let run = nianbao(arguments);
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}{}", run.out, run.err))
}

fn check_folder(folder: &Path) -> Value {
    json([
        "check".as_ref(),
        folder.as_os_str(),
        "--group".as_ref(),
        "office".as_ref(),
        "--format".as_ref(),
        "json".as_ref(),
    ])
}

/// The findings of a rule in each report.
fn found<'a>(told: &'a Value, rule: &str) -> Vec<Vec<&'a str>> {
    let of = |report: &'a Value| {
        let findings = report["findings"].as_array().into_iter().flatten();
        let own = findings.filter(|finding| finding["rule"] == rule);
        own.map(|finding| finding["message"].as_str().unwrap()).collect()
    };
    told["reports"].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn a_page_a_word_file_and_a_pdf_of_one_office_are_one_report() {
    let folder = folder();
    let published = folder.path().join("公布");
    let mut book = example_book();
    // Apart, so that the page has no list of attachments.
    for format in ["html", "docx", "pdf"] {
        build(&book.save(folder.path()), &published, format);
    }
    let told = check_folder(&published);
    assert_eq!(told["reports"].as_array().unwrap().len(), 1, "{told}");
    assert_eq!(found(&told, "edition-difference"), [[""; 0]]);

    // The Word file is published anew with another figure.
    let cell = book.find(DISCLOSURE, "行政处罚");
    let cell = format!("D{}", &cell[1..]);
    book.set(DISCLOSURE, &cell, 4321);
    build(&book.save(folder.path()), &published, "docx");
    let told = check_folder(&published);
    let differing = found(&told, "edition-difference");
    assert_eq!(differing.len(), 1, "{told}");
    assert!(
        differing[0]
            .iter()
            .any(|message| message.contains("4321") && message.contains("同一份年报")),
        "{differing:?}"
    );
}

const COPIED: [&str; 3] = [
    "把年度重点任务逐项分到科室，明确完成时限，每季度通报进度，年底对照清单验收。",
    "在门户网站开设专题栏目，集中展示办事指南、收费目录和监督方式，方便群众查询。",
    "建立信息发布前的三级审核制度，未经审核的信息一律不得发布，确保内容准确。",
];

#[test]
fn what_two_offices_have_in_common_is_in_summary_page_and_json() {
    let folder = folder();
    let input = folder.path().join("各单位");
    std::fs::create_dir(&input).unwrap();
    office(&input, "白石市林业局", 2024, &COPIED);
    office(
        &input,
        "青禾市水务局",
        2024,
        &[
            COPIED[0],
            COPIED[1],
            "建立信息发布前的三级审核制度，没有审核的信息一律不得发布，确保内容准确。",
        ],
    );
    office(
        &input,
        "枫渡市教育局",
        2024,
        &["每月在校门口公示食堂采购价格和菜谱，请家长代表到场查看。"],
    );
    let [summary, page] = ["汇总.json", "问题.html"].map(|name| folder.path().join(name));
    let told = json([
        "check".as_ref(),
        input.as_os_str(),
        "--summary".as_ref(),
        summary.as_os_str(),
        "--format".as_ref(),
        "json".as_ref(),
    ]);
    let shared = told["shared"].as_array().unwrap();
    assert_eq!(shared.len(), 3, "{shared:#?}");
    assert!(shared.iter().all(|passage| passage["offices"].as_u64() >= Some(2)));
    let with_findings: Vec<usize> = found(&told, "shared-text").iter().map(Vec::len).collect();
    assert_eq!(with_findings.iter().sum::<usize>(), 2, "{told:#}");

    let records: Value = serde_json::from_slice(&std::fs::read(summary).unwrap()).unwrap();
    let of = |organ: &str| {
        let records = records.as_array().unwrap();
        records.iter().find(|record| record["organ"] == organ).unwrap()
    };
    assert_eq!(of("青禾市水务局")["rules"]["shared-text"], 1);
    assert_eq!(of("青禾市水务局")["shared"], 3);
    assert_eq!(of("枫渡市教育局")["rules"]["shared-text"], Value::Null);

    let run = nianbao([
        "check".as_ref(),
        input.as_os_str(),
        "--format".as_ref(),
        "html".as_ref(),
        "--out".as_ref(),
        page.as_os_str(),
    ]);
    assert!(run.out.contains("写出"), "{}{}", run.out, run.err);
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains("几个单位相同的内容") && page.contains("id=\"search\"") && page.contains("白石市林业局"));
    let text = nianbao(["check".as_ref(), input.as_os_str()]);
    assert!(text.out.contains("相同  2 个单位："), "{}", text.out);
}

#[test]
fn two_years_are_compared_across_formats_whatever_their_order() {
    let folder = folder();
    let before = office(
        folder.path(),
        "青禾市水务局",
        2023,
        &[COPIED[0], "2023年发布信息128条。"],
    );
    let after = office(
        folder.path(),
        "青禾市水务局",
        2024,
        &[COPIED[0], "2024年发布信息182条。"],
    );
    let pages = folder.path().join("网页");
    build(&after, &pages, "html");
    let page = std::fs::read_dir(&pages).unwrap().next().unwrap().unwrap().path();
    let told = json([
        "compare".as_ref(),
        page.as_os_str(),
        before.as_os_str(),
        "--format".as_ref(),
        "json".as_ref(),
    ]);
    assert_eq!(
        (&told["before"]["year"], &told["after"]["year"]),
        (&2023.into(), &2024.into())
    );
    let figures = told["figures"].as_array().unwrap();
    let licences = figures
        .iter()
        .find(|figure| figure["key"] == "disclosure.licensing.decisions")
        .unwrap();
    assert_eq!(
        (&licences["before"], &licences["difference"]),
        (&"2023".into(), &"1".into())
    );
    assert_eq!(told["sentences"]["changed"], 1, "{told:#}");
    for (format, name) in [("html", "对照.html"), ("xlsx", "对照.xlsx"), ("text", "对照.txt")] {
        let out = folder.path().join(name);
        let arguments = [
            "compare".as_ref(),
            before.as_os_str(),
            page.as_os_str(),
            "--format".as_ref(),
            format.as_ref(),
        ];
        let run = nianbao(arguments.into_iter().chain(["--out".as_ref(), out.as_os_str()]));
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        assert!(std::fs::metadata(out).unwrap().len() > 500);
    }
    let refused = nianbao([
        "compare".as_ref(),
        before.as_os_str(),
        page.as_os_str(),
        "--format".as_ref(),
        "html".as_ref(),
    ]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("--out"), "{}", refused.err);
}

#[test]
fn a_limit_holds_for_the_overview() {
    let example = root().join("examples/county-2024/report.xlsx");
    let rules = |limit: &str| {
        let told = json([
            "check".as_ref(),
            example.as_os_str(),
            "--limit".as_ref(),
            limit.as_ref(),
            "--format".as_ref(),
            "json".as_ref(),
        ]);
        let findings = told["findings"].as_array().unwrap();
        findings
            .iter()
            .filter(|finding| finding["rule"] == "long-overview")
            .count()
    };
    assert_eq!((rules("1000"), rules("100000")), (1, 0));
}
