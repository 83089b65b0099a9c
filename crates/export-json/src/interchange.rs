//! The interchange format as types: what is written, and, through their doc
//! comments, what the published JSON Schema says. No logic: [`crate::collect`]
//! fills them in.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use crate::ordered::Ordered;

/// The version of the format written. It changes only when a program that reads
/// today's files could no longer read tomorrow's.
pub const VERSION: u32 = 1;

/// One office's annual report on government information disclosure (政府信息公开工作年度报告):
/// its text and its statutory figures, by stable keys. What was not in the office's
/// files is absent; what was left blank there is `null`, never 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Interchange {
    /// The version of this format. Readers should refuse a version they do not know.
    #[schemars(extend("const" = VERSION))]
    pub version: u32,
    /// The id of the statutory form, e.g. `gov-2021`. It says which keys there are.
    pub form: String,
    /// The organ that publishes the report (机关名称).
    pub organ: Option<String>,
    /// The year the report is on (年度).
    pub year: Option<i32>,
    /// The report's title (标题).
    pub title: String,
    /// Headings and paragraphs in order, placeholders filled in. The tables are not
    /// part of it.
    pub narrative: Vec<Paragraph>,
    /// The statutory figures: table, row, column, all by key and in the form's order,
    /// e.g. `applications` › `results.denied.state_secret` › `natural_person`.
    pub tables: Ordered<Ordered<Ordered<FigureValue>>>,
    /// The office's own figures (业务数据), in the office's order.
    pub indicators: Vec<Indicator>,
    /// Where everything was read; only where it is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
}

/// Where everything in the report was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Provenance {
    /// The place of each heading and paragraph, in the order of `narrative`.
    pub narrative: Vec<Place>,
    /// The place of each figure, by its whole key, e.g.
    /// `applications.results.denied.state_secret.natural_person`.
    pub figures: Ordered<Place>,
    /// The place of each indicator, in the order of `indicators`.
    pub indicators: Vec<Place>,
}

/// A place in one of the office's files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Place {
    /// The file's name as it was given.
    pub file: String,
    /// The sheet, in a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The cell, as Excel names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// The line of a text file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The paragraph of a document, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// What stands there, as typed: of a figure always, of a paragraph where
    /// placeholders were filled in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub typed: Option<String>,
    /// The formula behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formula: Option<String>,
}

/// A heading or paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Paragraph {
    /// 0 for text, 1 to 4 for headings (`一、` `（一）` `1.` `（1）`).
    #[schemars(range(max = 4))]
    pub level: u8,
    /// The text; a heading's with its number.
    pub text: String,
}

/// One of the office's own figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Indicator {
    /// Its name (指标).
    pub name: String,
    /// Its value (数值).
    pub value: IndicatorValue,
    /// Its unit (单位), where one is given.
    pub unit: Option<String>,
}

/// The value of an indicator: an integer; a number with a fraction as a decimal
/// string; text where the office gave text; `null` where it left the value blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum IndicatorValue {
    /// A whole number.
    Integer(i64),
    /// A decimal string (`96.5`), or text that is no number.
    Text(String),
    /// The value was left blank.
    Blank,
}

/// One statutory figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum FigureValue {
    /// A count, or a rise or fall.
    Count(i64),
    /// An amount of money: an exact decimal in the form's unit, never a binary float.
    Amount(#[schemars(regex(pattern = r"^-?[0-9]+(\.[0-9]+)?$"))] String),
    /// The cell was left blank.
    Blank,
    /// The cell holds something that is not a number of its column's kind. Happens
    /// only in drafts: a report with such a cell is not fit to publish.
    Unreadable {
        /// The text as typed.
        unreadable: String,
    },
}

/// The JSON Schema (draft 2020-12) of the format.
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Interchange>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn the_schema_says_what_is_always_there_and_what_a_figure_can_be() {
        let schema = schema().to_value();
        let required = json!([
            "version",
            "form",
            "organ",
            "year",
            "title",
            "narrative",
            "tables",
            "indicators"
        ]);
        assert_eq!(schema["required"], required);
        assert_eq!(schema["properties"]["version"]["const"], json!(1));
        let figure = "#/$defs/FigureValue";
        let row = &schema["properties"]["tables"]["additionalProperties"]["additionalProperties"];
        assert_eq!(row["additionalProperties"]["$ref"], json!(figure));
        let kinds: Vec<_> = schema["$defs"]["FigureValue"]["anyOf"]
            .as_array()
            .unwrap()
            .iter()
            .map(|kind| &kind["type"])
            .collect();
        assert_eq!(kinds, ["integer", "string", "null", "object"]);
        assert!(matches!(
            &schema["$defs"]["FigureValue"]["anyOf"][1]["pattern"],
            Value::String(_)
        ));
    }
}
