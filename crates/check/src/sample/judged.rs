//! A sample as it is judged: read, and beside whatever it brings along.

use nianbao_likeness::{Office, in_common, shared};
use nianbao_model::Report;

use super::Sample;
use crate::Subject;

impl Sample {
    /// Reads the sample and what is beside it by `read`, and does something with it as the rules
    /// see it; its report, and what came of that.
    pub fn judged<T>(&self, read: impl Fn(&Self) -> Report, judge: impl FnOnce(&mut Subject<'_>) -> T) -> (Report, T) {
        let report = read(self);
        let previous = self.previous.as_ref().map(|previous| read(previous));
        let editions: Vec<Report> = self.editions.iter().map(&read).collect();
        let others: Vec<Report> = self.others.iter().map(&read).collect();
        let all: Vec<Office<'_>> = std::iter::once(&report)
            .chain(&others)
            .map(|report| Office {
                report,
                form: &self.form,
            })
            .collect();
        let common = in_common(&all, &shared(&all));
        let mut subject = Subject::new(&report, &self.form);
        subject.previous = previous.as_ref();
        subject.editions = editions.iter().collect();
        subject.in_common = common.first().filter(|_| !others.is_empty());
        let came = judge(&mut subject);
        drop(subject);
        (report, came)
    }
}
