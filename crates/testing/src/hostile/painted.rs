//! What PDF files can do to one who asks what of their pages is seen.

use std::fmt::Write;

use super::portable::page;
use super::{Hostile, any, refused};
use crate::pdf::{Pdf, file, line, text};

pub(super) const FILES: &[Hostile] = &[
    refused(
        "painted.pdf",
        "300,000 areas as large as the page, one over the other",
        "涂色的面积",
        || {
            let content = text(90.0, 700.0, 14.0, "一、总体情况") + &"1 g 0 0 595 842 re f ".repeat(300_000);
            file(&[&content])
        },
    ),
    refused(
        "shape.pdf",
        "20,000 shapes of 40 corners, each as large as the page",
        "涂色的面积",
        || {
            let mut shape = String::from("0 0 m ");
            for at in 0..40 {
                let _ = write!(shape, "{} {} l ", at * 14, if at % 2 == 0 { 842 } else { 0 });
            }
            file(&[&(shape + "f* ").repeat(20_000)])
        },
    ),
    any(
        "large.pdf",
        "1,000 pages, each 1,000,000,000 points wide and painted",
        || {
            let mut pdf = Pdf::default();
            let content = pdf.stream("", b"0 g 0 0 1000000000 1000000000 re f");
            let page = format!("<</Type/Page/MediaBox[0 0 1000000000 1000000000]/Contents {content} 0 R>>");
            let kids: String = (0..1_000).map(|_| format!("{} 0 R ", pdf.add(page.as_str()))).collect();
            let pages = pdf.add(format!("<</Type/Pages/Kids[{kids}]>>"));
            let root = pdf.add(format!("<</Type/Catalog/Pages {pages} 0 R>>"));
            pdf.finish(root, "")
        },
    ),
    any("struck.pdf", "15,000 lines through 400,000 characters", || {
        let mut content = String::new();
        for at in 0..15_000 {
            let y = 700.0 + f64::from(at % 200) * 0.06;
            let x = f64::from(at / 200) * 7.5;
            content += &line((x, y), (x + 6.0, y));
        }
        let codes = "5E74".repeat(4_000);
        for at in 0..100 {
            let _ = write!(content, "BT /F1 100 Tf 0.1 Tz {} 690 Td <{codes}> Tj ET ", at * 5);
        }
        file(&[&content])
    }),
    any(
        "frames.pdf",
        "900 frames inside each other around 300,000 characters, on two pages",
        || {
            let mut content = String::new();
            for at in 0..450 {
                let (near, far) = (f64::from(at) * 0.6, 590.0 - f64::from(at) * 0.6);
                for (from, to) in [((near, near), (far, near)), ((near, far), (far, far))] {
                    content += &line(from, to);
                    content += &line((from.1, from.0), (to.1, to.0));
                }
            }
            let codes = "5E74".repeat(150_000);
            content += &format!("BT /F1 10 Tf 4 Tz 290 290 Td <{codes}> Tj ET ");
            file(&[&content, &content])
        },
    ),
    any("notes.pdf", "100,000 notes that strike out the whole page", || {
        noted(
            "<</Subtype/StrikeOut/QuadPoints[0 0 595 0 0 842 595 842]>>",
            100_000,
            "",
        )
    }),
    any("looks.pdf", "10,000 notes that each draw 1,000 characters", || {
        noted("<</Subtype/Stamp/Rect[0 0 595 842]/AP<</N 1 0 R>>>>", 10_000, "4E00")
    }),
    any(
        "fields.pdf",
        "fields of which each is a part of the next, and the last of the first",
        || {
            let mut pdf = Pdf::default();
            for number in 1..=100 {
                pdf.add(format!(
                    "<</Subtype/Widget/Rect[0 0 9 9]/Parent {} 0 R>>",
                    number % 100 + 1
                ));
            }
            let notes: String = (1..=100).map(|number| format!("{number} 0 R ")).collect();
            let page = pdf.add(format!("<</Type/Page/Annots[{}]>>", notes.repeat(1_000)));
            let pages = pdf.add(format!("<</Type/Pages/Kids[{page} 0 R]>>"));
            let root = pdf.add(format!("<</Type/Catalog/Pages {pages} 0 R>>"));
            pdf.finish(root, "")
        },
    ),
    refused(
        "many-objects.pdf",
        "a table of contents for 2,000,000,000 objects",
        "已损坏",
        || b"%PDF-1.7\nxref\n0 2000000000\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF".to_vec(),
    ),
    any(
        "colours.pdf",
        "a space of colours that is made of itself, chosen 500,000 times",
        || {
            let mut pdf = Pdf::default();
            pdf.add("[/ICCBased 1 0 R]");
            page(pdf, "/ColorSpace<</C 1 0 R>>", &"/C cs 1 scn ".repeat(500_000))
        },
    ),
    any("pattern.pdf", "a pattern that is filled with itself", || {
        let mut pdf = Pdf::default();
        pdf.stream(
            "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<</Pattern<</P 1 0 R>>>>",
            b"/Pattern cs /P scn 0 0 9 9 re f",
        );
        page(pdf, "/Pattern<</P 1 0 R>>", "/Pattern cs /P scn 0 0 595 842 re f")
    }),
];

/// A file of one page with so many of this note, and a drawing of 1,000 of this character, which is object 1.
fn noted(note: &str, count: usize, character: &str) -> Vec<u8> {
    let mut pdf = Pdf::default();
    let codes = character.repeat(1_000);
    pdf.stream(
        "/Subtype/Form/BBox[0 0 595 842]",
        format!("BT /F1 10 Tf 1 Tz 9 9 Td <{codes}> Tj ET").as_bytes(),
    );
    let font = pdf.font();
    let note = pdf.add(note);
    let content = pdf.stream("", text(90.0, 700.0, 14.0, "一、总体情况").as_bytes());
    let page = pdf.add(format!(
        "<</Type/Page/Contents {content} 0 R/Annots[{}]/Resources<</Font<</F1 {font} 0 R>>>>>>",
        format!("{note} 0 R ").repeat(count)
    ));
    let pages = pdf.add(format!("<</Type/Pages/Kids[{page} 0 R]>>"));
    let root = pdf.add(format!("<</Type/Catalog/Pages {pages} 0 R>>"));
    pdf.finish(root, "")
}
