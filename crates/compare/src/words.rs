//! How numbers are shown in every format.

use nianbao_model::{Decimal, Lang};

use crate::comparison::Side;
use crate::figures::FigureChange;

/// A number, with commas between thousands.
pub(crate) fn number(number: Decimal) -> String {
    let shown = number.normalize().to_string();
    let (sign, digits) = match shown.strip_prefix('-') {
        Some(digits) => ("\u{2212}", digits),
        None => ("", shown.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::new();
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match fraction {
        "" => format!("{sign}{grouped}"),
        fraction => format!("{sign}{grouped}.{fraction}"),
    }
}

/// A number with its sign, also where it is a rise.
pub(crate) fn signed(moved: Decimal) -> String {
    match moved > Decimal::ZERO {
        true => format!("+{}", number(moved)),
        false => number(moved),
    }
}

/// The growth of a figure: a percentage; many times over as a multiple.
pub(crate) fn growth(change: &FigureChange, lang: Lang) -> Option<String> {
    let growth = change.growth().filter(|growth| !growth.is_zero())?;
    if growth < Decimal::from(1_000) {
        return Some(format!("{}%", signed(growth)));
    }
    let fold = change.after?.checked_div(change.before?)?.round_dp(1).normalize();
    Some(match lang {
        Lang::Zh => format!("{} 倍", number(fold)),
        Lang::En => format!("{}-fold", number(fold)),
    })
}

/// What a report is called: its year, or that it is last year's or this one's.
pub(crate) fn year(side: &Side, otherwise: [&str; 2], lang: Lang) -> String {
    match (side.year, lang) {
        (Some(year), Lang::Zh) => format!("{year}年"),
        (Some(year), Lang::En) => year.to_string(),
        (None, Lang::Zh) => otherwise[0].to_owned(),
        (None, Lang::En) => otherwise[1].to_owned(),
    }
}

/// What the earlier one is called where its year is not known.
pub(crate) const EARLIER: [&str; 2] = ["上年", "earlier"];
/// What the later one is called.
pub(crate) const LATER: [&str; 2] = ["本年", "later"];

#[cfg(test)]
mod tests {
    use nianbao_model::figure::Kind;

    use super::*;

    fn change(before: i64, after: i64) -> FigureChange {
        FigureChange {
            key: String::new(),
            row: String::new(),
            column: String::new(),
            kind: Kind::Count,
            before: Some(before.into()),
            after: Some(after.into()),
        }
    }

    #[test]
    fn numbers_have_commas_and_rises_a_sign() {
        assert_eq!(number(Decimal::new(-12_345_678, 2)), "\u{2212}123,456.78");
        assert_eq!(number(Decimal::from(999)), "999");
        assert_eq!(signed(Decimal::from(1_000)), "+1,000");
        assert_eq!(signed(Decimal::ZERO), "0");
    }

    #[test]
    fn growth_is_a_percentage_or_a_multiple_and_none_from_zero() {
        assert_eq!(growth(&change(8, 9), Lang::Zh).as_deref(), Some("+12.5%"));
        assert_eq!(growth(&change(3, 1), Lang::En).as_deref(), Some("\u{2212}66.7%"));
        assert_eq!(growth(&change(2, 342), Lang::Zh).as_deref(), Some("171 倍"));
        assert_eq!(growth(&change(0, 5), Lang::Zh), None);
        assert_eq!(growth(&change(5, 5), Lang::Zh), None);
    }
}
