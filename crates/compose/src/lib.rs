//! Report + form → document. Everything is resolved here: the order of the parts,
//! the tables' grids, links, outline levels. What an exporter gets needs no thought.

use linkify::{LinkFinder, LinkKind};
use time::{Date, Month};

use nianbao_model::chars::is_unseen;
use nianbao_model::date;
use nianbao_model::document::{
    Align, Block, Cell, Document, Heading, Metadata, Paragraph, Row, Run, Scope, Signature, Site, Table,
};
use nianbao_model::form::{self, Form, Part};
use nianbao_model::label::{self, heading_level};
use nianbao_model::layout::{self, GridContent};

use nianbao_model::report::{self, Field, Report};

/// The longest first sentence, in characters, that is a heading running into its paragraph.
const LEAD_MAX: usize = 40;

/// What the caller decides about a document.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A mark for every page, e.g. 草稿.
    pub mark: Option<String>,
    /// The document's date where the report has no 发布日期 (`SOURCE_DATE_EPOCH`).
    pub date: Option<Date>,
}

/// Composes the document of a report.
pub fn compose(report: &Report, form: &Form, options: &Options) -> Document {
    let metadata = &report.metadata;
    let organ = metadata.get(Field::Organ).unwrap_or_default();
    let year = metadata.year();
    let title = metadata.get(Field::Title).map_or_else(
        || form.usual_title(organ, &year.map(|year| year.to_string()).unwrap_or_default()),
        str::to_owned,
    );
    let (narrative, typed) = split_signature(report);
    let mut document = Document {
        title,
        language: "zh-CN",
        metadata: document_metadata(report, options.date, year),
        signature: typed.or_else(|| given_signature(report)),
        blocks: Composer {
            report,
            form,
            narrative,
            blocks: Vec::new(),
            outline: Outline::default(),
        }
        .blocks(),
        attachments: Vec::new(),
        mark: options.mark.clone(),
    };
    document.each_text(&mut |text| text.retain(|c| !is_unseen(c)));
    document
}

/// The narrative, and the signature that was typed at its end: the organ's name on a line
/// of its own and below it a date. Typed there it would come before the last part's table.
fn split_signature(report: &Report) -> (&[report::Paragraph], Option<Signature>) {
    let narrative = report.narrative.as_slice();
    let [rest @ .., organ, signed] = narrative else {
        return (narrative, None);
    };
    let metadata = &report.metadata;
    let own = [Field::Organ, Field::Signatory]
        .into_iter()
        .filter_map(|field| metadata.get(field))
        .any(|name| label::normalize(name) == label::normalize(&organ.text));
    let day = date::parse_date(&signed.text).filter(|_| {
        signed
            .text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || "年月日.-/".contains(c))
    });
    match day {
        Some(day) if own && organ.level == 0 && signed.level == 0 => {
            let signature = Signature {
                organ: organ.text.trim().to_owned(),
                date: Some(date::printed(day)),
            };
            (rest, Some(signature))
        }
        _ => (narrative, None),
    }
}

/// The signature 基本信息 asks for; a date that cannot be read is printed as typed (the
/// rules speak of it).
fn given_signature(report: &Report) -> Option<Signature> {
    let metadata = &report.metadata;
    let signed = metadata.get(Field::Signed);
    let organ = metadata
        .get(Field::Signatory)
        .or(signed.and(metadata.get(Field::Organ)))?;
    Some(Signature {
        organ: organ.to_owned(),
        date: signed.map(|typed| metadata.signed().map_or_else(|| typed.to_owned(), date::printed)),
    })
}

fn document_metadata(report: &Report, fallback: Option<Date>, year: Option<i32>) -> Metadata {
    let metadata = &report.metadata;
    let text = |field| metadata.get(field).map(str::to_owned);
    let published = metadata.published();
    // Reports are due in January of the next year; any fixed day keeps the bytes stable.
    let new_year =
        || Date::from_calendar_date(year.map_or(1970, |year| year + 1), Month::January, 1).unwrap_or(Date::MIN);
    Metadata {
        author: text(Field::Organ).unwrap_or_default(),
        date: published.or(metadata.signed()).or(fallback).unwrap_or_else(new_year),
        published,
        description: text(Field::Description),
        keywords: metadata
            .get(Field::Keywords)
            .map(|words| {
                words
                    .split(['、', ',', '\u{ff0c}', ';', '\u{ff1b}', ' '])
                    .map(str::trim)
                    .filter(|word| !word.is_empty())
                    .map(str::to_owned)
                    .collect()
            })
            .unwrap_or_default(),
        site: Site {
            name: text(Field::SiteName),
            domain: text(Field::SiteDomain),
            id: text(Field::SiteId),
            column: text(Field::Column),
            origin: text(Field::Origin),
        },
    }
}

struct Composer<'a> {
    report: &'a Report,
    form: &'a Form,
    narrative: &'a [report::Paragraph],
    blocks: Vec<Block>,
    outline: Outline,
}

impl Composer<'_> {
    /// The narrative in the office's order; each table follows its part's own text.
    /// A table part whose heading the narrative leaves out stands where the form has it.
    fn blocks(mut self) -> Vec<Block> {
        let parts = &self.form.parts;
        let part_of = |paragraph: &report::Paragraph| {
            let normalized = label::normalize(&paragraph.text);
            (paragraph.level == 1)
                .then(|| parts.iter().position(|part| part.heading.matches(&normalized)))
                .flatten()
        };
        let mut placed = vec![false; parts.len()];
        let mut open: Option<usize> = None;
        for paragraph in self.narrative {
            if paragraph.level == 1 {
                self.close(open.take());
            }
            if let Some(part) = part_of(paragraph) {
                self.add_left_out(part, &mut placed);
                placed[part] = true;
                open = Some(part);
            }
            self.paragraph(paragraph);
        }
        self.close(open);
        self.add_left_out(parts.len(), &mut placed);
        self.blocks
    }

    /// Adds the table parts before `until` that the narrative has no heading for.
    fn add_left_out(&mut self, until: usize, placed: &mut [bool]) {
        let form = self.form;
        for (at, part) in form.parts.iter().enumerate().take(until) {
            let mentioned_later = self
                .narrative
                .iter()
                .any(|paragraph| paragraph.level == 1 && part.heading.matches(&label::normalize(&paragraph.text)));
            if !placed[at] && !mentioned_later && part.table.is_some() {
                placed[at] = true;
                self.heading(1, part.heading.text.clone());
                self.close(Some(at));
            }
        }
    }

    /// Ends a part: its table comes last.
    fn close(&mut self, part: Option<usize>) {
        let table = part
            .and_then(|at| self.form.parts.get(at))
            .and_then(|part: &Part| part.table.as_deref());
        if let Some(table) = table.and_then(|key| self.form.table(key)) {
            for block in &table.blocks {
                let table = self.table(table, block);
                self.blocks.push(Block::Table(table));
            }
        }
    }

    fn heading(&mut self, rank: u8, text: String) {
        let (level, id) = self.outline.enter(rank);
        self.blocks.push(Block::Heading(Heading { level, rank, id, text }));
    }

    fn paragraph(&mut self, paragraph: &report::Paragraph) {
        match paragraph.level {
            0 => self.blocks.push(Block::Paragraph(Paragraph {
                runs: runs(&paragraph.text),
            })),
            rank => self.heading(rank, paragraph.text.clone()),
        }
    }

    fn table(&self, table: &form::Table, block: &form::Block) -> Table {
        let grid = layout::grid(block);
        let mut rows: Vec<Row> = (0..grid.rows).map(|_| Row { cells: Vec::new() }).collect();
        for cell in grid.cells {
            let group = |span: usize, single, several| if span > 1 { several } else { single };
            let (scope, align, text) = match cell.content {
                GridContent::Caption(text) | GridContent::Corner(text) | GridContent::ColumnLabel(text) => (
                    Some(group(cell.column_span, Scope::Col, Scope::ColGroup)),
                    Align::Center,
                    text,
                ),
                GridContent::RowLabel(text) => {
                    let align = if cell.row_span == 1 && grid.label_columns > 1 {
                        Align::Left
                    } else {
                        Align::Center
                    };
                    (Some(group(cell.row_span, Scope::Row, Scope::RowGroup)), align, text)
                }
                GridContent::Figure { row, column } => {
                    let figure = self.report.figure(&form::key(&table.key, &row, &column));
                    (
                        None,
                        Align::Center,
                        figure.map(|figure| figure.printed.clone()).unwrap_or_default(),
                    )
                }
            };
            rows[cell.row].cells.push(Cell {
                column: cell.column,
                row_span: cell.row_span,
                column_span: cell.column_span,
                scope,
                align,
                text,
            });
        }
        Table {
            summary: match &block.caption {
                Some(caption) => format!("{}：{caption}", table.label),
                None => table.label.clone(),
            },
            columns: grid.columns,
            header_rows: grid.header_rows,
            header_columns: grid.label_columns,
            rows,
        }
    }
}

/// Counts headings, so that each gets an outline level without gaps and an id.
#[derive(Default)]
struct Outline {
    ranks: Vec<u8>,
    counts: Vec<u32>,
}

impl Outline {
    /// Enters a heading of this rank: the level is one below the nearest heading of
    /// a lower rank.
    fn enter(&mut self, rank: u8) -> (u8, String) {
        while self.ranks.last().is_some_and(|last| *last >= rank) {
            self.ranks.pop();
        }
        self.ranks.push(rank);
        let level = self.ranks.len();
        self.counts.truncate(level);
        self.counts.resize(level, 0);
        if let Some(count) = self.counts.last_mut() {
            *count += 1;
        }
        let numbers: Vec<_> = self.counts.iter().map(u32::to_string).collect();
        (
            u8::try_from(level).unwrap_or(u8::MAX),
            format!("section-{}", numbers.join("-")),
        )
    }
}

/// Splits a paragraph into its run-in heading, links and plain text.
fn runs(text: &str) -> Vec<Run> {
    let (lead, rest) = text.split_at(lead_len(text));
    let mut runs = Vec::new();
    if !lead.is_empty() {
        let rank = label::marker(lead).map(|marker| marker.level);
        runs.push(Run {
            text: lead.to_owned(),
            lead: rank,
            link: None,
        });
    }
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url, LinkKind::Email]);
    for stretch in stretches(rest) {
        for span in finder.spans(stretch) {
            let link = span.kind().map(|kind| match kind {
                LinkKind::Email => format!("mailto:{}", span.as_str()),
                _ => span.as_str().to_owned(),
            });
            match runs.last_mut() {
                Some(last) if link.is_none() && last.link.is_none() && last.lead.is_none() => {
                    last.text.push_str(span.as_str())
                }
                _ => runs.push(Run {
                    text: span.as_str().to_owned(),
                    lead: None,
                    link,
                }),
            }
        }
    }
    runs
}

/// Cuts a text where ASCII begins or ends: Chinese follows an address without a
/// space, and is no part of it.
fn stretches(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let ascii = rest.chars().next()?.is_ascii();
        let end = rest.find(|c: char| c.is_ascii() != ascii).unwrap_or(rest.len());
        let (stretch, after) = rest.split_at(end);
        rest = after;
        Some(stretch)
    })
}

/// The length in bytes of the run-in heading a paragraph begins with, or 0: a
/// numbered first sentence of rank 1 or 2, short, with more text behind it.
fn lead_len(text: &str) -> usize {
    let Some(end) = text.find('。').map(|at| at + '。'.len_utf8()) else {
        return 0;
    };
    let (sentence, rest) = text.split_at(end);
    let heading = sentence.trim_end_matches('。');
    let fits = (1..=2).contains(&heading_level(heading)) && heading.chars().count() <= LEAD_MAX && !rest.is_empty();
    if fits { end } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::Locus;

    fn signed_report(lines: &[&str], fields: &[(Field, &str)]) -> Report {
        let locus = Locus::file(&"a.txt".into());
        let mut report = Report::new("gov-2021");
        report.narrative = lines
            .iter()
            .map(|text| report::Paragraph {
                level: 0,
                text: (*text).into(),
                template: None,
                locus: locus.clone(),
                faults: vec![],
            })
            .collect();
        for (field, value) in fields {
            let value = report::Sourced {
                value: (*value).into(),
                locus: locus.clone(),
            };
            report.metadata.fields.insert(*field, value);
        }
        report
    }

    /// The signature's lines, and how many blocks of text there are.
    fn signature(lines: &[&str], fields: &[(Field, &str)]) -> (Vec<String>, usize) {
        let report = signed_report(lines, fields);
        let mut form = Form::clone(&form::builtin().unwrap()[0]);
        form.parts.clear();
        let document = compose(&report, &form, &Options::default());
        let lines = document.signature.iter().flat_map(Signature::lines);
        (lines.map(str::to_owned).collect(), document.blocks.len())
    }

    #[test]
    fn a_signature_is_given_or_typed_under_the_text() {
        let organ = (Field::Organ, "某县人民政府");
        let given = [organ, (Field::Signed, "2025-01-09")];
        assert_eq!(
            signature(&["正文。"], &given),
            (vec!["某县人民政府".into(), "2025年1月9日".into()], 1)
        );
        let other = [organ, (Field::Signatory, "某县政府办公室")];
        assert_eq!(signature(&["正文。"], &other), (vec!["某县政府办公室".into()], 1));
        assert_eq!(
            signature(&["正文。", "某县人民政府", "2025年01月20日"], &[organ]),
            (vec!["某县人民政府".into(), "2025年1月20日".into()], 1)
        );
        // Not a signature: somebody else's name, a sentence with a date, nothing.
        for lines in [
            &["正文。", "某市人民政府", "2025年1月20日"],
            &["正文。", "某县人民政府", "截至2025年1月20日"],
        ] {
            assert_eq!(signature(lines, &[organ]), (vec![], 3));
        }
        assert_eq!(signature(&["正文。"], &[organ]), (vec![], 1));
    }

    #[test]
    fn what_cannot_be_seen_is_left_out_of_every_text() {
        let hidden = "甲\u{202e}乙\u{1}\u{ffff}\u{1fffe}\u{fdd0}丙";
        let fields = Field::ALL.map(|(field, ..)| (field, hidden));
        let mut document = compose(
            &signed_report(&[hidden], &fields),
            &form::builtin().unwrap()[0],
            &Options::default(),
        );
        let mut texts = Vec::new();
        document.each_text(&mut |text| texts.push(text.clone()));
        assert!(texts.iter().filter(|text| *text == "甲乙丙").count() > 5, "{texts:?}");
        assert!(!texts.iter().any(|text| text.contains(is_unseen)), "{texts:?}");
    }

    #[test]
    fn addresses_become_links_and_chinese_around_them_does_not() {
        let runs = runs("见门户网站(http://a.gov.cn/)获取,邮箱:x1@b.gov.cn。");
        let links: Vec<_> = runs.iter().filter_map(|run| run.link.as_deref()).collect();
        assert_eq!(links, ["http://a.gov.cn/", "mailto:x1@b.gov.cn"]);
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(text, "见门户网站(http://a.gov.cn/)获取,邮箱:x1@b.gov.cn。");
    }

    #[test]
    fn a_heading_may_run_into_its_paragraph() {
        let leads = [
            "(一)主动公开。全年公开信息10条。",
            "(一)主动公开。",
            "一是主动公开。全年。",
            "1.主动公开。全年。",
        ]
        .map(|text| runs(text).first().and_then(|run| run.lead));
        assert_eq!(leads, [Some(2), None, None, None]);
    }

    #[test]
    fn outline_levels_never_skip_one() {
        let mut outline = Outline::default();
        let entered: Vec<_> = [1, 3, 3, 2, 3, 1, 2].map(|rank| outline.enter(rank)).into();
        let levels: Vec<_> = entered.iter().map(|(level, _)| *level).collect();
        assert_eq!(levels, [1, 2, 2, 2, 3, 1, 2]);
        assert_eq!(entered[4].1, "section-1-3-1");
    }
}
