//! Parts with their sum: side by side (`建议132件、提案118件，共250件`), or all parts of a
//! whole that stands elsewhere (`从申请内容看，征地97件、…、其他57件`).

use nianbao_model::Decimal;

use nianbao_model::form::TableRole;

use crate::aspect::is_aspect;
use crate::claim::{Counted, Found, Why};
use crate::known::Known;
use crate::number::{Measure, Quantity};
use crate::page::Page;
use crate::passage::{Passage, Span};
use crate::ratio::Number;
use crate::time::Period;
use crate::token::Kind;
use crate::wording::{List, Wording};

/// Parts that make a whole.
#[derive(Debug, Clone)]
pub struct Addition {
    /// The paragraph's index in the report's narrative.
    pub paragraph: usize,
    /// The words from the first part to the last number.
    pub span: Span,
    /// The parts.
    pub parts: Vec<Number>,
    /// What they make together.
    pub whole: Whole,
}

impl Addition {
    /// The sum of the parts.
    pub fn sum(&self) -> Decimal {
        self.parts.iter().map(|part| part.value).sum()
    }
}

/// What parts make together.
#[derive(Debug, Clone)]
pub enum Whole {
    /// The number said to be their sum, with the words around it.
    Stated(Quantity, Span),
    /// The number they are said to be among, with the words around it; whether they are all of it.
    Among(Quantity, Span, bool),
    /// The number they are the usual ways of, which may leave some out.
    Ways(Quantity),
    /// The applications, whichever the office counted: what is new, done, or to be done.
    Applications,
}

/// What joins parts in a list.
const JOINTS: [&str; 6] = ["、", "和", "以及", "及", "与", ""];

/// Words that add up all that stands before them, clauses too: `网络97件，信函52件，当面23件，合计172件`.
const OF_ALL: [&str; 3] = ["合计", "总计", "共计"];

/// Whether words before a sum say nothing but that some were added up: `两项合计`.
fn adds_several(lead: &str) -> bool {
    const SEVERAL: [&str; 6] = ["两项", "两类", "三项", "三类", "四项", "四类"];
    let lead = lead.trim_start_matches([',', ' ']);
    let added = SEVERAL.iter().find_map(|word| lead.strip_prefix(word));
    added.is_some_and(|added| OF_ALL.contains(&added) || added == "共")
}

/// Whether words say that parts overlap.
fn overlaps(text: &str) -> bool {
    Wording::get().list(List::Overlaps).is_in(text)
}

/// The additions of a passage.
pub(crate) fn read(page: &Page<'_>, found: &Found, known: &Known<'_>) -> Vec<Addition> {
    let stated = (0..found.counted.len()).filter_map(|at| side_by_side(page, found, at));
    let among = (0..found.counted.len()).filter_map(|at| among(page, found, at));
    let by_channel = (0..found.counted.len()).filter_map(|at| by_channel(page, found, at));
    let by_period = (0..found.counted.len()).filter_map(|at| by_period(page, found, at));
    let mut all: Vec<Addition> = stated.chain(along_an_aspect(page, found, known)).collect();
    for other in among.chain(by_channel).chain(by_period) {
        // What is added up once is not added up again.
        let is_new = |own: &Addition| own.parts.last() != other.parts.last();
        if all.iter().all(is_new) {
            all.push(other);
        }
    }
    all
}

/// `一季度70件、二季度80件、三季度75件、四季度75件，全年收到300件`: all parts of the year, from this number on, and the
/// year's beside them.
fn by_period(page: &Page<'_>, found: &Found, at: usize) -> Option<Addition> {
    const PERIODS: [&[&str]; 2] = [&["一季度", "二季度", "三季度", "四季度"], &["上半年", "下半年"]];
    // `一至四季度新收申请61件、83件、89件、67件`.
    const QUARTERS: [&str; 5] = ["四个季度", "各季度", "一至四季度", "一到四季度", "1至4季度"];
    let (passage, first) = (page.passage, &found.counted[at]);
    let text = &passage.text;
    let lead = |own: &Counted| &text[own.lead.clone()];
    let in_a_row = QUARTERS.iter().any(|words| lead(first).contains(words));
    let names = match in_a_row {
        true => &PERIODS[0],
        false => PERIODS.iter().find(|names| lead(first).contains(names[0]))?,
    };
    let parts = found.counted.get(at..at + names.len())?;
    let sentence = passage.sentence_span(&first.quantity.span);
    let is_like = |own: &&Counted| {
        let is_plain = own.quantity.is_exact() && !own.compares && own.quantity.unit == first.quantity.unit;
        is_plain && sentence.contains(&own.quantity.span.start)
    };
    let is_next = |own: &Counted| matches!(lead(own), "、" | "和" | "及" | ",");
    let are_parts = std::iter::zip(parts, *names).enumerate().all(|(nth, (own, name))| {
        is_like(&own) && (lead(own).contains(*name) || in_a_row && (nth == 0 || is_next(own)))
    });
    // The year's number stands before them or behind.
    let beside = [at.checked_sub(1), Some(at + names.len())].into_iter().flatten();
    let mut beside = beside.filter_map(|at| found.counted.get(at));
    let whole = beside.find(|own| is_like(own) && (own.why == Why::Compared || lead(own).contains("全年")))?;
    let (last, parts_of) = (parts.last()?, parts.iter());
    are_parts.then(|| Addition {
        paragraph: passage.paragraph,
        span: first.lead.start.min(whole.lead.start)..last.quantity.span.end.max(whole.quantity.span.end),
        parts: parts_of.map(Number::of).collect(),
        whole: Whole::Among(whole.quantity.clone(), whole.lead.start..whole.quantity.span.end, true),
    })
}

/// `收到申请300件，其中网上266件、信函9件、当面4件`: from so many ways on they are likely all there are.
const WAYS: usize = 3;

/// The ways in which the applications of a number came, behind it.
fn by_channel(page: &Page<'_>, found: &Found, at: usize) -> Option<Addition> {
    let (passage, whole) = (page.passage, &found.counted[at]);
    let text = &passage.text;
    let next = found.counted.get(at + 1).filter(|_| at + WAYS < found.counted.len())?;
    let is_claimed = whole.why == Why::Compared && whole.quantity.is_counted_out();
    if !is_claimed || !Wording::get().list(List::Channels).is_in(&text[next.lead.clone()]) {
        return None;
    }
    let piece = passage.piece_span(&whole.quantity.span);
    if overlaps(&text[piece.clone()]) {
        return None;
    }
    let behind = found.counted[at + 1..].iter();
    let parts: Vec<&Counted> = behind.take_while(|own| own.quantity.span.end <= piece.end).collect();
    let comes_so = |own: &&Counted| {
        let lead = &text[own.lead.clone()];
        let is_like = own.quantity.unit == whole.quantity.unit && own.quantity.is_counted_out() && !own.compares;
        is_like && own.why != Why::Compared && Wording::get().list(List::Channels).is_in(lead)
    };
    // Each way has a number, and nothing else stands among them.
    let ways = parts.iter().take_while(|own| comes_so(own)).count();
    let others = |own: &&&Counted| Wording::get().list(List::Channels).is_in(&text[own.lead.clone()]);
    if ways < WAYS || parts[ways..].iter().any(|own| others(&own)) {
        return None;
    }
    let last = parts[ways - 1];
    let goes_on = ["等", "中", "(", "以上"]
        .iter()
        .any(|word| text[last.quantity.span.end..].starts_with(word));
    let rest = parts.get(ways).map(|next| &text[next.lead.clone()]).unwrap_or_default();
    let has_rest = ["其他", "其它", "其余"].iter().any(|word| rest.contains(word));
    (!goes_on && !has_rest).then(|| Addition {
        paragraph: passage.paragraph,
        span: whole.lead.start..last.quantity.span.end,
        parts: parts[..ways].iter().copied().map(Number::of).collect(),
        whole: Whole::Ways(whole.quantity.clone()),
    })
}

/// The parts right before a number that is said to be their sum.
fn side_by_side(page: &Page<'_>, found: &Found, at: usize) -> Option<Addition> {
    let passage = page.passage;
    let sum = &found.counted[at];
    let text = &passage.text;
    let lead = &text[sum.lead.clone()];
    let is_sum = lead.contains('共') || (lead.contains('计') && (lead.contains("合计") || lead.contains("总计")));
    let behind = text[sum.quantity.span.end..].trim_start();
    if !is_sum
        || !sum.quantity.is_counted_out()
        || sum.quantity.measure == Measure::Money
        || !(page.say(page.within(&sum.lead)).only_counts || adds_several(lead))
        // `截至年底共27件`: what there is, not what was added up.
        || names_another_time(page, &sum.lead)
        // `共260件次`, `共36家单位30次`: more than a sum is said.
        || !(behind.is_empty() || behind.starts_with([',', '。', ';', ')', '、']))
    {
        return None;
    }
    let adds_clauses = OF_ALL.iter().any(|word| lead.contains(word));
    let mut by_clauses = false;
    let mut parts: Vec<&Counted> = Vec::new();
    let mut next = sum.lead.start;
    for part in found.counted[..at].iter().rev() {
        // Within a bracket of its own, or one in the words of what comes behind it.
        let Some(gap) = text.get(part.quantity.span.end..next).and_then(outside_brackets) else {
            continue;
        };
        let gap = gap.trim();
        let joins = match gap {
            "," => parts.is_empty() || adds_clauses,
            "、" | "" => true,
            other => !parts.is_empty() && JOINTS.contains(&other),
        };
        let by_clause = gap == "," && !parts.is_empty();
        if !joins {
            break;
        }
        // A list of unlike things has no sum.
        let is_like = part.quantity.unit == sum.quantity.unit && part.quantity.is_counted_out() && !part.compares;
        let said = &text[part.lead.clone()];
        // `共承办建议132件、提案118件`: of both together; `共132件` is a sum itself.
        let is_sum = ["共", "计", "共有"].iter().any(|word| said.ends_with(word)) || said.contains("合计");
        if !is_like || is_sum || ["其中", "各"].iter().any(|word| said.contains(word)) {
            if by_clause {
                break;
            }
            return None;
        }
        by_clauses |= by_clause;
        parts.push(part);
        next = part.lead.start;
    }
    let sentence = passage.sentence_span(&sum.quantity.span);
    if parts.len() < 2 || overlaps(&text[sentence.clone()]) || (by_clauses && may_add_fewer(&parts, sum)) {
        return None;
    }
    Some(Addition {
        paragraph: passage.paragraph,
        span: next..sum.quantity.span.end,
        parts: parts.into_iter().rev().map(Number::of).collect(),
        whole: Whole::Stated(sum.quantity.clone(), sum.lead.start..sum.quantity.span.end),
    })
}

/// Whether a sum may be of the last of these parts only (nearest first), or of parts that are no parts of one thing:
/// one of them is as much as it is.
fn may_add_fewer(parts: &[&Counted], sum: &Counted) -> bool {
    let mut so_far = Decimal::ZERO;
    parts.iter().any(|part| {
        so_far += part.quantity.value;
        so_far == sum.quantity.value || part.quantity.value >= sum.quantity.value
    })
}

/// How many characters the name of what was counted may have behind its number.
const LONGEST_NAME: usize = 16;

/// The parts of a number that is not in the tables, behind 其中: together they are not more than it.
fn among(page: &Page<'_>, found: &Found, at: usize) -> Option<Addition> {
    let (passage, whole) = (page.passage, &found.counted[at]);
    let text = &passage.text;
    let is_claimed = |own: &Counted| own.why == Why::Compared;
    let behind = &text[whole.quantity.span.end..];
    // `286件中，简易程序134件、普通程序162件`: whatever the whole is of, its parts are not more.
    // `制发的11件行政规范性文件中，…`.
    let head = behind.split([',', ':', '。', ';']).next().unwrap_or_default();
    let is_head = head.chars().count() <= LONGEST_NAME && !head.contains(|c: char| c.is_ascii_digit() || c == '(');
    let is_parted = is_head && head.ends_with('中') && behind[head.len()..].starts_with([',', ':']);
    let begins = behind.trim_start_matches([',', ':']).starts_with("其中") && !is_claimed(whole);
    // `月均25件，其中7月最多，为41件`.
    let is_average = || text[whole.lead.clone()].contains('均');
    if !whole.quantity.is_counted_out()
        || whole.compares
        || !(begins || is_parted)
        || whole.quantity.unit.is_empty()
        || is_average()
    {
        return None;
    }
    let piece = passage.piece_span(&whole.quantity.span);
    let sentence = passage.sentence_span(&whole.quantity.span);
    let mut parts: Vec<&Counted> = Vec::new();
    for part in &found.counted[at + 1..] {
        if part.quantity.span.end > piece.end {
            break;
        }
        let said = &text[part.lead.clone()];
        let is_first = parts.is_empty();
        let goes_on = [
            "其中", "共", "合计", "总计", "比", "同比", "占", "含", "包括", "较", "每", "均", "达到", "通过", "利用",
            "面向", "涉及",
        ];
        let is_plain = part.quantity.unit == whole.quantity.unit
            && part.quantity.is_counted_out()
            && !part.compares
            && !is_claimed(part);
        let from = if is_first {
            said.find("其中").map_or(0, |at| at + "其中".len())
        } else {
            0
        };
        let opens = outside_brackets(&text[whole.quantity.span.end..part.quantity.span.start]).is_none();
        if !is_plain || opens || goes_on.iter().any(|word| said[from..].contains(word)) {
            return None;
        }
        parts.push(part);
    }
    let last = parts.last()?;
    let values = parts.iter().map(|part| part.quantity.value);
    let sums = values.clone().scan(Decimal::ZERO, |sum, value| {
        *sum += value;
        Some(*sum)
    });
    let sums: Vec<Decimal> = sums.collect();
    let sum = *sums.last()?;
    // 其中 may be of any number before it; the first parts may be all of it, and what follows is of all.
    let mut wholes = found.counted[..=at]
        .iter()
        .filter(|own| own.quantity.span.start >= sentence.start && own.quantity.unit == whole.quantity.unit);
    let is_explained = wholes.any(|own| {
        let own = own.quantity.value;
        sums.contains(&own) || values.clone().any(|value| value == own) || (sum <= own && own > whole.quantity.value)
    });
    let of_those = text[parts[0].quantity.span.end..].starts_with(['中', '里'])
        || text[parts[0].quantity.span.end..].starts_with("当中");
    if is_explained || of_those {
        return None;
    }
    let rest = &text[last.lead.clone()];
    let rest_begins = rest.trim_start_matches(['、', ',', '和', '及']);
    // `其他文件102条；工作报告2条`: the list goes on behind the semicolon.
    let goes_on = found.counted[at + 1..].iter().any(|own| {
        let span = &own.quantity.span;
        (piece.end..sentence.end).contains(&span.start) && own.quantity.unit == whole.quantity.unit
    });
    let names_rest = ["其他", "其它", "其余"]
        .iter()
        .any(|word| rest_begins.starts_with(word));
    let is_complete = parts.len() > 1 && names_rest && !goes_on;
    if overlaps(&text[sentence.clone()]) || text[last.quantity.span.end..].starts_with('等') {
        return None;
    }
    Some(Addition {
        paragraph: passage.paragraph,
        span: whole.lead.start..last.quantity.span.end,
        parts: parts.iter().copied().map(Number::of).collect(),
        whole: Whole::Among(
            whole.quantity.clone(),
            whole.lead.start..whole.quantity.span.end,
            is_complete,
        ),
    })
}

/// All parts of the applications along something the tables do not divide by.
fn along_an_aspect(page: &Page<'_>, found: &Found, known: &Known<'_>) -> Vec<Addition> {
    let passage = page.passage;
    if crate::context::table_of(known.form, passage.part.as_deref()) != Some(TableRole::Applications) {
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
            || known.names_a_result(page, page.within(&(sentence.start..list.end)));
        if !is_other_division || is_mixed || overlaps(words) || parts_of_parts.iter().any(|word| words.contains(word)) {
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
        if is_aspect(own) || (own.starts_with(['从', '按']) && own.ends_with('看')) {
            aspects.push((start..at, is_aspect(own)));
        }
        start = at + c.len_utf8();
    }
    aspects
}

/// Whether a sum is of another time than its parts, which are the year's: `截至年底共…` too.
fn names_another_time(page: &Page<'_>, lead: &Span) -> bool {
    let is_another = |kind: &Kind| matches!(kind, Kind::Time(period) if *period != Period::Own);
    let text = &page.passage.text[lead.clone()];
    page.all()[page.within(lead)]
        .iter()
        .any(|token| is_another(&token.kind))
        || ["底", "末", "目前", "截"].iter().any(|word| text.contains(word))
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
    use super::outside_brackets;

    #[test]
    fn brackets_are_left_out_whole() {
        assert_eq!(outside_brackets("、(含街道)和").as_deref(), Some("、和"));
        assert_eq!(outside_brackets("、会办54件)、"), None);
        assert_eq!(outside_brackets("(其中"), None);
    }
}
