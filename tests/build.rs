//! The main job: one workbook, three documents, and what the program says of it.

use nianbao_testing::book::{APPLICATIONS, DISCLOSURE, METADATA, NARRATIVE, Nothing};

use crate::support::{TITLE, build, example, example_book, files, folder, nianbao};

#[test]
fn one_command_writes_the_three_documents_and_says_so() {
    let folder = folder();
    let out = folder.path().join("新/成品");
    let run = nianbao([
        "build".as_ref(),
        example().as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert_eq!(
        files(&out),
        ["docx", "html", "pdf"].map(|extension| format!("{TITLE}.{extension}"))
    );
    for part in [
        "3 张表、209 个数据、16 项业务数据",
        "customs-2020",
        &format!("{} 条规则：0 个错误", nianbao_check::rules().len()),
        ".pdf (",
        ".docx (",
        ".html (",
    ] {
        assert!(run.out.contains(part), "{part} in {}", run.out);
    }
}

#[test]
fn a_figure_changed_in_the_table_changes_in_the_text() {
    let folder = folder();
    let mut book = example_book();
    book.set(DISCLOSURE, "D8", 810).set("业务数据", "B10", 16654);
    build(&book.save(folder.path()), folder.path(), "html");
    let page = std::fs::read_to_string(folder.path().join(format!("{TITLE}.html"))).unwrap();
    assert!(page.contains("行政许可决定810件") && page.contains("来电16654人次"));
    assert!(!page.contains("809") && !page.contains("{{"));
}

#[test]
fn the_form_is_known_by_its_rows() {
    let folder = folder();
    let mut book = example_book();
    // One row instead of three under （六）: that is the general form of 2019.
    book.set(APPLICATIONS, "C25", Nothing);
    for column in ["C", "D", "E", "F", "G", "H", "I", "J"] {
        book.set(APPLICATIONS, &format!("{column}26"), Nothing)
            .set(APPLICATIONS, &format!("{column}27"), Nothing);
    }
    let run = nianbao(["check".as_ref(), book.save(folder.path()).as_os_str()]);
    assert!(run.out.contains("表式  gov-2019"), "{}", run.out);
    // What the user says counts more.
    let forced = nianbao([
        "check".as_ref(),
        example().as_os_str(),
        "--form".as_ref(),
        "gov-2019".as_ref(),
    ]);
    assert!(forced.out.contains("表式  gov-2019"), "{}", forced.out);
    assert!(
        forced.out.contains("缺少“其他对外管理服务事项”这一行"),
        "{}",
        forced.out
    );
}

#[test]
fn a_title_that_no_file_could_have_is_made_safe() {
    let folder = folder();
    let mut book = example_book();
    book.set(METADATA, "B3", "甲/乙: 2020年年报?");
    let out = folder.path().join("out");
    build(&book.save(folder.path()), &out, "json");
    assert_eq!(files(&out), ["甲／乙： 2020年年报？.json"]);
}

#[test]
fn a_draft_is_written_in_spite_of_errors() {
    let folder = folder();
    let mut book = example_book();
    book.set(APPLICATIONS, "J5", 7)
        .set(NARRATIVE, "A60", "接听{{ 热线接听 }}次。");
    let out = folder.path().join("out");
    let path = book.save(folder.path());
    let run = nianbao([
        "build".as_ref(),
        path.as_os_str(),
        "--out".as_ref(),
        out.as_os_str(),
        "--draft".as_ref(),
    ]);
    assert_eq!(run.code, 1, "the errors are still told: {}", run.out);
    assert_eq!(files(&out).len(), 3);
    let page = std::fs::read_to_string(out.join(format!("{TITLE}（草稿）.html"))).unwrap();
    assert!(
        page.contains("接听{{ 热线接听 }}次。"),
        "what could not be filled in stays visible"
    );
}

#[test]
fn several_files_make_one_report() {
    let (folder, other) = (folder(), folder());
    let (mut tables, mut text) = (example_book(), example_book());
    tables.sheets.retain(|sheet| sheet.name.starts_with('表'));
    text.sheets.retain(|sheet| !sheet.name.starts_with('表'));
    let (tables, text) = (tables.save(folder.path()), text.save(other.path()));
    let run = nianbao(["check".as_ref(), tables.as_os_str(), text.as_os_str()]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("3 张表、209 个数据、16 项业务数据"), "{}", run.out);
}
