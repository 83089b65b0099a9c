//! What rules look at, and how they state what they have found.

use std::cell::OnceCell;
use std::sync::Arc;

use nianbao_likeness::InCommon;
use nianbao_model::figure::{Fault, Figure};
use nianbao_model::{Form, Locus, Report, Text};

use crate::rule::{Authority, Rule};
use crate::{Finding, Location, Value};
use nianbao_prose::Prose;

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
    pub form: &'a Arc<Form>,
    /// The same office's report of the year before.
    pub previous: Option<&'a Report>,
    /// Whether last year's reports are known and this office's is not among them.
    pub previous_not_found: bool,
    /// Other editions of the same report: the Word file beside the page.
    pub editions: Vec<&'a Report>,
    /// What other offices' reports have in common with it; `None` where none were looked at.
    pub in_common: Option<&'a InCommon>,
    /// How many characters 总体情况 may have; `None` leaves that to the workbook.
    pub overview_limit: Option<usize>,
    /// The typefaces; `None` where they are not known.
    pub faces: Option<&'a dyn Faces>,
    prose: OnceCell<Prose>,
}

impl<'a> Subject<'a> {
    /// A report by itself.
    pub fn new(report: &'a Report, form: &'a Arc<Form>) -> Self {
        Self {
            report,
            form,
            previous: None,
            previous_not_found: false,
            editions: Vec::new(),
            in_common: None,
            overview_limit: None,
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
            rule,
            severity: rule.severity,
            message,
            locations,
            found: None,
            expected: None,
            quotes: Vec::new(),
            case: None,
            authority: match rule.authority {
                Authority::Form => self.form.authority.clone(),
                Authority::Workbook => String::from("《填报说明》"),
                Authority::Standard(standard) => String::from(standard),
            },
            allowed: None,
        }
    }

    /// A finding for each figure that `breaks` the rule, at its cell. Its message may say
    /// what was typed there, and beyond that only what its `case` has: see
    /// [`Finding::case`].
    pub(crate) fn each_figure<const N: usize>(
        &self,
        rule: &'static Rule,
        breaks: impl Fn(&Figure) -> bool,
        case: impl Fn(&Figure) -> [String; N],
        message: impl Fn(&Figure) -> Text,
    ) -> Vec<Finding> {
        let broken = self.report.figures().filter(|figure| breaks(figure));
        let told = broken.map(|figure| Finding {
            found: Value::typed(figure).map(|typed| typed.told(true)),
            case: Some(case(figure).into()),
            ..self.finding(rule, vec![Location::figure(figure)], message(figure))
        });
        told.collect()
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
        let told = broken.map(|cell| {
            let finding = self.finding(rule, vec![cell.locus.clone().into()], message(&cell.shown));
            finding.with_case([&cell.shown])
        });
        told.collect()
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

/// The case of a message that says of a figure no more than what was typed.
pub(crate) fn as_typed(_: &Figure) -> [String; 0] {
    []
}
