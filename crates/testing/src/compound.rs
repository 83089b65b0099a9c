//! Compound files (MS-CFB), which hold old Office documents and encrypted new ones: streams in
//! chains of sectors.

/// The size of a sector, in bytes.
pub const SECTOR: usize = 512;
/// How a compound file begins.
const MAGIC: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// The end of a chain of sectors.
const END: u32 = 0xffff_fffe;
/// Of a sector that holds a table of chains.
const TABLE: u32 = 0xffff_fffd;
/// Of what is not used.
const NONE: u32 = u32::MAX;
/// Where the header lists the sectors of the tables.
const TABLES: usize = 76;
/// The size of an entry of the directory, in bytes.
const ENTRY: usize = 128;
/// The size below which a stream would stand elsewhere, in bytes.
const SMALLEST: usize = 4_096;

/// A compound file with one stream: the header, the tables, the directory, the stream. The
/// chain of sector `n` goes on at byte `SECTOR + 4 * n`.
pub fn compound(name: &str, content: &[u8]) -> Vec<u8> {
    let length = content.len().max(SMALLEST).next_multiple_of(SECTOR);
    let count = length / SECTOR;
    // Numbers of the sectors: tables first, then the directory, then the stream.
    let tables = (1..)
        .find(|tables| tables * (SECTOR / 4) >= tables + 1 + count)
        .unwrap_or(1);
    let (directory, first) = (tables as u32, tables as u32 + 1);
    let mut file = vec![0; SECTOR];
    file[..8].copy_from_slice(&MAGIC);
    for (at, number) in [
        (24, 0x0003_003e),
        (28, 0x0009_fffe),
        (32, 6),
        (44, tables as u32),
        (48, directory),
        (56, SMALLEST as u32),
        (60, END),
        (68, END),
    ] {
        set(&mut file, at, number);
    }
    for place in 0..(SECTOR - TABLES) / 4 {
        let table = if place < tables { place as u32 } else { NONE };
        set(&mut file, TABLES + place * 4, table);
    }
    let mut chain = vec![TABLE; tables];
    chain.push(END);
    chain.extend((1..=count).map(|n| if n < count { first + n as u32 } else { END }));
    chain.resize(tables * SECTOR / 4, NONE);
    file.extend(chain.iter().flat_map(|number| number.to_le_bytes()));
    let start = file.len();
    for (name, child, begins, size) in [("Root Entry", 1, END, 0), (name, NONE, first, content.len())] {
        let mut entry = utf16(name);
        let letters = entry.len() as u32 + 2;
        entry.resize(ENTRY, 0);
        let kind = if begins == END { 0x0005_0000 } else { 0x0002_0000 };
        for (at, number) in [
            (64, letters | kind),
            (68, NONE),
            (72, NONE),
            (76, child),
            (116, begins),
            (120, size.max(SMALLEST) as u32),
        ] {
            set(&mut entry, at, number);
        }
        file.extend(entry);
    }
    file.resize(start + SECTOR, 0);
    file.extend(content);
    file.resize(start + SECTOR + length, 0);
    file
}

/// A stream of a compound file, if it is large enough to stand in whole sectors.
pub fn stream(file: &[u8], name: &str) -> Option<Vec<u8>> {
    let sector = |number: u32| file.get((number as usize + 1) * SECTOR..)?.get(..SECTOR);
    let tables = (0..word(file, 44)?).map(|table| sector(word(file, TABLES + table as usize * 4)?));
    let chain: Vec<u8> = tables.collect::<Option<Vec<_>>>()?.concat();
    let follow = |first: u32| {
        let mut content = Vec::new();
        let mut number = first;
        while let (Some(bytes), true) = (sector(number), content.len() < file.len()) {
            content.extend(bytes);
            number = word(&chain, number as usize * 4).unwrap_or(NONE);
        }
        content
    };
    let directory = follow(word(file, 48)?);
    let name = utf16(&format!("{name}\0"));
    let entry = directory.chunks(ENTRY).find(|entry| entry.starts_with(&name))?;
    let mut content = follow(word(entry, 116)?);
    content.truncate(word(entry, 120)? as usize);
    Some(content)
}

fn set(bytes: &mut [u8], at: usize, number: u32) {
    bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_found_again_however_many_tables_it_takes() {
        for size in [SMALLEST, 100_000] {
            let content: Vec<u8> = (0..size).map(|at| (at % 251) as u8).collect();
            let file = compound("Workbook", &content);
            assert_eq!(stream(&file, "Workbook").as_deref(), Some(content.as_slice()));
            assert_eq!(stream(&file, "Work"), None);
        }
    }
}
