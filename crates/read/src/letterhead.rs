//! What stands over the title of an official document (版头, GB/T 9704 7.2): the copy's number (份号), its
//! secrecy and urgency (密级、紧急程度), the office's name in red with or without 文件, the document's
//! number (发文字号) and who signs it (签发人). None of it is title or text. A line is known by its words
//! alone: which colour it has, and which format it stands in, makes no difference.

use nianbao_model::chars::digit;
use nianbao_model::draft::Draft;
use nianbao_model::office::ends_a_name;
use nianbao_model::report::{Omission, Paragraph, Report};

use crate::narrative::omit;

/// Over how many lines such a head may go: eight offices may publish together.
const LINES: usize = 16;
/// The longest line of it, in characters.
const LONGEST: usize = 60;
/// How many characters stand in a document's number before its year.
const CODE: usize = 20;
/// Digits of a copy's number.
const COPY: usize = 6;

const SECRECY: [&str; 4] = ["绝密", "机密", "秘密", "内部资料"];
const URGENCY: [&str; 4] = ["特急", "加急", "平急", "特提"];
/// What kind of paper it is, and nothing else; which state of it, [`Draft`] knows.
const PAPERS: [&str; 7] = ["附件", "附表", "附", "公示", "公告", "目录", "注意保存"];
const NAMED: [&str; 5] = ["份号", "密级", "紧急程度", "签发人", "会签人"];

/// Takes such a head off the beginning of a text, and notes it.
pub(crate) fn take(narrative: &mut Vec<Paragraph>, report: &mut Report) {
    let head = narrative.iter().take(LINES).map(|line| line.text.as_str());
    let head = head.take_while(|text| is_line(text) || is_office(text));
    let last = head.enumerate().filter(|(_, text)| is_line(text)).last();
    for line in narrative.drain(..last.map_or(0, |(at, _)| at + 1)) {
        omit(report, Omission::Letterhead, &line.text, line.locus);
    }
}

/// Whether a line is part of such a head by itself; a mere name of an office may stand anywhere.
pub(crate) fn is_line(text: &str) -> bool {
    if text.chars().nth(LONGEST).is_some() {
        return false;
    }
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    // Under a title the number stands in parentheses.
    let inside = text
        .strip_prefix(['(', '\u{ff08}'])
        .and_then(|text| text.strip_suffix([')', '\u{ff09}']));
    let mut rest = inside
        .filter(|inside| end_of_number(inside) == Some(inside.len()))
        .unwrap_or(&text);
    while !rest.is_empty() {
        match without_piece(rest) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    !text.is_empty()
}

/// What follows the first piece of a head; none if the text begins with another thing.
fn without_piece(text: &str) -> Option<&str> {
    if let Some(rest) = NAMED.iter().find_map(|name| text.strip_prefix(name)) {
        let value = rest.strip_prefix([':', '\u{ff1a}'])?;
        // Who signs stands last in its line, or before the document's number.
        return Some(number_in(value).map_or("", |at| &value[at..]));
    }
    if let Some(rest) = SECRECY.iter().find_map(|word| text.strip_prefix(word)) {
        let Some(period) = rest.strip_prefix('★') else {
            return ends_word(rest);
        };
        let period = period.trim_start_matches(|c| digit(c).is_some() || "一二三四五六七八九十".contains(c));
        return Some(
            ["长期", "年", "个月", "月"]
                .iter()
                .find_map(|unit| period.strip_prefix(unit))
                .unwrap_or(period),
        );
    }
    if let Some(rest) = URGENCY.iter().find_map(|word| text.strip_prefix(word)) {
        return ends_word(rest);
    }
    let draft = || Draft::at_start(text).map(|(.., rest)| rest);
    if let Some(rest) = PAPERS.iter().find_map(|word| text.strip_prefix(word)).or_else(draft) {
        // `附件2：`, `初稿20250105`.
        let rest = rest.trim_start_matches(|c| digit(c).is_some() || "一二三四五六七八九十.-".contains(c));
        return ends_word(rest.trim_start_matches([':', '\u{ff1a}']));
    }
    if let Some(end) = end_of_number(text) {
        return Some(&text[end..]);
    }
    // `青山县林业局内部文件　第1稿`.
    if let Some((names, rest)) = text.split_once("内部文件") {
        return Some(rest).filter(|rest| (names.is_empty() || is_office(names)) && ends_word(rest).is_some());
    }
    let number = text
        .strip_prefix('第')
        .map(|rest| rest.trim_start_matches(|c| digit(c).is_some() || "一二三四五六七八九十".contains(c)));
    if let Some(rest) = number.and_then(|rest| rest.strip_prefix(['稿', '版'])) {
        return ends_word(rest);
    }
    if let Some((names, rest)) = text.split_once("文件") {
        let is_name = names.is_empty() || is_office(names);
        return Some(rest).filter(|rest| is_name && (rest.is_empty() || end_of_number(rest).is_some()));
    }
    let digits = text.chars().take_while(|c| digit(*c).is_some()).count();
    let rest = &text[text.chars().take(digits).map(char::len_utf8).sum()..];
    Some(rest).filter(|_| digits == COPY && text.starts_with(['0', '\u{ff10}']))
}

/// What follows a word, if the word ends here: behind it only another piece may stand.
fn ends_word(rest: &str) -> Option<&str> {
    (rest.is_empty() || without_piece(rest).is_some()).then_some(rest)
}

/// Where a document's number ends that a text begins with: `某教发〔2026〕3号`.
fn end_of_number(text: &str) -> Option<usize> {
    const OPENING: [char; 7] = ['〔', '[', '［', '【', '(', '\u{ff08}', '﹝'];
    const CLOSING: [char; 7] = ['〕', ']', '］', '】', ')', '\u{ff09}', '﹞'];
    let open = text.find(OPENING)?;
    let code = &text[..open];
    let is_code = |c: char| c.is_alphanumeric() && digit(c).is_none();
    let length = code.chars().count();
    if !(1..=CODE).contains(&length) || !code.chars().all(is_code) {
        return None;
    }
    let inside = text[open..].chars().next().map_or(open, |c| open + c.len_utf8());
    let close = inside + text[inside..].find(CLOSING)?;
    let year = &text[inside..close];
    if year.chars().count() != 4 || !year.chars().all(|c| digit(c).is_some()) {
        return None;
    }
    let behind = text[close..].chars().next().map_or(close, |c| close + c.len_utf8());
    let number = text[behind..].trim_start_matches('第');
    let after = number.trim_start_matches(|c| digit(c).is_some());
    let rest = after.strip_prefix('号').filter(|_| after.len() < number.len())?;
    Some(text.len() - rest.len())
}

/// Where a document's number begins in what is said of a head's item; it has at least a character of code.
fn number_in(value: &str) -> Option<usize> {
    // Names and code are not parted by anything here: nothing but the number's own brackets tells.
    value.ends_with('号').then(|| {
        value
            .char_indices()
            .map(|(at, _)| at)
            .find(|at| end_of_number(&value[*at..]).is_some())
    })?
}

/// Whether a line is the name of one office or several.
pub(crate) fn is_office(text: &str) -> bool {
    let short = |name: &str| (2..=LONGEST).contains(&name.chars().count());
    let is_plain = !text.contains(['。', '，', '：', ':', '；', '（', '(']);
    let mut names = text
        .split(|c: char| c.is_whitespace() || c == '、')
        .filter(|name| !name.is_empty())
        .peekable();
    is_plain && names.peek().is_some() && names.all(|name| short(name) && ends_a_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::Locus;

    #[test]
    fn a_head_is_known_by_its_words() {
        for line in [
            "某市教育局文件",
            "某市教育局 某市财政局 文件",
            "文 件",
            "某教〔2026〕3号",
            "某教发[2026]第 12 号",
            "某教办函（2026）3号",
            "某教〔2026〕3 号　　　签发人：李 明",
            "（某教〔2026〕3号）",
            "签发人：李明 王芳",
            "000012",
            "份号：000012",
            "机密★1年",
            "秘密",
            "000012 机密★一年 特急",
            "加急",
        ] {
            assert!(is_line(line), "{line}");
        }
        for line in [
            "",
            "某市教育局",
            "某市教育局2025年政府信息公开工作年度报告",
            "4105",
            "123456",
            "根据某教〔2026〕3号的要求编制。",
            "秘密事项3件",
            "加急办理申请3件",
            "制发规范性文件",
            "规范性文件6件",
            "一、总体情况",
        ] {
            assert!(!is_line(line), "{line}");
        }
    }

    #[test]
    fn a_head_goes_with_the_names_in_it_and_no_further() {
        let taken = |lines: &[&str]| {
            let line = |text: &&str| crate::narrative::paragraph(0, (*text).to_owned(), Locus::file(&"a.txt".into()));
            let mut narrative: Vec<Paragraph> = lines.iter().map(line).collect();
            take(&mut narrative, &mut Report::new("gov-2021"));
            lines.len() - narrative.len()
        };
        let title = "某市教育局2025年政府信息公开工作年度报告";
        assert_eq!(taken(&["某市教育局", "某教〔2026〕3号", title]), 2);
        assert_eq!(
            taken(&[
                "000001",
                "特急",
                "某市教育局",
                "某市财政局文件",
                "某教〔2026〕3号",
                title
            ]),
            5
        );
        assert_eq!(taken(&["某市教育局", "2025年政府信息公开工作年度报告"]), 0);
        assert_eq!(taken(&[title, "某教〔2026〕3号"]), 0);
        assert_eq!(taken(&["公开工作扎实推进。", "某教〔2026〕3号"]), 0);
    }
}
