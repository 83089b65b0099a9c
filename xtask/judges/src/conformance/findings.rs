//! Findings before foreign judges: every rule's example, as SARIF, JSON and a web page; and the
//! comparison of two years, as JSON and a web page.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use xtask_kit::files::root;

use super::judges::page::{accessible, nu_checker};
use super::verdict::Verdict;
use crate::tools::{node_module, run_tool};

/// Writes every rule's example in every format, and has them judged.
pub(super) fn judge() -> Verdict {
    let folder = root().join("target/conformance/findings");
    // What an earlier run left must not be judged in place of what this one writes.
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
    }
    for package in ["nianbao-findings", "nianbao-compare"] {
        let example = ["run", "--quiet", "--package", package, "--example", "show", "--"];
        run_tool("cargo", example.map(OsStr::new).into_iter().chain([folder.as_os_str()]))?;
    }
    let (modules, nu) = (node_module(""), nu_checker());
    let sarif = modules.join("@microsoft/sarif-multitool-linux/sarif-2.1.0.json");
    for log in written(&folder, "sarif")? {
        // The validator knows a file by its ending.
        let named = log.with_extension("sarif.json");
        std::fs::copy(&log, &named).map_err(|error| format!("{}: {error}", log.display()))?;
        validate(&modules, &sarif, &named)?;
    }
    for (name, schema) in [
        ("examples.json", "findings"),
        ("mixed.json", "findings"),
        ("comparison.json", "comparison"),
    ] {
        let schema = root().join(format!("schemas/{schema}.schema.json"));
        validate(&modules, &schema, &folder.join(name))?;
    }
    let pages = written(&folder, "html")?;
    for page in &pages {
        // It takes no digest for a leave to run, as browsers do: the page's one script is pinned by its own.
        let pinned = [
            "--Werror",
            "--filterpattern",
            ".*Inline script violates Content Security Policy.*",
        ];
        let arguments = [OsStr::new("-jar"), nu.as_os_str()]
            .into_iter()
            .chain(pinned.map(OsStr::new));
        run_tool("java", arguments.into_iter().chain([page.as_os_str()]))?;
    }
    let seen = accessible(&pages)?;
    Ok(format!(
        "SARIF 2.1.0 and JSON valid; pages 0 errors, 0 warnings; axe: {seen}"
    ))
}

/// The files of a kind that the example wrote, of which there must be some.
fn written(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    if files.is_empty() {
        return Err(format!("no .{extension} was written into {}", folder.display()));
    }
    Ok(files)
}

fn validate(modules: &Path, schema: &Path, data: &Path) -> Verdict {
    let arguments = [
        "validate",
        "--spec=draft2020",
        "--strict=false",
        "--all-errors",
        "-c",
        "ajv-formats",
    ];
    let files = [OsStr::new("-s"), schema.as_os_str(), OsStr::new("-d"), data.as_os_str()];
    run_tool(
        modules.join(".bin/ajv"),
        arguments.map(OsStr::new).into_iter().chain(files),
    )
}
