//! `.ods`: a file LibreOffice wrote, and hostile ones.

use nianbao_testing::archive::Parts;

use super::*;

const FIXTURE: &[u8] = include_bytes!("../../tests/fixtures/workbook.ods");

fn workbook(content: &str) -> Vec<u8> {
    Parts::open_document(content).packed()
}

#[test]
fn a_workbook_of_libreoffice_is_read() {
    assert!(ExcelImporter.recognizes(FIXTURE));
    let source = import(FIXTURE).unwrap();
    assert_is_the_fixture(&source);
    assert_eq!(formula(&source, 1, (0, 0)), Some("表一!B3*2"));
    assert_eq!(formula(&source, 1, (0, 2)), Some("SUM(表一!B3:B3)"));
    assert_eq!(formula(&source, 2, (0, 0)), Some("'附 表'!$A$1"));
}

#[test]
fn repeated_rows_and_columns_keep_their_places() {
    let source = import(&workbook(
        "<table:table table:name='表'>\
           <table:table-column table:number-columns-repeated='3'/>\
           <table:table-column-group table:display='false'><table:table-column/></table:table-column-group>\
           <table:table-row table:number-rows-repeated='1000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>\
           <table:table-row table:number-rows-repeated='2'><table:table-cell/>\
             <table:table-cell table:number-columns-repeated='3' office:value-type='float' office:value='7'/></table:table-row>\
           <table:table-row-group table:display='false'><table:table-row-group><table:table-row>\
             <table:table-cell office:value-type='string'><text:p>折叠</text:p></table:table-cell></table:table-row>\
             </table:table-row-group></table:table-row-group>\
           <table:table-row table:number-rows-repeated='1047573'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>\
         </table:table>",
    ))
    .unwrap();
    let cells: Vec<String> = source.sheets[0].cells.keys().map(ToString::to_string).collect();
    assert_eq!(cells, ["B1001", "C1001", "D1001", "B1002", "C1002", "D1002", "A1003"]);
    assert_eq!(source.sheets[0].hidden_columns.iter().collect::<Vec<_>>(), [&3]);
    assert_eq!(source.sheets[0].hidden_rows.iter().collect::<Vec<_>>(), [&1002]);
}

#[test]
fn repetitions_of_content_are_counted() {
    let row = "<table:table-row table:number-rows-repeated='4294967295'>\
               <table:table-cell table:number-columns-repeated='4294967295' office:value-type='float' office:value='1'/></table:table-row>";
    let refused = import(&workbook(&format!("<table:table>{row}{row}</table:table>"))).expect_err("refused");
    assert!(
        refused.text().zh.contains("损坏") || refused.text().zh.contains("上限"),
        "{}",
        refused.text().zh
    );
    let merged = "<table:table><table:table-row><table:table-cell table:number-columns-spanned='4294967295' \
                  table:number-rows-spanned='4294967295'/></table:table-row></table:table>";
    let source = import(&workbook(merged)).unwrap();
    assert_eq!(source.sheets[0].merges[0].last, CellRef::new(1_048_575, 16_383));
}

#[test]
fn what_is_encrypted_or_cut_is_told_so() {
    let encrypted = edited(FIXTURE, "META-INF/manifest.xml", |manifest| {
        manifest.replace(
            "</manifest:manifest>",
            "<manifest:encryption-data/></manifest:manifest>",
        )
    });
    let error = import(&encrypted).expect_err("encrypted");
    assert_eq!(error.fault, ImportFault::Password);
    assert!(error.text().zh.contains("密码"));
    let cut = &FIXTURE[..FIXTURE.len() / 2];
    assert!(ExcelImporter.recognizes(cut));
    let error = import(cut).expect_err("cut");
    assert_eq!(error.fault, ImportFault::Damaged);
    assert!(error.text().zh.contains("损坏"));
    let unclosed = workbook("<table:table><table:table-row><table:table-cell>");
    assert!(import(&unclosed).expect_err("unclosed").text().zh.contains("损坏"));
    let text = ("mimetype", "application/vnd.oasis.opendocument.text");
    assert!(!ExcelImporter.recognizes(&archive(&[text, ("content.xml", "")])));
}
