//! What cargo knows of the crates in the workspace and in the program.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use xtask_kit::files::root;
use xtask_kit::programs::run;

/// The program, as cargo calls what it builds.
pub(crate) const PROGRAM: &str = "nianbao";
/// The crate with the faces, whose licence is a text of its own.
pub(crate) const FACES: &str = "nianbao-fonts";
/// What to call that licence.
pub(crate) const FACES_LICENCE: &str = "GPL 3 with the font exception";

/// What `cargo metadata` tells, as far as it is used.
#[derive(Deserialize)]
pub(crate) struct Metadata {
    pub(crate) packages: Vec<Package>,
    pub(crate) resolve: Resolve,
    pub(crate) target_directory: PathBuf,
    pub(crate) workspace_root: PathBuf,
}

#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) license: Option<String>,
    pub(crate) license_file: Option<PathBuf>,
    pub(crate) source: Option<String>,
    pub(crate) repository: Option<String>,
    pub(crate) manifest_path: PathBuf,
    pub(crate) dependencies: Vec<Requirement>,
    pub(crate) targets: Vec<Target>,
}

/// What is built of a package.
#[derive(Deserialize)]
pub(crate) struct Target {
    name: String,
    kind: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Requirement {
    pub(crate) name: String,
    pub(crate) req: String,
    pub(crate) path: Option<PathBuf>,
}

#[derive(Deserialize)]
pub(crate) struct Resolve {
    pub(crate) nodes: Vec<Node>,
}

#[derive(Deserialize)]
pub(crate) struct Node {
    pub(crate) id: String,
    pub(crate) deps: Vec<Dependency>,
}

#[derive(Deserialize)]
pub(crate) struct Dependency {
    pub(crate) pkg: String,
    pub(crate) dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
pub(crate) struct DependencyKind {
    /// `None` for what is linked into the program, else `build` or `dev`.
    pub(crate) kind: Option<String>,
}

/// Asks cargo; for one platform, or for all.
pub(crate) fn read(target: Option<&str>) -> Result<Metadata, Box<dyn Error>> {
    let mut command = Command::new("cargo");
    command.args(["metadata", "--format-version", "1", "--locked"]);
    if let Some(target) = target {
        command.args(["--filter-platform", target]);
    }
    Ok(serde_json::from_str(&run(command.current_dir(root()))?)?)
}

impl Package {
    /// Whether this is the package the program is built from.
    pub(crate) fn is_program(&self) -> bool {
        let mut targets = self.targets.iter();
        targets.any(|target| target.name == PROGRAM && target.kind.iter().any(|kind| kind == "bin"))
    }

    /// The licence as an SPDX expression; older crates write a slash for a choice.
    pub(crate) fn expression(&self) -> Option<String> {
        Some(self.license.as_ref()?.replace('/', " OR ").replace("  ", " "))
    }

    /// The licence in words.
    pub(crate) fn licence(&self) -> String {
        self.expression().unwrap_or_else(|| match self.name.as_str() {
            FACES => FACES_LICENCE.to_owned(),
            _ => String::from("not named"),
        })
    }

    /// Its address in the package-URL scheme.
    pub(crate) fn purl(&self) -> String {
        format!("pkg:cargo/{}@{}", self.name, self.version)
    }

    /// The texts of its licences and notices.
    pub(crate) fn texts(&self) -> Vec<String> {
        let folder = self.manifest_path.parent().unwrap_or(Path::new("."));
        let is_text = |name: &str| {
            let name = name.to_ascii_uppercase();
            ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"]
                .iter()
                .any(|start| name.starts_with(start))
        };
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut files: Vec<PathBuf> = entries
            .filter(|entry| is_text(&entry.file_name().to_string_lossy()))
            .map(|entry| entry.path())
            .chain(self.license_file.iter().map(|file| folder.join(file)))
            .filter(|path| path.is_file())
            .collect();
        files.sort();
        files.dedup();
        let texts = files.iter().filter_map(|path| std::fs::read_to_string(path).ok());
        texts.map(|text| text.replace("\r\n", "\n").trim().to_owned()).collect()
    }
}

/// The crates that are linked into the program, with what each needs, by name and version.
pub(crate) struct Shipped<'a> {
    pub(crate) packages: Vec<&'a Package>,
    pub(crate) needs: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

pub(crate) fn shipped(metadata: &Metadata) -> Shipped<'_> {
    linked(metadata, Package::is_program)
}

/// The same for what is built from another package.
pub(crate) fn linked(metadata: &Metadata, from: impl Fn(&Package) -> bool) -> Shipped<'_> {
    let mut needs: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let first = metadata.packages.iter().find(|package| from(package));
    let mut waiting: Vec<&str> = first.map(|first| first.id.as_str()).into_iter().collect();
    while let Some(id) = waiting.pop() {
        if needs.contains_key(id) {
            continue;
        }
        let deps = metadata
            .resolve
            .nodes
            .iter()
            .filter(|node| node.id == id)
            .flat_map(|node| &node.deps);
        let linked = deps.filter(|dep| dep.dep_kinds.iter().any(|kind| kind.kind.is_none()));
        let linked: BTreeSet<&str> = linked.map(|dep| dep.pkg.as_str()).collect();
        waiting.extend(&linked);
        needs.insert(id, linked);
    }
    let mut packages: Vec<&Package> = metadata
        .packages
        .iter()
        .filter(|package| needs.contains_key(package.id.as_str()))
        .collect();
    packages.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
    Shipped { packages, needs }
}
