//! Where a style decides the place of a text in its line or cell, or how much room it has, so that what
//! is seen is not what stands in the file. Nothing is laid out here: what may be seen otherwise is told.

use nianbao_model::width;

use super::generated::raw;
use super::seen::{declared, pixels};

/// What a style does with the text of its element.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Arranged {
    /// It stands where its style says: over or under other text, or on another side of it.
    Aside(Side),
    /// What is in it stands in another order.
    Shuffled,
    /// It is turned, mirrored or cut into shape.
    Turned,
    /// A number in it and one beside it stand apart.
    Apart,
    /// It shows no more than has room in so many pixels; a column of the text takes so many.
    Cut { room: f32, column: f32, wraps: bool },
}

/// On which side of its line a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
    Anywhere,
}

/// The properties that this asks for, and no other question.
pub(super) const PROPERTIES: [&str; 33] = [
    "background",
    "background-color",
    "overflow",
    "overflow-x",
    "width",
    "max-width",
    "height",
    "float",
    "order",
    "flex-direction",
    "flex-flow",
    "grid-row",
    "grid-column",
    "grid-area",
    "bottom",
    "inset",
    "rotate",
    "scale",
    "translate",
    "letter-spacing",
    "margin",
    "margin-left",
    "margin-right",
    "padding",
    "padding-left",
    "padding-right",
    "border",
    "border-left",
    "border-right",
    "outline",
    "white-space",
    "min-width",
    "font",
];

/// So much of a text is looked at, in characters.
pub(super) const LONGEST: usize = 1_000;
/// A column of text is so many pixels wide, if nothing else is said.
const COLUMN: f32 = 8.0;
/// So many pixels between two numbers are seen.
const GAP: f32 = 4.0;
/// What is no larger covers no number.
const SPECK: f32 = 8.0;

/// What a style does, as written and [`squeezed`](super::seen::squeezed).
pub(super) fn of(written: &str, style: &str, is_block: bool) -> Option<Arranged> {
    if style.is_empty() {
        return None;
    }
    let value = |property: &str| declared(style, property);
    let is_set = |property: &str| {
        !matches!(
            value(property),
            "" | "0" | "auto" | "none" | "normal" | "initial" | "unset"
        )
    };
    let display = value("display");
    let is_container = display.contains("flex") || display.contains("grid");
    if is_container && (value("flex-direction").contains("reverse") || value("flex-flow").contains("reverse")) {
        return Some(Arranged::Shuffled);
    }
    let position = value("position");
    let is_moved = |property: &str| is_set(property) && pixels(value(property)) != 0.0;
    let is_placed = matches!(position, "absolute" | "fixed");
    let is_pushed = position == "relative" && (is_moved("left") || is_moved("right"));
    let is_pulled = ["margin", "margin-left", "margin-right"]
        .iter()
        .any(|name| sides(written, name).any(|side| side < 0.0));
    let is_ordered = ["order", "grid-row", "grid-column", "grid-area", "translate"]
        .iter()
        .any(|name| is_set(name));
    if is_placed || is_pushed || is_pulled || is_ordered || value("transform").contains("translate") {
        return Some(Arranged::Aside(Side::Anywhere));
    }
    match value("float") {
        "left" | "inline-start" => return Some(Arranged::Aside(Side::Left)),
        "right" | "inline-end" => return Some(Arranged::Aside(Side::Right)),
        _ => {}
    }
    let transform = value("transform");
    let is_turned = ["rotate", "matrix", "skew", "(-", ",-"]
        .iter()
        .any(|word| transform.contains(word));
    let is_squeezed = value("letter-spacing").starts_with('-') && pixels(value("letter-spacing")) <= -GAP;
    if is_turned || is_set("rotate") || value("scale").contains('-') || is_set("clip-path") || is_squeezed {
        return Some(Arranged::Turned);
    }
    let has_box = is_block || ["inline-block", "block", "inline-flex", "flex"].contains(&display);
    let clips = ["overflow", "overflow-x"]
        .iter()
        .any(|name| ["hidden", "clip"].contains(&value(name)));
    let widths = ["width", "max-width"].map(value).into_iter().filter_map(length);
    if let Some(room) = widths.reduce(f32::min).filter(|_| has_box && clips) {
        let size = length(value("font-size")).filter(|size| *size > 0.0);
        let wraps = !matches!(value("white-space"), "nowrap" | "pre");
        let column = size.map_or(COLUMN, |size| size / 2.0);
        return Some(Arranged::Cut { room, column, wraps });
    }
    let is_far = |name: &str| sides(written, name).any(|side| side >= GAP);
    let has_gap = ["margin-left", "margin-right", "padding-left", "padding-right"]
        .iter()
        .any(|name| is_far(name))
        || ["margin", "padding"]
            .iter()
            .any(|name| horizontal(written, name).any(|side| side >= GAP));
    let has_line = ["border", "border-left", "border-right", "outline"]
        .iter()
        .any(|name| is_set(name) && !value(name).contains("none") && !value(name).starts_with('0'));
    (!is_block && (has_gap || has_line)).then_some(Arranged::Apart)
}

/// Whether something without a text, of this style, may lie over a text and hide it.
pub(super) fn covers(style: &str) -> bool {
    let value = |property: &str| declared(style, property);
    let is_placed = matches!(value("position"), "absolute" | "fixed");
    let is_painted = ["background", "background-color"].iter().any(|name| {
        !matches!(
            value(name),
            "" | "none" | "transparent" | "inherit" | "initial" | "unset"
        )
    });
    let is_speck = ["width", "height"]
        .iter()
        .any(|name| length(value(name)).is_some_and(|size| size <= SPECK));
    is_placed && is_painted && !is_speck
}

impl Arranged {
    /// Whether of all the text of a cell or line this piece of it may be seen otherwise. `parts` says of how
    /// many pieces it consists itself.
    pub(super) fn alters(self, piece: &str, parts: usize, whole: &str) -> bool {
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let whole: String = whole.chars().take(LONGEST).collect();
        let (piece, whole) = (squeezed(piece), squeezed(&whole));
        let has_digit = piece.contains(|c: char| c.is_ascii_digit());
        match self {
            _ if piece.is_empty() => false,
            Self::Aside(_) if piece == whole => false,
            Self::Aside(Side::Left) => !whole.starts_with(&piece),
            Self::Aside(Side::Right) => !whole.ends_with(&piece),
            Self::Aside(Side::Anywhere) => true,
            Self::Shuffled => parts > 1,
            Self::Turned => has_digit,
            Self::Apart => false,
            Self::Cut { room, column, wraps } => {
                let columns = |text: &str| {
                    text.chars()
                        .map(|c| if width::is_wide(c) { 2.0 } else { 1.0 })
                        .sum::<f32>()
                };
                let numbers = piece.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
                let longest = match wraps {
                    true => numbers.map(columns).fold(0.0, f32::max),
                    false => columns(&piece),
                };
                has_digit && longest * column > room + 1.0
            }
        }
    }
}

/// A length in pixels; none if it is not one, or hangs on what is around.
fn length(value: &str) -> Option<f32> {
    let unit = value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number: f32 = value.strip_suffix(unit)?.parse().ok()?;
    let times = match unit {
        "px" | "" => 1.0,
        "pt" => 4.0 / 3.0,
        "ch" => COLUMN,
        "em" | "rem" => 2.0 * COLUMN,
        _ => return None,
    };
    Some(number * times)
}

/// The lengths of a property as written, in pixels.
fn sides<'a>(written: &'a str, property: &str) -> impl Iterator<Item = f32> + 'a {
    raw(written, property).split_whitespace().map(pixels)
}

/// Those of them on the left and right.
fn horizontal<'a>(written: &'a str, property: &str) -> impl Iterator<Item = f32> + 'a {
    let count = sides(written, property).count();
    sides(written, property)
        .enumerate()
        .filter(move |(at, _)| count == 1 || at % 2 == 1)
        .map(|(_, side)| side)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::seen::squeezed;

    #[test]
    fn a_style_may_decide_where_a_text_is_seen() {
        let alters = |style: &str, piece: &str, whole: &str| {
            of(style, &squeezed(style), false).is_some_and(|arranged| arranged.alters(piece, piece.len(), whole))
        };
        for (style, piece, whole) in [
            ("float:right", "2", "2 6"),
            ("float:left", "2", "6 2"),
            ("position:absolute;left:0", "28", "26 28"),
            ("position:relative;left:-1em", "28", "26 28"),
            ("margin-left:-1em", "28", "26 28"),
            ("order:2", "6", "6 2"),
            ("display:inline-flex;flex-direction:row-reverse", "62", "62"),
            ("display:flex; flex-flow: row-reverse wrap", "62", "62"),
            ("transform:rotate(180deg)", "6", "6"),
            ("transform: scaleX(-1)", "6", "6"),
            ("display:inline-block;width:1ch;overflow:hidden", "26", "26"),
            (
                "display:inline-block;max-width:40px;overflow:hidden;white-space:nowrap",
                "共26件事",
                "共26件事",
            ),
        ] {
            assert!(alters(style, piece, whole), "{style}");
        }
        for (style, piece, whole) in [
            ("float:right", "件", "26件"),
            ("float:left", "一、", "一、总体3件。"),
            ("position:absolute", "26", "26"),
            ("position:relative", "26", "26件"),
            ("order:0", "6", "62"),
            ("display:flex", "62", "62"),
            ("transform:scale(.9)", "6", "62"),
            ("width:1ch;overflow:hidden", "26", "26"),
            ("display:inline-block;width:100px;overflow:hidden", "4105", "4105"),
            ("border:1px solid", "26", "2628"),
            ("float:right", "", "26"),
        ] {
            assert!(!alters(style, piece, whole), "{style}");
        }
    }

    #[test]
    fn what_has_a_gap_or_a_line_beside_it_stands_apart() {
        for style in ["border:1px solid red", "margin-left:1em", "margin:0 8px", "padding:6px"] {
            assert_eq!(of(style, &squeezed(style), false), Some(Arranged::Apart), "{style}");
        }
        for style in [
            "border:none",
            "border:0",
            "margin:8px 0",
            "padding-left:1px",
            "color:red",
        ] {
            assert_eq!(of(style, &squeezed(style), false), None, "{style}");
        }
        assert!(covers("position:absolute;background:#fff"));
        assert!(!covers("position:absolute;background:#09f;width:4px") && !covers("background:#fff"));
    }
}
