//! The sheet 各单位数据: one row per office, one column per figure of the form. The official tables
//! of a consolidation add up its columns.

use std::collections::BTreeMap;

use nianbao_model::form::Form;
use nianbao_model::{CellRef, Decimal};
use rust_xlsxwriter::{Formula, Worksheet};

use crate::book::{place, write_text};
use crate::content::Entry;
use crate::error::WorkbookError;
use crate::limits::MAX_FIGURES;
use crate::names::figures;
use crate::number::exact;
use crate::office::Office;
use crate::placed::size;
use crate::styles::Styles;
use crate::{fit, formulas};

/// What the sheet is called.
pub(crate) const NAME: &str = "各单位数据";

/// The rows over the offices: title, explanation, keys, names.
const KEYS: u32 = 2;
const NAMES: u32 = 3;
/// The first office's row.
const FIRST: u32 = 4;
/// The columns before the figures: the office, and its file.
const FIGURES: u32 = 2;

/// The widths of the columns: the office, its file, a figure.
const WIDTHS: (f64, f64, f64) = (26.0, 28.0, 14.0);

/// How many figures are printed beside each other: small, but a page for each dozen.
const PAGE_FIGURES: usize = 16;

/// The figures of all offices, added up.
pub(crate) struct Data<'a> {
    offices: &'a [Office],
    columns: Vec<Column>,
}

/// One figure of all offices.
struct Column {
    key: String,
    name: String,
    sum: Decimal,
}

impl<'a> Data<'a> {
    /// Adds up the offices' figures, exactly.
    ///
    /// # Errors
    /// If there is no office, there are too many, an office has a figure the form has
    /// not, or a number is not kept exactly.
    pub(crate) fn new(form: &Form, offices: &'a [Office]) -> Result<Self, WorkbookError> {
        if offices.is_empty() {
            return Err(WorkbookError::NoOffices);
        }
        let figures: BTreeMap<String, String> = figures(form).into_iter().collect();
        if offices.len().saturating_mul(figures.len()) > MAX_FIGURES {
            return Err(WorkbookError::TooManyOffices(offices.len()));
        }
        for office in offices {
            for (key, number) in &office.figures {
                if !figures.contains_key(key) {
                    return Err(WorkbookError::UnknownFigure {
                        file: office.file.clone(),
                        key: key.clone(),
                        form: form.name.clone(),
                    });
                }
                exact(number.unwrap_or_default(), || format!("{} › {key}", office.file))?;
            }
        }
        let columns = form.keys().map(|key| {
            let own = offices
                .iter()
                .filter_map(|office| office.figures.get(&key).copied().flatten());
            let sum = formulas::add(own).ok_or_else(|| WorkbookError::Overflow { key: key.clone() })?;
            exact(sum, || key.clone())?;
            let name = figures.get(&key).cloned().unwrap_or_default();
            Ok(Column { key, name, sum })
        });
        Ok(Self {
            offices,
            columns: columns.collect::<Result<_, WorkbookError>>()?,
        })
    }

    /// What stands in the official table for a figure: the sum of its column here.
    pub(crate) fn entry(&self, key: &str) -> Entry {
        match self.columns.iter().position(|column| column.key == key) {
            Some(index) => Entry::Formula {
                formula: format!("SUM('{NAME}'!{})", self.range(index)),
                result: self.columns[index].sum,
            },
            None => Entry::Blank,
        }
    }

    /// The row below the last office.
    fn end(&self) -> u32 {
        FIRST + size(self.offices.len())
    }

    /// The cells of a figure, of all offices.
    fn range(&self, index: usize) -> String {
        let column = FIGURES + size(index);
        let (first, last) = (CellRef::new(FIRST, column), CellRef::new(self.end() - 1, column));
        format!("{first}:{last}")
    }

    /// Writes the sheet.
    pub(crate) fn write(&self, sheet: &mut Worksheet, styles: &Styles, title: &str) -> Result<(), WorkbookError> {
        self.write_header(sheet, styles, title)?;
        for (row, office) in (FIRST..).zip(self.offices) {
            write_text(sheet, CellRef::new(row, 0), &office.organ, &styles.value)?;
            write_text(sheet, CellRef::new(row, 1), &office.file, &styles.value)?;
            for (column, Column { key, .. }) in (FIGURES..).zip(&self.columns) {
                let (row, column) = place(CellRef::new(row, column));
                match office.figures.get(key).copied().flatten() {
                    Some(number) => {
                        let number = exact(number, || format!("{} › {key}", office.file))?;
                        sheet.write_number_with_format(row, column, number, &styles.figure)?;
                    }
                    None => {
                        sheet.write_blank(row, column, &styles.figure)?;
                    }
                }
            }
        }
        let end = self.end();
        write_text(sheet, CellRef::new(end, 0), "各单位合计", &styles.name)?;
        write_text(
            sheet,
            CellRef::new(end, 1),
            &format!("{} 个单位", self.offices.len()),
            &styles.name,
        )?;
        for (index, Column { sum, .. }) in self.columns.iter().enumerate() {
            let (row, column) = place(CellRef::new(end, FIGURES + size(index)));
            let formula = Formula::new(format!("SUM({})", self.range(index))).set_result(sum.normalize().to_string());
            sheet.write_formula_with_format(row, column, formula, &styles.total)?;
        }
        self.set_up(sheet)
    }

    fn write_header(&self, sheet: &mut Worksheet, styles: &Styles, title: &str) -> Result<(), WorkbookError> {
        let (organ, file, figure) = WIDTHS;
        sheet.set_column_width(0, organ)?.set_column_width(1, file)?;
        sheet.set_row_height(0, fit::TITLE)?;
        write_text(sheet, CellRef::new(0, 0), title, &styles.plain_title)?;
        let note = "一行一个单位。各表的数都由这里的数相加得出：有误的，在这里改，各表随之更新。";
        write_text(sheet, CellRef::new(1, 0), note, &styles.plain_note)?;
        for (column, name) in (0..).zip(["单位名称", "来源文件"]) {
            write_text(sheet, CellRef::new(KEYS, column), "", &styles.key)?;
            write_text(sheet, CellRef::new(NAMES, column), name, &styles.label)?;
        }
        let mut highest = 0.0_f64;
        for (column, Column { key, name, .. }) in (FIGURES..).zip(&self.columns) {
            let (_, at) = place(CellRef::new(NAMES, column));
            sheet.set_column_width(at, figure)?;
            write_text(sheet, CellRef::new(KEYS, column), key, &styles.key)?;
            write_text(sheet, CellRef::new(NAMES, column), name, &styles.label)?;
            highest = highest.max(fit::height(name, figure));
        }
        sheet.set_row_height(KEYS, 48)?.set_row_height(NAMES, highest)?;
        Ok(())
    }

    fn set_up(&self, sheet: &mut Worksheet) -> Result<(), WorkbookError> {
        let last = FIGURES + size(self.columns.len());
        let ((bottom, right), (first, left)) = (
            place(CellRef::new(self.end() - 1, last - 1)),
            place(CellRef::new(FIRST, FIGURES)),
        );
        sheet.autofilter(NAMES, 0, bottom, right)?;
        sheet.set_freeze_panes(first, left)?;
        // Far too wide for one page: the offices are repeated on each.
        let pages = self.columns.len().div_ceil(PAGE_FIGURES);
        sheet
            .set_landscape()
            .set_print_fit_to_pages(u16::try_from(pages).unwrap_or(0), 0)
            .set_page_order(true)
            .set_repeat_rows(KEYS, NAMES)?
            .set_repeat_columns(0, left - 1)?
            .set_selection(first, left, first, left)?;
        Ok(())
    }
}
