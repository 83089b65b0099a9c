//! Reads running text: Word documents, Markdown and plain text.
//!
//! What is in a file becomes lines of text with what the format itself says of them,
//! tables as sheets of text, and remarks on whatever is not taken over. Which line
//! belongs where in the report is the form's to find out. Every file is recognised by
//! its content and is untrusted.

mod collect;
mod docx;

mod join;
mod markdown;
mod recognize;
mod text;

pub use docx::DocxImporter;
pub use markdown::MarkdownImporter;
pub use text::TextImporter;

#[cfg(test)]
mod tests;
