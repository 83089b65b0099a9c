//! The tables of `nianbao dataset` before foreign readers: pyarrow and DuckDB read from the Parquet
//! files what the CSV files have.

use std::collections::BTreeMap;
use std::ffi::OsString;

use xtask_kit::examples;
use xtask_kit::files::{make_empty, root};

use super::verdict::Verdict;
use crate::tools::{nianbao, python};

/// Writes the examples' tables in both formats, and has them compared.
pub(super) fn judge() -> Verdict {
    let folder = root().join("target/conformance/dataset");
    make_empty(&folder)?;
    let workbooks = examples::workbooks()?;
    for format in ["parquet", "csv"] {
        let mut arguments: Vec<OsString> = ["dataset", "--group", "folder", "--format", format]
            .map(OsString::from)
            .into();
        arguments.extend(["--out".into(), folder.join(format).into()]);
        arguments.extend(workbooks.iter().map(|workbook| workbook.clone().into()));
        nianbao(arguments)?;
    }
    let rows: BTreeMap<String, usize> = python("tables.py", ["parquet", "csv"].map(|format| folder.join(format)))?;
    match rows.get("reports") {
        Some(reports) if *reports == workbooks.len() => {
            let rows = rows.iter().map(|(table, rows)| format!("{table} {rows}"));
            Ok(format!(
                "the same rows in both: {}",
                rows.collect::<Vec<_>>().join(", ")
            ))
        }
        reports => Err(format!("{reports:?} reports of {}", workbooks.len())),
    }
}
