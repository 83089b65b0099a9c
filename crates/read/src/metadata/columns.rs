//! The heads over items and their values (项目, 填写说明, 内容, or 项目, 上年, 本年): which column
//! holds the values, and which are not read.

use nianbao_model::label;
use nianbao_model::report::{Field, WhyUnread};

use crate::heads::{self, Rank};

const ITEM: [&str; 9] = [
    "项目",
    "名称",
    "事项",
    "项目名称",
    "信息项",
    "填报项目",
    "填报事项",
    "字段",
    "要素",
];
const VALUE: [&str; 6] = ["内容", "填写内容", "值", "填写", "填报内容", "信息"];

/// The longest head, in characters.
const LONGEST: usize = 10;

/// The columns that are not read, by what their heads say.
#[derive(Default)]
pub(super) struct Columns {
    /// Those that hold something else, with their heads.
    others: Vec<(u32, String)>,
    /// Those of which any might hold the values, with their heads.
    rivals: Vec<(u32, String)>,
    item: u32,
}

impl Columns {
    /// What these cells say as heads of the columns that are `filled` below; none if they are no heads.
    pub(super) fn of(cells: &[(u32, &str)], filled: impl Fn(u32) -> bool) -> Option<Self> {
        let named = |text: &str, words: &[&str]| words.contains(&label::normalize(text).as_str());
        let place = cells.iter().position(|(_, text)| named(text, &ITEM))?;
        let (left, rest) = cells.split_at_checked(place)?;
        let (item, rest) = rest.split_first()?;
        let is_pair = |text: &str| named(text, &ITEM) || Field::named(text).is_some();
        // A second pair of columns beside the first has heads of its own.
        let own = rest.iter().take_while(|(_, text)| !is_pair(text)).copied();
        let own: Vec<(u32, &str)> = own.collect();
        let knows_one = match *own.as_slice() {
            [] => false,
            [(_, only)] => named(only, &VALUE) || heads::year(only).is_some(),
            _ => own.iter().any(|(_, text)| rank(text, &own) != Rank::Unknown),
        };
        if !knows_one || cells.iter().any(|(_, text)| text.chars().count() > LONGEST) {
            return None;
        }
        let ranked = own.iter().filter(|(column, _)| filled(*column));
        let ranked: Vec<(u32, Rank)> = ranked.map(|(column, text)| (*column, rank(text, &own))).collect();
        let best = heads::best(&ranked);
        let is_known = |column: u32| best.as_slice() == [column];
        // Nothing but explanations: those are the values.
        let no_other = best.is_empty() && !ranked.iter().any(|(_, rank)| *rank == Rank::Earlier);
        if no_other && !ranked.is_empty() {
            return None;
        }
        let with_head = |columns: Vec<(u32, &str)>| {
            let owned = columns.into_iter().map(|(column, head)| (column, head.to_owned()));
            owned.collect::<Vec<_>>()
        };
        let rivals = own.iter().filter(|(column, _)| best.len() > 1 && best.contains(column));
        let rivals = with_head(rivals.copied().collect());
        let others = own
            .iter()
            .filter(|(column, _)| !is_known(*column) && !rivals.iter().any(|(rival, _)| rival == column));
        Some(Self {
            others: with_head(left.iter().chain(others).copied().collect()),
            rivals,
            item: item.0,
        })
    }

    /// Why a column is not read; none if it is.
    pub(super) fn unread(&self, column: u32) -> Option<WhyUnread> {
        if self.rivals.iter().any(|(rival, _)| *rival == column) {
            let heads = self.rivals.iter().map(|(_, head)| head.clone());
            return Some(WhyUnread::Rivals(heads.collect()));
        }
        let other = self.others.iter().find(|(other, _)| *other == column);
        other.map(|(_, head)| WhyUnread::Column(head.clone()))
    }

    /// Whether a column stands left of the items.
    pub(super) fn is_before(&self, column: u32) -> bool {
        column < self.item
    }
}

/// What a head says; of several years the last is the report's.
fn rank(head: &str, all: &[(u32, &str)]) -> Rank {
    let last = || all.iter().filter_map(|(_, head)| heads::year(head)).max();
    match heads::year(head) {
        Some(year) if Some(year) == last() => Rank::OwnYear,
        Some(_) => Rank::Earlier,
        None => heads::rank(head, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(heads: &[&str]) -> Option<Vec<usize>> {
        let cells: Vec<(u32, &str)> = (0..).zip(heads.iter().copied()).collect();
        let columns = Columns::of(&cells, |_| true)?;
        let read = (0..heads.len()).filter(|column| columns.unread(u32::try_from(*column).unwrap()).is_none());
        Some(read.collect())
    }

    #[test]
    fn the_values_are_under_the_head_that_says_so() {
        for heads in [
            ["项目", "填写说明", "内容"],
            ["项目", "是否必填", "填写内容"],
            ["项目", "类型", "值"],
            ["项目", "2024年", "2025年"],
            ["事项", "变更前", "变更后"],
            ["项目", "示例", "填写"],
            ["信息项", "上年", "本年"],
        ] {
            assert_eq!(read(&heads), Some(vec![0, 2]), "{heads:?}");
        }
        assert_eq!(read(&["项目", "内容", "填写说明"]), Some(vec![0, 1]));
        assert_eq!(read(&["项目", "内容", "项目", "内容"]), Some(vec![0, 1, 2, 3]));
        assert_eq!(read(&["序号", "项目", "说明", "内容"]), Some(vec![1, 3]));
        assert_eq!(read(&["项目", "填写", "信息"]), Some(vec![0]), "either of the two");
        assert_eq!(read(&["名称", "某市水务局"]), None);
        assert_eq!(read(&["名称", "信息公开平台"]), None);
    }
}
