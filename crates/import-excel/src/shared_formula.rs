//! Formulas that a worksheet states once for several cells: each cell has the first one's, with
//! its references moved as far as the cell is from the first.

use nianbao_model::CellRef;
use nianbao_model::limits::{MAX_COLUMNS, MAX_ROWS};

/// The formula of the cell at `to`, which shares that of the cell at `from`.
pub(crate) fn moved(formula: &str, from: CellRef, to: CellRef) -> String {
    let mut moved = String::with_capacity(formula.len());
    let mut rest = formula;
    while let Some(c) = rest.chars().next() {
        let end = match c {
            '"' | '\'' => quoted(rest, c),
            c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (piece, after) = rest.split_at(end);
        let is_name = after.starts_with(['(', '!']);
        match reference(piece, from, to).filter(|_| !is_name) {
            Some(reference) => moved.push_str(&reference),
            None => moved.push_str(piece),
        }
        rest = after;
    }
    moved
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '$' | '_' | '.')
}

/// How long a quoted piece at the start of a text is.
fn quoted(text: &str, quote: char) -> usize {
    text[1..].find(quote).map_or(text.len(), |end| end + 2)
}

/// `$A1`, moved; none for what is no cell's address.
fn reference(word: &str, from: CellRef, to: CellRef) -> Option<String> {
    let (fixed_column, rest) = dollar(word);
    let letters = rest.find(|c: char| !c.is_ascii_alphabetic())?;
    let (fixed_row, digits) = dollar(&rest[letters..]);
    if !(1..=3).contains(&letters) || digits.starts_with('0') || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let cell: CellRef = format!("{}{digits}", &rest[..letters]).parse().ok()?;
    let shift = |at: u32, from: u32, to: u32, most: u32| {
        u32::try_from(i64::from(at) + i64::from(to) - i64::from(from))
            .ok()
            .filter(|at| *at < most)
    };
    let column = if fixed_column {
        Some(cell.column)
    } else {
        shift(cell.column, from.column, to.column, MAX_COLUMNS)
    };
    let row = if fixed_row {
        Some(cell.row)
    } else {
        shift(cell.row, from.row, to.row, MAX_ROWS)
    };
    let (Some(column), Some(row)) = (column, row) else {
        return Some("#REF!".to_owned());
    };
    let address = CellRef::new(row, column).to_string();
    let (letters, digits) = address.split_at(address.find(|c: char| c.is_ascii_digit())?);
    let sign = |fixed| if fixed { "$" } else { "" };
    Some(format!("{}{letters}{}{digits}", sign(fixed_column), sign(fixed_row)))
}

fn dollar(text: &str) -> (bool, &str) {
    match text.strip_prefix('$') {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn references_move_and_nothing_else() {
        let moved = |formula| moved(formula, "B2".parse().unwrap(), "C4".parse().unwrap());
        for (formula, expected) in [
            ("SUM(A1:$B$2)+A$1*$A1", "SUM(B3:$B$2)+B$1*$A3"),
            ("'A1 表'!A1&\"A1\"", "'A1 表'!B3&\"A1\""),
            ("LOG10(A1)+A1!B1", "LOG10(B3)+A1!C3"),
            ("表二!A1+甲A1", "表二!B3+甲A1"),
            ("XFD1", "#REF!"),
            ("\"open", "\"open"),
        ] {
            assert_eq!(moved(formula), expected, "{formula}");
        }
    }

    proptest! {
        #[test]
        fn no_formula_makes_it_panic(formula in "[A-C$1-9'\"!(.表]{0,20}") {
            let _ = moved(&formula, CellRef::new(3, 3), CellRef::new(0, 0));
        }
    }
}
