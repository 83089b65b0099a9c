//! What words about reviews and lawsuits can mean.

use nianbao_model::form::{Role, TableRole};

use super::{Referents, Words, narrowest};
use crate::claim::Grade;
use crate::context::Context;
use crate::tables::{Axis, Grid, Tables};
use crate::topic::Topic;

impl Tables {
    pub(super) fn cases(&self, words: &Words, topic: &Topic, context: &Context) -> Option<Referents> {
        let grid = self.with(TableRole::Cases)?;
        let is_of_disclosure = context.is_review || matches!(topic, Topic::Cases(_));
        // Where applications are spoken of, cases are probably those about them.
        if !(is_of_disclosure || context.names_applications) || !words.items.is_empty() || !words.rows.is_empty() {
            return None;
        }
        let ends = ends(grid, words);
        let of = |kinds: &Vec<u16>| ends.iter().map(|end| grid.cells(kinds, end)).collect::<Vec<_>>();
        // 败诉 is said of lawsuits alone.
        let can_end_so =
            |kinds: &Vec<u16>| words.ended.is_empty() || kinds.iter().any(|kind| words.ended.contains(kind));
        let ended = Topic::Cases(words.ended.clone());
        let topic = match topic {
            Topic::Cases(kinds) if !can_end_so(kinds) => &ended,
            topic => topic,
        };
        let (kinds, topic) = match (words.kinds.is_empty(), topic) {
            (true, Topic::Cases(kinds)) => (vec![kinds.clone()], topic.clone()),
            (true, Topic::AnyCases(before)) => {
                let any = std::iter::once(before.clone()).chain(grid.any_lines());
                let any = any.filter(|kinds| !kinds.is_empty() && can_end_so(kinds));
                (any.collect(), topic.clone())
            }
            _ => {
                let kinds = narrowest(&words.kinds);
                (vec![kinds.clone()], Topic::Cases(kinds))
            }
        };
        Some(Referents {
            readings: kinds.iter().flat_map(of).collect(),
            topic,
            // One figure is named: how it ended, and whose end that is.
            grade: match kinds.len() * ends.len() {
                _ if !is_of_disclosure => Grade::Ask,
                1 => Grade::Sure,
                _ => Grade::Doubt,
            },
        })
    }
}

/// How the cases ended that words speak of: several ways if a word may mean each of them, or all.
fn ends(grid: &Grid, words: &Words) -> Vec<Vec<u16>> {
    if !words.outcomes.is_empty() {
        let together = narrowest(&words.outcomes);
        let each = words.outcomes.iter().filter(|_| words.is_ambiguous).cloned();
        return each.chain([together]).collect();
    }
    if !words.concluded {
        return vec![grid.columns_with(&[Role::Total])];
    }
    let pending = grid.columns_with(&[Role::Pending]);
    let parts = grid.part_columns().into_iter();
    vec![parts.filter(|column| !pending.contains(column)).collect()]
}

impl Grid {
    /// The lines that a word without further names may be of: all, each group, each one.
    fn any_lines(&self) -> Vec<Vec<u16>> {
        let all: Vec<u16> = (0..self.lines.len() as u16).collect();
        let mut sets = vec![all];
        for (_, name) in self.spoken.iter().filter(|(_, name)| name.axis == Axis::Line) {
            if !sets.contains(&name.members) {
                sets.push(name.members.clone());
            }
        }
        sets
    }
}
