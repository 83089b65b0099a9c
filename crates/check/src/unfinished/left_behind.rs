//! What the place that a text was copied from has left in it: where a picture stood, `[图片]`, a newspaper's
//! `（下转第3版）`, a page's `展开全文`, an editor's `[!NOTE]`. What asks somebody for something is the parent's.

use nianbao_model::chars::half_width;

/// What a page writes where more of the text is to be had.
const MORE: [&str; 14] = [
    "阅读全文",
    "展开全文",
    "查看全文",
    "查看更多",
    "点击查看",
    "点击展开",
    "收起全文",
    "阅读更多",
    "点击查看全文",
    "点击展开全文",
    "点击展开表格",
    "展开表格",
    "未完待续",
    "正文内容",
];
/// What is stamped on a paper, or on a page of it.
const STAMPS: [&str; 10] = [
    "已审核",
    "已审",
    "作废",
    "同意发布",
    "同意公开",
    "存档",
    "已归档",
    "公章",
    "骑缝章",
    "已盖章",
];
/// Where a text goes on, in a newspaper or over pages.
const GOES_ON: [&str; 4] = ["下转", "上接", "接上页", "接下页"];
/// What a site says of a page of its own, in brackets.
const OF_PAGES: [&str; 7] = ["转载", "预览", "未发布", "往年回顾", "往期回顾", "版权", "相关链接"];
/// What stands for a picture that was not copied with the text.
const PICTURES: [&str; 7] = ["图片", "图", "插图", "配图", "附图", "image", "图片加载失败"];
/// How a picture is named by what made it.
const FILES: [&str; 6] = [".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp"];
/// What a program asks to be written over, and what one adds under a text that was sent.
const PROMPTS: [&str; 9] = [
    "单击或点击此处输入",
    "单击此处输入",
    "点击此处输入",
    "在此处粘贴",
    "在此粘贴",
    "此处粘贴",
    "请输入内容",
    "请输入正文",
    "发自我的",
];
/// What ends a bracket.
const CLOSING: [char; 4] = [']', '】', ')', '\u{ff09}'];
/// A longer paragraph is said by the office.
const LONGEST: usize = 40;

/// Whether a paragraph was left by the place that the text was copied from.
pub(super) fn is_left_behind(text: &str) -> bool {
    let text = text.trim();
    let fold = |text: &str| text.chars().map(half_width).collect::<String>().to_lowercase();
    // `【往年回顾】…`, however much follows.
    let opened = text.strip_prefix('【');
    if opened.is_some_and(|rest| OF_PAGES.iter().any(|word| rest.starts_with(word))) {
        return true;
    }
    // `…公开更加及时……[展开全文]`.
    let ends = || MORE.iter().any(|more| ends_in_brackets(text, more));
    if text.ends_with(CLOSING) && ends() {
        return true;
    }
    if text.chars().nth(LONGEST).is_some() {
        return false;
    }
    let folded = fold(text);
    let bare = folded.trim_end_matches(['。', '.', '>', '»', ' ']);
    let inside = bracketed(bare);
    let is_more = || {
        let rest = inside.unwrap_or(bare).trim_start_matches(['.', '…', '[', '【', ' ']);
        MORE.iter().any(|more| rest.trim_end_matches([']', '】']) == *more)
    };
    let goes_on = || GOES_ON.iter().any(|word| inside.unwrap_or(bare).starts_with(word)) && !folded.contains(',');
    let is_picture = || inside.is_some_and(is_picture) || FILES.iter().any(|end| bare.ends_with(end));
    let is_callout =
        || bare.starts_with("[!") && inside.is_some_and(|word| word[1..].chars().all(|c| c.is_ascii_alphabetic()));
    let is_of_page = || inside.is_some_and(|inside| OF_PAGES.iter().any(|word| inside.starts_with(word)));
    let is_prompt = PROMPTS.iter().any(|prompt| folded.starts_with(prompt));
    // The marks of notes that were not copied: `[1][3]`.
    let is_marks = folded.starts_with('[')
        && folded.contains(|c: char| c.is_ascii_digit())
        && folded.chars().all(|c| c.is_ascii_digit() || matches!(c, '[' | ']'));
    let is_stamp = || {
        let together: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
        STAMPS.contains(&together.as_str())
    };
    // `【打印】【关闭】`.
    let are_buttons = || {
        const BUTTONS: [&str; 6] = ["打印", "关闭", "返回", "收藏", "打印本页", "关闭窗口"];
        let mut words = bare
            .split(['【', '】', '[', ']', ' '])
            .filter(|word| !word.is_empty())
            .peekable();
        bare.starts_with(['【', '[']) && words.peek().is_some() && words.all(|word| BUTTONS.contains(&word))
    };
    is_prompt
        || is_marks
        || is_stamp()
        || are_buttons()
        || is_more()
        || goes_on()
        || is_picture()
        || is_callout()
        || is_of_page()
}

/// Whether a text ends with these words in brackets.
fn ends_in_brackets(text: &str, words: &str) -> bool {
    let inside = text.strip_suffix(CLOSING).map(str::trim_end);
    let before = inside.and_then(|text| text.strip_suffix(words)).map(str::trim_end);
    before.is_some_and(|before| before.ends_with(['[', '【', '(', '\u{ff08}']))
}

/// What stands between the brackets that a paragraph is.
fn bracketed(text: &str) -> Option<&str> {
    const PAIRS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('【', '】'), ('〔', '〕')];
    let inside = |(open, close): (char, char)| text.strip_prefix(open)?.strip_suffix(close);
    PAIRS.into_iter().find_map(inside).map(str::trim)
}

/// `图片`, `图1`, `图 2-1`, `此处插入图片`, `图1 某局开展宣传`.
fn is_picture(text: &str) -> bool {
    let numbered = text.strip_prefix('图').is_some_and(|rest| {
        rest.trim_start()
            .starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
    });
    numbered || PICTURES.contains(&text) || text.contains("插入图") || text.contains("此处图")
}

#[cfg(test)]
mod tests {
    use super::is_left_behind;

    #[test]
    fn what_was_copied_with_a_text_is_known() {
        for text in [
            "[图片]",
            "【图片】",
            "（图1 工作人员答疑）",
            "（下转第3版）",
            "(上接第1版)",
            "...[阅读全文]",
            "展开全文",
            "全年公开工作稳步推进，公开的渠道更加多样，公开的内容更加及时、准确、完整，群众的满意度也有所提高……[展开全文]",
            "在此处粘贴正文",
            "未完待续",
            "【打印】【关闭】",
            "已审核",
            "公 章",
            "[!NOTE]",
            "[1][3]",
            "单击或点击此处输入文字。",
            "发自我的 iPhone",
            "image001.png",
            "（此处插入图片）",
            "【预览稿·未发布】",
            "【转载请注明出处】",
            "【往年回顾】2023年，某局新收政府信息公开申请99件，公开信息1200条，详见上年度报告，欢迎查阅下载。",
        ] {
            assert!(is_left_behind(text), "{text}");
        }
    }

    #[test]
    fn what_the_office_says_is_its_own() {
        for text in [
            "（一）主动公开。",
            "图书馆全年开放300天。",
            "（图书馆）",
            "见图1。",
            "上接天线，下接地气。",
            "点击查看政策文件1200次。",
            "全年公开信息120条（含展开全文浏览）。",
            "存档文件12份。",
            "详见附图。",
            "[]",
        ] {
            assert!(!is_left_behind(text), "{text}");
        }
    }
}
