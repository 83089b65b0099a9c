//! What is known at a point of a text, and what the next piece of it takes over. All of it stands here.

use nianbao_model::Decimal;
use nianbao_model::form::TableRole;

use crate::claim::Fit;
use crate::context::Context;
use crate::phrase::{Mention, Phrase};
use crate::tables::{Axis, Grid, TableId};
use crate::time::Period;
use crate::topic::Topic;
use crate::wording::{List, Wording};

/// What is known at a point of a text.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) context: Context,
    /// The time the next number is of.
    pub(crate) period: Period,
    /// The time that what comes behind this piece is of, if it names none.
    pub(crate) lasting: Period,
    /// Whether this piece named a time.
    pub(crate) is_dated: bool,
    /// Whether it is another office's.
    pub(crate) elsewhere: bool,
    /// What the last number was about.
    pub(crate) topic: Topic,
    /// What it was about if words that are not understood change nothing of it.
    pub(crate) perhaps: Option<Perhaps>,
    /// The whole that numbers in this sentence may be parts of.
    pub(crate) whole: Option<Whole>,
    pub(crate) left: Left,
    pub(crate) given: Given,
    pub(crate) limits: Limits,
}

/// What a number that is not wholly understood was asked about, and how those behind it are.
#[derive(Debug, Clone)]
pub(crate) struct Perhaps {
    pub(crate) topic: Topic,
    pub(crate) fit: Fit,
}

impl Perhaps {
    /// Only what looks like a slip of the pen is asked about.
    pub(crate) fn of(topic: Topic) -> Self {
        Self {
            topic,
            fit: Fit::NoSlip,
        }
    }
}

/// What a clause leaves for the next one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Left {
    /// What it named without a number.
    pub(crate) pending: Vec<Mention>,
    /// Whether these are some of several reasons: `因本局不掌握等原因，…`.
    pub(crate) is_open: bool,
    /// The applicants all that follows is about: `自然人的申请中，…`.
    pub(crate) pinned: Vec<Mention>,
    /// The words for the numbers last listed: `行政处罚、行政强制`.
    pub(crate) listed: Phrase,
    /// Whether it names something that is not understood: 其中 is then of that.
    pub(crate) unclear: bool,
    /// How the cases of the number before ended, if that stands before their name: `维持的复议10件、诉讼8件`.
    pub(crate) ended: Vec<Mention>,
    /// How the cases of the number before ended, wherever that stands: a bracket behind it is about those.
    pub(crate) outcomes: Vec<Mention>,
    /// The whole that what follows is a part of, where only its number says which it is.
    pub(crate) parted: Option<Topic>,
    /// What the number before was of, if words that are not understood say of which: `涉及征收补偿的复议5件、诉讼4件`.
    pub(crate) qualified: Option<(TableId, Axis)>,
}

/// A number of all that came in, and what parts of it were given that no table has: `收到11件，其中网上9件、
/// 邮寄2件`. When they come to the whole, what follows is said of the whole again.
#[derive(Debug, Clone)]
pub(crate) struct Whole {
    pub(crate) number: Decimal,
    pub(crate) topic: Topic,
    /// What the parts come to so far.
    pub(crate) parts: Decimal,
}

/// What numbers were given of so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Given {
    /// Kinds of applicants, and for how many of them numbers were given.
    pub(crate) applicants: Vec<u16>,
    pub(crate) kinds_of_applicants: usize,
    /// Rows of applications.
    pub(crate) rows: Vec<u16>,
    /// Kinds of cases in the tables.
    pub(crate) kinds: Vec<Vec<u16>>,
    /// The kinds of cases last spoken of, whether in the tables or not.
    pub(crate) cases: Vec<Mention>,
    /// Whether the last number was of all cases of a kind, however they ended.
    pub(crate) all_of_a_kind: bool,
}

/// What makes numbers less than the office's whole.
#[derive(Debug, Clone, Default)]
pub(crate) struct Limits {
    /// Other offices' numbers stand beside its own.
    pub(crate) has_others: bool,
    /// They are parts along something the tables do not divide by: `从受理机关看`.
    pub(crate) divided: bool,
    /// What is finished or carried over is that of a part: `征地类97件，办结95件`.
    pub(crate) partial: bool,
    /// What is answered is a part of what was finished: `办结297件中，当场答复14件`.
    pub(crate) of_finished: bool,
}

impl State {
    /// What is known where a piece begins, from the one before; `strays` says that cases which are not in
    /// the tables were counted.
    pub(crate) fn at(
        text: &str,
        context: Context,
        before: Option<Self>,
        after_semicolon: bool,
        strays: bool,
        grid: Option<&Grid>,
    ) -> Self {
        let in_review = context.part == Some(TableRole::Cases);
        let mut state = Self {
            context,
            period: Period::Own,
            lasting: Period::Own,
            is_dated: false,
            elsewhere: false,
            topic: match in_review && !strays {
                true => Topic::AnyCases(Vec::new()),
                false => Topic::None,
            },
            perhaps: None,
            whole: None,
            left: Left::default(),
            given: Given::default(),
            limits: Limits::default(),
        };
        let Some(before) = before else { return state };
        let goes_on = Wording::get().list(List::GoingOn).begins(text).is_some();
        // A time holds until another is named; an office only as long as a sentence.
        (state.period, state.lasting) = (before.lasting, before.lasting);
        state.elsewhere = before.elsewhere && (after_semicolon || goes_on);
        let is_kept = match before.topic {
            Topic::Foreign => after_semicolon,
            Topic::Cases(_) | Topic::AnyCases(_) => after_semicolon || in_review,
            Topic::Applications(..) => after_semicolon && before.topic.is_of_some_applicants(grid),
            _ => false,
        };
        if goes_on || is_kept {
            // `新收300件，上年结转12件。其中…`: of both.
            // `自然人15件，法人1件。其中…`: of all of them.
            let is_of_each = before.topic.is_of_some_applicants(grid) && before.given.kinds_of_applicants > 1;
            let is_of_all = before.topic.is_carried_in(grid) || is_of_each;
            let of_both = before.whole.filter(|_| is_of_all);
            state.topic = match of_both.map_or(before.topic, |whole| whole.topic) {
                // `被纠正的4件案件`: of those last spoken of, or of all.
                Topic::Cases(kinds) if !goes_on && !after_semicolon => Topic::AnyCases(kinds),
                // Behind several kinds it may be of any of them.
                Topic::Cases(_) if before.given.kinds.len() > 1 => Topic::AnyCases(before.given.kinds.concat()),
                topic => topic,
            };
        }
        if goes_on || after_semicolon {
            state.perhaps = before.perhaps;
        }
        if goes_on {
            state.left.listed = before.left.listed;
        }
        if after_semicolon {
            state.limits.divided = before.limits.divided;
            state.given.applicants = before.given.applicants;
        }
        state
    }

    /// A bracket behind cases that ended in some way is about those: `尚未审结2件(直接起诉、复议后起诉各1件)`.
    pub(crate) fn enter_bracket(&mut self) {
        self.left.ended = std::mem::take(&mut self.left.outcomes);
    }

    /// What a bracket is about, and what it is a part of, ends with it; what it has given stays given.
    pub(crate) fn leave_bracket(&mut self, outer: Self) {
        (self.topic, self.perhaps, self.whole) = (outer.topic, outer.perhaps, outer.whole);
        (self.period, self.elsewhere, self.limits) = (outer.period, outer.elsewhere, outer.limits);
        (self.left.unclear, self.left.qualified) = (outer.left.unclear, outer.left.qualified);
        self.left.ended = outer.left.ended;
        self.left.pending.clear();
    }

    /// What a number of cases makes the sentence about. Behind all of one kind and all of another
    /// (`行政复议10件，行政诉讼2件，维持2件`), how they ended may be said of either.
    pub(crate) fn beside_other_cases(&mut self, topic: Topic, is_of_an_end: bool) -> Topic {
        let is_second = std::mem::replace(&mut self.given.all_of_a_kind, topic.is_of_cases() && !is_of_an_end);
        match (topic, &self.topic) {
            (Topic::Cases(kinds), Topic::Cases(before) | Topic::AnyCases(before))
                if is_second && !is_of_an_end && !kinds.iter().any(|kind| before.contains(kind)) =>
            {
                Topic::AnyCases(kinds)
            }
            (topic, _) => topic,
        }
    }

    /// What the sentence is about from here on, without doubt.
    pub(crate) fn turn_to(&mut self, topic: Topic) {
        (self.topic, self.perhaps, self.left.parted) = (topic, None, None);
    }

    /// Whether what is named is one more of what the words before the last number stood for.
    pub(crate) fn qualifies(&self, mention: &Mention) -> bool {
        let name = mention.name();
        self.left.qualified.is_some() && name.map(|name| (name.table, name.axis)) == self.left.qualified
    }

    /// Takes a number down that was compared with a figure of all that came in, or that is perhaps a part of it.
    pub(crate) fn divide(&mut self, number: Decimal, is_compared: bool, grid: Option<&Grid>) {
        let is_whole = self.topic.is_of_an_intake(grid) && !self.topic.is_of_some_applicants(grid);
        if is_compared
            && is_whole
            && self.topic.is_carried_in(grid)
            && let Some(whole) = &mut self.whole
        {
            whole.number = whole.number.saturating_add(number);
        } else if is_compared && is_whole {
            self.whole = Some(Whole {
                number,
                topic: self.topic.clone(),
                parts: Decimal::ZERO,
            });
        } else if !is_compared && let Some(whole) = &mut self.whole {
            whole.parts = whole.parts.saturating_add(number);
            if whole.parts == whole.number {
                self.topic = whole.topic.clone();
                (self.limits.divided, self.limits.partial, self.elsewhere) = (false, false, false);
                self.perhaps = None;
                whole.parts = Decimal::ZERO;
            }
        }
    }

    /// Takes over the time a clause names, and gives the time of the number beside it. One
    /// that is only compared with (`较2023年的…`) is for that number alone.
    pub(crate) fn notice_period(&mut self, said: &Phrase) -> Period {
        if let Some((period, compared)) = said.period {
            if compared {
                return period;
            }
            // `新收12件，上年转来3件。办理结果为…`: what stands beside the report's year for one number more ends
            // with its sentence.
            if period == Period::Own || !self.is_dated {
                self.lasting = period;
            }
            (self.period, self.is_dated) = (period, true);
        }
        self.period
    }
}
