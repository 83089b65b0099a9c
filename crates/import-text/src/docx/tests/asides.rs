//! What is remarked on, and what is left out without a word.

use nianbao_model::Passage;
use nianbao_model::source::RemarkKind;

use super::*;

#[test]
fn hidden_text_is_remarked_on_and_furniture_is_not() {
    let styles = "<w:styles><w:style w:styleId='h'><w:name w:val='藏'/><w:rPr><w:vanish/></w:rPr></w:style>\
        <w:style w:styleId='toc'><w:name w:val='toc 1'/></w:style></w:styles>";
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let body = [
        p(&format!(
            "{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏一</w:t></w:r>",
            r("甲")
        )),
        p("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>乙</w:t></w:r>"),
        p(&format!("<w:pPr><w:pStyle w:val='h'/></w:pPr>{}", r("藏二"))),
        p("<w:r><w:rPr><w:rStyle w:val='h'/></w:rPr><w:t>藏三</w:t></w:r>"),
        p(&format!(
            "<w:pPr><w:pStyle w:val='toc'/></w:pPr>{}",
            r("一、总体情况 1")
        )),
        format!(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>\
            <w:sdtContent>{}</w:sdtContent></w:sdt>",
            p(&r("目录"))
        ),
        p(&format!(
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            r("单击此处")
        )),
        p(&[
            r("共"),
            field("begin"),
            "<w:r><w:instrText>PAGE</w:instrText></w:r>".into(),
            r("指令"),
            field("separate"),
            r("6"),
            field("end"),
            r("页"),
        ]
        .concat()),
        p(&[field("begin"), r("损坏的域")].concat()),
        p(&r("丙")),
    ];
    let source = read_with(&body.concat(), &[("word/styles.xml", styles)]);
    assert_eq!(texts(&source), ["甲", "乙", "共6页", "丙"]);
    let hidden = |text, at| (RemarkKind::Hidden, text, at);
    assert_eq!(
        remarks(&source),
        [
            hidden("藏一", 1),
            hidden("藏二", 3),
            hidden("藏三", 4),
            (RemarkKind::Control, "单击此处", 7),
            (RemarkKind::Field, "PAGE", 8)
        ]
    );
}

#[test]
fn graphics_and_boxes_are_remarked_on_once() {
    let shape = |content: &str| {
        format!(
            "<w:drawing><wp:anchor><wp:docPr descr='框'/><a:graphic><wps:wsp>{content}</wps:wsp></a:graphic></wp:anchor></w:drawing>"
        )
    };
    let boxed = shape(&format!(
        "<w:txbxContent>{}{}</w:txbxContent>",
        p(&r("框内")),
        p(&r("文字"))
    ));
    let fallback = format!(
        "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>",
        p(&r("旧式"))
    );
    let body = [
        p(&format!(
            "<w:r><w:drawing><wp:docPr descr='公章'/><pic:pic><a:t>x</a:t></pic:pic></w:drawing></w:r>{}",
            r("正文")
        )),
        p(&format!(
            "<w:r><mc:AlternateContent><mc:Choice>{boxed}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
        )),
        p(&format!("<w:r>{fallback}</w:r>")),
        p("<w:r><w:pict><v:rect o:hr='t'/></w:pict></w:r>"),
        p("<w:r><w:pict><v:shape alt='红线'><v:imagedata/></v:shape></w:pict></w:r>"),
        p("<w:r><w:drawing><a:graphicData><c:chart/></a:graphicData></w:drawing></w:r>"),
        p("<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject/></w:object></w:r>"),
        p("<m:oMathPara><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></m:oMathPara>"),
        "<w:altChunk/>".to_owned(),
        p(&format!("<w:del><w:r>{}</w:r></w:del>", shape(""))),
        p(&r("末段")),
    ];
    let source = read(&body.concat());
    assert_eq!(texts(&source), ["正文", "末段"]);
    assert_eq!(
        source.lines[1].locus.passage,
        Some(Passage::Paragraph(10)),
        "paragraphs in boxes do not count"
    );
    assert_eq!(
        remarks(&source),
        [
            (RemarkKind::Picture, "公章", 1),
            (RemarkKind::TextBox, "框内文字", 2),
            (RemarkKind::TextBox, "旧式", 3),
            (RemarkKind::Picture, "红线", 5),
            (RemarkKind::Object, "", 6),
            (RemarkKind::Object, "", 7),
            (RemarkKind::Object, "x=1", 8),
            (RemarkKind::Object, "", 8),
        ]
    );
}

#[test]
fn notes_and_comments_stand_where_they_are_referred_to() {
    let note =
        |element: &str, text: &str| format!("<w:x><w:{element} w:id='2'><w:p>{}</w:p></w:{element}></w:x>", r(text));
    let parts = [
        note("footnote", "脚注"),
        note("endnote", "尾注"),
        note("comment", "批注"),
    ];
    let body = [
        p(&r("甲")),
        p(&format!(
            "{}<w:r><w:footnoteReference w:id='2'/><w:endnoteReference w:id='2'/><w:commentReference w:id='2'/></w:r>",
            r("乙")
        )),
        p("<w:r><w:footnoteReference w:id='2'/></w:r>"),
    ];
    let names = ["word/footnotes.xml", "word/endnotes.xml", "word/comments.xml"];
    let parts: Vec<_> = names.into_iter().zip(parts.iter().map(String::as_str)).collect();
    let source = read_with(&body.concat(), &parts);
    assert_eq!(texts(&source), ["甲", "乙"]);
    let expected = [
        (RemarkKind::Footnote, "脚注", 2),
        (RemarkKind::Footnote, "尾注", 2),
        (RemarkKind::Comment, "批注", 2),
    ];
    assert_eq!(remarks(&source), expected);
}

#[test]
fn the_prompt_of_an_empty_control_is_told_for_word_prints_it() {
    let control = |content: &str| {
        format!("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
    };
    let body = [
        p(&(r("收到") + &control(&r("点击填写")) + &r("件。"))),
        p(&control(&r("点击填写"))),
        p(&(r("无。") + "<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")),
    ];
    let source = read(&body.concat());
    assert_eq!(texts(&source), ["收到件。", "无。"]);
    let prompt = |at| (RemarkKind::Control, "点击填写", at);
    assert_eq!(remarks(&source), [prompt(1), prompt(2)]);
}

#[test]
fn what_cannot_be_seen_on_the_page_is_left_out_and_told() {
    let run = |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    let white = "<w:color w:val='FFFFFF'/>";
    let shade = "<w:shd w:val='clear' w:color='auto' w:fill='1F4E79'/>";
    let cell = |properties: &str, content: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(content));
    let body = [
        p(&(r("收到") + &run(white, "69") + &r("7件"))),
        p(&run(white, "全白")),
        p(&(run("<w:sz w:val='2'/>", "微") + &r("小"))),
        p(&run(&format!("{white}{shade}"), "深底")),
        p(&run(&format!("{white}<w:highlight w:val='blue'/>"), "荧光")),
        p(&format!("<w:pPr>{shade}</w:pPr>{}", run(white, "深段"))),
        p(&run("<w:color w:val='auto'/>", "自动")),
        format!(
            "<w:tbl><w:tr>{}{}{}</w:tr></w:tbl>",
            cell("", &run(white, "表头")),
            cell("", &(run(white, "9") + &r("5"))),
            cell(shade, &(run(white, "9") + &r("5"))),
        ),
    ];
    let source = read(&body.concat());
    assert_eq!(texts(&source), ["收到7件", "小", "深底", "荧光", "深段", "自动"]);
    let hidden = |text, at| (RemarkKind::Hidden, text, at);
    assert_eq!(
        remarks(&source),
        [hidden("69", 1), hidden("全白", 2), hidden("微", 3), hidden("9", 9)]
    );
    let cells: Vec<_> = source.sheets[0].cells.values().filter_map(|cell| cell.text()).collect();
    assert_eq!(cells, ["表头", "5", "95"]);
    let dark = format!(
        "<w:document><w:background w:color='002060'/><w:body>{}</w:body></w:document>",
        p(&run(white, "白"))
    );
    let source = import(&archive(&[(DOCUMENT, dark.as_str())])).unwrap();
    assert_eq!(texts(&source), ["白"]);
}

#[test]
fn words_across_and_above_the_pages_are_told_once() {
    let old = "<w:hdr><w:p><w:r><w:pict><v:shape><v:textpath string='送审稿'/></v:shape></w:pict></w:r></w:p></w:hdr>";
    let new = "<w:hdr><w:p><w:r><w:drawing><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>内部</w:t></w:r></w:p>\
               </w:txbxContent></wps:txbx><wps:bodyPr><a:prstTxWarp prst='textPlain'/></wps:bodyPr></wps:wsp></w:drawing></w:r></w:p></w:hdr>";
    let plain = "<w:hdr><w:p><w:r><w:t>征求意见稿</w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p></w:hdr>";
    let headers = [
        ("word/header1.xml", old),
        ("word/header2.xml", old),
        ("word/header3.xml", new),
        ("word/header4.xml", plain),
    ];
    let source = read_with(&p(&r("正文。")), &headers);
    let mark = |words| (RemarkKind::Watermark, words, 1);
    let on_page = (RemarkKind::PageText, "征求意见稿", 1);
    assert_eq!(remarks(&source), [mark("内部"), mark("送审稿"), on_page]);
}
