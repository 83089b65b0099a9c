//! What a number format shows beside the number: a percentage, a unit, leading zeros.

use crate::limits::MAX_FORMAT;
use nianbao_model::Decimal;
use nianbao_model::source::CellValue;

/// What a format makes of a number, where a person reads something else than the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shown {
    /// The number.
    Plain,
    /// A hundred times the number, and a percent sign.
    Percent,
    /// The number with a unit of money or of ten thousands behind it.
    Unit(String),
    /// Another number than the cell's, by this code: scaled, with a unit.
    Scaled(String),
    /// At least so many digits, as postcodes have them.
    Padded(usize),
}

impl Shown {
    /// By a format code.
    pub(crate) fn of(code: &str) -> Self {
        if is_percent(code) {
            return Self::Percent;
        }
        // Every cell with this format carries a copy of it.
        if code.len() > MAX_FORMAT {
            return Self::Plain;
        }
        let (mut unit, mut scaled, mut digits) = (String::new(), false, 0);
        let mut characters = code.chars();
        let (mut quoted, mut bracketed) = (false, false);
        while let Some(c) = characters.next() {
            let literal = match c {
                '"' => {
                    quoted = !quoted;
                    continue;
                }
                _ if quoted => Some(c),
                '\\' | '!' => characters.next(),
                '_' | '*' => {
                    characters.next();
                    continue;
                }
                '[' => {
                    bracketed = true;
                    continue;
                }
                ']' => {
                    bracketed = false;
                    continue;
                }
                ';' => break,
                _ if bracketed => continue,
                '0' | '#' | '?' => {
                    // Text between digits moves the point; a comma between them only groups.
                    scaled |= !unit.is_empty();
                    digits += 1;
                    continue;
                }
                ',' => {
                    let next = characters.clone().next();
                    scaled |= !next.is_some_and(|next| matches!(next, '0' | '#' | '?'));
                    continue;
                }
                '元' | '万' | '亿' => Some(c),
                _ => continue,
            };
            // What stands before the number is no unit.
            unit.extend(literal.filter(|c| digits > 0 && !c.is_whitespace()));
        }
        let money = unit.contains(['元', '万', '亿']);
        match (money, scaled) {
            (true, true) => Self::Scaled(code.to_owned()),
            (true, false) => Self::Unit(unit),
            (false, _) if digits > 1 && code.chars().all(|c| c == '0') => Self::Padded(digits),
            (false, _) => Self::Plain,
        }
    }

    /// What a cell with this number shows; percentages are not made here.
    pub(crate) fn apply(&self, number: Decimal) -> CellValue {
        let text = match self {
            Self::Plain | Self::Percent => return CellValue::Number(number),
            Self::Unit(unit) => format!("{number}{unit}"),
            Self::Scaled(code) => format!("{number}（格式 {code}）"),
            Self::Padded(digits) if number.is_integer() && !number.is_sign_negative() => {
                format!("{:0>digits$}", number.normalize().to_string())
            }
            Self::Padded(_) => return CellValue::Number(number),
        };
        CellValue::Text(text)
    }
}

/// The built-in formats `0%` and `0.00%`.
pub(crate) const BUILT_IN: [u32; 2] = [9, 10];

/// Whether a format code has a percent sign that is not text (`"%"`, `\%`), padding
/// (`_%`, `*%`) or part of a condition or colour in brackets.
pub(crate) fn is_percent(code: &str) -> bool {
    let mut characters = code.chars();
    let (mut quoted, mut bracketed) = (false, false);
    while let Some(c) = characters.next() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\\' | '_' | '*' => {
                characters.next();
            }
            '[' => bracketed = true,
            ']' => bracketed = false,
            '%' if !bracketed => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_leading_zeros_are_what_people_read() {
        let shown = |code: &str, number: &str| Shown::of(code).apply(number.parse().unwrap()).display();
        for (code, number, expected) in [
            ("#,##0\"元\"", "29732300", "29732300元"),
            ("0.00\"万元\"", "2973.23", "2973.23万元"),
            ("#,##0.00", "2973.23", "2973.23"),
            ("0\"项\"", "59", "59"),
            ("000000", "41147", "041147"),
            ("0", "7", "7"),
            ("General", "7", "7"),
        ] {
            assert_eq!(shown(code, number), expected, "{code}");
        }
        for code in ["0.00,,\"万元\"", "0!.0000,\"万元\""] {
            assert_eq!(Shown::of(code), Shown::Scaled(code.to_owned()), "{code}");
        }
    }

    #[test]
    fn only_a_percent_sign_that_acts_counts() {
        for code in ["0%", "0.0%", "[Red]0.00%;-0.00%", "\"约\"0%", "#,##0.00_);[=0]0%"] {
            assert!(is_percent(code), "{code}");
        }
        for code in ["General", "0\"%\"", "0\\%", "0_%", "0*%", "[$%-804]0"] {
            assert!(!is_percent(code), "{code}");
        }
    }
}
