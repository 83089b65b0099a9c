//! Seeds of the formats of text and XML: small files with all that the importers know.

use std::fmt::Write as _;

use nianbao_model::source::{CellValue, Sheet};

use super::packed::BETWEEN;

/// Parts as the targets take them.
fn parts(list: &[(&str, &str)]) -> String {
    let parts: Vec<String> = list
        .iter()
        .map(|(name, content)| format!("{name}\n{content}"))
        .collect();
    parts.join(BETWEEN)
}

/// A workbook with a cell of each kind.
pub(super) fn workbook() -> String {
    let sheet = "<worksheet><dimension ref=\"A1:D9\"/><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData>\
        <row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>规章</t></is></c></row>\
        <row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"str\"><f>A1</f><v>甲</v></c><c r=\"B2\" t=\"b\"><v>1</v></c><c r=\"C2\" t=\"e\"><v>#REF!</v></c></row>\
        <row r=\"3\"><c r=\"A3\" s=\"1\"><v>0.965</v></c><c r=\"B3\" s=\"2\"><v>44216</v></c><c r=\"C3\"><v>1.5E2</v></c></row>\
        <row r=\"4\"><c r=\"A4\"><f t=\"shared\" si=\"0\" ref=\"A4:A5\">SUM(A1:A3)</f><v>7</v></c></row>\
        <row r=\"5\"><c r=\"A5\"><f t=\"shared\" si=\"0\"/><v>8</v></c><c r=\"B5\"><f>SUM(A4:A5)</f></c></row></sheetData>\
        <mergeCells count=\"1\"><mergeCell ref=\"A7:B8\"/></mergeCells></worksheet>";
    parts(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"正文\" sheetId=\"1\" state=\"hidden\" r:id=\"r1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Type=\"t/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        (
            "xl/sharedStrings.xml",
            "<sst uniqueCount=\"1\"><si><r><t>一、总体</t></r><r><t>情况</t></r><rPh><t>x</t></rPh></si></sst>",
        ),
        (
            "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0.0%\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// An OpenDocument workbook with these sheets.
pub(super) fn open_document(sheets: &[Sheet]) -> String {
    let mut content = String::from("<office:document-content><office:body><office:spreadsheet>");
    for sheet in sheets {
        let _ = write!(content, "<table:table table:name=\"{}\">", escaped(&sheet.name));
        let (mut row, mut column) = (0, 0);
        content.push_str("<table:table-row>");
        for (at, cell) in &sheet.cells {
            if at.row > row {
                content.push_str("</table:table-row>");
                if at.row > row + 1 {
                    let empty = at.row - row - 1;
                    let _ = write!(content, "<table:table-row table:number-rows-repeated=\"{empty}\"/>");
                }
                content.push_str("<table:table-row>");
                (row, column) = (at.row, 0);
            }
            if at.column > column {
                let empty = at.column - column;
                let _ = write!(content, "<table:table-cell table:number-columns-repeated=\"{empty}\"/>");
            }
            column = at.column + 1;
            let shown = escaped(&cell.value.display());
            let _ = match cell.value {
                CellValue::Number(_) => {
                    write!(
                        content,
                        "<table:table-cell office:value-type=\"float\" office:value=\"{shown}\"/>"
                    )
                }
                _ => write!(
                    content,
                    "<table:table-cell office:value-type=\"string\"><text:p>{shown}</text:p></table:table-cell>"
                ),
            };
        }
        content.push_str("</table:table-row></table:table>");
    }
    content.push_str("</office:spreadsheet></office:body></office:document-content>");
    parts(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ])
}

/// A Word document with all that the importer knows.
pub(super) fn word() -> String {
    let body = "<w:document><w:body>\
        <w:p><w:pPr><w:pStyle w:val=\"T\"/></w:pPr><w:r><w:t>青禾市水务局2024年政府信息公开工作年度报告</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val=\"H1\"/></w:pPr><w:r><w:t>总体情况</w:t></w:r></w:p>\
        <w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>主动公开</w:t></w:r></w:p>\
        <w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>甲</w:t><w:br/><w:tab/><w:t>乙</w:t></w:r></w:p>\
        <w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/><w:commentReference w:id=\"0\"/></w:r></w:p>\
        <w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>1</w:t><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>\
        <w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent>\
        <w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r><m:oMath><m:r/></m:oMath></w:p>\
        <w:sdt><w:sdtContent><w:p><w:hyperlink><w:r><w:t>控件</w:t></w:r></w:hyperlink></w:p></w:sdtContent></w:sdt>\
        <w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>规章</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>\
        <w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        <w:p><w:r><w:t>2025年1月20日</w:t></w:r></w:p><w:sectPr/></w:body></w:document>";
    parts(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", body),
        (
            "word/styles.xml",
            "<w:styles><w:style w:styleId=\"T\"><w:name w:val=\"Title\"/></w:style><w:style w:styleId=\"H1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"N\"/>\
             <w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style></w:styles>",
        ),
        (
            "word/numbering.xml",
            "<w:numbering><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCountingThousand\"/><w:lvlText w:val=\"%1、\"/></w:lvl>\
             <w:lvl w:ilvl=\"1\"><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum>\
             <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"1\"><w:startOverride w:val=\"9\"/></w:lvlOverride></w:num></w:numbering>",
        ),
        (
            "word/footnotes.xml",
            "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote></w:footnotes>",
        ),
        (
            "word/comments.xml",
            "<w:comments><w:comment w:id=\"0\"><w:p><w:r><w:t>批</w:t></w:r></w:p></w:comment></w:comments>",
        ),
    ])
}

/// A Word document with a table of the form.
pub(super) fn word_table(sheets: &[Sheet]) -> String {
    let mut body = String::from("<w:document><w:body><w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p><w:tbl><w:tr>");
    let mut row = 0;
    for (at, cell) in sheets.last().into_iter().flat_map(|sheet| &sheet.cells) {
        if at.row > row {
            body.push_str("</w:tr><w:tr>");
            row = at.row;
        }
        let shown = escaped(&cell.value.display());
        let _ = write!(body, "<w:tc><w:p><w:r><w:t>{shown}</w:t></w:r></w:p></w:tc>");
    }
    body.push_str("</w:tr></w:tbl></w:body></w:document>");
    parts(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &body)])
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// Markdown with all that the importer knows.
pub(super) const MARKDOWN: &str = "---\ntitle: 年报\n---\n# 青禾市水务局2024年政府信息公开工作年度报告\n\n## 一、总体情况\n\n\
    2024年，**新收**申请12件，[详见](http://a.gov.cn)。  \n第二行\\\n第三行[^1]\n\n1. 甲\n   - 乙\n\n     丙\n2. 丁\n\n> 引文\n\n\
    | 规章 | 数量 |\n|---|--:|\n| 行政规范性文件 | 2 |\n\n```\n代码\n```\n\n![图](a.png) ~~旧~~ <b>粗</b> &amp; <br>\n\n\
    <table><tr><td>1</td></tr></table>\n\n[^1]: 注\n\n    缩进\n\n***\n六、其他需要报告的事项\n===\n无。\n";

/// Plain text whose lines are broken at a width.
pub(super) const WRAPPED: &str = "青禾市水务局2024年政府信息公开工作年度报告\n\n一、总体情况\n\n    2024年，青禾市水务局认真落实政府信息公开各项\n\
    要求，主动公开供水、节水和河湖管理信息，新收政\n府信息公开申请12件，其中自然人申请9件，办结11件，\n结转下年度继续办理2件。\n\n\
    六、其他需要报告的事项\n\n    无。\n";

/// A web page copied as text.
pub(super) const COPIED: &str = "您的位置：首页 > 信息公开 > 年报\n标题：2024年年报\n发布日期：2025-01-20  浏览次数：12\n一、总体情况\n（一）主动公开。全年公开26条。\n\
    三、收到和处理政府信息公开申请情况\n申请人情况\n自然人\t商业企业\t总计\n1\t0\t1\n六、其他需要报告的事项\n无。\n附件：1.报告.docx\n版权所有\n打印本页\n";
