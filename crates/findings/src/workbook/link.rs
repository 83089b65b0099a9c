//! Links from a finding to the cell it is about, in the office's own workbook.

use nianbao_model::Locus;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rust_xlsxwriter::Url;

/// The longest address Excel takes, in UTF-16 units.
const MAX_ADDRESS: usize = 2_079;

/// What is encoded in the address of a file, as Excel does.
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// A link to a place in the file at this path, relative or absolute; `None` where Excel
/// could not follow one.
pub(super) fn to(path: &str, locus: &Locus, shown: &str) -> Option<Url> {
    // Office follows no link to a file with `#` in its name.
    if path.is_empty() || path.contains('#') {
        return None;
    }
    let mut address = format!("file:///{}", encoded(path));
    if let Some(sheet) = &locus.sheet {
        let cell = locus.cell.map_or_else(|| String::from("A1"), |cell| cell.to_string());
        address += &format!("#'{}'!{cell}", sheet.replace('\'', "''"));
    }
    let fits = address.encode_utf16().count() <= MAX_ADDRESS;
    fits.then(|| Url::new(address).set_text(shown))
}

/// The writer encodes what Excel does, unless something is encoded already: a per cent
/// sign in a name would be taken for that.
fn encoded(path: &str) -> String {
    if path.contains('%') {
        utf8_percent_encode(path, ENCODED).collect()
    } else {
        path.to_owned()
    }
}
