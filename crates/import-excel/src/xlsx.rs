//! Reads `.xlsx` and `.xlsm`: which parts a workbook has, by its relationships whatever the parts
//! are called, and its sheets one by one.

use std::collections::BTreeSet;
use std::sync::Arc;

use nianbao_model::plugin::ImportError;
use nianbao_model::{Locus, Source};
use quick_xml::events::Event;

use crate::asides;
use crate::errors::{beyond, damaged};
use crate::package::{Package, Relationship, relationships, relationships_of, resolve};
use crate::sheet::{Aside, Book, Budget, Extras, Filler};
use crate::styles_xml::{self, Styles};
use crate::worksheet::{self, Shared};
use crate::{rich, xml};
use nianbao_model::limits::MAX_SHEETS;
use nianbao_number_format::Calendar;

/// Where a package says what its main part is.
const PACKAGE_RELATIONSHIPS: &str = "_rels/.rels";

/// Reads a workbook that passed the preflight.
///
/// # Errors
/// If it is damaged or beyond the limits.
pub(crate) fn read(file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
    let broken = |cause: String| damaged(Locus::file(file), cause);
    let mut package = Package::open(file, bytes)?;
    let main = main_part(&relationships(&text(file, &mut package, PACKAGE_RELATIONSHIPS)?).map_err(broken)?)
        .ok_or_else(|| broken(PACKAGE_RELATIONSHIPS.to_owned()))?;
    let relations = relationships(&text(file, &mut package, &relationships_of(&main))?).map_err(broken)?;
    let shared = shared(file, &mut package, &main, &relations)?;
    let Workbook { sheets, book } = workbook(&text(file, &mut package, &main)?).map_err(broken)?;
    if sheets.len() > MAX_SHEETS {
        return Err(beyond(Locus::file(file), "工作表数", "number of sheets", MAX_SHEETS));
    }
    let mut budget = Budget::new();
    let mut source = Source::new(file);
    let mut parts = BTreeSet::new();
    for sheet in sheets {
        let relation = relations.iter().rfind(|one| one.id == sheet.relationship);
        let relation = relation.ok_or_else(|| broken(sheet.name.clone()))?;
        // Charts and dialogues have no cells.
        if !relation.is_a("worksheet") {
            continue;
        }
        let part = resolve(&main, &relation.target);
        // Every sheet has a part of its own; one shared by all would be read for each.
        if !parts.insert(part.to_ascii_lowercase()) {
            return Err(broken(part));
        }
        let text = text(file, &mut package, &part)?;
        let extras = Extras {
            asides: asides_of(file, &mut package, &part)?,
            ..Extras::default()
        };
        let mut filler = Filler::new(file, &sheet.name, extras, book, &mut budget);
        filler.hide(sheet.hidden);
        worksheet::read(&text, &shared, &mut filler)?;
        filler.finish(&mut source)?;
    }
    Ok(source)
}

/// The texts and styles that cells refer to.
fn shared(
    file: &Arc<str>,
    package: &mut Package<'_>,
    main: &str,
    relations: &[Relationship],
) -> Result<Shared, ImportError> {
    let locus = Locus::file(file);
    let broken = |cause: String| damaged(locus.clone(), cause);
    // A part that nobody names may still be there under its usual name.
    let mut part = |kind: &str| {
        let named = relations.iter().find(|one| one.is_a(kind));
        let target = named.map_or(format!("{kind}.xml"), |relation| relation.target.clone());
        package.text(&resolve(main, &target))
    };
    Ok(Shared {
        strings: match part("sharedStrings")? {
            Some(strings) => rich::shared(&strings, &locus, broken)?,
            None => Vec::new(),
        },
        styles: match part("styles")? {
            Some(styles) => styles_xml::read(&styles).map_err(broken)?,
            None => Styles::default(),
        },
    })
}

/// What lies on a sheet beside its cells.
///
/// # Errors
/// If a part of it is damaged.
pub(crate) fn asides_of(file: &Arc<str>, package: &mut Package<'_>, sheet: &str) -> Result<Vec<Aside>, ImportError> {
    let broken = |cause: String| damaged(Locus::file(file), cause);
    let Some(relations) = package.text(&relationships_of(sheet))? else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for relation in relationships(&relations).map_err(broken)? {
        let read = match relation.kind.rsplit('/').next() {
            Some("comments") if !relation.target.ends_with(".bin") => asides::comments,
            Some("drawing") => asides::drawing,
            _ => continue,
        };
        if let Some(part) = package.text(&resolve(sheet, &relation.target))? {
            found.extend(read(&part).map_err(broken)?);
        }
    }
    Ok(found)
}

/// The text of a part that has to be there.
fn text(file: &Arc<str>, package: &mut Package<'_>, path: &str) -> Result<String, ImportError> {
    package.text(path)?.ok_or_else(|| damaged(Locus::file(file), path))
}

/// The workbook's main part.
fn main_part(relationships: &[Relationship]) -> Option<String> {
    let main = relationships.iter().rfind(|one| one.is_a("officeDocument"))?;
    Some(resolve("", &main.target)).filter(|part| !part.is_empty())
}

/// What the main part says.
#[derive(Debug, Default)]
struct Workbook {
    sheets: Vec<Listed>,
    book: Book,
}

/// A sheet as the workbook's main part lists it.
#[derive(Debug)]
struct Listed {
    name: String,
    relationship: String,
    hidden: bool,
}

fn workbook(text: &str) -> Result<Workbook, String> {
    let mut reader = xml::reader(text);
    let mut workbook = Workbook::default();
    loop {
        match xml::next(&mut reader)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "sheet" => {
                    let mut attributes = element.attributes();
                    let mut attributes = attributes.with_checks(false).flatten();
                    let id = attributes.find(|attribute| attribute.key.local_name().as_ref() == "id");
                    workbook.sheets.push(Listed {
                        name: xml::attribute(&element, "name").unwrap_or_default(),
                        relationship: id.map(|id| id.value.into_owned()).unwrap_or_default(),
                        hidden: xml::raw(&element, "state").is_some_and(|state| state != "visible"),
                    });
                }
                "workbookPr" if xml::is_true(&element, "date1904") => workbook.book.calendar = Calendar::From1904,
                "calcPr" => workbook.book.due = xml::is_true(&element, "fullCalcOnLoad"),
                _ => {}
            },
            Event::Eof => return Ok(workbook),
            _ => {}
        }
    }
}
