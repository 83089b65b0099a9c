//! The rules that judge a report. A rule never changes data: it looks at what was
//! read and says what does not hold, at which cells, and what to do.
//!
//! One rule is one file in `rules/`, registered where it is defined. To add one,
//! copy a small file such as `rules/negative_count.rs` and name it in `rules/mod.rs`.

mod identity;
mod rules;
mod together;

pub use together::obstacles;

use std::cmp::Reverse;

use nianbao_model::figure::{Fault, Figure};
use nianbao_model::finding::Location;
use nianbao_model::{Finding, Form, Locus, Report, Severity, Text, inventory};

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Stable kebab-case id, e.g. `row-total`.
    pub id: &'static str,
    /// How much a breach matters.
    pub severity: Severity,
    /// What holds when the rule is kept, in Chinese.
    pub holds_zh: &'static str,
    /// The same in English.
    pub holds_en: &'static str,
    /// What the rule rests on.
    pub authority: Authority,
    /// Looks for breaches.
    pub check: fn(&Subject<'_>) -> Vec<Finding>,
}

impl Rule {
    /// What holds when the rule is kept.
    pub fn holds(&self) -> Text {
        Text::new(self.holds_zh, self.holds_en)
    }
}

/// What a rule rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authority {
    /// The document that prescribes the form.
    Form,
    /// This program's own way of filling in a workbook.
    Workbook,
}

/// What is judged.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its form.
    pub form: &'a Form,
}

impl Subject<'_> {
    /// A finding of `rule` at these places.
    fn finding(&self, rule: &'static Rule, locations: Vec<Location>, message: Text) -> Finding {
        Finding {
            rule: rule.id,
            severity: rule.severity,
            message,
            locations,
            found: None,
            expected: None,
            authority: match rule.authority {
                Authority::Form => self.form.authority.clone(),
                Authority::Workbook => String::from("《填报说明》"),
            },
        }
    }

    /// A finding for each figure that `breaks` the rule, at its cell.
    fn each_figure(
        &self,
        rule: &'static Rule,
        breaks: impl Fn(&Figure) -> bool,
        message: impl Fn(&Figure) -> Text,
    ) -> Vec<Finding> {
        let broken = self.report.figures().filter(|figure| breaks(figure));
        broken
            .map(|figure| {
                let mut finding = self.finding(rule, vec![identity::location(figure)], message(figure));
                finding.found = Some(figure.typed.trim().to_owned()).filter(|typed| !typed.is_empty());
                finding
            })
            .collect()
    }

    /// A finding for each cell outside the tables whose content is not there for this
    /// reason.
    fn each_broken_cell(&self, rule: &'static Rule, fault: Fault, message: impl Fn(&str) -> Text) -> Vec<Finding> {
        let broken = self.report.broken_cells.iter().filter(|cell| cell.fault == fault);
        broken
            .map(|cell| self.finding(rule, vec![cell.locus.clone().into()], message(&cell.shown)))
            .collect()
    }

    /// The report as a whole, for what stands nowhere.
    fn whole(&self) -> Vec<Location> {
        self.report
            .files
            .first()
            .map(|file| Locus::file(file).into())
            .into_iter()
            .collect()
    }
}

/// A registered rule.
struct Entry(&'static Rule);

inventory::collect!(Entry);

/// Every rule, by id.
pub fn rules() -> Vec<&'static Rule> {
    let mut rules: Vec<_> = inventory::iter::<Entry>.into_iter().map(|entry| entry.0).collect();
    rules.sort_by_key(|rule| rule.id);
    rules
}

/// Judges a report by every rule: errors first, then by place.
pub fn check(report: &Report, form: &Form) -> Vec<Finding> {
    let subject = Subject { report, form };
    let mut findings: Vec<_> = rules().into_iter().flat_map(|rule| (rule.check)(&subject)).collect();
    findings.sort_by(|a, b| {
        let place = |finding: &Finding| finding.locations.first().map(|location| location.locus.clone());
        (Reverse(a.severity), place(a), a.rule).cmp(&(Reverse(b.severity), place(b), b.rule))
    });
    findings
}
