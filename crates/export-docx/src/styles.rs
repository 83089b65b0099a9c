//! The styles of the document. All of its look is here; the text only names a style.
//!
//! What docx-rs cannot say about a style is added in [`finish`].

use docx_rs::{
    AlignmentType, Docx, LineSpacing, LineSpacingType, ParagraphProperty, RunProperty, SpecialIndentType, Style,
    StyleType, TableBorder, TableBorderPosition, TableBorders, TableCellMargins, TableProperty,
};

use crate::faces::{self, Face};
use crate::page::{self, CHARACTER, LINE, POINT, TRACKING, signed};
use crate::xml::Element;

/// 正文, what everything else is based on.
pub(crate) const NORMAL: &str = "Normal";
/// 标题, of the document.
pub(crate) const TITLE: &str = "Title";
/// 正文 with an address in it. Word does not break addresses; justified, the line
/// before a long one would be torn apart.
pub(crate) const NORMAL_LEFT: &str = "NormalLeft";
/// A run that leads to an address.
pub(crate) const HYPERLINK: &str = "Hyperlink";
/// 署名, who signs under the text.
pub(crate) const SIGNATURE: &str = "Signature";
/// 成文日期, under it.
pub(crate) const DATE: &str = "Date";
/// The mark every page shows.
pub(crate) const MARK: &str = "Mark";
/// The page number of odd pages.
pub(crate) const FOOTER: &str = "Footer";
/// The page number of even pages.
pub(crate) const FOOTER_EVEN: &str = "FooterEven";
/// Tables.
pub(crate) const TABLE: &str = "ReportTable";
/// What stands between two tables, which Word would join.
pub(crate) const TABLE_GAP: &str = "TableGap";

const HEADER: &str = "Header";
const FIRST_LINE: u32 = 2 * CHARACTER;
/// The cells' inner margins, left and right, top and bottom. Three characters fit
/// the narrowest columns of the official tables, and just so.
pub(crate) const CELL_MARGIN: (u32, u32) = (POINT * 5 / 4, 2 * POINT);
/// What a label keeps from the line at its left, beside the margin.
const LABEL_INDENT: i32 = 30;

/// The style of a heading of this outline level.
pub(crate) fn heading(level: u8) -> String {
    format!("Heading{}", level.clamp(1, 4))
}

/// The character style with the face of a rank: for a heading that runs into its
/// paragraph, and for one whose number is of another rank than its level.
pub(crate) fn lead(rank: u8) -> String {
    format!("Lead{}", rank.clamp(1, 4))
}

/// What a cell is, as far as its look goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellKind {
    /// A column header.
    Head,
    /// A row header set from the left.
    Label,
    /// Anything else, in the middle.
    Text,
}

/// The size of the text in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextSize {
    /// 五号, 10.5 pt.
    Five,
    /// 小四, 12 pt.
    SmallFour,
}

impl TextSize {
    /// In half points.
    pub(crate) fn half_points(self) -> u32 {
        match self {
            Self::Five => 21,
            Self::SmallFour => 24,
        }
    }
}

/// The style of a cell's text.
pub(crate) fn cell(kind: CellKind, size: TextSize) -> &'static str {
    match (kind, size) {
        (CellKind::Head, TextSize::Five) => "TableHead",
        (CellKind::Label, TextSize::Five) => "TableLabel",
        (CellKind::Text, TextSize::Five) => "TableText",
        (CellKind::Head, TextSize::SmallFour) => "TableHead12",
        (CellKind::Label, TextSize::SmallFour) => "TableLabel12",
        (CellKind::Text, TextSize::SmallFour) => "TableText12",
    }
}

/// Defines the styles.
pub(crate) fn define(docx: Docx) -> Docx {
    let mut all = vec![
        Style::new("DefaultParagraphFont", StyleType::Character)
            .name("Default Paragraph Font")
            .q_format(false)
            .ui_priority(1)
            .semi_hidden(),
        normal(),
        paragraph(NORMAL_LEFT, "正文 网址").align(AlignmentType::Left),
        title(),
    ];
    all.extend((1..=4).map(heading_style));
    all.extend((1..=4).map(lead_style));
    // An official document shows no colours: a link works, and looks like text.
    let hyperlink = Style::new(HYPERLINK, StyleType::Character)
        .name("Hyperlink")
        .q_format(false)
        .ui_priority(99);
    all.push(hyperlink);
    all.extend([
        header(),
        mark(),
        footer(FOOTER, "footer", AlignmentType::Right),
        footer(FOOTER_EVEN, "页脚 双页", AlignmentType::Left),
    ]);
    all.extend([table(), table_gap()]);
    // A line is left blank above the organ (GB/T 9704-2012, 7.3.5.2).
    all.extend([signed_line(SIGNATURE, "Signature", LINE), signed_line(DATE, "Date", 0)]);
    for (size, name) in [(TextSize::Five, ""), (TextSize::SmallFour, " 小四")] {
        all.push(cell_style(CellKind::Text, size, &format!("表格文字{name}")));
        all.push(cell_style(CellKind::Label, size, &format!("表格栏目{name}")));
        all.push(cell_style(CellKind::Head, size, &format!("表头{name}")));
    }
    let docx = docx
        .default_fonts(faces::FANG.fonts())
        .default_size(half_points(CHARACTER));
    all.into_iter().fold(docx, Docx::add_style)
}

fn normal() -> Style {
    // Without widow control every page has its 22 lines.
    let style = Style {
        paragraph_property: ParagraphProperty::new().widow_control(false),
        ..Style::new(NORMAL, StyleType::Paragraph).name("Normal")
    };
    text(style, faces::FANG, CHARACTER, TRACKING)
        .align(AlignmentType::Both)
        .line_spacing(exactly(LINE))
        .indent(
            Some(0),
            Some(SpecialIndentType::FirstLine(signed(FIRST_LINE))),
            None,
            None,
        )
}

fn title() -> Style {
    let style = flush(paragraph(TITLE, "Title"), 0).ui_priority(10).next(NORMAL);
    text(style, faces::TITLE, 22 * POINT, 0)
        .align(AlignmentType::Center)
        .snap_to_grid(false)
        .line_spacing(exactly(LINE).after(LINE))
}

fn heading_style(level: u8) -> Style {
    let base = paragraph(&heading(level), &format!("heading {level}"));
    let style = Style {
        paragraph_property: ParagraphProperty::new()
            .keep_next(true)
            .keep_lines(true)
            .outline_lvl(usize::from(level.saturating_sub(1))),
        ..base.ui_priority(9).next(NORMAL)
    };
    style.fonts(Face::of_rank(level).fonts())
}

fn lead_style(rank: u8) -> Style {
    Style::new(lead(rank), StyleType::Character)
        .name(format!("段首标题 {rank}"))
        .fonts(Face::of_rank(rank).fonts())
}

fn header() -> Style {
    flush(paragraph(HEADER, "header"), 0)
        .q_format(false)
        .ui_priority(99)
        .align(AlignmentType::Center)
}

fn mark() -> Style {
    let style = Style::new(MARK, StyleType::Paragraph).name("标记").based_on(HEADER);
    text(style, faces::HEI, 18 * POINT, 0).color("A83C3C")
}

fn footer(id: &str, name: &str, side: AlignmentType) -> Style {
    let size = 14 * POINT;
    let style = flush(paragraph(id, name), size).q_format(false).ui_priority(99);
    text(style, faces::SONG_ONLY, size, 0)
        .align(side)
        .snap_to_grid(false)
        .line_spacing(exactly(page::FOOTER_LINE))
}

fn table() -> Style {
    let (side, top) = (CELL_MARGIN.0 as usize, CELL_MARGIN.1 as usize);
    let lines = [
        TableBorderPosition::Top,
        TableBorderPosition::Left,
        TableBorderPosition::Bottom,
        TableBorderPosition::Right,
        TableBorderPosition::InsideH,
        TableBorderPosition::InsideV,
    ];
    // The size is in eighths of a point: half a point.
    let borders = lines.into_iter().fold(TableBorders::with_empty(), |borders, position| {
        borders.set(TableBorder::new(position).size(4).color("000000"))
    });
    let property = TableProperty::new()
        .set_borders(borders)
        .set_margins(TableCellMargins::new().margin(top, side, top, side));
    Style::new(TABLE, StyleType::Table)
        .name("报告表格")
        .table_property(property)
}

fn table_gap() -> Style {
    let style = flush(paragraph(TABLE_GAP, "表间隔"), 0);
    text(style, faces::SONG, POINT, 0)
        .snap_to_grid(false)
        .line_spacing(exactly(POINT))
}

fn signed_line(id: &str, name: &str, above: u32) -> Style {
    let base = paragraph(id, name);
    let style = Style {
        paragraph_property: ParagraphProperty::new().keep_next(above > 0).keep_lines(true),
        ..base.ui_priority(99)
    };
    flush(style, 0)
        .align(AlignmentType::Right)
        .line_spacing(exactly(LINE).before(above))
}

fn cell_style(kind: CellKind, size: TextSize, name: &str) -> Style {
    let align = match kind {
        CellKind::Label => AlignmentType::Left,
        CellKind::Head | CellKind::Text => AlignmentType::Center,
    };
    let height = size.half_points() * POINT / 2;
    let base = flush(paragraph(cell(kind, size), name), 0);
    let base = match kind {
        CellKind::Label => base.indent(Some(LABEL_INDENT), Some(SpecialIndentType::FirstLine(0)), None, None),
        CellKind::Head | CellKind::Text => base,
    };
    text(base, faces::SONG, height, 0)
        .align(align)
        .snap_to_grid(false)
        .line_spacing(exactly(height * 4 / 3))
}

fn paragraph(id: &str, name: &str) -> Style {
    Style::new(id, StyleType::Paragraph).name(name).based_on(NORMAL)
}

/// Without the indent of a first line, this far from both edges.
fn flush(style: Style, indent: u32) -> Style {
    let first_line = Some(SpecialIndentType::FirstLine(0));
    style.indent(Some(signed(indent)), first_line, Some(signed(indent)), None)
}

/// Face, size and tracking, in twips.
fn text(style: Style, face: Face, size: u32, tracking: u32) -> Style {
    let run = RunProperty::new()
        .fonts(face.fonts())
        .size(half_points(size))
        .character_spacing(-signed(tracking));
    Style {
        run_property: run,
        ..style
    }
}

fn half_points(twips: u32) -> usize {
    (twips * 2 / POINT) as usize
}

fn exactly(twips: u32) -> LineSpacing {
    LineSpacing::new()
        .line_rule(LineSpacingType::Exact)
        .line(signed(twips))
        .before(0)
        .after(0)
}

/// Adds to the built styles what docx-rs cannot say.
pub(crate) fn finish(styles: &mut Element, language: &str) {
    // docx-rs writes a bare Normal of its own before ours.
    let mut normals = 0;
    styles.retain(|style| {
        let is_normal = style.attribute("w:styleId") == Some(NORMAL);
        normals += usize::from(is_normal);
        !is_normal || normals > 1
    });
    styles.update("w:docDefaults", |defaults| {
        defaults.update("w:rPrDefault", |run| {
            run.update("w:rPr", |run| {
                let lang = Element::new("w:lang").with("w:val", "en-US");
                run.push(lang.with("w:eastAsia", language).with("w:bidi", "ar-SA"));
            });
        });
    });
    for style in styles.named_mut("w:style") {
        let id = style.attribute("w:styleId").unwrap_or_default();
        if [NORMAL, "DefaultParagraphFont"].contains(&id) {
            style.attributes.insert(0, ("w:default".to_owned(), "1".to_owned()));
        } else if !BUILT_IN.contains(&id) && !id.starts_with("Heading") {
            style.attributes.push(("w:customStyle".to_owned(), "1".to_owned()));
        }
        if style.attribute("w:styleId") == Some(NORMAL) {
            // No punctuation outside the text block. (LibreOffice 7.4 reads it the wrong way round.)
            let inside = Element::new("w:overflowPunct").with("w:val", "0");
            style.update("w:pPr", |paragraph| paragraph.push(inside));
        }
        for table in style.named_mut("w:tblPr") {
            // A style has no width and no place; docx-rs writes both unasked.
            table.retain(|child| !["w:tblW", "w:jc"].contains(&child.name.as_str()));
        }
        for paragraph in style.named_mut("w:pPr") {
            paragraph.named_mut("w:ind").for_each(in_characters);
        }
    }
}

/// Word's own styles, by their ids.
const BUILT_IN: &[&str] = &[NORMAL, TITLE, HYPERLINK, SIGNATURE, DATE, HEADER, FOOTER];

/// Gives the indent of a first line in characters too, so that it stays two
/// characters when an office changes the size.
fn in_characters(indent: &mut Element) {
    let twips = indent
        .attribute("w:firstLine")
        .and_then(|twips| twips.parse::<u32>().ok());
    if let Some(twips) = twips {
        let hundredths = (twips * 100 / CHARACTER).to_string();
        indent.attributes.push(("w:firstLineChars".to_owned(), hundredths));
    }
}
