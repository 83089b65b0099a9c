//! What is known about the document, as YAML between two lines `---`: as static site
//! generators, archives and this program's own Markdown importer expect it.

use nianbao_model::Document;

/// The front matter. What is not known is left out.
pub(crate) fn write(document: &Document) -> String {
    let metadata = &document.metadata;
    let mut lines = vec![String::from("---"), format!("title: {}", quoted(&document.title))];
    let mut say = |name: &str, value: Option<String>| lines.extend(value.map(|value| format!("{name}: {value}")));
    say("lang", Some(quoted(document.language)));
    say("author", known(&metadata.author));
    say("date", Some(metadata.date.to_string()));
    say("published", metadata.published.map(|date| date.to_string()));
    say("mark", document.mark.as_deref().and_then(known));
    say("description", metadata.description.as_deref().and_then(known));
    let keywords: Vec<String> = metadata.keywords.iter().filter_map(|keyword| known(keyword)).collect();
    say(
        "keywords",
        (!keywords.is_empty()).then(|| format!("[{}]", keywords.join(", "))),
    );
    lines.push(String::from("---"));
    lines.join("\n")
}

fn known(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| quoted(text))
}

/// A double-quoted YAML string on one line: the one style that can hold any text.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            // What YAML does not count as printable, or takes for the end of a line.
            '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(character)));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_one_quoted_line() {
        assert_eq!(quoted("年报: #1 - [a] 'b'"), "\"年报: #1 - [a] 'b'\"");
        assert_eq!(
            quoted("\"\\\n---\u{0}\u{85}\u{2028}"),
            r#""\"\\\n---\u0000\u0085\u2028""#
        );
        assert_eq!(known(" \n"), None);
    }
}
