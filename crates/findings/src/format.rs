//! The formats of a list of findings, by name.

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a person in a terminal.
    Text,
    /// For programs.
    Json,
    /// For code review and CI.
    Sarif,
    /// For a person who works through them.
    Xlsx,
    /// For a person who looks at them, with the cells marked.
    Html,
}

impl Format {
    /// Every format by its name.
    pub const ALL: [(&'static str, Self); 5] = [
        ("text", Self::Text),
        ("json", Self::Json),
        ("sarif", Self::Sarif),
        ("xlsx", Self::Xlsx),
        ("html", Self::Html),
    ];

    /// Whether it is a file to open, and not text to read or pass on.
    pub fn is_file(self) -> bool {
        matches!(self, Self::Xlsx | Self::Html)
    }
}
