use nianbao_model::source::LineRole;
use nianbao_testing::archive::archive;

use super::*;

const STYLES: &str = "<office:styles>\
    <style:style style:name='Title' style:family='paragraph'/>\
    <style:style style:name='T1' style:family='text'><style:text-properties style:text-line-through-style='solid'/></style:style>\
    <style:style style:name='T2' style:family='text' style:parent-style-name='T3'/>\
    <style:style style:name='T3' style:family='text'><style:text-properties style:text-position='super 58%'/></style:style>\
    <style:style style:name='T4' style:family='text'><style:text-properties text:display='none'/></style:style>\
    <style:style style:name='W' style:family='text'><style:text-properties fo:color='#ffffff'/></style:style>\
    <style:style style:name='P' style:family='text'><style:text-properties fo:font-size='1pt'/></style:style>\
    <style:style style:name='D' style:family='paragraph'><style:paragraph-properties fo:background-color='#003366'/></style:style>\
    <text:list-style style:name='L1'><text:list-level-style-number text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>\
    <text:list-level-style-number text:level='2' style:num-format='1' style:num-prefix='(' style:num-suffix=')'/></text:list-style>\
    </office:styles>";

/// A page with a header and a footer, which is not shown.
const PAGES: &str = "<style:master-page><style:header><text:p>年度报告<text:tab/>第<text:page-number>1</text:page-number>页</text:p>\
    </style:header><style:footer style:display='false'><text:p>不显示</text:p></style:footer></style:master-page>";

fn flat(body: &str) -> String {
    format!(
        "<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.text'>\
         <office:meta><dc:title>元</dc:title></office:meta>{STYLES}\
         <office:master-styles>{PAGES}</office:master-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document>"
    )
}

fn import(body: &str) -> Source {
    let text = flat(body);
    assert!(OdtImporter.recognizes(text.as_bytes()));
    OdtImporter.import(&"正文.fodt".into(), text.as_bytes()).unwrap()
}

fn lines(source: &Source) -> Vec<(&str, LineRole)> {
    source
        .lines
        .iter()
        .map(|line| (line.text.as_str(), line.role))
        .collect()
}

fn remarks(source: &Source) -> Vec<String> {
    let [told @ .., page] = &source.remarks[..] else {
        panic!("no page")
    };
    assert_eq!(
        (page.kind, page.text.as_deref()),
        (RemarkKind::PageText, Some("年度报告 第页"))
    );
    let told = told.iter().map(|one| {
        let text = one.text.as_deref().unwrap_or_default();
        format!("{:?} {text} {}", one.kind, one.locus)
    });
    told.collect()
}

#[test]
fn paragraphs_lists_and_looks() {
    let source = import(
        "<text:p text:style-name='Title'>某局<text:line-break/>年度报告</text:p>\
         <text:h text:outline-level='1'>一、总体情况</text:h>\
         <text:p>共<text:span text:style-name='T1'>7</text:span>9<text:span text:style-name='T2'>2</text:span>次<text:s text:c='2'/>完\n  毕\
         <text:span text:style-name='T4'>藏</text:span>。<text:line-break/>（一）公开</text:p>\
         <text:list text:style-name='L1'><text:list-item><text:p>甲</text:p><text:p>甲之二</text:p>\
         <text:list><text:list-item><text:p>子</text:p></text:list-item></text:list></text:list-item>\
         <text:list-item><text:p>乙</text:p></text:list-item></text:list>",
    );
    use LineRole::{Heading, Plain, Title};
    let expected = [
        ("某局年度报告", Title),
        ("一、总体情况", Heading(1)),
        ("共9²次  完 毕。", Plain),
        ("（一）公开", Plain),
        ("一、甲", Plain),
        ("甲之二", Plain),
        ("(1)子", Plain),
        ("二、乙", Plain),
    ];
    assert_eq!(lines(&source), expected);
    assert_eq!(
        remarks(&source),
        ["Hidden 藏 正文.fodt › 第3段", "Struck 7 正文.fodt › 第3段"]
    );
}

#[test]
fn tables_are_sheets_and_what_is_not_text_is_noted() {
    let source = import(
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>人</dc:creator></office:change-info>\
         <text:p>旧</text:p></text:deletion></text:changed-region></text:tracked-changes>\
         <text:table-of-content><text:p>目录</text:p></text:table-of-content>\
         <text:p>甲<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p></text:note-body></text:note>\
         <office:annotation><dc:creator>人</dc:creator><dc:date>日</dc:date><text:p>批</text:p></office:annotation>\
         <draw:frame><draw:image/><svg:title>章</svg:title></draw:frame>\
         <draw:frame><draw:text-box><text:p>框一</text:p><text:p>框二</text:p></draw:text-box></draw:frame>乙</text:p>\
         <table:table><table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>项</text:p><text:p>目</text:p></table:table-cell>\
         <table:covered-table-cell/><table:table-cell table:number-rows-spanned='2'><text:p>数</text:p></table:table-cell></table:table-row>\
         <table:table-row><table:table-cell table:number-columns-repeated='2'/><table:covered-table-cell/></table:table-row>\
         <table:table-row><table:table-cell/><table:table-cell><text:p>5<text:span text:style-name='T1'>6</text:span></text:p></table:table-cell></table:table-row></table:table>",
    );
    assert_eq!(lines(&source), [("甲乙", LineRole::Plain)]);
    let sheet = &source.sheets[0];
    let cells: Vec<_> = sheet
        .cells
        .iter()
        .map(|(at, cell)| format!("{at} {}", cell.value.display()))
        .collect();
    assert_eq!(cells, ["A1 项\n目", "C1 数", "B3 5"]);
    let merges: Vec<_> = sheet
        .merges
        .iter()
        .map(|one| format!("{}:{}", one.first, one.last))
        .collect();
    assert_eq!(merges, ["A1:B1", "C1:C2"]);
    let expected = [
        "Deleted 旧 正文.fodt › 第1段",
        "Footnote 注 正文.fodt › 第1段",
        "Comment 批 正文.fodt › 第1段",
        "Picture 章 正文.fodt › 第1段",
        "TextBox 框一框二 正文.fodt › 第1段",
        "Struck 6 正文.fodt › 第5段",
    ];
    assert_eq!(remarks(&source), expected);
}

#[test]
fn cells_that_a_merge_covers_need_not_be_there() {
    let cell =
        |spans: &str, text: &str| format!("<table:table-cell {spans}><text:p>{text}</text:p></table:table-cell>");
    let both = "table:number-columns-spanned='2' table:number-rows-spanned='2'";
    let rows = [
        [cell(both, "角"), cell("", "甲")].concat(),
        cell("", "乙"),
        [cell("", "1"), cell("", "2"), cell("", "3")].concat(),
    ];
    let rows: String = rows
        .iter()
        .map(|row| format!("<table:table-row>{row}</table:table-row>"))
        .collect();
    let source = import(&format!("<table:table>{rows}</table:table>"));
    let cells = source.sheets[0].cells.iter();
    let cells: Vec<_> = cells
        .map(|(at, cell)| format!("{at} {}", cell.value.display()))
        .collect();
    assert_eq!(cells, ["A1 角", "C1 甲", "C2 乙", "A3 1", "B3 2", "C3 3"]);
}

#[test]
fn packed_it_is_the_same_and_damage_is_told() {
    let content = "<office:document-content><office:body><office:text><text:p><text:span text:style-name='T1'>旧</text:span>新</text:p>\
        </office:text></office:body></office:document-content>";
    let kind = (MIMETYPE, TEXT);
    let bytes = archive(&[kind, ("styles.xml", STYLES), (CONTENT, content)]);
    assert!(OdtImporter.recognizes(&bytes));
    let source = OdtImporter.import(&"正文.odt".into(), &bytes).unwrap();
    assert_eq!(lines(&source), [("新", LineRole::Plain)]);
    let refused = |parts: &[(&str, &str)]| {
        OdtImporter
            .import(&"正文.odt".into(), &archive(parts))
            .expect_err("refused")
            .fault
    };
    assert_eq!(refused(&[kind, (CONTENT, "<a>")]), ImportFault::Damaged);
    let locked = ("META-INF/manifest.xml", "<encryption-data/>");
    assert_eq!(refused(&[kind, locked, (CONTENT, "<a/>")]), ImportFault::Password);
    let other = archive(&[
        (MIMETYPE, "application/vnd.oasis.opendocument.spreadsheet"),
        (CONTENT, ""),
    ]);
    assert!(!OdtImporter.recognizes(&other));
}

proptest::proptest! {
    /// Elements in any order neither stop the reader nor make it panic.
    #[test]
    fn no_document_makes_it_panic(body in "(<(text:p|text:h|text:list|text:list-item|table:table|table:table-row|table:table-cell|draw:frame|text:note|text:span)( [a-z]:(outline-level|number-columns-repeated|number-rows-spanned)='[0-9]{1,10}')?/?>|</text:p>|</table:table>|字){0,24}") {
        let _ = OdtImporter.import(&"a.fodt".into(), flat(&body).as_bytes());
    }
}

#[test]
fn what_cannot_be_seen_on_the_page_is_left_out_and_told() {
    let span = |style: &str, text: &str| format!("<text:span text:style-name='{style}'>{text}</text:span>");
    let source = import(&format!(
        "<text:p>收到{}7件</text:p><text:p>{}</text:p><text:p>{}小</text:p><text:p text:style-name='D'>{}</text:p>\
         <table:table><table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row></table:table>",
        span("W", "69"),
        span("W", "全白"),
        span("P", "微"),
        span("W", "深段"),
        span("W", "表头"),
    ));
    let texts: Vec<&str> = lines(&source).into_iter().map(|(text, _)| text).collect();
    assert_eq!(texts, ["收到7件", "小", "深段"]);
    assert_eq!(
        remarks(&source),
        [
            "Hidden 69 正文.fodt › 第1段",
            "Hidden 全白 正文.fodt › 第2段",
            "Hidden 微 正文.fodt › 第3段"
        ]
    );
    assert_eq!(source.sheets[0].cells.len(), 1);
}

#[test]
fn cells_and_rows_that_are_written_once_stand_as_often_as_they_say() {
    let cell = |attributes: &str, text: &str| {
        format!("<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let twice = "table:number-columns-repeated='2'";
    let source = import(&format!(
        "<table:table><table:table-row>{}{}{}</table:table-row>\
         <table:table-row table:number-rows-repeated='2'>{}{}</table:table-row>\
         <table:table-row table:number-rows-repeated='9999'><table:table-cell/></table:table-row>\
         <table:table-row>{}</table:table-row></table:table>",
        cell("", "甲"),
        cell(twice, "0"),
        cell("", "1"),
        cell("", "乙"),
        cell("table:number-columns-repeated='3'", "2"),
        cell("", "丙"),
    ));
    let cells: Vec<String> = source.sheets[0]
        .cells
        .iter()
        .map(|(at, cell)| format!("{at}{}", cell.display()))
        .collect();
    assert_eq!(
        cells,
        [
            "A1甲", "B10", "C10", "D11", "A2乙", "B22", "C22", "D22", "A3乙", "B32", "C32", "D32", "A5丙"
        ]
    );
}

#[test]
fn what_hangs_on_a_condition_is_read_as_it_is_kept_and_told() {
    let field = "<text:hidden-text text:condition='ooow:TRUE' text:string-value='12' text:is-hidden='true'>";
    let source = import(&format!(
        "<text:p>共{field}12</text:hidden-text>件，{field}</text:hidden-text>完。</text:p>"
    ));
    assert_eq!(lines(&source), [("共12件，完。", LineRole::Plain)]);
    assert_eq!(remarks(&source)[0], "Conditional 12 正文.fodt › 第1段");
    // A whole paragraph, or section, that the condition hides.
    let paragraph = |is_hidden: &str| {
        import(&format!(
            "<text:p><text:hidden-paragraph text:condition='ooow:a' text:is-hidden='{is_hidden}'/>甲。</text:p>"
        ))
    };
    assert_eq!(remarks(&paragraph("true"))[0], "Hidden 甲。 正文.fodt › 第1段");
    assert_eq!(lines(&paragraph("false")), [("甲。", LineRole::Plain)]);
    let section =
        import("<text:section text:display='condition' text:is-hidden='true'><text:p>乙。</text:p></text:section>");
    assert!(lines(&section).is_empty());
}

#[test]
fn what_is_to_be_replaced_is_told() {
    let source = import("<text:p>培训<text:placeholder>&lt;人次&gt;</text:placeholder>人次。</text:p>");
    assert_eq!(lines(&source), [("培训人次。", LineRole::Plain)]);
    assert_eq!(remarks(&source), ["Control <人次> 正文.fodt › 第1段"]);
}
