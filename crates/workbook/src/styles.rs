//! How cells look. Figures to fill in are white, totals grey, broken identities red;
//! what an office may type is not locked.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// The body face, on every Chinese computer.
const SONG: &str = "宋体";
/// The face of titles and headings.
const HEI: &str = "黑体";

/// The formats of a workbook.
pub(crate) struct Styles {
    /// The title over a sheet.
    pub(crate) title: Format,
    /// The title of a sheet wider than the screen.
    pub(crate) plain_title: Format,
    /// An explanation there, in one line.
    pub(crate) plain_note: Format,
    /// A label of a table, a header cell.
    pub(crate) label: Format,
    /// A label that begins a line of text.
    pub(crate) name: Format,
    /// A figure to fill in.
    pub(crate) figure: Format,
    /// A figure that is computed.
    pub(crate) total: Format,
    /// A value to fill in, in a line of text.
    pub(crate) value: Format,
    /// A value that must be filled in.
    pub(crate) required: Format,
    /// The name of an item that must be filled in; the mark is in the number format,
    /// for the cell must hold the bare name.
    pub(crate) required_name: Format,
    /// A paragraph.
    pub(crate) text: Format,
    /// A heading in the text.
    pub(crate) heading: Format,
    /// An explanation.
    pub(crate) note: Format,
    /// A figure's key, for those who write placeholders.
    pub(crate) key: Format,
    /// A cell of an identity that does not hold.
    pub(crate) broken: Format,
}

impl Styles {
    pub(crate) fn new() -> Self {
        let base = Format::new().set_font_name(SONG).set_font_size(11);
        let text = base.clone().set_text_wrap().set_align(FormatAlign::Top);
        let boxed = base
            .clone()
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter);
        let wrapped = boxed.clone().set_text_wrap();
        let value = wrapped.clone().set_align(FormatAlign::Left).set_unlocked();
        let name = wrapped
            .clone()
            .set_align(FormatAlign::Left)
            .set_background_color("F2F2F2");
        let figure = boxed.set_align(FormatAlign::Center);
        let title = base
            .clone()
            .set_font_name(HEI)
            .set_font_size(14)
            .set_align(FormatAlign::VerticalCenter);
        Self {
            title: title.clone().set_align(FormatAlign::Center),
            plain_title: title,
            plain_note: base.clone(),
            label: wrapped.set_align(FormatAlign::Center).set_background_color("F2F2F2"),
            required_name: name.clone().set_bold().set_num_format("@\" *\""),
            name,
            // A number too long for its column becomes smaller, not `####`.
            figure: figure.clone().set_shrink().set_unlocked(),
            total: figure.set_shrink().set_background_color("E7E6E6"),
            required: value.clone().set_background_color("FFF2CC"),
            note: value.clone().set_locked(),
            value,
            heading: text.clone().set_font_name(HEI).set_bold().set_unlocked(),
            text: text.set_unlocked(),
            key: base
                .set_font_size(8)
                .set_font_color("808080")
                .set_align(FormatAlign::Center)
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter),
            broken: Format::new().set_background_color("FF9999").set_font_color("9C0006"),
        }
    }
}
