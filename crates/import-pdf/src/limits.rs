//! The limits of PDF files alone; those that several importers share are in
//! [`nianbao_model::limits`].

nianbao_model::limits! {
    /// What only the importer of PDF files counts.
    pub(crate) static LIMITS;

    /// Pages of a PDF file; a report has some twenty.
    pub(crate) const MAX_PAGES: usize = 1_000;
    /// Objects of a PDF file, as its table of contents lists them.
    pub(crate) const MAX_OBJECTS: usize = 500_000;
    /// Numbers, names and strings in all objects of a PDF file that are read: they stay in memory.
    pub(crate) const MAX_VALUES: usize = 2_000_000;
    /// Operators on all pages of a PDF file with what stands before each; a page of text has some thousand.
    pub(crate) const MAX_DRAWN: usize = 5_000_000;
    /// Bytes of one table of a font's characters in a PDF file; one for all of GBK has 400,000.
    pub(crate) const MAX_CMAP: usize = 4 << 20;
    /// States of drawing that a PDF file sets aside at once; programs that forget to take them back leave some hundred.
    pub(crate) const MAX_SAVED: usize = 10_000;
    /// Arrays and dictionaries of a PDF file inside each other; programs write some ten.
    pub(crate) const MAX_NESTING: usize = 64;
    /// Drawings of a PDF file inside each other (form XObjects), and so also the end of a circle of them.
    pub(crate) const MAX_FORMS: usize = 12;
    /// Elements of a PDF file's tag tree inside each other.
    pub(crate) const MAX_TAG_DEPTH: usize = 128;
    /// Characters on all pages of a PDF file: each has a place of its own in memory.
    pub(crate) const MAX_GLYPHS: usize = 500_000;
    /// Ruling lines on one page of a PDF file; a table of 30 rows and 10 columns has some 700 where each cell has its own.
    pub(crate) const MAX_RULINGS: usize = 20_000;
    /// Square points painted on all pages of a PDF file, what is painted twice counted twice; a sheet of A4 has 500,000.
    pub(crate) const MAX_PAINTED: usize = 300_000_000;
    /// Columns or rows of one table of a PDF file.
    pub(crate) const MAX_TRACKS: usize = 1_000;
}
