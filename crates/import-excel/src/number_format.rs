//! Whether a number format shows percentages.

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
    fn only_a_percent_sign_that_acts_counts() {
        for code in ["0%", "0.0%", "[Red]0.00%;-0.00%", "\"约\"0%", "#,##0.00_);[=0]0%"] {
            assert!(is_percent(code), "{code}");
        }
        for code in ["General", "0\"%\"", "0\\%", "0_%", "0*%", "[$%-804]0"] {
            assert!(!is_percent(code), "{code}");
        }
    }
}
