//! The file as a file: its tables of contents, its streams, what is damaged and what is not read.

use nianbao_model::plugin::ImportFault;
use nianbao_testing::pdf::{self, Pdf};
use proptest::prelude::*;

use super::*;

/// The sample with other bytes at the end of it, from its table of contents on.
fn with_end(end: &str) -> Vec<u8> {
    let sample = pdf::sample();
    let table = sample.windows(6).rposition(|at| at == b"\nxref\n").unwrap();
    [&sample[..table], end.as_bytes()].concat()
}

#[test]
fn a_file_without_a_table_of_contents_is_read_by_its_objects() {
    let whole = import(&pdf::sample()).unwrap();
    for end in [
        "",
        "\nstartxref\n99999999\n%%EOF",
        "\nxref\n0 1\ntrailer\n<<>>\nstartxref\n7\n",
    ] {
        assert_eq!(import(&with_end(end)).unwrap(), whole, "{end}");
    }
    let mut shifted = pdf::sample();
    shifted.splice(0..0, *b"HTTP/1.1 200 OK\r\n\r\n");
    assert_eq!(import(&shifted).unwrap(), whole);
    // One place in the table is wrong: the object there is another one.
    let mut moved = pdf::sample();
    let entry = moved.windows(8).position(|at| at == b" 00000 n").unwrap();
    moved[entry - 1] = b'7';
    assert_eq!(import(&moved).unwrap(), whole);
}

#[test]
fn objects_in_streams_are_read() {
    let mut file = pdf::Pdf::default();
    let content = pdf::text(90.0, 700.0, 14.0, "一、总体情况");
    let font = file.font();
    let content = file.packed("", content.as_bytes());
    let first = format!(
        "<</Type/Catalog/Pages 21 0 R>> <</Type/Pages/Kids[22 0 R]>> <</Type/Page/Contents {content} 0 R/Resources<</Font<</F1 {font} 0 R>>>>>>"
    );
    let places: Vec<usize> = first.match_indices("<</Type").map(|(at, _)| at).collect();
    let head = format!("20 {} 21 {} 22 {} ", places[0], places[1], places[2]);
    let objects = file.packed(
        &format!("/Type/ObjStm/N 3/First {}", head.len()),
        format!("{head}{first}").as_bytes(),
    );
    let plain = file.finish(1, "");
    let mut bytes = plain[..plain.windows(6).rposition(|at| at == b"\nxref\n").unwrap()].to_vec();
    let mut rows: Vec<u8> = Vec::new();
    for number in 1..=objects {
        let place = plain
            .windows(8)
            .position(|at| at.starts_with(format!("\n{number} 0 obj").as_bytes()))
            .unwrap()
            + 1;
        rows.extend([1, (place >> 8) as u8, place as u8, 0]);
    }
    for at in 0..3 {
        rows.extend([2, 0, objects as u8, at]);
    }
    let table = bytes.len() + 1;
    let rows = pdf::deflated(&rows);
    let index = format!("[1 {objects} 20 3]");
    bytes.extend(
        format!("\n99 0 obj\n<</Type/XRef/W[1 2 1]/Index{index}/Size 99/Root 20 0 R/Filter/FlateDecode/Length {}>>\nstream\n", rows.len()).bytes(),
    );
    bytes.extend(rows);
    bytes.extend(format!("\nendstream\nendobj\nstartxref\n{table}\n%%EOF").bytes());
    assert_eq!(texts(&import(&bytes).unwrap()), ["一、总体情况"]);
    // And without the table.
    let cut = bytes.windows(9).rposition(|at| at == b"startxref").unwrap();
    assert_eq!(texts(&import(&bytes[..cut]).unwrap()), ["一、总体情况"]);
}

#[test]
fn streams_are_unpacked_in_every_way_text_is_packed() {
    let page = |entries: &str, data: &[u8]| {
        let mut file = Pdf::default();
        let font = file.font();
        let content = file.stream(entries, data);
        let page = file.add(format!(
            "<</Type/Page/Contents {content} 0 R/Resources<</Font<</F1 {font} 0 R>>>>>>"
        ));
        let pages = file.add(format!("<</Type/Pages/Kids[{page} 0 R]>>"));
        let root = file.add(format!("<</Type/Catalog/Pages {pages} 0 R>>"));
        file.finish(root, "")
    };
    let content = pdf::text(90.0, 700.0, 14.0, "无。");
    let hex: String = content.bytes().map(|byte| format!("{byte:02x}")).collect();
    let packed = pdf::deflated(content.as_bytes());
    let mut unsigned = packed.clone();
    let length = unsigned.len();
    unsigned[length - 1] ^= 0xff;
    // The first row is as it is, the second holds what is to be added to it.
    let rows: Vec<u8> = content.bytes().collect();
    let predicted = [&[0][..], &rows, &[2], &vec![0; rows.len()]].concat();
    let parameters = format!(
        "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {}>>",
        rows.len()
    );
    let ways: [(&str, &[u8]); 5] = [
        ("/Filter/ASCIIHexDecode", hex.as_bytes()),
        ("/Filter[/AHx/Fl]", &hex_of(&packed)),
        ("/Filter/FlateDecode", &unsigned),
        ("/Filter/ASCII85Decode", &ascii85(content.as_bytes())),
        (&parameters, &pdf::deflated(&predicted)),
    ];
    for (entries, data) in ways {
        let source = import(&page(entries, data)).unwrap();
        assert_eq!(texts(&source), ["无。"], "{entries}");
    }
    assert!(refused(&page("/Filter/LZWDecode", b"x")).contains("LZWDecode"));
    assert!(refused(&page("/Filter/FlateDecode", &packed[..packed.len() / 2])).contains("已损坏"));
}

fn hex_of(bytes: &[u8]) -> Vec<u8> {
    bytes
        .iter()
        .flat_map(|byte| format!("{byte:02X}").into_bytes())
        .collect()
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    for group in bytes.chunks(4) {
        let mut whole = [0; 4];
        whole[..group.len()].copy_from_slice(group);
        let mut value = u32::from_be_bytes(whole);
        let mut digits = [0_u8; 5];
        for digit in digits.iter_mut().rev() {
            *digit = (value % 85) as u8 + b'!';
            value /= 85;
        }
        packed.extend(&digits[..=group.len()]);
    }
    [&packed[..], b"~>"].concat()
}

#[test]
fn what_cannot_be_read_is_told() {
    let sample = pdf::sample();
    let fault = |bytes: &[u8]| import(bytes).expect_err("refused").fault;
    assert_eq!(fault(&sample[..200]), ImportFault::Damaged);
    assert_eq!(fault(b"%PDF-1.4\n"), ImportFault::Damaged);
    let mut file = Pdf::default();
    let root = file.pages(&[&pdf::text(90.0, 700.0, 14.0, "无。")], "");
    assert_eq!(
        fault(&file.finish(root, "/Encrypt<</Filter/Standard>>")),
        ImportFault::Password
    );
    let mut blank = Pdf::default();
    let root = blank.pages(&["", ""], "");
    assert!(refused(&blank.finish(root, "")).contains("没有文字"));
}

/// Pieces of pages: they paint, clip, move, write and strike out, with numbers that are small, large and none.
const PIECES: [&str; 30] = [
    "0 0 595 842 re f ",
    "90 690 100 30 re f* ",
    "1 g ",
    "0 g ",
    "0.5 0 0 rg ",
    "0 0 0 0 k ",
    "/Pattern cs /P scn ",
    "/Cs cs 1 scn ",
    "q ",
    "Q ",
    "80 680 200 60 re W n ",
    "90 700 m 190 703 250 720 300 700 c h f ",
    "90 703 m 190 703 l S ",
    "70 703 m 500 703 l S ",
    "90 600 400 80 re S 290 600 m 290 680 l S 90 640 m 490 640 l S ",
    "0 w ",
    "30 w ",
    "1e9 w ",
    "0 1 -1 0 300 300 cm ",
    "1e-9 0 0 1e-9 0 0 cm ",
    "1e30 0 0 -1e30 0 0 cm ",
    "0 0 0 0 0 0 cm ",
    "BT /F1 10 Tf 90 700 Td <00310032> Tj ET ",
    "BT /F1 -10 Tf 90 700 Td <00310032> Tj ET ",
    "BT /F1 1e30 Tf 90 700 Td <0031> Tj ET ",
    "BT /F1 10 Tf -100 Tz 3 Ts 90 640 Td <5E740031> Tj ET 100 Tz 0 Ts ",
    "/Span <</ActualText(12)>> BDC BT /F1 10 Tf 100 700 Td <0031> Tj ET EMC ",
    "/P <</MCID 0>> BDC ",
    "EMC ",
    "1e38 -1e38 1e38 1e38 re f sh ",
];

proptest! {
    #[test]
    fn no_drawing_makes_it_panic(pages in proptest::collection::vec(proptest::collection::vec(0..PIECES.len(), 0..24), 1..3)) {
        let pages: Vec<String> = pages.iter().map(|page| page.iter().map(|at| PIECES[*at]).collect()).collect();
        let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
        let _ = PdfImporter.import(&"年报.pdf".into(), &pdf::file(&pages));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = PdfImporter.import(&"年报.pdf".into(), &[b"%PDF-1.7\n", &bytes[..]].concat());
    }

    #[test]
    fn no_change_makes_it_panic(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let mut bytes = pdf::sample();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = PdfImporter.import(&"年报.pdf".into(), &bytes);
    }
}
