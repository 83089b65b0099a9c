//! The page's own code: npm installs esbuild, TypeScript and the reader of xz in the versions of
//! `crates/web/page/package-lock.json`, TypeScript judges it, esbuild bundles it.

use std::path::PathBuf;
use std::process::Command;

use xtask_kit::files::root;
use xtask_kit::programs::{has, run};

type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

/// The oldest engine the page is written for; the page says so to older ones.
const ENGINE: &str = "chrome96";

/// What the reader of xz is under; the licences of the module follow it.
pub(crate) const LICENCE: &str = "# npm package xz-decompress 0.2.3\n\nMIT, https://github.com/httptoolkit/xz-decompress, \
    Copyright (c) 2022 Steve Sanderson, 2023 Tim Perry; with walloc, Copyright (c) 2020 Igalia, S.L., \
    MIT, and XZ Embedded by Lasse Collin and Igor Pavlov, in the public domain.\n\n";

/// The styles, the family's first.
const STYLES: [&str; 3] = [
    "crates/web-page/src/family.css",
    "crates/findings/src/page/style.css",
    "crates/web/page/src/style.css",
];

/// The page's scripts.
pub(crate) struct Scripts {
    pub(crate) main: String,
    pub(crate) worker: String,
    pub(crate) unpacker: String,
}

fn folder() -> PathBuf {
    root().join("crates/web/page")
}

/// Installs what comes from npm, unless it is there.
pub(crate) fn install() -> Fallible<()> {
    if !has("npm") {
        return Err("npm is not installed: apt-get install nodejs npm".into());
    }
    let lock = std::fs::read(folder().join("package-lock.json"))?;
    let installed = folder().join("node_modules/.installed");
    if std::fs::read(&installed).is_ok_and(|of| of == lock) {
        return Ok(());
    }
    run(Command::new("npm")
        .args(["ci", "--silent", "--no-audit", "--no-fund"])
        .current_dir(folder()))?;
    Ok(std::fs::write(installed, lock)?)
}

/// Judges and bundles the scripts.
pub(crate) fn bundle(dev: bool) -> Fallible<Scripts> {
    let tool = |name: &str| folder().join("node_modules/.bin").join(name);
    run(Command::new(tool("tsc"))
        .args(["--noEmit", "--project", "."])
        .current_dir(folder()))?;
    let bundled = |script: &str| {
        let mut esbuild = Command::new(tool("esbuild"));
        esbuild.args([
            &format!("src/{script}.ts"),
            "--bundle",
            "--format=iife",
            "--charset=utf8",
            "--log-level=warning",
        ]);
        esbuild.arg(format!("--target={ENGINE}"));
        if !dev {
            esbuild.args(["--minify-syntax", "--minify-whitespace"]);
        }
        run(esbuild.current_dir(folder()))
    };
    Ok(Scripts {
        main: bundled("main")?,
        worker: bundled("worker")?,
        unpacker: bundled("unpacker")?,
    })
}

/// All styles.
pub(crate) fn style() -> Fallible<String> {
    let read =
        |path: &&str| std::fs::read_to_string(root().join(path)).map_err(|error| format!("{path}: {error}").into());
    STYLES.iter().map(read).collect()
}
