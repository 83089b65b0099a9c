//! Parts with their sum: side by side (`建议132件、提案118件，共250件`), or all parts of a
//! whole that stands elsewhere (`从申请内容看，征地97件、…、其他57件`).

use nianbao_model::Decimal;

use super::claim::{Counted, Found};
use super::lexicon::APPLICATIONS;
use super::quantity::{Measure, Quantity};
use super::ratio::Number;
use super::reader::Reader;
use super::{Passage, Span, filler, period};

/// Parts that make a whole.
#[derive(Debug, Clone)]
pub(crate) struct Addition {
    /// The paragraph's index in the report's narrative.
    pub(crate) paragraph: usize,
    /// The words from the first part to the last number.
    pub(crate) span: Span,
    /// The parts.
    pub(crate) parts: Vec<Number>,
    /// What they make together.
    pub(crate) whole: Whole,
}

impl Addition {
    /// The sum of the parts.
    pub(crate) fn sum(&self) -> Decimal {
        self.parts.iter().map(|part| part.value).sum()
    }
}

/// What parts make together.
#[derive(Debug, Clone)]
pub(crate) enum Whole {
    /// The number said to be their sum, with the words around it.
    Stated(Quantity, Span),
    /// The applications, whichever the office counted: what is new, done, or to be done.
    Applications,
}

/// What joins parts in a list.
const JOINTS: [&str; 6] = ["、", "和", "以及", "及", "与", ""];

/// Words that say that parts overlap.
const OVERLAPS: [&str; 9] = [
    "去重",
    "重复",
    "重叠",
    "交叉",
    "同时",
    "分别计",
    "分别统计",
    "多次计",
    "多选",
];

/// The additions of a passage.
pub(super) fn read(passage: &Passage, found: &Found, reader: &Reader<'_>) -> Vec<Addition> {
    let stated = (0..found.counted.len()).filter_map(|at| side_by_side(passage, found, reader, at));
    stated.chain(along_an_aspect(passage, found, reader)).collect()
}

/// The parts right before a number that is said to be their sum.
fn side_by_side(passage: &Passage, found: &Found, reader: &Reader<'_>, at: usize) -> Option<Addition> {
    let sum = &found.counted[at];
    let text = &passage.text;
    let lead = &text[sum.lead.clone()];
    let is_sum = ["共", "合计", "总计"].iter().any(|word| lead.contains(word));
    let behind = text[sum.quantity.span.end..].trim_start();
    if !is_sum
        || !sum.quantity.is_counted_out()
        || sum.quantity.measure == Measure::Money
        || !reader.only_counts(passage, sum.lead.clone())
        // `截至年底共27件`: what there is, not what was added up.
        || names_another_time(lead)
        // `共260件次`, `共36家单位30次`: more than a sum is said.
        || !(behind.is_empty() || behind.starts_with([',', '。', ';', ')', '、']))
    {
        return None;
    }
    let mut parts: Vec<&Counted> = Vec::new();
    let mut next = sum.lead.start;
    for part in found.counted[..at].iter().rev() {
        // Within a bracket of its own, or one in the words of what comes behind it.
        let Some(gap) = text.get(part.quantity.span.end..next).and_then(outside_brackets) else {
            continue;
        };
        let gap = gap.trim();
        let joins = if parts.is_empty() {
            matches!(gap, "," | "、" | "")
        } else {
            JOINTS.contains(&gap)
        };
        if !joins {
            break;
        }
        // A list of unlike things has no sum.
        let is_like = part.quantity.unit == sum.quantity.unit && part.quantity.is_counted_out() && !part.compares;
        let said = &text[part.lead.clone()];
        if !is_like || ["其中", "各", "共", "计"].iter().any(|word| said.contains(word)) {
            return None;
        }
        parts.push(part);
        next = part.lead.start;
    }
    let sentence = passage.sentence_span(&sum.quantity.span);
    if parts.len() < 2 || OVERLAPS.iter().any(|word| text[sentence.clone()].contains(word)) {
        return None;
    }
    Some(Addition {
        paragraph: passage.paragraph,
        span: next..sum.quantity.span.end,
        parts: parts.into_iter().rev().map(Number::of).collect(),
        whole: Whole::Stated(sum.quantity.clone(), sum.lead.start..sum.quantity.span.end),
    })
}

/// All parts of the applications along something the tables do not divide by.
fn along_an_aspect(passage: &Passage, found: &Found, reader: &Reader<'_>) -> Vec<Addition> {
    if passage.part.as_deref() != Some(APPLICATIONS) {
        return Vec::new();
    }
    let text = &passage.text;
    let aspects = aspects(passage);
    let read = |nth: usize| -> Option<Addition> {
        let (aspect, is_other_division) = &aspects[nth];
        let sentence = passage.sentence_span(aspect);
        let next = aspects.get(nth + 1).map_or(text.len(), |(next, _)| next.start);
        let list = aspect.end..sentence.end.min(next);
        let words = &text[list.clone()];
        let parts_of_parts = ["其中", "包括", "包含", "共", "合计", "总计"];
        // `收到申请538件、答复191件`: not parts of one thing.
        let verbs = ["收", "受理", "办结", "答复", "结转"];
        let is_mixed = verbs.iter().filter(|verb| words.contains(**verb)).count() > 1
            || reader.names_a_result(passage, sentence.start..list.end);
        if !is_other_division || is_mixed || parts_of_parts.iter().chain(&OVERLAPS).any(|word| words.contains(word)) {
            return None;
        }
        let parts: Vec<&Counted> = found
            .counted
            .iter()
            .filter(|own| list.contains(&own.quantity.span.start) && own.quantity.measure != Measure::Percent)
            .collect();
        let [first, .., last] = &parts[..] else { return None };
        let is_part = |own: &&Counted| {
            let is_in_bracket = outside_brackets(&text[list.start..own.quantity.span.start]).is_none();
            own.quantity.measure == Measure::Cases
                && own.quantity.is_counted_out()
                && !own.compares
                && !is_in_bracket
                && !text[own.quantity.span.end..].starts_with('等')
        };
        let rest = &text[last.lead.clone()];
        // Only a last part that takes in all others makes the list complete.
        let is_complete = ["其他", "其它", "其余"].iter().any(|word| rest.contains(word));
        (parts.len() > 2 && is_complete && parts.iter().all(is_part)).then(|| Addition {
            paragraph: passage.paragraph,
            span: first.lead.start..last.quantity.span.end,
            parts: parts.iter().copied().map(Number::of).collect(),
            whole: Whole::Applications,
        })
    };
    (0..aspects.len()).filter_map(read).collect()
}

/// The clauses that say along what the numbers behind them are parts, and whether that is
/// none of the tables' own divisions.
fn aspects(passage: &Passage) -> Vec<(Span, bool)> {
    let mut aspects = Vec::new();
    let mut start = 0;
    let ends = |c: char| matches!(c, ',' | ':' | ';' | '。' | '\n');
    for (at, c) in passage.text.char_indices().filter(|(_, c)| ends(*c)) {
        let clause = &passage.text[start..at];
        let own = clause.trim();
        if filler::is_aspect(own) || (own.starts_with(['从', '按']) && own.ends_with('看')) {
            aspects.push((start..at, filler::is_aspect(own)));
        }
        start = at + c.len_utf8();
    }
    aspects
}

/// Whether a sum is of another time than its parts, which are the year's.
fn names_another_time(lead: &str) -> bool {
    let lead = ["全年", "年内", "今年", "本年"]
        .iter()
        .fold(lead.to_owned(), |lead, year| lead.replace(year, ""));
    period::without_times(&lead) != lead
}

/// A text without its brackets; `None` if one is closed or opened half.
fn outside_brackets(text: &str) -> Option<String> {
    let mut outside = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            c if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    (depth == 0).then_some(outside)
}

#[cfg(test)]
mod tests {
    use super::{names_another_time, outside_brackets};

    #[test]
    fn a_stock_is_no_sum() {
        assert!(names_another_time("截至年底共"));
        assert!(!names_another_time("全年共"));
    }

    #[test]
    fn brackets_are_left_out_whole() {
        assert_eq!(outside_brackets("、(含街道)和").as_deref(), Some("、和"));
        assert_eq!(outside_brackets("、会办54件)、"), None);
        assert_eq!(outside_brackets("(其中"), None);
    }
}
