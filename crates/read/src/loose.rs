//! Tables whose cells have lost their columns: copied from a page with each cell on a line of its
//! own, or in rows whose merged headers left no trace. The form tells where each figure belongs, if
//! every label is there, in the form's order, and behind each row's label stand exactly as many
//! figures as the form has columns. A table of which that is not so is left as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use nianbao_model::form::{Block, Form, Label, Node, Part, Table};
use nianbao_model::label;
use nianbao_model::layout::{self, GridContent};
use nianbao_model::locus::{CellRange, CellRef, Passage};
use nianbao_model::source::{Cell, CellValue, Line, LineRole, Loose, Remark, Sheet, Source};

use crate::text::TableTexts;
use crate::{headings, number};

/// So many cells may hold one label that was broken over lines.
const BROKEN: usize = 5;
/// What parts the cells of a row.
const BARS: [char; 5] = ['\t', '|', '\u{ff5c}', '│', '┃'];
/// Spaces that part them where nothing else does.
const GAP: &str = "  ";

/// Whether a cell is the number of a label that stands in the next one: `（三）`.
fn is_number(cell: &str) -> bool {
    let body = cell.trim_matches(['(', ')', '\u{ff08}', '\u{ff09}', '.', '、']);
    !body.is_empty()
        && body
            .chars()
            .all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}

/// The sheets that a form makes of the tables it lacks, each with what it stands for.
pub(crate) struct Arranged {
    sheet: Sheet,
    /// The tables, and the sheets without merged cells, that went into it.
    loose: Vec<usize>,
    sheets: Vec<usize>,
    /// The lines that are cells of it and nothing else.
    lines: Vec<usize>,
}

/// The tables of these keys, as far as a file has them.
pub(crate) fn find(source: &Source, form: &Form, lacking: &BTreeSet<&str>) -> Vec<Arranged> {
    let texts = TableTexts::of(form);
    let of_part = |section: Section<'_>| {
        let key = section.part.table.as_deref().filter(|key| lacking.contains(key))?;
        let (sheet, end) = section.sheet(source, form.table(key)?)?;
        let is_cell = |cells: &Range<usize>| {
            let cells = section.cells.get(cells.clone()).unwrap_or_default();
            cells.iter().all(|cell| texts.has(cell) || is_number(cell))
        };
        let lines = section
            .lines
            .iter()
            .filter(|(_, cells)| cells.end <= end && is_cell(cells));
        Some(Arranged {
            lines: lines.map(|(line, _)| *line).collect(),
            sheet,
            loose: section.loose,
            sheets: section.sheets,
        })
    };
    sections(source, form).into_iter().filter_map(of_part).collect()
}

/// Puts these sheets in the place of what they were made of.
pub(crate) fn put_in(source: &mut Source, found: Vec<Arranged>) {
    let taken: BTreeSet<usize> = found.iter().flat_map(|one| one.sheets.iter().copied()).collect();
    let told = found
        .iter()
        .flat_map(|one| &one.loose)
        .filter_map(|at| source.loose.get(*at));
    let told: Vec<Remark> = told.map(|loose| loose.remark.clone()).collect();
    source.remarks.retain(|remark| !told.contains(remark));
    for at in found.iter().flat_map(|one| &one.lines) {
        source.lines[*at].text.clear();
    }
    let mut at = 0;
    source.sheets.retain(|_| {
        at += 1;
        !taken.contains(&(at - 1))
    });
    source.sheets.extend(found.into_iter().map(|one| one.sheet));
}

/// What stands under the heading of a part.
struct Section<'a> {
    part: &'a Part,
    /// How many lines stand before it, its heading among them.
    begin: usize,
    loose: Vec<usize>,
    sheets: Vec<usize>,
    /// A table with merged cells is among it: its columns are where they were.
    has_grid: bool,
    cells: Vec<&'a str>,
    /// The lines that some of the cells stand on.
    lines: Vec<(usize, Range<usize>)>,
    first: Option<Passage>,
}

/// The parts of a text that have tables by the form.
fn sections<'a>(source: &'a Source, form: &'a Form) -> Vec<Section<'a>> {
    let mut sections: Vec<Section<'a>> = Vec::new();
    let (mut loose, mut sheets) = (
        tables(&source.loose, |loose| Some(loose.lines_before)),
        tables(&source.sheets, |sheet| sheet.lines_before),
    );
    for at in 0..=source.lines.len() {
        let here = (
            loose.remove(&at).unwrap_or_default(),
            sheets.remove(&at).unwrap_or_default(),
        );
        if let Some(section) = sections.last_mut() {
            here.0
                .into_iter()
                .for_each(|(number, loose)| section.take_loose(number, loose));
            here.1
                .into_iter()
                .for_each(|(number, sheet)| section.take_sheet(number, sheet));
        }
        let Some(line) = source.lines.get(at).filter(|line| line.role != LineRole::Furniture) else {
            continue;
        };
        match (headings::opened(&line.text, form), sections.last_mut()) {
            (Some(part), _) => sections.push(Section {
                part,
                begin: at + 1,
                loose: Vec::new(),
                sheets: Vec::new(),
                has_grid: false,
                cells: Vec::new(),
                lines: Vec::new(),
                first: line.locus.passage,
            }),
            (None, Some(section)) => {
                let before = section.cells.len();
                section.take(line);
                section.lines.push((at, before..section.cells.len()));
            }
            (None, None) => {}
        }
    }
    sections
}

/// Tables by the number of lines that stand before them.
fn tables<T>(all: &[T], before: impl Fn(&T) -> Option<usize>) -> BTreeMap<usize, Vec<(usize, &T)>> {
    let mut found: BTreeMap<usize, Vec<(usize, &T)>> = BTreeMap::new();
    for (number, table) in all.iter().enumerate() {
        if let Some(at) = before(table) {
            found.entry(at).or_default().push((number, table));
        }
    }
    found
}

impl<'a> Section<'a> {
    /// Takes a table whose cells have lost their columns.
    fn take_loose(&mut self, number: usize, loose: &'a Loose) {
        self.loose.push(number);
        loose.rows.iter().for_each(|row| self.take(row));
    }

    /// Takes a table that has columns, if only by the number of cells before each.
    fn take_sheet(&mut self, number: usize, sheet: &'a Sheet) {
        self.has_grid |= sheet.is_typed || !sheet.merges.is_empty();
        self.sheets.push(number);
        self.cells.extend(sheet.cells.values().filter_map(Cell::text));
    }

    fn take(&mut self, line: &'a Line) {
        let text = line.text.as_str();
        let pieces: Vec<&str> = match text.contains(BARS) {
            true => text.split(BARS).collect(),
            false => text.split(GAP).collect(),
        };
        for piece in pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()) {
            let words = || piece.split_whitespace();
            match words().all(is_figure) {
                true => self.cells.extend(words()),
                false => self.cells.push(piece),
            }
        }
    }

    /// The table of this part in the form's layout, and how many cells it ends behind.
    fn sheet(&self, source: &Source, table: &Table) -> Option<(Sheet, usize)> {
        let passage = self.first.filter(|_| !self.has_grid)?;
        let name = format!("{}（{passage}起）", table.label);
        let mut sheet = Sheet::new(&source.file, name);
        sheet.is_typed = false;
        sheet.lines_before = Some(self.begin);
        let (mut rest, mut top) = (self.cells.as_slice(), 0);
        for block in &table.blocks {
            let figures;
            (figures, rest) = block_figures(block, rest)?;
            top = put(&mut sheet, block, &figures, top);
        }
        // A figure that is left belongs to a row that the form has not.
        let end = self.cells.len() - rest.len();
        (!rest.iter().any(|cell| is_figure(cell))).then_some((sheet, end))
    }
}

/// The figures of a block, row by row, and the cells behind it.
fn block_figures<'c, 'a>(block: &Block, cells: &'c [&'a str]) -> Option<(Vec<Vec<&'a str>>, &'c [&'a str])> {
    let width = block.leaf_columns.len();
    let (mut rows, mut at) = (Vec::new(), 0);
    for row in &block.leaf_rows {
        let begin = match row.path.is_empty() {
            true => at + cells.get(at..)?.iter().position(|cell| is_figure(cell))?,
            false => behind_label(cells, at, |text| row.label.matches(text))?,
        };
        if rows.is_empty() && !has_header(block, cells.get(..begin)?) {
            return None;
        }
        let figures = cells.get(begin..begin + width)?;
        let goes_on = cells.get(begin + width).is_some_and(|cell| is_figure(cell));
        if goes_on || !figures.iter().all(|cell| is_figure(cell)) {
            return None;
        }
        rows.push(figures.to_vec());
        at = begin + width;
    }
    Some((rows, cells.get(at..)?))
}

/// Where the figures behind a label begin: it may be broken over cells, and no figure stands before it.
fn behind_label(cells: &[&str], from: usize, is_label: impl Fn(&str) -> bool) -> Option<usize> {
    let end = from + cells.get(from..)?.iter().position(|cell| is_figure(cell))?;
    let label = |pieces: usize| {
        let begin = end.checked_sub(pieces).filter(|begin| *begin >= from)?;
        Some(label::normalize(&cells.get(begin..end)?.concat()))
    };
    (1..=BROKEN)
        .filter_map(label)
        .any(|text| is_label(&text))
        .then_some(end)
}

/// Whether the columns are named before the first figure, in the form's order: all in one row, or
/// row by row of a header of several.
fn has_header(block: &Block, cells: &[&str]) -> bool {
    let text = label::normalize(&cells.concat());
    let follow = |labels: Vec<&Label>| {
        let mut rest = text.as_str();
        labels.into_iter().all(|label| {
            let ends = label
                .wordings()
                .iter()
                .filter_map(|wording| Some(rest.find(wording.as_str())? + wording.len()));
            ends.min().is_some_and(|end| {
                rest = &rest[end..];
                true
            })
        })
    };
    let mut by_rows: Vec<(usize, &Label)> = Vec::new();
    by_depth(&block.columns, 0, &mut by_rows);
    by_rows.sort_by_key(|(depth, _)| *depth);
    let in_one_row = block.leaf_columns.iter().map(|column| &column.label);
    follow(in_one_row.collect()) || follow(by_rows.into_iter().map(|(_, label)| label).collect())
}

/// The columns that hold figures, each with how many groups it stands in.
fn by_depth<'f>(nodes: &'f [Node], depth: usize, found: &mut Vec<(usize, &'f Label)>) {
    for node in nodes {
        match node.children.is_empty() {
            true => found.push((depth, &node.label)),
            false => by_depth(&node.children, depth + 1, found),
        }
    }
}

fn is_figure(cell: &str) -> bool {
    let cell = cell.trim();
    number::parse_count(cell).is_some() || number::parse_amount(cell, "万元").is_some()
}

/// Puts a block into a sheet from this row on; the row behind it.
fn put(sheet: &mut Sheet, block: &Block, figures: &[Vec<&str>], top: u32) -> u32 {
    let grid = layout::grid(block);
    let index = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    for cell in &grid.cells {
        let text = match &cell.content {
            GridContent::Caption(text)
            | GridContent::Corner(text)
            | GridContent::ColumnLabel(text)
            | GridContent::RowLabel(text) => text.as_str(),
            GridContent::Figure { .. } => {
                let row = figures.get(cell.row - grid.header_rows);
                row.and_then(|row| row.get(cell.column - grid.label_columns))
                    .copied()
                    .unwrap_or_default()
            }
        };
        let first = CellRef::new(top + index(cell.row), index(cell.column));
        let last = CellRef::new(
            first.row + index(cell.row_span) - 1,
            first.column + index(cell.column_span) - 1,
        );
        sheet.cells.insert(first, Cell::typed(CellValue::Text(text.to_owned())));
        if first != last {
            sheet.merges.push(CellRange { first, last });
        }
    }
    top + index(grid.rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::form::builtin;
    use nianbao_model::{Locus, Passage};

    /// The lines of part 四, each cell on its own line.
    fn review(figures: &[&str]) -> Vec<String> {
        let results = ["结果", "维持", "结果纠正", "其他结果", "尚未审结", "总计"];
        let mut lines = vec!["四、政府信息公开行政复议、行政诉讼情况".to_owned()];
        let head = ["行政复议", "行政诉讼"]
            .iter()
            .chain(&results)
            .chain(&["未经复议直接起诉", "复议后起诉"]);
        lines.extend(
            head.chain(results.iter().cycle().take(12))
                .map(|text| (*text).to_owned()),
        );
        lines.extend(figures.iter().map(|text| (*text).to_owned()));
        lines.push("五、存在的主要问题及改进情况".to_owned());
        lines
    }

    fn arranged(lines: &[String]) -> Vec<Sheet> {
        let file = "年报.txt".into();
        let mut source = Source::new(&file);
        for (number, text) in (1..).zip(lines) {
            let locus = Locus::passage(&file, Passage::Line(number));
            source.lines.push(Line {
                text: text.clone(),
                role: LineRole::Plain,
                locus,
            });
        }
        let forms = builtin().unwrap();
        let form = forms.iter().find(|form| form.id == "gov-2021").unwrap();
        let found = find(&source, form, &["review"].into());
        put_in(&mut source, found);
        source.sheets
    }

    #[test]
    fn cells_on_lines_of_their_own_come_into_their_columns() {
        let figures: Vec<String> = (0..15).map(|number| number.to_string()).collect();
        let figures: Vec<&str> = figures.iter().map(String::as_str).collect();
        let sheets = arranged(&review(&figures));
        let [sheet] = &sheets[..] else { panic!("{sheets:?}") };
        assert_eq!(&*sheet.name, "政府信息公开行政复议、行政诉讼情况（第1行起）");
        let row = sheet.cells.keys().map(|at| at.row).max().unwrap();
        let read: Vec<&str> = (0..15)
            .map(|column| sheet.text_at(CellRef::new(row, column)).unwrap())
            .collect();
        assert_eq!(read, figures);
        // In rows of one line, the same.
        let mut lines = review(&[&figures.join(" ")]);
        assert_eq!(arranged(&lines), sheets);
        lines[23] = figures.join("\t");
        assert_eq!(arranged(&lines), sheets);
    }

    #[test]
    fn a_figure_too_many_or_a_label_too_few_leaves_the_table() {
        for count in [14, 16, 30] {
            assert!(arranged(&review(&vec!["0"; count])).is_empty(), "{count}");
        }
        let mut lines = review(&["0"; 15]);
        lines.retain(|line| line != "尚未审结");
        assert!(arranged(&lines).is_empty());
        // Columns in another order would put figures into the wrong ones.
        let mut lines = review(&["0"; 15]);
        let totals = lines.iter().position(|line| line == "总计").unwrap();
        lines.swap(totals, totals - 1);
        assert!(arranged(&lines).is_empty());
    }
}
