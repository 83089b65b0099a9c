//! Where the program's crates come from and on what terms: enforced against `deny.toml`,
//! and told in the release archive as a list with all texts and as an SBOM.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{Outcome, root};

/// The program's crate.
const PROGRAM: &str = "nianbao";
/// The crate with the faces, whose licence is a text of its own.
const FACES: &str = "nianbao-fonts";
/// What to call that licence.
const FACES_LICENCE: &str = "GPL 3 with the font exception";

/// What `cargo metadata` tells, as far as it is used.
#[derive(Deserialize)]
pub(crate) struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
    pub(crate) target_directory: PathBuf,
    pub(crate) workspace_root: PathBuf,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    license_file: Option<PathBuf>,
    source: Option<String>,
    repository: Option<String>,
    manifest_path: PathBuf,
    dependencies: Vec<Requirement>,
}

#[derive(Deserialize)]
struct Requirement {
    name: String,
    req: String,
    path: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    /// `None` for what is linked into the program, else `build` or `dev`.
    kind: Option<String>,
}

/// Asks cargo; for one platform, or for all.
pub(crate) fn metadata(target: Option<&str>) -> Result<Metadata, Box<dyn std::error::Error>> {
    let mut command = Command::new("cargo");
    command.args(["metadata", "--format-version", "1", "--locked"]);
    if let Some(target) = target {
        command.args(["--filter-platform", target]);
    }
    let output = command.current_dir(root()).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

impl Package {
    /// The licence as an SPDX expression; older crates write a slash for a choice.
    fn expression(&self) -> Option<String> {
        Some(self.license.as_ref()?.replace('/', " OR ").replace("  ", " "))
    }

    /// The licence in words.
    fn licence(&self) -> String {
        self.expression().unwrap_or_else(|| match self.name.as_str() {
            FACES => FACES_LICENCE.to_owned(),
            _ => String::from("not named"),
        })
    }

    /// Its address in the package-URL scheme.
    fn purl(&self) -> String {
        format!("pkg:cargo/{}@{}", self.name, self.version)
    }

    /// The texts of its licences and notices.
    fn texts(&self) -> Vec<String> {
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

/// `deny.toml`, as far as it is enforced here.
#[derive(Deserialize)]
struct Rules {
    licenses: Licenses,
    sources: Sources,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    allow_registry: Vec<String>,
}

/// Holds every crate of every platform to `deny.toml`, and our own to the workspace's lints.
pub(crate) fn check() -> Outcome {
    let metadata = metadata(None)?;
    let rules: Rules = toml::from_str(&std::fs::read_to_string(root().join("deny.toml"))?)?;
    let breaches: Vec<String> = metadata
        .packages
        .iter()
        .flat_map(|package| breaches(package, &rules))
        .collect();
    if !breaches.is_empty() {
        return Err(format!("deny.toml does not allow:\n{}", breaches.join("\n")).into());
    }
    println!(
        "{} crates keep to deny.toml (licences, sources, wildcards, lints)",
        metadata.packages.len()
    );
    Ok(())
}

/// What a crate does that is not allowed.
fn breaches(package: &Package, rules: &Rules) -> Vec<String> {
    let mut found = Vec::new();
    let mut tell = |what: String| found.push(format!("{} {}: {what}", package.name, package.version));
    let excepted = rules
        .licenses
        .exceptions
        .iter()
        .any(|exception| exception.name == package.name);
    if !excepted
        && !package
            .expression()
            .is_some_and(|licence| is_allowed(&licence, &rules.licenses.allow))
    {
        tell(format!("licence {}", package.licence()));
    }
    match &package.source {
        Some(source) => {
            let registry = source.strip_prefix("registry+");
            if !registry.is_some_and(|registry| rules.sources.allow_registry.iter().any(|allowed| allowed == registry))
            {
                tell(format!("source {source}"));
            }
        }
        None => {
            for requirement in &package.dependencies {
                if requirement.req == "*" && requirement.path.is_none() {
                    tell(format!("any version of {}", requirement.name));
                }
            }
            // `forbid` cannot be lifted in the code, only by a manifest that goes its own way.
            let manifest = std::fs::read_to_string(&package.manifest_path).unwrap_or_default();
            let manifest: toml::Table = toml::from_str(&manifest).unwrap_or_default();
            let inherits = manifest.get("lints").and_then(|lints| lints.get("workspace"));
            if inherits.and_then(toml::Value::as_bool) != Some(true) {
                tell("does not take the workspace's lints".into());
            }
        }
    }
    found
}

/// Whether one may use what is under this licence, if these licences are accepted.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    spdx::Expression::parse(expression).is_ok_and(|expression| {
        expression.evaluate(|licence| allowed.iter().any(|allowed| *allowed == licence.to_string()))
    })
}

/// The crates that are linked into the program, with what each needs, by name and version.
struct Shipped<'a> {
    packages: Vec<&'a Package>,
    needs: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

fn shipped(metadata: &Metadata) -> Shipped<'_> {
    let mut needs: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let program = metadata.packages.iter().find(|package| package.name == PROGRAM);
    let mut waiting: Vec<&str> = program.map(|program| program.id.as_str()).into_iter().collect();
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

/// Every crate in the program with its licence, then every licence text with the crates it
/// came with.
pub(crate) fn third_party(metadata: &Metadata) -> String {
    let shipped = shipped(metadata);
    let mut page = String::from(
        "# Third-party software in nianbao\n\n\
         Every crate that is linked into the program, with its licence and where its source is.\n\n\
         | crate | version | licence | source |\n| --- | --- | --- | --- |\n",
    );
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in shipped.packages {
        let ours = package.source.is_none();
        if ours && package.name != FACES {
            continue;
        }
        let here = format!("https://crates.io/crates/{}/{}", package.name, package.version);
        let source = if ours {
            "Fandol fonts 0.3, with their source"
        } else {
            package.repository.as_deref().unwrap_or(&here)
        };
        let _ = writeln!(
            page,
            "| {} | {} | {} | {source} |",
            package.name,
            package.version,
            package.licence()
        );
        for text in package.texts() {
            texts
                .entry(text)
                .or_default()
                .push(format!("{} {}", package.name, package.version));
        }
    }
    for (text, crates) in texts {
        let _ = write!(page, "\n## {}\n\n````text\n{text}\n````\n", crates.join(", "));
    }
    page
}

/// The SBOM in CycloneDX 1.6. It has neither a serial number nor a time: the same crates
/// give the same bytes.
pub(crate) fn sbom(metadata: &Metadata) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let lock: toml::Table = toml::from_str(&std::fs::read_to_string(root().join("Cargo.lock"))?)?;
    let locked = lock.get("package").and_then(toml::Value::as_array);
    let checksums: BTreeMap<(&str, &str), &str> = locked
        .into_iter()
        .flatten()
        .filter_map(|package| {
            let text = |key: &str| package.get(key)?.as_str();
            Some(((text("name")?, text("version")?), text("checksum")?))
        })
        .collect();
    let shipped = shipped(metadata);
    let component = |package: &Package| {
        let licence = match package.expression() {
            Some(expression) => json!({ "expression": expression }),
            None => json!({ "license": { "name": package.licence() } }),
        };
        let is_program = package.name == PROGRAM;
        let mut component = json!({
            "type": if is_program { "application" } else { "library" },
            "bom-ref": package.purl(),
            "name": package.name,
            "version": package.version,
            "purl": package.purl(),
            "licenses": [licence],
        });
        if let Some(checksum) = checksums.get(&(package.name.as_str(), package.version.as_str())) {
            component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
        }
        component
    };
    let by_id: BTreeMap<&str, String> = shipped
        .packages
        .iter()
        .map(|package| (package.id.as_str(), package.purl()))
        .collect();
    let dependencies: Vec<Value> = shipped
        .packages
        .iter()
        .map(|package| {
            let needs = shipped.needs.get(package.id.as_str()).into_iter().flatten();
            let refs: BTreeSet<&String> = needs.filter_map(|id| by_id.get(id)).collect();
            json!({ "ref": package.purl(), "dependsOn": refs })
        })
        .collect();
    let program = shipped.packages.iter().find(|package| package.name == PROGRAM);
    let program = program.ok_or("cargo metadata does not know the program")?;
    let others = shipped.packages.iter().filter(|package| package.name != PROGRAM);
    let sbom = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": component(program) },
        "components": others.map(|package| component(package)).collect::<Vec<_>>(),
        "dependencies": dependencies,
    });
    Ok(serde_json::to_vec_pretty(&sbom)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crate_keeps_to_the_rules() {
        check().unwrap();
    }

    #[test]
    fn a_crate_that_breaks_a_rule_is_named() {
        let rules: Rules = toml::from_str(
            "[licenses]\nallow = ['MIT']\nexceptions = [{ name = 'x' }]\n[sources]\nallow-registry = ['https://r']",
        )
        .unwrap();
        let package = |name: &str, license: &str, source: &str| Package {
            id: name.into(),
            name: name.into(),
            version: "1.0.0".into(),
            license: Some(license.into()),
            license_file: None,
            source: Some(source.into()),
            repository: None,
            manifest_path: PathBuf::new(),
            dependencies: Vec::new(),
        };
        let count = |name, license, source| breaches(&package(name, license, source), &rules).len();
        assert_eq!(count("a", "MIT/GPL-3.0-only", "registry+https://r"), 0);
        assert_eq!(count("a", "MIT AND GPL-3.0-only", "registry+https://r"), 1);
        assert_eq!(count("x", "GPL-3.0-only", "registry+https://r"), 0);
        assert_eq!(count("a", "GPL-3.0-only", "git+https://r"), 2);
    }

    #[test]
    fn the_sbom_names_every_crate_once_with_its_licence_and_needs() {
        let metadata = metadata(None).unwrap();
        let bytes = sbom(&metadata).unwrap();
        assert_eq!(bytes, sbom(&metadata).unwrap());
        let sbom: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(
            (&sbom["bomFormat"], &sbom["specVersion"]),
            (&json!("CycloneDX"), &json!("1.6"))
        );
        let components = sbom["components"].as_array().unwrap();
        let mut refs: BTreeSet<&str> = components.iter().filter_map(|one| one["bom-ref"].as_str()).collect();
        assert_eq!(refs.len(), components.len());
        refs.extend(sbom["metadata"]["component"]["bom-ref"].as_str());
        for component in components {
            assert!(
                component["name"].is_string() && component["licenses"][0].is_object(),
                "{component}"
            );
            let ours = component["name"]
                .as_str()
                .is_some_and(|name| name.starts_with("nianbao-"));
            assert!(
                ours || component["hashes"][0]["content"].as_str().unwrap().len() == 64,
                "{component}"
            );
        }
        assert!(refs.iter().any(|name| name.starts_with("pkg:cargo/typst@")));
        // What only tests need is not in the program.
        for tool in ["insta", "nianbao-testing"] {
            assert!(
                !refs.iter().any(|name| name.starts_with(&format!("pkg:cargo/{tool}@"))),
                "{tool}"
            );
        }
        assert!(refs.iter().any(|name| name.starts_with("pkg:cargo/nianbao-model@")));
        for dependency in sbom["dependencies"].as_array().unwrap() {
            let needs = dependency["dependsOn"].as_array().unwrap().iter();
            assert!(
                needs
                    .chain([&dependency["ref"]])
                    .all(|one| refs.contains(one.as_str().unwrap()))
            );
        }
        let list = third_party(&metadata);
        assert!(list.contains("| cssparser |") && list.contains("GPL 3 with the font exception"));
        assert!(list.contains("GNU GENERAL PUBLIC LICENSE"));
    }
}
