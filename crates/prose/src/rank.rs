//! What is said to be more than something else, or the most of all: `行政处罚超过行政许可`, `数量最多的是自然人`,
//! `多数申请来自企业`, `由多到少依次为自然人、企业`. Only where every word of the clause is understood.

use std::sync::Arc;

use nianbao_model::form::Role;

use crate::claim::{Found, Reading};
use crate::known::Known;
use crate::page::Page;
use crate::passage::Span;
use crate::phrase::{Mention, Phrase};
use crate::subject::without_groups;
use crate::tables::{Axis, Grid, Name};
use crate::time::Period;
use crate::token::Token;
use crate::wording::{Class, List, Wording};

/// Figures of which one is said to be more.
#[derive(Debug, Clone)]
pub struct Rank {
    /// The paragraph's index in the report's narrative.
    pub paragraph: usize,
    /// The words.
    pub span: Span,
    /// What is said to be more, by its readings.
    pub more: Vec<Reading>,
    /// Than what.
    pub than: Than,
}

/// What something is said to be more than.
#[derive(Debug, Clone)]
pub enum Than {
    /// Any of these readings of one thing.
    One(Vec<Reading>),
    /// Each of these.
    Each(Vec<Reading>),
}

/// What a passage has of them.
pub(crate) fn read(page: &Page<'_>, found: &Found, known: &Known<'_>) -> Vec<Rank> {
    let text = &page.passage.text;
    let clauses = clauses(text).into_iter();
    clauses
        .flat_map(|clause| {
            if !is_said(&text[clause.clone()]) {
                return Vec::new();
            }
            // A number in the clause is compared by itself.
            let has_number = found
                .counted
                .iter()
                .any(|own| clause.contains(&own.quantity.span.start));
            if has_number || is_of_others(page, found, &clause) {
                return Vec::new();
            }
            let one = compared(page, known, &clause)
                .or_else(|| most(page, known, &clause))
                .or_else(|| majority(page, known, &clause));
            let ranks = one.map_or_else(|| in_order(page, known, &clause), |one| vec![one]);
            let rank = |(more, than)| Rank {
                paragraph: page.passage.paragraph,
                span: clause.clone(),
                more,
                than,
            };
            ranks.into_iter().map(rank).collect()
        })
        .collect()
}

/// Whether a text has words that say so.
pub(crate) fn is_said(text: &str) -> bool {
    Wording::get().of_more.is_in(text)
}

/// The clauses of a text.
fn clauses(text: &str) -> Vec<Span> {
    let mut clauses = Vec::new();
    let mut from = 0;
    let ends = |c: char| matches!(c, ',' | ';' | '。' | ':' | '\n' | '!');
    for (at, mark) in text.char_indices().filter(|(_, c)| ends(*c)).chain([(text.len(), ' ')]) {
        if from < at {
            clauses.push(from..at);
        }
        from = at + mark.len_utf8();
    }
    clauses
}

/// Whether the sentence is about another office or another time.
fn is_of_others(page: &Page<'_>, found: &Found, clause: &Span) -> bool {
    let sentence = page.passage.sentence_span(clause);
    let is_in = |at: usize| (sentence.start..clause.start).contains(&at);
    let mut before = found.counted.iter().filter(|own| is_in(own.quantity.span.start));
    before.any(|own| own.elsewhere || own.period != Period::Own)
}

/// Where a word of a list stands in a clause, if one does: the longest, and the first.
fn find(text: &str, clause: &Span, list: List) -> Option<Span> {
    let words = Wording::get().list(list);
    let at = text[clause.clone()]
        .char_indices()
        .find_map(|(at, _)| Some((at, words.begins(&text[clause.start + at..clause.end])?)));
    at.map(|(at, word)| clause.start + at..clause.start + at + word.len())
}

/// `行政强制数量超过行政处罚`: the two, the larger first.
fn compared(page: &Page<'_>, known: &Known<'_>, clause: &Span) -> Option<(Vec<Reading>, Than)> {
    let text = &page.passage.text;
    let more = find(text, clause, List::MoreThan);
    let word = more.clone().or_else(|| find(text, clause, List::LessThan))?;
    let left = known.figures_compared(page, clause.start..word.start)?;
    let right = known.figures_compared(page, word.end..clause.end)?;
    Some(match more {
        Some(_) => (left, Than::One(right)),
        None => (right, Than::One(left)),
    })
}

/// What a clause says without one of its words.
fn without(page: &Page<'_>, clause: &Span, word: &Span) -> Option<Vec<Mention>> {
    let sides = [clause.start..word.start, word.end..clause.end];
    let said: Vec<Phrase> = sides.map(|side| page.say(page.within(&side))).into();
    let is_plain = |own: &Phrase| {
        own.residue.is_empty() && own.period.is_none_or(|(period, _)| period == Period::Own) && !own.has(Class::Denial)
    };
    said.iter()
        .all(is_plain)
        .then(|| said.into_iter().flat_map(|own| own.mentions).collect())
}

/// The one kind of applicants that a clause names, beside nothing but applications; all that it names, added up.
fn applicants(known: &Known<'_>, grid: &Grid, mentions: &[Mention]) -> Option<Vec<u16>> {
    let fits = |own: &Mention| known.is_applicant(own) || own.name().is_none();
    let named = mentions.iter().filter(|own| own.is_on(grid.id, Axis::Column));
    let named: Vec<u16> = named
        .filter_map(Mention::name)
        .flat_map(|name| name.members.clone())
        .collect();
    let parts = grid.part_columns();
    let is_part = !named.is_empty() && named.iter().all(|column| parts.contains(column));
    (mentions.iter().all(fits) && is_part).then_some(named)
}

/// The new applications of these kinds of applicants together, and of each other.
fn beside_others(known: &Known<'_>, grid: &Grid, named: &[u16], others: &[u16]) -> Option<(Vec<Reading>, Than)> {
    let received = grid.lines_with(&[Role::Received]);
    let keys = |columns: &[u16]| known.tables().keys(&grid.cells(&received, columns));
    let others: Option<Vec<Reading>> = others.iter().map(|column| keys(&[*column])).collect();
    Some((vec![keys(named)?], Than::Each(others.filter(|all| !all.is_empty())?)))
}

/// `数量最多的是自然人`, `不掌握的最多`: it, and all beside it.
fn most(page: &Page<'_>, known: &Known<'_>, clause: &Span) -> Option<(Vec<Reading>, Than)> {
    let text = &page.passage.text;
    let grid = known.applications()?;
    let word = find(text, clause, List::Most)?;
    let mentions = without(page, clause, &word)?;
    let so_far = known.context(page, &(0..page.within(clause).start), false, None);
    let is_own = so_far.is_applications || page.after_applications || mentions.iter().any(Mention::is_applications);
    if !is_own {
        return None;
    }
    // Of a group that is named in the sentence only what is in it is beside it: `法人和其他组织中，企业最多`.
    let sentence = page.passage.sentence_span(clause);
    let named_so_far = &page.all()[page.within(&(sentence.start..clause.end))];
    let group = |axis: Axis, named: &[u16]| {
        let holds = |name: &&Arc<Name>| {
            let is_group = name.table == grid.id && name.axis == axis && name.members.len() > named.len();
            is_group && named.iter().all(|own| name.members.contains(own))
        };
        let group = named_so_far.iter().flat_map(Token::names).find(holds);
        group.map(|name| name.members.clone())
    };
    let mentions = without_groups(&mentions);
    if let Some(named) = applicants(known, grid, &mentions) {
        let among = group(Axis::Column, &named).unwrap_or_else(|| grid.part_columns());
        let others: Vec<u16> = among.into_iter().filter(|own| !named.contains(own)).collect();
        return beside_others(known, grid, &named, &others);
    }
    let rows = mentions.iter().filter(|own| own.is_on(grid.id, Axis::Line));
    let rows: Vec<u16> = rows
        .filter_map(Mention::name)
        .flat_map(|name| name.members.clone())
        .collect();
    let [row] = rows[..] else { return None };
    let all = || (0..grid.lines.len() as u16).collect();
    let among: Vec<u16> = group(Axis::Line, &[row]).unwrap_or_else(all);
    let others = among.into_iter().filter(|own| *own != row && grid.is_result(*own));
    let totals = grid.columns_with(&[Role::Total]);
    let keys = |row: u16| known.tables().keys(&grid.cells(&[row], &totals));
    let others: Option<Vec<Reading>> = others.map(keys).collect();
    grid.is_result(row).then_some(())?;
    Some((vec![keys(row)?], Than::Each(others?)))
}

/// `由多到少依次为自然人、企业、其他`: each and the one behind it.
fn in_order(page: &Page<'_>, known: &Known<'_>, clause: &Span) -> Vec<(Vec<Reading>, Than)> {
    let text = &page.passage.text;
    let Some(word) = find(text, clause, List::Descending) else {
        return Vec::new();
    };
    let Some(grid) = known.applications() else {
        return Vec::new();
    };
    let mut from = word.end;
    let named: Option<Vec<Vec<u16>>> = text[word.end..clause.end]
        .split('、')
        .map(|name| {
            let span = from..from + name.len();
            from = span.end + '、'.len_utf8();
            let said = page.say(page.within(&span));
            applicants(known, grid, &said.mentions).filter(|_| said.residue.is_empty())
        })
        .collect();
    let received = grid.lines_with(&[Role::Received]);
    let keys = |columns: &Vec<u16>| known.tables().keys(&grid.cells(&received, columns));
    let readings: Option<Vec<Reading>> = named.unwrap_or_default().iter().map(keys).collect();
    let readings = readings.unwrap_or_default();
    let pairs = readings.windows(2);
    pairs
        .map(|pair| (vec![pair[0].clone()], Than::Each(vec![pair[1].clone()])))
        .collect()
}

/// `多数申请来自企业`: these kinds of applicants together are at least as many as each other.
fn majority(page: &Page<'_>, known: &Known<'_>, clause: &Span) -> Option<(Vec<Reading>, Than)> {
    let grid = known.applications()?;
    let word = find(&page.passage.text, clause, List::Majority)?;
    let said = page.say(page.within(clause));
    let mentions = without(page, clause, &word)?;
    let names = mentions.iter().any(Mention::is_applications);
    let named = applicants(known, grid, &mentions)?;
    let parts = grid.part_columns().into_iter();
    let others: Vec<u16> = parts.filter(|own| !named.contains(own)).collect();
    (names && said.comes_from()).then(|| beside_others(known, grid, &named, &others))?
}
