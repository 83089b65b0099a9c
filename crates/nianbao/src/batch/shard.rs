//! A part of the reports, for one of several machines.

use sha2::{Digest, Sha256};

use super::Files;
use crate::error::{Error, ReportsFault};

/// The part of the reports a run takes: those whose names fall on `index` of `count`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    index: u64,
    count: u64,
}

impl Shard {
    /// Reads `INDEX/COUNT`, counted from zero; `auto/COUNT` takes the index that a job
    /// scheduler has given this run, where it has.
    ///
    /// # Errors
    /// [`Error::Reports`] with [`ReportsFault::Shard`].
    pub fn parse(asked: &str, scheduled: Option<&str>) -> Result<Self, Error> {
        Self::read(asked, scheduled).ok_or_else(|| {
            let asked = asked.to_owned();
            ReportsFault::Shard { asked }.into()
        })
    }

    fn read(asked: &str, scheduled: Option<&str>) -> Option<Self> {
        let (index, count) = asked.split_once('/')?;
        let count: u64 = count.trim().parse().ok()?;
        let index = match index.trim() {
            "auto" => scheduled?,
            index => index,
        };
        let index: u64 = index.trim().parse().ok()?;
        (index < count).then_some(Self { index, count })
    }

    /// Whether a report is in this part: by its name alone, so that it stays there when
    /// other reports come and go.
    pub(super) fn takes(self, files: &Files) -> bool {
        let name = files.name.to_string_lossy().replace('\\', "/");
        let digest = Sha256::digest(name.as_bytes());
        let number = digest
            .iter()
            .take(8)
            .fold(0u64, |number, byte| (number << 8) | u64::from(*byte));
        number % self.count == self.index
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn shards_take_every_report_once_whatever_the_others_are() {
        let named = |n: u32| Files {
            name: PathBuf::from(format!("单位{n}")),
            paths: vec![],
        };
        let shards: Vec<Shard> = (0..4).map(|index| Shard { index, count: 4 }).collect();
        let mut sizes = [0; 4];
        for n in 0..400 {
            let takers: Vec<_> = (0..4).filter(|at| shards[*at].takes(&named(n))).collect();
            assert_eq!(takers.len(), 1);
            sizes[takers[0]] += 1;
        }
        assert!(sizes.iter().all(|size| (60..140).contains(size)), "{sizes:?}");
    }

    #[test]
    fn the_index_may_come_from_the_scheduler() {
        let read = |text: &str, given: Option<&str>| Shard::parse(text, given).ok();
        assert_eq!(read("1/3", None), Some(Shard { index: 1, count: 3 }));
        assert_eq!(read("auto/3", Some("2")), Some(Shard { index: 2, count: 3 }));
        for (text, given) in [
            ("auto/3", None),
            ("3/3", None),
            ("auto/3", Some("3")),
            ("1", None),
            ("a/b", None),
        ] {
            assert_eq!(read(text, given), None, "{text}");
        }
    }
}
