//! Several texts side by side, in columns whose heads say which is which: last year's and this
//! year's, a draft and what has become of it. One is read, and where nothing tells which, that is
//! said; they are never mixed.

use std::collections::{BTreeMap, BTreeSet};

use nianbao_model::draft::Draft;

use crate::wording::Says;

/// A column, its head and what this says, and the rows in which it has a text.
pub(super) type Candidate<'a> = (u32, &'a str, Edition, BTreeSet<u32>);

/// Which of several texts a column holds, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edition {
    /// Another year's.
    OtherYear,
    /// One that others have come after.
    Draft,
    /// One that has been revised, perhaps not for the last time.
    Revised,
    /// Just a text.
    Only,
    /// The one that is meant.
    Valid,
}

impl Edition {
    /// What a column's head says.
    pub(super) fn of(head: &str, year: Option<i32>) -> Option<Self> {
        // Heads say it with less than names do: 原文 beside 修改后.
        const BEFORE: [&str; 3] = ["原文", "修改前", "修订前"];
        let head = head.trim_end_matches("正文");
        let says = Says::of(head, year).is_own_year;
        match (says, Draft::of(head)) {
            (Some(true), _) | (None, Some(Draft::Last)) => Some(Self::Valid),
            (Some(false), _) => Some(Self::OtherYear),
            (None, Some(Draft::Revised)) => Some(Self::Revised),
            (None, Some(Draft::First)) => Some(Self::Draft),
            (None, None) => BEFORE.contains(&head).then_some(Self::Draft),
        }
    }
}

/// Which of several columns is read.
#[derive(Debug, Default)]
pub(super) struct Choice {
    /// The column of the text, where heads name any.
    pub(super) read: Option<u32>,
    /// Columns that another one has come after, with their heads.
    pub(super) left: BTreeMap<u32, String>,
    /// Columns of which it cannot be told, with their heads and the head of the one that is read.
    pub(super) unsure: BTreeMap<u32, (String, String)>,
}

/// Chooses among columns; one without a text is none.
pub(super) fn choose(columns: &[Candidate<'_>]) -> Choice {
    let texts = || columns.iter().filter(|(.., rows)| !rows.is_empty());
    // Of equals the leftmost.
    let Some((read, own_head, edition, own_rows)) = texts().rev().max_by_key(|(_, _, edition, _)| *edition) else {
        return Choice::default();
    };
    let mut choice = Choice {
        read: Some(*read),
        ..Choice::default()
    };
    for (column, head, other, rows) in texts().filter(|(column, ..)| column != read) {
        // A revision of some paragraphs is not the whole text.
        let is_whole = *other == Edition::OtherYear || rows.is_subset(own_rows);
        // A text beside its revision: either may be the one that is meant.
        let is_clear = other < edition && (*other, *edition) != (Edition::Revised, Edition::Only);
        if is_clear && is_whole {
            choice.left.insert(*column, (*head).to_owned());
        } else {
            choice
                .unsure
                .insert(*column, ((*head).to_owned(), (*own_head).to_owned()));
        }
    }
    choice
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read of columns with these heads, so many rows long, is left, and is unsure.
    fn chosen(columns: &[(&str, u32)]) -> (Option<u32>, Vec<u32>, Vec<u32>) {
        let candidates = (0..).zip(columns).filter_map(|(column, (head, rows))| {
            let edition = if *head == "正文" {
                Edition::Only
            } else {
                Edition::of(head, Some(2025))?
            };
            Some((column, *head, edition, (0..*rows).collect()))
        });
        let choice = choose(&candidates.collect::<Vec<_>>());
        let left = choice.left.into_keys().collect();
        (choice.read, left, choice.unsure.into_keys().collect())
    }

    #[test]
    fn the_text_of_the_year_or_the_last_edition_is_read() {
        assert_eq!(chosen(&[("2024年", 2), ("2025年", 2)]), (Some(1), vec![0], vec![]));
        assert_eq!(chosen(&[("本年", 2), ("上年", 2)]), (Some(0), vec![1], vec![]));
        assert_eq!(chosen(&[("原稿", 2), ("修改稿", 2)]), (Some(1), vec![0], vec![]));
        assert_eq!(chosen(&[("修改稿", 2), ("正文", 2)]), (Some(1), vec![], vec![0]));
        assert_eq!(chosen(&[("初稿", 2), ("原稿", 2)]), (Some(0), vec![], vec![1]));
        assert_eq!(chosen(&[("定稿", 2), ("修改稿", 0)]), (Some(0), vec![], vec![]));
        assert_eq!(chosen(&[("修改意见", 2)]), (None, vec![], vec![]));
    }

    #[test]
    fn a_revision_of_some_paragraphs_is_not_the_whole_text() {
        assert_eq!(chosen(&[("原稿", 2), ("修改稿", 1)]), (Some(1), vec![], vec![0]));
        assert_eq!(chosen(&[("2024年", 2), ("2025年", 1)]), (Some(1), vec![0], vec![]));
    }
}
