//! A web page as browsers save it in one file (MHTML, RFC 2557): the page among its pictures and
//! style sheets. Only the page is taken out; what else is in the file is not looked at.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::markup::{self, Markup};

/// How far its beginning is looked at.
const HEAD: usize = 2_048;

/// Whether a file is an archive, by how it begins.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    markup::of(&head) == Some(Markup::Archive)
}

/// The page in an archive, in whatever character set it has; nothing if there is none.
///
/// It is the first that is no frame round others: what a browser shows is saved first.
pub(super) fn page(bytes: &[u8]) -> Option<Vec<u8>> {
    let message = MessageParser::new().parse(bytes)?;
    let mut pages = message
        .parts
        .iter()
        .filter(|part| is_page(part))
        .filter_map(|part| unpacked(&message, part));
    pages.find(|page| !is_frame(page))
}

fn is_page(part: &MessagePart<'_>) -> bool {
    let declared = part
        .content_type()
        .and_then(|kind| Some((kind.ctype(), kind.subtype()?)));
    let is_declared = declared.is_some_and(|(kind, sub)| {
        let names = format!("{kind}/{sub}").to_ascii_lowercase();
        matches!(names.as_str(), "text/html" | "application/xhtml+xml")
    });
    is_declared || matches!(part.body, PartType::Html(_))
}

/// The bytes of a part: the library's own text is in the character set that the part declares, which is
/// often not the one it is in.
fn unpacked(message: &Message<'_>, part: &MessagePart<'_>) -> Option<Vec<u8>> {
    let range = usize::try_from(part.offset_body).ok()?..usize::try_from(part.offset_end).ok()?;
    let packed = message.raw_message.get(range)?;
    match part.encoding {
        Encoding::QuotedPrintable => quoted_printable_decode(packed),
        Encoding::Base64 => base64_decode(packed),
        Encoding::None => Some(packed.to_vec()),
    }
}

/// Whether a page only holds others, as workbooks saved in one file have it.
fn is_frame(page: &[u8]) -> bool {
    let lower = page.to_ascii_lowercase();
    lower.windows(FRAME.len()).any(|window| window == FRAME)
}

/// How a page begins the list of those it holds.
const FRAME: &[u8] = b"<frameset";

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(kind: &str, encoding: &str, body: &str) -> Vec<u8> {
        format!(
            "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://x.example/\r\nSubject: =?utf-8?Q?=E5=B9=B4?=\r\n\
             MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b--\"\r\n\r\n\
             ----b--\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n\
             ----b--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----b----\r\n"
        )
        .into_bytes()
    }

    fn shown(bytes: &[u8]) -> Option<String> {
        String::from_utf8(page(bytes)?).ok().map(|text| text.trim().to_owned())
    }

    #[test]
    fn the_page_is_taken_out_however_it_is_packed() {
        let quoted = archive(
            "text/html",
            "quoted-printable",
            "<p class=3D\"x\">=E5=B9=B4=\r\n=E6=8A=A5</p>",
        );
        assert_eq!(shown(&quoted).as_deref(), Some("<p class=\"x\">年报</p>"));
        let packed = archive("text/html; charset=\"utf-8\"", "base64", "PHA+5bm05oqlPC9wPg==");
        assert_eq!(shown(&packed).as_deref(), Some("<p>年报</p>"));
        let plain = archive("text/html", "8bit", "<p>年报</p>");
        assert_eq!(shown(&plain).as_deref(), Some("<p>年报</p>"));
    }

    #[test]
    fn what_holds_no_page_gives_none() {
        assert_eq!(page(&archive("text/css", "8bit", "p{}")), None);
        assert_eq!(page(&archive("text/html", "8bit", "<FRAMESET cols=1>")), None);
        assert_eq!(page(b"MIME-Version: 1.0\r\n"), None);
    }
}
