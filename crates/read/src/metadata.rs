//! The sheet 基本信息: items and their values side by side.

mod columns;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use nianbao_model::date::parse_date;
use nianbao_model::form::Form;
use nianbao_model::label;
use nianbao_model::locus::CellRef;
use nianbao_model::office;
use nianbao_model::report::{Conflict, Duplicate, Field, Metadata, Sourced, Unread, WhyUnread};
use nianbao_model::source::{Cell, CellValue, Sheet};

use crate::area::Area;
use crate::narrative::{is_form_note, is_part_heading};
use crate::title;
use columns::Columns;

/// What the sheet is called.
pub(crate) const NAMES: [&str; 3] = ["基本信息", "基本情况", "封面"];

/// The item that allows a finding; there may be several.
const ALLOWANCES: [&str; 3] = ["允许", "允许的规则", "豁免"];

/// Whether a sheet of another name holds the basic data: the organ's name and two more known
/// items, or the year and nothing else; beside a table, where such notes are common, the year
/// and one more.
pub(crate) fn looks_like(area: &Area<'_>, beside_table: bool) -> bool {
    let known: Vec<_> = area.cells().filter_map(|(_, cell)| field_of(cell)).collect();
    let has_year = known.contains(&Field::Year);
    let is_small = !beside_table && has_year && area.cells().count() <= 4 * known.len();
    known.contains(&Field::Organ) && (is_small || known.len() >= 3 && (!beside_table || has_year))
}

/// Parts a sheet that holds both: the items, down to the last known one before the
/// first heading of a part and the pairs right below it, and the text.
pub(crate) fn split<'a>(area: Area<'a>, form: &Form) -> (Area<'a>, Area<'a>) {
    let heading = area
        .cells()
        .find(|(_, cell)| is_part_heading(cell, form))
        .map_or(u32::MAX, |(at, _)| at.row);
    let items = area.cells().filter(|(_, cell)| field_of(cell).is_some());
    let last = items.map(|(at, _)| at.row).filter(|row| *row < heading).max();
    let end = last.map_or(0, |last| {
        let is_pair = |row: &u32| *row < heading && is_pair(area.row(*row));
        (last + 1..).find(|row| !is_pair(row)).unwrap_or(last)
    });
    area.split_at(end)
}

/// The longest name of an item, in characters.
const LONGEST_NAME: usize = 12;
/// The longest text with the name of a known item, notes and marks included, in bytes.
const LONGEST_LABEL: usize = 150;

/// Whether a row is an item of whatever name, with its value.
fn is_pair<'a>(mut cells: impl Iterator<Item = (CellRef, &'a Cell)>) -> bool {
    let name = cells.next().and_then(|(_, cell)| cell.text());
    name.is_some_and(|name| name.chars().count() <= LONGEST_NAME) && cells.next().is_some()
}

/// The report's year, by the sheets that hold basic data whatever else they hold: known
/// before the form is.
pub(crate) fn year<'a>(sheets: impl Iterator<Item = &'a Sheet>) -> Option<i32> {
    let areas = sheets.filter_map(|sheet| {
        let area = Area::whole(sheet);
        let is_basic = NAMES.contains(&label::normalize(&sheet.name).as_str()) || looks_like(&area, false);
        is_basic.then_some(area)
    });
    let (metadata, _) = read(&areas.collect::<Vec<_>>());
    metadata.year()
}

/// Reads the basic data from these sheets, and tells what of them was not read.
pub(crate) fn read(areas: &[Area<'_>]) -> (Metadata, Vec<Unread>) {
    let mut metadata = Metadata::default();
    let (mut unread, mut covers) = (Vec::new(), Vec::new());
    for area in areas {
        let rows: BTreeSet<u32> = area.cells().map(|(at, _)| at.row).collect();
        let mut reader = Reader {
            area,
            columns: Columns::default(),
            above: None,
            cover: None,
            metadata: &mut metadata,
            beside: BTreeMap::new(),
        };
        for row in rows {
            reader.row(row);
        }
        covers.extend(reader.cover.take());
        let told = reader.beside.into_values().map(|(why, cells)| Unread { why, cells });
        unread.extend(told);
    }
    covers.into_iter().for_each(|cover| cover.complete(&mut metadata));
    (metadata, unread)
}

/// A cell with what it shows.
struct Shown<'a> {
    at: CellRef,
    cell: &'a Cell,
    text: String,
}

/// What stands on a cover: the title, the office that it names, and the day.
struct Cover {
    organ: String,
    title: Sourced<String>,
    day: Option<Sourced<String>>,
}

impl Cover {
    /// Fills in what no item gives; what an item gives otherwise is a conflict.
    fn complete(self, metadata: &mut Metadata) {
        let day = self.day.map(|day| (Field::Signed, day));
        for (field, second) in std::iter::once((Field::Title, self.title)).chain(day) {
            let is_same = |first: &Sourced<String>| match field {
                Field::Signed => parse_date(&first.value) == parse_date(&second.value),
                _ => label::normalize(&first.value) == label::normalize(&second.value),
            };
            match metadata.fields.get(&field) {
                Some(first) if is_same(first) => {}
                Some(first) => metadata.conflicts.push(Conflict {
                    name: field.name().to_owned(),
                    first: first.clone(),
                    second,
                }),
                None => {
                    metadata.fields.insert(field, second);
                }
            }
        }
    }
}

/// The item read last: what goes on below it is found by it.
struct Above {
    name: String,
    row: u32,
    /// Its name's column and its value's.
    columns: (u32, u32),
}

/// Reads the rows of one sheet.
struct Reader<'a, 'm> {
    area: &'a Area<'a>,
    /// What the heads say of the columns.
    columns: Columns,
    above: Option<Above>,
    /// The cover that the sheet is.
    cover: Option<Cover>,
    metadata: &'m mut Metadata,
    /// What was not read: by column, or by item.
    beside: BTreeMap<String, (WhyUnread, Vec<Sourced<String>>)>,
}

impl<'a> Reader<'a, '_> {
    /// Reads the items of one row: the first text is an item, whatever it is called; further
    /// right only what is known by name.
    fn row(&mut self, row: u32) {
        let cells = self.cells(row);
        let filled = |column| self.area.cells().any(|(at, _)| at.row > row && at.column == column);
        let heads = cells.iter().map(|shown| (shown.at.column, shown.text.as_str()));
        if let Some(columns) = Columns::of(&heads.collect::<Vec<_>>(), filled) {
            self.columns = columns;
            return;
        }
        if self.goes_on(&cells) {
            return;
        }
        // Numbers before the first item count the rows.
        let Some(start) = cells.iter().position(|shown| shown.cell.text().is_some()) else {
            self.tell(WhyUnread::NoItem, &cells);
            return;
        };
        let cells = &cells[start..];
        let names: Vec<usize> = (0..cells.len())
            .filter(|nth| *nth == 0 || field(&cells[*nth].text).is_some() || is_form_note(&cells[*nth].text))
            .collect();
        for (nth, name) in names.iter().enumerate() {
            let end = names.get(nth + 1).copied().unwrap_or(cells.len());
            if ALLOWANCES.contains(&label::normalize(cells[*name].text.trim_end_matches([':', '\u{ff1a}'])).as_str()) {
                self.metadata.allowances.extend(allowance(self.area, cells[*name].at));
                return;
            }
            self.item(&cells[*name], &cells[name + 1..end], row);
        }
    }

    /// The filled cells of a row, without columns that explain.
    fn cells(&mut self, row: u32) -> Vec<Shown<'a>> {
        let filled = self
            .area
            .row(row)
            .filter(|(_, cell)| !cell.is_blank() && !matches!(cell.value, CellValue::Error(_)));
        let shown = filled.map(|(at, cell)| Shown {
            at,
            cell,
            text: cell
                .text()
                .map_or_else(|| cell.display().trim().to_owned(), str::to_owned),
        });
        let mut own = Vec::new();
        for shown in shown {
            match self.columns.unread(shown.at.column) {
                // Numbers before an item count the rows.
                Some(_) if self.columns.is_before(shown.at.column) && shown.cell.text().is_none() => {}
                Some(why) => self.tell(why, &[shown]),
                None => own.push(shown),
            }
        }
        own
    }

    /// Whether a row goes on with the value above it: nothing stands under the item's name.
    fn goes_on(&mut self, cells: &[Shown<'_>]) -> bool {
        let (Some(above), Some(first)) = (&self.above, cells.first()) else {
            return false;
        };
        let (item, value) = above.columns;
        let is_below = first.at.row == above.row + 1 && first.at.column > item && first.at.column <= value;
        if !is_below || cells.iter().any(|shown| field(&shown.text).is_some()) {
            return false;
        }
        let name = above.name.clone();
        self.above = Some(Above {
            row: first.at.row,
            name: name.clone(),
            columns: (item, value),
        });
        let known = field(&name);
        let earlier = known.and_then(|field| self.metadata.fields.get_mut(&field));
        let mut used = 0;
        if let Some(earlier) = earlier {
            let mut pieces = vec![earlier.value.as_str()];
            pieces.extend(cells.iter().map(|shown| shown.text.as_str()));
            let read = value::read(known, &pieces).filter(|read| read.pieces.start == 0);
            if let Some(read) = read {
                (earlier.value, used) = (read.value, read.pieces.len() - 1);
            }
        }
        self.tell(WhyUnread::BesideItem(name), &cells[used..]);
        true
    }

    /// Takes an item over with its value, which may lie over several cells.
    fn item(&mut self, name: &Shown<'_>, values: &[Shown<'_>], row: u32) {
        if values.is_empty() {
            self.nameless(name, row);
            return;
        }
        let pieces: Vec<&str> = values.iter().map(|shown| shown.text.as_str()).collect();
        let read = value::read(field(&name.text), &pieces);
        let Some(value::Read { value, pieces: used }) = read else {
            // Each of two cells might be the value.
            self.metadata.blank.extend(field(&name.text));
            self.tell(WhyUnread::RivalValues(name.text.clone()), values);
            return;
        };
        let first = &values[used.start];
        let locus = self.area.locus(first.at);
        insert(self.metadata, &name.text, Sourced { value, locus });
        self.above = Some(Above {
            name: name.text.clone(),
            row,
            columns: (name.at.column, first.at.column),
        });
        let beside = || WhyUnread::BesideItem(name.text.clone());
        self.tell(beside(), &values[..used.start]);
        self.tell(beside(), &values[used.end..]);
    }

    /// A text with nothing beside it: an item that was left blank, the sheet's own title in its
    /// first row, or something else.
    fn nameless(&mut self, name: &Shown<'_>, row: u32) {
        if let Some((item, value)) = in_one_cell(&name.text) {
            let locus = self.area.locus(name.at);
            let value = value.to_owned();
            insert(self.metadata, item, Sourced { value, locus });
            return;
        }
        // A sheet that is the report's cover: its title, and below it the office and the day.
        if self.take_cover(name) {
            return;
        }
        const TITLE: usize = 20;
        let is_first = self.area.cells().next().is_some_and(|(at, _)| at.row == row);
        let is_title = is_first && name.text.chars().count() <= TITLE;
        match field(&name.text) {
            Some(field) => self.metadata.blank.push(field),
            None if is_title => {}
            None => {
                let locus = self.area.locus(name.at);
                let value = name.text.clone();
                self.note(WhyUnread::NoItem, Sourced { value, locus });
            }
        }
    }

    /// Takes the title of a cover, which names the office and the year, and below it the day; the office's name says
    /// nothing more.
    fn take_cover(&mut self, shown: &Shown<'_>) -> bool {
        let text = &shown.text;
        let sourced = Sourced {
            value: text.clone(),
            locus: self.area.locus(shown.at),
        };
        let Some(cover) = &mut self.cover else {
            let (organ, year) = title::said(text);
            let Some(organ) = organ.filter(|_| year.is_some() && title::is_title(text)) else {
                return false;
            };
            self.cover = Some(Cover {
                organ,
                title: sourced,
                day: None,
            });
            return true;
        };
        if cover.day.is_none() && parse_date(text).is_some() {
            cover.day = Some(sourced);
            return true;
        }
        let [organ, title, own] = [&cover.organ, &cover.title.value, text].map(|text| label::normalize(text));
        own.starts_with(&organ) && title.starts_with(&own)
    }

    fn tell(&mut self, why: WhyUnread, cells: &[Shown<'_>]) {
        for shown in cells {
            let locus = self.area.locus(shown.at);
            let value = shown.text.clone();
            self.note(why.clone(), Sourced { value, locus });
        }
    }

    fn note(&mut self, why: WhyUnread, cell: Sourced<String>) {
        let key = format!("{why:?}");
        self.beside.entry(key).or_insert((why, Vec::new())).1.push(cell);
    }
}

/// A known item and its value in one cell (机关名称：某市水务局); none where another item follows.
fn in_one_cell(text: &str) -> Option<(&str, &str)> {
    let colon = [':', '\u{ff1a}'];
    let (item, value) = text.split_once(colon)?;
    let value = value.trim();
    let names = |text: &str| {
        Field::ALL
            .iter()
            .any(|(_, name, others)| text.ends_with(name) || others.iter().any(|other| text.ends_with(other)))
    };
    let goes_on = value.contains('\n') || value.match_indices(colon).any(|(at, _)| names(value[..at].trim_end()));
    (field(item).is_some() && !value.is_empty() && !goes_on).then_some((item, value))
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
    let name = label::unmarked(name);
    // `编制单位：办公室`: who in the office made the report, and not which office it is.
    let is_made_by = name == "编制单位" && is_a_department(&second.value);
    let field = |name: &str| field(name).filter(|_| !is_made_by);
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

/// Whether a name is that of a part of an office: 办公室, 政务公开科.
fn is_a_department(name: &str) -> bool {
    const LONGEST: usize = 6;
    let name = name.trim();
    name.chars().count() <= LONGEST && name.ends_with(['科', '股', '室', '处', '组']) && office::places(name).is_empty()
}

/// The field an item's name stands for.
fn field(name: &str) -> Option<Field> {
    Field::named(name)
}

/// The field whose name a cell holds.
fn field_of(cell: &Cell) -> Option<Field> {
    // A sentence names none, and is not made a label of to see that.
    cell.text().filter(|text| text.len() <= LONGEST_LABEL)?;
    Field::labelled(cell.label()?)
}
