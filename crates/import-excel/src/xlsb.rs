//! Reads `.xlsb`: calamine streams the cells, with shared strings and dates resolved;
//! [`biff12`] adds what calamine does not pass on, and the formulas.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::rc::Rc;
use std::sync::Arc;

use calamine::{Data, Reader, SheetType, SheetVisible, Xlsb};
use nianbao_model::plugin::ImportError;
use nianbao_model::{CellRef, Locus, Source};

use crate::biff12::{self, Shared};
use crate::errors::{beyond, damaged};
use crate::package::{Package, Relationship, relationships, relationships_of, resolve};
use crate::preflight::BINARY_WORKBOOK;
use crate::sheet::{Aside, Book, Budget, Extras, Filler, value};
use crate::style::Piece;
use crate::xlsx;
use nianbao_model::limits::MAX_SHEETS;

/// What ids in [`BINARY_WORKBOOK`] stand for.
const RELATIONSHIPS: &str = "xl/_rels/workbook.bin.rels";

/// Reads a workbook that passed the preflight.
///
/// # Errors
/// If it is damaged or beyond the limits.
pub(crate) fn read(file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
    let mut package = Package::open(file, bytes)?;
    let (mut parts, replaced, book) = look_over(file, &mut package)?;
    let rebuilt = package.rebuilt(&replaced)?;
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
        let mut filler = Filler::new(file, &sheet.name, extras, book, &mut budget);
        filler.hide(sheet.visible != SheetVisible::Visible);
        let locus = filler.locus();
        let broken = |error| damaged(locus.clone(), error);
        let mut cells = workbook.worksheet_cells_reader(&sheet.name).map_err(broken)?;
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            let (row, column) = cell.get_position();
            let data = Data::from(cell.get_value().clone());
            filler.put(CellRef::new(row, column), value(data))?;
        }
        filler.finish(&mut source)?;
    }
    Ok(source)
}

/// What was found in the sheets, by their order in the workbook; the parts, by their paths, as calamine
/// is to read them; and how the workbook is to be read.
type Found = (BTreeMap<usize, Extras>, BTreeMap<String, Vec<u8>>, Book);

fn look_over(file: &Arc<str>, package: &mut Package<'_>) -> Result<Found, ImportError> {
    let broken = |cause: String| damaged(Locus::file(file), cause);
    let relations = relationships(&package.text(RELATIONSHIPS)?.unwrap_or_default()).map_err(broken)?;
    let shared = shared(file, package, &relations)?;
    let main = package.bytes(BINARY_WORKBOOK)?.unwrap_or_default();
    let main = biff12::main(&main).map_err(broken)?;
    if main.sheets.len() > MAX_SHEETS {
        return Err(beyond(Locus::file(file), "工作表数", "number of sheets", MAX_SHEETS));
    }
    let (mut found, mut replaced) = (BTreeMap::new(), BTreeMap::new());
    let mut parts = BTreeSet::new();
    for (index, sheet) in main.sheets.into_iter().enumerate() {
        let Some(relation) = relations.iter().rfind(|one| one.id == sheet.relationship) else {
            continue;
        };
        let path = format!("xl/{}", relation.target);
        // Every sheet has a part of its own; one shared by all would be read for each.
        if !parts.insert(path.to_ascii_lowercase()) {
            return Err(broken(path));
        }
        let Some(mut part) = package.bytes(&path)? else {
            continue;
        };
        let locus = Locus::sheet(file, &Arc::from(sheet.name));
        let broken = |cause: String| damaged(locus.clone(), cause);
        if let Some(written_out) = biff12::written_out(&part).map_err(broken)? {
            part.clone_from(&written_out);
            replaced.insert(path.clone(), written_out);
        }
        let mut extras = biff12::look_over(&part, &shared).map_err(broken)?;
        extras.asides.extend(asides(file, package, &path)?);
        found.insert(index, extras);
    }
    replaced.insert(BINARY_WORKBOOK.to_owned(), main.without_names);
    Ok((found, replaced, main.book))
}

/// The styles of cells, and how the pieces of the shared strings look.
fn shared(file: &Arc<str>, package: &mut Package<'_>, relations: &[Relationship]) -> Result<Shared, ImportError> {
    let broken = |cause: String| damaged(Locus::file(file), cause);
    let mut part = |kind: &str| {
        let named = relations.iter().find(|one| one.is_a(kind));
        let target = named.map_or(format!("{kind}.bin"), |relation| relation.target.clone());
        package.bytes(&resolve(BINARY_WORKBOOK, &target))
    };
    let styles = part("styles")?.unwrap_or_default();
    let strings = part("sharedStrings")?.unwrap_or_default();
    let (styles, faces) = biff12::styles(&styles).map_err(broken)?;
    let strings: Vec<Option<Rc<[Piece]>>> = biff12::pieces_of_strings(&strings, &faces).map_err(broken)?;
    Ok(Shared { styles, strings })
}

/// What lies on a sheet: comments are in a binary part, drawings are as in `.xlsx`.
fn asides(file: &Arc<str>, package: &mut Package<'_>, sheet: &str) -> Result<Vec<Aside>, ImportError> {
    let broken = |cause: String| damaged(Locus::file(file), cause);
    let mut found = xlsx::asides_of(file, package, sheet)?;
    let relations = package.text(&relationships_of(sheet))?.unwrap_or_default();
    for relation in relationships(&relations).map_err(broken)? {
        if relation.is_a("comments")
            && let Some(part) = package.bytes(&resolve(sheet, &relation.target))?
        {
            found.extend(biff12::comments(&part).map_err(broken)?);
        }
    }
    Ok(found)
}
