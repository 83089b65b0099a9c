//! `template` and `merge`: the way there and back.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use nianbao_testing::book::{APPLICATIONS, DISCLOSURE, METADATA};

use crate::support::{Run, TITLE, build, example, example_book, files, folder, nianbao};

/// Workbooks of offices with these names; the n-th has n more applications from people.
fn offices(folder: &Path, names: &[&str]) -> Vec<PathBuf> {
    let office = |(more, name): (i64, &&str)| {
        let mut book = example_book();
        book.set(METADATA, "B1", *name);
        for (cell, value) in [("D5", 5 + more), ("J5", 6 + more), ("D7", 2 + more), ("J7", 2 + more)] {
            book.set(APPLICATIONS, cell, value);
        }
        for (cell, value) in [("D28", 5 + more), ("J28", 6 + more)] {
            book.set(APPLICATIONS, cell, value);
        }
        let path = folder.join(format!("{name}.xlsx"));
        std::fs::rename(book.save(folder), &path).unwrap();
        path
    };
    (0..).zip(names).map(office).collect()
}

fn merge(offices: &[PathBuf], narrative: &Path, out: &Path) -> Run {
    let mut arguments: Vec<OsString> = vec!["merge".into(), "--narrative".into(), narrative.into()];
    arguments.extend(["-o".into(), out.into()]);
    arguments.extend(offices.iter().map(OsString::from));
    nianbao(arguments)
}

#[test]
fn twelve_offices_become_one_report_with_their_sums() {
    let folder = folder();
    let names = [
        "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
    ]
    .map(|n| format!("第{n}海关"));
    let offices = offices(folder.path(), &names.each_ref().map(String::as_str));
    let merged = folder.path().join("关区.xlsx");
    let run = merge(&offices, &example(), &merged);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(
        run.out.contains("单位  第十二海关") && run.out.contains("12 个单位"),
        "{}",
        run.out
    );

    let out = folder.path().join("out");
    build(&merged, &out, "json");
    let json: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.join(format!("{TITLE}.json"))).unwrap()).unwrap();
    let applications = &json["tables"]["applications"];
    // 12 × 5 and 0 + 1 + … + 11.
    assert_eq!(applications["new_received"]["natural_person"], 60 + 66);
    assert_eq!(applications["new_received"]["total"], 72 + 66);
    assert_eq!(applications["results.other.withdrawn"]["total"], 0);
    assert_eq!(json["tables"]["disclosure"]["procurement"]["amount"], "35678.76");
    assert_eq!(json["organ"], "重庆海关", "the whole is the main file's");
    let narrative = json["narrative"].as_array().unwrap();
    let cites = |text: &str| {
        narrative
            .iter()
            .any(|line| line["text"].as_str().unwrap().contains(text))
    };
    assert!(cites("自然人申请126件"), "the text cites the sums");

    // A figure can be traced: its formula names the offices' column, which holds theirs.
    let figure = figure(&merged, "applications.new_received.natural_person");
    let formula = figure.formula.unwrap();
    assert!(
        formula.starts_with("SUM(各单位数据!") || formula.starts_with("SUM('各单位数据'!"),
        "{formula}"
    );
}

#[test]
fn one_office_under_two_names_and_notes_on_tables_are_told() {
    let folder = folder();
    let merged = folder.path().join("merged.xlsx");
    let office = |name: &str, more: i64| {
        let mut book = example_book();
        book.set(METADATA, "B1", name).set(DISCLOSURE, "B4", "0件");
        book.set(APPLICATIONS, "D5", 5 + more).set(APPLICATIONS, "J5", 6 + more);
        let path = folder.path().join(format!("{name}.xlsx"));
        std::fs::rename(book.save(folder.path()), &path).unwrap();
        path
    };
    let offices = [office("甲海关", 0), office("乙海关", 1), office("甲海关综合科", 0)];
    let run = merge(&offices, &example(), &merged);
    let line = run
        .out
        .lines()
        .find(|line| line.contains("完全相同"))
        .unwrap_or_default();
    assert!(
        line.contains("甲海关（") && line.contains("甲海关综合科（"),
        "{}",
        run.out
    );
    assert!(!line.contains("乙海关"), "{line}");
    assert!(
        run.out.contains("text-number") && !run.out.contains("、0 个提示"),
        "{}",
        run.out
    );
}

fn figure(workbook: &Path, key: &str) -> nianbao::model::figure::Figure {
    let session = nianbao::Session::new(nianbao::Options::default()).unwrap();
    let filing = session.read(&[nianbao::Input::open(workbook).unwrap()]).unwrap();
    filing.report.figure(key).unwrap().clone()
}

#[test]
fn what_cannot_be_added_up_is_listed_and_nothing_is_written() {
    let folder = folder();
    let mut workbooks = offices(folder.path(), &["甲海关", "乙海关"]);
    let merged = folder.path().join("merged.xlsx");

    let twice = [workbooks[0].clone(), workbooks[1].clone(), workbooks[0].clone()];
    let run = merge(&twice, &example(), &merged);
    assert_eq!((run.code, run.err.contains("“甲海关”有两份")), (2, true), "{}", run.err);

    let other = folder.path().join("other.xlsx");
    let written = nianbao([
        "template",
        "--year",
        "2025",
        "--organ",
        "丙海关",
        "-o",
        other.to_str().unwrap(),
    ]);
    assert_eq!(written.code, 0, "{}", written.err);
    workbooks.push(other);
    let run = merge(&workbooks, &example(), &merged);
    assert_eq!(run.code, 2, "{}", run.err);
    for part in ["各单位的表式不同", "gov-2021", "各单位的年度不同", "2025", "other.xlsx"] {
        assert!(run.err.contains(part), "{part}: {}", run.err);
    }
    assert!(!run.err.contains("\\n"), "{}", run.err);
    let line = |start: &str| run.err.lines().any(|line| line.starts_with(start));
    assert!(line("  2025: ") && line("各单位的年度不同"), "a line each: {}", run.err);

    workbooks.pop();
    let mut wrong = example_book();
    wrong.set(METADATA, "B1", "丁海关").set(DISCLOSURE, "B4", "待定");
    workbooks.push(wrong.save(folder.path()));
    let run = merge(&workbooks, &example(), &merged);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.out.contains("单位  丁海关") && run.out.contains("not-a-number"),
        "{}",
        run.out
    );
    assert!(!merged.exists());
}

#[test]
fn a_filled_in_workbook_is_not_overwritten_by_a_template() {
    let folder = folder();
    let path = folder.path().join("填报表.xlsx");
    std::fs::write(&path, "work of days").unwrap();
    let arguments = ["template", "--year", "2025", "-o", path.to_str().unwrap()];
    let run = nianbao(arguments);
    assert_eq!((run.code, run.err.contains("文件已经存在")), (3, true), "{}", run.err);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "work of days");
    assert_eq!(nianbao(arguments.into_iter().chain(["--force"])).code, 0);
    assert_eq!(files(folder.path()), ["填报表.xlsx"]);
    let run = nianbao(["check", path.to_str().unwrap()]);
    assert!(
        run.out.contains("gov-2021") && run.out.contains("3 张表"),
        "{}",
        run.out
    );
}
