//! Formulas, as far as official tables need them: sums, differences and plain references.
//! [`settle`] computes the formulas of a file, so that a result that was never saved is filled
//! in, and a saved one that no longer holds is found.
//!
//! It is not a spreadsheet: any other formula keeps the result that the file has.

use std::collections::HashMap;

use rust_decimal::Decimal;

use nianbao_model::figure::bounded;
use nianbao_model::locus::CellRef;
use nianbao_model::source::{CellValue, Recomputed, Source};

/// How deep brackets may be nested, and how long a chain of references may be.
const MAX_DEPTH: usize = 64;
/// How many cells one file's formulas may visit, together.
const MAX_VISITS: usize = 1_000_000;

/// Computes what can be computed of a file's formulas.
pub(crate) fn settle(source: &mut Source) {
    let formulas: Vec<Place> = source
        .sheets
        .iter()
        .enumerate()
        .flat_map(|(sheet, content)| {
            let cells = content.cells.iter().filter(|(_, cell)| cell.formula.is_some());
            cells.map(move |(at, _)| (sheet, *at))
        })
        .collect();
    let mut evaluator = Evaluator {
        source,
        known: HashMap::new(),
        visits: 0,
    };
    let results: Vec<_> = formulas
        .into_iter()
        .map(|place| (place, evaluator.formula(place, 0)))
        .collect();
    for ((sheet, at), result) in results {
        let (Some(cell), Some(result)) = (source.sheets[sheet].cells.get_mut(&at), result) else {
            continue;
        };
        match (&cell.value, result) {
            (CellValue::Empty, value) => {
                cell.value = value;
                cell.recomputed = Recomputed::Instead;
            }
            (CellValue::Number(saved), CellValue::Number(now))
                if bounded(*saved).is_some_and(|saved| close(saved, now)) =>
            {
                cell.recomputed = Recomputed::Agrees;
            }
            (CellValue::Number(_), CellValue::Number(now)) => cell.recomputed = Recomputed::Differs(now),
            _ => {}
        }
    }
}

/// Whether two results are the same to the twelve digits on which all spreadsheets agree.
fn close(a: Decimal, b: Decimal) -> bool {
    (a - b).abs() <= (a.abs() + Decimal::ONE) * Decimal::new(1, 12)
}

/// A sheet's index and a cell in it.
type Place = (usize, CellRef);

struct Evaluator<'a> {
    source: &'a Source,
    /// Results so far; `None` while a formula is being computed, so that a circle ends.
    known: HashMap<Place, Option<CellValue>>,
    visits: usize,
}

impl Evaluator<'_> {
    /// The result of the formula at a place; `None` if it cannot be computed.
    fn formula(&mut self, place: Place, depth: usize) -> Option<CellValue> {
        if let Some(known) = self.known.get(&place) {
            return known.clone();
        }
        self.known.insert(place, None);
        let (sheet, at) = place;
        let formula = self.source.sheets[sheet].cells.get(&at)?.formula.clone()?;
        let result = self.compute(&formula, sheet, depth);
        self.known.insert(place, result.clone());
        result
    }

    fn compute(&mut self, formula: &str, sheet: usize, depth: usize) -> Option<CellValue> {
        let tokens = tokens(formula)?;
        let mut parser = Parser {
            evaluator: self,
            tokens: &tokens,
            next: 0,
            sheet,
            depth,
        };
        // A plain reference takes over whatever stands there.
        if let Some((place, None)) = parser.reference()
            && parser.next == tokens.len()
        {
            let large = |value: &CellValue| matches!(value, CellValue::Number(number) if bounded(*number).is_none());
            return self.value(place, depth).filter(|value| !large(value));
        }
        parser.next = 0;
        let number = parser.sum()?;
        let number = bounded(number).filter(|_| parser.next == tokens.len())?;
        Some(CellValue::Number(number.normalize()))
    }

    /// What a cell shows; a formula's own result where it can be computed.
    fn value(&mut self, place: Place, depth: usize) -> Option<CellValue> {
        self.visits += 1;
        if self.visits > MAX_VISITS || depth > MAX_DEPTH {
            return None;
        }
        let (sheet, at) = place;
        let cell = self.source.sheets[sheet].cells.get(&at);
        match cell {
            None => Some(CellValue::Number(Decimal::ZERO)),
            Some(cell) if cell.formula.is_some() => {
                let saved = cell.value.clone();
                let computed = self.formula(place, depth + 1);
                computed.or(Some(saved).filter(|saved| *saved != CellValue::Empty))
            }
            Some(cell) => Some(cell.value.clone()),
        }
    }

    /// A cell as a term of `+` and `-`: text that is a number counts, as in Excel.
    fn number(&mut self, place: Place, depth: usize) -> Option<Decimal> {
        match self.value(place, depth)? {
            CellValue::Number(number) => Some(number),
            CellValue::Percent(number) => number.checked_div(Decimal::ONE_HUNDRED),
            CellValue::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// A range as an argument of `SUM`: text is left out, as in Excel.
    fn range(&mut self, first: Place, last: CellRef, depth: usize) -> Option<Decimal> {
        let (sheet, from) = first;
        let rows = from.row.min(last.row)..=from.row.max(last.row);
        let columns = from.column.min(last.column)..=from.column.max(last.column);
        let span = CellRef::new(*rows.start(), 0)..=CellRef::new(*rows.end(), u32::MAX);
        let cells: Vec<CellRef> = self.source.sheets[sheet]
            .cells
            .range(span)
            .map(|(at, _)| *at)
            .filter(|at| columns.contains(&at.column))
            .collect();
        let mut sum = Decimal::ZERO;
        for at in cells {
            let term = match self.value((sheet, at), depth)? {
                CellValue::Number(number) => number,
                CellValue::Percent(number) => number.checked_div(Decimal::ONE_HUNDRED)?,
                CellValue::Text(_) | CellValue::Boolean(_) => continue,
                CellValue::Empty | CellValue::Date(_) | CellValue::Error(_) => return None,
            };
            sum = sum.checked_add(term)?;
        }
        Some(sum)
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(Decimal),
    /// A name, a function or a cell, without `$`.
    Word(String),
    /// A sheet's name, with the exclamation mark behind it.
    Sheet(String),
    Sign(char),
}

/// Splits a formula; `None` at anything a sum has not.
fn tokens(formula: &str) -> Option<Vec<Token>> {
    let mut found = Vec::new();
    let mut rest = formula.trim().trim_start_matches('=');
    while let Some(c) = rest.chars().next() {
        if c.is_whitespace() {
            rest = rest.trim_start();
        } else if matches!(c, '+' | '-' | '(' | ')' | ',' | ':') {
            found.push(Token::Sign(c));
            rest = &rest[1..];
        } else if c == '\'' {
            let (name, after) = quoted(&rest[1..])?;
            found.push(Token::Sheet(name));
            rest = after.strip_prefix('!')?;
        } else {
            let end = rest
                .find(|c: char| !(c.is_alphanumeric() || matches!(c, '$' | '.' | '_')))
                .unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            if word.is_empty() {
                return None;
            }
            rest = after;
            found.push(match (word.parse(), after.strip_prefix('!')) {
                (_, Some(after)) => {
                    rest = after;
                    Token::Sheet(word.to_owned())
                }
                (Ok(number), _) => Token::Number(number),
                _ => Token::Word(word.replace('$', "")),
            });
        }
    }
    Some(found)
}

/// A quoted sheet name, in which `''` stands for one quote, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut rest = text;
    loop {
        let (head, tail) = rest.split_once('\'')?;
        name.push_str(head);
        match tail.strip_prefix('\'') {
            Some(tail) => {
                name.push('\'');
                rest = tail;
            }
            None => return Some((name, tail)),
        }
    }
}

struct Parser<'a, 'b, 'c> {
    evaluator: &'a mut Evaluator<'b>,
    tokens: &'c [Token],
    next: usize,
    /// The sheet the formula stands in.
    sheet: usize,
    depth: usize,
}

impl Parser<'_, '_, '_> {
    fn sign(&mut self, sign: char) -> bool {
        let is = self.tokens.get(self.next) == Some(&Token::Sign(sign));
        self.next += usize::from(is);
        is
    }

    /// `term ± term ± …`
    fn sum(&mut self) -> Option<Decimal> {
        let mut sum = Decimal::ZERO;
        let mut negative = self.sign('-');
        if !negative {
            self.sign('+');
        }
        loop {
            let term = self.term()?;
            sum = if negative {
                sum.checked_sub(term)?
            } else {
                sum.checked_add(term)?
            };
            negative = self.sign('-');
            if !negative && !self.sign('+') {
                return Some(sum);
            }
        }
    }

    fn term(&mut self) -> Option<Decimal> {
        if let Some(Token::Number(number)) = self.tokens.get(self.next) {
            self.next += 1;
            return Some(*number);
        }
        if self.sign('(') {
            return self.inside(Self::sum);
        }
        let is_sum = matches!(self.tokens.get(self.next), Some(Token::Word(word)) if word.eq_ignore_ascii_case("SUM"));
        if is_sum && self.tokens.get(self.next + 1) == Some(&Token::Sign('(')) {
            self.next += 2;
            return self.inside(Self::arguments);
        }
        match self.reference()? {
            (place, None) => self.evaluator.number(place, self.depth),
            // A range is no single number.
            (_, Some(_)) => None,
        }
    }

    /// What stands in brackets, with the closing one.
    fn inside(&mut self, content: fn(&mut Self) -> Option<Decimal>) -> Option<Decimal> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let value = content(self)?;
        self.depth -= 1;
        self.sign(')').then_some(value)
    }

    /// The arguments of `SUM`: ranges, or sums.
    fn arguments(&mut self) -> Option<Decimal> {
        let mut sum = Decimal::ZERO;
        loop {
            let start = self.next;
            let argument = match self.reference() {
                Some((first, last)) if self.ends_argument() => {
                    let last = last.unwrap_or(first.1);
                    self.evaluator.range(first, last, self.depth)?
                }
                _ => {
                    self.next = start;
                    self.sum()?
                }
            };
            sum = sum.checked_add(argument)?;
            if !self.sign(',') {
                return Some(sum);
            }
        }
    }

    fn ends_argument(&self) -> bool {
        matches!(self.tokens.get(self.next), Some(Token::Sign(',' | ')')))
    }

    /// `J31`, `表三!J31`, `C5:I5`.
    fn reference(&mut self) -> Option<(Place, Option<CellRef>)> {
        let mut sheet = self.sheet;
        if let Some(Token::Sheet(name)) = self.tokens.get(self.next) {
            sheet = self
                .evaluator
                .source
                .sheets
                .iter()
                .position(|sheet| *sheet.name == **name)?;
            self.next += 1;
        }
        let first = self.cell()?;
        let last = if self.sign(':') { Some(self.cell()?) } else { None };
        Some(((sheet, first), last))
    }

    fn cell(&mut self) -> Option<CellRef> {
        let Some(Token::Word(word)) = self.tokens.get(self.next) else {
            return None;
        };
        let cell = word.parse().ok()?;
        self.next += 1;
        Some(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::source::{Cell, Sheet};

    /// A file with 1 to 7 in A1:G1 of 表三, text in H1, and this formula in A2.
    fn settled(formula: &str, saved: CellValue) -> Cell {
        let file = "a.xlsx".into();
        let mut source = Source::new(&file);
        let mut sheet = Sheet::new(&file, "表三");
        for column in 0..7 {
            let number = CellValue::Number(Decimal::from(column + 1));
            sheet.cells.insert(CellRef::new(0, column), Cell::typed(number));
        }
        sheet
            .cells
            .insert(CellRef::new(0, 7), Cell::typed(CellValue::Text("8".into())));
        let mut other = Sheet::new(&file, "it's");
        other.cells.insert(CellRef::new(1, 0), Cell::computed(saved, formula));
        other
            .cells
            .insert(CellRef::new(2, 0), Cell::computed(CellValue::Empty, "A2"));
        source.sheets = vec![sheet, other];
        settle(&mut source);
        source.sheets[1].cells[&CellRef::new(1, 0)].clone()
    }

    fn result(formula: &str) -> Option<String> {
        let cell = settled(formula, CellValue::Empty);
        (cell.recomputed == Recomputed::Instead).then(|| cell.value.display())
    }

    #[test]
    fn sums_differences_and_references_are_computed() {
        let cases = [
            ("SUM(表三!A1:G1)", "28"),
            ("=sum('表三'!$A$1:$C$1,表三!G1,10)", "23"),
            ("表三!A1+表三!B1-(表三!C1-表三!D1)", "4"),
            ("-表三!G1+SUM(表三!A1,表三!B1)", "-4"),
            ("表三!H1", "8"),
            ("表三!H1+1", "9"),
            ("SUM(表三!A1:H1)", "28"),
            ("表三!Z99", "0"),
            ("1.5+2", "3.5"),
        ];
        for (formula, expected) in cases {
            assert_eq!(result(formula).as_deref(), Some(expected), "{formula}");
        }
    }

    #[test]
    fn anything_else_is_left_alone() {
        for formula in [
            "A2",
            "A3",
            "SUM(A1:A3)",
            "表三!A1*2",
            "IF(1,2,3)",
            "SUM(表三!A1",
            "表三!A1:B1",
            "表九!A1",
            "[1]表三!A1",
            "",
            "SUM()",
            "1+",
            "ROUND(1.5,0)",
        ] {
            assert_eq!(result(formula), None, "{formula}");
        }
        let nested = format!("{}1{}", "(".repeat(100_000), ")".repeat(100_000));
        assert_eq!(result(&nested), None);
    }

    #[test]
    fn a_saved_result_that_no_longer_holds_is_found() {
        let number = |n: i64| CellValue::Number(Decimal::from(n));
        let differs = settled("SUM(表三!A1:G1)", number(27));
        assert_eq!(differs.recomputed, Recomputed::Differs(Decimal::from(28)));
        assert_eq!(differs.value, number(27), "what the file shows stays");
        assert_eq!(settled("SUM(表三!A1:G1)", number(28)).recomputed, Recomputed::Agrees);
        assert_eq!(settled("表三!A1*28", number(27)).recomputed, Recomputed::Not);
    }
}
