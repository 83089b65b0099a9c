//! The subject of a number: the words before it, after it, or in the previous clause.

use nianbao_model::form::Role;

use crate::number::{Measure, Quantity};
use crate::organ::{Own, is_other};
use crate::phrase::{Concept, Mention, Phrase};
use crate::reader::{Page, Reader};
use crate::state::State;
use crate::tables::{Axis, Name};
use crate::topic::Topic;
use crate::tree::Clause;
use crate::wording::Class;

/// What a number is said of.
pub(crate) enum Subject {
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
    pub(crate) fn subject(
        &self,
        page: &Page<'_>,
        clause: &Clause,
        nth: usize,
        said: &Phrase,
        behind: &Phrase,
        state: &State,
    ) -> Subject {
        let Some(quantity) = page.quantity(clause.numbers[nth]) else {
            return Subject::Nothing;
        };
        let next = page.all().get(clause.numbers[nth] + 1);
        let compared = matches!(said.period, Some((_, true)));
        if quantity.measure == Measure::Percent || said.has(Class::Comparison) || compared {
            return Subject::Nothing;
        }
        if counts_persons(quantity) && self.lists_applicants(page, clause) {
            return Subject::Nothing;
        }
        let can_be_of = |mention: &&Mention| self.is_result(mention) || self.is_applicant(mention);
        let several = said.mentions.iter().filter(can_be_of).count() > 1;
        if said.has(Class::Level) || (said.own == Some(Own::Perhaps) && (state.has_others || state.divided)) {
            return Subject::Elsewhere;
        }
        if said.has(Class::Partial) && !several {
            return Subject::Foreign;
        }
        if quantity.measure == Measure::Cases && next.is_some_and(|next| next.has(Class::ChangedTo)) {
            return Subject::Nothing;
        }
        if !said.residue.is_empty() {
            // By whatever way they came in, or whatever they are about: a part.
            return if is_other(&said.residue) {
                Subject::Elsewhere
            } else {
                Subject::Foreign
            };
        }
        let is_understood = behind.residue.is_empty() || behind.has(Class::Comparison);
        if !said.names_nothing() {
            return match is_understood {
                true => Subject::Words(self.words_before(said, behind, state)),
                false => Subject::Foreign,
            };
        }
        let text = &page.passage.text[quantity.span.end..];
        let rest = text.split(['。', ';']).next().unwrap_or_default();
        if said.has(Class::Rest) {
            // `其余1件正在征求意见，结转下年度`: what is left of applications is carried over.
            let goes_on = [
                "结转",
                "继续办理",
                "正在",
                "尚在",
                "仍在",
                "顺延",
                "转入",
                "延至",
                "转至",
                "转下",
            ]
            .iter()
            .any(|word| rest.contains(word));
            let of_all = state.topic != Topic::Foreign && !state.topic.is_of_some_applicants(self.applications());
            return match state.context.is_applications && goes_on && of_all {
                true => Subject::Words(self.carried_out()),
                false => Subject::Nothing,
            };
        }
        if self.is_carried_over(page, quantity, rest) {
            return Subject::Words(self.carried_out());
        }
        if !is_understood {
            return Subject::Foreign;
        }
        if behind.mentions.iter().any(|mention| self.is_result(mention)) {
            return Subject::Words(behind.mentions.clone());
        }
        if behind.mentions.iter().any(|mention| self.is_applicant(mention)) {
            return self.applicants_behind(page, clause, behind);
        }
        // `予以公开及部分公开的申请，共7件`: named by the clause before. In a bracket
        // (`城东区（538件）`) it is what stands before the bracket, whatever that is.
        if said.only_counts && behind.is_empty() && !clause.opens {
            return Subject::Words(state.pending.clone());
        }
        Subject::Nothing
    }

    /// The words before a number, with what stands elsewhere and belongs to them.
    fn words_before(&self, said: &Phrase, behind: &Phrase, state: &State) -> Vec<Mention> {
        let mut mentions = said.mentions.clone();
        // `对大量反复申请的，不予处理20件`: the kind stands in the clause before.
        let rows = mentions.iter().filter(|mention| self.is_row(mention)).count();
        let kinds: Vec<_> = state
            .pending
            .iter()
            .filter(|mention| self.is_row(mention))
            .cloned()
            .collect();
        if let (1, [_], false) = (rows, &kinds[..], state.pending_is_open) {
            let narrowed = without_groups(&[mentions.clone(), kinds].concat());
            if narrowed.iter().filter(|mention| self.is_row(mention)).count() == 1 {
                mentions = narrowed;
            }
        }
        // `自然人申请1件结转下年度`: the result stands behind.
        let has_row = mentions.iter().any(|mention| self.is_row(mention));
        if !has_row && mentions.iter().any(|mention| self.is_applicant(mention)) {
            mentions.extend(behind.mentions.iter().filter(|mention| self.is_row(mention)).cloned());
        }
        mentions
    }

    /// The words for what is carried over to the next year.
    fn carried_out(&self) -> Vec<Mention> {
        let Some(grid) = self.applications() else {
            return Vec::new();
        };
        let name = Name {
            table: grid.id,
            axis: Axis::Line,
            members: grid.lines_with(&[Role::CarriedOut]),
        };
        vec![Mention {
            span: 0..0,
            concept: Concept::Name(name),
        }]
    }

    /// Whether a clause lists who applied before it says how many applications they made:
    /// `5名自然人和1家企业的申请6份`.
    fn lists_applicants(&self, page: &Page<'_>, clause: &Clause) -> bool {
        let applied = clause
            .numbers
            .iter()
            .take(clause.numbers.len().saturating_sub(1))
            .filter(|number| {
                let counts = page.quantity(**number).is_some_and(counts_persons);
                let next = page
                    .all()
                    .get(*number + 1)
                    .map(crate::phrase::mentions)
                    .unwrap_or_default();
                counts && next.first().is_some_and(|next| self.is_applicant(next))
            });
        let last = clause.numbers.last().and_then(|last| page.quantity(*last));
        last.is_some_and(|last| last.measure == Measure::Cases) && applied.count() > 1
    }

    /// What a number with applicants behind it is said of: `9件自然人申请和3件企业申请被登记`.
    /// Their result may stand at the end of the clause, for all its numbers.
    fn applicants_behind(&self, page: &Page<'_>, clause: &Clause, behind: &Phrase) -> Subject {
        let from = clause.numbers.last().map_or(clause.run.start, |last| last + 1);
        let last = page.say(from..clause.run.end);
        let mut mentions = behind.mentions.clone();
        mentions.extend(last.mentions.iter().filter(|mention| self.is_row(mention)).cloned());
        let is_named = behind.comes_from() || behind.names_applications() || mentions.len() > behind.mentions.len();
        match is_named && last.residue.is_empty() {
            true => Subject::Words(mentions),
            false => Subject::Nothing,
        }
    }

    /// Whether a number without a name of its own is carried over to the next year:
    /// `1件因…，结转下年度继续办理`.
    fn is_carried_over(&self, page: &Page<'_>, quantity: &Quantity, rest: &str) -> bool {
        let mut clauses = rest.split(',');
        let gives_reason = clauses.next().is_some_and(|own| own.starts_with('因'));
        let Some(next) = clauses.next().filter(|_| gives_reason) else {
            return false;
        };
        let at = page.passage.text[quantity.span.end..].find(next).unwrap_or_default();
        let start = quantity.span.end + at;
        let said = page.say(page.within(&(start..start + next.len())));
        let out = self.carried_out();
        let is_out = |mention: &Mention| out.iter().any(|out| out.concept == mention.concept);
        said.residue.is_empty() && !said.mentions.is_empty() && said.mentions.iter().all(is_out)
    }
}

/// The mentions without those whose figures hold all of another's: `不予公开` beside
/// `国家秘密`.
pub(crate) fn without_groups(mentions: &[Mention]) -> Vec<Mention> {
    let holds = |one: &Mention, other: &Mention| match (one.name(), other.name()) {
        (Some(one), Some(other)) => one.members.len() > other.members.len() && one.holds(other),
        _ => false,
    };
    let kept = mentions
        .iter()
        .filter(|mention| !mentions.iter().any(|other| holds(mention, other)));
    kept.cloned().collect()
}

/// Whether a number counts persons or bodies, not what they applied for.
fn counts_persons(quantity: &Quantity) -> bool {
    matches!(quantity.unit.as_str(), "名" | "位" | "人" | "个" | "家")
}
