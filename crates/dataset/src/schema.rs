//! The JSON Schema of the tables, as they would be as JSON: `schemas/dataset.schema.json`. What
//! Parquet calls the types is in `docs/dataset.md`.

use serde_json::{Map, Value, json};

use crate::tables::{Column, DECIMALS, DIGITS, Kind, TABLES, Table, VERSION};

/// The JSON Schema (draft 2020-12): a table is a list of rows.
pub fn schema() -> Value {
    let tables: Map<String, Value> = TABLES
        .iter()
        .map(|table| (table.name.to_owned(), rows(table)))
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "nianbao dataset",
        "description": format!("Three tables in long form, version {VERSION}."),
        "type": "object",
        "properties": tables,
        "required": TABLES.each_ref().map(|table| table.name),
    })
}

fn rows(table: &Table) -> Value {
    let columns: Map<String, Value> = table
        .columns
        .iter()
        .map(|column| (column.name.to_owned(), described(column)))
        .collect();
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    json!({
        "description": table.what,
        "type": "array",
        "items": { "type": "object", "properties": columns, "required": names },
    })
}

fn described(column: &Column) -> Value {
    let (kind, what) = match column.kind {
        Kind::Text => ("string", column.what.to_owned()),
        Kind::Integer => ("integer", column.what.to_owned()),
        Kind::Boolean => ("boolean", column.what.to_owned()),
        Kind::Decimal => {
            let digits = format!("A decimal of {DIGITS} digits, {DECIMALS} of them after its point.");
            ("string", format!("{} {digits}", column.what))
        }
    };
    match column.optional {
        true => json!({ "type": [kind, "null"], "description": what }),
        false => json!({ "type": kind, "description": what }),
    }
}
