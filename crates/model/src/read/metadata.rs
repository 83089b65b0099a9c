//! The sheet 基本信息: items and their values side by side.

use crate::label;
use crate::locus::CellRef;
use crate::report::{Duplicate, Field, Metadata, Sourced};
use crate::source::{CellValue, Sheet};

/// What the sheet is called.
pub(super) const NAMES: [&str; 3] = ["基本信息", "基本情况", "封面"];

/// Whether a sheet of another name holds the basic data: the organ's name and two
/// more known items.
pub(super) fn looks_like(sheet: &Sheet) -> bool {
    let known: Vec<_> = sheet.cells.values().filter_map(|cell| field(cell.text()?)).collect();
    known.contains(&Field::Organ) && known.len() >= 3
}

/// Reads the basic data from these sheets.
pub(super) fn read(sheets: &[&Sheet]) -> Metadata {
    let mut metadata = Metadata::default();
    for sheet in sheets {
        for (&cell, content) in &sheet.cells {
            let Some(name) = content.text() else { continue };
            // An item is the first text in its row; what stands further right is a value or a remark.
            if sheet
                .cells
                .range(CellRef::new(cell.row, 0)..cell)
                .any(|(_, left)| left.text().is_some())
            {
                continue;
            }
            if let Some(value) = value_beside(sheet, cell) {
                insert(&mut metadata, name, value);
            }
        }
    }
    metadata
}

fn insert(metadata: &mut Metadata, name: &str, value: Sourced<String>) {
    let name = name.trim_end_matches([':', '\u{ff1a}']).trim();
    let earlier = match field(name) {
        Some(field) => match metadata.fields.get(&field) {
            Some(earlier) => Some(earlier.locus.clone()),
            None => {
                metadata.fields.insert(field, value.clone());
                None
            }
        },
        None => match metadata.others.iter().find(|(other, _)| other == name) {
            Some((_, earlier)) => Some(earlier.locus.clone()),
            None => {
                metadata.others.push((name.to_owned(), value.clone()));
                None
            }
        },
    };
    if let Some(first) = earlier {
        metadata.duplicates.push(Duplicate {
            label: name.to_owned(),
            first,
            second: value.locus,
        });
    }
}

/// The field an item's name stands for.
fn field(name: &str) -> Option<Field> {
    let name = label::normalize(name.trim_end_matches([':', '\u{ff1a}']));
    Field::ALL
        .iter()
        .find(|(_, official, aliases)| name == *official || aliases.contains(&name.as_str()))
        .map(|(field, ..)| *field)
}

/// The first filled cell to the right of an item, as text.
fn value_beside(sheet: &Sheet, item: CellRef) -> Option<Sourced<String>> {
    let right = sheet.region(item).last.column + 1;
    let row = CellRef::new(item.row, right)..=CellRef::new(item.row, u32::MAX);
    let (&at, cell) = sheet
        .cells
        .range(row)
        .find(|(_, cell)| !cell.is_blank() && !matches!(cell.value, CellValue::Error(_)))?;
    let value = cell.value.display().trim().to_owned();
    (!value.is_empty()).then(|| Sourced {
        value,
        locus: sheet.locus(at),
    })
}
