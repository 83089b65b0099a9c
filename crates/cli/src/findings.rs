//! Findings as people read them in a terminal.

use std::fmt::Write;

use nianbao_model::{Finding, Lang, Severity};

use crate::terminal::printable;

/// How many warnings or notes of a rule are shown in full; of the rest only the places.
const SHOWN: usize = 5;
/// How many further places of a finding, or of a rule, are listed.
const PLACES: usize = 6;

/// The findings, one paragraph each; many notes of one rule are drawn together.
pub(crate) fn render(findings: &[Finding], lang: Lang) -> String {
    let mut text = String::new();
    for (at, finding) in findings.iter().enumerate() {
        let nth = findings[..at]
            .iter()
            .filter(|earlier| earlier.rule == finding.rule)
            .count();
        if nth < SHOWN || finding.severity == Severity::Error {
            one(&mut text, finding, lang);
        } else if nth == SHOWN {
            rest(&mut text, finding.rule, findings, lang);
        }
    }
    text
}

fn one(text: &mut String, finding: &Finding, lang: Lang) {
    let place = finding
        .locations
        .first()
        .map(|location| location.locus.to_string())
        .unwrap_or_default();
    let severity = finding.severity.label();
    let _ = writeln!(text, "{} {}  {}", severity.get(lang), finding.rule, printable(&place));
    let _ = writeln!(text, "    {}", printable(finding.message.get(lang)));
    if let (Some(found), Some(expected)) = (&finding.found, &finding.expected) {
        let _ = match lang {
            Lang::Zh => writeln!(text, "    填写 {}，应为 {expected}", printable(found)),
            Lang::En => writeln!(text, "    found {}, expected {expected}", printable(found)),
        };
    }
    let others = finding.locations.iter().skip(1);
    let cells: Vec<String> = others
        .filter_map(|location| location.locus.cell.map(|cell| cell.to_string()))
        .take(PLACES)
        .collect();
    if !cells.is_empty() && finding.expected.is_some() {
        let _ = match lang {
            Lang::Zh => writeln!(text, "    有关单元格 {}", cells.join("、")),
            Lang::En => writeln!(text, "    cells involved: {}", cells.join(", ")),
        };
    }
    if finding.severity == Severity::Error {
        let _ = match lang {
            Lang::Zh => writeln!(text, "    依据 {}", finding.authority),
            Lang::En => writeln!(text, "    authority: {}", finding.authority),
        };
    }
}

/// One line for the findings of a rule beyond those shown in full.
fn rest(text: &mut String, rule: &str, findings: &[Finding], lang: Lang) {
    let rest: Vec<&Finding> = findings
        .iter()
        .filter(|finding| finding.rule == rule)
        .skip(SHOWN)
        .collect();
    let mut places: Vec<String> = rest
        .iter()
        .filter_map(|finding| {
            let locus = &finding.locations.first()?.locus;
            Some(match (&locus.sheet, locus.cell) {
                (Some(sheet), Some(cell)) => format!("{sheet}!{cell}"),
                _ => locus.to_string(),
            })
        })
        .take(PLACES)
        .collect();
    if rest.len() > places.len() {
        places.push(String::from("…"));
    }
    let severity = rest
        .first()
        .map(|finding| finding.severity.label().get(lang).to_owned())
        .unwrap_or_default();
    let places = printable(&places.join(" "));
    let _ = match lang {
        Lang::Zh => writeln!(text, "{severity} {rule}  同类还有 {} 处：{places}", rest.len()),
        Lang::En => writeln!(text, "{severity} {rule}  {} more like this: {places}", rest.len()),
    };
}

/// How many findings there are of each severity.
pub(crate) fn count(findings: &[Finding], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.severity == severity).count()
}
