//! How the cells of the findings look.

use nianbao_check::Severity;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline};

/// The face, on every Chinese computer.
const SONG: &str = "宋体";
/// The size of the text.
const SIZE: u8 = 10;

/// The formats of a workbook.
pub(super) struct Styles {
    /// A header cell.
    pub(super) header: Format,
    /// Text, in lines.
    pub(super) text: Format,
    /// A short text or a number, centred.
    pub(super) short: Format,
    /// A link to a cell of another workbook.
    pub(super) link: Format,
    error: Format,
    warning: Format,
    note: Format,
    /// The severity of an allowed finding.
    stands: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let base = Format::new()
            .set_font_name(SONG)
            .set_font_size(SIZE)
            .set_border(FormatBorder::Thin)
            .set_border_color("BFBFBF")
            .set_align(FormatAlign::Top)
            .set_text_wrap();
        let short = base.clone().set_align(FormatAlign::Center);
        let severity = |background: &str, font: &str| {
            let format = short.clone().set_bold();
            format.set_background_color(background).set_font_color(font)
        };
        Self {
            header: short
                .clone()
                .set_align(FormatAlign::VerticalCenter)
                .set_bold()
                .set_background_color("D9E1F2"),
            // A text that begins with `=` stays one when someone types into its cell.
            text: base.set_quote_prefix(),
            link: short
                .clone()
                .set_font_color("0563C1")
                .set_underline(FormatUnderline::Single),
            error: severity("FFC7CE", "9C0006"),
            warning: severity("FFEB9C", "7F6000"),
            note: severity("DDEBF7", "1F4E79"),
            stands: severity("EDEDED", "7F7F7F"),
            short,
        }
    }

    /// The format of a finding's severity.
    pub(super) fn severity(&self, severity: Severity, is_let_stand: bool) -> &Format {
        match (severity, is_let_stand) {
            (_, true) => &self.stands,
            (Severity::Error, _) => &self.error,
            (Severity::Warning, _) => &self.warning,
            (Severity::Note, _) => &self.note,
        }
    }
}
