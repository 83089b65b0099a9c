//! What a person sees on a page is what is read; what is hidden or struck out is told at its place.

use nianbao_model::source::RemarkKind;
use nianbao_testing::pdf::{self, Pdf, line, table, text};

use super::*;

fn remarks(source: &Source) -> Vec<(RemarkKind, &str)> {
    let remarks = source.remarks.iter();
    remarks
        .map(|remark| (remark.kind, remark.text.as_deref().unwrap_or_default()))
        .collect()
}

/// A page with these texts on one line, and something drawn behind and before them.
fn read(before: &str, after: &str) -> Source {
    let words = text(90.0, 700.0, 10.0, "全市46") + &text(120.0, 700.0, 10.0, "64所学校");
    import(&pdf::file(&[&format!("{before} {words} {after}")])).unwrap()
}

const STRUCK: (RemarkKind, &str) = (RemarkKind::Struck, "46");
const HIDDEN: (RemarkKind, &str) = (RemarkKind::Hidden, "46");

#[test]
fn a_line_through_the_middle_strikes_out_however_it_is_drawn() {
    let strikes = [
        line((110.0, 703.0), (120.0, 703.0)),
        "110 703 10 0.6 re f".to_owned(),
        "110 702.2 10 3.5 re f".to_owned(),
        "q 0.2 w 110 704 m 120 704 l S 110 702.5 m 120 702.5 l S Q".to_owned(),
        "q 1 0 0 RG 0.8 w 110 703.4 m 114 703.4 l 120 703.4 l S Q".to_owned(),
    ];
    for strike in &strikes {
        for (before, after) in [("", &strike[..]), (&strike[..], "")] {
            let source = read(before, after);
            assert_eq!(texts(&source), ["全市64所学校"], "{strike}");
            assert_eq!(remarks(&source), [STRUCK], "{strike}");
            assert_eq!(source.remarks[0].locus, source.lines[0].locus);
        }
    }
}

#[test]
fn lines_that_strike_nothing_out_leave_the_text_as_it_is() {
    let others = [
        // Under it, over it, white, seen through, laid over again, and in the middle of nothing.
        line((110.0, 699.0), (120.0, 699.0)),
        line((110.0, 709.5), (120.0, 709.5)),
        "q 1 G 110 703 m 120 703 l S Q".to_owned(),
        line((150.0, 703.0), (290.0, 703.0)).replace("150 703", "170 703"),
        "q 1 1 0.6 rg 108 697 20 12 re f Q".to_owned(),
    ];
    for other in &others {
        let source = read(other, "");
        assert_eq!(texts(&source), ["全市4664所学校"], "{other}");
        assert!(source.remarks.is_empty(), "{other}: {:?}", source.remarks);
    }
    // A line below what is laid under the text.
    let source = read(
        &(line((110.0, 703.0), (120.0, 703.0)) + "q 1 g 80 690 200 30 re f Q"),
        "",
    );
    assert_eq!(texts(&source), ["全市4664所学校"]);
}

#[test]
fn what_is_laid_over_a_text_hides_it_unless_it_is_seen_through() {
    for cover in [
        "q 1 g 109 696 11 14 re f Q",
        "0 g 109 696 11 14 re f",
        "q 14 w 1 G 109 703 m 120 703 l S Q",
        "q 1 g 109 696 m 120 696 l 120 710 l 117 711 112 711 109 710 c f Q",
    ] {
        let source = read("", cover);
        assert_eq!(texts(&source), ["全市64所学校"], "{cover}");
        assert_eq!(remarks(&source), [HIDDEN], "{cover}");
        // The same below the text is its ground.
        assert_eq!(read(cover, "").remarks.len(), usize::from(cover.starts_with("0 g")));
    }
    let mut file = Pdf::default();
    let content = text(90.0, 700.0, 10.0, "无。") + "q /G gs 1 1 0 rg 80 690 200 30 re f Q";
    let font = file.font();
    let content = file.packed("", content.as_bytes());
    for state in ["/ca 0.4", "/BM/Multiply", "/SMask<</S/Alpha>>"] {
        let mut file = file.clone();
        let page = file.add(format!(
            "<</Type/Page/Contents {content} 0 R/Resources<</Font<</F1 {font} 0 R>>/ExtGState<</G<<{state}>>>>>>>>"
        ));
        let pages = file.add(format!("<</Type/Pages/Kids[{page} 0 R]>>"));
        let root = file.add(format!("<</Type/Catalog/Pages {pages} 0 R>>"));
        let source = import(&file.finish(root, "")).unwrap();
        assert_eq!((texts(&source), source.remarks.len()), (vec!["无。"], 0), "{state}");
    }
}

#[test]
fn text_of_the_colour_of_its_ground_is_hidden_and_other_text_is_not() {
    let on = |ground: &str, ink: &str| {
        let words = text(90.0, 700.0, 10.0, "全市") + &format!("{ink} ") + &text(110.0, 700.0, 10.0, "46") + "0 g ";
        let rest = text(120.0, 700.0, 10.0, "64所学校");
        import(&pdf::file(&[&format!("{ground} 0 g {words} {rest}")])).unwrap()
    };
    let yellow = "1 1 0.6 rg 80 690 200 30 re f";
    let many: String = (0..400).map(|at| format!("0 g {} 600 1 20 re f ", at % 500)).collect();
    for (ground, ink, is_hidden) in [
        ("", "1 g", true),
        ("", "0.99 0.99 1 rg", true),
        ("", "0 0 0 0 k", true),
        ("", "0.9 g", false),
        (yellow, "1 1 0.6 rg", true),
        (yellow, "1 g", false),
        (
            "0 0 0.5 rg 80 690 m 280 690 l 285 705 283 718 280 720 c 80 720 l f",
            "1 g",
            false,
        ),
        (&many, "1 g", true),
    ] {
        let source = on(ground, ink);
        let expected = if is_hidden {
            "全市64所学校"
        } else {
            "全市4664所学校"
        };
        assert_eq!(texts(&source), [expected], "{ground} {ink}");
        assert_eq!(!remarks(&source).is_empty(), is_hidden);
    }
}

#[test]
fn text_that_is_tiny_without_ink_or_on_a_layer_that_is_off_is_hidden() {
    for hidden in [
        "q 3 Tr BODY Q",
        "BT /F1 1 Tf 110 700 Td <0034> Tj <0036> Tj ET",
        "BT /F1 10 Tf 2 Tz 110 700 Td <0034> Tj <0036> Tj ET",
    ] {
        let body = text(110.0, 700.0, 10.0, "46");
        let words = text(90.0, 700.0, 10.0, "全市") + &text(120.0, 700.0, 10.0, "64所学校");
        let source = import(&pdf::file(&[&(words + &hidden.replace("BODY", &body))])).unwrap();
        assert_eq!(texts(&source), ["全市64所学校"], "{hidden}");
        assert_eq!(remarks(&source), [HIDDEN], "{hidden}");
    }
}

#[test]
fn in_a_cell_too_and_the_place_is_the_cell() {
    let struck = table(90.0, 700.0, &[&["项目", "件数"], &["公开", "2526"]]) + &line((174.0, 669.0), (184.0, 669.0));
    let source = import(&pdf::file(&[&struck])).unwrap();
    assert_eq!(cells(&source.sheets[0]), ["A1 项目", "B1 件数", "A2 公开", "B2 26"]);
    assert_eq!(remarks(&source), [(RemarkKind::Struck, "25")]);
    assert_eq!(
        source.remarks[0].locus.cell.map(|cell| cell.to_string()).as_deref(),
        Some("B2")
    );
    // A line across the whole cell is a rule of the table, and runs through digits.
    let crossed = table(90.0, 700.0, &[&["项目", "件数"], &["公开", "26"]]) + &line((170.0, 669.0), (250.0, 669.0));
    let source = import(&pdf::file(&[&crossed])).unwrap();
    assert!(source.sheets.is_empty());
    assert_eq!(source.remarks[0].kind, RemarkKind::Table);
    // One over a whole row, beyond the table, strikes it out.
    let row = table(90.0, 700.0, &[&["项目", "件数"], &["公开", "26"]]) + &line((80.0, 669.0), (270.0, 669.0));
    let source = import(&pdf::file(&[&row])).unwrap();
    assert_eq!(cells(&source.sheets[0]), ["A1 项目", "B1 件数"]);
    assert_eq!(
        remarks(&source),
        [(RemarkKind::Struck, "公开"), (RemarkKind::Struck, "26")]
    );
}

#[test]
fn a_raised_digit_is_a_mark_however_small_it_is() {
    for (size, up) in [(6.0, 4.0), (8.4, 3.5), (10.0, 3.0)] {
        let cell = table(90.0, 700.0, &[&["项目", "件数"], &["公开", "26"]]) + &text(184.0, 666.0 + up, size, "1");
        let source = import(&pdf::file(&[&cell])).unwrap();
        assert_eq!(cells(&source.sheets[0])[3], "B2 26¹", "{size}");
    }
}

/// A page with this text and what is laid on it.
fn noted(content: &str, notes: &str, looks: &[&str]) -> Source {
    let mut file = Pdf::default();
    let font = file.font();
    // The first look is object 3.
    for look in looks {
        let entries = format!("/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F1 {font} 0 R>>>>");
        file.stream(&entries, look.as_bytes());
    }
    let content = file.packed("", content.as_bytes());
    let page = file.add(format!(
        "<</Type/Page/MediaBox[0 0 595 842]/Contents {content} 0 R/Annots[{notes}]/Resources<</Font<</F1 {font} 0 R>>>>>>"
    ));
    let pages = file.add(format!("<</Type/Pages/Kids[{page} 0 R]>>"));
    let root = file.add(format!("<</Type/Catalog/Pages {pages} 0 R>>"));
    import(&file.finish(root, "")).unwrap()
}

#[test]
fn notes_are_told_and_what_they_strike_out_or_hide_is_not_read() {
    let words = text(90.0, 700.0, 10.0, "全市4664所学校");
    let strike = "<</Subtype/StrikeOut/QuadPoints[110 710 120 710 110 698 120 698]>>";
    let source = noted(&words, strike, &[]);
    assert_eq!((texts(&source), remarks(&source)), (vec!["全市64所学校"], vec![STRUCK]));
    let cover = format!("1 g 0 0 100 20 re f 0 g {}", text(0.0, 5.0, 10.0, "改为"));
    let free = "<</Subtype/FreeText/Rect[109 695 120 715]/AP<</N 3 0 R>>>>";
    let source = noted(&words, free, &[&cover]);
    assert_eq!(texts(&source), ["全市64所学校"]);
    assert_eq!(remarks(&source), [(RemarkKind::TextBox, "改为"), HIDDEN]);
    // Not shown, or a mark that hides nothing.
    for note in [
        "<</Subtype/FreeText/F 2/Rect[109 695 120 715]/AP<</N 3 0 R>>>>",
        "<</Subtype/Highlight/Rect[109 695 120 715]/AP<</N 3 0 R>>>>",
        "<</Subtype/Link/Rect[109 695 120 715]>>",
    ] {
        let source = noted(&words, note, &[&cover]);
        assert_eq!(
            (texts(&source), source.remarks.len()),
            (vec!["全市4664所学校"], 0),
            "{note}"
        );
    }
    let source = noted(&words, "<</Subtype/Text/Contents(ask)>>", &[]);
    assert_eq!(remarks(&source), [(RemarkKind::Comment, "ask")]);
}

#[test]
fn what_a_field_shows_is_text_of_the_page() {
    let words = text(90.0, 700.0, 10.0, "全市") + &text(120.0, 700.0, 10.0, "所学校");
    let field = "<</Subtype/Widget/FT/Tx/Rect[110 697 210 717]/AP<</N 3 0 R>>/V(64)>>";
    let source = noted(&words, field, &[&text(0.0, 3.0, 10.0, "64")]);
    assert_eq!((texts(&source), source.remarks.len()), (vec!["全市64所学校"], 0));
    let source = noted(&words, "<</Subtype/Widget/FT/Tx/Rect[110 697 210 717]/V(64)>>", &[]);
    assert_eq!(remarks(&source), [(RemarkKind::Control, "64")]);
    let button = "<</Subtype/Widget/FT/Btn/Ff 65536/Rect[110 697 210 717]/AP<</N 3 0 R>>>>";
    let source = noted(&words, button, &[&text(0.0, 3.0, 10.0, "提交")]);
    assert_eq!(remarks(&source), [(RemarkKind::Control, "提交")]);
}
