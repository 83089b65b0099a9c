//! What may be asked where not every word is understood: a number that stands with words of the tables, and is
//! more than what they name, or looks like a slip of the pen for it. What is claimed is decided in `statement`.

use nianbao_model::Decimal;

use crate::claim::{Claim, Fit, Grade, Why, scope};
use crate::number::Measure;
use crate::pass::Pass;
use crate::phrase::{Concept, Mention};
use crate::referents::Referents;
use crate::state::{Perhaps, State};
use crate::subject::{Said, Sight};
use crate::topic::Topic;
use crate::wording::{Class, List, Wording};

impl Pass<'_> {
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
    pub(crate) fn ask_further(&mut self, said: &Said<'_>, mentions: &[Mention], state: &mut State) -> Why {
        if let Some(whole) = state.left.parted.clone() {
            self.ask(said, mentions, Fit::Exactly, &whole, state);
        } else if let Some(Perhaps { topic, fit }) = state.perhaps.take() {
            let found = self.ask(said, mentions, fit, &topic, state);
            state.perhaps = found.map(|topic| Perhaps { topic, fit });
        } else if !self.counts_applications(said, mentions) {
            state.perhaps = self.ask_beyond(said, mentions, state).map(Perhaps::of);
        } else if self.ask(said, mentions, Fit::AtMost, &Topic::None, state).is_none() {
            state.left.parted = self.ask_of_whatever(said, mentions, state);
        }
        state.topic = Topic::Foreign;
        Why::Foreign
    }

    /// Asks about applications of which nothing says what was applied for: only what looks like a slip. One that
    /// is the table's own, to the number, and is said to have parts (`不予公开的300件中，…`) is the whole they are of.
    fn ask_of_whatever(&mut self, said: &Said<'_>, mentions: &[Mention], state: &State) -> Option<Topic> {
        let text = &self.page.passage.text;
        let lead = &text[said.start..said.quantity.span.start];
        if state.topic != Topic::None || is_narrowed(said, lead) {
            return None;
        }
        let context = state.context.of_applications();
        let found = self.known.tables().resolve(mentions, &Topic::None, &context)?;
        self.question(said, &found, Fit::NoSlip);
        let behind = &text[said.quantity.span.end..];
        let has_parts = ["中", "当中", "里"].iter().any(|word| behind.starts_with(word));
        let names_row = mentions.iter().any(|mention| self.known.is_row(mention));
        (has_parts && names_row && self.is_last_answered()).then_some(found.topic)
    }

    /// Whether what was asked last is the table's own number.
    fn is_last_answered(&self) -> bool {
        let last = self.found.questions.last();
        last.is_some_and(|last| !self.known.agreeing(last).is_empty())
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
                known.tables().of_items(mentions)?
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
    pub(crate) fn ask_of_the_unknown(
        &mut self,
        said: &Said<'_>,
        mentions: &[Mention],
        sight: Sight,
        state: &mut State,
    ) -> Why {
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
        let is_the_tables = found.is_some() && self.is_last_answered();
        self.foreign(said, state);
        // A large one is not so by chance: what follows is of the same.
        let fit = match is_the_tables && said.quantity.value >= Decimal::from(NO_CHANCE) {
            true => Fit::Exactly,
            false => Fit::NoSlip,
        };
        let found = found.filter(|_| sight == Sight::Dim || is_the_tables);
        state.perhaps = found.map(|topic| Perhaps { topic, fit });
        Why::Foreign
    }
}

/// From here on two numbers are seldom the same by chance.
const NO_CHANCE: i64 = 10;

/// Whether a number is one of a part, by its source, its way or the one it was addressed to.
fn is_narrowed(said: &Said<'_>, lead: &str) -> bool {
    NARROWING.iter().any(|class| said.words.has(*class)) || ["向", "通过"].iter().any(|word| lead.contains(word))
}

/// Words that say so.
const NARROWING: [Class; 4] = [Class::Among, Class::Etcetera, Class::From, Class::By];
