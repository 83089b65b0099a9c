//! Identities between figures: the form states which must hold, and names the rule under which
//! a breach is reported. All arithmetic of the rules about sums is here.

use nianbao_model::figure::{self, Figure};
use nianbao_model::form::{Across, Identity, Leaf, Table, key};
use nianbao_model::{Decimal, Report, Text};

use crate::rule::Rule;
use crate::{Finding, Location, Subject, Value};

/// How many terms a message lists; of longer sums it lists those that are not zero.
const LISTED: usize = 3;
/// How many it lists at most; beyond, nobody adds them up by reading, and the cells are
/// shown with the finding.
const MOST_LISTED: usize = 8;

/// One term of an identity, in one row or column.
struct Term<'a> {
    leaf: &'a Leaf,
    figure: &'a Figure,
    value: Decimal,
    /// Whether it is taken off.
    minus: bool,
    /// Whether it is last year's.
    previous: bool,
}

impl Term<'_> {
    /// The term as a place to look at.
    fn location(&self) -> Location {
        let location = Location::figure(self.figure);
        if self.previous { location.last_years() } else { location }
    }
}

/// One side of an identity, in one row or column.
#[derive(Default)]
struct Side<'a> {
    terms: Vec<Term<'a>>,
    sum: Decimal,
}

/// Every breach of the form's identities that are reported by `rule`.
pub(crate) fn breaches(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in &subject.form.tables {
        for identity in table.identities.iter().filter(|identity| identity.rule == rule.id) {
            for block in &table.blocks {
                let tracks = match identity.across {
                    Across::Rows => &block.leaf_columns,
                    Across::Columns => &block.leaf_rows,
                };
                findings.extend(
                    tracks
                        .iter()
                        .filter_map(|track| breach(rule, subject, table, identity, track)),
                );
            }
        }
    }
    findings
}

/// Where this year's figures are there and those of last year that an identity compares them
/// with are not, or are no numbers: a finding of `rule` for each identity.
pub(crate) fn uncompared(rule: &'static Rule, subject: &Subject<'_>) -> Vec<Finding> {
    let Some(previous) = subject.previous else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for table in &subject.form.tables {
        for identity in table.identities.iter().filter(|identity| !identity.previous.is_empty()) {
            let tracks = table.blocks.iter().flat_map(|block| match identity.across {
                Across::Rows => &block.leaf_columns,
                Across::Columns => &block.leaf_rows,
            });
            let (mut places, mut names) = (Vec::new(), Vec::new());
            for track in tracks {
                let (mut own, mut before) = (Side::default(), Side::default());
                let is_whole = own.add(subject.report, table, identity, &identity.equals, track, Sign::Plus);
                let is_known = before.add(previous, table, identity, &identity.previous, track, Sign::Previous);
                if is_whole.is_none() || is_known.is_some() {
                    continue;
                }
                names.push(track.label.plain().to_string());
                let unreadable = terms(table, identity, &identity.previous)
                    .filter_map(|path| previous.figure(&key_of(table, identity, &path, track)))
                    .filter(|figure| matches!(figure.value, figure::Value::Unreadable(_)))
                    .map(|figure| Location::figure(figure).last_years());
                places.extend(unreadable);
                places.extend(own.terms.first().map(Term::location));
            }
            if names.is_empty() {
                continue;
            }
            let lacking = labels(table, identity, &identity.previous);
            let own = labels(table, identity, &identity.equals);
            names.retain(|name| !name.is_empty());
            let of = |open: &str, comma: &str, close: &str| match names.as_slice() {
                [] => String::new(),
                names => format!("{open}{}{close}", names.join(comma)),
            };
            findings.push(subject.finding(
                rule,
                places,
                Text::new(
                    format!(
                        "上年文件的“{lacking}”没有填数，或不是数：本年的“{own}”没有与上年核对{}",
                        of("（", "、", "）")
                    ),
                    format!(
                        "last year's files have no numbers for “{lacking}”: this year's “{own}” was not compared with last year{}",
                        of(" (", ", ", ")")
                    ),
                ),
            ));
        }
    }
    findings
}

/// The paths that these terms stand for.
fn terms(table: &Table, identity: &Identity, terms: &[String]) -> impl Iterator<Item = String> {
    let paths: Vec<String> = terms.iter().flat_map(|term| table.expand(term, identity)).collect();
    paths.into_iter()
}

/// What these terms are called.
fn labels(table: &Table, identity: &Identity, named: &[String]) -> String {
    let leaves = terms(table, identity, named).filter_map(|path| leaf_of(table, identity, &path));
    let labels: Vec<String> = leaves.map(|leaf| leaf.label.plain().to_string()).collect();
    labels.join("、")
}

/// The breach of an identity in one row or column, if there is one.
fn breach(
    rule: &'static Rule,
    subject: &Subject<'_>,
    table: &Table,
    identity: &Identity,
    track: &Leaf,
) -> Option<Finding> {
    let mut left = Side::default();
    if !identity.previous.is_empty() {
        left.add(
            subject.previous?,
            table,
            identity,
            &identity.previous,
            track,
            Sign::Previous,
        )?;
    }
    left.add(subject.report, table, identity, &identity.sum, track, Sign::Plus)?;
    left.add(subject.report, table, identity, &identity.minus, track, Sign::Minus)?;
    let mut right = Side::default();
    right.add(subject.report, table, identity, &identity.equals, track, Sign::Plus)?;
    if left.sum == right.sum {
        return None;
    }
    let Term {
        leaf,
        figure: shown,
        value,
        ..
    } = right.terms.first()?;
    let expected = left.sum.checked_sub(right.sum.checked_sub(*value)?)?.normalize();
    // A block of one row has no row label; there the group names the place.
    let place = match (identity.across, track.label.text.is_empty()) {
        (Across::Rows, _) => Text::new(
            format!("“{}”列", track.label.plain()),
            format!("column “{}”", track.label.plain()),
        ),
        (Across::Columns, false) => Text::new(
            format!("“{}”行", track.label.plain()),
            format!("row “{}”", track.label.plain()),
        ),
        (Across::Columns, true) => {
            let group = leaf
                .groups
                .iter()
                .map(|group| group.plain())
                .collect::<Vec<_>>()
                .join(" › ");
            Text::new(format!("“{group}”"), format!("“{group}”"))
        }
    };
    let (left_text, right_text) = (left.describe(), right.describe());
    let (sum, other_sum) = (left.sum.normalize(), right.sum.normalize());
    let message = if right.terms.len() == 1 {
        // `自然人 2 = 2` says nothing; a single term is its own sum.
        let equals = if left.listed().count() == 1 {
            String::new()
        } else {
            format!(" = {sum}")
        };
        Text::new(
            format!(
                "{}：{}{equals}，{}，应为 {expected}",
                place.zh, left_text.zh, right_text.zh
            ),
            format!(
                "{}: {}{equals}, but {}; it should be {expected}",
                place.en, left_text.en, right_text.en
            ),
        )
    } else {
        Text::new(
            format!(
                "{}：{} = {sum}，而 {} = {other_sum}，两边应当相等",
                place.zh, left_text.zh, right_text.zh
            ),
            format!(
                "{}: {} = {sum}, but {} = {other_sum}; the two should be equal",
                place.en, left_text.en, right_text.en
            ),
        )
    };
    // Where to look first is the total; then what it is made of.
    let of_weight =
        |term: &&Term<'_>| !term.value.is_zero() || term.figure.value == figure::Value::Blank || term.previous;
    let involved = right.terms.iter().chain(left.terms.iter().filter(of_weight));
    let finding = subject.finding(rule, involved.map(Term::location).collect(), message);
    // With several terms on the right, no one can tell which of them is wrong.
    if right.terms.len() != 1 {
        return Some(finding);
    }
    // The message has the number, which may be written otherwise in the cell.
    let found = Value::typed(shown).map(|typed| {
        let is_told = typed.reads(&value.normalize().to_string());
        typed.told(is_told)
    });
    Some(Finding { found, ..finding }.with_expected(Value::Number(expected).told(true)))
}

/// How a term counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
    /// Added, and last year's.
    Previous,
}

impl<'a> Side<'a> {
    /// Adds these terms; `None` if one of them is not there or not a number. A blank
    /// counts as 0, as the form asks for 0 there; but a total that was not filled in is not 0.
    fn add(
        &mut self,
        report: &'a Report,
        table: &'a Table,
        identity: &Identity,
        terms: &[String],
        track: &Leaf,
        sign: Sign,
    ) -> Option<()> {
        for path in terms.iter().flat_map(|term| table.expand(term, identity)) {
            let leaf = leaf_of(table, identity, &path)?;
            let figure = report.figure(&key_of(table, identity, &path, track))?;
            let value = match figure.value {
                figure::Value::Number(number) => number,
                figure::Value::Blank if terms.len() == 1 && identity.equals == terms => Decimal::ZERO,
                figure::Value::Blank if is_total(table, identity, &path, track) => return None,
                figure::Value::Blank => Decimal::ZERO,
                figure::Value::Unreadable(_) => return None,
            };
            self.sum = match sign {
                Sign::Minus => self.sum.checked_sub(value)?,
                Sign::Plus | Sign::Previous => self.sum.checked_add(value)?,
            };
            self.terms.push(Term {
                leaf,
                figure,
                value,
                minus: sign == Sign::Minus,
                previous: sign == Sign::Previous,
            });
        }
        Some(())
    }
}

/// Whether the figure of a term is the total of others, by this year's sums of the form.
fn is_total(table: &Table, identity: &Identity, path: &str, track: &Leaf) -> bool {
    let sums = table
        .identities
        .iter()
        .filter(|sum| sum.is_plain_sum() && sum.equals.len() == 1);
    let mut totals = sums.flat_map(|sum| sum.equals.iter().map(move |total| (total, sum.across)));
    totals.any(|(total, across)| match across == identity.across {
        true => total == path,
        false => total == &track.path,
    })
}

/// The key of the figure of a term in a row or column.
fn key_of(table: &Table, identity: &Identity, path: &str, track: &Leaf) -> String {
    match identity.across {
        Across::Rows => key(&table.key, path, &track.path),
        Across::Columns => key(&table.key, &track.path, path),
    }
}

/// The row or column that a term names.
fn leaf_of<'a>(table: &'a Table, identity: &Identity, path: &str) -> Option<&'a Leaf> {
    match identity.across {
        Across::Rows => leaf(table, path, |block| &block.leaf_rows),
        Across::Columns => leaf(table, path, |block| &block.leaf_columns),
    }
}

fn leaf<'a>(
    table: &'a Table,
    path: &str,
    leaves: fn(&'a nianbao_model::form::Block) -> &'a Vec<Leaf>,
) -> Option<&'a Leaf> {
    table.blocks.iter().flat_map(leaves).find(|leaf| leaf.path == path)
}

impl Side<'_> {
    /// The terms a message lists: all of a few, of more those that are not zero.
    fn listed(&self) -> impl Iterator<Item = &Term<'_>> {
        let all = self.terms.len() <= LISTED;
        self.terms.iter().filter(move |term| all || !term.value.is_zero())
    }

    /// The sum in words: `自然人 5 + 商业企业 1`.
    fn describe(&self) -> Text {
        let count = self.listed().count();
        if count > MOST_LISTED && self.listed().all(|term| !term.minus && !term.previous) {
            return Text::new(
                format!("不为 0 的 {count} 项之和"),
                format!("the sum of the {count} figures that are not 0"),
            );
        }
        let mut text = Text::same("");
        for term in self.listed() {
            let sign = match (term.minus, text.zh.is_empty()) {
                (true, _) => " - ",
                (false, true) => "",
                (false, false) => " + ",
            };
            let (label, value) = (term.leaf.label.plain(), term.value.normalize());
            if term.figure.value == figure::Value::Blank && self.terms.len() == 1 {
                text.zh += &format!("{sign}{label}没有填");
                text.en += &format!("{sign}{label} is blank");
                continue;
            }
            let (zh, en) = if term.previous {
                ("上年", "last year's ")
            } else {
                ("", "")
            };
            text.zh += &format!("{sign}{zh}{label} {value}");
            text.en += &format!("{sign}{en}{label} {value}");
        }
        if text.zh.is_empty() { Text::same("0") } else { text }
    }
}
