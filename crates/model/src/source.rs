//! What an importer hands over: sheets of cells and lines of text, each with its place.
//! Nothing has a meaning yet: finding the tables and the parts of the report in them is the
//! work of `nianbao-read`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use nianbao_number_format::Format;
use rust_decimal::Decimal;

use crate::lang::Text;
use crate::locus::{CellRange, CellRef, Locus};
use crate::{chars, label};

/// One input file as an importer read it.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The file's name as the user gave it.
    pub file: Arc<str>,
    /// Its sheets, in the file's order. A table in a text document is a sheet too.
    pub sheets: Vec<Sheet>,
    /// Its running text, in the file's order; empty for a workbook.
    pub lines: Vec<Line>,
    /// What is in the file and could not be taken over.
    pub remarks: Vec<Remark>,
    /// What the file says of itself, in its format's own words: its title, who made it, when.
    pub properties: Vec<Property>,
    /// Tables of which it cannot be told what stands in which column.
    pub loose: Vec<Loose>,
    /// Whether it is a file of pages: what is furniture in it stands at their edges.
    pub is_paged: bool,
}

/// A table whose cells have lost their columns: its rows as they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loose {
    /// The rows, their cells parted as they were typed.
    pub rows: Vec<Line>,
    /// How many lines of the text stand before it.
    pub lines_before: usize,
    /// What is said of it among the remarks, as long as nobody finds out what it is.
    pub remark: Remark,
}

/// Something that a file says of itself beside its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// Its name, as the format has it: `ArticleTitle` on a web page, `Author` in a PDF file.
    pub name: Box<str>,
    /// What it says.
    pub value: String,
    /// Where it stands: under its name among the properties of the file.
    pub locus: Locus,
}

/// The longest property that is kept, in characters.
const LONGEST_PROPERTY: usize = 200;

impl Source {
    /// A file of which nothing has been read yet.
    pub fn new(file: &Arc<str>) -> Self {
        Self {
            file: Arc::clone(file),
            sheets: Vec::new(),
            lines: Vec::new(),
            remarks: Vec::new(),
            properties: Vec::new(),
            loose: Vec::new(),
            is_paged: false,
        }
    }

    /// A property of a file; nothing if it says nothing, or too much to be one.
    pub fn property(file: &Arc<str>, name: &str, value: &str) -> Option<Property> {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if value.is_empty() || value.chars().nth(LONGEST_PROPERTY).is_some() {
            return None;
        }
        Some(Property {
            name: name.into(),
            value,
            locus: Locus::sheet(file, &Arc::from(format!("文件属性 {name}"))),
        })
    }
}

/// One paragraph, heading or list item of a text document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its text, with the number an automatic list gives it, as one line: a soft line
    /// break has become nothing, or a space between Western words.
    pub text: String,
    /// What the file format itself says it is.
    pub role: LineRole,
    /// Where it stands.
    pub locus: Locus,
}

/// What a file format says of a line of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineRole {
    /// Nothing: whether it is a heading shows in its text (`一、`).
    Plain,
    /// The document's title.
    Title,
    /// A heading of this level, from 1, by the document's own count.
    Heading(u8),
    /// An item of a list: not a heading, however short.
    Item,
    /// Something that a web page shows round its text: a menu, a path, a counter.
    Furniture,
}

/// Something in a file that is not taken over into the report, and is named so that
/// nobody misses it later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is.
    pub kind: RemarkKind,
    /// Its own text, where it has one.
    pub text: Option<String>,
    /// Where it stands.
    pub locus: Locus,
}

/// What kind of thing is not taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkKind {
    /// A picture or drawing.
    Picture,
    /// A box of text that floats over the page.
    TextBox,
    /// A formula, chart or embedded object.
    Object,
    /// A footnote or endnote.
    Footnote,
    /// A reader's comment.
    Comment,
    /// Text that tracked changes have deleted.
    Deleted,
    /// Text formatted as hidden.
    Hidden,
    /// Text that is struck out.
    Struck,
    /// A raised mark on a number, which points to a note.
    NoteMark,
    /// What a cell holds beside its content: the file has the cell twice.
    Twice,
    /// A button or another control of a form, with its words.
    Control,
    /// A table pasted into a text, or a row of one, whose cells do not stand under each other.
    Table,
    /// Another number than a cell shows, stored beside it.
    Stored,
    /// The end of a line that may end a paragraph or not.
    Break,
    /// A mark that can be read in two ways, and is printed as it was typed or left out.
    Mark,
    /// Words or numbers that a style sheet adds and that cannot be worked out.
    Added,
    /// A rule of a style sheet that hides or adds something, and is not understood.
    Rule,
    /// Words that a script writes.
    Script,
    /// A format that depends on a condition which is not worked out.
    Conditional,
    /// A sign of a face of symbols, which stands for another character than it shows.
    Symbol,
    /// Text whose place, frame or room is made by its style, so that what is seen cannot be told.
    Layout,
    /// What a file has for the text of a control that shows something else.
    Stale,
    /// A field that shows another thing whenever the document is opened: a page's number, today's date.
    Field,
    /// Words across a page, behind or over its text.
    Watermark,
    /// Words that stand above or below the text of every page.
    PageText,
    /// A setting over a text, for the program of a website.
    Setting,
}

impl RemarkKind {
    /// The word shown to people.
    pub fn label(self) -> Text {
        match self {
            Self::Picture => Text::new("图片", "a picture"),
            Self::TextBox => Text::new("文本框", "a text box"),
            Self::Object => Text::new("公式、图表或嵌入对象", "an equation, chart or embedded object"),
            Self::Footnote => Text::new("脚注或尾注", "a footnote or endnote"),
            Self::Comment => Text::new("批注", "a comment"),
            Self::Deleted => Text::new("修订中删除的文字", "text deleted by tracked changes"),
            Self::Hidden => Text::new("隐藏的文字", "hidden text"),
            Self::Struck => Text::new("划去的文字", "struck-out text"),
            Self::NoteMark => Text::new("数字上的注号", "a note's mark on a number"),
            Self::Twice => Text::new("同一格的另一份内容", "a second content of this cell"),
            Self::Control => Text::new("按钮等控件", "a button or another control"),
            Self::Table => Text::new("粘贴的表格", "a pasted table"),
            Self::Stored => Text::new("与所示不同的数", "another number than is shown"),
            Self::Break => Text::new("看不出是不是分段的换行", "a line's end that may end a paragraph"),
            Self::Mark => Text::new("看不出用意的标记", "a mark of unclear meaning"),
            Self::Added => Text::new(
                "样式表加上的、算不出来的文字或编号",
                "text or a number added by a style sheet",
            ),
            Self::Rule => Text::new("程序看不懂的样式规则", "a rule of a style sheet that is not understood"),
            Self::Script => Text::new("脚本写出的内容", "something written by a script"),
            Self::Field => Text::new(
                "会自动变化的域（页码、当天日期等）",
                "a field that changes by itself (a page number, today's date)",
            ),
            Self::Watermark => Text::new("水印或斜排的文字", "a watermark, or words that stand aslant"),
            Self::PageText => Text::new("页眉或页脚", "a page header or footer"),
            Self::Setting => Text::new("文首的设置", "a setting over the text"),
            Self::Conditional => Text::new("程序算不出的条件格式", "a conditional format that is not worked out"),
            Self::Symbol => Text::new("符号字体的字", "a sign in a face of symbols"),
            Self::Layout => Text::new(
                "样式挪动、框出、重复或者截去的文字",
                "text that its style moves, frames, repeats or cuts off",
            ),
            Self::Stale => Text::new(
                "内容控件里过时的文字（打开时显示的是它绑定的数据）",
                "outdated text of a content control, which shows the data it is bound to",
            ),
        }
    }
}

/// One sheet, sparse: a cell that was never filled is not there.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The file it belongs to.
    pub file: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// Its filled cells.
    pub cells: BTreeMap<CellRef, Cell>,
    /// Its merged regions; the top left cell carries the content.
    pub merges: Vec<CellRange>,
    /// Whether its format tells numbers from text. In one that does not, that a number is text
    /// says nothing.
    pub is_typed: bool,
    /// Whether the whole sheet is hidden.
    pub hidden: bool,
    /// Rows that are hidden, from zero.
    pub hidden_rows: BTreeSet<u32>,
    /// Columns that are hidden, from zero.
    pub hidden_columns: BTreeSet<u32>,
    /// How many lines of its file's text stand before it; `None` where it stands in no text.
    pub lines_before: Option<usize>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(file: &Arc<str>, name: impl Into<Arc<str>>) -> Self {
        Self {
            file: Arc::clone(file),
            name: name.into(),
            cells: BTreeMap::new(),
            merges: Vec::new(),
            is_typed: true,
            hidden: false,
            hidden_rows: BTreeSet::new(),
            hidden_columns: BTreeSet::new(),
            lines_before: None,
        }
    }

    /// Where `cell` stands.
    pub fn locus(&self, cell: CellRef) -> Locus {
        Locus::cell(&self.file, &self.name, cell)
    }

    /// The region `cell` belongs to: its merged region, or itself alone.
    pub fn region(&self, cell: CellRef) -> CellRange {
        self.merges
            .iter()
            .copied()
            .find(|merge| merge.contains(cell))
            .unwrap_or(CellRange {
                first: cell,
                last: cell,
            })
    }

    /// The content shown at `cell`, through merged regions.
    pub fn at(&self, cell: CellRef) -> Option<&Cell> {
        self.cells.get(&self.region(cell).first)
    }

    /// The text shown at `cell` (trimmed, not empty), through merged regions.
    pub fn text_at(&self, cell: CellRef) -> Option<&str> {
        self.at(cell).and_then(Cell::text)
    }
}

/// A filled cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What the cell holds.
    pub value: CellValue,
    /// What a person sees in the cell, where its number format makes something else of the
    /// value: another number, a unit, leading zeros, fewer decimals, nothing at all.
    pub shown: Option<Box<str>>,
    /// The format by which the result of the formula is shown.
    pub format: Option<Arc<Format>>,
    /// The formula behind the value, in Excel's notation without the equals sign.
    pub formula: Option<String>,
    /// What computing the formula again gave. Importers say only
    /// whether that is still to be done.
    pub recomputed: Recomputed,
    label: Memo,
}

/// The normal form of a cell's text. Every table of every form asks for it; it is made once.
#[derive(Debug, Clone, Default)]
struct Memo(OnceLock<Box<str>>);

impl PartialEq for Memo {
    /// It follows from the cell's value.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What computing a formula again gave.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Recomputed {
    /// It was not computed: there is none, or it is more than we compute.
    #[default]
    Not,
    /// It is still to be computed: the program that wrote the file has not, and asks the next
    /// one to. Importers set it; what the file has for a result is not to be trusted.
    Due,
    /// The saved result.
    Agrees,
    /// Another number than the saved one, which still is the cell's value.
    Differs(Decimal),
    /// The cell's value: the file had none.
    Instead,
}

impl Cell {
    /// A cell, with the formula behind its value where it has one.
    pub fn new(value: CellValue, formula: Option<String>) -> Self {
        Self {
            value,
            shown: None,
            format: None,
            formula,
            recomputed: Recomputed::Not,
            label: Memo::default(),
        }
    }

    /// A cell that was typed, not computed.
    pub fn typed(value: CellValue) -> Self {
        Self::new(value, None)
    }

    /// A cell with a formula and the result the file has for it.
    pub fn computed(value: CellValue, formula: impl Into<String>) -> Self {
        Self::new(value, Some(formula.into()))
    }

    /// The cell as its number format shows it.
    #[must_use]
    pub fn shown_as(mut self, shown: impl Into<Box<str>>) -> Self {
        self.shown = Some(shown.into());
        self
    }

    /// What a person sees in the cell.
    pub fn display(&self) -> Cow<'_, str> {
        match (&self.shown, &self.value) {
            (Some(shown), _) => Cow::Borrowed(shown),
            (None, CellValue::Text(text) | CellValue::Date(text) | CellValue::Error(text)) => Cow::Borrowed(text),
            (None, value) => Cow::Owned(value.display()),
        }
    }

    /// The cell's text, trimmed, where it holds any; without what a format adds to it.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            CellValue::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// The cell's text as a label, normalised by [`label::normalize`], where it holds any that is
    /// not too long for one. The text must not be changed after this.
    pub fn label(&self) -> Option<&str> {
        let text = self.text().filter(|text| text.len() <= label::LONGEST)?;
        Some(self.label.0.get_or_init(|| label::normalize(text).into_boxed_str()))
    }

    /// Whether the cell shows a number, or text that begins like one.
    pub fn is_figure(&self) -> bool {
        match &self.value {
            CellValue::Number(_) => true,
            CellValue::Text(text) => text.trim().starts_with(|c: char| chars::digit(c).is_some() || c == '-'),
            _ => false,
        }
    }

    /// Whether the cell shows nothing (and has no formula that should show something).
    pub fn is_blank(&self) -> bool {
        match (&self.value, &self.shown) {
            (CellValue::Empty, _) => self.formula.is_none(),
            (CellValue::Text(text), None) => text.trim().is_empty() && self.formula.is_none(),
            // A zero is often hidden, and is a zero all the same.
            (CellValue::Number(number), Some(shown)) => shown.trim().is_empty() && !number.is_zero(),
            (_, Some(shown)) => shown.trim().is_empty(),
            _ => false,
        }
    }
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum CellValue {
    /// Nothing: a formula whose result was never computed, or a formatted blank.
    Empty,
    /// A number, exact to the fifteen significant digits Excel keeps.
    Number(Decimal),
    /// A number shown as a percentage, in percent and exact: `96.5` for 96.5 %.
    Percent(Decimal),
    /// Text as typed.
    Text(String),
    /// `TRUE` or `FALSE`.
    Boolean(bool),
    /// A date or time, as text.
    Date(String),
    /// An error value such as `#REF!`.
    Error(String),
}

impl CellValue {
    /// The value as text.
    pub fn display(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Percent(number) => format!("{}%", number.normalize()),
            Self::Text(text) | Self::Date(text) | Self::Error(text) => text.clone(),
            Self::Boolean(true) => "TRUE".to_owned(),
            Self::Boolean(false) => "FALSE".to_owned(),
        }
    }
}
