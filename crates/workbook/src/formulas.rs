//! Which figures of a table follow from others, by the form's identities, and which
//! identities are left to be checked; and how cells are named in a formula.

use std::collections::{BTreeMap, BTreeSet};

use nianbao_model::form::{Across, Identity, Table, key};
use nianbao_model::{CellRef, Decimal};

use crate::error::WorkbookError;
use crate::placed::Placed;

/// An identity in one row or column: the keys of its two sides.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Equation {
    across: Across,
    pub(crate) sum: Vec<String>,
    pub(crate) equals: Vec<String>,
}

/// The figures that are sums of others: for each total's key the keys it adds up.
pub(crate) type Totals = BTreeMap<String, Vec<String>>;

/// Every identity of a table in every row or column it holds in.
fn equations(placed: &Placed<'_>) -> Vec<Equation> {
    let table = placed.table;
    let mut found = Vec::new();
    for identity in table.identities.iter().filter(|identity| identity.is_plain_sum()) {
        for block in &table.blocks {
            let tracks = match identity.across {
                Across::Rows => &block.leaf_columns,
                Across::Columns => &block.leaf_rows,
            };
            for track in tracks {
                let equation = Equation {
                    across: identity.across,
                    sum: keys(table, identity, &identity.sum, &track.path),
                    equals: keys(table, identity, &identity.equals, &track.path),
                };
                let there =
                    |side: &[String]| !side.is_empty() && side.iter().all(|key| placed.figures.contains_key(key));
                if there(&equation.sum) && there(&equation.equals) && !found.contains(&equation) {
                    found.push(equation);
                }
            }
        }
    }
    found
}

/// The keys of one side of an identity in one row or column.
fn keys(table: &Table, identity: &Identity, terms: &[String], track: &str) -> Vec<String> {
    let paths = terms.iter().flat_map(|term| table.expand(term, identity));
    paths
        .map(|path| match identity.across {
            Across::Rows => key(&table.key, &path, track),
            Across::Columns => key(&table.key, track, &path),
        })
        .collect()
}

/// The totals among a table's figures: whatever an identity has alone on its right
/// side. The total of a row and of a column at once adds up its row.
pub(crate) fn totals(placed: &Placed<'_>) -> Totals {
    let equations = equations(placed);
    let of = |across| equations.iter().filter(move |equation| equation.across == across);
    let mut totals = Totals::new();
    for equation in of(Across::Columns).chain(of(Across::Rows)) {
        if let [total] = &equation.equals[..]
            && !totals.contains_key(total)
            && !depends(&totals, &equation.sum, total)
        {
            totals.insert(total.clone(), equation.sum.clone());
        }
    }
    totals
}

/// Whether these figures follow from `key`, so that it cannot be computed from them.
fn depends(totals: &Totals, figures: &[String], key: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut rest: Vec<&String> = figures.iter().collect();
    while let Some(figure) = rest.pop() {
        if figure == key {
            return true;
        }
        if seen.insert(figure) {
            rest.extend(totals.get(figure).into_iter().flatten());
        }
    }
    false
}

/// The identities that do not hold by computation and so can be broken.
pub(crate) fn unsettled(placed: &Placed<'_>, totals: &Totals) -> Vec<Equation> {
    let settled = |equation: &Equation| match &equation.equals[..] {
        [total] => totals.get(total) == Some(&equation.sum),
        _ => false,
    };
    let mut equations = equations(placed);
    equations.retain(|equation| !settled(equation));
    equations
}

/// The totals' results; a figure that is blank counts as 0, as in `SUM`.
///
/// # Errors
/// If a sum is too large.
pub(crate) fn results(
    totals: &Totals,
    typed: impl Fn(&str) -> Option<Decimal>,
) -> Result<BTreeMap<String, Decimal>, WorkbookError> {
    let mut results: BTreeMap<String, Decimal> = BTreeMap::new();
    // In every round at least the totals of what is known already; there are no circles.
    while results.len() < totals.len() {
        let before = results.len();
        for (total, terms) in totals {
            let known = |term: &String| !totals.contains_key(term) || results.contains_key(term);
            if results.contains_key(total) || !terms.iter().all(known) {
                continue;
            }
            let value = |term: &String| match results.get(term) {
                Some(result) => *result,
                None => typed(term).unwrap_or_default(),
            };
            let sum = add(terms.iter().map(value)).ok_or_else(|| WorkbookError::Overflow { key: total.clone() })?;
            results.insert(total.clone(), sum);
        }
        if results.len() == before {
            break;
        }
    }
    Ok(results)
}

/// The exact sum, if there is one.
pub(crate) fn add(terms: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    let mut terms = terms.into_iter();
    terms.try_fold(Decimal::ZERO, exact_sum)
}

/// `checked_add` rounds where the digits do not suffice; here that is a failure.
fn exact_sum(a: Decimal, b: Decimal) -> Option<Decimal> {
    let sum = a.checked_add(b)?;
    (sum.checked_sub(b)? == a && sum.checked_sub(a)? == b).then_some(sum)
}

/// Cells as the arguments of `SUM`: neighbours in a row or column as a range.
pub(crate) fn arguments(cells: &[CellRef], name: impl Fn(CellRef) -> String) -> String {
    let mut runs: Vec<(CellRef, CellRef)> = Vec::new();
    for &cell in cells {
        match runs.last_mut() {
            Some((first, last)) if follows(*first, *last, cell) => *last = cell,
            _ => runs.push((cell, cell)),
        }
    }
    let named = runs.into_iter().map(|(first, last)| match first == last {
        true => name(first),
        false => format!("{}:{}", name(first), name(last)),
    });
    named.collect::<Vec<_>>().join(",")
}

/// Whether a cell continues a run in the run's direction.
fn follows(first: CellRef, last: CellRef, cell: CellRef) -> bool {
    let right = first.row == last.row && cell == CellRef::new(last.row, last.column + 1);
    let below = first.column == last.column && cell == CellRef::new(last.row + 1, last.column);
    right || below
}

/// The formula of a total.
pub(crate) fn sum(placed: &Placed<'_>, terms: &[String]) -> String {
    format!("SUM({})", arguments(&cells(placed, terms), |cell| cell.to_string()))
}

/// A formula that is true where an equation does not hold. Cells that are no numbers
/// (`59项`) cannot be added up here; reading them is not Excel's work.
pub(crate) fn breach(placed: &Placed<'_>, equation: &Equation) -> String {
    let absolute = |cell: CellRef| {
        let column = nianbao_model::locus::column_name(cell.column);
        format!("${column}${}", u64::from(cell.row) + 1)
    };
    let left = arguments(&cells(placed, &equation.sum), absolute);
    let right = arguments(&cells(placed, &equation.equals), absolute);
    // Rounded, for the binary noise in amounts.
    format!("AND(COUNT({left},{right})=COUNTA({left},{right}),ROUND(SUM({left})-SUM({right}),6)<>0)")
}

/// Where figures stand.
pub(crate) fn cells(placed: &Placed<'_>, keys: &[String]) -> Vec<CellRef> {
    keys.iter()
        .filter_map(|key| placed.figures.get(key))
        .map(|place| place.cell)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use nianbao_model::form::{Form, builtin};

    fn form(id: &str) -> Arc<Form> {
        builtin().unwrap().into_iter().find(|form| form.id == id).unwrap()
    }

    #[test]
    fn neighbours_are_named_as_ranges() {
        let name = |cells: &[(u32, u32)]| {
            let cells: Vec<_> = cells.iter().map(|(row, column)| CellRef::new(*row, *column)).collect();
            arguments(&cells, |cell| cell.to_string())
        };
        assert_eq!(name(&[(4, 2), (4, 3), (4, 4)]), "C5:E5");
        assert_eq!(name(&[(4, 2), (5, 2), (7, 2)]), "C5:C6,C8");
        assert_eq!(name(&[(4, 2), (4, 3), (5, 3)]), "C5:D5,D6", "a corner is no range");
        assert_eq!(name(&[(4, 2)]), "C5");
    }

    #[test]
    fn totals_come_from_the_forms_identities() {
        let form = form("gov-2021");
        let placed = Placed::new(&form.tables[1]);
        let totals = totals(&placed);
        // 25 rows with a total, and a row of totals with six columns more.
        assert_eq!(totals.len(), 25 + 6);
        let formula = |key: &str| sum(&placed, &totals[key]);
        assert_eq!(formula("applications.new_received.total"), "SUM(D5:I5)");
        assert_eq!(formula("applications.results.total.natural_person"), "SUM(D7:D27)");
        assert_eq!(formula("applications.results.total.total"), "SUM(D28:I28)", "its row");
        let left = unsettled(&placed, &totals);
        assert_eq!(
            left.len(),
            7 + 1,
            "the balance of seven columns, and the total of totals"
        );
        assert!(breach(&placed, &left[0]).contains("SUM($D$5:$D$6)-SUM($D$28:$D$29)"));
    }

    #[test]
    fn a_total_of_itself_is_not_computed() {
        let mut form = Form::clone(&form("gov-2021"));
        let identities = &mut form.tables[1].identities;
        let mut circle = identities[1].clone();
        (circle.sum, circle.equals) = (vec!["results.total".into()], vec!["results.granted".into()]);
        identities.push(circle);
        let placed = Placed::new(&form.tables[1]);
        let totals = totals(&placed);
        assert!(!totals.contains_key("applications.results.granted.natural_person"));
        assert_eq!(results(&totals, |_| None).unwrap().len(), totals.len());
    }

    #[test]
    fn results_are_exact_or_refused() {
        let totals = Totals::from([
            ("b".to_owned(), vec!["x".to_owned(), "y".to_owned()]),
            ("a".to_owned(), vec!["b".to_owned(), "z".to_owned()]),
        ]);
        let fill = |key: &str| (key != "y").then(|| "0.1".parse().unwrap());
        let results = results(&totals, fill).unwrap();
        assert_eq!(results["a"].to_string(), "0.2");
        assert!(super::results(&totals, |_| Some(Decimal::MAX)).is_err());
        let tiny = "0.0000000000000000000000000001".parse().unwrap();
        assert_eq!(add([Decimal::from(100), tiny]), None, "rounding is no exact sum");
    }
}
