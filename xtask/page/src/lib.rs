//! The page in the browser, as the one file `target/dist/nianbao.html`: `cargo xtask page`.
//!
//! Cargo builds the two modules (crates/web), wasm-bindgen writes their JavaScript, esbuild
//! bundles the page's own TypeScript (crates/web/page), and all of it is packed into one HTML file
//! that asks for nothing. The same sources and tools give the same bytes. What the page does is
//! not decided here.
#![allow(clippy::print_stdout, reason = "a developer's tool talks to the terminal")]

mod document;
mod modules;
mod packed;
mod scripts;
mod text;

use std::path::PathBuf;

use xtask_kit::Outcome;
use xtask_kit::files::{root, write_if_changed};

use document::Parts;
use packed::Packing;

/// What to build, and where to.
#[derive(clap::Args)]
pub struct Options {
    /// Builds in a hurry: larger and slower, and the same to use.
    #[arg(long)]
    dev: bool,
    /// The file to write.
    #[arg(long, default_value = "target/dist/nianbao.html")]
    out: PathBuf,
}

/// Builds the page; `licences` are those of everything in its modules.
///
/// # Errors
/// If a tool is missing or does not succeed.
pub fn run(options: &Options, licences: &str) -> Outcome {
    let work = root().join("target/page");
    std::fs::create_dir_all(&work)?;
    scripts::install()?;
    let scripts = scripts::bundle(options.dev)?;
    // The first is there at once, and so it is packed as browsers unpack by themselves. The second
    // is unpacked meanwhile: there every byte counts.
    let check = modules::build(modules::CHECK, options.dev, &work)?;
    let publish = modules::build(modules::PUBLISH, options.dev, &work)?;
    let small = if options.dev { Packing::Gzip } else { Packing::Xz };
    let (check_packed, publish_packed) = (
        packed::pack(&check.wasm, Packing::Gzip, &work)?,
        packed::pack(&publish.wasm, small, &work)?,
    );
    let licences = packed::pack(
        (scripts::LICENCE.to_owned() + licences).as_bytes(),
        Packing::Gzip,
        &work,
    )?;
    let parts = Parts {
        style: scripts::style()?,
        main: scripts.main,
        worker: scripts.worker,
        check: (check.glue, &check_packed, Packing::Gzip),
        publish: (publish.glue, &publish_packed, small),
        licences: &licences,
    };
    let page = document::write(&parts)?;
    let out = root().join(&options.out);
    if let Some(folder) = out.parent() {
        std::fs::create_dir_all(folder)?;
    }
    write_if_changed(&out, page.as_bytes())?;
    let size = |bytes: usize| format!("{:.2} MB", bytes as f64 / 1e6);
    for (name, raw, packed) in [
        ("module that checks", check.wasm.len(), check_packed.len()),
        (
            "module that publishes, with the faces",
            publish.wasm.len(),
            publish_packed.len(),
        ),
    ] {
        println!(
            "{name}: {}, packed {}, as text {}",
            size(raw),
            size(packed),
            size(text::length(packed))
        );
    }
    println!("{}: {}", out.display(), size(page.len()));
    Ok(())
}
