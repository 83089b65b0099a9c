//! The meaning of what was read: basic data, narrative, and figures addressed by
//! key. It says what was found and where, and what was not found; whether that is
//! right is for the rules to judge.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use time::Date;

use crate::date;
use crate::figure::{Fault, Figure};
use crate::label;
use crate::locus::Locus;
use crate::source::Remark;

/// One office's report for one year, as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The id of the form it was read with.
    pub form: String,
    /// The files it was read from.
    pub files: Vec<Arc<str>>,
    /// The basic data.
    pub metadata: Metadata,
    /// The text, in order, placeholders filled in.
    pub narrative: Vec<Paragraph>,
    /// The form's tables, in the form's order.
    pub tables: Vec<TableReading>,
    /// The office's own figures.
    pub indicators: Vec<Indicator>,
    /// Cells outside the tables that show an error, or a formula without its result.
    pub broken_cells: Vec<BrokenCell>,
    /// What the importers found in the files and could not take over.
    pub remarks: Vec<Remark>,
    /// What was read although it is hidden.
    pub hidden: Vec<Hidden>,
    /// What was left out on purpose.
    pub omitted: Vec<Omitted>,
    /// Titles and notes beside the tables, such as `填报单位：某海关`.
    pub around: Vec<Sourced<String>>,
    /// Titles over the text that are not the report's own.
    pub titles: Vec<Sourced<String>>,
    /// Small tables among the paragraphs.
    pub inserts: Vec<Insert>,
    /// Cells beside what was read that were not read themselves.
    pub unread: Vec<Unread>,
}

/// A small table among the paragraphs.
#[derive(Debug, Clone, PartialEq)]
pub struct Insert {
    /// The index of the paragraph of the narrative that follows it.
    pub before: usize,
    /// How many columns it has.
    pub columns: usize,
    /// Its rows, each with its filled cells.
    pub rows: Vec<Vec<InsertCell>>,
}

/// A cell of a small table.
#[derive(Debug, Clone, PartialEq)]
pub struct InsertCell {
    /// Its column, from zero.
    pub column: usize,
    /// How many rows and columns it takes.
    pub span: (usize, usize),
    /// What stands in it.
    pub text: Paragraph,
}

/// Cells of one kind, in one column, that were not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Why.
    pub why: WhyUnread,
    /// The cells, with what stands in them.
    pub cells: Vec<Sourced<String>>,
}

/// Why cells were not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyUnread {
    /// The head of their column says that it is no part of the report (备注, 意见).
    Column(String),
    /// They stand beside a paragraph that is complete without them.
    BesideText,
    /// Their column holds a text, as another one does, and nothing tells which of the two is meant.
    OtherText {
        /// What is written over their column.
        head: String,
        /// What is written over the column that was read.
        read: String,
    },
    /// Their columns, under these heads, might each be the one that is meant.
    Rivals(Vec<String>),
    /// They stand beside an item of this name, and more than one of them might be its value.
    RivalValues(String),
    /// They stand beside an item of this name, or under it, and are no part of its value.
    BesideItem(String),
    /// They stand alone, and name no item.
    NoItem,
    /// They stand in a table's own rows and columns, which are said to be another year's.
    OtherYear,
    /// They are a table among the paragraphs of a document, which is none of the form's.
    Table,
    /// They are the value of an item whose name is nearly a known one's, and that no
    /// placeholder names.
    MisnamedItem {
        /// The name as typed.
        name: String,
        /// The known one.
        meant: String,
    },
    /// They stand on the sheet of indicators, outside the columns of name, value and unit.
    BesideIndicators,
}

/// Something that was read although it is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    /// What is hidden.
    pub what: HiddenPart,
    /// The sheet, or the first cell read in the row or column.
    pub locus: Locus,
}

/// What of a workbook is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HiddenPart {
    /// The whole sheet.
    Sheet,
    /// A row.
    Row,
    /// A column.
    Column,
}

/// Something that was left out on purpose, and is named so that nobody misses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omitted {
    /// Why.
    pub reason: Omission,
    /// The first words, or the sheet's name.
    pub text: String,
    /// How many lines or cells.
    pub count: usize,
    /// Where it begins.
    pub locus: Locus,
}

/// Why something was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Omission {
    /// A copy of a table without a single figure, beside a filled one.
    BlankCopy,
    /// A copy of a table that is hidden, beside a filled one that is not.
    HiddenCopy,
    /// The text of a table inside the narrative: the figures come from the tables.
    TableText,
    /// What a web page shows around its text: the path, the attachments, the footer.
    PageFurniture,
    /// What stands over the title of an official document (版头): the office's name in red, the
    /// document's number.
    Letterhead,
    /// A cover over the text, and a table of contents that somebody typed or a program wrote.
    FrontMatter,
    /// What pages of a file show round their text: numbers, running heads, headers of tables once more.
    PageEdge,
    /// A line drawn across the text, or a page's number.
    Divider,
    /// Who filled the form in, and when.
    FormNote,
    /// Words in and around a table that are no part of the form.
    BesideTable,
    /// A sheet in which nothing of the report was found.
    UnreadSheet,
    /// Another text of the office's, by its sheet's name that of another year or a pattern.
    OtherText,
    /// A line over the text that is a title and not the report's.
    OtherTitle,
}

/// A cell of 基本信息, 正文 or 业务数据 whose content is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenCell {
    /// Why: [`Fault::CellError`] or [`Fault::FormulaWithoutValue`].
    pub fault: Fault,
    /// The error shown, or the formula.
    pub shown: String,
    /// Where it stands.
    pub locus: Locus,
}

impl Report {
    /// A report of which nothing has been read yet.
    pub fn new(form: impl Into<String>) -> Self {
        Self {
            form: form.into(),
            files: Vec::new(),
            metadata: Metadata::default(),
            narrative: Vec::new(),
            tables: Vec::new(),
            indicators: Vec::new(),
            broken_cells: Vec::new(),
            remarks: Vec::new(),
            hidden: Vec::new(),
            omitted: Vec::new(),
            around: Vec::new(),
            titles: Vec::new(),
            inserts: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// The figure with this key.
    pub fn figure(&self, key: &str) -> Option<&Figure> {
        self.tables.iter().find_map(|table| table.figures.get(key))
    }

    /// All figures; within a table by key.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.tables.iter().flat_map(|table| table.figures.values())
    }

    /// Everything that placeholders can stand in: the narrative, then the cells of the small
    /// tables in it.
    pub fn texts(&self) -> impl Iterator<Item = &Paragraph> {
        let cells = self.inserts.iter().flat_map(|insert| insert.rows.iter().flatten());
        self.narrative.iter().chain(cells.map(|cell| &cell.text))
    }

    /// The reading of the table with this key.
    pub fn table(&self, key: &str) -> Option<&TableReading> {
        self.tables.iter().find(|table| table.key == key)
    }
}

/// A value with the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub locus: Locus,
}

/// The items of the sheet 基本信息 that the program knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// 机关名称, the organ that publishes.
    Organ,
    /// 年度, the report year.
    Year,
    /// 标题, the report's title.
    Title,
    /// 统计期限, the period the figures cover.
    Period,
    /// 发布日期, the day of publication.
    Published,
    /// 联系地址, postal address.
    Address,
    /// 邮编, postcode.
    Postcode,
    /// 电话, telephone.
    Phone,
    /// 电子邮箱, e-mail.
    Email,
    /// 网站名称, name of the web site.
    SiteName,
    /// 网站域名, its domain.
    SiteDomain,
    /// 网站标识码, its registration code.
    SiteId,
    /// 栏目, the site's column the report appears in.
    Column,
    /// 来源, the source named on the page.
    Origin,
    /// 摘要, a one-sentence description.
    Description,
    /// 关键词, keywords, separated by commas or semicolons.
    Keywords,
    /// 署名, who signs at the end; without it the organ does, where there is a 成文日期.
    Signatory,
    /// 成文日期, the date under the text.
    Signed,
}

impl Field {
    /// Every item with its official name and other wordings of it.
    pub const ALL: [(Self, &'static str, &'static [&'static str]); 18] = [
        (
            Self::Organ,
            "机关名称",
            &["单位名称", "机关", "单位", "编制单位", "报告机关", "报告单位"],
        ),
        (Self::Year, "年度", &["报告年度", "年份"]),
        (Self::Title, "标题", &["报告标题", "文件标题"]),
        (Self::Period, "统计期限", &["统计期间", "统计时段"]),
        (Self::Published, "发布日期", &["发布时间", "公布日期"]),
        (Self::Address, "联系地址", &["地址", "通讯地址"]),
        (Self::Postcode, "邮编", &["邮政编码"]),
        (Self::Phone, "电话", &["联系电话"]),
        (Self::Email, "电子邮箱", &["邮箱", "电子邮件"]),
        (Self::SiteName, "网站名称", &[]),
        (Self::SiteDomain, "网站域名", &["域名"]),
        (Self::SiteId, "网站标识码", &["标识码"]),
        (Self::Column, "栏目", &["栏目名称", "所属栏目"]),
        (Self::Origin, "来源", &["信息来源"]),
        (Self::Description, "摘要", &["描述", "内容摘要"]),
        (Self::Keywords, "关键词", &["关键字"]),
        (Self::Signatory, "署名", &["落款", "发文机关署名"]),
        (Self::Signed, "成文日期", &["成文时间", "落款日期"]),
    ];

    /// The item of this name, in any wording, with or without a colon and the marks of a questionnaire.
    pub fn named(name: &str) -> Option<Self> {
        Self::labelled(&label::normalize(name))
    }

    /// The same, of a name that is already normalised by [`label::normalize`].
    pub fn labelled(name: &str) -> Option<Self> {
        let name = label::unmarked(name);
        let mut all = Self::ALL.iter();
        let found = all.find(|(_, official, aliases)| name == *official || aliases.contains(&name));
        found.map(|(field, ..)| *field)
    }

    /// Its official name.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(field, ..)| *field == self)
            .map_or("", |(_, name, _)| name)
    }
}

/// The basic data.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The items the program knows.
    pub fields: BTreeMap<Field, Sourced<String>>,
    /// The office's own items, in the sheet's order; usable as placeholders.
    pub others: Vec<(String, Sourced<String>)>,
    /// Items whose name is there and whose value was left blank.
    pub blank: Vec<Field>,
    /// What the office allows (允许), as typed: a rule, perhaps a place, a reason.
    pub allowances: Vec<Sourced<String>>,
    /// Items that are given twice: name, first and second place.
    pub duplicates: Vec<Duplicate>,
    /// Items that two files give different values for: name, and both values.
    pub conflicts: Vec<Conflict>,
    /// What a file says of itself otherwise than its text does: item, what the text says, and
    /// what the file's properties say.
    pub claims: Vec<Conflict>,
}

/// An item for which two files of one report give different values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The item's name.
    pub name: String,
    /// The value that is used.
    pub first: Sourced<String>,
    /// The other one.
    pub second: Sourced<String>,
}

impl Metadata {
    /// An item's text.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.fields.get(&field).map(|sourced| sourced.value.as_str())
    }

    /// The report year, where 年度 holds one.
    pub fn year(&self) -> Option<i32> {
        date::parse_year(self.get(Field::Year)?)
    }

    /// The code of the region (GB/T 2260), where the site's code is given: that of a local
    /// government's site begins with it, that of a ministry's with letters.
    pub fn region(&self) -> Option<&str> {
        let code = self.get(Field::SiteId)?.trim();
        let is_local = code.len() == 10 && code.bytes().all(|byte| byte.is_ascii_digit()) && !code.starts_with('0');
        code.get(..6).filter(|_| is_local)
    }

    /// The day of publication.
    pub fn published(&self) -> Option<Date> {
        date::parse_date(self.get(Field::Published)?)
    }

    /// The date under the text.
    pub fn signed(&self) -> Option<Date> {
        date::parse_date(self.get(Field::Signed)?)
    }

    /// First and last day of the period the figures cover, where it is given.
    pub fn period(&self) -> Option<(Date, Date)> {
        date::parse_period(self.get(Field::Period)?)
    }

    /// How many days the figures cover: the period's, else the year's.
    pub fn days(&self) -> Option<i64> {
        match self.period() {
            Some((first, last)) => Some((last - first).whole_days() + 1),
            None => self.year().map(date::days_in_year),
        }
    }
}

/// A heading or paragraph of the narrative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// 0 for text, 1 to 4 for headings (`一、` `(一)` `1.` `(1)`).
    pub level: u8,
    /// The text, placeholders filled in; a placeholder that could not be filled
    /// stands as it was typed.
    pub text: String,
    /// The text as typed, where it has placeholders.
    pub template: Option<String>,
    /// Where it stands.
    pub locus: Locus,
    /// The placeholders that could not be filled in.
    pub faults: Vec<PlaceholderFault>,
}

/// Why a placeholder could not be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceholderFault {
    /// There is no such name.
    Unknown {
        /// The name as typed.
        name: String,
        /// The closest name there is.
        nearest: Option<String>,
    },
    /// The name is a group of figures, not a figure.
    Group {
        /// The name as typed.
        name: String,
        /// A figure in that group.
        example: String,
    },
    /// The figure it names is blank or unreadable.
    NoValue {
        /// The name as typed.
        name: String,
        /// Where the figure stands, if anywhere.
        locus: Option<Locus>,
    },
    /// It divides by zero.
    DividedByZero,
    /// It was filled in, with more decimals than anyone wants to print.
    LongFraction {
        /// What was filled in.
        printed: String,
    },
    /// It was filled in, and its figure is in another unit than the one behind it.
    OtherUnit {
        /// The name as typed.
        name: String,
        /// The unit of the figure.
        unit: String,
        /// The unit in the sentence.
        said: String,
        /// Whether the number is another one by it: not so where only the counting word differs.
        misleads: bool,
    },
    /// It was filled in with a number and its unit, and another unit follows.
    TwoUnits {
        /// The name as typed.
        name: String,
        /// The unit that was filled in.
        unit: String,
        /// The unit in the sentence.
        said: String,
    },
    /// The expression cannot be understood or computed.
    Expression {
        /// What the template engine says.
        reason: String,
    },
}

/// One of the office's own figures, from the sheet 业务数据.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Its name, which is also its placeholder.
    pub name: String,
    /// The number, or the text if it is not a number.
    pub value: IndicatorValue,
    /// Its unit.
    pub unit: Option<String>,
    /// Where the value stands.
    pub locus: Locus,
    /// The number its cell holds, where the cell's format shows another.
    pub stored: Option<Decimal>,
}

/// What an indicator holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndicatorValue {
    /// A number.
    Number(Decimal),
    /// Text.
    Text(String),
    /// Nothing.
    Blank,
}

/// What was found of one of the form's tables.
#[derive(Debug, Clone, PartialEq)]
pub struct TableReading {
    /// The table's key.
    pub key: String,
    /// Where it stands; `None` if it was not found at all.
    pub place: Option<Locus>,
    /// Its figures by key.
    pub figures: BTreeMap<String, Figure>,
    /// Rows of the form that were not found: path and label.
    pub missing_rows: Vec<Missing>,
    /// Columns of the form that were not found.
    pub missing_columns: Vec<Missing>,
    /// Rows and columns found more than once.
    pub duplicates: Vec<Duplicate>,
    /// Rows with figures that the form does not have.
    pub unknown_rows: Vec<Unknown>,
    /// Columns with figures that the form does not have.
    pub unknown_columns: Vec<Unknown>,
    /// Subtotals the office added.
    pub subtotals: Vec<Subtotal>,
    /// Figures of which nobody can tell which cell holds them; none was read.
    pub doubts: Vec<Doubt>,
    /// Amounts that were converted into the form's unit.
    pub conversions: Vec<Conversion>,
    /// Sheets with the table that seem to be another year's.
    pub other_years: Vec<OtherYear>,
}

/// A sheet with a table that, by its name or the table's title, is another year's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherYear {
    /// The sheet's name.
    pub sheet: String,
    /// Where the table begins.
    pub locus: Locus,
    /// What became of it.
    pub fate: OtherYearFate,
}

/// What becomes of a table that seems to be another year's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OtherYearFate {
    /// It was read: there is no other.
    Read,
    /// It was left out; this year's was read.
    LeftOut,
    /// It was left out; this year's, which begins here, is blank.
    LeftOutForBlank(Locus),
}

/// A figure of which nobody can tell which cell holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The figure's key.
    pub key: String,
    /// What it is called: its row and column.
    pub label: String,
    /// Why.
    pub reason: DoubtReason,
    /// The cells, with what they hold; the first is where a person should look first.
    pub places: Vec<Sourced<String>>,
}

/// Why nobody can tell which cell holds a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DoubtReason {
    /// Several cells beside its label and under its header are filled.
    Several,
    /// What is filled is said to be another year's.
    OtherYear,
    /// Its own cell, the first place, is blank; the number beside it is under no header, or
    /// beside no label.
    Displaced,
}

/// An amount that was converted into the form's unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// The figure's key.
    pub key: String,
    /// The unit that is stated, and where; several, where they differ and nothing was converted.
    pub stated: Vec<Sourced<String>>,
}

/// A row or column of the form that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Its path in the table.
    pub path: String,
    /// Its official label.
    pub label: String,
    /// Where it should be: the table, or the row before it.
    pub near: Locus,
}

/// Something that is there twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// What it is called.
    pub label: String,
    /// Where it stands first; this one was read.
    pub first: Locus,
    /// Where it stands again.
    pub second: Locus,
}

/// A row or column that the form does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The label as typed.
    pub label: String,
    /// Where it stands.
    pub locus: Locus,
    /// The closest label of the form.
    pub nearest: Option<String>,
}

/// A row of subtotals the office added for a group of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Subtotal {
    /// The group's path, e.g. `results.denied`.
    pub group: String,
    /// The label as typed.
    pub label: String,
    /// The subtotals by column path.
    pub figures: BTreeMap<String, Figure>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_governments_site_tells_its_region() {
        let region = |code: &str| {
            let mut metadata = Metadata::default();
            let value = code.to_owned();
            let locus = Locus::file(&"a".into());
            metadata.fields.insert(Field::SiteId, Sourced { value, locus });
            metadata.region().map(str::to_owned)
        };
        assert_eq!(region("5001120001").as_deref(), Some("500112"));
        assert_eq!(
            [region("bm28000001"), region("500112"), region("0000000000")],
            [None, None, None]
        );
    }
}
