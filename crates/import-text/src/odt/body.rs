//! The text of a document, element by element; what is open is kept on a stack, so that a
//! document cannot choose how deep the program goes.

use std::collections::BTreeMap;

use nianbao_model::source::{LineRole, RemarkKind};
use nianbao_model::{Passage, chars};

use super::graphic::Graphic;
use super::lists::{Label, Lists, OUTLINE};
use super::styles::{Look, Styles};
use super::table::{Cell, Table};
use crate::collect::Collector;
use crate::join::{Flow, append, numbered, tidy};
use crate::limits::MAX_PARAGRAPHS;
use crate::xml::{Element, Fault, Node, Xml};

/// What is open at a place in a document.
enum Frame {
    /// An element that means nothing itself.
    Other,
    Paragraph(Box<Paragraph>),
    /// Text of another look.
    Span(Look),
    /// A list, by the name of its style.
    List(String),
    Item,
    Table(Box<Table>),
    Row,
    Cell(Cell),
    Graphic(Graphic),
    /// The title or description of something drawn.
    Alternative,
    /// A note, a comment or a deletion.
    Aside(RemarkKind, Flow),
}

/// A paragraph under construction.
struct Paragraph {
    text: Flow,
    left: BTreeMap<RemarkKind, Flow>,
    role: LineRole,
    label: Option<Label>,
    look: Look,
    /// Whether the text added last stands in a box.
    in_box: bool,
    /// Whether a condition hides it, by what the file has for its outcome.
    is_hidden: bool,
}

/// Reads the parts of a document.
pub(super) struct Body {
    styles: Styles,
    lists: Lists,
    stack: Vec<Frame>,
    /// Paragraphs so far, those in notes and boxes not counted.
    paragraphs: u32,
    /// The number that the next paragraph of an item has.
    label: Option<Label>,
    out: Collector,
}

impl Body {
    pub(super) fn new(out: Collector) -> Self {
        Self {
            styles: Styles::default(),
            lists: Lists::default(),
            stack: Vec::new(),
            paragraphs: 0,
            label: None,
            out,
        }
    }

    /// Everything found.
    pub(super) fn finish(self) -> Collector {
        self.out
    }

    /// Reads a part.
    ///
    /// # Errors
    /// If it is damaged or beyond a limit.
    pub(super) fn read(&mut self, text: &str) -> Result<(), Fault> {
        let mut xml = Xml::new(text);
        while let Some(node) = xml.next()? {
            match node {
                Node::Open(element) if self.is_left_out(element.name()) => xml.skip(&element)?,
                Node::Open(element) => {
                    let frame = self.open(&element)?;
                    self.stack.push(frame);
                }
                Node::Text(text) => self.text(&text),
                Node::Close => self.close(),
            }
            if self.paragraphs as usize > MAX_PARAGRAPHS {
                let (zh, en) = ("段落数（空段落也算）", "number of paragraphs, empty ones too");
                self.out.refuse(zh, en, MAX_PARAGRAPHS);
            }
            if self.out.is_beyond() {
                return Ok(());
            }
        }
        Ok(())
    }

    /// What is not the text of the document: page furniture, indexes, who changed what when.
    fn is_left_out(&self, name: &str) -> bool {
        let by_whom = matches!(
            name,
            "creator" | "date" | "creator-initials" | "date-string" | "sender-initials"
        );
        matches!(
            name,
            "master-styles"
                | "forms"
                | "meta"
                | "settings"
                | "scripts"
                | "ruby-text"
                | "note-citation"
                | "change-info"
                | "table-of-content"
                | "alphabetical-index"
                | "illustration-index"
                | "table-index"
                | "object-index"
                | "user-index"
                | "bibliography"
                | "number"
                | "list-level-label-alignment"
                | "event-listeners"
        ) || by_whom && matches!(self.stack.last(), Some(Frame::Aside(..)))
    }

    fn open(&mut self, element: &Element<'_>) -> Result<Frame, Fault> {
        self.styles.take(element);
        self.lists.take(element);
        let name = element.name();
        if let Some(Frame::Graphic(graphic)) = self.stack.last_mut() {
            graphic.take(name);
            if matches!(name, "title" | "desc") {
                return Ok(Frame::Alternative);
            }
        }
        Ok(match name {
            "p" | "h" => self.open_paragraph(element),
            "span" => Frame::Span(self.look("text", element)),
            "section" if is_hidden_section(element) => Frame::Span(Look::HIDDEN),
            "list" => self.open_list(element),
            "list-item" => self.open_item(element),
            "table" => Frame::Table(Box::default()),
            "table-row" => {
                if let Some(Frame::Table(table)) = self.enclosing(|frame| matches!(frame, Frame::Table(_))) {
                    table.begin_row(element);
                }
                Frame::Row
            }
            "table-cell" | "covered-table-cell" => {
                let look = self.look("table-cell", element);
                match self.enclosing(|frame| matches!(frame, Frame::Table(_))) {
                    Some(Frame::Table(table)) => Frame::Cell(table.begin_cell(element, look)?),
                    _ => Frame::Other,
                }
            }
            "note" => Frame::Aside(RemarkKind::Footnote, Flow::default()),
            "annotation" => Frame::Aside(RemarkKind::Comment, Flow::default()),
            "deletion" => Frame::Aside(RemarkKind::Deleted, Flow::default()),
            // What is to be replaced, and nobody has.
            "placeholder" => Frame::Aside(RemarkKind::Control, Flow::default()),
            _ if Graphic::is(name) => Frame::Graphic(Graphic::of(name)),
            _ => {
                self.take_inline(element);
                Frame::Other
            }
        })
    }

    /// What takes the place of text in a paragraph.
    fn take_inline(&mut self, element: &Element<'_>) {
        match element.name() {
            "s" => {
                let count = element.attribute("c").and_then(|count| count.parse::<usize>().ok());
                self.push(&" ".repeat(count.unwrap_or(1).min(MAX_SPACES)));
            }
            "tab" => self.push("\t"),
            "line-break" => {
                if self.look_here().left().is_none()
                    && let Some(Frame::Paragraph(paragraph)) = self.paragraph()
                {
                    paragraph.text.push_break();
                }
            }
            "hidden-paragraph" if element.attribute("is-hidden").as_deref() == Some("true") => {
                if let Some(Frame::Paragraph(paragraph)) = self.paragraph() {
                    paragraph.is_hidden = true;
                }
            }
            "hidden-text" => {
                let text = element.attribute("string-value").unwrap_or_default();
                // Whether it shows hangs on a condition; what the file has for its content is read.
                self.remark(RemarkKind::Conditional, tidy(&text));
            }
            _ => {}
        }
    }

    fn open_paragraph(&mut self, element: &Element<'_>) -> Frame {
        if !self.is_aside() {
            self.paragraphs = self.paragraphs.saturating_add(1);
        }
        let style = element.reference("style-name").unwrap_or_default();
        let level = element
            .attribute("outline-level")
            .and_then(|level| level.parse::<u8>().ok());
        let in_list = self.stack.iter().any(|frame| matches!(frame, Frame::List(_)));
        let label = match (self.label.take(), element.name(), level) {
            (None, "h", Some(level)) if !in_list => self.lists.next(OUTLINE, usize::from(level.max(1)) - 1, None),
            (label, ..) => label,
        };
        let role = match (element.name(), level) {
            ("h", level) => LineRole::Heading(level.unwrap_or(1).max(1)),
            _ if self.styles.is_title(&style) => LineRole::Title,
            _ if label == Some(Label::Bullet) => LineRole::Item,
            _ => LineRole::Plain,
        };
        Frame::Paragraph(Box::new(Paragraph {
            text: Flow::default(),
            left: BTreeMap::new(),
            role,
            label,
            look: self.look("paragraph", element),
            in_box: false,
            is_hidden: false,
        }))
    }

    /// A list has its own style, or that of the list it stands in.
    fn open_list(&mut self, element: &Element<'_>) -> Frame {
        let outer = self.stack.iter().rev().find_map(|frame| match frame {
            Frame::List(name) => Some(name.clone()),
            _ => None,
        });
        let is_outermost = outer.is_none();
        let name = element.reference("style-name").or(outer).unwrap_or_default();
        let continues = element.attribute("continue-numbering").as_deref() == Some("true")
            || element.attribute("continue-list").is_some();
        if is_outermost && !continues {
            self.lists.restart(&name);
        }
        Frame::List(name)
    }

    fn open_item(&mut self, element: &Element<'_>) -> Frame {
        let lists = self
            .stack
            .iter()
            .filter(|frame| matches!(frame, Frame::List(_)))
            .count();
        let name = self.stack.iter().rev().find_map(|frame| match frame {
            Frame::List(name) => Some(name.clone()),
            _ => None,
        });
        let value = element.attribute("start-value").and_then(|value| value.parse().ok());
        self.label = self
            .lists
            .next(&name.unwrap_or_default(), lists.saturating_sub(1), value);
        Frame::Item
    }

    fn look(&self, family: &str, element: &Element<'_>) -> Look {
        let style = element.reference("style-name");
        style.map(|style| self.styles.look(family, &style)).unwrap_or_default()
    }

    /// How text at this place looks.
    fn look_here(&self) -> Look {
        let looks = self.stack.iter().rev().map(|frame| match frame {
            Frame::Span(look) => *look,
            Frame::Paragraph(paragraph) => paragraph.look,
            Frame::Cell(cell) => cell.look,
            _ => Look::default(),
        });
        looks.fold(Look::default(), Look::over)
    }

    fn text(&mut self, text: &str) {
        if let [.., Frame::Graphic(graphic), Frame::Alternative] = &mut self.stack[..] {
            graphic.alternative.push_str(text.trim());
            return;
        }
        // White space in the file is a space.
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                ' ' | '\n' | '\r' | '\t' if shown.ends_with(' ') => {}
                '\n' | '\r' | '\t' => shown.push(' '),
                _ => shown.push(c),
            }
        }
        self.push(&shown);
    }

    fn push(&mut self, text: &str) {
        let look = self.look_here();
        let paragraph = match self.paragraph() {
            Some(Frame::Paragraph(paragraph)) => paragraph,
            Some(Frame::Aside(RemarkKind::Control, flow)) => return flow.push(text),
            _ => return,
        };
        let signs = look.signs(text).filter(|_| look.left().is_none());
        if let Some((_, unknown)) = signs.as_ref().filter(|(_, unknown)| !unknown.is_empty()) {
            paragraph.left.entry(RemarkKind::Symbol).or_default().push(unknown);
        }
        let text = signs.as_ref().map_or(text, |(seen, _)| seen.as_str());
        if look.left().is_none()
            && std::mem::replace(&mut paragraph.in_box, look.is_boxed()) != look.is_boxed()
            && let Some(numbers) = paragraph.text.part_numbers(text)
        {
            paragraph.left.entry(RemarkKind::Layout).or_default().push(&numbers);
        }
        match (look.left(), look.shift) {
            (Some(kind), _) => paragraph.left.entry(kind).or_default().push(text),
            (None, None | Some(0)) if look.is_faint() => paragraph.text.push_faint(text),
            (None, Some(1)) => paragraph.text.push(&chars::raised(text)),
            (None, Some(-1)) => paragraph.text.push(&chars::lowered(text)),
            _ => paragraph.text.push(text),
        }
    }

    fn close(&mut self) {
        match self.stack.pop() {
            Some(Frame::Paragraph(paragraph)) => self.end_paragraph(*paragraph),
            Some(Frame::Item) => self.label = None,
            Some(Frame::Row) => {
                if let Some(Frame::Table(table)) = self.enclosing(|frame| matches!(frame, Frame::Table(_))) {
                    table.end_row();
                }
            }
            Some(Frame::Cell(cell)) => {
                if let Some(Frame::Table(table)) = self.enclosing(|frame| matches!(frame, Frame::Table(_))) {
                    table.put(cell);
                }
            }
            Some(Frame::Table(table)) => match self.holder() {
                Some(Frame::Cell(cell)) => append(&mut cell.text, &table.into_text()),
                Some(Frame::Graphic(graphic)) => graphic.text.push(&table.into_text()),
                Some(Frame::Aside(_, flow)) => flow.push(&table.into_text()),
                _ => {
                    let at = self.here();
                    self.out.table_or_frame(table.finish(), at);
                }
            },
            Some(Frame::Graphic(graphic)) => match (graphic.finish(), self.holder_of_graphic()) {
                (Some((RemarkKind::TextBox, text)), Some(Frame::Graphic(outer))) => {
                    outer.text.push(&text);
                    outer.text.push_break();
                }
                (Some((kind, text)), _) => self.remark(kind, text),
                (None, _) => {}
            },
            Some(Frame::Aside(kind, flow)) if !flow.is_blank() => self.remark(kind, flow.finish()),
            _ => {}
        }
    }

    fn end_paragraph(&mut self, paragraph: Paragraph) {
        let Paragraph {
            mut text,
            mut left,
            role,
            label,
            is_hidden,
            ..
        } = paragraph;
        if is_hidden {
            let unseen = std::mem::take(&mut text).finish();
            left.entry(RemarkKind::Hidden).or_default().push(&unseen);
        }
        // A table or box may have a dark ground of its own.
        let is_alone = self.holder().is_none();
        if let Some(unseen) = text.take_faint(is_alone) {
            left.entry(RemarkKind::Hidden).or_default().push(&unseen);
        }
        for (kind, flow) in left {
            if !flow.is_blank() {
                self.remark(kind, flow.finish());
            }
        }
        let at = self.here();
        let number = match label {
            Some(Label::Number(number)) => tidy(&number),
            _ => String::new(),
        };
        match self.holder() {
            Some(Frame::Cell(cell)) => {
                let text = text.finish();
                if !text.is_empty() {
                    append(&mut cell.text, &numbered(&number, &text));
                }
            }
            Some(Frame::Graphic(Graphic { text: flow, .. }) | Frame::Aside(_, flow)) => {
                flow.push(&text.finish());
                flow.push_break();
            }
            _ => self.out.paragraph(role, &number, text, at),
        }
    }

    /// What the text of a paragraph that ends belongs to, if not to the document itself.
    fn holder(&mut self) -> Option<&mut Frame> {
        self.enclosing(|frame| matches!(frame, Frame::Cell(_) | Frame::Graphic(_) | Frame::Aside(..)))
    }

    /// The group that something drawn belongs to.
    fn holder_of_graphic(&mut self) -> Option<&mut Frame> {
        self.stack.last_mut().filter(|frame| matches!(frame, Frame::Graphic(_)))
    }

    fn is_aside(&self) -> bool {
        let is_aside = |frame: &Frame| matches!(frame, Frame::Graphic(_) | Frame::Aside(..));
        self.stack.iter().any(is_aside)
    }

    /// The paragraph text goes to: none, if something else was begun in it.
    fn paragraph(&mut self) -> Option<&mut Frame> {
        let stops = |frame: &Frame| {
            matches!(
                frame,
                Frame::Paragraph(_) | Frame::Graphic(_) | Frame::Aside(..) | Frame::Cell(_)
            )
        };
        self.enclosing(stops)
    }

    fn enclosing(&mut self, is: impl Fn(&Frame) -> bool) -> Option<&mut Frame> {
        self.stack.iter_mut().rev().find(|frame| is(frame))
    }

    fn remark(&mut self, kind: RemarkKind, text: String) {
        let at = self.here();
        self.out.remark(kind, text, at);
    }

    fn here(&self) -> Passage {
        Passage::Paragraph(self.paragraphs.max(1))
    }
}

/// Spaces in a row that are taken over.
const MAX_SPACES: usize = 100;

/// Whether a section is not shown: never, or by the outcome of its condition that the file has.
fn is_hidden_section(element: &Element<'_>) -> bool {
    match element.attribute("display").as_deref() {
        Some("none") => true,
        Some("condition") => element.attribute("is-hidden").as_deref() == Some("true"),
        _ => false,
    }
}
