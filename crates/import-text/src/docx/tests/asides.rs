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
        [hidden("藏一", 1), hidden("藏二", 3), hidden("藏三", 4)]
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
