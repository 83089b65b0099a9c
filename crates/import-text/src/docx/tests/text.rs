//! Paragraphs, runs, headings and lists.

use nianbao_model::Passage;
use nianbao_model::source::{LineRole, RemarkKind};

use super::*;

#[test]
fn paragraphs_are_lines_wherever_they_stand() {
    let body = [
        p(&r(" \u{3000}一、总体情况 ")),
        p(""),
        format!(
            "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
            p(&r("控件"))
        ),
        p(&format!(
            "<w:ins>{}</w:ins><w:smartTag>{}</w:smartTag><w:hyperlink>{}</w:hyperlink><w:moveTo>{}</w:moveTo>",
            r("新"),
            r("签"),
            r("链"),
            r("移")
        )),
    ];
    let source = read(&body.concat());
    assert_eq!(texts(&source), ["一、总体情况", "控件", "新签链移"]);
    let places: Vec<_> = source.lines.iter().filter_map(|line| line.locus.passage).collect();
    assert_eq!(places, [1, 3, 4].map(Passage::Paragraph));
    assert!(source.lines.iter().all(|line| line.role == LineRole::Plain));
    assert!(source.remarks.is_empty());
}

#[test]
fn what_a_run_holds_becomes_characters() {
    let runs = "<w:r><w:t>共</w:t><w:br/><w:t>6件，</w:t><w:t>annual</w:t><w:cr/><w:t>report</w:t><w:br w:type='page'/>\
        <w:t>2019</w:t><w:noBreakHyphen/><w:t>2020&amp;</w:t><w:softHyphen/><w:tab/><w:t>甲</w:t>\
        <w:sym w:font='Wingdings' w:char='F0FE'/><w:sym w:font='Webdings' w:char='F061'/>\
        <w:ruby><w:rt><w:r><w:t>chóng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>重</w:t></w:r></w:rubyBase></w:ruby></w:r>";
    let source = read(&p(&format!(
        "<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>{runs}"
    )));
    // What has tabs may be the row of a table, and is not joined to another line.
    assert_eq!(texts(&source), ["共6件，annual", "report2019-2020& 甲☑重"]);
    assert_eq!(remarks(&source), [(RemarkKind::Object, "Webdings F061", 1)]);
}

#[test]
fn a_table_of_contents_that_is_a_field_is_no_text() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let toc = "<w:r><w:instrText> TOC \\o \"1-1\" </w:instrText></w:r>";
    let entry = |text: &str, page: &str| format!("<w:r><w:t>{text}</w:t><w:tab/><w:t>{page}</w:t></w:r>");
    let body = [
        p(&format!(
            "{}{toc}{}{}",
            mark("begin"),
            mark("separate"),
            entry("一、总体情况", "1")
        )),
        p(&entry("二、主动公开", "2")),
        // The field is not closed, and the text is not lost.
        p(&r("全年公开信息12条。")),
        p(&entry("公开条数", "12")),
    ];
    assert_eq!(texts(&read(&body.concat())), ["全年公开信息12条。", "公开条数 12"]);
}

#[test]
fn tracked_changes_count_as_accepted() {
    let body = [
        p(&format!(
            "{}<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom>{}</w:moveFrom>{}",
            r("甲"),
            r("走"),
            r("乙")
        )),
        p(&format!("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}", r("并入"))),
        p(&format!(
            "<w:pPr><w:rPr><w:ins/></w:rPr><w:pPrChange><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:pPrChange></w:pPr>{}",
            r("下段")
        )),
        p(&format!("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}", r("末段"))),
    ];
    let source = read(&body.concat());
    assert_eq!(texts(&source), ["甲乙", "并入下段", "末段"]);
    assert_eq!(source.lines[1].role, LineRole::Plain);
    assert_eq!(remarks(&source), [(RemarkKind::Deleted, "旧走", 1)]);
}

#[test]
fn headings_titles_and_lists_have_their_role_and_number() {
    let styles = "<w:styles><w:style w:styleId='1'><w:name w:val='heading 1'/></w:style>\
        <w:style w:styleId='2'><w:name w:val='heading 2'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId='t'><w:name w:val='Title'/></w:style></w:styles>";
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='0'>\
        <w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:numFmt w:val='chineseCounting'/><w:pStyle w:val='2'/><w:lvlText w:val='\u{ff08}%2\u{ff09}'/></w:lvl>\
        <w:lvl w:ilvl='2'><w:numFmt w:val='bullet'/><w:lvlText w:val='\u{f06c}'/></w:lvl>\
        </w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
    let styled =
        |id: &str, more: &str, text: &str| p(&format!("<w:pPr><w:pStyle w:val='{id}'/>{more}</w:pPr>{}", r(text)));
    let listed = |level: u8, text: &str| {
        p(&format!(
            "<w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='1'/></w:numPr></w:pPr>{}",
            r(text)
        ))
    };
    let body = [
        styled("t", "<w:outlineLvl w:val='0'/>", "年度报告"),
        styled("1", "", "一、总体情况"),
        styled("2", "", "主动公开"),
        styled("2", "<w:numPr><w:numId w:val='0'/></w:numPr>", "不编号"),
        p(&format!("<w:pPr><w:outlineLvl w:val='2'/></w:pPr>{}", r("直接"))),
        listed(0, "夯实"),
        listed(0, ""),
        listed(0, "2020年"),
        listed(2, "其一"),
        styled("2", "", "依申请公开"),
    ];
    let source = read_with(
        &body.concat(),
        &[("word/styles.xml", styles), ("word/numbering.xml", numbering)],
    );
    let shown: Vec<_> = source
        .lines
        .iter()
        .map(|line| (line.text.as_str(), line.role))
        .collect();
    use LineRole::{Heading, Item, Plain, Title};
    assert_eq!(
        shown,
        [
            ("年度报告", Title),
            ("一、总体情况", Heading(1)),
            ("\u{ff08}一\u{ff09}主动公开", Heading(2)),
            ("不编号", Heading(2)),
            ("直接", Heading(3)),
            ("1.夯实", Plain),
            ("3. 2020年", Plain),
            ("其一", Item),
            ("\u{ff08}一\u{ff09}依申请公开", Heading(2)),
        ]
    );
}

#[test]
fn a_drop_cap_begins_the_paragraph_beside_it() {
    let cap = |kind: &str| {
        p(&format!(
            "<w:pPr><w:framePr w:dropCap='{kind}' w:lines='2'/></w:pPr>{}",
            r("对")
        ))
    };
    let heading = "<w:pPr><w:outlineLvl w:val='1'/></w:pPr>";
    let after = p(&format!("{heading}{}", r("全县公开3条。")));
    for (kind, expected) in [
        ("drop", &["对全县公开3条。"][..]),
        ("margin", &["对全县公开3条。"]),
        ("none", &["对", "全县公开3条。"]),
    ] {
        let source = read(&format!("{}{after}", cap(kind)));
        assert_eq!(texts(&source), expected, "{kind}");
        assert_eq!(source.lines.last().unwrap().role, LineRole::Heading(2));
    }
}

#[test]
fn a_bound_control_shows_its_data() {
    let control = |properties: &str, text: &str| {
        let binding = "<w:dataBinding w:xpath='/d/n' w:storeItemID='{aB}'/>";
        let content = if text.is_empty() { String::new() } else { r(text) };
        format!("<w:sdt><w:sdtPr>{binding}{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
    };
    let list = "<w:dropDownList><w:listItem w:displayText='三' w:value='3'/></w:dropDownList>";
    for (properties, saved, data, shown, stale) in [
        ("<w:text/>", "2", "<d><n>3</n></d>", "共3件", Some("2")),
        ("<w:text/>", "3", "<d><n>3</n></d>", "共3件", None),
        ("<w:text/>", "", "<d><n>3</n></d>", "共3件", None),
        ("<w:showingPlcHdr/>", "请填写", "<d><n>3</n></d>", "共3件", None),
        ("<w:showingPlcHdr/>", "请填写", "<d><n/></d>", "共件", None),
        ("<w:text/>", "2", "<d/>", "共2件", None),
        ("<w:date/>", "1日", "<d><n>2026-01-01</n></d>", "共1日件", None),
        (list, "二", "<d><n>3</n></d>", "共三件", Some("二")),
    ] {
        let body = p(&[r("共"), control(properties, saved), r("件")].concat());
        let parts = [
            ("customXml/item1.xml", data),
            ("customXml/itemProps1.xml", "<x:datastoreItem x:itemID='{Ab}'/>"),
        ];
        let source = read_with(&body, &parts);
        assert_eq!(texts(&source), [shown], "{properties} {saved} {data}");
        let told: Vec<_> = remarks(&source)
            .into_iter()
            .map(|(kind, text, _)| (kind, text))
            .collect();
        let expected: Vec<_> = stale.map(|text| (RemarkKind::Stale, text)).into_iter().collect();
        assert_eq!(told, expected, "{properties} {saved} {data}");
    }
}

#[test]
fn a_number_in_a_box_is_not_one_with_the_next() {
    let boxed = |text: &str| format!("<w:r><w:rPr><w:bdr w:val='single'/></w:rPr><w:t>{text}</w:t></w:r>");
    let source = read(&p(&[r("共"), boxed("26"), r("28"), r("件")].concat()));
    assert_eq!(texts(&source), ["共26 28件"]);
    assert_eq!(remarks(&source), [(RemarkKind::Layout, "26 28", 1)]);
    let source = read(&p(&[boxed("共"), r("2"), r("8件"), boxed("3")].concat()));
    assert_eq!((texts(&source), remarks(&source).len()), (vec!["共28件3"], 0));
}
