//! How much is written into one workbook.

use nianbao_model::limits::MAX_NUMBERS;

/// The years a report can be about; what `年度` is read as, see
/// [`nianbao_model::report::Metadata::year`].
pub(crate) const YEARS: std::ops::RangeInclusive<i32> = 1949..=2200;

/// Figures of all offices on the data sheet: as many as the program itself reads in a workbook,
/// with room for the numbers that stand elsewhere in it.
pub(crate) const MAX_FIGURES: usize = MAX_NUMBERS - 10_000;

/// Characters (UTF-16 units) Excel keeps in a cell.
pub(crate) const MAX_TEXT: usize = 32_767;

/// Characters a sheet's name can have.
pub(crate) const MAX_SHEET_NAME: usize = 31;
