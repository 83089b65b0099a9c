//! Packing the module and the faces, and keeping what was packed: it takes its time.

use std::io::Write;
use std::num::NonZeroU64;
use std::path::Path;

use flate2::{Compression, GzBuilder};
use lzma_rust2::{CheckType, XzOptions, XzWriter};
use sha2::{Digest, Sha256};

/// How often zopfli looks for better: more gains nearly nothing.
const ROUNDS: NonZeroU64 = NonZeroU64::MIN.saturating_add(1);

type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

/// How something is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Browsers unpack it themselves.
    Gzip,
    /// The same, a little larger, in no time.
    QuickGzip,
    /// A fifth smaller; the page unpacks it.
    Xz,
}

impl Packing {
    /// Its name, for the page.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Gzip | Self::QuickGzip => "gzip",
            Self::Xz => "xz",
        }
    }
}

/// Packs these bytes, or takes what was packed of them before.
pub(crate) fn pack(bytes: &[u8], packing: Packing, work: &Path) -> Fallible<Vec<u8>> {
    let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let kept = work.join(format!("{digest}.{packing:?}"));
    if let Ok(packed) = std::fs::read(&kept) {
        return Ok(packed);
    }
    let packed = match packing {
        Packing::Gzip => gzip(bytes)?,
        Packing::QuickGzip => quick_gzip(bytes)?,
        Packing::Xz => xz(bytes)?,
    };
    // Complete or not at all: another run may be cut off here.
    let beside = kept.with_extension("part");
    std::fs::write(&beside, &packed)?;
    std::fs::rename(&beside, &kept)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Fallible<Vec<u8>> {
    let options = zopfli::Options {
        iteration_count: ROUNDS,
        ..zopfli::Options::default()
    };
    let mut packed = Vec::new();
    zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut packed)?;
    Ok(packed)
}

fn quick_gzip(bytes: &[u8]) -> Fallible<Vec<u8>> {
    let mut writer = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

fn xz(bytes: &[u8]) -> Fallible<Vec<u8>> {
    let mut options = XzOptions::with_preset(9);
    // Faces have nothing that is aligned.
    options.lzma_options.lc = 4;
    options.lzma_options.pb = 0;
    // The reader in the page knows no other.
    options.set_check_sum_type(CheckType::Crc32);
    let mut writer = XzWriter::new(Vec::new(), options)?;
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_packed_is_the_same_again_and_kept() {
        let work = std::env::temp_dir().join(format!("nianbao-page-{}", std::process::id()));
        std::fs::create_dir_all(&work).unwrap();
        let bytes = "政府信息公开".repeat(100).into_bytes();
        for packing in [Packing::Gzip, Packing::QuickGzip, Packing::Xz] {
            let packed = pack(&bytes, packing, &work).unwrap();
            assert!(packed.len() < bytes.len());
            assert_eq!(pack(&bytes, packing, &work).unwrap(), packed);
        }
        for packed in [gzip(&bytes).unwrap(), quick_gzip(&bytes).unwrap()] {
            let mut unpacked = Vec::new();
            let mut reader = flate2::read::GzDecoder::new(&*packed);
            reader.read_to_end(&mut unpacked).unwrap();
            assert_eq!(unpacked, bytes);
        }
        assert!(xz(&bytes).unwrap().starts_with(b"\xfd7zXZ\0\0\x01"));
        assert_eq!(std::fs::read_dir(&work).unwrap().count(), 3);
        std::fs::remove_dir_all(&work).unwrap();
    }
}
