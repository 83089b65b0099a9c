//! The wordings that are prescribed, from `schemas/prescribed.toml`: who uses them has copied
//! nothing.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::fold::Folded;

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    wording: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    words: Vec<String>,
    longest: usize,
}

/// The wordings, their words by the first letter.
#[derive(Default)]
struct Wordings {
    /// Each word once: its letters and its number.
    words: FxHashMap<char, Vec<(Vec<char>, usize)>>,
    /// The numbers of a wording's words, and how long a sentence with them may be.
    wordings: Vec<(Vec<usize>, usize)>,
    /// How many words there are.
    count: usize,
}

static WORDINGS: LazyLock<Wordings> = LazyLock::new(|| {
    // The file is the program's own: a test reads it.
    let file = read(include_str!("../../../schemas/prescribed.toml"));
    let mut wordings = Wordings::default();
    for written in file.map(|file| file.wording).unwrap_or_default() {
        let words = written.words.iter().filter_map(|word| wordings.number(word)).collect();
        wordings.wordings.push((words, written.longest));
    }
    wordings
});

impl Wordings {
    /// The number of a word, which is kept.
    fn number(&mut self, word: &str) -> Option<usize> {
        let letters = Folded::plain(word).letters;
        let words = self.words.entry(*letters.first()?).or_default();
        if let Some((_, number)) = words.iter().find(|(known, _)| *known == letters) {
            return Some(*number);
        }
        words.push((letters, self.count));
        self.count += 1;
        Some(self.count - 1)
    }

    /// Whether a sentence has all words of one of them.
    fn has(&self, letters: &[char]) -> bool {
        let mut seen = vec![false; self.count];
        for (at, letter) in letters.iter().enumerate() {
            for (word, number) in self.words.get(letter).into_iter().flatten() {
                seen[*number] |= letters[at..].starts_with(word);
            }
        }
        self.wordings
            .iter()
            .any(|(words, longest)| letters.len() <= *longest && words.iter().all(|word| seen[*word]))
    }
}

fn read(text: &str) -> Result<File, toml::de::Error> {
    toml::from_str(text)
}

/// Whether a sentence is one of them.
pub(crate) fn is_prescribed(sentence: &Folded) -> bool {
    WORDINGS.has(&sentence.letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_well_formed() {
        assert!(read(include_str!("../../../schemas/prescribed.toml")).is_ok());
        assert!(!WORDINGS.wordings.is_empty());
    }

    #[test]
    fn what_everybody_has_to_say_is_told_from_what_an_office_says() {
        for prescribed in [
            "本报告根据《中华人民共和国政府信息公开条例》编制。",
            "所列数据的统计期限为2024年1月1日至12月31日。",
            "报告由总体情况、主动公开政府信息情况、收到和处理申请情况、行政复议和行政诉讼情况、存在的主要问题及改进情况等组成。",
            "电子版可在青禾市政府网站下载。",
            "对本报告如有疑问，请与青禾市水务局办公室联系。",
            "本年度没有收取信息处理费。",
            "全年未收到政府信息公开申请。",
            "全年新收政府信息公开申请12件，上年结转1件，办结11件，结转下年度2件。",
            "没有发生行政复议和行政诉讼。",
            "没有其他需要报告的事项。",
        ] {
            assert!(is_prescribed(&Folded::plain(prescribed)), "{prescribed}");
        }
        for own in [
            "把政策解读做成图表放在办事大厅，方便群众查看。",
            "针对未按时答复的申请，建立台账，逐件督办，全年办结率有了明显提高，群众对办理情况的满意程度也有提高，投诉比上年减少。",
            "编制依申请公开答复样本，供各科室参照。",
        ] {
            assert!(!is_prescribed(&Folded::plain(own)), "{own}");
        }
    }
}
