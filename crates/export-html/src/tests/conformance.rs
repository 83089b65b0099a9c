//! The suite every exporter is held to, with the text as a browser would read it.

use nianbao_conformance::{Breaches, Suite};
use scraper::{Html, Selector};

use super::text;
use crate::HtmlExporter;

#[test]
fn it_conforms() -> Result<(), Breaches> {
    Suite::new(&HtmlExporter).reading(read).run()
}

/// All text of the page's body, the attachments and the draft mark with it.
fn read(bytes: &[u8]) -> Result<String, String> {
    let page = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let page = Html::parse_document(page);
    if let Some(error) = page.errors.first() {
        return Err(error.to_string());
    }
    let body = Selector::parse("body").map_err(|error| error.to_string())?;
    Ok(page.select(&body).map(text).collect())
}
