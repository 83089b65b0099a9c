//! The blocks of the document: the narrative in the office's order, each table behind its
//! part's own text.

use std::ops::RangeInclusive;

use nianbao_model::document::{Align, Block, Cell, Heading, Paragraph, Row, Scope, Table};
use nianbao_model::form::{self, Form, Part};
use nianbao_model::layout::{self, GridContent};
use nianbao_model::report::{self, Report};

use crate::insert;
use crate::outline::Outline;
use crate::runs::runs;

/// The blocks of a report whose text is `narrative`.
pub(crate) fn blocks(report: &Report, form: &Form, narrative: &[report::Paragraph]) -> Vec<Block> {
    let composer = Composer {
        report,
        form,
        narrative,
        blocks: Vec::new(),
        outline: Outline::default(),
    };
    composer.blocks()
}

struct Composer<'a> {
    report: &'a Report,
    form: &'a Form,
    narrative: &'a [report::Paragraph],
    blocks: Vec<Block>,
    outline: Outline,
}

impl Composer<'_> {
    /// The narrative in the office's order; each table follows its part's own text.
    /// A table part whose heading the narrative leaves out stands where the form has it.
    fn blocks(mut self) -> Vec<Block> {
        let parts = &self.form.parts;
        let part_of = |paragraph: &report::Paragraph| {
            let headed = (paragraph.level == 1).then(|| self.form.part_headed(&paragraph.text));
            headed.flatten().map(|(at, _)| at)
        };
        let mut placed = vec![false; parts.len()];
        let mut open: Option<usize> = None;
        for (index, paragraph) in self.narrative.iter().enumerate() {
            self.inserts(index..=index);
            if paragraph.level == 1 {
                self.close(open.take());
            }
            if let Some(part) = part_of(paragraph) {
                self.add_left_out(part, &mut placed);
                placed[part] = true;
                open = Some(part);
            }
            self.paragraph(paragraph);
        }
        self.inserts(self.narrative.len()..=usize::MAX);
        self.close(open);
        self.add_left_out(parts.len(), &mut placed);
        self.blocks
    }

    /// The small tables that stand before these paragraphs.
    fn inserts(&mut self, before: RangeInclusive<usize>) {
        let here = self
            .report
            .inserts
            .iter()
            .filter(|insert| before.contains(&insert.before));
        self.blocks
            .extend(here.map(|insert| Block::Table(insert::table(insert))));
    }

    /// Adds the table parts before `until` that the narrative has no heading for.
    fn add_left_out(&mut self, until: usize, placed: &mut [bool]) {
        let form = self.form;
        for (at, part) in form.parts.iter().enumerate().take(until) {
            let mentioned_later = self
                .narrative
                .iter()
                .any(|paragraph| paragraph.level == 1 && part.is_headed(&paragraph.text));
            if !placed[at] && !mentioned_later && part.table.is_some() {
                placed[at] = true;
                self.heading(1, part.heading.text.clone());
                self.close(Some(at));
            }
        }
    }

    /// Ends a part: its table comes last.
    fn close(&mut self, part: Option<usize>) {
        let table = part
            .and_then(|at| self.form.parts.get(at))
            .and_then(|part: &Part| part.table.as_deref());
        if let Some(table) = table.and_then(|key| self.form.table(key)) {
            for block in &table.blocks {
                let table = self.table(table, block);
                self.blocks.push(Block::Table(table));
            }
        }
    }

    fn heading(&mut self, rank: u8, text: String) {
        let (level, id) = self.outline.enter(rank);
        self.blocks.push(Block::Heading(Heading { level, rank, id, text }));
    }

    fn paragraph(&mut self, paragraph: &report::Paragraph) {
        match paragraph.level {
            0 => self.blocks.push(Block::Paragraph(Paragraph {
                runs: runs(&paragraph.text),
            })),
            rank => self.heading(rank, paragraph.text.clone()),
        }
    }

    fn table(&self, table: &form::Table, block: &form::Block) -> Table {
        let grid = layout::grid(block);
        let mut rows: Vec<Row> = (0..grid.rows).map(|_| Row { cells: Vec::new() }).collect();
        for cell in grid.cells {
            let group = |span: usize, single, several| if span > 1 { several } else { single };
            let (scope, align, text) = match cell.content {
                GridContent::Caption(text) | GridContent::Corner(text) | GridContent::ColumnLabel(text) => (
                    Some(group(cell.column_span, Scope::Col, Scope::ColGroup)),
                    Align::Center,
                    text,
                ),
                GridContent::RowLabel(text) => {
                    let align = if cell.row_span == 1 && grid.label_columns > 1 {
                        Align::Left
                    } else {
                        Align::Center
                    };
                    (Some(group(cell.row_span, Scope::Row, Scope::RowGroup)), align, text)
                }
                GridContent::Figure { row, column } => {
                    let figure = self.report.figure(&form::key(&table.key, &row, &column));
                    (
                        None,
                        Align::Center,
                        figure.map(|figure| figure.printed.clone()).unwrap_or_default(),
                    )
                }
            };
            rows[cell.row].cells.push(Cell {
                column: cell.column,
                row_span: cell.row_span,
                column_span: cell.column_span,
                scope,
                align,
                text,
            });
        }
        Table {
            summary: match &block.caption {
                Some(caption) => format!("{}：{caption}", table.label),
                None => table.label.clone(),
            },
            columns: grid.columns,
            header_rows: grid.header_rows,
            header_columns: grid.label_columns,
            rows,
        }
    }
}
