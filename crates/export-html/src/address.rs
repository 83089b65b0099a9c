//! Addresses fit for an `href`: what a text links to, and the files beside the page.
//! Finding links in a text is not done here.

use std::fmt::Write;

/// The schemes a page may link to; anything else stays plain text.
const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];

/// A link from the text as a valid address; `None` if it is not one to follow.
pub(crate) fn absolute(link: &str) -> Option<String> {
    let scheme = SCHEMES.iter().find(|scheme| {
        link.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })?;
    let (scheme, rest) = link.split_at(scheme.len());
    // Brackets stand for themselves only around an IPv6 address.
    let path = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(path);
    let host = encode(host, forbidden);
    let path = encode(path, |c, after| forbidden(c, after) || matches!(c, '[' | ']'));
    (!host.is_empty()).then(|| format!("{scheme}{host}{path}"))
}

/// The relative address of the file of this name; no name can be read as anything
/// but one step of a path.
pub(crate) fn relative(file_name: &str) -> String {
    encode(file_name, |c, _| !(c.is_ascii_alphanumeric() || "-._~".contains(c)))
}

/// Whether a character, with this text after it, may not stand in an address as it is.
fn forbidden(c: char, after: &str) -> bool {
    let stray_percent = || {
        let escape = after.as_bytes().get(..2);
        !escape.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    c.is_control() || c.is_whitespace() || "\"<>\\^`{|}".contains(c) || (c == '%' && stray_percent())
}

/// Percent-encodes the characters that are forbidden before what follows them.
fn encode(text: &str, forbidden: impl Fn(char, &str) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if forbidden(c, &text[at + c.len_utf8()..]) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a string cannot fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
        } else {
            encoded.push(c);
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_mail_addresses_are_links() {
        for link in [
            "http://a.gov.cn/x?y=1#z",
            "HTTPS://a.gov.cn",
            "mailto:x1@b.gov.cn",
            "http://[::1]/",
        ] {
            assert_eq!(absolute(link).as_deref(), Some(link));
        }
        for link in [
            "javascript:alert(1)",
            "JavaScript://a.gov.cn/%0aalert(1)",
            " http://a.gov.cn",
            "data:text/html,x",
            "//a.gov.cn",
            "http://",
            "http",
            "页",
            "",
        ] {
            assert_eq!(absolute(link), None, "{link}");
        }
    }

    #[test]
    fn a_link_becomes_a_valid_address() {
        let valid = absolute("http://a.gov.cn/年报 [1]\"<x>%20100%.htm").unwrap();
        assert_eq!(valid, "http://a.gov.cn/年报%20%5B1%5D%22%3Cx%3E%20100%25.htm");
    }

    #[test]
    fn a_file_name_is_one_step_of_a_path() {
        let cases = [
            ("report.pdf", "report.pdf"),
            ("年报 2020.pdf", "%E5%B9%B4%E6%8A%A5%202020.pdf"),
            ("a/b?c#d%.pdf", "a%2Fb%3Fc%23d%25.pdf"),
            ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ];
        for (name, address) in cases {
            assert_eq!(relative(name), address);
        }
    }
}
