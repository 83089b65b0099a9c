//! The formats of a comparison, by name.

/// How a comparison is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a person in a terminal.
    Text,
    /// For a person who looks at it.
    Html,
    /// For a person who goes on computing.
    Xlsx,
    /// For programs.
    Json,
}

impl Format {
    /// Every format by its name.
    pub const ALL: [(&'static str, Self); 4] = [
        ("text", Self::Text),
        ("html", Self::Html),
        ("xlsx", Self::Xlsx),
        ("json", Self::Json),
    ];

    /// Whether it is a file to open, and not text to read or pass on.
    pub fn is_file(self) -> bool {
        matches!(self, Self::Xlsx | Self::Html)
    }
}
