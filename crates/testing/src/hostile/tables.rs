//! What tables in text can do: delimited values and web pages.

use super::{Hostile, NOTHING, any, refused, repeated};

/// How a web archive begins.
const ARCHIVE: &str = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n";

pub(super) const FILES: &[Hostile] = &[
    refused("commas.csv", "one row of 2,000,000 cells, twice", "列数", || {
        repeated("", &(",".repeat(2_000_000) + "1\n"), 2, "")
    }),
    refused("cells.csv", "900,000 rows of two cells", "单元格数", || {
        "1,2\n".repeat(900_000).into_bytes()
    }),
    refused("most-cells.csv", "50,000 cells: what the limit allows", NOTHING, || {
        "总计,1\n".repeat(25_000).into_bytes()
    }),
    refused(
        "most-labels.csv",
        "48,000 cells with the name of a row of the form",
        NOTHING,
        || format!("{}总计\n", "总计,".repeat(15)).repeat(3_000).into_bytes(),
    ),
    refused("quotes.csv", "4 MB of quotation marks", "单元格内的文字", || {
        repeated("a,b\n1,2\n", "\"", 4_000_000, "\n")
    }),
    refused(
        "open-quote.csv",
        "a quotation mark that is never closed",
        "段落数",
        || repeated("a,b\n1,2\n\"", "x,y\n", 1_000_000, ""),
    ),
    refused("blank.csv", "4,000,000 blank lines in a table", "行数", || {
        repeated("a,b\n1,2\n", "\n", 4_000_000, "3,4\n")
    }),
    refused("long-cell.csv", "a cell of 4 MB", "单元格内的文字", || {
        repeated("a,b\n1,2\n3,", "字", 1_300_000, "\n")
    }),
    refused("tabs.tsv", "4 MB of tabs", "列数", || {
        repeated("a\tb\n1\t2\n3", "\t", 4_000_000, "x\n")
    }),
    refused(
        "colspan.html",
        "a cell of 1,000,000,000 columns and rows",
        NOTHING,
        || table("<tr><td colspan=1000000000 rowspan=1000000000>1</td></tr>"),
    ),
    refused(
        "colspans.html",
        "10,000 cells of 1,000 columns and 65,534 rows",
        "列数",
        || table(&"<tr><td colspan=1000 rowspan=65534>1</td></tr>".repeat(10_000)),
    ),
    any("meta.html", "50,000 things that a page says of itself", || {
        repeated(
            "<html><head>",
            "<meta name=title content=x>",
            50_000,
            "</head><p>年报</p></html>",
        )
    }),
    any("parts.mht", "a web archive of 50,000 parts", || {
        repeated(ARCHIVE, "--b\n\nx\n", 50_000, "--b--\n")
    }),
    any("nested.mht", "web archives in web archives, 20,000 deep", || {
        repeated(
            ARCHIVE,
            "--b\nContent-Type: multipart/related; boundary=b\n\n",
            20_000,
            "",
        )
    }),
    any("messages.mht", "messages in messages, 20,000 deep", || {
        repeated(ARCHIVE, "--b\nContent-Type: message/rfc822\n\n", 20_000, "")
    }),
    refused("cells.html", "200,000 cells", "单元格数", || {
        table(&"<tr><td>1<td>2</tr>".repeat(100_000))
    }),
    refused(
        "most-cells.html",
        "48,000 cells: what the limit allows",
        NOTHING,
        || table(&"<tr><td>总计<td>2</tr>".repeat(24_000)),
    ),
    refused("tables.html", "50,000 tables", "文件大小", || {
        table("<tr><td>1</td></tr>").repeat(50_000)
    }),
    refused("deep.html", "400,000 elements within elements", "嵌套", || {
        repeated("<html><table><tr><td>", "<div>", 400_000, "")
    }),
    refused("deep-tables.html", "120,000 tables in tables", "嵌套", || {
        repeated("<html>", "<table><tr><td>", 120_000, "")
    }),
    refused(
        "deep-links.html",
        "160,000 open links and fonts",
        "元素嵌套层数",
        || repeated("<html><table><tr><td>", "<a><font>x", 130_000, ""),
    ),
    refused(
        "misnested.html",
        "formatting that closes in the wrong order",
        NOTHING,
        || repeated("<html><table><tr><td>", "<b><i><p></b></i>", 100_000, ""),
    ),
    refused(
        "adoption.html",
        "900 open formats closed again and again",
        NOTHING,
        || {
            let open: String = (0..900).map(|n| format!("<font a={n}>")).collect();
            repeated(&format!("<html><table><tr><td>{open}"), "<p></font>", 100_000, "")
        },
    ),
    refused(
        "foster.html",
        "text between the rows of a table, 400,000 times",
        NOTHING,
        || repeated("<html><table><tr><td>1</td></tr>", "x<tr>", 400_000, "</table>"),
    ),
    refused(
        "lists.html",
        "paragraphs and list items that are never closed",
        "元素嵌套层数",
        || repeated("<html><table><tr><td>", "<p><li><dd><option>", 100_000, ""),
    ),
    refused(
        "select.html",
        "hidden depth: raw text and comments that end late",
        NOTHING,
        || {
            repeated(
                "<html><table><tr><td><title>",
                "</title><xmp><div></xmp><textarea><div></textarea><title>",
                30_000,
                "",
            )
        },
    ),
    refused("brackets.html", "2 MB of opening brackets", NOTHING, || {
        repeated("<html><table>", "<", 2_000_000, "")
    }),
    refused(
        "attributes.html",
        "an element with 200,000 attributes",
        "元素的属性数",
        || {
            let attributes: String = (0..200_000).map(|n| format!(" a{n}=1")).collect();
            table(&format!("<tr><td{attributes}>1</td></tr>"))
        },
    ),
    refused("entities.html", "500,000 character references", NOTHING, || {
        repeated("<html><table><tr><td>", "&lt;&am", 250_000, "</table>")
    }),
    refused(
        "xml-2003.xls",
        "an XML spreadsheet of 2003 with a row of 1,000,000,000",
        ".xlsx",
        || {
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Row ss:Index=\"1000000000\"/></Workbook>".to_vec()
        },
    ),
];

fn table(rows: &str) -> Vec<u8> {
    format!("<html><meta charset=utf-8><table>{rows}</table></html>").into_bytes()
}
