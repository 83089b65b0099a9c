//! What kind of text a file is, by how it begins.

use nianbao_model::chars::is_zero_width;

/// The kinds that are not plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    /// HTML: a page, or a piece of one.
    Html,
    /// Excel's XML of 2003.
    SpreadsheetMl,
    /// A web page with its pictures in one file (MHTML).
    Archive,
}

/// The elements of HTML, and those that old pages have: what begins with one is a page.
const ELEMENTS: [&str; 114] = [
    "a",
    "abbr",
    "acronym",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "bdi",
    "bdo",
    "bgsound",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "marquee",
    "menu",
    "meta",
    "nav",
    "nobr",
    "noframes",
    "noscript",
    "object",
    "ol",
    "option",
    "p",
    "picture",
    "pre",
    "q",
    "ruby",
    "s",
    "samp",
    "script",
    "section",
    "select",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
    "xmp",
    "optgroup",
];
/// What a page has in it that begins with an element of a content system (`ucapcontent`,
/// `o:p`, `founder-content`), and another kind of XML has not.
const COMMON: [&str; 6] = ["table", "p", "div", "br", "span", "td"];
/// Elements that stand in a table: a piece of a page may begin inside one.
const IN_TABLE: [&str; 9] = [
    "caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr",
];
/// Elements that no text in Markdown begins with: a whole page, or a table.
const WHOLE: [&str; 6] = ["html", "head", "meta", "style", "body", "table"];
/// What names SpreadsheetML.
const SPREADSHEET_ML: &str = "urn:schemas-microsoft-com:office:spreadsheet";
/// What a whole page may begin with.
const DOCTYPE: &str = "<!doctype html";
/// How far the headers of a web archive are looked at.
const HEADERS: usize = 2_048;

/// The kind of this text; none if it is another importer's.
pub(super) fn of(text: &str) -> Option<Markup> {
    let start = content(text);
    let begins = |with: &str| {
        let head = start.get(..with.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(with))
    };
    if (begins("<Workbook") || begins("<ss:Workbook")) && has(start, SPREADSHEET_ML) {
        return Some(Markup::SpreadsheetMl);
    }
    // The heads of a saved page stand in any order.
    let heads = [
        "MIME-Version:",
        "From:",
        "Content-Type:",
        "Subject:",
        "Date:",
        "Snapshot-Content-Location:",
    ];
    if heads.into_iter().any(begins) {
        let end = start.floor_char_boundary(HEADERS);
        let headers = &start[..end];
        return (has(headers, "mime-version:") && has(headers, "multipart/related")).then_some(Markup::Archive);
    }
    is_html(start).then_some(Markup::Html)
}

/// Whether a text that begins like this is a web page or a piece of one.
fn is_html(start: &str) -> bool {
    if has(start.get(..DOCTYPE.len()).unwrap_or_default(), DOCTYPE) {
        return true;
    }
    let Some(name) = first_tag(start) else { return false };
    let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    if is(&WHOLE) {
        return true;
    }
    let is_page = is(&ELEMENTS) || COMMON.iter().any(|name| has_tag(start, name));
    is_page && !has_marks(start)
}

/// Whether a text begins inside a table, whose own tag is not there.
pub(super) fn begins_in_table(text: &str) -> bool {
    first_tag(content(text)).is_some_and(|name| IN_TABLE.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

/// The name in the tag a text begins with; a piece of a page may begin with the end of an element.
fn first_tag(start: &str) -> Option<&str> {
    let tag = start.strip_prefix('<')?;
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let end = tag.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_')));
    let name = &tag[..end.unwrap_or(tag.len())];
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(name)
}

/// Whether an element of this name is in the text.
fn has_tag(text: &str, name: &str) -> bool {
    let mut tags = text.split('<').skip(1);
    tags.any(|tag| {
        let head = tag.get(..name.len());
        let after = tag.as_bytes().get(name.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(name))
            && after.is_some_and(|after| after.is_ascii_whitespace() || matches!(after, b'>' | b'/'))
    })
}

/// Whether a line is a heading or the rule of a table in Markdown, which may begin with a tag too:
/// what is read as a page would print its marks.
fn has_marks(text: &str) -> bool {
    text.lines().map(str::trim).any(|line| {
        let heading = line.trim_start_matches('#');
        let is_heading = (1..=6).contains(&(line.len() - heading.len())) && heading.starts_with(' ');
        let is_rule =
            line.contains("--") && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        is_heading || is_rule
    })
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
        text = nianbao_plain_text::skip_blanks(text, |c| c.is_whitespace() || c.is_control() || is_zero_width(c));
        let (opening, closing) = if text.starts_with("<!--") {
            ("<!--", "-->")
        } else if text.starts_with("<?") {
            ("<?", "?>")
        } else if text.starts_with("<![if") || text.starts_with("<![endif") {
            ("<![", "]>")
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
    fn a_piece_of_a_table_is_known() {
        for (text, inside) in [
            ("<!-- 表二 --><TR>", true),
            ("<td/>", true),
            ("<table><tr>", false),
            ("tr", false),
        ] {
            assert_eq!(begins_in_table(text), inside, "{text}");
        }
    }

    #[test]
    fn files_are_known_by_how_they_begin() {
        for (text, kind) in [
            (
                "\u{feff}\n <!-- x --><?xml version=\"1.0\"?>\n<HTML><Table>",
                Some(Markup::Html),
            ),
            ("<!DOCTYPE html><p><table>", Some(Markup::Html)),
            ("<table>", Some(Markup::Html)),
            ("<html><p>没有表格", Some(Markup::Html)),
            ("<p>一<table>", Some(Markup::Html)),
            (
                "&nbsp;\u{200b}<![if !mso]><H2 id=\"a\">一、总体情况</H2>",
                Some(Markup::Html),
            ),
            ("</div>\n<article>一", Some(Markup::Html)),
            ("<cms:body><br/>一", Some(Markup::Html)),
            ("<founder-content><Table>", Some(Markup::Html)),
            ("<feed><entry>一", None),
            ("<office:document><table:table><text:p>一", None),
            ("<某局年报>一", None),
            ("<<条例>>", None),
            ("<", None),
            ("<div align=center>\n\n# 年报\n</div>", None),
            ("<br>\n\n甲|乙\n:--|--\n", None),
            ("<html>\n# 年报\n</html>", Some(Markup::Html)),
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
            (
                "Content-Type: multipart/related; boundary=x\nMIME-Version: 1.0\n\n",
                Some(Markup::Archive),
            ),
            ("From: me\n一、总体情况", None),
            ("Date: 2025-1-20\n一、总体情况", None),
            ("", None),
        ] {
            assert_eq!(of(text), kind, "{text}");
        }
    }
}
