//! Words across the pages of a document, which Word keeps in the headers: WordArt of the old kind and the new.

use crate::xml::{Fault, Node, Xml};

/// The words of WordArt in a header; what else stands there is furniture of the page.
pub(crate) fn words(header: &str) -> Result<Vec<String>, Fault> {
    let mut found = Vec::new();
    // In the new kind the words are a box's, and something in the drawing bends them.
    let is_bent = header.contains("prstTxWarp");
    let (mut depth, mut text) = (0_usize, None::<(usize, String)>);
    let mut xml = Xml::new(header);
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => {
                depth += 1;
                match element.name() {
                    "textpath" => found.extend(element.attribute("string")),
                    "txbxContent" if is_bent && text.is_none() => text = Some((depth, String::new())),
                    _ => {}
                }
            }
            Node::Text(words) => {
                if let Some((_, text)) = &mut text {
                    text.push_str(&words);
                }
            }
            Node::Close => {
                if let Some((_, words)) = text.take_if(|(opened, _)| *opened == depth) {
                    found.push(words);
                }
                depth = depth.saturating_sub(1);
            }
        }
    }
    found.retain(|words| !words.trim().is_empty());
    Ok(found)
}
