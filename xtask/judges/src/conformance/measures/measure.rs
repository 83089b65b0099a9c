//! One line of the table, and how lengths are written in it.

use std::fmt::Write as _;

/// One line of the table.
#[derive(Debug)]
pub(super) struct Measure {
    pub(super) item: &'static str,
    pub(super) required: String,
    pub(super) measured: String,
    pub(super) outcome: Outcome,
}

/// What a measurement says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Holds,
    Fails,
    /// The file has nothing to measure this on.
    Absent,
}

impl Outcome {
    pub(super) const fn of(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::Fails }
    }

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fails => "**FAILED**",
            Self::Absent => "not in this file",
        }
    }
}

impl Measure {
    pub(super) fn new(
        item: &'static str,
        required: impl Into<String>,
        measured: impl Into<String>,
        holds: bool,
    ) -> Self {
        Self {
            item,
            required: required.into(),
            measured: measured.into(),
            outcome: Outcome::of(holds),
        }
    }

    /// Nothing in the file to measure this on.
    pub(super) fn absent(item: &'static str, required: impl Into<String>) -> Self {
        Self {
            item,
            required: required.into(),
            measured: String::from("–"),
            outcome: Outcome::Absent,
        }
    }

    /// A rule that no place may break: how many places were looked at, and which break it.
    pub(super) fn rule(
        item: &'static str,
        required: impl Into<String>,
        looked_at: usize,
        what: &str,
        broken: &[String],
    ) -> Self {
        if looked_at == 0 {
            return Self::absent(item, required);
        }
        let mut measured = format!("{looked_at} {what}");
        if let Some(first) = broken.first() {
            let _ = write!(measured, ", {} against it: {first}", broken.len());
            for place in broken.iter().skip(1).take(3) {
                let _ = write!(measured, "; {place}");
            }
        }
        Self::new(item, required, measured, broken.is_empty())
    }
}

/// Millimetres in points.
pub(super) fn mm(millimetres: f64) -> f64 {
    millimetres * 72.0 / 25.4
}

/// Points in millimetres.
pub(super) fn in_mm(points: f64) -> f64 {
    points * 25.4 / 72.0
}

/// The least and greatest of some numbers; none if there are none.
pub(super) fn range(numbers: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    numbers.into_iter().fold(None, |range, number| {
        let (least, most) = range.unwrap_or((number, number));
        Some((least.min(number), most.max(number)))
    })
}

/// A range in words, one number if it is one.
pub(super) fn told((least, most): (f64, f64), unit: &str) -> String {
    let (one, other) = (format!("{least:.2}"), format!("{most:.2}"));
    if one == other {
        format!("{one} {unit}")
    } else {
        format!("{one}–{other} {unit}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_names_the_places_that_break_it() {
        let rule = |looked_at, broken: &[&str]| {
            let broken: Vec<String> = broken.iter().map(|place| (*place).to_owned()).collect();
            Measure::rule("item", "none", looked_at, "lines", &broken)
        };
        assert_eq!(rule(0, &[]).outcome, Outcome::Absent);
        assert_eq!(rule(9, &[]).outcome, Outcome::Holds);
        let broken = rule(9, &["page 2", "page 3"]);
        assert_eq!(broken.outcome, Outcome::Fails);
        assert_eq!(broken.measured, "9 lines, 2 against it: page 2; page 3");
    }
}
