//! Little-endian numbers and text from binary records. Beyond the end of a record there is
//! nothing to read, and that is no panic.

/// The 16-bit number at `at`.
pub(crate) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// The 32-bit number at `at`.
pub(crate) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// The 64-bit floating point number at `at`.
pub(crate) fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(data.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// All of `data` as UTF-16.
pub(crate) fn utf16(data: &[u8]) -> String {
    let units = data.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// The text of an Excel error value by its code in binary workbooks.
pub(crate) fn error_text(code: u8) -> Option<&'static str> {
    Some(match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        0x2b => "#GETTING_DATA",
        _ => return None,
    })
}

/// Characters behind a byte that says how wide they are.
pub(crate) fn characters(data: &[u8], length: usize) -> Option<String> {
    let (flags, text) = data.split_first()?;
    Some(match flags & 1 {
        0 => text.get(..length)?.iter().copied().map(char::from).collect(),
        _ => utf16(text.get(..length * 2)?),
    })
}
