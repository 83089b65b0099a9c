//! `.xls`: a file LibreOffice wrote, and damaged and hostile ones.

use nianbao_testing::biff8::{number, record, workbook};
use nianbao_testing::compound::{SECTOR, compound};
use proptest::prelude::*;

use super::*;

const FIXTURE: &[u8] = include_bytes!("../../tests/fixtures/workbook.xls");

/// A workbook with cells in two corners.
fn far_apart() -> Vec<u8> {
    let corners = [CellRef::new(0, 0), CellRef::new(65_535, 65_535)].map(|at| number(at, 7.0));
    workbook(&[], &corners.concat())
}

fn refusal(bytes: &[u8]) -> String {
    import(bytes).expect_err("refused").text().zh
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
fn the_streams_say_what_a_compound_file_is() {
    assert!(refusal(&compound("EncryptedPackage", &[])).contains("密码"));
    assert!(refusal(&compound("WordDocument", &[])).contains("另存为 .docx"));
    assert!(refusal(&compound("PowerPoint Document", &[])).contains("这不是工作簿"));
    assert!(refusal(compound::MAGIC).contains("损坏"));
    let locked = workbook(&record(0x002f, &[&[1, 0, 1, 0, 1, 0]]), &[]);
    assert!(refusal(&locked).contains("密码"), "FilePass");
}

#[test]
fn a_caller_can_tell_one_fault_from_another() {
    let fault = |bytes: &[u8]| import(bytes).expect_err("refused").fault;
    assert_eq!(fault(&compound("EncryptedPackage", &[])), ImportFault::Password);
    assert_eq!(fault(&FIXTURE[..FIXTURE.len() / 2]), ImportFault::Damaged);
    assert_eq!(
        fault(&far_apart()),
        ImportFault::TooLarge(Amount::Count(limits::MAX_AREA))
    );
    assert_eq!(fault(&compound("WordDocument", &[])), ImportFault::Unsupported);
}

#[test]
fn what_a_sheet_announces_is_not_believed() {
    let announced = record(0x0200, &[&[0; 4], &[0xff; 4], &[0, 0, 0xff, 0, 0, 0]]);
    let seven = number(CellRef::new(2, 1), 7.0);
    let source = import(&workbook(&[], &[announced, seven].concat())).unwrap();
    assert_eq!(shown(&source, 0, (2, 1)), "7");
}

#[test]
fn what_would_fill_the_memory_is_refused() {
    assert!(refusal(&far_apart()).contains("表格范围"));
    let label = record(0x0204, &[&[0; 6], &[0xff, 0xff, 0]]);
    assert!(
        refusal(&workbook(&[], &label)).contains("损坏"),
        "a text that says it is long"
    );
    let continued = record(0x003c, &[]).repeat(limits::MAX_CONTINUED + 1);
    assert!(refusal(&workbook(&[], &continued)).contains("损坏"));
}

#[test]
fn chains_that_go_in_circles_are_refused() {
    let mut file = workbook(&[], &[]);
    // The directory's chain and then the stream's, each made to lead to itself.
    for (sector, what) in [(1u32, "directory"), (2, "stream")] {
        let at = SECTOR + sector as usize * 4;
        let old = file[at..at + 4].to_vec();
        file[at..at + 4].copy_from_slice(&sector.to_le_bytes());
        assert!(refusal(&file).contains("损坏"), "{what}");
        file[at..at + 4].copy_from_slice(&old);
    }
    assert!(import(&file).is_ok());
}

proptest! {
    #[test]
    fn a_damaged_workbook_is_read_or_refused_but_never_more(at in 0..FIXTURE.len(), byte: u8, cut in 0..FIXTURE.len()) {
        let mut damaged = FIXTURE.to_vec();
        damaged[at] = byte;
        assert_read_or_refused(&damaged);
        assert_read_or_refused(&damaged[..cut]);
    }
}
