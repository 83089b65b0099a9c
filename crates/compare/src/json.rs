//! The comparison for other programs, as JSON. Numbers are strings, exact as they were read; what is
//! not known is left out.

use nianbao_check::{Finding, Severity};
use nianbao_model::figure::Kind;
use nianbao_model::{Decimal, Lang};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use crate::comparison::{self, Comparison};
use crate::figures::FigureChange;
use crate::sentences::{Line, PartChanges};

/// What `compare --format json` writes.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "nianbao comparison")]
struct Document {
    /// The office; null where it is not known.
    organ: Option<String>,
    /// The earlier report.
    before: Side,
    /// The later report.
    after: Side,
    /// Every figure, in the order of the later report's form.
    figures: Vec<Figure>,
    /// The earlier report's figures that this form has no place for.
    only_before: Vec<Figure>,
    /// What does not follow from one year to the next.
    broken: Vec<Broken>,
    /// The text.
    parts: Vec<Part>,
    /// How many sentences are the same, changed, new and gone.
    sentences: Sentences,
}

/// One of the two reports.
#[derive(Serialize, JsonSchema)]
struct Side {
    /// The year.
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<i32>,
    /// Its files, as the user named them.
    files: Vec<String>,
    /// The name of its form.
    form: String,
}

/// A figure of two years.
#[derive(Serialize, JsonSchema)]
struct Figure {
    /// Its key.
    key: String,
    /// Its row.
    row: String,
    /// Its column.
    column: String,
    /// The unit, where it is money.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    /// What it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    /// How much more it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<String>,
    /// By which percentage it has grown, to a tenth.
    #[serde(skip_serializing_if = "Option::is_none")]
    growth: Option<String>,
}

/// What does not follow.
#[derive(Serialize, JsonSchema)]
struct Broken {
    /// The rule's id.
    rule: &'static str,
    /// `error`, `warning` or `note`.
    severity: &'static str,
    /// What is wrong.
    message: String,
    /// The keys of the figures it is about.
    keys: Vec<String>,
}

/// A part of the text.
#[derive(Serialize, JsonSchema)]
struct Part {
    /// Its heading; null for what stands before the first part.
    heading: Option<String>,
    /// Its sentences.
    sentences: Vec<Sentence>,
}

/// A sentence.
#[derive(Serialize, JsonSchema)]
struct Sentence {
    /// `same`, `changed`, `added` or `removed`.
    change: &'static str,
    /// As it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    /// As it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    /// Whether its wording is prescribed.
    prescribed: bool,
}

/// How many sentences there are.
#[derive(Serialize, JsonSchema)]
struct Sentences {
    /// The office's own that are the same.
    same: usize,
    /// Prescribed ones that are the same.
    prescribed: usize,
    /// Changed ones.
    changed: usize,
    /// New ones.
    added: usize,
    /// Those that are gone.
    removed: usize,
}

/// The comparison as JSON.
pub fn render(comparison: &Comparison, lang: Lang) -> String {
    let tally = comparison.tally;
    let document = Document {
        organ: comparison.organ.clone(),
        before: side(&comparison.before),
        after: side(&comparison.after),
        figures: comparison
            .tables
            .iter()
            .flat_map(|table| &table.figures)
            .map(figure)
            .collect(),
        only_before: comparison.only_before.iter().map(figure).collect(),
        broken: comparison.broken.iter().map(|finding| broken(finding, lang)).collect(),
        parts: comparison.parts.iter().map(part).collect(),
        sentences: Sentences {
            same: tally.same,
            prescribed: tally.prescribed,
            changed: tally.changed,
            added: tally.added,
            removed: tally.removed,
        },
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

fn side(side: &comparison::Side) -> Side {
    Side {
        year: side.year,
        files: side.files.clone(),
        form: side.form.clone(),
    }
}

fn figure(change: &FigureChange) -> Figure {
    let shown = |number: Option<Decimal>| number.map(|number| number.to_string());
    Figure {
        key: change.key.clone(),
        row: change.row.clone(),
        column: change.column.clone(),
        unit: match &change.kind {
            Kind::Amount { unit } => Some(unit.clone()),
            Kind::Count | Kind::Change => None,
        },
        before: shown(change.before),
        after: shown(change.after),
        difference: shown(change.difference()),
        growth: shown(change.growth()),
    }
}

fn broken(finding: &Finding, lang: Lang) -> Broken {
    Broken {
        rule: finding.rule.id,
        severity: match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        message: finding.message.get(lang).to_owned(),
        keys: finding.locations.iter().filter_map(|place| place.key.clone()).collect(),
    }
}

fn part(part: &PartChanges) -> Part {
    Part {
        heading: part.heading.clone(),
        sentences: part.lines.iter().map(sentence).collect(),
    }
}

fn sentence(line: &Line) -> Sentence {
    let whole = |pieces: &[crate::Piece]| pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
    let (change, before, after, prescribed) = match line {
        Line::Same {
            text, is_prescribed, ..
        } => ("same", None, Some(text.clone()), *is_prescribed),
        Line::Changed { before, after } => ("changed", Some(whole(before)), Some(whole(after)), false),
        Line::Added(text) => ("added", None, Some(text.clone()), false),
        Line::Removed(text) => ("removed", Some(text.clone()), None, false),
    };
    Sentence {
        change,
        before,
        after,
        prescribed,
    }
}
