//! What words about applications can mean.

use std::collections::BTreeSet;

use nianbao_model::form::{Role, TableRole};

use super::{Referents, Words, narrowest};
use crate::claim::Grade;
use crate::context::Context;
use crate::tables::{Grid, Tables};
use crate::topic::Topic;

impl Tables {
    pub(super) fn applications(&self, words: &Words, topic: &Topic, context: &Context) -> Option<Referents> {
        let grid = self.with(TableRole::Applications)?;
        let of_topic = match topic {
            Topic::Applications(rows, _) => Some(rows.clone()),
            _ => None,
        };
        let is_own_row = |row: &u16| {
            matches!(
                grid.line_role(*row),
                Some(Role::Received | Role::CarriedIn | Role::CarriedOut)
            )
        };
        // `全年新收申请660件`: a part that is not theirs, and nothing else says what was applied for.
        let names_own_row = words.rows.iter().flatten().all(is_own_row) && !words.rows.is_empty();
        let is_told = context.is_applications || of_topic.is_some();
        if !is_told && !(words.applications && (names_own_row || words.received)) {
            return None;
        }
        let in_part = context.part == Some(TableRole::Applications);
        // Behind a number of something else, only a full name begins anew.
        let by_receiving = words.applications && words.received && context.names_applications;
        let in_full = by_receiving || (words.in_full && words.has_verb());
        let names_result = words.rows.iter().flatten().any(|row| grid.is_result(*row));
        let by_name = !words.rows.is_empty() && !names_result;
        if *topic == Topic::Foreign && !in_full && !by_name {
            return None;
        }
        // `受理群众信访举报投诉1276件`: letters, where nothing says that they are applications.
        let is_no_answer = |row: &u16| grid.line_role(*row) == Some(Role::NoAnswer);
        let only_petitions = !words.rows.is_empty() && words.rows.iter().flatten().all(is_no_answer);
        if only_petitions && !in_part && !words.applications && (words.received || words.handled) {
            return None;
        }
        // `上年结转的100件，其中予以公开38件`: results of a part of the applications.
        let carried_in = grid.lines_with(&[Role::CarriedIn]);
        let of_carried = of_topic
            .as_ref()
            .is_some_and(|rows| rows.iter().all(|rows| *rows == carried_in));
        if of_carried && names_result {
            return None;
        }
        let rows = match words.rows.is_empty() {
            true => rows_of_verbs(grid, words, of_topic, context)?,
            false => vec![explicit_rows(grid, words)?],
        };
        // One figure is named by a row of its own, or by what is done with every application.
        let is_finished = words.finished && !words.received;
        let is_named = (!words.rows.is_empty() && !words.finished)
            || is_finished
            || (words.received && words.applications && !words.finished);
        // `办结上年结转3件`: perhaps some are still to be.
        let finishes_those = words.finished && rows.iter().all(|rows| *rows == carried_in);
        let grade = match context.is_applications || names_own_row {
            _ if finishes_those => Grade::Doubt,
            _ if is_named && (context.names_applications || words.in_full) => Grade::Sure,
            _ if words.in_full => Grade::Doubt,
            true => Grade::Doubt,
            false => Grade::Ask,
        };
        let columns: Vec<u16> = if words.applicants.is_empty() {
            grid.columns_with(&[Role::Total])
        } else {
            let all: BTreeSet<u16> = words.applicants.iter().flatten().copied().collect();
            all.into_iter().collect()
        };
        let mut column_sets = vec![columns.clone()];
        let mut about = columns.clone();
        // `法律服务机构的申请32件，其中10件予以公开`: perhaps still theirs alone.
        if let (Topic::Applications(_, last), true) = (topic, words.applicants.is_empty())
            && *last != columns
        {
            column_sets.insert(usize::from(by_name), last.clone());
            about.clone_from(last);
        }
        let pairs = column_sets
            .iter()
            .flat_map(|columns| rows.iter().map(move |rows| (rows, columns)));
        let readings = pairs.map(|(rows, columns)| grid.cells(rows, columns)).collect();
        Some(Referents {
            readings,
            topic: Topic::Applications(rows, about),
            grade,
        })
    }
}

/// The rows that verbs alone can mean, the likeliest first.
fn rows_of_verbs(
    grid: &Grid,
    words: &Words,
    of_topic: Option<Vec<Vec<u16>>>,
    context: &Context,
) -> Option<Vec<Vec<u16>>> {
    let in_part = context.part == Some(TableRole::Applications);
    let (new, total) = (grid.lines_with(&[Role::Received]), grid.lines_with(&[Role::Finished]));
    let all = grid.lines_with(&[Role::Received, Role::CarriedIn]);
    let carried = || [Role::CarriedOut, Role::CarriedIn].map(|role| grid.lines_with(&[role]));
    let rows = if words.finished && words.received {
        // `受理和办结300件`: how many of each, nobody says.
        vec![new, total, all]
    } else if words.finished {
        vec![total]
    } else if words.answered {
        [vec![total, new, all], grid.answers()].concat()
    } else if words.handled {
        vec![all, new, total]
    } else if words.received && context.may_take_in {
        vec![new, all]
    } else if words.received {
        vec![new]
    } else if words.carried && words.applicants.is_empty() {
        carried().to_vec()
    } else if !words.applicants.is_empty() || words.applications {
        match of_topic {
            // `共办理408件，其中自然人393件`: of those that were done, or of those that came in.
            Some(mut rows) if !words.applicants.is_empty() => {
                // `科研机构申请3件，公开2件；公益组织申请2件`: of those that came in, or still of those published.
                let is_result = |own: &Vec<u16>| own.iter().all(|row| grid.is_result(*row));
                let begins_anew = words.applications && rows.iter().all(is_result);
                let are_all = rows.iter().all(|own| *own == total || *own == all);
                if (are_all || begins_anew) && !rows.contains(&new) {
                    rows.push(new);
                }
                rows
            }
            _ if words.applicants.is_empty() && !words.in_full && !in_part => return None,
            _ => vec![new, all, total],
        }
    } else {
        return None;
    };
    Some(rows)
}

/// The rows named, added up; `None` if what is named cannot be one number.
fn explicit_rows(grid: &Grid, words: &Words) -> Option<Vec<u16>> {
    let rows = narrowest(&words.rows);
    let results = rows.iter().filter(|row| grid.is_result(**row)).count();
    // `新收并办结`, `新收申请中不予公开的`: a part of the year's, which no table has.
    // `办结上年结转3件`: all of them are, for their time is over.
    let only_carried_in = rows == grid.lines_with(&[Role::CarriedIn]);
    let are_some = results == 0 && (words.finished || words.answered) && !only_carried_in;
    let narrower = (results > 0 && results < rows.len()) || are_some;
    let out = grid.lines_with(&[Role::CarriedOut]);
    let out_and_in = rows.iter().any(|row| out.contains(row)) && rows.len() > 1;
    (!narrower && !out_and_in).then_some(rows)
}
