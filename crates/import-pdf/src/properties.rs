//! What a file says of itself: the entries of its information dictionary (ISO 32000-1, 14.3.3).
//!
//! What they mean for the report is not asked here.

use std::sync::Arc;

use nianbao_model::Source;
use nianbao_model::source::Property;

use crate::file::Document;
use crate::syntax::text_string;

/// The entries that may say something of a report.
const ENTRIES: [&str; 4] = ["Title", "Author", "Subject", "Keywords"];

/// The properties of a file. Damaged ones are none: the report is elsewhere.
pub(crate) fn of(file: &Arc<str>, document: &Document<'_>) -> Vec<Property> {
    let Ok(information) = document.information() else {
        return Vec::new();
    };
    let Some(entries) = information.dict() else {
        return Vec::new();
    };
    let property = |name: &&str| {
        let value = document.get(entries, name).ok()?;
        Source::property(file, name, &text_string(value.string()?))
    };
    ENTRIES.iter().filter_map(property).collect()
}
