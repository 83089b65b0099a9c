//! The pages, object by object, in the order Typst draws them in: that is the order they are
//! read in. What the template never makes (pictures, clips) is an error, not left out.

use nianbao_model::plugin::ExportError;
use nianbao_typeset::{PagedDocument, failed};
use typst::layout::{Frame, FrameItem, Point, Size, Transform};
use typst::model::Destination;

use crate::faces::Faces;
use crate::measure::{Area, mm};
use crate::path::{self, Lines};
use crate::structure::Structure;
use crate::text;
use crate::xml::Xml;

/// Numbers for whatever can be referred to (GB/T 33190-2016, 7.3, `ST_ID`): each once in a
/// document, from 1.
#[derive(Default)]
pub(crate) struct Ids(u32);

impl Ids {
    pub(crate) fn next(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }

    /// The highest one that was given.
    pub(crate) fn highest(&self) -> u32 {
        self.0
    }
}

/// A page as it is written.
pub(crate) struct Page {
    pub(crate) id: u32,
    pub(crate) size: Size,
    pub(crate) content: String,
    pub(crate) links: Vec<Link>,
}

/// An area of a page that leads to an address.
pub(crate) struct Link {
    pub(crate) area: Area,
    pub(crate) address: String,
}

/// All pages, and what they use.
#[derive(Default)]
pub(crate) struct Pages {
    pub(crate) ids: Ids,
    pub(crate) faces: Faces,
    pub(crate) structure: Structure,
    pub(crate) all: Vec<Page>,
}

impl Pages {
    /// # Errors
    /// If there is something on a page that the template does not make.
    pub(crate) fn of(document: &PagedDocument) -> Result<Self, ExportError> {
        let mut pages = Self::default();
        for page in document.pages() {
            let page = pages.page(&page.frame)?;
            pages.all.push(page);
        }
        Ok(pages)
    }

    fn page(&mut self, frame: &Frame) -> Result<Page, ExportError> {
        let id = self.ids.next();
        let layers = [self.ids.next(), self.ids.next()];
        let mut page = Drawing {
            ids: &mut self.ids,
            faces: &mut self.faces,
            structure: &mut self.structure,
            page: id,
            layers: Default::default(),
            lines: None,
            links: Vec::new(),
        };
        page.frame(frame, Transform::identity())?;
        page.end_lines()?;
        let Drawing {
            layers: drawn, links, ..
        } = page;
        let size = frame.size();
        let content = Xml::part("ofd:Page", &[], |xml| {
            area(xml, "ofd:Area", size);
            xml.element("ofd:Content", &[], |xml| {
                for ((id, kind), drawn) in layers.iter().zip(["Background", "Body"]).zip(&drawn) {
                    // The pages of most reports have nothing behind the text.
                    if kind == "Body" || !drawn.is_empty() {
                        xml.element("ofd:Layer", &[("ID", id), ("Type", &kind)], |xml| xml.raw(drawn));
                    }
                }
            });
        });
        Ok(Page {
            id,
            size,
            content,
            links,
        })
    }
}

/// The size of a page (7.5, `CT_PageArea`).
pub(crate) fn area(xml: &mut Xml, name: &str, size: Size) {
    let (width, height) = (mm(size.x), mm(size.y));
    xml.element(name, &[], |xml| {
        xml.text("ofd:PhysicalBox", &[], &format_args!("0 0 {width} {height}"));
    });
}

/// A page that is being drawn.
struct Drawing<'a> {
    ids: &'a mut Ids,
    faces: &'a mut Faces,
    structure: &'a mut Structure,
    page: u32,
    /// What is behind the text, and the text.
    layers: [Xml; 2],
    /// The lines that were drawn last, to which others may come.
    lines: Option<Lines>,
    links: Vec<Link>,
}

impl Drawing<'_> {
    fn frame(&mut self, frame: &Frame, transform: Transform) -> Result<(), ExportError> {
        for (at, item) in frame.items() {
            let transform = transform.pre_concat(Transform::translate(at.x, at.y));
            self.item(item, transform)?;
        }
        Ok(())
    }

    fn item(&mut self, item: &FrameItem, transform: Transform) -> Result<(), ExportError> {
        match item {
            FrameItem::Group(group) if group.clip.is_some() => Err(failed("OFD: a clip")),
            FrameItem::Group(group) => {
                let transform = transform.pre_concat(group.transform);
                let Some(parent) = group.parent else {
                    return self.frame(&group.frame, transform);
                };
                self.structure.enter(parent.location);
                self.frame(&group.frame, transform)?;
                self.structure.leave();
                Ok(())
            }
            FrameItem::Text(item) => {
                self.end_lines()?;
                let id = self.ids.next();
                let face = self.faces.of(&item.font, || self.ids.next());
                if text::write(layer(&mut self.layers, self.structure), item, transform, id, face)? {
                    self.structure.text(self.page, id);
                }
                Ok(())
            }
            FrameItem::Shape(shape, _) => match Lines::of(shape, transform) {
                Some(line) => self.line(line),
                None => {
                    self.end_lines()?;
                    let id = self.ids.next();
                    path::write(layer(&mut self.layers, self.structure), shape, transform, id)
                }
            },
            FrameItem::Link(Destination::Url(address), size) => {
                let corners = [Point::zero(), size.to_point()];
                let area = Area::around(corners).map(|area| area.transformed(transform));
                self.links.extend(area.map(|area| Link {
                    area,
                    address: address.as_str().to_owned(),
                }));
                Ok(())
            }
            FrameItem::Tag(tag) => {
                // What is drawn so far may be in another layer.
                self.end_lines()?;
                self.structure.follow(tag);
                Ok(())
            }
            FrameItem::Image(..) => Err(failed("OFD: a picture")),
            FrameItem::Link(..) => Err(failed("OFD: a link inside the document")),
        }
    }

    fn line(&mut self, line: Lines) -> Result<(), ExportError> {
        let others = match &mut self.lines {
            Some(lines) => lines.take(line),
            None => Some(line),
        };
        if others.is_some() {
            self.end_lines()?;
            self.lines = others;
        }
        Ok(())
    }

    fn end_lines(&mut self) -> Result<(), ExportError> {
        match self.lines.take() {
            Some(lines) => lines.write(layer(&mut self.layers, self.structure), self.ids.next()),
            None => Ok(()),
        }
    }
}

/// The layer that what stands here is drawn in.
fn layer<'a>(layers: &'a mut [Xml; 2], structure: &Structure) -> &'a mut Xml {
    let [background, body] = layers;
    if structure.is_background() { background } else { body }
}
