//! What is known at a point in a sentence, and what the next sentence takes over.

use super::context::Context;
use super::said::Said;
use super::topic::Topic;
use crate::prose::lexicon::Mention;
use crate::prose::period::Period;
use crate::prose::{Passage, Span};

/// What is known at a point of a sentence.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) context: Context,
    pub(super) period: Period,
    /// Whether the sentence is about another office.
    pub(super) elsewhere: bool,
    pub(super) topic: Topic,
    /// The applicants all that follows is about: `自然人的申请中，…`.
    pub(super) pinned: Vec<Mention>,
    /// What the last clause without a number named.
    pub(super) pending: Vec<Mention>,
    /// The words for the numbers last listed: `行政处罚、行政强制`.
    pub(super) listed: Said,
    /// The kinds of applicants that numbers were given of so far.
    pub(super) applicants: Vec<String>,
    /// Whether numbers are parts along something the tables do not divide by: `从受理机关看`.
    pub(super) divided: bool,
    /// Whether what is finished or carried over is that of a part: `征地类97件，办结95件`.
    pub(super) partial: bool,
}

impl State {
    /// What is known at the beginning of a sentence, from the one before.
    pub(super) fn at(passage: &Passage, sentence: &Span, before: Option<Self>, strays: bool) -> Self {
        const GOING_ON: [&str; 5] = ["其中", "上述", "分别", "具体", "按"];
        let text = passage.text[sentence.clone()].trim_start();
        let goes_on = GOING_ON.iter().any(|word| text.starts_with(word));
        let mut state = Self {
            context: Context::of(passage, sentence),
            period: Period::Own,
            elsewhere: false,
            topic: Topic::None,
            pinned: Vec::new(),
            pending: Vec::new(),
            listed: Said::default(),
            applicants: Vec::new(),
            divided: false,
            partial: false,
        };
        if state.context.in_review && !strays {
            state.topic = Topic::AnyReview(Vec::new());
        }
        let Some(before) = before else { return state };
        let after_semicolon = passage.text[..sentence.start].ends_with(';');
        // A time holds until another is named; an office only as long as a sentence.
        state.period = before.period;
        state.elsewhere = before.elsewhere && (after_semicolon || goes_on);
        let is_kept = match before.topic {
            Topic::Foreign => after_semicolon,
            Topic::Review(_) | Topic::AnyReview(_) => after_semicolon || state.context.in_review,
            Topic::Applications(..) => after_semicolon && before.topic.is_of_some_applicants(),
            _ => false,
        };
        state.divided = before.divided && after_semicolon;
        if after_semicolon {
            state.applicants = before.applicants;
        }
        if goes_on || is_kept {
            state.topic = match before.topic {
                // `被纠正的4件案件`: of those last spoken of, or of all.
                Topic::Review(blocks) if !goes_on && !after_semicolon => Topic::AnyReview(blocks),
                topic => topic,
            };
        }
        if goes_on {
            state.listed = before.listed;
        }
        state
    }

    /// Takes over the time a clause names, and gives the time of the number beside it. One
    /// that is only compared with (`较2023年的…`) is for that number alone.
    pub(super) fn notice_period(&mut self, said: &Said) -> Period {
        if let Some((period, compared)) = said.period {
            if compared {
                return period;
            }
            self.period = period;
        }
        self.period
    }
}
