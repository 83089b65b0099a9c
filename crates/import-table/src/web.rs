//! Web pages with tables, such as reporting systems call workbooks. Parsed as browsers
//! do; each outermost table is a sheet, the text around the tables is kept as lines.

use std::collections::BTreeMap;
use std::sync::Arc;

use nianbao_model::plugin::{ImportError, Importer, Plugin};
use nianbao_model::source::{Cell, CellValue, Line, LineRole, Remark, RemarkKind, Sheet, Source};
use nianbao_model::{CellRange, CellRef, Locus, Text, inventory};
use nianbao_plain_text::decode;
use scraper::{ElementRef, Html, Node};

use crate::limits::{MAX_CELLS, MAX_FILE, MAX_MERGES, MAX_SPAN, MAX_TABLES};
use crate::table_name;

/// The importer of HTML tables.
#[derive(Debug, Clone, Copy)]
pub struct WebImporter;

inventory::submit! { Plugin::importer(&WebImporter) }

/// How much of a file is looked at to tell what it is.
const HEAD: usize = 4096;
/// Spreadsheet formats in text that are not read, by what they contain.
const OTHERS: [&str; 2] = ["urn:schemas-microsoft-com:office:spreadsheet", "multipart/related"];

impl Importer for WebImporter {
    fn id(&self) -> &'static str {
        "html"
    }

    fn reads(&self) -> Text {
        Text::new(
            "网页表格（系统导出的 .xls、.html）",
            "HTML tables (.html, or exported as .xls)",
        )
    }

    fn recognizes(&self, bytes: &[u8]) -> bool {
        let Some(text) = decode(bytes) else { return false };
        let head: String = text.trim_start().chars().take(HEAD).collect::<String>().to_lowercase();
        let page = head.starts_with('<')
            && ["<html", "<table", "<body", "<!doctype html"]
                .iter()
                .any(|tag| head.contains(tag));
        page || is_other(&head)
    }

    fn import(&self, file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
        let refused = |zh: &str, en: &str| {
            ImportError::file(
                file,
                format!("{zh}。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再试"),
                format!("{en}: open it in Excel or WPS, save it as .xlsx and retry"),
            )
        };
        if bytes.len() > MAX_FILE {
            return Err(refused("网页超过 16 MB，未读取", "the page is larger than 16 MB"));
        }
        let text = decode(bytes).ok_or_else(|| refused("网页的编码无法识别", "the page's encoding is unknown"))?;
        if is_other(&text.chars().take(HEAD).collect::<String>().to_lowercase()) {
            return Err(refused(
                "这是“XML 表格 2003”或单个文件网页，不能直接读取",
                "this is an XML spreadsheet or a web archive",
            ));
        }
        let page = Html::parse_document(&text);
        let mut reader = Reader {
            file,
            source: Source::new(file),
            cells: 0,
        };
        reader.read(page.root_element()).map_err(|limit| {
            refused(
                &format!("表格超过上限（{limit}），不像是填报表，未读取"),
                &format!("the tables are beyond the limits ({limit})"),
            )
        })?;
        Ok(reader.source)
    }
}

fn is_other(head: &str) -> bool {
    let begins = ["<?xml", "mime-version:"]
        .iter()
        .any(|begin| head.trim_start().starts_with(begin));
    begins && OTHERS.iter().any(|other| head.contains(other))
}

struct Reader<'a> {
    file: &'a Arc<str>,
    source: Source,
    /// Filled cells so far.
    cells: usize,
}

/// Elements that begin a line of their own.
const BLOCKS: [&str; 11] = [
    "p", "div", "br", "h1", "h2", "h3", "h4", "li", "tr", "section", "caption",
];
/// Elements whose text is not shown.
const UNSHOWN: [&str; 5] = ["script", "style", "head", "template", "noscript"];

impl Reader<'_> {
    /// Walks over the page; the error is the limit that was passed.
    fn read(&mut self, root: ElementRef<'_>) -> Result<(), &'static str> {
        let mut text = String::new();
        let mut node = Some(*root);
        while let Some(current) = node {
            let mut inside = true;
            match current.value() {
                Node::Text(piece) => text.push_str(&piece.replace(['\n', '\r', '\t'], " ")),
                Node::Element(element) => {
                    let name = element.name();
                    if BLOCKS.contains(&name) || name == "table" {
                        self.line(&mut text);
                    }
                    if name == "table" {
                        if let Some(table) = ElementRef::wrap(current) {
                            self.table(table)?;
                        }
                        inside = false;
                    } else if name == "img" {
                        self.source.remarks.push(Remark {
                            kind: RemarkKind::Picture,
                            text: element.attr("alt").map(str::to_owned),
                            locus: Locus::file(self.file),
                        });
                    } else if UNSHOWN.contains(&name) {
                        inside = false;
                    }
                }
                _ => {}
            }
            // The next node in document order, without recursion: pages nest as deep as they like.
            let mut next = if inside { current.first_child() } else { None };
            let mut up = current;
            while next.is_none() && up.id() != root.id() {
                if up.value().as_element().is_some_and(|element| BLOCKS.contains(&element.name())) {
                    self.line(&mut text);
                }
                next = up.next_sibling();
                match up.parent() {
                    Some(parent) if next.is_none() => up = parent,
                    _ => break,
                }
            }
            node = next;
        }
        self.line(&mut text);
        Ok(())
    }

    /// Ends a line of text outside the tables.
    fn line(&mut self, text: &mut String) {
        let line = collapsed(text);
        text.clear();
        if !line.is_empty() {
            self.source.lines.push(Line {
                text: line,
                role: LineRole::Plain,
                locus: Locus::file(self.file),
            });
        }
    }

    fn table(&mut self, table: ElementRef<'_>) -> Result<(), &'static str> {
        let nth = self.source.sheets.len();
        if nth == MAX_TABLES {
            return Err("MAX_TABLES");
        }
        let name = if nth == 0 {
            table_name(self.file)
        } else {
            Arc::from(format!("表{}", nth + 1))
        };
        let mut sheet = Sheet::new(self.file, name);
        // Until which row each column is taken by a cell from above.
        let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
        let rows = table
            .descendent_elements()
            .filter(|row| row.value().name() == "tr" && own(table, *row));
        for (row, element) in (0u32..).zip(rows) {
            if is_hidden(element) {
                sheet.hidden_rows.insert(row);
            }
            let mut column = 0;
            for cell in element
                .child_elements()
                .filter(|cell| ["td", "th"].contains(&cell.value().name()))
            {
                while taken.get(&column).is_some_and(|until| *until > row) {
                    column += 1;
                }
                let (tall, wide) = (span(cell, "rowspan"), span(cell, "colspan"));
                let at = CellRef::new(row, column);
                let text = cell_text(cell);
                if !text.is_empty() {
                    self.cells += 1;
                    if self.cells > MAX_CELLS {
                        return Err("MAX_CELLS");
                    }
                    sheet.cells.insert(at, Cell::typed(CellValue::Text(text)));
                }
                if tall > 1 || wide > 1 {
                    if sheet.merges.len() == MAX_MERGES {
                        return Err("MAX_MERGES");
                    }
                    let last = CellRef::new(row + tall - 1, column + wide - 1);
                    sheet.merges.push(CellRange { first: at, last });
                }
                for column in column..column + wide {
                    taken.insert(column, row + tall);
                }
                column += wide;
                if column > 1 << 14 {
                    return Err("MAX_COLUMNS");
                }
            }
        }
        if !sheet.cells.is_empty() {
            self.source.sheets.push(sheet);
        }
        Ok(())
    }
}

/// Whether a row belongs to this table and not to one inside it.
fn own(table: ElementRef<'_>, row: ElementRef<'_>) -> bool {
    let nearest = row
        .ancestors()
        .filter_map(ElementRef::wrap)
        .find(|element| element.value().name() == "table");
    nearest.is_some_and(|nearest| nearest.id() == table.id())
}

fn is_hidden(row: ElementRef<'_>) -> bool {
    let style = row.value().attr("style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    row.value().attr("hidden").is_some() || style.to_lowercase().contains("display:none")
}

fn span(cell: ElementRef<'_>, name: &str) -> u32 {
    let value = cell
        .value()
        .attr(name)
        .and_then(|value| value.trim().parse::<u32>().ok());
    value.unwrap_or(1).clamp(1, MAX_SPAN)
}

/// A cell's text; a line break in it is kept.
fn cell_text(cell: ElementRef<'_>) -> String {
    let mut lines = vec![String::new()];
    for node in cell.descendants() {
        match node.value() {
            Node::Text(piece) => {
                if let Some(line) = lines.last_mut() {
                    line.push_str(piece);
                }
            }
            Node::Element(element) if BLOCKS.contains(&element.name()) => lines.push(String::new()),
            _ => {}
        }
    }
    let lines: Vec<String> = lines
        .iter()
        .map(|line| collapsed(line))
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

/// Text with its white space as a browser shows it.
fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::Localize;
    use proptest::prelude::*;

    fn import(text: &str) -> Source {
        assert!(WebImporter.recognizes(text.as_bytes()), "{text}");
        WebImporter.import(&"表三.xls".into(), text.as_bytes()).unwrap()
    }

    #[test]
    fn a_table_becomes_a_sheet_with_its_spans() {
        let source = import(
            "<html><body><h1>某海关</h1><style>td{}</style>单位：件<table><tr><td rowspan=2>项目</td><td colspan='2'>申请人</td></tr>\
             <tr style='display: none'><td>自然人</td><td>总&nbsp;\n计</td></tr><tr><th>新<br>收</th><td> 5 </td><td>5</td></tr></table>\
             填报人：张三<img alt='章'></body></html>",
        );
        let sheet = &source.sheets[0];
        let cells: Vec<_> = sheet
            .cells
            .iter()
            .map(|(at, cell)| (at.to_string(), cell.value.display()))
            .collect();
        let cells: Vec<_> = cells.iter().map(|(at, text)| (at.as_str(), text.as_str())).collect();
        assert_eq!(
            cells,
            [
                ("A1", "项目"),
                ("B1", "申请人"),
                ("B2", "自然人"),
                ("C2", "总 计"),
                ("A3", "新\n收"),
                ("B3", "5"),
                ("C3", "5"),
            ]
        );
        assert_eq!(sheet.text_at(CellRef::new(1, 0)), Some("项目"), "through the span");
        assert_eq!(sheet.hidden_rows.iter().collect::<Vec<_>>(), [&1]);
        let lines: Vec<_> = source.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines, ["某海关", "单位：件", "填报人：张三"]);
        assert_eq!(source.remarks[0].text.as_deref(), Some("章"));
    }

    #[test]
    fn a_table_in_a_cell_is_that_cells_text() {
        let source = import("<table><tr><td>外<table><tr><td>内</td></tr></table></td><td>2</td></tr></table>");
        assert_eq!(source.sheets.len(), 1);
        assert_eq!(source.sheets[0].text_at(CellRef::new(0, 0)), Some("外\n内"));
        assert_eq!(source.sheets[0].text_at(CellRef::new(0, 1)), Some("2"));
    }

    #[test]
    fn other_text_formats_of_excel_are_refused_with_advice() {
        for text in [
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"></Workbook>",
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n",
        ] {
            assert!(WebImporter.recognizes(text.as_bytes()), "{text}");
            let error = WebImporter
                .import(&"a.xls".into(), text.as_bytes())
                .expect_err("refused");
            assert!(error.text().zh.contains("另存为 .xlsx"), "{}", error.text().zh);
        }
        assert!(!WebImporter.recognizes("一、总体情况 <table>".as_bytes()));
    }

    #[test]
    fn depth_and_spans_cost_nothing() {
        let deep = format!(
            "<html>{}<table><tr><td rowspan=4294967295 colspan=99999>1</td></tr></table>",
            "<div>".repeat(20_000)
        );
        let source = import(&deep);
        assert_eq!(
            source.sheets[0].merges[0].last,
            CellRef::new(MAX_SPAN - 1, MAX_SPAN - 1)
        );
    }

    proptest! {
        #[test]
        fn no_markup_makes_it_panic(text in "(<(table|tr|td|td colspan=3|td rowspan=2|div|br|/table|/tr|/td)>|字|[ -~]){0,60}") {
            let _ = WebImporter.import(&"a.xls".into(), text.as_bytes());
        }
    }
}
