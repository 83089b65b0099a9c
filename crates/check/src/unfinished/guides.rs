//! Short paragraphs that guide whoever writes, or tell how far a draft has come: `填写说明：…`, `参见去年写法。`,
//! `@张三 请核对本段数据。` Requests in the middle of a text are the parent's.

/// How a paragraph begins that says how the text is to be written, or what was thought of it.
const GUIDES: [&str; 15] = [
    "示例",
    "范例",
    "样例",
    "模板",
    "填写说明",
    "填报说明",
    "编写说明",
    "格式说明",
    "写作提示",
    "填写提示",
    "审核意见",
    "修改意见",
    "领导批示",
    "领导意见",
    "复核意见",
];
/// What is said of a part of a draft, or of all of it.
const OF_A_PART: [&str; 13] = [
    "此稿",
    "本稿",
    "此件",
    "以上",
    "上述",
    "本段",
    "该段",
    "此段",
    "这段",
    "这一段",
    "本部分",
    "此部分",
    "全文",
];
/// Where else the words are to be found.
const ELSEWHERE: [&str; 9] = ["参见", "参照", "参考", "照抄", "套用", "沿用", "见", "同", "照"];
const BEFORE: [&str; 5] = ["去年", "上年", "往年", "前年", "上一年"];
/// How a draft still is.
const STATES: [&str; 10] = [
    "未核",
    "未定稿",
    "未审",
    "不够",
    "太短",
    "太长",
    "再写点",
    "待核",
    "待定",
    "待补",
];
/// A longer paragraph is the report's.
const LONGEST: usize = 40;

/// Whether a paragraph guides whoever writes.
pub(super) fn is_guide(text: &str) -> bool {
    let named = GUIDES.iter().find_map(|guide| text.strip_prefix(guide));
    if named.is_some_and(|rest| rest.starts_with([':', '\u{ff1a}'])) || text.starts_with('@') {
        return true;
    }
    if text.chars().count() > LONGEST {
        return false;
    }
    let bare = text.trim_matches(['\u{ff08}', '\u{ff09}', '(', ')', '。']);
    // `参见去年写法`: nothing else is said.
    let before = ELSEWHERE.iter().find_map(|word| bare.strip_prefix(word));
    let is_elsewhere =
        before.is_some_and(|rest| BEFORE.iter().any(|year| rest.starts_with(year)) && !rest.contains('，'));
    let of_a_part = OF_A_PART.iter().any(|part| bare.starts_with(part));
    let is_state = STATES.iter().any(|state| bare.ends_with(state));
    is_elsewhere || of_a_part && is_state || bare.starts_with("字数") && is_state
}

#[cfg(test)]
mod tests {
    use super::is_guide;

    #[test]
    fn what_guides_whoever_writes_is_known() {
        for text in [
            "示例：2024年，某局坚持依法公开。",
            "填写说明：请写本单位主动公开的做法和成效。",
            "审核意见：第二段重写",
            "参见去年写法。",
            "@张三 请核对本段数据。",
            "本段由法规科提供，办公室未核。",
            "（字数不够）",
        ] {
            assert!(is_guide(text), "{text}");
        }
    }

    #[test]
    fn what_the_office_says_is_its_own() {
        for text in [
            "以上问题均已整改到位。",
            "参照上年做法，全年组织培训3期。",
            "同去年相比，申请数量有所下降。",
            "说明理由的，一律书面告知。",
            "修改意见已全部采纳。",
        ] {
            assert!(!is_guide(text), "{text}");
        }
    }
}
