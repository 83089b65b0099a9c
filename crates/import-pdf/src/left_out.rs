//! What stands on a page and is not read, as it is told.

use std::collections::BTreeMap;

use nianbao_model::chars;
use nianbao_model::source::RemarkKind;

use crate::content::{Placed, is_blank};

/// What a person does not read of a text: what is hidden, and what is struck out.
pub(crate) type LeftOut = BTreeMap<RemarkKind, String>;

/// How much of it is kept, in bytes: enough to tell it by.
const ENOUGH: usize = 1_000;

/// What of these characters is not read.
pub(crate) fn left_out<'g>(glyphs: impl IntoIterator<Item = &'g Placed>) -> LeftOut {
    let mut all = LeftOut::new();
    for glyph in glyphs {
        if let Some(kind) = glyph.left_out.filter(|_| !chars::is_unseen(glyph.c)) {
            let text = all.entry(kind).or_default();
            if text.len() < ENOUGH {
                text.push(glyph.c);
            }
        }
    }
    all.retain(|_, text| text.contains(|c| !is_blank(c)));
    all
}

/// Adds what is not read of one text to that of another.
pub(crate) fn take_in(all: &mut LeftOut, more: LeftOut) {
    for (kind, text) in more {
        let own = all.entry(kind).or_default();
        if own.len() < ENOUGH {
            own.push_str(&text);
        }
    }
}
