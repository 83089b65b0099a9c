//! The encodings Chinese office software writes text files in: UTF-8, UTF-16,
//! GB18030 (with its older parts GBK and GB2312), and Big5; and lines in two of them
//! in one file, where somebody has put two files together.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE};

/// What old DOS programs end a file with.
const END_OF_FILE: char = '\u{1a}';

/// Bytes that are not ASCII below which statistics cannot tell Big5 from GB18030.
const BIG5_EVIDENCE: usize = 64;

/// Bytes from which no more are needed to tell Big5 from GB18030.
const STATISTICS: usize = 64 << 10;

/// The text of a file, its line ends made `\n`, or `None` if the bytes are no text:
/// they do not decode, or hold control characters.
///
/// ```
/// assert_eq!(nianbao_plain_text::decode(b"\xc4\xea\xb1\xa8\r\n").as_deref(), Some("年报\n"));
/// assert_eq!(nianbao_plain_text::decode(b"PK\x03\x04"), None);
/// ```
pub fn decode(bytes: &[u8]) -> Option<String> {
    // Packed and compound files are no text; finding that out byte by byte takes long.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return None;
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => strictly(encoding, &bytes[mark..])?,
        // Nothing with a NUL is text, but in UTF-16: told before the statistics are made.
        None if bytes.contains(&0) => unmarked_utf16(bytes)?,
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) if bytes.split(|byte| *byte == b'\n').any(is_chinese_utf8) => in_two_encodings(bytes)?,
            Err(_) if is_damaged_utf8(bytes) || has_chinese_utf8(bytes) => return None,
            Err(_) => strictly(national_encoding(bytes), bytes)?,
        },
    };
    let text = unify_line_ends(text.trim_end_matches(END_OF_FILE));
    let is_text = !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t'));
    is_text.then_some(text)
}

/// Whether bytes that do not decode look as if they were text all the same: nothing in them is a
/// control character.
pub fn is_unreadable_text(bytes: &[u8]) -> bool {
    let is_control = |byte: &u8| *byte == 0x7f || *byte < b' ' && !matches!(byte, b'\t'..=b'\r' | 0x1a);
    let is_bare = bytes.contains(&b'\n') && !bytes.iter().any(is_control);
    is_bare && std::str::from_utf8(bytes).is_err() && decode(bytes).is_none()
}

/// UTF-16 without its mark, if that gives Chinese: nearly all of its characters are what
/// Chinese is written with.
fn unmarked_utf16(bytes: &[u8]) -> Option<String> {
    let is_written = |c: char| {
        matches!(c, '\n' | '\r' | '\t' | ' '..='~' | '·' | '×' | '\u{2010}'..='\u{2027}' | '\u{2460}'..='\u{249b}'
            | '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
    };
    let texts = [UTF_16LE, UTF_16BE]
        .into_iter()
        .filter_map(|encoding| strictly(encoding, bytes));
    let mut chinese = texts.filter(|text| {
        let written = text.chars().filter(|c| is_written(*c)).count();
        !text.contains('\0') && written * 10 >= text.chars().count() * 9
    });
    chinese.next()
}

/// Lines in UTF-8 among lines in GB18030. A line in both is not told apart.
fn in_two_encodings(bytes: &[u8]) -> Option<String> {
    let lines = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .map(|line| match std::str::from_utf8(line) {
            Ok(text) => Some(text.to_owned()),
            Err(_) if is_damaged_utf8(line) || has_chinese_utf8(line) => None,
            Err(_) => strictly(GB18030, line),
        });
    lines.collect()
}

/// Whether a line is UTF-8 with Chinese characters in it.
fn is_chinese_utf8(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_ok_and(|text| text.chars().any(is_chinese))
}

/// Whether some Chinese characters in UTF-8 stand together in a text.
fn has_chinese_utf8(line: &[u8]) -> bool {
    let chunks = line
        .utf8_chunks()
        .map(|chunk| chunk.valid().chars().filter(|c| is_chinese(*c)).count());
    chunks.max().is_some_and(|most| most >= TOGETHER)
}

/// GB18030 hardly ever gives so many characters of UTF-8 together.
const TOGETHER: usize = 4;

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff5e}')
}

/// Decodes without putting replacement characters for what is wrong.
fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(|text| text.into_owned())
}

/// GB18030 takes almost any bytes, so damaged UTF-8 would come out as Chinese
/// nonsense. In damaged UTF-8 nearly all the Chinese characters, of three bytes each,
/// are still whole; in GB18030 the bytes hardly ever look like one.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| c.len_utf8() == 3).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken.saturating_mul(4)
}

/// Big5 if the statistics of the characters say so, else GB18030: on the mainland a
/// file that is not Unicode is GB18030, whatever a short text may look like.
fn national_encoding(bytes: &[u8]) -> &'static Encoding {
    if bytes.iter().filter(|byte| !byte.is_ascii()).count() < BIG5_EVIDENCE {
        return GB18030;
    }
    let head = &bytes[..bytes.len().min(STATISTICS)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, head.len() == bytes.len());
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == BIG5 { BIG5 } else { GB18030 }
}

/// Line ends of Windows and old Macs, and the line, paragraph and page breaks that
/// word processors save, become `\n`.
fn unify_line_ends(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "一、总体情况\n2020年，重庆海关按照《条例》的规定，坚持“公开为常态、不公开为例外”，依法公开。\n";

    fn utf16(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_offices_use_gives_the_same_text() {
        let gbk = encoding_rs::GBK.encode(TEXT).0.into_owned();
        assert_ne!(gbk, TEXT.as_bytes());
        let with_mark = [b"\xef\xbb\xbf", TEXT.as_bytes()].concat();
        let little = [b"\xff\xfe".to_vec(), utf16(TEXT, u16::to_le_bytes)].concat();
        let big = [b"\xfe\xff".to_vec(), utf16(TEXT, u16::to_be_bytes)].concat();
        for bytes in [TEXT.as_bytes(), &with_mark, &little, &big, &gbk] {
            assert_eq!(decode(bytes).as_deref(), Some(TEXT));
        }
    }

    #[test]
    fn utf16_without_a_mark_is_read() {
        for bytes in [utf16(TEXT, u16::to_le_bytes), utf16(TEXT, u16::to_be_bytes)] {
            assert_eq!(decode(&bytes).as_deref(), Some(TEXT));
        }
        assert_eq!(decode(b"\x01\x00\x02\x00\x03\x00"), None);
    }

    #[test]
    fn two_files_put_together_are_read_and_a_line_in_two_encodings_is_not() {
        let gbk = encoding_rs::GBK.encode(TEXT).0.into_owned();
        let both = [TEXT.as_bytes(), &gbk].concat();
        assert_eq!(decode(&both).as_deref(), Some(format!("{TEXT}{TEXT}").as_str()));
        let line = [&gbk[..gbk.len() - 1], TEXT.as_bytes()].concat();
        let file = ["年报\n".as_bytes(), &line].concat();
        assert_eq!(decode(&file), None);
        assert_eq!(decode(&[&gbk, "某局公开。".as_bytes(), &gbk].concat()), None);
        assert!(is_unreadable_text(&file) && !is_unreadable_text(TEXT.as_bytes()));
        assert!(!is_unreadable_text(b"\x89PNG\r\n\x1a\n\0\0"));
    }

    #[test]
    fn characters_beyond_gbk_and_traditional_ones_are_read() {
        // 𠮷 takes four bytes in GB18030 and is not in GBK.
        let rare = "申请人𠮷某";
        assert_eq!(decode(&GB18030.encode(rare).0).as_deref(), Some(rare));
        let traditional = "政府資訊公開工作年度報告，本年報所列數據的統計期限為一年，如對內容有疑問，請與辦公室聯繫。";
        assert_eq!(decode(&BIG5.encode(traditional).0).as_deref(), Some(traditional));
    }

    #[test]
    fn short_gbk_text_is_not_taken_for_another_language() {
        for text in ["无。", "年报", "业人员配备缺", "善。一是健全制度规范"] {
            assert_eq!(decode(&GB18030.encode(text).0).as_deref(), Some(text));
        }
    }

    #[test]
    fn line_ends_are_the_same_on_every_machine() {
        assert_eq!(
            decode(b"a\r\nb\rc\nd\x0be\x0cf\x1a").as_deref(),
            Some("a\nb\nc\nd\ne\nf")
        );
        assert_eq!(decode("a\u{2028}b\u{85}c".as_bytes()).as_deref(), Some("a\nb\nc"));
    }

    #[test]
    fn what_is_no_text_is_not_read() {
        let cut = &TEXT.as_bytes()[..TEXT.len() - 2];
        let odd = b"\xff\xfe\x00";
        for bytes in [
            &b"PK\x03\x04"[..],
            b"a\0b",
            b"\x89PNG\r\n\x1a\n\0\0",
            b"\xff\xff\xff",
            cut,
            odd,
        ] {
            assert_eq!(decode(bytes), None, "{bytes:x?}");
        }
        assert_eq!(decode(b"").as_deref(), Some(""));
    }

    proptest! {
        #[test]
        fn utf8_text_comes_back_as_it_was(text in "[\\PC\n\t]{0,200}") {
            prop_assume!(!text.starts_with('\u{feff}'));
            let expected = text.replace(['\u{2028}', '\u{2029}'], "\n");
            prop_assert_eq!(decode(text.as_bytes()), Some(expected));
        }

        #[test]
        fn chinese_in_gb18030_comes_back_as_it_was(text in "[一-龥，。、]{20,200}") {
            let bytes = GB18030.encode(&text).0;
            prop_assert_eq!(decode(&bytes), Some(text));
        }

        #[test]
        fn any_bytes_give_clean_text_or_none(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            if let Some(text) = decode(&bytes) {
                prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
            }
        }
    }
}
