//! How an element of a page says that its text is not seen as it stands: hidden, struck out, raised,
//! or a control of a form.

use ego_tree::NodeRef;
use nianbao_model::runs;
use nianbao_model::source::RemarkKind;
use scraper::Node;
use scraper::node::Element;

/// What an element does to the text in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Looks {
    /// It does not show.
    pub(super) hidden: bool,
    /// It does not even take room: what stands around it stands together.
    pub(super) gone: bool,
    /// It is struck out.
    pub(super) struck: bool,
    /// It is raised.
    pub(super) raised: bool,
    /// It is lowered.
    pub(super) lowered: bool,
    /// Its line breaks show.
    pub(super) lines: bool,
}

/// How many elements we are in, by how they look; see [`Looks`].
#[derive(Default)]
pub(super) struct Inside {
    pub(super) hidden: usize,
    pub(super) gone: usize,
    pub(super) struck: usize,
    pub(super) raised: usize,
    pub(super) lowered: usize,
    pub(super) lines: usize,
}

impl Inside {
    /// Counts an element in, or out.
    pub(super) fn count(&mut self, looks: Looks, enters: bool) {
        let one = |count: &mut usize, applies: bool| {
            if applies {
                *count = if enters { *count + 1 } else { count.saturating_sub(1) };
            }
        };
        one(&mut self.hidden, looks.hidden);
        one(&mut self.gone, looks.gone);
        one(&mut self.struck, looks.struck);
        one(&mut self.raised, looks.raised);
        one(&mut self.lowered, looks.lowered);
        one(&mut self.lines, looks.lines);
    }
}

/// What is declared of an element: by the page's style sheets, and then by itself.
pub(super) fn style(element: &Element, by_sheets: &str) -> String {
    let own = element.attr("style").unwrap_or_default();
    match by_sheets.is_empty() {
        true => own.to_owned(),
        false => format!("{by_sheets};{own}"),
    }
}

/// A style in lower case and without white space.
pub(super) fn squeezed(style: &str) -> String {
    style.to_ascii_lowercase().split_whitespace().collect()
}

/// The value of a property in such a style; nothing if there is none.
pub(super) fn declared<'a>(style: &'a str, property: &str) -> &'a str {
    let declarations = style.split(';').filter_map(|one| one.split_once(':'));
    let mut values = declarations
        .filter(|(name, _)| *name == property)
        .map(|(_, value)| value);
    let last = values.clone().next_back();
    let important = values.rfind(|value| value.ends_with("!important"));
    important.or(last).unwrap_or_default().trim_end_matches("!important")
}

/// Whether a style by itself keeps a text from being read as it stands, or adds to it.
pub(super) fn is_unseen(style: &str) -> bool {
    let declared = |property: &str| declared(style, property);
    let content = declared("content");
    is_gone(&declared)
        || is_hidden(&declared)
        || is_struck(&declared)
        || !["", "none", "normal", "''", "\"\""].contains(&content)
}

/// How an element with this style, [`squeezed`], looks.
pub(super) fn looks(element: &Element, style: &str) -> Looks {
    let declared = |property: &str| declared(style, property);
    let name = element.name();
    let is_closed = matches!(name, "dialog") && element.attr("open").is_none();
    let gone =
        is_gone(&declared) || ((element.attr("hidden").is_some() || is_closed) && declared("display").is_empty());
    Looks {
        // A table's title names the table for whoever has it read aloud, and changes no figure.
        hidden: gone || is_invisible(&declared) || name != "caption" && has_no_room(&declared),
        gone,
        struck: matches!(name, "s" | "strike" | "del") || is_struck(&declared),
        raised: name == "sup" || declared("vertical-align") == "super",
        lowered: name == "sub" || declared("vertical-align") == "sub",
        lines: matches!(name, "pre" | "xmp" | "listing" | "plaintext" | "textarea")
            || declared("white-space").starts_with("pre"),
    }
}

/// Whether a style takes its element out of the page.
fn is_gone<'a>(declared: &dyn Fn(&str) -> &'a str) -> bool {
    declared("display") == "none" || declared("mso-hide") == "all"
}

/// Whether it strikes a text out.
fn is_struck<'a>(declared: &dyn Fn(&str) -> &'a str) -> bool {
    ["text-decoration", "text-decoration-line"]
        .iter()
        .any(|property| declared(property).contains("line-through"))
}

/// Whether it keeps a text from being seen.
fn is_hidden<'a>(declared: &dyn Fn(&str) -> &'a str) -> bool {
    is_invisible(declared) || has_no_room(declared)
}

fn has_no_room<'a>(declared: &dyn Fn(&str) -> &'a str) -> bool {
    is_off_the_page(declared) || is_shut(declared)
}

fn is_invisible<'a>(declared: &dyn Fn(&str) -> &'a str) -> bool {
    let part = |value: &str| match value.strip_suffix('%') {
        Some(percent) => percent.parse::<f32>().map(|percent| percent / 100.0),
        None => value.parse(),
    };
    let is_faint = |value: &str| part(value).is_ok_and(|part| part < VISIBLE);
    let filtered = declared("filter").split_once("opacity(");
    // Letters that let a picture through are seen by it.
    let is_cut_out = ["background-clip", "-webkit-background-clip"]
        .iter()
        .any(|name| declared(name) == "text");
    ["hidden", "collapse"].contains(&declared("visibility"))
        || is_faint(declared("opacity"))
        || filtered.is_some_and(|(_, rest)| is_faint(rest.split(')').next().unwrap_or_default()))
        || !is_cut_out && (is_clear(declared("color")) || is_clear(declared("-webkit-text-fill-color")))
        || is_tiny(declared("font-size"))
}

/// Whether a style moves its element off the page or cuts it down to nothing, as is done with
/// words that are only to be read aloud.
fn is_off_the_page<'a>(declared: &dyn Fn(&str) -> &'a str) -> bool {
    let far = |property: &str| declared(property).starts_with('-') && pixels(declared(property)).abs() > FAR;
    let is_placed = ["absolute", "fixed"].contains(&declared("position"));
    let is_cut = declared("clip").starts_with("rect(0") || declared("clip").starts_with("rect(1px");
    let is_inset = ["inset(50%", "inset(100%", "circle(0"]
        .iter()
        .any(|shape| declared("clip-path").starts_with(shape));
    far("text-indent") || is_inset || is_placed && (far("left") || far("top") || far("right") || is_cut)
}

/// A text of less opacity cannot be seen.
const VISIBLE: f32 = 0.1;

/// Whether a style leaves its element no room, and shows nothing beyond it.
fn is_shut<'a>(declared: &dyn Fn(&str) -> &'a str) -> bool {
    let is_none = |property: &str| matches!(declared(property).trim_end_matches("px"), "0" | "1");
    let is_cut = ["overflow", "overflow-x", "overflow-y"]
        .iter()
        .any(|name| declared(name) == "hidden");
    // A box may be as high as what is left free below its text.
    let is_padded = !matches!(declared("padding-bottom"), "" | "0" | "0px");
    is_cut
        && (["height", "max-height"].iter().any(|property| is_none(property)) && !is_padded
            || ["width", "max-width"].iter().any(|property| is_none(property)))
        || ["scale(", "scalex(", "scaley(", "scale3d("].iter().any(|scale| {
            let factor = declared("transform").split_once(scale).map_or("", |(_, rest)| rest);
            let factor = factor.split([',', ')']).next().unwrap_or_default();
            factor.parse::<f32>().is_ok_and(|factor| factor == 0.0)
        })
}

/// Whether a colour lets all of the ground through.
fn is_clear(colour: &str) -> bool {
    let alpha = colour
        .strip_prefix("rgba(")
        .and_then(|parts| parts.trim_end_matches(')').rsplit(',').next());
    colour == "transparent" || alpha.is_some_and(|alpha| alpha.parse::<f32>().is_ok_and(|alpha| alpha < VISIBLE))
}

/// Whether text of this size cannot be read.
fn is_tiny(size: &str) -> bool {
    let unit = size.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let points = match (size.trim_end_matches(unit).parse::<f32>(), unit) {
        (Ok(points), "pt") => points,
        (Ok(_), _) => pixels(size) * POINTS,
        (Err(_), _) => return false,
    };
    points == 0.0 || !unit.is_empty() && unit != "%" && !runs::is_legible(points)
}

/// Points in a pixel.
const POINTS: f32 = 0.75;
/// Further off than any page is wide, in pixels.
const FAR: f32 = 900.0;

/// A length in pixels, as far as that matters here.
pub(super) fn pixels(length: &str) -> f32 {
    let unit = length.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
    let number = length.strip_suffix(unit).and_then(|number| number.parse::<f32>().ok());
    let times = if matches!(unit, "em" | "rem" | "%" | "vw") {
        16.0
    } else {
        1.0
    };
    number.unwrap_or_default() * times
}

/// What a browser writes before the text of an element of this style: a quotation's mark, or that it
/// runs the other way.
pub(super) fn before(element: &Element, style: &str) -> &'static str {
    match element.name() {
        "q" => "“",
        _ if runs_back(element, style) => "\u{202e}",
        _ => "",
    }
}

/// What it writes behind the text.
pub(super) fn behind(element: &Element, style: &str) -> &'static str {
    match element.name() {
        "q" => "”",
        _ if runs_back(element, style) => "\u{202c}",
        _ => "",
    }
}

/// Whether the characters of an element are set from right to left.
fn runs_back(element: &Element, style: &str) -> bool {
    let is_set = element.name() == "bdo" || declared(style, "unicode-bidi").contains("override");
    is_set && (element.attr("dir") == Some("rtl") || declared(style, "direction") == "rtl")
}

/// What a control of a form shows.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Control {
    /// What was typed into it or chosen from it.
    Shows(String),
    /// A button or the like: its words are no part of what stands beside it.
    Beside(RemarkKind, String),
}

/// The control that an element is; none for any other, and for one whose text is its content.
pub(super) fn control(node: NodeRef<'_, Node>) -> Option<Control> {
    let Node::Element(element) = node.value() else {
        return None;
    };
    match element.name() {
        "input" => {
            let kind = element.attr("type").unwrap_or_default().to_ascii_lowercase();
            let value = element.attr("value").unwrap_or_default().to_owned();
            Some(match kind.as_str() {
                "button" | "submit" | "reset" => Control::Beside(RemarkKind::Control, value),
                // What a program sends along is no text of the page.
                "hidden" | "checkbox" | "radio" | "image" | "file" | "password" | "range" | "color" => {
                    Control::Beside(RemarkKind::Control, String::new())
                }
                _ => Control::Shows(value),
            })
        }
        // A list that stands open shows all that could be chosen.
        "select"
            if element.attr("multiple").is_some() || element.attr("size").is_some_and(|size| size.trim() > "1") =>
        {
            Some(Control::Beside(RemarkKind::Control, text_of(node)))
        }
        "select" => Some(Control::Shows(chosen(node))),
        "button" => Some(Control::Beside(RemarkKind::Control, text_of(node))),
        _ => None,
    }
}

/// The option that shows: the last one that is selected, or the first.
fn chosen(select: NodeRef<'_, Node>) -> String {
    let options = || {
        let nodes = select.descendants();
        nodes.filter_map(|node| match node.value() {
            Node::Element(element) if element.name() == "option" => Some((node, element)),
            _ => None,
        })
    };
    let selected = options()
        .filter(|(_, element)| element.attr("selected").is_some())
        .last();
    let option = selected.or_else(|| options().next());
    option.map(|(node, _)| text_of(node)).unwrap_or_default()
}

pub(super) fn text_of(node: NodeRef<'_, Node>) -> String {
    let texts = node.descendants().filter_map(|node| match node.value() {
        Node::Text(text) => Some(&**text),
        _ => None,
    });
    texts.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use scraper::{Html, Selector};

    use super::*;

    fn first(page: &str) -> Looks {
        let html = Html::parse_fragment(page);
        let selector = Selector::parse("html > *").unwrap();
        let element = html.select(&selector).next().unwrap();
        looks(element.value(), &squeezed(&style(element.value(), "")))
    }

    #[test]
    fn an_element_says_how_its_text_looks() {
        let of = |style: &str| first(&format!("<span style='{style}'>9</span>"));
        for style in ["display: none !important", "color:red; DISPLAY:NONE", "mso-hide:all"] {
            assert!(of(style).gone && of(style).hidden, "{style}");
        }
        for style in [
            "visibility:hidden",
            "opacity: 0",
            "font-size:0px",
            "height:0; overflow:hidden",
            "max-height:0;overflow:hidden",
            "transform:scale(0)",
            "transform:rotate(1deg) scaleY(0)",
            "filter:opacity(0)",
            "filter:blur(1px) opacity(5%)",
            "width:0;overflow:hidden",
            "-webkit-text-fill-color:transparent",
            "display:block;color:transparent!important;color:red",
            "color:transparent",
            "color:rgba(0,0,0,0)",
            "opacity:.01",
            "font-size:0",
            "font-size:1px",
            "font-size:.1em",
            "font-size:1pt",
            "position:absolute;left:-9999px",
            "position:absolute; clip: rect(0,0,0,0)",
            "text-indent:-9999em",
        ] {
            assert!(!of(style).gone && of(style).hidden, "{style}");
        }
        for style in [
            "display:none;display:block",
            "font-size:10px",
            "font-size:50%",
            "font-size:3pt",
            "font-size:small",
            "opacity:0.5",
            "height:0",
            "height:0;overflow:hidden;padding-bottom:50%",
            "filter:opacity(.8)",
            "background-clip:text;color:transparent",
            "height:100px;overflow:hidden",
            "transform:scale(0.9)",
            "color:rgba(0,0,0,.8)",
            "position:absolute;left:-2px",
            "text-indent:-2em",
            "left:-9999px",
            "x-display:none",
        ] {
            assert!(!of(style).hidden, "{style}");
        }
        assert!(first("<p hidden>9").gone && !first("<p hidden style='display:block'>9").gone);
        assert!(first("<dialog>9</dialog>").gone && !first("<dialog open>9</dialog>").gone);
        assert!(of("text-decoration: red line-through").struck && first("<strike>9").struck);
        assert!(!of("text-decoration:underline").struck && !first("<ins>9").struck);
        assert!(of("vertical-align:super").raised && first("<sub>9").lowered);
        assert!(first("<pre>9").lines && of("white-space: pre-wrap").lines);
    }
}
