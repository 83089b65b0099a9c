//! The template an office fills in: totals are computed, labels locked, cells say
//! what they accept.

use nianbao_model::Decimal;
use nianbao_model::form::Form;
use nianbao_model::report::Field;

use crate::book::{Book, protect};
use crate::content::Entry;
use crate::error::WorkbookError;
use crate::formulas;
use crate::instructions::Front;
use crate::limits::YEARS;
use crate::names::sheet_name;
use crate::placed::Placed;
use crate::{indicators, instructions, metadata, narrative, suggestions, table};

/// The workbook to fill in for a year, for this office if it is named.
///
/// # Errors
/// If no report can be of this year.
pub fn template(form: &Form, year: i32, organ: Option<&str>) -> Result<Vec<u8>, WorkbookError> {
    template_for(Front::CommandLine, form, year, organ)
}

/// The same, with instructions for who works with this front.
///
/// # Errors
/// As [`template`].
pub fn template_for(front: Front, form: &Form, year: i32, organ: Option<&str>) -> Result<Vec<u8>, WorkbookError> {
    written(front, form, year, organ, |_| None)
}

/// The template with these figures typed in already, by key; its totals are computed
/// from them.
///
/// # Errors
/// If no report can be of this year, or a number is not kept exactly.
pub fn prefilled(
    form: &Form,
    year: i32,
    organ: Option<&str>,
    fill: impl Fn(&str) -> Option<Decimal>,
) -> Result<Vec<u8>, WorkbookError> {
    written(Front::CommandLine, form, year, organ, fill)
}

fn written(
    front: Front,
    form: &Form,
    year: i32,
    organ: Option<&str>,
    fill: impl Fn(&str) -> Option<Decimal>,
) -> Result<Vec<u8>, WorkbookError> {
    if !YEARS.contains(&year) {
        return Err(WorkbookError::Year(year));
    }
    let title = format!("{year}年{}填报表", form.name);
    let mut book = Book::new(&title, form)?;

    let (sheet, styles) = book.sheet(instructions::NAME)?;
    instructions::write(sheet, styles, form, front)?;
    protect(sheet, false);
    let (sheet, styles) = book.sheet(metadata::NAME)?;
    metadata::write(sheet, styles, &items(form, year, organ))?;
    protect(sheet, true);
    // The text is the office's own: nothing of it is locked.
    let (sheet, styles) = book.sheet(narrative::NAME)?;
    narrative::write(sheet, styles, &suggestions::lines(form))?;
    let (sheet, styles) = book.sheet(indicators::NAME)?;
    indicators::write(sheet, styles, &[])?;
    protect(sheet, true);
    for table in &form.tables {
        let placed = Placed::new(table);
        let totals = formulas::totals(&placed);
        let results = formulas::results(&totals, &fill)?;
        let entry = |key: &str| match (totals.get(key), results.get(key)) {
            (Some(terms), Some(result)) => Entry::Formula {
                formula: formulas::sum(&placed, terms),
                result: *result,
            },
            _ => fill(key).into(),
        };
        let (sheet, styles) = book.sheet(&sheet_name(form, table))?;
        table::write(sheet, styles, &placed, &totals, entry)?;
        protect(sheet, false);
    }
    book.finish()
}

/// The items of 基本信息 with what is known of them already.
fn items(form: &Form, year: i32, organ: Option<&str>) -> Vec<(String, String)> {
    let value = |field| match field {
        Field::Organ => organ.unwrap_or_default().to_owned(),
        Field::Year => year.to_string(),
        Field::Title => organ.map_or_else(String::new, |organ| form.usual_title(organ, &year.to_string())),
        Field::Period => format!("{year}年1月1日至{year}年12月31日"),
        _ => String::new(),
    };
    Field::ALL
        .iter()
        .map(|(field, name, _)| ((*name).to_owned(), value(*field)))
        .collect()
}
