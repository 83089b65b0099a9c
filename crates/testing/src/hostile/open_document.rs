//! What an OpenDocument workbook can do: repeat a cell a thousand million times.

use super::workbooks::laughs;
use super::{Hostile, NOTHING, refused, repeated};
use crate::archive::{Parts, XML};

pub(super) const FILES: &[Hostile] = &[
    refused(
        "rows-repeated.ods",
        "a row with content, repeated 1,000,000,000 times",
        "数字单元格数",
        || {
            table(
                "<table:table-row table:number-rows-repeated=\"1000000000\"><table:table-cell office:value-type=\"float\" office:value=\"1\"/></table:table-row>",
            )
        },
    ),
    refused(
        "columns-repeated.ods",
        "a cell repeated 4,294,967,295 times",
        "损坏",
        || {
            table(
                "<table:table-row><table:table-cell table:number-columns-repeated=\"4294967295\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>",
            )
        },
    ),
    refused(
        "text-repeated.ods",
        "a text of 1 MB, repeated 1,000,000 times",
        "单元格内的文字",
        || {
            table(&format!(
                "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row>",
                "字".repeat(350_000)
            ))
        },
    ),
    refused(
        "empty-repeated.ods",
        "100,000 empty rows, repeated 1,000,000,000 times each",
        NOTHING,
        || {
            table(
                &"<table:table-row table:number-rows-repeated=\"1000000000\"><table:table-cell/></table:table-row>"
                    .repeat(100_000),
            )
        },
    ),
    refused(
        "spans.ods",
        "20,000 cells merged over 4,294,967,295 rows",
        "合并",
        || {
            table(&"<table:table-row><table:table-cell table:number-rows-spanned=\"4294967295\"><text:p>1</text:p></table:table-cell></table:table-row>".repeat(20_000))
        },
    ),
    refused("deep.ods", "1,000,000 elements within elements", "损坏", || {
        Parts::open_document(repeated("<table:table>", "<table:table-row-group>", 1_000_000, "")).packed()
    }),
    refused("deep-cell.ods", "the same in a cell", "损坏", || {
        Parts::open_document(repeated(
            "<table:table><table:table-row><table:table-cell>",
            "<text:p>",
            1_000_000,
            "",
        ))
        .packed()
    }),
    refused(
        "bomb.ods",
        "zip bomb: 1 GB of zeros",
        "内部文件解压后大小",
        || {
            Parts::default()
                .with("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
                .packed_with_zeros("content.xml", 1 << 30)
        },
    ),
    refused(
        "billion-laughs.ods",
        "ten entities of ten of each other",
        "损坏",
        || {
            Parts::open_document(format!(
            "{XML}{}<table:table><table:table-row><table:table-cell><text:p>&l9;</text:p></table:table-cell></table:table-row></table:table>",
            laughs()
        ))
        .packed()
        },
    ),
    refused("sheets.ods", "10,000 tables", "工作表数", || {
        Parts::open_document("<table:table><table:table-row/></table:table>".repeat(10_000)).packed()
    }),
];

fn table(rows: &str) -> Vec<u8> {
    Parts::open_document(format!("{XML}<table:table table:name=\"A\">{rows}</table:table>")).packed()
}
