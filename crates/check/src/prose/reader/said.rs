//! What a range of text says, as far as it is understood.

use super::signs::{Sign, Signs};
use super::words::without_groups;
use crate::prose::lexicon::{Concept, Lexicon, Mention};
use crate::prose::period::{self, Period};
use crate::prose::{Span, filler};

/// What a range of text says.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    span: Span,
    /// The words for figures.
    pub(super) mentions: Vec<Mention>,
    /// What is not understood.
    pub(super) residue: String,
    /// The time named, and whether only to compare with it.
    pub(super) period: Option<(Period, bool)>,
    /// A rise or fall, not a number of its own: `增加2件`.
    pub(super) compares: bool,
    /// `各`, `均为`: the number is that of each.
    pub(super) each: bool,
    /// `分别`, `依次`: a list of numbers follows.
    pub(super) respectively: bool,
    /// `其余`.
    pub(super) is_rest: bool,
    /// `…中`: what follows is a part of it.
    pub(super) is_whole: bool,
    /// `来自…`, `由…提出`: who applied.
    pub(super) comes_from: bool,
    /// Nothing but words of counting: `共计`.
    pub(super) only_counts: bool,
    /// Whether it names the office itself.
    pub(super) names_itself: bool,
    /// Whether it names a level or branch of an office.
    pub(super) is_of_a_level: bool,
    /// Whether it names a party to a case, or things counted before.
    pub(super) is_partial: bool,
}

/// What stands for a mention when the rest is looked at.
const MASK: char = '\u{1}';

/// Words of counting, the longer before those they begin with.
const COUNTING: [&str; 17] = [
    "共计", "合计", "总计", "总共", "一共", "共有", "共", "累计", "为", "是", "有", "达到", "达", "的", "均", "全部",
    "总数",
];
const DENIALS: [&str; 16] = [
    "未收到",
    "没有收到",
    "未接到",
    "没有接到",
    "未受理",
    "未发生",
    "没有发生",
    "未出现",
    "没有出现",
    "未产生",
    "没有",
    "尚无",
    "暂无",
    "无",
    "从未",
    "未",
];

impl Said {
    pub(super) fn of(text: &str, within: Span, lexicon: &Lexicon, own: &[String], year: Option<i32>) -> Self {
        let mut mentions = lexicon.find(text, &within);
        let masked = mask(text, &within, &mentions);
        let is_whole = ["中", "里", "当中"]
            .iter()
            .any(|word| masked.trim_end().ends_with(word));
        // In `新收申请中不予公开…` what comes before 中 is what the number is a part of.
        let part = masked
            .rfind('中')
            .filter(|at| masked[..*at].ends_with(MASK))
            .map(|at| at + '中'.len_utf8());
        let within = match part {
            Some(start) if start < masked.len() => within.start + start..within.end,
            _ => within,
        };
        mentions.retain(|mention| mention.span.start >= within.start);
        let masked = mask(text, &within, &mentions);
        let bare = period::without_times(&masked);
        let (signs, signs_of_all) = (Signs::of(&bare), Signs::of(&text[within.clone()]));
        let ends = |words: &[&str]| words.iter().any(|word| bare.trim_end().ends_with(word));
        Self {
            period: period::of(&masked, year),
            compares: signs.has(Sign::Comparison),
            each: ends(&["各", "各有", "各为", "均为", "均是", "亦为", "都是", "皆为"]),
            respectively: signs.has(Sign::Respectively),
            is_rest: signs.has(Sign::Rest) || bare.trim_start().starts_with('余'),
            is_whole,
            comes_from: signs.has(Sign::From) || (signs.has(Sign::By) && signs.has(Sign::Submitting)),
            only_counts: only_counts(&bare),
            names_itself: signs.has(Sign::Itself) || own.iter().any(|name| bare.contains(name.as_str())),
            is_of_a_level: signs_of_all.has(Sign::Level),
            is_partial: signs_of_all.has(Sign::Partial),
            residue: filler::residue(&bare.replace(MASK, ""), own),
            mentions,
            span: within,
        }
    }

    /// What is said where a sentence goes on behind a bracket: the words before the bracket
    /// and behind it belong together, and one that adds or takes away makes another thing
    /// of them: `予以公开(含部分公开)`.
    pub(super) fn resuming(mut self, head: &Self, aside: &Self, bracket: &str) -> Self {
        let begins = |words: &[&str]| words.iter().any(|word| bracket.trim_start().starts_with(word));
        let only_names = begins(&["以下简称", "简称", "下同"]);
        let names_all = head.mentions.is_empty() && head.residue.is_empty();
        let changes_nothing = if names_all {
            // What an office takes in is its own.
            let is_own_time = aside.period.is_none_or(|(period, _)| period == Period::Own);
            let says_nothing = aside.residue.is_empty() && aside.mentions.is_empty() && is_own_time;
            begins(&["含", "包括", "包含"]) || (says_nothing && !aside.is_of_a_level)
        } else {
            let holds = |part: &Mention| {
                let mut wholes = head.mentions.iter().map(Mention::set);
                !part.set().is_empty() && wholes.any(|whole| part.set().iter().all(|own| whole.contains(own)))
            };
            aside.residue.is_empty() && aside.mentions.iter().all(holds)
        };
        let bracket = if only_names || changes_nothing { "" } else { bracket };
        self.residue = [bracket, &head.residue, &self.residue].concat();
        self.mentions = [&head.mentions[..], &self.mentions].concat();
        self.compares |= head.compares;
        self.respectively |= head.respectively;
        self.is_rest |= head.is_rest;
        self.comes_from |= head.comes_from;
        self.only_counts &= head.only_counts;
        self.names_itself |= head.names_itself;
        self.is_of_a_level |= head.is_of_a_level;
        self.is_partial |= head.is_partial;
        self.period = self.period.or(head.period);
        self
    }

    /// Whether it says that it is about applications.
    pub(super) fn names_applications(&self) -> bool {
        self.mentions
            .iter()
            .any(|mention| matches!(mention.concept, Concept::Applications { .. }))
    }

    /// Whether no figure is named, nor anything said of one.
    pub(super) fn names_nothing(&self) -> bool {
        self.mentions.iter().all(|mention| mention.concept == Concept::Nothing)
    }

    /// Whether it says nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.mentions.is_empty() && self.residue.is_empty()
    }

    /// Whether figures of the tables are named.
    pub(super) fn names_figures(&self) -> bool {
        self.mentions
            .iter()
            .any(|mention| mention.is_result() || matches!(mention.concept, Concept::Measure(_)))
    }

    /// The applicants it names, if it names nothing else a number can be of.
    pub(super) fn only_applicants(&self) -> Vec<Mention> {
        let known =
            |mention: &Mention| mention.is_applicant() || matches!(mention.concept, Concept::Applications { .. });
        if !self.mentions.iter().all(known) {
            return Vec::new();
        }
        self.mentions
            .iter()
            .filter(|mention| mention.is_applicant())
            .cloned()
            .collect()
    }

    /// The words a list of so many numbers is of, all of one kind and in order, and what is
    /// said of all of them: `行政许可、行政处罚` and `处理决定`.
    pub(super) fn list_of(&self, numbers: usize) -> Option<(Vec<Mention>, Vec<Mention>)> {
        Listed::ALL.into_iter().find_map(|kind| {
            let (names, common): (Vec<_>, Vec<_>) = self
                .mentions
                .iter()
                .cloned()
                .partition(|mention| Listed::of(mention) == Some(kind));
            (names.len() == numbers).then_some((names, common))
        })
    }

    /// What the text says there is none of: a word of denial, words for figures behind
    /// it (or applicants before), and nothing else.
    pub(super) fn denied(&self, text: &str, own: &[String]) -> Vec<Vec<Mention>> {
        let masked = mask(text, &self.span, &self.mentions);
        let first = DENIALS
            .iter()
            .filter_map(|word| masked.find(word).map(|at| (at, std::cmp::Reverse(word.len()), *word)))
            .min();
        let Some((at, _, word)) = first else {
            return Vec::new();
        };
        let rest = period::without_times(&masked.replace(word, "")).replace(MASK, "");
        if !filler::residue(&rest, own).is_empty() {
            return Vec::new();
        }
        let start = self.span.start + at + word.len();
        let (before, behind): (Vec<Mention>, Vec<Mention>) = self
            .mentions
            .iter()
            .cloned()
            .partition(|mention| mention.span.start < start);
        // `科研机构没有提出申请`, `企业未出现逾期不缴费`.
        let is_noun = |mention: &Mention| matches!(mention.concept, Concept::Applications { .. });
        let is_of_applicants = behind.iter().all(|mention| is_noun(mention) || mention.is_row());
        if is_of_applicants && before.iter().any(Mention::is_applicant) {
            return one_by_one(&[before, behind].concat());
        }
        one_by_one(&behind)
    }
}

/// What a list can be of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listed {
    Rows,
    Applicants,
    Blocks,
    Verdicts,
    Items,
    Measures,
}

impl Listed {
    const ALL: [Self; 6] = [
        Self::Rows,
        Self::Applicants,
        Self::Blocks,
        Self::Verdicts,
        Self::Items,
        Self::Measures,
    ];

    fn of(mention: &Mention) -> Option<Self> {
        Some(match mention.concept {
            Concept::Rows(_) => Self::Rows,
            Concept::Applicants(_) => Self::Applicants,
            Concept::Blocks(_) => Self::Blocks,
            Concept::Verdict(_) => Self::Verdicts,
            Concept::Item(_) => Self::Items,
            Concept::Measure(_) => Self::Measures,
            _ => return None,
        })
    }
}

/// Each of several things named, with what is said of all of them; all together where
/// there are not several of one kind.
pub(super) fn one_by_one(mentions: &[Mention]) -> Vec<Vec<Mention>> {
    let mentions = without_groups(mentions);
    if mentions.is_empty() {
        return Vec::new();
    }
    let several = Listed::ALL.into_iter().find(|kind| {
        mentions
            .iter()
            .filter(|mention| Listed::of(mention) == Some(*kind))
            .count()
            > 1
    });
    let Some(kind) = several else {
        return vec![mentions];
    };
    let (names, common): (Vec<_>, Vec<_>) = mentions
        .into_iter()
        .partition(|mention| Listed::of(mention) == Some(kind));
    let with_common = |name: Mention| std::iter::once(name).chain(common.iter().cloned()).collect();
    names.into_iter().map(with_common).collect()
}

/// The text with every mention replaced, byte for byte.
fn mask(text: &str, within: &Span, mentions: &[Mention]) -> String {
    let mut masked = String::with_capacity(within.len());
    let mut at = within.start;
    let inside = |mention: &&Mention| within.start <= mention.span.start && mention.span.end <= within.end;
    for mention in mentions.iter().filter(inside) {
        masked.push_str(&text[at..mention.span.start]);
        masked.extend(std::iter::repeat_n(MASK, mention.span.len()));
        at = mention.span.end;
    }
    masked.push_str(&text[at..within.end]);
    masked
}

/// Whether a text can say that there is none of something: every denial has one of these.
pub(super) fn may_deny(text: &str) -> bool {
    text.contains(['未', '无']) || text.contains("没有")
}

/// Whether a text is words of counting and nothing else.
fn only_counts(text: &str) -> bool {
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let Some(after) = COUNTING.iter().find_map(|word| rest.strip_prefix(word)) else {
            return false;
        };
        rest = after.trim_start();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_denial_may_deny() {
        for denial in DENIALS {
            assert!(may_deny(&format!("全年{denial}申请")), "{denial}");
        }
        assert!(!may_deny("全年收到申请"));
    }

    #[test]
    fn words_of_counting_are_known_from_others() {
        for text in ["", "共计", " 总共有 ", "累计达到", "共 为"] {
            assert!(only_counts(text), "{text}");
        }
        for text in ["共计申请", "总体", "\u{1}共"] {
            assert!(!only_counts(text), "{text}");
        }
    }
}
