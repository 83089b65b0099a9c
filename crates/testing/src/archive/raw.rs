//! Archives written byte by byte, whose directory may say anything.

/// An archive without compression.
#[derive(Debug, Default)]
pub struct Raw {
    bytes: Vec<u8>,
    directory: Vec<Entry>,
}

/// What the directory says of a part.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// How it is packed: 0 is not at all, 8 is deflate.
    pub method: u16,
    /// Bit 0: the part has a password.
    pub flags: u16,
    /// Its CRC-32.
    pub checksum: u32,
    /// Its size in the archive, in bytes.
    pub packed: u32,
    /// Its size once unpacked, in bytes.
    pub unpacked: u32,
    /// Where its header stands, in bytes from the archive's beginning.
    pub offset: u32,
}

impl Raw {
    /// Adds a part as it is; what the directory is to say of it can be changed.
    pub fn part(&mut self, name: &str, bytes: &[u8]) -> &mut Entry {
        let entry = Entry {
            name: name.to_owned(),
            method: 0,
            flags: 0,
            checksum: checksum(bytes),
            packed: bytes.len() as u32,
            unpacked: bytes.len() as u32,
            offset: self.bytes.len() as u32,
        };
        self.bytes.extend(entry.header(b"PK\x03\x04\x14\0"));
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(bytes);
        self.list(entry)
    }

    /// Adds to the directory only.
    pub fn list(&mut self, entry: Entry) -> &mut Entry {
        let at = self.directory.len();
        self.directory.push(entry);
        &mut self.directory[at]
    }

    /// The archive.
    pub fn finish(mut self) -> Vec<u8> {
        let start = self.bytes.len() as u32;
        let count = (self.directory.len() as u16).to_le_bytes();
        for entry in &self.directory {
            self.bytes.extend(entry.header(b"PK\x01\x02\x14\0\x14\0"));
            self.bytes.extend([0; 10]);
            self.bytes.extend(entry.offset.to_le_bytes());
            self.bytes.extend(entry.name.as_bytes());
        }
        let size = self.bytes.len() as u32 - start;
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend([count, count].concat());
        self.bytes.extend([size.to_le_bytes(), start.to_le_bytes()].concat());
        self.bytes.extend([0; 2]);
        self.bytes
    }
}

impl Entry {
    /// What the header and the directory have in common.
    fn header(&self, magic: &[u8]) -> Vec<u8> {
        let mut header = magic.to_vec();
        header.extend([self.flags.to_le_bytes(), self.method.to_le_bytes(), [0; 2], [0x21, 0]].concat());
        header.extend(
            [self.checksum, self.packed, self.unpacked]
                .map(u32::to_le_bytes)
                .concat(),
        );
        header.extend((self.name.len() as u16).to_le_bytes());
        header.extend([0; 2]);
        header
    }
}

/// The checksum of a part (CRC-32).
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::Parts;

    #[test]
    fn an_honest_one_is_read_as_any_other() {
        let parts = Parts::default().with("a.xml", "甲").with("b/c.bin", [0, 255, 7]);
        let found = Parts::of(&parts.stored().finish());
        assert!(found.iter().eq(parts.iter()), "{found:?}");
        assert_eq!(found.iter().count(), 2);
    }
}
