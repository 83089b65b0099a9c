//! What a report was read from, and how much was read.

use nianbao_findings::terminal::printable;
use nianbao_model::figure::Value;
use nianbao_model::{Localize, Report, Text};

/// The names of the files a report was read from, safe to print.
pub fn file_names(report: &Report) -> String {
    let names: Vec<String> = report.files.iter().map(|file| printable(file)).collect();
    names.join(" + ")
}

/// How much was read of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Tables of the form that were found.
    pub tables: usize,
    /// Figures that are not blank.
    pub figures: usize,
    /// The office's own figures.
    pub indicators: usize,
    /// Headings and paragraphs.
    pub paragraphs: usize,
    /// Those of them that take figures from the tables.
    pub with_figures: usize,
}

impl Extent {
    /// Counts what was read of this report.
    pub fn of(report: &Report) -> Self {
        let tables = report.tables.iter().filter(|table| table.place.is_some());
        let figures = report.figures().filter(|figure| figure.value != Value::Blank);
        let with_figures = report.narrative.iter().filter(|paragraph| paragraph.template.is_some());
        Self {
            tables: tables.count(),
            figures: figures.count(),
            indicators: report.indicators.len(),
            paragraphs: report.narrative.len(),
            with_figures: with_figures.count(),
        }
    }
}

impl Localize for Extent {
    fn text(&self) -> Text {
        let Self {
            tables,
            figures,
            indicators,
            paragraphs,
            with_figures,
        } = self;
        Text::new(
            format!(
                "{tables} 张表、{figures} 个数据、{indicators} 项业务数据、正文 {paragraphs} 段（{with_figures} 段引用数据）"
            ),
            format!(
                "{tables} tables, {figures} figures, {indicators} indicators, {paragraphs} paragraphs ({with_figures} cite figures)"
            ),
        )
    }
}
