//! What the XML of a workbook can do: announce more than there is, stand far away, be
//! too many, too long or too deep, and name other files.

use std::fmt::Write as _;

use super::{Hostile, NOTHING, refused, repeated};
use crate::archive::{Parts, XML};

pub(super) const FILES: &[Hostile] = &[
    refused(
        "strings-lie.xlsx",
        "shared strings that announce 1,000,000,000",
        "文本数",
        || strings("<sst uniqueCount=\"1000000000\">", ""),
    ),
    refused(
        "strings-lie-far.xlsx",
        "the same after a comment of 100 KB",
        "文本数",
        || {
            strings(
                &format!("<!--{}--><sst uniqueCount=\"9999999999999999\">", "x".repeat(100_000)),
                "",
            )
        },
    ),
    refused(
        "strings-lie-case.xlsx",
        "the same in a part called XL/SHAREDSTRINGS.XML",
        "文本数",
        || {
            Parts::workbook(cell("<c r=\"A1\"><v>1</v></c>"))
                .with("XL/SHAREDSTRINGS.XML", "<sst uniqueCount=\"9999999999999999\"></sst>")
                .packed()
        },
    ),
    refused(
        "strings-lie-prefix.xlsx",
        "the same as <x:sst>, after an element with its name",
        "文本数",
        || {
            strings(
                "<x:sst xmlns:x=\"y\" alias=\"uniqueCount\" uniqueCount='9999999999999999'>",
                "",
            )
        },
    ),
    refused(
        "strings-lie-form-feed.xlsx",
        "the same with a form feed before the attribute",
        "损坏",
        || strings("<sst \u{c}uniqueCount=\"9999999999999999\">", ""),
    ),
    refused("far-cell.xlsx", "one cell at XFD1048576", NOTHING, || {
        sheet(cell("<c r=\"XFD1048576\"><v>1</v></c>"))
    }),
    refused("beyond-cell.xlsx", "one cell at ZZZ99999999", "损坏", || {
        sheet(cell("<c r=\"ZZZ99999999\"><v>1</v></c>"))
    }),
    refused(
        "million-rows.xlsx",
        "one million rows with a number each",
        "数字单元格数",
        || {
            sheet(repeated(
                "<worksheet><sheetData>",
                "<row><c><v>1</v></c></row>",
                1_000_000,
                END,
            ))
        },
    ),
    refused(
        "million-empty-rows.xlsx",
        "one million rows, formatted and empty",
        NOTHING,
        || {
            sheet(repeated(
                "<worksheet><sheetData>",
                "<row ht=\"9\"><c s=\"1\"/></row>",
                1_000_000,
                END,
            ))
        },
    ),
    refused(
        "most-numbers.xlsx",
        "500,000 different numbers in one sheet: what the limit allows",
        NOTHING,
        || sheet(numbers(50_000, 10) + END),
    ),
    refused(
        "most-sums.xlsx",
        "450,000 numbers, and 40,000 sums of 50,000 of them",
        NOTHING,
        || sheet(numbers(50_000, 9) + &"<row><c><f>SUM(A1:A50000)</f><v>1</v></c></row>".repeat(40_000) + END),
    ),
    refused(
        "most-cells.xlsx",
        "490,000 numbers in ten sheets, and 49,000 names of rows among them: what both limits allow",
        NOTHING,
        || {
            let row = format!("<row><c t=\"s\"><v>0</v></c>{}</row>", "<c><v>1</v></c>".repeat(10));
            let parts = (1..=10).fold(Parts::sheets(10), |parts, number| {
                let rows = repeated("<worksheet><sheetData>", &row, 4_900, END);
                parts.with(format!("xl/worksheets/sheet{number}.xml"), rows)
            });
            parts.with("xl/sharedStrings.xml", LABEL).packed()
        },
    ),
    refused(
        "rules.xlsx",
        "500,000 numbers under 200 conditional formats",
        "有内容的单元格数",
        || {
            let rule = "<conditionalFormatting sqref=\"A1:J50000\"><cfRule type=\"cellIs\" dxfId=\"0\" priority=\"1\" operator=\"lessThan\"><formula>0</formula></cfRule></conditionalFormatting>";
            Parts::workbook(format!(
                "{}</sheetData>{}</worksheet>",
                numbers(50_000, 10),
                rule.repeat(200)
            ))
            .with(
                "xl/styles.xml",
                "<styleSheet><dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>",
            )
            .packed()
        },
    ),
    refused(
        "most-labels.xlsx",
        "48,000 cells, each with the name of a row of the form",
        NOTHING,
        || labels(3_000, 16),
    ),
    refused("widest-labels.xlsx", "the same, 16,000 columns wide", NOTHING, || {
        labels(3, 16_000)
    }),
    refused(
        "most-text.xlsx",
        "one text of 2,000 bytes in 45,000 cells",
        "文本总量",
        || {
            let text = format!("<sst><si><t>{}</t></si></sst>", "字".repeat(680));
            Parts::workbook(repeated(
                "<worksheet><sheetData>",
                "<row><c t=\"s\"><v>0</v></c></row>",
                45_000,
                END,
            ))
            .with("xl/sharedStrings.xml", text)
            .packed()
        },
    ),
    refused("long-text.xlsx", "a cell of 60 MB of text", "字", || {
        sheet(repeated(
            "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>",
            "这是长文。",
            4_000_000,
            INLINE_END,
        ))
    }),
    refused(
        "merges.xlsx",
        "20,000 merged regions as large as the sheet",
        "合并",
        || merges(20_000, "A1:XFD1048576"),
    ),
    refused(
        "most-merges.xlsx",
        "2,000 of them: what the limit allows",
        NOTHING,
        || merges(2_000, "A1:XFD1048576"),
    ),
    refused(
        "merges-and-labels.xlsx",
        "2,000 merged regions and 50,000 names of rows",
        NOTHING,
        || {
            let cells = "<row><c t=\"inlineStr\"><is><t>总计</t></is></c></row>".repeat(49_999);
            let merges: String = (0..2_000)
                .map(|n| format!("<mergeCell ref=\"A{}:C{}\"/>", n * 2 + 1, n * 2 + 2))
                .collect();
            sheet(format!(
                "<worksheet><sheetData>{cells}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
            ))
        },
    ),
    refused("sheets.xlsx", "10,000 sheets", "工作表数", || {
        Parts::sheets(10_000).packed()
    }),
    refused(
        "most-sheets.xlsx",
        "1,000 sheets: what the limit allows",
        NOTHING,
        || {
            let parts = |parts: Parts, n| parts.with(format!("xl/worksheets/sheet{n}.xml"), cell("<c><v>1</v></c>"));
            (1..=1_000).fold(Parts::sheets(1_000), parts).packed()
        },
    ),
    refused(
        "deep-sheet.xlsx",
        "a sheet of 1,000,000 elements within elements",
        "损坏",
        || sheet(repeated("<worksheet><sheetData><row><c>", "<a>", 1_000_000, "")),
    ),
    refused("deep-strings.xlsx", "the same in a shared string", "损坏", || {
        strings("<sst><si>", &"<r>".repeat(1_000_000))
    }),
    refused(
        "deep-workbook.xlsx",
        "the same in the workbook's main part",
        "损坏",
        || {
            Parts::workbook("")
                .with("xl/workbook.xml", "<a>".repeat(1_000_000))
                .packed()
        },
    ),
    refused("attributes.xlsx", "a cell with 1,000,000 attributes", NOTHING, || {
        let attributes: String = (0..1_000_000).map(|n| format!(" a{n}=\"\"")).collect();
        sheet(cell(&format!("<c{attributes}><v>1</v></c>")))
    }),
    refused(
        "long-name.xlsx",
        "an element whose name has 20 MB",
        "内部文件压缩比",
        || sheet(cell(&format!("<c><{0}>1</{0}></c>", "a".repeat(20 << 20)))),
    ),
    refused(
        "xxe.xlsx",
        "an external entity, file:///etc/passwd, in a cell",
        "损坏",
        || {
            sheet(format!(
                "{XML}<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row>\
             <c t=\"inlineStr\"><is><t>&x;</t></is></c></row>{END}"
            ))
        },
    ),
    refused(
        "billion-laughs.xlsx",
        "ten entities of ten of each other",
        "损坏",
        || {
            sheet(format!(
                "{XML}{}<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&l9;</t></is></c></row>{END}",
                laughs()
            ))
        },
    ),
    refused("styles.xlsx", "1,000,000 cell styles", NOTHING, || {
        Parts::workbook(cell("<c s=\"7\"><v>1</v></c>"))
            .with(
                "xl/styles.xml",
                repeated(
                    "<styleSheet><cellXfs>",
                    "<xf numFmtId=\"9\"/>",
                    1_000_000,
                    "</cellXfs></styleSheet>",
                ),
            )
            .packed()
    }),
    refused(
        "long-format.xlsx",
        "10,000 cells in a number format of 1 MB",
        NOTHING,
        || {
            let format = format!(
                "<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"0{}\"/></numFmts><cellXfs><xf numFmtId=\"176\"/></cellXfs></styleSheet>",
                "&quot;万&quot;".repeat(80_000)
            );
            Parts::workbook(repeated(
                "<worksheet><sheetData>",
                "<row><c s=\"0\"><v>1</v></c></row>",
                10_000,
                END,
            ))
            .with("xl/styles.xml", format)
            .packed()
        },
    ),
    refused(
        "shared-formula.xlsx",
        "a shared formula with the number 4,000,000,000",
        "损坏",
        || {
            sheet(cell(
                "<c><f t=\"shared\" si=\"4000000000\" ref=\"A1:B2\">A1</f><v>1</v></c>",
            ))
        },
    ),
    refused(
        "shared-formulas.xlsx",
        "45,000 cells that share one formula of 8,000 characters",
        "文本总量",
        || {
            let formula = "A1+".repeat(2_600) + "A1";
            let first = format!("<row><c><f t=\"shared\" si=\"0\" ref=\"A1:A100001\">{formula}</f><v>1</v></c></row>");
            sheet(repeated(
                &format!("<worksheet><sheetData>{first}"),
                "<row><c><f t=\"shared\" si=\"0\"/><v>1</v></c></row>",
                45_000,
                END,
            ))
        },
    ),
    refused(
        "numbers.xlsx",
        "numbers and dates beyond all that exist",
        NOTHING,
        || {
            let numbers = ["1e308", "-1e308", "1e-320", "NaN", "inf", "9e999", "1e15", ""].map(|number| {
                format!("<row><c><v>{number}</v></c><c s=\"1\"><v>{number}</v></c><c t=\"d\"><v>{number}</v></c></row>")
            });
            Parts::workbook(format!("<worksheet><sheetData>{}{END}", numbers.concat()))
                .with(
                    "xl/styles.xml",
                    "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
                )
                .packed()
        },
    ),
    refused(
        "columns.xlsx",
        "100,000 hidden columns of 4,294,967,295 each",
        NOTHING,
        || {
            let columns = "<col min=\"1\" max=\"4294967295\" hidden=\"1\"/>".repeat(100_000);
            sheet(format!(
                "<worksheet><cols>{columns}</cols><sheetData><row><c><v>1</v></c></row>{END}"
            ))
        },
    ),
    refused("utf16.xlsx", "XML in UTF-16", "损坏", || {
        let units = "\u{feff}<worksheet><sheetData/></worksheet>".encode_utf16();
        sheet(units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>())
    }),
];

/// How a sheet's XML ends.
const END: &str = "</sheetData></worksheet>";
/// How it ends after a text.
const INLINE_END: &str = "</t></is></c></row></sheetData></worksheet>";

/// Shared strings of which the first is the name of a row.
const LABEL: &str = "<sst><si><t>本年新收政府信息公开申请数量</t></si></sst>";

/// A sheet's XML up to its end, with rows of different numbers.
fn numbers(rows: usize, columns: usize) -> String {
    let mut xml = String::from("<worksheet><sheetData>");
    for row in 0..rows {
        xml.push_str("<row>");
        for column in 0..columns {
            let _ = write!(xml, "<c><v>{}</v></c>", row * columns + column);
        }
        xml.push_str("</row>");
    }
    xml
}

fn sheet(xml: impl Into<Vec<u8>>) -> Vec<u8> {
    Parts::workbook(xml).packed()
}

fn cell(cell: &str) -> String {
    format!("<worksheet><sheetData><row>{cell}</row>{END}")
}

/// A workbook with one text, whose shared strings begin and go on like this.
fn strings(beginning: &str, more: &str) -> Vec<u8> {
    Parts::workbook(cell("<c t=\"s\"><v>0</v></c>"))
        .with(
            "xl/sharedStrings.xml",
            format!("{XML}{beginning}<si><t>x</t></si>{more}</sst>"),
        )
        .packed()
}

fn merges(count: usize, reference: &str) -> Vec<u8> {
    let merge = format!("<mergeCell ref=\"{reference}\"/>");
    let before = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>总计</t></is></c></row></sheetData><mergeCells>";
    sheet(repeated(before, &merge, count, "</mergeCells></worksheet>"))
}

fn labels(rows: usize, columns: usize) -> Vec<u8> {
    let row = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(columns));
    Parts::workbook(repeated("<worksheet><sheetData>", &row, rows, END))
        .with("xl/sharedStrings.xml", LABEL)
        .packed()
}

/// Entities that stand for ten of each other.
pub(super) fn laughs() -> String {
    let entity = |n: usize| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10));
    format!(
        "<!DOCTYPE a [<!ENTITY l0 \"哈\">{}]>",
        (1..10).map(entity).collect::<String>()
    )
}
