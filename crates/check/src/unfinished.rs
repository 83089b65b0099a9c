//! What stands in a text that is still being written: words to whoever writes it,
//! `（请业务科补充）`, places kept free, `收到××件`, and paragraphs that leave their sentence open.
//! What is to be said of them is the rule's.

mod blanks;
mod guides;
mod left_behind;
mod open_ends;
mod requests;

pub(crate) use open_ends::{has_no_end, open_ends};

use std::ops::Range;

use nianbao_model::chars::is_han;

use blanks::blanks;
use requests::{asks, is_as_before, is_note, is_request};

/// What stands for a part that was left out, in brackets.
const LEFT_OUT: [&str; 5] = ["略", "待补充", "待定", "暂缺", "此处略"];
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
    // All begin with it, and most texts have none.
    if !text.contains('待') {
        return Vec::new();
    }
    const OPEN: [&str; 6] = ["待定", "待核实", "待核定", "待统计", "待补充", "待填"];
    // `机制有待补充`: what is to be improved.
    let is_plan = |before: &str| before.ends_with(['有', '亟', '还', '仍', '需', '尚', '急']);
    let ends = |behind: &str| behind.chars().next().is_none_or(|c| "。，；、）)".contains(c));
    let found = OPEN.iter().flat_map(|word| text.match_indices(word));
    let found = found.filter(|(at, word)| !is_plan(&text[..*at]) && ends(&text[at + word.len()..]));
    found.map(|(at, word)| at..at + word.len()).collect()
}

fn is_short(text: &str) -> bool {
    text.chars().nth(LONGEST).is_none()
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
    let opens = |c: char| !is_han(c) && SQUARE.iter().chain(&ROUND).any(|(begin, _)| *begin == c);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((at, open)) = text[from..].char_indices().find(|(_, c)| opens(*c)) {
        from += at;
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
            ("（此段由法规科补充，审定后删除）", "（此段由法规科补充，审定后删除）"),
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
            (
                "更正：表中行政处罚决定数应为226件，特此说明。",
                "更正：表中行政处罚决定数应为226件，特此说明。",
            ),
            (
                "（以下内容由各科室补充，1月10日前反馈办公室）",
                "（以下内容由各科室补充，1月10日前反馈办公室）",
            ),
            ("<<<<<<< 王科稿", "<<<<<<< 王科稿"),
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
            ("总访问量undefined次。", "undefined次"),
            ("第二页[/page]", "[/page]"),
            ("分管副局长×××多次召开会议。", "局长×××"),
        ] {
            assert_eq!(found(text), [blank], "{text}");
        }
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
            "××法院院长××主持调解，法院不支持申请人×××的请求。",
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
