//! How much is said of each rule: a hundred blank cells are not worth a hundred blocks.

use nianbao_check::{Finding, Rule, Severity};

/// How many warnings or notes of a rule are shown in full; of the rest only the places.
const SHOWN: usize = 5;

/// What was said of a rule so far.
pub(super) struct Told<'a> {
    pub(super) rule: &'static Rule,
    shown: usize,
    /// The findings that were not shown.
    pub(super) rest: Vec<&'a Finding>,
}

impl<'a> Told<'a> {
    /// What was said of this rule.
    pub(super) fn of<'b>(all: &'b mut Vec<Self>, rule: &'static Rule) -> &'b mut Self {
        let at = all.iter().position(|told| told.rule == rule).unwrap_or(all.len());
        if at == all.len() {
            all.push(Self {
                rule,
                shown: 0,
                rest: Vec::new(),
            });
        }
        &mut all[at]
    }

    /// Whether one more finding is shown in full; if not it is kept for the end.
    pub(super) fn takes(&mut self, finding: &'a Finding) -> bool {
        let is_shown = self.shown < SHOWN || finding.severity == Severity::Error;
        if is_shown {
            self.shown += 1;
        } else {
            self.rest.push(finding);
        }
        is_shown
    }
}
