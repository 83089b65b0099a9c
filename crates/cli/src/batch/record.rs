//! What became of each report of a batch, and the summary of all as a file.

use std::path::Path;

use nianbao_findings::{Count, Judged};
use nianbao_model::report::Field;
use nianbao_model::{Lang, Text};
use serde::{Deserialize, Serialize};

use crate::error::{Failure, INPUT};
use crate::output::write_file;

/// What became of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Status {
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
    pub(crate) fn word(self, lang: Lang) -> &'static str {
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
pub(crate) struct Record {
    /// The report's name in the batch.
    pub(crate) name: String,
    /// The files it is read from.
    pub(crate) files: Vec<String>,
    pub(crate) status: Status,
    pub(crate) organ: Option<String>,
    pub(crate) year: Option<i32>,
    pub(crate) form: Option<String>,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) notes: usize,
    pub(crate) allowed: usize,
    /// The documents, as paths below the output folder.
    pub(crate) outputs: Vec<String>,
    pub(crate) seconds: f64,
    /// Why it failed, in Chinese and in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<[String; 2]>,
    /// The exit code the failure alone would have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<u8>,
}

impl Record {
    /// Of a report nothing is known of yet.
    pub(crate) fn new(name: String, files: Vec<String>) -> Self {
        Self {
            name,
            files,
            status: Status::Done,
            organ: None,
            year: None,
            form: None,
            errors: 0,
            warnings: 0,
            notes: 0,
            allowed: 0,
            outputs: Vec::new(),
            seconds: 0.0,
            reason: None,
            code: None,
        }
    }

    /// With what was read and found.
    pub(crate) fn judged(mut self, judged: &Judged) -> Self {
        let metadata = &judged.report.metadata;
        let Count {
            errors,
            warnings,
            notes,
            allowed,
        } = judged.count();
        self.organ = metadata.get(Field::Organ).map(str::to_owned);
        self.year = metadata.year();
        self.form = Some(judged.form.id.clone());
        (self.errors, self.warnings, self.notes, self.allowed) = (errors, warnings, notes, allowed);
        self
    }

    /// Failed for this reason.
    pub(crate) fn failed(mut self, message: &Text, code: u8) -> Self {
        self.status = Status::Failed;
        self.reason = Some([message.zh.clone(), message.en.clone()]);
        self.code = Some(code);
        self
    }

    /// Why it failed.
    pub(crate) fn reason(&self, lang: Lang) -> Option<&str> {
        let [zh, en] = self.reason.as_ref()?;
        Some(match lang {
            Lang::Zh => zh,
            Lang::En => en,
        })
    }

    /// The exit code of a run that met only this: what could not be written weighs more
    /// than what could not be read, and that more than errors found.
    pub(crate) fn code(&self) -> u8 {
        match self.status {
            Status::Failed => self.code.unwrap_or(INPUT),
            _ => u8::from(self.errors > 0),
        }
    }
}

/// Writes the summary: JSON or CSV, by the file's ending.
///
/// # Errors
/// If the ending is neither, or the file cannot be written.
pub(crate) fn write(target: &Path, records: &[Record], lang: Lang) -> Result<(), Failure> {
    let ending = target.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let bytes = match ending.as_str() {
        "json" => serde_json::to_vec_pretty(records).map_err(|error| unwritable(&error.to_string()))?,
        "csv" => csv(records, lang).map_err(|error| unwritable(&error.to_string()))?,
        _ => {
            return Err(Failure::input(
                "--summary 后面要写 .csv 或 .json 文件",
                "--summary takes a .csv or .json file",
            ));
        }
    };
    write_file(target, bytes)
}

fn unwritable(reason: &str) -> Failure {
    Failure::output(
        format!("无法写出汇总：{reason}"),
        format!("the summary cannot be written: {reason}"),
    )
}

fn csv(records: &[Record], lang: Lang) -> Result<Vec<u8>, csv::Error> {
    // Excel takes a CSV file for UTF-8 only with this mark.
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(match lang {
        Lang::Zh => [
            "名称",
            "文件",
            "结果",
            "机关",
            "年度",
            "表式",
            "错误",
            "警告",
            "提示",
            "允许",
            "生成的文件",
            "秒",
            "原因",
        ],
        Lang::En => [
            "name",
            "files",
            "result",
            "organ",
            "year",
            "form",
            "errors",
            "warnings",
            "notes",
            "let stand",
            "outputs",
            "seconds",
            "reason",
        ],
    })?;
    for record in records {
        let count = |number: usize| number.to_string();
        let fields = [
            record.name.clone(),
            record.files.join("\n"),
            record.status.word(lang).to_owned(),
            record.organ.clone().unwrap_or_default(),
            record.year.map(|year| year.to_string()).unwrap_or_default(),
            record.form.clone().unwrap_or_default(),
            count(record.errors),
            count(record.warnings),
            count(record.notes),
            count(record.allowed),
            record.outputs.join("\n"),
            format!("{:.3}", record.seconds),
            record.reason(lang).unwrap_or_default().to_owned(),
        ];
        writer.write_record(fields.map(|field| as_text(&field)))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// A field that a spreadsheet takes for text: the names come from senders nobody controls,
/// and a cell that begins like a formula would be one.
fn as_text(field: &str) -> String {
    if field.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{field}")
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_meets_no_formula_and_knows_the_encoding() {
        let mut record = Record::new("=cmd|'/c calc'!A1".into(), vec!["甲.xlsx".into(), "乙.docx".into()]);
        record = record.failed(&Text::new("坏,了", "broken"), 2);
        let bytes = csv(&[record], Lang::Zh).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with('\u{feff}'));
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(&row[0], "'=cmd|'/c calc'!A1");
        assert_eq!((&row[1], &row[2], &row[12]), ("甲.xlsx\n乙.docx", "失败", "坏,了"));
    }

    #[test]
    fn what_could_not_be_read_weighs_more_than_errors() {
        let record = Record::new("甲".into(), vec![]);
        assert_eq!(record.code(), 0);
        assert_eq!(
            Record {
                errors: 3,
                ..record.clone()
            }
            .code(),
            1
        );
        assert_eq!(record.failed(&Text::same("x"), 3).code(), 3);
    }
}
