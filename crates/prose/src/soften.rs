//! What a passage as a whole says against the sureness of one of its claims: a figure that is also given
//! right, and a sentence of which nothing agrees.

use nianbao_model::Decimal;

use crate::claim::{Claim, Fit, Found, Grade, Scope};
use crate::known::Known;
use crate::number::Measure;
use crate::passage::Passage;

/// From how many numbers on a sentence none of which agrees may be about something else as a whole.
const ALL_WRONG: usize = 3;

/// Lowers the grade of claims that may be of something else.
pub(crate) fn soften(found: &mut Found, known: &Known<'_>, passage: &Passage) {
    let is_compared = |claim: &Claim| {
        let counts = claim.quantity.as_ref().is_some_and(|own| own.measure != Measure::Money);
        counts && claim.scope == Scope::Own
    };
    let compared: Vec<usize> = (0..found.claims.len())
        .filter(|at| is_compared(&found.claims[*at]))
        .collect();
    let agrees: Vec<bool> = compared
        .iter()
        .map(|at| !known.agreeing(&found.claims[*at]).is_empty())
        .collect();
    let sentence = |at: usize| passage.sentence_span(&found.claims[at].span).start;
    let first = |at: usize| found.claims[at].readings.first();
    let value = |at: usize| found.claims[at].quantity.as_ref().map(|own| own.value);
    // `起诉案件1件，…；结转起诉案件2件`: two numbers that stand for one figure are parts of it, if they come to it.
    let are_parts = |at: usize| {
        let alike = compared
            .iter()
            .zip(&agrees)
            .filter(|(other, agrees)| !**agrees && sentence(**other) == sentence(at) && first(**other) == first(at));
        let values: Vec<Decimal> = alike.filter_map(|(other, _)| value(*other)).collect();
        let figure = first(at).and_then(|keys| known.value_of(keys));
        values.len() > 1 && figure == Some(values.into_iter().sum())
    };
    let wrong = compared.iter().zip(&agrees).filter(|(_, agrees)| !**agrees);
    let parts: Vec<usize> = wrong.map(|(at, _)| *at).filter(|at| are_parts(*at)).collect();
    let lowered: Vec<usize> = compared
        .iter()
        .zip(&agrees)
        .filter(|(_, agrees)| !**agrees)
        .map(|(at, _)| *at)
        .filter(|at| {
            let others = || compared.iter().zip(&agrees);
            let same = |other: usize| found.claims[other].readings.first() == found.claims[*at].readings.first();
            // `收到各类申请320件，其中政府信息公开申请300件`: the first is of more.
            let is_given_right = others().any(|(other, agrees)| *agrees && same(*other));
            // Two numbers that stand for one figure, and neither is: they may be of parts.
            let is_twice = others()
                .any(|(other, agrees)| other != at && !agrees && sentence(*other) == sentence(*at) && same(*other));
            let beside: Vec<bool> = others()
                .filter(|(other, _)| sentence(**other) == sentence(*at))
                .map(|(_, agrees)| *agrees)
                .collect();
            is_given_right || is_twice || (beside.len() >= ALL_WRONG && beside.iter().all(|agrees| !agrees))
        })
        .collect();
    for at in &parts {
        found.claims[*at].fit = Fit::AtMost;
    }
    for at in lowered {
        let grade = &mut found.claims[at].grade;
        *grade = (*grade).min(Grade::Doubt);
    }
}
