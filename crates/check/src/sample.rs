//! The report of an invented office, which keeps every rule. Each rule's examples change it a
//! little. It is made of cells in sheets and read like any workbook, so that an example shows
//! what a clerk would see.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use nianbao_model::form::{self, Form, key};
use nianbao_model::layout::{GridContent, grid};
use nianbao_model::locus::Passage;
use nianbao_model::source::{Cell, CellValue, Line, LineRole, Remark, RemarkKind, Sheet};
use nianbao_model::{CellRange, CellRef, Decimal, Locus, Source};

mod figures;
mod judged;

/// The sheets of the sample.
pub(crate) const METADATA: &str = "基本信息";
pub(crate) const NARRATIVE: &str = "正文";
pub(crate) const INDICATORS: &str = "业务数据";
pub(crate) const DISCLOSURE: &str = "表二 主动公开";
pub(crate) const APPLICATIONS: &str = "表三 依申请公开";
pub(crate) const REVIEW: &str = "表四 复议诉讼";

/// An office's files for one year, and those of the year before.
#[derive(Debug)]
pub struct Sample {
    /// The form.
    pub form: Arc<Form>,
    /// The files: a workbook, and what an example adds to it.
    pub files: Vec<Source>,
    /// The year before, where an example needs it.
    pub previous: Option<Box<Sample>>,
    /// Other editions of the report, where an example needs them.
    pub editions: Vec<Sample>,
    /// Other offices' reports, where an example needs them.
    pub others: Vec<Sample>,
    /// Where each figure stands: its sheet's name and its cell.
    places: BTreeMap<String, (Arc<str>, CellRef)>,
}

/// What stands in the sample's tables and text.
#[derive(Debug, Clone)]
pub struct Content<'a> {
    /// The form's id.
    pub form: &'a str,
    /// The organ.
    pub organ: &'a str,
    /// The year.
    pub year: i32,
    /// The figures by key; those that are not there are 0.
    pub figures: BTreeMap<String, Typed>,
    /// The text, one paragraph or heading per line.
    pub lines: Vec<String>,
}

/// What a clerk types into a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed {
    /// A number.
    Number(Decimal),
    /// Text.
    Text(String),
    /// A formula with the result saved in the file, `None` if none is.
    Formula(String, Option<Decimal>),
    /// A number, and what its format shows.
    Shown(Decimal, String),
    /// An error value such as `#REF!`.
    Error(String),
    /// Nothing.
    Nothing,
}

impl From<i64> for Typed {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

impl From<&str> for Typed {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Typed {
    fn cell(self) -> Option<Cell> {
        Some(match self {
            Self::Number(number) => Cell::typed(CellValue::Number(number)),
            Self::Text(text) => Cell::typed(CellValue::Text(text)),
            Self::Formula(formula, result) => {
                Cell::computed(result.map_or(CellValue::Empty, CellValue::Number), formula)
            }
            Self::Shown(number, shown) => Cell::typed(CellValue::Number(number)).shown_as(shown),
            Self::Error(error) => Cell::typed(CellValue::Error(error)),
            Self::Nothing => return None,
        })
    }
}

impl Sample {
    /// The sample office's report.
    pub fn office() -> Self {
        Self::new(&figures::office())
    }

    /// A report with this content.
    pub fn new(content: &Content<'_>) -> Self {
        let forms = form::builtin().unwrap_or_default();
        let form = forms
            .into_iter()
            .find(|form| form.id == content.form)
            .unwrap_or_else(|| Arc::new(empty()));
        let mut workbook = Source::new(&"年报.xlsx".into());
        let title = form.usual_title(content.organ, &content.year.to_string());
        let items = [
            ("机关名称", content.organ.to_owned()),
            ("年度", content.year.to_string()),
            ("标题", title),
            ("统计期限", format!("{0}年1月1日至{0}年12月31日", content.year)),
            ("发布日期", format!("{}年1月20日", content.year + 1)),
        ];
        let items = items
            .iter()
            .map(|(name, value)| vec![Typed::from(*name), Typed::from(value.as_str())]);
        workbook.sheets.push(sheet(&workbook, METADATA, items));
        let lines = content.lines.iter().map(|line| vec![Typed::from(line.as_str())]);
        workbook.sheets.push(sheet(&workbook, NARRATIVE, lines));
        let mut sample = Self {
            form,
            files: vec![workbook],
            previous: None,
            editions: Vec::new(),
            others: Vec::new(),
            places: BTreeMap::new(),
        };
        sample.add_tables(content);
        sample
    }

    fn add_tables(&mut self, content: &Content<'_>) {
        for (table, name) in self.form.tables.iter().zip([DISCLOSURE, APPLICATIONS, REVIEW]) {
            let mut sheet = Sheet::new(&self.files[0].file, name);
            let title = table.label.as_str();
            sheet
                .cells
                .insert(CellRef::new(0, 0), Cell::typed(CellValue::Text(title.to_owned())));
            let mut top = 1;
            for block in &table.blocks {
                let grid = grid(block);
                for cell in &grid.cells {
                    let [row, column, rows, columns] =
                        [cell.row, cell.column, cell.row_span, cell.column_span].map(index);
                    let at = CellRef::new(top + row, column);
                    let typed = match &cell.content {
                        GridContent::Caption(text)
                        | GridContent::Corner(text)
                        | GridContent::ColumnLabel(text)
                        | GridContent::RowLabel(text) => Typed::from(text.as_str()),
                        GridContent::Figure { row, column } => {
                            let key = key(&table.key, row, column);
                            let typed = content.figures.get(&key).cloned();
                            self.places.insert(key, (Arc::clone(&sheet.name), at));
                            typed.unwrap_or(Typed::Number(Decimal::ZERO))
                        }
                    };
                    sheet.cells.extend(typed.cell().map(|cell| (at, cell)));
                    if rows * columns > 1 {
                        let last = CellRef::new(at.row + rows - 1, at.column + columns - 1);
                        sheet.merges.push(CellRange { first: at, last });
                    }
                }
                top += index(grid.rows);
            }
            self.files[0].sheets.push(sheet);
        }
    }

    /// The year before, made from the same content where there is none yet: nothing was
    /// carried over from it.
    pub(crate) fn last_year(&mut self, change: fn(&mut Sample) -> &mut Sample) -> &mut Self {
        let before = figures::office_the_year_before(&self.form.id);
        let mut previous = Self::new(&before);
        change(&mut previous);
        self.previous = Some(Box::new(previous));
        self
    }

    /// The same office in 2020, on the form of that year.
    pub(crate) fn on_form_2019(&mut self) -> &mut Self {
        *self = Self::new(&figures::office_on_form_2019());
        self
    }

    /// Types a figure, by its key.
    pub(crate) fn figure(&mut self, key: &str, typed: impl Into<Typed>) -> &mut Self {
        if let Some((name, at)) = self.places.get(key).cloned()
            && let Some(sheet) = self.sheet(&name)
        {
            put(sheet, at, typed.into());
        }
        self
    }

    /// Types into a cell, e.g. `("表三 依申请公开", "K5", 3)`.
    pub(crate) fn cell(&mut self, sheet: &str, address: &str, typed: impl Into<Typed>) -> &mut Self {
        if let (Some(sheet), Some(at)) = (self.sheet(sheet), address.parse().ok()) {
            put(sheet, at, typed.into());
        }
        self
    }

    /// Types a row: its label, and figures from the first figure's column on.
    pub(crate) fn row(&mut self, sheet: &str, address: &str, label: &str, figures: &[i64]) -> &mut Self {
        self.cell(sheet, address, label);
        let first = self.figures_of(sheet).iter().map(|figure| figure.column).min();
        if let (Some(sheet), Some(at), Some(first)) = (self.sheet(sheet), address.parse::<CellRef>().ok(), first) {
            for (column, figure) in (first..).zip(figures) {
                put(sheet, CellRef::new(at.row, column), (*figure).into());
            }
        }
        self
    }

    /// Inserts an empty row above this one (counted from 1), as Excel does: what is below
    /// moves down, and cells merged across the place grow. Formulas stay as they are.
    pub(crate) fn insert_row(&mut self, sheet: &str, above: u32) -> &mut Self {
        let Some(above) = above.checked_sub(1) else {
            return self;
        };
        let moved = |at: CellRef| CellRef::new(at.row + u32::from(at.row >= above), at.column);
        for (name, at) in self.places.values_mut() {
            if **name == *sheet {
                *at = moved(*at);
            }
        }
        self.change(sheet, |sheet| {
            let cells = std::mem::take(&mut sheet.cells);
            sheet.cells = cells.into_iter().map(|(at, cell)| (moved(at), cell)).collect();
            for merge in &mut sheet.merges {
                (merge.first, merge.last) = (moved(merge.first), moved(merge.last));
            }
        })
    }

    /// Types other content where this text stands.
    pub(crate) fn instead(&mut self, text: &str, typed: impl Into<Typed>) -> &mut Self {
        let cells = self.files[0].sheets.iter_mut().flat_map(|sheet| &mut sheet.cells);
        let found = cells.into_iter().find(|(_, cell)| cell.text() == Some(text));
        match (found, typed.into().cell()) {
            (Some((_, cell)), Some(typed)) => *cell = typed,
            (Some((_, cell)), None) => *cell = Cell::typed(CellValue::Text(String::new())),
            (None, _) => {}
        }
        self
    }

    /// Adds paragraphs, a line each, to the end of the part with this key.
    pub(crate) fn text(&mut self, part: &str, lines: &str) -> &mut Self {
        let heading = self.form.parts.iter().skip_while(|own| own.key != part).nth(1);
        let heading = heading.map(|part| part.heading.text.clone());
        if part == "preface" {
            return self.lines_before(self.form.parts.first().map(|part| part.heading.text.clone()), lines);
        }
        self.lines_before(heading, lines)
    }

    /// Adds lines before the line with this text, or at the end.
    fn lines_before(&mut self, before: Option<String>, added: &str) -> &mut Self {
        if let Some(sheet) = self.sheet(NARRATIVE) {
            let old = std::mem::take(&mut sheet.cells);
            let texts: Vec<String> = old.values().map(|cell| cell.value.display()).collect();
            let at = texts
                .iter()
                .position(|text| Some(text) == before.as_ref())
                .unwrap_or(texts.len());
            let added = added.lines().map(str::to_owned);
            let all = texts[..at]
                .iter()
                .cloned()
                .chain(added)
                .chain(texts[at..].iter().cloned());
            for (row, text) in (0..).zip(all) {
                put(sheet, CellRef::new(row, 0), Typed::Text(text));
            }
        }
        self
    }

    /// Sets an item of 基本信息.
    pub(crate) fn item(&mut self, name: &str, value: impl Into<Typed>) -> &mut Self {
        let typed = value.into();
        if let Some(sheet) = self.sheet(METADATA) {
            let row = sheet
                .cells
                .iter()
                .find(|(at, cell)| at.column == 0 && cell.text() == Some(name));
            let end = sheet.cells.keys().map(|at| at.row + 1).max().unwrap_or(0);
            let row = row.map_or(end, |(at, _)| at.row);
            put(sheet, CellRef::new(row, 0), Typed::from(name));
            put(sheet, CellRef::new(row, 1), typed);
        }
        self
    }

    /// Sets an indicator of the office's own.
    pub(crate) fn indicator(&mut self, name: &str, value: impl Into<Typed>) -> &mut Self {
        if self.sheet(INDICATORS).is_none() {
            self.add(INDICATORS, [vec!["指标".into(), "数值".into(), "单位".into()]]);
        }
        let typed = value.into();
        if let Some(sheet) = self.sheet(INDICATORS) {
            let row = sheet.cells.keys().map(|at| at.row + 1).max().unwrap_or(0);
            put(sheet, CellRef::new(row, 0), Typed::from(name));
            put(sheet, CellRef::new(row, 1), typed);
        }
        self
    }

    /// Takes a sheet away.
    pub(crate) fn remove(&mut self, sheet: &str) -> &mut Self {
        self.files[0].sheets.retain(|own| &*own.name != sheet);
        self
    }

    /// Changes a sheet.
    pub(crate) fn change(&mut self, sheet: &str, change: impl FnOnce(&mut Sheet)) -> &mut Self {
        if let Some(sheet) = self.sheet(sheet) {
            change(sheet);
        }
        self
    }

    /// Adds a sheet with these cells, a row each.
    pub(crate) fn add(&mut self, name: &str, rows: impl IntoIterator<Item = Vec<Typed>>) -> &mut Self {
        let own = sheet(&self.files[0], name, rows.into_iter());
        self.files[0].sheets.push(own);
        self
    }

    /// Adds a copy of a sheet under another name without its figures.
    pub(crate) fn blank_copy(&mut self, name: &str, copy: &str) -> &mut Self {
        let figures = self.figures_of(name);
        if let Some(mut sheet) = self.sheet(name).map(|sheet| sheet.clone()) {
            sheet.name = copy.into();
            sheet.cells.retain(|at, _| !figures.contains(at));
            self.files[0].sheets.push(sheet);
        }
        self
    }

    /// Adds a second file: a workbook with this item of 基本信息.
    pub(crate) fn second_file(&mut self, name: &str, value: &str) -> &mut Self {
        let mut file = Source::new(&"另一份.xlsx".into());
        file.sheets
            .push(sheet(&file, METADATA, [vec![name.into(), value.into()]].into_iter()));
        self.files.push(file);
        self
    }

    /// Moves the text into a text file of its own, with something in it that cannot be
    /// taken over.
    pub(crate) fn text_file(&mut self, remark: Option<RemarkKind>) -> &mut Self {
        let name = "正文.docx".into();
        let mut file = Source::new(&name);
        if let Some(sheet) = self.sheet(NARRATIVE) {
            for (number, cell) in (1..).zip(sheet.cells.values()) {
                file.lines.push(Line {
                    text: cell.value.display(),
                    role: LineRole::Plain,
                    locus: Locus::passage(&name, Passage::Paragraph(number)),
                });
            }
        }
        file.remarks.extend(remark.map(|kind| Remark {
            kind,
            text: None,
            locus: Locus::passage(&name, Passage::Paragraph(3)),
        }));
        self.remove(NARRATIVE).files.push(file);
        self
    }

    /// Adds something that the last file says of itself.
    pub(crate) fn property(&mut self, name: &str, value: &str) -> &mut Self {
        if let Some(file) = self.files.last_mut() {
            file.properties.extend(Source::property(&file.file, name, value));
        }
        self
    }

    /// The cells of a sheet that figures stand in.
    fn figures_of(&self, sheet: &str) -> BTreeSet<CellRef> {
        let here = self.places.values().filter(|(name, _)| **name == *sheet);
        here.map(|(_, at)| *at).collect()
    }

    fn sheet(&mut self, name: &str) -> Option<&mut Sheet> {
        self.files[0].sheets.iter_mut().find(|sheet| &*sheet.name == name)
    }
}

/// What stands where the form is not there, which only an unreadable form file brings
/// about; the forms' own tests see to that.
fn empty() -> Form {
    Form {
        id: String::new(),
        name: String::new(),
        authority: String::new(),
        years: 0..=0,
        title: String::new(),
        parts: Vec::new(),
        tables: Vec::new(),
    }
}

fn sheet(file: &Source, name: &str, rows: impl Iterator<Item = Vec<Typed>>) -> Sheet {
    let mut sheet = Sheet::new(&file.file, name);
    for (row, cells) in (0..).zip(rows) {
        for (column, typed) in (0..).zip(cells) {
            put(&mut sheet, CellRef::new(row, column), typed);
        }
    }
    sheet
}

fn put(sheet: &mut Sheet, at: CellRef, typed: Typed) {
    match typed.cell() {
        Some(cell) => {
            sheet.cells.insert(at, cell);
        }
        None => {
            sheet.cells.remove(&at);
        }
    }
}

/// A grid's row or column as a sheet's.
fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
