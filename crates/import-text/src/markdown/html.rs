//! HTML inside Markdown. Its comments and pictures are named as such, its line breaks
//! are line breaks, tags that only change how text looks are dropped, and what else
//! there is cannot be taken over.

use nianbao_model::runs;
use nianbao_model::source::RemarkKind;

/// Tags that change how the text between them looks, and nothing else.
const LOOKS: [&str; 14] = [
    "a", "b", "big", "center", "em", "font", "i", "ins", "mark", "small", "span", "strong", "u", "wbr",
];

/// What a piece of HTML is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Html {
    /// `<br>`.
    Break,
    /// A tag without a meaning of its own.
    Look,
    /// The element of this name begins, in which text is not seen as it stands.
    Open(String, Effect),
    /// The element of this name ends.
    Close(String),
    /// Something to remark on, with its text.
    Remark(RemarkKind, String),
}

/// What an element makes of the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// It is not taken over.
    Left(RemarkKind),
    /// It stands above the line.
    Raised,
    /// It stands below the line.
    Lowered,
}

/// What a tag says of the text behind it.
fn effect(name: &str, tag: &str) -> Option<Effect> {
    let compact: String = tag.to_ascii_lowercase().split_whitespace().collect();
    match name {
        "s" | "strike" | "del" => Some(Effect::Left(RemarkKind::Struck)),
        "sup" => Some(Effect::Raised),
        "sub" => Some(Effect::Lowered),
        _ if compact.contains("line-through") => Some(Effect::Left(RemarkKind::Struck)),
        _ if is_unseen(&compact) => Some(Effect::Left(RemarkKind::Hidden)),
        _ => None,
    }
}

/// Whether a tag hides the text behind it, or gives it the colour of the page.
fn is_unseen(compact: &str) -> bool {
    // `color` is also the end of `background-color`.
    let declared = |property: &str| {
        let value = compact
            .split([';', '"', '\''])
            .find_map(|one| one.strip_prefix(property)?.strip_prefix(':'));
        value.unwrap_or_default()
    };
    let attribute = |name: &str| {
        let value = compact.split_once(name).map_or("", |(_, value)| value);
        value
            .trim_matches(['"', '\'', '>'])
            .split(['"', '\'', '>'])
            .next()
            .unwrap_or_default()
    };
    let colours = [declared("color"), attribute("fontcolor=")];
    let is_white = colours
        .into_iter()
        .filter_map(runs::colour)
        .any(|colour| !runs::shows_on(colour, runs::WHITE));
    let size = declared("font-size").trim_end_matches(['p', 't', 'x']).parse::<f32>();
    ["display:none", "visibility:hidden"]
        .iter()
        .any(|hidden| compact.contains(hidden))
        || is_white && !compact.contains("background")
        || size.is_ok_and(|size| !runs::is_legible(size))
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
        _ if closing => Html::Close(name),
        _ if !tag.ends_with("/>")
            && let Some(effect) = effect(&name, tag) =>
        {
            Html::Open(name, effect)
        }
        _ if LOOKS.contains(&name.as_str()) => Html::Look,
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
        Html::Break | Html::Look | Html::Open(..) | Html::Close(_) if single => {}
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
        assert_eq!(inline("</video>"), Html::Close("video".into()));
        let struck = Effect::Left(RemarkKind::Struck);
        assert_eq!(inline("<del>"), Html::Open("del".into(), struck));
        assert_eq!(
            inline("<span style='text-decoration: line-through'>"),
            Html::Open("span".into(), struck)
        );
        let hidden = Effect::Left(RemarkKind::Hidden);
        for unseen in [
            "<span style='color: #fff'>",
            "<font color=\"white\">",
            "<span style=\"font-size:1px;color:red\">",
            "<p style='display:none'>",
        ] {
            assert!(
                matches!(inline(unseen), Html::Open(_, effect) if effect == hidden),
                "{unseen}"
            );
        }
        for seen in [
            "<span style='background-color:#fff'>",
            "<span style='color:#fff;background:#036'>",
        ] {
            assert_eq!(inline(seen), Html::Look, "{seen}");
        }
        assert_eq!(inline("<sup>"), Html::Open("sup".into(), Effect::Raised));
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
