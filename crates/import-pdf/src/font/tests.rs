use super::names::character;
use super::*;

#[test]
fn a_glyph_is_known_by_its_name_or_not_at_all() {
    let known = [
        ("A", Some('A')),
        ("seven", Some('7')),
        ("seven.oldstyle", Some('7')),
        ("uni4E00", Some('一')),
        ("u20000", Some('\u{20000}')),
        ("g17", None),
        ("cid1234", None),
        (".notdef", None),
        ("uniXYZW", None),
        ("union", None),
    ];
    for (name, c) in known {
        assert_eq!(character(name.as_bytes()), c, "{name}");
    }
}

#[test]
fn encodings_of_chinese_are_read_character_by_character() {
    let cases: [(&[u8], &[u8], &str); 5] = [
        (b"GBK-EUC-H", b"\xd6\xd8A\xc7\xec", "重A庆"),
        (b"GBK2K-H", b"\x81\x30\x81\x30\xd6\xd8", "\u{80}重"),
        (b"UniGB-UCS2-H", b"\x91\xcd\0A\x5e\x86", "重A庆"),
        (b"UniGB-UTF16-H", b"\xd8\x40\xdc\x00\0B", "\u{20000}B"),
        (b"ETen-B5-H", b"\xad\xab", "重"),
    ];
    for (name, bytes, expected) in cases {
        let encoding = Predefined::named(name).unwrap();
        let (mut rest, mut text) = (bytes, String::new());
        while !rest.is_empty() {
            let (length, _) = encoding.code(rest);
            text += &encoding.text(&rest[..length]).unwrap();
            rest = &rest[length..];
        }
        assert_eq!(text, expected);
    }
    assert_eq!(Predefined::named(b"90ms-RKSJ-H"), None);
    assert_eq!(Predefined::named(b"GBK-EUC-H").unwrap().code(b"0"), (1, 830));
}
