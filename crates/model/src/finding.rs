//! What a rule has to say about a report.

use crate::lang::Text;
use crate::locus::Locus;

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

/// A place a finding points at, with the figure's key where it is a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// File, sheet and cell.
    pub locus: Locus,
    /// The key of the figure that stands there, e.g. `applications.new_received.total`.
    pub key: Option<String>,
}

impl From<Locus> for Location {
    fn from(locus: Locus) -> Self {
        Self { locus, key: None }
    }
}

/// One finding of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id, e.g. `row-total`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong and what to do.
    pub message: Text,
    /// Where; the first location is where the person should look first.
    pub locations: Vec<Location>,
    /// What was found there.
    pub found: Option<String>,
    /// What was expected instead.
    pub expected: Option<String>,
    /// The regulation the rule rests on.
    pub authority: String,
    /// The sentence it is about, where it is about one.
    pub excerpt: Option<String>,
    /// Why the office lets it stand; a finding that is let stand blocks nothing and is
    /// still listed.
    pub allowed: Option<Allowed>,
}

/// That an office lets a finding stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// The reason given; may be empty.
    pub reason: String,
    /// Where it says so; `None` if on the command line.
    pub locus: Option<Locus>,
}

impl Finding {
    /// Whether it keeps the report from being published.
    pub fn is_blocking(&self) -> bool {
        self.severity == Severity::Error && self.allowed.is_none()
    }
}
