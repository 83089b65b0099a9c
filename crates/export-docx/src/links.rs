//! Where the hyperlinks lead. Word keeps addresses apart from the text, under ids;
//! an address it cannot parse makes it call the whole file damaged.

/// The addresses in use; each gets one id, however often it occurs.
#[derive(Debug, Default)]
pub(crate) struct Links(Vec<String>);

impl Links {
    /// The id for an address, or none if it is no address Word would take.
    pub(crate) fn id(&mut self, link: &str) -> Option<String> {
        let target = target(link)?;
        let known = self.0.iter().position(|known| *known == target);
        let at = known.unwrap_or_else(|| {
            self.0.push(target);
            self.0.len() - 1
        });
        Some(id(at))
    }

    /// Every id with its address, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (String, &str)> {
        self.0.iter().enumerate().map(|(at, target)| (id(at), target.as_str()))
    }
}

fn id(at: usize) -> String {
    format!("rIdLink{}", at + 1)
}

/// An address made safe: a known scheme, a plain host, and everything that a URI
/// may not hold percent-encoded.
fn target(link: &str) -> Option<String> {
    let (scheme, rest) = link.trim().split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let rest = match scheme.as_str() {
        "http" | "https" | "ftp" => {
            let rest = rest.strip_prefix("//")?;
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            if !is_host(host) {
                return None;
            }
            format!("//{}", encode(rest))
        }
        "mailto" if rest.contains('@') => encode(rest),
        _ => return None,
    };
    Some(format!("{scheme}:{rest}"))
}

fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    name.starts_with(|c: char| c.is_ascii_alphanumeric()) && name.chars().all(plain) && port.parse::<u16>().is_ok()
}

fn encode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut encoded = String::with_capacity(bytes.len());
    for (at, &byte) in bytes.iter().enumerate() {
        let escape = || {
            bytes
                .get(at + 1..at + 3)
                .is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
        };
        let kept = match byte {
            b'%' => escape(),
            _ => byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(&byte),
        };
        // A fragment begins with the first `#`; a second one is text.
        if kept || (byte == b'#' && !encoded.contains('#')) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gets_one_id() {
        let mut links = Links::default();
        let ids = ["http://a.cn/", "mailto:x@b.cn", "http://a.cn/"].map(|link| links.id(link));
        assert_eq!(ids.map(Option::unwrap), ["rIdLink1", "rIdLink2", "rIdLink1"]);
        assert_eq!(links.iter().count(), 2);
    }

    #[test]
    fn an_address_word_cannot_parse_is_encoded_or_refused() {
        let targets = [
            "HTTPS://a.gov.cn:8080/年报?a=<1>&b=%20%#x#y",
            "http://a b/",
            "http://[::1/",
            "http://a.cn:99999/",
            "javascript:alert(1)",
            "mailto:nobody",
            "无",
        ]
        .map(target);
        let first = "https://a.gov.cn:8080/%E5%B9%B4%E6%8A%A5?a=%3C1%3E&b=%20%25#x%23y";
        assert_eq!(targets[0].as_deref(), Some(first));
        assert!(targets[1..].iter().all(Option::is_none), "{targets:?}");
    }
}
