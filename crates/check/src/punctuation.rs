//! Punctuation of Chinese prose (GB/T 15834-2011): full-width beside Han characters.
//! Figures, times, addresses and Western text keep their half-width marks.

use nianbao_model::chars::is_han;

/// The half-width marks that stand where full-width ones belong, as bytes of `text`.
pub fn half_width(text: &str) -> Vec<usize> {
    if !text.chars().any(|c| full_width(c).is_some()) {
        return Vec::new();
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let is_address = addresses(&chars);
    let mut found = Vec::new();
    for (nth, (at, mark)) in chars.iter().enumerate() {
        if full_width(*mark).is_none() || is_address[nth] {
            continue;
        }
        let before = nth.checked_sub(1).and_then(|before| chars.get(before)).map(|(_, c)| *c);
        let after = chars.get(nth + 1).map(|(_, c)| *c);
        if belongs_to_han(*mark, before, after) {
            found.push(*at);
        }
    }
    with_closing_brackets(text, found)
}

/// The text with full-width punctuation where it belongs.
pub fn corrected(text: &str) -> String {
    let marks = half_width(text);
    let mut corrected = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let wide = if marks.binary_search(&at).is_ok() {
            full_width(c)
        } else {
            None
        };
        corrected.push(wide.unwrap_or(c));
    }
    corrected
}

/// The full-width mark for a half-width one. The full stop is not among them: `.` stands
/// in figures, numbers and abbreviations, and offices do not type it for 。.
fn full_width(mark: char) -> Option<char> {
    Some(match mark {
        ',' => '\u{ff0c}',
        ';' => '\u{ff1b}',
        ':' => '\u{ff1a}',
        '!' => '\u{ff01}',
        '?' => '\u{ff1f}',
        '(' => '\u{ff08}',
        ')' => '\u{ff09}',
        _ => return None,
    })
}

/// Whether a character is one of Chinese prose: Han, or a mark that only that has.
fn is_chinese(c: char) -> bool {
    is_han(c) || matches!(c, '《' | '》' | '“' | '”' | '、' | '。' | '〔' | '〕')
}

/// Whether a mark between these characters is one of Chinese prose.
fn belongs_to_han(mark: char, before: Option<char>, after: Option<char>) -> bool {
    let han = |c: Option<char>| c.is_some_and(is_chinese);
    match mark {
        // `(2019)` behind a Western word is Western.
        '(' | ')' => han(before) || han(after),
        // `1,234` and `8:30`.
        _ if before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit()) => false,
        _ => han(before) || han(after) || (before.is_some_and(|c| matches!(c, ')' | '%')) && han(after)),
    }
}

/// Which characters are part of a web or mail address.
fn addresses(chars: &[(usize, char)]) -> Vec<bool> {
    let mut is_address = vec![false; chars.len()];
    let mut start = 0;
    while start < chars.len() {
        let run = chars[start..].iter().take_while(|(_, c)| c.is_ascii_graphic()).count();
        let text: String = chars[start..start + run].iter().map(|(_, c)| *c).collect();
        if text.contains("://") || text.contains("www.") || text.contains('@') {
            // What closes the run belongs to the sentence.
            let kept = text
                .trim_end_matches([',', ';', ':', ')', '!', '?', '.'])
                .chars()
                .count();
            let lead = text.len() - text.trim_start_matches(['(', ',', ':', ';']).len();
            is_address[start + lead..start + kept.max(lead)].fill(true);
        }
        start += run.max(1);
    }
    is_address
}

/// A closing bracket goes with its opening one; one without is judged by what is beside it.
fn with_closing_brackets(text: &str, mut found: Vec<usize>) -> Vec<usize> {
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' => open.push(at),
            ')' => {
                if let Some(start) = open.pop() {
                    found.retain(|own| *own != at);
                    if found.contains(&start) {
                        found.push(at);
                    }
                }
            }
            _ => {}
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_beside_han_become_full_width_and_others_stay() {
        for (text, expected) in [
            ("健全制度,规范程序(含答复)。", "健全制度，规范程序（含答复）。"),
            ("电话:023-12360;邮箱:a@b.cn)", "电话：023-12360；邮箱：a@b.cn)"),
            ("(2019)60号", "(2019)60号"),
            ("统计(2019年)数据", "统计（2019年）数据"),
            ("3,000件,8:30至9:00", "3,000件，8:30至9:00"),
            ("见http://www.a.cn/?b=1,下载", "见http://www.a.cn/?b=1，下载"),
            ("Office (2019), Word", "Office (2019), Word"),
            ("占87.9%,较高", "占87.9%，较高"),
        ] {
            assert_eq!(corrected(text), expected);
        }
    }

    proptest! {
        #[test]
        fn correcting_twice_changes_nothing_more(text in "[汉字a1,;:()!?. ]{0,30}") {
            let once = corrected(&text);
            prop_assert_eq!(corrected(&once), once.clone());
            prop_assert_eq!(once.chars().count(), text.chars().count());
        }
    }
}
