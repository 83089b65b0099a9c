//! What kind of text a file is, by how it begins.

/// The kinds that are not plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    /// HTML with a table in it.
    Html,
    /// Excel's XML of 2003.
    SpreadsheetMl,
    /// A web page with its pictures in one file (MHTML).
    Archive,
}

/// What HTML may begin with, where a table is not far.
const HTML: [&str; 7] = ["<html", "<!doctype html", "<table", "<meta", "<head", "<style", "<body"];
/// What names SpreadsheetML.
const SPREADSHEET_ML: &str = "urn:schemas-microsoft-com:office:spreadsheet";
/// How far the headers of a web archive are looked at.
const HEADERS: usize = 2_048;

/// The kind of this text; none if it is another importer's.
pub(super) fn of(text: &str) -> Option<Markup> {
    let start = content(text);
    let begins = |with: &str| {
        let head = start.get(..with.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(with))
    };
    if HTML.iter().any(|tag| begins(tag)) {
        return has(start, "<table").then_some(Markup::Html);
    }
    if (begins("<Workbook") || begins("<ss:Workbook")) && has(start, SPREADSHEET_ML) {
        return Some(Markup::SpreadsheetMl);
    }
    if begins("MIME-Version:") || begins("From:") {
        let end = start.floor_char_boundary(HEADERS);
        let headers = &start[..end];
        return (has(headers, "mime-version:") && has(headers, "multipart/related")).then_some(Markup::Archive);
    }
    None
}

/// Whether `needle`, in lower case, is in the text in any case.
fn has(text: &str, needle: &str) -> bool {
    text.as_bytes()
        .windows(needle.len())
        .any(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
}

/// The text without marks, white space, comments and instructions before it.
fn content(mut text: &str) -> &str {
    loop {
        text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let (opening, closing) = if text.starts_with("<!--") {
            ("<!--", "-->")
        } else if text.starts_with("<?") {
            ("<?", "?>")
        } else {
            return text;
        };
        match text[opening.len()..].find(closing) {
            Some(end) => text = &text[opening.len() + end + closing.len()..],
            None => return "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_how_they_begin() {
        for (text, kind) in [
            (
                "\u{feff}\n <!-- x --><?xml version=\"1.0\"?>\n<HTML><Table>",
                Some(Markup::Html),
            ),
            ("<!DOCTYPE html><p><table>", Some(Markup::Html)),
            ("<table>", Some(Markup::Html)),
            ("<html><p>没有表格", None),
            ("<p>一<table>", None),
            ("<!-- <table>", None),
            (
                "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                Some(Markup::SpreadsheetMl),
            ),
            ("<?xml version=\"1.0\"?><Workbook>", None),
            (
                "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n",
                Some(Markup::Archive),
            ),
            (
                "From: <Saved by WPS>\nMIME-Version: 1.0\nContent-Type: multipart/related;",
                Some(Markup::Archive),
            ),
            ("From: me\n一、总体情况", None),
            ("", None),
        ] {
            assert_eq!(of(text), kind, "{text}");
        }
    }
}
