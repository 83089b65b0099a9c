//! The limits of documents: counted in Word files, and OpenDocument texts are held to the same.
//! Those that several importers share are in [`nianbao_model::limits`].

nianbao_model::limits! {
    /// What only the importer of Word documents counts.
    pub(crate) static LIMITS;

    /// Columns of a table in a Word file; Word itself stops at 63.
    pub(crate) const MAX_WORD_COLUMNS: u32 = 1_024;
    /// Paragraphs of a Word file, empty ones too: five million of them are a few kilobytes, packed.
    pub(crate) const MAX_PARAGRAPHS: usize = 500_000;
    /// Elements inside each other in a Word file; Word writes some ten for a paragraph in a table.
    pub(crate) const MAX_DEPTH: usize = 256;
    /// Styles of a Word file based on each other, and so also the end of a circle of them.
    pub(crate) const MAX_STYLE_CHAIN: usize = 32;
    /// Characters of a numbering level's text in a Word file; Word itself stops at 31.
    pub(crate) const MAX_LEVEL_TEXT: usize = 64;
    /// Bytes of the name of a style or list in a Word file; Word itself stops at 255 characters.
    pub(crate) const MAX_NAME: usize = 1_024;
    /// Fields of a Word file inside each other; of more, the outer ones are taken to be over.
    pub(crate) const MAX_FIELDS: usize = 64;
    /// Bytes of a field's instruction in a Word file that are looked at.
    pub(crate) const MAX_INSTRUCTION: usize = 1_024;
}
