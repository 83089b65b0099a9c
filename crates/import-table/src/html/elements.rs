//! The elements of a page by what they are to whoever reads it.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

/// Elements whose text nobody sees.
pub(super) const UNSEEN: [&str; 12] = [
    "head", "script", "style", "template", "noscript", "noembed", "noframes", "xml", "title", "datalist", "rp", "rt",
];
/// Elements that stand on lines of their own.
pub(super) const BLOCKS: [&str; 39] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
    "xmp",
];
/// Things that are no text and no table.
pub(super) const OBJECTS: [&str; 9] = [
    "object", "embed", "iframe", "canvas", "svg", "math", "video", "audio", "applet",
];
/// Numbers drawn as bars: what stands in them is for programs that cannot draw.
pub(super) const BARS: [&str; 2] = ["meter", "progress"];

/// Elements that have no place before and behind their content.
pub(super) const REPLACED: [&str; 6] = ["img", "br", "input", "select", "textarea", "iframe"];

/// How many items a list has of its own.
pub(super) fn items(list: NodeRef<'_, Node>) -> usize {
    let elements = list.children().filter_map(|child| child.value().as_element());
    elements.filter(|element| element.name() == "li").count()
}

/// The level of the heading that an element is.
pub(super) fn heading(element: &Element) -> Option<u8> {
    match element.name() {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    }
}

/// Whether a drawing is an icon.
pub(super) fn is_icon(node: NodeRef<'_, Node>, element: &Element) -> bool {
    /// The largest icon, in pixels.
    const LARGEST: f32 = 64.0;
    let has_words = node.descendants().any(|inner| match inner.value() {
        Node::Element(inner) => inner.name() == "text" || inner.name() == "image",
        _ => false,
    });
    let is_small = ["width", "height"].iter().any(|side| {
        let size = element.attr(side).map(|size| size.trim().trim_end_matches("px"));
        size.and_then(|size| size.parse::<f32>().ok())
            .is_some_and(|size| size <= LARGEST)
    });
    !has_words && (is_small || element.attr("aria-hidden") == Some("true"))
}
