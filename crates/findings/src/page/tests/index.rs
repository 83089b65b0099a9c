//! Pages with several reports.

use super::*;

fn many() -> Vec<Outcome> {
    vec![
        outcome(office::clean()),
        outcome(office::one_error()),
        outcome(office::troubled()),
        office::failed(),
        outcome(office::one_error()),
    ]
}

#[test]
fn the_worst_report_leads_the_index() {
    let html = page(&many());
    assert_eq!(
        texts(&html, "header p"),
        ["共检查 5 份年报：1 份无法读取；3 份有错误，改正后才能公布；1 份没有发现问题。"]
    );
    let rows: Vec<_> = texts(&html, ".index tbody tr");
    let office = "青禾市水务局 年报.xlsx 2024";
    assert_eq!(
        rows,
        [
            "1 年报（加密）.xlsx 无法读取 文件有密码，无法读取。请在 Excel 中去掉密码后另存".to_owned(),
            format!("2 {office} 8 8 1 1"),
            format!("3 {office} 2 0 0 1"),
            format!("4 {office} 2 0 0 1"),
            format!("5 {office} 0 0 0 0"),
        ]
    );
}

#[test]
fn a_row_leads_to_its_report_unless_there_is_nothing_to_say() {
    let html = page(&many());
    let links = all(&html, ".index tbody a");
    let sections: Vec<_> = links.iter().map(|link| target(&html, *link)).collect();
    assert_eq!(sections.len(), 3);
    for (number, section) in (2..).zip(&sections) {
        assert_eq!(section.value().name(), "section");
        assert_eq!(
            text(within(*section, "h2")[0]),
            format!("{number}. 青禾市水务局 2024年")
        );
        assert_eq!(within(*section, "details").len(), 1);
        assert!(within(*section, "details[open]").is_empty(), "collapsed");
        assert!(!within(*section, ".verdict").is_empty(), "and still says how it is");
    }
}

#[test]
fn regions_of_reports_with_one_name_are_told_apart() {
    let html = page(&many());
    let names: Vec<_> = texts(&html, ".scroll caption");
    let unique: BTreeSet<_> = names.iter().collect();
    assert_eq!(unique.len(), names.len(), "{names:?}");
}

#[test]
fn one_report_that_cannot_be_read_says_why() {
    let html = page(&[office::failed()]);
    assert!(texts(&html, ".index tbody td")[1].starts_with("无法读取 文件有密码"));
}

#[test]
fn nothing_and_nothing_wrong_are_pages_too() {
    let html = page(&[]);
    assert_eq!(texts(&html, "main p"), ["没有检查任何年报。"]);
    assert!(all(&html, "table").is_empty());
    let html = page(&[outcome(office::clean())]);
    assert_eq!(texts(&html, ".verdict.fine"), ["没有错误"]);
    assert!(all(&html, "table, .items").is_empty());
}
