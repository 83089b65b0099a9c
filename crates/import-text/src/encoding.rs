//! The bytes of a file as text, whatever encoding they are in.

use std::sync::Arc;

use nianbao_model::Locus;
use nianbao_model::plugin::{Amount, ImportError, ImportFault};

use crate::collect::beyond;

/// The text of a file, within the limit.
pub(crate) fn decode(file: &Arc<str>, bytes: &[u8], limit: usize) -> Result<String, ImportError> {
    if bytes.len() > limit {
        return Err(beyond(file, "文件大小", "file size", Amount::Bytes(limit as u64)));
    }
    nianbao_plain_text::decode(bytes).ok_or_else(|| {
        ImportError::new(
            ImportFault::Unsupported,
            Locus::file(file),
            "文件不是文本，或已损坏，或各处的编码不同（如一部分是 GBK，一部分是 UTF-8）。\
             请用记事本打开，改正乱码，另存为 UTF-8 编码后再试",
            "the file is no text, is damaged, or is in several encodings: open it in a text editor, \
             mend what cannot be read, save it as UTF-8 and retry",
        )
    })
}
