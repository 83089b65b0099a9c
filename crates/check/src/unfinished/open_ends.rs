//! Paragraphs that leave their sentence open, which goes on in the next one.

use nianbao_model::chars::is_han;

/// Which of these paragraphs end within a sentence that the next one does not begin: with a comma, within
/// a number or a phrase, or with any word where that is no habit of the writer's. The second of each pair
/// is the paragraph that follows, if one does.
pub(crate) fn open_ends<'a>(paragraphs: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> Vec<usize> {
    const COMMAS: [char; 4] = ['\u{ff0c}', ',', '、', '\u{ff08}'];
    let (mut open, mut words) = (Vec::new(), Vec::new());
    for (index, (text, next)) in paragraphs.enumerate() {
        let is_line = || text.contains(['\u{ff1a}', ':']);
        if text.ends_with(COMMAS) || next.is_some_and(|next| goes_on(text, next)) && !is_line() {
            open.push(index);
        } else if next.is_some() && has_no_end(text) {
            words.push(index);
        }
    }
    if words.len() >= SEVERAL {
        open.extend(words);
        open.sort_unstable();
    }
    open
}

/// Whether the last mark of a text's sentences is missing: it may be forgotten, or the text breaks off.
pub(crate) fn has_no_end(text: &str) -> bool {
    text.ends_with(is_han) && text.contains(PAUSES) && !text.contains(['\u{ff1a}', ':'])
}

/// What stands within a sentence, or ends one.
const PAUSES: [char; 4] = ['\u{ff0c}', '。', '、', '\u{ff1b}'];

/// Whether a sentence that one paragraph leaves open can only go on in the next.
fn goes_on(text: &str, next: &str) -> bool {
    /// Words that a sentence does not end with.
    const LEADING: [&str; 30] = [
        "并", "和", "与", "及", "以及", "或", "而", "且", "的", "对", "对于", "为", "在", "将", "由", "以", "把", "被",
        "向", "从", "于", "至", "共", "已", "均", "未", "不", "是", "因", "按照",
    ];
    /// Those that a phrase begins with which is no sentence by itself.
    const PHRASES: [&str; 16] = [
        "对", "在", "为了", "通过", "按照", "根据", "围绕", "针对", "截至", "自", "从", "由", "以", "经", "依据",
        "结合",
    ];
    /// What no paragraph begins with.
    const BEHIND: [char; 9] = ['\u{ff0c}', '、', '。', '\u{ff1b}', '\u{ff09}', '”', '》', '的', '了'];
    let is_long = || text.chars().nth(SHORT - 1).is_some();
    let is_sentence = || next.contains(PAUSES);
    let in_number =
        text.ends_with(|c: char| c.is_ascii_digit()) && next.starts_with(|c| is_han(c) || c == '.' || c == '%');
    let in_phrase = text.ends_with(is_han)
        && (LEADING.iter().any(|word| text.ends_with(word) && !ends_a_word(text))
            || !text.contains(PAUSES) && PHRASES.iter().any(|word| text.starts_with(word)));
    next.starts_with(BEHIND) && text.ends_with(is_han) || (in_number || in_phrase) && is_long() && is_sentence()
}

/// Whether a text ends with a word whose last character only looks like one that leads on.
fn ends_a_word(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "参与", "行为", "作为", "合并", "公共", "目的", "存在", "以为", "成为", "缘由", "理由", "方向", "总和", "甚至",
    ];
    WORDS.iter().any(|word| text.ends_with(word))
}

/// A shorter text may be a name or a heading without a number.
const SHORT: usize = 10;

/// A full stop may be forgotten once.
const SEVERAL: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_that_was_broken_over_lines_is_told() {
        let ends = |texts: &[&str]| {
            let next = texts.iter().skip(1).copied().map(Some).chain([None]);
            open_ends(texts.iter().copied().zip(next))
        };
        assert_eq!(ends(&["一年来，扎实推进政府信", "息公开，", "公开120条。"]), [1]);
        assert_eq!(ends(&["一年来，扎实推进政府信", "息公开，全年", "公开120条。"]), [0, 1]);
        assert!(
            ends(&[
                "地址：某路1号，邮编：400000，联系人：李明",
                "乙，丙：丁",
                "全年公开120条。"
            ])
            .is_empty()
        );
        for (text, next) in [
            ("一年来对全市64所学校检查2", "轮，发现问题31个。"),
            ("下一步建立季度通报制度，并", "对经办人员进行轮训，提高水平。"),
            ("对全市64所学校的公开栏目", "开展检查2轮，发现问题31个。"),
            ("全年公开120条", "，其中文件6件。"),
        ] {
            assert_eq!(ends(&[text, next]), [0], "{text}");
        }
        for (text, next) in [
            ("全年公开信息120条，办结申请12件", "下一步加强培训，提高水平。"),
            ("附件1", "公开目录，见网站。"),
            ("围绕群众关心的事项主动公开。", "下一步加强培训，提高水平。"),
            ("学校信息公开与公众参与", "全年开展活动2次，参加900人。"),
            ("对口帮扶", "全年开展活动2次，参加900人。"),
        ] {
            assert!(ends(&[text, next]).is_empty(), "{text}");
        }
    }
}
