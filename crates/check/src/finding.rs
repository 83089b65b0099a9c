//! What a rule has to say about a report, as data. The message is for people; whoever
//! shows a finding, groups findings or hands them to a program needs nothing else from it.

use nianbao_model::figure::Figure;
use nianbao_model::{Locus, Report, Text};

use crate::quote::Quote;
use crate::rule::Rule;
use crate::value::Fact;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Advice.
    Note,
    /// A person should look at it.
    Warning,
    /// The report must not be published like this.
    Error,
}

impl Severity {
    /// The word shown to people.
    pub fn label(self) -> Text {
        match self {
            Self::Note => Text::new("提示", "note"),
            Self::Warning => Text::new("警告", "warning"),
            Self::Error => Text::new("错误", "error"),
        }
    }
}

/// One finding of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong and what to do, for people to read.
    pub message: Text,
    /// Where; the first location is where the person should look first.
    pub locations: Vec<Location>,
    /// What was found there.
    pub found: Option<Fact>,
    /// What was expected instead.
    pub expected: Option<Fact>,
    /// The text it is about, where it is about text.
    pub quotes: Vec<Quote>,
    /// What the message says beyond the rule and what was found and expected: the label of
    /// a row, a formula, the kind of what is hidden. Findings of one rule about one cell
    /// each say the same if they agree in this, too. `None` if no other says the same.
    pub case: Option<Vec<String>>,
    /// The regulation the rule rests on.
    pub authority: String,
    /// Why the office allows it; an allowed finding blocks nothing and is still listed.
    pub allowed: Option<Allowed>,
}

/// A place a finding points at, with the figure's key where it is a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Whose report it is in. Last year's figures have the keys of this year's, and their
    /// file may have the same name.
    pub whose: Whose,
    /// File, sheet and cell.
    pub locus: Locus,
    /// The key of the figure that stands there, e.g. `applications.new_received.total`.
    pub key: Option<String>,
    /// Whether the message names the place itself.
    pub is_told: bool,
}

/// Whose report a place is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// In the one that is judged.
    Own,
    /// In the same office's of the year before.
    LastYears,
}

/// That an office allows a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// The reason given; may be empty.
    pub reason: String,
    /// Where it says so; `None` if on the command line.
    pub locus: Option<Locus>,
}

impl Finding {
    /// The words of the report's text that it is about; `None` if it is about none.
    pub fn excerpt(&self, report: &Report) -> Option<String> {
        let words = self.quotes.iter().map(|quote| quote.text(report, &quote.words));
        (!self.quotes.is_empty()).then(|| words.collect())
    }

    /// With what was found.
    pub(crate) fn with_found(self, found: Fact) -> Self {
        let found = Some(found);
        Self { found, ..self }
    }

    /// With what was expected.
    pub(crate) fn with_expected(self, expected: Fact) -> Self {
        let expected = Some(expected);
        Self { expected, ..self }
    }

    /// With the text it is about.
    pub(crate) fn with_quotes(self, quotes: impl IntoIterator<Item = Quote>) -> Self {
        let quotes = quotes.into_iter().collect();
        Self { quotes, ..self }
    }

    /// With what its message says beyond the rule and the values: see [`Finding::case`].
    pub(crate) fn with_case<const N: usize>(self, case: [&str; N]) -> Self {
        let case = Some(case.map(str::to_owned).into());
        Self { case, ..self }
    }
}

/// A place as it is named beside another: within one sheet the cell alone.
pub(crate) fn named_beside(place: &Locus, other: &Locus) -> String {
    match place.cell {
        Some(cell) if place.file == other.file && place.sheet == other.sheet => cell.to_string(),
        _ => place.to_string(),
    }
}

impl Location {
    /// Where a figure of the report stands.
    pub fn figure(figure: &Figure) -> Self {
        Self {
            key: Some(figure.key.clone()),
            ..figure.locus.clone().into()
        }
    }

    /// The same place, but in last year's report.
    pub(crate) fn last_years(self) -> Self {
        let whose = Whose::LastYears;
        Self { whose, ..self }
    }

    /// The same place, named in the message.
    pub(crate) fn told(self) -> Self {
        Self { is_told: true, ..self }
    }

    /// Whether it is in the report that is judged.
    pub fn is_own(&self) -> bool {
        self.whose == Whose::Own
    }
}

impl From<Locus> for Location {
    fn from(locus: Locus) -> Self {
        Self {
            whose: Whose::Own,
            locus,
            key: None,
            is_told: false,
        }
    }
}
