//! The headings as the outline that readers show beside the pages (GB/T 33190-2016, 7.10): the
//! same as the bookmarks of the PDF.

use nianbao_typeset::PagedDocument;
use typst::foundations::{NativeElement, StyleChain};
use typst::introspection::Introspector;
use typst::layout::Abs;
use typst::model::HeadingElem;

use crate::measure::{Number, mm};
use crate::xml::{Attribute, Xml};

/// How far above a heading a reader shows the page from, in points.
const ABOVE: f64 = 10.0;

/// A heading and where it is.
struct Entry {
    level: usize,
    title: String,
    page: u32,
    top: Number,
}

/// Writes the outline, if there are headings; `pages` are the numbers of the pages.
pub(crate) fn write(xml: &mut Xml, document: &PagedDocument, pages: &[u32]) {
    let entries = entries(document, pages);
    if !entries.is_empty() {
        xml.element("ofd:Outlines", &[], |xml| write_all(xml, &entries));
    }
}

fn entries(document: &PagedDocument, pages: &[u32]) -> Vec<Entry> {
    let introspector = document.introspector();
    let headings = introspector.query(&HeadingElem::ELEM.select());
    let entry = |content: &typst::foundations::Content| {
        let heading = content.to_packed::<HeadingElem>()?;
        let at = introspector.position(content.location()?)?;
        Some(Entry {
            level: heading.resolve_level(StyleChain::default()).get(),
            title: heading.body.plain_text().trim().to_owned(),
            page: *pages.get(at.page.get() - 1)?,
            top: mm((at.point.y - Abs::pt(ABOVE)).max(Abs::zero())),
        })
    };
    headings.iter().filter_map(entry).collect()
}

/// Each entry with those that follow it and are deeper.
fn write_all(xml: &mut Xml, entries: &[Entry]) {
    let mut rest = entries;
    while let Some((entry, after)) = rest.split_first() {
        let inside = after.iter().take_while(|other| other.level > entry.level).count();
        let (inside, after) = after.split_at(inside);
        let count = inside.len();
        let mut attributes: Vec<Attribute<'_>> = vec![("Title", &entry.title)];
        if count > 0 {
            attributes.push(("Count", &count));
        }
        xml.element("ofd:OutlineElem", &attributes, |xml| {
            xml.element("ofd:Actions", &[], |xml| {
                xml.element("ofd:Action", &[("Event", &"CLICK")], |xml| {
                    xml.element("ofd:Goto", &[], |xml| {
                        let attributes: [Attribute<'_>; 4] = [
                            ("Type", &"XYZ"),
                            ("PageID", &entry.page),
                            ("Left", &0),
                            ("Top", &entry.top),
                        ];
                        xml.empty("ofd:Dest", &attributes);
                    });
                });
            });
            write_all(xml, inside);
        });
        rest = after;
    }
}
