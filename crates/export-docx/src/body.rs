//! The text of the document: title, headings, paragraphs and tables in order, each
//! with the name of its style.

use docx_rs::{Docx, Hyperlink, HyperlinkData, Paragraph, ParagraphChild, SpecialIndentType};
use nianbao_model::document::{self, Block, Document, Heading, Signature};

use crate::links::Links;
use crate::page::{CHARACTER, TRACKING};
use crate::{styles, table, text};

/// How many characters of the title fit on a line: 22 pt in 156 mm.
const TITLE_LINE: f64 = 20.0;

/// Adds the whole text.
pub(crate) fn add(mut docx: Docx, document: &Document, links: &mut Links) -> Docx {
    let title = break_title(&document.title);
    docx = docx.add_paragraph(styled(styles::TITLE).add_run(text::run(&title)));
    let mut blocks = document.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        docx = match block {
            Block::Heading(block) => docx.add_paragraph(heading(block)),
            // No page has a signature alone: the last paragraph goes with it.
            Block::Paragraph(block) => docx.add_paragraph(
                paragraph(block, links).keep_next(document.signature.is_some() && blocks.peek().is_none()),
            ),
            Block::Table(block) if block.rows.is_empty() => docx,
            Block::Table(block) => {
                let docx = docx.add_table(table::build(block));
                // Word joins tables that follow each other, and wants a paragraph
                // after the last.
                match blocks.peek() {
                    None | Some(Block::Table(_)) => docx.add_paragraph(styled(styles::TABLE_GAP)),
                    _ => docx,
                }
            }
        };
    }
    match &document.signature {
        Some(signature) => sign(docx, signature),
        None => docx,
    }
}

/// Adds the organ and the date under the text, as far from the right edge as their
/// lengths ask for.
fn sign(docx: Docx, signature: &Signature) -> Docx {
    let (organ, date) = signature.right_indents();
    let line = |style: &str, indent: f64, words: &str| {
        let indent = (indent * f64::from(CHARACTER - TRACKING)).round() as i32;
        let paragraph = styled(style).add_run(text::run(words));
        paragraph.indent(Some(0), Some(SpecialIndentType::FirstLine(0)), Some(indent), None)
    };
    let docx = docx.add_paragraph(line(styles::SIGNATURE, organ, &signature.organ));
    match &signature.date {
        Some(words) => docx.add_paragraph(line(styles::DATE, date, words)),
        None => docx,
    }
}

fn styled(style: &str) -> Paragraph {
    Paragraph::new().style(style)
}

/// A title too long for one line breaks before what the report is, not inside a word.
fn break_title(title: &str) -> String {
    if text::ems(title) <= TITLE_LINE {
        return title.to_owned();
    }
    title.replacen("年政府信息公开", "年\n政府信息公开", 1)
}

/// The outline level makes the style; a number of another rank brings its own face.
fn heading(heading: &Heading) -> Paragraph {
    let run = text::run(&heading.text);
    let run = if heading.rank == heading.level {
        run
    } else {
        run.style(&styles::lead(heading.rank))
    };
    styled(&styles::heading(heading.level)).add_run(run)
}

fn paragraph(paragraph: &document::Paragraph, links: &mut Links) -> Paragraph {
    let style = if paragraph.runs.iter().any(|run| run.link.is_some()) {
        styles::NORMAL_LEFT
    } else {
        styles::NORMAL
    };
    let runs = paragraph.runs.iter();
    runs.fold(styled(style), |paragraph, run| add_run(paragraph, run, links))
}

fn add_run(paragraph: Paragraph, run: &document::Run, links: &mut Links) -> Paragraph {
    let text = text::run(&run.text);
    if let Some(rid) = run.link.as_deref().and_then(|link| links.id(link)) {
        // Not `Hyperlink::new`, which numbers the links of the whole process.
        return paragraph.add_hyperlink(Hyperlink {
            link: HyperlinkData::External {
                rid,
                path: String::new(),
            },
            history: Some(1),
            children: vec![ParagraphChild::Run(Box::new(text.style(styles::HYPERLINK)))],
        });
    }
    paragraph.add_run(match run.lead {
        Some(rank) => text.style(&styles::lead(rank)),
        None => text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_breaks_before_what_the_report_is() {
        let short = "重庆海关2020年政府信息公开工作年度报告";
        assert_eq!(break_title(short), short);
        assert_eq!(
            break_title("中华人民共和国重庆海关2020年政府信息公开工作年度报告"),
            "中华人民共和国重庆海关2020年\n政府信息公开工作年度报告"
        );
    }
}
