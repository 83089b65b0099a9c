//! Findings before foreign judges: every rule's example, as SARIF, JSON and a web page.

use std::ffi::OsStr;
use std::path::Path;

use super::{Verdict, run_tool};
use crate::root;

/// The npm packages the judges come in: the official schema of SARIF, and a validator.
pub(super) const NPM_PACKAGES: [&str; 3] = [
    "@microsoft/sarif-multitool-linux@5.7.0",
    "ajv-cli@5.0.0",
    "ajv-formats@3.0.1",
];

/// Writes every rule's example in every format, and has them judged.
pub(super) fn judge(tools: &Path, nu: &Path) -> Verdict {
    let folder = root().join("target/conformance/findings");
    let example = [
        "run",
        "--quiet",
        "--package",
        "nianbao-findings",
        "--example",
        "show",
        "--",
    ];
    run_tool("cargo", example.map(OsStr::new).into_iter().chain([folder.as_os_str()]))?;
    let modules = tools.join("node_modules");
    let sarif = modules.join("@microsoft/sarif-multitool-linux/sarif-2.1.0.json");
    for log in ["zh.sarif", "en.sarif"] {
        // The validator knows a file by its ending.
        let named = folder.join(format!("{log}.json"));
        std::fs::copy(folder.join(log), &named).map_err(|error| error.to_string())?;
        validate(&modules, &sarif, &named)?;
    }
    validate(
        &modules,
        &root().join("schemas/findings.schema.json"),
        &folder.join("many.json"),
    )?;
    for page in ["one.html", "many.html"] {
        let arguments = [OsStr::new("-jar"), nu.as_os_str(), OsStr::new("--Werror")];
        run_tool("java", arguments.into_iter().chain([folder.join(page).as_os_str()]))?;
    }
    Ok(String::from("SARIF 2.1.0 and JSON valid; page 0 errors, 0 warnings"))
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
