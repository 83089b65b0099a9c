//! Words that say how a number is meant, all found in one pass over a text.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// What such a word is a sign of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A rise or fall, or a number beside another.
    Comparison,
    /// A list of numbers follows.
    Respectively,
    /// What is left.
    Rest,
    /// Where something comes from.
    From,
    /// By whom something is done.
    By,
    /// That an application is made.
    Submitting,
    /// The office itself.
    Itself,
    /// A level or branch of an office.
    Level,
    /// A party to a case, or things counted before.
    Partial,
}

const WORDS: [(Sign, &[&str]); 9] = [
    (
        Sign::Comparison,
        &[
            "增加", "减少", "增长", "下降", "上升", "降低", "净增", "回落", "提高", "提升", "增幅", "降幅", "同比",
            "环比", "多", "少", "高于", "低于", "翻", "增至", "升至", "减至", "降至",
        ],
    ),
    (Sign::Respectively, &["分别", "依次"]),
    (Sign::Rest, &["其余", "剩下", "剩余"]),
    (Sign::From, &["来自"]),
    (Sign::By, &["由"]),
    (Sign::Submitting, &["提出", "提交"]),
    (
        Sign::Itself,
        &["我局", "本局", "我市", "本机关", "本市", "本单位", "我关"],
    ),
    (Sign::Level, &["本级", "下属", "所属", "派出"]),
    (Sign::Partial, &["被申请人", "被告", "应诉", "两类", "两项"]),
];

/// The words, and what each is a sign of.
static FINDER: LazyLock<Option<(AhoCorasick, Vec<Sign>)>> = LazyLock::new(|| {
    let words = WORDS
        .iter()
        .flat_map(|(sign, words)| words.iter().map(|word| (*word, *sign)));
    let (words, signs): (Vec<&str>, Vec<Sign>) = words.unzip();
    Some((AhoCorasick::new(words).ok()?, signs))
});

/// The signs found in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Signs(u16);

impl Signs {
    pub(super) fn of(text: &str) -> Self {
        let Some((finder, signs)) = &*FINDER else {
            return Self::default();
        };
        let found = finder.find_overlapping_iter(text);
        let found = found.filter_map(|found| signs.get(found.pattern().as_usize()));
        Self(found.fold(0, |all, sign| all | bit(*sign)))
    }

    pub(super) fn has(self, sign: Sign) -> bool {
        self.0 & bit(sign) != 0
    }
}

const fn bit(sign: Sign) -> u16 {
    1 << sign as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_its_sign_and_no_other() {
        for (sign, words) in WORDS {
            for word in words {
                assert_eq!(Signs::of(&format!("全年{word}件")), Signs(bit(sign)), "{word}");
            }
        }
        assert_eq!(Signs::of("全年收到申请"), Signs::default());
    }

    #[test]
    fn words_that_overlap_are_both_found() {
        let signs = Signs::of("其余由本单位提出，增长较多");
        let found = [Sign::Rest, Sign::By, Sign::Itself, Sign::Submitting, Sign::Comparison];
        assert!(found.into_iter().all(|sign| signs.has(sign)));
        assert!(!signs.has(Sign::From) && !signs.has(Sign::Level));
    }
}
