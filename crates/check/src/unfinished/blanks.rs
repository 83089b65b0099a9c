//! Places kept free for a number, `收到××件`, and what a program has left instead of one.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use nianbao_model::chars::is_han;

/// What a report counts.
const COUNTED: [&str; 7] = ["政府信息", "信息", "申请", "行政", "规范性", "政策", "均"];

/// A place kept free, with what it counts behind it; and what a program has left instead of a number.
static BLANK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        // An error of Excel or Word, a number as programs write it, signs that turn the text, marks of a page.
        r"(?P<error>\d(?:\.\d+)?E[+-]?\d+|[\u{202b}\u{202e}\u{2067}]",
        r"|</?(?:p|br|div|span|b|strong|em|font|a|img|table|tr|td|li|ul|u|i|o:p)(?:\s[^<>]*)?/?>|&(?:[a-z]{2,8}|#\d+);",
        r"|\*\*[^*]+\*\*|^#{1,6} |\[/[a-z]{1,10}\]|^<{7} |^={7}$|^>{7} |[\[【〔〖](?:本?单位|机关|部门|本?地区)名称[\]】〕〗]",
        r"|#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|#{4,}|错误[!！](?:未找到引用源|未定义书签)",
        r"|Error! (?:Reference source|Bookmark) not)|(?P<line>[_＿]{2,})",
        // A day without its number, and two words of which one was to be struck.
        r"|(?P<day>年[ \u{3000}\u{a0}]+月[ \u{3000}\u{a0}]+日|20[*＊×╳✕XxＸ_＿]{1,2}年|[*＊×╳✕XxＸ_＿]{1,2}月(?:[*＊×╳✕XxＸ_＿\d]{1,2}日)?|\d{1,2}月[*＊×╳✕XxＸ_＿]{1,2}日)",
        r"|(?P<either>(?:增长|增加|上升|提高|上涨|多)[/／|（(](?:下降|减少|降低|少)[）)]?)(?:了|约|近)?[\d*＊×╳✕XxＸ_＿]",
        r"|(?P<name>[○〇◯△□]{2,}(?:省|市|县|区|旗|州|镇|乡|街道|局|委|办|处|科|厅)|[×╳✕]{2,}(?:个|名)|[XxＸｘ]{2,}(?:省|市|县|区|旗|州|镇|乡|街道|局|网站))",
        // `副局长×××多次召开会议`.
        r"|(?P<person>(?:[局县市区镇乡厅科处]长|副主任|书记)[×╳✕＊XＸ]{2,3})",
        r"|(?P<free>[XxＸｘ×╳✕＊*＿_]+|[NＮ]|[?？]|[○△□?？]{2,}|…{2,}|[（(][ \u{3000}]*[）)]|[ \u{3000}\u{a0}]{2,}|(?:nan|NaN|None|null|NULL|undefined))",
        r"[ \u{3000}]*(?:余|多|万|亿|千|百)*(?:件|条|次|人次|个|元|项|篇|份|期|场|家|人|起|宗|[%％])",
    ))
    .ok()
});

/// Whether a text may have what the pattern finds. Most have not, and the pattern is slow: it is not asked, and
/// for most reports not even made.
fn may_have_one(text: &str) -> bool {
    let is_blank = |c: char| matches!(c, ' ' | '\u{3000}' | '\u{a0}');
    let ends = |behind: Option<char>| behind.is_none_or(|c| is_blank(c) || is_han(c));
    let mut before = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        // Nearly all are Han, and but three of those begin nothing.
        if is_han(c) && !matches!(c, '错' | '称' | '年') {
            before = Some(c);
            continue;
        }
        let behind = rest.as_str().chars().next();
        let found = match c {
            '×' | '╳' | '✕' | '＊' | '*' | '_' | '＿' | '○' | '〇' | '◯' | '△' | '□' | '?' | '？' | '…' | '<' | '&'
            | '#' | 'Ｘ' | 'ｘ' | 'Ｎ' | '\u{202b}' | '\u{202e}' | '\u{2067}' => true,
            '错' => behind == Some('误'),
            '[' => behind == Some('/'),
            '=' | '>' => behind == Some(c),
            '称' => matches!(behind, Some(']' | '】' | '〕' | '〗')),
            'd' => before == Some('e') && ends(behind),
            // `2.4E+09`, `Error!`.
            'E' if before.is_some_and(|c: char| c.is_numeric()) || behind == Some('r') => true,
            '年' if behind.is_some_and(is_blank) => true,
            // `XX件`, `nan件`, `NULL件`: of words and addresses they are inside.
            'X' | 'x' | 'n' | 'N' => ends(behind),
            'e' => before == Some('n') && ends(behind),
            'l' | 'L' => before == Some(c) && ends(behind),
            ' ' | '\u{3000}' | '\u{a0}' => behind.is_some_and(is_blank),
            '(' | '（' if behind.is_some_and(|c| is_blank(c) || matches!(c, ')' | '）')) => true,
            '(' | '（' | '/' | '／' | '|' => before.is_some_and(|c| "长加升高涨多".contains(c)),
            _ => false,
        };
        if found {
            return true;
        }
        before = Some(c);
    }
    false
}

/// The places that are kept free in a text.
pub(super) fn blanks(text: &str) -> Vec<Range<usize>> {
    match may_have_one(text) {
        true => matched(text).into_iter().chain(gaps(text)).collect(),
        false => gaps(text),
    }
}

/// Those that the pattern finds.
fn matched(text: &str) -> Vec<Range<usize>> {
    let Some(pattern) = &*BLANK else {
        return Vec::new();
    };
    let is_one = |found: &regex::Captures<'_>| {
        let Some(whole) = found.get(0) else { return false };
        let before = text[..whole.start()].chars().next_back();
        let behind = text[whole.end()..].chars().next();
        if found.name("error").is_some() {
            return true;
        }
        if found.name("day").is_some() || found.name("either").is_some() {
            return true;
        }
        if found.name("line").is_some() {
            return ![before, behind]
                .into_iter()
                .flatten()
                .any(|c| c.is_ascii_alphanumeric());
        }
        // `XX人民法院` is a name that is not to be read, and 3×5 is a product.
        let counts =
            behind.is_none_or(|c| !is_han(c)) || COUNTED.iter().any(|word| text[whole.end()..].starts_with(word));
        // `○○县`, `××个乡镇`: of whatever it is said; `××个人` is a name again.
        // In a law-suit it is one that is not to be known: `张某诉XX县`.
        if found.name("name").is_some() {
            let is_of_people = whole.as_str().ends_with(['个', '名']) && behind == Some('人');
            return !is_of_people && !text.contains('诉');
        }
        if found.name("person").is_some() {
            return behind.is_some_and(is_han);
        }
        before.is_some_and(|c| is_han(c) || c == ' ' || c == '\u{3000}') && counts
    };
    let found = pattern.captures_iter(text).filter(is_one);
    let found = found.filter_map(|found| found.name("either").or(found.get(0)).map(|whole| whole.range()));
    found.collect()
}

/// Where a number has been taken out before its unit: `清理文件 件，`. One blank may as well part the two
/// characters of a word, `信 件，`.
fn gaps(text: &str) -> Vec<Range<usize>> {
    const UNITS: [(char, &str); 5] = [
        ('件', "文信案证条附事邮要稿物零部配急函软硬"),
        ('条', "线面链枝"),
        ('份', "月身股年成省"),
        ('篇', "长全"),
        ('次', "人层依批名再首本"),
    ];
    let is_gap = |at: usize| {
        let mut behind = text[at..].chars().skip(1);
        let (unit, mark) = (behind.next()?, behind.next());
        let (_, words) = UNITS.iter().find(|(own, _)| *own == unit)?;
        let before = text[..at]
            .chars()
            .next_back()
            .filter(|c| is_han(*c) && !words.contains(*c))?;
        let ends = mark.is_none_or(|c| "，。；、,;\u{ff09})".contains(c));
        (ends && before != '第').then(|| at..at + text[at..].chars().take(2).map(char::len_utf8).sum::<usize>())
    };
    let blanks = text
        .char_indices()
        .filter(|(_, c)| matches!(c, ' ' | '\u{3000}' | '\u{a0}'));
    blanks.filter_map(|(at, _)| is_gap(at)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_pattern_is_asked_wherever_it_finds_something(
            text in "([X×*＿○?…a件条年月日长增/（） \u{3000}错误!！#<>b&;n0-9E+局县个nulNoe]|nan|NaN|None|NULL|下降|Error! Bookmark not|20|undefined|\\[/page\\]|局长){0,12}"
        ) {
            prop_assert!(may_have_one(&text) || matched(&text).is_empty(), "{}", text);
        }
    }

    #[test]
    fn most_texts_have_none() {
        assert!(!may_have_one(
            "全年收到申请（含网上）12件，邮箱xxgk@example.cn，网址www.example.cn/xxgk。"
        ));
        assert!(may_have_one("收到XX件") && may_have_one("增长（下降）5%"));
    }
}
