//! Findings for other programs, as JSON. The order is that of the findings: errors
//! first. What is not known is left out, never made up.
//!
//! [`schema`] is the format's JSON Schema.

use nianbao_check::{Allowed, Count, Finding, Judged, Location};
use nianbao_likeness::Shared;
use nianbao_model::{Lang, Locus, Report};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use crate::Outcome;
use crate::words::organ;

/// What `--format json` writes: one report's findings, why it could not be read, or all
/// of that for many reports.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(title = "nianbao findings")]
enum Document {
    /// One report.
    One(Judgement),
    /// A report that could not be read.
    Unread(Unread),
    /// Several reports.
    Many(Collection),
}

/// Several reports.
#[derive(Serialize, JsonSchema)]
struct Collection {
    /// In the order in which they were given.
    reports: Vec<Entry>,
    /// The passages that several offices have in their texts, most text in common first.
    shared: Vec<Passage>,
    /// Of all of them.
    summary: Totals,
}

/// A sentence that several offices have, word for word or nearly so.
#[derive(Serialize, JsonSchema)]
struct Passage {
    /// The sentence, where it stands first.
    text: String,
    /// How many offices have it.
    offices: usize,
    /// Where it stands.
    places: Vec<SharedPlace>,
}

/// Where a shared sentence stands.
#[derive(Serialize, JsonSchema)]
struct SharedPlace {
    /// The report, by its index in `reports`.
    report: usize,
    /// The paragraph.
    #[serde(flatten)]
    place: Place,
    /// The sentence as it stands there.
    text: String,
}

/// One of several reports.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum Entry {
    /// It was read and judged.
    Read(Read),
    /// It could not be read.
    Unread(Unread),
}

/// A report that was read.
#[derive(Serialize, JsonSchema)]
struct Read {
    /// Its files, as the user named them.
    files: Vec<String>,
    /// The organ that publishes it; null where it is not known.
    organ: Option<String>,
    /// The year it is about; null where it is not known.
    year: Option<i32>,
    /// The code of the region (GB/T 2260), where the page names its site.
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    /// The id of the form it was read with.
    form: String,
    /// Its findings.
    #[serde(flatten)]
    judgement: Judgement,
}

/// A report that could not be read.
#[derive(Serialize, JsonSchema)]
struct Unread {
    /// Its files, as the user named them.
    files: Vec<String>,
    /// Why, and what to do.
    failure: String,
}

/// What was found in a report.
#[derive(Serialize, JsonSchema)]
struct Judgement {
    /// Errors first, then by place.
    findings: Vec<Entered>,
    /// How many there are.
    summary: Summary,
}

/// One finding.
#[derive(Serialize, JsonSchema)]
struct Entered {
    /// The rule's id.
    rule: &'static str,
    /// How much it matters.
    severity: Severity,
    /// What is wrong.
    message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<&'static str>,
    /// Whether the office allows it; it then blocks nothing.
    suppressed: bool,
    /// That the office allows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    allowed: Option<Stands>,
    /// Where; the first is where a person should look first.
    locations: Vec<Place>,
    /// What was found there.
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<String>,
    /// What was expected instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
    /// The sentence it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<String>,
    /// The regulation the rule rests on.
    authority: String,
}

/// How much a finding matters.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Severity {
    /// The report must not be published like this.
    Error,
    /// A person should look at it.
    Warning,
    /// Advice.
    Note,
}

/// That an office allows a finding.
#[derive(Serialize, JsonSchema)]
struct Stands {
    /// The reason given; may be empty.
    reason: String,
    /// Where it says so; not there if on the command line.
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Place>,
}

/// A place in a file.
#[derive(Serialize, JsonSchema)]
struct Place {
    /// The file, as the user named it.
    file: String,
    /// The sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    /// The cell, `J31`.
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    /// The line of a text file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    /// The paragraph of a document without lines, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<u32>,
    /// The key of the figure that stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
}

/// How many findings there are; allowed ones count as `suppressed` only.
#[derive(Serialize, JsonSchema)]
struct Summary {
    /// Errors.
    error: usize,
    /// Warnings.
    warning: usize,
    /// Notes.
    note: usize,
    /// Allowed findings, of any severity.
    suppressed: usize,
}

/// How many findings there are in several reports.
#[derive(Serialize, JsonSchema)]
struct Totals {
    #[serde(flatten)]
    findings: Summary,
    /// How many reports could not be read.
    unread: usize,
}

/// The findings as JSON: of one report by themselves, or with `many` (and wherever there
/// is not exactly one) in a list of reports, with those that could not be read.
pub fn render(outcomes: &[Outcome], many: bool, lang: Lang) -> String {
    render_beside(outcomes, &[], many, lang)
}

/// The same with the passages that several of the reports have in common.
pub fn render_beside(outcomes: &[Outcome], shared: &[Shared], many: bool, lang: Lang) -> String {
    let document = match (outcomes, many) {
        ([Outcome::Judged(judged)], false) => Document::One(Judgement::new(judged, lang)),
        ([Outcome::Failed { files, message }], false) => Document::Unread(Unread {
            files: names(files),
            failure: message.get(lang).to_owned(),
        }),
        _ => Document::Many(Collection::new(outcomes, shared, lang)),
    };
    // Texts and numbers only: nothing here can fail to be written.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

/// The JSON Schema (draft 2020-12) of the format.
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Document>()
}

impl Collection {
    fn new(outcomes: &[Outcome], shared: &[Shared], lang: Lang) -> Self {
        let reports = outcomes.iter().map(|outcome| match outcome {
            Outcome::Judged(judged) => Entry::Read(Read {
                files: names(&judged.report.files),
                organ: organ(&judged.report).map(str::to_owned),
                year: judged.report.metadata.year(),
                region: judged.report.metadata.region().map(str::to_owned),
                form: judged.form.id.clone(),
                judgement: Judgement::new(judged, lang),
            }),
            Outcome::Failed { files, message } => Entry::Unread(Unread {
                files: names(files),
                failure: message.get(lang).to_owned(),
            }),
        });
        let judged = outcomes.iter().filter_map(|outcome| match outcome {
            Outcome::Judged(judged) => Some(judged),
            Outcome::Failed { .. } => None,
        });
        let all = judged.clone().flat_map(|judged| &judged.findings);
        Self {
            reports: reports.collect(),
            shared: shared.iter().map(|shared| Passage::new(outcomes, shared)).collect(),
            summary: Totals {
                findings: Count::of(all).into(),
                unread: outcomes.len() - judged.count(),
            },
        }
    }
}

impl Passage {
    fn new(outcomes: &[Outcome], shared: &Shared) -> Self {
        let places = shared.places.iter().filter_map(|place| {
            let judged = outcomes.get(place.report)?.judged()?;
            let paragraph = judged.report.narrative.get(place.paragraph)?;
            Some(SharedPlace {
                report: place.report,
                place: Place::new(&paragraph.locus.clone().into()),
                text: paragraph.text.get(place.span.clone())?.to_owned(),
            })
        });
        let places: Vec<SharedPlace> = places.collect();
        Self {
            text: places.first().map(|place| place.text.clone()).unwrap_or_default(),
            offices: shared.offices,
            places,
        }
    }
}

impl Judgement {
    fn new(judged: &Judged, lang: Lang) -> Self {
        let findings = judged.findings.iter();
        let findings = findings.map(|finding| Entered::new(finding, &judged.report, lang));
        Self {
            findings: findings.collect(),
            summary: judged.count().into(),
        }
    }
}

impl Entered {
    fn new(finding: &Finding, report: &Report, lang: Lang) -> Self {
        Self {
            rule: finding.rule.id,
            severity: match finding.severity {
                nianbao_check::Severity::Error => Severity::Error,
                nianbao_check::Severity::Warning => Severity::Warning,
                nianbao_check::Severity::Note => Severity::Note,
            },
            message: finding.message.get(lang).to_owned(),
            advice: Some(finding.rule.advice.get(lang)),
            suppressed: finding.allowed.is_some(),
            allowed: finding.allowed.as_ref().map(Stands::new),
            locations: finding.locations.iter().map(Place::new).collect(),
            found: finding.found.as_ref().map(ToString::to_string),
            expected: finding.expected.as_ref().map(ToString::to_string),
            excerpt: finding.excerpt(report),
            authority: finding.authority.clone(),
        }
    }
}

impl Stands {
    fn new(allowed: &Allowed) -> Self {
        Self {
            reason: allowed.reason.clone(),
            location: allowed.locus.as_ref().map(|locus| Place::at(locus, None)),
        }
    }
}

impl Place {
    fn new(location: &Location) -> Self {
        Self::at(&location.locus, location.key.as_ref())
    }

    fn at(locus: &Locus, key: Option<&String>) -> Self {
        let (line, paragraph) = match locus.passage {
            Some(nianbao_model::Passage::Line(line)) => (Some(line), None),
            Some(nianbao_model::Passage::Paragraph(paragraph)) => (None, Some(paragraph)),
            None => (None, None),
        };
        Self {
            file: locus.file.to_string(),
            sheet: locus.sheet.as_ref().map(ToString::to_string),
            cell: locus.cell.map(|cell| cell.to_string()),
            line,
            paragraph,
            key: key.cloned(),
        }
    }
}

impl From<Count> for Summary {
    fn from(count: Count) -> Self {
        Self {
            error: count.errors,
            warning: count.warnings,
            note: count.notes,
            suppressed: count.allowed,
        }
    }
}

fn names(files: &[std::sync::Arc<str>]) -> Vec<String> {
    files.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{failed, faultless, faulty, one};
    use serde_json::{Value, json};

    fn read(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    fn judged(judged: Judged) -> Outcome {
        Outcome::Judged(Box::new(judged))
    }

    #[test]
    fn one_report_is_its_findings_and_their_number() {
        insta::assert_snapshot!(render(&[judged(faulty())], false, Lang::Zh));
    }

    #[test]
    fn many_reports_are_a_list_with_those_that_could_not_be_read() {
        let outcomes = [judged(one("row-total")), failed(), judged(faultless())];
        insta::assert_snapshot!(render(&outcomes, true, Lang::En));
    }

    #[test]
    fn one_report_that_could_not_be_read_is_no_report_without_findings() {
        let json = read(&render(&[failed()], false, Lang::Zh));
        assert_eq!(json, json!({"files": ["坏 文件.xlsx"], "failure": "这不是工作簿{0}"}));
        let one_of_many = read(&render(&[failed()], true, Lang::Zh));
        assert_eq!(one_of_many["summary"]["unread"], 1);
        let none = read(&render(&[], false, Lang::Zh));
        assert_eq!(none["reports"], json!([]));
    }

    #[test]
    fn what_is_let_stand_counts_as_nothing_else() {
        let json = read(&render(&[judged(faulty())], false, Lang::Zh));
        assert_eq!(
            json["summary"],
            json!({"error": 4, "warning": 7, "note": 1, "suppressed": 1})
        );
        let stands = json["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| finding["suppressed"] == true);
        let stands: Vec<_> = stands.collect();
        assert_eq!(stands.len(), 1);
        assert_eq!(stands[0]["allowed"]["reason"], "本年无此项");
        assert_eq!(stands[0]["allowed"]["location"]["cell"], "B6");
    }

    #[test]
    fn the_schema_says_what_is_always_there() {
        let schema = schema().to_value();
        let definitions = &schema["$defs"];
        assert_eq!(schema["anyOf"].as_array().map(Vec::len), Some(3));
        assert_eq!(
            definitions["Entered"]["required"],
            json!(["rule", "severity", "message", "suppressed", "locations", "authority"])
        );
        assert_eq!(definitions["Place"]["required"], json!(["file"]));
        assert_eq!(
            definitions["Read"]["required"],
            json!(["files", "organ", "year", "form", "findings", "summary"])
        );
    }
}
