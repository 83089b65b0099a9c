//! Last year's reports, and which of them is an office's own.

use nianbao_model::report::Field;
use nianbao_model::{Report, label};

use crate::error::Error;
use crate::filing::{Filing, read};
use crate::forms;
use crate::input::Input;

/// Last year's reports, on whatever forms they are.
#[derive(Debug, Clone, Default)]
pub struct LastYear(Match);

/// How a report finds its own of last year.
#[derive(Debug, Clone, Default)]
enum Match {
    /// There is none.
    #[default]
    None,
    /// The same report's.
    Same(Box<Report>),
    /// Those of many offices: by the name of the organ.
    Organ(Vec<Report>),
}

impl LastYear {
    /// Nothing is known of last year.
    pub fn unknown() -> Self {
        Self::default()
    }

    /// Last year's report in these files, for the one report that is judged: its organ may
    /// have had another name. Without files, nothing is known.
    ///
    /// # Errors
    /// As [`Session::read`](crate::Session::read).
    pub fn of_report(inputs: &[Input]) -> Result<Self, Error> {
        if inputs.is_empty() {
            return Ok(Self::unknown());
        }
        Ok(Self(Match::Same(Box::new(read(inputs, &forms::builtin()?)?.report))))
    }

    /// Last year's report, as it was read.
    pub(crate) fn of_filing(filing: &Filing) -> Self {
        Self(Match::Same(Box::new(filing.report.clone())))
    }

    /// Last year's reports of many offices, from the files of each.
    ///
    /// # Errors
    /// As [`Session::read`](crate::Session::read), for the first that cannot be read.
    pub fn of_offices(offices: impl IntoIterator<Item = Result<Vec<Input>, Error>>) -> Result<Self, Error> {
        let forms = forms::builtin()?;
        let reports = offices.into_iter().map(|inputs| Ok(read(&inputs?, &forms)?.report));
        Ok(Self(Match::Organ(reports.collect::<Result<_, Error>>()?)))
    }

    /// Whether anything is known of last year.
    pub(crate) fn is_known(&self) -> bool {
        !matches!(self.0, Match::None)
    }

    /// The report of the same office.
    pub(crate) fn of(&self, report: &Report) -> Option<&Report> {
        match &self.0 {
            Match::None => None,
            Match::Same(before) => Some(before),
            Match::Organ(offices) => offices.iter().find(|before| same_organ(before, report)),
        }
    }
}

fn same_organ(one: &Report, other: &Report) -> bool {
    let organ = |report: &Report| report.metadata.get(Field::Organ).map(label::normalize);
    organ(one).is_some() && organ(one) == organ(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFICES: [&[u8]; 2] = [
        include_bytes!("../../../examples/minimal/report.xlsx"),
        include_bytes!("../../../examples/county-2024/report.xlsx"),
    ];

    fn inputs(workbook: &[u8]) -> Vec<Input> {
        vec![Input::new("report.xlsx", workbook)]
    }

    fn report(workbook: &[u8]) -> Report {
        read(&inputs(workbook), &forms::builtin().unwrap()).unwrap().report
    }

    #[test]
    fn of_many_offices_the_one_of_the_same_name_is_taken_and_of_one_report_that() {
        let [minimal, county] = OFFICES.map(report);
        let offices = LastYear::of_offices(OFFICES.map(|office| Ok(inputs(office)))).unwrap();
        assert_eq!(offices.of(&county), Some(&county));
        let mut renamed = county.clone();
        renamed.metadata.fields.remove(&Field::Organ);
        assert_eq!(offices.of(&renamed), None);

        let same = LastYear::of_report(&inputs(OFFICES[0])).unwrap();
        assert_eq!(same.of(&renamed), Some(&minimal));
        assert_eq!(LastYear::of_report(&[]).unwrap().of(&county), None);
    }

    #[test]
    fn an_office_that_cannot_be_read_is_told() {
        let bad = vec![Input::new("bad.xlsx", "")];
        assert!(matches!(LastYear::of_offices([Ok(bad)]), Err(Error::File { .. })));
    }
}
