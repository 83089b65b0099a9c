//! What two readers of OFD say of a file, as JSON: `ofd-readers FILE [FOLDER DPI]`. With a folder,
//! each draws the pages into it, as `core-01.png` and `sofd-01.png` …
//!
//! They are asked for nothing that this project has had a hand in.

use std::error::Error;
use std::io::Cursor;
use std::path::Path;

use ofd_core::model::PageBlock;
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (file, drawn) = match arguments.as_slice() {
        [file] => (file, None),
        [file, folder, dpi] => (file, Some((Path::new(folder), dpi.parse()?))),
        _ => return Err("usage: ofd-readers FILE [FOLDER DPI]".into()),
    };
    let bytes = std::fs::read(file)?;
    let said = json!({ "core": core(&bytes, drawn)?, "sofd": sofd(&bytes, drawn)? });
    println!("{said}");
    Ok(())
}

/// ofd-core: whether the structure is sound, and the text of each page as it is drawn.
fn core(bytes: &[u8], drawn: Option<(&Path, f64)>) -> Outcome<Value> {
    let mut reader = ofd_core::OfdReader::new(ofd_core::OfdPackage::new(Cursor::new(bytes.to_vec()))?)?;
    let problems = ofd_core::check_reader(&mut reader).problems;
    let body = reader.ofd().doc_bodies.first().cloned().ok_or("no document")?;
    let document = reader.load_document(&body)?;
    let mut pages = Vec::new();
    for (at, page) in document.pages().iter().enumerate() {
        let page = reader.load_page(&document, page)?;
        let layers = page.content.iter().flat_map(|content| &content.layers);
        let mut text = String::new();
        for object in layers.flat_map(|layer| &layer.objects) {
            if let PageBlock::Text(object) = object {
                text.extend(object.text_codes.iter().filter_map(|code| code.text.as_deref()));
            }
        }
        pages.push(text);
        if let Some((folder, dpi)) = drawn {
            let options = ofd_core::RenderOptions::with_dpi(dpi);
            let png = reader.render_page_to_bytes(&document, at, &options, image::ImageFormat::Png)?;
            std::fs::write(folder.join(format!("core-{:02}.png", at + 1)), png)?;
        }
    }
    Ok(json!({ "problems": problems, "pages": pages }))
}

/// sOFD: how many pages and links there are, whether a face is missing, and what its audit for
/// archives finds.
fn sofd(bytes: &[u8], drawn: Option<(&Path, f64)>) -> Outcome<Value> {
    let mut document = sofd::Document::open_bytes(bytes)?;
    if let Some((folder, dpi)) = drawn {
        let options = sofd::RenderOptions { dpi, ..Default::default() };
        for at in 0..document.page_count() {
            let png = document.to_png(at, &options)?;
            std::fs::write(folder.join(format!("sofd-{:02}.png", at + 1)), png)?;
        }
    }
    let audit = document.audit()?;
    let findings: Vec<Value> = audit
        .findings
        .iter()
        .map(|finding| json!({ "code": finding.code, "detail": finding.detail, "where": finding.location }))
        .collect();
    Ok(json!({
        "pages": document.page_count(),
        "links": document.annotations()?.len(),
        "missing": document.missing_fonts().len(),
        "audit": findings,
    }))
}
