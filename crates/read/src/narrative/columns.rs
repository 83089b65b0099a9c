//! The columns of a sheet of text: which holds the text, which its numbers, and what stands
//! beside it. Reviewers write there; their words are told and never printed.

use std::collections::{BTreeMap, BTreeSet};

use nianbao_model::form::Form;
use nianbao_model::label::{self, heading_level};
use nianbao_model::locus::CellRef;
use nianbao_model::source::Cell;

use super::beside::Beside;
use super::editions::{self, Edition};
use super::{Filled, is_mark, shown};
use crate::headings;

/// In how many rows from the top the columns' heads are looked for.
const TOP: usize = 3;
/// The longest head of a column, in characters.
const HEAD: usize = 10;

/// What the text before the first part is called in a column of parts.
const PREFACE: [&str; 5] = ["引言", "前言", "导语", "开头", "序言"];

/// What a column's head says it holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// A text, of which there may be several.
    Text(Edition),
    /// The headings of parts.
    Parts,
    Number,
    Remark,
}

/// What the columns hold.
pub(super) struct Columns {
    /// The column of the text.
    main: u32,
    /// Columns of remarks, with their heads.
    remarks: BTreeMap<u32, String>,
    /// Columns of another text, where nothing tells which is meant, with their heads and the head
    /// of the one that is read.
    others: BTreeMap<u32, (String, String)>,
    /// The column of the headings of parts, beside the text.
    parts: Option<Parts>,
    /// Columns of running numbers.
    numbers: BTreeSet<u32>,
    /// Columns without a head that hold something beside a complete paragraph.
    beside: BTreeSet<u32>,
}

impl Columns {
    /// Tells the columns apart, and takes their heads away.
    pub(super) fn of(rows: &mut Vec<Vec<Filled<'_>>>, form: &Form, year: Option<i32>) -> Self {
        let heads = rows.iter().take(TOP).position(|row| is_header(row, year));
        let heads = heads.map(|at| rows.remove(at)).unwrap_or_default();
        let heads: Vec<(u32, String, Option<Holds>)> = heads
            .iter()
            .map(|(at, cell)| (at.column, shown(cell), holds(&shown(cell), year)))
            .collect();
        let held = |wanted: Holds| heads.iter().filter(move |(.., holds)| *holds == Some(wanted));
        let named = |(column, head, _): &(u32, String, Option<Holds>)| (*column, head.clone());
        let mut remarks: BTreeMap<u32, String> = held(Holds::Remark).map(named).collect();
        let texts = heads.iter().filter_map(|(column, head, holds)| match holds {
            Some(Holds::Text(edition)) => Some((*column, head.as_str(), *edition)),
            _ => None,
        });
        let texts = texts.map(|(column, head, edition)| (column, head, edition, rows_of_text(rows, column)));
        let choice = editions::choose(&texts.collect::<Vec<_>>());
        remarks.extend(choice.left);
        let parts = held(Holds::Parts).next().filter(|_| choice.read.is_some());
        let parts = parts.map(|(column, head, _)| Parts::of(rows, *column, head, form));
        let main = choice.read.unwrap_or_else(|| main_column(rows, &remarks, form));
        let left = rows
            .iter()
            .flatten()
            .map(|(at, _)| at.column)
            .filter(|column| *column < main);
        let counted = left
            .collect::<BTreeSet<_>>()
            .into_iter()
            .filter(|column| is_counted(rows, *column));
        let mut columns = Self {
            main,
            numbers: held(Holds::Number).map(|(column, ..)| *column).chain(counted).collect(),
            remarks,
            others: choice.unsure,
            parts,
            beside: BTreeSet::new(),
        };
        let beside = rows.iter().flat_map(|row| columns.beside(row)).collect();
        columns.beside = beside;
        columns
    }

    /// Whether a cell is a heading in the column of the headings of parts.
    pub(super) fn heads_part(&self, at: CellRef) -> bool {
        self.parts.as_ref().is_some_and(|parts| parts.headings.contains(&at))
    }

    fn is_of_parts(&self, at: CellRef) -> bool {
        self.parts.as_ref().is_some_and(|parts| parts.column == at.column)
    }

    /// The cells of a row that are neither remarks by their column's head nor running numbers.
    pub(super) fn own<'a>(&self, row: &[Filled<'a>], beside: &mut Beside) -> Vec<Filled<'a>> {
        for (at, cell) in row {
            if let Some(head) = self.remarks.get(&at.column) {
                beside.add(Some(head), *at, shown(cell));
            }
            if let Some(heads) = self.others.get(&at.column) {
                beside.add_text(heads, *at, shown(cell));
            }
        }
        self.kept(row)
    }

    /// The same, where nothing is told yet.
    pub(super) fn kept<'a>(&self, row: &[Filled<'a>]) -> Vec<Filled<'a>> {
        let is_own = |(at, cell): &&Filled<'a>| {
            let is_counted = self.numbers.contains(&at.column) && is_running(&shown(cell)).is_some();
            let is_left = self.remarks.contains_key(&at.column) || self.others.contains_key(&at.column);
            !is_left && !is_counted
        };
        row.iter().filter(is_own).copied().collect()
    }

    /// The cells of a row that are text; what stands beside a complete paragraph is not.
    pub(super) fn text<'a>(&self, row: &[Filled<'a>], beside: &mut Beside) -> Vec<Filled<'a>> {
        let own = self.own(row, beside);
        let remarks = self.beside(&own);
        let has_main = own.iter().any(|(at, _)| at.column == self.main);
        let is_text = |at: &CellRef, cell: &Cell| {
            let text = shown(cell);
            let is_alone = !has_main && self.beside.contains(&at.column);
            let is_own = is_paragraph(&text) || heading_level(&text) > 0;
            if self.is_of_parts(*at) {
                return self.heads_part(*at);
            }
            !remarks.contains(&at.column) && (!is_alone || is_own)
        };
        let (text, other): (Vec<_>, Vec<_>) = own.into_iter().partition(|(at, cell)| is_text(at, cell));
        for (at, cell) in other {
            match &self.parts {
                Some(parts) if parts.column == at.column => parts.tell(at, shown(cell), beside),
                _ => beside.add(None, at, shown(cell)),
            }
        }
        text
    }

    /// The columns in which something stands beside this row's complete text.
    fn beside(&self, row: &[Filled<'_>]) -> BTreeSet<u32> {
        let main = row
            .iter()
            .find(|(at, _)| at.column == self.main)
            .map(|(_, cell)| shown(cell));
        let Some(main) = main.filter(|main| is_complete(main)) else {
            return BTreeSet::new();
        };
        let is_heading = !ends_sentence(&main);
        let belongs = |at: &CellRef, text: &str| {
            (at.column < self.main && is_mark(text)) || (is_heading && at.column > self.main && is_paragraph(text))
        };
        let others = self.kept(row).into_iter().filter(|(at, _)| at.column != self.main);
        others
            .filter(|(at, _)| !self.is_of_parts(*at))
            .filter(|(at, cell)| !belongs(at, &shown(cell)))
            .map(|(at, _)| at.column)
            .collect()
    }
}

/// The column of the headings of parts.
struct Parts {
    column: u32,
    head: String,
    headings: BTreeSet<CellRef>,
    /// The headings' texts: written again beside each paragraph of a part, they say nothing new.
    texts: BTreeSet<String>,
}

impl Parts {
    fn of(rows: &[Vec<Filled<'_>>], column: u32, head: &str, form: &Form) -> Self {
        let mut parts = Self {
            column,
            head: head.to_owned(),
            headings: BTreeSet::new(),
            texts: BTreeSet::new(),
        };
        for (at, cell) in rows.iter().flatten().filter(|(at, _)| at.column == column) {
            let text = shown(cell);
            let is_heading = (heading_level(&text) > 0 && !is_mark(&text)) || headings::opened(&text, form).is_some();
            if is_heading && parts.texts.insert(text) {
                parts.headings.insert(*at);
            }
        }
        parts
    }

    /// Notes a cell of the column that is no heading.
    fn tell(&self, at: CellRef, text: String, beside: &mut Beside) {
        let is_preface = PREFACE.contains(&&*label::normalize(&text));
        if !self.texts.contains(&text) {
            beside.add(is_preface.then_some(&self.head), at, text);
        }
    }
}

/// The rows in which a column has a complete text; none, where it has no sentence.
fn rows_of_text(rows: &[Vec<Filled<'_>>], column: u32) -> BTreeSet<u32> {
    let cells = rows.iter().flatten().filter(|(at, _)| at.column == column);
    let texts: Vec<(u32, String)> = cells.map(|(at, cell)| (at.row, shown(cell))).collect();
    let has_sentence = texts.iter().any(|(_, text)| ends_sentence(text));
    let complete = texts.into_iter().filter(|(_, text)| has_sentence && is_complete(text));
    complete.map(|(row, _)| row).collect()
}

/// The column with most headings of parts, or else the longest text.
fn main_column(rows: &[Vec<Filled<'_>>], remarks: &BTreeMap<u32, String>, form: &Form) -> u32 {
    let mut weights: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for (at, cell) in rows
        .iter()
        .flatten()
        .filter(|(at, _)| !remarks.contains_key(&at.column))
    {
        let Some(text) = cell.text() else { continue };
        let weight = weights.entry(at.column).or_default();
        weight.0 += usize::from(headings::opened(text, form).is_some());
        weight.1 += text.len();
    }
    // Of equals the leftmost.
    let heaviest = weights.into_iter().rev().max_by_key(|(_, weight)| *weight);
    heaviest.map_or(0, |(column, _)| column)
}

/// Whether a column holds running numbers, each one more than the one above or one again.
fn is_counted(rows: &[Vec<Filled<'_>>], column: u32) -> bool {
    let cells = rows.iter().flatten().filter(|(at, _)| at.column == column);
    let numbers: Option<Vec<u32>> = cells.map(|(_, cell)| is_running(&shown(cell))).collect();
    numbers.is_some_and(|numbers| {
        let runs = numbers
            .windows(2)
            .all(|pair| pair[1] == 1 || Some(pair[1]) == pair[0].checked_add(1));
        runs && numbers.len() > 1 && numbers.first().is_some_and(|first| *first <= 1)
    })
}

/// The running number that a cell shows.
fn is_running(text: &str) -> Option<u32> {
    text.trim_end_matches(['.', '、', '\u{ff0e}']).parse().ok()
}

/// Whether a row says what the columns below it hold.
fn is_header(row: &[Filled<'_>], year: Option<i32>) -> bool {
    let held: Option<Vec<_>> = row
        .iter()
        .map(|(_, cell)| {
            let head = shown(cell);
            (head.chars().count() <= HEAD).then(|| holds(&head, year))
        })
        .collect();
    let is_plain = |holds: &Option<Holds>| matches!(holds, Some(Holds::Text(Edition::Only) | Holds::Parts));
    held.is_some_and(|held| held.iter().any(is_plain) || (held.len() > 1 && held.iter().all(Option::is_some)))
}

/// What a head says of its column.
fn holds(head: &str, year: Option<i32>) -> Option<Holds> {
    const TEXT: [&str; 6] = ["正文", "内容", "段落", "报告正文", "正文内容", "文字"];
    const PARTS: [&str; 3] = ["标题", "章节", "部分"];
    const NUMBER: [&str; 6] = ["序号", "编号", "行号", "段号", "序", "号"];
    const REMARK: [&str; 25] = [
        "备注", "意见", "批注", "审核", "审阅", "审签", "审定", "修改", "状态", "说明", "责任", "处室", "科室", "核稿",
        "核对", "校对", "负责", "完成", "进度", "来源", "字数", "领导", "注释", "提示", "建议",
    ];
    let head = label::normalize(head);
    let head = head.trim_end_matches(':');
    if TEXT.contains(&head) {
        Some(Holds::Text(Edition::Only))
    } else if PARTS.contains(&head) {
        Some(Holds::Parts)
    } else if let Some(edition) = Edition::of(head, year) {
        Some(Holds::Text(edition))
    } else if NUMBER.contains(&head) {
        Some(Holds::Number)
    } else {
        REMARK.iter().any(|word| head.contains(word)).then_some(Holds::Remark)
    }
}

/// Whether a text needs nothing behind it: a heading, or a sentence to its end.
pub(super) fn is_complete(text: &str) -> bool {
    (heading_level(text) > 0 && !is_mark(text)) || ends_sentence(text)
}

/// Whether a text ends as a sentence does.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '"', '’', ')', '\u{ff09}']);
    text.ends_with(['。', '！', '？', '；', '!', '?', ';', '…'])
}

/// Whether a cell beside a heading is its text.
fn is_paragraph(text: &str) -> bool {
    (ends_sentence(text) && !is_remark(text)) || ["无", "没有"].contains(&text)
}

/// Whether somebody speaks of the text instead of writing it.
pub(crate) fn is_remark(text: &str) -> bool {
    /// Words by their first character: long paragraphs are asked too, each character once.
    const WORDS: [(char, &[&str]); 11] = [
        ('请', &["核", "补", "改", "确认", "再", "删"]),
        ('核', &["对", "实"]),
        ('未', &["核"]),
        ('没', &["核"]),
        ('已', &["核", "改", "阅"]),
        ('待', &["核", "补", "定"]),
        ('再', &["压"]),
        ('同', &["意"]),
        ('存', &["疑"]),
        ('偏', &["高", "低"]),
        ('改', &["为"]),
    ];
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let words = WORDS.iter().find(|(first, _)| *first == c);
        if words.is_some_and(|(_, ends)| ends.iter().any(|end| rest.as_str().starts_with(end))) {
            return true;
        }
    }
    !text.is_empty() && text.chars().all(|c| "√×✓✔?？OKok".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::source::CellValue;

    #[test]
    fn a_part_beside_its_text_is_a_heading_once() {
        let form = &nianbao_model::form::builtin().unwrap()[0];
        let texts = ["引言", "一、总体情况", "一、总体情况", "市局"];
        let cells = texts.map(|text| Cell::typed(CellValue::Text(text.to_owned())));
        let rows: Vec<_> = (0..)
            .zip(&cells)
            .map(|(row, cell)| vec![(CellRef::new(row, 0), cell)])
            .collect();
        let parts = Parts::of(&rows, 0, "部分", form);
        assert_eq!(parts.headings, BTreeSet::from([CellRef::new(1, 0)]));
        let mut beside = Beside::default();
        rows.iter()
            .flatten()
            .for_each(|(at, cell)| parts.tell(*at, shown(cell), &mut beside));
        let told = beside.rows().collect::<Vec<_>>();
        assert_eq!(told, [(None, vec![3]), (Some("部分"), vec![0])]);
    }
}
