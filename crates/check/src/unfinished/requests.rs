//! Words to whoever writes, or hands a draft on: what is asked of them (`请业务科补充`), how far the draft has come
//! (`第三稿`), and what a letter or a program says round a text. Where in a paragraph they stand is the parent's.

use nianbao_model::chars::is_han;
use nianbao_model::date::parse_date;
use nianbao_model::draft::Draft;

use super::guides::is_guide;
use super::left_behind::is_left_behind;

/// What is asked of whoever writes it.
const ASKED: [&str; 36] = [
    "批注[",
    "批注 [",
    "以下内容由",
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
const ANSWERS: [&str; 10] = [
    "根据您",
    "请告诉我",
    "为您撰写",
    "为您生成",
    "希望对您",
    "内容对您有帮助",
    "随时告诉我",
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
const COMMENTS: [&str; 8] = ["//", "/*", "<!--", "%%", ">>>", "<<<", "====", "##"];
/// How those speak who have read a draft, or hand it on.
const SEEN: [&str; 9] = [
    "本稿仅供",
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
/// How a note on a text begins.
const NOTES: [&str; 10] = [
    "注",
    "备注",
    "批注",
    "意见",
    "提示",
    "说明",
    "编者注",
    "编辑注",
    "更正",
    "勘误",
];
/// How the lines of a letter begin that brought the text.
const LETTER: [&str; 7] = ["发件人", "收件人", "抄送", "发送时间", "发送日期", "主题", "转发"];
/// What closes a letter, and is a paragraph by itself.
const CLOSING: [&str; 4] = ["此致", "敬礼", "祝好", "顺祝商祺"];

/// Whether a paragraph as a whole is a request, a word that holds its place, or a number by itself.
pub(super) fn is_request(text: &str) -> bool {
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
    is_number && parse_date(bare).is_none()
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
pub(super) fn is_as_before(text: &str) -> bool {
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
        (behind.len() < rest.len()).then(|| behind.strip_prefix('稿')).flatten()
    });
    // `修改后，……` begins a sentence.
    let is_name = |word: &str| word.ends_with('稿');
    let named = || Draft::at_start(text).and_then(|(_, word, rest)| is_name(word).then_some(rest));
    numbered.or_else(named).is_some_and(|rest| !rest.starts_with(is_han))
}

/// Whether a paragraph says how long the text is, `全文共1286字`.
fn is_count_of_words(text: &str) -> bool {
    let before = text
        .trim_end_matches('字')
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let counted = before.len() < text.len() && (text.ends_with('字') || text.starts_with("字数"));
    if !counted {
        return false;
    }
    let words = [
        "全文", "正文", "本文", "以上", "字数", "总", "共", "约", "计", ":", "\u{ff1a}", " ",
    ];
    let rest = words
        .iter()
        .fold(before.to_owned(), |rest, word| rest.replace(word, ""));
    rest.is_empty() && text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a text calls itself a note.
pub(super) fn is_note(text: &str) -> bool {
    let rest = NOTES.iter().find_map(|note| text.strip_prefix(note));
    rest.is_some_and(|rest| rest.starts_with([':', '\u{ff1a}']))
}

/// Whether whoever writes is asked for something, or told that something is still to be done.
pub(super) fn asks(text: &str) -> bool {
    let mut text = text.to_owned();
    NO_REQUEST.iter().for_each(|word| text = text.replace(word, " "));
    let task = |rest: &str| TASKS.iter().any(|task| rest.contains(task));
    let corrects = |word: &str| {
        let behind = text.split_once(word).map(|(_, behind)| behind);
        behind.is_some_and(|behind| behind.starts_with(char::is_numeric))
    };
    // `（此段由法规科补充）`.
    let is_of_a_passage = ["此段", "本段"].iter().any(|word| text.starts_with(word));
    ASKED.iter().any(|word| text.contains(word))
        || (is_of_a_passage && task(&text))
        || CORRECTED.iter().any(|word| corrects(word))
        || text.split_once('请').is_some_and(|(_, rest)| task(rest))
        || text
            .split_once('由')
            .is_some_and(|(_, rest)| ["核实", "核对", "填写"].iter().any(|task| rest.contains(task)))
}
