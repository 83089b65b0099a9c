//! An XML part of the package, written from its beginning to its end: what is open is closed,
//! and no text becomes markup. It knows nothing of OFD but the name of its namespace.

use std::fmt::{self, Display, Write};

/// The namespace of every part but those of other standards (GB/T 33190-2016, 6.3).
pub(crate) const NAMESPACE: &str = "http://www.ofdspec.org/2016";

/// An attribute's name and its value.
pub(crate) type Attribute<'a> = (&'a str, &'a dyn Display);

/// A part that is being written.
#[derive(Default)]
pub(crate) struct Xml {
    text: String,
}

impl Xml {
    /// A part with this root, in the namespace of OFD.
    pub(crate) fn part(root: &str, attributes: &[Attribute<'_>], write: impl FnOnce(&mut Self)) -> String {
        let mut xml = Self::default();
        xml.text += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        let namespace: Attribute<'_> = ("xmlns:ofd", &NAMESPACE);
        let attributes: Vec<Attribute<'_>> = std::iter::once(namespace).chain(attributes.iter().copied()).collect();
        xml.element(root, &attributes, write);
        xml.text
    }

    /// An element with what `write` puts into it.
    pub(crate) fn element(&mut self, name: &str, attributes: &[Attribute<'_>], write: impl FnOnce(&mut Self)) {
        self.start(name, attributes);
        let begun = self.text.len();
        self.text.push('>');
        write(self);
        if self.text.len() == begun + 1 {
            self.text.truncate(begun);
            self.text += "/>";
        } else {
            // Writing to a string cannot fail.
            let _ = write!(self.text, "</{name}>");
        }
    }

    /// An element without content.
    pub(crate) fn empty(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.start(name, attributes);
        self.text += "/>";
    }

    /// An element of text alone.
    pub(crate) fn text(&mut self, name: &str, attributes: &[Attribute<'_>], text: &dyn Display) {
        self.element(name, attributes, |xml| xml.escaped(text));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Elements that were written before, as they are.
    pub(crate) fn raw(&mut self, written: &Self) {
        self.text += &written.text;
    }

    fn start(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.text.push('<');
        self.text += name;
        for (name, value) in attributes {
            self.text.push(' ');
            self.text += name;
            self.text += "=\"";
            self.escaped(value);
            self.text.push('"');
        }
    }

    fn escaped(&mut self, text: &dyn Display) {
        let _ = write!(Escaped(&mut self.text), "{text}");
    }
}

/// Writes a text so that it is read as it is; what XML cannot say is left out.
struct Escaped<'a>(&'a mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                // In an attribute a reader would take these for a space.
                '\t' | '\n' | '\r' => write!(self.0, "&#{};", u32::from(c))?,
                c if is_sayable(c) => self.0.push(c),
                _ => {}
            }
        }
        Ok(())
    }
}

/// Whether XML 1.0 has the character at all (its production 2).
pub(crate) fn is_sayable(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup_and_what_is_open_is_closed() {
        let part = Xml::part("ofd:A", &[("B", &"<\"&\n")], |xml| {
            xml.text("ofd:C", &[], &"]]>\u{1}&\u{ffff}\u{20000}");
            xml.empty("ofd:D", &[("E", &1)]);
            xml.element("ofd:F", &[], |_| {});
        });
        let expected = "<ofd:A xmlns:ofd=\"http://www.ofdspec.org/2016\" B=\"&lt;&quot;&amp;&#10;\">\
            <ofd:C>]]&gt;&amp;\u{20000}</ofd:C><ofd:D E=\"1\"/><ofd:F/></ofd:A>";
        assert_eq!(part.split_once('\n').unwrap().1, expected);
    }
}
