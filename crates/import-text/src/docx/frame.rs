//! What is open at a place in a document: one frame for each element the reader is
//! inside of.

use super::graphic::Graphic;
use super::limits::MAX_FIELDS;
use super::styles::ListPlace;
use super::table::{Cell, Row, TableBuilder};
use crate::join::Flow;

/// An element that is open.
#[derive(Debug)]
pub(crate) enum Frame {
    /// One that means nothing itself; what is in it counts.
    Other,
    /// `w:p`.
    Paragraph(Box<Paragraph>),
    /// `w:pPr`.
    ParagraphProperties,
    /// `w:rPr` in it: the properties of the paragraph's end.
    EndProperties,
    /// `w:numPr` in it.
    ListProperties,
    /// `w:r`.
    Run {
        /// Whether its text is hidden.
        hidden: bool,
    },
    /// `w:rPr` in it.
    RunProperties,
    /// `w:t` or `w:delText`.
    Text,
    /// `w:del` or `w:moveFrom`.
    Deleted,
    /// `w:sdt`, a content control.
    Control {
        /// Whether it holds a prompt nobody has replaced, or a table of contents.
        furniture: bool,
    },
    /// `w:sdtPr`.
    ControlProperties,
    /// A drawing, picture or embedded object.
    Graphic(Graphic),
    /// Something in it.
    GraphicPart,
    /// A box of text in it.
    TextBox(String),
    /// `m:oMath`.
    Equation(String),
    /// Something in it.
    EquationPart,
    /// `m:t` in it.
    EquationText,
    /// `w:tbl`.
    Table(Box<TableBuilder>),
    /// `w:tr`.
    Row(Row),
    /// `w:trPr`.
    RowProperties,
    /// `w:tc`.
    Cell(Cell),
    /// `w:tcPr`.
    CellProperties,
}

/// A paragraph under construction.
#[derive(Debug, Default)]
pub(crate) struct Paragraph {
    pub(crate) text: Flow,
    /// What tracked changes have deleted.
    pub(crate) deleted: Flow,
    /// What is formatted as hidden.
    pub(crate) hidden: Flow,
    pub(crate) style: Option<String>,
    pub(crate) outline: Option<u8>,
    pub(crate) place: ListPlace,
    /// Whether its end is deleted, so that it runs on into the next one.
    pub(crate) runs_on: bool,
}

/// The fields that are open. A field is its instruction and then its result; only the
/// result is text. A field may be inside another's instruction or result, and its
/// result may be many paragraphs.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    /// Whether each open field has come to its result.
    open: Vec<bool>,
}

impl Fields {
    /// Takes a mark in a field.
    pub(crate) fn mark(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => {
                if self.open.len() >= MAX_FIELDS {
                    self.open.remove(0);
                }
                self.open.push(false);
            }
            Some("separate") => {
                if let Some(in_result) = self.open.last_mut() {
                    *in_result = true;
                }
            }
            Some("end") => drop(self.open.pop()),
            _ => {}
        }
    }

    /// Whether text at this place is an instruction.
    pub(crate) fn in_instruction(&self) -> bool {
        self.open.contains(&false)
    }

    /// Ends instructions at the end of a paragraph: a damaged field must not swallow
    /// the rest of the document.
    pub(crate) fn end_paragraph(&mut self) {
        self.open.retain(|in_result| *in_result);
    }
}

/// How text at a place is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visibility {
    /// As text of the document.
    Shown,
    /// As text tracked changes have deleted.
    Deleted,
    /// As text formatted as hidden.
    Hidden,
    /// Not text of the author's at all.
    Furniture,
}

/// How text inside these frames is to be taken.
pub(crate) fn visibility(stack: &[Frame]) -> Visibility {
    let mut found = Visibility::Shown;
    for frame in stack.iter().rev() {
        match frame {
            Frame::Control { furniture: true } => return Visibility::Furniture,
            Frame::Deleted => found = Visibility::Deleted,
            Frame::Run { hidden: true } if found == Visibility::Shown => found = Visibility::Hidden,
            _ => {}
        }
    }
    found
}

/// The paragraph text goes to.
pub(crate) fn last_paragraph(stack: &mut [Frame]) -> Option<&mut Paragraph> {
    stack.iter_mut().rev().find_map(|frame| match frame {
        Frame::Paragraph(paragraph) => Some(&mut **paragraph),
        _ => None,
    })
}
