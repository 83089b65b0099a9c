//! The paths that a source file names, as far as they begin in its own crate.

/// The paths from `crate`, `self` or `super` on, and from modules named without them.
pub(crate) fn named(source: &str) -> Vec<String> {
    let code = without_comments(source);
    let mut found = Vec::new();
    let mut rest = code.as_str();
    while let Some(at) = rest.find("use ") {
        let is_word = rest[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        rest = &rest[at + "use ".len()..];
        if let (false, Some(end)) = (is_word, rest.find(';')) {
            expand("", &rest[..end], &mut found);
        }
    }
    for (at, _) in code.match_indices("::") {
        let before = &code[..at];
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        let start = before.rfind(|c| !is_part(c)).map_or(0, |end| end + 1);
        let start = (start..=at).find(|at| code.is_char_boundary(*at)).unwrap_or(at);
        let after = &code[at + "::".len()..];
        let end = after.find(|c| !is_part(c)).unwrap_or(after.len());
        found.push(format!("{}::{}", &code[start..at], &after[..end]));
    }
    found
}

/// The paths of a use tree: `a::{b, c::{d}}`.
fn expand(prefix: &str, tree: &str, found: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((head, inner)) = tree
        .split_once('{')
        .and_then(|(head, inner)| Some((head, inner.strip_suffix('}')?)))
    else {
        found.push(format!("{prefix}{tree}"));
        return;
    };
    let prefix = format!("{prefix}{}", head.trim());
    let (mut depth, mut start) = (0_usize, 0);
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                expand(&prefix, &inner[start..at], found);
                start = at + 1;
            }
            _ => {}
        }
    }
    if !inner[start..].trim().is_empty() {
        expand(&prefix, &inner[start..], found);
    }
}

/// The lines without comments, up to the module of tests.
fn without_comments(source: &str) -> String {
    let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or(source);
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_use_trees_and_those_in_code() {
        let source = "//! [`crate::ghost`]\nuse crate::{a::B, c::{self, d::E}};\npub(crate) use f::G;\n\
                      fn x() { super::y(h::z()); }\n#[cfg(test)]\nmod tests { use crate::t; }";
        let found = named(source);
        for path in [
            "crate::a::B",
            "crate::c::self",
            "crate::c::d::E",
            "f::G",
            "super::y",
            "h::z",
        ] {
            assert!(found.iter().any(|named| named == path), "{path}: {found:?}");
        }
        for path in ["crate::ghost", "crate::t"] {
            assert!(!found.iter().any(|named| named == path), "{path}: {found:?}");
        }
    }
}
