//! A sample as it is judged: read, and beside whatever it brings along, other editions and other
//! offices' reports among it.

use nianbao_likeness::{Print, in_common, shared};
use nianbao_model::Report;

use super::Sample;
use crate::Subject;

impl Sample {
    /// Another edition of the same report, in another file.
    pub(crate) fn edition(&mut self, change: fn(&mut Sample) -> &mut Sample) -> &mut Self {
        self.editions.push(Self::in_file("年报（附件）.xlsx", change));
        self
    }

    /// Another office's report.
    pub(crate) fn other_office(&mut self, change: fn(&mut Sample) -> &mut Sample) -> &mut Self {
        self.others.push(Self::in_file("另一单位.xlsx", change));
        self
    }

    /// The sample office's report in a file of this name, changed.
    fn in_file(name: &str, change: fn(&mut Sample) -> &mut Sample) -> Self {
        let mut sample = Self::office();
        change(&mut sample);
        for file in &mut sample.files {
            file.file = name.into();
        }
        sample
    }

    /// Reads the sample and what is beside it by `read`, and does something with it as the rules
    /// see it; its report, and what came of that.
    pub fn judged<T>(&self, read: impl Fn(&Self) -> Report, judge: impl FnOnce(&mut Subject<'_>) -> T) -> (Report, T) {
        let report = read(self);
        let previous = self.previous.as_ref().map(|previous| read(previous));
        let editions: Vec<Report> = self.editions.iter().map(&read).collect();
        let others: Vec<Report> = self.others.iter().map(&read).collect();
        let prints: Vec<Print> = std::iter::once(&report)
            .chain(&others)
            .map(|report| Print::of(report, &self.form))
            .collect();
        let common = in_common(&prints, &shared(&prints));
        let mut subject = Subject::new(&report, &self.form);
        subject.previous = previous.as_ref();
        subject.editions = editions.iter().collect();
        subject.in_common = common.first().filter(|_| !others.is_empty());
        let came = judge(&mut subject);
        drop(subject);
        (report, came)
    }
}
