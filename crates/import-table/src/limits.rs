//! How large a table may be. A real one has a few hundred cells; the limits are far
//! above that, and far below what hurts.

/// Bytes of the file: its text and its cells are held in memory, at several times that.
pub(crate) const MAX_FILE: usize = 16 << 20;
/// Filled cells of delimited values; cells, filled or not, of all HTML tables.
pub(crate) const MAX_CELLS: usize = 500_000;
/// Rows and columns a sheet can have, as in Excel.
pub(crate) const MAX_ROWS: u32 = 1 << 20;
/// See [`MAX_ROWS`].
pub(crate) const MAX_COLUMNS: u32 = 1 << 14;
/// Merged regions in one table: each is looked through for every label.
pub(crate) const MAX_MERGES: usize = 10_000;
/// Tables in a page.
pub(crate) const MAX_TABLES: usize = 1_000;
/// Elements within elements: the HTML parser looks through all open ones for each tag.
pub(crate) const MAX_DEPTH: usize = 1_000;
/// Rows and columns one cell may span, by the HTML standard.
pub(crate) const MAX_ROW_SPAN: u32 = 65_534;
/// See [`MAX_ROW_SPAN`].
pub(crate) const MAX_COLUMN_SPAN: u32 = 1_000;
/// How far into a file its character set is looked for; the standard says 1,024 bytes,
/// but Office puts its namespaces before it.
pub(crate) const CHARSET_HEAD: usize = 4_096;
