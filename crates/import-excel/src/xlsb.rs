//! Reads `.xlsb`: calamine streams the cells, with shared strings and dates resolved;
//! [`biff12`] adds what calamine does not pass on, and the formulas.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Reader, SheetType, SheetVisible, Xlsb};
use nianbao_model::plugin::ImportError;
use nianbao_model::{CellRef, Locus, Source};

use crate::biff12;
use crate::errors::{beyond, damaged};
use crate::package::{Package, relationships};
use crate::preflight::BINARY_WORKBOOK;
use crate::sheet::{Budget, Extras, Filler, value};
use nianbao_model::limits::MAX_SHEETS;

/// What ids in [`BINARY_WORKBOOK`] stand for.
const RELATIONSHIPS: &str = "xl/_rels/workbook.bin.rels";

/// Reads a workbook that passed the preflight.
///
/// # Errors
/// If it is damaged or beyond the limits.
pub(crate) fn read(file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
    let mut package = Package::open(file, bytes)?;
    let (mut parts, main) = look_over(file, &mut package)?;
    let rebuilt = package.rebuilt(&BTreeMap::from([(BINARY_WORKBOOK.to_owned(), main)]))?;
    let mut workbook: Xlsb<_> = Xlsb::new(Cursor::new(rebuilt)).map_err(|error| damaged(Locus::file(file), error))?;
    let mut budget = Budget::new();
    let mut source = Source::new(file);
    for (index, sheet) in workbook.sheets_metadata().to_vec().into_iter().enumerate() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        // What was not looked over is not read.
        let extras = parts
            .remove(&index)
            .ok_or_else(|| damaged(Locus::file(file), &sheet.name))?;
        let mut filler = Filler::new(file, &sheet.name, extras, &mut budget);
        filler.hide(sheet.visible != SheetVisible::Visible);
        let locus = filler.locus();
        let broken = |error| damaged(locus.clone(), error);
        let mut cells = workbook.worksheet_cells_reader(&sheet.name).map_err(broken)?;
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            let (row, column) = cell.get_position();
            let data = Data::from(cell.get_value().clone());
            filler.put(CellRef::new(row, column), value(data), None)?;
        }
        source.sheets.push(filler.finish()?);
    }
    Ok(source)
}

/// What was found in the sheets, by their order in the workbook, and the main part as
/// calamine is to read it.
fn look_over(file: &Arc<str>, package: &mut Package<'_>) -> Result<(BTreeMap<usize, Extras>, Vec<u8>), ImportError> {
    let broken = |cause: String| damaged(Locus::file(file), cause);
    let percent = match package.bytes("xl/styles.bin")? {
        Some(styles) => biff12::percent_styles(&styles).map_err(broken)?,
        None => Vec::new(),
    };
    let targets: BTreeMap<String, String> = relationships(&package.text(RELATIONSHIPS)?.unwrap_or_default())
        .map_err(broken)?
        .into_iter()
        .map(|one| (one.id, one.target))
        .collect();
    let main = package.bytes(BINARY_WORKBOOK)?.unwrap_or_default();
    let (sheets, main) = biff12::sheets(&main).map_err(broken)?;
    if sheets.len() > MAX_SHEETS {
        return Err(beyond(Locus::file(file), "工作表数", "number of sheets", MAX_SHEETS));
    }
    let mut found = BTreeMap::new();
    let mut parts = BTreeSet::new();
    for (index, sheet) in sheets.into_iter().enumerate() {
        let Some(target) = targets.get(&sheet.relationship) else {
            continue;
        };
        let path = format!("xl/{target}");
        // Every sheet has a part of its own; one shared by all would be read for each.
        if !parts.insert(path.to_ascii_lowercase()) {
            return Err(broken(path));
        }
        let Some(part) = package.bytes(&path)? else { continue };
        let extras = biff12::look_over(&part, &percent)
            .map_err(|cause| damaged(Locus::sheet(file, &Arc::from(sheet.name)), cause))?;
        found.insert(index, extras);
    }
    Ok((found, main))
}
