//! Pages without tags, read by where things stand.

use nianbao_model::source::RemarkKind;
use nianbao_testing::pdf::{self, Pdf, line, table, text};

use super::*;

#[test]
fn paragraphs_tables_and_furniture_are_told_apart() {
    let source = import(&pdf::sample()).unwrap();
    assert_eq!(
        texts(&source),
        [
            "青禾市水务局年报",
            "一、总体情况",
            "本年度共收到政府信息公开申请六件，均已在法定期限内办结，没有收取费用，也没有因此被申请行政复议。",
            "六、其他需要报告的事项",
            "无。",
        ]
    );
    assert_eq!(furniture(&source), ["— 1 —", "— 2 —"]);
    let [sheet] = &source.sheets[..] else {
        panic!("{:?}", source.sheets)
    };
    assert_eq!(
        cells(sheet),
        [
            "A1 信息内容",
            "B1 制发件数",
            "C1 废止件数",
            "A2 规章",
            "B2 0",
            "C2 2",
            "A3 规范性文件",
            "B3 4",
            "C3 11",
        ]
    );
    assert_eq!((&*sheet.name, sheet.lines_before), ("表1（第1页）", Some(5)));
}

#[test]
fn a_table_goes_on_over_pages_without_its_header() {
    let first = table(90.0, 120.0, &[&["项目", "件数"], &["新收", "6"]]);
    let second = table(90.0, 780.0, &[&["项目", "件数"], &["办结", "5"]]) + &text(90.0, 600.0, 14.0, "完。");
    let source = import(&pdf::file(&[&first, &second])).unwrap();
    let [sheet] = &source.sheets[..] else {
        panic!("{:?}", source.sheets)
    };
    assert_eq!(
        cells(sheet),
        ["A1 项目", "B1 件数", "A2 新收", "B2 6", "A3 办结", "B3 5"]
    );
}

#[test]
fn one_row_on_a_page_is_a_part_of_the_table_on_the_next_and_by_itself_a_frame() {
    let first = text(90.0, 760.0, 14.0, "二、主动公开") + &table(90.0, 120.0, &[&["项目", "件数"]]);
    let second = table(90.0, 780.0, &[&["新收", "6"], &["办结", "5"]]) + &text(90.0, 600.0, 14.0, "完。");
    let source = import(&pdf::file(&[&first, &second])).unwrap();
    assert_eq!(
        cells(&source.sheets[0]),
        ["A1 项目", "B1 件数", "A2 新收", "B2 6", "A3 办结", "B3 5"]
    );
    assert_eq!(texts(&source), ["二、主动公开", "完。"]);
    // And the last row, with a page's number below it.
    let first = table(90.0, 120.0, &[&["项目", "件数"], &["新收", "6"]]) + &text(290.0, 30.0, 10.0, "1");
    let second = table(90.0, 780.0, &[&["办结", "5"]]) + &text(90.0, 600.0, 14.0, "完。");
    let source = import(&pdf::file(&[&first, &second])).unwrap();
    assert_eq!(cells(&source.sheets[0])[4..], ["A3 办结", "B3 5"]);
    // With a text between, it is none.
    let first = table(90.0, 300.0, &[&["项目", "件数"], &["新收", "6"]]) + &text(90.0, 200.0, 14.0, "注。");
    let source = import(&pdf::file(&[&first, &second])).unwrap();
    assert_eq!(source.sheets[0].cells.len(), 4);
    let framed = table(90.0, 700.0, &[&["注意事项"]]);
    let source = import(&pdf::file(&[&framed])).unwrap();
    assert_eq!((texts(&source), source.sheets.len()), (vec!["注意事项"], 0));
}

#[test]
fn a_number_over_a_line_makes_the_table_doubtful() {
    // The figures of the last row run from one column into the next.
    let crowded = table(90.0, 700.0, &[&["甲", "乙"], &["1", "2"]]) + &text(158.0, 666.0, 10.0, "1234");
    let source = import(&pdf::file(&[&crowded])).unwrap();
    assert!(source.sheets.is_empty());
    let [remark] = &source.remarks[..] else {
        panic!("{:?}", source.remarks)
    };
    assert_eq!(
        (remark.kind, remark.text.as_deref()),
        (RemarkKind::Table, Some("甲 乙……共 2 行"))
    );
}

#[test]
fn two_numbers_in_one_cell_make_the_table_doubtful() {
    let two = table(90.0, 700.0, &[&["甲", "乙"], &["1", "2"]]) + &text(200.0, 666.0, 10.0, "3");
    assert!(import(&pdf::file(&[&two])).unwrap().sheets.is_empty());
}

#[test]
fn a_page_is_read_as_it_is_turned() {
    let page = |turn: &str, content: &str| {
        let mut file = Pdf::default();
        let font = file.font();
        let content = file.packed("", content.as_bytes());
        let page = file.add(format!(
            "<</Type/Page/MediaBox[0 0 595 842]{turn}/Contents {content} 0 R/Resources<</Font<</F1 {font} 0 R>>>>>>"
        ));
        let pages = file.add(format!("<</Type/Pages/Kids[{page} 0 R]>>"));
        let root = file.add(format!("<</Type/Catalog/Pages {pages} 0 R>>"));
        import(&file.finish(root, "")).unwrap()
    };
    let drawn = table(90.0, 400.0, &[&["项目", "件数"], &["新收", "6"]]);
    let upright = page("", &drawn);
    let turns = [
        ("/Rotate 90", "0 1 -1 0 595 0"),
        ("/Rotate 180", "-1 0 0 -1 595 842"),
        ("/Rotate 270", "0 -1 1 0 0 842"),
    ];
    for (turn, matrix) in turns {
        assert_eq!(
            page(turn, &format!("{matrix} cm {drawn}")).sheets,
            upright.sheets,
            "{turn}"
        );
    }
    // Where nearly all lies on its side or stands on its head, whoever reads it turns the page.
    let text = text(
        90.0,
        500.0,
        14.0,
        "全年收到政府信息公开申请六件，均已按时办结并答复申请人。",
    );
    let upright = page("", &format!("{drawn}{text}"));
    for turn in ["/Rotate 90", "/Rotate 180", "/Rotate 270"] {
        let turned = page(turn, &format!("{drawn}{text}"));
        assert_eq!(
            (&turned.sheets, texts(&turned)),
            (&upright.sheets, texts(&upright)),
            "{turn}"
        );
    }
    // A few words beside it are no reason to.
    assert_eq!(texts(&page("/Rotate 90", &drawn)), Vec::<&str>::new());
}

#[test]
fn white_lines_part_nothing() {
    let white = table(90.0, 700.0, &[&["甲", "乙"], &["1", "2"]]) + "1 1 1 RG " + &line((130.0, 700.0), (130.0, 660.0));
    assert_eq!(import(&pdf::file(&[&white])).unwrap().sheets[0].cells.len(), 4);
}

#[test]
fn what_is_switched_off_or_replaced_is_not_read_as_drawn() {
    let mut file = Pdf::default();
    let layer = file.add("<</Type/OCG/Name(x)>>");
    let content = format!(
        "/OC /L BDC {} EMC /Span <</ActualText<FEFF65E0>>> BDC {} EMC {}",
        text(90.0, 700.0, 14.0, "隐藏"),
        text(90.0, 670.0, 14.0, "甲"),
        text(104.0, 670.0, 14.0, "。"),
    );
    let font = file.font();
    let content = file.packed("", content.as_bytes());
    let page = file.add(format!(
        "<</Type/Page/Contents {content} 0 R/Resources<</Font<</F1 {font} 0 R>>/Properties<</L {layer} 0 R>>>>>>"
    ));
    let pages = file.add(format!("<</Type/Pages/Kids[{page} 0 R]>>"));
    let root = file.add(format!(
        "<</Type/Catalog/Pages {pages} 0 R/OCProperties<</OCGs[{layer} 0 R]/D<</OFF[{layer} 0 R]>>>>>>"
    ));
    assert_eq!(texts(&import(&file.finish(root, "")).unwrap()), ["无。"]);
}

#[test]
fn a_page_whose_text_is_not_there_is_told() {
    let page = |font: &str, content: &str| {
        let mut file = Pdf::default();
        let image = file.stream("/Subtype/Image/Width 1/Height 1", b"x");
        let font = file.add(font);
        let content = file.packed("", content.as_bytes());
        let page = file.add(format!(
            "<</Type/Page/MediaBox[0 0 595 842]/Contents {content} 0 R\
             /Resources<</Font<</F1 {font} 0 R>>/XObject<</I {image} 0 R>>>>>>"
        ));
        let pages = file.add(format!("<</Type/Pages/Kids[{page} 0 R]>>"));
        let root = file.add(format!("<</Type/Catalog/Pages {pages} 0 R>>"));
        file.finish(root, "")
    };
    let latin = "<</Subtype/Type1/BaseFont/Helvetica>>";
    let subset = "<</Subtype/TrueType/BaseFont/ABCDEF+SimSun/FontDescriptor<</Flags 4>>/FirstChar 65/Widths[1000]>>";
    let vertical = "<</Subtype/Type0/Encoding/UniGB-UCS2-V/DescendantFonts[<</Subtype/CIDFontType0>>]>>";
    let picture = "q 595 0 0 842 0 0 cm /I Do Q";
    assert!(refused(&page(latin, picture)).contains("第 1 页是扫描件"));
    assert!(
        refused(&page(
            latin,
            &format!("{picture} 3 Tr BT /F1 9 Tf 9 9 Td (recognised) Tj ET")
        ))
        .contains("扫描件")
    );
    assert!(refused(&page(subset, "BT /F1 9 Tf 90 90 Td (AAA) Tj ET")).contains("有 3 个字"));
    assert!(refused(&page(vertical, "BT /F1 9 Tf 90 90 Td <65E0> Tj ET")).contains("竖排"));
    assert_eq!(
        texts(&import(&page(latin, "BT /F1 9 Tf 90 90 Td (AEO) Tj ET")).unwrap()),
        ["AEO"]
    );
}

#[test]
fn what_is_clipped_away_is_not_read_and_a_mark_that_hangs_over_is() {
    // The clip ends in the middle of the last mark, as browsers trim it at the end of a line.
    let shown = text(90.0, 700.0, 14.0, "公开《条例》");
    let clipped = format!(
        "q 90 690 77 30 re W n {shown} Q q 90 640 1 14 re W n {} Q",
        text(90.0, 640.0, 14.0, "标题")
    );
    let source = import(&pdf::file(&[&clipped])).unwrap();
    assert_eq!(texts(&source), ["公开《条例》"]);
    // Lines that are clipped away part no cells.
    let table = table(90.0, 700.0, &[&["甲", "乙"], &["1", "2"]]);
    let beside = format!("{table} q 0 0 10 10 re W n {} Q", line((130.0, 700.0), (130.0, 660.0)));
    assert_eq!(import(&pdf::file(&[&beside])).unwrap().sheets[0].cells.len(), 4);
}

#[test]
fn digits_of_a_number_that_are_clipped_away_are_told() {
    let clipped = format!("q 90 690 40 30 re W n {} Q", text(90.0, 700.0, 10.0, "甲，158631"));
    let source = import(&pdf::file(&[&clipped])).unwrap();
    let told: Vec<_> = source
        .remarks
        .iter()
        .map(|remark| (remark.kind, remark.text.as_deref()))
        .collect();
    assert_eq!(
        (texts(&source), told),
        (vec!["甲，1586"], vec![(RemarkKind::Hidden, Some("31"))])
    );
}

#[test]
fn what_nobody_sees_is_told_and_not_read() {
    let white = |below: &str| {
        format!(
            "{below} {} 1 g {} 0 g",
            text(90.0, 700.0, 14.0, "无。"),
            text(90.0, 670.0, 14.0, "白字")
        )
    };
    let source = import(&pdf::file(&[&white("")])).unwrap();
    assert_eq!(texts(&source), ["无。"]);
    let [remark] = &source.remarks[..] else {
        panic!("{:?}", source.remarks)
    };
    assert_eq!(
        (remark.kind, remark.text.as_deref()),
        (RemarkKind::Hidden, Some("白字"))
    );
    // On something dark, white is to be read.
    let source = import(&pdf::file(&[&white("0 g 80 660 200 30 re f")])).unwrap();
    assert_eq!(texts(&source), ["无。", "白字"]);
    assert!(source.remarks.is_empty());
}

#[test]
fn a_scan_with_what_was_recognised_in_it_is_told_however_small_its_picture_is() {
    let mut file = Pdf::default();
    let image = file.stream("/Subtype/Image/Width 1/Height 1", b"x");
    let font = file.font();
    let line = text(
        90.0,
        700.0,
        14.0,
        "本年新收政府信息公开申请三件，均已办结，没有结转下年度办理的。",
    );
    let content = file.packed("", format!("q 200 0 0 200 0 0 cm /I Do Q 3 Tr {line}").as_bytes());
    let page = file.add(format!(
        "<</Type/Page/MediaBox[0 0 595 842]/Contents {content} 0 R\
         /Resources<</Font<</F1 {font} 0 R>>/XObject<</I {image} 0 R>>>>>>"
    ));
    let pages = file.add(format!("<</Type/Pages/Kids[{page} 0 R]>>"));
    let root = file.add(format!("<</Type/Catalog/Pages {pages} 0 R>>"));
    assert!(refused(&file.finish(root, "")).contains("扫描件"));
}

#[test]
fn where_paragraphs_are_indented_a_line_that_is_not_goes_on() {
    let paragraph = |top: f64, short: &str| {
        text(118.0, top, 14.0, "本局依法公开政府信息，答复群众的申请，")
            + &text(90.0, top - 20.0, 14.0, short)
            + &text(90.0, top - 40.0, 14.0, "并在门户网站公布。")
    };
    let page = paragraph(760.0, "按期办结每一件申请，并逐项公布结果，")
        + &paragraph(700.0, "没有逾期，")
        + &paragraph(640.0, "按期办结每一件申请，并逐项公布结果，");
    let source = import(&pdf::file(&[&page])).unwrap();
    let lines = texts(&source);
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert_eq!(
        lines[1],
        "本局依法公开政府信息，答复群众的申请，没有逾期，并在门户网站公布。"
    );
}

#[test]
fn a_file_says_what_it_is() {
    let mut file = Pdf::default();
    let information = file.add("<</Title<FEFF5E7462A5>/Author(x)/Producer(y)>>");
    let root = file.pages(&[&text(90.0, 700.0, 14.0, "无。")], "");
    let source = import(&file.finish(root, &format!("/Info {information} 0 R"))).unwrap();
    let said: Vec<(&str, &str)> = source
        .properties
        .iter()
        .map(|said| (&*said.name, &*said.value))
        .collect();
    assert_eq!(said, [("Title", "年报"), ("Author", "x")]);
    assert!(source.is_paged);
}

#[test]
fn a_marker_below_a_full_line_that_ends_a_sentence_begins_a_paragraph() {
    let line = |top: f64, words: &str| text(90.0, top, 14.0, words);
    let page = line(760.0, "（二）本局依法公开政府信息，答复群众的申请，")
        + &line(740.0, "办结每一件申请，逐项公布结果，五是严格考核。")
        + &line(710.0, "（三）政府信息管理。按照目录逐件梳理，定期，")
        + &line(690.0, "清理。")
        + &line(660.0, "（四）平台建设。")
        + &line(630.0, "（五）监督保障。")
        + &line(600.0, "无。");
    let source = import(&pdf::file(&[&page])).unwrap();
    let lines = texts(&source);
    assert_eq!(lines.len(), 5, "{lines:?}");
    assert_eq!(lines[1], "（三）政府信息管理。按照目录逐件梳理，定期，清理。");
}
