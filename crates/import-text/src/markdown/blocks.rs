//! The events of the Markdown parser into lines, tables and remarks.

use std::ops::Range;

use nianbao_model::source::{LineRole, RemarkKind};
use nianbao_model::{CellRef, Passage};
use pulldown_cmark::{Event, Tag, TagEnd};

use super::LineIndex;
use super::html::{self, Html};
use super::literal::Literals;
use crate::collect::{Collector, Grid};
use crate::join::{Flow, numbered, tidy};

/// A line of text under construction.
struct Draft {
    flow: Flow,
    role: LineRole,
    /// The number of the list item it begins.
    number: String,
    at: Passage,
}

/// A table under construction.
#[derive(Default)]
struct TableBuilder {
    grid: Grid,
    row: u32,
    column: u32,
}

/// A remark under construction.
struct Aside {
    flow: Flow,
    at: Passage,
}

/// The state between two events. Blocks inside each other are flattened, so there is
/// at most one line at a time.
pub(super) struct Blocks<'a> {
    text: &'a str,
    lines: LineIndex,
    literals: Literals<'a>,
    out: Collector,
    line: Option<Draft>,
    heading: Option<u8>,
    /// The lists that are open, with the number of the next item if they have one.
    lists: Vec<Option<u64>>,
    /// The number of the item that has begun and has no text yet.
    item_number: String,
    in_code: bool,
    table: Option<TableBuilder>,
    cell: Option<Flow>,
    /// A picture's alternative text; pictures may stand in one another.
    images: Vec<Aside>,
    struck: Vec<Aside>,
    html: Option<(String, Passage)>,
    footnote: Option<Aside>,
}

impl<'a> Blocks<'a> {
    pub(super) fn new(text: &'a str, out: Collector) -> Self {
        Self {
            text,
            lines: LineIndex::new(text),
            literals: Literals::new(text),
            out,
            line: None,
            heading: None,
            lists: Vec::new(),
            item_number: String::new(),
            in_code: false,
            table: None,
            cell: None,
            images: Vec::new(),
            struck: Vec::new(),
            html: None,
            footnote: None,
        }
    }

    /// Everything found.
    pub(super) fn finish(mut self) -> Collector {
        self.end_line();
        self.out
    }

    /// Takes the next event with the bytes it comes from.
    pub(super) fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) if self.in_code => self.code(&text, range.start),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(&text, range.start);
            }
            Event::Html(html) => {
                if let Some((block, _)) = &mut self.html {
                    block.push_str(&html);
                }
            }
            Event::InlineHtml(tag) => match html::inline(&tag) {
                Html::Break => self.push_break(range.end),
                Html::Look => {}
                Html::Remark(kind, text) => self.out.remark(kind, tidy(&text), self.lines.at(range.start)),
            },
            Event::SoftBreak | Event::HardBreak => self.push_break(range.end),
            Event::Rule => self.end_line(),
            // The note itself is remarked on where it stands.
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        let at = self.lines.at(range.start);
        let aside = || Aside {
            flow: Flow::default(),
            at,
        };
        match tag {
            Tag::Emphasis => self.push_mark(range, 1),
            Tag::Strong => self.push_mark(range, 2),
            Tag::Strikethrough if self.is_struck(range) => self.struck.push(aside()),
            Tag::Strikethrough => self.push_mark(range, 2),
            Tag::Image { .. } => self.images.push(aside()),
            Tag::Link { .. } | Tag::Superscript | Tag::Subscript => {}
            Tag::TableHead | Tag::TableRow => {}
            Tag::TableCell => self.cell = Some(Flow::default()),
            block => {
                self.end_line();
                match block {
                    Tag::Heading { level, .. } => self.heading = Some(*level as u8),
                    Tag::List(first) => self.lists.push(*first),
                    Tag::Item => self.begin_item(),
                    Tag::CodeBlock(_) => self.in_code = true,
                    Tag::HtmlBlock => self.html = Some((String::new(), at)),
                    Tag::FootnoteDefinition(_) => self.footnote = Some(aside()),
                    Tag::Table(_) => self.table = Some(TableBuilder::default()),
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Emphasis => self.push_mark(range, 1),
            TagEnd::Strong => self.push_mark(range, 2),
            TagEnd::Strikethrough if self.is_struck(range) => {
                let struck = self.struck.pop();
                self.remark(RemarkKind::Deleted, struck);
            }
            TagEnd::Strikethrough => self.push_mark(range, 2),
            TagEnd::Image => {
                let image = self.images.pop();
                self.remark(RemarkKind::Picture, image);
            }
            TagEnd::Link | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    (table.row, table.column) = (table.row + 1, 0);
                }
            }
            block => {
                self.end_line();
                match block {
                    TagEnd::Heading(_) => self.heading = None,
                    TagEnd::List(_) => drop(self.lists.pop()),
                    TagEnd::Item => self.item_number.clear(),
                    TagEnd::CodeBlock => self.in_code = false,
                    TagEnd::HtmlBlock => self.end_html(),
                    TagEnd::FootnoteDefinition => {
                        let footnote = self.footnote.take();
                        self.remark(RemarkKind::Footnote, footnote);
                    }
                    TagEnd::Table => {
                        if let Some(table) = self.table.take() {
                            self.out.table(table.grid);
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// Whether text is struck through, and not just between two `~`.
    fn is_struck(&self, range: &Range<usize>) -> bool {
        self.literals.mark(range, 2).is_empty()
    }

    fn push_mark(&mut self, range: &Range<usize>, length: usize) {
        let mark = self.literals.mark(range, length);
        if !mark.is_empty() {
            self.push(mark, range.start);
        }
    }

    fn push(&mut self, text: &str, offset: usize) {
        self.flow(offset).push(text);
    }

    /// Breaks the line in which the text before `end` stands. A line indented by hand
    /// is a paragraph, whatever Markdown thinks.
    fn push_break(&mut self, end: usize) {
        let indented = self.text.get(end..).is_some_and(|rest| rest.starts_with('\u{3000}'));
        if indented && self.heading.is_none() && self.images.is_empty() && self.struck.is_empty() {
            self.end_line();
        } else {
            self.flow(end).push_break();
        }
    }

    /// What text goes to at the moment.
    fn flow(&mut self, offset: usize) -> &mut Flow {
        if let Some(aside) = self.images.last_mut().or(self.struck.last_mut()) {
            return &mut aside.flow;
        }
        if let Some(cell) = &mut self.cell {
            return cell;
        }
        let draft = self.line.get_or_insert_with(|| Draft {
            flow: Flow::default(),
            role: match self.heading {
                Some(level) => LineRole::Heading(level),
                None if self.lists.is_empty() => LineRole::Plain,
                None => LineRole::Item,
            },
            number: std::mem::take(&mut self.item_number),
            at: self.lines.at(offset),
        });
        &mut draft.flow
    }

    fn begin_item(&mut self) {
        self.item_number.clear();
        if let Some(Some(next)) = self.lists.last_mut() {
            self.item_number = format!("{next}.");
            *next = next.saturating_add(1);
        }
    }

    /// The lines of a code block, each a paragraph of its own.
    fn code(&mut self, text: &str, offset: usize) {
        let mut start = offset;
        for line in text.split_inclusive('\n') {
            self.line = Some(Draft {
                flow: Flow::default(),
                role: LineRole::Plain,
                number: String::new(),
                at: self.lines.at(start),
            });
            self.push(line, start);
            self.end_line();
            start += line.len();
        }
    }

    fn end_line(&mut self) {
        let Some(draft) = self.line.take() else { return };
        let text = draft.flow.finish();
        match &mut self.footnote {
            Some(footnote) => {
                footnote.flow.push(&text);
                footnote.flow.push_break();
            }
            None if text.is_empty() => {}
            None => self.out.line(draft.role, numbered(&draft.number, &text), draft.at),
        }
    }

    fn end_cell(&mut self) {
        let (Some(table), Some(cell)) = (&mut self.table, self.cell.take()) else {
            return;
        };
        let text = cell.finish();
        if !text.is_empty() {
            table.grid.cells.insert(CellRef::new(table.row, table.column), text);
        }
        table.column += 1;
    }

    fn end_html(&mut self) {
        let Some((html, at)) = self.html.take() else { return };
        for (kind, text) in html::block(&html) {
            self.out.remark(kind, tidy(&text), at);
        }
    }

    fn remark(&mut self, kind: RemarkKind, aside: Option<Aside>) {
        if let Some(Aside { flow, at }) = aside {
            self.out.remark(kind, flow.finish(), at);
        }
    }
}
