//! Walks through a page: its outermost tables become sheets, the text around them
//! lines.

use std::collections::BTreeSet;
use std::sync::Arc;

use nianbao_model::plugin::ImportError;
use nianbao_model::source::{Cell, CellValue, Line, LineRole, Remark, RemarkKind, Sheet};
use nianbao_model::{CellRef, Locus, Passage, Source};
use scraper::node::Element;
use scraper::{Html, Node};

use super::grid::Grid;
use super::text::Shown;
use crate::beyond;
use nianbao_model::limits::{MAX_CELLS, MAX_COLUMNS, MAX_MERGES, MAX_ROWS, MAX_SHEETS};

/// Elements whose text nobody sees.
const UNSEEN: [&str; 7] = ["head", "script", "style", "template", "noscript", "xml", "title"];
/// Elements that stand on lines of their own.
const BLOCKS: [&str; 22] = [
    "address",
    "article",
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "li",
    "ol",
    "p",
    "ul",
];
/// Things that are no text and no table.
const OBJECTS: [&str; 7] = ["object", "embed", "iframe", "canvas", "svg", "math", "video"];

/// Reads a page.
///
/// # Errors
/// If one of the limits is reached.
pub(super) fn read(file: &Arc<str>, text: &str) -> Result<Source, ImportError> {
    let html = Html::parse_document(text);
    let mut page = Page::new(file);
    let mut node = html.tree.root();
    loop {
        if page.open(node.value())?
            && let Some(child) = node.first_child()
        {
            node = child;
            continue;
        }
        loop {
            page.close(node.value())?;
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => {
                    page.end_line();
                    return Ok(page.source);
                }
            }
        }
    }
}

/// What has been read, and where we are.
struct Page {
    source: Source,
    /// The text between tables.
    line: Shown,
    paragraphs: u32,
    cells: usize,
    table: Option<OpenTable>,
    /// How many tables we are in.
    tables: usize,
    /// How many hidden elements we are in.
    hidden: usize,
    names: BTreeSet<String>,
}

/// The outermost table we are in.
struct OpenTable {
    sheet: Sheet,
    grid: Grid,
    caption: Shown,
    in_caption: bool,
    /// The cell we are in, and its text.
    cell: Option<(CellRef, Shown)>,
    /// Columns that `col` elements have described so far.
    columns: u32,
    /// How many hidden elements the table, and the row we are in, are in themselves.
    hidden: usize,
    row_hidden: usize,
}

impl Page {
    fn new(file: &Arc<str>) -> Self {
        Self {
            source: Source::new(file),
            line: Shown::default(),
            paragraphs: 0,
            cells: 0,
            table: None,
            tables: 0,
            hidden: 0,
            names: BTreeSet::new(),
        }
    }

    /// Enters a node; whether to go on to what is in it.
    fn open(&mut self, node: &Node) -> Result<bool, ImportError> {
        let element = match node {
            Node::Text(text) => {
                if let Some(shown) = self.shown() {
                    shown.push(text);
                }
                return Ok(true);
            }
            Node::Element(element) => element,
            _ => return Ok(true),
        };
        self.hidden += usize::from(is_hidden(element));
        match element.name() {
            name if UNSEEN.contains(&name) => return Ok(false),
            name if OBJECTS.contains(&name) => {
                self.remark(RemarkKind::Object, None);
                return Ok(false);
            }
            "img" => {
                let text = element.attr("alt").map(str::trim).filter(|text| !text.is_empty());
                self.remark(RemarkKind::Picture, text.map(str::to_owned));
            }
            "br" => {
                if self.table.is_none() {
                    self.end_line();
                } else if let Some(shown) = self.shown() {
                    shown.line_break();
                }
            }
            "table" => self.open_table()?,
            "tr" | "td" | "th" | "caption" if self.tables > 1 => {
                if let Some(shown) = self.shown() {
                    match element.name() {
                        "td" | "th" => shown.part(),
                        _ => shown.block(),
                    }
                }
            }
            "tr" | "td" | "th" | "caption" | "col" => self.open_part(element)?,
            name if BLOCKS.contains(&name) => self.block(),
            _ => {}
        }
        Ok(true)
    }

    fn close(&mut self, node: &Node) -> Result<(), ImportError> {
        let Node::Element(element) = node else { return Ok(()) };
        match (element.name(), &mut self.table) {
            ("table", _) => self.close_table()?,
            ("caption", Some(table)) if self.tables == 1 => table.in_caption = false,
            ("td" | "th", Some(_)) if self.tables == 1 => self.close_cell(),
            (name, _) if BLOCKS.contains(&name) => self.block(),
            _ => {}
        }
        self.hidden -= usize::from(is_hidden(element));
        Ok(())
    }

    fn open_table(&mut self) -> Result<(), ImportError> {
        self.tables += 1;
        if self.table.is_some() {
            self.block();
            return Ok(());
        }
        self.end_line();
        if self.source.sheets.len() == MAX_SHEETS {
            let locus = Locus::file(&self.source.file);
            return Err(beyond(locus, "表格数", "number of tables", MAX_SHEETS));
        }
        let mut sheet = Sheet::new(&self.source.file, format!("表{}", self.source.sheets.len() + 1));
        sheet.hidden = self.hidden > 0;
        self.table = Some(OpenTable {
            sheet,
            grid: Grid::default(),
            caption: Shown::default(),
            in_caption: false,
            cell: None,
            columns: 0,
            hidden: self.hidden,
            row_hidden: self.hidden,
        });
        Ok(())
    }

    /// Enters a row, cell, caption or column of the outermost table.
    fn open_part(&mut self, element: &Element) -> Result<(), ImportError> {
        let hidden = self.hidden;
        let Some(table) = &mut self.table else { return Ok(()) };
        let number = |name| element.attr(name).and_then(|value| value.trim().parse::<u32>().ok());
        match element.name() {
            "caption" => table.in_caption = true,
            "col" => {
                let last = table.columns.saturating_add(number("span").unwrap_or(1).max(1));
                if is_hidden(element) {
                    table.sheet.hidden_columns.extend(table.columns..last.min(MAX_COLUMNS));
                }
                table.columns = last.min(MAX_COLUMNS);
            }
            "tr" => {
                let row = table.grid.begin_row();
                if row >= MAX_ROWS {
                    let locus = Locus::sheet(&table.sheet.file, &table.sheet.name);
                    return Err(beyond(locus, "行数", "number of rows", MAX_ROWS));
                }
                table.row_hidden = hidden;
                if hidden > table.hidden {
                    table.sheet.hidden_rows.insert(row);
                }
            }
            _ => {
                let locus = Locus::sheet(&table.sheet.file, &table.sheet.name);
                self.cells += 1;
                if self.cells > MAX_CELLS {
                    return Err(beyond(locus, "单元格数", "number of cells", MAX_CELLS));
                }
                let spans = (number("rowspan").unwrap_or(1), number("colspan").unwrap_or(1));
                let Some(at) = table.grid.place(spans.0, spans.1) else {
                    return Err(beyond(locus, "列数", "number of columns", MAX_COLUMNS));
                };
                if table.grid.merged() > MAX_MERGES {
                    return Err(beyond(locus, "合并单元格数", "number of merged regions", MAX_MERGES));
                }
                table.cell = Some((at, Shown::default()));
            }
        }
        Ok(())
    }

    fn close_cell(&mut self) {
        let Some(table) = &mut self.table else { return };
        let Some((at, mut shown)) = table.cell.take() else {
            return;
        };
        let text = shown.take();
        if text.is_empty() {
            return;
        }
        // The row says for itself that it is hidden.
        if self.hidden > table.row_hidden {
            self.source.remarks.push(Remark {
                kind: RemarkKind::Hidden,
                text: Some(text.clone()),
                locus: table.sheet.locus(at),
            });
        }
        table.sheet.cells.insert(at, Cell::typed(CellValue::Text(text)));
    }

    fn close_table(&mut self) -> Result<(), ImportError> {
        self.tables -= 1;
        if self.tables > 0 {
            self.block();
            return Ok(());
        }
        let Some(mut table) = self.table.take() else {
            return Ok(());
        };
        table.sheet.merges = table.grid.finish();
        let caption = table.caption.take().replace('\n', " ");
        // A name stands for one sheet: a second one keeps its number.
        if !caption.is_empty() && self.names.insert(caption.clone()) {
            table.sheet.name = Arc::from(caption);
        }
        // Tables that only space things out are not read as tables.
        if !table.sheet.cells.is_empty() {
            self.source.sheets.push(table.sheet);
        }
        Ok(())
    }

    /// What text belongs to where we are.
    fn shown(&mut self) -> Option<&mut Shown> {
        match &mut self.table {
            None => Some(&mut self.line),
            Some(OpenTable {
                in_caption: true,
                caption,
                ..
            }) => Some(caption),
            Some(table) => table.cell.as_mut().map(|(_, shown)| shown),
        }
    }

    /// What follows stands on a line of its own.
    fn block(&mut self) {
        if self.table.is_none() {
            self.end_line();
        } else if let Some(shown) = self.shown() {
            shown.block();
        }
    }

    /// Ends a line between tables.
    fn end_line(&mut self) {
        let text = self.line.take();
        if text.is_empty() {
            return;
        }
        self.paragraphs += 1;
        let locus = Locus::passage(&self.source.file, Passage::Paragraph(self.paragraphs));
        if self.hidden > 0 {
            self.source.remarks.push(Remark {
                kind: RemarkKind::Hidden,
                text: Some(text),
                locus,
            });
        } else {
            self.source.lines.push(Line {
                text,
                role: LineRole::Plain,
                locus,
            });
        }
    }

    fn remark(&mut self, kind: RemarkKind, text: Option<String>) {
        let file = &self.source.file;
        let locus = match &self.table {
            None => Locus::passage(file, Passage::Paragraph(self.paragraphs + 1)),
            Some(table) => match &table.cell {
                Some((at, _)) => table.sheet.locus(*at),
                None => Locus::sheet(file, &table.sheet.name),
            },
        };
        self.source.remarks.push(Remark { kind, text, locus });
    }
}

/// Whether an element says of itself that it does not show.
fn is_hidden(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or_default();
    let style: String = style.to_ascii_lowercase().split_whitespace().collect();
    let says = |declaration: &str| {
        style
            .split(';')
            .any(|one| one.trim_end_matches("!important") == declaration)
    };
    element.attr("hidden").is_some() || says("display:none") || says("visibility:hidden") || says("visibility:collapse")
}
