//! Reads `.ods` (OpenDocument, as LibreOffice writes it): the XML itself, in one pass.
//!
//! calamine reads `.ods` too, but only into rectangles: a file of a few hundred bytes may
//! repeat its rows and columns until they fill the memory, and merged regions, hidden rows and
//! percentages are not passed on. What calamine would be needed for (shared strings, number
//! formats, dates, shared formulas) OpenDocument spells out.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use nianbao_model::plugin::ImportError;
use nianbao_model::source::CellValue;
use nianbao_model::{CellRange, CellRef, Locus, Source};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::errors::{beyond, damaged, password};
use crate::ods_aside;
use crate::ods_cell::{self, Content};
use crate::ods_formula;
use crate::ods_styles::Styles;
use crate::package::Package;
use crate::page_text;
use crate::preflight::CONTENT;
use crate::sheet::{Aside, Book, Budget, Extras, Filler, Stored};
use crate::style::Piece;
use crate::xml;
use nianbao_model::limits::{MAX_COLUMNS, MAX_ROWS, MAX_SHEETS};

/// The part that lists all others, and says which are encrypted.
const MANIFEST: &str = "META-INF/manifest.xml";
/// The part with the styles that have names.
const STYLES: &str = "styles.xml";
/// What an encrypted part's entry contains there.
const ENCRYPTED: &str = "encryption-data";

/// Elements with tables or text in them that are not the sheet's.
const ASIDE: [&str; 4] = ["tracked-changes", "dde-links", "forms", "content-validations"];

/// Reads a workbook that passed the preflight.
///
/// # Errors
/// If it is damaged, beyond the limits or has a password.
pub(crate) fn read(file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
    let mut package = Package::open(file, bytes)?;
    if package
        .text(MANIFEST)?
        .is_some_and(|manifest| manifest.contains(ENCRYPTED))
    {
        return Err(password(file));
    }
    let text = package
        .text(CONTENT)?
        .ok_or_else(|| damaged(Locus::file(file), CONTENT))?;
    let broken = |cause| damaged(Locus::file(file), cause);
    let mut styles = Styles::default();
    if let Some(common) = package.text(STYLES)? {
        styles.add(&common).map_err(broken)?;
    }
    styles.add(&text).map_err(broken)?;
    let mut reader = xml::reader(&text);
    let mut budget = Budget::new();
    let mut source = Source::new(file);
    loop {
        match xml::next(&mut reader).map_err(broken)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "table" => {
                    if source.sheets.len() == MAX_SHEETS {
                        return Err(beyond(Locus::file(file), "工作表数", "number of sheets", MAX_SHEETS));
                    }
                    let name = xml::attribute(&element, "table:name").unwrap_or_default();
                    let mut filler = Filler::new(file, &name, Extras::default(), Book::default(), &mut budget);
                    let style = xml::attribute(&element, "table:style-name").unwrap_or_default();
                    filler.hide(styles.hides(&style));
                    for text in styles.page_texts(&style) {
                        page_text::add_words(&mut filler.extras().asides, text.clone());
                    }
                    let filler = OpenSheet::new(filler, &mut styles).read(&mut reader)?;
                    filler.finish(&mut source)?;
                }
                name if ASIDE.contains(&name) => xml::pass_over(&mut reader).map_err(broken)?,
                _ => {}
            },
            Event::Eof => return Ok(source),
            _ => {}
        }
    }
}

/// A sheet being read.
struct OpenSheet<'a, 's> {
    filler: Filler<'a>,
    styles: &'s mut Styles,
    /// The styles of columns, by the last column of each run.
    columns: BTreeMap<u32, String>,
    row: u32,
    column: u32,
    /// How many groups of rows, or of columns, we are in; and at how many of them the
    /// outermost collapsed one began.
    groups: usize,
    collapsed: Option<usize>,
}

/// A run of equal rows.
struct Row {
    cells: Vec<(CellRange, Content)>,
    repeated: u32,
}

impl<'a, 's> OpenSheet<'a, 's> {
    fn new(filler: Filler<'a>, styles: &'s mut Styles) -> Self {
        Self {
            filler,
            styles,
            columns: BTreeMap::new(),
            row: 0,
            column: 0,
            groups: 0,
            collapsed: None,
        }
    }

    /// Reads up to the end of the table.
    fn read(mut self, reader: &mut Reader<&[u8]>) -> Result<Filler<'a>, ImportError> {
        let locus = self.filler.locus();
        let broken = |cause| damaged(locus.clone(), cause);
        loop {
            match xml::next(reader).map_err(broken)? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "table-row-group" | "table-column-group" => {
                        self.groups += 1;
                        if is(&element, "table:display", "false") {
                            self.collapsed.get_or_insert(self.groups);
                        }
                    }
                    "table-column" => {
                        let last = self
                            .column
                            .saturating_add(repeated(&element, "table:number-columns-repeated"));
                        if self.is_hidden(&element) {
                            self.filler.extras().hidden_columns.push(self.column, last - 1);
                        }
                        if let Some(style) = xml::attribute(&element, "table:default-cell-style-name") {
                            self.columns.insert(last - 1, style);
                        }
                        self.column = last;
                    }
                    "table-row" => {
                        let row = self.read_row(reader, &element).map_err(broken)?;
                        let last = self.row.saturating_add(row.repeated);
                        if self.is_hidden(&element) {
                            self.filler.extras().hidden_rows.push(self.row, last - 1);
                        }
                        self.put(&row)?;
                        self.row = last;
                    }
                    name if ods_aside::is_one(name) => {
                        let aside = ods_aside::read(reader, &element).map_err(broken)?;
                        self.filler.extras().asides.extend(aside);
                    }
                    name if ASIDE.contains(&name) => xml::pass_over(reader).map_err(broken)?,
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "table-row-group" | "table-column-group" => {
                        self.collapsed = self.collapsed.filter(|began| *began < self.groups);
                        self.groups = self.groups.saturating_sub(1);
                    }
                    "table" => return Ok(self.filler),
                    _ => {}
                },
                Event::Eof => return Err(broken("table:table".to_owned())),
                _ => {}
            }
        }
    }

    /// Reads up to the end of a row. Cells that are covered by a merged one are passed over.
    fn read_row(&mut self, reader: &mut Reader<&[u8]>, element: &BytesStart<'_>) -> Result<Row, String> {
        let mut row = Row {
            cells: Vec::new(),
            repeated: repeated(element, "table:number-rows-repeated"),
        };
        let mut column = 0u32;
        let of_row = xml::attribute(element, "table:default-cell-style-name");
        loop {
            match xml::next(reader)? {
                Event::Start(element) => match element.local_name().as_ref() {
                    name @ ("table-cell" | "covered-table-cell") => {
                        let covered = name.starts_with("covered");
                        let of_column = self.columns.range(column..).next().map(|(_, style)| style.as_str());
                        let style = of_row.as_deref().or(of_column);
                        let content = ods_cell::read(reader, &element, self.styles, style)?;
                        let after = column.saturating_add(repeated(&element, "table:number-columns-repeated"));
                        let place = CellRange {
                            first: CellRef::new(0, column),
                            last: CellRef::new(0, after - 1),
                        };
                        if !covered && !content.is_blank() {
                            row.cells.push((place, content));
                        }
                        column = after;
                    }
                    _ => xml::pass_over(reader)?,
                },
                Event::End(element) if element.local_name().as_ref() == "table-row" => return Ok(row),
                Event::Eof => return Err("table:table-row".to_owned()),
                _ => {}
            }
        }
    }

    fn is_hidden(&self, element: &BytesStart<'_>) -> bool {
        let visibility = xml::raw(element, "table:visibility");
        self.collapsed.is_some() || visibility.is_some_and(|value| value == "collapse" || value == "filter")
    }

    /// Takes over a run of rows. Every filled cell counts, however often it is repeated.
    fn put(&mut self, row: &Row) -> Result<(), ImportError> {
        for (place, content) in &row.cells {
            if content.merged != (1, 1) {
                let last = CellRef::new(
                    self.row.saturating_add(content.merged.0 - 1).min(MAX_ROWS - 1),
                    place
                        .first
                        .column
                        .saturating_add(content.merged.1 - 1)
                        .min(MAX_COLUMNS - 1),
                );
                let first = CellRef::new(self.row, place.first.column);
                self.filler.extras().merges.push(CellRange { first, last });
            }
            for aside in &content.asides {
                let at = Some(CellRef::new(self.row, place.first.column));
                self.filler.extras().asides.push(Aside { at, ..aside.clone() });
            }
            if content.value == CellValue::Empty && content.formula.is_none() {
                continue;
            }
            let named = content.style.as_deref();
            let (style, doubt) = match named.map(|style| self.styles.cell_with(style, &content.value)) {
                Some((style, doubt)) => (Some(style), doubt),
                None => (None, None),
            };
            if let Some(doubt) = doubt {
                let at = Some(CellRef::new(self.row, place.first.column));
                self.filler.doubt(at, doubt)?;
            }
            let pieces: Rc<[Piece]> = content.pieces.as_slice().into();
            for down in 0..row.repeated {
                for column in place.first.column..=place.last.column {
                    let at = CellRef::new(self.row.saturating_add(down), column);
                    let formula = content.formula.as_deref().and_then(ods_formula::translate);
                    let stored = Stored {
                        value: content.value.clone(),
                        formula,
                        style: style.as_deref(),
                        pieces: Rc::clone(&pieces),
                    };
                    self.filler.put_stored(at, stored)?;
                }
            }
        }
        Ok(())
    }
}

/// How often an element stands for itself: once, where it does not say.
fn repeated(element: &BytesStart<'_>, name: &str) -> u32 {
    let number = xml::raw(element, name).and_then(|value| value.parse().ok());
    number.unwrap_or(1).max(1)
}

fn is(element: &BytesStart<'_>, name: &str, value: &str) -> bool {
    xml::raw(element, name).is_some_and(|found| found == value)
}
