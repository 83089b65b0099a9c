//! The order the schema of WordprocessingML (ISO/IEC 29500-1, transitional) wants
//! the children of an element in. docx-rs writes them in its own order, which
//! validators refuse and some readers misread.
//!
//! Only elements that docx-rs or this crate writes are listed.

use crate::xml::{Element, Node};

/// Parents and the order of their children.
pub(crate) const ORDER: &[(&str, &[&str])] = &[
    ("w:pPr", PARAGRAPH),
    ("w:rPr", RUN),
    ("w:tblPr", TABLE),
    ("w:tcPr", CELL),
    ("w:sectPr", SECTION),
    ("w:style", STYLE),
    ("w:settings", SETTINGS),
    ("w:docDefaults", &["w:rPrDefault", "w:pPrDefault"]),
    ("w:tblCellMar", SIDES),
    ("w:tcMar", SIDES),
    (
        "w:tblBorders",
        &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"],
    ),
];

const SIDES: &[&str] = &["w:top", "w:left", "w:bottom", "w:right"];

const PARAGRAPH: &[&str] = &[
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:framePr",
    "w:widowControl",
    "w:numPr",
    "w:suppressLineNumbers",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
];

const RUN: &[&str] = &[
    "w:rStyle",
    "w:rFonts",
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:caps",
    "w:smallCaps",
    "w:strike",
    "w:dstrike",
    "w:vanish",
    "w:color",
    "w:spacing",
    "w:w",
    "w:kern",
    "w:position",
    "w:sz",
    "w:szCs",
    "w:highlight",
    "w:u",
    "w:bdr",
    "w:shd",
    "w:fitText",
    "w:vertAlign",
    "w:lang",
    "w:specVanish",
];

const TABLE: &[&str] = &[
    "w:tblStyle",
    "w:tblpPr",
    "w:tblOverlap",
    "w:tblW",
    "w:jc",
    "w:tblCellSpacing",
    "w:tblInd",
    "w:tblBorders",
    "w:shd",
    "w:tblLayout",
    "w:tblCellMar",
    "w:tblLook",
    "w:tblCaption",
    "w:tblDescription",
];

const CELL: &[&str] = &[
    "w:tcW",
    "w:gridSpan",
    "w:vMerge",
    "w:tcBorders",
    "w:shd",
    "w:noWrap",
    "w:tcMar",
    "w:textDirection",
    "w:tcFitText",
    "w:vAlign",
];

const SECTION: &[&str] = &[
    "w:headerReference",
    "w:footerReference",
    "w:type",
    "w:pgSz",
    "w:pgMar",
    "w:pgNumType",
    "w:cols",
    "w:titlePg",
    "w:textDirection",
    "w:docGrid",
];

const STYLE: &[&str] = &[
    "w:name",
    "w:basedOn",
    "w:next",
    "w:link",
    "w:uiPriority",
    "w:semiHidden",
    "w:unhideWhenUsed",
    "w:qFormat",
    "w:pPr",
    "w:rPr",
    "w:tblPr",
    "w:trPr",
    "w:tcPr",
];

const SETTINGS: &[&str] = &[
    "w:zoom",
    "w:defaultTabStop",
    "w:evenAndOddHeaders",
    "w:characterSpacingControl",
    "w:compat",
    "w:docVars",
    "w:themeFontLang",
    "w:decimalSymbol",
    "w:listSeparator",
];

/// Elements that mean nothing when they are empty; in some places they are not even allowed.
const NOTHING_WHEN_EMPTY: &[&str] = &["w:pPr", "w:rPr", "w:tcPr", "w:trPr"];

/// Sorts the children of every element in the tree as the schema wants them, and
/// drops property elements that hold nothing.
pub(crate) fn normalize(root: &mut Element) {
    root.visit(&mut |element| {
        element.retain(|child| !(child.children.is_empty() && NOTHING_WHEN_EMPTY.contains(&child.name.as_str())));
        if let Some((_, order)) = ORDER.iter().find(|(parent, _)| *parent == element.name) {
            element.children.sort_by_key(|node| place(order, node));
        }
    });
}

/// A child's place in an order; what the order does not know comes last.
fn place(order: &[&str], node: &Node) -> usize {
    let Node::Element(element) = node else { return 0 };
    let found = order.iter().position(|name| *name == element.name);
    found.unwrap_or(order.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_come_in_the_order_of_the_schema_and_empty_properties_go() {
        let part = b"<w:style><w:rPr/><w:pPr><w:rPr/><w:jc/><w:ind/><w:keepNext/></w:pPr><w:qFormat/>\
                     <w:basedOn/><w:name/></w:style>";
        let mut root = Element::parse(part).unwrap();
        normalize(&mut root);
        let sorted = "<w:style><w:name/><w:basedOn/><w:qFormat/>\
                      <w:pPr><w:keepNext/><w:ind/><w:jc/></w:pPr></w:style>";
        assert_eq!(root, Element::parse(sorted.as_bytes()).unwrap());
    }

    #[test]
    fn equal_children_keep_their_order() {
        let mut root =
            Element::parse(b"<w:sectPr><w:pgSz/><w:footerReference w:n='1'/><w:footerReference w:n='2'/></w:sectPr>")
                .unwrap();
        normalize(&mut root);
        let ids: Vec<_> = root
            .elements_mut()
            .map(|child| child.attribute("w:n").map(str::to_owned))
            .collect();
        assert_eq!(ids, [Some("1".into()), Some("2".into()), None]);
    }
}
