//! Pages as systems export them, read through the importer.

use nianbao_model::source::{CellValue, Line, LineRole, RemarkKind};
use nianbao_model::{CellRef, Localize};
use proptest::prelude::*;

use super::*;

fn import(text: &str) -> Result<Source, ImportError> {
    HtmlImporter.import(&"导出.xls".into(), text.as_bytes())
}

fn cells(source: &Source, sheet: usize) -> Vec<String> {
    let cells = source.sheets[sheet].cells.iter();
    cells
        .map(|(at, cell)| format!("{at} {}", cell.value.display()))
        .collect()
}

fn refused(text: &str) -> String {
    assert!(HtmlImporter.recognizes(text.as_bytes()), "{text}");
    import(text).expect_err("refused").text().zh
}

#[test]
fn a_table_of_a_system_is_read() {
    let page = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta charset=\"utf-8\"><title>导出</title>\
        <!--[if gte mso 9]><xml><x:Name>Sheet1</x:Name></xml><![endif]--><style>td{mso-number-format:\"\\@\"}</style></head>\
        <body><table border=1><tr><td colspan=2>政府信息公开\n   情况<br>统计表</td></tr>\
        <tr><th rowspan='2'>热线</th><td style='mso-number-format:\"0\\.00\"'>&nbsp;56&amp;000&nbsp;</td></tr>\
        <tr><td><p>一</p><p> <b>二</b>三 </p></td><td>&nbsp;</td></tr></table></body></html>";
    assert!(HtmlImporter.recognizes(page.as_bytes()));
    let source = import(page).unwrap();
    assert_eq!(&*source.sheets[0].name, "表1");
    assert_eq!(
        cells(&source, 0),
        ["A1 政府信息公开 情况\n统计表", "A2 热线", "B2 56&000", "B3 一\n二三"]
    );
    let merges = source.sheets[0].merges.iter();
    let merges: Vec<String> = merges.map(|one| format!("{}:{}", one.first, one.last)).collect();
    assert_eq!(merges, ["A1:B1", "A2:A3"]);
    assert!(source.lines.is_empty() && source.remarks.is_empty());
}

#[test]
fn tables_are_sheets_and_the_text_between_them_lines() {
    let source = import(
        "<body>前言<p>一、总体<i>情况</i></p><table><caption>表 一</caption><td>1</table>\
         <div>说明<br>第二句</div><table><td></table><table><caption>表 一</caption><tr><td>外\
         <table><caption>内</caption><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>后</td></tr></table>",
    )
    .unwrap();
    let lines: Vec<String> = source
        .lines
        .iter()
        .map(|line| format!("{} {}", line.text, line.locus))
        .collect();
    let expected = ["前言", "一、总体情况", "说明", "第二句"];
    assert_eq!(
        source.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(),
        expected
    );
    assert!(lines[1].ends_with("第2段"), "{lines:?}");
    let names: Vec<&str> = source.sheets.iter().map(|sheet| &*sheet.name).collect();
    assert_eq!(
        names,
        ["表 一", "表2"],
        "the empty table is not read, and a name stands for one sheet"
    );
    assert_eq!(cells(&source, 1), ["A1 外\n内\n甲 乙\n丙\n后"]);
}

#[test]
fn what_is_hidden_and_what_is_no_text_is_noted() {
    let source = import(
        "<html><table><col><col span=2 style='display:none'><tr><td>一</td><td>二</td></tr>\
         <tr style='mso-height:0; DISPLAY : none'><td>三</td></tr>\
         <tbody hidden><tr><td>四</td></tr></tbody><tr><td>五<img alt=' 公章 '></td><td style='visibility:hidden'>六</td></tr></table>\
         <p style='visibility:hidden'>秘</p><div style='display:none'><table><td>七</table></div><svg><text>图</text></svg>",
    )
    .unwrap();
    let first = &source.sheets[0];
    assert_eq!(first.hidden_rows.iter().collect::<Vec<_>>(), [&1, &2]);
    assert_eq!(first.hidden_columns.iter().collect::<Vec<_>>(), [&1, &2]);
    assert_eq!(
        cells(&source, 0),
        ["A1 一", "B1 二", "A2 三", "A3 四", "A4 五", "B4 六"],
        "a hidden row or column is read"
    );
    assert!(!first.hidden && source.sheets[1].hidden);
    let remarks: Vec<_> = source
        .remarks
        .iter()
        .map(|one| {
            (
                one.kind,
                one.text.as_deref().unwrap_or_default(),
                one.locus.cell.map(|at| at.to_string()),
            )
        })
        .collect();
    let at = |cell: &str| Some(cell.to_owned());
    assert_eq!(
        remarks,
        [
            (RemarkKind::Picture, "公章", at("A4")),
            (RemarkKind::Hidden, "秘", None),
            (RemarkKind::Object, "", None),
        ]
    );
    assert!(source.lines.is_empty());
}

/// The remarks of a source: kind, text, and the cell or the place.
fn remarks(source: &Source) -> Vec<String> {
    let told = source.remarks.iter().map(|one| {
        let at = one
            .locus
            .cell
            .map_or_else(|| one.locus.to_string(), |at| at.to_string());
        format!("{:?} {} {at}", one.kind, one.text.as_deref().unwrap_or_default())
    });
    told.collect()
}

fn lines(source: &Source) -> Vec<&str> {
    source.lines.iter().map(|line| line.text.as_str()).collect()
}

#[test]
fn a_piece_of_a_page_may_begin_with_any_element() {
    for start in [
        "<section>",
        "<h2>",
        "</div><font>",
        "<cms-content><p>",
        "&nbsp;<ul><li>",
        "<center><b>",
        "<script>1<2</script><p>",
    ] {
        let page = format!("{start}一、总体情况</section></h2></p></li></b><p>前言<table><tr><td>甲<td>1</table>");
        assert!(HtmlImporter.recognizes(page.as_bytes()), "{start}");
        let source = import(&page).unwrap();
        assert_eq!(lines(&source)[0], "一、总体情况", "{start}");
        assert_eq!(cells(&source, 0), ["A1 甲", "B1 1"], "{start}");
    }
    for start in [
        "<tr><td>甲<td>1",
        "<tbody><tr><td>甲</td><td>1</tr>",
        "<td>甲</td><td>1",
        "</th><td>甲<td>1",
    ] {
        assert!(HtmlImporter.recognizes(start.as_bytes()), "{start}");
        assert_eq!(cells(&import(start).unwrap(), 0), ["A1 甲", "B1 1"], "{start}");
    }
}

#[test]
fn a_page_without_a_table_is_a_text() {
    let page = "<html><head><title>年报</title></head><body><h1>某局2023年年度报告</h1>\
        <main><p>&nbsp;一、总体情况<br>坚持公开，\r\n    有\n问 必答。<section>（一）主动<b>公开</b></section></main>\
        <pre>二、\n第一条\n</pre><select><option>按年度</select></body></html>";
    assert!(HtmlImporter.recognizes(page.as_bytes()));
    let source = import(page).unwrap();
    assert_eq!(
        lines(&source),
        [
            "某局2023年年度报告",
            "一、总体情况",
            "坚持公开，有问 必答。",
            "（一）主动公开",
            "二、",
            "第一条"
        ]
    );
    assert!(source.sheets.is_empty() && source.remarks.is_empty());
    assert!(refused("<!doctype html><title>年报</title><body><script>load()</script>").contains("没有文字"));
}

const FIGURES: &str = "<tr><td>甲</td><td>1</td><td>2</td></tr><tr><td>乙</td><td>3</td><td>4</td></tr>";

#[test]
fn what_only_lays_out_the_page_is_no_table() {
    let inner = format!("<table><caption>内</caption>{FIGURES}</table>");
    let source = import(&format!(
        "<table><tr><td>首页</td><td>目录</td></tr><tr><td><table><tr><td><p>一、总体情况</p>{inner}后文</td></tr></table>\
         <table>{FIGURES}</table></td></tr></table>"
    ))
    .unwrap();
    assert_eq!(lines(&source), ["首页", "目录", "一、总体情况", "后文"]);
    let names: Vec<&str> = source.sheets.iter().map(|sheet| &*sheet.name).collect();
    assert_eq!(names, ["内", "表2"]);
    for sheet in 0..2 {
        assert_eq!(
            cells(&source, sheet),
            ["A1 甲", "B1 1", "C1 2", "A2 乙", "B2 3", "C2 4"]
        );
    }
    let text = import("<table><tr><td>年报<tr><td><p>一、<p>甲<br>乙<p>二、</table>").unwrap();
    assert_eq!(lines(&text), ["年报", "一、", "甲", "乙", "二、"]);
    // A table of figures stays one, whatever an editor put into one of its cells.
    let source = import(&format!(
        "<table>{FIGURES}{FIGURES}<tr><td>丙</td><td><table><tr><td>5</td><td>件</td></tr></table></td><td>6</td></tr></table>"
    ))
    .unwrap();
    assert_eq!(source.sheets.len(), 1);
    assert_eq!(cells(&source, 0)[12..], ["A5 丙", "B5 5 件", "C5 6"]);
}

#[test]
fn only_what_shows_in_a_cell_is_its_text() {
    let source = import(
        "<table><tr><td><span hidden>9</span>12<i style='display:none'><p>8</p></i>3</td>\
         <td><s>71</s>72<del></del></td><td>60<sup>2</sup></td><td>CO<sub>2</sub><sup>[1]</sup></td></tr>\
         <tr><td style='display:none'>7</td><td>左</td><td><input value=' 5 '>件<input type=hidden value=6></td>\
         <td><select><option>3<option selected>4</select><button>改</button></td><td><strike>8</strike></td></tr></table>",
    )
    .unwrap();
    assert_eq!(
        cells(&source, 0),
        ["A1 123", "B1 72", "C1 60²", "D1 CO₂[¹]", "A2 左", "B2 5 件", "C2 4"]
    );
    assert_eq!(
        remarks(&source),
        [
            "Hidden 9 A1",
            "Hidden 8 A1",
            "Struck 71 B1",
            "Hidden 7 A2",
            "Control 改 C2",
            "Struck 8 D2"
        ]
    );
}

#[test]
fn only_what_shows_in_a_line_is_its_text() {
    let source = import(
        "<p>收到<span style='visibility:hidden'>1</span><s>5</s>6件<div hidden>不<p>见</div>。</p>\
         <del><p>整段划去</p></del><p>面积3m<sup>2</sup></p>",
    )
    .unwrap();
    assert_eq!(lines(&source), ["收到6件", "。", "面积3m²"]);
    let told = remarks(&source);
    let told: Vec<&str> = told.iter().map(|one| one.split(" 导出").next().unwrap()).collect();
    assert_eq!(
        told[..5],
        ["Hidden 1", "Struck 5", "Hidden 不", "Hidden 见", "Struck 整段划去"]
    );
    assert_eq!(told.len(), 5);
}

#[test]
fn a_hidden_column_is_read_though_its_cells_say_so_too() {
    let source = import(
        "<table><col><col style='display:none'><col><tr><td>甲</td><td style='display:none'>1</td><td>2<b hidden>3</b></td></tr></table>",
    )
    .unwrap();
    assert_eq!(cells(&source, 0), ["A1 甲", "B1 1", "C1 2"]);
    assert_eq!(remarks(&source), ["Hidden 3 C1"]);
}

#[test]
fn what_a_cell_shows_counts_and_not_what_is_stored() {
    let cell = |attributes: &str, shown: &str| format!("<td {attributes}>{shown}</td>");
    let page = [
        "<table><tr>".to_owned(),
        cell("x:num", "5"),
        cell("x:num='7'", ""),
        cell("x:num='1288.5849'", "1,288.58"),
        cell("x:num='0.125'", "12.5%"),
        cell("x:num='12885800'", "1288.58"),
    ];
    let source = import(&page.concat()).unwrap();
    assert_eq!(
        cells(&source, 0),
        ["A1 5", "B1 7", "C1 1,288.58", "D1 12.5%", "E1 1288.58"]
    );
    assert_eq!(remarks(&source), ["Stored 12885800 E1"]);
}

#[test]
fn style_sheets_hide_and_lists_are_numbered() {
    let page = "<style>.x{display:none} .cut{text-decoration:line-through}</style><h1>某局2025年年度报告</h1>\
        <h2>一、总体情况</h2><p>共<span class=x>9</span>6<i class=cut>7</i>件。</p>\
        <ol start=3><li>甲<li value=7>乙</ol><ol type=A><li><p>丙</p></ol><ol style='list-style:none'><li>丁</ol>\
        <ol><li>（一）戊</ol><ul><li>己</ul><h3>这是一句话。</h3>";
    let source = import(page).unwrap();
    let shown: Vec<_> = source
        .lines
        .iter()
        .map(|line| (line.text.as_str(), line.role))
        .collect();
    use LineRole::{Heading, Item, Plain, Title};
    let expected = [
        ("某局2025年年度报告", Title),
        ("一、总体情况", Heading(2)),
        ("共6件。", Plain),
        ("3.甲", Item),
        ("7.乙", Item),
        ("A.丙", Item),
        ("丁", Plain),
        ("（一）戊", Plain),
        ("己", Plain),
        ("这是一句话。", Plain),
    ];
    assert_eq!(shown, expected);
    let expected = ["Hidden 9 导出.xls › 第3段", "Struck 7 导出.xls › 第3段"];
    assert_eq!(remarks(&source), expected);
}

#[test]
fn what_stands_round_the_article_is_furniture() {
    let page = "<div class='page-top'><a href=/>首页</a> <a href=/zw>政务</a></div><nav>一、总体情况</nav>\
        <header><h1>某局2025年年度报告</h1></header><p>目 录</p><ul><li><a href='#a'>一、总体情况</a></ul>\
        <p>来源：办公室</p><div class=path-of-text><p>一、总体情况</p><p>来源：群众来信。</p></div>\
        <footer>版权所有。</footer><p><a href=/x>下一篇</a></p><p>地址：某路</p>";
    let source = import(page).unwrap();
    let (round, text): (Vec<&Line>, Vec<&Line>) =
        source.lines.iter().partition(|line| line.role == LineRole::Furniture);
    let of = |lines: Vec<&Line>| lines.into_iter().map(|line| line.text.clone()).collect::<Vec<_>>();
    assert_eq!(of(text), ["某局2025年年度报告", "一、总体情况", "来源：群众来信。"]);
    let expected = [
        "首页 政务",
        "一、总体情况",
        "目 录",
        "一、总体情况",
        "来源：办公室",
        "版权所有。",
        "下一篇",
        "地址：某路",
    ];
    assert_eq!(of(round), expected);
}

#[test]
fn other_formats_of_excel_are_refused_with_advice() {
    let xml = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"></Workbook>";
    assert!(refused(xml).contains("XML 电子表格 2003") && refused(xml).contains("另存为 .xlsx"));
    let archive = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n<table>";
    assert!(refused(archive).contains("单个文件网页"));
}

#[test]
fn a_caller_can_tell_one_fault_from_another() {
    let fault = |text: &str| import(text).expect_err("refused").fault;
    assert_eq!(fault("一、总体情况"), ImportFault::Unsupported);
    let tables = "<table><td>1</table>".repeat(1_001);
    assert_eq!(fault(&tables), ImportFault::TooLarge(Amount::Count(1_000)));
    let long = format!("<table>{}", "<tr>".repeat(1 << 20));
    assert_eq!(fault(&long), ImportFault::TooLarge(Amount::Bytes(MAX_HTML as u64)));
}

#[test]
fn limits_are_kept() {
    assert!(refused(&format!("<table>{}", "<div>".repeat(2_000))).contains("嵌套"));
    assert!(refused(&format!("<table><tr>{}", "<td colspan=1000>".repeat(17))).contains("列数"));
    assert!(refused(&format!("<table>{}", "<tr><td colspan=2>".repeat(2_001))).contains("合并单元格"));
    assert!(refused(&"<table><td>1</table>".repeat(1_001)).contains("表格数"));
    assert!(refused(&format!("<table>{}", "<tr><td>".repeat(50_001))).contains("单元格数"));
    assert!(refused(&format!("<table><td{}>", " a".repeat(1_001))).contains("属性数"));
    assert!(refused(&format!("<table>{}", "<tr>".repeat(1 << 20))).contains("文件大小"));
    let nested = import(&format!("<table><td>{}", "<table><td>一".repeat(900))).unwrap();
    let CellValue::Text(text) = &nested.sheets[0].cells[&CellRef::new(0, 0)].value else {
        panic!("text");
    };
    assert_eq!(text.matches('一').count(), 900);
}

proptest! {
    #[test]
    fn no_page_makes_it_panic(page in "(</?(table|tr|td|th|p|caption|col|svg|template|select|b|s|sup|pre|input)( (rowspan|colspan|span)=[0-9]{1,10}| hidden)?>|表|1){0,24}") {
        let _ = import(&format!("<table>{page}"));
        let _ = import(&page);
    }
}

#[test]
fn what_a_browser_adds_is_read_as_it_shows() {
    let text = |page: &str| {
        let source = import(page).unwrap();
        let lines: Vec<String> = source.lines.into_iter().map(|line| line.text).collect();
        lines.join("|")
    };
    for (page, shown) in [
        ("<p>推进<q>放管服</q>改革。</p>", "推进“放管服”改革。"),
        ("<p>收到<bdo dir=rtl>21</bdo>件。</p>", "收到\u{202e}21\u{202c}件。"),
        (
            "<p>收到<input value=12>件，<select><option>甲<option selected>乙</select>。</p>",
            "收到12件，乙。",
        ),
        ("<p>一</p><input value=搜索>", "一"),
    ] {
        assert_eq!(text(page), shown, "{page}");
    }
}

#[test]
fn what_has_the_colour_of_the_page_is_left_out_and_told() {
    let read = |page: &str| {
        let source = import(page).unwrap();
        let texts: Vec<String> = source.lines.iter().map(|line| line.text.clone()).collect();
        let left: Vec<String> = source.remarks.into_iter().filter_map(|remark| remark.text).collect();
        (texts.join("|"), left.join("|"))
    };
    for (page, text, left) in [
        ("<p>收到<b style='color:#fff'>69</b>7件</p>", "收到7件", "69"),
        ("<p>收到<font color=white>69</font>7件</p>", "收到7件", "69"),
        (
            "<style>.w{color:rgb(255,255,255)}</style><p>收到<b class=w>69</b>7件</p>",
            "收到7件",
            "69",
        ),
        ("<p>一</p><p style='color:#fff'>全白</p>", "一", "全白"),
        ("<p>一</p><p style='color:#fff;background:#036'>深底</p>", "一|深底", ""),
        (
            "<style>.w{color:white} .d{background:navy}</style><p>一</p><div class=d><p class=w>深底</p></div>",
            "一|深底",
            "",
        ),
        (
            "<p>一</p><p style='color:#fff'><i style='color:red'>红</i></p>",
            "一|红",
            "",
        ),
        (
            "<link rel=stylesheet href=a.css><p>一</p><p style='color:#fff'>横幅</p>",
            "一|横幅",
            "",
        ),
        (
            "<link rel=stylesheet href=a.css><p>收到<b style='color:#fff'>69</b>7件</p>",
            "收到7件",
            "69",
        ),
    ] {
        assert_eq!(read(page), (text.to_owned(), left.to_owned()), "{page}");
    }
    let table = "<table><tr><th style='color:#fff'>表头</th><td><i style='color:#fff'>9</i>5</td>\
                 <td bgcolor=#036 style='color:#fff'><i style='color:#000'>黑</i>白</td></tr></table>";
    assert_eq!(cells(&import(table).unwrap(), 0), ["A1 表头", "B1 5", "C1 黑白"]);
}

/// What is read of a cell with this content, and what is told of it.
fn cell_of(css: &str, content: &str) -> (String, Vec<String>) {
    let page = format!("<style>{css}</style><table><tr><td>甲</td><td>{content}</td></tr></table>");
    let source = import(&page).unwrap();
    let cell = source.sheets[0].cells.get(&CellRef::new(0, 1));
    let told = source
        .remarks
        .iter()
        .map(|one| format!("{:?} {}", one.kind, one.text.as_deref().unwrap_or_default()));
    (
        cell.map(|cell| cell.value.display()).unwrap_or_default(),
        told.collect(),
    )
}

#[test]
fn what_a_style_moves_in_a_cell_is_told_and_glued_to_nothing() {
    for (css, content, read) in [
        ("", "<span style='float:right'>2</span>6", "2 6"),
        (
            ".a{position:absolute;left:0;background:#fff}",
            "26<span class=a>28</span>",
            "26 28",
        ),
        (
            ".f{display:flex;flex-direction:row-reverse}",
            "<span class=f><i>6</i><i>2</i></span>",
            "6 2",
        ),
        (
            "",
            "<span style='display:flex'><i style='order:2'>6</i><i style='order:1'>2</i></span>",
            "6 2",
        ),
        (
            "",
            "<span style='display:inline-block;width:1ch;overflow:hidden'>26</span>",
            "26",
        ),
        (
            ".m::after{content:'';position:absolute;inset:0;background:#fff}",
            "<b class=m>26</b>",
            "26",
        ),
        (".m::after{content:'28';position:absolute}", "<b class=m>26</b>", "2628"),
    ] {
        assert_eq!(
            cell_of(css, content),
            (read.to_owned(), vec![format!("Layout {read}")]),
            "{css}{content}"
        );
    }
    for (css, content, read) in [
        (".d{border:1px solid}", "<i class=d>2</i><i class=d>6</i>", "26"),
        (".d{border:1px solid}", "<i class=d>26</i>28", "26 28"),
        (".d{display:inline-block}", "<i class=d>2</i><i class=d>6</i>", "26"),
        (
            "",
            "<span style='display:block'>26</span><span style='display:block'>28</span>",
            "26\n28",
        ),
        ("", "<div style='float:left'>26</div>", "26"),
        (
            "",
            "<span style='float:left'>主动</span><span style='float:right'>公开</span>",
            "主动公开",
        ),
    ] {
        assert_eq!(cell_of(css, content), (read.to_owned(), vec![]), "{css}{content}");
    }
}

#[test]
fn what_no_browser_shows_is_not_read() {
    for content in [
        "<noembed>28</noembed>",
        "<noframes>28</noframes>",
        "<noscript>28</noscript>",
        "<template>28</template>",
    ] {
        assert_eq!(
            cell_of("", &format!("26{content}")),
            ("26".to_owned(), vec![]),
            "{content}"
        );
    }
    for bar in [
        "<meter value=26>26</meter>",
        "<progress>26</progress>",
        "<audio>26</audio>",
        "<iframe>26</iframe>",
    ] {
        let (read, told) = cell_of("", bar);
        assert!(
            read.is_empty() && told.len() == 1 && told[0].starts_with("Object"),
            "{bar} {told:?}"
        );
    }
    let list = "<select multiple><option>2</option><option>6</option></select>";
    assert_eq!(cell_of("", list), (String::new(), vec!["Control 26".to_owned()]));
}

#[test]
fn variables_and_shorthands_say_what_they_say() {
    for (css, content) in [
        (":root{--bg:#fff}.v{color:var(--bg)}", "<i class=v>1</i>26"),
        ("td{--d:none}.v{display:var(--d)}", "<i class=v>1</i>26"),
        ("", "<i style='font:0/0 a'>1</i>26"),
        (".v{font:italic 0px serif}", "<i class=v>1</i>26"),
    ] {
        assert_eq!(
            cell_of(css, content),
            ("26".to_owned(), vec!["Hidden 1".to_owned()]),
            "{css}{content}"
        );
    }
    assert_eq!(cell_of(".v{color:var(--none)}", "<i class=v>1</i>26").0, "126");
    assert_eq!(
        cell_of("td{--t:'约'}.v::before{content:var(--t)}", "<i class=v>26</i>").0,
        "约26"
    );
}

#[test]
fn in_a_sentence_a_moved_piece_is_told_and_round_it_nothing_is() {
    let told = |page: &str| import(page).unwrap().remarks.len();
    assert_eq!(told("<p>公开3<span style='float:left'>4</span>条，已整改。</p>"), 1);
    assert_eq!(
        told("<p><span style='position:relative;left:3px'>公开3条，已整改。</span></p>"),
        0
    );
    assert_eq!(
        told("<ul><li><span style='float:right'>2026-01-20</span><a>年报</a></li></ul><p>公开3条。</p>"),
        0
    );
    assert_eq!(
        told("<div style='float:left;width:20px;overflow:hidden'><p>公开3条。</p></div>"),
        0
    );
    assert_eq!(told("<p><img style='float:left' src=x>公开3条。</p>"), 1);
}

#[test]
fn a_copy_for_telephones_is_no_loss() {
    let source =
        import("<style>.m{display:none}</style><p>公开3条。</p><div class=m><p>公开3条。</p><p>公开4条。</p></div>")
            .unwrap();
    let told: Vec<_> = source.remarks.iter().filter_map(|one| one.text.as_deref()).collect();
    assert_eq!(told, ["公开4条。"]);
}

#[test]
fn a_number_that_a_script_fills_in_is_told() {
    let page = "<table><tr><td>项目</td><td>件数</td></tr><tr><td>公开</td><td id='n'>0</td></tr></table>\
                <script>document.getElementById('n').innerText = '12'</script>";
    assert_eq!(remarks(&import(page).unwrap()), ["Script 0 B2"]);
    let turned = page.replace("innerText", "className");
    assert!(remarks(&import(&turned).unwrap()).is_empty());
}

#[test]
fn a_unit_behind_a_number_that_is_only_read_aloud_says_nothing_new() {
    let page = |unit: &str| {
        format!(
            "<table><tr><td>公开</td><td>12<span style='position:absolute;clip:rect(0,0,0,0)'>{unit}</span></td></tr></table>"
        )
    };
    assert!(remarks(&import(&page("件")).unwrap()).is_empty());
    assert_eq!(remarks(&import(&page("万元")).unwrap()), ["Hidden 万元 B1"]);
}

#[test]
fn a_logo_is_the_pages_and_a_picture_in_the_text_is_told() {
    let page = "<body><div class=header><div class=logo><a href=/><img src=l.png alt=某局></a></div><ul class=nav><li><a href=a>首页</a></ul></div>\
                <h1>某局2024年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>好。<img src=p.png alt=图></p><div class=ewm><img src=q.png></div>\
                <div class=qr><img src=r.png><span>扫一扫</span></div><iframe src='f/share.html'></iframe></body>";
    let source = import(page).unwrap();
    let pictures: Vec<_> = source
        .remarks
        .iter()
        .filter(|remark| remark.kind == RemarkKind::Picture)
        .map(|remark| remark.text.as_deref())
        .collect();
    assert_eq!(pictures, [Some("图")]);
    assert!(!source.remarks.iter().any(|remark| remark.kind == RemarkKind::Object));
    let video = import("<p>好。</p><iframe src='video.html'></iframe>").unwrap();
    assert!(video.remarks.iter().any(|remark| remark.kind == RemarkKind::Object));
}
