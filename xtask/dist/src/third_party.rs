//! What is in the program and on what terms, for whoever receives it: `THIRD-PARTY.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::metadata::{FACES, Metadata, Shipped, linked, read, shipped};

/// The package that the page in the browser is built from, and what it is built for.
const PAGE: (&str, &str) = ("nianbao-web", "wasm32-unknown-unknown");

/// The same for the page in the browser, which carries it.
///
/// # Errors
/// If cargo cannot be asked.
pub fn of_page() -> Result<String, Box<dyn std::error::Error>> {
    let metadata = read(Some(PAGE.1))?;
    Ok(listed(linked(&metadata, |package| package.name == PAGE.0)))
}

/// Every crate in the program with its licence, then every licence text with the crates it
/// came with.
pub(crate) fn page(metadata: &Metadata) -> String {
    listed(shipped(metadata))
}

fn listed(shipped: Shipped<'_>) -> String {
    let mut page = String::from(
        "# Third-party software in nianbao\n\n\
         Every crate that is linked into the program, with its licence and where its source is.\n\n\
         | crate | version | licence | source |\n| --- | --- | --- | --- |\n",
    );
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in shipped.packages {
        let ours = package.source.is_none();
        if ours && package.name != FACES {
            continue;
        }
        let here = format!("https://crates.io/crates/{}/{}", package.name, package.version);
        let source = if ours {
            "Fandol fonts 0.3, with their source"
        } else {
            package.repository.as_deref().unwrap_or(&here)
        };
        let _ = writeln!(
            page,
            "| {} | {} | {} | {source} |",
            package.name,
            package.version,
            package.licence()
        );
        for text in package.texts() {
            texts
                .entry(text)
                .or_default()
                .push(format!("{} {}", package.name, package.version));
        }
    }
    for (text, crates) in texts {
        let _ = write!(page, "\n## {}\n\n````text\n{text}\n````\n", crates.join(", "));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata;

    #[test]
    fn the_page_names_crates_and_faces_with_the_texts_of_their_licences() {
        let page = page(&metadata::read(None).unwrap());
        assert!(page.contains("| cssparser |") && page.contains("GPL 3 with the font exception"));
        assert!(page.contains("GNU GENERAL PUBLIC LICENSE"));
        let page = of_page().unwrap();
        assert!(page.contains("| wasm-bindgen |") && page.contains("| typst |") && !page.contains("| clap |"));
    }
}
