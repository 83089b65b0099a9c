//! The sheet 基本信息: items and their values side by side.

use std::collections::BTreeSet;

use nianbao_model::form::Form;
use nianbao_model::label;
use nianbao_model::locus::CellRef;
use nianbao_model::report::{Conflict, Duplicate, Field, Metadata, Sourced};
use nianbao_model::source::{Cell, CellValue, Sheet};

use crate::area::Area;
use crate::narrative::is_part_heading;

/// What the sheet is called.
pub(crate) const NAMES: [&str; 3] = ["基本信息", "基本情况", "封面"];

/// The item that allows a finding; there may be several.
const ALLOWANCES: [&str; 3] = ["允许", "允许的规则", "豁免"];

/// Whether a sheet of another name holds the basic data: the organ's name and two
/// more known items; beside a table, where such notes are common, the year too.
pub(crate) fn looks_like(area: &Area<'_>, beside_table: bool) -> bool {
    let known: Vec<_> = area.cells().filter_map(|(_, cell)| field_of(cell)).collect();
    known.contains(&Field::Organ) && known.len() >= 3 && (!beside_table || known.contains(&Field::Year))
}

/// Parts a sheet that holds both: the items, down to the last known one before the
/// first heading of a part, and the text.
pub(crate) fn split<'a>(area: Area<'a>, form: &Form) -> (Area<'a>, Area<'a>) {
    let heading = area
        .cells()
        .find(|(_, cell)| is_part_heading(cell, form))
        .map_or(u32::MAX, |(at, _)| at.row);
    let items = area.cells().filter(|(_, cell)| field_of(cell).is_some());
    let last = items.map(|(at, _)| at.row).filter(|row| *row < heading).max();
    area.split_at(last.map_or(0, |last| last + 1))
}

/// The report's year, by the sheets that hold basic data whatever else they hold: known
/// before the form is.
pub(crate) fn year<'a>(sheets: impl Iterator<Item = &'a Sheet>) -> Option<i32> {
    let areas = sheets.filter_map(|sheet| {
        let area = Area::whole(sheet);
        let is_basic = NAMES.contains(&label::normalize(&sheet.name).as_str()) || looks_like(&area, false);
        is_basic.then_some(area)
    });
    read(&areas.collect::<Vec<_>>()).year()
}

/// Reads the basic data from these sheets.
pub(crate) fn read(areas: &[Area<'_>]) -> Metadata {
    let mut metadata = Metadata::default();
    for area in areas {
        let rows: BTreeSet<u32> = area.cells().map(|(at, _)| at.row).collect();
        for row in rows {
            read_row(area, row, &mut metadata);
        }
    }
    metadata
}

/// Reads the items of one row: the first text is an item, whatever it is called; further
/// right only what is known by name, for what stands there may be a remark.
fn read_row(area: &Area<'_>, row: u32, metadata: &mut Metadata) {
    let mut next = 0;
    for (nth, (at, name)) in area
        .row(row)
        .filter_map(|(at, cell)| Some((at, cell.text()?)))
        .enumerate()
    {
        if at.column < next || (nth > 0 && field(name).is_none()) {
            continue;
        }
        if ALLOWANCES.contains(&label::normalize(name.trim_end_matches([':', '\u{ff1a}'])).as_str()) {
            metadata.allowances.extend(allowance(area, at));
            return;
        }
        // A value that is an item's name itself: the item beside it was left blank.
        if let Some((value_at, value)) = value_beside(area, at).filter(|(_, value)| field(&value.value).is_none()) {
            insert(metadata, name, value);
            next = value_at.column + 1;
        }
    }
}

/// What the office allows: everything beside the item, in one cell or several.
fn allowance(area: &Area<'_>, item: CellRef) -> Option<Sourced<String>> {
    let right = area.row_from(item.row, item.column + 1);
    let filled: Vec<(CellRef, &str)> = right.filter_map(|(at, cell)| Some((at, cell.text()?))).collect();
    let (first, _) = *filled.first()?;
    let texts: Vec<&str> = filled.iter().map(|(_, text)| *text).collect();
    Some(Sourced {
        value: texts.join(" "),
        locus: area.locus(first),
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
fn value_beside(area: &Area<'_>, item: CellRef) -> Option<(CellRef, Sourced<String>)> {
    let right = area.region(item).last.column + 1;
    let (at, cell) = area
        .row_from(item.row, right)
        .find(|(_, cell)| !cell.is_blank() && !matches!(cell.value, CellValue::Error(_)))?;
    let value = cell.value.display().trim().to_owned();
    let locus = area.locus(at);
    (!value.is_empty()).then_some((at, Sourced { value, locus }))
}
