//! Writes workbooks: the template an office fills in, a workbook that is filled in
//! already, and the consolidation of many offices' workbooks into one.
//!
//! All have the same sheets, the tables in the official layout
//! ([`nianbao_model::layout`]), and are read again without loss. What a workbook
//! means is not decided here: labels, keys and identities are the form's.

mod book;
mod consolidation;
mod content;
mod data_sheet;
mod error;
mod filled;
mod fit;
mod formulas;
mod indicators;
mod instructions;
mod limits;
mod metadata;
mod names;
mod narrative;
mod number;
mod office;
mod placed;
mod styles;
mod suggestions;
mod table;
mod template;
mod validation;

#[cfg(test)]
mod tests;

pub use consolidation::{Consolidation, consolidation};
pub use content::{Content, Entry, Indicator};
pub use error::WorkbookError;
pub use filled::filled;
pub use instructions::Front;
pub use office::Office;
pub use template::{prefilled, template, template_for};
