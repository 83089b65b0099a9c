//! The reports of a batch beside each other, once each has been judged: what several offices have
//! in their texts.

use nianbao_findings::Outcome;
use nianbao_likeness::{Print, Shared, in_common, shared};

use super::Checked;
use crate::session::Session;

/// Finds what several offices have in their texts, and adds a finding to each report that has much
/// of it: the passages, with the reports by their index among those given. Their records are
/// brought up to date.
pub fn beside(session: &Session, reports: &mut [Checked]) -> Vec<Shared> {
    let prints: Vec<Print> = reports
        .iter_mut()
        .map(|report| std::mem::take(&mut report.print))
        .collect();
    let found = shared(&prints);
    for (report, common) in reports.iter_mut().zip(in_common(&prints, &found)) {
        if let Outcome::Judged(judged) = &mut report.outcome {
            session.judge_beside(judged, &common);
            report.record.count(judged);
            report.record.shared = common.sentences.len();
        }
    }
    found
}
