//! Reads running text: Word documents, OpenDocument texts, Markdown and plain text.
//!
//! What is in a file becomes lines of text with what the format itself says of them, tables
//! become sheets of text, and whatever is not taken over becomes a remark. Which line belongs
//! where in the report is for `nianbao-read` to find out. Every file is recognised by its
//! content and is untrusted.

mod collect;
mod docx;
mod drawn;
mod encoding;
mod grid;
mod join;
mod limits;
mod markdown;
mod numerals;
mod odt;
mod package;
mod page_text;
mod pasted;
mod properties;
mod recognize;
mod text;
mod xml;

pub use docx::DocxImporter;
pub use markdown::MarkdownImporter;
pub use odt::OdtImporter;
pub use text::TextImporter;

#[cfg(test)]
mod tests;
