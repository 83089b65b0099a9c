//! A title as the name of a file.

/// The longest file name without extension, in bytes: every file system takes it,
/// with room for the extension and a temporary suffix.
const MAX_NAME: usize = 200;

/// Device names Windows reserves, with or without an extension.
const RESERVED: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1", "LPT2",
    "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// A title as a file name that Windows and everyone else takes: characters with a
/// meaning in paths become their full-width likes.
pub(crate) fn stem(title: &str) -> String {
    let safe: String = title
        .chars()
        .filter(|c| !c.is_control())
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => {
                char::from_u32(u32::from(c) + 0xfee0).unwrap_or('_')
            }
            c => c,
        })
        .collect();
    let mut end = safe.len().min(MAX_NAME);
    while !safe.is_char_boundary(end) {
        end -= 1;
    }
    let stem = safe[..end].trim().trim_end_matches(['.', ' ']).trim_start_matches('.');
    let device = stem.split('.').next().unwrap_or_default().trim().to_ascii_uppercase();
    match stem {
        "" => String::from("年报"),
        _ if RESERVED.contains(&device.as_str()) => format!("_{stem}"),
        _ => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_names_every_system_takes() {
        let stems = ["某市2024年年报", "A/B:\"C\"?", " 年报. ", "con", "Com1.txt", "..", ""].map(stem);
        assert_eq!(
            stems,
            [
                "某市2024年年报",
                "A／B：＂C＂？",
                "年报",
                "_con",
                "_Com1.txt",
                "年报",
                "年报"
            ]
        );
        assert!(stem(&"报".repeat(500)).len() <= MAX_NAME);
    }
}
