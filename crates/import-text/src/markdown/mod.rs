//! Markdown (CommonMark with tables, footnotes and strikethrough).
//!
//! The marks go, the words stay: Chinese numbers and brackets are left alone, and so
//! are marks that only look like Markdown (`1~3月`, a `*` in a placeholder).

mod blocks;
mod heads;
mod html;
mod literal;
mod marks;

use std::sync::Arc;

use nianbao_model::plugin::{ImportError, Importer, Intake, Part, Plugin};
use nianbao_model::source::RemarkKind;
use nianbao_model::{Passage, Source, inventory};
use pulldown_cmark::{Options, Parser};

use crate::collect::Collector;
use crate::encoding::decode;
use crate::recognize::{self, TextFormat};

nianbao_model::limits! {
    /// What only the importer of Markdown counts.
    static LIMITS;

    /// Bytes of Markdown: links and quotations that never end cost the parser the square of their number.
    pub(crate) const MAX_MARKDOWN: usize = 1 << 20;
}

/// The importer of Markdown.
#[derive(Debug, Clone, Copy)]
pub struct MarkdownImporter;

inventory::submit! { Plugin::importer(&MarkdownImporter) }

impl Importer for MarkdownImporter {
    fn id(&self) -> &'static str {
        "markdown"
    }

    fn describe(&self) -> Intake {
        Intake {
            label_zh: "Markdown 文稿（.md）",
            label_en: "Markdown (.md)",
            endings: &["md"],
            part: Part::Piece,
            packed: None,
            limits: LIMITS,
        }
    }

    fn recognizes(&self, bytes: &[u8]) -> bool {
        recognize::format(bytes) == Some(TextFormat::Markdown)
    }

    fn import(&self, file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
        read(file, &decode(file, bytes, MAX_MARKDOWN)?)
    }
}

/// Reads a text as Markdown.
///
/// # Errors
/// If one of the limits is reached.
pub(crate) fn read(file: &Arc<str>, text: &str) -> Result<Source, ImportError> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let marks::Protected { text, doubtful } = marks::protect(&blank_front_matter(text));
    let mut blocks = blocks::Blocks::new(&text, Collector::new(file));
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        blocks.take(event, range);
    }
    let mut out = blocks.finish();
    let lines = LineIndex::new(&text);
    for (at, shown) in doubtful {
        out.remark(RemarkKind::Mark, shown, lines.at(at));
    }
    out.finish()
}

/// The text with its front matter, a block of settings between `---` on the first
/// line and the next `---`, made blank so that every line keeps its number. It is for
/// website programs and holds nothing of the text.
fn blank_front_matter(text: &str) -> String {
    let settings = text.strip_prefix("---\n").and_then(|rest| {
        let end = rest.find("\n---\n")?;
        let first = rest.lines().next()?;
        first.contains(':').then_some(&rest[..end])
    });
    match settings {
        Some(settings) => {
            let length = "---\n".len() + settings.len() + "\n---".len();
            let lines = settings.matches('\n').count() + 2;
            format!("{}{}", "\n".repeat(lines), &text[length..])
        }
        None => text.to_owned(),
    }
}

/// Finds the line a byte of a text stands in.
struct LineIndex {
    /// Where each line after the first begins.
    starts: Vec<usize>,
}

impl LineIndex {
    fn new(text: &str) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Self { starts }
    }

    /// The line, counted as an editor does.
    fn at(&self, offset: usize) -> Passage {
        let before = self.starts.partition_point(|start| *start <= offset);
        Passage::Line(u32::try_from(before + 1).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests;
