//! What rules look at, and how they state what they have found.

use std::cell::OnceCell;

use nianbao_model::figure::{Fault, Figure};
use nianbao_model::finding::Location;
use nianbao_model::{Finding, Form, Locus, Report, Text};

use crate::identity;
use crate::prose::Prose;
use crate::rule::{Authority, Rule};

/// The typefaces a report will be printed in.
pub trait Faces: Sync {
    /// What is amiss with this character where it is printed; `None` if its face has it.
    fn lack(&self, part: Printed, character: char) -> Option<Lack>;
}

/// A part of the report as it is printed; each has its typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Printed {
    /// The title.
    Title,
    /// Text of this level: 0 for paragraphs, 1 to 4 for headings.
    Text(u8),
    /// The tables.
    Table,
}

/// A face that does not have a character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lack {
    /// What the face is called, e.g. 仿宋.
    pub face: &'static str,
    /// The face that the character is printed in instead; none has it if this is `None`.
    pub instead: Option<String>,
}

/// What is judged.
pub struct Subject<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its form.
    pub form: &'a Form,
    /// The same office's report of the year before.
    pub previous: Option<&'a Report>,
    /// The typefaces; `None` where they are not known.
    pub faces: Option<&'a dyn Faces>,
    prose: OnceCell<Prose>,
}

impl<'a> Subject<'a> {
    /// A report by itself.
    pub fn new(report: &'a Report, form: &'a Form) -> Self {
        Self {
            report,
            form,
            previous: None,
            faces: None,
            prose: OnceCell::new(),
        }
    }

    /// The text as far as it is understood; read once for all rules.
    pub(crate) fn prose(&self) -> &Prose {
        self.prose.get_or_init(|| Prose::read(self.report, self.form))
    }

    /// A finding of `rule` at these places.
    pub(crate) fn finding(&self, rule: &'static Rule, locations: Vec<Location>, message: Text) -> Finding {
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
                Authority::Standard(standard) => String::from(standard),
            },
            excerpt: None,
            allowed: None,
        }
    }

    /// A finding for each figure that `breaks` the rule, at its cell.
    pub(crate) fn each_figure(
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
    pub(crate) fn each_broken_cell(
        &self,
        rule: &'static Rule,
        fault: Fault,
        message: impl Fn(&str) -> Text,
    ) -> Vec<Finding> {
        let broken = self.report.broken_cells.iter().filter(|cell| cell.fault == fault);
        broken
            .map(|cell| self.finding(rule, vec![cell.locus.clone().into()], message(&cell.shown)))
            .collect()
    }

    /// The report as a whole, for what stands nowhere.
    pub(crate) fn whole(&self) -> Vec<Location> {
        self.report
            .files
            .first()
            .map(|file| Locus::file(file).into())
            .into_iter()
            .collect()
    }
}
