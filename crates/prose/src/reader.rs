//! From the tree of a passage to claims: it is walked from clause to clause, and what a clause leaves out is
//! taken from those before it (`被申请行政复议3件，维持2件`), as a person would read it. What numbers and
//! words are claimed of is decided in `statement` and `words`; what is known on the way stands in `state`.

use crate::claim::Found;
use crate::known::Known;
use crate::organ::is_other;
use crate::page::Page;
use crate::pass::Pass;
use crate::state::State;
use crate::statement::read_numbers;
use crate::token::{Kind, Token};
use crate::tree::{Clause, Piece, Sentence, sentences};
use crate::wording::Class;
use crate::words::read_words;

/// The numbers of a passage, and what they are claimed of. Behind a passage of the same
/// part that `strays` an outcome alone may be of any case.
pub(crate) fn read(known: &Known<'_>, page: &Page<'_>, strays: bool) -> Found {
    let found = Found {
        strays,
        ..Found::default()
    };
    let mut pass = Pass { known, page, found };
    let mut all = sentences(page);
    // What stands behind the last number says nothing of one.
    let pieces = all.iter().flat_map(|sentence| &sentence.pieces);
    let last = pieces
        .filter(|piece| states(page, piece))
        .map(|piece| piece.run.end)
        .max();
    for sentence in &mut all {
        sentence
            .pieces
            .retain(|piece| last.is_some_and(|last| piece.run.end <= last));
    }
    let mut before: Option<State> = None;
    for sentence in &all {
        before = read_sentence(&mut pass, sentence, before);
    }
    pass.found.on_applications = before.is_some_and(|before| before.context.is_applications);
    pass.found
}

/// Whether a piece states something: a number, that there is none, or something of all.
fn states(page: &Page<'_>, piece: &Piece) -> bool {
    // 全部 may be a piece of a figure's name: `全部予以公开`.
    let is_of_all = |token: &Token| page.passage.text[token.span.clone()].starts_with("全部");
    let denies = |token: &Token| token.has(Class::Denial) || token.has(Class::All) || is_of_all(token);
    piece.clauses.iter().any(Clause::states) || page.all()[piece.run.clone()].iter().any(denies)
}

fn read_sentence(pass: &mut Pass<'_>, sentence: &Sentence, mut before: Option<State>) -> Option<State> {
    let (known, page) = (pass.known, pass.page);
    let is_number = |token: &&Token| matches!(token.kind, Kind::Number(_));
    let tokens = sentence.pieces.iter().flat_map(|piece| &page.all()[piece.run.clone()]);
    // A number by itself has no others beside it.
    let has_several = tokens.filter(is_number).nth(1).is_some();
    let has_others = has_several && sentence.pieces.iter().any(|piece| names_others(page, piece));
    for (nth, piece) in sentence.pieces.iter().enumerate() {
        let around = before.as_ref().map(|before| &before.context);
        let context = known.context(page, &piece.run, states(page, piece), around);
        let (text, grid, strays) = (page.text(&piece.run), known.applications(), pass.found.strays);
        let mut state = State::at(text, context, before.take(), nth > 0, strays, grid);
        state.limits.has_others = has_others;
        read_clauses(pass, &piece.clauses, true, &mut state);
        before = Some(state);
    }
    before
}

/// Reads clauses with all that hangs on them; whether they are the first of their piece.
fn read_clauses(pass: &mut Pass<'_>, clauses: &[Clause], begins: bool, state: &mut State) {
    for (nth, clause) in clauses.iter().enumerate() {
        if !clause.statements.is_empty() {
            read_numbers(pass, clause, state);
        } else if !clause.run.is_empty() {
            read_words(pass, clause, begins && nth == 0, state);
        }
        if !clause.aside.is_empty() {
            // What a bracket is about ends with it.
            let outer = state.clone();
            state.enter_bracket();
            read_clauses(pass, &clause.aside, false, state);
            state.leave_bracket(outer);
        }
        read_clauses(pass, &clause.parts, false, state);
    }
}

/// Whether a piece gives numbers of other offices: `政府新收2件；部门新收4件`.
fn names_others(page: &Page<'_>, piece: &Piece) -> bool {
    piece.clauses.iter().any(|clause| is_of_others(page, clause))
}

fn is_of_others(page: &Page<'_>, clause: &Clause) -> bool {
    let own = clause.statements.iter().any(|statement| {
        // Where every word is known, no office is named.
        let may_name = |token: &Token| match &token.kind {
            Kind::Unknown => true,
            Kind::Word(meaning) => !meaning.classes.are_known() || meaning.classes.has(Class::Level),
            _ => false,
        };
        if !page.all()[statement.lead.clone()].iter().any(may_name) {
            return false;
        }
        let said = page.say(statement.lead.clone());
        is_other(&said.residue) || said.has(Class::Level)
    });
    own || clause
        .aside
        .iter()
        .chain(&clause.parts)
        .any(|clause| is_of_others(page, clause))
}
