//! What several offices have in their texts, as the page shows it: each passage with who has it.

use std::collections::BTreeSet;

use nianbao_likeness::Shared;
use serde::Serialize;

use super::report;
use crate::Outcome;

/// How many passages are shown, those with most text first.
const SHOWN: usize = 200;
/// How many offices of a passage are named.
const NAMED: usize = 12;

/// A passage as the template sees it.
#[derive(Debug, Serialize)]
pub(super) struct SharedView<'a> {
    text: &'a str,
    offices: usize,
    /// Those that are named, by report: number in the index, link and name.
    named: Vec<Named<'a>>,
    /// How many are not.
    more: usize,
}

#[derive(Debug, Serialize)]
struct Named<'a> {
    link: String,
    name: &'a str,
}

/// The passages, and how many are left out. `number` gives a report's number in the index.
pub(super) fn views<'a>(
    outcomes: &'a [Outcome],
    shared: &[Shared],
    number: impl Fn(usize) -> Option<usize>,
) -> (Vec<SharedView<'a>>, usize) {
    let view = |shared: &Shared| {
        let first = shared.places.first()?;
        let judged = outcomes.get(first.report)?.judged()?;
        let paragraph = judged.report.narrative.get(first.paragraph)?;
        let reports: BTreeSet<usize> = shared.places.iter().map(|place| place.report).collect();
        let named = reports.iter().take(NAMED).filter_map(|at| {
            let judged = outcomes.get(*at)?.judged()?;
            let file = judged.report.files.first().map(|file| &**file);
            Some(Named {
                link: report::id(number(*at)?),
                name: report::organ(judged).or(file)?,
            })
        });
        Some(SharedView {
            text: paragraph.text.get(first.span.clone())?,
            offices: shared.offices,
            named: named.collect(),
            more: reports.len().saturating_sub(NAMED),
        })
    };
    let views = shared.iter().take(SHOWN).filter_map(view).collect();
    (views, shared.len().saturating_sub(SHOWN))
}
