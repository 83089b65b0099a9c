//! A table as Apache Parquet: groups of rows, in each the values column by column. What a file says
//! of itself is the same on every machine and at any time.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::{ByteArray, FixedLenByteArray};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use crate::rows::{Row, Value};
use crate::tables::{Column, DECIMALS, DIGITS, Kind, Table, VERSION};

/// How many rows are held in memory and written together.
const GROUP: usize = 32_768;

/// A Parquet file that is being written.
pub(crate) struct Columnar<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Pending>,
    rows: usize,
}

/// The values of one column that are not written yet.
struct Pending {
    optional: bool,
    values: Values,
    /// For each row whether there is a value, as 0 or 1.
    present: Vec<i16>,
}

enum Values {
    Text(Vec<ByteArray>),
    Integer(Vec<i32>),
    Decimal(Vec<FixedLenByteArray>),
    Boolean(Vec<bool>),
}

impl<W: Write + Send> Columnar<W> {
    pub(crate) fn new(table: &Table, sink: W) -> io::Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by("nianbao".to_owned())
            .set_key_value_metadata(Some(vec![
                KeyValue::new("nianbao.schema".to_owned(), VERSION.to_owned()),
                KeyValue::new("nianbao.table".to_owned(), table.name.to_owned()),
            ]));
        let schema = Arc::new(parse_message_type(&message(table)).map_err(failed)?);
        let writer = SerializedFileWriter::new(sink, schema, Arc::new(properties.build()));
        Ok(Self {
            writer: writer.map_err(failed)?,
            columns: table.columns.iter().map(Pending::new).collect(),
            rows: 0,
        })
    }

    pub(crate) fn write<const N: usize>(&mut self, row: Row<'_, N>) -> io::Result<()> {
        for (column, value) in self.columns.iter_mut().zip(row) {
            column.push(value)?;
        }
        self.rows += 1;
        match self.rows {
            GROUP => self.write_group().map_err(failed),
            _ => Ok(()),
        }
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for column in &mut self.columns {
            if let Some(mut writer) = group.next_column()? {
                column.write(writer.untyped())?;
                writer.close()?;
            }
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }

    pub(crate) fn finish(mut self) -> io::Result<W> {
        if self.rows > 0 {
            self.write_group().map_err(failed)?;
        }
        self.writer.into_inner().map_err(failed)
    }
}

impl Pending {
    fn new(column: &Column) -> Self {
        Self {
            optional: column.optional,
            values: match column.kind {
                Kind::Text => Values::Text(Vec::new()),
                Kind::Integer => Values::Integer(Vec::new()),
                Kind::Decimal => Values::Decimal(Vec::new()),
                Kind::Boolean => Values::Boolean(Vec::new()),
            },
            present: Vec::new(),
        }
    }

    fn push(&mut self, value: Value<'_>) -> io::Result<()> {
        self.present.push(i16::from(value != Value::Nothing));
        match (&mut self.values, value) {
            (_, Value::Nothing) if self.optional => {}
            (Values::Text(values), Value::Text(text)) => values.push(text.as_bytes().to_vec().into()),
            (Values::Integer(values), Value::Integer(number)) => values.push(number),
            // Parquet has the highest byte first.
            (Values::Decimal(values), Value::Decimal(units, _)) => values.push(units.to_be_bytes().to_vec().into()),
            (Values::Boolean(values), Value::Boolean(value)) => values.push(value),
            _ => return Err(io::Error::other("a value is not of its column's type")),
        }
        Ok(())
    }

    /// Writes what is held, and lets it go.
    fn write(&mut self, writer: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
        let present = std::mem::take(&mut self.present);
        let present = Some(present.as_slice()).filter(|_| self.optional);
        match (&mut self.values, writer) {
            (Values::Text(values), ColumnWriter::ByteArrayColumnWriter(writer)) => {
                writer.write_batch(&std::mem::take(values), present, None)?;
            }
            (Values::Integer(values), ColumnWriter::Int32ColumnWriter(writer)) => {
                writer.write_batch(&std::mem::take(values), present, None)?;
            }
            (Values::Decimal(values), ColumnWriter::FixedLenByteArrayColumnWriter(writer)) => {
                writer.write_batch(&std::mem::take(values), present, None)?;
            }
            (Values::Boolean(values), ColumnWriter::BoolColumnWriter(writer)) => {
                writer.write_batch(&std::mem::take(values), present, None)?;
            }
            _ => return Err(ParquetError::General("a column is not of its table's type".to_owned())),
        }
        Ok(())
    }
}

/// The table in Parquet's own notation.
fn message(table: &Table) -> String {
    let columns = table.columns.iter().map(|column| {
        let presence = if column.optional { "OPTIONAL" } else { "REQUIRED" };
        let name = column.name;
        match column.kind {
            Kind::Text => format!("{presence} BYTE_ARRAY {name} (STRING);"),
            Kind::Integer => format!("{presence} INT32 {name};"),
            Kind::Decimal => format!("{presence} FIXED_LEN_BYTE_ARRAY (16) {name} (DECIMAL({DIGITS},{DECIMALS}));"),
            Kind::Boolean => format!("{presence} BOOLEAN {name};"),
        }
    });
    format!("message {} {{ {} }}", table.name, columns.collect::<String>())
}

/// What the system said, where that is why a file could not be written.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(cause) => io::Error::other(cause),
        },
        error => io::Error::other(error),
    }
}
