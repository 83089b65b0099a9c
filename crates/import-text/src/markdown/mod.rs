//! Markdown (CommonMark with tables, footnotes and strikethrough).
//!
//! The marks go, the words stay: Chinese numbers and brackets are left alone, and so
//! are marks that only look like Markdown (`1~3月`, a `*` in a placeholder).

mod blocks;
mod front_matter;
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
    let front_matter = front_matter::take(file, text);
    let marks::Protected { text, doubtful } = marks::protect(&front_matter.text);
    let mut blocks = blocks::Blocks::new(&text, Collector::new(file));
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        blocks.take(event, range);
    }
    let mut out = blocks.finish();
    let lines = LineIndex::new(&text);
    for (at, shown) in doubtful {
        out.remark(RemarkKind::Mark, shown, lines.at(at));
    }
    for (line, setting) in front_matter.told {
        out.remark(RemarkKind::Setting, setting, Passage::Line(line));
    }
    let mut source = out.finish()?;
    source.properties.extend(front_matter.properties);
    Ok(source)
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
