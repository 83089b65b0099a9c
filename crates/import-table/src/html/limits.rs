//! The limits of web pages alone; those that several importers share are in
//! [`nianbao_model::limits`].

nianbao_model::limits! {
    /// What only the importer of web pages counts.
    pub(crate) static LIMITS;

    /// Bytes of a web page: each `<` may cost the parser a hundred times its byte.
    pub(crate) const MAX_HTML: usize = 2 << 20;
    /// Rows one cell of a web page may span, by the HTML standard.
    pub(crate) const MAX_ROW_SPAN: u32 = 65_534;
    /// Columns one cell of a web page may span, by the HTML standard.
    pub(crate) const MAX_COLUMN_SPAN: u32 = 1_000;
    /// Elements inside each other in a web page: the parser looks through all open ones for each tag.
    pub(crate) const MAX_HTML_DEPTH: usize = 1_000;
    /// Attributes of one element of a web page: the parser compares each with all.
    pub(crate) const MAX_ATTRIBUTES: usize = 1_000;
    /// Rules of a web page's own style sheets that hide, strike out or number something in it.
    pub(crate) const MAX_STYLE_RULES: usize = 1_000;
    /// How far into a web page its character set is looked for; the standard says 1,024 bytes, but Office puts its namespaces before it.
    pub(crate) const CHARSET_HEAD: usize = 4_096;
}
