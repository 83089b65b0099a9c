//! An office's reports of two years side by side.

pub use nianbao_compare::{
    Comparison, FigureChange, Format, Line, PartChanges, Piece, Side, TableChanges, Tally, json, page, text, workbook,
};

use crate::filing::Filing;
use crate::last_year::LastYear;
use crate::session::Session;

impl Session {
    /// Compares two reports; which is the earlier one their years say, else their order.
    pub fn compare(&self, one: Filing, other: Filing) -> Comparison {
        let year = |filing: &Filing| filing.report.metadata.year();
        let is_reversed = year(&one).zip(year(&other)).is_some_and(|(one, other)| one > other);
        let (before, after) = if is_reversed { (other, one) } else { (one, other) };
        let judged = self.judge(after, &LastYear::of_filing(&before));
        Comparison::of(&before.report, &before.form, &judged)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Input, Options, Session};

    #[test]
    fn the_earlier_year_comes_first_whatever_the_order() {
        let session = Session::new(Options::default()).unwrap();
        let read = |bytes: &[u8]| session.read(&[Input::new("report.xlsx", bytes)]).unwrap();
        let minimal = || read(include_bytes!("../../../examples/minimal/report.xlsx"));
        let customs = || read(include_bytes!("../../../examples/chongqing-customs-2020/report.xlsx"));
        for comparison in [
            session.compare(minimal(), customs()),
            session.compare(customs(), minimal()),
        ] {
            assert!(
                comparison.before.year < comparison.after.year,
                "{:?}",
                comparison.before
            );
        }
    }
}
