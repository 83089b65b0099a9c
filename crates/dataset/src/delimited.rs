//! A table as CSV (RFC 4180): UTF-8 without a mark, a line of names, numbers as they are, nothing
//! where there is no value. It is for programs; a spreadsheet has the workbook of findings.

use std::io::{self, Write};

use crate::rows::{Row, Value};
use crate::tables::Table;

pub(crate) struct Delimited<W: Write>(csv::Writer<W>);

impl<W: Write> Delimited<W> {
    pub(crate) fn new(table: &Table, sink: W) -> io::Result<Self> {
        let mut writer = csv::Writer::from_writer(sink);
        writer.write_record(table.columns.iter().map(|column| column.name))?;
        Ok(Self(writer))
    }

    pub(crate) fn write<const N: usize>(&mut self, row: Row<'_, N>) -> io::Result<()> {
        let fields = row.map(|value| match value {
            Value::Nothing => String::new(),
            Value::Text(text) => text.into_owned(),
            Value::Integer(number) => number.to_string(),
            Value::Decimal(_, number) => number.to_string(),
            Value::Boolean(value) => value.to_string(),
        });
        Ok(self.0.write_record(fields)?)
    }

    pub(crate) fn finish(self) -> io::Result<W> {
        self.0.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}
