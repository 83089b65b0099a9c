//! The properties of paragraphs, runs, rows, cells and content controls.

use super::bound::Data;
use super::frame::{Frame, last_paragraph};
use super::look::shading;
use super::styles::Styles;
use super::table::Merge;
use crate::xml::Element;

/// Takes a property for the element it belongs to. The last frame is that of the
/// properties.
pub(crate) fn take(stack: &mut [Frame], styles: &Styles, data: &Data, element: &Element<'_>) {
    let Some((properties, above)) = stack.split_last_mut() else {
        return;
    };
    match (properties, element.name()) {
        (Frame::RunProperties, "rStyle") => {
            let by_style = element.reference("val").map(|id| styles.look(&id));
            if let (Some(Frame::Run(look)), Some(by_style)) = (above.last_mut(), by_style) {
                *look = by_style.over(*look);
            }
        }
        (Frame::RunProperties, _) => {
            if let Some(Frame::Run(look)) = above.last_mut() {
                look.take(element);
            }
        }
        (Frame::ControlProperties, _) => {
            let control = above.iter_mut().rev().find_map(|frame| match frame {
                Frame::Control(control) => Some(control),
                _ => None,
            });
            if let Some(control) = control {
                control.take(element, data);
            }
        }
        (Frame::RowProperties, name) => {
            if let Some(Frame::Row(row)) = above.last_mut() {
                match name {
                    "gridBefore" => row.skip(element.number().unwrap_or(0)),
                    "hidden" => row.hidden = element.is_on(),
                    "del" => row.deleted = true,
                    _ => {}
                }
            }
        }
        (Frame::CellProperties, name) => {
            if let Some(Frame::Cell(cell)) = above.last_mut() {
                match name {
                    "gridSpan" => cell.span = element.number().unwrap_or(1),
                    "shd" => cell.ground = shading(element),
                    "vMerge" => cell.vertical = Merge::of(element.value().as_deref()),
                    "hMerge" => cell.horizontal = Merge::of(element.value().as_deref()),
                    _ => {}
                }
            }
        }
        (properties, name) => {
            let at_end = matches!(properties, Frame::EndProperties);
            let Some(paragraph) = last_paragraph(above) else { return };
            match name {
                "del" | "moveFrom" if at_end => paragraph.runs_on = true,
                _ if at_end => {}
                // The letters of a drop cap begin the paragraph beside which they stand.
                "framePr" => {
                    let cap = element.attribute("dropCap");
                    paragraph.runs_on |= cap.is_some_and(|cap| matches!(cap.as_str(), "drop" | "margin"));
                }
                "pStyle" => paragraph.style = element.reference("val"),
                "shd" => paragraph.ground = shading(element),
                "outlineLvl" => paragraph.outline = element.number(),
                _ => paragraph.place.take(element),
            }
        }
    }
}
