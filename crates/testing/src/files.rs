//! One table or text as a file of another kind, written as other programs do.

use std::fmt::Write as _;
use std::io::Cursor;

use docx_rs::{BreakType, Docx, Paragraph, Run, Table, TableCell, TableRow};
use encoding_rs::GB18030;
use nianbao_model::CellRef;
use nianbao_model::source::Sheet;

/// The last row and column of a sheet.
fn corner(sheet: &Sheet) -> CellRef {
    let last = |of: fn(&CellRef) -> u32| sheet.cells.keys().map(of).max().unwrap_or(0);
    CellRef::new(last(|at| at.row), last(|at| at.column))
}

/// A sheet as delimited text; a merged region's content stands in its first cell.
pub fn csv(sheet: &Sheet, delimiter: char) -> String {
    let mut text = String::new();
    let last = corner(sheet);
    for row in 0..=last.row {
        for column in 0..=last.column {
            if column > 0 {
                text.push(delimiter);
            }
            let cell = sheet.cells.get(&CellRef::new(row, column));
            let shown = cell.map(|cell| cell.value.display()).unwrap_or_default();
            if shown.contains([delimiter, '"', '\n']) {
                let _ = write!(text, "\"{}\"", shown.replace('"', "\"\""));
            } else {
                text.push_str(&shown);
            }
        }
        text.push_str("\r\n");
    }
    text
}

/// A sheet as the page a reporting system calls a workbook.
pub fn html(sheet: &Sheet) -> String {
    let mut text = String::from(
        "<html><head><meta charset=\"utf-8\"><style>td{mso-number-format:\"\\@\"}</style></head><body><p>单位：件　填报人：张三</p><table border=1>\n",
    );
    let last = corner(sheet);
    for row in 0..=last.row {
        text.push_str("<tr>");
        for column in 0..=last.column {
            let at = CellRef::new(row, column);
            let region = sheet.region(at);
            if region.first != at {
                continue;
            }
            let (tall, wide) = (region.last.row - row + 1, region.last.column - column + 1);
            let shown = sheet
                .cells
                .get(&at)
                .map(|cell| cell.value.display())
                .unwrap_or_default();
            let _ = write!(
                text,
                "<td rowspan={tall} colspan={wide}>{}</td>",
                shown.replace('&', "&amp;").replace('<', "&lt;")
            );
        }
        text.push_str("</tr>\n");
    }
    text + "</table></body></html>"
}

/// Text in the encoding of Chinese Windows.
pub fn gbk(text: &str) -> Vec<u8> {
    let (bytes, _, lossy) = GB18030.encode(text);
    assert!(!lossy);
    bytes.into_owned()
}

/// Text in UTF-16 with its mark.
pub fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect()
}

/// Lines as a Word document, one paragraph each.
pub fn docx(lines: &[String]) -> Vec<u8> {
    let mut document = Docx::new();
    for line in lines {
        document = document.add_paragraph(Paragraph::new().add_run(Run::new().add_text(line)));
    }
    packed(document)
}

/// Lines as a Word document of one paragraph, broken with Shift+Enter.
pub fn docx_broken(lines: &[String]) -> Vec<u8> {
    let run = lines.iter().fold(Run::new(), |run, line| {
        run.add_text(line).add_break(BreakType::TextWrapping)
    });
    packed(Docx::new().add_paragraph(Paragraph::new().add_run(run)))
}

/// Lines as a Word document, each behind something struck out.
pub fn docx_struck(lines: &[String]) -> Vec<u8> {
    let paragraphs = lines.iter().map(|line| {
        let struck = Run::new().add_text("旧1").strike();
        Paragraph::new().add_run(struck).add_run(Run::new().add_text(line))
    });
    packed(paragraphs.fold(Docx::new(), Docx::add_paragraph))
}

/// Lines as a Word document, each behind something white and something too small to be read.
pub fn docx_unseen(lines: &[String]) -> Vec<u8> {
    let paragraphs = lines.iter().map(|line| {
        let white = Run::new().add_text("旧1").color("FFFFFF");
        let tiny = Run::new().add_text("旧2").size(2);
        Paragraph::new()
            .add_run(white)
            .add_run(tiny)
            .add_run(Run::new().add_text(line))
    });
    packed(paragraphs.fold(Docx::new(), Docx::add_paragraph))
}

/// Lines as a Word document, each behind black letters on black.
pub fn docx_covered(lines: &[String]) -> Vec<u8> {
    let paragraphs = lines.iter().map(|line| {
        let covered = Run::new().add_text("旧1").color("000000").highlight("black");
        Paragraph::new().add_run(covered).add_run(Run::new().add_text(line))
    });
    packed(paragraphs.fold(Docx::new(), Docx::add_paragraph))
}

/// Lines as a Word document with a frame around them: a table of one cell.
pub fn docx_framed(lines: &[String]) -> Vec<u8> {
    let cell = lines.iter().fold(TableCell::new(), |cell, line| {
        cell.add_paragraph(Paragraph::new().add_run(Run::new().add_text(line)))
    });
    packed(Docx::new().add_table(Table::new(vec![TableRow::new(vec![cell])])))
}

/// The file of a Word document.
pub fn packed(document: Docx) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    document.build().pack(&mut bytes).unwrap();
    bytes.into_inner()
}
