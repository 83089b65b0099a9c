//! What became of the applications, a bar for each year: how the shares have moved shows there and
//! in no column of numbers. Only the table of applications has one, and only where there is
//! something to see.

use nianbao_model::form::{Leaf, Table, TableRole, key};
use nianbao_model::{Decimal, Lang};
use serde::Serialize;

use crate::figures::TableChanges;
use crate::words::number;

/// The group of rows that the chart is of, and the column it takes.
const RESULTS: &str = "results.";
const TOTAL: &str = "total";
/// Below this many applications in both years a bar says nothing.
const FEWEST: i64 = 5;
/// The bars' place in the picture.
const LEFT: i64 = 52;
const WIDTH: i64 = 322;
/// From which width on a number fits into its stretch.
const ROOM: i64 = 22;
/// Where the shorter bar would be less than this share of the longer, both are drawn full.
const SHORTEST: f64 = 0.25;
/// The stretches' colours, and that of the numbers on them.
const COLORS: [(&str, &str); 7] = [
    ("#0f4c8a", "#ffffff"),
    ("#7db3e3", "#1c232b"),
    ("#b3261e", "#ffffff"),
    ("#e0ad4a", "#1c232b"),
    ("#5f6b78", "#ffffff"),
    ("#c3ccd6", "#1c232b"),
    ("#2c7a4b", "#ffffff"),
];

/// The chart as the template sees it.
#[derive(Debug, Serialize)]
pub(super) struct ChartView<'a> {
    /// The picture in words.
    alt: String,
    bars: Vec<BarView>,
    legend: Vec<LegendView<'a>>,
    /// Whether the bars' lengths are shares and not numbers.
    is_full: bool,
}

#[derive(Debug, Serialize)]
struct BarView {
    year: String,
    total: String,
    y: i64,
    end: i64,
    stretches: Vec<StretchView>,
}

#[derive(Debug, Serialize)]
struct StretchView {
    x: i64,
    width: i64,
    color: &'static str,
    ink: &'static str,
    number: Option<String>,
}

#[derive(Debug, Serialize)]
struct LegendView<'a> {
    color: &'static str,
    name: &'a str,
    before: String,
    after: String,
}

/// A kind of result, with its numbers of both years.
struct Result<'a> {
    name: &'a str,
    numbers: [Decimal; 2],
}

/// The chart of a table; `None` if there is nothing to see.
pub(super) fn of<'a>(table: &'a Table, changes: &TableChanges, years: [&str; 2], lang: Lang) -> Option<ChartView<'a>> {
    if table.role != Some(TableRole::Applications) {
        return None;
    }
    let results: Vec<Result<'a>> = results(table, changes);
    let totals = [0, 1].map(|year: usize| results.iter().map(|result| result.numbers[year]).sum::<Decimal>());
    let shorter = totals[0].min(totals[1]);
    let longer = totals[0].max(totals[1]);
    if results.len() < 2 || shorter <= Decimal::ZERO || longer < Decimal::from(FEWEST) {
        return None;
    }
    let is_full = float(shorter) / float(longer) < SHORTEST;
    let bars = (0..2).map(|year: usize| {
        let full = if is_full { totals[year] } else { longer };
        bar(&results, year, full, totals[year], years[year])
    });
    let share = |year: usize| {
        let parts = results
            .iter()
            .map(|result| format!("{} {}", result.name, number(result.numbers[year])));
        format!("{}: {}", years[year], parts.collect::<Vec<_>>().join(", "))
    };
    let alt = match lang {
        Lang::Zh => format!("申请办理结果。{}。{}", share(0), share(1)),
        Lang::En => format!("What became of the applications. {}. {}", share(0), share(1)),
    };
    let legend = results
        .iter()
        .zip(COLORS.iter().cycle())
        .map(|(result, (color, _))| LegendView {
            color,
            name: result.name,
            before: number(result.numbers[0]),
            after: number(result.numbers[1]),
        });
    Some(ChartView {
        alt,
        bars: bars.collect(),
        legend: legend.collect(),
        is_full,
    })
}

/// The kinds of results that there were, in the form's order.
fn results<'a>(table: &'a Table, changes: &TableChanges) -> Vec<Result<'a>> {
    let mut results: Vec<(&str, Result<'a>)> = Vec::new();
    let rows = table.blocks.iter().flat_map(|block| &block.leaf_rows);
    for row in rows {
        let Some(kind) = row.path.strip_prefix(RESULTS).filter(|kind| *kind != TOTAL) else {
            continue;
        };
        let key = key(&table.key, &row.path, TOTAL);
        let Some(change) = changes.figures.iter().find(|change| change.key == key) else {
            continue;
        };
        let numbers = [change.before, change.after].map(Option::unwrap_or_default);
        let kind = kind.split('.').next().unwrap_or_default();
        match results.last_mut().filter(|(last, _)| *last == kind) {
            Some((_, result)) => {
                for (sum, number) in result.numbers.iter_mut().zip(numbers) {
                    *sum += number;
                }
            }
            None => results.push((
                kind,
                Result {
                    name: name(row),
                    numbers,
                },
            )),
        }
    }
    let some = results.into_iter().map(|(_, result)| result);
    some.filter(|result| result.numbers.iter().any(|number| !number.is_zero()))
        .collect()
}

/// What a kind of result is called: its group within the results, or its own row.
fn name(row: &Leaf) -> &str {
    let label = row.groups.get(1).unwrap_or(&row.label).plain();
    label.split(['\u{ff08}', '(']).next().unwrap_or_default()
}

fn bar(results: &[Result<'_>], year: usize, full: Decimal, total: Decimal, name: &str) -> BarView {
    let at = |sum: Decimal| LEFT + (float(sum) / float(full) * WIDTH as f64).round() as i64;
    let mut sum = Decimal::ZERO;
    let mut stretches = Vec::new();
    for (result, (color, ink)) in results.iter().zip(COLORS.iter().cycle()) {
        let own = result.numbers[year];
        let x = at(sum);
        sum += own;
        let width = at(sum) - x;
        stretches.push(StretchView {
            x,
            width,
            color,
            ink,
            number: (width >= ROOM).then(|| number(own)),
        });
    }
    stretches.retain(|stretch| stretch.width > 0);
    BarView {
        year: name.to_owned(),
        total: number(total),
        y: if year == 0 { 4 } else { 44 },
        end: at(sum),
        stretches,
    }
}

fn float(number: Decimal) -> f64 {
    number.to_string().parse().unwrap_or_default()
}
