//! `schemas/*.schema.json`, generated from the types, so that they cannot lie.

use nianbao_model::form::file::FormFile;
use xtask_kit::Outcome;
use xtask_kit::files::{root, write_if_changed};

/// The schema files: name and content.
fn files() -> Result<Vec<(&'static str, String)>, serde_json::Error> {
    let dataset = serde_json::to_string_pretty(&nianbao_dataset::schema())? + "\n";
    let pretty = |schema: &schemars::Schema| serde_json::to_string_pretty(schema).map(|text| text + "\n");
    Ok(vec![
        ("form.schema.json", pretty(&schemars::schema_for!(FormFile))?),
        ("report.schema.json", pretty(&nianbao_export_json::schema())?),
        ("findings.schema.json", pretty(&nianbao_findings::json::schema())?),
        ("comparison.schema.json", pretty(&nianbao_compare::json::schema())?),
        ("dataset.schema.json", dataset),
    ])
}

/// Writes the schemas.
///
/// # Errors
/// If one cannot be written.
pub fn write() -> Outcome {
    for (name, content) in files()? {
        write_if_changed(&root().join("schemas").join(name), content.as_bytes())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_schemas_are_current() {
        for (name, content) in files().unwrap() {
            let committed = std::fs::read_to_string(root().join("schemas").join(name)).unwrap_or_default();
            assert!(
                committed == content,
                "schemas/{name} is not current: run `cargo xtask schemas`"
            );
        }
    }
}
