//! A number with its words: what it is said of, and which figures it is claimed to be.

use crate::claim::{Claim, Counted, Fit, Grade, Why, scope};
use crate::lists::{list_of, one_by_one, rest_of};
use crate::number::{Measure, Quantity};
use crate::organ::Own;
use crate::pass::Pass;
use crate::phrase::{Concept, Mention};
use crate::referents::Referents;
use crate::state::State;
use crate::subject::{Said, Sight, Subject, subject};
use crate::tables::{Axis, Name};
use crate::time::Period;
use crate::token::Kind;
use crate::topic::Topic;
use crate::tree::{Clause, Statement};
use crate::wording::{Class, List, Wording};
use nianbao_model::form::Role;

/// Reads a clause with numbers.
pub(crate) fn read_numbers(pass: &mut Pass<'_>, clause: &Clause, state: &mut State) {
    pass.numbers(clause, state);
}

impl<'a> Pass<'a> {
    fn numbers(&mut self, clause: &Clause, state: &mut State) {
        let grid = self.known.applications();
        for (nth, statement) in clause.statements.iter().enumerate() {
            let Some(mut said) = self.said(clause, nth) else {
                continue;
            };
            self.claim_of_rate(&said, state);
            self.take_kinds(&mut said, statement, state);
            self.take_listed(&mut said, statement, state);
            self.count(&said, state);
            said.period = state.notice_period(&said.words);
            self.narrow(&mut said, clause, nth, state);
            if said.words.has(Class::Respectively) {
                self.list(&said, statement, state);
            } else {
                let why = match subject(self.known, self.page, clause, nth, &said, state) {
                    Subject::Nothing => Why::Nothing,
                    Subject::Foreign => self.foreign(&said, state),
                    Subject::Elsewhere => elsewhere(state),
                    Subject::Words(mentions, sight) => self.claim(&said, mentions, sight, state),
                };
                if let Some(own) = self.found.counted.last_mut() {
                    own.why = why;
                }
                if said.quantity.measure == Measure::Cases && said.period == Period::Own {
                    state.divide(said.quantity.value, why == Why::Compared, grid);
                }
            }
            let is_stray = said.quantity.measure == Measure::Cases && state.topic == Topic::Foreign;
            self.found.strays |= is_stray;
        }
        // `9件自然人申请和1件结转的中，已办结…`: parts of parts.
        if !clause.rest.is_empty() {
            // `全部163件办结申请中，…`: which of them, and nothing is said of all.
            let is_whole = self.page.all()[clause.rest.end - 1].has(Class::Inside);
            if !state.elsewhere && !is_whole {
                let rest = self.page.say(clause.rest.clone());
                self.claim_of_all(clause, &rest, state);
            }
            state.limits.partial |= is_whole && state.topic.is_of_an_intake(grid);
            if is_whole && state.topic.is_of_some_applicants(grid) {
                state.topic = Topic::Foreign;
            }
        }
        state.left.pending.clear();
        (state.left.unclear, state.left.qualified) = (false, None);
    }

    /// A number and what is said of it, with what stands before a bracket.
    fn said(&self, clause: &Clause, nth: usize) -> Option<Said<'a>> {
        let statement = &clause.statements[nth];
        let quantity = self.page.quantity(*statement.numbers.first()?)?;
        let mut words = self.page.say(statement.lead.clone());
        let mut start = self.page.span(&statement.lead).start.min(quantity.span.start);
        if let Some(resumed) = clause.resumes.as_ref().filter(|_| nth == 0) {
            let [head, aside] = [&resumed.head, &resumed.aside].map(|run| self.page.say(run.clone()));
            words = words.resuming(&head, &aside, self.page.text(&resumed.aside));
            start = self.page.span(&resumed.head).start;
        }
        Some(Said {
            quantity,
            start,
            words,
            is_listed: false,
            period: Period::Own,
        })
    }

    /// `收到申请12件，其中公开3件`: a word that names a figure only behind others of its table, and nothing
    /// beside it.
    fn take_listed(&self, said: &mut Said<'_>, statement: &Statement, state: &State) {
        let Topic::Applications(_, columns) = &state.topic else {
            return;
        };
        let Some(grid) = self.known.applications() else { return };
        let is_told = |mention: &Mention| !mention.is_applications();
        if said.quantity.measure != Measure::Cases || said.words.mentions.iter().any(is_told) {
            return;
        }
        let lead = &self.page.all()[statement.lead.clone()];
        let own = lead
            .iter()
            .filter(|token| !token.has(Class::Among) && !matches!(token.kind, Kind::Mark(_)));
        let mut word: String = own.map(|token| &self.page.passage.text[token.span.clone()]).collect();
        if word.is_empty() {
            // `8件已公开`.
            word = self
                .page
                .text(&statement.tail)
                .trim_start_matches(['已', '均', '有'])
                .to_owned();
        }
        // Behind kinds of applicants it is one more of them.
        let axis = match columns[..] == grid.columns_with(&[Role::Total])[..] {
            true => Axis::Line,
            false => Axis::Column,
        };
        let mut names = self.known.tokenizer.lexicon.listed_as(word.trim_end_matches("的"));
        if let Some(name) = names.find(|name| name.table == grid.id && name.axis == axis) {
            said.words.mentions = vec![Mention {
                span: self.page.span(&statement.lead),
                concept: Concept::Name(name.clone().into()),
            }];
            said.words.residue.clear();
            (said.words.narrowed, said.words.changed, said.is_listed) = (false, false, true);
        }
    }

    /// `行政复议案件143件，其中涉及政府信息公开的18件`: a number without a name, of the kind of cases just
    /// spoken of, where the sentence comes to those of disclosure.
    fn take_kinds(&self, said: &mut Said<'_>, statement: &Statement, state: &mut State) {
        let lead = said.start..self.page.span(&statement.lead).end.max(said.start);
        let from = state.context.reviews_from;
        let narrows = from > 0 && lead.end > from && self.page.passage.text[lead.clone()].contains("信息公开");
        if said.words.mentions.is_empty() && narrows && !said.words.has(Class::Respectively) {
            said.words.mentions.extend(state.given.cases.iter().cloned());
        }
        let kinds = said
            .words
            .mentions
            .iter()
            .filter(|mention| self.known.is_kind_of_cases(mention));
        let mut kinds: Vec<Mention> = kinds.cloned().collect();
        if !kinds.is_empty() {
            kinds.iter_mut().for_each(|kind| kind.span = lead.end..lead.end);
            state.given.cases = kinds;
        }
    }

    /// Takes a number down, whatever it is of.
    fn count(&mut self, said: &Said<'_>, state: &State) {
        let is_named = |mention: &Mention| mention.name().is_some() && !self.known.is_applicant(mention);
        self.found.counted.push(Counted {
            paragraph: self.page.passage.paragraph,
            lead: said.start..said.quantity.span.start,
            quantity: said.quantity.clone(),
            period: said.words.period.map_or(state.period, |(period, _)| period),
            elsewhere: state.elsewhere,
            compares: said.words.has(Class::Comparison),
            is_tabled: said.words.mentions.iter().any(is_named),
            why: Why::Nothing,
        });
    }

    /// Notices where a number is of a part of the number before it.
    fn narrow(&self, said: &mut Said<'_>, clause: &Clause, nth: usize, state: &mut State) {
        let Some(before) = nth.checked_sub(1).and_then(|before| clause.statements.get(before)) else {
            return;
        };
        if let Some(before) = before.numbers.last().and_then(|last| self.page.quantity(*last))
            && before.is_duration()
        {
            // `在20个工作日内办结278件`: those that were.
            said.words.residue.push_str(&before.unit);
        }
        // `新收300件中年内办结286件`: of these, not of all.
        let lead = &self.page.all()[clause.statements[nth].lead.clone()];
        let first = lead
            .iter()
            .find(|token| !(token.has(Class::Applications) || token.has(Class::OnApplication)));
        if !first.is_some_and(|first| first.has(Class::Inside)) {
            return;
        }
        state.limits.partial |= state.topic.is_of_an_intake(self.known.applications());
        // `不予公开40件中被复议6件`: cases of a part.
        let is_of_cases = |mention: &Mention| mention.name().is_some_and(|name| self.known.is_of_cases(name));
        if !state.topic.is_of_cases() && said.words.mentions.iter().any(is_of_cases) {
            said.words.residue.push('中');
        }
    }

    /// What is about something that is not in the tables.
    fn foreign(&self, said: &Said<'_>, state: &mut State) -> Why {
        state.limits.partial |= self.known.is_outcome(&said.words.mentions);
        (state.topic, state.perhaps) = (Topic::Foreign, None);
        Why::Foreign
    }

    /// Asks about a number whose words are not all understood, if it can be told what it would be of.
    fn ask(&mut self, said: &Said<'_>, mentions: &[Mention], fit: Fit, topic: &Topic, state: &State) -> Option<Topic> {
        let tables = self.known.tables();
        let found = tables.resolve_counted(mentions, said.quantity, topic, &state.context)?;
        self.question(said, &found, fit);
        Some(found.topic)
    }

    fn question(&mut self, said: &Said<'_>, found: &Referents, fit: Fit) {
        self.found.questions.push(Claim {
            paragraph: self.page.passage.paragraph,
            span: said.start..said.quantity.span.end,
            quantity: Some(said.quantity.clone()),
            readings: self.known.readings(found),
            differences: Vec::new(),
            scope: scope(said.period),
            grade: Grade::Ask,
            fit,
        });
    }

    /// Whether a number that is not wholly understood is plainly one of applications, counted out, and of
    /// nothing besides.
    fn counts_applications(&self, said: &Said<'_>, mentions: &[Mention]) -> bool {
        let names = |mention: &Mention| mention.is_applications() || self.known.is_row(mention);
        let is_open = [Class::Etcetera, Class::Managing, Class::Cause]
            .iter()
            .any(|class| said.words.has(*class));
        let is_count = said.quantity.measure == Measure::Cases && said.quantity.is_counted_out();
        is_count && !is_open && mentions.iter().any(names)
    }

    /// What is perhaps said of the whole, for all that is not understood before it.
    fn ask_further(&mut self, said: &Said<'_>, mentions: &[Mention], state: &mut State) -> Why {
        if let Some(topic) = state.perhaps.take() {
            // Behind a whole that is the table's own its parts are too: `不予公开的22件中，…`.
            let fit = if state.left.anchored { Fit::Exactly } else { Fit::NoSlip };
            state.perhaps = self.ask(said, mentions, fit, &topic, state);
            if state.left.anchored {
                state.perhaps = Some(topic);
            }
        } else if self.counts_applications(said, mentions) {
            // At least it is no more than what its words name. Where nothing says what was applied for, it may
            // be anything, and is asked about only as a slip.
            let is_asked = self.ask(said, mentions, Fit::AtMost, &Topic::None, state).is_some();
            if !is_asked && state.topic == Topic::None && !is_narrowed(said, "") {
                let context = state.context.of_applications();
                let found = self.known.tables().resolve(mentions, &Topic::None, &context);
                if let Some(found) = found {
                    self.question(said, &found, Fit::NoSlip);
                    let is_row = mentions.iter().any(|mention| self.known.is_row(mention));
                    let last = self.found.questions.last();
                    let agrees = last.is_some_and(|last| !self.known.agreeing(last).is_empty());
                    let behind = &self.page.passage.text[said.quantity.span.end..];
                    let is_whole = ["中", "当中", "里"].iter().any(|word| behind.starts_with(word));
                    if is_row && agrees && is_whole {
                        (state.perhaps, state.left.anchored) = (Some(found.topic), true);
                    }
                }
            }
        } else {
            state.perhaps = self.ask_beyond(said, mentions, state);
        }
        state.topic = Topic::Foreign;
        Why::Foreign
    }

    /// What words name by themselves that a sentence like this one need not be about: cases where nothing says
    /// that they are about disclosure, what was decided where only its publishing or handling is spoken of,
    /// persons where applications are counted.
    fn ask_beyond(&mut self, said: &Said<'_>, mentions: &[Mention], state: &State) -> Option<Topic> {
        let known = self.known;
        let lead = &self.page.passage.text[said.start..said.quantity.span.start];
        let is_applicant = |mention: &Mention| known.is_applicant(mention);
        // Some of them, by how or where they came.
        if is_narrowed(said, lead) {
            return None;
        }
        let found = match said.quantity.measure {
            Measure::Cases if mentions.iter().any(|mention| known.is_kind_of_cases(mention)) => {
                let context = state.context.of_reviews();
                known.tables().resolve(mentions, &Topic::None, &context)?
            }
            Measure::Cases | Measure::Loose if !lead.contains("信息") && !mentions.iter().any(is_applicant) => {
                known.tables().of_an_item(mentions)?
            }
            Measure::Cases | Measure::Loose if state.context.is_applications && mentions.iter().any(is_applicant) => {
                known.tables().resolve(mentions, &Topic::None, &state.context)?
            }
            _ => return None,
        };
        // Of no more than there are, and none is none.
        let fit = match found.topic {
            Topic::Applications(..) => Fit::AtMostNoSlip,
            Topic::Item(..) if said.quantity.value.is_zero() => Fit::Exactly,
            _ => Fit::NoSlip,
        };
        self.question(said, &found, fit);
        Some(found.topic)
    }

    /// Asks about a number with words that are not understood; what follows is perhaps of the whole too.
    fn ask_of_the_unknown(&mut self, said: &Said<'_>, mentions: &[Mention], sight: Sight, state: &mut State) -> Why {
        let topic = match &state.topic {
            Topic::Foreign => Topic::None,
            other => other.clone(),
        };
        let is_plain = !state.limits.divided && !state.limits.partial;
        let is_told = mentions.iter().any(Mention::is_in_full) && said.quantity.measure == Measure::Cases;
        let lead = &self.page.passage.text[said.start..said.quantity.span.start];
        let by_channel = Wording::get().list(List::Channels).is_in(lead);
        let is_whole = |mention: &Mention| {
            let is_done = matches!(mention.concept, Concept::Finished | Concept::Answered);
            (is_done && said.words.mentions.is_empty())
                || (self.known.is_kind_of_cases(mention) && lead.contains("信息公开"))
        };
        let fit = match (is_told || self.counts_applications(said, mentions), sight) {
            (true, _) if by_channel => Fit::AtMost,
            (false, _) if said.quantity.measure == Measure::Cases && mentions.iter().any(is_whole) => Fit::AtMostNoSlip,
            (false, _) => Fit::NoSlip,
            // `劳动争议仲裁申请3120件`: of something else.
            (true, Sight::Narrowed) if is_told || state.context.names_applications => Fit::AtMost,
            (true, Sight::Narrowed) => Fit::NoSlip,
            (true, _) if is_told => Fit::Exactly,
            (true, _) => Fit::AtMostNoSlip,
        };
        // Of a part by its source or its way only what would be too many is asked about.
        let is_part = fit == Fit::NoSlip && is_narrowed(said, lead);
        let found = match is_plain && !is_part {
            true => self.ask(said, mentions, fit, &topic, state),
            false => None,
        };
        // A number that is the table's own is of what it is of there, whatever is not understood.
        let last = self.found.questions.last().filter(|_| found.is_some());
        let is_the_tables = last.is_some_and(|last| !self.known.agreeing(last).is_empty());
        self.foreign(said, state);
        state.perhaps = found.filter(|_| sight == Sight::Dim || is_the_tables);
        Why::Foreign
    }

    /// Takes a number for what these words name.
    fn claim(&mut self, said: &Said<'_>, mut mentions: Vec<Mention>, sight: Sight, state: &mut State) -> Why {
        let known = self.known;
        if said.words.own.is_some() {
            state.elsewhere = false;
        }
        match (state.elsewhere, said.period) {
            (true, _) => return Why::Elsewhere,
            (_, Period::Other) => return Why::OtherTime,
            _ if mentions.is_empty() => return Why::Nothing,
            _ => {}
        }
        if sight > Sight::Gathered {
            let text = &self.page.passage.text;
            let of_which = |mention: &&Mention| text[..mention.span.start].ends_with('的');
            let named = mentions.iter().filter(of_which).find_map(Mention::name);
            state.left.qualified = named.map(|name| (name.table, name.axis));
            return self.ask_of_the_unknown(said, &mentions, sight, state);
        }
        if self.is_of_a_part(said, &mentions, state) {
            return self.ask_further(said, &mentions, state);
        }
        if !mentions.iter().any(|mention| known.is_applicant(mention)) {
            mentions.extend(state.left.pinned.iter().cloned());
        }
        let claimed = match said.words.each {
            true => one_by_one(&mentions),
            false => vec![mentions],
        };
        let mut why = Why::Nothing;
        for mentions in claimed {
            let tables = known.tables();
            let found = tables.resolve_counted(&mentions, said.quantity, &state.topic, &state.context);
            why = match found {
                Some(mut referents) => {
                    self.end_alike(said, &mentions, &mut referents, state);
                    if sight == Sight::Gathered || said.is_listed {
                        referents.grade = referents.grade.min(Grade::Doubt);
                    }
                    self.claim_one(said, &mentions, &referents, state)
                }
                None => self.nothing_tabled(said, &mentions, state),
            };
        }
        state.left.listed = said.words.clone();
        why
    }

    /// `尚未审结的复议3件、诉讼4件`: how the first ended is perhaps said of the second too.
    fn end_alike(&self, said: &Said<'_>, mentions: &[Mention], referents: &mut Referents, state: &mut State) {
        let known = self.known;
        let is_kind = |mention: &Mention| known.is_kind_of_cases(mention);
        if !mentions.iter().any(is_kind) {
            state.left.ended.clear();
            return;
        }
        let ends: Vec<Mention> = mentions
            .iter()
            .filter(|mention| known.is_end_of_cases(mention))
            .cloned()
            .collect();
        if !ends.is_empty() {
            let kind = mentions
                .iter()
                .find(|mention| is_kind(mention))
                .map_or(0, |kind| kind.span.start);
            state.left.ended = ends.into_iter().filter(|end| end.span.start < kind).collect();
        } else if !state.left.ended.is_empty() {
            let both = [mentions, &state.left.ended].concat();
            let found = known
                .tables()
                .resolve_counted(&both, said.quantity, &state.topic, &state.context);
            referents
                .readings
                .extend(found.into_iter().flat_map(|found| found.readings));
            referents.grade = referents.grade.min(Grade::Doubt);
        }
    }

    /// Whether a number is of a part of what its words name.
    fn is_of_a_part(&self, said: &Said<'_>, mentions: &[Mention], state: &mut State) -> bool {
        let names_applications = said.words.names_applications();
        let is_tabled = mentions.iter().any(|mention| mention.name().is_some());
        // `全年收到依申请公开8件`: of the year, along whatever the clauses before divide.
        let is_whole = names_applications && (said.words.has(Class::OwnTime) || said.words.has(Class::Sum));
        let divided = state.limits.divided && said.words.own.is_none() && !is_tabled && !is_whole;
        // `公开建议提案办理结果，其中不予公开3件`: of those results.
        let names_row = mentions.iter().any(|mention| self.known.is_row(mention));
        let unclear = !divided
            && std::mem::take(&mut state.left.unclear)
            && said.words.has(Class::Among)
            && names_row
            && !names_applications;
        let partial = state.limits.partial && self.known.is_outcome(mentions) && !names_applications;
        // `收到25件，其中我局受理8件`: some of those that came in.
        let taken = said.words.has(Class::Among)
            && said.words.has(Class::Received)
            && state.topic.is_of_an_intake(self.known.applications());
        divided || unclear || partial || taken
    }

    /// A number of something that has no figure.
    fn nothing_tabled(&mut self, said: &Said<'_>, mentions: &[Mention], state: &mut State) -> Why {
        let is_apart = self.found.strays && state.topic == Topic::Foreign;
        state.limits.partial |= is_apart && self.known.is_outcome(mentions);
        // `行政事业性收费项目37项，收费金额…`: another number of the same item.
        let item = self
            .known
            .tables()
            .item(mentions)
            .filter(|_| said.quantity.unit == "项");
        self.ask_further(said, mentions, state);
        state.topic = item.map_or(Topic::Foreign, |item| Topic::Item(item, None));
        Why::Foreign
    }

    fn claim_one(&mut self, said: &Said<'_>, mentions: &[Mention], referents: &Referents, state: &mut State) -> Why {
        let known = self.known;
        let mut readings = known.readings(referents);
        // `其他主体9件` behind some kinds of applicants is the column, or all the rest.
        for rest in rest_of(known, mentions, &state.given.applicants) {
            let tables = known.tables();
            let of_rest = tables.resolve_counted(&rest, said.quantity, &state.topic, &state.context);
            readings.extend(of_rest.iter().flat_map(|rest| known.readings(rest)));
        }
        // `逾期不补正102件，其他处理45件`: behind some rows of a group its name may stand for the others.
        if let Some(others) = self.other_rows(mentions, state) {
            let of_others = known
                .tables()
                .resolve_counted(&others, said.quantity, &state.topic, &state.context);
            readings.extend(of_others.iter().flat_map(|others| known.readings(others)));
        }
        let rows = mentions.iter().filter(|mention| known.is_row(mention));
        let rows = rows.filter_map(Mention::name).flat_map(|name| name.members.clone());
        state.given.rows.extend(rows);
        if let Topic::Cases(kinds) = &referents.topic
            && !state.given.kinds.contains(kinds)
        {
            state.given.kinds.push(kinds.clone());
        }
        let applicants = mentions.iter().filter(|mention| known.is_applicant(mention));
        let applicants = applicants
            .filter_map(Mention::name)
            .flat_map(|name| name.members.clone());
        state.given.applicants.extend(applicants);
        if said.period == Period::Own {
            (state.topic, state.perhaps) = (self.settle(referents, said.quantity), None);
        }
        let is_surely_own = said.words.own != Some(Own::Perhaps) && !state.limits.has_others;
        let grade = match is_surely_own {
            true => referents.grade,
            false => referents.grade.min(Grade::Doubt),
        };
        self.found.claims.push(Claim {
            paragraph: self.page.passage.paragraph,
            span: said.start..said.quantity.span.end,
            quantity: Some(said.quantity.clone()),
            readings,
            differences: known.differences(referents),
            scope: scope(said.period),
            grade,
            fit: Fit::Exactly,
        });
        Why::Compared
    }

    /// What words name, without the rows of a group of which numbers were given before.
    fn other_rows(&self, mentions: &[Mention], state: &State) -> Option<Vec<Mention>> {
        let mut is_less = false;
        let others = mentions.iter().map(|mention| {
            let name = mention
                .name()
                .filter(|name| self.known.is_row(mention) && name.members.len() > 1)?;
            let is_left = |row: &&u16| !state.given.rows.contains(row);
            let members: Vec<u16> = name.members.iter().filter(is_left).copied().collect();
            (!members.is_empty() && members.len() < name.members.len()).then(|| Mention {
                span: mention.span.clone(),
                concept: Concept::Name(
                    Name {
                        members,
                        ..name.clone()
                    }
                    .into(),
                ),
            })
        });
        let others = others.zip(mentions).map(|(others, whole)| {
            is_less |= others.is_some();
            others.unwrap_or_else(|| whole.clone())
        });
        let others: Vec<Mention> = others.collect();
        is_less.then_some(others)
    }

    /// What the sentence is now about: of several readings of a number those that agree with it.
    fn settle(&self, referents: &Referents, quantity: &Quantity) -> Topic {
        let (Topic::Applications(rows, columns), Some(grid)) = (&referents.topic, self.known.applications()) else {
            return referents.topic.clone();
        };
        let agrees = |rows: &&Vec<u16>| {
            let value = self.known.value(&grid.cells(rows, columns));
            value.is_some_and(|value| quantity.describes(value))
        };
        let agreeing: Vec<Vec<u16>> = rows.iter().filter(agrees).cloned().collect();
        let rows = if agreeing.is_empty() { rows.clone() } else { agreeing };
        Topic::Applications(rows, columns.clone())
    }

    /// `…分别为3件、2件、1件`: the words before and the numbers, in pairs.
    fn list(&mut self, said: &Said<'_>, statement: &Statement, state: &mut State) {
        let known = self.known;
        let numbers = &statement.numbers;
        // The words stand here, or in the clause before; then here is at most what they have
        // in common.
        let listed = || {
            let (names, common) = list_of(&state.left.listed.mentions, numbers.len())?;
            let common = common.into_iter().chain(said.words.mentions.iter().cloned());
            Some((names, common.collect()))
        };
        let (names, common) = list_of(&said.words.mentions, numbers.len())
            .or_else(listed)
            .unwrap_or_default();
        let mut topic = Topic::Foreign;
        if said.words.residue.is_empty() && !state.elsewhere && said.period != Period::Other {
            let quantities = numbers.iter().filter_map(|number| self.page.quantity(*number));
            for (mention, quantity) in names.iter().zip(quantities) {
                let mentions: Vec<_> = std::iter::once(mention).chain(&common).cloned().collect();
                let tables = known.tables();
                let resolved = tables.resolve_counted(&mentions, quantity, &state.topic, &state.context);
                let Some(referents) = resolved else { continue };
                self.found.claims.push(Claim {
                    paragraph: self.page.passage.paragraph,
                    span: quantity.span.clone(),
                    quantity: Some(quantity.clone()),
                    readings: known.readings(&referents),
                    differences: Vec::new(),
                    scope: scope(said.period),
                    grade: referents.grade,
                    fit: Fit::Exactly,
                });
                topic = referents.topic;
            }
        }
        state.topic = topic;
    }
}

/// Whether a number is one of a part, by its source, its way or the one it was addressed to.
fn is_narrowed(said: &Said<'_>, lead: &str) -> bool {
    NARROWING.iter().any(|class| said.words.has(*class)) || ["向", "通过"].iter().any(|word| lead.contains(word))
}

/// Words that say so.
const NARROWING: [Class; 4] = [Class::Among, Class::Etcetera, Class::From, Class::By];

fn elsewhere(state: &mut State) -> Why {
    state.elsewhere = true;
    (state.topic, state.perhaps) = (Topic::Foreign, None);
    Why::Elsewhere
}
