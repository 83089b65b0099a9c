//! Content controls that are bound to data in the file (`w:dataBinding`): Word shows what the data
//! say, whatever the document has for their text. What cannot be looked up is left as it is saved.

use std::collections::BTreeMap;

use crate::xml::{Element, Node, Xml};

/// The data of a document by the ids they are bound by, as XML.
#[derive(Debug, Default)]
pub(crate) struct Data(BTreeMap<String, String>);

/// The parts that every document may have, by the ids that Word has for them.
pub(crate) const BUILT_IN: [(&str, &str); 2] = [
    ("{6C3C8BC8-F283-45AE-878A-BAB7291924A1}", "docProps/core.xml"),
    ("{6668398D-A668-4E3E-A5EB-62B293D839F1}", "docProps/app.xml"),
];
/// So many parts of data are looked through.
pub(crate) const MOST: usize = 50;
/// The longest value that is shown, in bytes.
const LONGEST: usize = 20_000;
/// The longest path.
const STEPS: usize = 32;

impl Data {
    pub(crate) fn add(&mut self, id: &str, part: String) {
        self.0.insert(id.trim().to_ascii_uppercase(), part);
    }

    /// What stands at a path in the data of this id.
    fn value(&self, id: &str, path: &str) -> Option<String> {
        at(self.0.get(&id.trim().to_ascii_uppercase())?, path)
    }
}

/// The id that the properties of a part of data give it.
pub(crate) fn id(properties: &str) -> Option<String> {
    let mut xml = Xml::new(properties);
    while let Ok(Some(node)) = xml.next() {
        if let Node::Open(element) = node {
            return element.attribute("itemID");
        }
    }
    None
}

/// A content control: what it shows, as far as its properties say.
#[derive(Debug, Default)]
pub(crate) struct Control {
    /// Whether it holds a prompt nobody has replaced.
    is_prompt: bool,
    /// Whether it holds a table of contents.
    is_contents: bool,
    /// What the data say.
    value: Option<String>,
    /// The choices of a list: their values and what is shown for them.
    choices: Vec<(String, String)>,
    /// Whether it shows a value in another form than the data have: a date, a box, a picture.
    is_formed: bool,
    /// What the document has for its text.
    saved: String,
    /// Whether the value was put in place of that.
    is_shown: bool,
}

impl Control {
    /// Takes a property.
    pub(crate) fn take(&mut self, property: &Element<'_>, data: &Data) {
        match property.name() {
            "showingPlcHdr" => self.is_prompt = property.is_on(),
            "docPartGallery" => {
                let gallery = property.value();
                self.is_contents |= gallery.is_some_and(|gallery| gallery.contains("Table of Contents"));
            }
            "dataBinding" => {
                let said = |name| property.attribute(name).unwrap_or_default();
                self.value = data.value(&said("storeItemID"), &said("xpath"));
            }
            "listItem" => {
                let value = property.attribute("value").unwrap_or_default();
                let shown = property.attribute("displayText").unwrap_or_else(|| value.clone());
                self.choices.push((value, shown));
            }
            "date" | "checkbox" | "picture" | "citation" | "equation" => self.is_formed = true,
            _ => {}
        }
    }

    /// What the data say it shows; none if it is not bound, or that cannot be told.
    fn bound(&self) -> Option<&str> {
        let value = self.value.as_deref().filter(|_| !self.is_formed)?;
        // Formatted text is kept as a document of its own.
        if value.trim_start().starts_with('<') {
            return None;
        }
        let chosen = self.choices.iter().find(|(own, _)| own == value);
        Some(chosen.map_or(value, |(_, shown)| shown))
    }

    /// Whether what the document has for its text is nothing that an author wrote.
    pub(crate) fn is_furniture(&self) -> bool {
        self.is_contents || self.is_prompt && self.bound().is_none_or(|value| value.trim().is_empty())
    }

    /// Keeps a text of the document's for itself, where the data say what is shown; gives what is to
    /// be put in place of it, once.
    pub(crate) fn replace(&mut self, text: &str) -> Option<String> {
        let value = self.bound()?.to_owned();
        self.saved.push_str(text);
        let is_first = !std::mem::replace(&mut self.is_shown, true);
        Some(if is_first { value } else { String::new() })
    }

    /// What the data say, where the document has no text for it.
    pub(crate) fn unshown(&self) -> Option<&str> {
        self.bound().filter(|_| !self.is_shown)
    }

    /// The text of the document that is not shown, if the data say another one.
    pub(crate) fn stale(&self) -> Option<&str> {
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let is_other = !self.is_prompt && self.is_shown && squeezed(self.bound()?) != squeezed(&self.saved);
        is_other.then_some(self.saved.as_str())
    }
}

/// What stands at a path of plain steps: `/ns0:data[1]/ns0:count[1]`, `/data/@year`.
fn at(part: &str, path: &str) -> Option<String> {
    let (path, attribute) = match path.trim().strip_prefix('/')?.rsplit_once("/@") {
        Some((path, attribute)) => (path, Some(local(attribute))),
        None => (path.trim().strip_prefix('/')?, None),
    };
    let steps: Vec<(&str, usize)> = path.split('/').map(step).collect::<Option<_>>()?;
    if steps.len() > STEPS {
        return None;
    }
    let (mut depth, mut matched, mut counts) = (0_usize, 0_usize, vec![0_usize; steps.len()]);
    let mut found: Option<String> = None;
    let mut xml = Xml::new(part);
    while let Some(node) = xml.next().ok()? {
        match node {
            Node::Open(element) => {
                depth += 1;
                let next = steps.get(matched).filter(|_| found.is_none() && depth == matched + 1);
                if let Some((_, index)) = next.filter(|(name, _)| *name == element.name()) {
                    counts[matched] += 1;
                    if counts[matched] == *index {
                        matched += 1;
                        counts[matched..].fill(0);
                        if matched == steps.len() {
                            match attribute {
                                Some(attribute) => return element.attribute(attribute),
                                None => found = Some(String::new()),
                            }
                        }
                    }
                }
            }
            Node::Text(text) => {
                if let Some(found) = found.as_mut().filter(|found| found.len() + text.len() <= LONGEST) {
                    found.push_str(&text);
                }
            }
            Node::Close => {
                if found.is_some() && depth == steps.len() {
                    return found;
                }
                depth = depth.saturating_sub(1);
                matched = matched.min(depth);
            }
        }
    }
    None
}

/// A step by its local name, and which of its name it is.
fn step(step: &str) -> Option<(&str, usize)> {
    let (name, index) = match step.split_once('[') {
        Some((name, index)) => (name, index.strip_suffix(']')?.trim().parse().ok()?),
        None => (step, 1),
    };
    let name = local(name);
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    (is_name && index > 0).then_some((name, index))
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, name)| name).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_to_a_value() {
        let part = "<x:d xmlns:x='u'><n>1</n><g><n>2</n></g><g y='5'><n>3<b>4</b></n><n/></g></x:d>";
        for (path, expected) in [
            ("/d/n", Some("1")),
            ("/ns0:d[1]/ns0:g[2]/ns0:n[1]", Some("34")),
            ("/d/g/n", Some("2")),
            ("/d/g[2]/n[2]", Some("")),
            ("/d/g[2]/@y", Some("5")),
            ("/d/n[2]", None),
            ("/d/x", None),
            ("//n", None),
            ("/d/*", None),
            ("d/n", None),
            ("/d/n[last()]", None),
        ] {
            assert_eq!(at(part, path).as_deref(), expected, "{path}");
        }
        assert_eq!(at("<d><n>1", "/d/n"), None);
    }
}
