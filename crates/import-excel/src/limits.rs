//! The limits of workbooks alone; those that several importers share are in
//! [`nianbao_model::limits`].

nianbao_model::limits! {
    /// What only the importer of workbooks counts.
    pub(crate) static LIMITS;

    /// Bytes of an `.xls` workbook, which is read as a whole, not streamed.
    pub(crate) const MAX_LEGACY: u64 = 16 << 20;
    /// Bytes of all parts of a workbook up to which they are kept as they were unpacked, and not unpacked again.
    pub(crate) const MAX_KEPT: usize = 4 << 20;
    /// Shared strings a workbook may have, or announce.
    pub(crate) const MAX_STRINGS: u64 = 1_000_000;
    /// Number of a shared formula.
    pub(crate) const MAX_SHARED_FORMULAS: u64 = 65_536;
    /// Bytes of a number format's code; Excel stops at 255 characters.
    pub(crate) const MAX_FORMAT: usize = nianbao_number_format::LONGEST;
    /// Characters of a formula, as in Excel.
    pub(crate) const MAX_FORMULA: usize = 8_192;
    /// Bytes of a formula's tokens in a binary workbook; longer ones are not decoded. Excel writes 1,800 at most to `.xls`.
    pub(crate) const MAX_TOKENS: usize = 4_096;
    /// Cells, filled or not, in the rectangles around the cells of an `.xls` workbook: calamine allocates them all, twice.
    pub(crate) const MAX_AREA: u64 = 2_000_000;
    /// Continuations of one record of an `.xls` workbook, for which calamine takes quadratic time.
    pub(crate) const MAX_CONTINUED: usize = 4_096;
    /// Spaces one element of an OpenDocument cell may stand for.
    pub(crate) const MAX_SPACES: usize = 1_000;
}
