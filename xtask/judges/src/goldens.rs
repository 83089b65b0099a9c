//! How the products look: pictures of every page of the examples, kept in
//! `tests/goldens/` and compared with what is made now.
//!
//! The PDF carries its own faces, so only poppler draws: its pages are compared on
//! every machine. What LibreOffice makes of the Word file and Chromium of the web page
//! depends on their versions; they see no other faces than the program's own, whatever is
//! installed. `tests/goldens/tools.txt` says what the pictures were made with: with the
//! same tools these are compared as strictly as the PDF, with others they are only shown.
//! Either way `target/conformance/goldens.html` shows all of them, the most different
//! first.

mod picture;
mod render;
mod sheet;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use xtask_kit::files::root;
use xtask_kit::{Outcome, examples};

use crate::products::{self, Products};
use crate::tools;
pub(crate) use picture::Picture;
use picture::TOLERATED;
pub(crate) use render::pages;
use sheet::View;

/// The file that says what the pictures were made with.
const TOOLS: &str = "tools.txt";

fn folder() -> PathBuf {
    root().join("tests/goldens")
}

/// What to do with the pictures.
#[derive(clap::Args)]
pub struct Options {
    /// Renews the pictures instead.
    #[arg(long)]
    update: bool,
}

/// Makes the documents of every example and compares or renews their pictures.
///
/// # Errors
/// If a picture that counts has changed, or cannot be made.
pub fn run(options: &Options) -> Outcome {
    tools::install()?;
    let mut all = Vec::new();
    for workbook in examples::workbooks()? {
        all.push(products::make(&workbook)?);
    }
    println!("{}", compare(&all, options.update)?);
    Ok(())
}

/// Compares the pictures of these products with those kept, or renews those.
pub(crate) fn compare(all: &[Products], update: bool) -> Result<String, String> {
    let tools = render::tools()?;
    let kept_tools = std::fs::read_to_string(folder().join(TOOLS)).unwrap_or_default();
    let same_tools = tools == kept_tools;
    let mut views = Vec::new();
    for products in all {
        let kept = folder().join(&products.example);
        let found = render::pictures(products)?;
        let names: BTreeSet<String> = found.keys().cloned().chain(names(&kept)).collect();
        for name in names {
            let path = kept.join(format!("{name}.png"));
            let expected = path.is_file().then(|| Picture::read(&path)).transpose()?;
            views.push(View {
                difference: picture::difference(expected.as_ref(), found.get(&name)),
                expected,
                found: found.get(&name).cloned(),
                strict: same_tools || name.starts_with("pdf"),
                name: format!("{}/{name}", products.example),
            });
        }
    }
    views.sort_by(|one, other| other.share().total_cmp(&one.share()));
    let sheet = root().join("target/conformance/goldens.html");
    std::fs::write(&sheet, sheet::page(&views)?).map_err(|error| error.to_string())?;
    if update {
        renew(&views, &tools)?;
        // It ends red: what was renewed is to be looked at, and only then held to.
        return Err(format!(
            "{} pictures renewed: look at them before and after in {}, and run again without --update",
            views.len(),
            shown(&sheet)
        ));
    }
    let changed: Vec<String> = views
        .iter()
        .filter(|view| view.strict && view.share() > TOLERATED)
        .map(|view| format!("{} {}", view.name, view.difference.told()))
        .collect();
    if !changed.is_empty() {
        return Err(format!(
            "{} of {} pictures changed: {}; look at {}, and if it is right run `cargo xtask goldens --update`",
            changed.len(),
            views.len(),
            changed.iter().take(6).cloned().collect::<Vec<_>>().join(", "),
            shown(&sheet)
        ));
    }
    let compared = views.iter().filter(|view| view.strict).count();
    let others = views.len() - compared;
    let mut seen = format!("{compared} pictures as kept");
    if others > 0 {
        seen.push_str(&format!(
            ", {others} made with other tools than those kept, only shown in {}",
            shown(&sheet)
        ));
    }
    Ok(seen)
}

fn shown(path: &Path) -> String {
    path.canonicalize()
        .unwrap_or_else(|_| path.to_owned())
        .display()
        .to_string()
}

/// The names of the pictures kept in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "png"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect()
}

/// Keeps the pictures found in place of those expected, and takes away the others.
fn renew(views: &[View], tools: &str) -> Result<(), String> {
    let io = |error: std::io::Error| error.to_string();
    for view in views {
        let path = folder().join(format!("{}.png", view.name));
        match &view.found {
            // A picture within the tolerance stays: the repository does not grow for nothing.
            Some(_) if view.share() <= TOLERATED => {}
            Some(found) => {
                std::fs::create_dir_all(path.parent().unwrap_or(&path)).map_err(io)?;
                std::fs::write(&path, found.to_png()?).map_err(io)?;
            }
            None => std::fs::remove_file(&path).map_err(io)?,
        }
    }
    std::fs::create_dir_all(folder()).map_err(io)?;
    std::fs::write(folder().join(TOOLS), tools).map_err(io)
}
