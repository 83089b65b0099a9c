//! Which figures of the tables some words can mean, given what surrounds them: every plausible one. A
//! number that is any of them is explained.

mod applications;
mod cases;
mod items;

use std::collections::BTreeSet;
use std::sync::Arc;

use nianbao_model::form::{Role, TableRole};

use crate::claim::Grade;
use crate::context::Context;
use crate::number::{Measure, Quantity};
use crate::passage::Span;
use crate::phrase::{Concept, Mention};
use crate::tables::{Axis, Cell, Grid, Name, Sum, Tables};
use crate::topic::Topic;

/// What words can mean: the readings, likeliest first, what the sentence is now about, and how
/// sure that is.
#[derive(Debug, Clone)]
pub(crate) struct Referents {
    pub(crate) readings: Vec<Sum>,
    pub(crate) topic: Topic,
    pub(crate) grade: Grade,
}

/// The words of a number, sorted by what they stand for.
#[derive(Debug, Default)]
struct Words {
    rows: Vec<Vec<u16>>,
    applicants: Vec<Vec<u16>>,
    kinds: Vec<Vec<u16>>,
    outcomes: Vec<Vec<u16>>,
    /// The lines an outcome is said of, if not of any.
    ended: Vec<u16>,
    /// Whether one word is said of several outcomes: 胜诉 of whatever was not lost.
    is_ambiguous: bool,
    items: Vec<Vec<u16>>,
    measures: Vec<Vec<u16>>,
    others: Vec<Arc<Name>>,
    received: bool,
    handled: bool,
    finished: bool,
    answered: bool,
    carried: bool,
    concluded: bool,
    made: bool,
    issued: bool,
    cases: bool,
    applications: bool,
    in_full: bool,
}

impl Words {
    fn of(mentions: &[Mention], tables: &Tables) -> Self {
        let mut words = Self::default();
        let mut outcome: Option<&Span> = None;
        for mention in mentions {
            match &mention.concept {
                Concept::Name(name) => {
                    let members = name.members.clone();
                    match (tables.role(name.table), name.axis) {
                        (Some(TableRole::Applications), Axis::Line) => words.rows.push(members),
                        (Some(TableRole::Applications), Axis::Column) => words.applicants.push(members),
                        (Some(TableRole::Cases), Axis::Line) => words.kinds.push(members),
                        (Some(TableRole::Cases), Axis::Column) => {
                            let before = outcome.replace(&mention.span);
                            words.is_ambiguous |= before == Some(&mention.span);
                            words.outcomes.push(members);
                            words.ended.extend_from_slice(&name.lines);
                        }
                        (Some(TableRole::Items), Axis::Line) => words.items.push(members),
                        (Some(TableRole::Items), Axis::Column) => words.measures.push(members),
                        (None, _) => words.others.push(name.clone()),
                    }
                }
                Concept::Received => words.received = true,
                Concept::Handled => words.handled = true,
                Concept::Finished => words.finished = true,
                Concept::Answered => words.answered = true,
                Concept::Carried => words.carried = true,
                Concept::Concluded => words.concluded = true,
                Concept::Made => words.made = true,
                Concept::Issued => words.issued = true,
                Concept::Cases => words.cases = true,
                Concept::Applications { in_full } => {
                    words.applications = true;
                    words.in_full |= in_full;
                }
            }
        }
        words.items.sort();
        words.items.dedup();
        words.measures.sort();
        words.measures.dedup();
        words
    }

    fn has_verb(&self) -> bool {
        self.received || self.handled || self.finished || self.answered
    }
}

impl Tables {
    /// What these words can mean here, if a number with this unit is said of them.
    pub(crate) fn resolve_counted(
        &self,
        mentions: &[Mention],
        quantity: &Quantity,
        topic: &Topic,
        context: &Context,
    ) -> Option<Referents> {
        match quantity.measure {
            Measure::Cases => self.resolve(mentions, topic, context),
            Measure::Money => self.amount(mentions, topic),
            Measure::Loose => self.loose(mentions, &quantity.unit, topic, context),
            // `收到申请96，均已答复`: the unit is left out.
            Measure::Other if quantity.unit.is_empty() && mentions.iter().any(Mention::is_in_full) => {
                let found = self.resolve(mentions, topic, context)?;
                Some(Referents {
                    grade: found.grade.min(Grade::Doubt),
                    ..found
                })
            }
            // `行政诉讼数量为0`, `行政事业性收费为零`: none of them, in whatever unit.
            Measure::Other if quantity.unit.is_empty() && quantity.is_counted_out() && quantity.value.is_zero() => {
                let amount = self.amount(mentions, topic);
                let found = amount.or_else(|| self.resolve(mentions, topic, context))?;
                Some(Referents {
                    grade: found.grade.min(Grade::Doubt),
                    ..found
                })
            }
            Measure::Other | Measure::Percent => None,
        }
    }

    /// What these words can mean here.
    pub(crate) fn resolve(&self, mentions: &[Mention], topic: &Topic, context: &Context) -> Option<Referents> {
        let words = Words::of(mentions, self);
        let decided = self
            .with(TableRole::Items)
            .map(|grid| grid.columns_with(&[Role::Counted]))
            .unwrap_or_default();
        // 不予公开决定: the decision is part of the words.
        let rows_decided = !words.rows.is_empty()
            && words.kinds.is_empty()
            && words.items.is_empty()
            && words
                .measures
                .iter()
                .all(|measure| measure.iter().all(|column| decided.contains(column)));
        let mut found = if !words.others.is_empty() {
            self.plain(&words)?
        } else if rows_decided {
            self.applications(&words, topic, context)?
        } else if !words.kinds.is_empty() || ((!words.outcomes.is_empty() || words.concluded) && topic.is_of_cases()) {
            if mentions.iter().any(|mention| mention.span.start < context.reviews_from) {
                return None;
            }
            self.cases(&words, topic, context)?
        } else if !words.items.is_empty() || !words.measures.is_empty() {
            self.items(&words, topic, context)?
        } else if words.concluded {
            return None;
        } else if words.cases && !words.applications && words.rows.is_empty() {
            // `全年办理这类案件33件`: cases of whatever kind, and no applications.
            let any = Topic::AnyCases(Vec::new());
            let found = self.cases(&words, if topic.is_of_cases() { topic } else { &any }, context)?;
            Referents {
                grade: Grade::Doubt,
                ..found
            }
        } else {
            self.applications(&words, topic, context)?
        };
        found
            .readings
            .retain(|reading| !reading.is_empty() && reading.iter().all(|cell| self.has(cell)));
        (!found.readings.is_empty()).then_some(found)
    }

    /// A table of no known part: a figure is named by its line, and by its column if there are several.
    fn plain(&self, words: &Words) -> Option<Referents> {
        let grid = self.grid(words.others.first()?.table)?;
        let along = |axis: Axis| {
            let names = words
                .others
                .iter()
                .filter(|name| name.axis == axis && name.table == grid.id);
            narrowest(&names.map(|name| name.members.clone()).collect::<Vec<_>>())
        };
        let (lines, mut columns) = (along(Axis::Line), along(Axis::Column));
        if columns.is_empty() {
            columns = grid.columns_with(&[Role::Total]);
        }
        if columns.is_empty() && grid.columns.len() == 1 {
            columns.push(0);
        }
        let fits = !words.received && !words.applications && words.rows.is_empty();
        fits.then(|| Referents {
            readings: vec![grid.cells(&lines, &columns)],
            topic: Topic::None,
            grade: Grade::Sure,
        })
    }

    /// Numbers in units that count many things: 条 个 次 项 部.
    fn loose(&self, mentions: &[Mention], unit: &str, topic: &Topic, context: &Context) -> Option<Referents> {
        let words = Words::of(mentions, self);
        let is_listed = words.rows.is_empty() && !words.applications && !matches!(topic, Topic::Applications(..));
        if unit == "项" && is_listed || words.items.len() == 1 && words.measures.is_empty() {
            return self.listed(&words, unit, topic);
        }
        let about_applications = context.is_applications;
        let names_whole = |row: &u16| {
            let role = self.with(TableRole::Applications).and_then(|grid| grid.line_role(*row));
            matches!(role, Some(Role::Received | Role::CarriedIn | Role::CarriedOut))
        };
        let is_named = !words.kinds.is_empty()
            || (about_applications && !words.rows.is_empty() && words.rows.iter().flatten().all(names_whole))
            || (!words.measures.is_empty()
                && !self.is_counted(&words.measures)
                && (!words.items.is_empty() || matches!(topic, Topic::Item(..))))
            || (words.has_verb()
                && (words.in_full || (words.applications && (about_applications || words.received)))
                && words.rows.is_empty())
            // `收到申请300条，答复297条`: in the unit they were counted in before.
            || (words.has_verb() && words.rows.is_empty() && matches!(topic, Topic::Applications(..)))
            || (about_applications
                && !words.rows.is_empty()
                && (words.applications || matches!(topic, Topic::Applications(..))));
        if !is_named {
            return None;
        }
        let found = self.resolve(mentions, topic, context)?;
        let grade = if unit == "部" {
            found.grade
        } else {
            found.grade.min(Grade::Doubt)
        };
        Some(Referents { grade, ..found })
    }
}

/// The one member of the only set.
fn single(sets: &[Vec<u16>]) -> Option<u16> {
    match sets {
        [set] if set.len() == 1 => set.first().copied(),
        _ => None,
    }
}

fn cell(grid: &Grid, line: u16, column: u16) -> Cell {
    Cell {
        table: grid.id,
        line,
        column,
    }
}

/// The members of these sets, without sets that hold another one whole: `不予公开` beside
/// `国家秘密` only says what kind of thing the latter is.
pub(crate) fn narrowest(sets: &[Vec<u16>]) -> Vec<u16> {
    let holds = |set: &Vec<u16>, other: &Vec<u16>| set.len() > other.len() && other.iter().all(|one| set.contains(one));
    let kept = sets.iter().filter(|set| !sets.iter().any(|other| holds(set, other)));
    let all: BTreeSet<u16> = kept.flatten().copied().collect();
    all.into_iter().collect()
}
