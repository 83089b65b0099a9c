//! PDF files written by hand: objects with their numbers, and pages on which texts and ruling lines
//! stand where a test puts them. Their one font is one of Chinese that every viewer has.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// A file under construction: its objects, numbered from 1.
#[derive(Debug, Default, Clone)]
pub struct Pdf {
    objects: Vec<Vec<u8>>,
}

/// The number of the font that pages made here have.
pub const FONT: &str = "F1";

impl Pdf {
    /// Adds an object and gives its number.
    pub fn add(&mut self, object: impl Into<Vec<u8>>) -> usize {
        self.objects.push(object.into());
        self.objects.len()
    }

    /// Adds a stream, not packed, with these entries in its dictionary.
    pub fn stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let head = format!("<<{entries}/Length {}>>\nstream\n", data.len());
        self.add([head.as_bytes(), data, b"\nendstream"].concat())
    }

    /// Adds a packed stream.
    pub fn packed(&mut self, entries: &str, data: &[u8]) -> usize {
        self.stream(&format!("{entries}/Filter/FlateDecode"), &deflated(data))
    }

    /// Adds the font of the pages made here.
    pub fn font(&mut self) -> usize {
        let descendant = self.add(
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light\
             /CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500]>>",
        );
        self.add(format!(
            "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H\
             /DescendantFonts[{descendant} 0 R]>>"
        ))
    }

    /// Adds pages of A4 with these contents, and what holds them all; gives the number of the
    /// file's first object, to which these entries are added.
    pub fn pages(&mut self, contents: &[&str], entries: &str) -> usize {
        let font = self.font();
        let root = self.objects.len() + contents.len() * 2 + 1;
        let mut kids = String::new();
        for content in contents {
            let content = self.stream("", content.as_bytes());
            let page = self.add(format!(
                "<</Type/Page/Parent {root} 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R/StructParents 0\
                 /Resources<</Font<</{FONT} {font} 0 R>>>>>>"
            ));
            kids += &format!("{page} 0 R ");
        }
        let pages = self.add(format!("<</Type/Pages/Count {}/Kids[{kids}]>>", contents.len()));
        self.add(format!("<</Type/Catalog/Pages {pages} 0 R{entries}>>"))
    }

    /// The objects, by their numbers.
    pub fn objects(&self) -> &[Vec<u8>] {
        &self.objects
    }

    /// The file, with a table of contents and these entries at its end.
    pub fn finish(&self, root: usize, entries: &str) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (number, object) in (1..).zip(&self.objects) {
            places.push(file.len());
            file.extend(format!("{number} 0 obj\n").bytes());
            file.extend(object);
            file.extend(b"\nendobj\n");
        }
        let table = file.len();
        file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
        for place in &places {
            file.extend(format!("{place:010} 00000 n \n").bytes());
        }
        let size = places.len() + 1;
        let end = format!("trailer\n<</Size {size}/Root {root} 0 R{entries}>>\nstartxref\n{table}\n%%EOF\n");
        file.extend(end.bytes());
        file
    }
}

/// A file of pages with these contents.
pub fn file(contents: &[&str]) -> Vec<u8> {
    let mut pdf = Pdf::default();
    let root = pdf.pages(contents, "");
    pdf.finish(root, "")
}

/// Shows a text, its first character's lower left corner at this place, counted from the lower
/// left corner of the page.
pub fn text(x: f64, y: f64, size: f64, text: &str) -> String {
    let codes: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("BT /{FONT} {size} Tf {x} {y} Td <{codes}> Tj ET\n")
}

/// Draws a line.
pub fn line(from: (f64, f64), to: (f64, f64)) -> String {
    format!("0.5 w {} {} m {} {} l S\n", from.0, from.1, to.0, to.1)
}

/// Draws a table of these rows, its upper left corner here, its rows 20 points high and its columns
/// 80 points wide.
pub fn table(x: f64, y: f64, rows: &[&[&str]]) -> String {
    let width = rows.first().map_or(0, |row| row.len());
    let (right, bottom) = (x + 80.0 * width as f64, y - 20.0 * rows.len() as f64);
    let mut drawn = String::new();
    for row in 0..=rows.len() {
        let y = y - 20.0 * row as f64;
        drawn += &line((x, y), (right, y));
    }
    for column in 0..=width {
        let x = x + 80.0 * column as f64;
        drawn += &line((x, y), (x, bottom));
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in cells.iter().enumerate() {
            drawn += &text(
                x + 80.0 * column as f64 + 4.0,
                y - 20.0 * f64::from(row) + 6.0,
                10.0,
                cell,
            );
        }
    }
    drawn
}

/// A file with a title, paragraphs over two pages, a table and page numbers.
pub fn sample() -> Vec<u8> {
    let (file, root) = pages_of_sample();
    file.finish(root, "")
}

/// The same under construction, and the number of its first object.
pub fn pages_of_sample() -> (Pdf, usize) {
    let lines = [
        "　　本年度共收到政府信息公开申请六件，均已在法定期限内办结，",
        "没有收取费用，也没有因此被申请行政复议。",
    ];
    let first = [
        text(120.0, 760.0, 20.0, "青禾市水务局年报"),
        text(90.0, 700.0, 14.0, "一、总体情况"),
        text(90.0, 670.0, 14.0, lines[0]),
        text(90.0, 640.0, 14.0, lines[1]),
        table(
            90.0,
            600.0,
            &[
                &["信息内容", "制发件数", "废止件数"],
                &["规章", "0", "2"],
                &["规范性文件", "4", "11"],
            ],
        ),
        text(280.0, 30.0, 10.0, "— 1 —"),
    ];
    let second = [
        text(90.0, 760.0, 14.0, "六、其他需要报告的事项"),
        text(90.0, 730.0, 14.0, "　　无。"),
        text(280.0, 30.0, 10.0, "— 2 —"),
    ];
    let mut file = Pdf::default();
    let root = file.pages(&[&first.concat(), &second.concat()], "");
    (file, root)
}

/// Bytes packed as streams are.
pub fn deflated(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(data).expect("a vector takes all");
    encoder.finish().expect("a vector takes all")
}
