//! A PDF file as numbered objects (ISO 32000-1, 7.5): where they stand, what is packed in
//! streams, which are pages. What is on a page is not asked here.
//!
//! Where the table of contents is not right, it is made again from the file; where a part of
//! the file cannot be read after that, the file is damaged: nothing of it is left out in silence.

mod decrypt;
mod document;
mod filter;
mod pages;
mod rebuild;
mod table;

pub(crate) use document::{Document, Mode};
pub(crate) use pages::Page;
