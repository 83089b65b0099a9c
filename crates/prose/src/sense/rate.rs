//! Rates above all there is: `按时办结率102.4%`. What may be more than its goal (`完成率`) is none.

use nianbao_model::Decimal;

use super::{Found, Odd};
use crate::number::{Measure, Quantity};
use crate::passage::Passage;
use crate::wording::{List, Wording};

/// What a passage has of them.
pub(super) fn read(passage: &Passage, quantities: &[Quantity]) -> Found {
    let is_rate = |own: &&Quantity| own.measure == Measure::Percent && own.value > Decimal::ONE_HUNDRED;
    quantities
        .iter()
        .filter(is_rate)
        .filter_map(|own| {
            let list = |list: List| Wording::get().list(list);
            let mut lead = &passage.text[..own.span.start];
            while let Some(before) = list(List::Reaching).ends(lead) {
                lead = &lead[..lead.len() - before.len()];
            }
            let name = list(List::NeverAbove).ends(lead)?;
            Some((lead.len() - name.len()..own.span.end, Odd::AboveAll(own.value)))
        })
        .collect()
}
