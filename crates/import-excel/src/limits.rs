//! How large a workbook may be. A real one has a few hundred cells and fifty
//! kilobytes; the limits are far above that, and far below what hurts.

/// Bytes of the file itself.
pub(crate) const MAX_FILE: u64 = 64 << 20;
/// Bytes of a `.xls` workbook: it is read as a whole, not streamed.
pub(crate) const MAX_LEGACY: u64 = 16 << 20;
/// Parts in the archive.
pub(crate) const MAX_PARTS: usize = 4_096;
/// Bytes of one part, unpacked.
pub(crate) const MAX_PART: u64 = 64 << 20;
/// Bytes of all parts, unpacked.
pub(crate) const MAX_UNPACKED: u64 = 256 << 20;
/// Sheets in a workbook.
pub(crate) const MAX_SHEETS: usize = 1_000;
/// Filled cells in all sheets.
pub(crate) const MAX_CELLS: usize = 500_000;
/// Bytes of text in all cells: one shared string may be named by every cell.
pub(crate) const MAX_TEXT: usize = 128 << 20;
/// Rows and columns a sheet can have, in any version of Excel.
pub(crate) const MAX_ROWS: u32 = 1 << 20;
/// See [`MAX_ROWS`].
pub(crate) const MAX_COLUMNS: u32 = 1 << 14;
/// Merged regions in one sheet: each is looked through for every label.
pub(crate) const MAX_MERGES: usize = 10_000;
/// Shared strings a workbook may announce: the reader reserves memory for them.
pub(crate) const MAX_STRINGS: u64 = 1_000_000;
/// Number of a shared formula: the reader reserves memory up to it.
pub(crate) const MAX_SHARED_FORMULAS: u64 = 65_536;
/// Characters of a formula, as in Excel.
pub(crate) const MAX_FORMULA: usize = 8_192;
/// Cells, filled or not, in the rectangles around the cells of a `.xls` workbook:
/// the reader allocates all of them, twice.
pub(crate) const MAX_AREA: u64 = 2_000_000;
/// Continuations of one record of a `.xls` workbook: the reader takes quadratic time.
pub(crate) const MAX_CONTINUED: usize = 4_096;
/// Bytes of a formula's tokens in a binary workbook; longer ones are not decoded. Excel
/// writes 1,800 at most to `.xls`.
pub(crate) const MAX_TOKENS: usize = 4_096;
