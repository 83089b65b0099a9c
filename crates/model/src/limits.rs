//! How large an input may be: every file is untrusted, and an allocation that fails
//! inside a library ends the process, where no error handling helps. A real report has a
//! few hundred cells and fifty kilobytes of text; the limits are far above that, and far
//! below what hurts. Each is checked while its thing is counted: what a file announces of
//! itself is never believed.
//!
//! Here are those that several crates go by: what a source may hold, an archive, a form. What
//! only one importer counts, it declares itself, with [`limits!`](crate::limits!), and hands
//! over in its [`Intake`](crate::plugin::Intake). `docs/limits.md` is written from both, and
//! says what they do to hostile files.

/// One limit, as `docs/limits.md` lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// The name of its constant.
    pub name: &'static str,
    /// Its value.
    pub value: u64,
    /// What it is a number of, and why it is there.
    pub what: &'static str,
}

/// Declares limits as constants, and the list of them: the comment of each is what the list
/// says of it.
///
/// ```
/// nianbao_model::limits! {
///     /// What only this importer counts.
///     static LIMITS;
///
///     /// Columns of a table in such a file; the program that makes them stops at 63.
///     const MAX_COLUMNS: u32 = 1_024;
/// }
/// assert_eq!(LIMITS[0].name, "MAX_COLUMNS");
/// assert_eq!(LIMITS[0].value, u64::from(MAX_COLUMNS));
/// ```
#[macro_export]
macro_rules! limits {
    (
        $(#[$about:meta])* $shown:vis static $list:ident;
        $($(#[doc = $what:literal])+ $seen:vis const $name:ident: $type:ty = $value:expr;)+
    ) => {
        $($(#[doc = $what])+ $seen const $name: $type = $value;)+

        $(#[$about])*
        $shown static $list: &[$crate::limits::Limit] = &[
            $($crate::limits::Limit {
                name: stringify!($name),
                value: $name as u64,
                what: concat!($($what),+),
            }),+
        ];
    };
}

limits! {
    /// The limits that several crates go by.
    pub static SHARED;

    /// Bytes of a file of any kind; a larger one is not read at all. Word files with pictures have a few megabytes.
    pub const MAX_FILE: u64 = 64 << 20;
    /// Bytes of a file of text (plain text, CSV, web pages): its text and cells are held in memory at several times that.
    pub const MAX_TEXT_FILE: usize = 4 << 20;

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
    /// How many times larger a large part may be than its packed bytes; office programs reach 100, zip bombs 1,000.
    pub const MAX_RATIO: u64 = 500;
    /// Bytes from which a part is large: of less, any ratio is harmless.
    pub const LARGE_PART: u64 = 8 << 20;

    /// Sheets in a workbook, and tables in a web page.
    pub const MAX_SHEETS: usize = 1_000;
    /// Filled cells in all sheets or tables, of a workbook those besides bare numbers; in web pages also empty ones, which the parser
    /// keeps. In as many, numbers included, tables and text are looked for; a larger sheet is what formulas cite.
    pub const MAX_CELLS: usize = 50_000;
    /// Cells of a workbook that hold a number and nothing else, no format either, such as the figures of all offices in a consolidation:
    /// there are no labels to look for in them, so they cost little.
    pub const MAX_NUMBERS: usize = 500_000;
    /// Bytes of text in one cell or paragraph; Excel stops at 32,767 characters.
    pub const MAX_CELL_TEXT: usize = 1 << 20;
    /// Bytes of text in all cells, since one shared string may be named by every cell.
    pub const MAX_TEXT: usize = 64 << 20;
    /// From here on a number is not read as one, in a cell or in the text: Excel keeps fifteen digits, and sums, products and shares
    /// of smaller ones fit into a decimal, whose operators end the program where a result does not.
    pub const MAX_NUMBER: u64 = 1_000_000_000_000_000;
    /// Rows of a sheet, as in any version of Excel.
    pub const MAX_ROWS: u32 = 1_048_576;
    /// Columns of a sheet, as in any version of Excel.
    pub const MAX_COLUMNS: u32 = 16_384;
    /// Merged regions in one sheet or table: all are looked through for every label.
    pub const MAX_MERGES: usize = 2_000;
    /// Labels of one table's columns, or rows, in one sheet; each row's columns are looked for among all. A form has 30.
    pub const MAX_LABELS: usize = 1_000;

    /// Lines or paragraphs of text in a document.
    pub const MAX_LINES: usize = 50_000;
    /// Remarks on a document: pictures, comments and the like that are not taken over.
    pub const MAX_REMARKS: usize = 20_000;
}
