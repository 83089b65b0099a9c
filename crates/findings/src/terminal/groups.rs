//! Findings by the place they first point at: a sheet, or a file without sheets, in the
//! order of the report.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use nianbao_check::{Finding, Judged, Rule};
use nianbao_model::{Locus, Report};

/// The findings in one place, errors first, those of one rule together.
pub(crate) struct Group<'a> {
    /// The sheet; a whole file where there is none.
    pub(crate) place: Locus,
    /// What was found there.
    pub(crate) findings: Vec<&'a Finding>,
}

impl Group<'_> {
    /// Whether anything in it is about a passage of running text.
    pub(crate) fn has_passages(&self) -> bool {
        let first = self.findings.iter().filter_map(|finding| finding.locations.first());
        first.into_iter().any(|location| location.locus.passage.is_some())
    }
}

/// The findings that are not allowed, by place.
pub(crate) fn groups(judged: &Judged) -> Vec<Group<'_>> {
    let order = Order::of(&judged.report);
    let mut found: BTreeMap<_, Group<'_>> = BTreeMap::new();
    for finding in judged.findings.iter().filter(|finding| finding.allowed.is_none()) {
        let place = match finding.locations.first() {
            Some(location) => whole(&location.locus),
            None => Locus::file(&judged.report.files.first().cloned().unwrap_or_else(|| Arc::from(""))),
        };
        let group = found.entry((order.rank(&place), place.clone())).or_insert(Group {
            place,
            findings: Vec::new(),
        });
        group.findings.push(finding);
    }
    let mut groups: Vec<_> = found.into_values().collect();
    for Group { findings, .. } in &mut groups {
        let mut rules: Vec<&Rule> = Vec::new();
        for finding in &*findings {
            if !rules.contains(&finding.rule) {
                rules.push(finding.rule);
            }
        }
        let turn = |finding: &Finding| rules.iter().position(|rule| *rule == finding.rule);
        findings.sort_by_key(|finding| (Reverse(finding.severity), turn(finding)));
    }
    groups
}

/// The sheet or file a place is in.
fn whole(locus: &Locus) -> Locus {
    Locus {
        sheet: locus.sheet.clone(),
        ..Locus::file(&locus.file)
    }
}

/// The places of a report in the order a person goes through it: the files as such, the
/// basic data, the text, the tables, the office's own figures.
struct Order(Vec<Locus>);

impl Order {
    fn of(report: &Report) -> Self {
        let files = report.files.iter().map(Locus::file);
        let metadata = report.metadata.fields.values().map(|given| &given.locus);
        let text = report.narrative.iter().map(|paragraph| &paragraph.locus);
        let tables = report.tables.iter().filter_map(|table| table.place.as_ref());
        let indicators = report.indicators.iter().map(|indicator| &indicator.locus);
        let sheets = metadata.chain(text).chain(tables).chain(indicators).map(whole);
        let mut places: Vec<Locus> = Vec::new();
        for place in files.chain(sheets) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        Self(places)
    }

    /// Its place in the order; what is not part of the report comes last.
    fn rank(&self, place: &Locus) -> usize {
        self.0.iter().position(|own| own == place).unwrap_or(self.0.len())
    }
}
