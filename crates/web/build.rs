//! Takes the tables of characters out of the embedded faces: while the module has no faces yet, it
//! is to find what they lack as with them.

use std::error::Error;
use std::fs;
use std::path::Path;

/// The faces, by the names that `src/characters.rs` includes them under.
const FACES: [&str; 5] = [
    "FandolSong-Bold",
    "FandolHei-Regular",
    "FandolKai-Regular",
    "FandolFang-Regular",
    "FandolSong-Regular",
];
/// Where the table begins in what is written: behind the header and the only entry.
const START: u32 = 28;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    let out = std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    for face in FACES {
        let path = format!("../fonts/fandol/{face}.otf");
        println!("cargo:rerun-if-changed={path}");
        let table = characters(&fs::read(&path)?).ok_or_else(|| format!("{path} has no table of characters"))?;
        fs::write(Path::new(&out).join(format!("{face}.cmap")), table)?;
    }
    Ok(())
}

/// An OpenType file with nothing in it but this one's `cmap`.
fn characters(face: &[u8]) -> Option<Vec<u8>> {
    let number = |at: usize| Some(u32::from_be_bytes(face.get(at..at + 4)?.try_into().ok()?));
    let tables = usize::from(u16::from_be_bytes(face.get(4..6)?.try_into().ok()?));
    let entry = (0..tables)
        .map(|table| 12 + 16 * table)
        .find(|at| face.get(*at..at + 4) == Some(b"cmap"))?;
    let (from, length) = (number(entry + 8)?, number(entry + 12)?);
    let table = face.get(usize::try_from(from).ok()?..usize::try_from(from + length).ok()?)?;
    let mut file = face.get(..4)?.to_vec();
    // One table; the three fields for a binary search among one.
    file.extend([0, 1, 0, 16, 0, 0, 0, 0]);
    file.extend(face.get(entry..entry + 8)?);
    file.extend(START.to_be_bytes());
    file.extend(length.to_be_bytes());
    file.extend(table);
    Some(file)
}
