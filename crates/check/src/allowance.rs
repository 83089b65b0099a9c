//! What an office allows: a rule, everywhere or at one place, whose findings it keeps for a
//! reason. It says so in 基本信息 (允许: `RULE 理由`, `RULE 正文!A12 理由`) or on the command line
//! (`--allow`). An allowed finding blocks nothing and is still listed.

use nianbao_model::report::Sourced;
use nianbao_model::{CellRef, Locus, Report};

use crate::{Allowed, Finding};

/// A rule whose findings are allowed, everywhere or at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// The rule's id as given; it may be that of no rule.
    pub rule: String,
    /// The only place it is for: `A12`, `正文!A12`, `第12行`.
    pub place: Option<String>,
    /// Why.
    pub reason: String,
    /// Where the workbook says so; `None` if on the command line.
    pub locus: Option<Locus>,
}

impl Allowance {
    /// Reads `RULE`, `RULE=REASON` or `RULE@PLACE=REASON`, as on the command line.
    pub fn argument(text: &str) -> Self {
        let (name, reason) = text.split_once(['=', '\u{ff1d}']).unwrap_or((text, ""));
        let (rule, place) = match name.split_once('@') {
            Some((rule, place)) => (rule, Some(place.trim().to_owned())),
            None => (name, None),
        };
        Self {
            rule: rule.trim().to_owned(),
            place,
            reason: reason.trim().to_owned(),
            locus: None,
        }
    }

    /// What stands in the workbook: the rule, perhaps a place, and the reason.
    fn typed(given: &Sourced<String>) -> Self {
        let is_gap = |c: char| c.is_whitespace() || matches!(c, ',' | '\u{ff0c}' | ':' | '\u{ff1a}' | ';' | '\u{ff1b}');
        let text = given.value.trim();
        // `'表三 依申请公开'!J5` has a space inside.
        let (rule, rest) = text.split_once(is_gap).unwrap_or((text, ""));
        let rest = rest.trim_start_matches(is_gap);
        let (place, reason) = place_before(rest).unwrap_or((None, rest));
        Self {
            rule: rule.to_owned(),
            place,
            reason: reason.trim_matches(is_gap).to_owned(),
            locus: Some(given.locus.clone()),
        }
    }

    fn covers(&self, finding: &Finding) -> bool {
        self.rule == finding.rule.id
            && self.place.as_ref().is_none_or(|place| {
                let first = finding.locations.first();
                first.is_some_and(|location| is_at(place, &location.locus))
            })
    }
}

/// The place a text begins with, if it begins with one, and what follows.
fn place_before(text: &str) -> Option<(Option<String>, &str)> {
    let (sheet, rest) = match text.strip_prefix('\'') {
        Some(quoted) => {
            let (sheet, rest) = quoted.split_once("'!")?;
            (Some(sheet), rest)
        }
        None => (None, text),
    };
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (word, reason) = rest.split_at(end);
    let cell = word.rsplit_once('!').map_or(word, |(_, cell)| cell);
    let is_cell = cell.parse::<CellRef>().is_ok();
    let is_passage = word.starts_with('第') && word.ends_with(['行', '段']);
    if !is_cell && !is_passage {
        return None;
    }
    let place = match sheet {
        Some(sheet) => format!("{sheet}!{word}"),
        None => word.to_owned(),
    };
    Some((Some(place), reason))
}

/// Whether a place as typed is this one.
fn is_at(place: &str, locus: &Locus) -> bool {
    let own = match (locus.cell, locus.passage) {
        (Some(cell), _) => cell.to_string(),
        (None, Some(passage)) => passage.to_string(),
        (None, None) => return false,
    };
    match place.rsplit_once('!') {
        Some((sheet, cell)) => {
            let sheet = sheet.trim_matches('\'');
            cell.eq_ignore_ascii_case(&own) && locus.sheet.as_deref() == Some(sheet)
        }
        None => place.eq_ignore_ascii_case(&own),
    }
}

/// What the workbook allows.
pub(crate) fn of(report: &Report) -> Vec<Allowance> {
    report.metadata.allowances.iter().map(Allowance::typed).collect()
}

/// Marks the findings that are allowed.
pub(crate) fn apply(findings: &mut [Finding], allowances: &[Allowance]) {
    for finding in findings {
        if let Some(allowance) = allowances.iter().find(|allowance| allowance.covers(finding)) {
            finding.allowed = Some(Allowed {
                reason: allowance.reason.clone(),
                locus: allowance.locus.clone(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> (String, Option<String>, String) {
        let locus = Locus::file(&"a.xlsx".into());
        let value = text.to_owned();
        let Allowance {
            rule, place, reason, ..
        } = Allowance::typed(&Sourced { value, locus });
        (rule, place, reason)
    }

    #[test]
    fn an_allowance_is_a_rule_perhaps_a_place_and_a_reason() {
        let read = |rule: &str, place: Option<&str>, reason: &str| {
            (rule.to_owned(), place.map(str::to_owned), reason.to_owned())
        };
        let all = "blank-cell";
        assert_eq!(typed("blank-cell 本年无此项"), read(all, None, "本年无此项"));
        assert_eq!(typed("blank-cell：本年无此项"), read(all, None, "本年无此项"));
        assert_eq!(typed("blank-cell"), read(all, None, ""));
        assert_eq!(typed("blank-cell 正文!A12 因为"), read(all, Some("正文!A12"), "因为"));
        assert_eq!(
            typed("blank-cell '表三 依申请公开'!J5 因为"),
            read(all, Some("表三 依申请公开!J5"), "因为")
        );
        assert_eq!(typed("blank-cell 第12行 因为"), read(all, Some("第12行"), "因为"));
        assert_eq!(typed("blank-cell 第三方要求"), read(all, None, "第三方要求"));
        let argument = Allowance::argument("blank-cell@正文!A12=因为");
        assert_eq!(
            (
                argument.rule.as_str(),
                argument.place.as_deref(),
                argument.reason.as_str()
            ),
            (all, Some("正文!A12"), "因为")
        );
    }

    #[test]
    fn a_place_is_a_cell_with_or_without_its_sheet() {
        let locus = Locus::cell(&"a.xlsx".into(), &"正文".into(), CellRef::new(11, 0));
        for (place, at) in [
            ("A12", true),
            ("a12", true),
            ("正文!A12", true),
            ("表三!A12", false),
            ("A1", false),
        ] {
            assert_eq!(is_at(place, &locus), at, "{place}");
        }
    }
}
