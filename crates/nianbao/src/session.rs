//! What all reports of a run share, and the first stages: read and judge.

use std::sync::Arc;

#[cfg(feature = "files")]
use nianbao_check::check_beside;
use nianbao_check::{Allowance, Judged, Subject, check};
#[cfg(feature = "files")]
use nianbao_likeness::InCommon;
use nianbao_model::Form;

use crate::error::Error;
use crate::filing::{Filing, read};
use crate::forms;
use crate::input::Input;
use crate::last_year::LastYear;
use crate::rules;
use crate::typefaces::{Collection, Typefaces};

/// The rule about characters that no typeface has.
const MISSING_GLYPH: &str = "missing-glyph";

/// What all reports of a run share.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The form they are on; `None` tells it from the rows and columns of their tables.
    pub form: Option<Arc<Form>>,
    /// What is allowed, besides what a workbook itself allows.
    pub allow: Vec<Allowance>,
    /// Where the typefaces come from: `embedded`, `system` or a folder; `None` for those in
    /// the program. The documents are printed in these, and the rules know what they lack.
    pub typefaces: Option<String>,
    /// What is known of the typefaces where this build has none and the documents are made by
    /// one that has: the rules then find what those lack.
    pub known_typefaces: Option<Arc<Collection>>,
    /// Why characters that no typeface has may be printed as a mark, 〓; `None` if they may
    /// not.
    pub mark_missing_glyphs: Option<String>,
    /// How many characters 总体情况 may have; `None` leaves that to each workbook.
    pub overview_limit: Option<usize>,
}

/// A run: what all its reports share, ready to read, judge and publish them.
pub struct Session {
    pub(crate) options: Options,
    forms: Vec<Arc<Form>>,
    allow: Vec<Allowance>,
    typefaces: Typefaces,
}

impl Session {
    /// A run with these options.
    ///
    /// # Errors
    /// [`Error::UnknownRule`] if what is allowed is no rule, [`Error::Typefaces`] if there are
    /// none where they were asked for.
    pub fn new(options: Options) -> Result<Self, Error> {
        for allowance in &options.allow {
            rules::find(&allowance.rule)?;
        }
        let marked = options.mark_missing_glyphs.iter();
        let marked = marked.map(|reason| Allowance::argument(&format!("{MISSING_GLYPH}={reason}")));
        Ok(Self {
            forms: match &options.form {
                Some(form) => vec![Arc::clone(form)],
                None => forms::builtin()?,
            },
            allow: options.allow.iter().cloned().chain(marked).collect(),
            typefaces: Typefaces::load(options.typefaces.as_deref(), options.known_typefaces.as_ref())?,
            options,
        })
    }

    /// Reads the report in these files. Where two say the same, the first counts.
    ///
    /// # Errors
    /// [`Error::File`] or [`Error::Import`] if a file cannot be read, and
    /// [`Error::NothingRead`] if there is nothing of a report in them.
    pub fn read(&self, inputs: &[Input]) -> Result<Filing, Error> {
        read(inputs, &self.forms)
    }

    /// Judges a report by every rule, beside last year's.
    pub fn judge(&self, filing: Filing, last_year: &LastYear) -> Judged {
        self.judge_editions(filing, &[], last_year)
    }

    /// The same, beside other editions of the report.
    pub fn judge_editions(&self, filing: Filing, others: &[Filing], last_year: &LastYear) -> Judged {
        let Filing { report, form } = filing;
        let mut subject = Subject::new(&report, &form);
        subject.editions = others.iter().map(|other| &other.report).collect();
        subject.overview_limit = self.options.overview_limit;
        subject.previous = last_year.of(&report);
        subject.previous_not_found = subject.previous.is_none() && last_year.is_known();
        subject.faces = Some(&self.typefaces);
        let findings = check(&subject, &self.allow);
        Judged { findings, report, form }
    }

    /// Adds to what was found in a report what it has in common with others.
    #[cfg(feature = "files")]
    pub(crate) fn judge_beside(&self, judged: &mut Judged, common: &InCommon) {
        check_beside(judged, common, &self.allow);
    }
}

#[cfg(test)]
mod tests {
    use nianbao_model::limits::{MAX_FILE, MAX_TEXT_FILE};

    use super::*;
    use crate::FileFault;

    fn refused(bytes: impl Into<Vec<u8>>) -> Error {
        let session = Session::new(Options::default()).unwrap();
        session.read(&[Input::new("a", bytes)]).unwrap_err()
    }

    #[test]
    fn what_cannot_be_read_is_told_apart() {
        let fault = |bytes: Vec<u8>| match refused(bytes) {
            Error::File { fault, .. } => fault,
            other => panic!("{other}"),
        };
        assert!(matches!(fault(vec![]), FileFault::Empty));
        assert!(matches!(fault(vec![0, 1, 2, 255]), FileFault::UnknownFormat));
        assert!(matches!(
            fault(vec![b' '; MAX_TEXT_FILE + 1]),
            FileFault::TooMuchText(MAX_TEXT_FILE)
        ));
        let most = usize::try_from(MAX_FILE).unwrap();
        assert!(matches!(fault(vec![b'P'; most + 1]), FileFault::TooLarge(MAX_FILE)));
        assert!(matches!(
            refused("PK\u{3}\u{4} damaged"),
            Error::File { .. } | Error::Import(_)
        ));
        assert!(matches!(refused("今天天气很好。"), Error::NothingRead { .. }));
    }

    #[test]
    fn only_a_rule_can_be_let_stand() {
        let options = |rule: &str| Options {
            allow: vec![Allowance::argument(rule)],
            ..Options::default()
        };
        assert!(Session::new(options("blank-cell=本年无此项")).is_ok());
        let unknown = Session::new(options("blank-cel")).err().unwrap();
        assert!(
            matches!(
                unknown,
                Error::UnknownRule {
                    nearest: Some("blank-cell"),
                    ..
                }
            ),
            "{unknown}"
        );
    }
}
