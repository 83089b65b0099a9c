//! A passage as tokens: numbers, times, words with their meanings, marks, the office's own names, and what
//! is not understood.

use std::sync::Arc;

use nianbao_model::form::{Role, TableRole};

use crate::lexicon::{Lexicon, Meaning};
use crate::number::{Quantity, scan};
use crate::organ::{Organ, Own};
use crate::passage::Span;
use crate::tables::{Axis, Name};
use crate::time::{Period, date};
use crate::wording::{Class, Classes, List, Wording};

/// A range of tokens.
pub(crate) type Run = std::ops::Range<usize>;

/// A piece of a text.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
}

/// What a piece of a text is.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    /// A number, by its place among the passage's.
    Number(usize),
    /// A time; the next year is one too.
    Time(Period),
    /// Words of these classes that name these figures.
    Word(Meaning),
    /// A mark of punctuation.
    Mark(char),
    /// The office itself.
    Own(Own),
    /// Words of no class.
    Unknown,
}

impl Token {
    pub(crate) fn has(&self, class: Class) -> bool {
        matches!(&self.kind, Kind::Word(meaning) if meaning.classes.has(class))
    }

    pub(crate) fn names(&self) -> &[Arc<Name>] {
        match &self.kind {
            Kind::Word(meaning) => &meaning.names,
            _ => &[],
        }
    }
}

/// A passage's tokens and numbers.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    pub(crate) all: Vec<Token>,
    pub(crate) quantities: Vec<Quantity>,
}

/// What is known when a text is read.
pub(crate) struct Tokenizer<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) organ: &'a Organ,
    pub(crate) year: Option<i32>,
}

impl Tokenizer<'_> {
    pub(crate) fn tokens(&self, text: &str) -> Tokens {
        self.tokens_around(text, scan(text, &(0..text.len()), Wording::get()))
    }

    /// The same of a text whose numbers are known.
    pub(crate) fn tokens_around(&self, text: &str, quantities: Vec<Quantity>) -> Tokens {
        let mut all = self.pieces(text, &quantities);
        self.settle_names(text, &mut all);
        settle_belonging(text, &mut all);
        let all = self.settle_carried(text, all);
        Tokens { all, quantities }
    }

    /// The tokens as each reads by itself, whatever stands beside it.
    pub(crate) fn pieces(&self, text: &str, quantities: &[Quantity]) -> Vec<Token> {
        let own = self.organ.find(text);
        let mut all: Vec<Token> = Vec::new();
        let mut at = 0;
        for (nth, quantity) in quantities.iter().enumerate() {
            self.words(text, at..quantity.span.start, &own, &mut all);
            all.push(Token {
                span: quantity.span.clone(),
                kind: Kind::Number(nth),
            });
            at = quantity.span.end;
        }
        self.words(text, at..text.len(), &own, &mut all);
        all
    }

    /// The tokens between two numbers: dates first, then the office's names, then words.
    fn words(&self, text: &str, within: Span, own: &[(Span, Own)], all: &mut Vec<Token>) {
        let names = own
            .iter()
            .filter(|(span, _)| span.end <= within.end && !is_within_word(text, span));
        let mut names = names.peekable();
        let mut at = within.start;
        let mut piece = at;
        loop {
            // On to the next digit or name, whichever comes first.
            while names.next_if(|(span, _)| span.start < at).is_some() {}
            let rest = &text.as_bytes()[at..within.end];
            let digit = rest.iter().position(u8::is_ascii_digit).map(|digit| at + digit);
            let name = names
                .peek()
                .filter(|(span, _)| digit.is_none_or(|digit| span.start < digit));
            let found = match (name, digit) {
                (Some((span, own)), _) => Some((span.clone(), Kind::Own(*own))),
                (None, Some(digit)) => {
                    let until = ends_with_until(&text[within.start..digit]);
                    at = digit;
                    date(text, at..within.end, self.year, until).map(|(span, period)| (span, Kind::Time(period)))
                }
                (None, None) => break,
            };
            let Some((span, kind)) = found else {
                // Of digits that are no date only the whole is looked at.
                let rest = &text[at..within.end];
                at += rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                continue;
            };
            self.plain(text, piece..span.start, all);
            at = span.end;
            piece = at;
            all.push(Token { span, kind });
        }
        self.plain(text, piece..within.end, all);
    }

    /// Words, marks and what is neither.
    fn plain(&self, text: &str, within: Span, all: &mut Vec<Token>) {
        let mut at = within.start;
        for (span, meaning) in self.lexicon.find(text, &within) {
            unknown(text, at..span.start, all);
            at = span.end;
            // `2023年全年` is one time.
            let before = all.last_mut().filter(|before| before.span.end == span.start);
            if meaning.classes.has(Class::WholeYear)
                && let Some(year) = before.filter(|before| matches!(before.kind, Kind::Time(_)))
            {
                year.span.end = span.end;
                continue;
            }
            let kind = self.time_of(meaning.classes).map_or(Kind::Word(meaning), Kind::Time);
            all.push(Token { span, kind });
        }
        unknown(text, at..within.end, all);
    }

    fn time_of(&self, classes: Classes) -> Option<Period> {
        let beside = |years: i32| self.year.map_or(Period::Other, |year| Period::Year(year + years));
        if classes.has(Class::OwnTime) || classes.has(Class::WholeYear) {
            Some(Period::Own)
        } else if classes.has(Class::LastYear) {
            Some(beside(-1))
        } else if classes.has(Class::NextYear) {
            Some(beside(1))
        } else if classes.has(Class::PartTime) || classes.has(Class::OtherTime) {
            Some(Period::Other)
        } else {
            None
        }
    }

    /// An own name behind or before words of another's is part of that one's; unknown words may be a
    /// short form of the own name.
    fn settle_names(&self, text: &str, all: &mut [Token]) {
        let is_unknown = |token: Option<&Token>| matches!(token.map(|token| &token.kind), Some(Kind::Unknown));
        for at in 0..all.len() {
            // `东华门街道办事处`: the end of it is a name too.
            let may_end_a_name = matches!(all[at].kind, Kind::Unknown | Kind::Own(_));
            let run = if may_end_a_name { run_of_a_name(all, at) } else { at..at };
            if run.len() > 1
                && self
                    .organ
                    .is_abbreviated(&text[all[run.start].span.start..all[at].span.end])
            {
                for token in &mut all[run] {
                    token.kind = Kind::Own(Own::Surely);
                }
                continue;
            }
            if self.organ.is_of_a_government && text[all[at].span.clone()] == *"本级" {
                all[at].kind = Kind::Own(Own::Perhaps);
                continue;
            }
            match &all[at].kind {
                Kind::Own(_) => {
                    let before = at.checked_sub(1).and_then(|before| all.get(before));
                    let after_name = is_unknown(before) && !text[..all[at].span.start].ends_with(['』', '”']);
                    let next = all.get(at + 1);
                    let before_name = next.is_some_and(|next| {
                        let words = &text[next.span.clone()];
                        if is_all_of_them(text, &all[at + 1..]) {
                            return false;
                        }
                        let is_office = matches!(next.kind, Kind::Unknown) && ends_as_office(words)
                            || words.starts_with("部门")
                            || (words.starts_with('各') && !words.starts_with("各级"))
                            || words.starts_with("办公室")
                            || words.starts_with("单位");
                        is_office && next.span.start == all[at].span.end
                    });
                    if after_name || before_name {
                        all[at].kind = Kind::Unknown;
                    }
                }
                Kind::Unknown => {
                    // `替市政府受理`: whose government that is, it answers for.
                    let words = &text[all[at].span.clone()];
                    let serves = Wording::get().list(List::Serving).has(words);
                    if serves && matches!(all.get(at + 1).map(|next| &next.kind), Some(Kind::Own(_))) {
                        all[at].kind = Kind::Own(Own::Perhaps);
                        continue;
                    }
                    let start = match at.checked_sub(1).and_then(|before| all.get(before)) {
                        Some(before) if is_place(&text[before.span.clone()]) => before.span.start,
                        _ => all[at].span.start,
                    };
                    if self.organ.is_abbreviated(&text[start..all[at].span.end]) {
                        all[at].kind = Kind::Own(Own::Surely);
                    }
                }
                _ => {}
            }
        }
    }

    /// `2023年结转`, `结转至2025年办理`: times and verbs that name a row of applications together.
    fn settle_carried(&self, text: &str, all: Vec<Token>) -> Vec<Token> {
        let Some(year) = self.year else { return all };
        let (last, next) = (Kind::Time(Period::Year(year - 1)), Kind::Time(Period::Year(year + 1)));
        let mut settled: Vec<Token> = Vec::with_capacity(all.len());
        let mut rest = all.into_iter().peekable();
        while let Some(mut token) = rest.next() {
            // `剩余4件转2025年办理`.
            let is_turned = text[token.span.clone()] == *"转" && matches!(token.kind, Kind::Unknown);
            if !token.has(Class::Carried) && !is_turned {
                settled.push(token);
                continue;
            }
            let is_time = |token: Option<&Token>, time: &Kind| matches!((token.map(|token| &token.kind), time), (Some(Kind::Time(one)), Kind::Time(other)) if one == other);
            let mut role = None;
            // 上年末未办结转入: at most three small words between.
            let time = settled.iter().rposition(|own| matches!(own.kind, Kind::Time(_)));
            let near = time.filter(|at| settled.len() - at <= 3 && settled[at + 1..].iter().all(may_stand_between));
            if is_time(rest.peek(), &next) {
                role = Some(Role::CarriedOut);
            } else if let Some(at) = near.filter(|at| is_time(settled.get(*at), &last)) {
                role = Some(Role::CarriedIn);
                token.span.start = settled[at].span.start;
                settled.truncate(at);
            } else if matches!(rest.peek().map(|next| &next.kind), Some(Kind::Time(Period::Own))) {
                role = Some(Role::CarriedIn);
            }
            let Some(name) = role.and_then(|role| self.line_with(role)) else {
                settled.push(token);
                continue;
            };
            // The time it goes to, and that it goes on there.
            let mut goes_on = matches!(
                rest.peek().map(|next| &next.kind),
                Some(Kind::Time(Period::Own | Period::Year(_)))
            );
            while goes_on {
                if let Some(next) = rest.next() {
                    token.span.end = next.span.end;
                }
                goes_on = rest
                    .peek()
                    .is_some_and(|next| GOING_ON.contains(&&text[next.span.clone()]));
            }
            let mut classes = Classes::default();
            classes.insert(Class::Known);
            token.kind = Kind::Word(Meaning {
                classes,
                names: Arc::new([Arc::new(name)]),
            });
            settled.push(token);
        }
        settled
    }

    fn line_with(&self, role: Role) -> Option<Name> {
        let grid = self.lexicon.tables.with(TableRole::Applications)?;
        let members = grid.lines_with(&[role]);
        (!members.is_empty()).then_some(Name {
            table: grid.id,
            axis: Axis::Line,
            members,
            lines: Vec::new(),
        })
    }
}

/// What says behind a verb of carrying and its time only that something goes on.
const GOING_ON: [&str; 7] = ["继续", "办理", "继续办理", "继续处理", "继续答复", "答复", "处理"];

/// `我县政府信息公开`: 我县, and not 县政府.
fn is_within_word(text: &str, name: &Span) -> bool {
    text[..name.start].ends_with(['我', '本', '全']) && text[name.end..].starts_with("信息")
}

/// 各级机关, 各执法单位: all there are.
fn is_all_of_them(text: &str, behind: &[Token]) -> bool {
    let Some(first) = behind.first() else { return false };
    let words: String = text[first.span.start..].chars().take(8).collect();
    words.starts_with('各') && ["单位", "机关"].iter().any(|word| words.contains(word))
}

/// `县政府及各部门、各乡镇`: the office with all that belongs to it is one.
fn settle_belonging(text: &str, all: &mut Vec<Token>) {
    let belongs = |words: &str| {
        let mut rest = words;
        while let Some(word) = Wording::get().list(List::Belonging).begins(rest) {
            rest = &rest[word.len()..];
        }
        rest.is_empty()
    };
    for at in 0..all.len() {
        let joint = all.get(at + 1).map(|token| &text[token.span.clone()]);
        let is_joined = matches!(all[at].kind, Kind::Own(_))
            && matches!(joint, Some("及" | "和" | "以及" | "与" | "及其" | "(含" | "连同"));
        if !is_joined {
            continue;
        }
        let (mut end, mut depth) = (at + 2, 0);
        while let Some(token) = all.get(end) {
            let words = &text[token.span.clone()];
            let is_mark = match token.kind {
                Kind::Mark('、') => true,
                Kind::Mark('(')
                    if depth == 0
                        && all[end + 1..]
                            .iter()
                            .take(4)
                            .any(|token| matches!(token.kind, Kind::Mark(')'))) =>
                {
                    depth = 1;
                    true
                }
                Kind::Mark(')') if depth == 1 => {
                    depth = 0;
                    true
                }
                _ => false,
            };
            if !(is_mark
                || matches!(words, "和" | "及" | "以及" | "与")
                || (!matches!(token.kind, Kind::Number(_) | Kind::Mark(_)) && belongs(words)))
            {
                break;
            }
            end += 1;
        }
        let last = all[end - 1].span.end;
        let takes_in = all[at + 2..end]
            .iter()
            .any(|token| text[token.span.clone()].contains(['各', '部', '属', '乡', '单']));
        if end > at + 2 && takes_in {
            all[at].span.end = last;
            all[at].kind = Kind::Own(Own::Surely);
            all.drain(at + 1..end);
            return settle_belonging(text, all);
        }
    }
}

fn may_stand_between(token: &Token) -> bool {
    let Kind::Word(meaning) = &token.kind else { return false };
    meaning.names.is_empty() && token.span.len() <= "未办结".len() && !token.has(Class::Sum)
}

fn is_place(text: &str) -> bool {
    Wording::get().list(List::Places).has(text)
}

fn ends_as_office(text: &str) -> bool {
    Wording::get().list(List::OrganEndings).ends(text).is_some()
}

fn ends_with_until(text: &str) -> bool {
    ["截至", "截止", "截止到", "截至到", "至", "到"]
        .iter()
        .any(|word| text.ends_with(word))
}

/// What is no word: marks, and the rest in pieces.
fn unknown(text: &str, within: Span, all: &mut Vec<Token>) {
    let mut start = within.start;
    let mut push = |span: Span, kind: Kind| {
        if !span.is_empty() {
            all.push(Token { span, kind });
        }
    };
    for (at, c) in text[within.clone()].char_indices() {
        let at = within.start + at;
        let is_mark =
            matches!(c, ',' | ':' | '(' | ')' | ';' | '。' | '!' | '?' | '、' | '\n') || c.is_ascii_punctuation();
        if is_mark {
            push(start..at, Kind::Unknown);
            push(at..at + c.len_utf8(), Kind::Mark(c));
            start = at + c.len_utf8();
        } else if c == ' ' {
            push(start..at, Kind::Unknown);
            start = at + c.len_utf8();
        }
    }
    push(start..within.end, Kind::Unknown);
}

/// The words without a gap up to this one that may be one name: none of them is understood, but for its own end.
fn run_of_a_name(all: &[Token], last: usize) -> std::ops::Range<usize> {
    /// A name stands in so many pieces at most.
    const PIECES: usize = 4;
    let is_part = |at: usize| match all[at].kind {
        Kind::Unknown => true,
        Kind::Own(_) => at == last,
        _ => false,
    };
    let goes_on = |at: &usize| is_part(*at) && is_part(*at + 1) && all[*at].span.end == all[*at + 1].span.start;
    let before = (0..last).rev().take(PIECES).take_while(goes_on).count();
    last - before..last + 1
}
