//! Number formats before LibreOffice: what it shows by the codes of `pairs.tsv` is what stands
//! there. What this program shows by them is held to the same file by the crate's own test.

use std::fmt::Write as _;
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};
use xtask_kit::files::root;

use super::verdict::Verdict;
use super::workbooks::{convert, folder};

const PAIRS: &str = "crates/number-format/pairs.tsv";

/// Has LibreOffice show all pairs, and compares; with `update` writes what it showed.
pub(super) fn judge(update: bool) -> Verdict {
    let path = root().join(PAIRS);
    let text = std::fs::read_to_string(&path).map_err(|error| error.to_string())?;
    let pairs: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    let shown = show(&pairs)?;
    if shown.len() != pairs.len() {
        return Err(format!("{} cells shown, expected {}", shown.len(), pairs.len()));
    }
    let mut written: String = text
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| format!("{line}\n"))
        .collect();
    let mut differ = 0;
    for (pair, shown) in pairs.iter().zip(&shown) {
        let [code, value, kept, rest @ ..] = &pair[..] else {
            return Err(format!("{PAIRS}: {pair:?}"));
        };
        differ += usize::from(kept.trim() != shown.trim());
        let excel = rest.first().map(|excel| format!("\t{excel}")).unwrap_or_default();
        writeln!(written, "{code}\t{value}\t{}{excel}", shown.trim()).map_err(|error| error.to_string())?;
    }
    if update {
        std::fs::write(&path, written).map_err(|error| error.to_string())?;
    } else if differ > 0 {
        return Err(format!(
            "{differ} of {} pairs are shown otherwise: look at them with --update",
            pairs.len()
        ));
    }
    Ok(format!("{} pairs", pairs.len()))
}

/// What LibreOffice shows of each pair.
fn show(pairs: &[Vec<&str>]) -> Result<Vec<String>, String> {
    let folder = folder("number-formats")?;
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let told = |error: rust_xlsxwriter::XlsxError| error.to_string();
    // Narrow columns would show ###.
    sheet.set_column_width(0, 80).map_err(told)?;
    for (row, pair) in (0..).zip(pairs) {
        let number: f64 = pair[1].parse().map_err(|_| format!("{PAIRS}: {pair:?}"))?;
        sheet
            .write_with_format(row, 0, number, &Format::new().set_num_format(pair[0]))
            .map_err(told)?;
    }
    let path = folder.join("pairs.xlsx");
    workbook.save(&path).map_err(told)?;
    cells(&convert(&path, "fods", &folder)?)
}

/// The text of the first cell of each row of a flat OpenDocument file.
fn cells(path: &Path) -> Result<Vec<String>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let rows = text.split("<table:table-row").skip(1);
    let mut shown = Vec::new();
    for row in rows {
        let repeated = row
            .split('>')
            .next()
            .and_then(|start| start.split("number-rows-repeated=\"").nth(1));
        let times: usize = repeated
            .and_then(|rest| rest.split('"').next()?.parse().ok())
            .unwrap_or(1);
        if !row.contains("office:value-type") {
            continue;
        }
        let words = row
            .split("<text:p>")
            .nth(1)
            .and_then(|rest| rest.split("</text:p>").next())
            .unwrap_or_default();
        shown.extend(std::iter::repeat_n(plain(words), times.min(10)));
    }
    Ok(shown)
}

/// Text without its markup.
fn plain(words: &str) -> String {
    let mut text = String::new();
    for (at, piece) in words.split('<').enumerate() {
        match piece.split_once('>') {
            Some((tag, rest)) if at > 0 => {
                if tag.starts_with("text:s") {
                    text.push(' ');
                }
                text.push_str(rest);
            }
            _ => text.push_str(piece),
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
