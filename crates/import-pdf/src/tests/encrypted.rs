//! Files that qpdf has encrypted: one line of text and a title, with a password for permissions alone, or with one
//! that is asked for.

use nianbao_model::plugin::ImportFault;
use proptest::prelude::*;

use super::*;

#[test]
fn a_file_that_anybody_may_open_is_read_whatever_it_is_encrypted_with() {
    for (name, bytes) in [
        ("RC4, 40", &include_bytes!("../../tests/fixtures/rc4-40.pdf")[..]),
        ("RC4, 128", include_bytes!("../../tests/fixtures/rc4-128.pdf")),
        ("AES, 128", include_bytes!("../../tests/fixtures/aes-128.pdf")),
        ("AES, 256", include_bytes!("../../tests/fixtures/aes-256.pdf")),
        (
            "AES, 256, revision 5",
            include_bytes!("../../tests/fixtures/aes-256-r5.pdf"),
        ),
    ] {
        let source = import(bytes).unwrap();
        assert_eq!(texts(&source), ["Open to everybody: 296"], "{name}");
        let titles: Vec<&str> = source
            .properties
            .iter()
            .map(|property| property.value.as_str())
            .collect();
        assert!(titles.contains(&"Annual report"), "{name}: {titles:?}");
        // A table of contents that is gone is made again.
        let cut = bytes.windows(9).rposition(|window| window == b"startxref").unwrap();
        let again = import(&bytes[..cut]);
        assert!(again.is_ok_and(|again| texts(&again) == texts(&source)), "{name}");
    }
}

#[test]
fn a_file_that_asks_for_a_password_is_told() {
    let bytes = include_bytes!("../../tests/fixtures/user.pdf");
    assert_eq!(import(bytes).expect_err("refused").fault, ImportFault::Password);
}

proptest! {
    #[test]
    fn a_damaged_encryption_is_no_panic(at in 9..1_400_usize, byte: u8) {
        let mut bytes = include_bytes!("../../tests/fixtures/aes-256.pdf").to_vec();
        bytes[at] = byte;
        let _ = import(&bytes);
    }
}
