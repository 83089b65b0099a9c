//! Variants: cells that show something else than they store.

use nianbao_model::source::Recomputed;
use nianbao_testing::archive::edited;

use super::*;

/// A number as its format shows it.
fn shown(number: &str, shown: &str) -> Cell {
    Cell::typed(CellValue::Number(number.parse().unwrap())).shown_as(shown)
}

/// A formula whose saved result is 0, in a workbook that was never computed.
fn due(formula: &str) -> Cell {
    let mut cell = Cell::computed(CellValue::Number(0.into()), formula);
    cell.recomputed = Recomputed::Due;
    cell
}

/// The example with the text of a cell in pieces that look different.
fn with_runs(folder: &Path, cell: (&str, &str), runs: &str) -> Vec<PathBuf> {
    let mut book = example_book();
    book.set(cell.0, cell.1, "占位的文字");
    let path = book.save(folder);
    let bytes = std::fs::read(&path).unwrap();
    let strings = edited(&bytes, "xl/sharedStrings.xml", |strings| {
        strings.replace("<t>占位的文字</t>", runs)
    });
    std::fs::write(&path, strings).unwrap();
    vec![path]
}

const STRUCK: &str = "<r><rPr><strike/></rPr><t>342</t></r><r><t>809</t></r>";
const RAISED: &str = "<r><t>809</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>2</t></r>";

/// The sheet of table 2 in the example, with a conditional format on D8.
fn with_condition(folder: &Path, rule: &str, look: &str) -> Vec<PathBuf> {
    let path = example_book().save(folder);
    let bytes = std::fs::read(&path).unwrap();
    let styles = edited(&bytes, "xl/styles.xml", |styles| {
        let begin = styles.find("<dxfs").unwrap();
        let end = begin + styles[begin..].find("/>").unwrap() + 2;
        format!(
            "{}<dxfs count=\"1\"><dxf>{look}</dxf></dxfs>{}",
            &styles[..begin],
            &styles[end..]
        )
    });
    let sheet = edited(&styles, "xl/worksheets/sheet4.xml", |sheet| {
        let rule = format!("<conditionalFormatting sqref=\"D8\">{rule}</conditionalFormatting>");
        sheet.replacen("<pageMargins", &format!("{rule}<pageMargins"), 1)
    });
    std::fs::write(&path, sheet).unwrap();
    vec![path]
}

pub(super) const VARIANTS: &[Variant] = &[
    (
        "显示",
        "金额以元存，格式显示成万（0!.0000）",
        Change(|book| {
            book.set(DISCLOSURE, "C18", shown("29732300", "2973.2300"));
        }),
        Same(&["shown-number"]),
    ),
    (
        "显示",
        "金额以元存，格式带“元”（#,##0\"元\"）",
        Change(|book| {
            book.set(DISCLOSURE, "C18", shown("29732300", "29,732,300元"));
        }),
        Same(&["shown-number"]),
    ),
    (
        "显示",
        "格式带“万元”，千位分隔，就是表中的单位",
        Change(|book| {
            book.set(DISCLOSURE, "C18", shown("2973.23", "2,973.23万元"));
        }),
        Same(&[]),
    ),
    (
        "显示",
        "金额带货币符号，表中以万元计，写的是“¥29,732,300.00”",
        Change(|book| {
            book.set(DISCLOSURE, "C18", shown("29732300", "¥29,732,300.00"));
        }),
        Refused(&["not-a-number", "placeholder"], "表二 主动公开 › C18"),
    ),
    (
        "显示",
        "金额算出来有多位小数，只显示两位",
        Change(|book| {
            book.set(DISCLOSURE, "C18", shown("2973.23047", "2,973.23"));
        }),
        Same(&["rounded-number"]),
    ),
    (
        "显示",
        "件数带“计…件”的格式，零不显示或显示成短横",
        Change(|book| {
            book.set(DISCLOSURE, "D8", shown("809", "计809件"))
                .set(DISCLOSURE, "B4", shown("0", ""))
                .set(DISCLOSURE, "C4", shown("0", "-"));
        }),
        Same(&[]),
    ),
    (
        "显示",
        "负数用红色显示，不带负号",
        Change(|book| {
            book.set(DISCLOSURE, "C8", shown("-1", "1"));
        }),
        Refused(&["not-a-number"], "表二 主动公开 › C8"),
    ),
    (
        "显示",
        "划去旧数，后面写上新数",
        Write(|folder| with_runs(folder, (DISCLOSURE, "D8"), STRUCK)),
        Same(&["text-number", "unsupported-content"]),
    ),
    (
        "显示",
        "数后有上标的注号",
        Write(|folder| with_runs(folder, (DISCLOSURE, "D8"), RAISED)),
        Same(&["text-number", "unsupported-content"]),
    ),
    (
        "显示",
        "公式由别的软件写入，保存的结果是 0，没有算过",
        Change(|book| {
            book.set(DISCLOSURE, "D8", due("ROUND(B8*70+39.4,0)"));
        }),
        Same(&["computed-formula"]),
    ),
    (
        "显示",
        "公式由别的软件写入，保存的结果是 0，程序也不能算",
        Change(|book| {
            book.set(DISCLOSURE, "D8", due("VLOOKUP(1,A1:B9,2)"));
        }),
        Refused(&["stale-formula", "placeholder"], "表二 主动公开 › D8"),
    ),
    (
        "显示",
        "数据框存出的“809.0”，数上有看不见的方向符",
        Change(|book| {
            book.set(DISCLOSURE, "D8", "809.0")
                .set(DISCLOSURE, "D11", "\u{202d}241\u{202c}");
        }),
        Same(&["text-number"]),
    ),
    (
        "显示",
        "条件格式把数显示成“809件”",
        Write(|folder| {
            let rule = "<cfRule type=\"cellIs\" dxfId=\"0\" priority=\"1\" operator=\"greaterThan\"><formula>3</formula></cfRule>";
            with_condition(
                folder,
                rule,
                "<numFmt numFmtId=\"190\" formatCode=\"0&quot;件&quot;\"/>",
            )
        }),
        Same(&[]),
    ),
    (
        "显示",
        "条件格式改数的样子，条件程序不能算",
        Write(|folder| {
            let rule = "<cfRule type=\"duplicateValues\" dxfId=\"0\" priority=\"1\"/>";
            with_condition(
                folder,
                rule,
                "<numFmt numFmtId=\"190\" formatCode=\"&quot;&lt;3&quot;\"/>",
            )
        }),
        Same(&["unsupported-content"]),
    ),
    (
        "显示",
        "条件格式把大于 50 的数划去",
        Write(|folder| {
            let rule = "<cfRule type=\"cellIs\" dxfId=\"0\" priority=\"1\" operator=\"greaterThan\"><formula>50</formula></cfRule>";
            with_condition(folder, rule, "<font><strike/></font>")
        }),
        Refused(&["placeholder"], "正文 › A40"),
    ),
    (
        "显示",
        "数字前有一个和底色一样的数字",
        Write(|folder| {
            let runs = "<r><rPr><color rgb=\"FFFFFFFF\"/></rPr><t>1</t></r><r><t>809</t></r>";
            with_runs(folder, (DISCLOSURE, "D8"), runs)
        }),
        Same(&["text-number", "unsupported-content"]),
    ),
];
