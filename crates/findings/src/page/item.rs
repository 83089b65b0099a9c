//! Findings as they are listed: numbered over the report; what is said of many cells alike is
//! listed once.

use nianbao_check::{Allowed, Finding, Location, Severity};
use nianbao_model::Lang;
use serde::Serialize;

use super::place::{FigureView, PlaceView, Places};
use super::quote::{Segment, segments};
use crate::beside::{Untold, untold};
use crate::same;

/// One number of the list: a finding, or findings that differ in their cell only.
pub(super) struct Item<'a> {
    /// Its number in the report, from one.
    pub(super) number: usize,
    /// The findings; never empty.
    findings: Vec<&'a Finding>,
}

/// Numbers these findings from `next` on.
pub(super) fn items<'a>(findings: &[&'a Finding], next: &mut usize) -> Vec<Item<'a>> {
    let mut items: Vec<Item<'a>> = Vec::new();
    for finding in findings {
        let alike = |item: &&mut Item<'_>| {
            let first = item.findings.first();
            first.is_some_and(|first| same::but_for_the_cell(first, finding))
        };
        match items.iter_mut().find(alike) {
            Some(item) => item.findings.push(finding),
            None => {
                items.push(Item {
                    number: *next,
                    findings: vec![finding],
                });
                *next += 1;
            }
        }
    }
    items
}

impl<'a> Item<'a> {
    /// The places of its findings, and whether each is the one to look at first.
    pub(super) fn places(&self) -> impl Iterator<Item = (bool, &'a Location)> {
        let all = self.findings.iter().map(|finding| finding.locations.iter().enumerate());
        all.flatten().map(|(at, place)| (at == 0, place))
    }

    /// How much it matters.
    pub(super) fn severity(&self) -> Severity {
        self.findings.first().map_or(Severity::Note, |first| first.severity)
    }
}

/// The id of an item's element; `report` is the id of the report's.
pub(super) fn id(report: &str, number: usize) -> String {
    format!("{report}-f{number}")
}

/// An item as the template sees it.
#[derive(Debug, Serialize)]
pub(super) struct ItemView<'a> {
    id: String,
    number: usize,
    severity: &'static str,
    message: &'a str,
    /// How many findings it stands for.
    times: usize,
    found: Option<String>,
    expected: Option<String>,
    excerpt: Vec<Segment<'a>>,
    /// The figures a sentence contradicts.
    figures: Vec<FigureView>,
    places: Vec<PlaceView>,
    related: Vec<PlaceView>,
    advice: &'static str,
    rule: &'static str,
    authority: &'a str,
    allowed: Option<AllowedView<'a>>,
}

/// Why an item is allowed.
#[derive(Debug, Serialize)]
struct AllowedView<'a> {
    reason: &'a str,
    /// Where it says so; `None` if on the command line.
    place: Option<String>,
}

impl<'a> ItemView<'a> {
    /// Makes an item ready; `None` if it has no findings.
    pub(super) fn new(item: &Item<'a>, report: &str, places: &Places<'a>, lang: Lang) -> Option<Self> {
        let first: &Finding = item.findings.first()?;
        let mut others = first.locations.iter();
        let look = others.next();
        let excerpt: Vec<_> = places.sentences(first).flat_map(|own| segments(&own)).collect();
        // Beside a sentence the figures stand in a table of their own.
        let (figures, related): (Vec<_>, Vec<_>) =
            others.partition(|place| !excerpt.is_empty() && places.contradicted(place).is_some());
        let (found, expected) = match untold(first, lang) {
            Untold::Nothing => (None, None),
            Untold::Expected(expected) | Untold::Blank(expected) => (None, Some(expected)),
            Untold::Found(found) => (Some(found), None),
            Untold::Both(found, expected) => (Some(found), Some(expected)),
        };
        Some(Self {
            id: id(report, item.number),
            number: item.number,
            severity: class(first.severity),
            message: first.message.get(lang),
            times: item.findings.len(),
            found: found.map(ToString::to_string),
            expected: expected.map(ToString::to_string),
            excerpt,
            figures: figures.into_iter().filter_map(|at| places.contradicted(at)).collect(),
            places: look_here(item, places),
            related: see_also(look, &related, places),
            advice: first.rule.advice.get(lang),
            rule: first.rule.id,
            authority: &first.authority,
            allowed: first.allowed.as_ref().map(|allowed| reason(allowed, places)),
        })
    }
}

/// The first place of each finding; the sheet is named where it changes.
fn look_here(item: &Item<'_>, places: &Places<'_>) -> Vec<PlaceView> {
    let firsts: Vec<&Location> = item
        .places()
        .filter_map(|(is_first, place)| is_first.then_some(place))
        .collect();
    let before = std::iter::once(None).chain(firsts.iter().copied().map(Some));
    firsts
        .iter()
        .zip(before)
        .map(|(place, before)| places.place(place, before))
        .collect()
}

/// The further places, without those that are the first again or that the message names.
fn see_also(look: Option<&Location>, related: &[&Location], places: &Places<'_>) -> Vec<PlaceView> {
    let mut seen: Vec<&Location> = look.into_iter().collect();
    let mut views = Vec::new();
    // The file and the sheet are named where they change.
    let mut before = look;
    for place in related {
        let is_again = place.is_own() && seen.contains(place);
        if !place.is_told && !is_again {
            seen.push(place);
            views.push(places.place(place, before));
            before = Some(place);
        }
    }
    views
}

fn reason<'a>(allowed: &'a Allowed, places: &Places<'_>) -> AllowedView<'a> {
    AllowedView {
        reason: &allowed.reason,
        place: allowed.locus.as_ref().map(|locus| places.path(locus)),
    }
}

/// The name of a severity in the template and the style sheet.
pub(super) fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
