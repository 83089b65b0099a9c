//! Items into a source, within the limits that all importers share.

use std::sync::Arc;

use nianbao_model::limits::{MAX_CELL_TEXT, MAX_CELLS, MAX_LINES, MAX_MERGES, MAX_REMARKS, MAX_SHEETS};
use nianbao_model::source::{Cell, CellValue, Line, LineRole, Remark, RemarkKind, Sheet};
use nianbao_model::{Locus, Passage, Source};

use crate::fault::Fault;
use crate::grid::{Grid, Item};

/// A source under construction.
struct Collector {
    source: Source,
    paragraphs: u32,
    tables: usize,
    cells: usize,
}

/// The source that these items make.
pub(crate) fn source(file: &Arc<str>, items: Vec<Item>) -> Result<Source, Fault> {
    let mut collector = Collector {
        source: Source::new(file),
        paragraphs: 0,
        tables: 0,
        cells: 0,
    };
    for item in items {
        match item {
            Item::Text(role, text) => collector.text(role, text)?,
            Item::Table(grid) => collector.table(grid)?,
            Item::Doubtful(first, rows) => {
                collector.tables += 1;
                collector.remark(RemarkKind::Table, Some(format!("{first}……共 {rows} 行")))?;
            }
            Item::LeftOut(kind, text) => collector.remark(kind, Some(text))?,
            Item::Picture(text) => collector.remark(RemarkKind::Picture, text)?,
        }
    }
    Ok(collector.source)
}

impl Collector {
    /// The place of the paragraph that comes next.
    fn place(&self) -> Locus {
        Locus::passage(&self.source.file, Passage::Paragraph(self.paragraphs.max(1)))
    }

    fn text(&mut self, role: LineRole, text: String) -> Result<(), Fault> {
        if self.source.lines.len() >= MAX_LINES {
            return Err(Fault::beyond("段落数", "number of paragraphs", MAX_LINES));
        }
        if text.len() > MAX_CELL_TEXT {
            return Err(Fault::beyond(
                "一段的字节数",
                "number of bytes in one paragraph",
                MAX_CELL_TEXT,
            ));
        }
        self.paragraphs += 1;
        let locus = self.place();
        self.source.lines.push(Line { text, role, locus });
        Ok(())
    }

    fn remark(&mut self, kind: RemarkKind, text: Option<String>) -> Result<(), Fault> {
        self.remark_at(self.place(), kind, text)
    }

    fn remark_at(&mut self, locus: Locus, kind: RemarkKind, text: Option<String>) -> Result<(), Fault> {
        if self.source.remarks.len() >= MAX_REMARKS {
            return Err(Fault::beyond(
                "图片等的数量",
                "number of pictures and the like",
                MAX_REMARKS,
            ));
        }
        self.source.remarks.push(Remark { kind, text, locus });
        Ok(())
    }

    /// Adds a table, named after its place among the tables and the page it begins on.
    fn table(&mut self, grid: Grid) -> Result<(), Fault> {
        self.tables += 1;
        self.cells += grid.cells.len();
        if self.tables > MAX_SHEETS {
            return Err(Fault::beyond("表格数", "number of tables", MAX_SHEETS));
        }
        if self.cells > MAX_CELLS {
            return Err(Fault::beyond("表格的单元格数", "number of table cells", MAX_CELLS));
        }
        if grid.merges.len() > MAX_MERGES {
            return Err(Fault::beyond(
                "表格的合并单元格数",
                "number of merged regions in a table",
                MAX_MERGES,
            ));
        }
        if grid.cells.values().any(|text| text.len() > MAX_CELL_TEXT) {
            return Err(Fault::beyond(
                "单元格内的字节数",
                "number of bytes in one cell",
                MAX_CELL_TEXT,
            ));
        }
        let mut sheet = Sheet::new(&self.source.file, format!("表{}（第{}页）", self.tables, grid.page));
        for (at, kind, text) in grid.left_out {
            self.remark_at(sheet.locus(at), kind, Some(text))?;
        }
        if grid.cells.is_empty() {
            return Ok(());
        }
        let typed = |(at, text)| (at, Cell::typed(CellValue::Text(text)));
        sheet.cells = grid.cells.into_iter().map(typed).collect();
        sheet.merges = grid.merges;
        sheet.is_typed = false;
        sheet.lines_before = Some(self.source.lines.len());
        self.source.sheets.push(sheet);
        Ok(())
    }
}
