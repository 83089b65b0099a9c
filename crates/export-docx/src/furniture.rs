//! What every page carries beside the text: the page number, and a mark where the
//! document has one.

use docx_rs::{Docx, FieldCharType, Footer, Header, InstrPAGE, InstrText, Paragraph, Run};

use crate::{faces, styles, text};

/// Adds headers and footers, different on odd and even pages.
pub(crate) fn add(docx: Docx, mark: Option<&str>) -> Docx {
    let footer = |style: &str| Footer::new().add_paragraph(page_number(style));
    let docx = docx
        .footer(footer(styles::FOOTER))
        .even_footer(footer(styles::FOOTER_EVEN));
    let Some(mark) = mark else { return docx };
    let header = || {
        let paragraph = Paragraph::new().style(styles::MARK);
        Header::new().add_paragraph(paragraph.add_run(text::run(mark)))
    };
    docx.header(header()).even_header(header())
}

/// `— 1 —`
fn page_number(style: &str) -> Paragraph {
    let run = || Run::new().fonts(faces::chinese());
    Paragraph::new()
        .style(style)
        .add_run(run().add_text("— "))
        .add_run(run().add_field_char(FieldCharType::Begin, false))
        .add_run(run().add_instr_text(InstrText::PAGE(InstrPAGE::new())))
        .add_run(run().add_field_char(FieldCharType::Separate, false))
        .add_run(run().add_text("1"))
        .add_run(run().add_field_char(FieldCharType::End, false))
        .add_run(run().add_text(" —"))
}
