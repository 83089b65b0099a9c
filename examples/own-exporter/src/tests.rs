//! The suite every exporter is held to, and what is particular to this one.

use nianbao_conformance::{Breaches, Suite};

use super::{CsvExporter, cell};

#[test]
fn it_conforms() -> Result<(), Breaches> {
    Suite::new(&CsvExporter).reading(read).run()
}

/// The text of a file, taken out by a reader that knows nothing of the code above.
fn read(bytes: &[u8]) -> Result<String, String> {
    let bytes = bytes
        .strip_prefix("\u{feff}".as_bytes())
        .ok_or("it has no byte order mark")?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes);
    let mut text = String::new();
    for row in reader.records() {
        for cell in &row.map_err(|error| error.to_string())? {
            text += cell
                .strip_prefix('\'')
                .filter(|rest| cell_of(rest) == cell)
                .unwrap_or(cell);
            text.push('\n');
        }
    }
    Ok(text)
}

/// What a spreadsheet shows of a text.
fn cell_of(text: &str) -> String {
    cell(text).trim_matches('"').replace("\"\"", "\"")
}

#[test]
fn a_spreadsheet_meets_text_and_no_formula() {
    for (text, expected) in [
        ("依申请公开", "\"依申请公开\""),
        ("称“\"公开\"”", "\"称“\"\"公开\"\"”\""),
        ("=HYPERLINK(\"a\")", "\"'=HYPERLINK(\"\"a\"\")\""),
        ("-1", "\"-1\""),
        ("-1+2", "\"'-1+2\""),
    ] {
        assert_eq!(cell(text), expected);
    }
}
