//! The styles of `.xlsx` (ECMA-376-1, 18.8): of each cell style, what changes how a cell is read.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use quick_xml::events::Event;

use crate::rich;
use crate::style::{Face, Style};
use crate::xml;
use nianbao_number_format::Format;

/// The formats of a workbook by their numbers: those of the file, or else the built-in ones.
#[derive(Debug, Default)]
pub(crate) struct Formats(BTreeMap<u32, Option<Arc<Format>>>);

impl Formats {
    /// Adds one of the file's.
    pub(crate) fn add(&mut self, id: u32, code: &str) {
        self.0.insert(id, Format::new(code).map(Arc::new));
    }

    /// A format, where it is more than the general one.
    pub(crate) fn get(&mut self, id: u32) -> Option<Arc<Format>> {
        let format = self.0.entry(id).or_insert_with(|| Format::built_in(id).map(Arc::new));
        format.clone().filter(|format| !format.is_general())
    }
}

/// The cell styles of `styles.xml`.
///
/// # Errors
/// What is wrong with its XML.
pub(crate) fn read(text: &str) -> Result<Vec<Rc<Style>>, String> {
    let mut reader = xml::reader(text);
    let mut formats = Formats::default();
    let mut faces: Vec<Face> = Vec::new();
    // Of each fill, whether it paints anything.
    let mut fills: Vec<bool> = Vec::new();
    let mut styles = Vec::new();
    // The list we are in: fonts and formats of tables' styles have the same names.
    let mut list = String::new();
    loop {
        match xml::next(&mut reader)? {
            Event::Start(element) => match (list.as_str(), element.local_name().as_ref()) {
                ("numFmts", "numFmt") => {
                    let id = xml::raw(&element, "numFmtId").and_then(|id| id.parse().ok());
                    let code = xml::attribute(&element, "formatCode").unwrap_or_default();
                    if let Some(id) = id {
                        formats.add(id, &code);
                    }
                }
                ("fonts", "font") => faces.push(rich::face(&mut reader)?),
                ("fills", "fill") => fills.push(false),
                ("fills", "patternFill") => {
                    paint(
                        &mut fills,
                        xml::raw(&element, "patternType").is_some_and(|pattern| pattern != "none"),
                    );
                }
                ("fills", "gradientFill") => paint(&mut fills, true),
                ("fills", "fgColor") if rich::is_white(&element) => paint(&mut fills, false),
                ("cellXfs", "xf") => {
                    let number = |name| xml::raw(&element, name).and_then(|number| number.parse::<u32>().ok());
                    let font = number("fontId").and_then(|font| faces.get(font as usize));
                    styles.push(Rc::new(Style {
                        format: number("numFmtId").and_then(|id| formats.get(id)),
                        face: font.copied().unwrap_or_default(),
                        painted: number("fillId").and_then(|fill| fills.get(fill as usize)) == Some(&true),
                    }));
                }
                (_, name @ ("numFmts" | "fonts" | "fills" | "cellXfs" | "cellStyleXfs" | "dxfs")) => {
                    name.clone_into(&mut list)
                }
                _ => {}
            },
            Event::End(element) if *element.local_name().as_ref() == *list => list.clear(),
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

/// Notes of the last fill whether it paints anything.
fn paint(fills: &mut [bool], painted: bool) {
    if let Some(last) = fills.last_mut() {
        *last = painted;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_white_number_shows_on_a_painted_cell() {
        let styles = read(
            "<fonts><font><color rgb=\"FFFFFFFF\"/></font><font><sz val=\"1\"/></font><font><sz val=\"11\"/></font></fonts>\
             <fills><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF003366\"/>\
             <bgColor indexed=\"64\"/></patternFill></fill><fill><patternFill patternType=\"solid\"><fgColor theme=\"0\"/></patternFill></fill></fills>\
             <cellXfs><xf fontId=\"0\" fillId=\"0\"/><xf fontId=\"0\" fillId=\"1\"/><xf fontId=\"0\" fillId=\"2\"/><xf fontId=\"1\"/>\
             <xf fontId=\"2\"/></cellXfs>",
        )
        .unwrap();
        let hides: Vec<bool> = styles.iter().map(|style| style.is_unseen()).collect();
        assert_eq!(hides, [true, false, true, true, false]);
    }

    #[test]
    fn styles_are_counted_among_the_cells_only() {
        let styles = read(
            "<numFmts><numFmt numFmtId=\"176\" formatCode=\"0.0%;&quot;%&quot;\"/></numFmts>\
             <fonts><font><sz val=\"11\"/></font><font><strike/><u/></font><font><strike val=\"0\"/></font></fonts>\
             <cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>\
             <cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"9\" fontId=\"1\"/><xf numFmtId=\"176\" fontId=\"2\"/>\
             <xf numFmtId=\"49\"/></cellXfs>\
             <dxfs><dxf><font><strike/></font><numFmt numFmtId=\"0\" formatCode=\"0%\"/></dxf></dxfs>",
        )
        .unwrap();
        let told: Vec<_> = styles
            .iter()
            .map(|style| (style.format.is_some(), style.face.struck))
            .collect();
        assert_eq!(told, [(false, false), (true, true), (true, false), (false, false)]);
    }
}
