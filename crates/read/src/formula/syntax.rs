//! The notation of formulas, as far as it is computed: operators, functions, cells and ranges,
//! also of other sheets. What it comes to is not told here.

use nianbao_model::Decimal;
use nianbao_model::locus::CellRef;

/// How deep brackets may be nested.
const MAX_NESTED: usize = 32;

/// A formula or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expression {
    Number(Decimal),
    Text(String),
    Boolean(bool),
    /// One cell, or a range, of a sheet; of the formula's own where none is named.
    Cells(Option<String>, CellRef, Option<CellRef>),
    Negative(Box<Expression>),
    Percent(Box<Expression>),
    /// Operators of one strength, from left to right.
    Chain(Box<Expression>, Vec<(Operator, Expression)>),
    /// A function by its name in capitals; an argument may be left out.
    Call(String, Vec<Option<Expression>>),
}

/// What stands between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Join,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

use Operator::{
    Add, Divide, Equal, Greater, GreaterOrEqual, Join, Less, LessOrEqual, Multiply, NotEqual, Power, Subtract,
};

/// The operators from the weakest to the strongest; the longer of two that begin alike first.
const STRENGTHS: [&[(&str, Operator)]; 5] = [
    &[
        ("<>", NotEqual),
        ("<=", LessOrEqual),
        (">=", GreaterOrEqual),
        ("=", Equal),
        ("<", Less),
        (">", Greater),
    ],
    &[("&", Join)],
    &[("+", Add), ("-", Subtract)],
    &[("*", Multiply), ("/", Divide)],
    &[("^", Power)],
];

/// Parses a formula, with or without the equals sign; none where it has anything else in it.
pub(crate) fn parse(formula: &str) -> Option<Expression> {
    let formula = formula.trim();
    let mut parser = Parser {
        rest: formula.strip_prefix('=').unwrap_or(formula),
        nested: 0,
    };
    let expression = parser.chain(0)?;
    parser.space();
    parser.rest.is_empty().then_some(expression)
}

struct Parser<'a> {
    rest: &'a str,
    nested: usize,
}

impl Parser<'_> {
    fn space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, sign: &str) -> bool {
        self.space();
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Operators of this strength between values of stronger ones.
    fn chain(&mut self, strength: usize) -> Option<Expression> {
        let Some(operators) = STRENGTHS.get(strength) else {
            return self.signed();
        };
        let first = self.chain(strength + 1)?;
        let mut more = Vec::new();
        while let Some((_, operator)) = operators.iter().find(|(sign, _)| self.take(sign)) {
            more.push((*operator, self.chain(strength + 1)?));
        }
        Some(match more.is_empty() {
            true => first,
            false => Expression::Chain(Box::new(first), more),
        })
    }

    /// A value with its signs before and per cent behind it.
    fn signed(&mut self) -> Option<Expression> {
        let mut negative = false;
        loop {
            if self.take("-") {
                negative = !negative;
            } else if !self.take("+") {
                break;
            }
        }
        let mut value = self.value()?;
        while self.take("%") {
            if matches!(value, Expression::Percent(_)) {
                return None;
            }
            value = Expression::Percent(Box::new(value));
        }
        Some(if negative {
            Expression::Negative(Box::new(value))
        } else {
            value
        })
    }

    fn value(&mut self) -> Option<Expression> {
        if self.take("(") {
            return self.nested(|parser| {
                let inside = parser.chain(0)?;
                parser.take(")").then_some(inside)
            });
        }
        if self.take("\"") {
            return self.quoted('"').map(Expression::Text);
        }
        if self.take("'") {
            let sheet = self.quoted('\'')?;
            return self.of_sheet(sheet);
        }
        let word = self.word()?.to_owned();
        if let Some(rest) = self.rest.strip_prefix('!') {
            self.rest = rest;
            return self.cells(Some(word));
        }
        self.named(&word)
    }

    fn of_sheet(&mut self, sheet: String) -> Option<Expression> {
        self.rest = self.rest.strip_prefix('!')?;
        self.cells(Some(sheet))
    }

    fn named(&mut self, word: &str) -> Option<Expression> {
        let upper = word.to_ascii_uppercase();
        if self.rest.starts_with('(') {
            self.rest = &self.rest[1..];
            let name = upper.strip_prefix("_XLFN.").unwrap_or(&upper).to_owned();
            let arguments = self.nested(Self::arguments)?;
            return Some(Expression::Call(name, arguments));
        }
        if word.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            return self.number(word);
        }
        match upper.as_str() {
            "TRUE" => Some(Expression::Boolean(true)),
            "FALSE" => Some(Expression::Boolean(false)),
            _ => self.range(None, cell(word)?),
        }
    }

    fn number(&mut self, word: &str) -> Option<Expression> {
        let number = word.parse().or_else(|_| Decimal::from_scientific(word)).ok()?;
        Some(Expression::Number(number))
    }

    fn cells(&mut self, sheet: Option<String>) -> Option<Expression> {
        let first = cell(self.word()?)?;
        self.range(sheet, first)
    }

    fn range(&mut self, sheet: Option<String>, first: CellRef) -> Option<Expression> {
        let last = match self.take(":") {
            true => Some(cell(self.word()?)?),
            false => None,
        };
        Some(Expression::Cells(sheet, first, last))
    }

    fn arguments(&mut self) -> Option<Vec<Option<Expression>>> {
        let mut arguments = Vec::new();
        if self.take(")") {
            return Some(arguments);
        }
        loop {
            self.space();
            let left_out = self.rest.starts_with([',', ')']);
            arguments.push(if left_out { None } else { Some(self.chain(0)?) });
            if self.take(")") {
                return Some(arguments);
            }
            self.take(",").then_some(())?;
        }
    }

    fn nested<T>(&mut self, inside: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.nested += 1;
        if self.nested > MAX_NESTED {
            return None;
        }
        let result = inside(self)?;
        self.nested -= 1;
        Some(result)
    }

    /// What stands up to the closing quote; two quotes stand for one.
    fn quoted(&mut self, quote: char) -> Option<String> {
        let mut text = String::new();
        loop {
            let (head, tail) = self.rest.split_once(quote)?;
            text.push_str(head);
            self.rest = tail;
            match tail.strip_prefix(quote) {
                Some(tail) => {
                    text.push(quote);
                    self.rest = tail;
                }
                None => return Some(text),
            }
        }
    }

    fn word(&mut self) -> Option<&str> {
        self.space();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '$' | '.' | '_');
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!word.is_empty()).then_some(word)
    }
}

/// A cell's address, with or without `$`.
fn cell(word: &str) -> Option<CellRef> {
    word.replace('$', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_formula_of_ours_is_not_parsed() {
        for formula in [
            "",
            "SUM(A1",
            "1+",
            "A1:B1:C1",
            "[1]表三!A1",
            "{1,2}",
            "1 2",
            "\"a",
            "表三!",
            "#REF!",
            "A:A",
        ] {
            assert_eq!(parse(formula), None, "{formula}");
        }
        for deep in ["(".repeat(100_000), "-".repeat(100_000) + "(", "IF(".repeat(100_000)] {
            assert_eq!(parse(&deep), None);
        }
    }

    proptest! {
        #[test]
        fn no_formula_makes_it_panic(formula in "[A1+\\-*/(),\"'!表$%^&<>=:. SUMIF]{0,30}") {
            let _ = parse(&formula);
        }
    }
}
