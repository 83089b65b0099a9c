//! The subject of a number: the words before it, after it, or in the previous clause.

use super::clause::Clause;
use super::said::Said;
use super::topic::Topic;
use super::{Reader, State, words};
use crate::prose::lexicon::Mention;
use crate::prose::quantity::{Measure, Quantity};
use crate::prose::{Passage, filler};

/// What a number is said of.
pub(super) enum Subject {
    /// Nothing that matters here.
    Nothing,
    /// Something that is not in the tables.
    Foreign,
    /// Another office.
    Elsewhere,
    /// What these words name.
    Words(Vec<Mention>),
}

impl Reader<'_> {
    /// What a number is said of, by what stands before it and behind.
    pub(super) fn subject(
        &self,
        passage: &Passage,
        clause: &Clause,
        quantity: &Quantity,
        said: &Said,
        behind: &Said,
        state: &State,
    ) -> Subject {
        let compared = matches!(said.period, Some((_, true)));
        if quantity.measure == Measure::Percent || said.compares || compared {
            return Subject::Nothing;
        }
        if counts_persons(quantity) && self.lists_applicants(passage, clause) {
            return Subject::Nothing;
        }
        let several = said
            .mentions
            .iter()
            .filter(|mention| mention.is_result() || mention.is_applicant())
            .count()
            > 1;
        if said.is_of_a_level {
            return Subject::Elsewhere;
        }
        if said.is_partial && !several {
            return Subject::Foreign;
        }
        if quantity.measure == Measure::Cases && filler::is_changed_to(&passage.text[quantity.span.end..]) {
            return Subject::Nothing;
        }
        if !said.residue.is_empty() {
            return match said.residue.as_str() {
                organ if filler::is_other_organ(organ) => Subject::Elsewhere,
                // By whatever way they came in, or whatever they are about: a part.
                _ => Subject::Foreign,
            };
        }
        let is_understood = behind.residue.is_empty() || behind.compares;
        if !said.names_nothing() {
            if !is_understood {
                return Subject::Foreign;
            }
            let mut mentions = said.mentions.clone();
            // `对大量反复申请的，不予处理20件`: the kind stands in the clause before.
            let rows = mentions.iter().filter(|mention| mention.is_row()).count();
            let kinds: Vec<_> = state
                .pending
                .iter()
                .filter(|mention| mention.is_row())
                .cloned()
                .collect();
            if let (1, [_]) = (rows, &kinds[..]) {
                let narrowed = words::without_groups(&[mentions.clone(), kinds].concat());
                if narrowed.iter().filter(|mention| mention.is_row()).count() == 1 {
                    mentions = narrowed;
                }
            }
            // `自然人申请1件结转下年度`: the result stands behind.
            if !mentions.iter().any(Mention::is_row) && mentions.iter().any(Mention::is_applicant) {
                mentions.extend(behind.mentions.iter().filter(|mention| mention.is_row()).cloned());
            }
            return Subject::Words(mentions);
        }
        let rest = passage.text[quantity.span.end..]
            .split(['。', ';'])
            .next()
            .unwrap_or_default();
        if said.is_rest {
            // `其余1件正在征求意见，结转下年度`: what is left of applications is carried over.
            let goes_on = ["结转", "继续办理", "正在", "尚在", "仍在"]
                .iter()
                .any(|word| rest.contains(word));
            let of_all = state.topic != Topic::Foreign && !state.topic.is_of_some_applicants();
            return match state.context.is_applications && goes_on && of_all {
                true => Subject::Words(self.tables.carried_out()),
                false => Subject::Nothing,
            };
        }
        if self.is_carried_over(passage, quantity, rest) {
            return Subject::Words(self.tables.carried_out());
        }
        if !is_understood {
            return Subject::Foreign;
        }
        if behind.mentions.iter().any(Mention::is_result) {
            return Subject::Words(behind.mentions.clone());
        }
        if behind.mentions.iter().any(Mention::is_applicant) {
            return self.applicants_behind(passage, clause, behind);
        }
        // `予以公开及部分公开的申请，共7件`: named by the clause before. In a bracket
        // (`城东区（538件）`) it is what stands before the bracket, whatever that is.
        if said.only_counts && behind.is_empty() && !clause.opens {
            return Subject::Words(state.pending.clone());
        }
        Subject::Nothing
    }

    /// Whether a clause lists who applied before it says how many applications they made:
    /// `5名自然人和1家企业的申请6份`.
    fn lists_applicants(&self, passage: &Passage, clause: &Clause) -> bool {
        let applied = clause.quantities.windows(2).filter(|pair| {
            let behind = pair[0].span.end..pair[1].span.start;
            let found = self.lexicon.find(&passage.text, &behind);
            let next = found.first().filter(|mention| mention.span.start == behind.start);
            counts_persons(&pair[0]) && next.is_some_and(Mention::is_applicant)
        });
        let ends_in_cases = clause
            .quantities
            .last()
            .is_some_and(|last| last.measure == Measure::Cases);
        ends_in_cases && applied.count() > 1
    }

    /// What a number with applicants behind it is said of: `9件自然人申请和3件企业申请被登记`.
    /// Their result may stand at the end of the clause, for all its numbers.
    fn applicants_behind(&self, passage: &Passage, clause: &Clause, behind: &Said) -> Subject {
        let end = clause.quantities.last().map_or(clause.span.end, |last| last.span.end);
        let last = self.said(passage, end..clause.span.end);
        let mut mentions = behind.mentions.clone();
        mentions.extend(last.mentions.iter().filter(|mention| mention.is_row()).cloned());
        let is_named = behind.comes_from || behind.names_applications() || mentions.len() > behind.mentions.len();
        match is_named && last.residue.is_empty() {
            true => Subject::Words(mentions),
            false => Subject::Nothing,
        }
    }

    /// Whether a number without a name of its own is carried over to the next year:
    /// `1件因…，结转下年度继续办理`.
    fn is_carried_over(&self, passage: &Passage, quantity: &Quantity, rest: &str) -> bool {
        let mut clauses = rest.split(',');
        let gives_reason = clauses.next().is_some_and(|own| own.trim_start().starts_with('因'));
        let Some(next) = clauses.next().filter(|_| gives_reason) else {
            return false;
        };
        let at = passage.text[quantity.span.end..].find(next).unwrap_or_default();
        let start = quantity.span.end + at;
        let said = self.said(passage, start..start + next.len());
        let out = self.tables.carried_out();
        let is_out = |mention: &Mention| out.iter().any(|out| out.concept == mention.concept);
        said.residue.is_empty() && !said.mentions.is_empty() && said.mentions.iter().all(is_out)
    }
}

/// Whether a number counts persons or bodies, not what they applied for.
fn counts_persons(quantity: &Quantity) -> bool {
    matches!(quantity.unit.as_str(), "名" | "位" | "人" | "个" | "家")
}
