//! Decodes the formulas of binary workbooks into Excel's notation, as far as official
//! tables need them: sums, references, the four operations and a few functions.
//!
//! calamine decodes them too, but takes the flags of relative columns and of
//! references to other sheets for parts of the column (as of 0.38), and nests calls as
//! deep as the file says. A wrong formula is worse than none: whatever is not known
//! here gives no formula, and the cell keeps its saved value.

use nianbao_model::locus::column_name;

use crate::bytes::{f64_at, u16_at, u32_at, utf16};
use crate::limits::{MAX_FORMULA, MAX_TOKENS};

/// How a kind of workbook writes the operands.
#[derive(Clone, Copy)]
pub(crate) enum Layout<'a> {
    /// `.xls` from Excel 97 on; its table of sheets by the numbers formulas use.
    Biff8(&'a [Option<String>]),
    /// `.xlsb`; references to other sheets are not decoded.
    Biff12,
}

/// Functions by their number: the name and how many arguments the short form has.
const FUNCTIONS: [(u16, &str, usize); 13] = [
    (0, "COUNT", 0),
    (1, "IF", 0),
    (4, "SUM", 0),
    (5, "AVERAGE", 0),
    (6, "MIN", 0),
    (7, "MAX", 0),
    (24, "ABS", 1),
    (25, "INT", 1),
    (27, "ROUND", 2),
    (169, "COUNTA", 0),
    (212, "ROUNDUP", 2),
    (345, "SUMIF", 0),
    (346, "COUNTIF", 2),
];

/// The formula that `tokens` stand for; none where it is not known.
pub(crate) fn decode(mut tokens: &[u8], layout: Layout<'_>) -> Option<String> {
    if tokens.len() > MAX_TOKENS {
        return None;
    }
    let mut stack: Vec<String> = Vec::new();
    while let Some((&token, operands)) = tokens.split_first() {
        // The three classes of a token (reference, value, array) mean the same here.
        let kind = if (0x20..0x80).contains(&token) {
            token & 0x1f | 0x20
        } else {
            token
        };
        let mut used = 0;
        match kind {
            0x03..=0x0e | 0x10 | 0x11 => {
                let right = stack.pop()?;
                let left = stack.last_mut()?;
                left.push_str(operator(kind)?);
                left.push_str(&right);
            }
            0x12 => stack.last_mut()?.insert(0, '+'),
            0x13 => stack.last_mut()?.insert(0, '-'),
            0x14 => stack.last_mut()?.push('%'),
            0x15 => {
                let inner = stack.last_mut()?;
                inner.insert(0, '(');
                inner.push(')');
            }
            0x16 => stack.push(String::new()),
            0x17 => {
                let (text, length) = literal(operands, layout)?;
                stack.push(format!("\"{}\"", text.replace('"', "\"\"")));
                used = length;
            }
            // Hints for computing and layout, but for the short form of a sum.
            0x19 => {
                used = 3;
                match operands.first()? {
                    0x10 => {
                        let argument = stack.pop()?;
                        stack.push(format!("SUM({argument})"));
                    }
                    0x01 | 0x02 | 0x08 | 0x20 | 0x21 | 0x40 | 0x41 => {}
                    _ => return None,
                }
            }
            0x1d => {
                stack.push(if *operands.first()? == 0 { "FALSE" } else { "TRUE" }.to_owned());
                used = 1;
            }
            0x1e => {
                stack.push(u16_at(operands, 0)?.to_string());
                used = 2;
            }
            0x1f => {
                let number = f64_at(operands, 0).filter(|number| number.is_finite())?;
                stack.push(number.to_string());
                used = 8;
            }
            0x21 => {
                let (_, name, count) = function(u16_at(operands, 0)?).filter(|function| function.2 > 0)?;
                call(&mut stack, name, count)?;
                used = 2;
            }
            0x22 => {
                let (_, name, _) = function(u16_at(operands, 1)?)?;
                call(&mut stack, name, usize::from(*operands.first()?))?;
                used = 3;
            }
            0x24 | 0x25 => {
                let (text, length) = reference(operands, layout, kind == 0x25)?;
                stack.push(text);
                used = length;
            }
            0x3a | 0x3b => {
                let Layout::Biff8(sheets) = layout else { return None };
                let sheet = sheets.get(usize::from(u16_at(operands, 0)?))?.as_ref()?;
                let (text, length) = reference(operands.get(2..)?, layout, kind == 0x3b)?;
                stack.push(format!("{}!{text}", quoted(sheet)));
                used = 2 + length;
            }
            _ => return None,
        }
        if stack.last().is_some_and(|last| last.len() > MAX_FORMULA) {
            return None;
        }
        tokens = operands.get(used..)?;
    }
    let formula = stack.pop()?;
    stack.is_empty().then_some(formula)
}

fn operator(token: u8) -> Option<&'static str> {
    Some(match token {
        0x03 => "+",
        0x04 => "-",
        0x05 => "*",
        0x06 => "/",
        0x07 => "^",
        0x08 => "&",
        0x09 => "<",
        0x0a => "<=",
        0x0b => "=",
        0x0c => ">=",
        0x0d => ">",
        0x0e => "<>",
        0x10 => ",",
        0x11 => ":",
        _ => return None,
    })
}

fn function(number: u16) -> Option<(u16, &'static str, usize)> {
    FUNCTIONS.into_iter().find(|function| function.0 == number)
}

/// Puts a call in the place of its arguments.
fn call(stack: &mut Vec<String>, name: &str, count: usize) -> Option<()> {
    let arguments = stack.split_off(stack.len().checked_sub(count)?);
    stack.push(format!("{name}({})", arguments.join(",")));
    Some(())
}

/// A cell or an area, and how many bytes it takes.
fn reference(data: &[u8], layout: Layout<'_>, area: bool) -> Option<(String, usize)> {
    // Rows stand before columns: one of each for a cell, two of each for an area.
    let (width, corners) = (
        if matches!(layout, Layout::Biff12) { 4 } else { 2 },
        if area { 2 } else { 1 },
    );
    let corner = |index: usize| {
        let row = match layout {
            Layout::Biff8(_) => u32::from(u16_at(data, index * width)?),
            Layout::Biff12 => u32_at(data, index * width)?,
        };
        let column = u16_at(data, corners * width + index * 2)?;
        let fixed = |flag: u16| if column & flag == 0 { "$" } else { "" };
        let letters = column_name(u32::from(column & 0x3fff));
        Some(format!(
            "{}{letters}{}{}",
            fixed(0x4000),
            fixed(0x8000),
            u64::from(row) + 1
        ))
    };
    let text = match area {
        true => format!("{}:{}", corner(0)?, corner(1)?),
        false => corner(0)?,
    };
    Some((text, corners * (width + 2)))
}

/// A text between quotation marks, and how many bytes it takes.
fn literal(data: &[u8], layout: Layout<'_>) -> Option<(String, usize)> {
    let (start, length, wide) = match layout {
        Layout::Biff8(_) => (2, usize::from(*data.first()?), data.get(1)? & 1 == 1),
        Layout::Biff12 => (2, usize::from(u16_at(data, 0)?), true),
    };
    let end = start + if wide { length * 2 } else { length };
    let characters = data.get(start..end)?;
    let text = match wide {
        true => utf16(characters),
        false => characters.iter().copied().map(char::from).collect(),
    };
    Some((text, end))
}

/// A sheet's name as Excel writes it before `!`.
fn quoted(name: &str) -> String {
    let plain =
        name.chars().all(|c| c.is_alphanumeric() || c == '_') && !name.starts_with(|c: char| c.is_ascii_digit());
    match plain {
        true => name.to_owned(),
        false => format!("'{}'", name.replace('\'', "''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sum_over_relative_cells_keeps_its_columns() {
        // SUM(C5:I5)+$B$2, as Excel writes it: columns carry two flags.
        let tokens = [
            0x25, 4, 0, 4, 0, 2, 0xc0, 8, 0xc0, 0x19, 0x10, 0, 0, 0x24, 1, 0, 1, 0, 0x03,
        ];
        assert_eq!(decode(&tokens, Layout::Biff8(&[])).as_deref(), Some("SUM(C5:I5)+$B$2"));
        let tokens = [0x45, 4, 0, 0, 0, 4, 0, 0, 0, 2, 0xc0, 8, 0x40, 0x22, 1, 4, 0];
        assert_eq!(decode(&tokens, Layout::Biff12).as_deref(), Some("SUM(C5:I$5)"));
    }

    #[test]
    fn other_sheets_are_named_and_quoted() {
        let sheets = [Some("表二".to_owned()), None, Some("表 '二'".to_owned())];
        let tokens = |sheet| [0x5a, sheet, 0, 0, 0, 4, 0xc0];
        assert_eq!(decode(&tokens(0), Layout::Biff8(&sheets)).as_deref(), Some("表二!E1"));
        assert_eq!(
            decode(&tokens(2), Layout::Biff8(&sheets)).as_deref(),
            Some("'表 ''二'''!E1")
        );
        assert_eq!(decode(&tokens(1), Layout::Biff8(&sheets)), None, "another workbook");
        assert_eq!(decode(&tokens(0), Layout::Biff12), None);
    }

    #[test]
    fn brackets_numbers_functions_and_texts_are_written_out() {
        // ROUND((1.5-2)*3,1)
        let mut tokens = vec![0x1f];
        tokens.extend(1.5f64.to_le_bytes());
        tokens.extend([0x1e, 2, 0, 0x04, 0x15, 0x1e, 3, 0, 0x05, 0x1e, 1, 0, 0x41, 27, 0]);
        assert_eq!(
            decode(&tokens, Layout::Biff8(&[])).as_deref(),
            Some("ROUND((1.5-2)*3,1)")
        );
        // "a""b"&"表"
        let tokens = [0x17, 3, 0, b'a', b'"', b'b', 0x17, 1, 1, 0x68, 0x88, 0x08];
        assert_eq!(
            decode(&tokens, Layout::Biff8(&[])).as_deref(),
            Some("\"a\"\"b\"&\"表\"")
        );
    }

    #[test]
    fn what_is_not_known_gives_no_formula() {
        for tokens in [
            &[0x01, 0, 0, 0, 0][..],
            &[0x22, 1, 0xff, 0],
            &[0x1e, 1],
            &[0x03],
            &[],
            &[0x1d, 1, 0x1d, 1],
        ] {
            assert_eq!(decode(tokens, Layout::Biff8(&[])), None, "{tokens:?}");
        }
        let nested: Vec<u8> = [0x1e, 1, 0].into_iter().chain([0x15; 60_000]).collect();
        assert_eq!(decode(&nested, Layout::Biff12), None, "as long as Excel allows");
    }

    proptest! {
        #[test]
        fn no_tokens_make_it_panic(tokens in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = (decode(&tokens, Layout::Biff8(&[None])), decode(&tokens, Layout::Biff12));
        }
    }
}
