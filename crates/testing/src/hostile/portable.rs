//! What PDF files can do.

use std::fmt::Write;

use super::{Hostile, any, refused};
use crate::pdf::{Pdf, deflated, file, line, text};

pub(super) const FILES: &[Hostile] = &[
    refused("magic-only.pdf", "16 MB that begin like a PDF", "已损坏", || {
        [b"%PDF-1.7\n".to_vec(), vec![b' '; 16 << 20]].concat()
    }),
    refused("password.pdf", "a PDF with a password", "打开密码", || {
        let mut pdf = Pdf::default();
        let root = pdf.pages(&[&text(90.0, 700.0, 14.0, "一、总体情况")], "");
        pdf.finish(root, "/Encrypt<</Filter/Standard/V 2/R 3>>")
    }),
    refused("scan.pdf", "a picture of a page", "扫描件", || {
        let mut pdf = Pdf::default();
        let image = pdf.stream("/Subtype/Image/Width 1/Height 1", b"x");
        page(
            pdf,
            &format!("/XObject<</I {image} 0 R>>"),
            "q 595 0 0 842 0 0 cm /I Do Q",
        )
    }),
    any("circle.pdf", "tables of contents that go in a circle", || {
        let mut pdf = Pdf::default();
        let root = pdf.pages(&[""], "");
        let end = pdf
            .finish(root, "")
            .windows(4)
            .rposition(|at| at == b"xref")
            .unwrap_or(0);
        pdf.finish(root, &format!("/Prev {}", end.saturating_sub(5)))
    }),
    refused("pages.pdf", "a page that holds itself", "已损坏", || {
        let mut pdf = Pdf::default();
        pdf.add("<</Type/Pages/Kids[1 0 R 1 0 R]>>");
        let root = pdf.add("<</Type/Catalog/Pages 1 0 R>>");
        pdf.finish(root, "")
    }),
    refused("most-pages.pdf", "1,000,000 pages that are one", "页数", || {
        let mut pdf = Pdf::default();
        pdf.add("<</Type/Page>>");
        pdf.add(format!("<</Type/Pages/Kids[{}]>>", "1 0 R ".repeat(1_000_000)));
        let root = pdf.add("<</Type/Catalog/Pages 2 0 R>>");
        pdf.finish(root, "")
    }),
    refused(
        "references.pdf",
        "references that lead to each other",
        "已损坏",
        || {
            let mut pdf = Pdf::default();
            pdf.add("2 0 R");
            pdf.add("1 0 R");
            let root = pdf.add("<</Type/Catalog/Pages 1 0 R>>");
            pdf.finish(root, "")
        },
    ),
    refused("deep.pdf", "1,000,000 arrays in arrays", "嵌套", || {
        let mut pdf = Pdf::default();
        let root = pdf.add(format!("<</Type/Catalog/Pages {}", "[".repeat(1_000_000)));
        pdf.finish(root, "")
    }),
    refused("deep-content.pdf", "the same on a page", "嵌套", || {
        file(&[&"[".repeat(1_000_000)])
    }),
    refused("bomb.pdf", "a page of 256 MB of spaces", "解压后的大小", || {
        let mut pdf = Pdf::default();
        let content = pdf.stream("/Filter/FlateDecode", &bomb());
        pdf.add(format!("<</Type/Page/Contents {content} 0 R>>"));
        pdf.add("<</Type/Pages/Kids[2 0 R]>>");
        let root = pdf.add("<</Type/Catalog/Pages 3 0 R>>");
        pdf.finish(root, "")
    }),
    refused("bomb-twice.pdf", "the same, packed twice", "解压后的大小", || {
        let mut pdf = Pdf::default();
        let content = pdf.stream("/Filter[/FlateDecode/FlateDecode]", &deflated(&bomb()));
        pdf.add(format!("<</Type/Page/Contents {content} 0 R>>"));
        pdf.add("<</Type/Pages/Kids[2 0 R]>>");
        let root = pdf.add("<</Type/Catalog/Pages 3 0 R>>");
        pdf.finish(root, "")
    }),
    refused(
        "bomb-table.pdf",
        "a table of contents of 256 MB",
        "解压后的大小",
        || {
            let packed = bomb();
            let head = format!(
                "<</Type/XRef/W[1 4 1]/Size 9/Root 1 0 R/Filter/FlateDecode/Length {}>>",
                packed.len()
            );
            let object = [
                b"%PDF-1.7\n1 0 obj\n",
                head.as_bytes(),
                b"\nstream\n",
                &packed,
                b"\nendstream\nendobj\n",
            ];
            [&object.concat()[..], b"startxref\n9\n%%EOF\n"].concat()
        },
    ),
    refused(
        "objects.pdf",
        "a stream that says it has 100,000,000,000 objects",
        "已损坏",
        || {
            let mut file = b"%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 100000000000/First 0/Length 9>>\nstream\n5 0 6 0 7\nendstream\nendobj\n".to_vec();
            let rows = [[2, 0, 0, 0, 1, 0], [1, 0, 0, 0, 9, 0]].concat();
            let table = file.len();
            let head = format!(
                "2 0 obj\n<</Type/XRef/W[1 4 1]/Index[5 1 1 1]/Size 9/Root 5 0 R/Length {}>>\nstream\n",
                rows.len()
            );
            file.extend(head.bytes());
            file.extend(rows);
            file.extend(format!("\nendstream\nendobj\nstartxref\n{table}\n%%EOF\n").bytes());
            file
        },
    ),
    refused(
        "values.pdf",
        "an array of 10,000,000 numbers",
        "内容的项数",
        || {
            let mut pdf = Pdf::default();
            let root = pdf.add(format!("<</Type/Catalog/Pages[{}]>>", "0 ".repeat(10_000_000)));
            pdf.finish(root, "")
        },
    ),
    refused("forms.pdf", "a drawing that draws itself", "图形的嵌套", || {
        let mut pdf = Pdf::default();
        pdf.stream("/Subtype/Form/Resources<</XObject<</X 1 0 R>>>>", b"/X Do");
        page(pdf, "/XObject<</X 1 0 R>>", "/X Do")
    }),
    refused(
        "forms-wide.pdf",
        "ten drawings, each of which draws the next ten times",
        "内容的项数",
        || {
            let mut pdf = Pdf::default();
            for next in 2..=11 {
                let resources = format!("/Subtype/Form/Resources<</XObject<</X {next} 0 R>>>>");
                pdf.stream(&resources, "/X Do ".repeat(10).as_bytes());
            }
            pdf.stream("/Subtype/Form", "n ".repeat(100).as_bytes());
            page(pdf, "/XObject<</X 1 0 R>>", "/X Do")
        },
    ),
    refused("characters.pdf", "3,000,000 characters on a page", "字数", || {
        let codes = "5E74".repeat(3_000_000);
        // No wider than nothing, they all stand on the page.
        file(&[&format!("BT /F1 10 Tf 0 Tz 90 700 Td <{codes}> Tj ET")])
    }),
    refused("rulings.pdf", "100,000 ruling lines", "框线数", || {
        let mut content = String::new();
        for at in 0..100_000 {
            let y = f64::from(at % 800);
            content += &line((f64::from(at % 500), y), (550.0, y));
        }
        file(&[&content])
    }),
    refused(
        "lattice.pdf",
        "a table of 196 columns and 278 rows on one page",
        "单元格数",
        || {
            let mut content = String::new();
            for at in 0..279 {
                let at = f64::from(at) * 3.015;
                content += &line((0.0, at), (594.0, at));
                if at < 592.0 {
                    content += &line((at, 0.0), (at, 840.0));
                }
            }
            file(&[&content])
        },
    ),
    any("saved.pdf", "1,000,000 states of drawing set aside", || {
        file(&[&"q ".repeat(1_000_000)])
    }),
    any("clips.pdf", "300,000 areas, each cut out of the one before", || {
        file(&[&"0 0 500 800 re W n ".repeat(300_000)])
    }),
    any("white.pdf", "300,000 white characters over 1,000 dark areas", || {
        let codes = "5E74".repeat(300_000);
        let dark = "0 0 9 9 re f ".repeat(1_000);
        file(&[&format!("{dark} 1 g BT /F1 10 Tf 0 Tz 90 700 Td <{codes}> Tj ET")])
    }),
    any("marks.pdf", "1,000,000 pieces of content in each other", || {
        file(&[&"/P BMC ".repeat(1_000_000)])
    }),
    any(
        "widths.pdf",
        "a font that tells the widths of 4,294,967,295 glyphs",
        || {
            let mut pdf = Pdf::default();
            pdf.add("<</Type/Font/Subtype/CIDFontType0/W[0 4294967295 500 0 4294967295 600]>>");
            let font = pdf.add("<</Type/Font/Subtype/Type0/Encoding/UniGB-UCS2-H/DescendantFonts[1 0 R]>>");
            page(
                pdf,
                &format!("/Font<</F1 {font} 0 R>>"),
                &text(90.0, 700.0, 14.0, "一、总体情况"),
            )
        },
    ),
    refused(
        "characters-table.pdf",
        "a font with a table of 16 MB of characters",
        "字体编码表",
        || {
            let mut table = String::from("begincmap 1000000 beginbfchar\n");
            for code in 0..1_000_000_u32 {
                let _ = writeln!(table, "<{code:08X}> <5E74>");
            }
            let mut pdf = Pdf::default();
            pdf.packed("", table.as_bytes());
            pdf.add("<</Type/Font/Subtype/CIDFontType0>>");
            let font =
                pdf.add("<</Type/Font/Subtype/Type0/Encoding/UniGB-UCS2-H/DescendantFonts[2 0 R]/ToUnicode 1 0 R>>");
            page(
                pdf,
                &format!("/Font<</F1 {font} 0 R>>"),
                &text(90.0, 700.0, 14.0, "一、总体情况"),
            )
        },
    ),
    any(
        "tags.pdf",
        "tags in each other, the last of which holds the first",
        || {
            let mut pdf = Pdf::default();
            for number in 1..=100 {
                pdf.add(format!("<</S/Sect/K[{} 0 R]>>", number % 100 + 1));
            }
            let root = pdf.pages(
                &[&text(90.0, 700.0, 14.0, "一、总体情况")],
                "/StructTreeRoot<</K 1 0 R>>",
            );
            pdf.finish(root, "")
        },
    ),
    any(
        "cells.pdf",
        "a table by tags with cells of 4,294,967,295 columns",
        || {
            let mut pdf = Pdf::default();
            let content = format!("/TD<</MCID 0>>BDC {} EMC", text(90.0, 700.0, 14.0, "1"));
            let spans = "/A<</O/Table/RowSpan 4294967295/ColSpan 4294967295>>";
            let tree = format!("/StructTreeRoot<</K<</S/Table/K<</S/TR/K<</S/TD{spans}/K 0/Pg 4 0 R>>>>>>>>");
            let root = pdf.pages(&[&content], &tree);
            pdf.finish(root, "")
        },
    ),
];

/// 256 MB of spaces, packed.
fn bomb() -> Vec<u8> {
    deflated(&vec![b' '; 256 << 20])
}

/// A file of one page with these resources and this content.
pub(super) fn page(mut pdf: Pdf, resources: &str, content: &str) -> Vec<u8> {
    let content = pdf.stream("", content.as_bytes());
    let page = pdf.add(format!(
        "<</Type/Page/MediaBox[0 0 595 842]/Contents {content} 0 R/Resources<<{resources}>>>>"
    ));
    let pages = pdf.add(format!("<</Type/Pages/Kids[{page} 0 R]>>"));
    let root = pdf.add(format!("<</Type/Catalog/Pages {pages} 0 R>>"));
    pdf.finish(root, "")
}
