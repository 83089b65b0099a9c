//! What stands in a text that is still being written: words to whoever writes it,
//! `（请业务科补充）`, places kept free, `收到××件`, and paragraphs that leave their sentence open.
//! What is to be said of them is the rule's.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use nianbao_model::chars::is_han;

/// What is asked of whoever writes it.
const ASKED: [&str; 27] = [
    "请核",
    "请补",
    "请改",
    "请确认",
    "请再",
    "请删",
    "请填",
    "待核",
    "待补",
    "待定",
    "待确认",
    "待填",
    "待更新",
    "待完善",
    "待提供",
    "未核实",
    "没核",
    "此处",
    "存疑",
    "TODO",
    "TBD",
    "建议删",
    "建议改",
    "待领导",
    "待审定",
    "待审核",
    "待审阅",
];
/// With a number behind it, a figure that somebody has corrected beside it.
const CORRECTED: [&str; 5] = ["应为", "应是", "应改为", "更正为", "改为"];
/// What a program says to whoever asked it for a text.
const ANSWERS: [&str; 7] = [
    "根据您",
    "请告诉我",
    "为您撰写",
    "为您生成",
    "希望对您",
    "您可以根据",
    "作为人工智能",
];
/// What somebody is asked to do: `请业务科…补充`.
const TASKS: [&str; 14] = [
    "补充", "核实", "核对", "确认", "提供", "修改", "填写", "完善", "更新", "删除", "斟酌", "审定", "审阅", "补齐",
];
/// Words in which 请 asks nobody for anything.
const NO_REQUEST: [&str; 8] = ["申请", "邀请", "提请", "报请", "聘请", "请求", "请示", "敬请"];
/// How a note on a text begins.
const NOTES: [&str; 8] = ["注", "备注", "批注", "意见", "提示", "说明", "编者注", "编辑注"];
/// How the lines of a letter begin that brought the text.
const LETTER: [&str; 7] = ["发件人", "收件人", "抄送", "发送时间", "发送日期", "主题", "转发"];
/// What closes a letter, and is a paragraph by itself.
const CLOSING: [&str; 4] = ["此致", "敬礼", "祝好", "顺祝商祺"];
/// A paragraph that is longer is no remark, whatever is asked in it.
const LONGEST: usize = 60;

/// Where in a text of a report somebody speaks of it, or has kept a place free: in order.
pub(crate) fn unfinished(text: &str) -> Vec<Range<usize>> {
    if is_short(text) && is_request(text) {
        return std::iter::once(0..text.len()).collect();
    }
    let mut found = bracketed(text);
    let free = blanks(text).into_iter();
    found.extend(
        free.filter(|blank| !found.iter().any(|found| found.contains(&blank.start)))
            .collect::<Vec<_>>(),
    );
    found.sort_by_key(|found| found.start);
    found
}

/// Whether a paragraph as a whole is a request, a word that holds its place, or a number by itself.
fn is_request(text: &str) -> bool {
    const INSTEAD: [&str; 10] = [
        "待补充",
        "待定",
        "待核实",
        "待完善",
        "略",
        "暂缺",
        "待填",
        "以下空白",
        "以下无正文",
        "此页无正文",
    ];
    let bare = text.trim_end_matches(['。', '.', '…', '\u{ff01}']);
    let is_number = bare.contains(char::is_numeric) && bare.chars().all(|c| c.is_numeric() || "., ".contains(c));
    let inside = bare.trim_matches(['\u{ff08}', '\u{ff09}', '(', ')']);
    is_number
        || is_version(inside)
        || is_count_of_words(inside)
        || ANSWERS.iter().any(|word| bare.contains(word))
        || CLOSING.contains(&bare)
        || LETTER.iter().any(|begin| {
            text.strip_prefix(begin)
                .is_some_and(|rest| rest.starts_with([':', '\u{ff1a}']))
        })
        || text.starts_with("---") && text.ends_with("---") && text.contains(is_han)
        || INSTEAD.contains(&inside)
        || bare.starts_with("批注 [")
        || (bare.starts_with(['请', '待']) || is_note(bare)) && asks(bare)
}

/// Whether a paragraph says which state of the text it is, `第三稿（0112修改）`.
fn is_version(text: &str) -> bool {
    let numbered = text.strip_prefix('第').and_then(|rest| {
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        (behind.len() < rest.len()).then_some(behind)
    });
    let named = ["征求意见", "送审", "讨论", "修改", "初", "定", "终", "草"]
        .iter()
        .find_map(|kind| text.strip_prefix(kind));
    numbered
        .or(named)
        .and_then(|rest| rest.strip_prefix('稿'))
        .is_some_and(|rest| !rest.starts_with(is_han))
}

/// Whether a paragraph says how long the text is, `全文共1286字`.
fn is_count_of_words(text: &str) -> bool {
    let before = text
        .trim_end_matches('字')
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let counted = before.len() < text.len() && (text.ends_with('字') || text.starts_with("字数"));
    let words = [
        "全文", "正文", "本文", "以上", "字数", "总", "共", "约", "计", ":", "\u{ff1a}", " ",
    ];
    let rest = words
        .iter()
        .fold(before.to_owned(), |rest, word| rest.replace(word, ""));
    counted && rest.is_empty() && text.contains(|c: char| c.is_ascii_digit())
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= LONGEST
}

fn is_note(text: &str) -> bool {
    let rest = NOTES.iter().find_map(|note| text.strip_prefix(note));
    rest.is_some_and(|rest| rest.starts_with([':', '\u{ff1a}']))
}

/// Whether whoever writes is asked for something, or told that something is still to be done.
fn asks(text: &str) -> bool {
    let mut text = text.to_owned();
    NO_REQUEST.iter().for_each(|word| text = text.replace(word, " "));
    let task = |rest: &str| TASKS.iter().any(|task| rest.contains(task));
    let corrects = |word: &str| {
        let behind = text.split_once(word).map(|(_, behind)| behind);
        behind.is_some_and(|behind| behind.starts_with(char::is_numeric))
    };
    ASKED.iter().any(|word| text.contains(word))
        || CORRECTED.iter().any(|word| corrects(word))
        || text.split_once('请').is_some_and(|(_, rest)| task(rest))
        || text
            .split_once('由')
            .is_some_and(|(_, rest)| ["核实", "核对", "填写"].iter().any(|task| rest.contains(task)))
}

/// Whether what stands in square brackets is said to somebody: it calls itself a note, or begins with a name.
fn is_remark(text: &str) -> bool {
    const NAME: usize = 4;
    let addressed = text.split_once([':', '\u{ff1a}']).is_some_and(|(name, rest)| {
        name.chars().count() <= NAME && name.chars().all(is_han) && !rest.trim().is_empty()
    });
    is_note(text) || addressed
}

/// Remarks in brackets: in square ones also what calls itself a note or is said to somebody.
fn bracketed(text: &str) -> Vec<Range<usize>> {
    const SQUARE: [(char, char); 5] = [('【', '】'), ('〔', '〕'), ('［', '］'), ('[', ']'), ('〖', '〗')];
    const ROUND: [(char, char); 2] = [('\u{ff08}', '\u{ff09}'), ('(', ')')];
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].chars().next() {
        let next = from + open.len_utf8();
        let close = |pairs: &[(char, char)]| pairs.iter().find(|(begin, _)| *begin == open).map(|(_, end)| *end);
        let pair = close(&SQUARE)
            .map(|end| (end, true))
            .or_else(|| close(&ROUND).map(|end| (end, false)));
        let inside = pair.and_then(|(end, square)| Some((text[next..].split_once(end)?.0, end, square)));
        match inside {
            Some((inside, end, square)) if is_short(inside) && (asks(inside) || square && is_remark(inside)) => {
                let last = next + inside.len() + end.len_utf8();
                found.push(from..last);
                from = last;
            }
            _ => from = next,
        }
    }
    found
}

/// A place kept free, with what it counts behind it; and what a program has left instead of a number.
static BLANK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        // An error of Excel or Word, a number as programs write it, signs that turn the text, marks of a page.
        r"(?P<error>\d(?:\.\d+)?E[+-]?\d+|[\u{202b}\u{202e}\u{2067}]",
        r"|</?(?:p|br|div|span|b|strong|em|font|a|img|table|tr|td|li|ul|u|i|o:p)(?:\s[^<>]*)?/?>|&(?:[a-z]{2,8}|#\d+);",
        r"|\*\*[^*]+\*\*|^#{1,6} ",
        r"|#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|#{4,}|错误[!！](?:未找到引用源|未定义书签)",
        r"|Error! (?:Reference source|Bookmark) not)|(?P<line>[_＿]{2,})",
        r"|(?P<name>[○〇◯△□]{2,}(?:省|市|县|区|旗|州|镇|乡|街道|局|委|办|处|科|厅)|[×╳✕]{2,}(?:个|名))",
        r"|(?P<free>[XxＸｘ×╳✕＊*＿_]+|[○△□?？]{2,}|…{2,}|[（(][ \u{3000}]*[）)]|[ \u{3000}\u{a0}]{2,}|(?:nan|NaN|None|null|NULL))",
        r"[ \u{3000}]*(?:余|多|万|亿|千|百)*(?:件|条|次|人次|个|元|项|篇|份|期|场|家|人|起|宗|[%％])",
    ))
    .ok()
});

/// The places that are kept free in a text.
fn blanks(text: &str) -> Vec<Range<usize>> {
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
        if found.name("name").is_some() {
            return behind != Some('人');
        }
        before.is_some_and(|c| is_han(c) || c == ' ' || c == '\u{3000}') && counts
    };
    let found = pattern.captures_iter(text).filter(is_one);
    let found = found.filter_map(|found| found.get(0).map(|whole| whole.range()));
    found.chain(gaps(text)).collect()
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

/// Whether a name is one to be filled in, `XX县教育局`, or says that it is no last one, `…年报（送审稿）`.
pub(crate) fn is_pattern(name: &str) -> bool {
    const MARKS: [&str; 4] = ["稿）", "稿)", "公章", "盖章"];
    let is_free = |c: char| "XxＸｘ×*＊_＿○△□".contains(c);
    let chars: Vec<char> = name.chars().collect();
    chars.windows(2).any(|pair| pair.iter().all(|c| is_free(*c))) || MARKS.iter().any(|mark| name.contains(mark))
}

/// What a report counts.
const COUNTED: [&str; 7] = ["政府信息", "信息", "申请", "行政", "规范性", "政策", "均"];

/// Which of these paragraphs end within a sentence that the next one does not begin: with a comma, within
/// a number or a phrase, or with any word where that is no habit of the writer's. The second of each pair
/// is the paragraph that follows, if one does.
pub(crate) fn open_ends<'a>(paragraphs: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> Vec<usize> {
    const COMMAS: [char; 4] = ['\u{ff0c}', ',', '、', '\u{ff08}'];
    let (mut open, mut words) = (Vec::new(), Vec::new());
    for (index, (text, next)) in paragraphs.enumerate() {
        let is_line = text.contains(['\u{ff1a}', ':']);
        if text.ends_with(COMMAS) || !is_line && next.is_some_and(|next| goes_on(text, next)) {
            open.push(index);
        } else if next.is_some() && text.contains(PAUSES) && !is_line && text.ends_with(is_han) {
            words.push(index);
        }
    }
    if words.len() >= SEVERAL {
        open.extend(words);
        open.sort_unstable();
    }
    open
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
    let is_long = text.chars().count() >= SHORT;
    let is_sentence = next.contains(PAUSES);
    let in_number =
        text.ends_with(|c: char| c.is_ascii_digit()) && next.starts_with(|c| is_han(c) || c == '.' || c == '%');
    let in_phrase = text.ends_with(is_han)
        && (LEADING.iter().any(|word| text.ends_with(word) && !ends_a_word(text))
            || !text.contains(PAUSES) && PHRASES.iter().any(|word| text.starts_with(word)));
    next.starts_with(BEHIND) && text.ends_with(is_han) || is_long && is_sentence && (in_number || in_phrase)
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

    fn found(text: &str) -> Vec<&str> {
        unfinished(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn remarks_in_the_text_are_found() {
        for (text, remark) in [
            ("【此处请补充数据】", "【此处请补充数据】"),
            ("【注：以下由办公室核实】", "【注：以下由办公室核实】"),
            ("全年公开120条〔待核〕。", "〔待核〕"),
            ("全年公开120条（请业务科补充），办结12件。", "（请业务科补充）"),
            ("请办公室提供本段的数据。", "请办公室提供本段的数据。"),
            ("注：本段请法规科核实", "注：本段请法规科核实"),
            ("待补充。", "待补充。"),
            ("12", "12"),
            ("全年公开120条（应为102条），办结12件。", "（应为102条）"),
            ("全年公开120条。【李科：与第四段重复】", "【李科：与第四段重复】"),
            ("【待领导审定】", "【待领导审定】"),
            ("第三稿（0112改）", "第三稿（0112改）"),
            ("（全文共1286字）", "（全文共1286字）"),
            ("发件人：李明", "发件人：李明"),
            ("此致", "此致"),
            ("-----邮件原件-----", "-----邮件原件-----"),
            (
                "好的，以下是根据您的数据写的正文：",
                "好的，以下是根据您的数据写的正文：",
            ),
            ("如需调整篇幅，请告诉我。", "如需调整篇幅，请告诉我。"),
        ] {
            assert_eq!(found(text), [remark], "{text}");
        }
    }

    #[test]
    fn places_kept_free_are_found() {
        for (text, blank) in [
            ("全年收到申请××件，均已办结。", "××件"),
            ("全年收到申请XX件。", "XX件"),
            ("全年收到申请__件", "__"),
            ("收到申请_件。", "_件"),
            ("访问量X万次，", "X万次"),
            ("公开（  ）条政府信息。", "（  ）条"),
            ("公开\u{3000}\u{3000}条，", "\u{3000}\u{3000}条"),
            ("共收到#REF!件。", "#REF!"),
            ("见错误！未找到引用源。", "错误！未找到引用源"),
            ("办结nan件。", "nan件"),
            ("来电2.38889E+09个。", "2.38889E+09"),
            ("公开<br/>目录", "<br/>"),
            ("公开&nbsp;目录", "&nbsp;"),
            ("**公开**目录", "**公开**"),
            ("（此页无正文）", "（此页无正文）"),
            ("走访○○县各部门。", "○○县"),
            ("指导××个乡镇开展工作。", "××个"),
            ("清理失效文件 件，补录文件38件。", " 件"),
        ] {
            assert_eq!(found(text), [blank], "{text}");
        }
    }

    #[test]
    fn a_finished_text_is_left_alone() {
        for text in [
            "（申请人补充材料的期限不计算在内）",
            "向申请人提供政府信息（含补充提供），经核实属实。",
            "依据国办公开办函〔2021〕30号，【典型案例】栏目发布12期。",
            "张某诉××市××区人民政府信息公开案、XX个人独资企业申请公开案。",
            "场地3×5件，1×8万元，○个人信息保护；怎么办？个人申请。",
            "邮箱 a__b@example.cn，“1+N个”平台。",
            "请广大群众监督。",
            "网址<http://www.example.cn/?a=1&b=2>，R&D投入，E12号楼。",
            "申请人可以到政务服务中心提出申请（请携带有效证件）。",
            "机构\u{3000}\u{3000}条例",
            "无",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
