//! The parts of the package beside the pages: the entry, the document, its faces, links,
//! structure and attachments, and how they refer to each other (GB/T 33190-2016, clause 7).

use nianbao_model::plugin::ExportError;
use nianbao_typeset::PagedDocument;

use crate::info::{CREATOR, Info};
use crate::outline;
use crate::package::Package;
use crate::pages::{Page, Pages, area};
use crate::path;
use crate::structure;
use crate::xml::{Attribute, Xml};

/// Where the document is in the package.
const FOLDER: &str = "Doc_0";

/// A file that goes with the document.
pub(crate) struct Attached {
    /// Its name, without an ending.
    pub(crate) name: String,
    /// Its ending.
    pub(crate) format: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// The whole package.
///
/// # Errors
/// If a face cannot be cut down.
pub(crate) fn package(
    document: &PagedDocument,
    mut pages: Pages,
    info: &Info<'_>,
    attached: Option<&Attached>,
) -> Result<Package, ExportError> {
    let mut package = Package::default();
    let mut add = |path: &str, content: Vec<u8>| package.add(format!("{FOLDER}/{path}"), content);
    for (n, page) in pages.all.iter().enumerate() {
        add(
            &format!("Pages/Page_{n}/Content.xml"),
            page.content.clone().into_bytes(),
        );
    }
    // An archived document has no way out of it (GB/T 42133-2022, 6.9).
    let linked: Vec<(usize, &Page)> = pages
        .all
        .iter()
        .enumerate()
        .filter(|(_, page)| !page.links.is_empty())
        .collect();
    let has_links = !info.is_archive && !linked.is_empty();
    if has_links {
        add("Annots/Annotations.xml", annotations(&linked).into_bytes());
        for (n, page) in &linked {
            let annotation = links(page, info, &mut pages.ids);
            add(&format!("Annots/Page_{n}/Annotation.xml"), annotation.into_bytes());
        }
    }
    add("Tags/CustomTags.xml", custom_tags().into_bytes());
    add("Tags/Structure.xml", pages.structure.part().into_bytes());
    if let Some(attached) = attached {
        add("Attachs/Attachments.xml", attachments(attached, info).into_bytes());
        add(&file_name(attached), attached.bytes.clone());
    }
    for (path, face) in pages.faces.files()? {
        add(&format!("Res/{path}"), face);
    }
    add("PublicRes.xml", resources(&pages).into_bytes());
    let has = Has {
        links: has_links,
        attachments: attached.is_some(),
    };
    add("Document.xml", root(document, &pages, &has).into_bytes());
    Ok(package)
}

/// The optional parts of a document that it has.
struct Has {
    links: bool,
    attachments: bool,
}

/// The document (7.5): an order is prescribed for all that is in it.
fn root(document: &PagedDocument, pages: &Pages, has: &Has) -> String {
    Xml::part("ofd:Document", &[], |xml| {
        xml.element("ofd:CommonData", &[], |xml| {
            xml.text("ofd:MaxUnitID", &[], &pages.ids.highest());
            if let Some(first) = pages.all.first() {
                area(xml, "ofd:PageArea", first.size);
            }
            xml.text("ofd:PublicRes", &[], &"PublicRes.xml");
        });
        xml.element("ofd:Pages", &[], |xml| {
            for (n, page) in pages.all.iter().enumerate() {
                let path = format!("Pages/Page_{n}/Content.xml");
                xml.empty("ofd:Page", &[("ID", &page.id), ("BaseLoc", &path)]);
            }
        });
        let ids: Vec<u32> = pages.all.iter().map(|page| page.id).collect();
        outline::write(xml, document, &ids);
        if has.links {
            xml.text("ofd:Annotations", &[], &"Annots/Annotations.xml");
        }
        xml.text("ofd:CustomTags", &[], &"Tags/CustomTags.xml");
        if has.attachments {
            xml.text("ofd:Attachments", &[], &"Attachs/Attachments.xml");
        }
    })
}

/// The faces (7.9).
fn resources(pages: &Pages) -> String {
    Xml::part("ofd:Res", &[("BaseLoc", &"Res")], |xml| {
        let mut faces = pages.faces.iter().peekable();
        if faces.peek().is_none() {
            return;
        }
        xml.element("ofd:Fonts", &[], |xml| {
            for face in faces {
                let (name, family) = (face.name(), face.family());
                let attributes: [Attribute<'_>; 3] = [("ID", &face.id), ("FontName", &name), ("FamilyName", &family)];
                xml.element("ofd:Font", &attributes, |xml| {
                    xml.text("ofd:FontFile", &[], &face.file_name());
                });
            }
        });
    })
}

/// Which page has which links (clause 15).
fn annotations(linked: &[(usize, &Page)]) -> String {
    Xml::part("ofd:Annotations", &[], |xml| {
        for (n, page) in linked {
            xml.element("ofd:Page", &[("PageID", &page.id)], |xml| {
                let path = format!("/{FOLDER}/Annots/Page_{n}/Annotation.xml");
                xml.text("ofd:FileLoc", &[], &path);
            });
        }
    })
}

/// The links of a page, each an area that is not seen.
fn links(page: &Page, info: &Info<'_>, ids: &mut crate::pages::Ids) -> String {
    let date = info.date();
    Xml::part("ofd:PageAnnot", &[], |xml| {
        for link in &page.links {
            let id = ids.next();
            let attributes: [Attribute<'_>; 4] = [
                ("ID", &id),
                ("Type", &"Link"),
                ("Creator", &CREATOR),
                ("LastModDate", &date),
            ];
            xml.element("ofd:Annot", &attributes, |xml| {
                xml.element("ofd:Appearance", &[("Boundary", &link.area)], |xml| {
                    // It is placed from the corner of the appearance.
                    path::write_unseen(xml, link.area.to_its_corner(), ids.next(), |xml| {
                        xml.element("ofd:Actions", &[], |xml| {
                            xml.element("ofd:Action", &[("Event", &"CLICK")], |xml| {
                                xml.empty("ofd:URI", &[("URI", &link.address)]);
                            });
                        });
                    });
                });
            });
        }
    })
}

/// Where the structure is (clause 16).
fn custom_tags() -> String {
    Xml::part("ofd:CustomTags", &[], |xml| {
        xml.element("ofd:CustomTag", &[("NameSpace", &structure::NAMESPACE)], |xml| {
            let path = format!("/{FOLDER}/Tags/Structure.xml");
            xml.text("ofd:FileLoc", &[], &path);
        });
    })
}

/// The attachment (clause 20).
fn attachments(attached: &Attached, info: &Info<'_>) -> String {
    Xml::part("ofd:Attachments", &[], |xml| {
        // In kilobytes.
        let size = crate::measure::Number::new(attached.bytes.len() as f64 / 1024.0);
        let date = format!("{}T00:00:00", info.date());
        let attributes: [Attribute<'_>; 5] = [
            ("ID", &"data"),
            ("Name", &attached.name),
            ("Format", &attached.format),
            ("CreationDate", &date),
            ("Size", &size),
        ];
        xml.element("ofd:Attachment", &attributes, |xml| {
            let path = format!("/{FOLDER}/{}", file_name(attached));
            xml.text("ofd:FileLoc", &[], &path);
        });
    })
}

/// Its path in the document's folder; not its name, which may be in Chinese: old programs
/// that unpack ZIPs do not know in which code.
fn file_name(attached: &Attached) -> String {
    format!("Attachs/data.{}", attached.format)
}
