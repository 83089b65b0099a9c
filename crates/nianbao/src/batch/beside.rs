//! The reports of a batch beside each other, once each has been judged: what several offices have
//! in their texts.

use nianbao_findings::Outcome;
use nianbao_likeness::{Office, Shared, in_common, shared};

use super::Record;
use crate::session::Session;

/// Finds what several offices have in their texts, and adds a finding to each report that has much
/// of it: the passages, with the reports by their index among the outcomes. The records, which are
/// of the same reports, are brought up to date.
pub fn beside(session: &Session, outcomes: &mut [Outcome], records: &mut [Record]) -> Vec<Shared> {
    let (mut found, common) = {
        let reports: Vec<Office<'_>> = outcomes
            .iter()
            .filter_map(Outcome::judged)
            .map(|judged| Office {
                report: &judged.report,
                form: &judged.form,
            })
            .collect();
        let found = shared(&reports);
        let common = in_common(&reports, &found);
        (found, common)
    };
    let read: Vec<usize> = (0..outcomes.len())
        .filter(|at| outcomes[*at].judged().is_some())
        .collect();
    for (at, common) in read.iter().zip(&common) {
        let Outcome::Judged(judged) = &mut outcomes[*at] else {
            continue;
        };
        session.judge_beside(judged, common);
        if let Some(record) = records.get_mut(*at) {
            record.count(judged);
            record.shared = common.sentences.len();
        }
    }
    for place in found.iter_mut().flat_map(|shared| &mut shared.places) {
        place.report = read[place.report];
    }
    found
}
