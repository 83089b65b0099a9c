//! `title-variants`: one document is cited under one title.

mod index;

use std::collections::HashSet;
use std::ops::Range;

use nianbao_model::report::Paragraph;
use nianbao_model::{Text, inventory, label};

use index::Index;

use crate::pattern;
use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Quote, Severity, Subject};

static RULE: Rule = Rule {
    id: "title-variants",
    family: Family::Narrative,
    severity: Severity::Warning,
    authority: Authority::Standard("《党政机关公文处理工作条例》第十九条"),
    holds: Words {
        zh: "同一份文件前后用同一个名称",
        en: "one document is cited under one title",
    },
    advice: Words {
        zh: "查文件原名，改成一致；确是两份文件的，不用改",
        en: "look the title up and use it everywhere; if these are two documents, leave them",
    },
    breaks: Example {
        words: Words {
            zh: "前面写《青禾市水务局政府信息公开工作规程》，后面写《青禾市水务局政务信息公开规程》",
            en: "one set of rules under two titles",
        },
        make: |sample| {
            sample.text(
                "overview",
                "印发《青禾市水务局政府信息公开工作规程》。对照《青禾市水务局政务信息公开规程》开展自查。",
            )
        },
        at: "正文 › A4",
    },
    near_miss: Example {
        words: Words {
            zh: "《…2023年…要点》和《…2024年…要点》，《办法》和《办法实施细则》，全称和“《条例》”",
            en: "two years' plans, rules and their details, a title and its short form",
        },
        make: |sample| {
            sample.text(
                "overview",
                "落实《青禾市2023年政务公开工作要点》和《青禾市2024年政务公开工作要点》，按照《青禾市供水管理办法》《青禾市供水管理办法实施细则》和《中华人民共和国政府信息公开条例》（以下简称《条例》）公开信息。",
            )
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// Words that titles are retyped without, or with one for the other.
const SOFT: [&str; 16] = [
    "政府信息",
    "政务信息",
    "政府",
    "政务",
    "信息",
    "工作",
    "有关",
    "关于",
    "进一步",
    "印发",
    "的",
    "和",
    "及",
    "与",
    "相关",
    "年度",
];
/// Kinds of documents that are easily taken for each other.
const KINDS: [&str; 6] = ["规程", "规范", "规则", "规定", "办法", "制度"];
/// Titles shorter than this are short forms.
const SHORT: usize = 8;

/// How many characters two words that change places may have.
const WORDS: usize = 6;
/// The same, without the soft words.
const CORE: usize = 6;

struct Cited<'a> {
    title: &'a str,
    shape: Shape,
    /// The paragraph's index in the narrative.
    index: usize,
    paragraph: &'a Paragraph,
    /// Where it stands in the paragraph, with its marks.
    place: Range<usize>,
}

impl Cited<'_> {
    fn quote(&self) -> Quote {
        Quote::words(self.index, &self.paragraph.text, self.place.clone()).told()
    }
}

/// What titles are compared by.
struct Shape {
    /// The title, normalised.
    label: String,
    /// Its digits: of another year it is another document.
    digits: String,
    /// Its characters without the soft words.
    core: Vec<char>,
}

impl Shape {
    fn of(label: String) -> Self {
        let core = SOFT.iter().fold(label.clone(), |title, word| title.replace(word, ""));
        Self {
            digits: label.chars().filter(char::is_ascii_digit).collect(),
            core: core.chars().collect(),
            label,
        }
    }

    /// The core without the kind of document at its end.
    fn base(&self) -> Option<&[char]> {
        KINDS.iter().find_map(|kind| {
            let kind: Vec<char> = kind.chars().collect();
            self.core.strip_suffix(kind.as_slice())
        })
    }
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut titles: Vec<Cited<'_>> = Vec::new();
    let mut seen = HashSet::new();
    for (index, paragraph) in subject.report.narrative.iter().enumerate() {
        for (place, title) in pattern::all(&paragraph.text, pattern::title) {
            let label = label::normalize(title);
            if title.chars().count() >= SHORT && seen.insert(label.clone()) {
                titles.push(Cited {
                    title,
                    shape: Shape::of(label),
                    index,
                    paragraph,
                    place,
                });
            }
        }
    }
    let mut findings = Vec::new();
    let mut before = Index::default();
    for (nth, second) in titles.iter().enumerate() {
        let mut alike = before.exchange(nth, &second.shape).into_iter().map(|nth| &titles[nth]);
        if let Some(first) = alike.find(|first| are_variants(&first.shape, &second.shape)) {
            let message = Text::new(
                format!(
                    "“《{}》”和“《{}》”只差几个字，是不是同一份文件？",
                    first.title, second.title
                ),
                format!(
                    "《{}》 and 《{}》 differ by a few characters: is this one document?",
                    first.title, second.title
                ),
            );
            let places = [second, first].map(|cited| cited.paragraph.locus.clone().into());
            let finding = subject.finding(&RULE, places.into(), message);
            findings.push(finding.with_quotes([first.quote(), second.quote()]));
        }
    }
    findings
}

/// Whether two titles are likely those of one document.
fn are_variants(one: &Shape, other: &Shape) -> bool {
    // Another year, or a title inside another: two documents, or a short form.
    if one.digits != other.digits || one.label.contains(&other.label) || other.label.contains(&one.label) {
        return false;
    }
    one.core == other.core
        || matches!((one.base(), other.base()), (Some(one), Some(other)) if one == other)
        || one_left_out(&one.core, &other.core)
        || exchanged(&one.core, &other.core)
}

/// Whether two neighbouring words have changed places: 标准化规范化, 规范化标准化.
fn exchanged(one: &[char], other: &[char]) -> bool {
    if one.len() != other.len() || one.len() < CORE {
        return false;
    }
    let before = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let after = one
        .iter()
        .rev()
        .zip(other.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let end = one.len().saturating_sub(after).max(before);
    let (mut one, mut other) = (one[before..end].to_vec(), other[before..end].to_vec());
    one.sort_unstable();
    other.sort_unstable();
    (2..=WORDS).contains(&one.len()) && one == other
}

/// Whether one title is the other with one or two characters left out in the middle.
fn one_left_out(one: &[char], other: &[char]) -> bool {
    let (longer, shorter) = if one.len() > other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let missing = longer.len() - shorter.len();
    if !(1..=2).contains(&missing) || shorter.len() < CORE {
        return false;
    }
    let before = longer.iter().zip(shorter).take_while(|(a, b)| a == b).count();
    let after = longer
        .iter()
        .rev()
        .zip(shorter.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    // What is left out at the end or the beginning makes another title.
    before > 0 && after > 1 && before + after >= shorter.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn variants(one: &str, other: &str) -> bool {
        let [one, other] = [one, other].map(|title| Shape::of(label::normalize(title)));
        are_variants(&one, &other)
    }

    #[test]
    fn titles_are_compared_by_characters_not_bytes() {
        assert!(!variants("供水管网维护指南", "GIS water supply manual"));
        assert!(!variants("GIS water supply manual", "供水管网维护指南"));
        assert!(variants("GIS供水管网维护工作指南", "GIS供水管维护工作指南"));
    }

    proptest! {
        /// Few characters, so that variants are frequent.
        #[test]
        fn what_the_index_finds_is_all_there_is(titles in prop::collection::vec("[水管网2]{5,8}(办法|规定|)", 1..12)) {
            let shapes: Vec<Shape> = titles.into_iter().map(Shape::of).collect();
            let mut before = Index::default();
            for (nth, shape) in shapes.iter().enumerate() {
                let found = before.exchange(nth, shape);
                for (other, earlier) in shapes[..nth].iter().enumerate() {
                    prop_assert!(found.contains(&other) || !are_variants(earlier, shape));
                }
            }
        }
    }
}
