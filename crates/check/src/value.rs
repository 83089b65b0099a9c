//! What was found and what is expected, as values, and whether the message has them.

use std::fmt;

use nianbao_model::chars::half_width;
use nianbao_model::figure::Figure;
use nianbao_model::{Decimal, Lang};

/// A value that was found somewhere, or is expected there. [`Display`](fmt::Display) is
/// how it is shown, the same in both languages: as it stands in the report, or should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number, counted or computed: of things, of yuan or a multiple, of parts. In digits.
    Number(Decimal),
    /// A percentage: 75 for 75 %. In digits, without the sign.
    Percentage(Decimal),
    /// A year, 2024.
    Year(i32),
    /// A number as it was written in a cell or in the text, whatever that looks like.
    Written {
        /// The characters.
        text: String,
        /// The number they were read as; `None` if they could not be read.
        number: Option<Decimal>,
    },
    /// Words of the text, or a single character.
    Text(String),
}

/// A value, and whether the message has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The value.
    pub value: Value,
    /// Whether the message has it.
    pub told: Told,
}

/// Whether a message says something itself, so that it need not be shown beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It says it in neither language.
    No,
    /// Only the Chinese message has it as it is written; the English one puts it in words.
    InChinese,
    /// It says it in both languages.
    Yes,
}

impl Value {
    /// What was typed into a figure's cell; `None` if nothing was.
    pub(crate) fn typed(figure: &Figure) -> Option<Self> {
        let text = figure.typed.trim();
        (!text.is_empty()).then(|| Self::Written {
            text: text.to_owned(),
            number: figure.number(),
        })
    }

    /// With whether the message has it.
    pub(crate) fn told(self, told: impl Into<Told>) -> Fact {
        let told = told.into();
        Fact { value: self, told }
    }

    /// Whether it is shown in these digits: full-width ones and commas between them make
    /// no difference.
    pub(crate) fn reads(&self, digits: &str) -> bool {
        let shown = self.to_string();
        let shown = shown.chars().map(half_width).filter(|c| *c != ',');
        shown.eq(digits.chars())
    }
}

impl Told {
    /// Whether the message in this language has it.
    pub fn is_in(self, lang: Lang) -> bool {
        match self {
            Self::No => false,
            Self::InChinese => lang == Lang::Zh,
            Self::Yes => true,
        }
    }
}

impl From<bool> for Told {
    fn from(is_told: bool) -> Self {
        if is_told { Self::Yes } else { Self::No }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) | Self::Percentage(number) => number.fmt(f),
            Self::Year(year) => year.fmt(f),
            Self::Written { text, .. } | Self::Text(text) => f.write_str(text),
        }
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_known_however_it_is_typed() {
        let reads = |text: &str, digits: &str| Value::Text(text.to_owned()).reads(digits);
        assert!(reads("1200", "1200") && reads("1,200", "1200") && reads("１２", "12"));
        assert!(!reads("12件", "12") && !reads("12.0", "12") && !reads("十二", "12"));
    }
}
