//! What tokens are beside each other: pieces of the office's own name, or of another's; times and verbs that
//! name a row together; an office with all that belongs to it.

use std::sync::Arc;

use nianbao_model::form::{Role, TableRole};

use super::{Kind, Token, Tokenizer};
use crate::lexicon::Meaning;
use crate::organ::Own;
use crate::tables::{Axis, Name};
use crate::time::Period;
use crate::wording::{Class, Classes, List, Wording};

impl Tokenizer<'_> {
    /// An own name behind or before words of another's is part of that one's; unknown words may be a
    /// short form of the own name.
    pub(super) fn settle_names(&self, text: &str, all: &mut [Token]) {
        let is_unknown = |token: Option<&Token>| matches!(token.map(|token| &token.kind), Some(Kind::Unknown));
        for at in 0..all.len() {
            if self.organ.is_of_a_government && text[all[at].span.clone()] == *"本级" {
                all[at].kind = Kind::Own(Own::Perhaps);
                continue;
            }
            // `替市政府受理`: whose government that is, it answers for.
            let serves = || Wording::get().list(List::Serving).has(&text[all[at].span.clone()]);
            if is_unknown(all.get(at))
                && serves()
                && matches!(all.get(at + 1).map(|next| &next.kind), Some(Kind::Own(_)))
            {
                all[at].kind = Kind::Own(Own::Perhaps);
                continue;
            }
            if let Some(from) = self.begin_of_a_name(text, all, at) {
                for token in &mut all[from..=at] {
                    token.kind = Kind::Own(Own::Surely);
                }
                continue;
            }
            if matches!(all[at].kind, Kind::Own(_)) {
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
        }
    }

    /// Where a name of the office begins that ends with this token: in pieces of which none is understood, but for
    /// the kind of a place it begins with, and its own end (`东华门街道办事处`).
    fn begin_of_a_name(&self, text: &str, all: &[Token], last: usize) -> Option<usize> {
        /// A name stands in so many pieces at most.
        const PIECES: usize = 5;
        let is_unknown = |at: usize| matches!(all[at].kind, Kind::Unknown);
        if !is_unknown(last) && !matches!(all[last].kind, Kind::Own(_)) {
            return None;
        }
        let goes_on = |at: &usize| {
            let is_part = is_unknown(*at) || *at + 1 == last && is_place(&text[all[*at].span.clone()]);
            is_part && all[*at].span.end == all[*at + 1].span.start
        };
        let before = (0..last).rev().take(PIECES - 1).take_while(goes_on).count();
        // What is the office's own already is no shortened name by itself.
        let latest = if is_unknown(last) { last } else { last.checked_sub(1)? };
        let end = all[last].span.end;
        (last - before..=latest).find(|from| self.organ.is_abbreviated(&text[all[*from].span.start..end]))
    }

    /// `2023年结转`, `结转至2025年办理`: times and verbs that name a row of applications together.
    pub(super) fn settle_carried(&self, text: &str, all: Vec<Token>) -> Vec<Token> {
        let Some(year) = self.year else { return all };
        let (last, next) = (Kind::Time(Period::Year(year - 1)), Kind::Time(Period::Year(year + 1)));
        let mut settled: Vec<Token> = Vec::with_capacity(all.len());
        let mut rest = all.into_iter().peekable();
        while let Some(mut token) = rest.next() {
            // `剩余4件转2025年办理`.
            let is_turned =
                Wording::get().list(List::Turned).has(&text[token.span.clone()]) && token.names().is_empty();
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
                // `上年没有结转`: the denial stays, before what it denies.
                let denies = |own: &Token| own.has(Class::Denial);
                let denial = settled[at + 1..].iter().find(|own| denies(own)).cloned();
                if denial.is_none() {
                    token.span.start = settled[at].span.start;
                }
                settled.truncate(at);
                settled.extend(denial);
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

/// 各级机关, 各执法单位: all there are.
fn is_all_of_them(text: &str, behind: &[Token]) -> bool {
    let Some(first) = behind.first() else { return false };
    let words: String = text[first.span.start..].chars().take(8).collect();
    words.starts_with('各') && ["单位", "机关"].iter().any(|word| words.contains(word))
}

/// `县政府及各部门、各乡镇`: the office with all that belongs to it is one.
pub(super) fn belonging(text: &str, all: &mut Vec<Token>, of_a_government: bool) {
    let belongs = |words: &str| {
        let mut rest = words;
        while let Some(word) = Wording::get().list(List::Belonging).begins(rest) {
            rest = &rest[word.len()..];
        }
        rest.is_empty()
    };
    let words = |token: Option<&Token>| token.map(|token| &text[token.span.clone()]);
    for at in 0..all.len() {
        // 县政府本级及各部门
        let before = at + usize::from(words(all.get(at + 1)) == Some("本级"));
        let joint = words(all.get(before + 1));
        let is_joined = matches!(all[at].kind, Kind::Own(_))
            && matches!(joint, Some("及" | "和" | "以及" | "与" | "及其" | "(含" | "连同"));
        if !is_joined {
            continue;
        }
        let (mut end, mut depth) = (before + 2, 0);
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
        let takes_in = all[before + 2..end].iter().any(|token| {
            text[token.span.clone()].contains(['各', '部', '属', '乡', '单'])
                || of_a_government && text[token.span.clone()].contains('办')
        });
        if end > before + 2 && takes_in {
            all[at].span.end = last;
            all[at].kind = Kind::Own(Own::Surely);
            all.drain(at + 1..end);
            return belonging(text, all, of_a_government);
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
