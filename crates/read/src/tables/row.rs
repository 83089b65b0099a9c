//! The figures of one row: each from the cell that holds it, amounts in the form's unit. What is
//! doubtful about them is noted; nothing is guessed.

use std::collections::BTreeSet;

use nianbao_model::Decimal;
use nianbao_model::figure::{Fault, Figure, Kind, Reading, Value, bounded};
use nianbao_model::form::{Table, key};
use nianbao_model::locus::CellRef;
use nianbao_model::money;
use nianbao_model::report::{Conversion, Doubt, Sourced};

use super::choice::{Choice, cell_of};
use super::units::Units;
use crate::figure;
use crate::locate::{Column, FoundRow};
use crate::wording::Unit;

/// The figures of a row, and what is to be said of them.
#[derive(Default)]
pub(super) struct RowReading {
    pub(super) figures: Vec<Figure>,
    pub(super) doubts: Vec<Doubt>,
    pub(super) conversions: Vec<Conversion>,
}

/// Reads a row; `rows` are all rows of its table in its sheet.
pub(super) fn read(table: &Table, found: &FoundRow<'_>, rows: &[FoundRow<'_>], units: &Units) -> RowReading {
    if let Some(figures) = typed_into_one_cell(table, found) {
        return RowReading {
            figures,
            ..RowReading::default()
        };
    }
    let mut reading = RowReading::default();
    for column in &found.columns {
        let key = key(&table.key, &found.row.path, &column.leaf.path);
        match cell_of(found, column) {
            Choice::Cell(cell) => {
                let mut figure = figure::at(found.sheet, key, column.leaf, cell.row, cell.column);
                let stated = units.of(found, column, rows);
                reading.conversions.extend(convert(&mut figure, &stated));
                if is_merged_over_others(found, column, cell) && figure.value != Value::Blank {
                    figure.value = Value::Unreadable(Fault::Merged);
                }
                reading.figures.push(figure);
            }
            Choice::Open(reason, cells) => {
                let doubt = Doubt {
                    label: label_of(found, column),
                    reason,
                    places: cells.iter().map(|at| place(found, *at)).collect(),
                    key: key.clone(),
                };
                reading.figures.push(doubtful(found, key, column, &cells));
                reading.doubts.push(doubt);
            }
        }
    }
    reading
}

/// What a cell shows, and where it is.
fn place(found: &FoundRow<'_>, at: CellRef) -> Sourced<String> {
    let cell = found.sheet.cells.get(&at);
    Sourced {
        value: cell.map(|cell| cell.display().trim().to_owned()).unwrap_or_default(),
        locus: found.sheet.locus(at),
    }
}

/// A figure that may be in any of these cells: none is read.
fn doubtful(found: &FoundRow<'_>, key: String, column: &Column<'_>, cells: &[CellRef]) -> Figure {
    let filled = cells
        .iter()
        .find(|at| found.sheet.cells.contains_key(at))
        .or(cells.first());
    let at = filled
        .copied()
        .unwrap_or(CellRef::new(found.label.first.row, column.at));
    Figure {
        value: Value::Unreadable(Fault::Doubtful),
        ..figure::at(found.sheet, key, column.leaf, at.row, at.column)
    }
}

/// What a figure is called in messages: its row and its column.
fn label_of(found: &FoundRow<'_>, column: &Column<'_>) -> String {
    let groups = column.leaf.groups.last().filter(|_| found.row.path.is_empty());
    let groups = groups.map(|group| group.plain());
    let names = [Some(found.row.label.plain()), groups, Some(column.leaf.label.plain())];
    let names: Vec<&str> = names.into_iter().flatten().filter(|name| !name.is_empty()).collect();
    names.join("·")
}

/// The figures of a row that were all typed into one cell.
fn typed_into_one_cell(table: &Table, found: &FoundRow<'_>) -> Option<Vec<Figure>> {
    let sheet = found.sheet;
    let cells: BTreeSet<CellRef> = found
        .cells()
        .map(|at| sheet.region(at).first)
        .filter(|at| sheet.cells.get(at).is_some_and(|cell| !cell.is_blank()))
        .collect();
    let (Some(only), 1) = (cells.first(), cells.len()) else {
        return None;
    };
    let columns = found.columns.iter().map(|column| {
        let key = key(&table.key, &found.row.path, &column.leaf.path);
        (key, &column.leaf.kind)
    });
    let keys: Vec<(String, &Kind)> = columns.collect();
    figure::split(&keys, sheet.cells.get(only)?, &sheet.locus(*only))
}

/// Whether a figure's cell is merged with another figure's.
fn is_merged_over_others(found: &FoundRow<'_>, column: &Column<'_>, cell: CellRef) -> bool {
    let region = found.sheet.region(cell);
    let others = found.columns.iter().filter(|other| !std::ptr::eq(*other, column));
    let mut others = others.flat_map(|other| &other.tracks);
    let is_shared = others.any(|track| (region.first.column..=region.last.column).contains(&track.at));
    let rows = found.label.first.row..=found.label.last.row.max(cell.row);
    let is_beyond = !rows.contains(&region.first.row) || !rows.contains(&region.last.row);
    is_shared || (is_beyond && !found.row.path.is_empty())
}

/// Takes an amount that was typed without a unit for one of the unit that is stated for it.
/// Where the units stated differ, or are unknown, it cannot be read.
fn convert(figure: &mut Figure, stated: &[&Sourced<Unit>]) -> Option<Conversion> {
    let Value::Number(number) = figure.value else {
        return None;
    };
    let Kind::Amount { unit } = &figure.kind else {
        return refuse_many(figure, number, stated);
    };
    // A unit behind the number is nearer than any other; nothing is nothing in every unit.
    if number.is_zero() || figure.reading == Reading::Split || figure.typed.contains('元') {
        return None;
    }
    let mut units: Vec<&&Sourced<Unit>> = Vec::new();
    for one in stated {
        if !matches!(one.value, Unit::Many(_)) && !units.iter().any(|known| known.value == one.value) {
            units.push(one);
        }
    }
    let named = |one: &Sourced<Unit>| match one.value {
        Unit::Known(unit) => Some(unit),
        Unit::Foreign | Unit::Many(_) => None,
    };
    let known = match units.as_slice() {
        [] => return None,
        [only] => named(only),
        _ => None,
    };
    if known == Some(unit.as_str()) {
        return None;
    }
    let converted = known.and_then(|stated| {
        let yuan = number.checked_mul(money::yuan(stated)?)?;
        bounded(yuan.checked_div(money::yuan(unit)?)?)
    });
    match converted {
        Some(number) => take_over(figure, number),
        None => figure.value = Value::Unreadable(Fault::Unit),
    }
    let stated = units.iter().map(|one| Sourced {
        value: named(one).unwrap_or("外币").to_owned(),
        locus: one.locus.clone(),
    });
    Some(Conversion {
        key: figure.key.clone(),
        stated: stated.collect(),
    })
}

/// A count is in single things: where a text beside it says 百件, nobody can tell what was typed.
fn refuse_many(figure: &mut Figure, number: Decimal, stated: &[&Sourced<Unit>]) -> Option<Conversion> {
    let many = stated.iter().filter_map(|one| match &one.value {
        Unit::Many(unit) => Some(Sourced {
            value: unit.clone(),
            locus: one.locus.clone(),
        }),
        Unit::Known(_) | Unit::Foreign => None,
    });
    let stated: Vec<Sourced<String>> = many.collect();
    if number.is_zero() || stated.is_empty() {
        return None;
    }
    figure.value = Value::Unreadable(Fault::Unit);
    Some(Conversion {
        key: figure.key.clone(),
        stated,
    })
}

/// The number in the form's unit is what is printed under the form's header.
fn take_over(figure: &mut Figure, number: Decimal) {
    figure.value = Value::Number(number.normalize());
    figure.printed = number.normalize().to_string();
}
