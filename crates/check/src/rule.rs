//! What a rule is: data that says what it is about, and one function that looks for
//! breaches. Each rule carries an example that breaks it and a near miss, so that its
//! documentation can be run.

use nianbao_model::{Lang, Report, Text, inventory};

use crate::{Finding, Sample, Severity, Subject};

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Stable kebab-case id, e.g. `row-total`.
    pub id: &'static str,
    /// What it is about.
    pub family: Family,
    /// How much a breach matters.
    pub severity: Severity,
    /// What the rule rests on.
    pub authority: Authority,
    /// What holds when the rule is kept.
    pub holds: Words,
    /// What to do about a breach.
    pub advice: Words,
    /// A report that breaks this rule and no other.
    pub breaks: Example,
    /// A report that looks as if it broke the rule, and does not.
    pub near_miss: Example,
    /// Looks for breaches.
    pub check: fn(&Subject<'_>) -> Vec<Finding>,
}

/// Rules are known by their ids.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

/// A report to show a rule on: the sample office's, changed.
#[derive(Debug)]
pub struct Example {
    /// What is changed.
    pub words: Words,
    /// Changes the sample.
    pub make: fn(&mut Sample) -> &mut Sample,
    /// Where the first finding points, `表三 依申请公开 › J5`; empty for a near miss.
    pub at: &'static str,
}

impl Example {
    /// What a rule finds in this report; `read` reads the sample's files with its form.
    pub fn findings(&self, rule: &Rule, read: impl Fn(&Sample) -> Report) -> Vec<Finding> {
        let mut sample = Sample::office();
        (self.make)(&mut sample);
        sample.judged(read, |subject| (rule.check)(subject)).1
    }
}

/// Words in both languages, fixed in the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Words {
    /// The words in `lang`.
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

impl From<Words> for Text {
    fn from(words: Words) -> Self {
        Self::new(words.zh, words.en)
    }
}

/// What a rule is about, in the order in which findings are worth reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Whether all is there.
    Structure,
    /// What single cells hold.
    Cells,
    /// Sums and balances within the year.
    Arithmetic,
    /// What follows from the year before.
    Years,
    /// What the text says beside the tables.
    Narrative,
    /// How an official document is written.
    Style,
}

impl Family {
    /// Every family.
    pub const ALL: [Self; 6] = [
        Self::Structure,
        Self::Cells,
        Self::Arithmetic,
        Self::Years,
        Self::Narrative,
        Self::Style,
    ];

    /// Its name.
    pub fn name(self) -> Words {
        let (zh, en) = match self {
            Self::Structure => ("完整", "structure"),
            Self::Cells => ("单元格", "cells"),
            Self::Arithmetic => ("勾稽关系", "arithmetic"),
            Self::Years => ("跨年度", "between years"),
            Self::Narrative => ("文字与表格", "text against tables"),
            Self::Style => ("公文格式", "style"),
        };
        Words { zh, en }
    }
}

/// What a rule rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authority {
    /// The document that prescribes the form.
    Form,
    /// This program's own way of filling in a workbook.
    Workbook,
    /// A national standard or regulation, as cited.
    Standard(&'static str),
}

/// GB/T 15834-2011, the use of punctuation.
pub(crate) const PUNCTUATION: Authority = Authority::Standard("GB/T 15834—2011《标点符号用法》");
/// GB/T 9704-2012, the form of official documents.
pub(crate) const FORMAT: Authority = Authority::Standard("GB/T 9704—2012《党政机关公文格式》");

/// A registered rule.
pub(crate) struct Entry(pub(crate) &'static Rule);

inventory::collect!(Entry);

/// Every rule: by family, then by id.
pub fn rules() -> Vec<&'static Rule> {
    let mut rules: Vec<_> = inventory::iter::<Entry>.into_iter().map(|entry| entry.0).collect();
    rules.sort_by_key(|rule| (rule.family, rule.id));
    rules
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().into_iter().find(|rule| rule.id == id)
}
