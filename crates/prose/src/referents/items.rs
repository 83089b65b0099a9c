//! What words about documents, decisions and money can mean.

use nianbao_model::form::{Role, TableRole};

use super::{Referents, Words, cell, single};
use crate::claim::Grade;
use crate::context::Context;
use crate::phrase::Mention;
use crate::tables::{Cell, Grid, Sum, Tables};
use crate::topic::Topic;

impl Tables {
    pub(super) fn items(&self, words: &Words, topic: &Topic, context: &Context) -> Option<Referents> {
        let grid = self.with(TableRole::Items)?;
        let in_part = context.part == Some(TableRole::Items);
        let taken_in = words.received || words.applications || (words.handled && !in_part);
        if taken_in || !words.rows.is_empty() || !words.applicants.is_empty() {
            return None;
        }
        let measure = single(&words.measures);
        let item = match (single(&words.items), topic) {
            (Some(item), _) => item,
            (None, Topic::Item(item, _)) if words.items.is_empty() => *item,
            // Not behind what is not understood: `规范性文件栏目有46件，其中废止2件`.
            (None, Topic::None) if words.items.is_empty() => context.only_item(grid, measure?)?,
            _ => return None,
        };
        // `发布规范性文件11件`, of what has such a figure.
        let issued = grid.columns_with(&[Role::Issued]);
        let issued = issued.first().copied().filter(|column| {
            words.issued && words.measures.is_empty() && !words.items.is_empty() && grid.has_cell(item, *column)
        });
        let column = match (measure.or(issued), topic) {
            (Some(measure), _) => measure,
            (None, _) if !words.measures.is_empty() => return None,
            (None, Topic::Item(_, Some(measure))) if self.has(&cell(grid, item, *measure)) => *measure,
            (None, _) => *grid.columns_with(&[Role::Counted]).first()?,
        };
        // `查处行政处罚案件` and the like count other things outside the part on disclosure.
        if words.measures.is_empty() && issued.is_none() && !in_part && !words.made && !matches!(topic, Topic::Item(..))
        {
            return None;
        }
        Some(Referents {
            readings: vec![vec![cell(grid, item, column)]],
            topic: Topic::Item(item, Some(column)),
            grade: match issued {
                Some(_) => Grade::Doubt,
                None => Grade::Sure,
            },
        })
    }

    /// What a number of an item, or of several together, may be that words name without saying what of it is counted.
    pub(crate) fn of_items(&self, mentions: &[Mention]) -> Option<Referents> {
        let grid = self.with(TableRole::Items)?;
        let words = Words::of(mentions, self);
        if words.received || !self.is_counted(&words.measures) || words.items.iter().any(|item| item.len() != 1) {
            return None;
        }
        let columns = [Role::Counted, Role::Issued].map(|role| grid.columns_with(&[role]));
        let counted = |item: u16| {
            let column = columns.iter().flatten().find(|column| grid.has_cell(item, **column))?;
            Some(cell(grid, item, *column)).filter(|cell| self.has(cell))
        };
        let cells: Sum = words
            .items
            .iter()
            .flatten()
            .map(|item| counted(*item))
            .collect::<Option<_>>()?;
        // `行政处罚和行政强制合计330件`: of both.
        let topic = match cells[..] {
            [] => return None,
            [one] => Topic::Item(one.line, Some(one.column)),
            _ => Topic::Foreign,
        };
        Some(Referents {
            readings: vec![cells],
            topic,
            grade: Grade::Ask,
        })
    }

    /// `未收取行政事业性收费`: the amount of an item that is counted in money alone.
    pub(crate) fn nothing_taken(&self, mentions: &[Mention]) -> Option<Referents> {
        let words = Words::of(mentions, self);
        let is_bare = words.measures.is_empty() && words.items.len() == 1 && words.items.len() == mentions.len();
        let found = self.amount(mentions, &Topic::None).filter(|_| is_bare)?;
        Some(Referents {
            grade: Grade::Doubt,
            ..found
        })
    }

    /// An amount of money.
    pub(super) fn amount(&self, mentions: &[Mention], topic: &Topic) -> Option<Referents> {
        let words = Words::of(mentions, self);
        let grid = self.with(TableRole::Items)?;
        let amounts: Vec<u16> = (0..grid.columns.len() as u16)
            .filter(|at| grid.columns[usize::from(*at)].is_amount)
            .collect();
        let with_amount = |item: u16| {
            amounts
                .iter()
                .map(move |column| cell(grid, item, *column))
                .find(|cell| self.has(cell))
        };
        let found = match (single(&words.items), topic) {
            (Some(item), _) => with_amount(item)?,
            (None, Topic::Item(item, _)) if with_amount(*item).is_some() => with_amount(*item)?,
            // 收费金额, 采购总金额: the form has one amount.
            (None, topic) if !words.measures.is_empty() && *topic != Topic::Foreign => {
                let all: Vec<Cell> = (0..grid.lines.len() as u16).filter_map(with_amount).collect();
                match all[..] {
                    [only] => only,
                    _ => return None,
                }
            }
            _ => return None,
        };
        let fits = words.measures.iter().flatten().all(|measure| amounts.contains(measure));
        (fits && words.rows.is_empty() && words.kinds.is_empty()).then(|| Referents {
            readings: vec![vec![found]],
            topic: Topic::Item(found.line, None),
            grade: Grade::Sure,
        })
    }

    /// The only item these words name, if they name nothing of another table.
    pub(crate) fn item(&self, mentions: &[Mention]) -> Option<u16> {
        let words = Words::of(mentions, self);
        let only = !words.has_verb() && !words.applications && words.rows.is_empty() && words.kinds.is_empty();
        single(&words.items).filter(|_| only)
    }

    /// Whether these are what a bare number of items is.
    pub(super) fn is_counted(&self, measures: &[Vec<u16>]) -> bool {
        let counted = self
            .with(TableRole::Items)
            .map(|grid| grid.columns_with(&[Role::Counted]))
            .unwrap_or_default();
        measures.iter().flatten().all(|measure| counted.contains(measure))
    }

    /// Things counted as 项: purchases, and the items of last year.
    pub(super) fn listed(&self, words: &Words, unit: &str, topic: &Topic) -> Option<Referents> {
        let grid = self.with(TableRole::Items)?;
        let item = match (single(&words.items), topic) {
            (Some(item), _) => item,
            (None, Topic::Item(item, _)) => *item,
            _ => return None,
        };
        let column = match (single(&words.measures), words.measures.is_empty()) {
            (Some(measure), _) => measure,
            (None, true) if unit != "部" => match (grid.columns_with(&[Role::Listed]).first(), topic) {
                (Some(listed), _) => *listed,
                // `处理决定数量450项，行政处罚2项`: what was counted before.
                (None, Topic::Item(_, Some(measure))) => *measure,
                _ => return None,
            },
            _ => return None,
        };
        let found = cell(grid, item, column);
        self.has(&found).then(|| Referents {
            readings: vec![vec![found]],
            topic: Topic::Item(item, Some(column)),
            grade: Grade::Sure,
        })
    }
}

impl Context {
    /// The only item spoken of here that has this measure.
    fn only_item(&self, grid: &Grid, measure: u16) -> Option<u16> {
        match &self
            .items
            .iter()
            .filter(|item| grid.has_cell(**item, measure))
            .collect::<Vec<_>>()[..]
        {
            [item] => Some(**item),
            _ => None,
        }
    }
}
