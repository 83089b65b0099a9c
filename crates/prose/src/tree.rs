//! A sentence as a tree: clauses between commas, colons and brackets, each with its numbers; a bracket
//! is a branch of the words before it.

use std::ops::Range;

use crate::passage::Passage;
use crate::token::{Kind, Token, Tokens};

/// A range of tokens.
pub(crate) type Run = Range<usize>;

/// A sentence: from mark to mark, a semicolon being one.
#[derive(Debug)]
pub(crate) struct Sentence {
    pub(crate) run: Run,
    /// Whether a semicolon stands before it.
    pub(crate) after_semicolon: bool,
    pub(crate) clauses: Vec<Clause>,
}

/// A clause: tokens between commas, colons and brackets.
#[derive(Debug)]
pub(crate) struct Clause {
    pub(crate) run: Run,
    /// The tokens that are its numbers.
    pub(crate) numbers: Vec<usize>,
    /// Whether a bracket opens before it.
    pub(crate) opens: bool,
    /// Whether the bracket closes behind it.
    pub(crate) closes: bool,
    /// The words this goes on from after a bracket, and the bracket: `县政府(含办公室)受理`.
    pub(crate) resumes: Option<Resumed>,
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

/// The sentences of a passage.
pub(crate) fn sentences(tokens: &Tokens) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let (mut start, mut after_semicolon) = (0, false);
    for at in 0..=tokens.all.len() {
        let mark = tokens.all.get(at).map_or(Some('\n'), |token| match token.kind {
            Kind::Mark(c @ ('。' | '!' | '?' | ';' | '\n')) => Some(c),
            _ => None,
        });
        let Some(mark) = mark else { continue };
        if at > start {
            sentences.push(Sentence {
                run: start..at,
                after_semicolon,
                clauses: clauses(tokens, start..at),
            });
        }
        start = at + 1;
        after_semicolon = mark == ';';
    }
    sentences
}

/// The clauses of a sentence.
fn clauses(tokens: &Tokens, sentence: Run) -> Vec<Clause> {
    let is_number = |at: &usize| matches!(tokens.all[*at].kind, Kind::Number(_));
    let mut clauses = Vec::new();
    let mut start = sentence.start;
    let mut opens = false;
    let mut brackets: Vec<(Run, usize)> = Vec::new();
    let mut resumes: Option<Resumed> = None;
    // What is said before a bracket, unless it is said of a number there.
    let head = |run: Run| {
        let from = run.clone().rfind(is_number).map_or(run.start, |number| number + 1);
        let skipped = (from..run.end).take_while(|at| matches!(tokens.all[*at].kind, Kind::Mark('、')));
        from + skipped.count()..run.end
    };
    let mut push = |run: Run, opens: bool, closes: bool, resumes: Option<Resumed>| {
        if opens || closes || !run.is_empty() {
            clauses.push(Clause {
                numbers: run.clone().filter(is_number).collect(),
                run,
                opens,
                closes,
                resumes,
            });
        }
    };
    for at in sentence.clone() {
        let Kind::Mark(c @ (',' | ':' | '(' | ')')) = tokens.all[at].kind else {
            continue;
        };
        push(start..at, opens, c == ')', resumes.take());
        opens = c == '(';
        match c {
            '(' => brackets.push((head(start..at), at + 1)),
            ')' => {
                let closed = brackets.pop().filter(|(head, _)| !head.is_empty());
                resumes = closed.map(|(head, from)| Resumed { head, aside: from..at });
            }
            _ => {}
        }
        start = at + 1;
    }
    push(start..sentence.end, opens, false, resumes);
    clauses
}

impl Clause {
    /// What stands before a number and behind it. What stands between two numbers belongs
    /// to the second, but for what stands before a joint: `9件自然人申请和3件企业申请`.
    pub(crate) fn around(&self, nth: usize, passage: &Passage, all: &[Token]) -> (Run, Run) {
        let number = self.numbers[nth];
        let lead = match nth.checked_sub(1).and_then(|before| self.numbers.get(before)) {
            Some(before) => joint(passage, all, before + 1..number).1,
            None => self.run.start..number,
        };
        let tail = match self.numbers.get(nth + 1) {
            Some(next) => joint(passage, all, number + 1..*next).0,
            None => number + 1..self.run.end,
        };
        (lead, tail)
    }

    /// The end of the run of numbers that begins here with nothing but list marks between.
    pub(crate) fn run_from(&self, nth: usize, passage: &Passage, all: &[Token]) -> usize {
        let mut end = nth + 1;
        while end < self.numbers.len() {
            let between = self.numbers[end - 1] + 1..self.numbers[end];
            let is_joint = between.len() == 1 && JOINTS.contains(&&passage.text[all[between.start].span.clone()]);
            if !is_joint {
                break;
            }
            end += 1;
        }
        end
    }
}

/// Parts what stands between two numbers: what belongs to the first, and to the second.
fn joint(passage: &Passage, all: &[Token], between: Run) -> (Run, Run) {
    let text = |at: usize| &passage.text[all[at].span.clone()];
    let find = |word: &str| between.clone().find(|at| text(*at) == word);
    // A mark parts for certain; of words the last one.
    let mark = find("、").map(|at| (at, at + 1));
    let word = || {
        between
            .clone()
            .rfind(|at| JOINTS.contains(&text(*at)))
            .map(|at| (at, at + 1))
    };
    let whole = || find("其中").map(|at| (at, at));
    match mark.or_else(word).or_else(whole) {
        Some((end, start)) => (between.start..end, start..between.end),
        // Without one, what follows the last 的: `1个商业组织机构的申请6份`.
        None => {
            let after = between
                .clone()
                .rfind(|at| text(*at) == "的")
                .map_or(between.start, |at| at + 1);
            (between.start..between.start, after..between.end)
        }
    }
}
