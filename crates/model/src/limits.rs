//! How large an input may be, for all importers: every file is untrusted, and an
//! allocation that fails inside a library ends the process, where no error handling
//! helps. A real report has a few hundred cells and fifty kilobytes of text; the limits
//! are far above that, and far below what hurts. Each is checked while its thing is
//! counted: what a file announces of itself is never believed.
//!
//! `docs/limits.md` is written from here, with what they do to hostile files.

/// Bytes of a file of any kind; a larger one is not read at all. Word files with pictures have a few megabytes.
pub const MAX_FILE: u64 = 64 << 20;
/// Bytes of an `.xls` workbook, which is read as a whole, not streamed.
pub const MAX_LEGACY: u64 = 16 << 20;
/// Bytes of a file of text (plain text, CSV, web pages): its text and cells are held in memory at several times that.
pub const MAX_TEXT_FILE: usize = 4 << 20;
/// Bytes of a web page: each `<` may cost the parser a hundred times its byte.
pub const MAX_HTML: usize = 2 << 20;
/// Bytes of Markdown: links and quotations that never end cost the parser the square of their number.
pub const MAX_MARKDOWN: usize = 1 << 20;
/// Bytes of a form file.
pub const MAX_FORM: u64 = 1 << 20;
/// Figures of a form, rows times columns: each has a key and a place in every layout. A real form has 250.
pub const MAX_FIGURES: usize = 10_000;
/// Changes by which a form differs from the one it extends: each looks through all rows.
pub const MAX_CHANGES: usize = 1_000;
/// Terms of one table's identities: each is looked for among all rows or columns. A real table has 20.
pub const MAX_TERMS: usize = 1_000;

/// Parts in an archive; each costs an entry of the directory, even if it is empty.
pub const MAX_PARTS: usize = 4_096;
/// Bytes of one part of an archive, unpacked.
pub const MAX_PART: u64 = 64 << 20;
/// Bytes of all parts that are unpacked: of a workbook all, of a document those that are read.
pub const MAX_UNPACKED: u64 = 128 << 20;
/// Bytes of all parts of a workbook up to which they are kept as they were unpacked, and not unpacked again.
pub const MAX_KEPT: usize = 4 << 20;
/// How many times larger a large part may be than its packed bytes; office programs reach 100, zip bombs 1,000.
pub const MAX_RATIO: u64 = 500;
/// Bytes from which a part is large: of less, any ratio is harmless.
pub const LARGE_PART: u64 = 8 << 20;

/// Sheets in a workbook, and tables in a web page.
pub const MAX_SHEETS: usize = 1_000;
/// Filled cells in all sheets or tables; in web pages also empty ones, which the parser keeps.
pub const MAX_CELLS: usize = 50_000;
/// Bytes of text in one cell or paragraph; Excel stops at 32,767 characters.
pub const MAX_CELL_TEXT: usize = 1 << 20;
/// Bytes of text in all cells, since one shared string may be named by every cell.
pub const MAX_TEXT: usize = 64 << 20;
/// From here on a number is none, in a cell or in the text: Excel keeps fifteen digits, and sums, products and shares
/// of smaller ones fit into a decimal, whose operators end the program where a result does not.
pub const MAX_NUMBER: u64 = 1_000_000_000_000_000;
/// Rows of a sheet, as in any version of Excel.
pub const MAX_ROWS: u32 = 1_048_576;
/// Columns of a sheet, as in any version of Excel.
pub const MAX_COLUMNS: u32 = 16_384;
/// Columns of a table in a Word file; Word itself stops at 63.
pub const MAX_WORD_COLUMNS: u32 = 1_024;
/// Merged regions in one sheet or table: all are looked through for every label.
pub const MAX_MERGES: usize = 2_000;
/// Labels of one table's columns, or rows, in one sheet; each row's columns are looked for among all. A form has 30.
pub const MAX_LABELS: usize = 1_000;
/// Rows one cell of a web page may span, by the HTML standard.
pub const MAX_ROW_SPAN: u32 = 65_534;
/// Columns one cell of a web page may span, by the HTML standard.
pub const MAX_COLUMN_SPAN: u32 = 1_000;
/// Shared strings a workbook may announce: calamine reserves memory for them when it opens it.
pub const MAX_STRINGS: u64 = 1_000_000;
/// Number of a shared formula: calamine reserves memory up to it.
pub const MAX_SHARED_FORMULAS: u64 = 65_536;
/// Bytes of a number format's code; Excel stops at 255 characters.
pub const MAX_FORMAT: usize = 1_024;
/// Characters of a formula, as in Excel.
pub const MAX_FORMULA: usize = 8_192;
/// Bytes of a formula's tokens in a binary workbook; longer ones are not decoded. Excel writes 1,800 at most to `.xls`.
pub const MAX_TOKENS: usize = 4_096;
/// Cells, filled or not, in the rectangles around the cells of an `.xls` workbook: calamine allocates them all, twice.
pub const MAX_AREA: u64 = 2_000_000;
/// Continuations of one record of an `.xls` workbook, for which calamine takes quadratic time.
pub const MAX_CONTINUED: usize = 4_096;
/// Spaces one element of an OpenDocument cell may stand for.
pub const MAX_SPACES: usize = 1_000;

/// Lines or paragraphs of text in a document.
pub const MAX_LINES: usize = 50_000;
/// Paragraphs of a Word file, empty ones too: five million of them are a few kilobytes, packed.
pub const MAX_PARAGRAPHS: usize = 500_000;
/// Remarks on a document: pictures, comments and the like that are not taken over.
pub const MAX_REMARKS: usize = 20_000;
/// Elements inside each other in a Word file; Word writes some ten for a paragraph in a table.
pub const MAX_DEPTH: usize = 256;
/// Elements inside each other in a web page: the parser looks through all open ones for each tag.
pub const MAX_HTML_DEPTH: usize = 1_000;
/// Attributes of one element of a web page: the parser compares each with all.
pub const MAX_ATTRIBUTES: usize = 1_000;
/// Styles of a Word file based on each other, and so also the end of a circle of them.
pub const MAX_STYLE_CHAIN: usize = 32;
/// Characters of a numbering level's text in a Word file; Word itself stops at 31.
pub const MAX_LEVEL_TEXT: usize = 64;
/// Bytes of the name of a style or list in a Word file; Word itself stops at 255 characters.
pub const MAX_NAME: usize = 1_024;
/// Fields of a Word file inside each other; of more, the outer ones are taken to be over.
pub const MAX_FIELDS: usize = 64;
/// How far into a web page its character set is looked for; the standard says 1,024 bytes, but Office puts its namespaces before it.
pub const CHARSET_HEAD: usize = 4_096;
