//! The narrative from a text document: lines to headings and paragraphs. What a copied
//! web page or a complete old report brings along, the path over the page and the text
//! of the tables, is left out and noted.

mod around;
mod contents;

use std::collections::BTreeSet;

use crate::narrative::{Narrative, clean, is_form_note, omit, paragraph};
use crate::{furniture, headings, letterhead, number, title};
use around::Around;
use contents::contents;
use nianbao_model::form::{Form, Node};
use nianbao_model::label::{self, heading_level};
use nianbao_model::report::{Field, Omission, Paragraph, Report, Sourced};
use nianbao_model::source::{Line, LineRole, Source};

/// Reads the text of one file; the title and what is left out go into `report`.
pub(crate) fn read(source: &Source, form: &Form, report: &mut Report) -> Narrative {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let part_level = part_level(source, form);
    let texts: Vec<String> = source.lines.iter().map(|line| clean(&line.text)).collect();
    let contents = contents(&texts, form);
    let around = Around::of(source, form, |at| contents[at]);
    let table_text = table_text(source, form);
    let mut is_page_begun = false;
    for ((at, line), mut text) in source.lines.iter().enumerate().zip(texts) {
        // The title that runs over the pages stands below the number of the page before.
        let is_running = std::mem::take(&mut is_page_begun) && !paragraphs.is_empty() && title::is_title(&text);
        is_page_begun = furniture::is_page_number(&text);
        let omitted = if text.is_empty() {
            continue;
        } else if source.is_paged && line.role == LineRole::Furniture {
            Some(Omission::PageEdge)
        } else if is_form_note(&text) {
            Some(Omission::FormNote)
        } else if furniture::is_divider(&text) {
            Some(Omission::Divider)
        } else if is_running || line.role == LineRole::Furniture || around.has(at, &text, paragraphs.is_empty()) {
            Some(Omission::PageFurniture)
        } else if contents[at] {
            Some(Omission::FrontMatter)
        } else if furniture::is_continuation(&text) {
            Some(Omission::BesideTable)
        } else if is_over_table(source, at) && (furniture::is_caption(&text) || names_table(&text, form)) {
            let (value, locus) = (text.clone(), line.locus.clone());
            report.around.push(Sourced { value, locus });
            Some(Omission::BesideTable)
        } else {
            table_text.contains(&at).then_some(Omission::TableText)
        };
        if let Some(reason) = omitted {
            omit(report, reason, &text, line.locus.clone());
            continue;
        }
        let level = match line.role {
            LineRole::Plain => heading_level(&text),
            LineRole::Item | LineRole::Title | LineRole::Furniture => 0,
            LineRole::Heading(own) => match (label::marker(&text), form.part_headed(&text)) {
                (Some(marker), _) => marker.level,
                (None, Some((_, part))) => {
                    // A heading numbered by nobody gets the official wording.
                    text.clone_from(&part.heading.text);
                    1
                }
                (None, None) => own.saturating_add(1).saturating_sub(part_level.unwrap_or(1)).min(4),
            },
        };
        let is_title =
            line.role == LineRole::Title || matches!(line.role, LineRole::Heading(own) if Some(own) < part_level);
        // One that goes over lines is put together from them, and what stands over it is none.
        let is_whole = || !goes_on(&source.lines[at..]) && !letterhead::is_line(&text);
        let is_first = paragraphs.iter().all(|line| letterhead::is_line(&line.text));
        if is_title && is_first && report.metadata.get(Field::Title).is_none() && is_whole() {
            let locus = line.locus.clone();
            let title = Sourced { value: text, locus };
            report.metadata.fields.insert(Field::Title, title);
            continue;
        }
        paragraphs.push(paragraph(level, text, line.locus.clone()));
    }
    Narrative {
        paragraphs,
        inserts: Vec::new(),
    }
}

/// Whether rows of a table in a text are a table of contents.
pub(crate) fn are_contents(rows: &[String], form: &Form) -> bool {
    contents(rows, form).into_iter().all(|is_entry| is_entry) && !rows.is_empty()
}

/// Whether a line is the name of one of the form's tables, and says of when it is or that it is a table.
fn names_table(text: &str, form: &Form) -> bool {
    const LONGEST: usize = 40;
    let is_short =
        text.chars().count() <= LONGEST && label::marker(text).is_none() && !text.contains(['。', '，', '；']);
    let is_name = || text.ends_with('表') || text.contains(['年', '月']) && text.contains(|c: char| c.is_numeric());
    is_short && is_name() && form.tables.iter().any(|table| text.contains(table.label.as_str()))
}

/// Whether a table stands right below a line.
fn is_over_table(source: &Source, line: usize) -> bool {
    source.sheets.iter().any(|sheet| sheet.lines_before == Some(line + 1))
}

/// Whether the title that a line begins goes on in those below it.
fn goes_on(lines: &[Line]) -> bool {
    let shown = lines.iter().filter(|line| line.role != LineRole::Furniture);
    let texts: Vec<String> = shown.take(title::LINES).map(|line| clean(&line.text)).collect();
    title::goes_on(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The document's own level of the parts' headings, where it has levels.
fn part_level(source: &Source, form: &Form) -> Option<u8> {
    let levels = source.lines.iter().filter_map(|line| match line.role {
        LineRole::Heading(level) => form.part_headed(&line.text).map(|_| level),
        _ => None,
    });
    levels.min()
}

/// The lines that are the text of a part's table: a run of them, for a word that stands in a
/// table may also be all that an office has to say.
fn table_text(source: &Source, form: &Form) -> BTreeSet<usize> {
    const RUN: usize = 3;
    let texts = TableTexts::of(form);
    let (mut found, mut run) = (BTreeSet::new(), Vec::new());
    let mut in_table = false;
    for (at, line) in source.lines.iter().enumerate() {
        let text = clean(&line.text);
        if text.is_empty() || line.role == LineRole::Furniture {
            continue;
        }
        let opened = headings::opened(&text, form);
        let ends = opened.is_none() && heading_level(&text) == 1 && !texts.has(&text);
        if in_table && opened.is_none() && !ends && texts.has(&text) {
            run.push(at);
            continue;
        }
        if run.len() >= RUN {
            found.extend(run.iter().copied());
        }
        run.clear();
        match opened {
            Some(part) => in_table = part.table.is_some(),
            // Another heading of the first level ends the part.
            None if ends => in_table = false,
            None => {}
        }
    }
    if run.len() >= RUN {
        found.extend(run);
    }
    found
}

/// Whether a file's text is only what stands around its tables: it has tables, and no
/// heading of a part.
pub(crate) fn is_beside_tables(source: &Source, form: &Form) -> bool {
    let is_heading = |line: &Line| line.role != LineRole::Furniture && headings::opened(&line.text, form).is_some();
    !source.sheets.is_empty() && !source.lines.iter().any(is_heading)
}

/// The lines of a file as notes beside its tables.
pub(crate) fn notes(source: &Source) -> impl Iterator<Item = Sourced<String>> {
    let text = source.lines.iter().filter(|line| line.role != LineRole::Furniture);
    text.map(|line| Sourced {
        value: clean(&line.text),
        locus: line.locus.clone(),
    })
}

/// Everything that stands in the form's tables, for telling their text from prose.
pub(crate) struct TableTexts(Vec<String>);

impl TableTexts {
    pub(crate) fn of(form: &Form) -> Self {
        fn walk(nodes: &[Node], texts: &mut Vec<String>) {
            for node in nodes {
                texts.push(node.label.text.clone());
                walk(&node.children, texts);
            }
        }
        let mut texts = Vec::new();
        for block in form.tables.iter().flat_map(|table| &table.blocks) {
            texts.extend(block.caption.iter().chain(&block.corner).cloned());
            walk(&block.columns, &mut texts);
            walk(&block.rows, &mut texts);
        }
        Self(texts.iter().map(|text| label::normalize(text)).collect())
    }

    /// Whether a line is a cell of a table: a label, a piece of one that was broken
    /// over lines, or figures and nothing else.
    pub(crate) fn has(&self, text: &str) -> bool {
        let normalized = label::normalize(text);
        let figures = || {
            let mut parts = text.split_whitespace();
            parts.all(|part| number::parse_count(part).is_some() || number::parse_amount(part, "元").is_some())
        };
        let is_label = |text: &str| self.0.iter().any(|label| label.contains(text));
        // A row of labels with gaps between.
        let row = || {
            let labels: Vec<String> = text.split_whitespace().map(label::normalize).collect();
            labels.len() > 1 && labels.iter().all(|label| is_label(label))
        };
        is_label(&normalized) || figures() || row()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::form::builtin;
    use nianbao_model::locus::{Locus, Passage};

    fn read_lines(lines: &[(LineRole, &str)]) -> (Vec<(u8, String)>, Report) {
        let file = "正文.txt".into();
        let mut source = Source::new(&file);
        for ((role, text), at) in lines.iter().zip(1..) {
            source.lines.push(Line {
                text: (*text).to_owned(),
                role: *role,
                locus: Locus::passage(&file, Passage::Line(at)),
            });
        }
        let form = &builtin().unwrap()[1];
        let mut report = Report::new("gov-2021");
        let mut read = read(&source, form, &mut report).paragraphs;
        title::take(&mut read, &mut report);
        (read.into_iter().map(|line| (line.level, line.text)).collect(), report)
    }

    #[test]
    fn no_level_of_a_heading_is_too_deep() {
        let heading = |level| (LineRole::Heading(level), "深处");
        let (read, _) = read_lines(&[heading(1), heading(u8::MAX)]);
        assert_eq!(read.last().map(|(level, _)| *level), Some(4));
    }

    #[test]
    fn a_title_that_runs_over_the_pages_is_left_out() {
        let title = "某局2024年政府信息公开工作年度报告";
        let lines = ["一、总体情况", "收到3件。", "- 1 -", title, "答复2件。"];
        let (read, report) = read_lines(&lines.map(|line| (LineRole::Plain, line)));
        let texts: Vec<_> = read.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["一、总体情况", "收到3件。", "答复2件。"]);
        let left: Vec<_> = report.omitted.iter().map(|omitted| omitted.reason).collect();
        assert_eq!(left, [Omission::Divider, Omission::PageFurniture]);
    }

    #[test]
    fn a_copied_page_loses_its_path_and_its_tables() {
        let plain = [
            "您的位置：首页 > 年报",
            "某海关2024年政府信息公开工作年度报告",
            "某海关2024年政府信息公开工作年度报告",
            "\u{3000}\u{3000}本年报由某海关编制。",
            "一、总体情况",
            "5",
            "三、收到和处理政府信息公开申请情况",
            "收到申请5件。",
            "自然人",
            "商业企",
            "5 0 0 0 0 0 5",
            "三、本年度办理结果",
            "1.属于国家秘密",
            "五、存在的主要问题及改进情况",
            "1.人手不足",
            "附件：",
            "年报.PDF",
            "浏览次数：",
            "电话：12345",
        ];
        let (read, report) = read_lines(&plain.map(|text| (LineRole::Plain, text)));
        let texts: Vec<_> = read.iter().map(|(level, text)| (*level, text.as_str())).collect();
        assert_eq!(
            texts,
            [
                (0, "本年报由某海关编制。"),
                (1, "一、总体情况"),
                (0, "5"),
                (1, "三、收到和处理政府信息公开申请情况"),
                (0, "收到申请5件。"),
                (1, "五、存在的主要问题及改进情况"),
                (3, "1.人手不足"),
            ]
        );
        assert_eq!(
            report.metadata.get(Field::Title),
            Some("某海关2024年政府信息公开工作年度报告")
        );
        let omitted: Vec<_> = report
            .omitted
            .iter()
            .map(|omitted| (omitted.reason, omitted.count))
            .collect();
        assert_eq!(
            omitted,
            [
                (Omission::PageFurniture, 1),
                (Omission::TableText, 5),
                (Omission::PageFurniture, 4)
            ]
        );
    }

    #[test]
    fn what_a_printed_page_has_round_its_text_is_left_out() {
        let printed = [
            "首页|机构概况|信息公开",
            "某局2024年政府信息公开工作年度报告",
            "发布时间：2025-01-15来源：办公室浏览次数：87字号：大中小",
            "目录",
            "一、总体情况……1",
            "六、其他需要报告的事项……2",
            "一、总体情况",
            "公开12件。",
            "（续表）",
            "六、其他需要报告的事项",
            "无。",
            "上一篇：关于招考的公告",
            "下一篇：没有了",
            "Copyright © 2025 某局",
        ];
        let (read, report) = read_lines(&printed.map(|text| (LineRole::Plain, text)));
        let texts: Vec<_> = read.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["一、总体情况", "公开12件。", "六、其他需要报告的事项", "无。"]);
        let count = |reason: Omission| {
            let own = report.omitted.iter().filter(|omitted| omitted.reason == reason);
            own.map(|omitted| omitted.count).sum::<usize>()
        };
        assert_eq!(count(Omission::PageFurniture), 5);
        assert_eq!((count(Omission::FrontMatter), count(Omission::BesideTable)), (3, 1));
    }

    #[test]
    fn a_documents_own_headings_count_from_its_parts() {
        use LineRole::{Heading, Item, Title};
        let (read, report) = read_lines(&[
            (Title, "年度工作情况"),
            (Heading(2), "总体情况"),
            (Heading(3), "主动公开"),
            (Item, "1.短"),
            (Heading(2), "六、其他需要报告的事项"),
        ]);
        let texts: Vec<_> = read.iter().map(|(level, text)| (*level, text.as_str())).collect();
        assert_eq!(
            texts,
            [
                (1, "一、总体情况"),
                (2, "主动公开"),
                (0, "1.短"),
                (1, "六、其他需要报告的事项")
            ]
        );
        assert_eq!(report.metadata.get(Field::Title), Some("年度工作情况"));
    }
}
