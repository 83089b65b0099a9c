//! The web page before Chromium, the Nu checker and axe.

use std::ffi::OsStr;
use std::path::PathBuf;

use serde::Deserialize;

use crate::conformance::numbered_pages::{Order, numbered_pages};
use crate::conformance::verdict::Verdict;
use crate::products::Products;
use crate::text::follows;
use crate::tools::{CHROMIUM_FLAGS, node_module, node_program, run_tool};

pub(super) fn text(products: &Products) -> Verdict {
    let printed = products.folder.join("page.pdf");
    let own = [
        String::from("--no-pdf-header-footer"),
        format!("--user-data-dir={}", products.folder.join("chromium").display()),
        format!("--print-to-pdf={}", printed.display()),
        format!("file://{}", products.file("html").display()),
    ];
    run_tool(
        "chromium",
        CHROMIUM_FLAGS.into_iter().chain(own.iter().map(String::as_str)),
    )?;
    let pages = numbered_pages(&printed, Order::Placed)?;
    follows(&pages.concat(), &products.narrative())?;
    Ok(format!("printed on {} pages, text in order", pages.len()))
}

/// The Nu checker's program.
pub(in crate::conformance) fn nu_checker() -> PathBuf {
    node_module("vnu-jar/build/dist/vnu.jar")
}

pub(super) fn markup(products: &Products) -> Verdict {
    let jar = nu_checker();
    let arguments = [OsStr::new("-jar"), jar.as_os_str(), OsStr::new("--Werror")];
    run_tool("java", arguments.into_iter().chain([products.file("html").as_os_str()]))?;
    Ok(String::from("0 errors, 0 warnings"))
}

/// What `axe.cjs` prints of one page at one width.
#[derive(Deserialize)]
struct Seen {
    page: String,
    width: u32,
    passes: usize,
    violations: Vec<String>,
}

/// Pages before axe in Chromium, on a phone and on a desk: no violation.
pub(in crate::conformance) fn accessible(pages: &[PathBuf]) -> Verdict {
    let program = node_program("axe.cjs");
    let modules = node_module("");
    let printed = run_tool(
        "node",
        [program.as_os_str(), modules.as_os_str()]
            .into_iter()
            .chain(pages.iter().map(|page| page.as_os_str())),
    )?;
    let seen: Vec<Seen> = serde_json::from_str(&printed).map_err(|error| format!("axe: {error}"))?;
    let problems: Vec<String> = seen
        .iter()
        .flat_map(|one| {
            let place = format!("{} at {} px", one.page, one.width);
            one.violations.iter().map(move |problem| format!("{place}: {problem}"))
        })
        .collect();
    if !problems.is_empty() {
        return Err(problems.join("; "));
    }
    if seen.len() != pages.len() * 2 || seen.iter().any(|one| one.passes == 0) {
        return Err(String::from("axe did not look at every page"));
    }
    let passes: usize = seen.iter().map(|one| one.passes).sum();
    Ok(format!("{} views, {passes} rules passed, 0 violations", seen.len()))
}
