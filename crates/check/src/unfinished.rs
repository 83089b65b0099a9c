//! What stands in a text that is still being written: words to whoever writes it,
//! `（请业务科补充）`, places kept free, `收到××件`, and paragraphs that leave their sentence open.
//! What is to be said of them is the rule's.

mod blanks;
mod guides;
mod left_behind;
mod open_ends;

pub(crate) use open_ends::{has_no_end, open_ends};

use std::ops::Range;

use nianbao_model::chars::is_han;

use blanks::blanks;
use guides::is_guide;
use left_behind::is_left_behind;

/// What is asked of whoever writes it.
const ASKED: [&str; 33] = [
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
    "要不要",
    "删掉",
    "再写点",
    "字数不够",
    "数量待",
    "未核",
];
/// With a number behind it, a figure that somebody has corrected beside it.
const CORRECTED: [&str; 3] = ["应为", "应改为", "更正为"];
/// What a program says to whoever asked it for a text.
const ANSWERS: [&str; 8] = [
    "根据您",
    "请告诉我",
    "为您撰写",
    "为您生成",
    "希望对您",
    "您可以根据",
    "作为人工智能",
    "AI生成",
];
/// What somebody is asked to do: `请业务科…补充`.
const TASKS: [&str; 22] = [
    "补充",
    "核实",
    "核对",
    "确认",
    "提供",
    "修改",
    "填写",
    "完善",
    "更新",
    "删除",
    "斟酌",
    "审定",
    "审阅",
    "补齐",
    "再核",
    "核一遍",
    "核一下",
    "过目",
    "把关",
    "定夺",
    "看一下",
    "撰写",
];
/// How a line begins that programs and their users take for a comment.
const COMMENTS: [&str; 6] = ["//", "/*", "<!--", "%%", ">>>", "##"];
/// How those speak who have read a draft, or hand it on.
const SEEN: [&str; 8] = [
    "已阅",
    "阅。",
    "同意。",
    "以上，请",
    "以上请",
    "选填",
    "必填",
    "此处填写",
];
/// The look by which a part of a text is pointed out to whoever reads a draft.
const LOOKS: [&str; 9] = [
    "红字",
    "标红",
    "标黄",
    "黄色部分",
    "黄底",
    "高亮",
    "涂黄",
    "蓝字",
    "划线部分",
];
/// Words in which 请 asks nobody for anything.
const NO_REQUEST: [&str; 8] = ["申请", "邀请", "提请", "报请", "聘请", "请求", "请示", "敬请"];
/// How a paragraph begins that asks for something.
const BEGINNINGS: [&str; 10] = [
    "请",
    "待",
    "此处",
    "此稿",
    "本稿",
    "此件",
    "以上",
    "本段",
    "TODO",
    "——以上",
];
/// What stands for a part that was left out, in brackets.
const LEFT_OUT: [&str; 5] = ["略", "待补充", "待定", "暂缺", "此处略"];
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
    for more in still_open(text).into_iter().chain(blanks(text)) {
        if !found.iter().any(|found| found.contains(&more.start)) {
            found.push(more);
        }
    }
    found.sort_by_key(|found| found.start);
    found
}

/// Where a clause ends with what is still to be found out: `专区数量待定。`
fn still_open(text: &str) -> Vec<Range<usize>> {
    const OPEN: [&str; 6] = ["待定", "待核实", "待核定", "待统计", "待补充", "待填"];
    // `机制有待补充`: what is to be improved.
    let is_plan = |before: &str| before.ends_with(['有', '亟', '还', '仍', '需', '尚', '急']);
    let ends = |behind: &str| behind.chars().next().is_none_or(|c| "。，；、）)".contains(c));
    let found = OPEN.iter().flat_map(|word| text.match_indices(word));
    let found = found.filter(|(at, word)| !is_plan(&text[..*at]) && ends(&text[at + word.len()..]));
    found.map(|(at, word)| at..at + word.len()).collect()
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
        || is_left_behind(text)
        || is_guide(text)
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
        || COMMENTS.iter().any(|mark| bare.starts_with(mark))
        || LOOKS.iter().any(|look| inside.starts_with(look))
        || is_as_before(inside)
        || SEEN.iter().any(|word| inside.starts_with(word))
        || CORRECTED.iter().any(|word| bare.starts_with(word)) && asks(bare)
        || (BEGINNINGS.iter().any(|word| bare.starts_with(word)) || is_note(bare)) && asks(bare)
}

/// Whether a paragraph says that a part of the text is the one of another year: `本段同去年`.
fn is_as_before(text: &str) -> bool {
    let part = [
        "本段",
        "此段",
        "本节",
        "这段",
        "以下",
        "本部分",
        "此部分",
        "上段",
        "本条",
    ];
    let years = ["去年", "上年", "往年", "上一年"];
    let rest = part.iter().find_map(|part| text.strip_prefix(part));
    let is_same = |rest: &str| {
        ["同", "与", "照", "沿用", "参照", "仍用"]
            .iter()
            .any(|word| rest.contains(word))
    };
    rest.is_some_and(|rest| {
        is_same(rest) && years.iter().any(|year| rest.contains(year)) && !rest.contains(['，', '。'])
    })
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
            Some((inside, end, square))
                if is_short(inside)
                    && (asks(inside)
                        || is_as_before(inside)
                        || LEFT_OUT.contains(&inside)
                        || square && is_remark(inside)) =>
            {
                let last = next + inside.len() + end.len_utf8();
                found.push(from..last);
                from = last;
            }
            _ => from = next,
        }
    }
    found
}

/// Whether a name is one to be filled in, `XX县教育局`, or says that it is no last one, `…年报（送审稿）`.
pub(crate) fn is_pattern(name: &str) -> bool {
    const MARKS: [&str; 4] = ["稿）", "稿)", "公章", "盖章"];
    let is_free = |c: char| "XxＸｘ×*＊_＿○△□".contains(c);
    let chars: Vec<char> = name.chars().collect();
    chars.windows(2).any(|pair| pair.iter().all(|c| is_free(*c))) || MARKS.iter().any(|mark| name.contains(mark))
}

/// The word in the name of a file or a sheet by which it is no last one: `年报（送审稿）.docx`, `正文初稿`.
pub(crate) fn draft_in(name: &str) -> Option<&'static str> {
    const DRAFTS: [&str; 14] = [
        "草稿",
        "初稿",
        "一稿",
        "二稿",
        "三稿",
        "送审稿",
        "征求意见稿",
        "讨论稿",
        "修改稿",
        "修订稿",
        "未定稿",
        "待审",
        "未审",
        "草案",
    ];
    DRAFTS.into_iter().find(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("// 数字待业务科确认", "// 数字待业务科确认"),
            ("（以上数据请李科长再核一遍）", "（以上数据请李科长再核一遍）"),
            ("（本段同去年）", "（本段同去年）"),
            ("已阅。李明 1月15日", "已阅。李明 1月15日"),
            (
                "全年公开120条（王主任：这段要不要删？）。",
                "（王主任：这段要不要删？）",
            ),
            (
                "（请围绕以下五个方面撰写，字数1500字左右）",
                "（请围绕以下五个方面撰写，字数1500字左右）",
            ),
            ("以上内容为AI生成，请核实后使用", "以上内容为AI生成，请核实后使用"),
            ("此稿请各位领导审阅。", "此稿请各位领导审阅。"),
            ("以上数据待核实。", "以上数据待核实。"),
            ("应为30", "应为30"),
            ("县级政务公开专区建成数量待定。", "待定"),
            ("……（略）", "（略）"),
            ("红字部分为新增内容，请审阅。", "红字部分为新增内容，请审阅。"),
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
            ("培训于2025年*月*日举办。", "*月*日"),
            ("培训于5月×日举办。", "5月×日"),
            ("20XX年新收申请12件。", "20XX年"),
            ("比上年增长/下降12%。", "增长/下降"),
            ("公众号发布信息N条。", "N条"),
            ("全年召开会议？次。", "？次"),
            ("培训会于2024年  月  日召开。", "年  月  日"),
            ("较上年增加（减少）3件。", "增加（减少）"),
        ] {
            assert_eq!(found(text), [blank], "{text}");
        }
    }

    #[test]
    fn a_name_that_is_a_drafts_is_known() {
        let names = ["年报（送审稿）.docx", "正文初稿", "正文", "征求意见情况"].map(draft_in);
        assert_eq!(names, [Some("送审稿"), Some("初稿"), None, None]);
    }

    #[test]
    fn a_finished_text_is_left_alone() {
        for text in [
            "（申请人补充材料的期限不计算在内）",
            "办理时限压缩（由20日改为15日），应为之处尽为。",
            "向申请人提供政府信息（含补充提供），经核实属实。",
            "依据国办公开办函〔2021〕30号，【典型案例】栏目发布12期。",
            "张某诉××市××区人民政府信息公开案、XX个人独资企业申请公开案。",
            "场地3×5件，1×8万元，○个人信息保护；怎么办？个人申请。",
            "邮箱 a__b@example.cn，“1+N个”平台。",
            "请广大群众监督。",
            "网址<http://www.example.cn/?a=1&b=2>，R&D投入，E12号楼。",
            "申请人可以到政务服务中心提出申请（请携带有效证件）。",
            "机构\u{3000}\u{3000}条例",
            "分析办件量增长/下降的原因。",
            "以下情形同上年口径一致，按条例办理。",
            "解读形式有待补充，公开目录还待完善。",
            "无",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
