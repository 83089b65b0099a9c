//! Words a fuzzer would never put together by chance: tags, records' names, labels of the
//! forms, phrases of official prose. libFuzzer puts them in where it changes an input.

use std::fmt::Write as _;
use std::sync::Arc;

use nianbao_model::form::Form;
use nianbao_model::report::Field;

/// Of what official prose and filled-in cells are made besides the forms' labels, a line each;
/// the targets that build a report put it together from the same.
const PROSE: &str = include_str!("../../../tests/fuzz/words.txt");

/// The dictionary of a target, in libFuzzer's notation.
pub(super) fn of(target: &str, forms: &[Arc<Form>]) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut add = |list: &[&str]| words.extend(list.iter().map(|word| (*word).to_owned()));
    match target {
        "xlsx" => add(&[XML, WORKBOOK].concat()),
        "ods" => add(&[XML, OPEN_DOCUMENT].concat()),
        "docx" => add(&[XML, WORD].concat()),
        "portable" => add(PORTABLE),
        "html" => add(HTML),
        "markdown" => add(MARKDOWN),
        "csv" => add(&["\"\"", "\",\"", "\r\n", "\t", ";", "\u{feff}"]),
        "expression" => add(EXPRESSIONS),
        "form" => add(FORM),
        _ => {}
    }
    match target {
        "form" => {}
        "expression" => words.extend(forms.iter().take(1).flat_map(|form| form.keys())),
        // Bytes are choices there, or words in UTF-16.
        "portable" | "xlsb" | "xls" | "sheets" | "findings" | "documents" | "pdf" => {}
        _ => {
            words.extend(labels(forms));
            words.extend(PROSE.lines().map(str::to_owned));
        }
    }
    words.sort();
    words.dedup();
    let mut text = String::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        let _ = writeln!(text, "\"{}\"", escaped(word));
    }
    text
}

/// The forms' labels and headings, and the items of 基本信息.
fn labels(forms: &[Arc<Form>]) -> Vec<String> {
    let mut words: Vec<String> = Field::ALL.iter().map(|(_, name, _)| (*name).to_owned()).collect();
    for form in forms {
        words.extend(form.parts.iter().map(|part| part.heading.text.clone()));
        for block in form.tables.iter().flat_map(|table| &table.blocks) {
            words.extend(block.caption.clone());
            let leaves = block.leaf_rows.iter().chain(&block.leaf_columns);
            words.extend(leaves.map(|leaf| leaf.label.text.clone()));
        }
    }
    words
}

/// libFuzzer takes ASCII; every other byte is written as `\xNN`.
fn escaped(word: &str) -> String {
    let mut text = String::new();
    for byte in word.bytes() {
        match byte {
            b'"' | b'\\' => {
                text.push('\\');
                text.push(char::from(byte));
            }
            b' '..=b'~' => text.push(char::from(byte)),
            _ => {
                let _ = write!(text, "\\x{byte:02X}");
            }
        }
    }
    text
}

const PORTABLE: &[&str] = &[
    "/Type",
    "/Page",
    "/Pages",
    "/Kids",
    "/Contents",
    "/Resources",
    "/Font",
    "/XObject",
    "/Form",
    "/Image",
    "/Subtype",
    "/Encoding",
    "/UniGB-UCS2-H",
    "/GBK-EUC-H",
    "/Identity-H",
    "/ToUnicode",
    "/DescendantFonts",
    "/Differences",
    "/W",
    "/DW",
    "/StructTreeRoot",
    "/K",
    "/S",
    "/Table",
    "/TR",
    "/TD",
    "/MCID",
    "/ColSpan",
    "/RowSpan",
    "/ActualText",
    "/Filter",
    "/FlateDecode",
    "/DecodeParms",
    "/Predictor",
    "/ObjStm",
    "/Length",
    "/Rotate",
    "/MediaBox",
    "/OC",
    " 0 R",
    " re f ",
    " m ",
    " l S ",
    " cm ",
    " Tm ",
    " Td ",
    " Tj ",
    " TJ ",
    " Tf ",
    " BDC ",
    " EMC ",
    " Do ",
    "BT ",
    " ET ",
    "stream\n",
    "\nendstream",
    "beginbfchar",
    "beginbfrange",
    "\u{1e}\u{1e}",
];
const XML: &[&str] = &[
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&#x9b;",
    "&#0;",
    "<?xml version=\"1.0\"?>",
    "xml:space=\"preserve\"",
    "/>",
    "\u{1e}\u{1e}",
    "=\"4294967295\"",
    "=\"-1\"",
    "=\"1\"",
    "xmlns:",
    "</",
    "encoding=\"utf-16\"",
];
const WORKBOOK: &[&str] = &[
    "<c r=\"A1\" t=\"s\"><v>0</v></c>",
    "<c r=\"XFD1048576\">",
    "<c t=\"inlineStr\"><is><t>",
    "</t></is></c>",
    "<row r=\"",
    "<f>SUM(A1:B2)</f>",
    "<f t=\"shared\" si=\"0\" ref=\"A1:A9\">",
    "<f t=\"array\"",
    "<v>",
    "</v>",
    "t=\"b\"",
    "t=\"e\"",
    "t=\"str\"",
    "t=\"n\"",
    "t=\"d\"",
    " s=\"1\"",
    "<mergeCell ref=\"A1:B2\"/>",
    "<mergeCells>",
    "<cols><col min=\"1\" max=\"2\" hidden=\"1\"/>",
    "hidden=\"1\"",
    "<dimension ref=\"A1:XFD1048576\"/>",
    "<si>",
    "<t>",
    "<r><t>",
    "<rPh>",
    "uniqueCount=\"9\"",
    "<sst",
    "<numFmt numFmtId=\"164\" formatCode=\"0.0%\"/>",
    "<xf numFmtId=\"14\"/>",
    "<cellXfs>",
    "state=\"veryHidden\"",
    "date1904=\"1\"",
    "<sheet name=\"",
    "r:id=\"",
    "Target=\"",
    "_x000D_",
    "_x001B_",
    "#REF!",
    "1e308",
    "1E-400",
    "TRUE",
];
const OPEN_DOCUMENT: &[&str] = &[
    "<table:table table:name=\"",
    "<table:table-row",
    "<table:table-cell",
    "<table:covered-table-cell",
    "<table:table-column",
    "table:number-rows-repeated=\"",
    "table:number-columns-repeated=\"",
    "table:number-rows-spanned=\"",
    "table:number-columns-spanned=\"",
    "office:value-type=\"float\"",
    "office:value-type=\"percentage\"",
    "office:value-type=\"date\"",
    "office:date-value=\"2024-01-01\"",
    "office:value=\"",
    "office:boolean-value=\"true\"",
    "table:formula=\"of:=SUM([.A1:.B2])\"",
    "<text:p>",
    "<text:s text:c=\"9\"/>",
    "<text:tab/>",
    "<text:line-break/>",
    "<office:annotation>",
    "table:visibility=\"collapse\"",
    "table:display=\"false\"",
    "<draw:frame>",
];
const WORD: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r><w:t>",
    "</w:t></w:r>",
    "<w:tbl>",
    "<w:tr>",
    "<w:tc>",
    "</w:tc>",
    "</w:tr>",
    "</w:tbl>",
    "<w:gridSpan w:val=\"2\"/>",
    "<w:vMerge w:val=\"restart\"/>",
    "<w:vMerge/>",
    "<w:tcPr>",
    "<w:pPr>",
    "<w:pStyle w:val=\"",
    "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>",
    "<w:outlineLvl w:val=\"0\"/>",
    "<w:del>",
    "<w:ins>",
    "<w:moveFrom>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"separate\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:instrText>",
    "<w:vanish/>",
    "<w:tab/>",
    "<w:br/>",
    "<w:cr/>",
    "<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/>",
    "<w:sdt><w:sdtContent>",
    "<w:hyperlink>",
    "<w:footnoteReference w:id=\"1\"/>",
    "<w:commentReference w:id=\"1\"/>",
    "<w:drawing>",
    "<w:pict>",
    "<w:txbxContent>",
    "<mc:AlternateContent>",
    "<mc:Fallback>",
    "<m:oMath>",
    "<w:numFmt w:val=\"chineseCountingThousand\"/>",
    "<w:lvlText w:val=\"%1、\"/>",
    "<w:start w:val=\"",
    "<w:abstractNum w:abstractNumId=\"",
    "<w:lvlOverride",
    "<w:basedOn w:val=\"",
    "<w:style w:styleId=\"",
    "<w:ruby>",
    "word/numbering.xml\n",
];
const HTML: &[&str] = &[
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td>",
    "<th>",
    "rowspan=9",
    "colspan=9",
    "rowspan=0",
    "colspan=1001",
    "<br>",
    "<p>",
    "<style>",
    "</style>",
    "<script>",
    "<!--",
    "-->",
    "&nbsp;",
    "&lt;",
    "<meta charset=gbk>",
    "<meta charset=\"utf-8\">",
    "style=\"display:none\"",
    "x:num=\"1\"",
    "x:fmla=\"=SUM(A1:B1)\"",
    "mso-number-format:\"\\@\"",
    "<thead>",
    "<tbody>",
    "<caption>",
    "<colgroup>",
    "<a href=",
    "<font>",
    "<h1>",
    "<li>",
    "hidden",
];
const MARKDOWN: &[&str] = &[
    "# ", "## ", "- ", "1. ", "> ", "```", "|---|", "| ", "**", "__", "~~", "[a](b)", "![", "<br>", "<table>", "---\n",
    "\\", "[^1]", "[^1]: ", "  \n", "&amp;", "    ", "<!-- ", "***", "title: ",
];
const EXPRESSIONS: &[&str] = &[
    "{{ ",
    " }}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    " | round",
    " | round(2)",
    " | abs",
    " | int",
    " | string",
    " if ",
    " else ",
    " in ",
    " ** ",
    " // ",
    " ~ ",
    "统计天数",
    "机关名称",
    "年度",
    "指标2",
    "=SUM(",
    "=A1",
    "=B2",
    "B2:B9",
    "-",
    "+",
    "1e28",
    "79228162514264337593543950335",
    "0.0000001",
    "not ",
    "range(",
    "[0]",
    ".total",
    "'正文'!",
    "ROUND(",
    "“",
    "｛｛",
    "｝｝",
];
const FORM: &[&str] = &[
    "[[part]]\n",
    "[[table]]\n",
    "[[table.block]]\n",
    "[[table.identity]]\n",
    "[[change]]\n",
    "key = \"",
    "label = \"",
    "aliases = [",
    "rows = [",
    "columns = [",
    "rule = \"row-total\"\n",
    "across = \"rows\"\n",
    "across = \"columns\"\n",
    "sum = [",
    "minus = [",
    "previous = [",
    "equals = [",
    ".*\"",
    "extends = \"gov-2021\"\n",
    "remove = \"",
    "relabel = \"",
    "append = \"",
    "type = \"amount\"",
    "unit = \"万元\"",
    "type = \"change\"",
    "years = { from = 2021, to = 2020 }\n",
    "heading = \"",
    "caption = \"",
    "corner = \"",
    "title = \"{organ}{year}\"\n",
    "{ key = \"a\", label = \"甲\" },",
    "\"\"\"",
    "'''",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libfuzzer_is_given_ascii() {
        assert_eq!(escaped("a\"\\年\n"), "a\\\"\\\\\\xE5\\xB9\\xB4\\x0A");
        let forms = nianbao_model::form::builtin().unwrap();
        for target in &crate::targets::TARGETS {
            let text = of(target.name, &forms);
            assert!(
                text.is_ascii() && text.lines().all(|line| line.len() > 2),
                "{}",
                target.name
            );
        }
    }
}
