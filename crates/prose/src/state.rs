//! What is known at a point in a sentence, and what the next sentence takes over. All of it stands here.

use crate::context::Context;
use crate::passage::Passage;
use crate::phrase::{Mention, Phrase};
use crate::tables::Grid;
use crate::time::Period;
use crate::topic::Topic;
use crate::tree::Sentence;
use crate::wording::Wording;
use nianbao_model::form::TableRole;

/// What is known at a point of a sentence.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) context: Context,
    pub(crate) period: Period,
    /// Whether the sentence is about another office.
    pub(crate) elsewhere: bool,
    pub(crate) topic: Topic,
    /// The applicants all that follows is about: `自然人的申请中，…`.
    pub(crate) pinned: Vec<Mention>,
    /// What the last clause without a number named.
    pub(crate) pending: Vec<Mention>,
    /// Whether that were some of several reasons: `因本局不掌握等原因，…`.
    pub(crate) pending_is_open: bool,
    /// The words for the numbers last listed: `行政处罚、行政强制`.
    pub(crate) listed: Phrase,
    /// The kinds of applicants that numbers were given of so far.
    pub(crate) applicants: Vec<u16>,
    /// The kinds of cases that numbers were given of in this sentence.
    pub(crate) kinds: Vec<Vec<u16>>,
    /// Whether the clause before names something that is not understood: 其中 is then of that.
    pub(crate) unclear: bool,
    /// The kinds of cases last spoken of, whether in the tables or not.
    pub(crate) spoken_of: Vec<Mention>,
    /// Whether it gives other offices' numbers beside the office's own.
    pub(crate) has_others: bool,
    /// Whether numbers are parts along something the tables do not divide by: `从受理机关看`.
    pub(crate) divided: bool,
    /// Whether what is finished or carried over is that of a part: `征地类97件，办结95件`.
    pub(crate) partial: bool,
}

impl State {
    /// What is known at the beginning of a sentence, from the one before.
    pub(crate) fn at(
        passage: &Passage,
        sentence: &Sentence,
        text: &str,
        context: Context,
        before: Option<Self>,
        strays: bool,
        grid: Option<&Grid>,
    ) -> Self {
        let _ = passage;
        let going_on = Wording::get().list("contexts", "going_on");
        let goes_on = going_on.iter().any(|word| text.starts_with(word.as_str()));
        let in_review = context.part == Some(TableRole::Cases);
        let mut state = Self {
            context,
            period: Period::Own,
            elsewhere: false,
            topic: Topic::None,
            pinned: Vec::new(),
            pending: Vec::new(),
            pending_is_open: false,
            listed: Phrase::default(),
            applicants: Vec::new(),
            kinds: Vec::new(),
            unclear: false,
            spoken_of: Vec::new(),
            has_others: false,
            divided: false,
            partial: false,
        };
        if in_review && !strays {
            state.topic = Topic::AnyCases(Vec::new());
        }
        let Some(before) = before else { return state };
        let after_semicolon = sentence.after_semicolon;
        // A time holds until another is named; an office only as long as a sentence.
        state.period = before.period;
        state.elsewhere = before.elsewhere && (after_semicolon || goes_on);
        let is_kept = match before.topic {
            Topic::Foreign => after_semicolon,
            Topic::Cases(_) | Topic::AnyCases(_) => after_semicolon || in_review,
            Topic::Applications(..) => after_semicolon && before.topic.is_of_some_applicants(grid),
            _ => false,
        };
        state.divided = before.divided && after_semicolon;
        if after_semicolon {
            state.applicants = before.applicants;
        }
        if goes_on || is_kept {
            state.topic = match before.topic {
                // `被纠正的4件案件`: of those last spoken of, or of all.
                Topic::Cases(kinds) if !goes_on && !after_semicolon => Topic::AnyCases(kinds),
                // Behind several kinds it may be of any of them.
                Topic::Cases(_) if before.kinds.len() > 1 => Topic::AnyCases(before.kinds.concat()),
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
    pub(crate) fn notice_period(&mut self, said: &Phrase) -> Period {
        if let Some((period, compared)) = said.period {
            if compared {
                return period;
            }
            self.period = period;
        }
        self.period
    }
}
