//! Which of a finding's places are in the report itself: a finding about two years also
//! points at last year's figures, which have the keys of this year's and may have their
//! file's name and cell, too.

use nianbao_model::finding::Location;
use nianbao_model::{Finding, Report};

/// A place of a finding.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// Where it is.
    pub(crate) location: &'a Location,
    /// Whether that is in the report the finding is about.
    pub(crate) is_own: bool,
}

/// The places of the finding.
pub(crate) fn places<'a>(finding: &'a Finding, report: &Report) -> Vec<Place<'a>> {
    let places = finding.locations.iter().enumerate();
    let places = places.map(|(at, location)| {
        // A finding points at a figure once; what has its key again is another year's.
        let before = &finding.locations[..at];
        let is_again = location.key.is_some() && before.iter().any(|earlier| earlier.key == location.key);
        Place {
            location,
            is_own: !is_again && is_own(location, report),
        }
    });
    places.collect()
}

/// Whether a place is in one of the report's files, and the figure it points at is there.
fn is_own(location: &Location, report: &Report) -> bool {
    let is_file = report.files.contains(&location.locus.file);
    let Some(key) = &location.key else {
        return is_file;
    };
    let subtotals = report.tables.iter().flat_map(|table| &table.subtotals);
    let subtotals = subtotals.flat_map(|subtotal| subtotal.figures.values());
    let mut figures = report.figure(key).into_iter().chain(subtotals);
    is_file && figures.any(|figure| figure.key == *key && figure.locus == location.locus)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{LAST_YEAR, example};

    fn own(finding: &Finding, report: &Report) -> Vec<bool> {
        places(finding, report).iter().map(|place| place.is_own).collect()
    }

    #[test]
    fn last_years_figures_are_not_this_reports() {
        for rule in ["carry-over", "in-force-balance", "items-balance", "implausible-change"] {
            let judged = example(rule);
            let finding = &judged.findings[0];
            let own = own(finding, &judged.report);
            let expected = finding
                .locations
                .iter()
                .map(|location| &*location.locus.file != LAST_YEAR);
            assert_eq!(own, expected.collect::<Vec<_>>(), "{rule}");
            assert!(own.contains(&false), "{rule}");
        }
    }

    #[test]
    fn nor_are_they_if_their_file_has_the_same_name() {
        let mut judged = example("implausible-change");
        let locations = &mut judged.findings[0].locations;
        locations[1].locus = locations[0].locus.clone();
        assert_eq!(own(&judged.findings[0], &judged.report), [true, false]);
    }

    #[test]
    fn a_subtotal_is_the_reports() {
        let judged = example("group-subtotal");
        assert_eq!(own(&judged.findings[0], &judged.report), [true, true]);
    }
}
