//! Daily and monthly averages of a year's number that stands beside them.

use super::{Average, Quotient, figures, stated, window};
use crate::claim::Counted;
use crate::known::Known;
use crate::page::Page;
use crate::passage::Span;
use crate::time::{Period, names_a_stretch};
use crate::wording::Class;

const WORDS: [(&str, Average); 8] = [
    ("平均每天", Average::Day),
    ("平均每日", Average::Day),
    ("每日平均", Average::Day),
    ("每天平均", Average::Day),
    ("日均", Average::Day),
    ("平均每月", Average::Month),
    ("每月平均", Average::Month),
    ("月均", Average::Month),
];

/// The average a number is said to be: of the year, and of the same things, counted alike,
/// as the number it may be of.
pub(super) fn read(page: &Page<'_>, known: &Known<'_>, before: &[Counted], counted: &Counted) -> Option<Quotient> {
    let passage = page.passage;
    let lead = &passage.text[counted.lead.clone()];
    // Every one of the words has it.
    lead.find('均')?;
    let (at, word, by) = WORDS
        .iter()
        .find_map(|(word, by)| Some((counted.lead.start + lead.find(word)?, word, *by)))?;
    let sentence = passage.sentence_span(&counted.quantity.span);
    let so_far = &passage.text[sentence.start..counted.quantity.span.start];
    let goes_on = page
        .all()
        .iter()
        .any(|token| token.span.start == counted.quantity.span.end && token.has(Class::ChangedTo));
    // `由日均31件降到4件` are two averages of different times.
    if counted.period != Period::Own || counted.compares || goes_on || names_a_stretch(so_far) {
        return None;
    }
    let around = [counted.lead.start..at, at + word.len()..counted.lead.end];
    let own: String = around.iter().map(|span| page.residue(span.clone())).collect();
    let of = window(passage, before, counted)
        .into_iter()
        .filter(|number| number.period == Period::Own && is_alike(counted, number))
        // An average is no total.
        .filter(|number| {
            let lead = &passage.text[number.lead.clone()];
            !WORDS.iter().any(|(word, _)| lead.contains(word))
        })
        .filter(|number| match own.is_empty() {
            true => leads_up(page, before, number, counted),
            false => page.residue(number.lead.clone()).contains(&own),
        });
    let of: Vec<&Counted> = of.collect();
    let named = if own.is_empty() {
        known.figures_named(page, page.within(&counted.lead))?.0
    } else {
        Vec::new()
    };
    let of = figures(named).into_iter().chain(stated(&of)).collect::<Vec<_>>();
    (!of.is_empty()).then_some(Quotient::Average { by, of })
}

/// Whether two numbers count in the same unit.
fn is_alike(one: &Counted, other: &Counted) -> bool {
    !one.quantity.unit.is_empty() && one.quantity.unit == other.quantity.unit
}

/// Whether an average that names nothing is still of this number: nothing else is spoken
/// of between.
fn leads_up(page: &Page<'_>, all: &[Counted], number: &Counted, average: &Counted) -> bool {
    let between = number.quantity.span.end..average.lead.start;
    let mut start = between.start;
    let text = &page.passage.text[between.clone()];
    let mut clauses: Vec<Span> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, ',' | ';' | '。' | ':')) {
        clauses.push(start..between.start + at);
        start = between.start + at + c.len_utf8();
    }
    clauses.push(start..between.end);
    clauses.into_iter().all(|clause| {
        let has_number = all.iter().any(|own| clause.contains(&own.quantity.span.start));
        has_number || page.residue(clause).is_empty()
    })
}
