//! The styles of `.xlsx` (ECMA-376-1, 18.8): of each cell style, what changes how a cell is read.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::colour::{BLACK, Colour, Ground};
use crate::conditional::Look;
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

/// The styles of a workbook.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    /// Those of cells.
    pub(crate) cells: Vec<Rc<Style>>,
    /// What conditional formats change.
    pub(crate) conditional: Vec<Look>,
}

/// The styles of `styles.xml`.
///
/// # Errors
/// What is wrong with its XML.
pub(crate) fn read(text: &str) -> Result<Styles, String> {
    let mut reader = xml::reader(text);
    let mut formats = Formats::default();
    let mut faces: Vec<Face> = Vec::new();
    let mut fills: Vec<Ground> = Vec::new();
    let mut styles = Styles::default();
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
                ("fills", "fill") => fills.push(ground(&mut reader, "fgColor")?),
                ("dxfs", "dxf") => styles.conditional.push(look(&mut reader, &mut formats)?),
                ("cellXfs", "xf") => {
                    let number = |name| xml::raw(&element, name).and_then(|number| number.parse::<u32>().ok());
                    let font = number("fontId").and_then(|font| faces.get(font as usize));
                    styles.cells.push(Rc::new(Style {
                        format: number("numFmtId").and_then(|id| formats.get(id)),
                        face: font.copied().unwrap_or_default(),
                        ground: number("fillId")
                            .and_then(|fill| fills.get(fill as usize).copied())
                            .unwrap_or_default(),
                        fills: false,
                    }));
                }
                ("cellXfs", "alignment") if xml::raw(&element, "horizontal").as_deref() == Some("fill") => {
                    if let Some(style) = styles.cells.last_mut() {
                        Rc::make_mut(style).fills = true;
                    }
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

/// Reads what a conditional format changes, up to its end.
///
/// # Errors
/// What is wrong with its XML.
fn look(reader: &mut Reader<&[u8]>, formats: &mut Formats) -> Result<Look, String> {
    let mut look = Look::default();
    let mut open = 1usize;
    while open > 0 {
        match xml::next(reader)? {
            Event::Start(element) => match element.local_name().as_ref() {
                "font" => {
                    let face = rich::face(reader)?;
                    (look.struck, look.colour) = (face.struck, face.colour);
                }
                "fill" => look.ground = Some(ground(reader, "bgColor")?),
                "numFmt" => {
                    open += 1;
                    let code = xml::attribute(&element, "formatCode").unwrap_or_default();
                    let id = xml::raw(&element, "numFmtId").and_then(|id| id.parse().ok());
                    let own = Format::new(&code).map(Arc::new);
                    look.format = own.or_else(|| formats.get(id?));
                }
                _ => open += 1,
            },
            Event::End(_) => open -= 1,
            Event::Eof => return Err("dxf".to_owned()),
            _ => {}
        }
    }
    Ok(look)
}

/// What a fill paints, up to its end; a solid one has the colour of this name.
///
/// # Errors
/// What is wrong with its XML.
fn ground(reader: &mut Reader<&[u8]>, solid: &str) -> Result<Ground, String> {
    let (mut ground, mut is_solid) = (Ground::Bare, false);
    let mut open = 1usize;
    while open > 0 {
        match xml::next(reader)? {
            Event::Start(element) => {
                open += 1;
                match element.local_name().as_ref() {
                    "patternFill" => {
                        let pattern = xml::raw(&element, "patternType");
                        // A conditional format need not say that it is solid.
                        let usual = if solid == "bgColor" { "solid" } else { "none" };
                        ground = match pattern.as_deref().unwrap_or(usual) {
                            "none" => Ground::Bare,
                            _ => Ground::Other,
                        };
                        is_solid = matches!(pattern.as_deref().unwrap_or(usual), "solid");
                        // A cell's solid fill is the colour of text where none is named: black.
                        if is_solid && solid == "fgColor" {
                            ground = Ground::Painted(BLACK);
                        }
                    }
                    "gradientFill" => ground = Ground::Other,
                    name if name == solid && is_solid => {
                        ground = Colour::of(&element).map_or(Ground::Other, Ground::Painted);
                    }
                    _ => {}
                }
            }
            Event::End(_) => open -= 1,
            Event::Eof => return Err("EOF".to_owned()),
            _ => {}
        }
    }
    Ok(ground)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_white_number_shows_on_a_painted_cell() {
        let styles = read(
            "<fonts><font><color rgb=\"FFFFFFFF\"/></font><font><sz val=\"1\"/></font><font><sz val=\"11\"/></font></fonts>\
             <fills><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF003366\"/>\
             <bgColor indexed=\"64\"/></patternFill></fill><fill><patternFill patternType=\"solid\"><fgColor theme=\"0\"/></patternFill></fill>\
             <fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF000000\"/></patternFill></fill>\
             <fill><patternFill patternType=\"solid\"/></fill></fills>\
             <cellXfs><xf fontId=\"0\" fillId=\"0\"/><xf fontId=\"0\" fillId=\"1\"/><xf fontId=\"0\" fillId=\"2\"/><xf fontId=\"1\"/>\
             <xf fontId=\"2\"/><xf fontId=\"2\" fillId=\"3\"/><xf fontId=\"2\" fillId=\"4\"/></cellXfs>",
        )
        .unwrap();
        let hides: Vec<bool> = styles.cells.iter().map(|style| style.hides(style.face)).collect();
        assert_eq!(hides, [true, false, true, true, false, true, true]);
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
            .cells
            .iter()
            .map(|style| (style.format.is_some(), style.face.struck))
            .collect();
        assert_eq!(told, [(false, false), (true, true), (true, false), (false, false)]);
    }
}
