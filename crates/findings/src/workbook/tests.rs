use nianbao_check::{Fact, Finding, Value};
use nianbao_import_excel::ExcelImporter;
use nianbao_model::plugin::Importer;
use nianbao_model::source::Sheet;
use nianbao_model::{Locus, Text};
use nianbao_testing::archive::part;

use super::*;
use crate::testing::{at, failed, faulty, one};

fn outcomes() -> Vec<Outcome> {
    vec![Outcome::Judged(Box::new(faulty())), failed()]
}

fn beside(file: &str) -> Option<String> {
    Some(format!("../各单位 2024/{file}"))
}

/// The sheets as read back, and the parts of the file.
fn read(bytes: &[u8]) -> (Vec<Sheet>, impl Fn(&str) -> String + use<>) {
    let source = ExcelImporter.import(&"a.xlsx".into(), bytes).unwrap();
    let bytes = bytes.to_vec();
    (source.sheets, move |name: &str| part(&bytes, name))
}

/// A sheet's rows, cells divided by `|`.
fn rows(sheet: &Sheet) -> String {
    let last = sheet.cells.keys().map(|at| at.row).max().unwrap();
    let rows = (0..=last).map(|row| {
        let cells = sheet.cells.iter().filter(|(at, _)| at.row == row);
        cells
            .map(|(_, cell)| cell.value.display())
            .collect::<Vec<_>>()
            .join(" | ")
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn one_row_a_finding_and_one_row_a_report() {
    let bytes = render(&outcomes(), Lang::Zh, &beside).unwrap();
    let (sheets, _) = read(&bytes);
    let text = sheets.iter().map(|sheet| format!("{}\n{}", sheet.name, rows(sheet)));
    insta::assert_snapshot!(text.collect::<Vec<_>>().join("\n\n"));
    let english = render(&outcomes(), Lang::En, &beside).unwrap();
    let (sheets, _) = read(&english);
    assert!(
        rows(&sheets[0]).starts_with("no. | severity | organ"),
        "{}",
        rows(&sheets[0])
    );
}

#[test]
fn the_same_findings_give_the_same_bytes() {
    let [one, other] = [0, 1].map(|_| render(&outcomes(), Lang::Zh, &beside).unwrap());
    assert!(one == other);
}

#[test]
fn the_cell_leads_to_the_cell_in_the_offices_workbook() {
    let (_, part) = read(&render(&outcomes(), Lang::Zh, &beside).unwrap());
    let (sheet, relations) = (
        part("xl/worksheets/sheet1.xml"),
        part("xl/worksheets/_rels/sheet1.xml.rels"),
    );
    assert!(
        sheet.contains(r#"<hyperlink ref="F2" r:id="rId1" location="'表三 依申请公开'!J7""#),
        "{sheet}"
    );
    let target = r#"Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="../各单位%202024/年报.xlsx" TargetMode="External""#;
    assert!(relations.contains(target), "{relations}");
    // Office follows no link to a file with `#` in its name: there is none.
    assert!(!relations.contains("正文"), "{relations}");
    assert_eq!(relations.matches("Target=").count(), faulty().findings.len() - 1);
    let (sheets, part) = read(&render(&outcomes(), Lang::Zh, &|_| None).unwrap());
    assert!(!part("xl/worksheets/sheet1.xml").contains("<hyperlink"));
    assert_eq!(sheets[0].text_at(at("F2")), Some("J7"));
}

/// What a link to this path is, in the file.
fn target(path: &str) -> Option<String> {
    let mut judged = one("row-total");
    judged.findings[0].locations[0].locus.sheet = Some("王's 表".into());
    let (sheets, part) = read(
        &render(&[Outcome::Judged(Box::new(judged))], Lang::Zh, &|_| {
            Some(path.to_owned())
        })
        .unwrap(),
    );
    assert_eq!(sheets[0].text_at(at("F2")), Some("J7"));
    let sheet = part("xl/worksheets/sheet1.xml");
    if !sheet.contains("<hyperlink") {
        return None;
    }
    assert!(sheet.contains(r#"location="'王''s 表'!J7""#), "{sheet}");
    let relations = part("xl/worksheets/_rels/sheet1.xml.rels");
    let (_, rest) = relations.split_once("Target=\"")?;
    Some(rest.split('"').next()?.to_owned())
}

#[test]
fn any_path_is_linked_as_excel_does_or_not_at_all() {
    let targets = [
        ("年报.xlsx", Some("年报.xlsx")),
        ("a b[1].xlsx", Some("a%20b%5b1%5d.xlsx")),
        ("50%20 a.xlsx", Some("50%2520%20a.xlsx")),
        ("100%.xlsx", Some("100%25.xlsx")),
        (r"C:\年 报\a.xlsx", Some(r"file:///C:\年%20报\a.xlsx")),
        (r"\\server\a.xlsx", Some(r"file:///\\server\a.xlsx")),
        ("a#1.xlsx", None),
        ("", None),
    ];
    for (path, expected) in targets {
        assert_eq!(target(path).as_deref(), expected, "{path}");
    }
    assert_eq!(target(&"长".repeat(3000)), None);
}

#[test]
fn text_is_never_a_formula_and_always_fits() {
    let mut judged = one("row-total");
    let finding: &mut Finding = &mut judged.findings[0];
    finding.message = Text::same(format!("=1+1\u{1b}\n{}", "长".repeat(40_000)));
    finding.found = Some(Fact {
        value: Value::Text(String::from("=HYPERLINK(\"http://a\")")),
        told: false.into(),
    });
    finding.locations = vec![Locus::file(&"https://example.org".into()).into()];
    let (sheets, part) = read(&render(&[Outcome::Judged(Box::new(judged))], Lang::Zh, &|_| None).unwrap());
    assert!(!part("xl/worksheets/sheet1.xml").contains("<f>"));
    let message = sheets[0].text_at(at("G2")).unwrap();
    assert!(message.starts_with("=1+1\n长") && message.ends_with("长…"));
    assert_eq!(message.encode_utf16().count(), 32_767);
    assert_eq!(sheets[0].text_at(at("H2")), Some("=HYPERLINK(\"http://a\")"));
}

#[test]
fn nothing_found_is_a_workbook_without_rows() {
    let (sheets, _) = read(&render(&[], Lang::Zh, &beside).unwrap());
    assert_eq!(
        sheets
            .iter()
            .map(rows)
            .map(|rows| rows.lines().count())
            .collect::<Vec<_>>(),
        [1, 1]
    );
}
