//! The sheet 基本信息: items and their values side by side.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::narrative::is_part_heading;
use super::sheets::rows_where;
use crate::form::Form;
use crate::label;
use crate::locus::CellRef;
use crate::report::{Conflict, Duplicate, Field, Metadata, Sourced};
use crate::source::{Cell, CellValue, Sheet};

/// What the sheet is called.
pub(super) const NAMES: [&str; 3] = ["基本信息", "基本情况", "封面"];

/// The item that lets a finding stand; there may be several.
const ALLOWANCES: [&str; 3] = ["允许", "允许的规则", "豁免"];

/// Whether a sheet of another name holds the basic data: the organ's name and two
/// more known items; beside a table, where such notes are common, the year too.
pub(super) fn looks_like(sheet: &Sheet, beside_table: bool) -> bool {
    let known: Vec<_> = sheet.cells.values().filter_map(field_of).collect();
    known.contains(&Field::Organ) && known.len() >= 3 && (!beside_table || known.contains(&Field::Year))
}

/// Parts a sheet that holds both: the items, down to the last known one before the
/// first heading of a part, and the text.
pub(super) fn split(sheet: &Sheet, form: &Form) -> (Sheet, Sheet) {
    let mut cells = sheet.cells.iter();
    let heading = cells
        .find(|(_, cell)| is_part_heading(cell, form))
        .map_or(u32::MAX, |(at, _)| at.row);
    let items = sheet.cells.iter().filter(|(_, cell)| field_of(cell).is_some());
    let last = items.map(|(at, _)| at.row).filter(|row| *row < heading).max();
    let items = |row: u32| last.is_some_and(|last| row <= last);
    (rows_where(sheet, items), rows_where(sheet, |row| !items(row)))
}

/// The report's year, by the sheets that hold basic data whatever else they hold: known
/// before the form is.
pub(super) fn year<'a>(sheets: impl Iterator<Item = &'a Sheet>) -> Option<i32> {
    let is_basic = |sheet: &&Sheet| NAMES.contains(&label::normalize(&sheet.name).as_str()) || looks_like(sheet, false);
    let sheets: Vec<Cow<'_, Sheet>> = sheets.filter(is_basic).map(Cow::Borrowed).collect();
    read(&sheets).year()
}

/// Reads the basic data from these sheets.
pub(super) fn read(sheets: &[Cow<'_, Sheet>]) -> Metadata {
    let mut metadata = Metadata::default();
    for sheet in sheets {
        let rows: BTreeSet<u32> = sheet.cells.keys().map(|at| at.row).collect();
        for row in rows {
            read_row(sheet, row, &mut metadata);
        }
    }
    metadata
}

/// Reads the items of one row: the first text is an item, whatever it is called; further
/// right only what is known by name, for what stands there may be a remark.
fn read_row(sheet: &Sheet, row: u32, metadata: &mut Metadata) {
    let texts = sheet.cells.range(CellRef::new(row, 0)..=CellRef::new(row, u32::MAX));
    let mut next = 0;
    for (nth, (&at, name)) in texts.filter_map(|(at, cell)| Some((at, cell.text()?))).enumerate() {
        if at.column < next || (nth > 0 && field(name).is_none()) {
            continue;
        }
        if ALLOWANCES.contains(&label::normalize(name.trim_end_matches([':', '\u{ff1a}'])).as_str()) {
            metadata.allowances.extend(allowance(sheet, at));
            return;
        }
        // A value that is an item's name itself: the item beside it was left blank.
        if let Some((value_at, value)) = value_beside(sheet, at).filter(|(_, value)| field(&value.value).is_none()) {
            insert(metadata, name, value);
            next = value_at.column + 1;
        }
    }
}

/// What the office lets stand: all that stands beside the item, in one cell or several.
fn allowance(sheet: &Sheet, item: CellRef) -> Option<Sourced<String>> {
    let right = CellRef::new(item.row, item.column + 1)..=CellRef::new(item.row, u32::MAX);
    let mut filled = sheet
        .cells
        .range(right)
        .filter(|(_, cell)| cell.text().is_some())
        .peekable();
    let (&first, _) = *filled.peek()?;
    let texts: Vec<&str> = filled.filter_map(|(_, cell)| cell.text()).collect();
    Some(Sourced {
        value: texts.join(" "),
        locus: sheet.locus(first),
    })
}

/// Takes an item over, or notes that it is there already: in the same file that is a
/// slip; another file may repeat it, but not contradict it.
fn insert(metadata: &mut Metadata, name: &str, second: Sourced<String>) {
    let name = name.trim_end_matches([':', '\u{ff1a}']).trim();
    let earlier = match field(name) {
        Some(field) => metadata.fields.get(&field),
        None => metadata
            .others
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, earlier)| earlier),
    };
    let Some(first) = earlier.cloned() else {
        match field(name) {
            Some(field) => {
                metadata.fields.insert(field, second);
            }
            None => metadata.others.push((name.to_owned(), second)),
        }
        return;
    };
    let name = name.to_owned();
    if first.locus.file == second.locus.file {
        metadata.duplicates.push(Duplicate {
            label: name,
            first: first.locus,
            second: second.locus,
        });
    } else if label::normalize(&first.value) != label::normalize(&second.value) {
        metadata.conflicts.push(Conflict { name, first, second });
    }
}

/// The field an item's name stands for.
fn field(name: &str) -> Option<Field> {
    field_called(&label::normalize(name))
}

/// The field whose name a cell holds.
fn field_of(cell: &Cell) -> Option<Field> {
    field_called(cell.label()?)
}

/// The field of this name, normalised.
fn field_called(label: &str) -> Option<Field> {
    let name = label.trim_end_matches(':');
    let mut fields = Field::ALL.iter();
    let found = fields.find(|(_, official, aliases)| name == *official || aliases.contains(&name));
    found.map(|(field, ..)| *field)
}

/// The first filled cell to the right of an item, as text.
fn value_beside(sheet: &Sheet, item: CellRef) -> Option<(CellRef, Sourced<String>)> {
    let right = sheet.region(item).last.column + 1;
    let row = CellRef::new(item.row, right)..=CellRef::new(item.row, u32::MAX);
    let (&at, cell) = sheet
        .cells
        .range(row)
        .find(|(_, cell)| !cell.is_blank() && !matches!(cell.value, CellValue::Error(_)))?;
    let value = cell.value.display().trim().to_owned();
    let locus = sheet.locus(at);
    (!value.is_empty()).then_some((at, Sourced { value, locus }))
}
