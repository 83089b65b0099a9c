//! Text that means something to a format's own language appears as it was typed in every
//! format, and does nothing anywhere.

use nianbao_model::Decimal;
use nianbao_model::source::{Cell, CellValue};
use nianbao_testing::book::{APPLICATIONS, Book, DISCLOSURE, INDICATORS, METADATA, NARRATIVE, REVIEW};

use crate::support::text::{compact, docx, html, part, pdf};
use crate::support::{example_book, files, folder, nianbao};

/// Texts with the markup of every language a document passes through.
const HOSTILE: [&str; 7] = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;&lt;&#x41;",
    "]]><!--注释--><?pi 甲?><w:p><w:r><w:instrText>AUTOTEXT</w:instrText></w:r></w:p>",
    "#let x = 1; #panic() *甲* _乙_ $x^2$ @ref <lab> \\u{41} // 丙 /* 丁 */ #[戊]",
    "**甲** [乙](javascript:alert(1)) ![丙](x) |丁|戊| ~~己~~ `庚` ![](a.png)",
    "=HYPERLINK(\"x\",\"甲\") =1+1 +1 -1 @SUM(1)",
    "\\input{甲} \\write18{ls} %s %n $(ls) `ls` ; rm -rf /",
    "javascript:alert(1) data:text/html,甲 file:///etc/passwd vbscript:x",
];
/// What cannot be seen and turns or hides the text around it is left out.
const UNSEEN: &str = "甲\u{202e}乙\u{200f}丙\u{2066}丁";

#[test]
fn hostile_text_appears_literally_and_executes_nowhere() {
    let folder = folder();
    let mut book = example_book();
    let title = "某局<b>2020</b>年政府信息公开年报]]>&#x41;#let";
    book.set(METADATA, &beside(&mut book.clone(), "标题"), title);
    book.set(
        METADATA,
        &beside(&mut book.clone(), "摘要"),
        "\"><script>alert(1)</script>",
    );
    for (row, text) in HOSTILE.iter().chain([&UNSEEN]).enumerate() {
        book.set(NARRATIVE, &format!("A{}", 6 + row), *text);
    }
    let workbook = book.save(folder.path());
    let out = folder.path().join("out");
    let run = nianbao([
        "build".as_ref(),
        workbook.as_os_str(),
        "--draft".as_ref(),
        "--out".as_ref(),
        out.as_os_str(),
        "--to".as_ref(),
        "pdf,docx,html".as_ref(),
    ]);
    assert!(!files(&out).is_empty(), "{}{}", run.out, run.err);
    let file = |extension: &str| {
        let name = files(&out).into_iter().find(|name| name.ends_with(extension)).unwrap();
        out.join(name)
    };

    let texts = [
        ("Word", docx(&file(".docx")).join("\n")),
        ("web page", html(&file(".html")).join("\n")),
        ("PDF", pdf(&file(".pdf"))),
    ];
    for (format, text) in texts {
        for hostile in HOSTILE.iter().chain([&title, &"甲乙丙丁"]) {
            assert!(text.contains(&compact(hostile)), "{format}: {hostile} in {text}");
        }
    }

    let page = std::fs::read_to_string(file(".html")).unwrap();
    for active in [
        "<script",
        "<img",
        "onerror=\"",
        "href=\"javascript",
        "href=\"data",
        "href=\"file",
    ] {
        assert!(!page.contains(active), "web page: {active}");
    }
    let links = part(&file(".docx"), "word/_rels/document.xml.rels");
    assert!(!links.contains("javascript") && !links.contains("file:"), "{links}");
    assert!(!part(&file(".docx"), "word/document.xml").contains("<w:instrText"));
    let bytes = std::fs::read(file(".pdf")).unwrap();
    for active in ["/JavaScript", "/Launch", "/OpenAction", "javascript:alert"] {
        assert!(
            !bytes.windows(active.len()).any(|found| found == active.as_bytes()),
            "PDF: {active}"
        );
    }
}

#[test]
fn numbers_beyond_all_measure_are_findings() {
    let folder = folder();
    let mut book = example_book();
    for sheet in [INDICATORS, DISCLOSURE, APPLICATIONS, REVIEW] {
        book.each_figure(sheet, |_, _| Some(Cell::typed(CellValue::Number(Decimal::MAX))));
    }
    let zeros = "0".repeat(322);
    book.set(
        NARRATIVE,
        "A6",
        &*format!("2020年，重庆海关收到政府信息公开申请0.{zeros}1件，70000000000000000000000000000件。"),
    );
    let workbook = book.save(folder.path());
    let run = nianbao(["check".as_ref(), workbook.as_os_str()]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.out.contains("太大，不会是实际的数"), "{}", run.out);
}

/// The cell beside the one that holds this item's name.
fn beside(book: &mut Book, item: &str) -> String {
    book.find(METADATA, item).replace('A', "B")
}
