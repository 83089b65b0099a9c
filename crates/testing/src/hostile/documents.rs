//! What documents can do: Word, Markdown and plain text.

use super::workbooks::laughs;
use super::{Hostile, NOTHING, any, refused, repeated};
use crate::archive::{Parts, XML};

pub(super) const FILES: &[Hostile] = &[
    refused("deep.docx", "1,000,000 elements within elements", "嵌套", || {
        document(repeated(BODY, "<sdt>", 1_000_000, ""))
    }),
    refused("deep-tables.docx", "100,000 tables in tables", "嵌套", || {
        document(repeated(BODY, "<tbl><tr><tc>", 100_000, ""))
    }),
    refused("paragraphs.docx", "1,000,000 paragraphs", "段落数", || {
        document(repeated(BODY, "<p><r><t>字</t></r></p>", 1_000_000, BODY_END))
    }),
    any(
        "most-paragraphs.docx",
        "50,000 paragraphs: what the limit allows",
        || document(repeated(BODY, "<p><r><t>一、总体情况</t></r></p>", 50_000, BODY_END)),
    ),
    refused(
        "empty-paragraphs.docx",
        "5,000,000 empty paragraphs",
        "段落数",
        || document(repeated(BODY, "<p/>", 5_000_000, BODY_END)),
    ),
    refused(
        "long-paragraph.docx",
        "a paragraph of 60 MB",
        "一段的字节数",
        || {
            document(repeated(
                &format!("{BODY}<p><r><t>"),
                "这是长文。",
                4_000_000,
                "</t></r></p></body></document>",
            ))
        },
    ),
    refused(
        "grid-span.docx",
        "a table cell over 1,000,000,000 columns",
        "列数",
        || {
            document(repeated(
                BODY,
                "<tbl><tr><tc><tcPr><gridSpan w:val=\"1000000000\"/></tcPr><p><r><t>1</t></r></p></tc></tr></tbl>",
                1,
                BODY_END,
            ))
        },
    ),
    refused(
        "styles.docx",
        "100,000 styles based on each other in a circle",
        NOTHING,
        || {
            let styles: String = (0..100_000)
                .map(|n| {
                    format!(
                        "<style w:styleId=\"s{n}\"><basedOn w:val=\"s{}\"/></style>",
                        (n + 1) % 100_000
                    )
                })
                .collect();
            Parts::document(repeated(
                BODY,
                "<p><pPr><pStyle w:val=\"s7\"/></pPr><r><t>字</t></r></p>",
                10_000,
                BODY_END,
            ))
            .with("word/styles.xml", format!("<styles>{styles}</styles>"))
            .packed()
        },
    ),
    refused(
        "bomb.docx",
        "zip bomb: a document of 4 GB of zeros",
        "内部文件解压后大小",
        || Parts::default().packed_with_zeros("word/document.xml", 4 << 30),
    ),
    refused(
        "bomb-styles.docx",
        "a small document with styles of 1 GB of zeros",
        "内部文件解压后大小",
        || Parts::document(format!("{BODY}{BODY_END}")).packed_with_zeros("word/styles.xml", 1 << 30),
    ),
    refused("xxe.docx", "an external entity, file:///etc/passwd", "损坏", || {
        document(format!(
            "{XML}<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{BODY}<p><r><t>&x;</t></r></p>{BODY_END}"
        ))
    }),
    refused(
        "billion-laughs.docx",
        "ten entities of ten of each other",
        "损坏",
        || document(format!("{XML}{}{BODY}<p><r><t>&l9;</t></r></p>{BODY_END}", laughs())),
    ),
    refused(
        "attributes.docx",
        "a paragraph with 1,000,000 attributes",
        NOTHING,
        || {
            let attributes: String = (0..1_000_000).map(|n| format!(" a{n}=\"\"")).collect();
            document(format!("{BODY}<p{attributes}><r><t>1</t></r></p>{BODY_END}"))
        },
    ),
    any("quotes.md", "100,000 quotations in each other", || {
        repeated("# 年报\n\n", "> ", 100_000, "字\n")
    }),
    any("quotes-lazy.md", "1,000 lines of 1,000 quotations each", || {
        repeated("# 年报\n\n", &format!("{}字\n", ">".repeat(1_000)), 1_000, "")
    }),
    any(
        "lists.md",
        "lists in lists, 990 deep, each line indented further",
        || {
            let lines: String = (0..990).map(|depth| format!("{}- 字\n", "  ".repeat(depth))).collect();
            format!("# 年报\n\n{lines}").into_bytes()
        },
    ),
    any("list-markers.md", "100,000 markers of lists on one line", || {
        repeated("# 年报\n\n", "- ", 100_000, "字\n")
    }),
    any("brackets.md", "1 MB of opening brackets", || {
        repeated("# 年报\n\n", "[", (1 << 20) - 20, "\n")
    }),
    any("links.md", "160,000 links without an end", || {
        repeated("# 年报\n\n", "[a](<b", 160_000, "\n")
    }),
    any("emphasis.md", "1 MB of asterisks and underscores", || {
        repeated("# 年报\n\n", "*a_ ", 260_000, "\n")
    }),
    any("backticks.md", "backticks in runs of ever other lengths", || {
        let runs: String = (1..1_400).map(|n| format!("{}a", "`".repeat(n))).collect();
        format!("# 年报\n\n{runs}\n").into_bytes()
    }),
    any("references.md", "a reference to 900 KB, 30,000 times", || {
        repeated(
            &format!("# 年报\n\n[a]: /{}\n\n", "x".repeat(900 << 10)),
            "[a]",
            30_000,
            "\n",
        )
    }),
    any("table.md", "a table of 4,000 columns and 1,000 rows", || {
        let row = |cell: &str| format!("{}\n", cell.repeat(4_000));
        format!("# 年报\n\n{}{}{}", row("|字"), row("|-"), "|\n".repeat(1_000)).into_bytes()
    }),
    any("html.md", "340,000 HTML tags in Markdown", || {
        repeated("# 年报\n\n字", "<b>", 340_000, "\n")
    }),
    any("most-lines.txt", "50,000 lines: what the limit allows", || {
        "一、总体情况\n".repeat(50_000).into_bytes()
    }),
    refused("lines.txt", "1,000,000 lines", "段落数", || {
        "甲\n".repeat(1_000_000).into_bytes()
    }),
    any("long-line.txt", "one line of 4 MB", || {
        "字".repeat(1_350_000).into_bytes()
    }),
    any(
        "sections.txt",
        "24,000 headings of a table with a figure under each",
        || "二、主动公开政府信息情况\n1\n".repeat(24_000).into_bytes(),
    ),
    any("tables.txt", "8,000 tables whose rows do not agree", || {
        let table = "项目\t件数\t说明\n甲\t1\n乙\t2\t3\t4\n到此为止。\n";
        ("二、主动公开政府信息情况\n".to_owned() + &table.repeat(8_000)).into_bytes()
    }),
    any("headings.txt", "25,000 headings and paragraphs", || {
        "一、主动公开政府信息情况\n全文。\n".repeat(25_000).into_bytes()
    }),
    refused("large.txt", "63 MB of text", "大于 4 MB", || {
        "字\n".repeat(63 << 18).into_bytes()
    }),
    refused(
        "gbk.txt",
        "4 MB of random bytes in the range of GBK",
        "一段的字节数",
        || super::damaged::random(4 << 20, 0x81..=0xfe),
    ),
    refused(
        "random.bin",
        "4 MB of random bytes",
        "不是可以读取的格式",
        || super::damaged::random(4 << 20, 0..=255),
    ),
    refused("zeros.txt", "60 MB of zeros", "大于 4 MB", || vec![0; 60 << 20]),
    refused(
        "escapes.txt",
        "terminal escapes in text",
        "不是可以读取的格式",
        || b"\x1b[31m\xe5\xad\x97\x1b]0;x\x07\n".repeat(9),
    ),
    refused(
        "bell.csv",
        "C1 control characters in a table",
        "不是可以读取的格式",
        || "总计,\u{9b}31m\n1,2\n3,4\n".into(),
    ),
    refused("one-byte.txt", "one byte", NOTHING, || b"x".to_vec()),
    refused("empty.xlsx", "an empty file", "文件是空的", Vec::new),
];

const BODY: &str = "<document><body>";
const BODY_END: &str = "</body></document>";

fn document(xml: impl Into<Vec<u8>>) -> Vec<u8> {
    Parts::document(xml).packed()
}
