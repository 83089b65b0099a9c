//! Several things named together: each with its own number, or each denied.

use crate::known::Known;
use crate::page::Page;
use crate::phrase::{Concept, Mention, Phrase};
use crate::subject::without_groups;
use crate::tables::{Axis, Name, TableId};
use crate::token::Run;
use crate::wording::Class;

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
        let name = Name {
            table: grid.id,
            axis: Axis::Column,
            members: rest.filter(|own| !named.contains(own)).collect(),
        };
        let mentions = mentions.iter().map(|mention| match is_other(mention) {
            true => Mention {
                concept: Concept::Name(name.clone()),
                ..mention.clone()
            },
            false => mention.clone(),
        });
        mentions.collect()
    };
    vec![without(0), without(1)]
}

/// What a clause says there is none of: a word of denial, words for figures behind
/// it (or applicants before), and nothing else.
pub(crate) fn denied(page: &Page<'_>, run: &Run) -> Vec<Vec<Mention>> {
    let tokens = &page.all()[run.clone()];
    let Some(first) = tokens.iter().position(|token| token.has(Class::Denial)) else {
        return Vec::new();
    };
    let (before, behind) = (
        page.say(run.start..run.start + first),
        page.say(run.start + first + 1..run.end),
    );
    // One denial, and its own words: 无, 没有, 未.
    let is_known = |phrase: &Phrase| phrase.residue.is_empty();
    if !is_known(&before) || !is_known(&behind) {
        return Vec::new();
    }
    // That nothing was dealt with says nothing of a figure: `未收取信息处理费`.
    let is_verb = |mention: &Mention| mention.name().is_none() && !mention.is_applications();
    if behind.mentions.iter().all(is_verb) {
        return Vec::new();
    }
    // `科研机构没有提出申请`, `企业未出现逾期不缴费`.
    let is_noun = |mention: &Mention| matches!(mention.concept, Concept::Applications { .. });
    let is_line = |mention: &Mention| mention.name().is_some_and(|name| name.axis == Axis::Line);
    let is_column = |mention: &Mention| mention.name().is_some_and(|name| name.axis == Axis::Column);
    let is_of_applicants = behind
        .mentions
        .iter()
        .all(|mention| is_noun(mention) || is_line(mention));
    if is_of_applicants && before.mentions.iter().any(is_column) {
        return one_by_one(&[before.mentions, behind.mentions].concat());
    }
    one_by_one(&behind.mentions)
}
