//! Shares, and the wholes they may be shares of.

use super::{Number, Operand, Quotient, figures, stated, window};
use nianbao_model::Decimal;
use nianbao_model::form::{Role, TableRole};

use crate::claim::{Claim, Counted, Found, Why};
use crate::known::Known;
use crate::number::Measure;
use crate::page::Page;
use crate::passage::{Passage, Span};
use crate::tables::Cell;
use crate::time::Period;
use crate::wording::{Class, List, Wording};

/// Words for how many are added up.
const SEVERAL: [(&str, usize); 7] = [
    ("两项", 2),
    ("两者", 2),
    ("二者", 2),
    ("两类", 2),
    ("三项", 3),
    ("三者", 3),
    ("三类", 3),
];

/// The share a percentage is said to be; `of` is where 占 stands in its lead.
pub(super) fn read(page: &Page<'_>, found: &Found, known: &Known<'_>, nth: usize, of: usize) -> Option<Quotient> {
    let passage = page.passage;
    let counted = &found.counted[nth];
    // `分别占42.8%、10.8%`: each of its own part.
    if passage.text[counted.lead.clone()].contains("分别") {
        return None;
    }
    let window = window(passage, &found.counted[..nth], counted);
    let at = counted.lead.start + of;
    let base = at + '占'.len_utf8()..counted.lead.end;
    let (named, understood) = known.figures_named(page, page.within(&base))?;
    let (subject, is_whole_subject) = known.figures_named(page, page.within(&(counted.lead.start..at)))?;
    // How many are added up, nobody says.
    let lead = &passage.text[counted.lead.clone()];
    let added_up = ["合计", "总共", "共占", "一共"].iter().any(|word| lead.contains(word));
    let counted_up = SEVERAL.iter().any(|(word, _)| lead.contains(word));
    if added_up && !counted_up && subject.is_empty() || added_up && subject.len() == 1 && subject[0].len() == 1 {
        return None;
    }
    // `在公开答复中，全部公开占80.9%`: of something that has no figure.
    if named.is_empty() && is_among_others(passage, at) {
        return None;
    }
    let is_named = is_whole_subject && !subject.is_empty();
    // `行政复议结果纠正的占16.7%`: of all reviews.
    let of_all = subject.first().and_then(|keys| known.tables().cells_of(keys));
    let of_all = of_all
        .filter(|_| is_named)
        .and_then(|cells| total_beside(known, &cells));
    let mut parts = if is_whole_subject { figures(subject) } else { Vec::new() };
    let mut part = None;
    if parts.is_empty() {
        let before = &passage.text[counted.lead.start..at];
        // `信函渠道占比33.3%（4件）`: the part is named here, its number may follow.
        let named_here = !page.residue(counted.lead.start..at).is_empty();
        if named_here {
            let parts = vec![Operand::Stated(vec![bracketed(found, counted, &passage.text)?])];
            let wholes = figures(named);
            return (understood && !wholes.is_empty()).then_some(Quotient::Share { parts, wholes });
        }
        parts = match SEVERAL.iter().find(|(word, _)| before.contains(word)) {
            Some((_, count)) => sum(&window[..window.len().min(*count)]),
            None => {
                part = window.first().copied();
                // `大部分涉及征地，占93.8%`: of what has no number.
                let end = part.map_or(0, |part| part.quantity.span.end);
                let between = end.min(counted.lead.start)..counted.lead.start;
                let clauses = passage.text[between.clone()].matches([',', '。']).count();
                if clauses > 1 && !page.residue(between).is_empty() {
                    return None;
                }
                stated(part.as_ref())
            }
        };
    }
    let wholes = if !understood {
        named_by(page, base, &window)
    } else if named.is_empty() {
        if window.len() < 2 && !is_named && !is_claimed(found, known, part) {
            return None;
        }
        let others = unnamed(passage, found, known, counted, part, &window);
        of_all.map(Operand::Figures).into_iter().chain(others).collect()
    } else {
        figures(named)
    };
    (!parts.is_empty() && !wholes.is_empty()).then_some(Quotient::Share { parts, wholes })
}

/// Whether the clause before the one here says among what a share is counted, and that is not the applications.
fn is_among_others(passage: &Passage, at: usize) -> bool {
    let sentence = passage.sentence_span(&(at..at));
    let before = &passage.text[sentence.start..at];
    let Some((clauses, _)) = before.rsplit_once(',') else {
        return false;
    };
    let clause = clauses.rsplit([',', ';', ':']).next().unwrap_or_default();
    let is_whole = ["中", "里"].iter().any(|end| clause.ends_with(end));
    is_whole && !clause.contains("申请") && !clause.contains(|c: char| c.is_ascii_digit())
}

/// The wholes a share of `全部解读材料` may be of: the numbers before it of things called so.
/// Others, such as `全国的`, stand nowhere.
fn named_by(page: &Page<'_>, base: Span, window: &[&Counted]) -> Vec<Operand> {
    let passage = page.passage;
    const PLACES: [&str; 6] = ["全国", "全省", "全市", "全县", "全区", "系统"];
    let said = &passage.text[base.clone()];
    let name = page.residue(base);
    let is_called_so = |own: &&&Counted| {
        let lead = &passage.text[own.lead.clone()];
        let of_the_place = PLACES.iter().all(|place| !said.contains(place) || lead.contains(place));
        own.period == Period::Own && of_the_place && page.residue(own.lead.clone()).ends_with(&name)
    };
    let mut called_so: Vec<&Counted> = window.iter().filter(is_called_so).copied().collect();
    called_so.sort_by_key(|own| std::cmp::Reverse(own.quantity.value));
    stated(&called_so)
}

/// The wholes a share may be of that names none, likeliest first: the total of the table its
/// part stands in, what the part is said to be among (`其中`), and then the widest number.
fn unnamed(
    passage: &Passage,
    found: &Found,
    known: &Known<'_>,
    counted: &Counted,
    part: Option<&Counted>,
    window: &[&Counted],
) -> Vec<Operand> {
    let text = |own: &Counted| &passage.text[own.lead.clone()];
    if part.is_some_and(|part| claimed(found, known, part).is_none() && is_one_of_shares(passage, window, part)) {
        return Vec::new();
    }
    let is_of_own_year = part.is_none_or(|part| part.period == Period::Own);
    let mut widest: Vec<&Counted> = window.to_vec();
    widest.extend(paragraph(found, counted, part));
    widest.retain(|own| part.is_none_or(|part| own.period == part.period));
    // What stands in the same table beside the part cannot be its whole.
    if let Some(cells) = part.and_then(|part| claimed(found, known, part)) {
        let kind = part_of(known, &cells);
        widest.retain(|own| kind.is_none() || !is_sibling(found, known, own, (&cells, kind)));
    }
    widest.sort_by_key(|own| std::cmp::Reverse(own.quantity.value));
    let among = stated(part.and_then(|part| among(passage, window, part)).as_ref());
    if !is_of_own_year {
        return among.into_iter().chain(stated(&widest)).collect();
    }
    let total = |roles: &[Role]| known.total_of(roles).map(Operand::Figures);
    let tabled = part
        .and_then(|part| table_total(found, known, part))
        .map(Operand::Figures);
    let (first, second): (Vec<_>, Vec<_>) = match part.is_some_and(|part| text(part).contains("其中")) {
        true => (among, tabled.into_iter().collect()),
        false => (tabled.into_iter().collect(), among),
    };
    // Totals everyone has in mind.
    let usual = [
        &[Role::Received][..],
        &[Role::Finished],
        &[Role::Received, Role::CarriedIn],
    ];
    let usual = usual.into_iter().filter_map(total);
    first
        .into_iter()
        .chain(second)
        .chain(stated(&widest))
        .chain(usual)
        .collect()
}

/// `公文5条，占41%；决算2条，占17%`: whether all numbers before a part in its sentence are shares beside it, of a
/// whole that stands elsewhere.
fn is_one_of_shares(passage: &Passage, window: &[&Counted], part: &Counted) -> bool {
    let sentence = passage.sentence_span(&part.quantity.span);
    let is_before = |own: &&&Counted| (sentence.start..part.quantity.span.start).contains(&own.quantity.span.start);
    let mut before = window.iter().filter(is_before).peekable();
    let has_share = |own: &Counted| {
        let behind = &passage.text[own.quantity.span.end..part.quantity.span.start];
        let narrows = ["其中", "主要", "包括"].iter().any(|word| behind.contains(word));
        behind.trim_start_matches([',', '(']).starts_with('占') && !narrows
    };
    before.peek().is_some() && before.all(|own| has_share(own))
}

/// The number that a part is said to be among: the last one before 其中 in the same sentence.
fn among<'a>(passage: &Passage, window: &[&'a Counted], part: &Counted) -> Option<&'a Counted> {
    let sentence = passage.sentence_span(&part.quantity.span);
    let before = &passage.text[sentence.start..part.quantity.span.start];
    let before = &before[before.rfind(';').unwrap_or_default()..];
    let start = part.quantity.span.start - before.len();
    let at = start + before.rfind("其中")?;
    window
        .iter()
        .find(|own| own.quantity.span.start < at && own.quantity.span.start >= start)
        .copied()
}

/// The numbers of a paragraph before this one that count in the part's unit.
fn paragraph<'a>(found: &'a Found, counted: &Counted, part: Option<&Counted>) -> Vec<&'a Counted> {
    let unit = part.map(|part| part.quantity.unit.as_str()).unwrap_or_default();
    let before = found.counted.iter().filter(|own| {
        own.quantity.span.end <= counted.lead.start
            && own.quantity.measure != Measure::Percent
            && !own.compares
            && own.quantity.unit == unit
    });
    before.collect()
}

/// Whether a number is claimed of a figure that has a total.
fn is_claimed(found: &Found, known: &Known<'_>, part: Option<&Counted>) -> bool {
    part.and_then(|part| table_total(found, known, part)).is_some()
}

/// The figures a number is claimed of.
fn claimed(found: &Found, known: &Known<'_>, counted: &Counted) -> Option<Vec<Cell>> {
    let is_its = |claim: &&Claim| {
        let number = claim.quantity.as_ref().map(|quantity| quantity.number.start);
        number == Some(counted.quantity.number.start)
    };
    known
        .tables()
        .cells_of(found.claims.iter().find(is_its)?.readings.first()?)
}

/// What in a table a figure is a part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PartOf {
    /// A way in which applications ended, of all that ended.
    Results,
    /// The new applications of one kind of applicant, of all that are new.
    Received,
    /// An outcome of cases, of all cases of its kinds.
    Cases,
}

fn part_of(known: &Known<'_>, cells: &[Cell]) -> Option<PartOf> {
    if let Some(cases) = known.tables().with(TableRole::Cases)
        && cells.iter().all(|cell| cell.table == cases.id)
    {
        let total = cases.columns_with(&[Role::Total]);
        let are_outcomes = !cells.is_empty() && !cells.iter().any(|cell| total.contains(&cell.column));
        return are_outcomes.then_some(PartOf::Cases);
    }
    let grid = known.applications()?;
    let is_total = |cell: &Cell| grid.columns_with(&[Role::Total]).contains(&cell.column);
    let in_table = cells
        .iter()
        .all(|cell| known.tables().role(cell.table) == Some(TableRole::Applications));
    if !in_table {
        return None;
    }
    if cells.iter().all(|cell| grid.is_result(cell.line) && is_total(cell)) {
        return Some(PartOf::Results);
    }
    let is_new = |cell: &Cell| grid.line_role(cell.line) == Some(Role::Received);
    cells
        .iter()
        .all(|cell| is_new(cell) && !is_total(cell))
        .then_some(PartOf::Received)
}

/// The total of the table that a number is claimed to stand in: of the results for a result,
/// of the new applications for a kind of applicant.
fn table_total(found: &Found, known: &Known<'_>, part: &Counted) -> Option<Vec<String>> {
    total_beside(known, &claimed(found, known, part)?)
}

/// The same of figures.
fn total_beside(known: &Known<'_>, cells: &[Cell]) -> Option<Vec<String>> {
    match part_of(known, cells)? {
        PartOf::Results => known.total_of(&[Role::Finished]),
        PartOf::Received => known.total_of(&[Role::Received]),
        PartOf::Cases => {
            let cases = known.tables().with(TableRole::Cases)?;
            let mut kinds: Vec<u16> = cells.iter().map(|cell| cell.line).collect();
            kinds.dedup();
            known
                .tables()
                .keys(&cases.cells(&kinds, &cases.columns_with(&[Role::Total])))
        }
    }
}

/// Whether a number is claimed of another result than a part, or of another kind of applicants.
fn is_sibling(found: &Found, known: &Known<'_>, own: &Counted, (part, kind): (&[Cell], Option<PartOf>)) -> bool {
    claimed(found, known, own)
        .is_some_and(|own| kind == part_of(known, &own) && !part.iter().any(|cell| own.contains(cell)))
}

/// The number in the bracket right behind a share.
fn bracketed(found: &Found, counted: &Counted, text: &str) -> Option<Number> {
    let behind = counted.quantity.span.end;
    let own = found.counted.iter().find(|own| own.quantity.span.start > behind)?;
    (text[behind..own.quantity.span.start].trim() == "(").then(|| Number::of(own))
}

/// Numbers added up; nothing if one of them is approximate.
fn sum(counted: &[&Counted]) -> Vec<Operand> {
    let exact = counted.iter().all(|counted| counted.quantity.is_exact());
    let numbers = counted.iter().map(|counted| Number::of(counted)).collect();
    if exact {
        vec![Operand::Stated(numbers)]
    } else {
        Vec::new()
    }
}

/// `办结率95.2%`: how many of all that came in were finished, or answered.
pub(super) fn of_finished(page: &Page<'_>, found: &Found, known: &Known<'_>, nth: usize) -> Option<Quotient> {
    let counted = &found.counted[nth];
    let said = page.say(page.within(&counted.lead));
    let is_rate = said.has(Class::FinishedRate) || said.has(Class::AnsweredRate);
    let names = |class: Class| {
        let tokens = &page.all()[page.within(&counted.lead)];
        tokens.iter().filter(|token| token.has(class)).count()
    };
    let rates = names(Class::FinishedRate) + names(Class::AnsweredRate);
    let unknown = said.residue.chars().count() > "办结率".chars().count();
    let lead = &page.passage.text[counted.lead.clone()];
    let of_due = Wording::get().list(List::WithinTime).is_in(lead);
    let is_own = counted.period == Period::Own && !counted.elsewhere && !counted.compares;
    let is_all = counted.quantity.value == Decimal::ONE_HUNDRED;
    let others = said.mentions.iter().any(|mention| !mention.is_applications());
    if !is_rate || rates != 1 || unknown || of_due || !is_own || is_all || others {
        return None;
    }
    let so_far = known.context(page, &(0..page.within(&counted.lead).end), false, None);
    let sentence = page.passage.sentence_span(&counted.quantity.span);
    let speaks = || page.passage.text[sentence.clone()].contains("申请");
    if !(so_far.is_applications || page.after_applications && speaks()) {
        return None;
    }
    // `全系统办结726件，办结率99.3%`: of what the number before is of.
    let before = found.counted[..nth]
        .last()
        .filter(|own| own.lead.start >= sentence.start);
    if before.is_some_and(|own| matches!(own.why, Why::Foreign | Why::Elsewhere | Why::OtherTime)) {
        return None;
    }
    let total = |roles: &[Role]| known.total_of(roles).map(Operand::Figures);
    let wholes = [&[Role::Received, Role::CarriedIn][..], &[Role::Received]];
    // `涉及征地的97件，办结92件，办结率94.8%`: of those beside it.
    let beside = stated(&window(page.passage, &found.counted[..nth], counted));
    Some(Quotient::Rate {
        done: total(&[Role::Finished]).into_iter().chain(beside.clone()).collect(),
        of: wholes.into_iter().filter_map(total).chain(beside).collect(),
    })
}

/// A percentage that stands alone in the bracket right behind a number: its share of what it is
/// among, or of its table's total.
pub(super) fn in_bracket(page: &Page<'_>, found: &Found, known: &Known<'_>, nth: usize) -> Option<Quotient> {
    let passage = page.passage;
    let counted = &found.counted[nth];
    let part = found.counted[..nth].last()?;
    let (before, behind) = (
        &passage.text[part.quantity.span.end..counted.quantity.span.start],
        &passage.text[counted.quantity.span.end..],
    );
    let is_of_own_year = part.period == Period::Own && !part.elsewhere && !part.compares;
    if before != "(" || !behind.starts_with(')') || !is_of_own_year || part.quantity.measure == Measure::Percent {
        return None;
    }
    let window = window(passage, &found.counted[..nth - 1], part);
    let wholes = unnamed(passage, found, known, counted, Some(part), &window);
    let parts = stated(std::iter::once(&part));
    is_claimed(found, known, Some(part))
        .then_some(Quotient::Share { parts, wholes })
        .filter(|_| part.quantity.is_exact())
}
