//! The text of a document, element by element.
//!
//! What is open is kept on a stack of [`Frame`]s; an element that closes hands what it
//! gathered to the frame it belongs to. Nothing recurses, so a document cannot choose
//! how deep the program goes.

use nianbao_model::runs::Ground;
use nianbao_model::source::{LineRole, RemarkKind};
use nianbao_model::{Passage, runs, symbols};

use super::bound::Data;
use super::fields::{Drawn, Fields};
use super::frame::{self, Frame, Paragraph, last_paragraph};
use super::graphic::Graphic;
use super::look::{Contrast, Look, Visibility};
use super::notes::Notes;
use super::numbering::{Counters, Label, Numbering};
use super::properties;
use super::styles::{Styles, outline_role};
use super::table::{Cell, Row, TableBuilder};
use crate::collect::Collector;
use crate::join::{Flow, append, join, numbered, tidy};
use crate::limits::MAX_PARAGRAPHS;
use crate::xml::{Element, Fault, Node, Xml};

/// What the document's text refers to.
#[derive(Debug, Default)]
pub(crate) struct References {
    pub(crate) styles: Styles,
    pub(crate) numbering: Numbering,
    pub(crate) footnotes: Notes,
    pub(crate) endnotes: Notes,
    pub(crate) comments: Notes,
    pub(crate) data: Data,
}

/// Reads `document.xml`.
pub(crate) fn read(text: &str, references: References, out: Collector) -> Result<Collector, Fault> {
    let mut body = Body {
        references,
        counters: Counters::default(),
        fields: Fields::default(),
        stack: Vec::new(),
        paragraphs: 0,
        carried: Flow::default(),
        page: runs::WHITE,
        out,
    };
    let mut xml = Xml::new(text);
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) if is_left_out(element.name()) => {
                if element.name() == "background" {
                    let colour = element.attribute("color").and_then(|colour| runs::colour(&colour));
                    body.page = colour.unwrap_or(body.page);
                }
                xml.skip(&element)?;
            }
            Node::Open(element) => {
                let frame = body.open(&element);
                body.stack.push(frame);
            }
            Node::Text(text) => body.text(&text),
            Node::Close => body.close()?,
        }
        if body.paragraphs as usize > MAX_PARAGRAPHS {
            let (zh, en) = ("段落数（空段落也算）", "number of paragraphs, empty ones too");
            body.out.refuse(zh, en, MAX_PARAGRAPHS);
        }
        if body.out.is_beyond() {
            return Ok(body.out);
        }
    }
    let rest = body.take_carried();
    body.out.line(LineRole::Plain, rest, body.here());
    Ok(body.out)
}

/// What is not the text of the document as it stands: page furniture, the state before
/// a tracked change, the reading above a character.
fn is_left_out(name: &str) -> bool {
    name.ends_with("PrChange")
        || matches!(
            name,
            "sectPr" | "delInstrText" | "ffData" | "rt" | "background" | "tblPr" | "tblGrid"
        )
}

struct Body {
    references: References,
    counters: Counters,
    fields: Fields,
    stack: Vec<Frame>,
    /// Paragraphs so far, those in text boxes not counted.
    paragraphs: u32,
    /// The text of a paragraph that runs on into the next.
    carried: Flow,
    /// The colour of the page.
    page: [u8; 3],
    out: Collector,
}

impl Body {
    /// The frame for an element that opens, after taking what it says by itself.
    fn open(&mut self, element: &Element<'_>) -> Frame {
        match (self.stack.last(), element.name()) {
            (Some(Frame::Graphic(_) | Frame::GraphicPart), "txbxContent") => Frame::TextBox(String::new()),
            (Some(Frame::Graphic(_) | Frame::GraphicPart), _) => {
                if let Some(Frame::Graphic(graphic)) = self.enclosing(|frame| matches!(frame, Frame::Graphic(_))) {
                    graphic.take(element);
                }
                Frame::GraphicPart
            }
            (Some(Frame::Equation(_) | Frame::EquationPart), "t") => Frame::EquationText,
            (Some(Frame::Equation(_) | Frame::EquationPart), _) => Frame::EquationPart,
            (Some(&Frame::Run(look)), _) => self.open_in_run(element, look),
            (Some(Frame::Paragraph(_)), "pPr") => Frame::ParagraphProperties,
            (Some(Frame::ParagraphProperties), "rPr") => Frame::EndProperties,
            (Some(Frame::ParagraphProperties), "numPr") => Frame::ListProperties,
            (Some(Frame::Control(_)), "sdtPr") => Frame::ControlProperties,
            (Some(Frame::ControlProperties), "docPartObj" | "dropDownList" | "comboBox") => Frame::ControlProperties,
            (Some(Frame::Row(_)), "trPr") => Frame::RowProperties,
            (Some(Frame::Cell(_)), "tcPr") => Frame::CellProperties,
            (
                Some(
                    Frame::ParagraphProperties
                    | Frame::EndProperties
                    | Frame::ListProperties
                    | Frame::RunProperties
                    | Frame::ControlProperties
                    | Frame::RowProperties
                    | Frame::CellProperties,
                ),
                _,
            ) => {
                let References { styles, data, .. } = &self.references;
                properties::take(&mut self.stack, styles, data, element);
                Frame::Other
            }
            (_, "p") => self.open_paragraph(),
            (_, "r") => {
                let style = self.paragraph().and_then(|paragraph| paragraph.style.as_deref());
                Frame::Run(style.map(|id| self.references.styles.look(id)).unwrap_or_default())
            }
            (_, "fldSimple") => {
                self.fields.mark(Some("begin"));
                self.fields.instruct(&element.attribute("instr").unwrap_or_default());
                self.fields.mark(Some("separate"));
                Frame::SimpleField
            }
            (_, "del" | "moveFrom") => Frame::Deleted,
            (_, "sdt") => Frame::Control(Box::default()),
            (_, "oMath") => Frame::Equation(String::new()),
            (_, "tbl") => Frame::Table(Box::default()),
            (_, "tr") => Frame::Row(Row::default()),
            (_, "tc") => Frame::Cell(Cell::default()),
            (_, "altChunk" | "subDoc" | "contentPart") => {
                self.remark(RemarkKind::Object, String::new());
                Frame::Other
            }
            _ => Frame::Other,
        }
    }

    fn open_paragraph(&mut self) -> Frame {
        if !self.in_text_box() {
            self.paragraphs = self.paragraphs.saturating_add(1);
        }
        let text = std::mem::take(&mut self.carried);
        Frame::Paragraph(Box::new(Paragraph {
            text,
            ..Paragraph::default()
        }))
    }

    /// What stands in a run: text, and what takes the place of text.
    fn open_in_run(&mut self, element: &Element<'_>, look: Look) -> Frame {
        match element.name() {
            "AlternateContent" | "Choice" | "Fallback" => return Frame::Run(look),
            "rPr" => return Frame::RunProperties,
            "t" | "delText" => return Frame::Text,
            "instrText" => return Frame::Instruction,
            "drawing" | "pict" => return Frame::Graphic(Graphic::default()),
            "object" | "control" => return Frame::Graphic(Graphic::object()),
            "tab" | "ptab" => self.push("\t"),
            "noBreakHyphen" => self.push("-"),
            // A page or column break leaves nothing in the text, a line break does.
            "br" if matches!(element.attribute("type").as_deref(), Some("page" | "column")) => {}
            "br" | "cr" => self.push_break(),
            "sym" | "symEx" => self.symbol(element),
            "fldChar" => self.mark_field(element.attribute("fldCharType").as_deref()),
            "footnoteReference" => self.note(RemarkKind::Footnote, element, |references| &mut references.footnotes),
            "endnoteReference" => self.note(RemarkKind::Footnote, element, |references| &mut references.endnotes),
            "commentReference" => self.note(RemarkKind::Comment, element, |references| &mut references.comments),
            _ => {}
        }
        Frame::Other
    }

    fn text(&mut self, text: &str) {
        match self.stack.last() {
            Some(Frame::Text) => self.push(text),
            Some(Frame::Instruction) => self.fields.instruct(text),
            Some(Frame::EquationText) => {
                let equation = self.stack.iter_mut().rev().find_map(|frame| match frame {
                    Frame::Equation(equation) => Some(equation),
                    _ => None,
                });
                if let Some(equation) = equation {
                    equation.push_str(text);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self) -> Result<(), Fault> {
        match self.stack.pop() {
            Some(Frame::Paragraph(paragraph)) => self.end_paragraph(*paragraph),
            Some(Frame::TextBox(mut text)) => {
                append(&mut text, &self.take_carried());
                self.end_text_box(&text);
            }
            Some(Frame::Graphic(graphic)) => {
                if let Some((kind, alternative)) = graphic.finish() {
                    self.remark(kind, alternative);
                }
            }
            Some(Frame::Control(control)) => {
                if let Some(value) = control.unshown() {
                    self.push(value);
                }
                if let Some(saved) = control.stale() {
                    self.remark(RemarkKind::Stale, tidy(saved));
                }
            }
            Some(Frame::SimpleField) => self.mark_field(Some("end")),
            Some(Frame::Equation(equation)) => self.remark(RemarkKind::Object, equation),
            Some(Frame::Table(table)) => self.end_table(*table),
            Some(Frame::Row(row)) => {
                if let Some(Frame::Table(table)) = self.enclosing(|frame| matches!(frame, Frame::Table(_))) {
                    table.push(row);
                }
            }
            Some(Frame::Cell(mut cell)) => {
                append(&mut cell.text, &self.take_carried());
                if let Some(Frame::Row(row)) = self.enclosing(|frame| matches!(frame, Frame::Row(_))) {
                    row.push(cell)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_paragraph(&mut self, mut paragraph: Paragraph) {
        self.fields.end_paragraph();
        let boxed = self.in_text_box();
        let at = self.here();
        // A table may have a dark style, and what is written on it is white.
        let in_cell = self.stack.iter().any(|frame| matches!(frame, Frame::Cell(_)));
        if let Some(unseen) = paragraph.text.take_faint(!in_cell && !boxed) {
            paragraph.left.entry(RemarkKind::Hidden).or_default().push(&unseen);
        }
        // Word prints a prompt that nobody has replaced.
        let prompt = std::mem::take(&mut paragraph.prompt);
        paragraph.left.insert(RemarkKind::Control, prompt);
        let hidden = paragraph.left.get(&RemarkKind::Hidden);
        let hidden_only = paragraph.text.is_blank() && hidden.is_some_and(|hidden| !hidden.is_blank());
        for (kind, aside) in std::mem::take(&mut paragraph.left) {
            if !aside.is_blank() {
                self.out.remark(kind, aside.finish(), at);
            }
        }
        if paragraph.runs_on {
            self.carried = paragraph.text;
            return;
        }
        let style = paragraph.style.as_deref();
        // A field that is never closed has all that follows: it ends with the first paragraph that is no entry.
        let is_entry = paragraph.in_contents && paragraph.text.ends_with_page();
        if paragraph.in_contents && !is_entry && !paragraph.text.is_blank() && !paragraph.text.heads_contents() {
            self.fields.end_contents();
        }
        if self.references.styles.is_contents(style) || is_entry {
            return;
        }
        // An empty paragraph has its number too; a hidden one and one in a text box,
        // which stands anywhere, do not count.
        let label = if boxed || hidden_only {
            None
        } else {
            self.label(&paragraph)
        };
        let role = self.role(&paragraph, label.as_ref());
        let number = match label {
            Some(Label::Number(number)) => tidy(&number),
            _ => String::new(),
        };
        let content = match self.enclosing(|frame| matches!(frame, Frame::Cell(_) | Frame::TextBox(_))) {
            Some(Frame::Cell(cell)) => &mut cell.text,
            Some(Frame::TextBox(content)) => content,
            _ => return self.out.paragraph(role, &number, paragraph.text, at),
        };
        let text = paragraph.text.finish();
        if !text.is_empty() {
            append(content, &numbered(&number, &text));
        }
    }

    /// The text left of a paragraph that runs on, where there is none for it to run
    /// on into.
    fn take_carried(&mut self) -> String {
        std::mem::take(&mut self.carried).finish()
    }

    /// The number or bullet of a paragraph: its own list, else its style's.
    fn label(&mut self, paragraph: &Paragraph) -> Option<Label> {
        let References { styles, numbering, .. } = &self.references;
        let by_style = styles.list(paragraph.style.as_deref());
        let own_level = paragraph.place.level;
        let (list, level, style) = match (&paragraph.place.list, by_style) {
            (Some(list), _) => (list.as_str(), own_level, None),
            (None, Some((list, level, style))) => (list, own_level.or(level), own_level.is_none().then_some(style)),
            (None, None) => return None,
        };
        self.counters.next(numbering, styles, list, level, style)
    }

    fn role(&self, paragraph: &Paragraph, label: Option<&Label>) -> LineRole {
        let by_style = self.references.styles.role(paragraph.style.as_deref());
        let role = match (by_style, paragraph.outline) {
            (LineRole::Title, _) | (_, None) => by_style,
            (_, Some(outline)) => outline_role(outline),
        };
        if role == LineRole::Plain && label == Some(&Label::Bullet) {
            return LineRole::Item;
        }
        role
    }

    fn end_text_box(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(Frame::Graphic(graphic)) = self.enclosing(|frame| matches!(frame, Frame::Graphic(_))) {
            graphic.has_box();
        }
        self.remark(RemarkKind::TextBox, join(text.lines()));
    }

    fn end_table(&mut self, table: TableBuilder) {
        match self.enclosing(|frame| matches!(frame, Frame::Cell(_) | Frame::TextBox(_))) {
            Some(Frame::Cell(cell)) => cell.add(table),
            Some(Frame::TextBox(content)) => append(content, &table.text()),
            _ => self.put_table(table),
        }
    }

    /// Takes over a table of the document, or what stands in it, if it only frames tables.
    fn put_table(&mut self, table: TableBuilder) {
        let at = self.here();
        let mut left = vec![(String::new(), Some(table))];
        while let Some((before, table)) = left.pop() {
            for line in before.lines() {
                self.out.line(LineRole::Plain, line.to_owned(), at);
            }
            let Some(mut table) = table else { continue };
            if let Some(framed) = table.take_frame() {
                left.push((framed.rest, None));
                let tables = framed.tables.into_iter().rev();
                left.extend(tables.map(|(before, table)| (before, Some(table))));
                continue;
            }
            let (grid, covered) = table.finish();
            self.out.table_or_frame(grid, at);
            for text in covered {
                self.remark(RemarkKind::Hidden, join(text.lines()));
            }
        }
    }

    fn symbol(&mut self, element: &Element<'_>) {
        let font = element.attribute("font").unwrap_or_default();
        let code = element.attribute("char").unwrap_or_default();
        match symbols::character(&font, &code) {
            Some(c) => self.push(c.encode_utf8(&mut [0; 4])),
            None => self.remark(RemarkKind::Object, tidy(&format!("{font} {code}"))),
        }
    }

    fn note(&mut self, kind: RemarkKind, element: &Element<'_>, notes: fn(&mut References) -> &mut Notes) {
        let id = element.attribute("id").unwrap_or_default();
        if let Some(text) = notes(&mut self.references).take(&id) {
            self.remark(kind, text);
        }
    }

    fn push(&mut self, text: &str) {
        let mut visibility = self.visibility();
        let controls = self.stack.iter_mut().rev().filter_map(|frame| match frame {
            Frame::Control(control) if visibility != Visibility::Left(RemarkKind::Deleted) => Some(control),
            _ => None,
        });
        let by_data = controls.filter_map(|control| control.replace(text)).next();
        let text = by_data.as_deref().unwrap_or(text);
        if text.is_empty() {
            return;
        }
        let look = self.stack.iter().rev().find_map(|frame| match frame {
            Frame::Run(look) => Some(*look),
            _ => None,
        });
        let look = look.unwrap_or_default();
        let grounds = self.stack.iter().rev().map(|frame| match frame {
            Frame::Paragraph(paragraph) => paragraph.ground,
            Frame::Cell(cell) => cell.ground,
            _ => Ground::Page,
        });
        let contrast = look.contrast(grounds.fold(Ground::Page, Ground::over), self.page);
        if visibility == Visibility::Shown && contrast == Contrast::Covered {
            visibility = Visibility::Left(RemarkKind::Hidden);
        }
        let in_contents = |frame: &Frame| matches!(frame, Frame::Control(control) if control.is_contents());
        let in_contents = self.stack.iter().any(in_contents);
        let Some(paragraph) = last_paragraph(&mut self.stack) else {
            return;
        };
        match visibility {
            Visibility::Shown => {
                self.fields.show();
                paragraph.in_contents |= self.fields.in_contents();
                let (text, unknown) = look.shown(text);
                if !unknown.is_empty() {
                    paragraph.left.entry(RemarkKind::Symbol).or_default().push(&unknown);
                }
                if std::mem::replace(&mut paragraph.in_box, look.is_boxed()) != look.is_boxed()
                    && let Some(numbers) = paragraph.text.part_numbers(&text)
                {
                    paragraph.left.entry(RemarkKind::Layout).or_default().push(&numbers);
                }
                match contrast {
                    Contrast::Faint => paragraph.text.push_faint(&text),
                    _ => paragraph.text.push(&text),
                }
            }
            Visibility::Left(kind) => paragraph.left.entry(kind).or_default().push(text),
            Visibility::Furniture if self.fields.in_instruction() || in_contents => {}
            Visibility::Furniture => paragraph.prompt.push(text),
        }
    }

    /// Takes a mark in a field, and what the field has drawn.
    fn mark_field(&mut self, kind: Option<&str>) {
        match self.fields.mark(kind) {
            Some(Drawn::Character(c)) => self.push(c.encode_utf8(&mut [0; 4])),
            Some(Drawn::Other(instruction)) => self.remark(RemarkKind::Object, tidy(&instruction)),
            Some(Drawn::Changing(name)) => self.remark(RemarkKind::Field, name),
            None => {}
        }
    }

    fn push_break(&mut self) {
        if self.visibility() == Visibility::Shown
            && let Some(paragraph) = last_paragraph(&mut self.stack)
        {
            paragraph.text.push_break();
        }
    }

    /// Remarks on something at this place, unless it is not there any more.
    fn remark(&mut self, kind: RemarkKind, text: String) {
        let deleted = Visibility::Left(RemarkKind::Deleted);
        if ![deleted, Visibility::Furniture].contains(&self.visibility()) {
            self.out.remark(kind, text, self.here());
        }
    }

    fn visibility(&self) -> Visibility {
        if self.fields.in_instruction() {
            Visibility::Furniture
        } else {
            frame::visibility(&self.stack)
        }
    }

    /// The nearest open frame of a kind.
    fn enclosing(&mut self, is: fn(&Frame) -> bool) -> Option<&mut Frame> {
        self.stack.iter_mut().rev().find(|frame| is(frame))
    }

    fn paragraph(&self) -> Option<&Paragraph> {
        self.stack.iter().rev().find_map(|frame| match frame {
            Frame::Paragraph(paragraph) => Some(&**paragraph),
            _ => None,
        })
    }

    fn in_text_box(&self) -> bool {
        self.stack.iter().any(|frame| matches!(frame, Frame::TextBox(_)))
    }

    fn here(&self) -> Passage {
        Passage::Paragraph(self.paragraphs.max(1))
    }
}
