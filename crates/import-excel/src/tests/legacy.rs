//! `.xls`: a file LibreOffice wrote, and damaged and hostile ones.

use super::*;
use proptest::prelude::*;

const FIXTURE: &[u8] = include_bytes!("../../tests/fixtures/workbook.xls");
/// A sector of the files made here.
const SECTOR: usize = 512;
/// The end of a chain of sectors.
const END: u32 = 0xffff_fffe;

/// A compound file with one stream: a header, the table, the directory, the stream.
fn compound(name: &str, content: &[u8]) -> Vec<u8> {
    let mut content = content.to_vec();
    content.resize(content.len().max(4096).next_multiple_of(SECTOR), 0);
    let sectors = (content.len() / SECTOR) as u32;
    let mut file = vec![0; SECTOR];
    file[..8].copy_from_slice(compound::MAGIC);
    let set = |file: &mut Vec<u8>, at: usize, number: u32| file[at..at + 4].copy_from_slice(&number.to_le_bytes());
    set(&mut file, 24, 0x0003_003e);
    set(&mut file, 28, 0x0009_fffe);
    set(&mut file, 32, 6);
    set(&mut file, 44, 1);
    set(&mut file, 48, 1);
    set(&mut file, 56, 4096);
    set(&mut file, 60, END);
    set(&mut file, 68, END);
    for at in (80..SECTOR).step_by(4) {
        set(&mut file, at, u32::MAX);
    }
    let mut table = vec![0xffff_fffd, END];
    table.extend((0..sectors).map(|sector| if sector + 1 < sectors { sector + 3 } else { END }));
    table.resize(SECTOR / 4, u32::MAX);
    file.extend(table.iter().flat_map(|number| number.to_le_bytes()));
    for (name, child, start, length) in [("Root Entry", 1, END, 0), (name, u32::MAX, 2, content.len())] {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(128, 0);
        for (at, number) in [
            (68, u32::MAX),
            (72, u32::MAX),
            (76, child),
            (116, start),
            (120, length as u32),
        ] {
            set(&mut entry, at, number);
        }
        file.extend(entry);
    }
    file.resize(3 * SECTOR, 0);
    file.extend(content);
    file
}

fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes(), &(body.len() as u16).to_le_bytes(), body].concat()
}

/// A workbook with one sheet of these records.
fn workbook(sheet: &[Vec<u8>]) -> Vec<u8> {
    let beginning = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let end = record(0x000a, &[]);
    // BoundSheet8: where the sheet begins, visible, a worksheet, its name.
    let begins = (beginning.len() + 13 + end.len()) as u8;
    let bound = record(0x0085, &[begins, 0, 0, 0, 0, 0, 1, 0, b'A']);
    let stream = [beginning.clone(), bound, end.clone(), beginning, sheet.concat(), end].concat();
    compound("Workbook", &stream)
}

fn number(row: u16, column: u16) -> Vec<u8> {
    let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    record(0x0203, &[place.as_slice(), &7f64.to_le_bytes()].concat())
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
    let mut locked = workbook(&[]);
    let at = locked.windows(2).position(|bytes| bytes == [0x85, 0]).unwrap();
    locked[at] = 0x2f;
    assert!(refusal(&locked).contains("密码"), "FilePass");
}

#[test]
fn a_caller_can_tell_one_fault_from_another() {
    let fault = |bytes: &[u8]| import(bytes).expect_err("refused").fault;
    assert_eq!(fault(&compound("EncryptedPackage", &[])), ImportFault::Password);
    assert_eq!(fault(&FIXTURE[..FIXTURE.len() / 2]), ImportFault::Damaged);
    let far = workbook(&[number(0, 0), number(65_535, 65_535)]);
    assert_eq!(fault(&far), ImportFault::TooLarge(Amount::Count(limits::MAX_AREA)));
    assert_eq!(fault(&compound("WordDocument", &[])), ImportFault::Unsupported);
}

#[test]
fn what_a_sheet_announces_is_not_believed() {
    let announced = record(0x0200, &[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0xff, 0, 0, 0]);
    let source = import(&workbook(&[announced, number(2, 1)])).unwrap();
    assert_eq!(shown(&source, 0, (2, 1)), "7");
}

#[test]
fn what_would_fill_the_memory_is_refused() {
    assert!(refusal(&workbook(&[number(0, 0), number(65_535, 65_535)])).contains("表格范围"));
    let mut label = vec![0; 6];
    label.extend([0xff, 0xff, 0]);
    assert!(
        refusal(&workbook(&[record(0x0204, &label)])).contains("损坏"),
        "a text that says it is long"
    );
    let continued = vec![record(0x003c, &[]); limits::MAX_CONTINUED + 1];
    assert!(refusal(&workbook(&continued)).contains("损坏"));
}

#[test]
fn chains_that_go_in_circles_are_refused() {
    let mut file = workbook(&[]);
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
        let _ = import(&damaged);
        let _ = import(&damaged[..cut]);
    }
}
