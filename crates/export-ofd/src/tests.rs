//! OFD files of small documents, read back: the suite every exporter is held to, and what is
//! particular to this format.

mod golden;
mod order;
mod reader;

use std::collections::{BTreeMap, BTreeSet};

use nianbao_conformance::{Breaches, Suite};
use nianbao_model::document::{Block, Scope};
use nianbao_model::plugin::{ExportError, ExportFault, ExportJob, Exporter, Settings};
use nianbao_model::report::{Field, Sourced};
use nianbao_model::{Document, Localize, Locus, Report, form};
use nianbao_testing::document::{self as testing, cell, heading, link, paragraph, run, table};
use skrifa::{FontRef, MetadataProvider};

use super::OfdExporter;
use reader::{Parts, all, first, xml};

/// The exporter whose data are attached: a crate that nobody refers to is not linked.
static DATA: nianbao_export_json::JsonExporter = nianbao_export_json::JsonExporter;

#[test]
fn it_conforms() -> Result<(), Breaches> {
    assert_eq!(DATA.id(), "json");
    Suite::new(&OfdExporter).reading(reader::text).run()
}

fn document(blocks: Vec<Block>) -> Document {
    let mut document = testing::document(blocks);
    document.metadata.author = "某市人民政府".into();
    document.metadata.description = Some("一句话。".into());
    document.metadata.keywords = vec!["年报".into(), "公开<&".into()];
    document
}

fn export(document: &Document, options: &[&str]) -> Result<Vec<u8>, ExportError> {
    let mut report = Report::new("gov-2021");
    for (field, value) in [(Field::Organ, "某市人民政府"), (Field::Year, "2024")] {
        let locus = Locus::file(&"a.txt".into());
        let value = value.to_owned();
        report.metadata.fields.insert(field, Sourced { value, locus });
    }
    let mut settings = Settings::new();
    for option in options {
        settings.set(OfdExporter.options(), option, "true").unwrap();
    }
    let form = &form::builtin().unwrap()[0];
    OfdExporter.export(&ExportJob::new(document, &report, form).with_settings(&settings))
}

fn made(document: &Document, options: &[&str]) -> Parts {
    reader::parts(&export(document, options).unwrap()).unwrap()
}

fn linked() -> Document {
    document(vec![
        heading(1, 1, "一、甲"),
        paragraph([run("见"), link("网站", "https://a.cn/?b=1&c=2"), run("。")]),
        heading(2, 2, "（一）乙"),
    ])
}

#[test]
fn the_entry_says_what_the_document_is() {
    let parts = made(&linked(), &[]);
    let entry = xml(&parts, "OFD.xml").unwrap();
    let root = entry.root_element();
    assert_eq!(
        (root.attribute("Version"), root.attribute("DocType")),
        (Some("1.0"), Some("OFD"))
    );
    let said = |name| first(entry.root(), name).unwrap_or_default();
    assert_eq!(said("Title"), "某市2024年年报");
    assert_eq!(said("Author"), "某市人民政府");
    assert_eq!((said("CreationDate"), said("Abstract")), ("2025-01-20", "一句话。"));
    let keywords: Vec<_> = all(entry.root(), "Keyword").filter_map(|node| node.text()).collect();
    assert_eq!(keywords, ["年报", "公开<&"]);
    let datas = all(entry.root(), "CustomData").map(|node| (node.attribute("Name").unwrap(), node.text().unwrap()));
    assert_eq!(
        datas.collect::<Vec<_>>(),
        [("机关名称", "某市人民政府"), ("年度", "2024")]
    );
    let id = said("DocID");
    assert!(id.len() == 32 && id.chars().all(|c| c.is_ascii_hexdigit()), "{id}");
    let other = made(&document(vec![]), &[]);
    assert_ne!(first(xml(&other, "OFD.xml").unwrap().root(), "DocID"), Some(id));
}

#[test]
fn the_outline_nests_and_leads_to_its_pages() {
    let parts = made(&linked(), &[]);
    let document = xml(&parts, "Doc_0/Document.xml").unwrap();
    let entries: Vec<_> = all(document.root(), "OutlineElem").collect();
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[0].attribute("Title"), Some("一、甲"));
    assert_eq!(entries[1].parent_element(), Some(entries[0]), "（一） is in 一、");
    let page = all(document.root(), "Page").next().unwrap().attribute("ID");
    assert!(all(document.root(), "Dest").all(|dest| dest.attribute("PageID") == page && page.is_some()));
}

#[test]
fn a_link_is_an_area_over_its_text() {
    let parts = made(&linked(), &[]);
    let annotation = xml(&parts, "Doc_0/Annots/Page_0/Annotation.xml").unwrap();
    let address = all(annotation.root(), "URI").next().unwrap();
    assert_eq!(address.attribute("URI"), Some("https://a.cn/?b=1&c=2"));
    let numbers = |text: &str| -> Vec<f64> { text.split(' ').map(|number| number.parse().unwrap()).collect() };
    let area = numbers(
        all(annotation.root(), "Appearance")
            .next()
            .unwrap()
            .attribute("Boundary")
            .unwrap(),
    );
    let page = xml(&parts, "Doc_0/Pages/Page_0/Content.xml").unwrap();
    let text = all(page.root(), "TextObject")
        .find(|object| first(*object, "TextCode") == Some("网站"))
        .unwrap();
    let text = numbers(text.attribute("Boundary").unwrap());
    // The middle of the text is in the area.
    for axis in [0, 1] {
        let middle = text[axis] + text[axis + 2] / 2.0;
        assert!(
            area[axis] < middle && middle < area[axis] + area[axis + 2],
            "{area:?} {text:?}"
        );
    }
}

#[test]
fn an_archive_has_no_way_out_and_nothing_it_does_not_want() {
    let parts = made(&linked(), &["archive"]);
    let entry = xml(&parts, "OFD.xml").unwrap();
    assert_eq!(entry.root_element().attribute("DocType"), Some("OFD-A"));
    assert_eq!(all(entry.root(), "DocBody").count(), 1);
    for path in parts.keys().filter(|path| path.ends_with(".xml")) {
        for unwanted in [
            "URI",
            "Keywords",
            "Permissions",
            "VPreferences",
            "Extensions",
            "Attachments",
        ] {
            assert_eq!(
                all(xml(&parts, path).unwrap().root(), unwanted).count(),
                0,
                "{unwanted} in {path}"
            );
        }
    }
    assert!(
        reader::text(&export(&linked(), &["archive"]).unwrap())
            .unwrap()
            .contains("见网站。")
    );
    let both = export(&linked(), &["archive", "data"]).unwrap_err();
    assert_eq!(both.fault, ExportFault::Inexpressible);
    assert!(both.text().zh.contains("附件") && both.text().en.contains("attachments"));
}

#[test]
fn the_data_are_those_of_the_data_file() {
    let parts = made(&linked(), &["data"]);
    let list = xml(&parts, "Doc_0/Attachs/Attachments.xml").unwrap();
    let path = first(list.root(), "FileLoc").unwrap();
    let data = std::str::from_utf8(&parts[path.trim_start_matches('/')]).unwrap();
    for said in ["\"organ\": \"某市人民政府\"", "\"year\": 2024"] {
        assert!(data.contains(said), "{data}");
    }
    assert!(!made(&linked(), &[]).keys().any(|path| path.contains("Attachs")));
}

#[test]
fn a_faces_own_table_says_which_glyph_a_character_is() {
    let parts = made(&document(vec![paragraph([run("正文Aé（一）“甲”。")])]), &[]);
    let resources = xml(&parts, "Doc_0/PublicRes.xml").unwrap();
    let page = xml(&parts, "Doc_0/Pages/Page_0/Content.xml").unwrap();
    let mut compared = 0;
    for font in all(resources.root(), "Font") {
        let file = &parts[&format!("Doc_0/Res/{}", first(font, "FontFile").unwrap())];
        assert!(file.len() < 40_000, "cut down to what is used");
        let face = FontRef::new(file).unwrap();
        for object in all(page.root(), "TextObject").filter(|node| node.attribute("Font") == font.attribute("ID")) {
            let glyphs = all(object, "Glyphs").flat_map(|node| node.text().unwrap().split(' '));
            for (c, glyph) in first(object, "TextCode").unwrap().chars().zip(glyphs) {
                assert_eq!(
                    face.charmap().map(c).map(|id| id.to_u32().to_string()).as_deref(),
                    Some(glyph),
                    "{c}"
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn a_text_that_begins_with_white_space_begins_with_its_first_glyph() {
    let parts = made(&document(vec![paragraph([run("甲\u{3000}乙  A b")])]), &[]);
    for (_, text) in reader::drawn(&parts).unwrap() {
        assert!(!text.starts_with(char::is_whitespace), "{text:?}");
    }
}

#[test]
fn a_draft_is_marked_behind_the_text_of_every_page() {
    let mut draft = document((0..30).map(|_| paragraph([run("正文一段。")])).collect());
    draft.mark = Some("草稿".into());
    let parts = made(&draft, &[]);
    let pages = reader::pages(&parts).unwrap();
    assert!(pages.len() > 1);
    for page in pages {
        let page = xml(&parts, &page).unwrap();
        let behind = all(page.root(), "Layer").find(|layer| layer.attribute("Type") == Some("Background"));
        let mark = all(behind.unwrap(), "TextObject").next().unwrap();
        assert_eq!(first(mark, "TextCode"), Some("草稿"));
        // Turned by 45 degrees, against the hands of a clock, and as good as transparent.
        assert!(
            mark.attribute("CTM")
                .unwrap()
                .starts_with("0.7071 -0.7071 0.7071 0.7071")
        );
        assert_eq!(all(mark, "FillColor").next().unwrap().attribute("Alpha"), Some("38"));
    }
}

#[test]
fn a_table_is_told_cell_by_cell_in_the_order_it_is_read_in() {
    let rows = [
        vec![
            cell(0, (2, 1), Some(Scope::Col), "甲"),
            cell(1, (1, 1), Some(Scope::Col), "乙"),
        ],
        vec![cell(1, (1, 1), Some(Scope::Col), "丙")],
        vec![cell(0, (1, 1), Some(Scope::Row), "丁"), cell(1, (1, 1), None, "0")],
    ];
    let parts = made(&document(vec![Block::Table(table("表", 2, (2, 1), rows))]), &[]);
    let structure = xml(&parts, "Doc_0/Tags/Structure.xml").unwrap();
    let cells = all(structure.root(), "Cell").map(|cell| {
        let said = |name| cell.attribute(name).unwrap_or("-");
        [said("Row"), said("Column"), said("RowSpan"), said("Header")].join(" ")
    });
    assert_eq!(
        cells.collect::<Vec<_>>(),
        ["0 0 2 true", "0 1 - true", "1 1 - true", "2 0 - true", "2 1 - -"]
    );
}

#[test]
fn a_cell_that_goes_on_overleaf_is_one_cell() {
    let long = "长".repeat(60);
    let rows = (0..60).map(|row| {
        let beside = cell(1, (1, 1), None, &row.to_string());
        match row {
            0 => vec![cell(0, (60, 1), Some(Scope::Row), &long), beside],
            _ => vec![beside],
        }
    });
    let narrow = Block::Table(table("表", 2, (0, 1), rows));
    let parts = made(
        &document((0..18).map(|_| paragraph([run("段。")])).chain([narrow]).collect()),
        &[],
    );
    let structure = xml(&parts, "Doc_0/Tags/Structure.xml").unwrap();
    let table = all(structure.root(), "Table").next().unwrap();
    assert!(table.children().all(|child| child.tag_name().name() == "Cell"));
    assert_eq!(all(table, "Cell").count(), 61);
    let texts: BTreeMap<String, String> = reader::drawn(&parts).unwrap().into_iter().collect();
    let first: Vec<_> = all(all(table, "Cell").next().unwrap(), "ObjectRef").collect();
    assert_eq!(
        first
            .iter()
            .map(|text| &*texts[text.text().unwrap()])
            .collect::<String>(),
        long
    );
    let pages: BTreeSet<_> = first.iter().map(|text| text.attribute("PageRef")).collect();
    assert!(pages.len() > 1, "{pages:?}");
}

#[test]
fn the_rules_of_a_table_are_few_objects() {
    let rows = (0..10).map(|row| {
        vec![
            cell(0, (1, 1), Some(Scope::Row), &format!("行{row}")),
            cell(1, (1, 1), None, "0"),
        ]
    });
    let parts = made(&document(vec![Block::Table(table("表", 2, (0, 1), rows))]), &[]);
    let page = xml(&parts, "Doc_0/Pages/Page_0/Content.xml").unwrap();
    let lines: Vec<_> = all(page.root(), "PathObject").collect();
    assert_eq!(lines.len(), 1);
    // Half a point, in millimetres.
    assert_eq!(lines[0].attribute("LineWidth"), Some("0.1764"));
}
