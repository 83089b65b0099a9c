//! From an office's files to the exporters' bytes, and what must hold of those.

use arbitrary::{Result, Unstructured};
use nianbao::exporters;
use nianbao_compose::{Options, compose};
use nianbao_conformance::compact;
use nianbao_model::Localize;
use nianbao_model::document::{Block, Document};
use nianbao_model::plugin::{ExportJob, Exporter, Settings, Values};
use nianbao_testing::archive::Parts;

use crate::holds::{self, one_in, words};
use crate::sheets::{Office, text};

/// Exports what the bytes stand for with each exporter whose id is `wanted`.
pub(crate) fn export(bytes: &[u8], wanted: fn(&str) -> bool) {
    let mut u = Unstructured::new(bytes);
    // What is decided first has its bytes first: the changes to the workbook take all the rest.
    let Decisions {
        options,
        texts,
        settings,
    } = Decisions::of(&mut u).unwrap_or_default();
    let office = Office::of(&mut u);
    let (_, report) = office.read();
    let mut document = compose(&report, office.form, &options);
    holds::tables(&document);
    replace(&mut document, &texts);
    for exporter in exporters().into_iter().filter(|exporter| wanted(exporter.id())) {
        let settings = set(exporter, &settings);
        let job = ExportJob::new(&document, &report, office.form).with_settings(&settings);
        match exporter.export(&job) {
            Ok(made) => {
                well_formed(exporter.id(), &made, &document);
                if one_in(8, bytes) {
                    assert_eq!(
                        exporter.export(&job).as_ref(),
                        Ok(&made),
                        "{}: the same bytes",
                        exporter.id()
                    );
                }
            }
            Err(error) => words(&error.text()),
        }
    }
}

/// What is decided besides the workbook.
#[derive(Default)]
struct Decisions {
    options: Options,
    /// Texts to put into the document, by the number of the text they replace.
    texts: Vec<(usize, String)>,
    /// A choice for each of an exporter's options.
    settings: Vec<u8>,
}

impl Decisions {
    fn of(u: &mut Unstructured<'_>) -> Result<Self> {
        let mark = u.ratio(1, 8)?.then(|| text(u)).transpose()?;
        let settings = u.bytes(4)?.to_vec();
        let mut texts = Vec::new();
        for _ in 0..u.int_in_range(0..=3)? {
            texts.push((u.int_in_range(0..=80)?, text(u)?));
        }
        Ok(Self {
            options: Options { mark, date: None },
            texts,
            settings,
        })
    }
}

/// Puts texts into the document that compose would not let in.
fn replace(document: &mut Document, texts: &[(usize, String)]) {
    let mut number = 0;
    document.each_text(&mut |own| {
        if let Some((_, text)) = texts.iter().find(|(at, _)| *at == number) {
            own.clone_from(text);
        }
        number += 1;
    });
}

/// The exporter's options, each at one of its values.
fn set(exporter: &dyn Exporter, choices: &[u8]) -> Settings {
    let mut settings = Settings::new();
    for (option, choice) in exporter.options().iter().zip(choices) {
        let values: Vec<&str> = match option.values {
            Values::Flag => vec!["true", "false"],
            Values::OneOf(words) => words.to_vec(),
            Values::Text(_) => continue,
        };
        let value = values[usize::from(*choice) % values.len()];
        // Another machine has other faces.
        if value != "system" {
            settings
                .set(exporter.options(), option.name, value)
                .expect("its own value");
        }
    }
    settings
}

fn well_formed(exporter: &str, made: &[u8], document: &Document) {
    match exporter {
        "docx" => {
            for (name, xml) in Parts::of(made).iter() {
                let xml = std::str::from_utf8(xml).expect("text");
                let tree = roxmltree::Document::parse(xml).unwrap_or_else(|error| panic!("{name}: {error}"));
                if name == "word/document.xml" {
                    let texts = tree.descendants().filter(|node| node.tag_name().name() == "t");
                    holds_texts(&texts.filter_map(|node| node.text()).collect::<String>(), document);
                }
            }
        }
        "html" => {
            let page = scraper::Html::parse_document(std::str::from_utf8(made).expect("UTF-8"));
            let run = scraper::Selector::parse("script, iframe, object, embed, [onclick], [onerror], [onload]");
            assert_eq!(
                page.select(&run.expect("a selector")).count(),
                0,
                "nothing in a page is run"
            );
            holds_texts(&page.root_element().text().collect::<String>(), document);
        }
        "json" => {
            let _: serde_json::Value = serde_json::from_slice(made).expect("JSON");
        }
        "pdf" => assert!(made.starts_with(b"%PDF-")),
        "ofd" => {
            let parts = Parts::of(made);
            assert!(parts.iter().any(|(name, _)| name == "OFD.xml"));
            for (name, part) in parts.iter().filter(|(name, _)| name.ends_with(".xml")) {
                let text = std::str::from_utf8(part).expect("UTF-8");
                assert!(roxmltree::Document::parse(text).is_ok(), "{name}");
            }
        }
        _ => {
            let text = std::str::from_utf8(made).expect("UTF-8");
            assert!(!text.is_empty(), "{exporter}: something");
        }
    }
}

/// The document's text is all there.
fn holds_texts(found: &str, document: &Document) {
    let found = compact(found);
    let mut rest = found.as_str();
    for block in &document.blocks {
        let text = match block {
            Block::Heading(heading) => heading.text.clone(),
            Block::Paragraph(paragraph) => paragraph.text(),
            Block::Table(_) => continue,
        };
        let text = compact(&text);
        match rest.find(&text) {
            Some(at) => rest = &rest[at + text.len()..],
            None => panic!("{text:?} is not in {rest:?}"),
        }
    }
}
