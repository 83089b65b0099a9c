//! `examples/own-exporter`, a workspace of its own: it is built from the same versions as
//! the program, so that what CI has compiled serves it too.

use std::collections::BTreeSet;

use crate::support::root;

#[test]
fn its_lock_file_has_the_programs_versions() {
    let own = packages("examples/own-exporter/Cargo.lock");
    let programs = packages("Cargo.lock");
    assert!(own.len() > 300, "it is a lock file: {}", own.len());
    let others: Vec<_> = own.difference(&programs).map(|[name, ..]| name.as_str()).collect();
    assert_eq!(
        others,
        ["name = \"own-exporter\""],
        "run `cp Cargo.lock examples/own-exporter/` and there `cargo metadata >/dev/null`, which takes out what it does not need"
    );
}

/// Each package's name, version and checksum.
fn packages(lock: &str) -> BTreeSet<[String; 3]> {
    let lock = std::fs::read_to_string(root().join(lock)).unwrap();
    let packages = lock.split("[[package]]").skip(1);
    let line = |package: &str, begin: &str| {
        let line = package.lines().find(|line| line.starts_with(begin));
        line.unwrap_or_default().to_owned()
    };
    packages
        .map(|package| ["name", "version", "checksum"].map(|begin| line(package, begin)))
        .collect()
}
