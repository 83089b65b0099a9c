//! What a stretch of tokens says, as far as it is understood.

use std::sync::Arc;

use crate::organ::Own;
use crate::passage::{Passage, Span};
use crate::tables::{Axis, Name, TableId};
use crate::time::Period;
use crate::token::{Kind, Token};
use crate::wording::{Class, Classes, List, Wording};

/// Words that a number can be of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) span: Span,
    pub(crate) concept: Concept,
}

/// What such words stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Concept {
    /// Lines or columns of a table.
    Name(Arc<Name>),
    /// That applications came in.
    Received,
    /// That they were handled, with whatever result.
    Handled,
    /// That they were finished.
    Finished,
    /// That they were answered.
    Answered,
    /// That something goes over into another year, which is not named.
    Carried,
    /// That a decision is made.
    Made,
    /// That documents were made known.
    Issued,
    /// That cases were decided.
    Concluded,
    /// Cases as such: 案件.
    Cases,
    /// Applications as such.
    Applications {
        /// Whether the words say that they are for public information.
        in_full: bool,
    },
}

impl Mention {
    pub(crate) fn name(&self) -> Option<&Name> {
        match &self.concept {
            Concept::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(crate) fn is_on(&self, table: TableId, axis: Axis) -> bool {
        self.name().is_some_and(|name| name.table == table && name.axis == axis)
    }

    pub(crate) fn is_in_full(&self) -> bool {
        self.concept == Concept::Applications { in_full: true }
    }

    pub(crate) fn is_applications(&self) -> bool {
        matches!(self.concept, Concept::Applications { .. })
    }
}

/// What a stretch of tokens says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Phrase {
    /// The words for figures.
    pub(crate) mentions: Vec<Mention>,
    /// What is not understood.
    pub(crate) residue: String,
    /// Whether some of that stands behind a word for a figure, and so says which kind of it: `不动产登记申请`.
    pub(crate) narrowed: bool,
    /// Whether some of it is understood, and makes another thing of what it stands beside.
    pub(crate) changed: bool,
    /// The time named, and whether only to compare with it.
    pub(crate) period: Option<(Period, bool)>,
    /// What its words do.
    pub(crate) classes: Classes,
    /// `…中`: what follows is a part of it.
    pub(crate) is_whole: bool,
    /// `各`, `均为` at its end: the number is that of each.
    pub(crate) each: bool,
    /// Nothing but words of counting: `共计`.
    pub(crate) only_counts: bool,
    /// Whether it names the office itself.
    pub(crate) own: Option<Own>,
    /// `因…等原因`: the reasons named are not all there are.
    pub(crate) has_more_reasons: bool,
}

impl Phrase {
    pub(crate) fn of(passage: &Passage, tokens: &[Token]) -> Self {
        let ends_inside = tokens.last().is_some_and(|last| last.has(Class::Inside));
        // In `新收申请中不予公开…` what comes before 中 is what the number is a part of.
        let part = tokens.iter().enumerate().rposition(|(at, token)| {
            token.has(Class::Inside) && at > 0 && is_mention(&tokens[at - 1]) && at + 1 < tokens.len()
        });
        let mut phrase = Self {
            is_whole: ends_inside,
            ..Self::default()
        };
        let own = &tokens[part.map_or(0, |at| at + 1)..];
        let (reason, open) = reasons(own);
        let addressed = addressed(passage, own);
        let ways = all_ways(passage, own);
        phrase.has_more_reasons = open;
        for token in &tokens[..part.map_or(0, |at| at + 1)] {
            if token.has(Class::Level) || token.has(Class::Partial) {
                phrase.note(token);
            }
        }
        let mut only_counts = true;
        let mut before: Option<&Token> = None;
        for (at, token) in own.iter().enumerate() {
            if ways.contains(&at) {
                only_counts = false;
                before = Some(token);
                continue;
            }
            phrase.note(token);
            match &token.kind {
                Kind::Unknown => {
                    // `部分公开仅1件`: all there is; `其中仅1件` may be of a part.
                    let text = &passage.text[token.span.clone()];
                    let is_only = !phrase.mentions.is_empty() && Wording::get().list(List::Only).has(text);
                    if !reason.contains(&at) && !addressed.contains(&at) && !is_only {
                        phrase.residue.push_str(&passage.text[token.span.clone()]);
                        phrase.narrowed |= !phrase.mentions.is_empty();
                    }
                    only_counts = false;
                }
                Kind::Number(_) => {
                    phrase.residue.push('\u{1}');
                    phrase.changed = true;
                }
                Kind::Word(meaning) => {
                    // `对不予公开不服7件`: not what was refused, but what was objected to.
                    let objects = Wording::get()
                        .list(List::Objecting)
                        .has(&passage.text[token.span.clone()]);
                    if objects && phrase.mentions.last().is_some_and(|last| last.name().is_some()) {
                        phrase.residue.push_str(&passage.text[token.span.clone()]);
                        phrase.changed = true;
                    }
                    let counts = meaning.classes.has(Class::Counting) && meaning.names.is_empty();
                    only_counts &= counts;
                    let is_known = meaning.classes.are_known();
                    if !is_known && !reason.contains(&at) {
                        phrase.residue.push_str(&passage.text[token.span.clone()]);
                        phrase.changed |= !meaning.classes.has(Class::Managing);
                    }
                    if !reason.contains(&at) {
                        phrase.mentions.extend(mentions(token));
                    }
                }
                Kind::Time(period) => {
                    let is_compared =
                        *period != Period::Own && before.is_some_and(|before| before.has(Class::Comparing));
                    // The time of a cause is not that of what it caused.
                    if !reason.contains(&at) {
                        phrase.period = Some((*period, is_compared));
                    }
                }
                Kind::Own(_) => only_counts = false,
                Kind::Mark(c) => only_counts &= *c == ' ' || *c == '、',
            }
            before = Some(token);
        }
        phrase.each = own.last().is_some_and(|last| last.has(Class::Each));
        phrase.only_counts = only_counts;
        phrase
    }

    /// Takes over what a token does, wherever it stands.
    fn note(&mut self, token: &Token) {
        match &token.kind {
            Kind::Word(meaning) => {
                self.classes = self.classes.union(meaning.classes);
                if meaning.classes.has(Class::Itself) {
                    self.own = self.own.max(Some(Own::Surely));
                }
            }
            Kind::Own(own) => self.own = self.own.max(Some(*own)),
            _ => {}
        }
    }

    pub(crate) fn has(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// `来自…`, `由…提出`: who applied.
    pub(crate) fn comes_from(&self) -> bool {
        self.has(Class::From) || (self.has(Class::By) && self.has(Class::Submitting))
    }

    /// Whether it says that it is about applications.
    pub(crate) fn names_applications(&self) -> bool {
        self.mentions.iter().any(Mention::is_applications)
    }

    /// Whether no figure is named, nor anything said of one.
    pub(crate) fn names_nothing(&self) -> bool {
        let says_nothing = |mention: &Mention| matches!(mention.concept, Concept::Made | Concept::Issued);
        self.mentions.iter().all(says_nothing)
    }

    /// Whether it says nothing at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.names_nothing() && self.residue.is_empty()
    }

    /// What is said where a sentence goes on behind a bracket: the words before the bracket
    /// and behind it belong together, and one that adds or takes away makes another thing
    /// of them: `予以公开(含部分公开)`.
    pub(crate) fn resuming(mut self, head: &Self, aside: &Self, bracket: &str) -> Self {
        let begins = |words: &[&str]| words.iter().any(|word| bracket.starts_with(word));
        let names_office = ["办公厅", "办公室", "政府办"]
            .iter()
            .any(|word| bracket.ends_with(word));
        let only_names = begins(&["以下简称", "简称", "下同"])
            || (names_office && head.own.is_some() && !bracket.contains(['不', '除']));
        let names_all = head.mentions.is_empty() && head.residue.is_empty();
        let changes_nothing = if names_all {
            // What an office takes in is its own.
            let is_own_time = aside.period.is_none_or(|(period, _)| period == Period::Own);
            let says_nothing = aside.residue.is_empty() && aside.mentions.is_empty() && is_own_time;
            begins(&["含", "包括", "包含"]) || (says_nothing && !aside.has(Class::Level))
        } else {
            let holds = |part: &Mention| {
                let part = part.name();
                part.is_some_and(|part| {
                    head.mentions
                        .iter()
                        .filter_map(Mention::name)
                        .any(|whole| whole.holds(part))
                })
            };
            // `申请(含网上、信函等渠道)`: whatever way they came.
            let lists_ways = begins(&["含", "包括", "包含"]) && aside.mentions.is_empty() && aside.has(Class::Etcetera);
            lists_ways || (aside.residue.is_empty() && aside.mentions.iter().all(holds))
        };
        // `不予公开(属于国家秘密)1件`: of what the bracket names.
        let narrows = changes_nothing && !names_all && !begins(&["含", "包括", "包含"]);
        let aside = if narrows { &aside.mentions[..] } else { &[] };
        let bracket = if only_names || changes_nothing { "" } else { bracket };
        self.changed |= head.changed || !(only_names || changes_nothing);
        self.narrowed |= head.narrowed || !self.residue.is_empty() && !head.mentions.is_empty();
        self.residue = [bracket, &head.residue, &self.residue].concat();
        self.mentions = [&head.mentions[..], aside, &self.mentions].concat();
        self.classes = self.classes.union(head.classes);
        self.only_counts &= head.only_counts;
        self.own = self.own.max(head.own);
        self.period = self.period.or(head.period);
        self
    }
}

/// Whether a token is words that a number can be of.
fn is_mention(token: &Token) -> bool {
    mentions(token).next().is_some()
}

/// What a token can stand for.
pub(crate) fn mentions(token: &Token) -> impl Iterator<Item = Mention> {
    const CONCEPTS: [(Class, Concept); 12] = [
        (Class::Received, Concept::Received),
        (Class::Handled, Concept::Handled),
        (Class::Finished, Concept::Finished),
        (Class::Answered, Concept::Answered),
        (Class::Carried, Concept::Carried),
        (Class::Made, Concept::Made),
        (Class::Issued, Concept::Issued),
        (Class::Concluded, Concept::Concluded),
        (Class::Cases, Concept::Cases),
        (Class::InFull, Concept::Applications { in_full: true }),
        (Class::Applications, Concept::Applications { in_full: false }),
        (Class::OnApplication, Concept::Applications { in_full: false }),
    ];
    let says_nothing = token.has(Class::Nothing);
    let names = if says_nothing { &[] } else { token.names() };
    let concept = if says_nothing || !names.is_empty() {
        None
    } else {
        CONCEPTS.iter().find(|(class, _)| token.has(*class))
    };
    let names = names.iter().cloned().map(Concept::Name);
    let concepts = names.chain(concept.map(|(_, concept)| concept.clone()));
    concepts.map(|concept| Mention {
        span: token.span.clone(),
        concept,
    })
}

/// Which tokens only say that it was the office that was applied to: `公众向市政府或市政府办公室提交的`.
fn addressed(passage: &Passage, tokens: &[Token]) -> std::ops::Range<usize> {
    let to = tokens
        .iter()
        .position(|token| passage.text[token.span.clone()] == *"向");
    let by = tokens.iter().rposition(|token| token.has(Class::Submitting));
    let (Some(to), Some(by)) = (to, by) else { return 0..0 };
    let is_own = |token: &Token| matches!(token.kind, Kind::Own(_)) || token.has(Class::Itself);
    // `其中向县政府提出的…`: and others to others.
    let are_some = tokens.iter().any(|token| token.has(Class::Among));
    match !are_some && to < by && tokens[to..by].iter().any(is_own) {
        true => to..by,
        false => 0..0,
    }
}

/// Which tokens say that something came by whatever way: `通过信函、网络等渠道`. By one of them, or by those of several
/// that are named without 等, it is a part.
fn all_ways(passage: &Passage, tokens: &[Token]) -> std::ops::Range<usize> {
    let text = |token: &Token| &passage.text[token.span.clone()];
    let list = |list: List| Wording::get().list(list);
    let more = tokens.iter().position(|token| token.has(Class::Etcetera));
    let Some(more) = more.filter(|more| {
        tokens
            .get(more + 1)
            .is_some_and(|next| list(List::Ways).has(text(next)))
    }) else {
        return 0..0;
    };
    let Some(start) = tokens[..more].iter().rposition(|token| token.has(Class::Means)) else {
        return 0..0;
    };
    let is_way = |token: &&Token| list(List::Channels).is_in(text(token));
    let is_joint = |token: &Token| matches!(token.kind, Kind::Mark(_)) || ["和", "及", "与"].contains(&text(token));
    let named = &tokens[start + 1..more];
    let are_ways = named.iter().all(|token| is_joint(token) || is_way(&token));
    let several = named.iter().filter(is_way).count() > 1;
    match are_ways && several && !tokens.iter().any(|token| token.has(Class::Among)) {
        true => start..more + 2,
        false => 0..0,
    }
}

/// Which tokens only give a reason: from 因 to 引起 or its like, or to 等原因; and whether it is one of
/// several.
fn reasons(tokens: &[Token]) -> (std::ops::Range<usize>, bool) {
    let Some(start) = tokens.iter().position(|token| token.has(Class::Cause)) else {
        return (0..0, false);
    };
    let more = tokens.iter().rposition(|token| token.has(Class::Etcetera));
    if let Some(end) = more.filter(|end| *end > start && names_behind(&tokens[*end..])) {
        return (start + 1..end, true);
    }
    // What was brought about by something is another thing than that.
    let names_line = |token: &Token| token.names().iter().any(|name| name.axis == Axis::Line);
    let caused = tokens
        .iter()
        .enumerate()
        .position(|(at, token)| at > start && (token.has(Class::Caused) || names_line(token)));
    let is_of_cases = |end: usize| tokens[end..].iter().any(names_line);
    match caused.filter(|end| *end > start && is_of_cases(*end)) {
        Some(end)
            if tokens[start..end].iter().any(says_applications)
                && tokens[start..end]
                    .iter()
                    .all(|token| !matches!(token.kind, Kind::Unknown)) =>
        {
            (start + 1..end, false)
        }
        _ => (0..0, false),
    }
}

fn says_applications(token: &Token) -> bool {
    [Class::InFull, Class::Applications, Class::OnApplication]
        .iter()
        .any(|class| token.has(*class))
        || matches!(&token.kind, Kind::Word(meaning) if meaning.classes.has(Class::Answered))
}

fn names_behind(tokens: &[Token]) -> bool {
    tokens.iter().skip(1).any(|token| !token.names().is_empty())
}
