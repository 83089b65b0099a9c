//! Which of several copies of a table is read: never another year's instead of this year's, no unused
//! template beside a filled table, and none that nobody sees beside one that is seen.

use nianbao_model::locus::{CellRef, Locus};
use nianbao_model::report::{Omission, Omitted, OtherYear, OtherYearFate};

use super::units::Units;
use crate::locate::Located;
use crate::wording;

/// How many rows above a table its title may stand.
const TITLE_ROWS: u32 = 4;

/// A table in one sheet.
pub(crate) struct Copy<'a> {
    pub(crate) located: Located<'a>,
    pub(crate) units: Units,
}

/// The copies sorted.
pub(super) struct Chosen<'a> {
    pub(super) read: Vec<Copy<'a>>,
    pub(super) blank: Vec<Omitted>,
    pub(super) other_years: Vec<OtherYear>,
}

/// Sorts the copies of a table: by the year that their sheets and titles name, and then by whether
/// anything is filled in.
pub(super) fn choose<'a>(copies: Vec<Copy<'a>>, year: Option<i32>) -> Chosen<'a> {
    let years: Vec<Option<bool>> = copies.iter().map(|copy| is_own_year(copy, year)).collect();
    let is_named = |copy: &Copy<'_>| copy.located.is_filled().is_some();
    let any = |wanted: Option<bool>| {
        copies
            .iter()
            .zip(&years)
            .any(|(copy, own)| is_named(copy) && *own == wanted)
    };
    let has_own = any(Some(true)) || (any(None) && any(Some(false)));
    let is_others = |own: &Option<bool>| has_own && *own == Some(false);
    let (others, own): (Vec<_>, Vec<_>) = copies.into_iter().zip(years).partition(|(_, own)| is_others(own));
    let mut read: Vec<Copy<'a>> = own.into_iter().map(|(copy, _)| copy).collect();
    let is_filled = |copy: &Copy<'_>| copy.located.is_filled() == Some(true);
    let blank_own = read
        .iter()
        .find(|copy| is_named(copy))
        .filter(|_| !read.iter().any(is_filled));
    let blank_own = blank_own.map(|copy| place(&copy.located));
    let left_out = others.iter().filter(|(copy, _)| is_named(copy)).map(|(copy, _)| {
        let blank = blank_own.clone().filter(|_| is_filled(copy));
        of_other_year(
            copy,
            blank.map_or(OtherYearFate::LeftOut, OtherYearFate::LeftOutForBlank),
        )
    });
    let mut other_years: Vec<OtherYear> = left_out.collect();
    let names_other = |copy: &&Copy<'_>| wording::names_own_year(&copy.located.sheet.name, year) == Some(false);
    let read_still = read.iter().filter(names_other).filter(|copy| is_filled(copy));
    other_years.extend(read_still.map(|copy| of_other_year(copy, OtherYearFate::Read)));
    // A table may go over several sheets: only one that has all the rows stands for another.
    let most = read.iter().map(|copy| copy.located.rows.len()).max().unwrap_or(0);
    let mut blank = Vec::new();
    let mut leave_out = |copy: &Copy<'_>, reason: Option<Omission>| {
        blank.extend(reason.map(|reason| Omitted {
            reason,
            text: copy.located.table.label.clone(),
            count: 1,
            locus: Locus::sheet(&copy.located.sheet.file, &copy.located.sheet.name),
        }));
        reason.is_none()
    };
    if read.iter().any(is_filled) {
        let is_template = |copy: &Copy<'_>| copy.located.is_filled() == Some(false);
        read.retain(|copy| leave_out(copy, is_template(copy).then_some(Omission::BlankCopy)));
    }
    let is_whole = |copy: &Copy<'_>| copy.located.rows.len() == most;
    if read
        .iter()
        .any(|copy| !copy.located.sheet.hidden && is_filled(copy) && is_whole(copy))
    {
        let is_hidden = |copy: &Copy<'_>| copy.located.sheet.hidden && is_named(copy);
        read.retain(|copy| leave_out(copy, is_hidden(copy).then_some(Omission::HiddenCopy)));
    }
    Chosen {
        read,
        blank,
        other_years,
    }
}

fn of_other_year(copy: &Copy<'_>, fate: OtherYearFate) -> OtherYear {
    OtherYear {
        sheet: copy.located.sheet.name.to_string(),
        locus: place(&copy.located),
        fate,
    }
}

/// Where a table begins.
fn place(located: &Located<'_>) -> Locus {
    let first = located.rows.first().map(|row| row.locus());
    first.unwrap_or_else(|| Locus::sheet(&located.sheet.file, &located.sheet.name))
}

/// Whether a copy's sheet, or else its title, or else its file, names this year or another.
fn is_own_year(copy: &Copy<'_>, year: Option<i32>) -> Option<bool> {
    let Located { sheet, .. } = &copy.located;
    let titles = || {
        let extent = copy.located.extent()?;
        let rows = extent.first.row.saturating_sub(TITLE_ROWS)..=extent.first.row;
        let (from, to) = (CellRef::new(*rows.start(), 0), CellRef::new(*rows.end(), u32::MAX));
        let is_header = |at: &CellRef| copy.located.header.iter().any(|header| header.region.first == *at);
        let titles = sheet.cells.range(from..=to).filter(|(at, _)| !is_header(at));
        let mut titles = titles.filter_map(|(_, cell)| cell.text());
        titles.find_map(|title| wording::names_own_year(title, year))
    };
    let stem = sheet.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let file = || wording::names_own_year(stem, year);
    wording::names_own_year(&sheet.name, year).or_else(titles).or_else(file)
}
