//! Walks through a page: its outermost tables become sheets, the text around them
//! lines. A table that only lays out the page is no table.

mod added;
mod placed;

use std::collections::BTreeSet;
use std::sync::Arc;

use ego_tree::{NodeId, NodeRef};
use nianbao_model::plugin::ImportError;
use nianbao_model::source::{Line, Remark, RemarkKind, Sheet};
use nianbao_model::{Locus, Passage, Source, chars};
use scraper::node::Element;
use scraper::{Html, Node};

use super::around::{self, Note};
use super::cascade::Variables;
use super::chrome;
use super::elements::{self, BARS, BLOCKS, OBJECTS, UNSEEN};
use super::generated::{Counters, raw};
use super::layout;
use super::line::{List, Numerals, OpenLine};
use super::paint::Paint;
use super::properties;
use super::scripts;
use super::seen::{self, Control, Inside};
use super::style::{Part, Styles};
use super::table::OpenTable;
use super::text::Shown;
use crate::beyond;
use nianbao_model::limits::MAX_SHEETS;
use placed::Piece;

/// Reads a page.
///
/// # Errors
/// If one of the limits is reached.
pub(super) fn read(file: &Arc<str>, text: &str) -> Result<Source, ImportError> {
    let html = Html::parse_document(text);
    let mut node = html.tree.root();
    let styles = Styles::of(&html).map_err(|limit| {
        let (zh, en) = ("样式表中的规则数", "number of rules in its style sheets");
        beyond(Locus::file(file), zh, en, limit)
    })?;
    let mut page = Page::new(file, node, styles);
    page.source.properties = properties::of(file, node);
    loop {
        if page.open(node)?
            && let Some(child) = node.first_child()
        {
            node = child;
            continue;
        }
        loop {
            page.close(node)?;
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => {
                    return Ok(page.finish());
                }
            }
        }
    }
}

/// What is put behind a number for those who are read the page; it says nothing that they do not see who see it.
const UNITS_ALOUD: [&str; 8] = ["件", "条", "个", "项", "份", "次", "宗", "人次"];

/// What has been read, and where we are.
struct Page {
    source: Source,
    /// The text between tables.
    line: OpenLine,
    /// What is known of each line beside its text.
    notes: Vec<Note>,
    /// A table was read since the last line.
    after_table: bool,
    paragraphs: u32,
    cells: usize,
    table: Option<OpenTable>,
    /// How many tables we are in.
    tables: usize,
    /// How many elements that change how their text looks we are in.
    inside: Inside,
    /// The text that is not taken over, and why.
    left: Option<(RemarkKind, Shown)>,
    names: BTreeSet<String>,
    /// The tables that only lay out the page.
    layout: BTreeSet<NodeId>,
    /// What stands round the article.
    round: BTreeSet<NodeId>,
    /// The elements that scripts fill in.
    written: BTreeSet<NodeId>,
    /// The colours where we are.
    paint: Paint,
    /// What the style sheets declare of elements, and the counters they count with.
    styles: Styles,
    counters: Counters,
    /// The custom properties that style sheets declare.
    variables: Variables,
    /// The pieces of the cell or line we are in that are put in a place of their own.
    pieces: Vec<Piece>,
    /// How many elements we are in that show their content in another order.
    shuffled: usize,
    /// What is being read was added by a style sheet.
    is_added: bool,
}

impl Page {
    fn new(file: &Arc<str>, root: NodeRef<'_, Node>, styles: Styles) -> Self {
        Self {
            source: Source::new(file),
            line: OpenLine::default(),
            notes: Vec::new(),
            after_table: false,
            paragraphs: 0,
            cells: 0,
            table: None,
            tables: 0,
            inside: Inside::default(),
            left: None,
            names: BTreeSet::new(),
            layout: layout::tables(root),
            round: chrome::elements(root, &styles),
            written: scripts::written(root),
            paint: Paint::of(root),
            styles,
            counters: Counters::default(),
            variables: Variables::default(),
            pieces: Vec::new(),
            shuffled: 0,
            is_added: false,
        }
    }

    /// What was read.
    fn finish(mut self) -> Source {
        self.end_line();
        self.flush();
        around::settle(&mut self.source.lines, &self.notes, self.after_table);
        self.forget_copies();
        for selector in std::mem::take(&mut self.styles.unknown) {
            let locus = Locus::file(&self.source.file);
            let (kind, text) = (RemarkKind::Rule, Some(selector));
            self.source.remarks.push(Remark { kind, text, locus });
        }
        self.source
    }

    /// What is hidden and stands in sight as well is no loss: a copy for telephones.
    fn forget_copies(&mut self) {
        let seen: BTreeSet<&str> = self.source.lines.iter().map(|line| line.text.as_str()).collect();
        let is_copy = |remark: &Remark| {
            remark.kind == RemarkKind::Hidden && remark.text.as_deref().is_some_and(|text| seen.contains(text))
        };
        self.source.remarks.retain(|remark| !is_copy(remark));
    }

    /// What is declared of an element, as written; see [`seen::style`].
    fn style(&self, node: NodeRef<'_, Node>, element: &Element) -> String {
        let by_sheets = self.styles.get(node.id(), Part::Whole).unwrap_or_default();
        seen::style(element, by_sheets)
    }

    /// Takes note of what a line of text stands in.
    fn stand_in(&mut self, node: NodeRef<'_, Node>, element: &Element, style: &str, enters: bool) {
        let line = &mut self.line;
        let step = |count: &mut usize| *count = if enters { *count + 1 } else { count.saturating_sub(1) };
        if self.round.contains(&node.id()) {
            step(&mut line.round);
        }
        if element.name() == "a" {
            step(&mut line.links);
        }
        if let Some(level) = elements::heading(element) {
            line.heading = enters.then_some(level);
        }
        let number = |name: &str| element.attr(name).and_then(|value| value.trim().parse().ok());
        match element.name() {
            "ol" | "ul" | "menu" | "dir" if !enters => drop(line.lists.pop()),
            "ol" | "ul" | "menu" | "dir" => {
                let declared = ["list-style-type", "list-style"].map(|property| raw(style, property));
                let kind = declared.into_iter().find(|kind| !kind.is_empty());
                let is_ordered = element.name() == "ol";
                let typed = element.attr("type").unwrap_or("1");
                let numerals = match kind {
                    Some(kind) => Numerals::of(kind),
                    None => is_ordered.then(|| Numerals::of(typed)).flatten(),
                };
                let reversed = is_ordered && element.attr("reversed").is_some();
                let items = || u32::try_from(elements::items(node)).unwrap_or(1);
                let first = number("start").unwrap_or_else(|| if reversed { items() } else { 1 });
                line.lists.push(List {
                    next: first,
                    reversed,
                    numerals: numerals.filter(|numerals| is_ordered || matches!(numerals, Numerals::Text(_))),
                });
            }
            "li" if enters && self.table.is_none() => {
                let unknown = line.begin_item(number("value"));
                self.begin_item(node, element, unknown);
            }
            _ => {}
        }
    }

    /// Enters a node; whether to go on to what is in it.
    fn open(&mut self, node: NodeRef<'_, Node>) -> Result<bool, ImportError> {
        let goes_on = self.enter(node)?;
        if goes_on && self.written.contains(&node.id()) && (self.table.is_some() || self.line.round == 0) {
            self.remark(RemarkKind::Script, Some(seen::text_of(node)));
        }
        if let (true, Node::Element(element)) = (goes_on, node.value()) {
            self.add(node, element, Part::Before);
        }
        Ok(goes_on)
    }

    fn enter(&mut self, node: NodeRef<'_, Node>) -> Result<bool, ImportError> {
        let element = match node.value() {
            Node::Text(text) => {
                self.text(text);
                return Ok(true);
            }
            Node::Element(element) => element,
            _ => return Ok(true),
        };
        let written = self.style(node, element);
        self.variables.enter(&written);
        let written = self.variables.settle(written.into());
        let style = seen::squeezed(&written);
        let looks = seen::looks(element, &style);
        self.inside.count(looks, true);
        self.paint.enter(element, &style);
        self.counters.enter(if looks.gone { "" } else { &written });
        if BLOCKS.contains(&element.name()) {
            self.block();
        }
        self.stand_in(node, element, &written, true);
        // Outside of a table a control stands in a sentence, or belongs to the page's menus.
        let in_sentence = |control: &Control| matches!(control, Control::Shows(_)) && self.line.has_text();
        let control = seen::control(node).filter(|control| self.table.is_some() || in_sentence(control));
        if let Some(control) = control {
            self.control(control);
            return Ok(false);
        }
        self.begin_piece(node, element, &written, &style);
        self.mark(seen::before(element, &style));
        match element.name() {
            "script" if self.is_in_content() && scripts::writes_here(node) => {
                self.remark(RemarkKind::Script, Some(seen::text_of(node)));
                return Ok(false);
            }
            name if UNSEEN.contains(&name) => return Ok(false),
            name if BARS.contains(&name) => {
                if self.is_in_content() {
                    self.remark(
                        RemarkKind::Object,
                        Some(seen::text_of(node)).filter(|text| !text.is_empty()),
                    );
                }
                return Ok(false);
            }
            // An icon: a drawing without a word, as small as one or said to be for show.
            "svg" if elements::is_icon(node, element) => return Ok(false),
            // Another page within the page, with a bar to share it or a counter.
            "iframe" if element.attr("src").is_some_and(super::names::is_address) => return Ok(false),
            name if OBJECTS.contains(&name) => {
                self.remark(RemarkKind::Object, None);
                return Ok(false);
            }
            "img" => {
                let text = element.attr("alt").map(str::trim).filter(|text| !text.is_empty());
                // The logo over a page is as little of the article as its menu.
                let decorates = element.attr("src").is_some_and(super::names::is_decoration);
                if self.table.is_some() || (self.line.round == 0 && !decorates) {
                    self.remark(RemarkKind::Picture, text.map(str::to_owned));
                }
            }
            // The list of what could be chosen, in a page's search or menu.
            "select" => return Ok(false),
            "br" => self.line_break(),
            "table" if self.table.is_none() && self.layout.contains(&node.id()) => self.block(),
            "table" => self.open_table()?,
            "tr" | "td" | "th" | "caption" if self.tables != 1 => match element.name() {
                "td" | "th" if self.tables > 1 => self.part(),
                _ => self.block(),
            },
            "tr" | "td" | "th" | "caption" | "col" => {
                if let Some(table) = &mut self.table {
                    table.open_part(element, looks, self.inside.hidden, &mut self.cells)?;
                }
            }
            _ => {}
        }
        Ok(true)
    }

    fn close(&mut self, node: NodeRef<'_, Node>) -> Result<(), ImportError> {
        let Node::Element(element) = node.value() else {
            return Ok(());
        };
        self.add(node, element, Part::After);
        let written = self.variables.settle(self.style(node, element).into());
        let style = seen::squeezed(&written);
        self.end_piece(node, element, &written, &style);
        match (element.name(), &mut self.table) {
            ("table", None) => self.block(),
            ("table", Some(_)) => self.close_table()?,
            ("caption", Some(table)) if self.tables == 1 => table.in_caption = false,
            ("td" | "th", Some(_)) if self.tables == 1 => self.close_cell(),
            ("tr", Some(table)) if self.tables == 1 => table.close_row(),
            // Editors split the first row off as a head, and its cells go on to reach into the body.
            ("tbody" | "tfoot", Some(table)) if self.tables == 1 => table.grid.end_group(),
            ("tr" | "td" | "th" | "caption", None) => self.block(),
            (name, _) if BLOCKS.contains(&name) => self.block(),
            _ => {}
        }
        self.mark(seen::behind(element, &style));
        self.stand_in(node, element, &written, false);
        self.inside.count(seen::looks(element, &style), false);
        self.paint.leave();
        self.counters.leave();
        self.variables.leave();
        if self.kept_out().is_none() {
            self.flush();
        }
        Ok(())
    }

    /// Why the text where we are is not taken over; nothing if it is.
    fn kept_out(&self) -> Option<RemarkKind> {
        let read_hidden = self.table.as_ref().map_or(0, |table| table.read_hidden);
        if self.inside.hidden > read_hidden || self.paint.is_covered() {
            Some(RemarkKind::Hidden)
        } else {
            (self.inside.struck > 0).then_some(RemarkKind::Struck)
        }
    }

    /// What a text that is not taken over is collected in.
    fn left(&mut self, kind: RemarkKind) -> &mut Shown {
        if self.left.as_ref().is_some_and(|(other, _)| *other != kind) {
            self.flush();
        }
        let (_, shown) = self.left.get_or_insert_with(|| (kind, Shown::default()));
        shown
    }

    /// Notes what was not taken over.
    fn flush(&mut self) {
        let Some((kind, mut shown)) = self.left.take() else {
            return;
        };
        let text = shown.take();
        // Words that are read aloud over a menu are as little of the article as the menu.
        let is_round = kind == RemarkKind::Hidden && self.table.is_none() && self.line.round > 0;
        let is_unit = kind == RemarkKind::Hidden && UNITS_ALOUD.contains(&text.as_str());
        if !text.is_empty() && !is_round && !is_unit {
            self.remark(kind, Some(text));
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(kind) = self.kept_out() {
            self.left(kind).push(text);
            return;
        }
        let Inside {
            raised, lowered, lines, ..
        } = self.inside;
        let signs = self.paint.symbols().map(|symbols| symbols.shown(text));
        if let Some((_, unknown)) = signs.as_ref().filter(|(_, unknown)| !unknown.is_empty()) {
            self.remark(RemarkKind::Symbol, Some(unknown.clone()));
        }
        let text = signs.as_ref().map_or(text, |(seen, _)| seen.as_str());
        let small = match (raised, lowered) {
            (0, 0) => None,
            (0, _) => Some(chars::lowered(text)),
            _ => Some(chars::raised(text)),
        };
        let text = small.as_deref().unwrap_or(text);
        if lines == 0 {
            self.push(text);
            return;
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.line_break();
            }
            self.push(line);
        }
    }

    /// Takes what a browser adds to the text.
    fn mark(&mut self, mark: &str) {
        if !mark.is_empty() {
            self.text(mark);
        }
    }

    fn push(&mut self, text: &str) {
        if self.table.is_none() && !self.is_added {
            self.line.count(text);
        }
        let is_faint = self.paint.is_faint();
        if let Some(shown) = self.shown() {
            match is_faint {
                true => shown.push_faint(text),
                false => shown.push(text),
            }
        }
    }

    /// Takes out of a text what has the colour of the page, and notes it.
    fn leave_faint(&mut self) {
        // What is white in a table may stand on a row that is dark by its place.
        let alone = self.table.is_none() && self.paint.hides_lines();
        if let Some(unseen) = self.shown().and_then(|shown| shown.take_faint(alone)) {
            self.remark(RemarkKind::Hidden, Some(unseen));
        }
    }

    /// Takes over what a control shows, and notes what it does not.
    fn control(&mut self, control: Control) {
        match control {
            Control::Shows(text) => self.text(&text),
            Control::Beside(kind, text) => {
                let text = text.trim();
                if !text.is_empty() {
                    self.remark(kind, Some(text.to_owned()));
                }
            }
        }
    }

    fn line_break(&mut self) {
        if let Some(kind) = self.kept_out() {
            self.left(kind).line_break();
            if self.inside.gone > 0 {
                return;
            }
        }
        if self.table.is_none() {
            self.end_line();
        } else if let Some(shown) = self.shown() {
            shown.line_break();
        }
    }

    /// A space between this and what follows.
    fn part(&mut self) {
        let kind = self.kept_out();
        let shown = match kind {
            Some(kind) => Some(self.left(kind)),
            None => self.shown(),
        };
        if let Some(shown) = shown {
            shown.part();
        }
    }

    fn open_table(&mut self) -> Result<(), ImportError> {
        self.tables += 1;
        self.block();
        if self.table.is_some() {
            return Ok(());
        }
        if self.source.sheets.len() == MAX_SHEETS {
            let locus = Locus::file(&self.source.file);
            return Err(beyond(locus, "表格数", "number of tables", MAX_SHEETS));
        }
        let mut sheet = Sheet::new(&self.source.file, format!("表{}", self.source.sheets.len() + 1));
        sheet.is_typed = false;
        self.table = Some(OpenTable::new(sheet, self.inside.hidden));
        Ok(())
    }

    fn close_cell(&mut self) {
        // What is left out of a cell is noted at the cell.
        self.flush();
        self.leave_faint();
        self.tell_in_cell();
        let stored = self.table.as_mut().and_then(OpenTable::close_cell);
        if let (Some((at, stored)), Some(table)) = (stored, &self.table) {
            self.source.remarks.push(Remark {
                kind: RemarkKind::Stored,
                text: Some(stored),
                locus: table.sheet.locus(at),
            });
        }
    }

    fn close_table(&mut self) -> Result<(), ImportError> {
        self.tables -= 1;
        if self.tables > 0 {
            self.block();
            return Ok(());
        }
        let Some(mut table) = self.table.take() else {
            return Ok(());
        };
        table.sheet.merges = table.grid.finish();
        let caption = table.caption.take().replace('\n', " ");
        // A name stands for one sheet: a second one keeps its number.
        if !caption.is_empty() && self.names.insert(caption.clone()) {
            table.sheet.name = Arc::from(caption);
        }
        // Tables that only space things out are not read as tables.
        if !table.sheet.cells.is_empty() {
            table.sheet.lines_before = Some(self.source.lines.len());
            self.after_table = true;
            self.source.sheets.push(table.sheet);
        }
        Ok(())
    }

    /// What text belongs to where we are.
    fn shown(&mut self) -> Option<&mut Shown> {
        match &mut self.table {
            None => Some(self.line.shown()),
            Some(OpenTable {
                in_caption: true,
                caption,
                ..
            }) => Some(caption),
            Some(table) => table.cell.as_mut().map(|(_, shown)| shown),
        }
    }

    /// What follows stands on a line of its own.
    fn block(&mut self) {
        if self.kept_out().is_some() {
            if self.table.is_none() {
                self.flush();
            } else if let Some((_, left)) = &mut self.left {
                left.block();
            }
            if self.inside.gone > 0 {
                return;
            }
        }
        if self.table.is_none() {
            self.end_line();
        } else if let Some(shown) = self.shown() {
            shown.block();
        }
    }

    /// Ends a line between tables.
    fn end_line(&mut self) {
        self.leave_faint();
        let Some((text, role, note)) = self.line.take() else {
            return;
        };
        let pieces = std::mem::take(&mut self.pieces);
        if !note.is_round {
            self.tell_in_line(&pieces, &text);
        }
        self.paragraphs += 1;
        let after_table = std::mem::take(&mut self.after_table);
        self.notes.push(Note { after_table, ..note });
        self.source.lines.push(Line {
            text,
            role,
            locus: Locus::passage(&self.source.file, Passage::Paragraph(self.paragraphs)),
        });
    }

    fn remark(&mut self, kind: RemarkKind, text: Option<String>) {
        let file = &self.source.file;
        let locus = match &self.table {
            None => Locus::passage(file, Passage::Paragraph(self.paragraphs + 1)),
            Some(table) => match &table.cell {
                Some((at, _)) => table.sheet.locus(*at),
                None => Locus::sheet(file, &table.sheet.name),
            },
        };
        self.source.remarks.push(Remark { kind, text, locus });
    }
}
