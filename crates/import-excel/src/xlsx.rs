//! Reads `.xlsx` and `.xlsm`: calamine streams the cells, with shared strings, dates and
//! shared formulas resolved; [`worksheet`] adds what calamine does not pass on.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Reader, SheetType, SheetVisible, Xlsx};
use nianbao_model::plugin::ImportError;
use nianbao_model::{CellRef, Locus, Source};
use quick_xml::events::Event;

use crate::errors::{beyond, damaged};
use crate::limits::MAX_STRINGS;
use crate::package::{Package, Relationship, relationships};
use crate::sheet::{Budget, Extras, Filler, value};
use crate::{worksheet, xml};
use nianbao_model::limits::MAX_SHEETS;

/// Where a package says what its main part is.
const PACKAGE_RELATIONSHIPS: &str = "_rels/.rels";

/// Reads a workbook that passed the preflight.
///
/// # Errors
/// If it is damaged or beyond the limits.
pub(crate) fn read(file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
    let broken = |cause: &dyn std::fmt::Display| damaged(Locus::file(file), cause);
    let mut package = Package::open(file, bytes)?;
    let (mut parts, replaced) = look_over(file, &mut package)?;
    let rebuilt = match replaced.is_empty() {
        true => None,
        false => Some(package.rebuilt(&replaced)?),
    };
    let mut workbook: Xlsx<_> =
        Xlsx::new(Cursor::new(rebuilt.as_deref().unwrap_or(bytes))).map_err(|error| broken(&error))?;
    let mut budget = Budget::new();
    let mut source = Source::new(file);
    for (index, sheet) in workbook.sheets_metadata().to_vec().into_iter().enumerate() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        // What was not looked over is not read.
        let extras = parts.remove(&index).ok_or_else(|| broken(&sheet.name))?;
        let mut filler = Filler::new(file, &sheet.name, extras, &mut budget);
        filler.hide(sheet.visible != SheetVisible::Visible);
        let locus = filler.locus();
        let broken = |error| damaged(locus.clone(), error);
        let mut cells = workbook.worksheet_cells_reader(&sheet.name).map_err(broken)?;
        while let Some(cell) = cells.next_cell_with_formula().map_err(broken)? {
            let at = CellRef::new(cell.pos.0, cell.pos.1);
            filler.put(at, value(Data::from(cell.value)), cell.formula)?;
        }
        source.sheets.push(filler.finish()?);
    }
    Ok(source)
}

/// What was found in the sheets, by their order in the workbook, and the parts calamine
/// is to read instead of the file's own.
type Found = (BTreeMap<usize, Extras>, BTreeMap<String, Vec<u8>>);

fn look_over(file: &Arc<str>, package: &mut Package<'_>) -> Result<Found, ImportError> {
    let broken = |cause: String| damaged(Locus::file(file), cause);
    let (folder, main) = main_part(&relationships(&text(file, package, PACKAGE_RELATIONSHIPS)?).map_err(broken)?)
        .ok_or_else(|| broken(PACKAGE_RELATIONSHIPS.to_owned()))?;
    if let Some(strings) = package.text(&format!("{folder}sharedStrings.xml"))?
        && announced_strings(&strings).map_err(broken)? > MAX_STRINGS
    {
        return Err(beyond(Locus::file(file), "文本数", "number of texts", MAX_STRINGS));
    }
    let styles = match package.text(&format!("{folder}styles.xml"))? {
        Some(styles) => worksheet::shown_styles(&styles).map_err(broken)?,
        None => Vec::new(),
    };
    let targets: BTreeMap<String, String> = relationships(&text(file, package, &format!("{folder}_rels/{main}.rels"))?)
        .map_err(broken)?
        .into_iter()
        .map(|one| (one.id, one.target))
        .collect();
    let sheets = sheets(&text(file, package, &format!("{folder}{main}"))?).map_err(broken)?;
    if sheets.len() > MAX_SHEETS {
        return Err(beyond(Locus::file(file), "工作表数", "number of sheets", MAX_SHEETS));
    }
    let mut found = BTreeMap::new();
    let mut parts = BTreeMap::new();
    let mut replaced = BTreeMap::new();
    for (index, sheet) in sheets.into_iter().enumerate() {
        let Some(target) = targets.get(&sheet.relationship) else {
            continue;
        };
        let path = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("{folder}{target}"),
        };
        // Every sheet has a part of its own; one shared by all would be read for each.
        if parts.insert(path.to_ascii_lowercase(), index).is_some() {
            return Err(broken(path));
        }
        let Some(text) = package.text(&path)? else { continue };
        let looked = worksheet::look_over(&text, &styles)
            .map_err(|cause| damaged(Locus::sheet(file, &Arc::from(sheet.name)), cause))?;
        if let Some(readable) = looked.readable(&text) {
            replaced.insert(path, readable.into_bytes());
        }
        found.insert(index, looked.extras);
    }
    Ok((found, replaced))
}

/// How many shared strings there are by what their part says, for which calamine
/// reserves memory. What is no number it passes over.
fn announced_strings(text: &str) -> Result<u64, String> {
    let mut reader = xml::reader(text);
    loop {
        match xml::next(&mut reader)? {
            Event::Start(element) if element.local_name().as_ref() == "sst" => {
                let count = xml::raw(&element, "uniqueCount").unwrap_or_default();
                let digits = count.trim();
                let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
                return Ok(if is_number {
                    digits.parse().unwrap_or(u64::MAX)
                } else {
                    0
                });
            }
            Event::Eof => return Ok(0),
            _ => {}
        }
    }
}

/// The text of a part that has to be there.
fn text(file: &Arc<str>, package: &mut Package<'_>, path: &str) -> Result<String, ImportError> {
    package.text(path)?.ok_or_else(|| damaged(Locus::file(file), path))
}

/// The folder and the name of the workbook's main part.
fn main_part(relationships: &[Relationship]) -> Option<(String, String)> {
    let main = relationships
        .iter()
        .rfind(|one| one.kind.ends_with("/relationships/officeDocument"))?;
    let (folder, name) = main
        .target
        .split_at(main.target.rfind('/').map_or(0, |slash| slash + 1));
    let folder = folder.strip_prefix('/').unwrap_or(folder);
    (!name.is_empty()).then(|| (folder.to_owned(), name.to_owned()))
}

/// A sheet as the workbook's main part lists it.
struct Listed {
    name: String,
    relationship: String,
}

fn sheets(text: &str) -> Result<Vec<Listed>, String> {
    let mut reader = xml::reader(text);
    let mut sheets = Vec::new();
    loop {
        match xml::next(&mut reader)? {
            Event::Start(element) if element.local_name().as_ref() == "sheet" => {
                let mut relationship = String::new();
                for attribute in element.attributes().with_checks(false).flatten() {
                    if attribute.key.local_name().as_ref() == "id" {
                        relationship = attribute.value.into_owned();
                    }
                }
                let name = xml::attribute(&element, "name").unwrap_or_default();
                sheets.push(Listed { name, relationship });
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}
