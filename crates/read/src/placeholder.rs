//! Fills the figures into the text: `{{ applications.new_received.total }}` and
//! `{{ (热线接听量 / 统计天数) | round }}`, so that text and tables cannot disagree.
//!
//! The expressions are Jinja's. What the program adds: only known names, numbers
//! printed as people write them, and an error that names the cell and the nearest name.

mod names;
mod units;

use std::collections::BTreeSet;

use minijinja::value::ValueKind;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use nianbao_model::chars::half_width;
use nianbao_model::form::Form;
use nianbao_model::report::{Paragraph, PlaceholderFault, Report};

use names::Names;

/// Steps one paragraph's expressions may take; generous for sums, too few for loops
/// that would hold the program up.
const FUEL: u64 = 20_000;

/// Fills in the placeholders of the narrative from the report's figures. `percentages` are the
/// indicators whose percent sign belongs to the number.
pub(crate) fn fill(mut narrative: Vec<&mut Paragraph>, report: &Report, percentages: &BTreeSet<String>, form: &Form) {
    for paragraph in &mut narrative {
        paragraph.text = folded(&paragraph.text);
    }
    if !narrative.iter().any(|paragraph| has_placeholder(&paragraph.text)) {
        return;
    }
    let (names, units) = (Names { report, form }, units::Units(report));
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_formatter(|out, state, value| match value.kind() {
        ValueKind::Number => Ok(out.write_str(&number_text(value)?)?),
        ValueKind::String => minijinja::escape_formatter(out, state, value),
        _ => Err(Error::new(
            ErrorKind::InvalidOperation,
            "the result is neither a number nor text",
        )),
    });
    environment.set_fuel(Some(FUEL));
    environment.add_filter("round", round);
    for paragraph in narrative
        .iter_mut()
        .filter(|paragraph| has_placeholder(&paragraph.text))
    {
        let template = paragraph.text.clone();
        match names.render(&environment, &units::with_signs(&template, percentages)) {
            Ok(text) => {
                paragraph.faults = long_fractions(&template, &text);
                paragraph.faults.extend(units.faults(&template));
                paragraph.text = text;
            }
            Err(faults) => paragraph.faults = faults,
        }
        paragraph.template = Some(template);
    }
}

fn has_placeholder(text: &str) -> bool {
    text.contains(['{', '}'])
}

/// Full-width braces and operators, as a Chinese keyboard gives them, are braces and
/// operators; what stands outside of braces stays.
fn folded(text: &str) -> String {
    let braced = text.replace('\u{ff5b}', "{").replace('\u{ff5d}', "}");
    let mut folded = String::with_capacity(braced.len());
    let mut rest = braced.as_str();
    while let Some((before, inside)) = rest.split_once("{{") {
        let (expression, after) = inside.split_at(inside.find("}}").unwrap_or(inside.len()));
        folded.push_str(before);
        folded.push_str("{{");
        folded.extend(expression.chars().map(operator));
        rest = after;
    }
    folded + rest
}

/// An operator, bracket or digit as an expression has it; letters stay, for names have them.
fn operator(c: char) -> char {
    match c {
        '×' => '*',
        '÷' => '/',
        '−' | '–' => '-',
        '\u{3000}' | '\u{a0}' => ' ',
        c => match half_width(c) {
            half if half.is_ascii_alphabetic() => c,
            half => half,
        },
    }
}

/// Integers stay integers; other numbers are exact to fifteen digits, as in Excel.
fn number_value(number: Decimal) -> Value {
    match number.to_i64().filter(|_| number.fract().is_zero()) {
        Some(integer) => Value::from(integer),
        None => Value::from(number.to_f64().unwrap_or(f64::NAN)),
    }
}

/// A number with the fifteen digits that are its own, without binary noise.
fn decimal(value: &Value) -> Result<Decimal, Error> {
    let number = f64::try_from(value.clone())?;
    Decimal::from_scientific(&format!("{number:.14e}")).map_err(|_| Error::new(ErrorKind::InvalidOperation, NOT_FINITE))
}

/// What a division by zero gives.
const NOT_FINITE: &str = "the result is no finite number";

/// Whether this is why the template engine gave up: `/` gives no number, `//` and `%` fail.
fn divides_by_zero(reason: &str) -> bool {
    reason == NOT_FINITE || reason.contains("by zero") || reason.contains("unable to calculate")
}

/// The numbers with more decimals than anyone prints that came in with the figures.
fn long_fractions(template: &str, filled: &str) -> Vec<PlaceholderFault> {
    let long = |text: &str| -> Vec<String> {
        let numbers = text.split(|c: char| !(c.is_ascii_digit() || c == '.'));
        let long = numbers.filter(|number| {
            number
                .split_once('.')
                .is_some_and(|(_, decimals)| decimals.len() > DECIMALS)
        });
        long.map(str::to_owned).collect()
    };
    let typed = long(template);
    let computed = long(filled).into_iter().filter(|number| !typed.contains(number));
    computed
        .map(|printed| PlaceholderFault::LongFraction { printed })
        .collect()
}

/// How many decimals are printed without a word.
const DECIMALS: usize = 4;

/// A computed number as people write it: `46`, not `46.0`.
fn number_text(value: &Value) -> Result<String, Error> {
    if value.is_integer() {
        Ok(value.to_string())
    } else {
        Ok(decimal(value)?.normalize().to_string())
    }
}

/// `round`, `round(1)`: 四舍五入, half away from zero, of the decimal number people see.
fn round(value: Value, digits: Option<u32>) -> Result<Value, Error> {
    let rounded = decimal(&value)?.round_dp_with_strategy(digits.unwrap_or(0), RoundingStrategy::MidpointAwayFromZero);
    Ok(number_value(rounded))
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::form::builtin;
    use nianbao_model::locus::CellRef;
    use nianbao_model::locus::Locus;
    use nianbao_model::report::{Field, IndicatorValue};
    use nianbao_model::report::{Indicator, Metadata, Sourced};

    fn locus() -> Locus {
        Locus::cell(&"a.xlsx".into(), &"正文".into(), CellRef::new(0, 0))
    }

    fn filled(text: &str) -> Paragraph {
        let forms = builtin().unwrap();
        let indicator = |name: &str, value| Indicator {
            name: name.into(),
            value,
            unit: None,
            locus: locus(),
            stored: None,
        };
        let mut metadata = Metadata::default();
        metadata.fields.insert(
            Field::Year,
            Sourced {
                value: "2020年".into(),
                locus: locus(),
            },
        );
        let report = Report {
            metadata,
            indicators: vec![
                indicator("热线接听量", IndicatorValue::Number(Decimal::from(16653))),
                indicator("接通率", IndicatorValue::Number("96.5".parse().unwrap())),
                indicator("留言数", IndicatorValue::Blank),
            ],
            ..Report::new("gov-2019")
        };
        let mut paragraph = Paragraph {
            level: 0,
            text: text.into(),
            template: None,
            locus: locus(),
            faults: vec![],
        };
        fill(vec![&mut paragraph], &report, &BTreeSet::new(), &forms[0]);
        paragraph
    }

    #[test]
    fn numbers_are_printed_as_people_write_them() {
        let text = filled("{{ 热线接听量 }}次,日均{{ (热线接听量 / 统计天数) | round }}次,{{ 接通率 }}%,{{ 接通率 * 3 }},{{ (接通率 / 7) | round(1) }},{{ 年度 }}").text;
        let halves =
            filled("{{ 2.5 | round }} {{ 0.25 | round(1) }} {{ 2.675 | round(2) }} {{ (热线接听量 / 2) | round }}")
                .text;
        assert_eq!(halves, "3 0.3 2.68 8327");
        assert_eq!(text, "16653次,日均46次,96.5%,289.5,13.8,2020");
    }

    #[test]
    fn a_name_is_asked_for_whether_or_not_it_is_come_to() {
        for text in [
            "{{ 1 if 热线接听量 else 没有的 }}",
            "{% if 没有的 is defined %}有{% endif %}{{ 年度 }}",
            "{{ [热线接听量, 没有的] | first }}",
            "{{ 1 + (2 if 热线接听量 > 1 else 没有的) }}",
        ] {
            let faults = filled(text).faults;
            let unknown =
                |fault: &PlaceholderFault| matches!(fault, PlaceholderFault::Unknown { name, .. } if name == "没有的");
            assert!(matches!(&faults[..], [fault] if unknown(fault)), "{text}: {faults:?}");
        }
    }

    #[test]
    fn a_name_that_cannot_be_filled_in_stays_and_says_why() {
        let paragraph = filled("接听{{ 热线接听 }}次,新收{{ applications.new_received.totl }}件");
        assert_eq!(
            paragraph.text,
            "接听{{ 热线接听 }}次,新收{{ applications.new_received.totl }}件"
        );
        assert_eq!(
            paragraph.faults,
            [
                PlaceholderFault::Unknown {
                    name: "applications.new_received.totl".into(),
                    nearest: Some("applications.new_received.total".into())
                },
                PlaceholderFault::Unknown {
                    name: "热线接听".into(),
                    nearest: Some("热线接听量".into())
                },
            ]
        );
        let faults = |text: &str| filled(text).faults;
        assert!(matches!(
            &faults("{{ applications.new_received }}")[..],
            [PlaceholderFault::Group { .. }]
        ));
        assert!(matches!(
            &faults("{{ 留言数 }}")[..],
            [PlaceholderFault::NoValue { locus: Some(_), .. }]
        ));
        assert!(matches!(
            &faults("{{ 热线接听量 +")[..],
            [PlaceholderFault::Expression { .. }]
        ));
        // No function can be named, so no loop can be made long; fuel stops what is left.
        let nested = "{% for i in 年度 %}".repeat(8) + "x" + &"{% endfor %}".repeat(8);
        assert!(!faults("{% for i in range(9999) %}x{% endfor %}").is_empty());
        assert!(matches!(&faults(&nested)[..], [PlaceholderFault::Expression { .. }]));
    }
}
