//! What a run makes: files in memory, with the names they are to have.

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Its name, which every system takes.
    pub file_name: String,
    /// The media type (IANA).
    pub media_type: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}
