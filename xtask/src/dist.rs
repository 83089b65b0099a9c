//! The release archive for one platform: the program, what to read, the examples, the
//! licences and the SBOM. The same files give the same bytes.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use flate2::{Compression, GzBuilder};

use crate::{Outcome, root, supply_chain, write_if_changed};

/// Which archive.
#[derive(Args)]
pub(crate) struct Dist {
    /// Cargo's profile; `dev` packs the debug build.
    #[arg(long, default_value = "release")]
    profile: String,
    /// The platform, if it is not this one, e.g. x86_64-pc-windows-msvc.
    #[arg(long)]
    target: Option<String>,
}

/// Files and folders of the repository that go into the archive as they are.
const KEPT: [&str; 8] = [
    "README.md",
    "README.zh-CN.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "docs/workbook.zh-CN.md",
    "examples",
    "crates/fonts/fandol/COPYING",
    "crates/fonts/fandol/README",
];

/// For Windows: files to drop workbooks on. ASCII alone is in them, which reads the same in any
/// code page.
const DROP_SCRIPTS: [(&str, &str); 2] = [
    ("生成年报.cmd", include_str!("dist/build.cmd")),
    ("核对.cmd", include_str!("dist/check.cmd")),
];

/// 1980-01-01, the earliest time both kinds of archive can tell, in seconds since 1970.
const TIME: u64 = 315_532_800;

/// A file in the archive.
struct Entry {
    path: String,
    bytes: Vec<u8>,
    runs: bool,
}

/// Builds the program and packs it.
pub(crate) fn run(options: &Dist) -> Outcome {
    let target = match &options.target {
        Some(target) => target.clone(),
        None => host()?,
    };
    let metadata = supply_chain::metadata(Some(&target))?;
    // Apart from other builds: cargo builds everything anew where flags have changed.
    let builds = metadata.target_directory.join("dist/build");
    let mut build = Command::new("cargo");
    build.args([
        "build",
        "--locked",
        "--package",
        "nianbao",
        "--profile",
        &options.profile,
    ]);
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
        Entry {
            path: name.into(),
            bytes: std::fs::read(&built)?,
            runs: true,
        },
        text("THIRD-PARTY.md", supply_chain::third_party(&metadata).into_bytes()),
        text("sbom.cdx.json", supply_chain::sbom(&metadata)?),
    ];
    if windows {
        entries.extend(DROP_SCRIPTS.map(|(name, script)| text(name, script.replace('\n', "\r\n").into_bytes())));
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

/// Flags by which the folders of this machine, which Rust writes into a program for its
/// panics, go by other names: the program is the same wherever it was built.
fn path_remaps(project: &Path) -> Result<[String; 2], Box<dyn std::error::Error>> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")))
        .ok_or("there is no home folder")?;
    let flag = |folder: &Path, name: &str| format!("--remap-path-prefix={}={name}", folder.display());
    Ok([flag(project, "nianbao"), flag(&home, "cargo")])
}

/// The platform this is built on.
fn host() -> Result<String, Box<dyn std::error::Error>> {
    let output = Command::new("rustc").arg("-vV").output()?;
    let text = String::from_utf8(output.stdout)?;
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.ok_or("rustc does not say what it runs on")?.to_owned())
}

fn text(path: &str, bytes: Vec<u8>) -> Entry {
    Entry {
        path: path.into(),
        bytes,
        runs: false,
    }
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
    entries.push(text(
        &name,
        std::fs::read(&here).map_err(|error| format!("{}: {error}", here.display()))?,
    ));
    Ok(())
}

/// The entries in the order of their paths below one folder, with the rights they get.
fn ordered(top: &str, mut entries: Vec<Entry>) -> impl Iterator<Item = (PathBuf, Vec<u8>, u32)> {
    entries.sort_by(|one, other| one.path.cmp(&other.path));
    entries.into_iter().map(move |entry| {
        let mode = if entry.runs { 0o755 } else { 0o644 };
        (PathBuf::from(format!("{top}/{}", entry.path)), entry.bytes, mode)
    })
}

fn tar(top: &str, entries: Vec<Entry>) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    // Neither a name nor a time in the compressed stream's own header.
    let packed = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    let mut archive = tar::Builder::new(packed);
    for (path, bytes, mode) in ordered(top, entries) {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(mode);
        header.set_mtime(TIME);
        header.set_uid(0);
        header.set_gid(0);
        archive.append_data(&mut header, path, bytes.as_slice())?;
    }
    Ok(archive.into_inner()?.finish()?)
}

fn zip(top: &str, entries: Vec<Entry>) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes, mode) in ordered(top, entries) {
        let options = zip::write::SimpleFileOptions::default()
            .system(zip::System::Unix)
            .compression_method(zip::CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(mode);
        archive.start_file(path.to_string_lossy(), options)?;
        archive.write_all(&bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn entries(reversed: bool) -> Vec<Entry> {
        let mut entries = vec![
            Entry {
                path: "nianbao".into(),
                bytes: b"program".to_vec(),
                runs: true,
            },
            text("examples/b.txt", b"b".to_vec()),
            text("README.md", b"read me".to_vec()),
        ];
        if reversed {
            entries.reverse();
        }
        entries
    }

    #[test]
    fn the_same_files_give_the_same_bytes_whatever_their_order() {
        assert_eq!(tar("top", entries(false)).unwrap(), tar("top", entries(true)).unwrap());
        assert_eq!(zip("top", entries(false)).unwrap(), zip("top", entries(true)).unwrap());
    }

    #[test]
    fn scripts_for_windows_read_the_same_in_any_code_page() {
        for (name, script) in DROP_SCRIPTS {
            assert!(script.is_ascii() && script.ends_with("\npause\n"), "{name}");
        }
    }

    #[test]
    fn archives_hold_the_files_with_fixed_owners_and_times() {
        let bytes = tar("top", entries(true)).unwrap();
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(bytes.as_slice()));
        let mut seen = Vec::new();
        for entry in archive.entries().unwrap() {
            let mut entry = entry.unwrap();
            let header = entry.header().clone();
            assert_eq!(
                (header.uid().unwrap(), header.gid().unwrap(), header.mtime().unwrap()),
                (0, 0, TIME)
            );
            let mut content = String::new();
            let path = entry.path().unwrap().display().to_string();
            entry.read_to_string(&mut content).unwrap();
            seen.push((path, header.mode().unwrap(), content));
        }
        let file = |path: &str, mode, content: &str| (format!("top/{path}"), mode, content.to_owned());
        let expected = [
            file("README.md", 0o644, "read me"),
            file("examples/b.txt", 0o644, "b"),
            file("nianbao", 0o755, "program"),
        ];
        assert_eq!(seen, expected);
        let mut archive = zip::ZipArchive::new(Cursor::new(zip("top", entries(true)).unwrap())).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, expected.map(|(path, ..)| path));
        let program = archive.by_name("top/nianbao").unwrap();
        assert_eq!((program.unix_mode().unwrap() & 0o777, program.size()), (0o755, 7));
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
