//! The columns of a sheet of text: which holds the text, which its numbers, and what stands
//! beside it. Reviewers write there; their words are told and never printed.

use std::collections::{BTreeMap, BTreeSet};

use nianbao_model::form::Form;
use nianbao_model::label::{self, heading_level};
use nianbao_model::locus::CellRef;
use nianbao_model::report::{Sourced, Unread, WhyUnread};
use nianbao_model::source::Cell;

use super::{Filled, is_mark, shown};
use crate::area::Area;
use crate::headings;

/// In how many rows from the top the columns' heads are looked for.
const TOP: usize = 3;
/// The longest head of a column, in characters.
const HEAD: usize = 10;

/// What a column's head says it holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Text,
    Number,
    Remark,
}

/// What the columns hold.
pub(super) struct Columns {
    /// The column of the text.
    main: u32,
    /// Columns of remarks, with their heads.
    remarks: BTreeMap<u32, String>,
    /// Columns of running numbers.
    numbers: BTreeSet<u32>,
    /// Columns without a head that hold something beside a complete paragraph.
    beside: BTreeSet<u32>,
}

impl Columns {
    /// Tells the columns apart, and takes their heads away.
    pub(super) fn of(rows: &mut Vec<Vec<Filled<'_>>>, form: &Form) -> Self {
        let heads = rows.iter().take(TOP).position(|row| is_header(row));
        let heads = heads.map(|at| rows.remove(at)).unwrap_or_default();
        let held = |wanted: Holds| {
            let heads = heads.iter().map(|(at, cell)| (at.column, shown(cell)));
            heads.filter(move |(_, head)| holds(head) == Some(wanted))
        };
        let remarks: BTreeMap<u32, String> = held(Holds::Remark).collect();
        let main = main_column(rows, &remarks, form);
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
            numbers: held(Holds::Number).map(|(column, _)| column).chain(counted).collect(),
            remarks,
            beside: BTreeSet::new(),
        };
        let beside = rows.iter().flat_map(|row| columns.beside(row)).collect();
        columns.beside = beside;
        columns
    }

    /// The cells of a row that are neither remarks by their column's head nor running numbers.
    pub(super) fn own<'a>(&self, row: &[Filled<'a>], beside: &mut Beside) -> Vec<Filled<'a>> {
        for (at, cell) in row {
            if let Some(head) = self.remarks.get(&at.column) {
                beside.add(Some(head), *at, shown(cell));
            }
        }
        self.kept(row)
    }

    /// The same, where nothing is told yet.
    pub(super) fn kept<'a>(&self, row: &[Filled<'a>]) -> Vec<Filled<'a>> {
        let is_own = |(at, cell): &&Filled<'a>| {
            let is_counted = self.numbers.contains(&at.column) && is_running(&shown(cell)).is_some();
            !self.remarks.contains_key(&at.column) && !is_counted
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
            !remarks.contains(&at.column) && (!is_alone || is_own)
        };
        let (text, other): (Vec<_>, Vec<_>) = own.into_iter().partition(|(at, cell)| is_text(at, cell));
        for (at, cell) in other {
            beside.add(None, at, shown(cell));
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
            .filter(|(at, cell)| !belongs(at, &shown(cell)))
            .map(|(at, _)| at.column)
            .collect()
    }
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
fn is_header(row: &[Filled<'_>]) -> bool {
    let held: Option<Vec<_>> = row
        .iter()
        .map(|(_, cell)| cell.text().filter(|text| text.chars().count() <= HEAD).map(holds))
        .collect();
    held.is_some_and(|held| held.contains(&Some(Holds::Text)) || (held.len() > 1 && held.iter().all(Option::is_some)))
}

/// What a head says of its column.
fn holds(head: &str) -> Option<Holds> {
    const TEXT: [&str; 9] = [
        "正文",
        "内容",
        "段落",
        "报告正文",
        "正文内容",
        "文字",
        "标题",
        "章节",
        "部分",
    ];
    const NUMBER: [&str; 6] = ["序号", "编号", "行号", "段号", "序", "号"];
    const REMARK: [&str; 25] = [
        "备注", "意见", "批注", "审核", "审阅", "审签", "审定", "修改", "状态", "说明", "责任", "处室", "科室", "核稿",
        "核对", "校对", "负责", "完成", "进度", "来源", "字数", "领导", "注释", "提示", "建议",
    ];
    let head = label::normalize(head);
    let head = head.trim_end_matches(':');
    if TEXT.contains(&head) {
        Some(Holds::Text)
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

/// What stands beside the text, column by column.
#[derive(Default)]
pub(super) struct Beside(BTreeMap<Column, Vec<(CellRef, String)>>);

/// A column, with its head if that says what it holds.
type Column = (u32, Option<String>);

impl Beside {
    /// Notes a cell, with its column's head if that says what it is.
    pub(super) fn add(&mut self, head: Option<&String>, at: CellRef, text: String) {
        self.0.entry((at.column, head.cloned())).or_default().push((at, text));
    }

    /// All that was noted.
    pub(super) fn told(self, area: &Area<'_>) -> impl Iterator<Item = Unread> {
        self.0.into_iter().map(|((_, head), cells)| Unread {
            why: head.map_or(WhyUnread::BesideText, WhyUnread::Column),
            cells: cells
                .into_iter()
                .map(|(at, value)| Sourced {
                    value,
                    locus: area.locus(at),
                })
                .collect(),
        })
    }
}
