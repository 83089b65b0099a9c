//! What a workbook holds: the basic data, the text, the office's own figures, and
//! what stands in the cells of the tables.

use nianbao_model::Decimal;
use nianbao_model::report::IndicatorValue;

/// The content of a workbook besides its tables.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Content {
    /// The sheet 基本信息: items and their values, in order.
    pub items: Vec<(String, String)>,
    /// The sheet 正文: one heading or paragraph a line, placeholders as typed.
    pub lines: Vec<String>,
    /// The sheet 业务数据.
    pub indicators: Vec<Indicator>,
}

/// A line of the sheet 业务数据.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Its name, which is also its placeholder.
    pub name: String,
    /// What it holds.
    pub value: IndicatorValue,
    /// Its unit, if it has one.
    pub unit: Option<String>,
}

/// What stands in a figure's cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// Nothing yet.
    Blank,
    /// A number.
    Number(Decimal),
    /// Text as typed, such as `59项`.
    Text(String),
    /// A formula in Excel's notation, without the equals sign, and its result.
    Formula {
        /// The formula.
        formula: String,
        /// What it gives.
        result: Decimal,
    },
}

impl From<Option<Decimal>> for Entry {
    fn from(number: Option<Decimal>) -> Self {
        number.map_or(Self::Blank, Self::Number)
    }
}
