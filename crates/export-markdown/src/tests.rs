//! The file read back with pulldown-cmark, which knows nothing of the code here.

use std::sync::{Arc, LazyLock};

use nianbao_conformance::{Breaches, Sample, Suite, compact, samples};
use nianbao_model::document::{Align, Block, Cell, Run, Scope, Signature};
use nianbao_model::form::{Form, builtin};
use nianbao_model::plugin::{ExportJob, Exporter, Settings};
use nianbao_testing::document::{self as testing, heading, link, paragraph, run};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::{FRONT_MATTER, MarkdownExporter};

#[test]
fn it_conforms() -> Result<(), Breaches> {
    Suite::new(&MarkdownExporter)
        .reading(|bytes| Ok(read(std::str::from_utf8(bytes).map_err(|error| error.to_string())?)?.concat()))
        .run()
}

/// Every piece of text, each block and cell by itself, without the front matter; an error
/// if there is any markup this exporter never writes.
fn read(markdown: &str) -> Result<Vec<String>, String> {
    let mut options = Options::all();
    options.remove(Options::ENABLE_SMART_PUNCTUATION | Options::ENABLE_OLD_FOOTNOTES);
    options.remove(Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_DEFINITION_LIST);
    options.remove(Options::ENABLE_SUPERSCRIPT | Options::ENABLE_SUBSCRIPT);
    let mut texts = Vec::new();
    let mut skipping = false;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => skipping = true,
            Event::End(TagEnd::MetadataBlock(_)) => skipping = false,
            _ if skipping => {}
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell) => texts.push(String::new()),
            Event::Text(text) => texts.last_mut().ok_or("text outside of a block")?.push_str(&text),
            Event::Start(Tag::BlockQuote(None) | Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::Link { .. })
            | Event::End(_) => {}
            other => return Err(format!("markup: {other:?}")),
        }
    }
    Ok(texts)
}

static FORM: LazyLock<Arc<Form>> = LazyLock::new(|| builtin().unwrap().swap_remove(0));

/// A sample of the suite's, to be given other content.
fn sample() -> Sample {
    static EMPTY: LazyLock<Sample> = LazyLock::new(|| samples(&FORM).swap_remove(0));
    EMPTY.clone()
}

fn export(sample: &Sample, settings: &Settings) -> String {
    let job = ExportJob::new(&sample.document, &sample.report, &FORM).with_settings(settings);
    String::from_utf8(MarkdownExporter.export(&job).unwrap()).unwrap()
}

fn bare() -> Settings {
    let mut settings = Settings::new();
    settings.set(&[FRONT_MATTER], "front-matter", "false").unwrap();
    settings
}

/// A cell as the tables of reports have them: labels to the left.
fn cell(column: usize, spans: (usize, usize), scope: Option<Scope>, text: &str) -> Cell {
    Cell {
        align: if column == 0 { Align::Left } else { Align::Center },
        ..testing::cell(column, spans, scope, text)
    }
}

/// Two header rows, a label over two rows, and a figure over two columns.
fn table() -> Block {
    let rows = vec![
        vec![
            cell(0, (2, 2), Some(Scope::ColGroup), "类型"),
            cell(2, (1, 2), Some(Scope::ColGroup), "申请人"),
        ],
        vec![
            cell(2, (1, 1), Some(Scope::Col), "自然人"),
            cell(3, (1, 1), Some(Scope::Col), "法人|组织"),
        ],
        vec![
            cell(0, (2, 1), Some(Scope::RowGroup), "予以公开"),
            cell(1, (1, 1), Some(Scope::Row), "全部"),
            cell(2, (1, 1), None, "12"),
            cell(3, (1, 1), None, "3"),
        ],
        vec![cell(1, (1, 1), Some(Scope::Row), "部分"), cell(2, (1, 2), None, "7")],
    ];
    Block::Table(testing::table("申请", 4, (2, 2), rows))
}

#[test]
fn a_small_document_is_exactly_this() {
    let mut sample = sample();
    let document = &mut sample.document;
    document.mark = Some("草稿".into());
    document.metadata.keywords = vec!["年报".into(), "“公开”: \"a\"".into()];
    document.signature = Some(Signature {
        organ: "某县人民政府".into(),
        date: Some("2025年1月20日".into()),
    });
    let lead = Run {
        lead: Some(2),
        ..run("（一）主动公开。")
    };
    document.blocks = vec![
        heading(1, 1, "一、总体情况"),
        paragraph([
            lead,
            run("1~3月公开 *5* 件，见"),
            link("a.gov.cn", "http://a.gov.cn/?b=1&c=2"),
            run("。"),
        ]),
        heading(2, 1, "（一）表格"),
        table(),
    ];
    insta::assert_snapshot!(export(&sample, &Settings::new()));
    let with = export(&sample, &Settings::new());
    let without = export(&sample, &bare());
    assert!(without.starts_with("> 草稿\n\n# ") && with.ends_with(&without));
}

#[test]
fn a_changed_figure_changes_one_line() {
    let mut sample = sample();
    sample.document.blocks = vec![table()];
    let before = export(&sample, &bare());
    let Block::Table(table) = &mut sample.document.blocks[0] else {
        unreachable!()
    };
    table.rows[2].cells[2].text = "123456".into();
    let after = export(&sample, &bare());
    let changed = before
        .lines()
        .zip(after.lines())
        .filter(|(before, after)| before != after);
    assert_eq!(changed.count(), 1);
    assert_eq!(before.lines().count(), after.lines().count());
}

/// Any text, with more of the characters that mean something than chance would give.
fn any_text() -> impl Strategy<Value = String> {
    let mark = proptest::sample::select(
        "\\`*_{}[]()#+-.!|<>&~$=:^\"'/@;%0123 \t\n\u{3000}a中。"
            .chars()
            .collect::<Vec<_>>(),
    );
    let piece = prop_oneof![4 => mark.prop_map(String::from), 1 => any::<char>().prop_map(String::from)];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

#[test]
fn marks_at_the_end_of_a_heading_are_text_also_before_white_space() {
    for (text, line) in [
        ("C#", "# C\\#"),
        ("C#\u{3000}", "# C\\#"),
        ("#\u{3000} ", "# \\#"),
        ("甲\u{3000}", "# 甲"),
    ] {
        assert_eq!(super::heading(1, text), line, "{text:?}");
    }
}

proptest! {
    #[test]
    fn any_text_comes_back_literally(text in any_text(), other in any_text()) {
        let mut sample = sample();
        let document = &mut sample.document;
        document.title = text.clone();
        document.mark = Some(other.clone());
        document.blocks = vec![
            heading(1, 1, &other),
            paragraph([run(&text), link(&other, &format!("http://a.cn/{text}")), run(&text)]),
            Block::Table(testing::table(&text, 2, (1, 0), [
                vec![cell(0, (1, 1), Some(Scope::Col), &text), cell(1, (1, 1), Some(Scope::Col), &other)],
                vec![cell(0, (1, 1), None, &other), cell(1, (1, 1), None, &text)],
            ])),
            paragraph([run(&other)]),
        ];
        let expected = [
            other.clone(), text.clone(), other.clone(), format!("{text}{other}{text}"),
            text.clone(), other.clone(), other.clone(), text.clone(), other.clone(),
        ];
        let shown = |texts: &[String]| texts.iter().map(|text| compact(text)).filter(|text| !text.is_empty()).collect::<Vec<_>>();
        let markdown = export(&sample, &Settings::new());
        let found = read(&markdown).map_err(|error| TestCaseError::fail(format!("{error} in {markdown}")))?;
        prop_assert_eq!(shown(&found), shown(&expected), "{}", markdown);
    }
}
