//! What style sheets write into a page, where it is met.

use ego_tree::NodeRef;
use nianbao_model::source::RemarkKind;
use scraper::Node;
use scraper::node::Element;

use super::Page;
use crate::html::elements::REPLACED;
use crate::html::generated::Added;
use crate::html::seen;
use crate::html::style::Part;

impl Page {
    /// Gives an item the mark that a style sheet writes before it; `unknown` names the numerals of its list.
    pub(super) fn begin_item(&mut self, node: NodeRef<'_, Node>, element: &Element, unknown: Option<String>) {
        let style = self.styles.get(node.id(), Part::Marker);
        let style = style.map(|style| self.variables.settle(style.into()).into_owned());
        match style.map(|style| self.counters.added(element, &style)) {
            Some(Added::Text(mark)) => self.line.mark_item(mark),
            Some(Added::Unknown(content)) => self.remark(RemarkKind::Added, Some(content)),
            _ if unknown.is_some() => self.remark(RemarkKind::Added, unknown),
            _ => {}
        }
    }

    /// Whether we are in a cell or in a sentence, and not in what stands round the article.
    pub(super) fn is_in_content(&self) -> bool {
        match &self.table {
            Some(table) => table.cell.is_some(),
            None => self.line.has_text() && self.line.round == 0,
        }
    }

    /// Takes what a style sheet writes before an element or behind it.
    pub(super) fn add(&mut self, node: NodeRef<'_, Node>, element: &Element, part: Part) {
        let Some(style) = self.styles.get(node.id(), part) else {
            return;
        };
        let style = &*self.variables.settle(style.into()).into_owned();
        if REPLACED.contains(&element.name()) {
            return;
        }
        let squeezed = seen::squeezed(style);
        let looks = seen::looks(element, &squeezed);
        if looks.gone {
            return;
        }
        let added = self.counters.added(element, style);
        if !looks.hidden && self.kept_out().is_none() {
            let text = match &added {
                Added::Text(text) => text,
                _ => "",
            };
            self.note_added(text, style, &squeezed);
        }
        let is_block = ["block", "flex", "grid", "table"].contains(&seen::declared(&squeezed, "display"));
        match added {
            // What is not seen was never to be read, and a bullet is a bullet whoever draws it.
            Added::Text(_) if looks.hidden => {}
            Added::Text(text) if self.table.is_none() && !self.line.has_text() && is_bullet(&text) => {}
            Added::Text(text) if self.shown().is_some() => {
                self.is_added = true;
                if is_block {
                    self.block();
                }
                self.text(&text);
                if is_block {
                    self.block();
                }
                self.is_added = false;
            }
            Added::Text(text) | Added::Unknown(text) => self.remark(RemarkKind::Added, Some(text)),
            Added::Nothing => {}
        }
    }
}

/// Whether a text is but a mark before an item.
fn is_bullet(text: &str) -> bool {
    text.trim().chars().all(|c| "•·●■◆►▶»›▪◦○–-—>*|/".contains(c))
}
