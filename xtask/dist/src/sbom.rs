//! What is in the program, for machines: an SBOM in CycloneDX 1.6.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use xtask_kit::files::root;

use crate::metadata::{Metadata, Package, shipped};

/// The SBOM in CycloneDX 1.6. It has neither a serial number nor a time: the same crates
/// give the same bytes.
pub(crate) fn bytes(metadata: &Metadata) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
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
        let mut component = json!({
            "type": if package.is_program() { "application" } else { "library" },
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
    let program = shipped.packages.iter().find(|package| package.is_program());
    let program = program.ok_or("cargo metadata does not know the program")?;
    let others = shipped.packages.iter().filter(|package| !package.is_program());
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
    use crate::metadata;

    #[test]
    fn the_sbom_names_every_crate_once_with_its_licence_and_needs() {
        let metadata = metadata::read(None).unwrap();
        let made = bytes(&metadata).unwrap();
        assert_eq!(made, bytes(&metadata).unwrap());
        let sbom: Value = serde_json::from_slice(&made).unwrap();
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
                .is_some_and(|name| name == "nianbao" || name.starts_with("nianbao-"));
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
    }
}
