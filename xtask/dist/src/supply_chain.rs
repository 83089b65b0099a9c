//! Where every crate comes from and on what terms, held to `deny.toml`.

use serde::Deserialize;
use xtask_kit::Outcome;
use xtask_kit::files::root;

use crate::metadata::{self, Package};

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
///
/// # Errors
/// With every breach.
pub fn check() -> Outcome {
    let metadata = metadata::read(None)?;
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

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

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
            targets: Vec::new(),
        };
        let count = |name, license, source| breaches(&package(name, license, source), &rules).len();
        assert_eq!(count("a", "MIT/GPL-3.0-only", "registry+https://r"), 0);
        assert_eq!(count("a", "MIT AND GPL-3.0-only", "registry+https://r"), 1);
        assert_eq!(count("x", "GPL-3.0-only", "registry+https://r"), 0);
        assert_eq!(count("a", "GPL-3.0-only", "git+https://r"), 2);
    }
}
