//! Labels, and how they are matched: office staff retype them with other
//! brackets, spaces, line breaks and numbering, and mean the same row.

use unicode_normalization::UnicodeNormalization;

use crate::chars::{digit, is_han, is_zero_width};

/// The bytes of the longest text that is taken for a label: twice as much as the longest of a form.
pub const LONGEST: usize = 600;

/// The form a label is compared in: Unicode NFKC, without white space, without the mark of a note or a
/// unit of things behind it (`*`, `①`, `（件）`), without its list marker (`一、` `(一)` `1.` `①`), with quotes and dashes folded.
pub fn normalize(label: &str) -> String {
    let label = label.trim_start();
    // A circled numeral is a bare digit after NFKC, so it goes before.
    let label = label.strip_prefix(|c| ('①'..='⑳').contains(&c)).unwrap_or(label);
    let label = without_mark(label);
    let kept = |c: &char| is_han(*c) || (!c.is_whitespace() && !is_zero_width(*c));
    // Most labels are Han characters and ASCII, which NFKC leaves as they are.
    let stable = label.chars().all(is_stable);
    if stable && !label.starts_with(may_begin_marker) {
        return label.chars().filter(kept).map(fold).collect();
    }
    let compact: String = if stable {
        label.chars().filter(kept).collect()
    } else {
        label.nfkc().filter(kept).collect()
    };
    let body = match marker(&compact) {
        Some(marker) if marker.len < compact.len() => &compact[marker.len..],
        _ => &compact,
    };
    body.chars().map(fold).collect()
}

/// The name of an item of a questionnaire, without the marks that say whether it must be filled in:
/// `* 机关名称`, `机关名称（必填）：`.
pub fn unmarked(name: &str) -> &str {
    const ASIDES: [&str; 6] = ["必填", "选填", "必填项", "选填项", "可选", "必选"];
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '*' | '\u{ff0a}' | '★' | '☆' | '※' | ':' | '\u{ff1a}');
    let name = name.trim_matches(is_mark);
    let without = ASIDES.iter().find_map(|aside| {
        let open = name.strip_suffix([')', '\u{ff09}'])?.strip_suffix(aside)?;
        open.strip_suffix(['(', '\u{ff08}'])
    });
    without.unwrap_or(name).trim_matches(is_mark)
}

/// A label without what points to a note, or says what is counted. What has no words is no label: the
/// digits of a figure keep their marks.
fn without_mark(label: &str) -> &str {
    const MARKS: [char; 15] = [
        '*', '\u{ff0a}', '※', '†', '‡', '⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹',
    ];
    const ASIDES: [&str; 8] = ["件", "项", "宗", "条", "个", "份", "注", "见注"];
    let is_mark = |c: char| MARKS.contains(&c) || ('①'..='⑳').contains(&c);
    let mut rest = label.trim_end();
    if !rest.ends_with(|c| is_mark(c) || matches!(c, ')' | '\u{ff09}' | ']' | '］')) {
        return label;
    }
    loop {
        let bare = rest.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace());
        let aside = bare.strip_suffix([')', '\u{ff09}', ']', '］']).and_then(|open| {
            let (before, inside) = open.rsplit_once(['(', '\u{ff08}', '[', '［'])?;
            let is_number = bare.ends_with([']', '］']) && inside.chars().all(|c| digit(c).is_some());
            (is_number || ASIDES.contains(&inside.trim())).then_some(before)
        });
        let next = aside.unwrap_or(bare).trim_end();
        if next.len() == rest.len() || !next.contains(is_han) {
            return rest;
        }
        rest = next;
    }
}

/// Whether a list marker can begin with this character.
fn may_begin_marker(c: char) -> bool {
    c == '(' || c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
}

/// Whether NFKC leaves a character alone, whatever stands beside it.
fn is_stable(c: char) -> bool {
    c.is_ascii()
        || matches!(
            c,
            '\u{4e00}'..='\u{9fff}' | '、' | '。' | '《' | '》' | '“' | '”' | '〔' | '〕'
        )
}

fn fold(c: char) -> char {
    match c {
        // Nearly all are: no other is looked for.
        han if is_han(han) => han,
        '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』' | '\'' => '"',
        '〔' | '【' | '[' | '{' => '(',
        '〕' | '】' | ']' | '}' => ')',
        '、' | ';' => ',',
        '–' | '—' | '−' | '─' => '-',
        '。' => '.',
        other => other,
    }
}

/// The list marker a heading or label begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker {
    /// The level its style stands for in official documents (GB/T 9704 7.3.3):
    /// 1 `一、`, 2 `(一)`, 3 `1.`, 4 `(1)`.
    pub level: u8,
    /// Its length in bytes in the text it was found in.
    pub len: usize,
}

/// The list marker at the start of `text`, where there is one.
pub fn marker(text: &str) -> Option<Marker> {
    let (bracketed, rest) = match text.strip_prefix(['(', '\u{ff08}']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let chinese = leading(rest, |c| "一二三四五六七八九十".contains(c));
    let arabic = leading(rest, |c| digit(c).is_some());
    let (digits, level) = match (chinese, arabic) {
        (0, 0) => return None,
        (0, n) => (n, 3),
        (n, _) => (n, 1),
    };
    let after = &rest[digits..];
    let closing = after.chars().next()?;
    let next = after[closing.len_utf8()..].chars().next();
    let closes = if bracketed {
        matches!(closing, ')' | '\u{ff09}')
    } else {
        // `1.5` is a number, not an item.
        matches!(closing, '、' | '.' | '\u{ff0e}') && !next.is_some_and(|c| c.is_ascii_digit())
    };
    closes.then(|| Marker {
        level: level + u8::from(bracketed),
        len: (text.len() - rest.len()) + digits + closing.len_utf8(),
    })
}

/// What the line names that lists a document's attachments: `附件：1.公开指南`.
pub fn attachments(line: &str) -> Option<&str> {
    let names = ["附件", "附表", "附"];
    let rest = names.iter().find_map(|name| line.trim_start().strip_prefix(name));
    let listed = rest?.trim_start().strip_prefix([':', '\u{ff1a}'])?;
    Some(listed.trim())
}

/// The longest text, in characters, that is taken for a heading.
pub const HEADING_MAX: usize = 50;

/// The level of the heading this line is, or 0 for a paragraph: a heading begins
/// with a list marker, is short, and is not a sentence.
pub fn heading_level(line: &str) -> u8 {
    let Some(marker) = marker(line) else { return 0 };
    let sentence = line.contains(['。', ';', '\u{ff1b}', '!', '\u{ff01}', '?', '\u{ff1f}']);
    let complete = line.len() > marker.len && !line.ends_with([':', '\u{ff1a}', ',', '\u{ff0c}']);
    if complete && !sentence && line.chars().count() <= HEADING_MAX {
        marker.level
    } else {
        0
    }
}

/// The heading that a paragraph begins with on its own line, up to one of these marks: `（二）依申请公开` of
/// `（二）依申请公开。畅通渠道，…`. What it announces stands behind it.
pub fn run_in<'a>(text: &'a str, ends: &[char]) -> Option<&'a str> {
    let (heading, behind) = text.split_once(ends)?;
    (heading_level(heading) > 0 && !behind.is_empty()).then_some(heading)
}

fn leading(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// The candidate closest to `label` by edit distance on normalised text, if it
/// is close enough to be a slip (at most a third of the characters differ).
pub fn nearest<'a>(label: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = normalize(label);
    let sorted = |text: &str| {
        let mut chars: Vec<char> = text.chars().collect();
        chars.sort_unstable();
        chars
    };
    candidates
        .into_iter()
        .map(|candidate| {
            let other = normalize(candidate);
            let longer = wanted.chars().count().max(other.chars().count());
            // `pfd` is rather pdf than ofd: the same letters.
            let has_others = sorted(&wanted) != sorted(&other);
            let distance = strsim::damerau_levenshtein(&wanted, &other);
            ((distance, has_others), longer, candidate)
        })
        .filter(|((distance, _), longer, _)| distance * 3 <= *longer)
        .min_by_key(|(distance, _, _)| *distance)
        .map(|(_, _, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_that_are_as_near_the_one_of_the_same_letters_is_meant() {
        assert_eq!(nearest("pfd", ["docx", "ofd", "pdf"]), Some("pdf"));
        assert_eq!(nearest("xyz", ["docx", "ofd", "pdf"]), None);
    }

    #[test]
    fn an_item_is_named_without_the_marks_of_a_questionnaire() {
        for name in [
            "* 机关名称",
            "机关名称＊",
            "机关名称（必填）：",
            "★机关名称(选填项)",
            "机关名称",
        ] {
            assert_eq!(unmarked(name), "机关名称", "{name}");
        }
        assert_eq!(unmarked("机关名称（盖章）"), "机关名称（盖章）");
    }

    #[test]
    fn the_mark_of_a_note_is_no_part_of_a_label() {
        for label in [
            "自然人*",
            "自然人 ①",
            "自然人²",
            "自然人（件）",
            "自然人（件）※",
            "自然人[1]",
            "自然人（注）",
        ] {
            assert_eq!(normalize(label), "自然人", "{label}");
        }
        assert_eq!(normalize("行政许可（二）"), "行政许可(二)");
        assert_eq!(normalize("自然人（1）"), "自然人(1)");
        assert_eq!(normalize("（件）"), "(件)");
        assert_eq!(normalize("5*"), "5*");
        assert_eq!(normalize("收费金额（万元）"), "收费金额(万元)");
    }

    #[test]
    fn retyped_labels_compare_equal() {
        let same = [
            ["一、本年新收政府信息公开申请数量", "本年新收 政府信息\n公开申请数量"],
            ["\u{ff08}三\u{ff09}不予公开", "(三)不予公开"],
            ["1.属于国家秘密", "1、属于国家秘密"],
            ["2.咨询事项\u{ff0c}指引咨询渠道", "②咨询事项,指引咨询渠道"],
            ["总计", "总 计"],
            ["3.危及“三安全一稳定”", "3.危及\"三安全一稳定\""],
            ["\u{ff08}六\u{ff09}其他处理", "(6)其他处理"],
            ["总计", "总\u{3000}计\u{200b}"],
        ];
        for [one, other] in same {
            assert_eq!(normalize(one), normalize(other), "{one} / {other}");
        }
        assert_ne!(normalize("1.属于国家秘密"), normalize("2.重复申请"));
    }

    proptest::proptest! {
        #[test]
        fn characters_that_are_left_alone_are_those_nfkc_leaves_alone(text in "\\PC{0,20}") {
            if text.chars().all(is_stable) {
                proptest::prop_assert_eq!(text.nfkc().collect::<String>(), text);
            }
        }
    }

    #[test]
    fn every_stable_character_is_left_alone() {
        for c in (0..=0xffff).filter_map(char::from_u32).filter(|c| is_stable(*c)) {
            assert_eq!(c.to_string().nfkc().collect::<String>(), c.to_string());
        }
    }

    #[test]
    fn markers_carry_their_level() {
        let levels = [
            "一、总体情况",
            "\u{ff08}二\u{ff09}依申请",
            "(十二)其他",
            "3.要求",
            "4、要求",
            "(5)其他",
        ]
        .map(|text| marker(text).map(|m| m.level));
        assert_eq!(levels, [Some(1), Some(2), Some(2), Some(3), Some(3), Some(4)]);
        for text in ["1.5倍", "一是", "2020年", "(一", "三安全", ""] {
            let found = marker(text);
            assert!(found.is_none(), "{text}: {found:?}");
        }
    }

    #[test]
    fn a_slip_finds_its_label_and_nothing_else_does() {
        let labels = ["1.属于国家秘密", "2.重复申请", "总计"];
        assert_eq!(nearest("2.重复申情", labels), Some("2.重复申请"));
        assert_eq!(nearest("备注", labels), None);
    }

    #[test]
    fn headings_are_short_and_no_sentences() {
        let levels = [
            "一、总体情况",
            "(一)主动公开情况",
            "1.建好网站“第一阵地”",
            "(1)其他",
            "一是按照要求设置专栏。",
            "1.全年共收到申请6件;已全部办结。",
            "2020年重庆海关政务公开工作",
            "一、",
            "(一)以下情况:",
        ]
        .map(heading_level);
        assert_eq!(levels, [1, 2, 3, 4, 0, 0, 0, 0, 0]);
    }
}
