//! The clause structure of a passage, built once, before anything is read: sentences, their pieces between
//! semicolons, and in these a tree of clauses. What stands in a bracket hangs on the words before it; parts
//! (其中…) hang on the number they are parts of, and what is divided (从…看) on the clause that says
//! along what. Every number stands with its own words; numbers of a list (分别为…) stand together.

use crate::aspect::is_aspect;
use crate::page::Page;
use crate::token::{Kind, Run, Token};
use crate::wording::Class;

/// What stands between two full stops: pieces between semicolons.
#[derive(Debug, Default)]
pub(crate) struct Sentence {
    pub(crate) pieces: Vec<Piece>,
}

/// What stands between two semicolons.
#[derive(Debug)]
pub(crate) struct Piece {
    pub(crate) run: Run,
    pub(crate) clauses: Vec<Clause>,
}

/// How a clause hangs on what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bond {
    /// It stands beside it.
    Beside,
    /// It is an item of a list: 一是…，二是….
    Item,
    /// It begins with 其中: parts of the number before it.
    Among,
    /// It says along what the numbers behind it are parts: 从申请渠道看.
    Along,
    /// It opens a bracket.
    Bracket,
}

/// A clause: tokens between commas, colons and brackets.
#[derive(Debug)]
pub(crate) struct Clause {
    pub(crate) run: Run,
    pub(crate) bond: Bond,
    /// Its numbers with their words; those of a list together.
    pub(crate) statements: Vec<Statement>,
    /// What stands behind the last number: all of it, if there is none.
    pub(crate) rest: Run,
    /// The words this goes on from behind a bracket, and the bracket: `县政府(含办公室)受理`.
    pub(crate) resumes: Option<Resumed>,
    /// What the bracket behind it holds.
    pub(crate) aside: Vec<Clause>,
    /// What is said of its parts.
    pub(crate) parts: Vec<Clause>,
}

/// A number, or several of a list, with the words before it and behind.
#[derive(Debug)]
pub(crate) struct Statement {
    /// The tokens that are the numbers.
    pub(crate) numbers: Vec<usize>,
    pub(crate) lead: Run,
    pub(crate) tail: Run,
}

/// What stands before a clause with a bracket between.
#[derive(Debug, Clone)]
pub(crate) struct Resumed {
    /// The words before the bracket, from the last number on.
    pub(crate) head: Run,
    /// What the bracket holds.
    pub(crate) aside: Run,
}

/// What joins two numbers of a list.
const JOINTS: [&str; 5] = ["、", "以及", "和", "及", "与"];

impl Clause {
    /// The tokens that are its numbers.
    pub(crate) fn numbers(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.statements
            .iter()
            .flat_map(|statement| statement.numbers.iter().copied())
    }

    /// Whether a number stands in it, or in its bracket or parts.
    pub(crate) fn states(&self) -> bool {
        !self.statements.is_empty() || self.aside.iter().chain(&self.parts).any(Self::states)
    }
}

/// The sentences of a passage.
pub(crate) fn sentences(page: &Page<'_>) -> Vec<Sentence> {
    let all = page.all();
    let (mut sentences, mut sentence) = (Vec::new(), Sentence::default());
    let mut start = 0;
    for at in 0..=all.len() {
        let mark = all.get(at).map_or(Some('\n'), |token| match token.kind {
            Kind::Mark(c @ ('。' | '!' | '?' | ';' | '\n')) => Some(c),
            _ => None,
        });
        let Some(mark) = mark else { continue };
        if at > start {
            sentence.pieces.push(Piece {
                run: start..at,
                clauses: nested(page, clauses(page, start..at)),
            });
        }
        start = at + 1;
        if mark != ';' && !sentence.pieces.is_empty() {
            sentences.push(std::mem::take(&mut sentence));
        }
    }
    sentences
}

/// The clauses of a piece, with what stands in brackets hung on the words before it.
fn clauses(page: &Page<'_>, piece: Run) -> Vec<Clause> {
    let all = page.all();
    let mark = |at: usize| match all[at].kind {
        Kind::Mark(c @ (',' | ':' | '(' | ')')) => Some(c),
        _ => None,
    };
    let mark_at = |at: usize| (at < piece.end).then(|| mark(at)).flatten();
    let mut found: Vec<Clause> = Vec::new();
    let mut start = piece.start;
    let mut resumes: Option<Resumed> = None;
    let mut at = piece.start;
    while at < piece.end {
        let Some(c) = mark(at) else {
            at += 1;
            continue;
        };
        let run = start..at;
        let closing = (c == '(').then(|| closing(page, at + 1..piece.end)).flatten();
        at += 1;
        start = at;
        let head = head(page, run.clone());
        let has_number = run.clone().any(|at| matches!(all[at].kind, Kind::Number(_)));
        if !run.is_empty() || closing.is_some() {
            found.push(clause(page, run, resumes.take()));
        }
        if let (Some(end), Some(last)) = (closing, found.last_mut()) {
            last.aside = clauses(page, at..end);
            if let Some(first) = last.aside.first_mut() {
                first.bond = Bond::Bracket;
            }
            // `收到20起申请（网上18起），…`: what stands behind a number is said of it, and is over.
            let is_over = has_number && mark_at(end + 1) == Some(',');
            resumes = (!head.is_empty() && !is_over).then_some(Resumed { head, aside: at..end });
            (at, start) = (end + 1, end + 1);
        }
    }
    if start < piece.end {
        found.push(clause(page, start..piece.end, resumes));
    }
    found
}

/// Where the bracket closes that was opened before these tokens.
fn closing(page: &Page<'_>, mut within: Run) -> Option<usize> {
    let mut depth = 0_usize;
    within.find(|at| {
        match page.all()[*at].kind {
            Kind::Mark('(') => depth += 1,
            Kind::Mark(')') if depth == 0 => return true,
            Kind::Mark(')') => depth -= 1,
            _ => {}
        }
        false
    })
}

/// What is said before a bracket, unless it is said of a number there.
fn head(page: &Page<'_>, run: Run) -> Run {
    let all = page.all();
    let is_number = |at: &usize| matches!(all[*at].kind, Kind::Number(_));
    let from = run.clone().rfind(is_number).map_or(run.start, |number| number + 1);
    let skipped = (from..run.end).take_while(|at| matches!(all[*at].kind, Kind::Mark('、')));
    from + skipped.count()..run.end
}

/// One clause, with its numbers.
fn clause(page: &Page<'_>, run: Run, resumes: Option<Resumed>) -> Clause {
    let all = page.all();
    let numbers: Vec<usize> = run
        .clone()
        .filter(|at| matches!(all[*at].kind, Kind::Number(_)))
        .collect();
    let mut statements = Vec::new();
    let mut nth = 0;
    while nth < numbers.len() {
        let (lead, tail) = around(page, &run, &numbers, nth);
        let head = resumes
            .as_ref()
            .filter(|_| nth == 0)
            .map_or(0..0, |own| own.head.clone());
        let lists = head.chain(lead.clone()).any(|at| all[at].has(Class::Respectively));
        let end = if lists { list_end(page, &numbers, nth) } else { nth + 1 };
        statements.push(Statement {
            numbers: numbers[nth..end].to_vec(),
            lead,
            tail,
        });
        nth = end;
    }
    let rest = numbers.last().map_or(run.start, |last| last + 1)..run.end;
    Clause {
        bond: bond(page, &run),
        run,
        statements,
        rest,
        resumes,
        aside: Vec::new(),
        parts: Vec::new(),
    }
}

/// How a clause hangs on what stands before it, by its first words.
fn bond(page: &Page<'_>, run: &Run) -> Bond {
    let all = &page.all()[run.clone()];
    let text = page.text(run);
    let mut begins = text.chars();
    if all.first().is_some_and(|first| first.has(Class::Among)) {
        Bond::Among
    } else if is_aspect(text) {
        Bond::Along
    } else if begins.next().is_some_and(nianbao_model::numeral::belongs) && begins.next() == Some('是') {
        Bond::Item
    } else {
        Bond::Beside
    }
}

/// Hangs parts on what they are parts of, until a clause says anew what came in or was done.
fn nested(page: &Page<'_>, flat: Vec<Clause>) -> Vec<Clause> {
    let mut top: Vec<Clause> = Vec::new();
    // How deep in the last clauses the next one stands.
    let mut depth = 0_usize;
    for clause in flat {
        if begins_anew(page, &clause) {
            depth = 0;
        }
        let level = level(&mut top, depth);
        let divides = level.last().is_some_and(|last| last.bond == Bond::Along);
        let is_of_a_number = clause.bond == Bond::Among && level.last().is_some_and(Clause::states);
        let hangs = clause.bond != Bond::Along && (divides || is_of_a_number);
        match level.last_mut().filter(|_| hangs) {
            Some(last) => {
                last.parts.push(clause);
                depth += 1;
            }
            None => level.push(clause),
        }
    }
    top
}

/// The clauses at this depth below the last ones.
fn level(top: &mut Vec<Clause>, depth: usize) -> &mut Vec<Clause> {
    let mut level = top;
    for _ in 0..depth {
        if level.last().is_none_or(|last| last.parts.is_empty()) {
            break;
        }
        let last = level.len() - 1;
        level = &mut level[last].parts;
    }
    level
}

/// Whether a clause is about all again: it says what came in, or was done, or along what the next are parts.
fn begins_anew(page: &Page<'_>, clause: &Clause) -> bool {
    const VERBS: [Class; 4] = [Class::Received, Class::Handled, Class::Finished, Class::Carried];
    let first = clause.statements.first().map_or(0..0, |first| first.lead.clone());
    let says_anew = |token: &Token| VERBS.iter().any(|verb| token.has(*verb));
    clause.bond == Bond::Along || (clause.bond == Bond::Beside && page.all()[first].iter().any(says_anew))
}

/// What stands before a number and behind it. What stands between two numbers belongs
/// to the second, but for what stands before a joint: `9件自然人申请和3件企业申请`.
fn around(page: &Page<'_>, clause: &Run, numbers: &[usize], nth: usize) -> (Run, Run) {
    let number = numbers[nth];
    let lead = match nth.checked_sub(1).and_then(|before| numbers.get(before)) {
        Some(before) => joint(page, before + 1..number).1,
        None => clause.start..number,
    };
    let tail = match numbers.get(nth + 1) {
        Some(next) => joint(page, number + 1..*next).0,
        None => number + 1..denied(page, number + 1..clause.end),
    };
    (lead, tail)
}

/// Where what stands behind a number ends: `行政强制2件、无行政事业性收费` says something else of another thing.
fn denied(page: &Page<'_>, behind: Run) -> usize {
    let all = page.all();
    let denies = |at: usize| all[at].has(Class::Denial) && matches!(all[at - 1].kind, Kind::Mark('、'));
    let denial = (behind.start + 1..behind.end).find(|at| denies(*at));
    denial.map_or(behind.end, |at| at - 1)
}

/// Where the numbers that begin here end that have nothing but list marks between.
fn list_end(page: &Page<'_>, numbers: &[usize], nth: usize) -> usize {
    let mut end = nth + 1;
    while end < numbers.len() {
        let between = numbers[end - 1] + 1..numbers[end];
        if between.len() != 1 || !JOINTS.contains(&page.text(&between)) {
            break;
        }
        end += 1;
    }
    end
}

/// Parts what stands between two numbers: what belongs to the first, and to the second.
fn joint(page: &Page<'_>, between: Run) -> (Run, Run) {
    let text = |at: usize| page.text(&(at..at + 1));
    let find = |word: &str| between.clone().find(|at| text(*at) == word);
    // A mark parts for certain; of words the last one.
    let mark = find("、").map(|at| (at, at + 1));
    let word = || {
        let last = between.clone().rfind(|at| JOINTS.contains(&text(*at)));
        last.map(|at| (at, at + 1))
    };
    let whole = || find("其中").map(|at| (at, at));
    match mark.or_else(word).or_else(whole) {
        Some((end, start)) => (between.start..end, start..between.end),
        // Without one, what follows the last 的: `1个商业组织机构的申请6份`.
        None => {
            let last = between.clone().rfind(|at| text(*at) == "的");
            (
                between.start..between.start,
                last.map_or(between.start, |at| at + 1)..between.end,
            )
        }
    }
}

#[cfg(test)]
mod tests;
