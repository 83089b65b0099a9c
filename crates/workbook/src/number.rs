//! Numbers as Excel keeps them: binary, of which fifteen decimal digits are exact.
//! A number that needs more is refused, never rounded.

use nianbao_model::Decimal;

use crate::error::WorkbookError;

/// The number for a cell. `what` names it in the error.
///
/// # Errors
/// If the number read back would not be the same.
pub(crate) fn exact(number: Decimal, what: impl FnOnce() -> String) -> Result<f64, WorkbookError> {
    let kept = number.to_string().parse::<f64>().ok().filter(|kept| {
        // As the importer reads it.
        Decimal::from_scientific(&format!("{kept:.14e}")).is_ok_and(|read| read == number)
    });
    kept.ok_or_else(|| WorkbookError::Inexact { what: what(), number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_digits_are_kept_and_more_are_refused() {
        let exact = |text: &str| exact(text.parse().unwrap(), || "t.r.c".into());
        for good in [
            "0",
            "-0.1",
            "72701.2578",
            "123456789012345",
            "0.000123456789012345",
            "1000000000000000000000",
        ] {
            assert_eq!(exact(good).unwrap().to_string(), good);
        }
        for bad in [
            "1234567890123456",
            "0.1234567890123456",
            "79228162514264337593543950335",
        ] {
            let error = exact(bad).unwrap_err();
            assert!(error.to_string().contains(bad), "{error}");
        }
    }
}
