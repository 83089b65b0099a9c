//! Reports as a dataset: three tables in long form, for whoever wants to ask questions of a whole
//! county's or country's figures. `reports` has a row for each report, `figures` one for each figure
//! of its statutory tables, `findings` one for each finding.
//!
//! * `tables`: which columns there are, and of what type, once for every format and for the schema;
//! * `rows`: a judged report as rows;
//! * `columnar`, `delimited`: rows as Parquet and as CSV.
//!
//! Nothing is read or judged here, and nothing added up: that is for the database that reads the
//! files. Where the files stand and how they appear is for the library (`nianbao::dataset`). No more
//! is held in memory than one group of rows, however many reports there are.

mod columnar;
mod delimited;
mod rows;
mod schema;
mod tables;

use std::io::{self, Write};

use nianbao_check::Judged;
use nianbao_model::Lang;

use columnar::Columnar;
use delimited::Delimited;
use rows::Row;
use tables::TABLES;

pub use schema::schema;
pub use tables::{DECIMALS, DIGITS, VERSION};

/// How the tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Apache Parquet: every column with its type, numbers exact, a tenth of the size.
    Parquet,
    /// CSV in UTF-8 with a line of names, for programs that do not read Parquet.
    Csv,
}

impl Format {
    /// Every format by its name, which is also the ending of its files.
    pub const ALL: [(&'static str, Self); 2] = [("parquet", Self::Parquet), ("csv", Self::Csv)];

    /// The names of the three files, in the order of their sinks.
    pub fn file_names(self) -> [String; 3] {
        let ending = Self::ALL.iter().find(|(_, format)| *format == self);
        let ending = ending.map_or("", |(ending, _)| ending);
        TABLES.each_ref().map(|table| format!("{}.{ending}", table.name))
    }
}

/// A dataset that is being written.
pub struct Dataset<W: Write + Send> {
    lang: Lang,
    sinks: [Sink<W>; 3],
}

enum Sink<W: Write + Send> {
    Columnar(Columnar<W>),
    Delimited(Delimited<W>),
}

impl<W: Write + Send> Dataset<W> {
    /// Begins the three tables; the messages of findings are in `lang`.
    ///
    /// # Errors
    /// As the sinks.
    pub fn new(format: Format, lang: Lang, sinks: [W; 3]) -> io::Result<Self> {
        let [reports, figures, findings] = sinks;
        let [of_reports, of_figures, of_findings] = &TABLES;
        let begin = |table, sink| {
            Ok::<_, io::Error>(match format {
                Format::Parquet => Sink::Columnar(Columnar::new(table, sink)?),
                Format::Csv => Sink::Delimited(Delimited::new(table, sink)?),
            })
        };
        let sinks = [
            begin(of_reports, reports)?,
            begin(of_figures, figures)?,
            begin(of_findings, findings)?,
        ];
        Ok(Self { lang, sinks })
    }

    /// Adds a report, which is known by this id.
    ///
    /// # Errors
    /// As the sinks.
    pub fn add(&mut self, id: &str, judged: &Judged) -> io::Result<()> {
        let [reports, figures, findings] = &mut self.sinks;
        reports.write(rows::report(id, judged))?;
        rows::figures(id, judged).try_for_each(|row| figures.write(row))?;
        rows::findings(id, judged, self.lang).try_for_each(|row| findings.write(row))
    }

    /// Ends the tables, and gives the sinks back.
    ///
    /// # Errors
    /// As the sinks.
    pub fn finish(self) -> io::Result<[W; 3]> {
        let [reports, figures, findings] = self.sinks;
        Ok([reports.finish()?, figures.finish()?, findings.finish()?])
    }
}

impl<W: Write + Send> Sink<W> {
    fn write<const N: usize>(&mut self, row: Row<'_, N>) -> io::Result<()> {
        match self {
            Self::Columnar(sink) => sink.write(row),
            Self::Delimited(sink) => sink.write(row),
        }
    }

    fn finish(self) -> io::Result<W> {
        match self {
            Self::Columnar(sink) => sink.finish(),
            Self::Delimited(sink) => sink.finish(),
        }
    }
}

#[cfg(test)]
mod tests;
