//! How a report of a batch ended, and how many findings it has.

use std::collections::BTreeMap;

use nianbao_check::{Count, Judged};
use nianbao_model::report::Field;
use nianbao_model::{Lang, Localize, Text};
use serde::{Deserialize, Serialize};

use super::Files;
use crate::error::{Class, Error};

/// How a report ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Its documents were written, or it was checked.
    Done,
    /// Nothing it is made from has changed since its documents were written.
    Unchanged,
    /// It has errors, and nothing was written.
    Blocked,
    /// It could not be read, made or written.
    Failed,
}

impl Status {
    /// The word people read.
    pub fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Done, Lang::Zh) => "完成",
            (Self::Done, Lang::En) => "done",
            (Self::Unchanged, Lang::Zh) => "未变",
            (Self::Unchanged, Lang::En) => "same",
            (Self::Blocked, Lang::Zh) => "有错",
            (Self::Blocked, Lang::En) => "errors",
            (Self::Failed, Lang::Zh) => "失败",
            (Self::Failed, Lang::En) => "failed",
        }
    }
}

/// A line of the summary.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The report's name in the batch.
    pub name: String,
    /// The files it is read from.
    pub files: Vec<String>,
    /// What became of it.
    pub status: Status,
    /// The organ, as the report names it.
    pub organ: Option<String>,
    /// The report year.
    pub year: Option<i32>,
    /// The code of the region (GB/T 2260), where the page names its site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The id of the form it is on.
    pub form: Option<String>,
    /// How many errors were found.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many notes.
    pub notes: usize,
    /// How many findings are allowed.
    pub allowed: usize,
    /// How many sentences of its text other offices have too.
    #[serde(default)]
    pub shared: usize,
    /// How many findings, allowed ones aside, each rule has.
    #[serde(default)]
    pub rules: BTreeMap<String, usize>,
    /// The documents, as paths below the output folder.
    pub outputs: Vec<String>,
    /// How long it took; for whoever has a clock to say.
    pub seconds: f64,
    /// Why it failed, in Chinese and in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<[String; 2]>,
    /// The exit code the failure alone would have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<u8>,
}

impl Record {
    /// Of a report nothing is known of yet.
    pub fn new(files: &Files) -> Self {
        Self {
            name: files.name.display().to_string(),
            files: files.listed(),
            status: Status::Done,
            organ: None,
            year: None,
            region: None,
            form: None,
            errors: 0,
            warnings: 0,
            notes: 0,
            allowed: 0,
            shared: 0,
            rules: BTreeMap::new(),
            outputs: Vec::new(),
            seconds: 0.0,
            reason: None,
            code: None,
        }
    }

    /// With what was read and found.
    #[must_use]
    pub fn judged(mut self, judged: &Judged) -> Self {
        let metadata = &judged.report.metadata;
        self.organ = metadata.get(Field::Organ).map(str::to_owned);
        self.year = metadata.year();
        self.region = metadata.region().map(str::to_owned);
        self.form = Some(judged.form.id.clone());
        self.count(judged);
        self
    }

    /// Takes over how many findings there are.
    pub(super) fn count(&mut self, judged: &Judged) {
        let Count {
            errors,
            warnings,
            notes,
            allowed,
        } = judged.count();
        (self.errors, self.warnings, self.notes, self.allowed) = (errors, warnings, notes, allowed);
        self.rules.clear();
        for finding in judged.findings.iter().filter(|finding| finding.allowed.is_none()) {
            *self.rules.entry(finding.rule.id.to_owned()).or_default() += 1;
        }
    }

    /// Failed by this error.
    pub fn failed(self, error: &Error) -> Self {
        self.failed_for(error.text(), error.class())
    }

    /// Failed for this reason.
    pub fn failed_for(mut self, reason: Text, class: Class) -> Self {
        self.status = Status::Failed;
        self.reason = Some([reason.zh, reason.en]);
        self.code = Some(class.code());
        self
    }

    /// The process that worked on it ended before it was done; the system says how.
    pub fn died(files: &Files, how: &str) -> Self {
        let name = files.shown();
        let reason = Text::new(
            format!("{name}：处理这份年报的进程中止了（{how}），可能是文件过大或已损坏；其余年报不受影响"),
            format!(
                "{name}: the process that worked on it ended ({how}); the file may be too large or damaged. No other report is affected"
            ),
        );
        Self::new(files).failed_for(reason, Class::Input)
    }

    /// A file's name is no text, so that no other process can be told of it.
    pub fn unnameable(files: &Files) -> Self {
        let name = files.shown();
        let reason = Text::new(
            format!("{name}：文件名不是 Unicode 文字，请改名"),
            format!("{name}: the file's name is not Unicode: rename it"),
        );
        Self::new(files).failed_for(reason, Class::Input)
    }

    /// Why it failed.
    pub fn reason(&self, lang: Lang) -> Option<&str> {
        let [zh, en] = self.reason.as_ref()?;
        Some(match lang {
            Lang::Zh => zh,
            Lang::En => en,
        })
    }

    /// The exit code of a run that met only this: what could not be written weighs more
    /// than what could not be read, and that more than errors found.
    pub fn code(&self) -> u8 {
        match self.status {
            Status::Failed => self.code.unwrap_or(Class::Input.code()),
            _ if self.errors > 0 => Class::Findings.code(),
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_read_weighs_more_than_errors() {
        let files = Files {
            name: "甲".into(),
            paths: vec![],
        };
        let record = Record::new(&files);
        assert_eq!(record.code(), 0);
        let with_errors = Record {
            errors: 3,
            ..record.clone()
        };
        assert_eq!(with_errors.code(), 1);
        assert_eq!(with_errors.failed(&Error::NoForms).code(), 2);
        assert_eq!(record.failed_for(Text::same("x"), Class::Output).code(), 3);
    }
}
