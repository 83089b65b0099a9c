//! A clause without a number: it may say that something is zero, or something of all; and it may name
//! what the next number is about.

use crate::claim::{Claim, Fit, Grade, scope};
use crate::lists::{Denied, denied};
use crate::organ::begins_with_other;
use crate::pass::Pass;
use crate::phrase::{Mention, Phrase};
use crate::referents::Referents;
use crate::state::{Perhaps, State};
use crate::time::Period;
use crate::token::Token;
use crate::topic::Topic;
use crate::tree::{Bond, Clause};
use crate::wording::Class;

/// Reads a clause without a number; whether it begins its piece.
pub(crate) fn read_words(pass: &mut Pass<'_>, clause: &Clause, begins: bool, state: &mut State) {
    let said = pass.page.say(clause.run.clone());
    state.notice_period(&said);
    if clause.bond == Bond::Along {
        (state.limits.divided, state.perhaps) = (true, None);
        state.left.pending.clear();
        return;
    }
    if said.has(Class::Level) || begins_with_other(pass.page.text(&clause.run), said.own.is_some()) {
        state.elsewhere = true;
    } else if said.own.is_some() && said.residue.is_empty() {
        state.elsewhere = false;
    }
    if !state.elsewhere && state.period != Period::Other {
        pass.claim_of_all(clause, &said, state);
        claim_of_none(pass, clause, begins, state);
    } else if !state.elsewhere && pass.page.text(&clause.run).contains("连续") {
        // `连续三年未发生…`: the report's year is one of them.
        claim_of_none(pass, clause, begins, state);
    }
    leave(pass, clause, said, state);
}

/// What a clause says there is none of.
fn claim_of_none(pass: &mut Pass<'_>, clause: &Clause, begins: bool, state: &State) {
    // It is said anew where a piece begins.
    let topic = match begins && state.topic == Topic::Foreign {
        true => &Topic::None,
        false => &state.topic,
    };
    let mut all = denied(pass.known, pass.page, &clause.run);
    // `未收到申请、行政复议和行政诉讼`: of applications, too.
    let of_both = all.iter().find(|denied| {
        let mut mentions = denied.mentions.iter();
        mentions.any(|mention| pass.known.is_kind_of_cases(mention))
            && denied.mentions.iter().any(Mention::is_applications)
    });
    let unnamed = of_both.map(|denied| Denied {
        mentions: denied
            .mentions
            .iter()
            .filter(|own| own.name().is_none())
            .cloned()
            .collect(),
        is_plain: false,
    });
    all.extend(unnamed);
    for Denied { mentions, is_plain } in all {
        let tables = pass.known.tables();
        let is_of_cases = mentions.iter().any(|mention| pass.known.is_kind_of_cases(mention));
        let beyond = || {
            let found = tables.resolve(&mentions, topic, &state.context.of_reviews())?;
            is_of_cases.then_some(Referents {
                grade: Grade::Ask,
                ..found
            })
        };
        let found = tables.resolve(&mentions, topic, &state.context).or_else(beyond);
        let found = found.or_else(|| tables.nothing_taken(&mentions));
        // With words between that are not understood, it may be some of them that there are none of.
        let is_of_all = is_of_cases || mentions.iter().any(Mention::is_applications);
        if let Some(referents) = found.filter(|_| is_plain || is_of_all) {
            let grade = if is_plain { referents.grade } else { Grade::Ask };
            pass.found.claims.push(Claim {
                paragraph: pass.page.passage.paragraph,
                span: pass.page.span(&clause.run),
                quantity: None,
                readings: pass.known.readings(&referents),
                differences: Vec::new(),
                scope: scope(state.period),
                grade,
                fit: Fit::Exactly,
            });
        }
    }
}

/// What the clause leaves for the next one.
fn leave(pass: &Pass<'_>, clause: &Clause, said: Phrase, state: &mut State) {
    let manages = pass.page.all()[clause.run.clone()]
        .iter()
        .any(|token| token.has(Class::Managing));
    if said.names_nothing() {
        state.left.unclear = !said.residue.is_empty() && !manages;
        return;
    }
    if manages && !said.is_whole {
        // What an office did about its work is about no number of it.
        state.left.pending.clear();
        return;
    }
    if !said.residue.is_empty() {
        // What is not understood cannot be what the next number is of; and if it is a
        // whole (`涉及征地的申请中`), what follows is a part of something foreign.
        state.left.pending.clear();
        state.left.unclear = !manages;
        if said.is_whole || said.names_applications() {
            let before = std::mem::replace(&mut state.topic, Topic::Foreign);
            state.perhaps = (!said.is_whole).then_some(Perhaps::of(before));
        }
        return;
    }
    state.left.pinned = pass.known.only_applicants(&said.mentions);
    if said.is_whole {
        // `在无法提供的申请中，自然人…`: what follows is a part of this.
        let tables = pass.known.tables();
        if let Some(referents) = tables.resolve(&said.mentions, &state.topic, &state.context) {
            state.topic = referents.topic;
        }
        state.left.pending.clear();
    } else {
        state.left.pending.clone_from(&said.mentions);
        state.left.is_open = ends_open(pass, clause);
    }
    state.left.listed = said;
}

/// Whether the reasons a clause gives are some of several: `因本局不掌握等原因`.
fn ends_open(pass: &Pass<'_>, clause: &Clause) -> bool {
    let is_more = |token: &Token| token.has(Class::Etcetera);
    pass.page.all()[clause.run.clone()].iter().rev().take(3).any(is_more)
}
