//! How large a document may be. A report's text is fifty kilobytes and a Word file
//! with pictures a few megabytes; the limits are far above that, and far below what
//! hurts.

/// Bytes of a file of plain text or Markdown.
pub(crate) const MAX_TEXT: usize = 8 << 20;
/// Bytes of a Word file.
pub(crate) const MAX_FILE: usize = 64 << 20;
/// Parts in a Word file.
pub(crate) const MAX_PARTS: usize = 4_096;
/// Bytes of one part that is read, unpacked.
pub(crate) const MAX_PART: u64 = 64 << 20;
/// Bytes of all parts that are read, unpacked.
pub(crate) const MAX_UNPACKED: u64 = 128 << 20;
/// Elements inside each other: Word writes some ten for a paragraph in a table.
pub(crate) const MAX_DEPTH: usize = 256;
/// Lines of text in a document.
pub(crate) const MAX_LINES: usize = 200_000;
/// Remarks on a document.
pub(crate) const MAX_REMARKS: usize = 20_000;
/// Filled cells in all tables.
pub(crate) const MAX_CELLS: usize = 500_000;
/// Merged regions in one table: each is looked through for every label.
pub(crate) const MAX_MERGES: usize = 10_000;
/// Columns in a table; Word itself stops at 63.
pub(crate) const MAX_COLUMNS: u32 = 1_024;
/// Styles based on each other, and so also the end of a circle of them.
pub(crate) const MAX_STYLE_CHAIN: usize = 32;
/// Characters of a numbering level's text; Word itself stops at 31.
pub(crate) const MAX_LEVEL_TEXT: usize = 64;
/// Bytes of the name of a style or list; Word itself stops at 255 characters.
pub(crate) const MAX_NAME: usize = 1_024;
/// Fields inside each other; of more than this, the outer ones are taken to be over.
pub(crate) const MAX_FIELDS: usize = 64;
