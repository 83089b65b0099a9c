//! Every part of a package against the schemas beside this crate, as far as plain tests can
//! see: elements are those that are prescribed, in the order that is prescribed. All else about
//! validity is for a validator to say (`cargo xtask conformance`).

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::{linked, made};

/// The children each element may have, in their order, by what the standard's schema says of the
/// parts this crate writes.
const ORDER: &[(&str, &str)] = &[
    ("OFD", "DocBody"),
    ("DocBody", "DocInfo DocRoot Versions Signatures"),
    (
        "DocInfo",
        "DocID Title Author Subject Abstract CreationDate ModDate DocUsage Cover Keywords Creator CreatorVersion CustomDatas",
    ),
    (
        "Document",
        "CommonData Pages Outlines Permissions Actions VPreferences Bookmarks Annotations CustomTags Attachments Extensions",
    ),
    (
        "CommonData",
        "MaxUnitID PageArea PublicRes DocumentRes TemplatePage DefaultCS",
    ),
    ("PageArea", "PhysicalBox ApplicationBox ContentBox BleedBox"),
    ("OutlineElem", "Actions OutlineElem"),
    ("TextObject", "Actions Clips FillColor StrokeColor CGTransform TextCode"),
    ("PathObject", "Actions Clips StrokeColor FillColor AbbreviatedData"),
    ("Annot", "Remark Parameters Appearance"),
    ("Attachment", "FileLoc"),
    ("CustomTag", "SchemaLoc FileLoc"),
];

#[test]
fn elements_are_in_the_order_of_the_schema() {
    let orders: BTreeMap<&str, Vec<&str>> = ORDER
        .iter()
        .map(|(name, children)| (*name, children.split(' ').collect()))
        .collect();
    let mut draft = linked();
    draft.mark = Some("草稿".into());
    let parts = made(&draft, &["data"]);
    let mut met = 0;
    for (path, bytes) in parts.iter().filter(|(path, _)| path.ends_with(".xml")) {
        let document = Document::parse(std::str::from_utf8(bytes).unwrap()).unwrap();
        for node in document.descendants().filter(Node::is_element) {
            let Some(order) = orders.get(node.tag_name().name()) else {
                continue;
            };
            let places: Vec<usize> = node
                .children()
                .filter(Node::is_element)
                .map(|child| {
                    let name = child.tag_name().name();
                    let place = order.iter().position(|known| *known == name);
                    place.unwrap_or_else(|| panic!("{name} in {} of {path}", node.tag_name().name()))
                })
                .collect();
            assert!(places.is_sorted(), "{path}: {}", node.tag_name().name());
            met += 1;
        }
    }
    assert!(met > 20, "{met}");
}

#[test]
fn a_number_is_given_once_in_a_document() {
    let parts = made(&linked(), &[]);
    let mut all = Vec::new();
    for (_, bytes) in parts.iter().filter(|(path, _)| path.ends_with(".xml")) {
        let document = Document::parse(std::str::from_utf8(bytes).unwrap()).unwrap();
        // A page is listed in the document, with the number it has there alone.
        let ids = document
            .descendants()
            .filter_map(|node| node.attribute("ID")?.parse::<u32>().ok());
        all.extend(ids);
    }
    let highest = super::xml(&parts, "Doc_0/Document.xml").unwrap();
    let highest: u32 = super::first(highest.root(), "MaxUnitID").unwrap().parse().unwrap();
    assert_eq!(all.iter().max(), Some(&highest));
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count);
}
