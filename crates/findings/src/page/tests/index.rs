//! Pages with several reports.

use nianbao_model::report::{Field, Sourced};

use super::super::render_beside;
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

/// The page's policy lets no script run but its own, which it knows by this.
#[test]
fn the_policy_names_the_scripts_digest() {
    use sha2::Digest;
    let digest = sha2::Sha256::digest(include_str!("../index.js"));
    let mut base64 = String::new();
    for three in digest.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, at| {
            bits << 8 | u32::from(three.get(at).copied().unwrap_or_default())
        });
        for at in 0..4 {
            let letter = (bits >> (18 - 6 * at) & 63) as usize;
            let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            base64.push(if at <= three.len() {
                char::from(alphabet[letter])
            } else {
                '='
            });
        }
    }
    let text = render(&many(), Lang::Zh).unwrap();
    assert!(
        text.contains(&format!("script-src 'sha256-{base64}'")),
        "sha256-{base64}"
    );
    let one = render(&[outcome(office::troubled())], Lang::Zh).unwrap();
    assert!(!one.contains("script-src"), "a page of one report has none");
}

#[test]
fn rows_can_be_found_and_filtered_by_what_they_are_about() {
    let mut judged = office::one_error();
    let locus = Locus::file(&"年报.xlsx".into());
    let value = String::from("5001120001");
    judged
        .report
        .metadata
        .fields
        .insert(Field::SiteId, Sourced { value, locus });
    let html = page(&[outcome(office::clean()), outcome(judged), office::failed()]);
    let rows = all(&html, ".index tbody tr");
    let class = |at: usize| rows[at].attr("class").unwrap().trim().to_owned();
    assert_eq!(
        [class(0), class(1), class(2)],
        ["failed is-unread", "is-error", "is-clean"]
    );
    let find = rows[1].attr("data-find").unwrap();
    for words in ["青禾市水务局", "500112", "2024", "年报.xlsx", "row-total"] {
        assert!(find.contains(words), "{words}: {find}");
    }
    assert_eq!(
        texts(&html, ".index tbody td")
            .iter()
            .filter(|text| *text == "500112")
            .count(),
        1
    );
    let rules = texts(&html, ".rules tbody tr");
    assert!(rules.iter().any(|row| row.starts_with("row-total ")), "{rules:?}");
}

#[test]
fn what_several_offices_have_is_listed_with_who_has_it() {
    use nianbao_likeness::{Place, Shared};
    let outcomes = [
        outcome(office::clean()),
        outcome(office::troubled()),
        outcome(office::one_error()),
    ];
    let text = |at: usize| &outcomes[at].judged().unwrap().report.narrative[2].text;
    let places = [1, 2].map(|report| Place {
        report,
        paragraph: 2,
        span: 0..text(report).len(),
    });
    let shared = Shared {
        places: places.into(),
        offices: 2,
        letters: 30,
    };
    let html = Html::parse_document(&render_beside(&outcomes, &[shared], Lang::Zh).unwrap());
    assert_eq!(texts(&html, ".shared blockquote"), [text(1).clone()]);
    assert_eq!(texts(&html, ".shared .who"), ["2 个单位：青禾市水务局、青禾市水务局"]);
    let links = all(&html, ".shared .who a");
    assert!(
        links
            .iter()
            .all(|link| target(&html, *link).value().name() == "section")
    );
}
