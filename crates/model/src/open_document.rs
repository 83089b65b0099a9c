//! What every reader of OpenDocument files has to know, whether they hold sheets or text.

/// The elements that the program fills in above and below the text of pages (ODF 1.3, part 3, 7.3 to 7.5): what
/// stands in them nobody has written.
pub const PAGE_FIELDS: [&str; 15] = [
    "sheet-name",
    "page-number",
    "page-count",
    "page-continuation",
    "date",
    "time",
    "title",
    "subject",
    "file-name",
    "chapter",
    "author-name",
    "user-defined",
    "variable-get",
    "modification-date",
    "creation-date",
];
