//! The events of the Markdown parser into lines, tables and remarks.

use std::ops::Range;

use nianbao_model::source::{LineRole, RemarkKind};
use nianbao_model::{CellRef, Passage, chars};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::LineIndex;
use super::heads;
use super::html::{self, Effect, Html};
use super::literal::Literals;
use super::marks::{self, STRIKE};
use crate::collect::Collector;
use crate::grid::Grid;
use crate::join::{Flow, numbered, tidy};

/// A line of text under construction.
struct Draft {
    flow: Flow,
    role: LineRole,
    /// The number of the list item it begins.
    number: String,
    /// Where each of its lines stands.
    at: Vec<Passage>,
}

/// A list that is open.
#[derive(Default)]
struct List {
    /// The number of its next item, if it has one.
    next: Option<u64>,
    /// The number that was typed for the last one.
    typed: Option<u64>,
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
    lists: Vec<List>,
    /// The number of the item that has begun and has no text yet.
    item_number: String,
    in_code: bool,
    table: Option<TableBuilder>,
    /// The columns of the table, once its head was read.
    columns: Option<u32>,
    cell: Option<Flow>,
    /// A picture's alternative text; pictures may stand in one another.
    images: Vec<Aside>,
    struck: Vec<Aside>,
    /// The elements of HTML that are open and change what is read.
    effects: Vec<(String, Effect)>,
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
            columns: None,
            cell: None,
            images: Vec::new(),
            struck: Vec::new(),
            effects: Vec::new(),
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
                Html::Open(name, effect) => self.effects.push((name, effect)),
                Html::Close(name) => self.close(&name),
                Html::Remark(kind, text) => {
                    self.out
                        .remark(kind, tidy(&marks::restore(&text)), self.lines.at(range.start))
                }
            },
            Event::SoftBreak | Event::HardBreak => self.push_break(range.end),
            Event::Rule => self.end_line(),
            Event::TaskListMarker(done) => {
                if !done {
                    self.out
                        .remark(RemarkKind::Mark, "[ ]".to_owned(), self.lines.at(range.start));
                }
            }
            // The note itself is remarked on where it stands.
            Event::FootnoteReference(_) => {}
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
            Tag::Link {
                link_type: LinkType::Inline,
                dest_url,
                ..
            } if !marks::is_address(dest_url) => {
                self.push("[", range.start);
            }
            Tag::Link { .. } | Tag::Superscript | Tag::Subscript => {}
            Tag::TableHead => self.columns = None,
            Tag::TableRow => self.check_row(range),
            Tag::TableCell => self.cell = Some(Flow::default()),
            block => {
                self.end_line();
                match block {
                    Tag::Heading { level, .. } => self.heading = Some(*level as u8),
                    Tag::List(first) => self.lists.push(List {
                        next: *first,
                        typed: None,
                    }),
                    Tag::Item => self.begin_item(range),
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
                self.remark(RemarkKind::Struck, struck);
            }
            TagEnd::Strikethrough => self.push_mark(range, 2),
            TagEnd::Image => {
                let image = self.images.pop();
                self.remark(RemarkKind::Picture, image);
            }
            TagEnd::Link => self.end_link(range),
            TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    self.columns = self.columns.or(Some(table.column));
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
                            self.out.table(heads::unfold(table.grid));
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

    /// Adds text, which may hold where struck-out text begins and ends.
    fn push(&mut self, text: &str, offset: usize) {
        let text = marks::restore(text);
        for (index, piece) in text.split(STRIKE).enumerate() {
            if index > 0 {
                self.turn_strike(offset);
            }
            if !piece.is_empty() {
                self.push_piece(piece, offset);
            }
        }
    }

    /// Adds text as the elements of HTML round it let it be seen.
    fn push_piece(&mut self, text: &str, offset: usize) {
        let left = self.effects.iter().find_map(|(_, effect)| match effect {
            Effect::Left(kind) => Some(*kind),
            _ => None,
        });
        let (raised, lowered) = (Effect::Raised, Effect::Lowered);
        let is = |wanted: Effect| self.effects.iter().any(|(_, effect)| *effect == wanted);
        let shown = match (is(raised), is(lowered)) {
            (true, _) => chars::raised(text),
            (_, true) => chars::lowered(text),
            _ => text.to_owned(),
        };
        match left {
            Some(kind) => self.out.remark(kind, tidy(text), self.lines.at(offset)),
            None => self.flow(offset).push(&shown),
        }
    }

    /// Begins struck-out text, or ends it.
    fn turn_strike(&mut self, offset: usize) {
        if self.struck.is_empty() {
            let at = self.lines.at(offset);
            self.struck.push(Aside {
                flow: Flow::default(),
                at,
            });
        } else {
            let struck = self.struck.pop();
            self.remark(RemarkKind::Struck, struck);
        }
    }

    /// Leaves an element of HTML.
    fn close(&mut self, name: &str) {
        if let Some(open) = self.effects.iter().rposition(|(other, _)| other == name) {
            self.effects.truncate(open);
        }
    }

    /// The end of a link that leads nowhere is text.
    fn end_link(&mut self, range: &Range<usize>) {
        let source = self.text.get(range.clone()).unwrap_or_default();
        let Some((_, target)) = source.rsplit_once("](") else {
            return;
        };
        let target = target.trim_end_matches(')');
        if !marks::is_address(target) {
            self.push(&format!("]({target})"), range.start);
        }
    }

    /// Remarks on a row with more cells than its table has columns: Markdown drops them.
    fn check_row(&mut self, range: &Range<usize>) {
        let row = self.text.get(range.clone()).unwrap_or_default();
        let cells = cells(row);
        if self.columns.is_some_and(|columns| cells > columns) {
            self.out.remark(
                RemarkKind::Table,
                tidy(&marks::restore(row)),
                self.lines.at(range.start),
            );
        }
    }

    /// Breaks the line in which the text before `end` stands. A line indented by hand
    /// is a paragraph, whatever Markdown thinks.
    fn push_break(&mut self, end: usize) {
        let indented = self.text.get(end..).is_some_and(|rest| rest.starts_with('\u{3000}'));
        if indented && self.heading.is_none() && self.images.is_empty() && self.struck.is_empty() {
            self.end_line();
        } else {
            self.flow(end).push_break();
            let at = self.lines.at(end);
            if let Some(draft) = &mut self.line {
                draft.at.push(at);
            }
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
            at: vec![self.lines.at(offset)],
        });
        &mut draft.flow
    }

    /// Begins an item with the number that was typed, `1)` or `3.`: Markdown counts on from the first.
    /// A list whose items all have the same number is counted.
    fn begin_item(&mut self, range: &Range<usize>) {
        self.item_number.clear();
        let source = self.text.get(range.clone()).unwrap_or_default().trim_start();
        let digits = source.bytes().take_while(u8::is_ascii_digit).count();
        let Some(List {
            next: Some(next),
            typed,
        }) = self.lists.last_mut()
        else {
            return;
        };
        let number = source[..digits].parse::<u64>().ok();
        let counts = number.is_none() || number == *typed;
        let shown = if counts { *next } else { number.unwrap_or(*next) };
        *typed = number;
        *next = shown.saturating_add(1);
        let closing = if source[digits..].starts_with(')') { ')' } else { '.' };
        self.item_number = format!("{shown}{closing}");
    }

    /// The lines of a code block, each a paragraph of its own.
    fn code(&mut self, text: &str, offset: usize) {
        let mut start = offset;
        for line in text.split_inclusive('\n') {
            self.line = Some(Draft {
                flow: Flow::default(),
                role: LineRole::Plain,
                number: String::new(),
                at: vec![self.lines.at(start)],
            });
            self.push(line, start);
            self.end_line();
            start += line.len();
        }
    }

    fn end_line(&mut self) {
        let Some(draft) = self.line.take() else { return };
        if let Some(footnote) = &mut self.footnote {
            footnote.flow.push(&draft.flow.finish());
            footnote.flow.push_break();
            return;
        }
        let paragraphs = draft.flow.paragraphs();
        let alone = paragraphs.len() == 1;
        for (index, (breaks, text)) in paragraphs.into_iter().enumerate() {
            let Some(at) = draft.at.get(breaks).or(draft.at.first()) else {
                continue;
            };
            // A line of dashes below a paragraph makes no heading of it.
            let is_heading = matches!(draft.role, LineRole::Heading(_));
            let role = match draft.role {
                _ if is_heading && (!alone || text.ends_with('。')) => LineRole::Plain,
                _ if index > 0 => LineRole::Plain,
                role => role,
            };
            let number = if index == 0 { draft.number.as_str() } else { "" };
            self.out.line(role, numbered(number, &text), *at);
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
            self.out.remark(kind, tidy(&marks::restore(&text)), at);
        }
    }

    fn remark(&mut self, kind: RemarkKind, aside: Option<Aside>) {
        if let Some(Aside { flow, at }) = aside {
            self.out.remark(kind, flow.finish(), at);
        }
    }
}

/// The cells of a table's row.
fn cells(row: &str) -> u32 {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').unwrap_or(row);
    let mut escaped = false;
    let bars = row.chars().filter(|c| {
        let is_bar = *c == '|' && !escaped;
        escaped = *c == '\\' && !escaped;
        is_bar
    });
    u32::try_from(bars.count()).unwrap_or(u32::MAX).saturating_add(1)
}
