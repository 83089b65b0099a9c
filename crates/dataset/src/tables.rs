//! Which tables and columns there are: what the schema says, what Parquet declares and what stands
//! in the first line of a CSV file are all made of this.

/// The version of the schema. It grows when a column is renamed, removed or comes to mean something
/// else, not when one is added.
pub const VERSION: &str = "1";

/// Significant digits of a decimal, the most that Parquet's readers know.
pub const DIGITS: u32 = 38;
/// Digits after its point: an amount in 亿元 has 10 to the fen.
pub const DECIMALS: u32 = 12;

/// A table.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    /// What a row of it is.
    pub(crate) what: &'static str,
    pub(crate) columns: &'static [Column],
}

/// A column.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    /// Whether a row may have nothing in it.
    pub(crate) optional: bool,
    pub(crate) what: &'static str,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Integer,
    Decimal,
    Boolean,
}

const fn always(name: &'static str, kind: Kind, what: &'static str) -> Column {
    Column {
        name,
        kind,
        optional: false,
        what,
    }
}

const fn perhaps(name: &'static str, kind: Kind, what: &'static str) -> Column {
    Column {
        optional: true,
        ..always(name, kind, what)
    }
}

/// How many columns each table has.
pub(crate) const REPORTS: usize = 6;
pub(crate) const FIGURES: usize = 11;
pub(crate) const FINDINGS: usize = 12;

/// The tables.
pub(crate) static TABLES: [Table; 3] = [
    Table {
        name: "reports",
        what: "A report that could be read.",
        columns: &reports(),
    },
    Table {
        name: "figures",
        what: "A figure of a statutory table that was found in a report, blank or not, in the form's order.",
        columns: &figures(),
    },
    Table {
        name: "findings",
        what: "A finding about a report, errors first. What only shows beside other offices' reports (shared-text) is not among them.",
        columns: &findings(),
    },
];

const REPORT: &str = "The report's id in `reports`.";

const fn reports() -> [Column; REPORTS] {
    use Kind::{Integer, Text};
    [
        always(
            "id",
            Text,
            "The report's name in the run: its path as seen from the folder that was named, without its ending.",
        ),
        perhaps("organ", Text, "The organ that publishes it (机关名称)."),
        perhaps("year", Integer, "The year it is about."),
        perhaps(
            "region",
            Text,
            "The code of the region (GB/T 2260), where the page names its site.",
        ),
        always("form", Text, "The id of the form it was read with."),
        always(
            "file",
            Text,
            "The files it was read from, as they were named, parted by ` + `.",
        ),
    ]
}

const fn figures() -> [Column; FIGURES] {
    use Kind::{Decimal, Text};
    [
        always("report", Text, REPORT),
        always(
            "table",
            Text,
            "The key of the table: `disclosure`, `applications`, `review`.",
        ),
        always(
            "row",
            Text,
            "The row's official label after those of its groups, parted by ` › `; empty where the table has one row.",
        ),
        always("column", Text, "The column's official label, in the same way."),
        always(
            "key",
            Text,
            "The figure's key, `applications.new_received.total`: the same in every report on the form.",
        ),
        perhaps(
            "value",
            Decimal,
            "The number, exact; nothing where the cell is blank, holds no number, or one of more digits than the column has.",
        ),
        perhaps(
            "unit",
            Text,
            "The unit of an amount of money, as the form has it: `元`, `万元`.",
        ),
        always("typed", Text, "What was typed."),
        always("file", Text, "The file it stands in."),
        perhaps("sheet", Text, "The sheet."),
        perhaps("cell", Text, "The cell, `J5`."),
    ]
}

const fn findings() -> [Column; FINDINGS] {
    use Kind::{Boolean, Text};
    [
        always("report", Text, REPORT),
        always("rule", Text, "The rule's id, `row-total`."),
        always("severity", Text, "`error`, `warning` or `note`."),
        always(
            "allowed",
            Boolean,
            "Whether the office allows it; it then blocks nothing.",
        ),
        perhaps("key", Text, "The key of the figure it points at first."),
        perhaps("file", Text, "The file."),
        perhaps("sheet", Text, "The sheet."),
        perhaps("cell", Text, "The cell."),
        perhaps("found", Text, "What was found there."),
        perhaps("expected", Text, "What was expected instead."),
        always("message", Text, "What is wrong, in the language of the run."),
        always("authority", Text, "The regulation the rule rests on."),
    ]
}
