//! Collects what an importer finds into a source, within the limits. Beyond them
//! nothing more is kept, and the file is refused in the end.

use std::sync::Arc;

use nianbao_model::plugin::{Amount, ImportError, ImportFault};
use nianbao_model::source::{Cell, CellValue, Line, LineRole, Loose, Remark, RemarkKind, Sheet};
use nianbao_model::{Locus, Passage, Source};

use crate::grid::Grid;
use crate::join::{Flow, numbered, tidy};
use crate::pasted::{self, Pasted};
use nianbao_model::limits::{MAX_CELL_TEXT, MAX_CELLS, MAX_LINES, MAX_MERGES, MAX_REMARKS};
use nianbao_model::width::is_blank;

/// A source under construction.
#[derive(Debug)]
pub(crate) struct Collector {
    source: Source,
    tables: usize,
    cells: usize,
    beyond: Option<(&'static str, &'static str, usize)>,
}

impl Collector {
    pub(crate) fn new(file: &Arc<str>) -> Self {
        Self {
            source: Source::new(file),
            tables: 0,
            cells: 0,
            beyond: None,
        }
    }

    /// Adds a line, with its tabs; a blank one is not text.
    pub(crate) fn line(&mut self, role: LineRole, text: String, at: Passage) {
        if text.chars().all(is_blank) {
            return;
        }
        if self.source.lines.len() >= MAX_LINES {
            self.beyond = Some(("段落数", "number of paragraphs", MAX_LINES));
            return;
        }
        if text.len() > MAX_CELL_TEXT {
            self.beyond = Some(("一段的字节数", "number of bytes in one paragraph", MAX_CELL_TEXT));
            return;
        }
        let locus = Locus::passage(&self.source.file, at);
        self.source.lines.push(Line { text, role, locus });
    }

    /// Adds a paragraph of a document with the number of its list: a line, or several where
    /// breaks in it end a paragraph. A title keeps its breaks to itself.
    pub(crate) fn paragraph(&mut self, role: LineRole, number: &str, text: Flow, at: Passage) {
        if role == LineRole::Title {
            return self.line(role, text.finish(), at);
        }
        let (mut number, mut role) = (number, role);
        for (_, text) in text.paragraphs() {
            self.line(role, numbered(number, &text), at);
            (number, role) = ("", LineRole::Plain);
        }
    }

    /// Takes note that the file is beyond a limit of its format.
    pub(crate) fn refuse(&mut self, zh: &'static str, en: &'static str, limit: usize) {
        self.beyond = Some((zh, en, limit));
    }

    /// Whether the file is beyond a limit already: the rest of it need not be read.
    pub(crate) fn is_beyond(&self) -> bool {
        self.beyond.is_some()
    }

    /// Adds a remark, with the thing's own text unless that is empty.
    pub(crate) fn remark(&mut self, kind: RemarkKind, text: String, at: Passage) {
        if self.source.remarks.len() >= MAX_REMARKS {
            self.beyond = Some((
                "图片、批注等的数量",
                "number of pictures, comments and the like",
                MAX_REMARKS,
            ));
            return;
        }
        self.source.remarks.push(Remark {
            kind,
            text: Some(text).filter(|text| !text.is_empty()),
            locus: Locus::passage(&self.source.file, at),
        });
    }

    /// Adds a table that ends here, named after its place among the tables. An empty one counts, but
    /// there is nothing to read in it; one that only frames a text is text.
    pub(crate) fn table_or_frame(&mut self, grid: Grid, at: Passage) {
        if !grid.frames_text() {
            return self.table(grid);
        }
        let lines: Vec<&str> = grid.cells.values().flat_map(|text| text.lines()).collect();
        for (left, line) in (0..lines.len()).rev().zip(lines) {
            let at = match at {
                Passage::Paragraph(last) => {
                    Passage::Paragraph(last.saturating_sub(u32::try_from(left).unwrap_or(0)).max(1))
                }
                other => other,
            };
            self.line(LineRole::Plain, line.to_owned(), at);
        }
    }

    /// Adds a table.
    pub(crate) fn table(&mut self, grid: Grid) {
        self.tables += 1;
        self.cells += grid.cells.len();
        if grid.cells.values().any(|text| text.len() > MAX_CELL_TEXT) {
            self.beyond = Some(("单元格内的字节数", "number of bytes in one cell", MAX_CELL_TEXT));
        } else if self.cells > MAX_CELLS {
            self.beyond = Some(("表格的单元格数", "number of table cells", MAX_CELLS));
        } else if grid.merges.len() > MAX_MERGES {
            self.beyond = Some(("表格的合并单元格数", "number of merged regions in a table", MAX_MERGES));
        } else if !grid.cells.is_empty() {
            let mut sheet = Sheet::new(&self.source.file, format!("表{}", self.tables));
            let typed = |(at, text)| (at, Cell::typed(CellValue::Text(text)));
            sheet.cells = grid.cells.into_iter().map(typed).collect();
            sheet.merges = grid.merges;
            sheet.hidden_rows = grid.hidden_rows;
            sheet.is_typed = false;
            sheet.lines_before = Some(self.source.lines.len());
            self.source.sheets.push(sheet);
        }
    }

    /// Makes tables of the lines that are rows of tables.
    fn take_pasted(&mut self) {
        let found = pasted::find(&self.source.lines);
        if found.is_empty() {
            return;
        }
        let mut taken = vec![false; self.source.lines.len()];
        found.iter().for_each(|(range, _)| taken[range.clone()].fill(true));
        let kept: Vec<usize> = std::iter::once(0)
            .chain(taken.iter().scan(0, |kept, taken| {
                *kept += usize::from(!taken);
                Some(*kept)
            }))
            .collect();
        let kept_before = |at: usize| kept.get(at).copied().unwrap_or(0);
        for sheet in &mut self.source.sheets {
            sheet.lines_before = sheet.lines_before.map(kept_before);
        }
        for (range, table) in found {
            match table {
                Pasted::Grid(grid) => {
                    let before = self.source.sheets.len();
                    self.table(grid);
                    if let Some(sheet) = self.source.sheets.get_mut(before) {
                        sheet.lines_before = Some(kept_before(range.start));
                    }
                }
                Pasted::Ragged(first, rows) => {
                    let at = self.source.lines[range.start].locus.passage;
                    let text = format!("{first}……共 {rows} 行");
                    self.remark(RemarkKind::Table, text, at.unwrap_or(Passage::Line(1)));
                    let rows = self.source.lines[range.clone()].to_vec();
                    self.source
                        .loose
                        .extend(self.source.remarks.last().cloned().map(|remark| Loose {
                            rows,
                            lines_before: kept_before(range.start),
                            remark,
                        }));
                }
            }
        }
        let mut taken = taken.into_iter();
        self.source.lines.retain(|_| !taken.next().unwrap_or(false));
    }

    /// The source.
    ///
    /// # Errors
    /// With the limit in the message, if the file is beyond one.
    pub(crate) fn finish(mut self) -> Result<Source, ImportError> {
        self.take_pasted();
        for line in &mut self.source.lines {
            line.text = tidy(&line.text);
        }
        match self.beyond {
            Some((zh, en, limit)) => Err(beyond(&self.source.file, zh, en, limit)),
            None => Ok(self.source),
        }
    }
}

/// The refusal of a file beyond a limit.
pub(crate) fn beyond(file: &Arc<str>, zh: &str, en: &str, limit: impl Into<Amount>) -> ImportError {
    let limit = limit.into();
    ImportError::new(
        ImportFault::TooLarge(limit),
        Locus::file(file),
        format!("{zh}超过上限 {limit}，不像是年报文稿，未读取。请只保留年报正文后再试"),
        format!(
            "its {en} is beyond the limit of {limit}; this does not look like a report and was not read: \
             keep only the report's text and retry"
        ),
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use nianbao_model::{CellRef, Localize};

    use super::*;

    #[test]
    fn tables_are_named_by_their_place_and_empty_ones_count() {
        let mut collector = Collector::new(&"正文.docx".into());
        let filled = || Grid {
            cells: BTreeMap::from([(CellRef::new(0, 0), "总计".to_owned())]),
            ..Grid::default()
        };
        collector.table(filled());
        collector.table(Grid::default());
        collector.table(filled());
        let source = collector.finish().unwrap();
        let names: Vec<_> = source.sheets.iter().map(|sheet| &*sheet.name).collect();
        assert_eq!(names, ["表1", "表3"]);
        assert_eq!(source.sheets[1].text_at(CellRef::new(0, 0)), Some("总计"));
    }

    #[test]
    fn beyond_a_limit_the_file_is_refused() {
        let mut collector = Collector::new(&"正文.txt".into());
        for n in 0..=MAX_REMARKS {
            collector.remark(RemarkKind::Picture, String::new(), Passage::Line(n as u32));
        }
        let error = collector.finish().expect_err("too many").text();
        assert!(
            error.zh.contains("正文.txt") && error.zh.contains("20000"),
            "{}",
            error.zh
        );
    }
}
