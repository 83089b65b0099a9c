//! The sample documents, each with a report that says the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use time::{Date, Month};

use nianbao_model::document::{Attachment, Block, Document, Heading, Metadata, Paragraph, Run, Signature, Site, Table};
use nianbao_model::figure::Figure;
use nianbao_model::form::Form;
use nianbao_model::locus::{CellRef, Locus};
use nianbao_model::report::{self, Field, Indicator, IndicatorValue, Report, Sourced, TableReading};
use nianbao_model::source::{Cell, CellValue};

use crate::refusal::Refusal;
use crate::{hostile, tables};

/// The name of the sample with every kind of block and run.
pub(super) const EVERYTHING: &str = "a document with everything";

/// How large the huge document is: paragraphs, rows and columns.
const HUGE: (usize, usize, usize) = (3000, 300, 15);

/// One sample.
#[derive(Debug, Clone)]
pub struct Sample {
    /// What it is, for messages.
    pub name: String,
    /// The document.
    pub document: Document,
    /// A report with the document's title, headings and paragraphs.
    pub report: Report,
    /// Whether a format may refuse it.
    pub refusal: Refusal,
}

impl Sample {
    fn new(form: &Form, name: impl Into<String>, refusal: Refusal, document: Document) -> Self {
        Self {
            name: name.into(),
            report: report_of(&document, form),
            document,
            refusal,
        }
    }

    /// Every text that is shown, in no particular order.
    pub(super) fn printed_texts(&self) -> Vec<&str> {
        let document = &self.document;
        let mut texts = vec![document.title.as_str()];
        texts.extend(document.mark.as_deref());
        texts.extend(document.signature.iter().flat_map(Signature::lines));
        texts.extend(document.attachments.iter().map(|file| file.file_name.as_str()));
        for block in &document.blocks {
            match block {
                Block::Heading(heading) => texts.push(&heading.text),
                Block::Paragraph(paragraph) => texts.extend(paragraph.runs.iter().map(|run| run.text.as_str())),
                Block::Table(table) => {
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    texts.extend(cells.map(|cell| cell.text.as_str()));
                }
            }
        }
        texts
    }
}

/// Every sample. The form gives their reports keys for figures.
pub fn samples(form: &Form) -> Vec<Sample> {
    let ordinary = |name: &str, document| Sample::new(form, name, Refusal::Never, document);
    let of_blocks = |name: &str, blocks| ordinary(name, document(blocks));
    let mut samples = vec![
        of_blocks("an empty document", vec![]),
        ordinary("a document of empty texts", blank()),
        ordinary(EVERYTHING, everything()),
        ordinary("a signature without date", undated()),
        of_blocks("tables of every shape", spread(tables::shapes())),
        of_blocks(
            "tables one after another",
            tables::shapes().into_iter().map(Block::Table).collect(),
        ),
        of_blocks(
            "paragraphs that are markup and nothing else",
            hostile::BARE.map(|text| paragraph(vec![run(text)])).into(),
        ),
        of_blocks("a huge document", huge()),
    ];
    samples.extend(hostile::texts().into_iter().map(|hostile| {
        let name = format!("{} in every text", hostile.name);
        Sample::new(form, name, hostile.refusal, everywhere(&hostile.text))
    }));
    samples.extend(tables::broken().into_iter().map(|(name, table)| {
        let name = format!("a table with {name}");
        Sample::new(form, name, Refusal::InWords, document(vec![Block::Table(table)]))
    }));
    samples
}

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: String::from("某县2024年政府信息公开工作年度报告"),
        language: "zh-CN",
        metadata: Metadata {
            author: String::from("某县人民政府"),
            date: Date::from_calendar_date(2025, Month::January, 20).unwrap_or(Date::MIN),
            published: None,
            description: None,
            keywords: Vec::new(),
            site: Site::default(),
        },
        blocks,
        signature: None,
        attachments: Vec::new(),
        mark: None,
    }
}

fn run(text: &str) -> Run {
    Run {
        text: text.to_owned(),
        ..Run::default()
    }
}

fn link(text: &str, address: &str) -> Run {
    Run {
        link: Some(address.to_owned()),
        ..run(text)
    }
}

fn lead(text: &str, rank: u8) -> Run {
    Run {
        lead: Some(rank),
        ..run(text)
    }
}

fn paragraph(runs: Vec<Run>) -> Block {
    Block::Paragraph(Paragraph { runs })
}

/// Headings have ids of their own, as compose gives them.
fn heading(level: u8, number: usize, text: &str) -> Block {
    Block::Heading(Heading {
        level,
        rank: level.min(4),
        id: format!("part-{number}"),
        text: text.to_owned(),
    })
}

/// Tables with a paragraph before each.
fn spread(tables: Vec<Table>) -> Vec<Block> {
    let before = |table: &Table| paragraph(vec![run(&format!("下面是{}：", table.summary))]);
    tables
        .into_iter()
        .flat_map(|table| [before(&table), Block::Table(table)])
        .collect()
}

/// Nothing is missing, and everything that may be empty is: a heading has a text.
fn blank() -> Document {
    let site = || Some(String::new());
    let mut document = document(vec![
        paragraph(vec![]),
        paragraph(vec![run("")]),
        paragraph(vec![run(" ")]),
        Block::Table(tables::table("", 1, (1, 0), &[&[(0, 1, 1, "")]])),
    ]);
    document.metadata = Metadata {
        author: String::new(),
        description: Some(String::new()),
        keywords: vec![String::new()],
        site: Site {
            name: site(),
            domain: site(),
            id: site(),
            column: site(),
            origin: site(),
        },
        ..document.metadata
    };
    document
}

fn everything() -> Document {
    let mut blocks: Vec<Block> = (1..=6)
        .map(|level| heading(level, usize::from(level), &format!("第{level}层标题")))
        .collect();
    blocks.extend((1..=4).map(|rank| {
        paragraph(vec![
            lead(&format!("第{rank}级段首。"), rank),
            run(&format!("第{rank}级段首之后的文字。")),
        ])
    }));
    blocks.push(heading(1, 7, "回到第一层"));
    blocks.push(paragraph(vec![
        run("网址"),
        link("http://a.gov.cn/?b=1&c=2", "http://a.gov.cn/?b=1&c=2"),
        link("紧接着的链接", "https://d.gov.cn/e_(f)"),
        run("，邮箱"),
        link("g@h.gov.cn", "mailto:g@h.gov.cn"),
        lead("段中的段首", 2),
        run("。"),
    ]));
    blocks.push(paragraph(vec![link("整段都是链接", "http://i.gov.cn/")]));
    blocks.extend(tables::shapes().into_iter().map(Block::Table));
    blocks.push(paragraph(vec![run("最后一段。")]));
    let mut document = document(blocks);
    let text = |text: &str| Some(text.to_owned());
    document.metadata.published = Some(document.metadata.date);
    document.metadata.description = text("一句话的摘要。");
    document.metadata.keywords = ["政府信息公开", "年度报告"].map(str::to_owned).into();
    document.metadata.site = Site {
        name: text("某县人民政府门户网站"),
        domain: text("a.gov.cn"),
        id: text("1234567890"),
        column: text("政府信息公开年报"),
        origin: text("县政府办公室"),
    };
    document.signature = Some(Signature {
        organ: String::from("某县人民政府办公室"),
        date: text("2025年1月20日"),
    });
    document.attachments = vec![attachment("年报全文.pdf", 1025), attachment("年报全文.docx", 0)];
    document.mark = text("草稿");
    document
}

fn attachment(name: &str, bytes: usize) -> Attachment {
    Attachment {
        file_name: name.to_owned(),
        media_type: String::from("application/pdf"),
        bytes,
    }
}

fn undated() -> Document {
    Document {
        signature: Some(Signature {
            organ: String::from("某县档案局"),
            date: None,
        }),
        ..document(vec![paragraph(vec![run("正文。")])])
    }
}

fn huge() -> Vec<Block> {
    let (paragraphs, rows, columns) = HUGE;
    let mut blocks = Vec::with_capacity(paragraphs + 1);
    for number in 0..paragraphs {
        blocks.push(if number % 40 == 0 {
            heading(1, number, &format!("第{number}部分"))
        } else {
            paragraph(vec![run(&format!("第{number}段，共有许多段，每段说的都不一样。"))])
        });
    }
    blocks.push(Block::Table(tables::large(rows, columns)));
    blocks
}

/// The same text in every field that may hold any, at the beginning of it; what follows
/// tells the fields apart.
fn everywhere(text: &str) -> Document {
    let field = |name: &str| format!("{text}（{name}）");
    let cell = |number: usize| field(&format!("第{number}格"));
    let cells: Vec<String> = (1..=5).map(cell).collect();
    let mut document = document(vec![
        heading(1, 1, &field("标题一")),
        paragraph(vec![
            lead(&field("段首"), 2),
            run(&field("文字")),
            link(&field("链接"), &format!("http://a.gov.cn/{text}")),
        ]),
        paragraph(vec![link(&field("只有链接"), text)]),
        Block::Table(tables::table(
            &field("表"),
            2,
            (1, 1),
            &[
                &[(0, 1, 1, &cells[0]), (1, 1, 1, &cells[1])],
                &[(0, 1, 1, &cells[2]), (1, 1, 1, &cells[3])],
                &[(0, 1, 2, &cells[4])],
            ],
        )),
        paragraph(vec![run(&field("末段"))]),
    ]);
    document.title = field("题目");
    document.metadata = Metadata {
        author: field("作者"),
        description: Some(field("摘要")),
        keywords: vec![field("关键词"), text.to_owned()],
        site: Site {
            name: Some(field("网站")),
            domain: Some(field("域名")),
            id: Some(field("标识码")),
            column: Some(field("栏目")),
            origin: Some(field("来源")),
        },
        ..document.metadata
    };
    document.signature = Some(Signature {
        organ: field("署名"),
        date: Some(field("日期")),
    });
    document.attachments = vec![attachment(&field("附件"), 1)];
    document.mark = Some(field("标记"));
    document
}

/// A report with the document's headings and paragraphs, and the title, the author and
/// the first cells in the places a report has for them.
fn report_of(document: &Document, form: &Form) -> Report {
    let file: Arc<str> = Arc::from(document.metadata.author.as_str());
    let locus = Locus::cell(&file, &file, CellRef::new(0, 0));
    let sourced = |value: &str| Sourced {
        value: value.to_owned(),
        locus: locus.clone(),
    };
    let words = |level, text: String| report::Paragraph {
        level,
        template: Some(text.clone()),
        text,
        locus: locus.clone(),
        faults: Vec::new(),
    };
    let narrative = document.blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) => Some(words(heading.rank, heading.text.clone())),
        Block::Paragraph(paragraph) => Some(words(0, paragraph.text())),
        Block::Table(_) => None,
    });
    let cells = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => table.rows.first()?.cells.first(),
        _ => None,
    });
    let texts: Vec<&str> = cells.map(|cell| cell.text.as_str()).collect();
    let indicators = texts.iter().map(|text| Indicator {
        name: (*text).to_owned(),
        value: IndicatorValue::Text((*text).to_owned()),
        unit: Some((*text).to_owned()),
        locus: locus.clone(),
        stored: None,
    });
    let fields = [
        (Field::Organ, document.metadata.author.as_str()),
        (Field::Year, "2024年"),
        (Field::Title, document.title.as_str()),
    ];
    Report {
        files: vec![Arc::clone(&file)],
        metadata: report::Metadata {
            fields: fields.map(|(field, value)| (field, sourced(value))).into(),
            ..report::Metadata::default()
        },
        narrative: narrative.collect(),
        tables: readings(form, &texts, &locus),
        indicators: indicators.collect(),
        ..Report::new(&form.id)
    }
}

/// The form's tables, their figures holding these texts by turns, and numbers between.
fn readings(form: &Form, texts: &[&str], locus: &Locus) -> Vec<TableReading> {
    let mut readings: BTreeMap<String, BTreeMap<String, Figure>> = BTreeMap::new();
    for (number, key) in form.keys().enumerate() {
        let table = key.split('.').next().unwrap_or_default().to_owned();
        let text = texts.get(number % (texts.len() + 1)).copied();
        let cell = Cell::typed(CellValue::Text(text.map_or_else(|| number.to_string(), str::to_owned)));
        let figure = nianbao_read::figure::read(
            key.clone(),
            &nianbao_model::figure::Kind::Count,
            Some(&cell),
            locus.clone(),
        );
        readings.entry(table).or_default().insert(key, figure);
    }
    let in_order = form.tables.iter().filter_map(|table| {
        Some(TableReading {
            figures: readings.remove(&table.key)?,
            key: table.key.clone(),
            place: Some(locus.clone()),
            missing_rows: Vec::new(),
            missing_columns: Vec::new(),
            duplicates: Vec::new(),
            unknown_rows: Vec::new(),
            unknown_columns: Vec::new(),
            subtotals: Vec::new(),
            doubts: Vec::new(),
            conversions: Vec::new(),
            other_years: Vec::new(),
        })
    });
    in_order.collect()
}
