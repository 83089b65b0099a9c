//! The suite every exporter is held to, and what is particular to this one.

use nianbao_conformance::{Breaches, Suite};

use super::__TYPE__Exporter;

#[test]
fn it_conforms() -> Result<(), Breaches> {
    Suite::new(&__TYPE__Exporter).reading(read).run()
}

/// CHANGE THIS: the text of a file, taken out by a reader that knows nothing of the code
/// above. Without one, leave `reading` away.
fn read(bytes: &[u8]) -> Result<String, String> {
    String::from_utf8(bytes.to_vec()).map_err(|error| error.to_string())
}
