//! Archives as the targets take them: their parts side by side, for a fuzzer would spend its
//! time on breaking the compression. `tests/fuzz/src/packed.rs` packs them.

use nianbao_testing::archive::Parts;

/// What stands between the parts of an archive, as `tests/fuzz/src/packed.rs` reads them.
pub(super) const BETWEEN: &str = "\u{1e}\u{1e}";
/// Parts that are not read, or hold nothing of ours.
const UNREAD: [&str; 7] = [
    "theme",
    "docProps",
    "Thumbnails",
    "Configurations2",
    "rdf",
    "settings",
    "meta.xml",
];

/// An archive's parts as the targets take them.
pub(super) fn parts(parts: &Parts) -> Vec<u8> {
    let is_read =
        |name: &str| !name.ends_with('/') && name != "styles.xml" && !UNREAD.iter().any(|unread| name.contains(unread));
    let read = parts.iter().filter(|(name, _)| is_read(name));
    let seeds: Vec<_> = read
        .map(|(name, content)| [name.as_bytes(), b"\n", content].concat())
        .collect();
    seeds.join(BETWEEN.as_bytes())
}
