//! Findings as a SARIF 2.1.0 log, which code hosts and editors show beside the files.
//! Cells are logical locations, `表三 依申请公开!J5`: the standard knows lines and columns
//! of text only.

mod fingerprint;
mod log;
mod uri;

use std::collections::BTreeMap;

use nianbao_check::{Allowed, Authority, Finding, Judged, Rule, Severity, rules};
use nianbao_model::{Lang, Locus, Passage};

use crate::Outcome;
use crate::words::{organ, place, spot};
use fingerprint::Fingerprints;
use log::{
    Artifact, ArtifactLocation, Configuration, Descriptor, Driver, Invocation, Key, Location, Log, LogicalLocation,
    Message, Notification, PhysicalLocation, Properties, Region, RuleProperties, Run, Suppression, Tool,
};

/// The findings as one run.
pub fn render(outcomes: &[Outcome], lang: Lang) -> String {
    let rules = rules();
    let writer = Writer {
        lang,
        indices: rules.iter().enumerate().map(|(index, rule)| (rule.id, index)).collect(),
        artifacts: artifacts(outcomes),
    };
    let language = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en-US",
    };
    let log = Log {
        schema: log::SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "nianbao",
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    language,
                    rules: rules.iter().map(|rule| descriptor(rule, lang)).collect(),
                },
            },
            language,
            invocations: [writer.invocation(outcomes)],
            artifacts: writer.artifacts.keys().map(|file| artifact(file)).collect(),
            results: writer.results(outcomes),
        }],
    };
    // Texts and numbers only: nothing here can fail to be written.
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

/// Every file that is named, with its index: in the order of their names.
fn artifacts(outcomes: &[Outcome]) -> BTreeMap<String, usize> {
    let mut files: Vec<String> = Vec::new();
    for outcome in outcomes {
        match outcome {
            Outcome::Judged(judged) => {
                files.extend(judged.report.files.iter().map(ToString::to_string));
                for finding in &judged.findings {
                    let allowed = finding.allowed.iter().filter_map(|allowed| allowed.locus.as_ref());
                    let places = finding.locations.iter().map(|location| &location.locus);
                    files.extend(places.chain(allowed).map(|locus| locus.file.to_string()));
                }
            }
            Outcome::Failed { files: own, .. } => files.extend(own.iter().map(ToString::to_string)),
        }
    }
    files.sort();
    files.dedup();
    files.into_iter().zip(0..).collect()
}

fn artifact(file: &str) -> Artifact {
    Artifact {
        location: ArtifactLocation {
            uri: uri::reference(file),
            index: None,
        },
        roles: ["analysisTarget"],
    }
}

fn descriptor(rule: &Rule, lang: Lang) -> Descriptor {
    let (holds, advice) = (rule.holds.get(lang), rule.advice.get(lang));
    let full = match lang {
        Lang::Zh => format!("{holds}。{advice}。"),
        Lang::En => format!("It holds that {holds}. If not: {advice}."),
    };
    Descriptor {
        id: rule.id,
        name: pascal(rule.id),
        short_description: Message::new(holds),
        full_description: Message::new(&full),
        help: Message::new(advice),
        default_configuration: Configuration {
            level: level(rule.severity),
        },
        properties: RuleProperties {
            family: rule.family.name().get(lang),
            authority: authority(rule.authority, lang),
            tags: [rule.family.name().en],
        },
    }
}

/// `RowTotal` for `row-total`: what viewers show as a rule's name. A single word is no
/// other name than the id.
fn pascal(id: &str) -> Option<String> {
    let words = id.split('-').filter_map(|word| word.split_at_checked(1));
    let name = words.map(|(first, rest)| first.to_ascii_uppercase() + rest);
    id.contains('-').then(|| name.collect())
}

/// What a rule rests on, whatever the form of a report.
fn authority(authority: Authority, lang: Lang) -> String {
    let words = match (authority, lang) {
        (Authority::Form, Lang::Zh) => "规定年度报告格式的文件",
        (Authority::Form, Lang::En) => "the document that prescribes the form of the report",
        (Authority::Workbook, Lang::Zh) => "《填报说明》",
        (Authority::Workbook, Lang::En) => "the instructions on filling in the workbook",
        (Authority::Standard(standard), _) => standard,
    };
    words.to_owned()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// What all parts of the log refer to.
struct Writer {
    lang: Lang,
    /// The rules' indices.
    indices: BTreeMap<&'static str, usize>,
    /// The files' indices.
    artifacts: BTreeMap<String, usize>,
}

impl Writer {
    /// How the run ended: inputs that could not be read.
    fn invocation(&self, outcomes: &[Outcome]) -> Invocation {
        let failures = outcomes.iter().filter_map(|outcome| match outcome {
            Outcome::Judged(_) => None,
            Outcome::Failed { files, message } => Some(Notification {
                level: "error",
                message: Message::new(message.get(self.lang)),
                locations: files
                    .iter()
                    .map(|file| self.location(&Locus::file(file), None))
                    .collect(),
            }),
        });
        let failures: Vec<_> = failures.collect();
        Invocation {
            execution_successful: failures.is_empty(),
            tool_execution_notifications: failures,
        }
    }

    fn results(&self, outcomes: &[Outcome]) -> Vec<log::Outcome> {
        let mut fingerprints = Fingerprints::default();
        let mut results = Vec::new();
        for outcome in outcomes {
            if let Outcome::Judged(judged) = outcome {
                let findings = judged.findings.iter();
                results.extend(findings.map(|finding| self.result(judged, finding, &mut fingerprints)));
            }
        }
        results
    }

    fn result(&self, judged: &Judged, finding: &Finding, fingerprints: &mut Fingerprints) -> log::Outcome {
        let mut locations = finding
            .locations
            .iter()
            .map(|location| self.location(&location.locus, location.key.as_ref()));
        log::Outcome {
            rule_id: finding.rule.id,
            rule_index: self.indices.get(finding.rule.id).copied(),
            level: level(finding.severity),
            message: Message::new(finding.message.get(self.lang)),
            locations: locations.next().into_iter().collect(),
            related_locations: locations.collect(),
            partial_fingerprints: BTreeMap::from([(fingerprint::NAME, fingerprints.next(judged, finding))]),
            suppressions: finding
                .allowed
                .iter()
                .map(|allowed| self.suppression(allowed))
                .collect(),
            properties: Properties {
                organ: organ(&judged.report).map(str::to_owned),
                year: judged.report.metadata.year(),
                authority: finding.authority.clone(),
                found: finding.found.as_ref().map(ToString::to_string),
                expected: finding.expected.as_ref().map(ToString::to_string),
                excerpt: finding.excerpt(&judged.report),
            },
        }
    }

    /// That an office allows a finding: in its own workbook, or from outside.
    fn suppression(&self, allowed: &Allowed) -> Suppression {
        Suppression {
            kind: if allowed.locus.is_some() {
                "inSource"
            } else {
                "external"
            },
            justification: allowed.reason.clone(),
            location: allowed.locus.as_ref().map(|locus| self.location(locus, None)),
        }
    }

    fn location(&self, locus: &Locus, key: Option<&String>) -> Location {
        let start_line = match locus.passage {
            Some(Passage::Line(line)) => Some(line),
            Some(Passage::Paragraph(_)) | None => None,
        };
        let is_whole_file = locus.sheet.is_none() && (locus.passage.is_none() || start_line.is_some());
        let logical = LogicalLocation {
            name: spot(locus, self.lang).unwrap_or_else(|| place(locus, self.lang)),
            fully_qualified_name: place(locus, self.lang),
            kind: match (locus.cell, locus.passage) {
                (Some(_), _) => "cell",
                (None, Some(_)) => "paragraph",
                (None, None) => "sheet",
            },
            properties: key.map(|key| Key { key: key.clone() }),
        };
        Location {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation {
                    uri: uri::reference(&locus.file),
                    index: self.artifacts.get(&*locus.file).copied(),
                },
                region: start_line.map(|start_line| Region { start_line }),
            },
            logical_locations: Some(logical).filter(|_| !is_whole_file).into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests;
