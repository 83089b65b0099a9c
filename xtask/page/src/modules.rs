//! The module: cargo compiles it, wasm-bindgen writes the JavaScript beside it.

use std::path::Path;
use std::process::Command;

use wasm_bindgen_cli_support::Bindgen;
use xtask_kit::files::root;
use xtask_kit::programs::path_remaps;

type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

const TARGET: &str = "wasm32-unknown-unknown";
const NAME: &str = "nianbao";

/// The module and its JavaScript.
pub(crate) struct Module {
    pub(crate) wasm: Vec<u8>,
    pub(crate) glue: String,
}

/// Builds the module, with the typesetter or without.
pub(crate) fn build(dev: bool, pdf: bool, work: &Path) -> Fallible<Module> {
    let profile = if dev { "page-dev" } else { "page" };
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--locked", "--package", "nianbao-web", "--lib"]);
    cargo.args(["--target", TARGET, "--profile", profile]);
    if !pdf {
        cargo.arg("--no-default-features");
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", path_remaps(&root())?.join("\u{1f}"));
    if !cargo.current_dir(root()).status()?.success() {
        let missing = format!("the module could not be built; is the target there? rustup target add {TARGET}");
        return Err(missing.into());
    }
    let built = root().join(format!("target/{TARGET}/{profile}/nianbao_web.wasm"));
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(NAME, std::fs::read(built)?);
    // A module worker cannot be started from a file on the disk.
    bindgen.no_modules(true)?.no_modules_global("nianbao")?;
    bindgen.typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    let folder = work.join(profile);
    bindgen.generate(&folder)?;
    Ok(Module {
        wasm: std::fs::read(folder.join(format!("{NAME}_bg.wasm")))?,
        glue: std::fs::read_to_string(folder.join(format!("{NAME}.js")))?,
    })
}
