//! The character set of an HTML file.

use encoding_rs::Encoding;

use super::limits::CHARSET_HEAD;

/// What stands before the name of a character set, in HTML and in XML.
const DECLARATIONS: [&[u8]; 2] = [b"charset=", b"encoding="];

/// The text of a file: by its byte order mark, as UTF-8 if it is that, by the
/// character set it declares, or as plain text is decoded. Systems that declare `gb2312`
/// and write UTF-8 are common; bytes of `gb2312` that are valid UTF-8 are not.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    let strictly = |encoding: &'static Encoding, bytes| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        Some(text.into_owned())
    };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return strictly(encoding, &bytes[mark..]);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    declared(bytes)
        .and_then(|encoding| strictly(encoding, bytes))
        .or_else(|| nianbao_plain_text::decode(bytes))
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(CHARSET_HEAD)].to_ascii_lowercase();
    DECLARATIONS.iter().find_map(|declaration| {
        let at = head
            .windows(declaration.len())
            .position(|window| window == *declaration)?;
        let name = head[at + declaration.len()..].trim_ascii_start();
        let name = name
            .strip_prefix(b"\"")
            .or_else(|| name.strip_prefix(b"'"))
            .unwrap_or(name);
        let end = name
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:".contains(byte));
        Encoding::for_label(&name[..end?])
    })
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GBK};

    use super::*;

    #[test]
    fn the_character_set_is_found_however_it_is_told() {
        let text = |head: &str| format!("{head}<table>臺灣總計</table>");
        for head in [
            "<meta charset=big5>",
            "<META content=\"text/html; charset= 'Big5'\">",
            "<?xml encoding=\"big5\"?>",
        ] {
            let text = text(head);
            let (bytes, _, _) = BIG5.encode(&text);
            assert_eq!(decode(&bytes).as_deref(), Some(text.as_str()), "{head}");
        }
        let (bytes, _, _) = GBK.encode("<table>总计</table>");
        assert_eq!(decode(&bytes).as_deref(), Some("<table>总计</table>"), "not declared");
        let wrong = "<meta charset=gb2312><table>总计</table>";
        assert_eq!(
            decode(wrong.as_bytes()).as_deref(),
            Some(wrong),
            "UTF-8 that says it is not"
        );
        let utf16: Vec<u8> = "\u{feff}<p>总计".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16).as_deref(), Some("<p>总计"));
        assert_eq!(decode(b"\xd0\xcf\x11\xe0\x00\x01"), None);
    }
}
