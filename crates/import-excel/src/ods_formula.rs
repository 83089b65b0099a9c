//! Formulas from OpenDocument's notation into Excel's.

/// `of:=SUM([.C5:.I5];[$表二.A1])` becomes `SUM(C5:I5,表二!A1)`. None where the notation
/// is another, or the formula looks into another file.
pub(crate) fn translate(formula: &str) -> Option<String> {
    if let Some(excel) = formula.strip_prefix("msoxl:=") {
        return Some(excel.to_owned());
    }
    let formula = ["of:=", "oooc:=", "="]
        .iter()
        .find_map(|prefix| formula.strip_prefix(prefix))?;
    let mut translated = String::with_capacity(formula.len());
    let mut rest = formula;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '"' => {
                let end = quoted(rest, '"')?;
                translated.push_str(&rest[..end]);
                end
            }
            '[' => {
                let end = bracketed(rest)?;
                translated.push_str(&reference(&rest[1..end - 1])?);
                end
            }
            _ => {
                // Arguments, and the union and intersection of areas.
                translated.push(match c {
                    ';' | '~' => ',',
                    '!' => ' ',
                    other => other,
                });
                c.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    Some(translated)
}

/// Where a text ends that begins with `quote`; two of them stand for one.
fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = characters.next() {
        if c == quote && characters.next_if(|(_, next)| *next == quote).is_none() {
            return Some(at + 1);
        }
    }
    None
}

/// Where a reference ends that begins with `[`; brackets in quoted names do not count.
fn bracketed(text: &str) -> Option<usize> {
    let mut at = 1;
    loop {
        let rest = &text[at..];
        match rest.chars().next()? {
            ']' => return Some(at + 1),
            '\'' => at += quoted(rest, '\'')?,
            c => at += c.len_utf8(),
        }
    }
}

/// What stands between the brackets: cells, each behind its sheet and a full stop.
fn reference(text: &str) -> Option<String> {
    if text.starts_with('#') {
        return Some(text.to_owned());
    }
    let (sheet, cell, rest) = cell(text)?;
    let mut translated = if sheet.is_empty() {
        String::new()
    } else {
        format!("{sheet}!")
    };
    translated.push_str(cell);
    if let Some(rest) = rest.strip_prefix(':') {
        let (other, cell, rest) = self::cell(rest)?;
        // Excel has areas within one sheet only, here as in any table of ours.
        if !(other.is_empty() || other == sheet) || !rest.is_empty() {
            return None;
        }
        translated.push(':');
        translated.push_str(cell);
    } else if !rest.is_empty() {
        return None;
    }
    Some(translated)
}

/// The sheet (quoted where it was), the cell, and what follows.
fn cell(text: &str) -> Option<(&str, &str, &str)> {
    let start = if text.starts_with('$') { 1 } else { 0 };
    let text = &text[start..];
    let stop = match text.starts_with('\'') {
        true => quoted(text, '\'')?,
        false => text.find(['.', '#'])?,
    };
    let (sheet, rest) = text.split_at(stop);
    // A file stands before its sheet with `#` between: that is no `.`.
    let rest = rest.strip_prefix('.')?;
    let end = rest.find(':').unwrap_or(rest.len());
    let (cell, rest) = rest.split_at(end);
    let plain = cell.chars().all(|c| c.is_ascii_alphanumeric() || c == '$');
    (plain && !cell.is_empty()).then_some((sheet, cell, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_become_excels() {
        for (open, excel) in [
            ("of:=SUM([.C5:.I5])", "SUM(C5:I5)"),
            ("of:=[$表二.A1]+[表二.$B$2]", "表二!A1+表二!$B$2"),
            ("of:=[$'a b'.A1]*2", "'a b'!A1*2"),
            ("of:=[$'it''s].'.A1]", "'it''s].'!A1"),
            ("of:=SUM([$表二.A1:.B2];[.C1])", "SUM(表二!A1:B2,C1)"),
            ("of:=SUM([$表二.A1:$表二.B2])", "SUM(表二!A1:B2)"),
            (
                "of:=IF([.A1]>0;\"a;[.B1]\"\"\";[#REF!])",
                "IF(A1>0,\"a;[.B1]\"\"\",#REF!)",
            ),
            ("oooc:=[.A1]", "A1"),
            ("msoxl:=SUM(A1:B2)", "SUM(A1:B2)"),
        ] {
            assert_eq!(translate(open).as_deref(), Some(excel), "{open}");
        }
        for unknown in [
            "of:=['file:///tmp/x.ods'#$表一.A1]",
            "of:=[.A1",
            "of:=[$甲.A1:$乙.B2]",
            "x:=1",
            "of:=\"",
            "of:=[]",
        ] {
            assert_eq!(translate(unknown), None, "{unknown}");
        }
    }

    proptest! {
        #[test]
        fn no_formula_makes_it_panic(formula in "of:=[\\[\\]'\".:$;表A1#]{0,20}") {
            let _ = translate(&formula);
        }
    }
}
