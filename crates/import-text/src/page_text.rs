//! The words above and below the text of pages, in Word's and in OpenDocument's parts for them: the words that
//! somebody has written there, without page numbers and whatever else is filled in.

use std::collections::BTreeSet;

use nianbao_model::open_document::PAGE_FIELDS;

use crate::xml::{Element, Fault, Node, Xml};

/// The words of a header or footer of a Word document.
pub(crate) fn of_word(part: &str) -> Result<BTreeSet<String>, Fault> {
    let mut page = Page::default();
    let mut xml = Xml::new(part);
    let mut in_field = 0_usize;
    let mut is_text = false;
    // The words of WordArt stand across the page.
    let is_bent = part.contains("prstTxWarp");
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => match element.name() {
                "fldSimple" | "del" | "instrText" => xml.skip(&element)?,
                "txbxContent" if is_bent => xml.skip(&element)?,
                "fldChar" => match element.attribute("fldCharType").as_deref() {
                    Some("begin") => in_field += 1,
                    Some("end") => in_field = in_field.saturating_sub(1),
                    _ => {}
                },
                "p" => page.begin(),
                "tab" | "br" => page.push(" "),
                "t" => is_text = true,
                _ => {}
            },
            Node::Text(text) if is_text && in_field == 0 => page.push(&text),
            Node::Text(_) => {}
            Node::Close => is_text = false,
        }
    }
    Ok(page.finish())
}

/// The words of the headers and footers of an OpenDocument text's master pages.
pub(crate) fn of_open_document(part: &str) -> Result<BTreeSet<String>, Fault> {
    let is_on_pages = |name: &str| name.starts_with("header") || name.starts_with("footer");
    let is_shown = |element: &Element<'_>| element.attribute("display").as_deref() != Some("false");
    let mut page = Page::default();
    let mut xml = Xml::new(part);
    let (mut depth, mut master, mut inside) = (0_usize, None, None);
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => {
                let name = element.name();
                if inside.is_some() && PAGE_FIELDS.contains(&name) || name == "body" {
                    xml.skip(&element)?;
                    continue;
                }
                depth += 1;
                match name {
                    "master-page" => master = master.or(Some(depth)),
                    "p" | "h" if inside.is_some() => page.begin(),
                    "tab" | "line-break" | "s" if inside.is_some() => page.push(" "),
                    _ if master.is_some() && is_on_pages(name) && is_shown(&element) => inside = inside.or(Some(depth)),
                    _ => {}
                }
            }
            Node::Text(text) if inside.is_some() => page.push(&text),
            Node::Text(_) => {}
            Node::Close => {
                master = master.filter(|opened| *opened < depth);
                inside = inside.filter(|opened| *opened < depth);
                depth = depth.saturating_sub(1);
            }
        }
    }
    Ok(page.finish())
}

/// The paragraphs so far, the last of them open.
#[derive(Default)]
struct Page(Vec<String>);

impl Page {
    fn begin(&mut self) {
        self.0.push(String::new());
    }

    fn push(&mut self, text: &str) {
        self.0.last_mut().into_iter().for_each(|last| last.push_str(text));
    }

    fn finish(self) -> BTreeSet<String> {
        let tidy = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let paragraphs = self.0.into_iter().map(tidy);
        paragraphs.filter(|text| !text.is_empty()).collect()
    }
}
