//! How large a workbook may be. A real one has a few hundred cells and fifty
//! kilobytes; the limits are far above that, and far below what hurts.

/// Bytes of the file itself.
pub(crate) const MAX_FILE: u64 = 64 << 20;
/// Parts in the archive.
pub(crate) const MAX_PARTS: usize = 4_096;
/// Bytes of one part, unpacked.
pub(crate) const MAX_PART: u64 = 64 << 20;
/// Bytes of all parts, unpacked.
pub(crate) const MAX_UNPACKED: u64 = 256 << 20;
/// Filled cells in all sheets.
pub(crate) const MAX_CELLS: usize = 500_000;
/// Rows and columns a sheet can have, in any version of Excel.
pub(crate) const MAX_ROWS: u32 = 1 << 20;
/// See [`MAX_ROWS`].
pub(crate) const MAX_COLUMNS: u32 = 1 << 14;
/// Merged regions in one sheet: each is looked through for every label.
pub(crate) const MAX_MERGES: usize = 10_000;
/// Shared strings a workbook may announce: the reader reserves memory for them.
pub(crate) const MAX_STRINGS: u64 = 1_000_000;
