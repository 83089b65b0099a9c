//! How all reports of a batch ended, as a file: a table for people, data for programs.

use std::path::Path;

use nianbao_model::Lang;

use super::Record;
use crate::error::{Error, WriteFault};
use crate::files::{Protected, write};

/// Where and as what the summary of a run is written.
#[derive(Debug, Clone, Copy)]
pub struct Summary<'a> {
    target: &'a Path,
    protected: &'a Protected,
    format: Format,
}

#[derive(Debug, Clone, Copy)]
enum Format {
    Csv,
    Json,
}

impl<'a> Summary<'a> {
    /// A summary in this file: JSON or CSV, by its ending.
    ///
    /// # Errors
    /// [`Error::Write`] if the ending is neither, or the file is `protected`.
    pub fn at(target: &'a Path, protected: &'a Protected) -> Result<Self, Error> {
        let ending = target.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let format = match ending.as_str() {
            "csv" => Format::Csv,
            "json" => Format::Json,
            _ => return Err(Error::write(target, WriteFault::SummaryFormat)),
        };
        protected.admit(target)?;
        Ok(Self {
            target,
            protected,
            format,
        })
    }

    /// Writes how the only report of a run ended, with the time it took in seconds, and gives
    /// that on.
    ///
    /// # Errors
    /// What stopped the report, which weighs more than that the file cannot be written.
    pub fn of_one<T>(
        summary: Option<Self>,
        (record, ended): (Record, Result<T, Error>),
        seconds: f64,
        lang: Lang,
    ) -> Result<T, Error> {
        let written = summary.map(|summary| summary.write(&[Record { seconds, ..record }], lang));
        let ended = ended?;
        written.transpose()?;
        Ok(ended)
    }

    /// Writes what became of the reports.
    ///
    /// # Errors
    /// [`Error::Write`] if the file cannot be written.
    pub fn write(self, records: &[Record], lang: Lang) -> Result<(), Error> {
        let bytes = match self.format {
            Format::Json => serde_json::to_vec_pretty(records).map_err(|error| error.to_string()),
            Format::Csv => csv(records, lang).map_err(|error| error.to_string()),
        };
        let bytes = bytes.map_err(|why| Error::write(self.target, WriteFault::Summary(why)))?;
        write(self.target, &bytes, self.protected)
    }
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
            "行政区划代码",
            "表式",
            "错误",
            "警告",
            "提示",
            "允许",
            "与其他单位相同的句数",
            "各规则",
            "生成的文件",
            "秒",
            "原因",
        ],
        Lang::En => [
            "name", "files", "result", "organ", "year", "region", "form", "errors", "warnings", "notes", "allowed",
            "shared", "rules", "outputs", "seconds", "reason",
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
            record.region.clone().unwrap_or_default(),
            record.form.clone().unwrap_or_default(),
            count(record.errors),
            count(record.warnings),
            count(record.notes),
            count(record.allowed),
            count(record.shared),
            rules(record),
            record.outputs.join("\n"),
            format!("{:.3}", record.seconds),
            record.reason(lang).unwrap_or_default().to_owned(),
        ];
        writer.write_record(fields.map(|field| as_text(&field)))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// The rules with findings and how many, those with most first.
fn rules(record: &Record) -> String {
    let mut rules: Vec<(&String, &usize)> = record.rules.iter().collect();
    rules.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let rules = rules.iter().map(|(rule, count)| format!("{rule} {count}"));
    rules.collect::<Vec<_>>().join("\n")
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
    use nianbao_model::Text;

    use super::super::Files;
    use super::*;
    use crate::error::Class;

    #[test]
    fn a_spreadsheet_meets_no_formula_and_knows_the_encoding() {
        let files = Files {
            name: "=cmd|'/c calc'!A1".into(),
            paths: vec!["甲.xlsx".into(), "乙.docx".into()],
        };
        let record = Record::new(&files).failed_for(Text::new("坏,了", "broken"), Class::Input);
        let text = String::from_utf8(csv(&[record], Lang::Zh).unwrap()).unwrap();
        assert!(text.starts_with('\u{feff}'));
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(&row[0], "'=cmd|'/c calc'!A1");
        assert_eq!((&row[1], &row[2], &row[15]), ("甲.xlsx\n乙.docx", "失败", "坏,了"));
    }

    #[test]
    fn a_summary_is_csv_or_json_and_nothing_else_and_never_an_input() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("b.csv"), "input").unwrap();
        let protected = Protected::new([at("b.csv")]);
        let refused = Summary::at(&at("summary.txt"), &protected).unwrap_err();
        assert!(
            matches!(
                &refused,
                Error::Write {
                    fault: WriteFault::SummaryFormat,
                    ..
                }
            ),
            "{refused}"
        );
        assert_eq!(refused.class(), Class::Input);
        assert!(Summary::at(&at("b.csv"), &protected).is_err());
        let json = at("summary.JSON");
        Summary::at(&json, &protected).unwrap().write(&[], Lang::Zh).unwrap();
        assert_eq!(std::fs::read_to_string(json).unwrap(), "[]");
    }
}
