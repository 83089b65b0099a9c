//! HTML inside Markdown. Its comments and pictures are named as such, its line breaks
//! are line breaks, tags that only change how text looks are dropped, and what else
//! there is cannot be taken over.

use nianbao_model::source::RemarkKind;

/// Tags that change how the text between them looks, and nothing else.
const LOOKS: [&str; 15] = [
    "a", "b", "big", "center", "em", "font", "i", "mark", "small", "span", "strong", "sub", "sup", "u", "wbr",
];

/// What a piece of HTML is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Html {
    /// `<br>`.
    Break,
    /// A tag without a meaning of its own.
    Look,
    /// Something to remark on, with its text.
    Remark(RemarkKind, String),
}

/// What a tag in a line of text is.
pub(super) fn inline(tag: &str) -> Html {
    let tag = tag.trim();
    if let Some(comment) = tag.strip_prefix("<!--") {
        return Html::Remark(RemarkKind::Comment, comment.trim_end_matches("-->").trim().to_owned());
    }
    let closing = tag.starts_with("</");
    let name = tag.trim_start_matches(['<', '/']);
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "br" => Html::Break,
        "img" => Html::Remark(RemarkKind::Picture, alternative(tag)),
        _ if closing || LOOKS.contains(&name.as_str()) => Html::Look,
        _ => Html::Remark(RemarkKind::Object, tag.to_owned()),
    }
}

/// What a block of HTML holds: its comments, and the rest.
pub(super) fn block(html: &str) -> Vec<(RemarkKind, String)> {
    let mut remarks = Vec::new();
    let mut rest = html;
    let mut other = String::new();
    while let Some((before, comment)) = rest.split_once("<!--") {
        let (comment, after) = comment.split_once("-->").unwrap_or((comment, ""));
        remarks.push((RemarkKind::Comment, comment.trim().to_owned()));
        other.push_str(before);
        rest = after;
    }
    other.push_str(rest);
    let other = other.trim();
    let single = other.matches('<').count() == 1 && other.ends_with('>');
    match inline(other) {
        _ if other.is_empty() => {}
        // Line breaks or looks around nothing are a way to leave space.
        Html::Break | Html::Look if single => {}
        Html::Remark(kind, text) if single => remarks.push((kind, text)),
        _ => remarks.push((RemarkKind::Object, other.to_owned())),
    }
    remarks
}

/// The text that stands for a picture.
fn alternative(tag: &str) -> String {
    let value = tag.split_once("alt=").map_or("", |(_, value)| value);
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or("").to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_apart() {
        assert_eq!(inline("<br />"), Html::Break);
        assert_eq!(inline("<font color=\"red\">"), Html::Look);
        assert_eq!(inline("</video>"), Html::Look);
        assert_eq!(
            inline("<!-- 待核 -->"),
            Html::Remark(RemarkKind::Comment, "待核".into())
        );
        assert_eq!(
            inline("<img src='a.png' alt='公章'>"),
            Html::Remark(RemarkKind::Picture, "公章".into())
        );
        assert_eq!(inline("<img src=a>"), Html::Remark(RemarkKind::Picture, String::new()));
        assert_eq!(inline("<video>"), Html::Remark(RemarkKind::Object, "<video>".into()));
    }

    #[test]
    fn a_block_gives_its_comments_and_the_rest() {
        let remarks = block("<!-- 甲 -->\n<table><tr><td>6</td></tr></table>\n<!-- 乙");
        let expected = [
            (RemarkKind::Comment, "甲"),
            (RemarkKind::Comment, "乙"),
            (RemarkKind::Object, "<table><tr><td>6</td></tr></table>"),
        ];
        assert_eq!(remarks, expected.map(|(kind, text)| (kind, text.to_owned())));
        assert_eq!(block("<br>\n"), []);
        assert_eq!(block("<br>文字"), [(RemarkKind::Object, "<br>文字".to_owned())]);
    }
}
