//! From sentences to claims: which figure, or which sum of figures, a number states.
//!
//! A sentence is read clause by clause. What a clause leaves out is taken from the one before
//! (`被申请行政复议3件，维持2件`), as a person would read it; a number about something else (`网站发布信息…`,
//! another office, another year) puts an end to that.

mod clause;
mod context;
mod said;
mod signs;
mod state;
mod subject;
mod tables;
mod topic;
mod words;

use nianbao_model::{Form, Report};

use super::claim::{Claim, Counted, Found, Reading, Scope};
use super::filler;
use super::lexicon::{Lexicon, Mention};
use super::period::Period;
use super::quantity::{Measure, Quantity};
use super::{Passage, Span};
use clause::Clause;
use context::Context;
use said::{Said, one_by_one};
use state::State;
use subject::Subject;
use tables::Tables;
use topic::Topic;

/// Reads passages one after the other.
pub(super) struct Reader<'a> {
    lexicon: &'a Lexicon,
    tables: Tables,
    own: Vec<String>,
    year: Option<i32>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(report: &Report, form: &Form, lexicon: &'a Lexicon, organ: &str) -> Self {
        Self {
            lexicon,
            tables: Tables::new(form),
            own: filler::own_names(organ),
            year: report.metadata.year(),
        }
    }

    /// The numbers of a passage, and what they are claimed of. Behind a passage of the same
    /// part that `strays` a verdict alone may be of any case.
    pub(super) fn read(&self, passage: &Passage, strays: bool) -> Found {
        let mut found = Found {
            strays,
            ..Found::default()
        };
        let mut sentences: Vec<(Span, Vec<Clause>)> = passage
            .sentences()
            .into_iter()
            .map(|sentence| (sentence.clone(), Clause::split(&passage.text, &sentence)))
            .collect();
        // What stands behind the last number says nothing of one.
        let states = |(sentence, clauses): &(Span, Vec<Clause>)| {
            let has_number = clauses.iter().any(|clause| !clause.quantities.is_empty());
            has_number || said::may_deny(&passage.text[sentence.clone()])
        };
        sentences.truncate(sentences.iter().rposition(states).map_or(0, |last| last + 1));
        let mut before: Option<State> = None;
        for (sentence, clauses) in sentences {
            let mut state = State::at(passage, &sentence, before.take(), found.strays);
            let mut outer = Vec::new();
            for clause in clauses {
                if clause.opens {
                    outer.push((state.topic.clone(), state.period, state.elsewhere));
                }
                if clause.quantities.is_empty() {
                    self.read_words(passage, &clause, &mut state, &mut found);
                } else {
                    self.read_numbers(passage, &clause, &mut state, &mut found);
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
    pub(super) fn figures_named(&self, passage: &Passage, within: Span) -> Option<(Vec<Reading>, bool)> {
        let said = self.said(passage, within.clone());
        let of_other_time = said.period.is_some_and(|(period, _)| period != Period::Own);
        if of_other_time || filler::is_other_organ(&said.residue) {
            return None;
        }
        let mut context = Context::of(passage, &within);
        context.is_applications |= said.names_applications();
        if said.names_nothing() {
            return Some((Vec::new(), said.residue.is_empty()));
        }
        let (readings, _) = self.tables.resolve(&said.mentions, &Topic::None, &context)?;
        Some((readings, said.residue.is_empty()))
    }

    /// Whether nothing in a range is left that is not understood.
    pub(super) fn is_understood(&self, passage: &Passage, within: Span) -> bool {
        self.residue(passage, within).is_empty()
    }

    /// What of a range is not understood.
    pub(super) fn residue(&self, passage: &Passage, within: Span) -> String {
        self.said(passage, within).residue
    }

    /// Whether a range says nothing but that something is counted: `共计`.
    pub(super) fn only_counts(&self, passage: &Passage, within: Span) -> bool {
        self.said(passage, within).only_counts
    }

    /// Whether a range names results of applications.
    pub(super) fn names_a_result(&self, passage: &Passage, within: Span) -> bool {
        let mentions = self.lexicon.find(&passage.text, &within);
        let mut rows = mentions
            .iter()
            .filter(|mention| mention.is_row())
            .flat_map(Mention::set);
        rows.any(|row| row.starts_with("results."))
    }

    fn said(&self, passage: &Passage, within: Span) -> Said {
        Said::of(&passage.text, within, self.lexicon, &self.own, self.year)
    }

    /// A clause without a number: it may say that something is zero, and it may name what
    /// the next one is about.
    fn read_words(&self, passage: &Passage, clause: &Clause, state: &mut State, found: &mut Found) {
        let said = self.said(passage, clause.span.clone());
        state.notice_period(&said);
        let text = passage.text[clause.span.clone()].trim_start();
        if filler::is_aspect(text) {
            state.divided = true;
            state.pending.clear();
            return;
        }
        if said.is_of_a_level || filler::begins_with_other_organ(text, &self.own) {
            state.elsewhere = true;
        } else if said.names_itself && said.residue.is_empty() {
            state.elsewhere = false;
        }
        if !state.elsewhere && state.period != Period::Other {
            for mentions in said.denied(&passage.text, &self.own) {
                if let Some((readings, _)) = self.tables.resolve(&mentions, &state.topic, &state.context) {
                    found.claims.push(Claim {
                        paragraph: passage.paragraph,
                        span: clause.trimmed(&passage.text),
                        quantity: None,
                        readings,
                        scope: scope(state.period),
                    });
                }
            }
        }
        if said.names_nothing() {
            return;
        }
        if !said.residue.is_empty() {
            // What is not understood cannot be what the next number is of; and if it is a
            // whole (`涉及征地的申请中`), what follows is a part of something foreign.
            state.pending.clear();
            if said.is_whole || said.names_applications() {
                state.topic = Topic::Foreign;
            }
            return;
        }
        state.pinned = said.only_applicants();
        if said.is_whole {
            // `在无法提供的申请中，自然人…`: what follows is a part of this.
            if let Some((_, topic)) = self.tables.resolve(&said.mentions, &state.topic, &state.context) {
                state.topic = topic;
            }
            state.pending.clear();
        } else {
            state.pending.clone_from(&said.mentions);
        }
        state.listed = said;
    }

    fn read_numbers(&self, passage: &Passage, clause: &Clause, state: &mut State, found: &mut Found) {
        let mut at = 0;
        while at < clause.quantities.len() {
            let quantity = &clause.quantities[at];
            let (mut lead, tail) = clause.around(at, &passage.text);
            let mut said = self.said(passage, lead.clone());
            if let Some(resumed) = clause.resumes.as_ref().filter(|_| at == 0) {
                let [head, aside] = [&resumed.head, &resumed.aside].map(|span| self.said(passage, span.clone()));
                said = said.resuming(&head, &aside, &passage.text[resumed.aside.clone()]);
                lead.start = resumed.head.start;
            }
            found.counted.push(Counted {
                paragraph: passage.paragraph,
                lead: lead.clone(),
                quantity: quantity.clone(),
                period: said.period.map_or(state.period, |(period, _)| period),
                elsewhere: state.elsewhere,
                compares: said.compares,
                is_tabled: said.names_figures(),
            });
            let period = state.notice_period(&said);
            // `新收300件中年内办结286件`: of these, not of all.
            let of_those = at > 0
                && passage.text[lead.clone()]
                    .trim_start_matches("申请")
                    .starts_with(['中', '里']);
            state.partial |= of_those && state.topic.is_of_an_intake();
            let taken = if said.respectively {
                let run = clause.run_from(at, &passage.text);
                self.read_list(passage, &clause.quantities[at..run], &said, period, state, found);
                run - at
            } else {
                let behind = self.said(passage, tail);
                let subject = self.subject(passage, clause, quantity, &said, &behind, state);
                self.claim(passage, quantity, lead.start, &said, subject, period, state, found);
                1
            };
            found.strays |= quantity.measure == Measure::Cases && state.topic == Topic::Foreign;
            at += taken;
        }
        // `9件自然人申请和1件结转的中，已办结…`: parts of parts.
        let end = clause.quantities.last().map_or(clause.span.end, |last| last.span.end);
        let is_whole = passage.text[end..clause.span.end].trim_end().ends_with(['中', '里']);
        state.partial |= is_whole && state.topic.is_of_an_intake();
        if is_whole && state.topic.is_of_some_applicants() {
            state.topic = Topic::Foreign;
        }
        state.pending.clear();
    }

    /// Takes a number for what it is said of.
    #[allow(
        clippy::too_many_arguments,
        reason = "the number, what is known of it, and the two places results go"
    )]
    fn claim(
        &self,
        passage: &Passage,
        quantity: &Quantity,
        start: usize,
        said: &Said,
        subject: Subject,
        period: Period,
        state: &mut State,
        found: &mut Found,
    ) {
        let mut mentions = match subject {
            Subject::Nothing => return,
            Subject::Foreign => {
                state.partial |= self.tables.is_outcome(&said.mentions);
                state.topic = Topic::Foreign;
                return;
            }
            Subject::Elsewhere => {
                state.elsewhere = true;
                state.topic = Topic::Foreign;
                return;
            }
            Subject::Words(mentions) => mentions,
        };
        if said.names_itself {
            state.elsewhere = false;
        }
        if state.elsewhere || period == Period::Other || mentions.is_empty() {
            return;
        }
        if state.divided && !said.names_itself && !mentions.iter().any(Mention::is_of_the_tables) {
            state.topic = Topic::Foreign;
            return;
        }
        if state.partial && self.tables.is_outcome(&mentions) && !said.names_applications() {
            state.topic = Topic::Foreign;
            return;
        }
        if !mentions.iter().any(Mention::is_applicant) {
            mentions.extend(state.pinned.iter().cloned());
        }
        let claimed = if said.each {
            one_by_one(&mentions)
        } else {
            vec![mentions]
        };
        for mentions in claimed {
            let resolved = self
                .tables
                .resolve_counted(&mentions, quantity, &state.topic, &state.context);
            let Some((mut readings, topic)) = resolved else {
                let is_apart = found.strays && state.topic == Topic::Foreign;
                state.partial |= is_apart && self.tables.is_outcome(&mentions);
                state.topic = Topic::Foreign;
                continue;
            };
            // `其他主体9件` behind some kinds of applicants is the column, or all the rest.
            for rest in self.tables.rest_of(&mentions, &state.applicants) {
                let of_rest = self
                    .tables
                    .resolve_counted(&rest, quantity, &state.topic, &state.context);
                readings.extend(of_rest.into_iter().flat_map(|(readings, _)| readings));
            }
            let applicants = mentions.iter().filter(|mention| mention.is_applicant());
            state.applicants.extend(applicants.flat_map(Mention::set).cloned());
            if period == Period::Own {
                state.topic = topic;
            }
            found.claims.push(Claim {
                paragraph: passage.paragraph,
                span: start..quantity.span.end,
                quantity: Some(quantity.clone()),
                readings,
                scope: scope(period),
            });
        }
        state.listed = said.clone();
    }

    /// `…分别为3件、2件、1件`: the words before and the numbers, in pairs.
    fn read_list(
        &self,
        passage: &Passage,
        numbers: &[Quantity],
        said: &Said,
        period: Period,
        state: &mut State,
        found: &mut Found,
    ) {
        // The words stand here, or in the clause before; then here is at most what they have
        // in common.
        let listed = || {
            let (names, common) = state.listed.list_of(numbers.len())?;
            Some((names, common.into_iter().chain(said.mentions.iter().cloned()).collect()))
        };
        let (names, common) = said.list_of(numbers.len()).or_else(listed).unwrap_or_default();
        let mut topic = Topic::Foreign;
        if said.residue.is_empty() && !state.elsewhere && period != Period::Other {
            for (mention, quantity) in names.iter().zip(numbers) {
                let mentions: Vec<_> = std::iter::once(mention.clone()).chain(common.iter().cloned()).collect();
                let resolved = self
                    .tables
                    .resolve_counted(&mentions, quantity, &state.topic, &state.context);
                if let Some((readings, own)) = resolved {
                    topic = own;
                    found.claims.push(Claim {
                        paragraph: passage.paragraph,
                        span: quantity.span.clone(),
                        quantity: Some(quantity.clone()),
                        readings,
                        scope: scope(period),
                    });
                }
            }
        }
        state.topic = topic;
    }
}

fn scope(period: Period) -> Scope {
    match period {
        Period::Year(year) => Scope::Year(year),
        Period::Own | Period::Other => Scope::Own,
    }
}
