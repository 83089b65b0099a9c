//! File names as URI references (RFC 3986): what a user gives is a path.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What is encoded in a path: all but what RFC 3986 calls unreserved, and slashes.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// The file's name as a URI reference: relative where the name is, a `file:` URI where it
/// is absolute, on this system or on Windows.
pub(super) fn reference(file: &str) -> String {
    if let Some((drive, rest)) = windows_drive(file) {
        return format!("file:///{drive}:{}", encoded(&slashed(rest)));
    }
    if let Some(share) = file.strip_prefix(r"\\") {
        return format!("file://{}", encoded(&slashed(share)));
    }
    let path = if std::path::MAIN_SEPARATOR == '\\' {
        slashed(file)
    } else {
        file.to_owned()
    };
    if path.starts_with('/') {
        format!("file://{}", encoded(&path))
    } else {
        encoded(&path)
    }
}

/// `C` and `\年报.xlsx` of `C:\年报.xlsx`.
fn windows_drive(file: &str) -> Option<(char, &str)> {
    let (drive, rest) = file.split_once(':')?;
    let mut letters = drive.chars();
    let letter = letters.next().filter(char::is_ascii_alphabetic)?;
    (letters.next().is_none() && rest.starts_with(['\\', '/'])).then_some((letter, rest))
}

fn slashed(path: &str) -> String {
    path.replace('\\', "/")
}

fn encoded(path: &str) -> String {
    utf8_percent_encode(path, ENCODED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_is_a_uri_reference() {
        let names = [
            ("年报.xlsx", "%E5%B9%B4%E6%8A%A5.xlsx"),
            ("各 处/a#1?.xlsx", "%E5%90%84%20%E5%A4%84/a%231%3F.xlsx"),
            ("a:b%20.xlsx", "a%3Ab%2520.xlsx"),
            ("../a.xlsx", "../a.xlsx"),
            ("/work/a b.xlsx", "file:///work/a%20b.xlsx"),
            (r"C:\年\a.xlsx", "file:///C:/%E5%B9%B4/a.xlsx"),
            ("c:/a.xlsx", "file:///c:/a.xlsx"),
            (r"\\server\share\a.xlsx", "file://server/share/a.xlsx"),
        ];
        for (name, uri) in names {
            assert_eq!(reference(name), uri);
        }
    }
}
