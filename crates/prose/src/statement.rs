//! A number with its words: what it is said of, and which figures it is claimed to be.

use crate::claim::{Claim, Counted, Fit, Grade, Why, scope};
use crate::lists::{ended_alike, list_of, one_by_one, other_rows, rest_of};
use crate::number::{Measure, Quantity};
use crate::organ::Own;
use crate::pass::Pass;
use crate::phrase::{Concept, Mention};
use crate::referents::Referents;
use crate::state::State;
use crate::subject::{Said, Sight, Subject, subject};
use crate::tables::{Axis, Name};
use crate::time::Period;
use crate::token::{Kind, Run, Token};
use crate::topic::Topic;
use crate::tree::{Clause, Statement};
use crate::wording::Class;
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
            state.limits.of_finished |= is_whole && state.topic.is_of_all_finished(grid);
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
        words.mentions.extend(self.listed_beside(&statement.lead));
        Some(Said {
            quantity,
            start,
            words,
            is_listed: false,
            period: Period::Own,
        })
    }

    /// `公开或部分公开18件`: a word that names a figure only in a list, right before another one of its table.
    fn listed_beside(&self, lead: &Run) -> Vec<Mention> {
        const JOINTS: [&str; 7] = ["或", "和", "及", "与", "、", "以及", "或者"];
        let tokens = &self.page.all()[lead.clone()];
        let text = |token: &Token| &self.page.passage.text[token.span.clone()];
        let Some(grid) = self.known.applications() else {
            return Vec::new();
        };
        let beside = tokens.windows(3).filter_map(|three| {
            let [word, joint, next] = three else { return None };
            let is_line = |name: &Name| name.table == grid.id && name.axis == Axis::Line;
            let goes_on = JOINTS.contains(&text(joint)) && next.names().iter().any(|name| is_line(name));
            if !goes_on || !word.names().is_empty() {
                return None;
            }
            let mut names = self.known.tokenizer.lexicon.listed_as(text(word));
            let name = names.find(|name| is_line(name))?;
            Some(Mention {
                span: word.span.clone(),
                concept: Concept::Name(name.clone().into()),
            })
        });
        beside.collect()
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
        if lead.last().is_some_and(|last| last.has(Class::Inside)) {
            // `41件申请中20件予以公开`: among what it is, not what it is of.
            said.words.mentions.retain(|mention| !mention.is_applications());
        }
        state.limits.partial |= state.topic.is_of_an_intake(self.known.applications());
        // `不予公开40件中被复议6件`: cases of a part.
        let is_of_cases = |mention: &Mention| mention.name().is_some_and(|name| self.known.is_of_cases(name));
        if !state.topic.is_of_cases() && said.words.mentions.iter().any(is_of_cases) {
            said.words.residue.push('中');
        }
    }

    /// What is about something that is not in the tables.
    pub(crate) fn foreign(&self, said: &Said<'_>, state: &mut State) -> Why {
        state.limits.partial |= self.known.is_outcome(&said.words.mentions);
        state.turn_to(Topic::Foreign);
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
        let ends = mentions.iter().filter(|mention| known.is_end_of_cases(mention));
        state.left.outcomes = ends.cloned().collect();
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
                    // `尚未审结的复议3件、诉讼4件`: how the first ended is perhaps said of the second too.
                    if let Some(alike) = ended_alike(known, &mentions, &mut state.left.ended) {
                        let found = tables.resolve_counted(&alike, said.quantity, &state.topic, &state.context);
                        referents
                            .readings
                            .extend(found.into_iter().flat_map(|found| found.readings));
                        referents.grade = referents.grade.min(Grade::Doubt);
                    }
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

    /// Whether a number is of a part of what its words name.
    fn is_of_a_part(&self, said: &Said<'_>, mentions: &[Mention], state: &mut State) -> bool {
        let names_applications = said.words.names_applications();
        let is_tabled = mentions.iter().any(|mention| mention.name().is_some());
        // `全年收到依申请公开8件`: of the year, along whatever the clauses before divide.
        let names_the_year = said.words.period == Some((Period::Own, false));
        let is_whole = names_applications && (names_the_year || said.words.has(Class::Sum));
        let divided = state.limits.divided && said.words.own.is_none() && !is_tabled && !is_whole;
        // `公开建议提案办理结果，其中不予公开3件`: of those results.
        let names_row = mentions.iter().any(|mention| self.known.is_row(mention));
        let unclear = !divided
            && std::mem::take(&mut state.left.unclear)
            && said.words.has(Class::Among)
            && names_row
            && !names_applications;
        // `今年共办结35件`: of the year, whatever was finished before.
        let is_of_the_year = names_the_year && said.words.has(Class::Sum);
        let is_answered = |mention: &Mention| mention.concept == Concept::Answered;
        let is_outcome = state.limits.partial && self.known.is_outcome(mentions)
            || state.limits.of_finished && mentions.iter().any(is_answered);
        let partial = is_outcome && !names_applications && !is_of_the_year;
        // `收到25件，其中我局受理8件`, `其中向各街镇提出的申请8件`: some of those that came in.
        let taken = said.words.has(Class::Among)
            && (said.words.has(Class::Received) || (names_applications && !is_tabled))
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
        // `其他主体9件` behind some kinds of applicants is the column, or all the rest; 其他处理 behind some rows of
        // its group is the group, or its other rows.
        let applicants = rest_of(known, mentions, &state.given.applicants);
        for rest in applicants
            .into_iter()
            .chain(other_rows(known, mentions, &state.given.rows))
        {
            let tables = known.tables();
            let of_rest = tables.resolve_counted(&rest, said.quantity, &state.topic, &state.context);
            readings.extend(of_rest.iter().flat_map(|rest| known.readings(rest)));
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
        let before = state.given.applicants.len();
        state.given.applicants.extend(applicants);
        state.given.kinds_of_applicants += usize::from(state.given.applicants.len() > before);
        if said.period == Period::Own {
            let topic = self.settle(referents, said.quantity);
            let topic = state.beside_other_cases(topic, known.is_outcome(mentions));
            // `结转下年度为零。按申请人分，…`: what is none has no parts.
            let is_of_some = matches!(topic, Topic::Applications(..)) && !topic.is_of_an_intake(known.applications());
            let has_parts = !(said.quantity.value.is_zero() && is_of_some);
            if has_parts {
                state.turn_to(topic);
            }
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

fn elsewhere(state: &mut State) -> Why {
    state.elsewhere = true;
    state.turn_to(Topic::Foreign);
    Why::Elsewhere
}
