//! The traits importers and exporters implement, and the registry they are found in.
//!
//! A plugin is a crate with one `inventory::submit!`; a program names the crate once and
//! knows nothing else about it. Those that come with the program are named in
//! `crates/nianbao/src/plugins.rs`.

mod exporter;
mod importer;
mod shared;

pub use exporter::{Description, ExportError, ExportFault, ExportJob, Exporter, Role};
pub use importer::{Amount, ImportError, ImportFault, Importer, Intake, Packed, Part};
pub use shared::Shared;

pub use crate::settings::{ExportOption, SettingError, Settings, Values};

/// A registered importer or exporter.
pub struct Plugin(Registered);

enum Registered {
    Exporter(&'static dyn Exporter),
    Importer(&'static dyn Importer),
}

impl Plugin {
    /// Registers an exporter: `inventory::submit! { Plugin::exporter(&MyExporter) }`.
    pub const fn exporter(exporter: &'static dyn Exporter) -> Self {
        Self(Registered::Exporter(exporter))
    }

    /// Registers an importer.
    pub const fn importer(importer: &'static dyn Importer) -> Self {
        Self(Registered::Importer(importer))
    }
}

inventory::collect!(Plugin);

/// Every registered exporter, by id.
pub fn exporters() -> Vec<&'static dyn Exporter> {
    let mut found: Vec<_> = inventory::iter::<Plugin>
        .into_iter()
        .filter_map(|plugin| match plugin.0 {
            Registered::Exporter(exporter) => Some(exporter),
            Registered::Importer(_) => None,
        })
        .collect();
    found.sort_by_key(|exporter| exporter.id());
    found
}

/// Every registered importer, by id.
pub fn importers() -> Vec<&'static dyn Importer> {
    let mut found: Vec<_> = inventory::iter::<Plugin>
        .into_iter()
        .filter_map(|plugin| match plugin.0 {
            Registered::Importer(importer) => Some(importer),
            Registered::Exporter(_) => None,
        })
        .collect();
    found.sort_by_key(|importer| importer.id());
    found
}
