//! The colours of a page's text and of what lies under it, as far as the page itself says: whether
//! a text can be told from the page. Grounds that style sheets in other files paint are not known.

use ego_tree::NodeRef;
use nianbao_model::runs::{self, Ground};
use nianbao_model::symbols::Symbols;
use scraper::node::Element;
use scraper::{Html, Node};

use super::seen::declared;

/// The elements we are in, with what holds for their text.
#[derive(Default)]
pub(super) struct Paint {
    layers: Vec<Layer>,
    /// Whether a style sheet in another file may paint anything.
    has_foreign: bool,
}

#[derive(Clone, Copy)]
struct Layer {
    /// None, if it is not known.
    colour: Option<[u8; 3]>,
    /// Whether the page itself says so.
    is_said: bool,
    ground: Ground,
    /// The face of symbols it is set in, if it is one.
    symbols: Option<Symbols>,
}

/// The properties that paint, and the attributes.
const GROUNDS: [&str; 3] = ["background", "background-color", "background-image"];
const ATTRIBUTES: [&str; 2] = ["bgcolor", "background"];
/// Words that leave things as they are.
const KEEPS: [&str; 7] = ["", "none", "inherit", "initial", "unset", "transparent", "currentcolor"];

/// Whether anything in a page may have the colour of what lies under it.
pub(super) fn may_cover(html: &Html, css: &str) -> bool {
    let mut texts = vec![[0; 3]];
    let mut grounds = vec![runs::WHITE];
    let mut note = |name: &str, value: &str| match name.trim() {
        "color" => texts.extend(runs::colour(value)),
        // A variable may be asked for as either.
        name if name.starts_with("--") => {
            texts.extend(runs::colour(value));
            grounds.extend(ground(value));
        }
        name if GROUNDS.contains(&name) || ATTRIBUTES.contains(&name) => grounds.extend(ground(value)),
        _ => {}
    };
    let css = css.to_ascii_lowercase();
    for piece in css.split(['{', ';', '}']) {
        if let Some((name, value)) = piece.split_once(':') {
            note(name, value);
        }
    }
    for element in html.tree.values().filter_map(Node::as_element) {
        for name in ["color", "bgcolor", "background"] {
            element.attr(name).into_iter().for_each(|value| note(name, value));
        }
        for piece in element.attr("style").unwrap_or_default().split(';') {
            if let Some((name, value)) = piece.split_once(':') {
                note(&name.to_ascii_lowercase(), value);
            }
        }
    }
    texts.sort_unstable();
    texts.dedup();
    grounds.sort_unstable();
    grounds.dedup();
    texts
        .iter()
        .any(|text| grounds.iter().any(|ground| !runs::shows_on(*text, *ground)))
}

/// The colour that a value paints a ground with, if it is the first thing it says.
fn ground(value: &str) -> Option<[u8; 3]> {
    let value = value.trim().trim_end_matches("!important");
    runs::colour(value).or_else(|| runs::colour(value.split_whitespace().next()?))
}

/// Whether a colour lets through what lies under it: `None` where that cannot be told.
fn lets_through(colour: &str) -> Option<bool> {
    let Some((_, parts)) = colour.split_once('(').filter(|_| colour.contains("rgba(")) else {
        return Some(false);
    };
    let alpha = parts.trim_end_matches(')').rsplit(',').next()?.parse::<f32>().ok()?;
    match alpha {
        0.0 => Some(true),
        1.0 => Some(false),
        _ => None,
    }
}

impl Paint {
    /// That of a page with this root.
    pub(super) fn of(root: NodeRef<'_, Node>) -> Self {
        let is_foreign = |node: NodeRef<'_, Node>| {
            let element = node.value().as_element();
            element.is_some_and(|element| element.name() == "link" && element.attr("rel") == Some("stylesheet"))
        };
        Self {
            layers: Vec::new(),
            has_foreign: root.descendants().any(is_foreign),
        }
    }

    /// Enters an element with this style.
    pub(super) fn enter(&mut self, element: &Element, style: &str) {
        let mut layer = self.layers.last().copied().unwrap_or(Layer {
            colour: Some([0; 3]),
            is_said: false,
            ground: Ground::Page,
            symbols: None,
        });
        for face in [element.attr("face").unwrap_or_default(), declared(style, "font-family")] {
            if !KEEPS.contains(&face) {
                layer.symbols = Symbols::named(face);
            }
        }
        let declared_colour = [element.attr("color").unwrap_or_default(), declared(style, "color")];
        for colour in declared_colour.into_iter().filter(|colour| !KEEPS.contains(colour)) {
            let colour = runs::colour(colour).filter(|_| lets_through(colour) == Some(false));
            (layer.colour, layer.is_said) = (colour, true);
        }
        let grounds = GROUNDS.map(|property| declared(style, property));
        let attributes = ATTRIBUTES.map(|name| element.attr(name).unwrap_or_default());
        for painted in attributes.into_iter().chain(grounds) {
            layer.ground = match (lets_through(painted), runs::colour(painted)) {
                _ if KEEPS.contains(&painted) => layer.ground,
                (Some(true), _) => layer.ground,
                (Some(false), colour) => Ground::of(colour, runs::WHITE),
                _ => Ground::Other,
            };
        }
        self.layers.push(layer);
    }

    /// Leaves it.
    pub(super) fn leave(&mut self) {
        self.layers.pop();
    }

    /// The face of symbols that text where we are is set in, if it is one.
    pub(super) fn symbols(&self) -> Option<Symbols> {
        self.layers.last()?.symbols
    }

    /// Whether text where we are has the colour of the page.
    pub(super) fn is_faint(&self) -> bool {
        let last = self.layers.last();
        last.is_some_and(|layer| {
            layer.ground == Ground::Page && layer.colour.is_some_and(|colour| !runs::shows_on(colour, runs::WHITE))
        })
    }

    /// Whether text where we are has the colour that the page itself paints under it.
    pub(super) fn is_covered(&self) -> bool {
        let last = self.layers.last();
        last.is_some_and(|layer| {
            let is_told = layer.is_said || !self.has_foreign;
            is_told && layer.colour.is_some_and(|colour| layer.ground.covers(colour))
        })
    }

    /// Whether a line that has it throughout cannot be seen: nothing else may lie under it.
    pub(super) fn hides_lines(&self) -> bool {
        !self.has_foreign
    }
}
