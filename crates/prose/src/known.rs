//! What is known when a text is read: the words, the form's tables, and the report's figures.

use nianbao_model::form::{Form, Role, TableRole};
use nianbao_model::{Decimal, Report};

use crate::claim::{Claim, Reading};
use crate::context::Context;
use crate::organ::is_other;
use crate::page::Page;
use crate::passage::Span;
use crate::phrase::{Concept, Mention};
use crate::referents::Referents;
use crate::tables::{Axis, Cell, Grid, Name, Tables};
use crate::time::Period;
use crate::token::{Run, Token, Tokenizer};
use crate::topic::Topic;
use crate::wording::Class;

/// The words, the tables and the figures.
pub(crate) struct Known<'a> {
    pub(crate) tokenizer: Tokenizer<'a>,
    pub(crate) form: &'a Form,
    pub(crate) report: &'a Report,
}

impl<'a> Known<'a> {
    pub(crate) fn tables(&self) -> &'a Tables {
        &self.tokenizer.lexicon.tables
    }

    pub(crate) fn applications(&self) -> Option<&'a Grid> {
        self.tables().with(TableRole::Applications)
    }

    /// The year before the report's.
    pub(crate) fn last_year(&self) -> Option<Period> {
        self.tokenizer.year.map(|year| Period::Year(year - 1))
    }

    /// The keys of these rows for all applicants.
    pub(crate) fn total_of(&self, roles: &[Role]) -> Option<Reading> {
        let grid = self.applications()?;
        let cells = grid.cells(&grid.lines_with(roles), &grid.columns_with(&[Role::Total]));
        self.tables().keys(&cells).filter(|keys| !keys.is_empty())
    }

    /// The figures of a reading, added up; `None` if one is missing or unreadable.
    pub(crate) fn value(&self, sum: &[Cell]) -> Option<Decimal> {
        self.value_of(&self.tables().keys(sum)?)
    }

    /// The same of figures with these keys.
    pub(crate) fn value_of(&self, keys: &[String]) -> Option<Decimal> {
        let add = |sum: Decimal, key: &String| sum.checked_add(self.report.figure(key)?.number()?);
        keys.iter().try_fold(Decimal::ZERO, add)
    }

    /// The readings by the form's keys, each once.
    pub(crate) fn readings(&self, found: &Referents) -> Vec<Reading> {
        let keys = found.readings.iter().filter_map(|sum| self.tables().keys(sum));
        let mut readings: Vec<Reading> = Vec::new();
        for reading in keys {
            if !readings.contains(&reading) {
                readings.push(reading);
            }
        }
        readings
    }

    /// What a number of these may be besides: where those that came in are told apart from those carried over,
    /// what was finished of the new ones alone.
    pub(crate) fn differences(&self, found: &Referents) -> Vec<(Reading, Reading)> {
        let likeliest = found.readings.iter().find_map(|sum| self.tables().keys(sum));
        let total = self
            .total_of(&[Role::Finished])
            .filter(|total| likeliest.as_ref() == Some(total));
        let carried = total.and_then(|total| Some((total, self.total_of(&[Role::CarriedIn])?)));
        carried.into_iter().collect()
    }

    /// The readings of a claim that agree with its number.
    pub(crate) fn agreeing(&self, claim: &Claim) -> Vec<Reading> {
        let Some(quantity) = &claim.quantity else {
            return Vec::new();
        };
        let agrees = |reading: &&Reading| self.value_of(reading).is_some_and(|value| quantity.describes(value));
        claim.readings.iter().filter(agrees).cloned().collect()
    }

    /// What surrounds these tokens, `before` being what surrounded those before them.
    pub(crate) fn context(&self, page: &Page<'_>, run: &Run, states: bool, before: Option<&Context>) -> Context {
        let span = page.span(run);
        let tokens = &page.all()[run.clone()];
        let has = |class: Class| tokens.iter().any(|token| token.has(class));
        // `受理群众依申请公开3件`: a document is not received so.
        let names = has(Class::InFull) || (has(Class::Received) && has(Class::OnApplication));
        let mut context = Context::of(page.passage, &span, self.form, names, states, before);
        if !states {
            return context;
        }
        if let Some(grid) = self.tables().with(TableRole::Items) {
            context.items.extend(page.items_of_heading(self.tokenizer.lexicon));
            let names = page.all()[run.clone()].iter().flat_map(Token::names);
            let lines = names.filter(|name| name.table == grid.id && name.axis == Axis::Line);
            context.items.extend(lines.flat_map(|name| name.members.clone()));
            context.items.sort_unstable();
            context.items.dedup();
        }
        context
    }

    /// The figures the words of a range name, whatever surrounds them, and whether all of
    /// it was understood. `None` if another office or time is named.
    pub(crate) fn figures_named(&self, page: &Page<'_>, run: Run) -> Option<(Vec<Reading>, bool)> {
        let said = page.say(run.clone());
        let of_other_time = said.period.is_some_and(|(period, _)| period != Period::Own);
        if of_other_time || is_other(&said.residue) {
            return None;
        }
        if said.names_nothing() {
            return Some((Vec::new(), said.residue.is_empty()));
        }
        let so_far = self.context(page, &(0..run.start), false, None);
        let mut context = self.context(page, &run, true, Some(&so_far));
        // Behind a text about applications rows and columns are theirs; a verb may be said of anything.
        let are_theirs = page.after_applications && said.mentions.iter().all(|mention| mention.name().is_some());
        context.is_applications |= said.names_applications() || are_theirs;
        let found = self.tables().resolve(&said.mentions, &Topic::None, &context)?;
        Some((self.readings(&found), said.residue.is_empty()))
    }

    /// The figures that a stretch names and nothing besides, where two are compared: then documents, decisions and
    /// cases are the table's wherever the text speaks of them.
    pub(crate) fn figures_compared(&self, page: &Page<'_>, span: Span) -> Option<Vec<Reading>> {
        let run = page.within(&span);
        if let Some((readings, is_understood)) = self.figures_named(page, run.clone()) {
            return (is_understood && !readings.is_empty()).then_some(readings);
        }
        let said = page.say(run);
        let is_own = said.period.is_none_or(|(period, _)| period == Period::Own);
        if !said.residue.is_empty() || !is_own || said.has(Class::Denial) {
            return None;
        }
        let tables = self.tables();
        let found = tables.of_items(&said.mentions).or_else(|| {
            let of_cases = said.mentions.iter().any(|own| self.is_kind_of_cases(own));
            let context = Context::default().of_reviews();
            tables
                .resolve(&said.mentions, &Topic::None, &context)
                .filter(|_| of_cases)
        })?;
        Some(self.readings(&found)).filter(|readings| !readings.is_empty())
    }

    /// Whether a range names results of applications.
    pub(crate) fn names_a_result(&self, page: &Page<'_>, run: Run) -> bool {
        let Some(grid) = self.applications() else { return false };
        let names = page.all()[run].iter().flat_map(Token::names);
        let mut rows = names
            .filter(|name| name.table == grid.id && name.axis == Axis::Line)
            .flat_map(|name| &name.members);
        rows.any(|row| grid.is_result(*row))
    }

    /// Whether it names a kind of applicant.
    pub(crate) fn is_applicant(&self, mention: &Mention) -> bool {
        self.applications()
            .is_some_and(|grid| mention.is_on(grid.id, Axis::Column))
    }

    /// Whether it names a row of the table of applications.
    pub(crate) fn is_row(&self, mention: &Mention) -> bool {
        self.applications()
            .is_some_and(|grid| mention.is_on(grid.id, Axis::Line))
    }

    /// Whether it names kinds of cases.
    pub(crate) fn is_kind_of_cases(&self, mention: &Mention) -> bool {
        let name = mention.name().filter(|name| name.axis == Axis::Line);
        name.is_some_and(|name| self.is_of_cases(name))
    }

    pub(crate) fn is_of_cases(&self, name: &Name) -> bool {
        self.tables().role(name.table) == Some(TableRole::Cases)
    }

    /// Whether it names a figure by more than its column: what a number can be of by
    /// itself.
    pub(crate) fn is_result(&self, mention: &Mention) -> bool {
        let is_its = |name: &Name| name.axis == Axis::Line || self.is_of_cases(name);
        mention.concept == Concept::Concluded || mention.name().is_some_and(is_its)
    }

    /// Whether it names how cases ended.
    pub(crate) fn is_end_of_cases(&self, mention: &Mention) -> bool {
        let is_outcome = |name: &Name| name.axis == Axis::Column && self.is_of_cases(name);
        mention.concept == Concept::Concluded || mention.name().is_some_and(is_outcome)
    }

    /// Whether words say how many applications were finished or carried over.
    pub(crate) fn is_outcome(&self, mentions: &[Mention]) -> bool {
        let out = self
            .applications()
            .map(|grid| grid.lines_with(&[Role::CarriedOut]))
            .unwrap_or_default();
        let is_carried_out =
            |mention: &Mention| self.is_row(mention) && mention.name().is_some_and(|name| name.members == out);
        mentions
            .iter()
            .any(|mention| matches!(mention.concept, Concept::Finished | Concept::Carried) || is_carried_out(mention))
    }

    /// The applicants a phrase names, if it names nothing else a number can be of.
    pub(crate) fn only_applicants(&self, mentions: &[Mention]) -> Vec<Mention> {
        let is_known = |mention: &Mention| self.is_applicant(mention) || mention.is_applications();
        if !mentions.iter().all(is_known) {
            return Vec::new();
        }
        mentions
            .iter()
            .filter(|mention| self.is_applicant(mention))
            .cloned()
            .collect()
    }

    /// The words for what is carried over to the next year.
    pub(crate) fn carried_out(&self) -> Vec<Mention> {
        let Some(grid) = self.applications() else {
            return Vec::new();
        };
        let name = Name {
            table: grid.id,
            axis: Axis::Line,
            members: grid.lines_with(&[Role::CarriedOut]),
            lines: Vec::new(),
        };
        vec![Mention {
            span: 0..0,
            concept: Concept::Name(name.into()),
        }]
    }
}
