//! The contact sheet: expected, found and difference beside each other in one file that
//! needs no other, the most different first.

use std::fmt::Write as _;

use super::picture::{Difference, Picture, TOLERATED, differ, encode};

/// One picture, as kept and as made now.
pub(super) struct View {
    /// The example and the picture's name.
    pub(super) name: String,
    pub(super) expected: Option<Picture>,
    pub(super) found: Option<Picture>,
    pub(super) difference: Difference,
    /// Whether a difference counts.
    pub(super) strict: bool,
}

impl View {
    /// How much differs, from 0 to 1; all of it where one picture is missing.
    pub(super) const fn share(&self) -> f64 {
        match self.difference {
            Difference::Share(share) => share,
            Difference::Size | Difference::Missing | Difference::New => 1.0,
        }
    }
}

const HEAD: &str = "<!DOCTYPE html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<title>Pictures: expected, found, difference</title>
<style>
body { font: 16px/1.5 sans-serif; margin: 2rem; background: #eee; }
h2 { font-size: 1rem; margin: 2rem 0 0.5rem; }
.views { display: flex; gap: 1rem; align-items: start; overflow-x: auto; }
figure { margin: 0; }
img { display: block; border: 1px solid #999; background: #fff; }
.changed { color: #a00; }
</style>
<h1>Pictures: expected, found, difference</h1>
";

/// The whole sheet.
pub(super) fn page(views: &[View]) -> Result<String, String> {
    let mut text = String::from(HEAD);
    for view in views {
        let changed = if view.share() > TOLERATED {
            " class=\"changed\""
        } else {
            ""
        };
        let shown = if view.strict {
            ""
        } else {
            ", made with other tools: only shown"
        };
        let _ = writeln!(
            text,
            "<h2{changed}>{} {}{shown}</h2>\n<div class=\"views\">",
            view.name,
            view.difference.told()
        );
        for (label, picture) in [("expected", &view.expected), ("found", &view.found)] {
            if let Some(picture) = picture {
                figure(&mut text, label, &picture.to_png()?);
            }
        }
        if let (Some(expected), Some(found)) = (&view.expected, &view.found)
            && view.share() > 0.0
        {
            figure(&mut text, "difference", &differing(expected, found)?);
        }
        text.push_str("</div>\n");
    }
    Ok(text)
}

fn figure(text: &mut String, label: &str, png: &[u8]) {
    let _ = writeln!(
        text,
        "<figure><figcaption>{label}</figcaption><img alt=\"{label}\" src=\"data:image/png;base64,{}\"></figure>",
        base64(png)
    );
}

/// What differs in red on a pale picture of what was found.
fn differing(expected: &Picture, found: &Picture) -> Result<Vec<u8>, String> {
    let (width, height) = (expected.width.max(found.width), expected.height.max(found.height));
    let at = |picture: &Picture, x: usize, y: usize| {
        let inside = x < picture.width && y < picture.height;
        inside
            .then(|| picture.pixels.get(y * picture.width + x).copied())
            .flatten()
    };
    let mut bytes = Vec::with_capacity(width * height * 3);
    for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
        match (at(expected, x, y), at(found, x, y)) {
            (Some(one), Some(other)) if !differ(one, other) => bytes.extend([192 + other / 4; 3]),
            _ => bytes.extend([208, 0, 0]),
        }
    }
    encode((width, height), (png::ColorType::Rgb, png::BitDepth::Eight), &bytes)
}

/// Bytes as base64.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or_default());
        let bits = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        for place in 0..4 {
            let sextet = (bits >> (18 - 6 * place)) as usize & 63;
            let letter = ALPHABET.get(sextet).copied().unwrap_or(b'=');
            text.push(if place <= group.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn a_sheet_holds_all_it_shows() {
        let picture = |grey| Picture {
            width: 2,
            height: 2,
            pixels: vec![grey; 4],
        };
        let (expected, found) = (Some(picture(0)), Some(picture(255)));
        let view = View {
            name: String::from("example/pdf-01"),
            difference: crate::goldens::picture::difference(expected.as_ref(), found.as_ref()),
            expected,
            found,
            strict: true,
        };
        let sheet = page(&[view]).unwrap();
        assert_eq!(sheet.matches("data:image/png;base64,").count(), 3);
        assert!(sheet.contains("example/pdf-01 by 100.00 %"));
        assert!(!sheet.contains("http"));
    }
}
