//! From a sentence's tree to claims: which figures, or which sums of figures, a number may state.
//!
//! A sentence is read clause by clause. What a clause leaves out is taken from the one before
//! (`被申请行政复议3件，维持2件`), as a person would read it; a number about something else (`网站发布信息…`,
//! another office, another year) puts an end to that.

use nianbao_model::form::{Form, Role, TableRole};
use nianbao_model::{Decimal, Report};

use crate::aspect::is_aspect;
use crate::claim::{Claim, Counted, Found, Grade, Reading, Scope, Why};
use crate::context::Context;
use crate::lists::{denied, list_of, one_by_one};
use crate::number::{Measure, Quantity};
use crate::organ::{Own, begins_with_other, is_other};
use crate::passage::{Passage, Span};
use crate::phrase::{Concept, Mention, Phrase};
use crate::referents::Referents;
use crate::state::State;
use crate::subject::Subject;
use crate::tables::{Axis, Cell, Grid, Name, Tables};
use crate::time::Period;
use crate::token::Kind;
use crate::token::{Token, Tokenizer, Tokens};
use crate::topic::Topic;
use crate::tree::{Clause, Run, Sentence, sentences};
use crate::wording::Class;

/// Reads passages one after the other.
pub(crate) struct Reader<'a> {
    pub(crate) tokenizer: Tokenizer<'a>,
    pub(crate) form: &'a Form,
    pub(crate) report: &'a Report,
}

/// A passage while it is read.
pub(crate) struct Page<'a> {
    pub(crate) passage: &'a Passage,
    pub(crate) tokens: &'a Tokens,
}

impl<'a> Page<'a> {
    pub(crate) fn new(passage: &'a Passage, tokens: &'a Tokens) -> Self {
        Self { passage, tokens }
    }

    pub(crate) fn all(&self) -> &[Token] {
        &self.tokens.all
    }

    pub(crate) fn say(&self, run: Run) -> Phrase {
        Phrase::of(self.passage, &self.tokens.all[run])
    }

    /// Where tokens stand; `at` if there are none.
    pub(crate) fn span(&self, run: &Run) -> Span {
        let at = |nth: usize| {
            self.tokens
                .all
                .get(nth)
                .map_or(self.passage.text.len(), |token| token.span.start)
        };
        let end = run.end.checked_sub(1).filter(|last| *last >= run.start);
        let start = at(run.start);
        start..end.map_or(start, |last| self.tokens.all[last].span.end)
    }

    pub(crate) fn text(&self, run: &Run) -> &str {
        &self.passage.text[self.span(run)]
    }

    /// What of a range is not understood.
    pub(crate) fn residue(&self, span: Span) -> String {
        self.say(self.within(&span)).residue
    }

    pub(crate) fn quantity(&self, token: usize) -> Option<&Quantity> {
        match self.tokens.all.get(token)?.kind {
            Kind::Number(nth) => self.tokens.quantities.get(nth),
            _ => None,
        }
    }

    /// The tokens within a span.
    pub(crate) fn within(&self, span: &Span) -> Run {
        let from = self.tokens.all.partition_point(|token| token.span.start < span.start);
        let to = self.tokens.all.partition_point(|token| token.span.end <= span.end);
        from..to.max(from)
    }
}

impl<'a> Reader<'a> {
    pub(crate) fn tables(&self) -> &'a Tables {
        &self.tokenizer.lexicon.tables
    }

    pub(crate) fn applications(&self) -> Option<&'a Grid> {
        self.tables().with(TableRole::Applications)
    }

    /// The keys of these rows for all applicants.
    pub(crate) fn total_of(&self, roles: &[Role]) -> Option<Reading> {
        let grid = self.applications()?;
        let cells = grid.cells(&grid.lines_with(roles), &grid.columns_with(&[Role::Total]));
        self.tables().keys(&cells).filter(|keys| !keys.is_empty())
    }

    pub(crate) fn context(&self, page: &Page<'_>, run: &Run, states: bool, before: Option<&Context>) -> Context {
        let (span, lexicon) = (page.span(run), self.tokenizer.lexicon);
        let mut context = Context::of(page.passage, &span, self.form, lexicon, states, before);
        if !states {
            return context;
        }
        if let Some(grid) = self.tables().with(TableRole::Items) {
            let names = page.all()[run.clone()].iter().flat_map(Token::names);
            let lines = names.filter(|name| name.table == grid.id && name.axis == Axis::Line);
            context.items.extend(lines.flat_map(|name| name.members.clone()));
            context.items.sort_unstable();
            context.items.dedup();
        }
        context
    }

    /// The numbers of a passage, and what they are claimed of. Behind a passage of the same
    /// part that `strays` an outcome alone may be of any case.
    pub(crate) fn read(&self, page: &Page<'_>, strays: bool) -> Found {
        let mut found = Found {
            strays,
            ..Found::default()
        };
        let mut all = sentences(page.tokens);
        // What stands behind the last number says nothing of one.
        let states = |sentence: &Sentence| {
            let has_number = sentence.clauses.iter().any(|clause| !clause.numbers.is_empty());
            let denies = |token: &Token| token.has(Class::Denial) || token.has(Class::All);
            has_number || page.all()[sentence.run.clone()].iter().any(denies)
        };
        all.truncate(all.iter().rposition(states).map_or(0, |last| last + 1));
        let mut before: Option<State> = None;
        let others = self.others_named(page, &all);
        for (sentence, has_others) in all.into_iter().zip(others) {
            let span = page.span(&sentence.run);
            let context = self.context(
                page,
                &sentence.run,
                states(&sentence),
                before.as_ref().map(|before| &before.context),
            );
            let text = &page.passage.text[span];
            let grid = self.applications();
            let mut state = State::at(
                page.passage,
                &sentence,
                text,
                context,
                before.take(),
                found.strays,
                grid,
            );
            state.has_others = has_others;
            let mut outer = Vec::new();
            for (nth, clause) in sentence.clauses.iter().enumerate() {
                if clause.opens {
                    outer.push((state.topic.clone(), state.period, state.elsewhere));
                }
                if clause.numbers.is_empty() {
                    self.read_words(page, clause, nth == 0, &mut state, &mut found);
                } else {
                    self.read_numbers(page, clause, &mut state, &mut found);
                }
                if clause.closes
                    && let Some((topic, period, elsewhere)) = outer.pop()
                {
                    (state.topic, state.period, state.elsewhere) = (topic, period, elsewhere);
                    state.pending.clear();
                }
            }
            before = Some(state);
        }
        found
    }

    /// The figures the words of a range name, whatever surrounds them, and whether all of
    /// it was understood. `None` if another office or time is named.
    pub(crate) fn figures_named(&self, page: &Page<'_>, run: Run) -> Option<(Vec<Reading>, bool)> {
        let said = page.say(run.clone());
        let of_other_time = said.period.is_some_and(|(period, _)| period != Period::Own);
        if of_other_time || is_other(&said.residue) {
            return None;
        }
        let mut context = self.context(page, &run, true, Some(&self.so_far(page, &run)));
        context.is_applications |= said.names_applications();
        if said.names_nothing() {
            return Some((Vec::new(), said.residue.is_empty()));
        }
        let found = self.tables().resolve(&said.mentions, &Topic::None, &context)?;
        Some((self.readings(&found), said.residue.is_empty()))
    }

    /// What the passage has said before these tokens.
    fn so_far(&self, page: &Page<'_>, run: &Run) -> Context {
        self.context(page, &(0..run.start), false, None)
    }

    /// The readings by the form's keys.
    fn readings(&self, found: &Referents) -> Vec<Reading> {
        let keys = found.readings.iter().filter_map(|sum| self.tables().keys(sum));
        let mut readings: Vec<Reading> = Vec::new();
        for reading in keys {
            if !readings.contains(&reading) {
                readings.push(reading);
            }
        }
        readings
    }

    /// The figures of a reading, added up; `None` if one is missing or unreadable.
    pub(crate) fn value(&self, sum: &[Cell]) -> Option<Decimal> {
        let keys = self.tables().keys(sum)?;
        let mut value = Decimal::ZERO;
        for key in keys {
            value = value.checked_add(self.report.figure(&key)?.number()?)?;
        }
        Some(value)
    }

    /// The readings of a claim that agree with its number.
    pub(crate) fn agreeing(&self, claim: &Claim) -> Vec<Reading> {
        let Some(quantity) = &claim.quantity else {
            return Vec::new();
        };
        let value = |reading: &Reading| self.tables().cells_of(reading).and_then(|sum| self.value(&sum));
        let agrees = |reading: &&Reading| value(reading).is_some_and(|value| quantity.describes(value));
        claim.readings.iter().filter(agrees).cloned().collect()
    }

    /// The year before the report's.
    pub(crate) fn last_year(&self) -> Option<Period> {
        self.tokenizer.year.map(|year| Period::Year(year - 1))
    }

    /// What the sentence is now about: of several readings of a number those that agree with it.
    fn settle(&self, referents: &Referents, quantity: &Quantity) -> Topic {
        let Topic::Applications(rows, columns) = &referents.topic else {
            return referents.topic.clone();
        };
        let Some(grid) = self.applications() else {
            return referents.topic.clone();
        };
        let agrees = |rows: &&Vec<u16>| {
            self.value(&grid.cells(rows, columns))
                .is_some_and(|value| quantity.describes(value))
        };
        let agreeing: Vec<Vec<u16>> = rows.iter().filter(agrees).cloned().collect();
        let rows = if agreeing.is_empty() { rows.clone() } else { agreeing };
        Topic::Applications(rows, columns.clone())
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

    /// A clause without a number: it may say that something is zero, and it may name what
    /// the next one is about.
    fn read_words(&self, page: &Page<'_>, clause: &Clause, begins: bool, state: &mut State, found: &mut Found) {
        let said = page.say(clause.run.clone());
        state.notice_period(&said);
        let text = page.text(&clause.run);
        if is_aspect(text) {
            state.divided = true;
            state.pending.clear();
            return;
        }
        if said.has(Class::Level) || begins_with_other(text, said.own.is_some()) {
            state.elsewhere = true;
        } else if said.own.is_some() && said.residue.is_empty() {
            state.elsewhere = false;
        }
        if !state.elsewhere && state.period != Period::Other {
            // What there is none of is said anew.
            let topic = if begins && state.topic == Topic::Foreign {
                &Topic::None
            } else {
                &state.topic
            };
            self.claim_of_all(page, clause, &said, state, found);
            for mentions in denied(page, &clause.run) {
                if let Some(referents) = self.tables().resolve(&mentions, topic, &state.context) {
                    found.claims.push(Claim {
                        paragraph: page.passage.paragraph,
                        span: page.span(&clause.run),
                        quantity: None,
                        readings: self.readings(&referents),
                        scope: scope(state.period),
                        grade: referents.grade,
                    });
                }
            }
        }
        let manages = page.all()[clause.run.clone()]
            .iter()
            .any(|token| token.has(Class::Managing));
        if said.names_nothing() {
            state.unclear = !said.residue.is_empty() && !manages;
            return;
        }
        if manages && !said.is_whole {
            // What an office did about its work is about no number of it.
            state.pending.clear();
            return;
        }
        if !said.residue.is_empty() {
            // What is not understood cannot be what the next number is of; and if it is a
            // whole (`涉及征地的申请中`), what follows is a part of something foreign.
            state.pending.clear();
            state.unclear = !manages;
            if said.is_whole || said.names_applications() {
                state.topic = Topic::Foreign;
            }
            return;
        }
        state.pinned = self.only_applicants(&said);
        if said.is_whole {
            // `在无法提供的申请中，自然人…`: what follows is a part of this.
            if let Some(referents) = self.tables().resolve(&said.mentions, &state.topic, &state.context) {
                state.topic = referents.topic;
            }
            state.pending.clear();
        } else {
            state.pending.clone_from(&said.mentions);
            state.pending_is_open = ends_open(page, &clause.run);
        }
        state.listed = said;
    }

    /// The applicants a phrase names, if it names nothing else a number can be of.
    fn only_applicants(&self, said: &Phrase) -> Vec<Mention> {
        let is_known = |mention: &Mention| self.is_applicant(mention) || mention.is_applications();
        if !said.mentions.iter().all(is_known) {
            return Vec::new();
        }
        said.mentions
            .iter()
            .filter(|mention| self.is_applicant(mention))
            .cloned()
            .collect()
    }

    pub(crate) fn is_applicant(&self, mention: &Mention) -> bool {
        self.applications()
            .is_some_and(|grid| mention.is_on(grid.id, Axis::Column))
    }

    pub(crate) fn is_row(&self, mention: &Mention) -> bool {
        self.applications()
            .is_some_and(|grid| mention.is_on(grid.id, Axis::Line))
    }

    /// Whether it names a figure by more than its column: what a number can be of by
    /// itself.
    pub(crate) fn is_result(&self, mention: &Mention) -> bool {
        let is_outcome = |name: &Name| self.tables().role(name.table) == Some(TableRole::Cases);
        mention.concept == Concept::Concluded
            || mention
                .name()
                .is_some_and(|name| name.axis == Axis::Line || is_outcome(name))
    }

    fn read_numbers(&self, page: &Page<'_>, clause: &Clause, state: &mut State, found: &mut Found) {
        let all = page.all();
        let mut nth = 0;
        while nth < clause.numbers.len() {
            let Some(quantity) = page.quantity(clause.numbers[nth]) else {
                break;
            };
            let (lead, tail) = clause.around(nth, page.passage, all);
            let mut said = page.say(lead.clone());
            let mut lead_span = page.span(&lead);
            lead_span.end = quantity.span.start;
            lead_span.start = lead_span.start.min(lead_span.end);
            if let Some(resumed) = clause.resumes.as_ref().filter(|_| nth == 0) {
                let [head, aside] = [&resumed.head, &resumed.aside].map(|run| page.say(run.clone()));
                said = said.resuming(&head, &aside, page.text(&resumed.aside));
                lead_span.start = page.span(&resumed.head).start;
            }
            self.claim_of_rate(page, quantity, lead_span.start, &said, state, found);
            self.take_kinds(page, &mut said, &lead_span, state);
            if let Some(before) = nth
                .checked_sub(1)
                .and_then(|before| page.quantity(clause.numbers[before]))
                && is_duration(before)
            {
                // `在20个工作日内办结278件`: those that were.
                said.residue.push_str(&before.unit);
            }
            let counted = found.counted.len();
            found.counted.push(Counted {
                paragraph: page.passage.paragraph,
                lead: lead_span.clone(),
                quantity: quantity.clone(),
                period: said.period.map_or(state.period, |(period, _)| period),
                elsewhere: state.elsewhere,
                compares: said.has(Class::Comparison),
                is_tabled: said
                    .mentions
                    .iter()
                    .any(|mention| mention.name().is_some() && !self.is_applicant(mention)),
                why: Why::Nothing,
            });
            let period = state.notice_period(&said);
            // `新收300件中年内办结286件`: of these, not of all.
            let first = all[lead.clone()].iter().find(|token| !token.has(Class::Applications));
            let of_those = nth > 0 && first.is_some_and(|first| first.has(Class::Inside));
            state.partial |= of_those && state.topic.is_of_an_intake(self.applications());
            // `不予公开40件中被复议6件`: cases of a part.
            let of_cases = |mention: &Mention| {
                mention
                    .name()
                    .is_some_and(|name| self.tables().role(name.table) == Some(TableRole::Cases))
            };
            if of_those && !state.topic.is_of_cases() && said.mentions.iter().any(of_cases) {
                said.residue.push('中');
            }
            let taken = if said.has(Class::Respectively) {
                let run = clause.run_from(nth, page.passage, all);
                self.read_list(page, &clause.numbers[nth..run], &said, period, state, found);
                run - nth
            } else {
                let behind = page.say(tail);
                let subject = self.subject(page, clause, nth, &said, &behind, state);
                self.claim(
                    page,
                    quantity,
                    lead_span.start,
                    &said,
                    subject,
                    period,
                    state,
                    found,
                    counted,
                );
                1
            };
            found.strays |= quantity.measure == Measure::Cases && state.topic == Topic::Foreign;
            nth += taken;
        }
        // `9件自然人申请和1件结转的中，已办结…`: parts of parts.
        let last = clause.numbers.last().map_or(clause.run.start, |last| last + 1);
        if last < clause.run.end && !state.elsewhere {
            self.claim_of_all(page, clause, &page.say(last..clause.run.end), state, found);
        }
        let is_whole = last < clause.run.end && all[clause.run.end - 1].has(Class::Inside);
        state.partial |= is_whole && state.topic.is_of_an_intake(self.applications());
        if is_whole && state.topic.is_of_some_applicants(self.applications()) {
            state.topic = Topic::Foreign;
        }
        state.pending.clear();
        state.unclear = false;
    }

    /// `行政复议案件143件，其中涉及政府信息公开的18件`: a number without a name, of the kind of cases just
    /// spoken of, where the sentence comes to those of disclosure.
    fn take_kinds(&self, page: &Page<'_>, said: &mut Phrase, lead: &Span, state: &mut State) {
        let is_kind = |mention: &&Mention| {
            let name = mention.name().filter(|name| name.axis == Axis::Line);
            name.is_some_and(|name| self.tables().role(name.table) == Some(TableRole::Cases))
        };
        let from = state.context.reviews_from;
        let narrows = from > 0 && lead.end > from && page.passage.text[lead.clone()].contains("信息公开");
        if said.mentions.is_empty() && narrows && !said.has(Class::Respectively) {
            said.mentions.extend(state.spoken_of.iter().cloned());
        }
        let kinds: Vec<Mention> = said.mentions.iter().filter(is_kind).cloned().collect();
        if !kinds.is_empty() {
            state.spoken_of = kinds;
            state
                .spoken_of
                .iter_mut()
                .for_each(|kind| kind.span = lead.end..lead.end);
        }
    }

    /// Takes a number for what it is said of.
    #[allow(
        clippy::too_many_arguments,
        reason = "the number, what is known of it, and the two places results go"
    )]
    fn claim(
        &self,
        page: &Page<'_>,
        quantity: &Quantity,
        start: usize,
        said: &Phrase,
        subject: Subject,
        period: Period,
        state: &mut State,
        found: &mut Found,
        counted: usize,
    ) {
        let mut mentions = match subject {
            Subject::Nothing => return,
            Subject::Foreign => {
                state.partial |= self.is_outcome(&said.mentions);
                state.topic = Topic::Foreign;
                found.counted[counted].why = Why::Foreign;
                return;
            }
            Subject::Elsewhere => {
                state.elsewhere = true;
                state.topic = Topic::Foreign;
                found.counted[counted].why = Why::Elsewhere;
                return;
            }
            Subject::Words(mentions) => mentions,
        };
        if said.own.is_some() {
            state.elsewhere = false;
        }
        if state.elsewhere || period == Period::Other || mentions.is_empty() {
            found.counted[counted].why = match (state.elsewhere, period) {
                (true, _) => Why::Elsewhere,
                (_, Period::Other) => Why::OtherTime,
                _ => Why::Nothing,
            };
            return;
        }
        let is_of_the_tables = |mention: &Mention| mention.name().is_some();
        if state.divided && said.own.is_none() && !mentions.iter().any(is_of_the_tables) {
            state.topic = Topic::Foreign;
            found.counted[counted].why = Why::Foreign;
            return;
        }
        // `公开建议提案办理结果，其中不予公开3件`: of those results.
        let unclear = std::mem::take(&mut state.unclear)
            && said.has(Class::Among)
            && mentions.iter().any(|mention| self.is_row(mention));
        if unclear && !said.names_applications() {
            state.topic = Topic::Foreign;
            found.counted[counted].why = Why::Foreign;
            return;
        }
        if state.partial && self.is_outcome(&mentions) && !said.names_applications() {
            state.topic = Topic::Foreign;
            found.counted[counted].why = Why::Foreign;
            return;
        }
        if !mentions.iter().any(|mention| self.is_applicant(mention)) {
            mentions.extend(state.pinned.iter().cloned());
        }
        let claimed = if said.each {
            one_by_one(&mentions)
        } else {
            vec![mentions]
        };
        for mentions in claimed {
            let resolved = self
                .tables()
                .resolve_counted(&mentions, quantity, &state.topic, &state.context);
            let Some(referents) = resolved else {
                let is_apart = found.strays && state.topic == Topic::Foreign;
                state.partial |= is_apart && self.is_outcome(&mentions);
                // `行政事业性收费项目37项，收费金额…`: another number of the same item.
                let item = self.tables().item(&mentions).filter(|_| quantity.unit == "项");
                state.topic = item.map_or(Topic::Foreign, |item| Topic::Item(item, None));
                found.counted[counted].why = Why::Foreign;
                continue;
            };
            let mut readings = self.readings(&referents);
            // `其他主体9件` behind some kinds of applicants is the column, or all the rest.
            for rest in self.rest_of(&mentions, &state.applicants) {
                let of_rest = self
                    .tables()
                    .resolve_counted(&rest, quantity, &state.topic, &state.context);
                readings.extend(of_rest.iter().flat_map(|rest| self.readings(rest)));
            }
            if let Topic::Cases(kinds) = &referents.topic
                && !state.kinds.contains(kinds)
            {
                state.kinds.push(kinds.clone());
            }
            let applicants = mentions
                .iter()
                .filter(|mention| self.is_applicant(mention))
                .filter_map(Mention::name);
            state
                .applicants
                .extend(applicants.flat_map(|name| name.members.clone()));
            if period == Period::Own {
                state.topic = self.settle(&referents, quantity);
            }
            let is_own_perhaps = said.own == Some(Own::Perhaps);
            found.counted[counted].why = Why::Compared;
            found.claims.push(Claim {
                paragraph: page.passage.paragraph,
                span: start..quantity.span.end,
                quantity: Some(quantity.clone()),
                readings,
                scope: scope(period),
                grade: if is_own_perhaps {
                    referents.grade.min(Grade::Doubt)
                } else {
                    referents.grade
                },
            });
        }
        state.listed = said.clone();
    }

    /// Which sentences, with what stands between their semicolons, give other offices' numbers.
    fn others_named(&self, page: &Page<'_>, all: &[Sentence]) -> Vec<bool> {
        let mut named: Vec<bool> = Vec::with_capacity(all.len());
        let mut first = 0;
        for (at, sentence) in all.iter().enumerate() {
            if !sentence.after_semicolon {
                first = at;
            }
            named.push(self.names_others(page, sentence) || (at > first && named[first]));
            if named[at] {
                named[first..at].fill(true);
            }
        }
        named
    }

    /// Whether a sentence gives numbers of other offices beside the office's own.
    fn names_others(&self, page: &Page<'_>, sentence: &Sentence) -> bool {
        let own = &page.all()[sentence.run.clone()];
        if !page
            .all()
            .iter()
            .any(|token| matches!(token.kind, Kind::Own(Own::Perhaps)))
            || own.is_empty()
        {
            return false;
        }
        sentence.clauses.iter().any(|clause| {
            (0..clause.numbers.len()).any(|nth| {
                let said = page.say(clause.around(nth, page.passage, page.all()).0);
                is_other(&said.residue) || said.has(Class::Level)
            })
        })
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

    /// The words with 其他主体 as all kinds of applicants but those named: with natural
    /// persons, and without them.
    fn rest_of(&self, mentions: &[Mention], named: &[u16]) -> Vec<Vec<Mention>> {
        let Some(grid) = self.applications() else {
            return Vec::new();
        };
        let parts = grid.part_columns();
        let is_other = |mention: &Mention| {
            let is_last = |name: &Name| name.members[..] == parts[parts.len().saturating_sub(1)..];
            self.is_applicant(mention) && mention.name().is_some_and(is_last)
        };
        if named.is_empty() || !mentions.iter().any(is_other) {
            return Vec::new();
        }
        let without = |left_out: usize| {
            let rest: Vec<u16> = parts
                .iter()
                .skip(left_out)
                .copied()
                .filter(|own| !named.contains(own))
                .collect();
            let mentions = mentions.iter().cloned().map(|mut mention| {
                if is_other(&mention) {
                    mention.concept = Concept::Name(Name {
                        table: grid.id,
                        axis: Axis::Column,
                        members: rest.clone(),
                    });
                }
                mention
            });
            mentions.collect()
        };
        vec![without(0), without(1)]
    }

    /// `…分别为3件、2件、1件`: the words before and the numbers, in pairs.
    fn read_list(
        &self,
        page: &Page<'_>,
        numbers: &[usize],
        said: &Phrase,
        period: Period,
        state: &mut State,
        found: &mut Found,
    ) {
        // The words stand here, or in the clause before; then here is at most what they have
        // in common.
        let listed = || {
            let (names, common) = list_of(&state.listed.mentions, numbers.len())?;
            Some((names, common.into_iter().chain(said.mentions.iter().cloned()).collect()))
        };
        let (names, common) = list_of(&said.mentions, numbers.len())
            .or_else(listed)
            .unwrap_or_default();
        let mut topic = Topic::Foreign;
        if said.residue.is_empty() && !state.elsewhere && period != Period::Other {
            for (mention, quantity) in names
                .iter()
                .zip(numbers.iter().filter_map(|number| page.quantity(*number)))
            {
                let mentions: Vec<_> = std::iter::once(mention.clone()).chain(common.iter().cloned()).collect();
                let resolved = self
                    .tables()
                    .resolve_counted(&mentions, quantity, &state.topic, &state.context);
                if let Some(referents) = resolved {
                    found.claims.push(Claim {
                        paragraph: page.passage.paragraph,
                        span: quantity.span.clone(),
                        quantity: Some(quantity.clone()),
                        readings: self.readings(&referents),
                        scope: scope(period),
                        grade: referents.grade,
                    });
                    topic = referents.topic;
                }
            }
        }
        state.topic = topic;
    }
}

/// Whether the reasons a clause gives are some of several: `因本局不掌握等原因`.
fn ends_open(page: &Page<'_>, run: &Run) -> bool {
    let mut last = page.all()[run.clone()].iter().rev();
    last.by_ref().take(3).any(|token| token.has(Class::Etcetera))
}

fn is_duration(quantity: &Quantity) -> bool {
    ["工作日", "天", "小时", "个月", "周"]
        .iter()
        .any(|unit| quantity.unit.ends_with(unit))
}

fn scope(period: Period) -> Scope {
    match period {
        Period::Year(year) => Scope::Year(year),
        Period::Own | Period::Other => Scope::Own,
    }
}
