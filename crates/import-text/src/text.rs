//! Plain text: a line is a paragraph, unless the whole file is clearly hard-wrapped.

use std::sync::Arc;

use nianbao_model::plugin::{Amount, ImportError, ImportFault, Importer, Intake, Part, Plugin};
use nianbao_model::source::LineRole;
use nianbao_model::{Locus, Passage, Source, inventory};

use crate::collect::{Collector, beyond};
use crate::join::{is_blank, is_wide, join, tidy};
use crate::recognize::{self, TextFormat};
use nianbao_model::limits::MAX_TEXT_FILE;

/// The importer of plain text.
#[derive(Debug, Clone, Copy)]
pub struct TextImporter;

inventory::submit! { Plugin::importer(&TextImporter) }

impl Importer for TextImporter {
    fn id(&self) -> &'static str {
        "text"
    }

    fn describe(&self) -> Intake {
        Intake {
            label_zh: "纯文本（.txt）",
            label_en: "plain text (.txt)",
            endings: &["txt"],
            part: Part::Piece,
            packed: None,
            limits: &[],
        }
    }

    fn recognizes(&self, bytes: &[u8]) -> bool {
        recognize::format(bytes) == Some(TextFormat::Text)
    }

    fn import(&self, file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
        let text = decode(file, bytes, MAX_TEXT_FILE)?;
        let mut collector = Collector::new(file);
        let mut lines = numbered_lines(&text).peekable();
        let wrapped = is_hard_wrapped(&text);
        while let Some((number, line)) = lines.next() {
            let mut pieces = vec![line];
            while wrapped && !is_blank_line(line) {
                match lines.next_if(|(_, next)| !is_blank_line(next)) {
                    Some((_, next)) => pieces.push(next),
                    None => break,
                }
            }
            let text = if wrapped { join(pieces) } else { tidy(line) };
            collector.line(LineRole::Plain, text, Passage::Line(number));
        }
        collector.finish()
    }
}

/// The text of a file, within the limit.
pub(crate) fn decode(file: &Arc<str>, bytes: &[u8], limit: usize) -> Result<String, ImportError> {
    if bytes.len() > limit {
        return Err(beyond(file, "文件大小", "file size", Amount::Bytes(limit as u64)));
    }
    nianbao_plain_text::decode(bytes).ok_or_else(|| {
        ImportError::new(
            ImportFault::Unsupported,
            Locus::file(file),
            "文件不是文本，或已损坏。请用记事本打开，另存为 UTF-8 编码后再试",
            "the file is no text, or is damaged: open it in a text editor, save it as UTF-8 and retry",
        )
    })
}

/// The lines with their numbers, as an editor counts them.
pub(crate) fn numbered_lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    (1..).zip(text.lines())
}

fn is_blank_line(line: &str) -> bool {
    line.chars().all(is_blank)
}

/// The narrowest and widest page, in columns of which a Chinese character takes two,
/// that a program wraps lines to.
const WRAP_COLUMNS: std::ops::RangeInclusive<usize> = 40..=100;
/// How much shorter than the widest a wrapped line can be: what did not fit any more
/// is a Chinese character with its punctuation, or a Western word.
const RAGGED_COLUMNS: usize = 14;

/// Whether every paragraph of the file is broken over several lines by a program that
/// wraps at a column, and blank lines separate the paragraphs.
///
/// To be sure, all of these must hold: no line is wider than a page; at least three
/// lines are followed by another one without a blank line between; all of those are
/// about as wide as the widest line; none of the lines they run on into is indented;
/// and most of them do not end as a sentence does. One short line directly above
/// another (a heading without a blank line, an address, a list) and nothing is joined.
fn is_hard_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(|line| line.trim_end_matches(is_blank)).collect();
    let widest = lines.iter().map(|line| columns(line)).max().unwrap_or(0);
    let joints: Vec<_> = lines
        .windows(2)
        .filter(|pair| !is_blank_line(pair[0]) && !is_blank_line(pair[1]))
        .collect();
    let full = |line: &str| columns(line) + RAGGED_COLUMNS >= widest;
    let indented = |line: &str| line.starts_with(is_blank);
    let open = joints
        .iter()
        .filter(|pair| !pair[0].ends_with(['。', '\u{ff01}', '\u{ff1f}', '\u{ff1a}', '\u{ff1b}', '.', ':']))
        .count();
    WRAP_COLUMNS.contains(&widest)
        && joints.len() >= 3
        && joints.iter().all(|pair| full(pair[0]) && !indented(pair[1]))
        && open * 2 > joints.len()
}

fn columns(line: &str) -> usize {
    line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let source = TextImporter.import(&"正文.txt".into(), text.as_bytes()).unwrap();
        source.lines.into_iter().map(|line| line.text).collect()
    }

    /// A paragraph of Chinese, broken after every thirty characters.
    fn wrapped(paragraph: &str) -> String {
        let chars: Vec<char> = paragraph.chars().collect();
        let rows: Vec<String> = chars.chunks(30).map(|row| row.iter().collect()).collect();
        rows.join("\n")
    }

    const PARAGRAPH: &str = "重庆海关把网站、热线和新媒体作为三位一体的公开和服务平台来建设，使三者各有侧重、互为补充，\
                             力求对外服务便捷、及时、有效，努力建成规范的服务窗口和优秀的服务品牌。";

    #[test]
    fn a_line_is_a_paragraph_and_keeps_its_number() {
        let text = "\u{feff}重庆海关年报\r\n\r\n\u{3000}\u{3000}一、总体情况\u{a0}\r\n \u{200b}\r\n  无。";
        let source = TextImporter.import(&"正文.txt".into(), text.as_bytes()).unwrap();
        let shown: Vec<_> = source
            .lines
            .iter()
            .map(|line| (line.text.as_str(), line.role, line.locus.to_string()))
            .collect();
        assert_eq!(
            shown,
            [
                ("重庆海关年报", LineRole::Plain, "正文.txt › 第1行".to_owned()),
                ("一、总体情况", LineRole::Plain, "正文.txt › 第3行".to_owned()),
                ("无。", LineRole::Plain, "正文.txt › 第5行".to_owned()),
            ]
        );
    }

    #[test]
    fn hard_wrapped_paragraphs_are_joined() {
        let text = format!("一、总体情况\n\n{0}\n\n（一）互动交流\n\n{0}\n", wrapped(PARAGRAPH));
        assert_eq!(lines(&text), ["一、总体情况", PARAGRAPH, "（一）互动交流", PARAGRAPH]);
    }

    #[test]
    fn what_may_be_separate_lines_is_not_joined() {
        let rows = wrapped(PARAGRAPH).lines().count();
        let headed = format!("一、总体情况\n{0}\n\n{0}\n", wrapped(PARAGRAPH));
        assert_eq!(lines(&headed).len(), 1 + 2 * rows);
        let indented = format!("{0}\n\u{3000}\u{3000}{0}\n", wrapped(PARAGRAPH));
        assert_eq!(lines(&indented).len(), 2 * rows);
        let unwrapped = format!("{0}\n{0}\n{0}\n{0}\n", PARAGRAPH);
        assert_eq!(lines(&unwrapped).len(), 4);
        let list = "统计期限为全年\n登载于门户网站\n可供查阅下载\n欢迎监督指正\n";
        assert_eq!(lines(list).len(), 4);
        let sentences = format!(
            "{0}\n{0}\n{0}\n{0}\n",
            "这一句话恰好一样长而且自成一段所以不应当同别的句子合并起来。"
        );
        assert_eq!(lines(&sentences).len(), 4);
    }

    #[test]
    fn what_is_no_text_or_too_long_is_refused() {
        let refused = |bytes: &[u8]| {
            TextImporter
                .import(&"a.txt".into(), bytes)
                .expect_err("refused")
                .message
                .zh
        };
        assert!(refused(b"a\0b").contains("UTF-8"));
        assert!(refused(&vec![b'a'; MAX_TEXT_FILE + 1]).contains("4MB"));
    }
}
