//! Writes the interchange JSON: a report's meaning for other programs, by stable
//! keys. It reads the report, not the document, so nothing here is about how a
//! report looks. Where asked for, it says where each figure and paragraph was read.
//!
//! [`schema`] is the format's JSON Schema, `schemas/report.schema.json`.

mod collect;
mod interchange;
mod ordered;

pub use interchange::{
    FigureValue, Indicator, IndicatorValue, Interchange, Paragraph, Place, Provenance, VERSION, schema,
};
pub use ordered::Ordered;

use nianbao_model::plugin::{
    Description, ExportError, ExportFault, ExportJob, ExportOption, Exporter, Plugin, Role, Values,
};

/// The interchange JSON exporter.
#[derive(Debug, Clone, Copy)]
pub struct JsonExporter;

/// Whether the data say where each figure and paragraph was read.
const PROVENANCE: ExportOption = ExportOption {
    name: "provenance",
    values: Values::Flag,
    default: "false",
    help_zh: "写明每个数、每段文字的出处（文件、工作表、单元格）",
    help_en: "say where each figure and paragraph was read (file, sheet, cell)",
};

nianbao_model::inventory::submit! { Plugin::exporter(&JsonExporter) }

impl Exporter for JsonExporter {
    fn id(&self) -> &'static str {
        "json"
    }

    fn describe(&self) -> Description {
        Description {
            label_zh: "数据文件",
            label_en: "interchange data",
            extension: "json",
            media_type: "application/json",
            role: Role::Data,
        }
    }

    fn options(&self) -> &'static [ExportOption] {
        &[PROVENANCE]
    }

    fn export(&self, job: &ExportJob<'_>) -> Result<Vec<u8>, ExportError> {
        let mut bytes = serde_json::to_vec_pretty(&Interchange::new(job)).map_err(|error| {
            ExportError::new(
                ExportFault::Internal,
                format!("无法生成数据文件：{error}"),
                format!("the interchange data cannot be written: {error}"),
            )
        })?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use nianbao_compose::{Options, compose};
    use nianbao_conformance::{Breaches, Suite, narrative_texts};
    use nianbao_model::figure::Kind;
    use nianbao_model::form::{Form, builtin};
    use nianbao_model::plugin::Settings;
    use nianbao_model::report::{self, Field, Metadata, Report, Sourced, TableReading};
    use nianbao_model::source::{Cell, CellValue};
    use nianbao_model::{CellRef, Locus};

    fn locus() -> Locus {
        Locus::cell(&Arc::from("a.xlsx"), &Arc::from("b"), CellRef::new(0, 0))
    }

    fn table(key: &str, typed: &[(&str, Kind, &str)]) -> TableReading {
        let figures = typed.iter().map(|(key, kind, text)| {
            let cell = Cell::typed(CellValue::Text((*text).to_owned()));
            let figure = nianbao_read::figure::read((*key).to_owned(), kind, Some(&cell), locus());
            (figure.key.clone(), figure)
        });
        TableReading {
            key: key.to_owned(),
            place: Some(locus()),
            figures: figures.collect(),
            missing_rows: vec![],
            missing_columns: vec![],
            duplicates: vec![],
            unknown_rows: vec![],
            unknown_columns: vec![],
            subtotals: vec![],
            doubts: Vec::new(),
            conversions: Vec::new(),
            other_years: Vec::new(),
        }
    }

    fn small_report() -> (Report, Arc<Form>) {
        let form = builtin()
            .unwrap()
            .into_iter()
            .find(|form| form.id == "gov-2021")
            .unwrap();
        let sourced = |text: &str| Sourced {
            value: text.to_owned(),
            locus: locus(),
        };
        let paragraph = |level, text: &str| report::Paragraph {
            level,
            text: text.to_owned(),
            template: None,
            locus: locus(),
            faults: vec![],
        };
        let amount = Kind::Amount { unit: "万元".into() };
        let indicator = |name: &str, value, unit: Option<&str>| report::Indicator {
            name: name.to_owned(),
            value,
            unit: unit.map(str::to_owned),
            locus: locus(),
            stored: None,
        };
        let report = Report {
            files: vec![Arc::from("a.xlsx")],
            metadata: Metadata {
                fields: BTreeMap::from([
                    (Field::Organ, sourced("某市人民政府")),
                    (Field::Year, sourced("2024年")),
                ]),
                ..Metadata::default()
            },
            narrative: vec![paragraph(1, "一、总体情况"), paragraph(0, "“公开”\\ & <规范>。")],
            tables: vec![
                table(
                    "disclosure",
                    &[
                        ("disclosure.fees.amount", amount, "727012578元"),
                        ("disclosure.regulations.repealed", Kind::Count, "1件"),
                        ("disclosure.regulations.issued", Kind::Count, "２"),
                        ("disclosure.regulations.in_force", Kind::Count, ""),
                        ("disclosure.licensing.decisions", Kind::Count, "待定"),
                    ],
                ),
                table(
                    "applications",
                    &[(
                        "applications.results.denied.state_secret.natural_person",
                        Kind::Count,
                        "1.5",
                    )],
                ),
                table("review", &[("review.reconsideration.upheld", Kind::Count, "88")]),
            ],
            indicators: vec![
                indicator("热线接听量", report::IndicatorValue::Number(16653.into()), Some("次")),
                indicator(
                    "接通率",
                    report::IndicatorValue::Number("96.5".parse().unwrap()),
                    Some("%"),
                ),
                indicator("备注", report::IndicatorValue::Text("无".into()), None),
                indicator("留言数", report::IndicatorValue::Blank, None),
            ],
            ..Report::new(&form.id)
        };
        (report, form)
    }

    fn export(report: &Report, form: &Form) -> String {
        let document = compose(report, form, &Options::default());
        let bytes = JsonExporter.export(&ExportJob::new(&document, report, form)).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_small_report_is_exactly_this_json() {
        let (report, form) = small_report();
        let expected = r#"{
  "version": 1,
  "form": "gov-2021",
  "organ": "某市人民政府",
  "year": 2024,
  "title": "某市人民政府2024年政府信息公开工作年度报告",
  "narrative": [
    {
      "level": 1,
      "text": "一、总体情况"
    },
    {
      "level": 0,
      "text": "“公开”\\ & <规范>。"
    }
  ],
  "tables": {
    "disclosure": {
      "regulations": {
        "issued": 2,
        "repealed": 1,
        "in_force": null
      },
      "licensing": {
        "decisions": {
          "unreadable": "待定"
        }
      },
      "fees": {
        "amount": "72701.2578"
      }
    },
    "applications": {
      "results.denied.state_secret": {
        "natural_person": {
          "unreadable": "1.5"
        }
      }
    },
    "review": {
      "reconsideration": {
        "upheld": 88
      }
    }
  },
  "indicators": [
    {
      "name": "热线接听量",
      "value": 16653,
      "unit": "次"
    },
    {
      "name": "接通率",
      "value": "96.5",
      "unit": "%"
    },
    {
      "name": "备注",
      "value": "无",
      "unit": null
    },
    {
      "name": "留言数",
      "value": null,
      "unit": null
    }
  ]
}
"#;
        assert_eq!(export(&report, &form), expected);
    }

    #[test]
    fn places_are_told_where_they_are_asked_for() {
        let (report, form) = small_report();
        let document = compose(&report, &form, &Options::default());
        let mut settings = Settings::new();
        settings.set(&[PROVENANCE], "provenance", "true").unwrap();
        let job = ExportJob::new(&document, &report, &form).with_settings(&settings);
        let json: serde_json::Value = serde_json::from_slice(&JsonExporter.export(&job).unwrap()).unwrap();
        let figure = &json["provenance"]["figures"]["disclosure.regulations.repealed"];
        assert_eq!(figure["typed"], "1件");
        let (file, sheet, cell) = (&figure["file"], &figure["sheet"], &figure["cell"]);
        let locus = &report.figure("disclosure.regulations.repealed").unwrap().locus;
        assert_eq!(format!("{file} › {sheet} › {cell}").replace('"', ""), locus.to_string());
        assert_eq!(
            json["provenance"]["narrative"].as_array().unwrap().len(),
            report.narrative.len()
        );
        assert_eq!(
            json["provenance"]["indicators"].as_array().unwrap().len(),
            report.indicators.len()
        );
    }

    #[test]
    fn what_is_not_known_is_null_or_absent_and_never_made_up() {
        let (mut report, form) = small_report();
        report.metadata = Metadata::default();
        report.tables.clear();
        let json: serde_json::Value = serde_json::from_str(&export(&report, &form)).unwrap();
        assert!(json["organ"].is_null() && json["year"].is_null());
        assert_eq!(json["tables"], serde_json::json!({}));
    }

    #[test]
    fn it_conforms() -> Result<(), Breaches> {
        Suite::new(&JsonExporter)
            .expecting(narrative_texts)
            .reading(|bytes| {
                let json: serde_json::Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
                let narrative = json["narrative"].as_array().ok_or("no narrative")?;
                let texts = std::iter::once(&json["title"]).chain(narrative.iter().map(|part| &part["text"]));
                let texts = texts.map(|text| text.as_str().ok_or_else(|| format!("{text} is no text")));
                Ok(texts.collect::<Result<Vec<_>, _>>()?.join("\n"))
            })
            .run()
    }
}
