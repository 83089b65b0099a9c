//! How deep a page nests its elements, before it is parsed: the parser looks through
//! all open elements at every tag, so a page that never closes them takes it hours.
//!
//! A look, not a parser: it finds what broken programs write. A page made to deceive it
//! costs time, in proportion to the square of a limited size, but neither memory nor
//! the stack.

/// Elements that are never open.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "wbr",
];
/// Elements that are there once, however often they are written.
const ONCE: [&str; 3] = ["body", "head", "html"];
/// Elements that close their like, if that was opened last, by beginning: a list of
/// paragraphs nobody closes is not deep, but kinds in turn go into each other.
const SELF_ENDING: [&[&str]; 4] = [&["dd", "dt"], &["li"], &["option", "optgroup"], &["rp", "rt"]];
/// Elements in a line of text; all others close a paragraph.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "big", "button", "code", "em", "font", "i", "label", "nobr", "s", "small", "span", "strike",
    "strong", "sub", "sup", "tt", "u",
];
/// Parts of a table: each closes what was left open in the one before it.
const TABLE_PARTS: [&str; 8] = ["caption", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"];
/// Elements whose content is no HTML.
const RAW: [&str; 2] = ["script", "style"];

/// The most elements that are open at once.
pub(super) fn deepest(text: &str) -> usize {
    let mut open: Vec<&str> = Vec::new();
    let mut deepest = 0;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end..]);
            continue;
        }
        let closing = rest.starts_with('/');
        let tag = &rest[usize::from(closing)..];
        let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())];
        let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        if name.is_empty() || is(&VOID) || is(&ONCE) {
            continue;
        }
        // Only what was opened in the innermost table can be closed.
        let table = open.iter().rposition(|one| one.eq_ignore_ascii_case("table"));
        let inside = table.map_or(0, |table| table + 1);
        if is(&TABLE_PARTS) {
            if table.is_some() {
                open.truncate(inside);
            }
        } else if closing {
            let floor = if is(&["table"]) {
                inside.saturating_sub(1)
            } else {
                inside
            };
            let opened = open[floor..].iter().rposition(|one| one.eq_ignore_ascii_case(name));
            if let Some(opened) = opened {
                open.truncate(floor + opened);
            }
        } else if is(&RAW) {
            rest = after_raw(tag, name);
        } else {
            if !is(&INLINE) {
                open.pop_if(|last| last.eq_ignore_ascii_case("p"));
            }
            if let Some(group) = SELF_ENDING.iter().find(|group| is(group)) {
                open.pop_if(|last| group.iter().any(|known| known.eq_ignore_ascii_case(last)));
            }
            open.push(name);
            deepest = deepest.max(open.len());
            if deepest > super::limits::MAX_HTML_DEPTH {
                return deepest;
            }
        }
    }
    deepest
}

/// What follows the end of a raw element.
fn after_raw<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        if rest
            .get(..name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name))
        {
            return rest;
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::html::limits::MAX_HTML_DEPTH;

    #[test]
    fn only_open_elements_count() {
        for (text, depth) in [
            ("<div><b>x</b></div><div><br><p><img>", 2),
            ("<DIV><!-- <a><a><a> --></div><style>a>b{}<i><i><i></style><span>", 1),
            ("<table><tr><td><font><td><font><tr><td><font></table><div>", 2),
            ("<table><td><table><td><div></table></div></table>", 3),
            ("<div><table><td></div></table></div><p>", 2),
            ("a < b </ <", 0),
            ("<script><div>", 0),
            ("<ul><li><p>a<li><p>b<ul><li>c<li>d</ul><li>e</ul>", 4),
            ("<p>a<p>b<p>c<table><td><p>d<td><p>e</table>", 2),
            ("<dl><dt>a<dd>b<dt>c</dl><select><option><option></select>", 2),
        ] {
            assert_eq!(deepest(text), depth, "{text}");
        }
        assert!(deepest(&"<div>".repeat(100_000)) > MAX_HTML_DEPTH);
        assert!(deepest(&"<p><li><dd><option>".repeat(100_000)) > MAX_HTML_DEPTH);
        assert_eq!(deepest(&"<table><tr><td><font>1\n</table>".repeat(10_000)), 2);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(<|</|<!--|-->|>|table|td|div|script|表){0,20}") {
            deepest(&text);
        }
    }
}
