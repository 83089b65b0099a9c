//! Claims in words about all of something: `全部申请均已办理完毕`, `均维持`. They say that what else the table
//! has is zero.

use nianbao_model::Decimal;
use nianbao_model::form::{Role, TableRole};

use crate::claim::{Claim, Fit, Grade, Scope, Why};
use crate::number::Measure;
use crate::organ::is_other;
use crate::pass::Pass;
use crate::phrase::{Concept, Mention, Phrase};
use crate::state::State;
use crate::subject::Said;
use crate::tables::{Axis, Sum, TableId};
use crate::time::Period;
use crate::topic::Topic;
use crate::tree::Clause;
use crate::wording::{Class, List, Wording};

/// The lines or columns of a table that are named.
fn members(mentions: &[Mention], table: TableId, axis: Axis) -> Vec<u16> {
    let named = mentions.iter().filter(|mention| mention.is_on(table, axis));
    let names = named.filter_map(Mention::name);
    names.flat_map(|name| name.members.clone()).collect()
}

impl Pass<'_> {
    /// Takes what a clause says of all applications or cases for a claim that there are no others.
    pub(crate) fn claim_of_all(&mut self, clause: &Clause, said: &Phrase, state: &State) {
        let text = self.page.text(&clause.run);
        let says = |list: List| Wording::get().list(list).is_in(text);
        // `行政复议1件，结果维持`: of one case it is of all.
        let is_apart = clause.statements.is_empty();
        let last = self.found.counted.last().filter(|_| is_apart);
        let is_of_one = last.is_some_and(|last| last.quantity.value == Decimal::ONE && last.why == Why::Compared);
        let is_of_all =
            said.has(Class::All) || text.contains("全部") || (is_of_one && matches!(state.topic, Topic::Cases(_)));
        let is_own = state.period == Period::Own && !state.limits.partial && !state.limits.divided;
        if !is_of_all || !is_own || said.has(Class::Denial) || is_other(&said.residue) {
            return;
        }
        // `1件仍在办理期限内，其余26件均已答复`: what the rest is left of is not known.
        let sentence = self.page.passage.sentence_span(&self.page.span(&clause.run));
        let mut before = self
            .found
            .counted
            .iter()
            .rev()
            .take_while(|own| own.paragraph == self.page.passage.paragraph && own.lead.start >= sentence.start);
        let is_rest = self.page.all()[clause.run.clone()]
            .iter()
            .any(|token| token.has(Class::Rest));
        if is_rest && before.any(|own| own.why == Why::Foreign) {
            return;
        }
        // `均在法定期限内答复`: what is not due yet is not spoken of.
        let in_time = says(List::InGoodTime);
        if says(List::WithinTime) && !in_time {
            return;
        }
        // `行政复议案件全部审结`: perhaps of others than those of disclosure.
        let of_whatever = !state.context.is_review && said.mentions.iter().any(|own| self.known.is_kind_of_cases(own));
        let answers = said.mentions.iter().any(|mention| mention.concept == Concept::Answered);
        let others = self
            .others_of_cases(said, state)
            .or_else(|| self.others_of_a_group(said, state))
            .or_else(|| self.other_applicants(said, state))
            .or_else(|| self.other_results(said, state))
            .or_else(|| self.unfinished(text, said, state, is_apart));
        let Some(keys) = others
            .and_then(|others| self.known.tables().keys(&others))
            .filter(|keys| !keys.is_empty())
        else {
            return;
        };
        self.found.claims.push(Claim {
            paragraph: self.page.passage.paragraph,
            span: self.page.span(&clause.run),
            quantity: None,
            readings: vec![keys],
            differences: Vec::new(),
            scope: Scope::Own,
            grade: match said.residue.is_empty() && !in_time && !answers && !of_whatever {
                true => Grade::Doubt,
                false => Grade::Ask,
            },
            fit: Fit::Exactly,
        });
    }

    /// `办结率100%`: of all, unless it says of those that were due.
    pub(crate) fn claim_of_rate(&mut self, number: &Said<'_>, state: &State) {
        let (quantity, said) = (number.quantity, &number.words);
        let lead = &self.page.passage.text[number.start..quantity.span.start];
        let of_due = Wording::get().list(List::WithinTime).is_in(lead);
        let is_all = quantity.measure == Measure::Percent
            && quantity.value == Decimal::ONE_HUNDRED
            && said.has(Class::FinishedRate);
        let is_own = !state.elsewhere && state.period == Period::Own && !state.limits.partial && !state.limits.divided;
        let about = state.context.is_applications && matches!(state.topic, Topic::Applications(..));
        let is_bare = said.residue.chars().count() == "办结率".chars().count()
            && said.mentions.iter().all(Mention::is_applications);
        if !is_all || of_due || !is_own || !about || !is_bare {
            return;
        }
        let Some(out) = self.known.total_of(&[Role::CarriedOut]) else {
            return;
        };
        self.found.claims.push(Claim {
            paragraph: self.page.passage.paragraph,
            span: number.start..quantity.span.end,
            quantity: None,
            readings: vec![out],
            differences: Vec::new(),
            scope: Scope::Own,
            grade: Grade::Doubt,
            fit: Fit::Exactly,
        });
    }

    /// What all applications being finished leaves none of.
    /// Said of the number beside it, it is of those that are new alone: then some were left that cannot be
    /// of the year before.
    fn unfinished(&self, text: &str, said: &Phrase, state: &State, is_apart: bool) -> Option<Sum> {
        let grid = self.known.applications()?;
        let finishes = said.mentions.iter().any(|mention| match mention.concept {
            Concept::Finished => true,
            // `均依法答复` is how, `均已答复` is how many.
            Concept::Answered => text.contains('已'),
            _ => false,
        });
        let fits = |mention: &Mention| {
            mention.is_applications()
                || matches!(
                    mention.concept,
                    Concept::Finished | Concept::Handled | Concept::Received | Concept::Answered
                )
        };
        let is_of_all = match &state.topic {
            Topic::Applications(rows, columns) => {
                let carried = grid.lines_with(&[Role::CarriedIn]);
                let only_carried = rows.iter().all(|rows| *rows == carried);
                // `新收3000件，上年结转100件，全部办结`: all of both, if the clause says so.
                let is_intake = rows
                    .iter()
                    .any(|rows| rows.iter().any(|row| grid.line_role(*row) == Some(Role::Received)));
                let total = |role: Role| self.known.value(&grid.cells(&grid.lines_with(&[role]), columns));
                let leaves_new = total(Role::CarriedOut) > total(Role::CarriedIn);
                let is_intake = is_intake && (is_apart || leaves_new);
                let only_carried = only_carried && is_apart;
                *columns == grid.columns_with(&[Role::Total])
                    && (is_intake || (only_carried && said.names_applications()))
            }
            Topic::None => said.names_applications() && state.context.is_applications,
            _ => false,
        };
        (finishes && is_of_all && said.mentions.iter().all(fits)).then(|| {
            grid.cells(
                &grid.lines_with(&[Role::CarriedOut]),
                &grid.columns_with(&[Role::Total]),
            )
        })
    }

    /// The rows and columns that something is said of: those of the number before it, or all applications that came
    /// in, if the clause names them and none was counted.
    fn said_of(&self, said: &Phrase, state: &State) -> Option<(Vec<Vec<u16>>, Vec<u16>)> {
        let grid = self.known.applications()?;
        match &state.topic {
            Topic::Applications(rows, columns) => Some((rows.clone(), columns.clone())),
            Topic::None if said.names_applications() && state.context.is_applications => Some((
                vec![grid.lines_with(&[Role::Received])],
                grid.columns_with(&[Role::Total]),
            )),
            _ => None,
        }
    }

    /// `收到申请12件，均为自然人申请`: what is left of the other kinds of applicants.
    fn other_applicants(&self, said: &Phrase, state: &State) -> Option<Sum> {
        let grid = self.known.applications()?;
        let (rows, columns) = self.said_of(said, state)?;
        let is_told = |mention: &&Mention| mention.concept != Concept::Received;
        let told: Vec<Mention> = said.mentions.iter().filter(is_told).cloned().collect();
        let named = members(&self.known.only_applicants(&told), grid.id, Axis::Column);
        let is_of_all = columns == grid.columns_with(&[Role::Total]);
        let others = grid.part_columns().into_iter().filter(|column| !named.contains(column));
        let rows = rows.iter().find(|rows| rows.len() == 1)?;
        (is_of_all && !named.is_empty()).then(|| grid.cells(rows, &others.collect::<Vec<_>>()))
    }

    /// `不予公开3件，均属于国家秘密`, `不予公开的均属于国家秘密`: what is left of the other rows of the group.
    fn others_of_a_group(&self, said: &Phrase, state: &State) -> Option<Sum> {
        let grid = self.known.applications()?;
        let rows: Vec<&Mention> = said.mentions.iter().filter(|own| self.known.is_row(own)).collect();
        let is_group = |members: &[u16]| members.len() > 1 && members.iter().all(|row| grid.is_result(*row));
        let named_group = rows
            .iter()
            .filter_map(|own| own.name())
            .find(|name| is_group(&name.members));
        let counted = match &state.topic {
            Topic::Applications(rows, columns) if *columns == grid.columns_with(&[Role::Total]) => {
                rows.first().filter(|rows| is_group(rows))
            }
            _ => None,
        };
        let group = named_group.map(|name| &name.members).or(counted)?;
        let named: Vec<u16> = rows
            .iter()
            .filter_map(|own| own.name())
            .filter(|name| name.members != *group)
            .flat_map(|name| name.members.clone())
            .collect();
        let fits = |own: &Mention| self.known.is_row(own) || own.is_applications();
        let is_within = !named.is_empty() && named.iter().all(|row| group.contains(row));
        let others: Vec<u16> = group.iter().copied().filter(|row| !named.contains(row)).collect();
        (is_within && said.mentions.iter().all(fits)).then(|| grid.cells(&others, &grid.columns_with(&[Role::Total])))
    }

    /// `收到申请12件，均予以公开`: what is left of the other results.
    fn other_results(&self, said: &Phrase, state: &State) -> Option<Sum> {
        let grid = self.known.applications()?;
        let (rows, columns) = self.said_of(said, state)?;
        let named = members(&said.mentions, grid.id, Axis::Line);
        let fits = |mention: &Mention| {
            mention.is_on(grid.id, Axis::Line)
                || mention.is_applications()
                || matches!(
                    mention.concept,
                    Concept::Answered | Concept::Finished | Concept::Handled | Concept::Received
                )
        };
        // `科研机构申请3件，均予以公开`: of those of one kind of applicants too.
        let is_of_all = rows.iter().flatten().all(|row| {
            let role = grid.line_role(*row);
            matches!(role, Some(Role::Received | Role::CarriedIn | Role::Finished))
        });
        let results: Vec<u16> = (0..grid.lines.len() as u16)
            .filter(|row| grid.is_result(*row))
            .collect();
        if !is_of_all || named.is_empty() || !said.mentions.iter().all(fits) {
            return None;
        }
        let is_other = |row: &u16| !named.contains(row);
        let are_results = named.iter().all(|row| results.contains(row));
        let others: Vec<u16> = results.iter().copied().filter(is_other).collect();
        are_results.then(|| grid.cells(&others, &columns))
    }

    /// What all cases having one outcome leaves none of.
    fn others_of_cases(&self, said: &Phrase, state: &State) -> Option<Sum> {
        let grid = self.known.tables().with(TableRole::Cases)?;
        let outcomes = members(&said.mentions, grid.id, Axis::Column);
        let concluded = said
            .mentions
            .iter()
            .any(|mention| mention.concept == Concept::Concluded);
        let named = members(&said.mentions, grid.id, Axis::Line);
        let fits = |mention: &Mention| {
            mention.is_on(grid.id, Axis::Column)
                || mention.is_on(grid.id, Axis::Line)
                || matches!(mention.concept, Concept::Concluded | Concept::Cases | Concept::Received)
        };
        let is_told = state.context.is_review || !named.is_empty();
        if !is_told || !said.mentions.iter().all(fits) {
            return None;
        }
        let mut kinds = match (&state.topic, named.is_empty()) {
            (_, false) => named,
            (topic, true) if topic.is_of_cases() && said.has(Class::All) && !state.given.kinds.is_empty() => {
                state.given.kinds.concat()
            }
            (Topic::Cases(kinds), true) => kinds.clone(),
            _ => return None,
        };
        kinds.sort_unstable();
        kinds.dedup();
        let pending = grid.columns_with(&[Role::Pending]);
        let others: Vec<u16> = match (&outcomes[..], concluded) {
            ([], true) => pending,
            ([outcome], _) => grid
                .part_columns()
                .into_iter()
                .filter(|column| column != outcome)
                .collect(),
            _ => return None,
        };
        Some(grid.cells(&kinds, &others))
    }
}
