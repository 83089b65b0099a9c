//! The narrative from a text document: lines to headings and paragraphs. What a copied
//! web page or a complete old report brings along, the path over the page and the text
//! of the tables, is left out and noted.

use crate::narrative::{add, clean, is_form_note, omit};
use crate::number;
use nianbao_model::form::{Form, Node};
use nianbao_model::label::{self, heading_level};
use nianbao_model::report::{Field, Omission, Paragraph, Report, Sourced};
use nianbao_model::source::{Line, LineRole, Source};

/// How a path over a web page begins.
const BREADCRUMBS: [&str; 4] = ["您的位置", "当前位置", "您所在的位置", "当前页面"];
/// How what stands under the text of a web page begins; all after it is the page's.
const FOOTERS: [&str; 8] = [
    "浏览次数",
    "打印本页",
    "关于我们",
    "版权所有",
    "主办单位",
    "扫一扫",
    "分享到",
    "【打印",
];
/// Endings of attached files' names.
const ATTACHMENTS: [&str; 6] = [".pdf", ".docx", ".doc", ".wps", ".xlsx", ".xls"];

/// Reads the text of one file; the title and what is left out go into `report`.
pub(crate) fn read(source: &Source, form: &Form, report: &mut Report) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let part_of = |text: &str| {
        let normalized = label::normalize(text);
        form.parts.iter().find(|part| part.heading.matches(&normalized))
    };
    // The document's own level of the parts' headings, where it has levels.
    let part_level = source
        .lines
        .iter()
        .filter_map(|line| match line.role {
            LineRole::Heading(level) => part_of(&line.text).map(|_| level),
            _ => None,
        })
        .min();
    let table_texts = TableTexts::of(form);
    let (mut in_table, mut in_footer) = (false, false);
    for line in &source.lines {
        let mut text = clean(&line.text);
        if text.is_empty() {
            continue;
        }
        if is_form_note(&text) {
            omit(report, Omission::FormNote, &text, line.locus.clone());
            continue;
        }
        if line.role == LineRole::Furniture {
            omit(report, Omission::PageFurniture, &text, line.locus.clone());
            continue;
        }
        in_footer = in_footer || (!paragraphs.is_empty() && FOOTERS.iter().any(|footer| text.starts_with(footer)));
        if in_footer || is_path(&text) && paragraphs.is_empty() || is_attachment(&text) {
            omit(report, Omission::PageFurniture, &text, line.locus.clone());
            continue;
        }
        let marked = label::marker(&text).map(|marker| marker.level);
        let level = match line.role {
            LineRole::Plain => heading_level(&text),
            LineRole::Item => 0,
            LineRole::Title | LineRole::Furniture => 0,
            LineRole::Heading(own) => match (marked, part_of(&text)) {
                (Some(level), _) => level,
                (None, Some(part)) => {
                    // A heading numbered by nobody gets the official wording.
                    text.clone_from(&part.heading.text);
                    1
                }
                (None, None) => own.saturating_add(1).saturating_sub(part_level.unwrap_or(1)).min(4),
            },
        };
        let is_title =
            line.role == LineRole::Title || matches!(line.role, LineRole::Heading(own) if Some(own) < part_level);
        if is_title && paragraphs.is_empty() && report.metadata.get(Field::Title).is_none() {
            let locus = line.locus.clone();
            let title = Sourced { value: text, locus };
            report.metadata.fields.insert(Field::Title, title);
            continue;
        }
        let part = (level == 1 || part_of(&text).is_some())
            .then(|| part_of(&text))
            .flatten();
        match part {
            Some(part) => in_table = part.table.is_some(),
            None if in_table && table_texts.has(&text) => {
                omit(report, Omission::TableText, &text, line.locus.clone());
                continue;
            }
            // Another heading of the first level ends the part.
            None if level == 1 => in_table = false,
            None => {}
        }
        add(&mut paragraphs, level, text, line.locus.clone(), &mut report.metadata);
    }
    paragraphs
}

/// Whether a file's text is only what stands around its tables: it has tables, and no
/// heading of a part.
pub(crate) fn is_beside_tables(source: &Source, form: &Form) -> bool {
    let heading = |text: &str| {
        let normalized = label::normalize(text);
        form.parts.iter().any(|part| part.heading.matches(&normalized))
    };
    let is_heading = |line: &Line| line.role != LineRole::Furniture && heading(&line.text);
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

/// The path over a web page.
fn is_path(text: &str) -> bool {
    BREADCRUMBS.iter().any(|path| text.starts_with(path))
}

/// The list of attached files under a web page's text.
fn is_attachment(text: &str) -> bool {
    let rest = text
        .strip_prefix("附件")
        .unwrap_or(text)
        .trim_start_matches([':', '\u{ff1a}']);
    let lower = rest.to_lowercase();
    (rest.is_empty() && text != rest) || ATTACHMENTS.iter().any(|ending| lower.ends_with(ending))
}

/// Everything that stands in the form's tables, for telling their text from prose.
struct TableTexts(Vec<String>);

impl TableTexts {
    fn of(form: &Form) -> Self {
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
    fn has(&self, text: &str) -> bool {
        let normalized = label::normalize(text);
        let figures = || {
            let mut parts = text.split_whitespace();
            parts.all(|part| number::parse_count(part).is_some() || number::parse_amount(part, "元").is_some())
        };
        self.0.iter().any(|label| label.contains(&normalized)) || figures()
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
        let read = read(&source, form, &mut report);
        (read.into_iter().map(|line| (line.level, line.text)).collect(), report)
    }

    #[test]
    fn no_level_of_a_heading_is_too_deep() {
        let heading = |level| (LineRole::Heading(level), "深处");
        let (read, _) = read_lines(&[heading(1), heading(u8::MAX)]);
        assert_eq!(read.last().map(|(level, _)| *level), Some(4));
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
