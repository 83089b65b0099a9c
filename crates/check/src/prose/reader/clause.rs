//! Clauses: the pieces between commas, with their numbers.

use crate::prose::Span;
use crate::prose::quantity::{self, Quantity};

/// A clause: text between commas, colons and brackets.
#[derive(Debug)]
pub(super) struct Clause {
    pub(super) span: Span,
    /// Its numbers, in order.
    pub(super) quantities: Vec<Quantity>,
    /// Whether a bracket opens before it.
    pub(super) opens: bool,
    /// Whether the bracket closes behind it.
    pub(super) closes: bool,
    /// The words this goes on from after a bracket, and the bracket: `县政府(含办公室)受理`.
    pub(super) resumes: Option<Resumed>,
}

/// What stands before a clause with a bracket between.
#[derive(Debug, Clone)]
pub(super) struct Resumed {
    /// The words before the bracket, from the last number on.
    pub(super) head: Span,
    /// What the bracket holds.
    pub(super) aside: Span,
}

/// What joins two numbers of a list.
const JOINTS: [&str; 5] = ["、", "以及", "和", "及", "与"];

impl Clause {
    /// The clauses of a sentence.
    pub(super) fn split(text: &str, sentence: &Span) -> Vec<Self> {
        let quantities = quantity::scan(text, sentence);
        let in_number = |at: usize| quantities.iter().any(|quantity| quantity.span.contains(&at));
        let mut clauses = Vec::new();
        let mut start = sentence.start;
        let mut opens = false;
        let mut brackets: Vec<(Span, usize)> = Vec::new();
        let mut resumes = None;
        // What is said before a bracket, unless it is said of a number there.
        let head = |span: Span| {
            let numbers = quantities.iter().filter(|quantity| span.contains(&quantity.span.start));
            let from = numbers.map(|quantity| quantity.span.end).max().unwrap_or(span.start);
            let words = text[from..span.end].trim_start_matches(['、', ' ']);
            span.end - words.len()..span.end
        };
        let mut push = |span: Span, opens: bool, closes: bool, resumes: Option<Resumed>| {
            let own = quantities
                .iter()
                .filter(|quantity| span.start <= quantity.span.start && quantity.span.end <= span.end);
            let quantities: Vec<Quantity> = own.cloned().collect();
            if opens || closes || !text[span.clone()].trim().is_empty() {
                clauses.push(Self {
                    span,
                    quantities,
                    opens,
                    closes,
                    resumes,
                });
            }
        };
        for (at, c) in text[sentence.clone()].char_indices() {
            let at = sentence.start + at;
            if !matches!(c, ',' | ':' | '(' | ')') || in_number(at) {
                continue;
            }
            push(start..at, opens, c == ')', resumes.take());
            opens = c == '(';
            match c {
                '(' => brackets.push((head(start..at), at + c.len_utf8())),
                ')' => {
                    let closed = brackets.pop().filter(|(head, _)| !text[head.clone()].trim().is_empty());
                    resumes = closed.map(|(head, from)| Resumed { head, aside: from..at });
                }
                _ => {}
            }
            start = at + c.len_utf8();
        }
        push(start..sentence.end, opens, false, resumes);
        clauses
    }

    /// What stands before a number and behind it. What stands between two numbers belongs
    /// to the second, but for what stands before a joint: `9件自然人申请和3件企业申请`.
    pub(super) fn around(&self, at: usize, text: &str) -> (Span, Span) {
        let quantity = &self.quantities[at];
        let lead = match at.checked_sub(1).and_then(|before| self.quantities.get(before)) {
            Some(before) => joint(text, before.span.end..quantity.span.start).1,
            None => self.span.start..quantity.span.start,
        };
        let tail = match self.quantities.get(at + 1) {
            Some(next) => joint(text, quantity.span.end..next.span.start).0,
            None => quantity.span.end..self.span.end,
        };
        (lead, tail)
    }

    /// The end of the run of numbers that begins here with nothing but list marks between.
    pub(super) fn run_from(&self, at: usize, text: &str) -> usize {
        let mut end = at + 1;
        while end < self.quantities.len() {
            let between = &text[self.quantities[end - 1].span.end..self.quantities[end].span.start];
            if !JOINTS.contains(&between.trim()) {
                break;
            }
            end += 1;
        }
        end
    }

    /// The clause without white space around.
    pub(super) fn trimmed(&self, text: &str) -> Span {
        let slice = &text[self.span.clone()];
        let start = self.span.start + slice.len() - slice.trim_start().len();
        start..start + slice.trim().len()
    }
}

/// Parts what stands between two numbers: what belongs to the first, and to the second.
fn joint(text: &str, between: Span) -> (Span, Span) {
    let slice = &text[between.clone()];
    // A mark parts for certain; 和 and its like may stand inside a name, so the last one.
    let mark = slice.find('、').map(|at| (at, '、'.len_utf8()));
    let word = || {
        let words = JOINTS
            .iter()
            .filter_map(|joint| Some((slice.rfind(joint)?, joint.len())));
        words.max()
    };
    let whole = || slice.find("其中").map(|at| (at, 0));
    match mark.or_else(word).or_else(whole) {
        Some((at, len)) => (between.start..between.start + at, between.start + at + len..between.end),
        // Without one, what follows the last 的: `1个商业组织机构的申请6份`.
        None => {
            let at = slice.rfind('的').map_or(0, |at| at + '的'.len_utf8());
            (between.start..between.start, between.start + at..between.end)
        }
    }
}
