//! The colours of a page's text and of what lies under it, as far as the page itself says: whether
//! a text can be told from the page. Grounds that style sheets in other files paint are not known.

use ego_tree::NodeRef;
use nianbao_model::runs;
use scraper::Node;
use scraper::node::Element;

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
    colour: [u8; 3],
    ground: Ground,
}

/// What lies under a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ground {
    Page,
    Other,
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
            colour: [0; 3],
            ground: Ground::Page,
        });
        let declared_colour = [element.attr("color").unwrap_or_default(), declared(style, "color")];
        for colour in declared_colour
            .into_iter()
            .filter(|colour| !["", "inherit", "unset"].contains(colour))
        {
            // Any other name is that of a colour that shows.
            layer.colour = runs::colour(colour).unwrap_or([0; 3]);
        }
        let grounds = ["background", "background-color", "background-image"].map(|property| declared(style, property));
        let attributes = ["bgcolor", "background"].map(|name| element.attr(name).unwrap_or_default());
        for painted in attributes.into_iter().chain(grounds) {
            layer.ground = match (painted, runs::colour(painted)) {
                ("" | "none" | "transparent" | "inherit" | "initial" | "unset", _) => layer.ground,
                (_, Some(colour)) if !runs::shows_on(colour, runs::WHITE) => Ground::Page,
                _ => Ground::Other,
            };
        }
        self.layers.push(layer);
    }

    /// Leaves it.
    pub(super) fn leave(&mut self) {
        self.layers.pop();
    }

    /// Whether text where we are has the colour of the page.
    pub(super) fn is_faint(&self) -> bool {
        let last = self.layers.last();
        last.is_some_and(|layer| layer.ground == Ground::Page && !runs::shows_on(layer.colour, runs::WHITE))
    }

    /// Whether a line that has it throughout cannot be seen: nothing else may lie under it.
    pub(super) fn hides_lines(&self) -> bool {
        !self.has_foreign
    }
}
