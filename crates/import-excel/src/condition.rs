//! Conditions of conditional formats: whether one holds, where it asks of the cell itself only.

use nianbao_model::source::CellValue;
use nianbao_model::{CellRef, Decimal};

/// When a rule holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    Always,
    Never,
    Blank(bool),
    /// Compared with a constant.
    Compared(Comparison, CellValue),
    /// Between two numbers, or not.
    Between(Decimal, Decimal, bool),
    /// Has this text somewhere in it (0), first (1) or last (2), or not.
    Holds(String, u8, bool),
    /// Compared as a formula does that stands for the cell: here, for the first one of the range.
    Formula(CellRef, String),
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    GreaterOrEqual,
    Greater,
}

/// When a rule holds that looks for a text.
pub(crate) fn in_text(kind: &str, text: String) -> Option<Condition> {
    let (place, wanted) = match kind {
        "containsText" => (0, true),
        "notContainsText" => (0, false),
        "beginsWith" => (1, true),
        "endsWith" => (2, true),
        _ => return None,
    };
    (!text.is_empty()).then(|| Condition::Holds(text.to_lowercase(), place, wanted))
}

/// When a rule of `.xlsx` holds.
pub(crate) fn stated(kind: &str, operator: &str, formulas: &[String], first: Option<CellRef>) -> Condition {
    let constants: Vec<CellValue> = formulas.iter().map_while(|formula| constant(formula)).collect();
    match (kind, formulas) {
        ("containsBlanks", _) => Condition::Blank(true),
        ("notContainsBlanks", _) => Condition::Blank(false),
        ("containsErrors", _) => Condition::Never,
        ("notContainsErrors", _) => Condition::Always,
        ("cellIs", _) => match (operator, constants.as_slice()) {
            ("between", [CellValue::Number(low), CellValue::Number(high)]) => Condition::Between(*low, *high, true),
            ("notBetween", [CellValue::Number(low), CellValue::Number(high)]) => Condition::Between(*low, *high, false),
            (name, [constant]) => match Comparison::named(name) {
                Some(comparison) => Condition::Compared(comparison, constant.clone()),
                None => Condition::Unknown,
            },
            _ => Condition::Unknown,
        },
        ("expression", [formula]) => match (formula.trim().trim_start_matches('='), first) {
            ("TRUE" | "1" | "TRUE()", _) => Condition::Always,
            ("FALSE" | "0" | "FALSE()", _) => Condition::Never,
            (formula, Some(first)) => Condition::Formula(first, formula.to_owned()),
            _ => Condition::Unknown,
        },
        _ => Condition::Unknown,
    }
}

impl Condition {
    /// Whether it holds for a cell; none if that is not known.
    pub(crate) fn holds(&self, at: CellRef, value: &CellValue) -> Option<bool> {
        match self {
            Self::Always => Some(true),
            Self::Never => Some(false),
            Self::Blank(wanted) => Some(is_blank(value) == *wanted),
            Self::Compared(comparison, constant) => comparison.holds(value, constant),
            Self::Between(low, high, wanted) => match number(value) {
                Some(number) => Some((*low..=*high).contains(&number) == *wanted),
                None if is_blank(value) => Some((*low..=*high).contains(&Decimal::ZERO) == *wanted),
                // A text is more than any number.
                None => Some(!wanted),
            },
            Self::Holds(text, place, wanted) => {
                let shown = match value {
                    CellValue::Text(text) => text.to_lowercase(),
                    _ => number(value).map_or_else(String::new, |number| number.to_string()),
                };
                let holds = match place {
                    0 => shown.contains(text),
                    1 => shown.starts_with(text),
                    _ => shown.ends_with(text),
                };
                Some(holds == *wanted)
            }
            Self::Formula(first, formula) => of_itself(formula, *first, at, value),
            Self::Unknown => None,
        }
    }
}

impl Comparison {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "lessThan" => Self::Less,
            "lessThanOrEqual" => Self::LessOrEqual,
            "equal" => Self::Equal,
            "notEqual" => Self::NotEqual,
            "greaterThanOrEqual" => Self::GreaterOrEqual,
            "greaterThan" => Self::Greater,
            _ => return None,
        })
    }

    /// The sign that a text begins with, and the rest.
    fn leading(text: &str) -> Option<(Self, &str)> {
        const SIGNS: [(&str, Comparison); 7] = [
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<>", Comparison::NotEqual),
            ("!=", Comparison::NotEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
            ("=", Comparison::Equal),
        ];
        SIGNS
            .iter()
            .find_map(|(sign, comparison)| Some((*comparison, text.strip_prefix(sign)?)))
    }

    fn holds(self, value: &CellValue, constant: &CellValue) -> Option<bool> {
        use std::cmp::Ordering;
        let order = match (value, constant) {
            (CellValue::Text(one), CellValue::Text(other)) => one.to_lowercase().cmp(&other.to_lowercase()),
            (CellValue::Text(text), _) if !text.is_empty() => Ordering::Greater,
            (value, CellValue::Number(limit)) => match number(value) {
                Some(number) => number.cmp(limit),
                None if is_blank(value) => Decimal::ZERO.cmp(limit),
                None => return None,
            },
            (value, CellValue::Text(text)) if is_blank(value) => "".cmp(text.as_str()),
            (_, CellValue::Text(_)) => Ordering::Less,
            _ => return None,
        };
        Some(match self {
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::GreaterOrEqual => order.is_ge(),
            Self::Greater => order.is_gt(),
        })
    }
}

/// A formula that compares the cell itself with a constant; none for any other.
fn of_itself(formula: &str, first: CellRef, at: CellRef, value: &CellValue) -> Option<bool> {
    let name = |text: &str| {
        text.find(|c: char| !c.is_ascii_alphanumeric() && c != '$')
            .unwrap_or(text.len())
    };
    let formula = formula.trim();
    let asks = |function: &str| {
        let inside = formula.strip_prefix(function)?.strip_suffix(')')?;
        is_own(inside, first, at).then_some(())
    };
    if asks("ISBLANK(").is_some() {
        return Some(is_blank(value));
    }
    if asks("ISNUMBER(").is_some() {
        return Some(number(value).is_some());
    }
    if asks("ISTEXT(").is_some() {
        return Some(matches!(value, CellValue::Text(_)));
    }
    let (own, rest) = formula.split_at(name(formula));
    let (comparison, limit) = Comparison::leading(rest.trim_start())?;
    if !is_own(own, first, at) {
        return None;
    }
    comparison.holds(value, &constant(limit)?)
}

/// Whether a reference, as it stands for the first cell of a range, means the cell itself.
fn is_own(reference: &str, first: CellRef, at: CellRef) -> bool {
    let Ok(cell) = reference.replace('$', "").parse::<CellRef>() else {
        return false;
    };
    let column_fixed = reference.starts_with('$');
    let row_fixed = reference.get(1..).is_some_and(|rest| rest.contains('$'));
    let moved = |named: u32, first: u32, at: u32, fixed: bool| match fixed {
        true => Some(named),
        false => (named + at).checked_sub(first),
    };
    moved(cell.column, first.column, at.column, column_fixed) == Some(at.column)
        && moved(cell.row, first.row, at.row, row_fixed) == Some(at.row)
}

/// A number or a text in quotes.
fn constant(formula: &str) -> Option<CellValue> {
    let formula = formula.trim().trim_start_matches('=').trim();
    if let Some(text) = formula.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return Some(CellValue::Text(text.replace("\"\"", "\"")));
    }
    formula.parse().ok().map(CellValue::Number)
}

fn number(value: &CellValue) -> Option<Decimal> {
    match value {
        CellValue::Number(number) | CellValue::Percent(number) => Some(*number),
        _ => None,
    }
}

fn is_blank(value: &CellValue) -> bool {
    match value {
        CellValue::Empty => true,
        CellValue::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// When a style stands in for another, as OpenDocument says it: `cell-content()<3`.
pub(crate) fn of_content(stated: &str) -> Condition {
    let stated = stated.trim();
    let between = |name: &str| {
        let inside = stated.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')')?;
        let (low, high) = inside.split_once(',')?;
        Some((low.trim().parse().ok()?, high.trim().parse().ok()?))
    };
    if let Some((low, high)) = between("cell-content-is-between") {
        return Condition::Between(low, high, true);
    }
    if let Some((low, high)) = between("cell-content-is-not-between") {
        return Condition::Between(low, high, false);
    }
    let compared = stated.strip_prefix("cell-content()").and_then(Comparison::leading);
    match compared.and_then(|(comparison, limit)| Some((comparison, constant(limit)?))) {
        Some((comparison, limit)) => Condition::Compared(comparison, limit),
        None => Condition::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: i64) -> CellValue {
        CellValue::Number(value.into())
    }

    #[test]
    fn a_condition_on_the_cell_itself_is_worked_out() {
        let first: CellRef = "B11".parse().unwrap();
        let at: CellRef = "C12".parse().unwrap();
        let holds = |kind: &str, operator: &str, formulas: &[&str], value: CellValue| {
            let formulas: Vec<String> = formulas.iter().map(|formula| (*formula).to_owned()).collect();
            stated(kind, operator, &formulas, Some(first)).holds(at, &value)
        };
        assert_eq!(holds("cellIs", "lessThan", &["3"], number(2)), Some(true));
        assert_eq!(holds("cellIs", "lessThan", &["3"], number(3)), Some(false));
        assert_eq!(holds("cellIs", "between", &["3", "5"], number(4)), Some(true));
        assert_eq!(
            holds("cellIs", "equal", &["\"无\""], CellValue::Text("无".into())),
            Some(true)
        );
        assert_eq!(holds("cellIs", "greaterThan", &["$D$1"], number(4)), None);
        assert_eq!(
            holds("notContainsBlanks", "", &["LEN(TRIM(B11))>0"], number(4)),
            Some(true)
        );
        assert_eq!(holds("expression", "", &["B11>3"], number(4)), Some(true));
        assert_eq!(holds("expression", "", &["B$12=4"], number(4)), Some(true));
        assert_eq!(
            holds("expression", "", &["$B11>3"], number(4)),
            None,
            "another column's"
        );
        assert_eq!(holds("expression", "", &["ISNUMBER(B11)"], number(4)), Some(true));
        assert_eq!(holds("expression", "", &["MOD(ROW(),2)=0"], number(4)), None);
        assert_eq!(holds("duplicateValues", "", &[], number(4)), None);
        let text = |kind: &str| {
            in_text(kind, "删".to_owned())
                .unwrap()
                .holds(at, &CellValue::Text("（删）".into()))
        };
        assert_eq!(
            ["containsText", "notContainsText", "beginsWith"].map(text),
            [Some(true), Some(false), Some(false)]
        );
        assert_eq!(of_content("cell-content()<3").holds(at, &number(2)), Some(true));
        assert_eq!(
            of_content("cell-content-is-between(1,2)").holds(at, &number(2)),
            Some(true)
        );
        assert_eq!(of_content("is-true-formula([.A1]>2)").holds(at, &number(2)), None);
    }
}
