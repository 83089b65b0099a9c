//! What is said about the document: the entry of the package (GB/T 33190-2016, 7.4).

use nianbao_model::document::Metadata;
use nianbao_model::report::Field;
use nianbao_model::{Document, Report};

use crate::xml::Xml;

/// Who made the document, and its annotations.
pub(crate) const CREATOR: &str = "nianbao";
/// What every report is about.
const SUBJECT: &str = "政府信息公开工作年度报告";

/// What is known about a document, and as what it is kept.
pub(crate) struct Info<'a> {
    pub(crate) document: &'a Document,
    pub(crate) report: &'a Report,
    /// Whether it is kept in an archive (GB/T 42133-2022), which wants less.
    pub(crate) is_archive: bool,
}

impl Info<'_> {
    /// The document's date, as XML has dates.
    pub(crate) fn date(&self) -> String {
        let date = self.document.metadata.date;
        format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
    }

    /// The entry, for a document of this id.
    pub(crate) fn entry(&self, id: &str) -> String {
        let kind = if self.is_archive { "OFD-A" } else { "OFD" };
        Xml::part("ofd:OFD", &[("Version", &"1.0"), ("DocType", &kind)], |xml| {
            xml.element("ofd:DocBody", &[], |xml| {
                xml.element("ofd:DocInfo", &[], |xml| self.write(xml, id));
                xml.text("ofd:DocRoot", &[], &"Doc_0/Document.xml");
            });
        })
    }

    fn write(&self, xml: &mut Xml, id: &str) {
        let Metadata {
            author,
            description,
            keywords,
            ..
        } = &self.document.metadata;
        let date = self.date();
        let mut say = |name: &str, text: &str| {
            if !text.is_empty() {
                xml.text(name, &[], &text);
            }
        };
        say("ofd:DocID", id);
        say("ofd:Title", &self.document.title);
        say("ofd:Author", author);
        say("ofd:Subject", SUBJECT);
        say("ofd:Abstract", description.as_deref().unwrap_or_default());
        say("ofd:CreationDate", &date);
        say("ofd:ModDate", &date);
        if !self.is_archive && !keywords.is_empty() {
            xml.element("ofd:Keywords", &[], |xml| {
                for keyword in keywords {
                    xml.text("ofd:Keyword", &[], keyword);
                }
            });
        }
        xml.text("ofd:Creator", &[], &CREATOR);
        let fields = [
            Field::Organ,
            Field::Year,
            Field::Period,
            Field::Published,
            Field::SiteId,
        ];
        let mut known = fields
            .iter()
            .filter_map(|field| Some((field.name(), self.report.metadata.get(*field)?)))
            .peekable();
        if known.peek().is_some() {
            xml.element("ofd:CustomDatas", &[], |xml| {
                for (name, value) in known {
                    xml.text("ofd:CustomData", &[("Name", &name)], &value);
                }
            });
        }
    }
}
