//! Whether a computed number in the text is right: the arithmetic of `narrative-share`.
//!
//! A wrong number is reported by its own rule. What was computed from it, or from the right
//! one, is not reported again.

use std::collections::BTreeMap;

use nianbao_model::{Decimal, Report, Text, date};

use crate::{Fact, Subject, Value, explained, stated};
use nianbao_prose::{Addition, Average, Measure, Number, Operand, Quotient, Ratio, Scope, Whole};

/// What a computed number should be.
#[derive(Debug)]
pub(crate) struct Expected {
    /// The value.
    pub(crate) value: Fact,
    /// How it is computed.
    pub(crate) how: Text,
}

/// The right numbers for those of the text that are found wrong, by paragraph and place.
pub(crate) type Corrections = BTreeMap<(usize, usize), Decimal>;

/// The corrections of the numbers that the tables or their own parts contradict.
pub(crate) fn corrections(subject: &Subject<'_>) -> Corrections {
    let prose = subject.prose();
    let mut corrections = Corrections::new();
    for claim in prose.claims.iter().filter(|claim| claim.scope == Scope::Own) {
        let sums = explained::accused(subject, claim);
        let right = sums.as_ref().and_then(|sums| stated::in_units_of(claim, sums.first()?));
        if let (Some(right), Some(quantity)) = (right, &claim.quantity) {
            corrections.insert((claim.paragraph, quantity.number.start), right);
        }
    }
    for addition in &prose.additions {
        if let (Whole::Stated(quantity, _), false) = (&addition.whole, adds_up(addition)) {
            corrections.insert((addition.paragraph, quantity.number.start), addition.sum());
        }
    }
    corrections
}

/// Whether a stated sum is that of the parts before it, or of the last of them.
fn adds_up(addition: &Addition) -> bool {
    let Whole::Stated(quantity, _) = &addition.whole else {
        return true;
    };
    let several = addition.parts.len().saturating_sub(1);
    (0..several).any(|from| {
        let sum: Decimal = addition.parts[from..].iter().map(|part| part.value).sum();
        sum == quantity.value
    })
}

/// What a sum should be; `None` if the parts make it, or if one of them is wrong itself.
pub(crate) fn whole(subject: &Subject<'_>, addition: &Addition, corrections: &Corrections) -> Option<Expected> {
    let is_wrong = |part: &Number| corrections.contains_key(&(addition.paragraph, part.at));
    if addition.parts.iter().any(is_wrong) {
        return None;
    }
    let terms: Vec<String> = addition
        .parts
        .iter()
        .map(|part| part.value.normalize().to_string())
        .collect();
    let sum = addition.sum();
    let terms = format!("{} = {}", terms.join(" + "), sum.normalize());
    match &addition.whole {
        Whole::Stated(..) => (!adds_up(addition)).then(|| Expected {
            value: Value::Number(sum.normalize()).told(true),
            how: Text::same(terms),
        }),
        Whole::Among(quantity, _, is_complete) => {
            let fits = if *is_complete {
                sum == quantity.value
            } else {
                sum <= quantity.value
            };
            (!fits).then(|| Expected {
                value: Value::Number(sum.normalize()).told(true),
                how: Text::new(
                    format!("{terms}，与总数 {} 不符", quantity.value.normalize()),
                    format!("{terms}, but the whole is {}", quantity.value.normalize()),
                ),
            })
        }
        Whole::Ways(quantity) => (sum != quantity.value).then(|| Expected {
            value: Value::Number(sum.normalize()).told(true),
            how: Text::new(
                format!(
                    "{terms}，而总数是 {}；如果还有别的途径，请核对",
                    quantity.value.normalize()
                ),
                format!(
                    "{terms}, and the whole is {}: please look whether there are other ways",
                    quantity.value.normalize()
                ),
            ),
        }),
        Whole::Applications => {
            let figure = |row: &str| subject.report.figure(&format!("applications.{row}.total"))?.number();
            let (new, carried, done) = (figure("new_received")?, figure("carried_in")?, figure("results.total")?);
            let prose = subject.prose();
            // Or of any number that was spoken of before: one office's, one year's.
            let first = addition.parts.first()?.at;
            let stands_before = prose.counted.iter().any(|own| {
                let place = (own.paragraph, own.quantity.number.start);
                place < (addition.paragraph, first) && own.quantity.value == sum
            });
            if stands_before || [new, done, new + carried].contains(&sum) {
                return None;
            }
            let new = new.normalize();
            Some(Expected {
                value: Value::Number(new).told(true),
                how: Text::new(
                    format!("{terms}，而新收申请是 {new}"),
                    format!("{terms}, but there are {new} new applications"),
                ),
            })
        }
    }
}

/// The tenth of a point that roundings may differ by.
fn tenth() -> Decimal {
    Decimal::new(1, 1)
}

/// What a ratio should be; `None` if it follows from some of the numbers it may be of.
pub(crate) fn ratio(subject: &Subject<'_>, ratio: &Ratio, corrections: &Corrections) -> Option<Expected> {
    let right = pairs(subject, ratio, &|operand| {
        value(subject, ratio, operand, Some(corrections))
    });
    let written = pairs(subject, ratio, &|operand| value(subject, ratio, operand, None));
    let least = match ratio.quotient {
        Quotient::Average { .. }
        | Quotient::Times { .. }
        | Quotient::Apart { .. }
        | Quotient::Since {
            is_percentage: false, ..
        } => Decimal::ZERO,
        Quotient::Share { .. } | Quotient::Rate { .. } | Quotient::Growth { .. } | Quotient::Since { .. } => tenth(),
    };
    // The text's amounts are in yuan, those of the tables in a unit of theirs.
    let unit = match (&ratio.quotient, ratio.quantity.measure) {
        (Quotient::Since { readings, .. }, Measure::Money) => stated::yuan_of(subject, readings),
        _ => Decimal::ONE,
    };
    let mut all = right.iter().chain(&written);
    if all.any(|(value, _)| ratio.quantity.gives(*value, least, unit)) {
        return None;
    }
    let (value, how) = right.into_iter().next()?;
    let rounded = value.round_dp(ratio.quantity.places().max(1)).normalize();
    let expected = match ratio.quotient {
        Quotient::Average { .. }
        | Quotient::Times { .. }
        | Quotient::Apart { .. }
        | Quotient::Since {
            is_percentage: false, ..
        } => Value::Number(rounded),
        Quotient::Share { .. } | Quotient::Rate { .. } | Quotient::Growth { .. } | Quotient::Since { .. } => {
            Value::Percentage(rounded)
        }
    };
    Some(Expected {
        value: expected.told(rounded.to_string() == short(value)),
        how,
    })
}

/// The results a ratio may have, with how they are computed; likeliest first.
fn pairs(subject: &Subject<'_>, ratio: &Ratio, value: &dyn Fn(&Operand) -> Option<Decimal>) -> Vec<(Decimal, Text)> {
    let values = |operands: &[Operand]| -> Vec<Decimal> { operands.iter().filter_map(value).collect() };
    let both = |one: Vec<Decimal>, other: Vec<Decimal>| -> Vec<(Decimal, Decimal)> {
        let with = |one: Decimal| other.iter().map(move |other| (one, *other)).collect::<Vec<_>>();
        one.into_iter().flat_map(with).collect()
    };
    match &ratio.quotient {
        Quotient::Share { parts, wholes } => both(values(parts), values(wholes))
            .into_iter()
            .filter(|(part, whole)| part < whole)
            .filter_map(|(part, whole)| percent(part, whole))
            .collect(),
        Quotient::Times { parts, wholes } => both(values(parts), values(wholes))
            .into_iter()
            .filter_map(|(part, whole)| {
                let times = part.checked_div(whole)?;
                let text = format!("{} ÷ {} = {}", part.normalize(), whole.normalize(), short(times));
                Some((times, Text::same(text)))
            })
            .collect(),
        Quotient::Apart { more, less } => both(values(more), values(less))
            .into_iter()
            .map(|(more, less)| {
                let apart = more - less;
                let text = format!("{} - {} = {}", more.normalize(), less.normalize(), apart.normalize());
                (apart, Text::same(text))
            })
            .collect(),
        Quotient::Rate { done, of } => both(values(done), values(of))
            .into_iter()
            .filter_map(|(done, of)| percent(done, of))
            .collect(),
        Quotient::Growth { now, before } => both(values(now), values(before))
            .into_iter()
            .filter_map(|(now, before)| percent((now - before).abs(), before))
            .collect(),
        Quotient::Since {
            readings,
            falls,
            is_percentage,
        } => readings
            .iter()
            .filter_map(|keys| since(subject, keys, *falls, *is_percentage))
            .collect(),
        Quotient::Average { by, of } => both(values(of), divisors(subject, *by))
            .into_iter()
            .filter_map(|(number, divisor)| {
                let average = number.checked_div(divisor)?;
                let text = format!("{} ÷ {divisor} = {}", number.normalize(), short(average));
                Some((average, Text::same(text)))
            })
            .collect(),
    }
}

/// How far these figures have risen, or fallen, since last year's report.
fn since(subject: &Subject<'_>, keys: &[String], falls: bool, is_percentage: bool) -> Option<(Decimal, Text)> {
    let sum = |report: &Report| {
        keys.iter()
            .map(|key| report.figure(key)?.number())
            .sum::<Option<Decimal>>()
    };
    let (now, before) = (sum(subject.report)?, sum(subject.previous?)?);
    let risen = if falls { before - now } else { now - before };
    if is_percentage {
        let share = risen.checked_div(before)?.checked_mul(Decimal::ONE_HUNDRED)?;
        let (from, to) = if falls { (now, before) } else { (before, now) };
        let terms = format!("({} - {}) ÷ {}", to.normalize(), from.normalize(), before.normalize());
        let how = format!("{terms} = {}%", share.round_dp(2).normalize());
        return Some((share, Text::same(how)));
    }
    let (from, to) = if falls { (now, before) } else { (before, now) };
    let how = format!("{} - {} = {}", to.normalize(), from.normalize(), risen.normalize());
    Some((risen, Text::same(how)))
}

/// A number as it is written, or as it should be.
fn value(
    subject: &Subject<'_>,
    ratio: &Ratio,
    operand: &Operand,
    corrections: Option<&Corrections>,
) -> Option<Decimal> {
    let right = |number: &Number| {
        let right = corrections?.get(&(ratio.paragraph, number.at))?;
        Some(*right)
    };
    match operand {
        Operand::Stated(numbers) => Some(numbers.iter().map(|number| right(number).unwrap_or(number.value)).sum()),
        Operand::Figures(keys) => keys.iter().map(|key| subject.report.figure(key)?.number()).sum(),
    }
}

/// What a year may be divided by: its days, those of any year where the report's is not known, and
/// the working days of a year, which differ from place to place.
fn divisors(subject: &Subject<'_>, by: Average) -> Vec<Decimal> {
    match by {
        Average::Month => vec![Decimal::from(12)],
        Average::Day => {
            let own = subject.report.metadata.days();
            let year = subject.report.metadata.year();
            let year = year.map_or(vec![365, 366], |year| vec![date::days_in_year(year)]);
            own.into_iter()
                .chain(year)
                .chain(247..=253)
                .map(Decimal::from)
                .collect()
        }
    }
}

fn percent(part: Decimal, whole: Decimal) -> Option<(Decimal, Text)> {
    let share = part.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)?;
    let how = format!("{} ÷ {} = {}%", part.normalize(), whole.normalize(), short(share));
    Some((share, Text::same(how)))
}

/// To one decimal place, or more where there is nothing before it.
fn short(value: Decimal) -> String {
    value.round_dp(1).normalize().to_string()
}
