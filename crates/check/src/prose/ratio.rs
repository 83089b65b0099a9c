//! Shares (`占87.9%`), growth rates (`同比上升10.5%`) and averages (`月均28.5件`), with
//! the numbers they may have been computed from: those beside them in the text, and those
//! of the tables that the words name.

use nianbao_model::Decimal;

use super::claim::{Counted, Found, Reading};
use super::lexicon::APPLICATIONS;
use super::quantity::{Measure, Quantity};
use super::reader::Reader;
use super::{Passage, Period, Span};

/// A computed number in the text.
#[derive(Debug, Clone)]
pub(crate) struct Ratio {
    /// The paragraph's index in the report's narrative.
    pub(crate) paragraph: usize,
    /// The words with the number.
    pub(crate) span: Span,
    /// The number.
    pub(crate) quantity: Quantity,
    /// How it was computed.
    pub(crate) kind: Kind,
}

/// How a number was computed.
#[derive(Debug, Clone)]
pub(crate) enum Kind {
    /// A part of a whole, in percent.
    Share {
        /// What may be the part, likeliest first.
        parts: Vec<Operand>,
        /// What may be the whole, likeliest first.
        wholes: Vec<Operand>,
    },
    /// A rise or fall from one year to the next, in percent.
    Growth {
        /// This year's number.
        now: Vec<Operand>,
        /// Last year's.
        before: Vec<Operand>,
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
pub(crate) enum Average {
    /// Calendar or working days.
    Day,
    /// Months.
    Month,
}

/// A number another one may be computed from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operand {
    /// One that stands in the text, or several added up.
    Stated(Decimal),
    /// Figures of the tables, added up.
    Figures(Reading),
}

/// The ratios of a passage.
pub(super) fn read(passage: &Passage, found: &Found, reader: &Reader<'_>) -> Vec<Ratio> {
    let mut ratios = Vec::new();
    for (at, counted) in found.counted.iter().enumerate() {
        let lead = &passage.text[counted.lead.clone()];
        let window = window(passage, &found.counted[..at], counted);
        let kind = if counted.quantity.measure == Measure::Percent {
            if let Some(of) = lead.rfind('占') {
                share(passage, found, reader, counted, of, &window)
            } else if counted.compares || lead.contains("增幅") || lead.contains("降幅") {
                growth(passage, found, counted)
            } else {
                None
            }
        } else {
            average(passage, reader, counted, lead, &window)
        };
        ratios.extend(kind.map(|kind| Ratio {
            paragraph: passage.paragraph,
            span: counted.lead.start..counted.quantity.span.end,
            quantity: counted.quantity.clone(),
            kind,
        }));
    }
    ratios
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
    let counts = |own: &&Counted| own.quantity.measure != Measure::Percent && !own.compares && own.lead.start >= from;
    before.iter().rev().filter(counts).collect()
}

fn stated<'a>(window: impl IntoIterator<Item = &'a &'a Counted>) -> Vec<Operand> {
    // An approximate number gives an approximate result.
    let exact = window.into_iter().filter(|counted| counted.quantity.is_exact());
    exact.map(|counted| Operand::Stated(counted.quantity.value)).collect()
}

fn share(
    passage: &Passage,
    found: &Found,
    reader: &Reader<'_>,
    counted: &Counted,
    of: usize,
    window: &[&Counted],
) -> Option<Kind> {
    let at = counted.lead.start + of;
    let base = at + '占'.len_utf8()..counted.lead.end;
    // `占全国的`: a whole that stands nowhere.
    let (named, understood) = reader.figures_named(passage, base)?;
    if !understood {
        return None;
    }
    let (subject, is_whole_subject) = reader.figures_named(passage, counted.lead.start..at)?;
    // How many are added up, nobody says.
    let lead = &passage.text[counted.lead.clone()];
    let added_up = ["合计", "总共", "共占", "一共"].iter().any(|word| lead.contains(word));
    let counted_up = ["两项", "两者", "二者", "两类", "三项", "三者", "三类"]
        .iter()
        .any(|word| lead.contains(word));
    if added_up && !counted_up && subject.is_empty() || added_up && subject.len() == 1 && subject[0].len() == 1 {
        return None;
    }
    let mut parts = if is_whole_subject { figures(subject) } else { Vec::new() };
    if parts.is_empty() {
        let before = &passage.text[counted.lead.start..at];
        // `信函渠道占比33.3%（4件）`: the part is named here, its number may follow.
        let named_here = !reader.is_understood(passage, counted.lead.start..at);
        if named_here {
            let parts = vec![Operand::Stated(bracketed(found, counted, &passage.text)?)];
            let wholes = figures(named);
            return (!wholes.is_empty()).then_some(Kind::Share { parts, wholes });
        }
        let several = [
            ("两项", 2),
            ("两者", 2),
            ("二者", 2),
            ("两类", 2),
            ("三项", 3),
            ("三者", 3),
            ("三类", 3),
        ];
        parts = match several.iter().find(|(word, _)| before.contains(word)) {
            Some((_, count)) => sum(&window[..window.len().min(*count)]),

            None => stated(window.first()),
        };
    }
    let mut wholes = figures(named);
    if wholes.is_empty() {
        wholes = stated(window);
        let tabled: [&[&str]; 3] = [&["new_received"], &["results.total"], &["new_received", "carried_in"]];
        let keys = |rows: &[&str]| rows.iter().map(|row| format!("{APPLICATIONS}.{row}.total")).collect();
        // Totals everyone has in mind, where there is no other number to be a part of.
        wholes.extend(tabled.iter().map(|rows| Operand::Figures(keys(rows))));
        if window.len() < 2 {
            return None;
        }
    }
    (!parts.is_empty()).then_some(Kind::Share { parts, wholes })
}

/// The number in the bracket right behind a share.
fn bracketed(found: &Found, counted: &Counted, text: &str) -> Option<Decimal> {
    let behind = counted.quantity.span.end;
    let own = found.counted.iter().find(|own| own.quantity.span.start > behind)?;
    (text[behind..own.quantity.span.start].trim() == "(").then_some(own.quantity.value)
}

/// Numbers added up; nothing if one of them is approximate.
fn sum(counted: &[&Counted]) -> Vec<Operand> {
    let exact = counted.iter().all(|counted| counted.quantity.is_exact());
    let sum = counted.iter().map(|counted| counted.quantity.value).sum();
    if exact { vec![Operand::Stated(sum)] } else { Vec::new() }
}

/// A rise or fall: judged only where last year's number stands in the same sentence,
/// before it or behind.
fn growth(passage: &Passage, found: &Found, counted: &Counted) -> Option<Kind> {
    let sentence = passage.sentence_span(&counted.quantity.span);
    let beside: Vec<&Counted> = found
        .counted
        .iter()
        .filter(|own| sentence.contains(&own.quantity.span.start))
        .filter(|own| own.quantity.measure != Measure::Percent && !own.compares)
        .collect();
    let nearest_first = |counts: &dyn Fn(&Counted) -> bool| {
        let mut found: Vec<&Counted> = beside.iter().copied().filter(|own| counts(own)).collect();
        found.sort_by_key(|own| own.quantity.span.start.abs_diff(counted.quantity.span.start));
        stated(&found)
    };
    let now = nearest_first(&|own| own.period == Period::Own);
    let before = nearest_first(&|own| matches!(own.period, Period::Year(_)));
    (!now.is_empty() && !before.is_empty()).then_some(Kind::Growth { now, before })
}

fn average(passage: &Passage, reader: &Reader<'_>, counted: &Counted, lead: &str, window: &[&Counted]) -> Option<Kind> {
    let by = if ["日均", "平均每天", "平均每日", "每日平均", "每天平均"]
        .iter()
        .any(|word| lead.contains(word))
    {
        Average::Day
    } else if ["月均", "平均每月", "每月平均"].iter().any(|word| lead.contains(word)) {
        Average::Month
    } else {
        return None;
    };
    let (named, _) = reader.figures_named(passage, counted.lead.clone())?;
    let mut of = figures(named);
    let unit = counted.quantity.unit.as_str();
    let same = window.iter().filter(|own| {
        own.period == Period::Own && (own.quantity.unit.ends_with(unit) || unit.ends_with(own.quantity.unit.as_str()))
    });
    of.extend(stated(same));
    (!of.is_empty()).then_some(Kind::Average { by, of })
}

fn figures(readings: Vec<Reading>) -> Vec<Operand> {
    readings.into_iter().map(Operand::Figures).collect()
}
