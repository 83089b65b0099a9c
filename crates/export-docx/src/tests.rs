//! Tests of the whole file, as a reader would open it.

use std::collections::BTreeMap;

use nianbao_model::date::parse_date;
use nianbao_model::document::{Metadata, Run, Scope, Signature, Site, Table};
use nianbao_model::plugin::exporters;
use nianbao_testing::archive::Parts;
use nianbao_testing::document::{self as testing, cell, heading, link, paragraph, run};
use roxmltree::Node;

use super::*;
use crate::order::ORDER;

mod conformance;
mod look;
mod tables;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "甲局2020年报告".into(),
        language: "zh-CN",
        metadata: Metadata {
            author: "甲局".into(),
            date: parse_date("2021-01-20").unwrap(),
            published: None,
            description: Some("一句话".into()),
            keywords: vec!["公开".into(), "年报".into()],
            site: Site::default(),
        },
        blocks,
        signature: None,
        attachments: Vec::new(),
        mark: None,
    }
}

/// Two header rows, a header column that spans rows, and a caption over all.
fn table(summary: &str) -> Block {
    let rows = vec![
        vec![cell(0, (1, 4), Some(Scope::ColGroup), "题")],
        vec![
            cell(0, (1, 2), Some(Scope::ColGroup), ""),
            cell(2, (1, 1), Some(Scope::Col), "甲"),
            cell(3, (1, 1), Some(Scope::Col), "乙"),
        ],
        vec![
            cell(0, (2, 1), Some(Scope::RowGroup), "组"),
            cell(1, (1, 1), Some(Scope::Row), "一"),
            cell(2, (2, 2), None, "12"),
        ],
        vec![cell(1, (1, 1), Some(Scope::Row), "二")],
    ];
    Block::Table(testing::table(summary, 4, (2, 2), rows))
}

fn parts(document: &Document) -> BTreeMap<String, String> {
    let parts = Parts::of(&write(document).unwrap());
    assert_eq!(parts.iter().next().unwrap().0, "[Content_Types].xml");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    parts
        .iter()
        .map(|(name, bytes)| (name.to_owned(), text(bytes)))
        .collect()
}

fn all<'a>(root: &'a roxmltree::Document<'_>, name: &'a str) -> Vec<Node<'a, 'a>> {
    root.descendants().filter(|node| node.has_tag_name((W, name))).collect()
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|child| child.has_tag_name((W, name)))
}

fn val<'a>(node: Node<'a, 'a>) -> &'a str {
    node.attribute((W, "val")).unwrap_or_default()
}

fn text(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(|node| node.has_tag_name((W, "t")));
    texts.filter_map(|node| node.text()).collect()
}

fn rich() -> Document {
    Document {
        mark: Some("草稿".into()),
        ..document(vec![
            heading(1, 1, "一、甲"),
            paragraph(vec![
                run("见"),
                link("http://a.cn/?a=1&b=2", "http://a.cn/?a=1&b=2"),
                link("x@b.cn", "mailto:x@b.cn"),
            ]),
            table("表一"),
            table("表二"),
        ])
    }
}

#[test]
fn the_exporter_is_registered() {
    let found = exporters();
    let exporter = found.iter().find(|exporter| exporter.id() == "docx").unwrap();
    assert_eq!(exporter.describe().extension, "docx");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let first = write(&rich()).unwrap();
    write(&document(vec![paragraph(vec![link("c", "http://c.cn/")])])).unwrap();
    assert_eq!(write(&rich()).unwrap(), first);
    let elsewhere = std::thread::spawn(|| write(&rich()).unwrap()).join().unwrap();
    assert_eq!(elsewhere, first);
}

#[test]
fn the_signature_is_two_styled_lines_at_the_right_and_the_text_goes_with_them() {
    let signed = Document {
        signature: Some(Signature {
            organ: "甲局".into(),
            date: Some("2021年1月20日".into()),
        }),
        ..document(vec![paragraph(vec![run("正文。")])])
    };
    let xml = &parts(&signed)["word/document.xml"];
    let root = roxmltree::Document::parse(xml).unwrap();
    let lines: Vec<_> = all(&root, "p").into_iter().map(|p| (style_of(p), text(p))).collect();
    let expected = [
        ("Title", "甲局2020年报告"),
        ("Normal", "正文。"),
        ("Signature", "甲局"),
        ("Date", "2021年1月20日"),
    ];
    assert_eq!(lines, expected.map(|(style, text)| (style.to_owned(), text.to_owned())));
    let right: Vec<_> = all(&root, "ind")
        .into_iter()
        .map(|ind| ind.attribute((W, "right")))
        .collect();
    // 9.75 and 2 characters of 15.75 pt.
    assert_eq!(right, [Some("3071"), Some("630")]);
    assert_eq!(all(&root, "keepNext").len(), 1, "the text stays with the signature");
}

/// The name of a paragraph's style.
fn style_of(paragraph: Node<'_, '_>) -> String {
    let style = paragraph.descendants().find(|node| node.has_tag_name((W, "pStyle")));
    style.map(val).unwrap_or_default().to_owned()
}

#[test]
fn every_part_is_well_formed_and_in_the_order_of_the_schema() {
    let mut held = std::collections::BTreeSet::new();
    for (path, part) in parts(&rich()) {
        let root = roxmltree::Document::parse(&part).unwrap_or_else(|error| panic!("{path}: {error}"));
        for node in root.descendants().filter(|node| node.tag_name().namespace() == Some(W)) {
            let name = format!("w:{}", node.tag_name().name());
            let Some((_, order)) = ORDER.iter().find(|(parent, _)| *parent == name) else {
                continue;
            };
            let places: Vec<_> = node
                .children()
                .map(|child| {
                    let child = format!("w:{}", child.tag_name().name());
                    let place = order.iter().position(|known| *known == child);
                    place.unwrap_or_else(|| panic!("{path}: {child} in {name}"))
                })
                .collect();
            assert!(places.is_sorted(), "{path}: {name} {places:?}");
            held.insert(name);
        }
    }
    for name in ["w:pPr", "w:rPr", "w:tblPr", "w:tcPr", "w:sectPr", "w:style"] {
        assert!(held.contains(name), "{name}: {held:?}");
    }
}

#[test]
fn every_part_is_declared_and_every_reference_leads_somewhere() {
    let parts = parts(&rich());
    let types = &parts["[Content_Types].xml"];
    let rels = roxmltree::Document::parse(&parts["word/_rels/document.xml.rels"]).unwrap();
    let relationships: BTreeMap<_, _> = rels
        .root_element()
        .children()
        .map(|node| (node.attribute("Id").unwrap(), node.attribute("Target").unwrap()))
        .collect();
    for path in parts
        .keys()
        .filter(|path| !path.ends_with(".rels") && !path.starts_with('['))
    {
        assert!(types.contains(&format!("PartName=\"/{path}\"")), "{path}");
    }
    let text = roxmltree::Document::parse(&parts["word/document.xml"]).unwrap();
    let ids: Vec<_> = text
        .descendants()
        .filter_map(|node| node.attribute((R, "id")))
        .collect();
    assert_eq!(ids.len(), 6); // two links, two headers, two footers
    for id in ids {
        let target = relationships[id];
        assert!(
            target.contains(':') || parts.contains_key(&format!("word/{target}")),
            "{target}"
        );
    }
    assert_eq!(relationships["rIdLink1"], "http://a.cn/?a=1&b=2");
}

#[test]
fn the_text_is_the_documents_in_its_order_whatever_it_holds() {
    let odd = "<b>&amp;\"'\u{0}\u{1b}\u{fffe} ]]>";
    let parts = parts(&document(vec![
        heading(1, 1, "一、甲<"),
        paragraph(vec![run("前"), run(odd), link("址", "不是网址"), run("上\n下\t右")]),
        table("甲"),
        table("乙"),
        paragraph(vec![run("末")]),
    ]));
    let root = roxmltree::Document::parse(&parts["word/document.xml"]).unwrap();
    let body: Vec<_> = root
        .root_element()
        .first_child()
        .unwrap()
        .children()
        .map(text)
        .collect();
    let cells = "题甲乙组一12二";
    assert_eq!(
        body,
        [
            "甲局2020年报告",
            "一、甲<",
            "前<b>&amp;\"' ]]>址上下右",
            cells,
            "",
            cells,
            "末",
            ""
        ]
    );
    assert_eq!((all(&root, "br").len(), all(&root, "tab").len()), (1, 1));
    assert!(all(&root, "hyperlink").is_empty());
}

#[test]
fn an_empty_document_is_still_a_document() {
    let empty = Document {
        title: String::new(),
        ..document(Vec::new())
    };
    let parts = parts(&empty);
    let root = roxmltree::Document::parse(&parts["word/document.xml"]).unwrap();
    assert_eq!((all(&root, "p").len(), all(&root, "sectPr").len()), (1, 1));
    assert!(!parts.contains_key("word/header1.xml"));
}

#[test]
fn the_properties_are_the_documents() {
    let core = &parts(&document(Vec::new()))["docProps/core.xml"];
    for wanted in [
        "<dc:title>甲局2020年报告</dc:title>",
        "<dc:creator>甲局</dc:creator>",
        "<dc:description>一句话</dc:description>",
        "<cp:keywords>公开; 年报</cp:keywords>",
        "<dc:language>zh-CN</dc:language>",
        "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2021-01-20T00:00:00Z</dcterms:created>",
    ] {
        assert!(core.contains(wanted), "{wanted}");
    }
}
