//! Several things named together: each with its own number, or each denied.

use std::sync::Arc;

use crate::known::Known;
use crate::organ::is_other;
use crate::page::Page;
use crate::phrase::{Concept, Mention, Phrase};
use crate::subject::without_groups;
use crate::tables::{Axis, Name, TableId};
use crate::token::Run;
use crate::wording::{Class, List, Wording};

/// What a list can be of: things of one direction of one table.
fn kind(mention: &Mention) -> Option<(TableId, Axis)> {
    mention.name().map(|name| (name.table, name.axis))
}

/// The kinds of things named, lines before columns.
fn kinds(mentions: &[Mention]) -> Vec<(TableId, Axis)> {
    let mut kinds: Vec<_> = mentions.iter().filter_map(kind).collect();
    kinds.sort_by_key(|(table, axis)| (*axis, *table));
    kinds.dedup();
    kinds
}

/// The words a list of so many numbers is of, all of one kind and in order, and what is
/// said of all of them: `行政许可、行政处罚` and `处理决定`.
pub(crate) fn list_of(mentions: &[Mention], numbers: usize) -> Option<(Vec<Mention>, Vec<Mention>)> {
    kinds(mentions).into_iter().find_map(|own| {
        let (names, common): (Vec<_>, Vec<_>) =
            mentions.iter().cloned().partition(|mention| kind(mention) == Some(own));
        (names.len() == numbers).then_some((names, common))
    })
}

/// Each of several things named, with what is said of all of them; all together where
/// there are not several of one kind.
pub(crate) fn one_by_one(mentions: &[Mention]) -> Vec<Vec<Mention>> {
    let mentions = without_groups(mentions);
    if mentions.is_empty() {
        return Vec::new();
    }
    let count = |own: &(TableId, Axis)| mentions.iter().filter(|mention| kind(mention) == Some(*own)).count();
    let Some(several) = kinds(&mentions).into_iter().find(|own| count(own) > 1) else {
        return vec![mentions];
    };
    let (names, common): (Vec<_>, Vec<_>) = mentions.into_iter().partition(|mention| kind(mention) == Some(several));
    let with_common = |name: Mention| std::iter::once(name).chain(common.iter().cloned()).collect();
    names.into_iter().map(with_common).collect()
}

/// The words with 其他主体 as all kinds of applicants but those named: with natural
/// persons, and without them.
pub(crate) fn rest_of(known: &Known<'_>, mentions: &[Mention], named: &[u16]) -> Vec<Vec<Mention>> {
    let Some(grid) = known.applications() else {
        return Vec::new();
    };
    let parts = grid.part_columns();
    let is_other = |mention: &Mention| {
        let is_last = |name: &Name| name.members[..] == parts[parts.len().saturating_sub(1)..];
        known.is_applicant(mention) && mention.name().is_some_and(is_last)
    };
    if named.is_empty() || !mentions.iter().any(is_other) {
        return Vec::new();
    }
    let without = |left_out: usize| {
        let rest = parts.iter().skip(left_out).copied();
        let name = Arc::new(Name {
            table: grid.id,
            axis: Axis::Column,
            members: rest.filter(|own| !named.contains(own)).collect(),
            lines: Vec::new(),
        });
        let mentions = mentions.iter().map(|mention| match is_other(mention) {
            true => Mention {
                concept: Concept::Name(Arc::clone(&name)),
                ..mention.clone()
            },
            false => mention.clone(),
        });
        mentions.collect()
    };
    vec![without(0), without(1)]
}

/// The words with a group of rows as those of its rows that were not named: `逾期不补正102件，其他处理45件`.
pub(crate) fn other_rows(known: &Known<'_>, mentions: &[Mention], named: &[u16]) -> Option<Vec<Mention>> {
    let mut is_less = false;
    let others = mentions.iter().map(|mention| {
        let group = mention
            .name()
            .filter(|name| known.is_row(mention) && name.members.len() > 1);
        let mut members = group.map(|group| group.members.clone()).unwrap_or_default();
        members.retain(|row| !named.contains(row));
        match group.filter(|group| !members.is_empty() && members.len() < group.members.len()) {
            None => mention.clone(),
            Some(group) => {
                is_less = true;
                let name = Name {
                    members,
                    ..group.clone()
                };
                Mention {
                    concept: Concept::Name(Arc::new(name)),
                    ..mention.clone()
                }
            }
        }
    });
    let others: Vec<Mention> = others.collect();
    is_less.then_some(others)
}

/// Words that name kinds of cases, with how those before them ended, if that stood before their name and these have
/// no end of their own: `维持的复议10件、诉讼8件`. What these leave for the next stands in `ended` then.
pub(crate) fn ended_alike(known: &Known<'_>, mentions: &[Mention], ended: &mut Vec<Mention>) -> Option<Vec<Mention>> {
    let Some(kind) = mentions.iter().find(|mention| known.is_kind_of_cases(mention)) else {
        ended.clear();
        return None;
    };
    let ends = || mentions.iter().filter(|mention| known.is_end_of_cases(mention));
    if ends().next().is_some() {
        *ended = ends().filter(|end| end.span.start < kind.span.start).cloned().collect();
        return None;
    }
    (!ended.is_empty()).then(|| [mentions, ended].concat())
}

/// Something that there is none of.
pub(crate) struct Denied {
    /// The words for it.
    pub(crate) mentions: Vec<Mention>,
    /// Whether nothing else is said in the clause.
    pub(crate) is_plain: bool,
}

/// What a clause says there is none of: behind each word of denial words for figures (or applicants before it).
pub(crate) fn denied(known: &Known<'_>, page: &Page<'_>, run: &Run) -> Vec<Denied> {
    let denials: Vec<usize> = run.clone().filter(|at| page.all()[*at].has(Class::Denial)).collect();
    let ends = denials.iter().skip(1).copied().chain([run.end]);
    let each = denials.iter().zip(ends).enumerate();
    each.flat_map(|(nth, (denial, end))| {
        let before = if nth == 0 { run.start..*denial } else { *denial..*denial };
        // `未作为申请登记的`: not that there is none.
        let word = *denial..denial + 1;
        let is_verb = page.text(&word) == "未";
        let mut behind = page.say(denial + 1..end);
        // 未收到 says two things at once.
        let says = |list: List| Wording::get().list(list).has(page.text(&word));
        if says(List::NoneReceived) {
            behind.mentions.insert(
                0,
                Mention {
                    span: page.span(&word),
                    concept: Concept::Received,
                },
            );
        }
        // `行政复议未发生`: of what stands before it.
        let mut before = page.say(before);
        if behind.is_empty() && page.text(&word).chars().count() > "没有".chars().count() {
            behind.mentions.append(&mut before.mentions);
        }
        let denied = denied_by(known, &before, &behind).into_iter();
        // `无传真申请`: by one way there was none.
        let by_channel = Wording::get().list(List::Channels).is_in(page.text(&(*denial..end)));
        // `没有逾期未答复的申请`: of the late ones there was none.
        let of_another = page.all()[denial + 1..end]
            .iter()
            .any(|token| token.has(Class::Nothing));
        // `未发生有重大影响的申请`: of some there was none.
        let is_noun = |mention: &Mention| mention.is_applications();
        let is_of_which = |mention: &Mention| page.passage.text[..mention.span.start].ends_with('的');
        let of_some = !behind.residue.is_empty() && behind.mentions.iter().filter(|m| is_noun(m)).any(is_of_which);
        // `办理申请中未收取费用`: in doing this, whatever was taken elsewhere.
        let in_answering = says(List::NoneTaken) && page.passage.sentence_to(&page.span(run)).contains("申请");
        let is_silent = of_another || of_some || in_answering;
        denied.filter(move |denied| !is_silent && (denied.is_plain || !(is_verb || by_channel)))
    })
    .collect()
}

/// The same of one word of denial, with what stands before it and behind.
fn denied_by(known: &Known<'_>, before: &Phrase, behind: &Phrase) -> Vec<Denied> {
    let is_plain = before.residue.is_empty() && behind.residue.is_empty();
    // That nothing was dealt with says nothing of a figure: `未收取信息处理费`.
    let is_verb = |mention: &Mention| {
        mention.name().is_none() && !mention.is_applications() && mention.concept != Concept::Carried
    };
    if behind.mentions.iter().all(is_verb) || is_other(&before.residue) || is_other(&behind.residue) {
        return Vec::new();
    }
    // `科研机构没有提出申请`, `企业未出现逾期不缴费`.
    // `无收取费用情况`: what it cost, and not how many there were.
    if !is_plain && behind.residue.contains('费') {
        return Vec::new();
    }
    let is_noun = |mention: &Mention| matches!(mention.concept, Concept::Applications { .. });
    let mut behind = behind.clone();
    // `未收到依申请公开行政复议案件`: what the cases are about.
    if behind.mentions.iter().any(|mention| known.is_kind_of_cases(mention)) {
        behind.mentions.retain(|mention| !is_noun(mention));
    }
    let is_line = |mention: &Mention| mention.name().is_some_and(|name| name.axis == Axis::Line);
    let is_column = |mention: &Mention| mention.name().is_some_and(|name| name.axis == Axis::Column);
    let is_of_applicants = behind
        .mentions
        .iter()
        .all(|mention| is_noun(mention) || is_line(mention));
    // `行政诉讼无一败诉`, `复议没有被纠正的`.
    let is_of_cases = behind.mentions.iter().all(|mention| known.is_end_of_cases(mention));
    let kinds = before.mentions.iter().filter(|mention| known.is_kind_of_cases(mention));
    let kinds: Vec<Mention> = kinds.filter(|_| is_of_cases).cloned().collect();
    let all = match is_of_applicants && before.mentions.iter().any(is_column) {
        true => one_by_one(&[&before.mentions[..], &behind.mentions].concat()),
        false => one_by_one(&[&kinds[..], &behind.mentions].concat()),
    };
    all.into_iter().map(|mentions| Denied { mentions, is_plain }).collect()
}
