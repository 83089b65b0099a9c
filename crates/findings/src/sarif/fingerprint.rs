//! What a finding is known by from one run to the next: the rule, the office, and what it
//! is about. Not by its message, which holds the figures that are being corrected, and
//! not by the row, which moves when another is added, where there is something better.

use std::collections::BTreeMap;

use nianbao_check::{Finding, Judged};

use crate::words::organ;

/// The fingerprints' name, with the version of the way they are made.
pub(super) const NAME: &str = "nianbaoFinding/v1";

/// Makes fingerprints, no two of them alike.
#[derive(Default)]
pub(super) struct Fingerprints(BTreeMap<u64, usize>);

impl Fingerprints {
    /// The fingerprint of a finding.
    pub(super) fn next(&mut self, judged: &Judged, finding: &Finding) -> String {
        let year = judged.report.metadata.year().map(|year| year.to_string());
        let first = finding.locations.first();
        let locus = first.map(|location| &location.locus);
        let file = locus.map(|locus| base_name(&locus.file));
        let sheet = locus.and_then(|locus| locus.sheet.as_deref());
        let spot = || {
            let cell = locus?.cell.map(|cell| cell.to_string());
            cell.or_else(|| locus?.passage.map(|passage| passage.to_string()))
        };
        let about = first.and_then(|location| location.key.clone());
        let about = about.or_else(|| finding.excerpt(&judged.report)).or_else(spot);
        // Of what stands nowhere, as a table that is missing, only the message says more: it
        // is not read, but taken as a whole.
        let about = about.unwrap_or_else(|| finding.message.zh.clone());
        let parts = [
            Some(finding.rule.id),
            organ(&judged.report),
            year.as_deref(),
            file,
            sheet,
            Some(&about),
        ];
        let hash = fnv1a(&parts);
        let nth = self.0.entry(hash).or_default();
        *nth += 1;
        format!("{hash:016x}:{nth}")
    }
}

/// A file's name without its folders, which differ from one computer to the next.
fn base_name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// FNV-1a, 64 bits: the same on every computer and in every version, unlike the standard
/// library's. It need not resist anyone.
fn fnv1a(parts: &[Option<&str>]) -> u64 {
    let bytes = parts
        .iter()
        .flat_map(|part| part.unwrap_or_default().bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::faulty;
    use nianbao_model::Text;

    fn all(judged: &Judged) -> Vec<String> {
        let mut fingerprints = Fingerprints::default();
        judged
            .findings
            .iter()
            .map(|finding| fingerprints.next(judged, finding))
            .collect()
    }

    #[test]
    fn a_finding_is_known_again_when_its_figures_change_and_its_row_moves() {
        let judged = faulty();
        let mut later = faulty();
        for finding in &mut later.findings {
            finding.message = Text::same("another");
            finding.found = None;
            let locus = &mut finding.locations[0].locus;
            locus.cell = locus
                .cell
                .map(|cell| nianbao_model::CellRef::new(cell.row + 1, cell.column));
            locus.file = format!("C:\\年报\\{}", locus.file).as_str().into();
        }
        assert_eq!(all(&judged), all(&later));
    }

    #[test]
    fn findings_of_other_rules_are_others() {
        let of = |rule: &str| all(&crate::testing::one(rule))[0].clone();
        assert_ne!(of("row-total"), of("negative-count"));
    }

    #[test]
    fn no_two_are_alike() {
        let mut judged = faulty();
        let again = judged.findings.clone();
        judged.findings.extend(again);
        let mut fingerprints = all(&judged);
        let number = fingerprints.len();
        fingerprints.sort();
        fingerprints.dedup();
        assert_eq!(fingerprints.len(), number);
    }
}
