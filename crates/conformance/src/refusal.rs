//! Whether an exporter may refuse a sample.

/// Whether a format may answer with an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It must make a file.
    Never,
    /// Where it has no way to write a character, with an error that names one as `U+XXXX`.
    NamingCharacters,
    /// Yes, in words.
    InWords,
}
