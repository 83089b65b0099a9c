//! Findings as they are listed: numbered over the report, with what says the same of
//! many cells told once.

use nianbao_check::rule;
use nianbao_model::finding::{Allowed, Location};
use nianbao_model::{Finding, Lang, Severity};
use serde::Serialize;

use super::place::{FigureView, PlaceView, Places};
use super::quote::{Segment, segments};

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
        match items.iter_mut().find(|item| item.says_the_same(finding)) {
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
    pub(super) fn locations(&self) -> impl Iterator<Item = (bool, &'a Location)> {
        let all = self.findings.iter().map(|finding| finding.locations.iter().enumerate());
        all.flatten().map(|(at, location)| (at == 0, location))
    }

    /// How much it matters.
    pub(super) fn severity(&self) -> Severity {
        self.findings.first().map_or(Severity::Note, |first| first.severity)
    }

    fn says_the_same(&self, other: &Finding) -> bool {
        let about_one_cell = |finding: &Finding| finding.locations.len() == 1 && finding.excerpt.is_none();
        let Some(first) = self.findings.first() else {
            return false;
        };
        about_one_cell(first)
            && about_one_cell(other)
            && (first.rule, first.severity, &first.message) == (other.rule, other.severity, &other.message)
            && (&first.found, &first.expected) == (&other.found, &other.expected)
            && (&first.authority, &first.allowed) == (&other.authority, &other.allowed)
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

/// Why an item is let stand.
#[derive(Debug, Serialize)]
struct AllowedView<'a> {
    reason: &'a str,
    /// Where it says so; `None` if on the command line.
    place: Option<String>,
}

impl<'a> ItemView<'a> {
    /// Makes an item ready; `None` if it has no findings.
    pub(super) fn new(item: &Item<'a>, report: &str, places: &Places<'_>, lang: Lang) -> Option<Self> {
        let first: &Finding = item.findings.first()?;
        let look = first.locations.first();
        let others = first.locations.iter().skip(1);
        // Beside a sentence the figures stand in a table of their own.
        let (figures, related) = match first.excerpt {
            Some(_) => others.partition(|location| places.contradicted(location).is_some()),
            None => (Vec::new(), others.collect::<Vec<_>>()),
        };
        let words = rule(first.rule).map(|rule| rule.advice);
        Some(Self {
            id: id(report, item.number),
            number: item.number,
            severity: class(first.severity),
            message: first.message.get(lang),
            times: item.findings.len(),
            found: first.found.as_deref(),
            expected: first.expected.as_deref(),
            excerpt: first
                .excerpt
                .as_deref()
                .map(|sentence| segments(sentence, first.found.as_deref()))
                .unwrap_or_default(),
            figures: figures.into_iter().filter_map(|at| places.contradicted(at)).collect(),
            places: look_here(item, places),
            related: related.into_iter().map(|at| places.place(at, look)).collect(),
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
    let firsts: Vec<&Location> = item
        .locations()
        .filter_map(|(first, location)| first.then_some(location))
        .collect();
    let before = std::iter::once(None).chain(firsts.iter().copied().map(Some));
    firsts
        .iter()
        .zip(before)
        .map(|(location, before)| places.place(location, before))
        .collect()
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
