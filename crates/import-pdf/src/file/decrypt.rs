//! Files that anybody may open, and whose permissions are locked with a password (ISO 32000-2, 7.6): the key to read
//! them is made with an empty password. A file that asks for one to be opened is not read.

use aes::{Aes128, Aes256};
use cbc::cipher::block_padding::NoPadding;
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use md5::{Digest, Md5};
use rc4::{KeyInit, Rc4, StreamCipher};
use sha2::{Sha256, Sha384, Sha512};

use crate::fault::Fault;
use crate::syntax::{Dict, Id, Object};

/// What passwords are filled up with to 32 bytes; all of an empty one.
const PAD: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08, 0x2e, 0x2e, 0x00,
    0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];
/// What is added to the key of an object under AES.
const SALT: &[u8] = b"sAlT";
/// The size of a block of AES.
const BLOCK: usize = 16;

/// The number of an object and its generation, which its key is made with.
pub(crate) type Owner = (Id, u16);

/// How a file's streams and strings are to be read.
#[derive(Debug)]
pub(crate) struct Cipher {
    key: Vec<u8>,
    streams: Method,
    strings: Method,
    /// Whether the file's description of itself is encrypted too.
    metadata: bool,
}

/// How something is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    /// Not at all.
    Identity,
    Rc4,
    /// AES with a key for each object.
    Aes,
    /// AES with the file's key.
    AesOfFile,
}

/// The entries of an encryption dictionary.
struct Entries<'d> {
    dict: &'d Dict,
    /// The first part of the file's identifier.
    id: &'d [u8],
    /// The revision of the handler.
    revision: i64,
    /// How long the key is, in bytes.
    length: usize,
    metadata: bool,
}

impl Cipher {
    /// The cipher of a file with this encryption dictionary, of which every entry is resolved.
    ///
    /// # Errors
    /// If a password is needed, or it is encrypted in another way than the standard's.
    pub(crate) fn of(dict: &Dict, id: &[u8]) -> Result<Self, Fault> {
        let int = |key: &str| dict.raw(key).and_then(Object::int);
        if dict.raw("Filter").and_then(Object::name) != Some(b"Standard") {
            return Err(Fault::Encrypted);
        }
        let (version, revision) = (int("V").unwrap_or(0), int("R").unwrap_or(0));
        let metadata = dict.raw("EncryptMetadata") != Some(&Object::Bool(false));
        let bits = match version {
            1 => 40,
            4 => 128,
            5 => 256,
            _ => int("Length").unwrap_or(40),
        };
        let length = usize::try_from(bits / 8)
            .ok()
            .filter(|length| (5..=32).contains(length));
        let length = length.ok_or(Fault::Encrypted)?;
        let [streams, strings] = match version {
            1 | 2 => [Method::Rc4; 2],
            4 | 5 => ["StmF", "StrF"].map(|name| method(dict, name)),
            _ => return Err(Fault::Encrypted),
        };
        let entries = Entries {
            dict,
            id,
            revision,
            length,
            metadata,
        };
        let key = match revision {
            2..=4 => entries.key_of_md5(),
            5 | 6 => entries.key_of_sha(),
            _ => None,
        };
        Ok(Self {
            key: key.ok_or(Fault::Encrypted)?,
            streams,
            strings,
            metadata,
        })
    }

    /// The bytes of a stream, which its dictionary may say are not encrypted.
    pub(crate) fn stream(&self, dict: &Dict, owner: Owner, bytes: &[u8]) -> Vec<u8> {
        let kind = dict.raw("Type").and_then(Object::name);
        let is_open = kind == Some(b"XRef") || kind == Some(b"Metadata") && !self.metadata;
        let method = if is_open { Method::Identity } else { self.streams };
        self.apply(method, owner, bytes)
    }

    /// An object with its strings as they are meant.
    pub(crate) fn object(&self, object: Object, owner: Owner) -> Object {
        match object {
            Object::String(string) => Object::String(self.apply(self.strings, owner, &string).into()),
            Object::Array(items) => {
                let items = items.iter().map(|item| self.object(item.clone(), owner));
                Object::Array(items.collect())
            }
            Object::Dict(dict) => Object::Dict(self.dict(&dict, owner)),
            other => other,
        }
    }

    /// The same of a dictionary.
    pub(crate) fn dict(&self, dict: &Dict, owner: Owner) -> Dict {
        let entries = dict.0.iter();
        let entries = entries.map(|(key, value)| (key.clone(), self.object(value.clone(), owner)));
        Dict(entries.collect::<std::collections::BTreeMap<_, _>>().into())
    }

    fn apply(&self, method: Method, (id, generation): Owner, bytes: &[u8]) -> Vec<u8> {
        let own_key = |salt: &[u8]| {
            let mut hash = Md5::new();
            hash.update(&self.key);
            hash.update(&id.to_le_bytes()[..3]);
            hash.update(generation.to_le_bytes());
            hash.update(salt);
            let length = (self.key.len() + 5).min(16);
            hash.finalize()[..length].to_vec()
        };
        match method {
            Method::Identity => bytes.to_vec(),
            Method::Rc4 => rc4(&own_key(&[]), bytes),
            Method::Aes => aes::<cbc::Decryptor<Aes128>>(&own_key(SALT), bytes),
            Method::AesOfFile => aes::<cbc::Decryptor<Aes256>>(&self.key, bytes),
        }
    }
}

/// How streams or strings are encrypted, by the name of their filter.
fn method(dict: &Dict, name: &str) -> Method {
    let filters = dict.raw("CF").and_then(Object::dict);
    let named = dict
        .raw(name)
        .and_then(Object::name)
        .and_then(|name| std::str::from_utf8(name).ok());
    let filter = named.and_then(|name| filters?.raw(name)).and_then(Object::dict);
    match filter.and_then(|filter| filter.raw("CFM")).and_then(Object::name) {
        Some(b"V2") => Method::Rc4,
        Some(b"AESV2") => Method::Aes,
        Some(b"AESV3") => Method::AesOfFile,
        _ => Method::Identity,
    }
}

impl Entries<'_> {
    fn bytes(&self, key: &str) -> &[u8] {
        self.dict.raw(key).and_then(Object::string).unwrap_or_default()
    }

    /// The key of an empty password by algorithm 2, if it opens the file (algorithms 4 and 5).
    fn key_of_md5(&self) -> Option<Vec<u8>> {
        let permissions = self.dict.raw("P").and_then(Object::int)? as i32;
        let mut hash = Md5::new();
        hash.update(PAD);
        hash.update(self.bytes("O").get(..32)?);
        hash.update(permissions.to_le_bytes());
        hash.update(self.id);
        if self.revision >= 4 && !self.metadata {
            hash.update([0xff; 4]);
        }
        let length = self.length.min(16);
        let mut key = hash.finalize()[..length].to_vec();
        if self.revision >= 3 {
            for _ in 0..50 {
                key = Md5::digest(&key)[..length].to_vec();
            }
        }
        let user = self.bytes("U");
        let opens = match self.revision {
            2 => rc4(&key, &PAD) == user,
            _ => {
                let mut hash = Md5::new();
                hash.update(PAD);
                hash.update(self.id);
                let checked = (0..20_u8).fold(hash.finalize().to_vec(), |bytes, round| {
                    let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
                    rc4(&key, &bytes)
                });
                user.get(..16)? == checked
            }
        };
        opens.then_some(key)
    }

    /// The key of an empty password by algorithm 2.A, if it opens the file.
    fn key_of_sha(&self) -> Option<Vec<u8>> {
        let user = self.bytes("U");
        let (check, key) = (user.get(32..40)?, user.get(40..48)?);
        let hash = |salt: &[u8]| match self.revision {
            5 => Some(Sha256::digest(salt).to_vec()),
            _ => hash_of(salt),
        };
        if hash(check)? != user[..32] {
            return None;
        }
        let packed = self.bytes("UE").get(..32)?;
        let cipher = cbc::Decryptor::<Aes256>::new_from_slices(&hash(key)?, &[0; BLOCK]).ok()?;
        cipher.decrypt_padded_vec::<NoPadding>(packed).ok()
    }
}

/// The hash of an empty password with a salt, by algorithm 2.B.
fn hash_of(salt: &[u8]) -> Option<Vec<u8>> {
    let mut key = Sha256::digest(salt).to_vec();
    for round in 0_u32.. {
        let repeated = key.repeat(64);
        let cipher = cbc::Encryptor::<Aes128>::new_from_slices(key.get(..16)?, key.get(16..32)?).ok()?;
        let mixed = cipher.encrypt_padded_vec::<NoPadding>(&repeated);
        let rest = mixed.get(..16)?.iter().map(|byte| u32::from(*byte)).sum::<u32>() % 3;
        key = match rest {
            0 => Sha256::digest(&mixed).to_vec(),
            1 => Sha384::digest(&mixed).to_vec(),
            _ => Sha512::digest(&mixed).to_vec(),
        };
        let last = mixed.last().copied().map_or(0, u32::from);
        if round >= 63 && last + 32 <= round {
            break;
        }
    }
    key.truncate(32);
    Some(key)
}

fn rc4(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if let Ok(mut cipher) = Rc4::new_from_slice(key) {
        cipher.apply_keystream(&mut bytes);
    }
    bytes
}

/// Bytes that begin with a block to start from; what is cut off at the end is left out.
fn aes<C: KeyIvInit + BlockModeDecrypt>(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let Some((start, rest)) = bytes.split_at_checked(BLOCK) else {
        return Vec::new();
    };
    let whole = &rest[..rest.len() / BLOCK * BLOCK];
    let cipher = C::new_from_slices(key, start).ok();
    let mut bytes = cipher
        .and_then(|cipher| cipher.decrypt_padded_vec::<NoPadding>(whole).ok())
        .unwrap_or_default();
    // The last byte says how many were filled in.
    if let Some(filled) = bytes
        .last()
        .map(|last| usize::from(*last))
        .filter(|filled| (1..=BLOCK).contains(filled))
    {
        bytes.truncate(bytes.len() - filled);
    }
    bytes
}
