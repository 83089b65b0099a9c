//! What is open at a place in a document: one frame for each element the reader is
//! inside of.

use std::collections::BTreeMap;

use nianbao_model::runs::Ground;
use nianbao_model::source::RemarkKind;

use super::bound::Control;
use super::graphic::Graphic;
use super::look::{Look, Visibility};
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
    Run(Look),
    /// `w:rPr` in it.
    RunProperties,
    /// `w:t` or `w:delText`.
    Text,
    /// `w:instrText`.
    Instruction,
    /// `w:fldSimple`.
    SimpleField,
    /// `w:del` or `w:moveFrom`.
    Deleted,
    /// `w:sdt`, a content control.
    Control(Box<Control>),
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
    /// The prompt of a control that nobody has filled in.
    pub(crate) prompt: Flow,
    /// What is in it and is not its text: deleted, hidden or struck out.
    pub(crate) left: BTreeMap<RemarkKind, Flow>,
    pub(crate) style: Option<String>,
    pub(crate) outline: Option<u8>,
    pub(crate) place: ListPlace,
    /// Whether the text added last stands in a box.
    pub(crate) in_box: bool,
    /// Whether some of its text is in a table of contents that the program makes.
    pub(crate) in_contents: bool,
    /// What lies under it.
    pub(crate) ground: Ground,
    /// Whether its end is deleted or it is a drop cap, so that it runs on into the next one.
    pub(crate) runs_on: bool,
}

/// How text inside these frames is to be taken.
pub(crate) fn visibility(stack: &[Frame]) -> Visibility {
    let mut found = Visibility::Shown;
    for frame in stack.iter().rev() {
        match frame {
            Frame::Control(control) if control.is_furniture() => return Visibility::Furniture,
            Frame::Deleted => found = Visibility::Left(RemarkKind::Deleted),
            Frame::Run(look) if found == Visibility::Shown => found = look.visibility(),
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
