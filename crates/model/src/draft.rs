//! The words by which a text says how far it has come: `初稿`, `送审稿`, `定稿`. They stand in the names of files and
//! sheets, over columns, above titles and on pages; what follows from them is each reader's own.

/// How far a text has come, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Draft {
    /// One that others will come after.
    First,
    /// One that has been worked on, or is before those who decide; perhaps not the last one.
    Revised,
    /// The one that is meant.
    Last,
}

const WORDS: [(&str, Draft); 25] = [
    ("草稿", Draft::First),
    ("草案", Draft::First),
    ("原稿", Draft::First),
    ("初稿", Draft::First),
    ("一稿", Draft::First),
    ("讨论稿", Draft::First),
    ("征求意见稿", Draft::First),
    ("预览稿", Draft::First),
    ("未定稿", Draft::First),
    ("待审", Draft::First),
    ("未审", Draft::First),
    ("修改稿", Draft::Revised),
    ("修改后", Draft::Revised),
    ("修订稿", Draft::Revised),
    ("修订后", Draft::Revised),
    ("二稿", Draft::Revised),
    ("三稿", Draft::Revised),
    ("送审稿", Draft::Revised),
    ("报审稿", Draft::Revised),
    ("定稿", Draft::Last),
    ("终稿", Draft::Last),
    ("最终稿", Draft::Last),
    ("最终版", Draft::Last),
    ("定版", Draft::Last),
    ("发布稿", Draft::Last),
];

impl Draft {
    /// What a text says of itself that begins with such a word: the state, the word, and what stands behind it.
    pub fn at_start(text: &str) -> Option<(Self, &'static str, &str)> {
        let found = |(word, draft): &(&'static str, Self)| Some((*draft, *word, text.strip_prefix(word)?));
        WORDS.iter().find_map(found)
    }

    /// What a text says that is such a word, and nothing else.
    pub fn of(text: &str) -> Option<Self> {
        Self::at_start(text)
            .filter(|(.., rest)| rest.is_empty())
            .map(|(draft, ..)| draft)
    }

    /// The word in a name by which it is not to be used at all: `三、依申请（作废）`.
    pub fn void_in_name(name: &str) -> Option<&'static str> {
        const VOID: [&str; 5] = ["作废", "废稿", "勿用", "弃用", "停用"];
        VOID.into_iter().find(|word| name.contains(word))
    }

    /// The word in a name by which it is not the last one's: `年报（送审稿）.docx`, `正文初稿`.
    pub fn in_name(name: &str) -> Option<&'static str> {
        // What was revised may be the last there is.
        let is_open = |word: &str, draft: Self| draft != Self::Last && !["原稿", "修改后", "修订后"].contains(&word);
        let open = WORDS.iter().filter(|(word, draft)| is_open(word, *draft));
        open.map(|(word, _)| *word).find(|word| name.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_a_drafts_is_known() {
        let names = [
            "年报（送审稿）.docx",
            "正文初稿",
            "正文",
            "征求意见情况",
            "年报定稿",
            "未定稿",
        ];
        let found = names.map(Draft::in_name);
        assert_eq!(found, [Some("送审稿"), Some("初稿"), None, None, None, Some("未定稿")]);
    }

    #[test]
    fn a_word_by_itself_says_how_far_a_text_has_come() {
        for last in ["定稿", "终稿", "最终稿", "最终版", "定版", "发布稿"] {
            assert_eq!(Draft::of(last), Some(Draft::Last), "{last}");
        }
        assert_eq!(Draft::in_name("年报（修改后）.docx"), None);
        assert_eq!(Draft::void_in_name("三、依申请（作废）"), Some("作废"));
        assert_eq!(Draft::void_in_name("三、依申请"), None);
        assert_eq!(Draft::of("修改稿"), Some(Draft::Revised));
        assert_eq!(Draft::of("修改意见"), None);
        assert_eq!(Draft::of("初稿正文"), None);
        assert!(Draft::at_start("初稿20250105").is_some_and(|(.., rest)| rest == "20250105"));
        assert!(Draft::First < Draft::Revised && Draft::Revised < Draft::Last);
    }
}
