//! The release archive for one platform: the program with the page in the browser in it, what to read, the examples, the
//! licences and the SBOM.

use std::path::{Path, PathBuf};
use std::process::Command;

use xtask_kit::Outcome;
use xtask_kit::files::{root, write_if_changed};
use xtask_kit::programs::{host, path_remaps};

use crate::archive::{Entry, tar, zip};
use crate::{metadata, sbom, third_party};

/// Which archive.
#[derive(clap::Args)]
pub struct Options {
    /// Cargo's profile; `dev` packs the debug build.
    #[arg(long, default_value = "release")]
    profile: String,
    /// The page in the browser to pack; without it, it is built.
    #[arg(long)]
    pub page: Option<PathBuf>,
    /// The platform, if it is not this one, e.g. x86_64-pc-windows-msvc.
    #[arg(long)]
    target: Option<String>,
}

/// Files and folders of the repository that go into the archive as they are.
const KEPT: [&str; 18] = [
    "README.md",
    "README.zh-CN.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "docs/workbook.zh-CN.md",
    "docs/rules.md",
    "docs/intake.md",
    "docs/images/result.png",
    "docs/images/comparison.png",
    "docs/images/findings.png",
    "docs/images/page.png",
    "docs/page.md",
    "examples/README.md",
    "examples/chongqing-customs-2020",
    "examples/county-2024",
    "examples/minimal",
    "crates/fonts/fandol/COPYING",
    "crates/fonts/fandol/README",
];

/// For Windows: files to drop workbooks on. ASCII alone is in them, which reads the same in any
/// code page.
const DROP_SCRIPTS: [(&str, &str); 2] = [
    ("生成年报.cmd", include_str!("../windows/build.cmd")),
    ("核对.cmd", include_str!("../windows/check.cmd")),
];

/// Builds the program with this page in it, and packs it; the page is given beside the archive too.
///
/// # Errors
/// If the program cannot be built, or a file of the archive is missing.
pub fn run(options: &Options, page: &Path) -> Outcome {
    let target = match &options.target {
        Some(target) => target.clone(),
        None => host()?,
    };
    let metadata = metadata::read(Some(&target))?;
    // Apart from other builds: cargo builds everything anew where flags have changed.
    let builds = metadata.target_directory.join("dist/build");
    let mut build = Command::new("cargo");
    build.args([
        "build",
        "--locked",
        "--bin",
        metadata::PROGRAM,
        "--profile",
        &options.profile,
        "--features",
        "nianbao-cli/page",
    ]);
    let page = std::path::absolute(page)?;
    build.env("NIANBAO_PAGE", &page);
    build.args(options.target.iter().flat_map(|target| ["--target", target]));
    build.arg("--target-dir").arg(&builds);
    build.env(
        "CARGO_ENCODED_RUSTFLAGS",
        path_remaps(&metadata.workspace_root)?.join("\u{1f}"),
    );
    if !build.current_dir(root()).status()?.success() {
        return Err("the program could not be built".into());
    }
    let folder = match options.profile.as_str() {
        "dev" => "debug",
        profile => profile,
    };
    let windows = target.contains("windows");
    let name = if windows { "nianbao.exe" } else { "nianbao" };
    let built = builds
        .join(options.target.as_deref().unwrap_or_default())
        .join(folder)
        .join(name);
    let mut entries = vec![
        Entry::program(name, std::fs::read(&built)?),
        Entry::text("THIRD-PARTY.md", third_party::page(&metadata).into_bytes()),
        Entry::text("sbom.cdx.json", sbom::bytes(&metadata)?),
    ];
    if windows {
        entries.extend(DROP_SCRIPTS.map(|(name, script)| Entry::text(name, script.replace('\n', "\r\n").into_bytes())));
    }
    for kept in KEPT {
        collect(&root(), Path::new(kept), &mut entries)?;
    }
    let top = format!("nianbao-{}-{target}", env!("CARGO_PKG_VERSION"));
    let (bytes, ending) = match windows {
        true => (zip(&top, entries)?, "zip"),
        false => (tar(&top, entries)?, "tar.gz"),
    };
    let dist = root().join("target/dist");
    std::fs::create_dir_all(&dist)?;
    let archive = dist.join(format!("{top}.{ending}"));
    write_if_changed(&archive, &bytes)?;
    println!("{} ({} KB)", archive.display(), bytes.len().div_ceil(1024));
    Ok(())
}

/// A file, or the files in a folder and the folders in it.
fn collect(root: &Path, path: &Path, entries: &mut Vec<Entry>) -> Outcome {
    let here = root.join(path);
    if here.is_dir() {
        for entry in std::fs::read_dir(&here)? {
            collect(root, &path.join(entry?.file_name()), entries)?;
        }
        return Ok(());
    }
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    // The crates' folders mean nothing outside the repository.
    let name = parts.join("/").replace("crates/fonts/fandol/", "fonts/");
    entries.push(Entry::text(
        &name,
        std::fs::read(&here).map_err(|error| format!("{}: {error}", here.display()))?,
    ));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_for_windows_read_the_same_in_any_code_page() {
        for (name, script) in DROP_SCRIPTS {
            assert!(script.is_ascii() && script.ends_with("\npause\n"), "{name}");
        }
    }

    #[test]
    fn what_goes_into_the_archive_is_there() {
        let mut entries = Vec::new();
        for kept in KEPT {
            collect(&root(), Path::new(kept), &mut entries).unwrap();
        }
        let paths: Vec<&str> = entries.iter().map(|entry| entry.path.as_str()).collect();
        for path in [
            "README.zh-CN.md",
            "docs/workbook.zh-CN.md",
            "examples/minimal/report.xlsx",
            "fonts/COPYING",
        ] {
            assert!(paths.contains(&path), "{path} in {paths:?}");
        }
    }
}
