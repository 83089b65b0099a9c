//! A workbook that tests can change: cells are set, moved and taken away, and the whole is
//! written as Excel writes it.

use std::path::{Path, PathBuf};

use nianbao_model::source::{Cell, CellValue, Recomputed, Sheet};
use nianbao_model::{CellRange, CellRef};
use rust_xlsxwriter::{Format, Formula, Workbook};

use crate::archive::Parts;

/// A workbook in memory.
#[derive(Debug, Clone)]
pub struct Book {
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

/// The example's sheet of items and values.
pub const METADATA: &str = "基本信息";
/// The example's sheet with the text.
pub const NARRATIVE: &str = "正文";
/// The example's sheet of the office's own figures.
pub const INDICATORS: &str = "业务数据";
/// The example's sheet with table 二.
pub const DISCLOSURE: &str = "表二 主动公开";
/// The example's sheet with table 三.
pub const APPLICATIONS: &str = "表三 依申请公开";
/// The example's sheet with table 四.
pub const REVIEW: &str = "表四 复议诉讼";

impl Book {
    /// A sheet by its name.
    pub fn sheet(&mut self, name: &str) -> &mut Sheet {
        self.sheets
            .iter_mut()
            .find(|sheet| &*sheet.name == name)
            .unwrap_or_else(|| panic!("no sheet {name}"))
    }

    /// Sets a cell, e.g. `("表三 依申请公开", "J5")`.
    pub fn set(&mut self, sheet: &str, cell: &str, value: impl Into<Content>) -> &mut Self {
        let Content(content) = value.into();
        let sheet = self.sheet(sheet);
        match content {
            Some(content) => sheet.cells.insert(at(cell), content),
            None => sheet.cells.remove(&at(cell)),
        };
        self
    }

    /// Puts several values side by side, from `cell` to the right.
    pub fn row<const N: usize>(&mut self, sheet: &str, cell: &str, label: &str, values: [i64; N]) -> &mut Self {
        let CellRef { row, column } = at(cell);
        self.set(sheet, cell, label);
        for (offset, value) in (3..).zip(values) {
            self.set(sheet, &CellRef::new(row, column + offset).to_string(), value);
        }
        self
    }

    /// The first cell of a sheet that holds this text.
    pub fn find(&mut self, sheet: &str, text: &str) -> String {
        let cells = &self.sheet(sheet).cells;
        cells
            .iter()
            .find(|(_, cell)| cell.text() == Some(text))
            .unwrap_or_else(|| panic!("no {text}"))
            .0
            .to_string()
    }

    /// Takes a sheet away.
    pub fn remove(&mut self, sheet: &str) -> &mut Self {
        self.sheets.retain(|other| &*other.name != sheet);
        self
    }

    /// Gives a sheet another name.
    pub fn rename(&mut self, sheet: &str, name: &str) -> &mut Self {
        self.sheet(sheet).name = name.into();
        self
    }

    /// Moves everything on a sheet down and to the right.
    pub fn shift(&mut self, sheet: &str, rows: u32, columns: u32) -> &mut Self {
        let moved = |cell: CellRef| CellRef::new(cell.row + rows, cell.column + columns);
        let sheet = self.sheet(sheet);
        sheet.cells = sheet
            .cells
            .iter()
            .map(|(cell, content)| (moved(*cell), content.clone()))
            .collect();
        for merge in &mut sheet.merges {
            *merge = CellRange {
                first: moved(merge.first),
                last: moved(merge.last),
            };
        }
        self
    }

    /// Moves the cells of some rows (counted as in Excel) down or up and sideways.
    pub fn move_rows(&mut self, sheet: &str, rows: std::ops::RangeInclusive<u32>, down: i32, right: u32) -> &mut Self {
        let within = |cell: CellRef| rows.contains(&(cell.row + 1));
        let moved = |cell: CellRef| CellRef::new(cell.row.checked_add_signed(down).unwrap(), cell.column + right);
        let sheet = self.sheet(sheet);
        let (taken, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut sheet.cells)
            .into_iter()
            .partition(|(cell, _)| within(*cell));
        sheet.cells = kept.into_iter().collect();
        sheet
            .cells
            .extend(taken.into_iter().map(|(cell, content)| (moved(cell), content)));
        for merge in &mut sheet.merges {
            if within(merge.first) {
                (merge.first, merge.last) = (moved(merge.first), moved(merge.last));
            }
        }
        self
    }

    /// Makes room: everything from this row on (counted as in Excel) goes down.
    pub fn insert_rows(&mut self, sheet: &str, at: u32, count: u32) -> &mut Self {
        for merge in &mut self.sheet(sheet).merges {
            if merge.first.row + 1 < at && merge.last.row + 1 >= at {
                merge.last.row += count;
            }
        }
        self.move_rows(sheet, at..=u32::MAX - 1, i32::try_from(count).unwrap(), 0)
    }

    /// Exchanges two rows' cells from column `from` on.
    pub fn swap_rows(&mut self, sheet: &str, a: u32, b: u32, from: u32) -> &mut Self {
        self.rearrange(sheet, |cell| match cell.row + 1 {
            row if cell.column < from => CellRef::new(row - 1, cell.column),
            row if row == a => CellRef::new(b - 1, cell.column),
            row if row == b => CellRef::new(a - 1, cell.column),
            row => CellRef::new(row - 1, cell.column),
        })
    }

    /// Exchanges two columns' cells, e.g. `"E"` and `"F"`, from a row (as in Excel) on.
    pub fn swap_columns(&mut self, sheet: &str, a: &str, b: &str, from: u32) -> &mut Self {
        let [a, b] = [a, b].map(|name| at(&format!("{name}1")).column);
        self.rearrange(sheet, |cell| match cell.column {
            column if cell.row + 1 < from => CellRef::new(cell.row, column),
            column if column == a => CellRef::new(cell.row, b),
            column if column == b => CellRef::new(cell.row, a),
            column => CellRef::new(cell.row, column),
        })
    }

    fn rearrange(&mut self, sheet: &str, place: impl Fn(CellRef) -> CellRef) -> &mut Self {
        let sheet = self.sheet(sheet);
        let cells = std::mem::take(&mut sheet.cells);
        sheet.cells = cells
            .into_iter()
            .map(|(cell, content)| (place(cell), content))
            .collect();
        self
    }

    /// What a cell shows.
    pub fn shown(&mut self, sheet: &str, cell: &str) -> String {
        let cell = self.sheet(sheet).cells.get(&at(cell));
        cell.map(|cell| cell.value.display()).unwrap_or_default()
    }

    /// Makes the total of a row of 表三 a formula, with or without its result.
    pub fn total(&mut self, row: u32, saved: bool) {
        let cell = format!("J{row}");
        let shown = if saved {
            self.shown(APPLICATIONS, &cell)
        } else {
            String::new()
        };
        let formula = format!("SUM(D{row}:I{row})");
        self.sheet(APPLICATIONS)
            .cells
            .insert(at(&cell), Cell::computed(CellValue::Text(shown), formula));
    }

    /// A copy of a sheet under another name.
    pub fn copy(&mut self, sheet: &str, name: &str) -> &mut Self {
        let mut copy = self.sheet(sheet).clone();
        copy.name = name.into();
        self.sheets.push(copy);
        self
    }

    /// Changes every figure of a sheet.
    pub fn each_figure(&mut self, sheet: &str, change: impl Fn(CellRef, &CellValue) -> Option<Cell>) -> &mut Self {
        for (at, cell) in &mut self.sheet(sheet).cells {
            if matches!(cell.value, CellValue::Number(_))
                && let Some(changed) = change(*at, &cell.value)
            {
                *cell = changed;
            }
        }
        self
    }

    /// Puts what is on `from` onto `onto`, where it is; `from` goes.
    pub fn join(&mut self, from: &str, onto: &str) -> &mut Self {
        let source = self.sheet(from).clone();
        let target = self.sheet(onto);
        target.cells.extend(source.cells);
        target.merges.extend(source.merges);
        self.remove(from)
    }

    /// Writes the workbook.
    pub fn save(&self, folder: &Path) -> PathBuf {
        let mut workbook = Workbook::new();
        for sheet in &self.sheets {
            let worksheet = workbook.add_worksheet().set_name(&*sheet.name).unwrap();
            worksheet.set_hidden(sheet.hidden);
            for row in &sheet.hidden_rows {
                worksheet.set_row_hidden(*row).unwrap();
            }
            for column in &sheet.hidden_columns {
                worksheet.set_column_hidden(u16::try_from(*column).unwrap()).unwrap();
            }
            for merge in &sheet.merges {
                let (first, last) = (merge.first, merge.last);
                worksheet
                    .merge_range(first.row, column(first), last.row, column(last), "", &Format::new())
                    .unwrap();
            }
            for (cell, content) in &sheet.cells {
                let (row, column) = (cell.row, column(*cell));
                let shown = match (&content.formula, content.value.display()) {
                    (Some(_), shown) if shown.is_empty() => NEVER_COMPUTED.to_owned(),
                    (_, shown) => shown,
                };
                match (&content.formula, &content.value) {
                    (Some(formula), _) => worksheet
                        .write_formula(row, column, Formula::new(formula).set_result(shown))
                        .map(|_| ()),
                    // A format of text alone shows just that.
                    (None, CellValue::Number(number)) if content.shown.is_some() => worksheet
                        .write_with_format(
                            row,
                            column,
                            number.to_string().parse::<f64>().unwrap(),
                            &Format::new().set_num_format(format!("\"{}\"", content.display())),
                        )
                        .map(|_| ()),
                    (None, CellValue::Number(number)) => worksheet
                        .write(row, column, number.to_string().parse::<f64>().unwrap())
                        .map(|_| ()),
                    (None, CellValue::Percent(number)) => worksheet
                        .write_with_format(
                            row,
                            column,
                            number.to_string().parse::<f64>().unwrap() / 100.0,
                            &Format::new().set_num_format("0.00%"),
                        )
                        .map(|_| ()),
                    (None, CellValue::Date(_)) => worksheet
                        .write_with_format(row, column, 44_216, &Format::new().set_num_format("yyyy-mm-dd"))
                        .map(|_| ()),
                    (None, CellValue::Error(error)) => worksheet
                        .write_formula(row, column, Formula::new(error).set_result(error))
                        .map(|_| ()),
                    (None, CellValue::Boolean(value)) => worksheet.write(row, column, *value).map(|_| ()),
                    _ => worksheet.write(row, column, shown).map(|_| ()),
                }
                .unwrap();
            }
        }
        let path = folder.join("report.xlsx");
        let mut cells = self.sheets.iter().flat_map(|sheet| sheet.cells.values());
        let due = cells.any(|cell| cell.recomputed == Recomputed::Due);
        std::fs::write(&path, without_results(&workbook.save_to_buffer().unwrap(), due)).unwrap();
        path
    }
}

/// A column's letters.
pub fn column_letters(column: u32) -> String {
    nianbao_model::locus::column_name(column)
}

/// What stands for the result of a formula that was never computed.
const NEVER_COMPUTED: &str = "NEVER-COMPUTED";

/// Takes out the results that stand for none, as the library always writes one; and, unless
/// formulas are still to be computed, what it says of that in every file.
fn without_results(workbook: &[u8], due: bool) -> Vec<u8> {
    let result = format!("<v>{NEVER_COMPUTED}</v>");
    let mut parts = Parts::of(workbook);
    for (_, bytes) in parts.iter_mut() {
        let text = std::str::from_utf8(bytes).unwrap().replace(&result, "");
        *bytes = match due {
            true => text.into_bytes(),
            false => text.replace(" fullCalcOnLoad=\"1\"", "").into_bytes(),
        };
    }
    parts.packed()
}

fn column(cell: CellRef) -> u16 {
    u16::try_from(cell.column).unwrap()
}

/// A cell from its address.
fn at(address: &str) -> CellRef {
    let letters = address.find(|c: char| c.is_ascii_digit()).unwrap();
    let column = address[..letters]
        .bytes()
        .fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    CellRef::new(address[letters..].parse::<u32>().unwrap() - 1, column - 1)
}

/// What a test puts into a cell; nothing takes the cell away.
#[derive(Debug)]
pub struct Content(Option<Cell>);

/// A formula with the result saved in the file.
#[derive(Debug)]
pub struct Computed(pub &'static str, pub &'static str);

/// No content.
#[derive(Debug)]
pub struct Nothing;

impl From<CellValue> for Content {
    fn from(value: CellValue) -> Self {
        Self(Some(Cell::typed(value)))
    }
}

impl From<Cell> for Content {
    fn from(cell: Cell) -> Self {
        Self(Some(cell))
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self(Some(Cell::typed(CellValue::Text(text.into()))))
    }
}

impl From<i64> for Content {
    fn from(number: i64) -> Self {
        Self(Some(Cell::typed(CellValue::Number(number.into()))))
    }
}

impl From<f64> for Content {
    fn from(number: f64) -> Self {
        Self(Some(Cell::typed(CellValue::Number(
            number.to_string().parse().unwrap(),
        ))))
    }
}

impl From<Computed> for Content {
    fn from(Computed(formula, result): Computed) -> Self {
        Self(Some(Cell::computed(CellValue::Text(result.into()), formula)))
    }
}

impl From<Nothing> for Content {
    fn from(_: Nothing) -> Self {
        Self(None)
    }
}
