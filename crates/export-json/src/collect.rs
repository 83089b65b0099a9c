//! Report → [`Interchange`]: takes the figures in the form's order and decides how
//! each is written. It judges nothing; that is for the rules.

use nianbao_model::figure::{Figure, Kind};
use nianbao_model::form::Form;
use nianbao_model::plugin::ExportJob;
use nianbao_model::report::{self, Field, Report};
use nianbao_model::{Decimal, Locus, Passage};

use crate::interchange::{FigureValue, Indicator, IndicatorValue, Interchange, Paragraph, Place, Provenance, VERSION};
use crate::ordered::Ordered;

impl Interchange {
    /// The interchange form of a job's report.
    pub fn new(job: &ExportJob<'_>) -> Self {
        let ExportJob {
            document, report, form, ..
        } = job;
        Self {
            version: VERSION,
            form: form.id.clone(),
            organ: report.metadata.get(Field::Organ).map(str::to_owned),
            year: report.metadata.year(),
            title: document.title.clone(),
            narrative: report
                .narrative
                .iter()
                .map(|paragraph| Paragraph {
                    level: paragraph.level,
                    text: paragraph.text.clone(),
                })
                .collect(),
            tables: tables(report, form),
            indicators: report.indicators.iter().map(indicator).collect(),
            provenance: job
                .settings
                .is_set(&crate::PROVENANCE)
                .then(|| provenance(report, form)),
        }
    }
}

fn provenance(report: &Report, form: &Form) -> Provenance {
    let mut figures = Ordered::default();
    for figure in form.keys().filter_map(|key| report.figure(&key)) {
        figures.entry(&figure.key, || Place {
            typed: Some(figure.typed.clone()),
            formula: figure.formula.clone(),
            ..place(&figure.locus)
        });
    }
    let narrative = report.narrative.iter().map(|paragraph| Place {
        typed: paragraph.template.clone(),
        ..place(&paragraph.locus)
    });
    Provenance {
        narrative: narrative.collect(),
        figures,
        indicators: report
            .indicators
            .iter()
            .map(|indicator| place(&indicator.locus))
            .collect(),
    }
}

fn place(locus: &Locus) -> Place {
    let (line, paragraph) = match locus.passage {
        Some(Passage::Line(line)) => (Some(line), None),
        Some(Passage::Paragraph(paragraph)) => (None, Some(paragraph)),
        None => (None, None),
    };
    Place {
        file: locus.file.to_string(),
        sheet: locus.sheet.as_deref().map(str::to_owned),
        cell: locus.cell.map(|cell| cell.to_string()),
        line,
        paragraph,
        typed: None,
        formula: None,
    }
}

fn tables(report: &Report, form: &Form) -> Ordered<Ordered<Ordered<FigureValue>>> {
    let mut tables = Ordered::default();
    for figure in form.keys().filter_map(|key| report.figure(&key)) {
        let (table, row, column) = split(&figure.key);
        tables
            .entry(table, Ordered::default)
            .entry(row, Ordered::default)
            .entry(column, || figure_value(figure));
    }
    tables
}

/// A figure's key as table, row and column: the first part, the last, and all between.
fn split(key: &str) -> (&str, &str, &str) {
    let (table, rest) = key.split_once('.').unwrap_or(("", key));
    let (row, column) = rest.rsplit_once('.').unwrap_or(("", rest));
    (table, row, column)
}

fn figure_value(figure: &Figure) -> FigureValue {
    use nianbao_model::figure::Value;
    let readable = match (figure.value, &figure.kind) {
        (Value::Blank, _) => Some(FigureValue::Blank),
        (Value::Number(number), Kind::Count | Kind::Change) => integer(number).map(FigureValue::Count),
        (Value::Number(number), Kind::Amount { .. }) => Some(FigureValue::Amount(number.to_string())),
        (Value::Unreadable(_), _) => None,
    };
    readable.unwrap_or_else(|| FigureValue::Unreadable {
        unreadable: figure.typed.clone(),
    })
}

fn indicator(indicator: &report::Indicator) -> Indicator {
    Indicator {
        name: indicator.name.clone(),
        value: match &indicator.value {
            report::IndicatorValue::Number(number) => {
                integer(*number).map_or_else(|| IndicatorValue::Text(number.to_string()), IndicatorValue::Integer)
            }
            report::IndicatorValue::Text(text) => IndicatorValue::Text(text.clone()),
            report::IndicatorValue::Blank => IndicatorValue::Blank,
        },
        unit: indicator.unit.clone(),
    }
}

/// The number as an integer, if it is one and not absurdly large.
fn integer(number: Decimal) -> Option<i64> {
    number.fract().is_zero().then(|| number.try_into().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::figure::{Fault, Reading, Value};
    use nianbao_model::{CellRef, Locus};

    #[test]
    fn a_key_is_table_row_and_column() {
        let keys = [
            "applications.results.denied.state_secret.natural_person",
            "review.reconsideration.upheld",
            "survey.answers",
        ];
        assert_eq!(
            keys.map(split),
            [
                ("applications", "results.denied.state_secret", "natural_person"),
                ("review", "reconsideration", "upheld"),
                ("survey", "", "answers"),
            ]
        );
    }

    #[test]
    fn every_kind_of_figure_has_its_own_form() {
        let amount = Kind::Amount { unit: "万元".into() };
        let number = |text: &str| Value::Number(text.parse().unwrap());
        let unreadable = FigureValue::Unreadable {
            unreadable: "as typed".into(),
        };
        let cases = [
            (Kind::Count, number("3440"), FigureValue::Count(3440)),
            (Kind::Count, number("3.0"), FigureValue::Count(3)),
            (Kind::Change, number("-1"), FigureValue::Count(-1)),
            (Kind::Count, number("1.5"), unreadable.clone()),
            (Kind::Count, number("10000000000000000000"), unreadable.clone()),
            (
                amount.clone(),
                number("72701.2578"),
                FigureValue::Amount("72701.2578".into()),
            ),
            (amount.clone(), number("0"), FigureValue::Amount("0".into())),
            (amount, Value::Blank, FigureValue::Blank),
            (Kind::Count, Value::Blank, FigureValue::Blank),
            (Kind::Count, Value::Unreadable(Fault::Text), unreadable),
        ];
        for (kind, value, expected) in cases {
            let figure = Figure {
                key: "t.r.c".into(),
                kind,
                value,
                typed: "as typed".into(),
                printed: "as printed".into(),
                locus: Locus::cell(&"a.xlsx".into(), &"b".into(), CellRef::new(0, 0)),
                reading: Reading::Plain,
                formula: None,
                stale: None,
                stored: None,
            };
            assert_eq!(figure_value(&figure), expected, "{:?} {:?}", figure.kind, figure.value);
        }
    }
}
