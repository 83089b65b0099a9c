//! Plain text: a line is a paragraph, unless the whole file is clearly hard-wrapped.

use std::path::Path;
use std::sync::Arc;

use nianbao_model::plugin::{ImportError, ImportFault, Importer, Intake, Part, Plugin};
use nianbao_model::source::{LineRole, RemarkKind};
use nianbao_model::{Locus, Passage, Source, inventory};

use crate::collect::Collector;
use crate::drawn;
use crate::encoding::decode;
use crate::join::tidy;
use crate::markdown::{self, MAX_MARKDOWN};
use crate::recognize::{self, TextFormat};
use nianbao_model::breaks;
use nianbao_model::limits::MAX_TEXT_FILE;

/// The importer of plain text.
#[derive(Debug, Clone, Copy)]
pub struct TextImporter;

inventory::submit! { Plugin::importer(&TextImporter) }

/// How a document in Rich Text Format begins, which is text too, and nobody's to read.
const RTF: &[u8] = b"{\\rtf";

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
        // One that cannot be read is taken too, to say what to do about it.
        bytes.starts_with(RTF)
            || recognize::format(bytes) == Some(TextFormat::Text)
            || nianbao_plain_text::is_unreadable_text(bytes)
    }

    fn import(&self, file: &Arc<str>, bytes: &[u8]) -> Result<Source, ImportError> {
        if bytes.starts_with(RTF) {
            return Err(ImportError::new(
                ImportFault::Unsupported,
                Locus::file(file),
                "这是 RTF 文档，无法读取。请在 Word 或 WPS 中打开，另存为 .docx 后再试",
                "this is an RTF document, which cannot be read: open it in Word or WPS, save it as .docx and retry",
            ));
        }
        let text = decode(file, bytes, MAX_TEXT_FILE)?;
        // Nothing in it tells that it is Markdown, but its ending does.
        if is_named(file, "md") && text.len() <= MAX_MARKDOWN {
            return markdown::read(file, &text);
        }
        let mut collector = Collector::new(file);
        let mut line = |number: usize, text: String| {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            collector.line(LineRole::Plain, text, Passage::Line(number));
        };
        if let Some(cells) = nianbao_plain_text::column(&text) {
            cells.iter().for_each(|(number, cell)| line(*number, tidy(cell)));
            return collector.finish();
        }
        let lines: Vec<&str> = text.lines().collect();
        let lines = drawn::take_out(&lines);
        let unwrapped = breaks::unwrapped(&lines);
        for group in unwrapped.paragraphs {
            let number = group.start + 1;
            match lines[group] {
                [alone] => line(number, alone.to_owned()),
                ref lines => line(number, breaks::put_together(lines)),
            }
        }
        for at in unwrapped.doubtful {
            let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
            collector.remark(RemarkKind::Break, tidy(lines[at]), Passage::Line(number));
        }
        collector.finish()
    }
}

/// Whether a file's name has this ending.
fn is_named(file: &str, ending: &str) -> bool {
    Path::new(file)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case(ending))
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

    /// The same, indented, and broken after lengths that go up and down.
    fn by_hand(paragraph: &str, lengths: &[usize]) -> String {
        let mut rows = vec![String::from("\u{3000}\u{3000}")];
        let mut lengths = lengths.iter().cycle();
        let mut length = *lengths.next().unwrap();
        for c in paragraph.chars() {
            if rows.last().unwrap().chars().count() == length {
                rows.push(String::new());
                length = *lengths.next().unwrap();
            }
            rows.last_mut().unwrap().push(c);
        }
        rows.join("\n")
    }

    #[test]
    fn a_line_that_is_not_indented_goes_on_where_paragraphs_are() {
        for lengths in [&[15][..], &[30], &[40, 31, 36, 28], &[22, 18]] {
            let broken = by_hand(PARAGRAPH, lengths);
            let text = format!("一、总体情况\n{broken}\n（一）互动交流\n{broken}\n{broken}\n\u{3000}\u{3000}无。\n");
            let expected = [
                "一、总体情况",
                PARAGRAPH,
                "（一）互动交流",
                PARAGRAPH,
                PARAGRAPH,
                "无。",
            ];
            assert_eq!(lines(&text), expected, "{lengths:?}");
        }
        let items = format!(
            "{0}\n{0}\n特此报告\n某局\n地址：某路1号，邮编：400000\n电话：12345\n",
            by_hand(PARAGRAPH, &[45])
        );
        assert_eq!(lines(&items).len(), 6);
    }

    #[test]
    fn what_may_be_separate_lines_is_not_joined() {
        let headed = format!("一、总体情况\n{0}\n（一）公开\n{0}\n", wrapped(PARAGRAPH));
        assert_eq!(lines(&headed), ["一、总体情况", PARAGRAPH, "（一）公开", PARAGRAPH]);
        let indented = format!("{0}\n\u{3000}\u{3000}{0}\n", wrapped(PARAGRAPH));
        assert_eq!(lines(&indented), [PARAGRAPH, PARAGRAPH]);
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
        assert!(refused(b"{\\rtf1\\ansi").contains("另存为 .docx"));
        assert!(refused(&vec![b'a'; MAX_TEXT_FILE + 1]).contains("4MB"));
    }
}
