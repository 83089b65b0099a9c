//! Every registered exporter is held to the suite; none is named here.

use nianbao::exporters;
use nianbao_conformance::Suite;

#[test]
fn every_exporter_conforms() {
    let mut breaches = Vec::new();
    for exporter in exporters() {
        if let Err(found) = Suite::new(exporter).run() {
            breaches.extend(found.iter().map(|breach| format!("{}: {breach}", exporter.id())));
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}
