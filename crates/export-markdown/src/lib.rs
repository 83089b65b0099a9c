//! Writes the document as GitHub-flavoured Markdown, for archives and for comparing two
//! versions: each paragraph, heading and table row is one line, so that a change shows as
//! the line that changed.
//!
//! Nothing in a text becomes markup (`inline`); tables lose their merged cells (`table`).

mod front_matter;
mod inline;
mod table;
#[cfg(test)]
mod tests;

use nianbao_model::Document;
use nianbao_model::document::{Block, Heading, Paragraph, Run, Signature};
use nianbao_model::inventory;
use nianbao_model::plugin::{Description, ExportError, ExportJob, ExportOption, Exporter, Plugin, Role, Values};

/// The Markdown exporter.
#[derive(Debug, Clone, Copy)]
pub struct MarkdownExporter;

/// Archives and web site generators read it; pasted somewhere, it is in the way.
const FRONT_MATTER: ExportOption = ExportOption {
    name: "front-matter",
    values: Values::Flag,
    default: "true",
    help_zh: "开头写明标题、机关、日期等（YAML）",
    help_en: "begin with title, organ, dates and so on (YAML)",
};

/// The deepest heading Markdown has.
const DEEPEST: u8 = 6;

inventory::submit! { Plugin::exporter(&MarkdownExporter) }

impl Exporter for MarkdownExporter {
    fn id(&self) -> &'static str {
        "markdown"
    }

    fn describe(&self) -> Description {
        Description {
            label_zh: "Markdown 文稿",
            label_en: "Markdown text",
            extension: "md",
            media_type: "text/markdown",
            role: Role::Data,
        }
    }

    fn options(&self) -> &'static [ExportOption] {
        &[FRONT_MATTER]
    }

    fn export(&self, job: &ExportJob<'_>) -> Result<Vec<u8>, ExportError> {
        let front_matter = job.settings.is_set(&FRONT_MATTER);
        let front_matter = front_matter.then(|| front_matter::write(job.document));
        let blocks: Vec<String> = front_matter.into_iter().chain(body(job.document)?).collect();
        Ok((blocks.join("\n\n") + "\n").into_bytes())
    }
}

/// The text, block by block.
fn body(document: &Document) -> Result<Vec<String>, ExportError> {
    let mut blocks = Vec::with_capacity(document.blocks.len() + 4);
    blocks.extend(document.mark.as_deref().map(|mark| format!("> {}", line(mark))));
    blocks.push(heading(1, &document.title));
    for block in &document.blocks {
        match block {
            // The title is the one heading of the first level.
            Block::Heading(Heading { level, text, .. }) => blocks.push(heading(level.saturating_add(1), text)),
            Block::Paragraph(block) => blocks.push(paragraph(block)),
            Block::Table(block) => blocks.push(table::write(block)?),
        }
    }
    blocks.extend(document.signature.iter().flat_map(Signature::lines).map(line));
    // Markdown has no empty paragraph.
    blocks.retain(|block| !block.is_empty());
    Ok(blocks)
}

fn heading(level: u8, text: &str) -> String {
    let marks = "#".repeat(level.min(DEEPEST).into());
    let text = inline::escape(text);
    // Readers drop white space at the end, and would take marks there for the heading's own.
    let text = text.trim_matches(' ').trim_end();
    match text.strip_suffix('#') {
        Some(text) => format!("{marks} {text}\\#"),
        None => format!("{marks} {text}").trim_end().to_owned(),
    }
}

/// A lead is not made bold: `**（一）公开。**` followed by a Chinese character is no
/// emphasis by the rules of CommonMark, and would show its asterisks.
fn paragraph(paragraph: &Paragraph) -> String {
    let runs = paragraph.runs.iter().map(|Run { text, link, .. }| {
        let text = inline::escape(text);
        match link.as_deref().and_then(inline::address) {
            Some(address) if !text.trim().is_empty() => format!("[{text}]({address})"),
            _ => text,
        }
    });
    inline::as_line(&runs.collect::<String>())
}

fn line(text: &str) -> String {
    inline::as_line(&inline::escape(text))
}
