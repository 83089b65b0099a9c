//! Shares (`占87.9%`), growth rates (`同比上升10.5%`) and averages (`月均28.5件`), with the numbers
//! they may have been computed from: those beside them in the text, and those of the tables
//! that the words name. The likeliest comes first; it is the one that a finding names.

mod average;
mod share;

use nianbao_model::Decimal;

use crate::claim::{Counted, Found, Reading, Why};
use crate::known::Known;
use crate::lexicon::Lexicon;
use crate::number::{Measure, Quantity};
use crate::page::Page;
use crate::passage::{Passage, Span};
use crate::time::Period;
use crate::wording::{Class, List, Wording};

/// A computed number in the text.
#[derive(Debug, Clone)]
pub struct Ratio {
    /// The paragraph's index in the report's narrative.
    pub paragraph: usize,
    /// The words with the number.
    pub span: Span,
    /// The number.
    pub quantity: Quantity,
    /// How it was computed.
    pub quotient: Quotient,
}

/// How a number was computed.
#[derive(Debug, Clone)]
pub enum Quotient {
    /// A part of a whole, in percent.
    Share {
        /// What may be the part, likeliest first.
        parts: Vec<Operand>,
        /// What may be the whole, likeliest first.
        wholes: Vec<Operand>,
    },
    /// How many times one is the other.
    Times {
        /// What may be the larger.
        parts: Vec<Operand>,
        /// What may be counted by.
        wholes: Vec<Operand>,
    },
    /// How many of those that came in were finished, in percent.
    Rate {
        /// What may have been finished.
        done: Vec<Operand>,
        /// What may have come in, likeliest first.
        of: Vec<Operand>,
    },
    /// A rise or fall from one year to the next, in percent.
    Growth {
        /// This year's number.
        now: Vec<Operand>,
        /// Last year's.
        before: Vec<Operand>,
    },
    /// A rise or fall against last year's report.
    Since {
        /// What this year's number may be, which last year's report has too.
        readings: Vec<Reading>,
        /// Whether it is said to have become less.
        falls: bool,
        /// Whether it is given in percent, or as a number.
        is_percentage: bool,
    },
    /// How many more or less than another figure of the year.
    Apart {
        /// What may be more.
        more: Vec<Operand>,
        /// What it may be more than.
        less: Vec<Operand>,
    },
    /// A year's number by days or months.
    Average {
        /// By what.
        by: Average,
        /// What may have been divided.
        of: Vec<Operand>,
    },
}

/// What a year's number is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Average {
    /// Calendar or working days.
    Day,
    /// Months.
    Month,
}

/// A number another one may be computed from.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// One that stands in the text, or several added up.
    Stated(Vec<Number>),
    /// Figures of the tables, added up.
    Figures(Reading),
}

/// A number that stands in the text, and where: it may be wrong itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// The number.
    pub value: Decimal,
    /// Where it begins in its passage.
    pub at: usize,
}

impl Number {
    pub(crate) fn of(counted: &Counted) -> Self {
        Self {
            value: counted.quantity.value,
            at: counted.quantity.number.start,
        }
    }
}

/// The ratios of a passage.
pub(crate) fn read(page: &Page<'_>, found: &Found, known: &Known<'_>) -> Vec<Ratio> {
    let passage = page.passage;
    let mut ratios = Vec::new();
    for (at, counted) in found.counted.iter().enumerate() {
        let lead = &passage.text[counted.lead.clone()];
        let quotient = if counted.quantity.measure == Measure::Percent {
            if let Some(of) = lead.rfind('占') {
                share::read(page, found, known, at, of)
            } else if counted.compares || lead.contains("增幅") || lead.contains("降幅") {
                growth(passage, found, counted)
                    .or_else(|| since(page, found, known, at))
                    .or_else(|| since_by_name(page, known, counted))
            } else {
                share::in_bracket(page, found, known, at).or_else(|| share::of_finished(page, found, known, at))
            }
        } else {
            if counted.quantity.unit == "倍" && !counted.compares {
                ratios.extend(times(page, known, counted));
                continue;
            }
            let average = average::read(page, known, &found.counted[..at], counted);
            let since = || since(page, found, known, at).or_else(|| since_by_name(page, known, counted));
            let apart = || apart(page, found, known, at);
            average.or_else(|| counted.compares.then(|| since().or_else(apart)).flatten())
        };
        ratios.extend(quotient.map(|quotient| Ratio {
            paragraph: passage.paragraph,
            span: counted.lead.start..counted.quantity.span.end,
            // `约占总量的26%`.
            quantity: match lead.contains('约') && counted.quantity.is_exact() {
                true => counted.quantity.about(),
                false => counted.quantity.clone(),
            },
            quotient,
        }));
    }
    ratios
}

/// `自然人申请是企业申请的5.4倍`: both named in the clause, and every word of it understood.
fn times(page: &Page<'_>, known: &Known<'_>, counted: &Counted) -> Option<Ratio> {
    let text = &page.passage.text;
    let lead = &text[counted.lead.clone()];
    let is = ["是", "为", "达到", "达"]
        .iter()
        .find_map(|word| Some(lead.find(word)?..lead.find(word)? + word.len()))?;
    let named = |span: Span| known.figures_compared(page, span).map(figures);
    let start = counted.lead.start;
    let parts = named(start..start + is.start)?;
    let wholes = named(start + is.end..counted.quantity.span.start)?;
    Some(Ratio {
        paragraph: page.passage.paragraph,
        span: counted.lead.start..counted.quantity.span.end,
        quantity: counted.quantity.clone(),
        quotient: Quotient::Times { parts, wholes },
    })
}

/// The numbers before this one in its sentence and the one before, nearest first.
fn window<'a>(passage: &Passage, before: &'a [Counted], counted: &Counted) -> Vec<&'a Counted> {
    let text = &passage.text[..counted.lead.start];
    let ends: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| *c == '。')
        .map(|(at, _)| at)
        .collect();
    let from = ends.len().checked_sub(2).map_or(0, |nth| ends[nth]);
    let counts = |own: &&Counted| {
        let is_count = own.quantity.measure != Measure::Percent && !own.quantity.is_duration();
        is_count
            && !own.compares
            && own.lead.start >= from
            && !text.get(own.quantity.span.end..).is_some_and(leaves_a_bracket)
    };
    before.iter().rev().filter(counts).collect()
}

/// Whether a text ends a bracket that it did not begin: what is before it stands in brackets.
fn leaves_a_bracket(text: &str) -> bool {
    let mut depth = 0_usize;
    text.chars().any(|c| {
        let ends = c == ')' && depth == 0;
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        ends
    })
}

fn stated<'a>(counted: impl IntoIterator<Item = &'a &'a Counted>) -> Vec<Operand> {
    // An approximate number gives an approximate result.
    let exact = counted.into_iter().filter(|counted| counted.quantity.is_exact());
    exact
        .map(|counted| Operand::Stated(vec![Number::of(counted)]))
        .collect()
}

fn figures(readings: Vec<Reading>) -> Vec<Operand> {
    readings.into_iter().map(Operand::Figures).collect()
}

/// A rise or fall: judged only where last year's number stands in the same sentence,
/// before it or behind.
fn growth(passage: &Passage, found: &Found, counted: &Counted) -> Option<Quotient> {
    let sentence = passage.piece_span(&counted.quantity.span);
    let so_far = found.counted.iter().filter(|own| {
        let span = &own.quantity.span;
        span.start >= sentence.start && span.end <= counted.lead.start && own.quantity.measure != Measure::Percent
    });
    if let [.., before, now] = so_far.collect::<Vec<_>>()[..] {
        let between = &passage.text[before.quantity.span.end..now.quantity.span.start];
        let becomes = [List::RisesTo, List::FallsTo];
        if becomes
            .iter()
            .any(|way| Wording::get().list(*way).ends(between).is_some())
        {
            // `由139件增至172件，增长23.74%`.
            let (now, before) = (stated(&[now]), stated(&[before]));
            return (!now.is_empty() && !before.is_empty()).then_some(Quotient::Growth { now, before });
        }
        // `较上年的264件增加36件，增长13.64%`: of what it was, by so many.
        let share = now.quantity.value.checked_div(before.quantity.value);
        let share = share.and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
        let is_of_it = share.is_some_and(|share| counted.quantity.gives(share, Decimal::new(1, 1), Decimal::ONE));
        if now.compares && matches!(before.period, Period::Year(_)) && is_of_it {
            return None;
        }
    }
    let beside: Vec<&Counted> = found
        .counted
        .iter()
        .filter(|own| sentence.contains(&own.quantity.span.start))
        .filter(|own| own.quantity.measure != Measure::Percent && !own.compares)
        .collect();
    let nearest_first = |counts: &dyn Fn(&Counted) -> bool| {
        let mut found: Vec<&Counted> = beside.iter().copied().filter(|own| counts(own)).collect();
        // What stands before the rate is likelier than what follows it.
        let at = counted.quantity.span.start;
        found.sort_by_key(|own| (own.quantity.span.start > at, own.quantity.span.start.abs_diff(at)));
        stated(&found)
    };
    let now = nearest_first(&|own| own.period == Period::Own);
    let before = nearest_first(&|own| matches!(own.period, Period::Year(_)));
    (!now.is_empty() && !before.is_empty()).then_some(Quotient::Growth { now, before })
}

/// A rise or fall behind a number of the tables, without last year's number: against last year's
/// report.
fn since(page: &Page<'_>, found: &Found, known: &Known<'_>, at: usize) -> Option<Quotient> {
    let counted = &found.counted[at];
    let piece = page.passage.piece_span(&counted.quantity.span);
    let now = found.counted[..at]
        .last()
        .filter(|now| now.quantity.span.start >= piece.start)?;
    if now.period != Period::Own || now.compares {
        return None;
    }
    let falls = falls_since_last_year(page, known, counted, &counted.lead)?;
    let alike = counted.quantity.measure == Measure::Percent || counted.quantity.unit == now.quantity.unit;
    let claim = found
        .claims
        .iter()
        .find(|claim| claim.quantity.as_ref().is_some_and(|own| own.span == now.quantity.span))?;
    let readings = known.agreeing(claim);
    (alike && !readings.is_empty() && counted.quantity.is_exact()).then(|| Quotient::Since {
        readings,
        falls,
        is_percentage: counted.quantity.measure == Measure::Percent,
    })
}

/// A rise or fall of a figure that is named with it, and stands nowhere in the sentence:
/// `全年新收申请量比上年减少21件`.
fn since_by_name(page: &Page<'_>, known: &Known<'_>, counted: &Counted) -> Option<Quotient> {
    const COMPARES: [&str; 4] = ["同比", "比", "较", "与"];
    let lead = &page.passage.text[counted.lead.clone()];
    let cut = counted.lead.start + COMPARES.iter().filter_map(|word| lead.find(word)).min()?;
    let falls = falls_since_last_year(page, known, counted, &(cut..counted.lead.end))?;
    let subject = counted.lead.start..cut;
    let (readings, understood) = known.figures_named(page, page.within(&subject))?;
    let is_plain = understood && counted.quantity.is_exact() && !readings.is_empty();
    is_plain.then(|| Quotient::Since {
        readings,
        falls,
        is_percentage: counted.quantity.measure == Measure::Percent,
    })
}

/// `予以公开127件，比不予公开多87件`: a figure behind another one, and how far it is from that.
fn apart(page: &Page<'_>, found: &Found, known: &Known<'_>, at: usize) -> Option<Quotient> {
    const ENDS: [(&str, bool); 6] = [
        ("多出", true),
        ("高出", true),
        ("多", true),
        ("少", false),
        ("高", true),
        ("低", false),
    ];
    let counted = &found.counted[at];
    let lead = page.passage.text[counted.lead.clone()].trim_end();
    let than = lead.strip_prefix('比').or_else(|| lead.strip_prefix('较'))?;
    let (than, is_more) = ENDS
        .iter()
        .find_map(|(word, is_more)| Some((than.strip_suffix(word)?, *is_more)))?;
    let start = counted.lead.start + '比'.len_utf8();
    let other = known.figures_compared(page, start..start + than.len())?;
    let piece = page.passage.piece_span(&counted.quantity.span);
    let before = found.counted[..at].last();
    let before = before.filter(|own| own.quantity.span.start >= piece.start && own.why == Why::Compared)?;
    let is_alike = before.quantity.unit == counted.quantity.unit && counted.quantity.is_counted_out();
    let claim = found.claims.iter().find(|claim| {
        claim
            .quantity
            .as_ref()
            .is_some_and(|own| own.span == before.quantity.span)
    })?;
    let (own, other) = (figures(known.agreeing(claim)), figures(other));
    let (more, less) = if is_more { (own, other) } else { (other, own) };
    is_alike.then_some(Quotient::Apart { more, less })
}

/// Whether words that say nothing but how much a number differs from last year's say that it became less.
fn falls_since_last_year(page: &Page<'_>, known: &Known<'_>, counted: &Counted, words: &Span) -> Option<bool> {
    let said = page.say(page.within(words));
    let of_last_year = page.passage.text[words.clone()].contains("同比")
        || said.period.is_some_and(|(period, _)| Some(period) == known.last_year());
    // What is not understood may say of what it is a rise.
    let is_bare = said.mentions.is_empty() && is_comparison(&said.residue, known.tokenizer.lexicon);
    let behind = &page.passage.text[counted.quantity.span.end..];
    (of_last_year && is_bare && !behind.starts_with("个百分点")).then(|| said.has(Class::Fall))
}

/// Whether words are nothing but that something rises or falls: 同比增长, 较…多.
fn is_comparison(residue: &str, lexicon: &Lexicon) -> bool {
    let mut end = 0;
    for (span, meaning) in lexicon.find(residue, &(0..residue.len())) {
        let compares = meaning.classes.has(Class::Comparison) || meaning.classes.has(Class::Comparing);
        if span.start != end || !compares {
            return false;
        }
        end = span.end;
    }
    end == residue.len()
}
