//! Formulas, as far as official tables need them: arithmetic, sums, rounding, conditions, texts
//! joined together, over cells of any sheet. [`settle`] computes the formulas of a file, so that
//! a result that was never saved is filled in, and a saved one that no longer holds is found.
//!
//! It is not a spreadsheet: any other formula keeps the result that the file has, unless the file
//! says itself that its results are still to be computed.

mod functions;
mod syntax;

use std::collections::{BTreeMap, HashMap};

use nianbao_model::Decimal;
use nianbao_model::figure::bounded;
use nianbao_model::locus::CellRef;
use nianbao_model::shown;
use nianbao_model::source::{Cell, CellValue, Recomputed, Sheet, Source};
use nianbao_number_format::{Calendar, Format};

use functions::{compare, divide, join, number, power, text, truth};
use syntax::{Expression, Operator};

/// How long a chain of references may be, with the brackets on the way.
const MAX_DEPTH: usize = 64;
/// How many cells one file's formulas may visit, together.
const MAX_VISITS: usize = 1_000_000;
/// The number by which `SUBTOTAL` knows `SUM`, and what is added to it where rows that are hidden by
/// hand are left out as well.
const SUM: u32 = 9;
const HIDDEN_TOO: u32 = 100;
/// Significant digits of a result, as every spreadsheet keeps them.
const DIGITS: u32 = 15;

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
        columns: HashMap::new(),
        visits: 0,
    };
    let results: Vec<_> = formulas
        .into_iter()
        .map(|place| (place, evaluator.formula(place, 0).ok()))
        .collect();
    for ((sheet, at), result) in results {
        if let Some(cell) = source.sheets[sheet].cells.get_mut(&at) {
            settle_cell(cell, result);
        }
    }
}

/// Brings a cell together with the result of its formula, where that was computed.
fn settle_cell(cell: &mut Cell, result: Option<CellValue>) {
    if matches!(cell.value, CellValue::Error(_)) {
        // Whoever saved an error is to look at it.
        cell.recomputed = Recomputed::Not;
        return;
    }
    let due = cell.recomputed == Recomputed::Due || cell.value == CellValue::Empty;
    let agrees = result.as_ref().map(|result| agree(&cell.value, result));
    match (result, agrees, due) {
        (Some(_), Some(true), _) => cell.recomputed = Recomputed::Agrees,
        (Some(now), _, true) => replace(cell, now, Recomputed::Instead),
        (None, _, true) => replace(cell, CellValue::Empty, Recomputed::Not),
        (Some(now), Some(false), false) => {
            if let (CellValue::Number(_) | CellValue::Percent(_), CellValue::Number(now)) = (&cell.value, now) {
                cell.recomputed = Recomputed::Differs(now);
            }
        }
        _ => {}
    }
}

/// Gives a cell another value, which shows by the cell's format.
fn replace(cell: &mut Cell, value: CellValue, recomputed: Recomputed) {
    let shown = shown::cell(value, cell.format.as_deref(), Calendar::default());
    cell.value = shown.value;
    cell.shown = shown.shown;
    cell.recomputed = recomputed;
}

/// Whether a saved result is the computed one: numbers to the twelve digits on which all
/// spreadsheets agree.
fn agree(saved: &CellValue, now: &CellValue) -> bool {
    match (saved, now) {
        (CellValue::Number(_) | CellValue::Percent(_), CellValue::Number(now)) => {
            let saved = number(saved).ok().and_then(bounded);
            saved.is_some_and(|saved| (saved - now).abs() <= (saved.abs() + Decimal::ONE) * Decimal::new(1, 12))
        }
        (saved, now) => saved == now,
    }
}

/// A sheet's index and a cell in it.
type Place = (usize, CellRef);

/// Why a formula has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// It has an error for a result.
    Error,
    /// It is beyond what we compute.
    Unknown,
}

type Result<T> = std::result::Result<T, Stop>;

struct Evaluator<'a> {
    source: &'a Source,
    /// Results so far; unknown while a formula is being computed, so that a circle ends.
    known: HashMap<Place, Result<CellValue>>,
    /// The sheets that ranges are in.
    columns: HashMap<usize, Columns<'a>>,
    visits: usize,
}

impl<'a> Evaluator<'a> {
    /// The result of the formula at a place.
    fn formula(&mut self, place: Place, depth: usize) -> Result<CellValue> {
        if let Some(known) = self.known.get(&place) {
            return known.clone();
        }
        self.known.insert(place, Err(Stop::Unknown));
        let result = self.compute(place, depth);
        self.known.insert(place, result.clone());
        result
    }

    fn compute(&mut self, place: Place, depth: usize) -> Result<CellValue> {
        let (sheet, at) = place;
        let cell = self.source.sheets[sheet].cells.get(&at).ok_or(Stop::Unknown)?;
        let formula = cell.formula.as_deref().ok_or(Stop::Unknown)?;
        self.visit(formula.len() / 8)?;
        let expression = syntax::parse(formula).ok_or(Stop::Unknown)?;
        let result = match self.value(&expression, sheet, depth)? {
            // A reference to nothing shows a zero.
            CellValue::Empty => CellValue::Number(Decimal::ZERO),
            CellValue::Number(number) => CellValue::Number(significant(number)),
            value => value,
        };
        let large = matches!(result, CellValue::Number(number) if bounded(number).is_none());
        if large { Err(Stop::Unknown) } else { Ok(result) }
    }

    fn visit(&mut self, many: usize) -> Result<()> {
        self.visits += many;
        if self.visits > MAX_VISITS {
            Err(Stop::Unknown)
        } else {
            Ok(())
        }
    }

    /// What a cell holds; a formula's own result where it can be computed.
    fn cell(&mut self, (sheet, at): Place, depth: usize) -> Result<CellValue> {
        let source = self.source;
        match source.sheets[sheet].cells.get(&at) {
            Some(cell) => self.content((sheet, at), cell, depth),
            None => self.visit(1).map(|()| CellValue::Empty),
        }
    }

    /// The same of the cell that stands at this place.
    fn content(&mut self, place: Place, cell: &Cell, depth: usize) -> Result<CellValue> {
        self.visit(1)?;
        if cell.formula.is_some() {
            let unsaved = cell.recomputed == Recomputed::Due || cell.value == CellValue::Empty;
            return match self.formula(place, depth + 1) {
                Err(Stop::Unknown) if !unsaved => Ok(cell.value.clone()),
                result => result,
            };
        }
        match &cell.value {
            CellValue::Error(_) => Err(Stop::Error),
            value => Ok(value.clone()),
        }
    }

    fn value(&mut self, expression: &Expression, sheet: usize, depth: usize) -> Result<CellValue> {
        if depth > MAX_DEPTH {
            return Err(Stop::Unknown);
        }
        let depth = depth + 1;
        Ok(match expression {
            Expression::Number(number) => CellValue::Number(*number),
            Expression::Text(text) => CellValue::Text(text.clone()),
            Expression::Boolean(value) => CellValue::Boolean(*value),
            Expression::Cells(of, cell, None) => {
                let place = (self.sheet(of.as_deref(), sheet)?, *cell);
                self.cell(place, depth)?
            }
            // A range is no single value.
            Expression::Cells(..) => return Err(Stop::Unknown),
            Expression::Negative(inside) => CellValue::Number(-number(&self.value(inside, sheet, depth)?)?),
            Expression::Percent(inside) => {
                let inside = number(&self.value(inside, sheet, depth)?)?;
                CellValue::Number(divide(inside, Decimal::ONE_HUNDRED)?)
            }
            Expression::Chain(first, more) => {
                let mut left = self.value(first, sheet, depth)?;
                for (operator, right) in more {
                    let right = self.value(right, sheet, depth)?;
                    left = operate(*operator, &left, &right)?;
                }
                left
            }
            Expression::Call(name, arguments) => self.call(name, arguments, sheet, depth)?,
        })
    }

    fn sheet(&self, name: Option<&str>, own: usize) -> Result<usize> {
        let Some(name) = name else { return Ok(own) };
        let mut sheets = self.source.sheets.iter();
        sheets.position(|sheet| *sheet.name == *name).ok_or(Stop::Unknown)
    }

    fn call(&mut self, name: &str, arguments: &[Option<Expression>], sheet: usize, depth: usize) -> Result<CellValue> {
        let mut value = |argument: &Option<Expression>| match argument {
            Some(argument) => self.value(argument, sheet, depth),
            None => Ok(CellValue::Empty),
        };
        match (name, arguments) {
            ("IF", [condition, then, rest @ ..]) if rest.len() <= 1 => {
                return match (truth(&value(condition)?)?, rest) {
                    (true, _) => value(then),
                    (false, [otherwise]) => value(otherwise),
                    (false, _) => Ok(CellValue::Boolean(false)),
                };
            }
            ("IFERROR", [first, otherwise]) => {
                return match value(first) {
                    Err(Stop::Error) => value(otherwise),
                    result => result,
                };
            }
            ("TEXT", [what, code]) => {
                let (what, code) = (number(&value(what)?)?, text(&value(code)?)?);
                let format = Format::new(&code).ok_or(Stop::Unknown)?;
                let shown = format.number(what, Calendar::default());
                return Ok(CellValue::Text(shown.unwrap_or_else(|| what.normalize().to_string())));
            }
            ("CONCATENATE", arguments) => {
                let mut joined = CellValue::Text(String::new());
                for argument in arguments {
                    joined = join(&joined, &value(argument)?)?;
                }
                return Ok(joined);
            }
            ("AND" | "OR", [_, ..]) => {
                let truths: Vec<bool> = arguments.iter().map(|one| truth(&value(one)?)).collect::<Result<_>>()?;
                let all = name == "AND";
                return Ok(CellValue::Boolean(
                    truths
                        .iter()
                        .fold(all, |so_far, one| if all { so_far && *one } else { so_far || *one }),
                ));
            }
            ("SUBTOTAL", [which, ranges @ ..]) => {
                let which = number(&value(which)?)?;
                return self.subtotal(which, ranges, sheet, depth).map(CellValue::Number);
            }
            ("NOT", [argument]) => return Ok(CellValue::Boolean(!truth(&value(argument)?)?)),
            ("ISBLANK", [argument]) => return Ok(CellValue::Boolean(value(argument)? == CellValue::Empty)),
            _ => {}
        }
        if functions::of_list(name, &[]).is_some() {
            let numbers = self.list(arguments, sheet, depth)?;
            return functions::of_list(name, &numbers)
                .unwrap_or(Err(Stop::Unknown))
                .map(CellValue::Number);
        }
        let numbers = arguments.iter().map(|argument| number(&value(argument)?));
        let numbers: Vec<Decimal> = numbers.collect::<Result<_>>()?;
        functions::of_numbers(name, &numbers)
            .unwrap_or(Err(Stop::Unknown))
            .map(CellValue::Number)
    }

    /// A subtotal that is a sum. It leaves out subtotals among its cells, and rows that are filtered
    /// away or hidden; where there are any, it is not computed.
    fn subtotal(
        &mut self,
        which: Decimal,
        ranges: &[Option<Expression>],
        sheet: usize,
        depth: usize,
    ) -> Result<Decimal> {
        if ![SUM, SUM + HIDDEN_TOO].map(Decimal::from).contains(&which) {
            return Err(Stop::Unknown);
        }
        for range in ranges {
            let Some(Expression::Cells(of, first, last)) = range else {
                return Err(Stop::Unknown);
            };
            let place = (self.sheet(of.as_deref(), sheet)?, *first);
            let hidden = &self.source.sheets[place.0].hidden_rows;
            for (at, cell) in self.filled(place, last.unwrap_or(*first))? {
                self.visit(1)?;
                let is_subtotal = cell
                    .formula
                    .as_deref()
                    .is_some_and(|formula| formula.to_ascii_uppercase().contains("SUBTOTAL"));
                if is_subtotal || hidden.contains(&at.row) {
                    return Err(Stop::Unknown);
                }
            }
        }
        let numbers = self.list(ranges, sheet, depth)?;
        functions::of_list("SUM", &numbers).unwrap_or(Err(Stop::Unknown))
    }

    /// All numbers in the arguments of a function like `SUM`: of cells, text is left out.
    fn list(&mut self, arguments: &[Option<Expression>], sheet: usize, depth: usize) -> Result<Vec<Decimal>> {
        let mut numbers = Vec::new();
        if arguments.is_empty() {
            return Err(Stop::Unknown);
        }
        for argument in arguments {
            match argument {
                Some(Expression::Cells(of, first, last)) => {
                    let sheet = self.sheet(of.as_deref(), sheet)?;
                    self.range((sheet, *first), last.unwrap_or(*first), depth, &mut numbers)?;
                }
                Some(argument) => numbers.push(number(&self.value(argument, sheet, depth)?)?),
                None => numbers.push(Decimal::ZERO),
            }
        }
        Ok(numbers)
    }

    fn range(&mut self, first: Place, last: CellRef, depth: usize, numbers: &mut Vec<Decimal>) -> Result<()> {
        for (at, cell) in self.filled(first, last)? {
            match self.content((first.0, at), cell, depth)? {
                CellValue::Text(_) | CellValue::Boolean(_) | CellValue::Empty => {}
                value => numbers.push(number(&value)?),
            }
        }
        Ok(())
    }

    /// The cells of a range that hold something; a column without any in it counts as a visit.
    fn filled(&mut self, first: Place, last: CellRef) -> Result<Vec<(CellRef, &'a Cell)>> {
        let (sheet, from) = first;
        let (top, bottom) = (from.row.min(last.row), from.row.max(last.row));
        let (left, right) = (from.column.min(last.column), from.column.max(last.column));
        let source = self.source;
        let columns = self
            .columns
            .entry(sheet)
            .or_insert_with(|| Columns::of(&source.sheets[sheet]));
        let mut found = Vec::new();
        let mut empty = 0;
        for (&column, cells) in columns.0.range(left..=right) {
            let start = cells.partition_point(|(row, _)| *row < top);
            let within = cells[start..].iter().take_while(|(row, _)| *row <= bottom);
            let before = found.len();
            found.extend(within.map(|(row, cell)| (CellRef::new(*row, column), *cell)));
            empty += usize::from(found.len() == before);
        }
        self.visit(empty)?;
        Ok(found)
    }
}

/// The filled cells of a sheet column by column, each with its row: most ranges are a part of one
/// column, and a sheet may have hundreds.
struct Columns<'a>(BTreeMap<u32, Vec<(u32, &'a Cell)>>);

impl<'a> Columns<'a> {
    fn of(sheet: &'a Sheet) -> Self {
        let mut columns: BTreeMap<u32, Vec<(u32, &Cell)>> = BTreeMap::new();
        for (at, cell) in &sheet.cells {
            columns.entry(at.column).or_default().push((at.row, cell));
        }
        Self(columns)
    }
}

/// A number with no more digits than a spreadsheet keeps.
fn significant(number: Decimal) -> Decimal {
    number.round_sf(DIGITS).unwrap_or(number).normalize()
}

fn operate(operator: Operator, left: &CellValue, right: &CellValue) -> Result<CellValue> {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let compared = |holds: fn(std::cmp::Ordering) -> bool| Ok(CellValue::Boolean(holds(compare(left, right)?)));
    let computed = |step: fn(Decimal, Decimal) -> Option<Decimal>| {
        let result = step(number(left)?, number(right)?).ok_or(Stop::Unknown)?;
        Ok(CellValue::Number(result))
    };
    match operator {
        Operator::Add => computed(Decimal::checked_add),
        Operator::Subtract => computed(Decimal::checked_sub),
        Operator::Multiply => computed(Decimal::checked_mul),
        Operator::Divide => divide(number(left)?, number(right)?).map(CellValue::Number),
        Operator::Power => power(number(left)?, number(right)?).map(CellValue::Number),
        Operator::Join => join(left, right),
        Operator::Equal => compared(|order| order == Equal),
        Operator::NotEqual => compared(|order| order != Equal),
        Operator::Less => compared(|order| order == Less),
        Operator::LessOrEqual => compared(|order| order != Greater),
        Operator::Greater => compared(|order| order == Greater),
        Operator::GreaterOrEqual => compared(|order| order != Less),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("ROUND(表三!C1*8+2417.25,1)", "2441.3"),
            ("ROUND(128858/100,2)", "1288.58"),
            ("IF(表三!B1>5000,892,0)", "0"),
            ("IF(AND(表三!B1>1,表三!A1=1),\"是\",\"否\")&表三!G1&\"件\"", "是7件"),
            ("IFERROR(表三!A1/表三!Z1,0)", "0"),
            ("-2^2+50%*4", "6"),
            ("AVERAGE(表三!A1:B1,3)*2", "4"),
            ("MAX(表三!A1:H1)-MIN(表三!A1:G1)+COUNT(表三!A1:H1)", "13"),
            ("TEXT(表三!A1/表三!C1,\"0.0%\")", "33.3%"),
            ("INT(-1.5)+MOD(7,4)+ROUNDUP(1.1,0)+ROUND(149,-2)", "103"),
            ("SUBTOTAL(9,表三!A1:H1)+SUBTOTAL(109,表三!A1,表三!B1)", "31"),
            ("SUM(表三!C9:B1)+SUM(表三!D2:D9)*100", "5"),
            ("_xlfn.CONCATENATE(表三!A1,\"/\",表三!B1)", "1/2"),
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
            "VLOOKUP(1,表三!A1:G1,2)",
            "表三!A1/0",
            "2^0.5",
            "SUM(表三!A1",
            "表三!A1:B1",
            "表九!A1",
            "[1]表三!A1",
            "",
            "SUM()",
            "1+",
            "ROUND(1.5)",
            // Another function; a sum of sums, of which this one leaves out the inner.
            "SUBTOTAL(1,表三!A1:G1)",
            "SUBTOTAL(9,A2:A3)",
            "SUBTOTAL(9,SUM(表三!A1:G1))",
            "SUBTOTAL(9)",
        ] {
            assert_eq!(result(formula), None, "{formula}");
        }
        let nested = format!("{}1{}", "(".repeat(100_000), ")".repeat(100_000));
        assert_eq!(result(&nested), None);
        let long = "1+".repeat(50_000) + "1";
        assert_eq!(result(&long).as_deref(), Some("50001"));
    }

    #[test]
    fn a_saved_result_that_no_longer_holds_is_found() {
        let number = |n: i64| CellValue::Number(Decimal::from(n));
        let differs = settled("SUM(表三!A1:G1)", number(27));
        assert_eq!(differs.recomputed, Recomputed::Differs(Decimal::from(28)));
        assert_eq!(differs.value, number(27), "what the file shows stays");
        assert_eq!(settled("SUM(表三!A1:G1)", number(28)).recomputed, Recomputed::Agrees);
        assert_eq!(
            settled("VLOOKUP(1,表三!A1:G1,2)", number(27)).recomputed,
            Recomputed::Not
        );
    }

    #[test]
    fn a_result_that_is_still_to_be_computed_is_not_trusted() {
        let due = |formula: &str, saved: CellValue| {
            let mut cell = Cell::computed(saved, formula);
            cell.recomputed = Recomputed::Due;
            cell.format = Format::new("#,##0\"元\"").map(std::sync::Arc::new);
            let mut source = Source::new(&"a.xlsx".into());
            let mut sheet = Sheet::new(&source.file, "表");
            sheet.cells.insert(CellRef::new(0, 0), cell);
            source.sheets.push(sheet);
            settle(&mut source);
            source.sheets[0].cells[&CellRef::new(0, 0)].clone()
        };
        let zero = CellValue::Number(Decimal::ZERO);
        let computed = due("100*72033", zero.clone());
        assert_eq!(
            (computed.recomputed, computed.display()),
            (Recomputed::Instead, "7,203,300元".into())
        );
        assert_eq!(due("VLOOKUP(1,B1:C9,2)", zero.clone()).value, CellValue::Empty);
        assert_eq!(due("1-1", zero).recomputed, Recomputed::Agrees);
        assert_eq!(due("\"新\"&1", CellValue::Text("旧".into())).display(), "新1");
        assert_eq!(
            due("IF(Z1=\"\",\"\",Z1)", CellValue::Empty).value,
            CellValue::Text(String::new())
        );
    }
}
