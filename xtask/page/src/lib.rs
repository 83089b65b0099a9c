//! The page in the browser, as the one file `target/dist/nianbao.html`: `cargo xtask page`.
//!
//! Cargo builds the module (crates/web), wasm-bindgen writes its JavaScript, esbuild bundles the
//! page's own TypeScript (crates/web/page), and all of it is packed into one HTML file, with the
//! faces, that asks for nothing. The same sources and tools give the same bytes. What the page does is
//! not decided here.
#![allow(clippy::print_stdout, reason = "a developer's tool talks to the terminal")]

mod document;
mod modules;
mod packed;
mod scripts;
mod text;

use std::path::PathBuf;

use xtask_kit::files::{root, write_if_changed};

use document::Parts;
use packed::Packing;

/// The faces, by the numbers of the roles they serve (crates/fonts), each unpacked by a worker of its own. Browsers
/// unpack gzip in no time, and xz only by what the page brings along: so those are packed as xz that it makes
/// smallest, as far as the page would be too large otherwise. The smallest face comes first: with it the page tries the
/// typesetter.
const FACES: [(usize, &str, Packing); 5] = [
    (4, "FandolSong-Regular", Packing::QuickGzip),
    (2, "FandolKai-Regular", Packing::Xz),
    (1, "FandolHei-Regular", Packing::Xz),
    (3, "FandolFang-Regular", Packing::QuickGzip),
    (0, "FandolSong-Bold", Packing::QuickGzip),
];

const PAGE: &str = "target/dist/nianbao.html";

/// What to build, and where to.
#[derive(clap::Args)]
pub struct Options {
    /// Builds in a hurry: larger and slower, and the same to use.
    #[arg(long)]
    dev: bool,
    /// Builds a page that makes no PDF, in a third of the time: for tests.
    #[arg(long)]
    without_pdf: bool,
    /// The file to write.
    #[arg(long, default_value = PAGE)]
    out: PathBuf,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            dev: false,
            without_pdf: false,
            out: PAGE.into(),
        }
    }
}

/// Builds the page and gives the file's path; `licences` are those of everything in its module.
///
/// # Errors
/// If a tool is missing or does not succeed.
pub fn build(options: &Options, licences: &str) -> Result<PathBuf, Box<dyn std::error::Error>> {
    let work = root().join("target/page");
    std::fs::create_dir_all(&work)?;
    scripts::install()?;
    let scripts = scripts::bundle(options.dev)?;
    // The module is there at once, and so it is packed as browsers unpack by themselves. The faces
    // are unpacked while it works: there every byte counts.
    let module = modules::build(options.dev, !options.without_pdf, &work)?;
    let gzip = if options.dev { Packing::QuickGzip } else { Packing::Gzip };
    let packed_module = packed::pack(&module.wasm, gzip, &work)?;
    let mut faces = Vec::new();
    for (role, face, packing) in FACES {
        let path = root().join(format!("crates/fonts/fandol/{face}.otf"));
        let face = std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        faces.push(document::Face {
            role,
            packing,
            packed: packed::pack(&face, packing, &work)?,
        });
    }
    let licences = packed::pack(
        (scripts::LICENCE.to_owned() + licences).as_bytes(),
        Packing::Gzip,
        &work,
    )?;
    let parts = Parts {
        style: scripts::style()?,
        main: scripts.main,
        worker: scripts.worker,
        unpacker: scripts.unpacker,
        glue: module.glue,
        module: &packed_module,
        faces: &faces,
        licences: &licences,
    };
    let page = text::utf16(&document::write(&parts)?);
    let out = root().join(&options.out);
    if let Some(folder) = out.parent() {
        std::fs::create_dir_all(folder)?;
    }
    write_if_changed(&out, &page)?;
    let size = |bytes: usize| format!("{:.2} MB", bytes as f64 / 1e6);
    let as_text = |bytes: &[u8]| text::size(&text::of(bytes));
    println!(
        "module: {}, packed {}, as text {}; faces: packed {}, as text {}",
        size(module.wasm.len()),
        size(packed_module.len()),
        size(as_text(&packed_module)),
        size(faces.iter().map(|face| face.packed.len()).sum()),
        size(faces.iter().map(|face| as_text(&face.packed)).sum()),
    );
    println!("{}: {}", out.display(), size(page.len()));
    Ok(out)
}
