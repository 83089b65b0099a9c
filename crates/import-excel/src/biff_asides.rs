//! What lies on a sheet of `.xls` and is no cell: comments, boxes of text, pictures, charts
//! (MS-XLS 2.4.179, 2.4.181, 2.4.329). The records say one after the other where a thing lies,
//! what it is, and what is written on it; a comment's cell comes at the end of the sheet.

use std::collections::BTreeMap;

use nianbao_model::CellRef;
use nianbao_model::source::RemarkKind;

use crate::bytes::{characters, u16_at};
use crate::sheet::Aside;

const NOTE: u16 = 0x001c;
const CONTINUE: u16 = 0x003c;
const OBJECT: u16 = 0x005d;
const DRAWING: u16 = 0x00ec;
const TEXT: u16 = 0x01b6;

/// How an anchor's header looks in a drawing: its type and its length.
const ANCHOR: [u8; 8] = [0, 0, 0x10, 0xf0, 0x12, 0, 0, 0];

/// What was found so far.
#[derive(Debug, Default)]
pub(crate) struct Asides {
    /// Where the next thing lies.
    anchor: Option<CellRef>,
    /// The things by their numbers, the last of them open.
    things: Vec<(u16, Thing)>,
    /// How many characters of its text are still to come.
    left: usize,
    /// The cells of comments, by the comments' numbers.
    notes: BTreeMap<u16, CellRef>,
}

#[derive(Debug)]
struct Thing {
    kind: Option<RemarkKind>,
    at: Option<CellRef>,
    text: String,
}

impl Asides {
    /// Takes in a record of the sheet. One that is cut short tells nothing.
    pub(crate) fn take(&mut self, kind: u16, data: &[u8]) {
        let _ = match kind {
            DRAWING => {
                self.anchor = anchor(data).or(self.anchor);
                Some(())
            }
            OBJECT => self.object(data),
            TEXT => self.text(data),
            CONTINUE if self.left > 0 => self.characters(data),
            NOTE => self.note(data),
            _ => Some(()),
        };
        if kind != TEXT && kind != CONTINUE {
            self.left = 0;
        }
    }

    fn object(&mut self, data: &[u8]) -> Option<()> {
        let kind = match u16_at(data, 4)? {
            0x05 => Some(RemarkKind::Object),
            0x08 => Some(RemarkKind::Picture),
            0x07 | 0x0b..=0x14 => Some(RemarkKind::Control),
            0x19 => Some(RemarkKind::Comment),
            _ => Some(RemarkKind::TextBox),
        };
        let at = self.anchor.take();
        let text = String::new();
        self.things.push((u16_at(data, 6)?, Thing { kind, at, text }));
        Some(())
    }

    fn text(&mut self, data: &[u8]) -> Option<()> {
        self.left = usize::from(u16_at(data, 10)?);
        Some(())
    }

    fn characters(&mut self, data: &[u8]) -> Option<()> {
        let (flags, text) = data.split_first()?;
        let here = self.left.min(text.len() >> (flags & 1));
        let (_, thing) = self.things.last_mut()?;
        thing.text.push_str(&characters(data, here)?);
        self.left -= here;
        Some(())
    }

    fn note(&mut self, data: &[u8]) -> Option<()> {
        let at = CellRef::new(u16_at(data, 0)?.into(), u16_at(data, 2)?.into());
        self.notes.insert(u16_at(data, 6)?, at);
        Some(())
    }

    /// All that says something, each at its place.
    pub(crate) fn finish(self) -> Vec<Aside> {
        let Self { things, notes, .. } = self;
        let said = things.into_iter().filter_map(|(number, thing)| {
            let kind = thing.kind?;
            let at = match kind {
                RemarkKind::Comment => Some(*notes.get(&number)?),
                _ => thing.at,
            };
            let silent = thing.text.trim().is_empty();
            let needs_words = matches!(kind, RemarkKind::TextBox | RemarkKind::Comment | RemarkKind::Control);
            (!(silent && needs_words)).then_some(Aside {
                kind,
                at,
                text: thing.text,
            })
        });
        said.collect()
    }
}

/// The cell at which the last shape of a piece of a drawing begins.
fn anchor(data: &[u8]) -> Option<CellRef> {
    let header = data.windows(ANCHOR.len()).rposition(|window| window == ANCHOR)?;
    let body = data.get(header + ANCHOR.len()..)?;
    Some(CellRef::new(u16_at(body, 6)?.into(), u16_at(body, 2)?.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn object(kind: u8, number: u8) -> Vec<u8> {
        vec![0x15, 0, 0x12, 0, kind, 0, number, 0]
    }

    fn text(length: u8) -> Vec<u8> {
        let mut text = vec![0; 18];
        text[10] = length;
        text
    }

    #[test]
    fn comments_stand_at_their_cells_and_boxes_where_they_lie() {
        let mut asides = Asides::default();
        let anchored = [&ANCHOR[..], &[2, 0, 3, 0, 0, 0, 6, 0, 0, 0]].concat();
        let records = [
            (DRAWING, anchored),
            (OBJECT, object(0x06, 1)),
            (TEXT, text(3)),
            (CONTINUE, vec![1, 0x68, 0x88, 0x8c, 0x4e]),
            (CONTINUE, vec![0, b'!']),
            (CONTINUE, vec![0, 0, 0, 0, 0, 0, 0, 0]),
            (OBJECT, object(0x19, 2)),
            (TEXT, text(1)),
            (CONTINUE, vec![0, b'?']),
            (OBJECT, object(0x1e, 3)),
            (OBJECT, object(0x08, 4)),
            (NOTE, vec![7, 0, 1, 0, 0, 0, 2, 0]),
        ];
        for (kind, data) in records {
            asides.take(kind, &data);
        }
        let told: Vec<_> = asides
            .finish()
            .into_iter()
            .map(|aside| (aside.kind, aside.at.map(|at| at.to_string()), aside.text))
            .collect();
        assert_eq!(
            told,
            [
                (RemarkKind::TextBox, Some("D7".to_owned()), "表二!".to_owned()),
                (RemarkKind::Comment, Some("B8".to_owned()), "?".to_owned()),
                (RemarkKind::Picture, None, String::new()),
            ]
        );
    }

    proptest! {
        #[test]
        fn no_records_make_it_panic(records in prop::collection::vec((0usize..5, prop::collection::vec(any::<u8>(), 0..30)), 0..8)) {
            let kinds = [NOTE, CONTINUE, OBJECT, DRAWING, TEXT];
            let mut asides = Asides::default();
            for (kind, data) in &records {
                asides.take(kinds[*kind], data);
            }
            asides.finish();
        }
    }
}
