//! Findings as they are listed: numbered over the report; what is said of many cells alike is
//! listed once.

use nianbao_check::rule;
use nianbao_model::finding::{Allowed, Location};
use nianbao_model::{Finding, Lang, Severity};
use serde::Serialize;

use super::place::{FigureView, PlaceView, Places};
use super::quote::{Segment, segments};
use crate::own::Place;
use crate::same;
use crate::sentence::{Untold, untold};
use crate::words::full_place;

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
    pub(super) fn places(&self, places: &Places<'_>) -> Vec<(bool, Place<'a>)> {
        let all = self
            .findings
            .iter()
            .map(|finding| places.of(finding).into_iter().enumerate());
        all.flatten().map(|(at, place)| (at == 0, place)).collect()
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
    found: Option<&'a str>,
    expected: Option<&'a str>,
    excerpt: Vec<Segment<'a>>,
    /// The figures a sentence contradicts.
    figures: Vec<FigureView>,
    places: Vec<PlaceView>,
    related: Vec<PlaceView>,
    advice: Option<&'static str>,
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
        let mut others = places.of(first).into_iter();
        let look = others.next();
        let quote = places.quote(first);
        // Beside a sentence the figures stand in a table of their own.
        let (figures, related): (Vec<_>, Vec<_>) =
            others.partition(|place| quote.is_some() && places.contradicted(*place).is_some());
        let (found, expected) = match untold(first, lang) {
            Untold::Nothing => (None, None),
            Untold::Expected(expected) | Untold::Blank(expected) => (None, Some(expected)),
            Untold::Found(found) => (Some(found), None),
            Untold::Both(found, expected) => (Some(found), Some(expected)),
        };
        let words = rule(first.rule).map(|rule| rule.advice);
        Some(Self {
            id: id(report, item.number),
            number: item.number,
            severity: class(first.severity),
            message: first.message.get(lang),
            times: item.findings.len(),
            found,
            expected,
            excerpt: quote
                .map(|quote| segments(quote.text, &quote.marks))
                .unwrap_or_default(),
            figures: figures.into_iter().filter_map(|at| places.contradicted(at)).collect(),
            places: look_here(item, places),
            related: see_also(first, look, &related, places, lang),
            advice: words.map(|words| match lang {
                Lang::Zh => words.zh,
                Lang::En => words.en,
            }),
            rule: first.rule,
            authority: &first.authority,
            allowed: first.allowed.as_ref().map(|allowed| reason(allowed, places)),
        })
    }
}

/// The first place of each finding; the sheet is named where it changes.
fn look_here(item: &Item<'_>, places: &Places<'_>) -> Vec<PlaceView> {
    let all = item.places(places);
    let firsts: Vec<Place<'_>> = all
        .into_iter()
        .filter_map(|(is_first, place)| is_first.then_some(place))
        .collect();
    let before = std::iter::once(None).chain(firsts.iter().copied().map(Some));
    firsts
        .iter()
        .zip(before)
        .map(|(place, before)| places.place(*place, before))
        .collect()
}

/// The further places, without those that are the first again or that the message names.
fn see_also(
    finding: &Finding,
    look: Option<Place<'_>>,
    related: &[Place<'_>],
    places: &Places<'_>,
    lang: Lang,
) -> Vec<PlaceView> {
    let mut seen: Vec<&Location> = look.iter().map(|look| look.location).collect();
    let mut views = Vec::new();
    // The file and the sheet are named where they change.
    let mut before = look;
    for place in related {
        let is_told = finding
            .message
            .get(lang)
            .contains(&full_place(&place.location.locus, lang));
        let is_again = place.is_own && seen.contains(&place.location);
        if !is_told && !is_again {
            seen.push(place.location);
            views.push(places.place(*place, before));
            before = Some(*place);
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
