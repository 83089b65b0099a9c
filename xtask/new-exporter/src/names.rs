//! The new exporter's name, in every spelling in which it is needed.

use clap::Args;

/// What a new exporter is called.
#[derive(Debug, Clone, Args)]
pub(crate) struct NewExporter {
    /// Its id, as after `--to`, e.g. odt
    #[arg(value_parser = name)]
    pub(crate) name: String,
    /// Its name in Chinese [default: NAME 文件]
    #[arg(long, value_parser = label)]
    label: Option<String>,
    /// The file extension, without the dot [default: NAME without hyphens]
    #[arg(long, value_parser = extension)]
    extension: Option<String>,
    /// The media type [default: application/x-NAME]
    #[arg(long, value_parser = media_type)]
    media_type: Option<String>,
}

impl NewExporter {
    /// One of this name, everything else at its default.
    pub(crate) fn named(given: &str) -> Result<Self, String> {
        Ok(Self {
            name: name(given)?,
            label: None,
            extension: None,
            media_type: None,
        })
    }

    /// The crate as Rust calls it.
    pub(crate) fn module(&self) -> String {
        format!("nianbao_export_{}", self.name.replace('-', "_"))
    }

    /// The exporter's type.
    pub(crate) fn exporter(&self) -> String {
        format!("{}Exporter", camel(&self.name))
    }

    /// A template's text with the names in it.
    pub(crate) fn fill_in(&self, template: &str) -> String {
        let name = self.name.as_str();
        let or = |given: &Option<String>, default: String| given.clone().unwrap_or(default);
        let label = or(&self.label, format!("{} 文件", name.to_uppercase()));
        let extension = or(&self.extension, name.replace('-', ""));
        let media_type = or(&self.media_type, format!("application/x-{name}"));
        template
            .replace("__NAME__", name)
            .replace("__TYPE__", &camel(name))
            .replace("__LABEL__", &label)
            .replace("__LABEL_EN__", &format!("{} file", name.to_uppercase()))
            .replace("__EXTENSION__", &extension)
            .replace("__MEDIA_TYPE__", &media_type)
    }
}

fn camel(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|c| c.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    });
    words.collect()
}

fn is_lower(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit()
}

/// The longest name: it is part of file names and of a line of the exporters' list.
const LONGEST: usize = 24;

fn name(text: &str) -> Result<String, String> {
    let words_are_whole = text
        .split('-')
        .all(|word| !word.is_empty() && word.chars().all(is_lower));
    if text.len() <= LONGEST && words_are_whole && text.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Ok(text.to_owned());
    }
    Err(format!(
        "a name is at most {LONGEST} lower-case ASCII letters and digits, a letter first, words joined by hyphens"
    ))
}

/// Goes into a Rust string as it is.
fn label(text: &str) -> Result<String, String> {
    let plain = |c: char| !c.is_control() && c != '"' && c != '\\';
    if text.chars().all(plain) && text.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}')) {
        return Ok(text.to_owned());
    }
    Err(String::from(
        "a label is Chinese, without quotation marks and backslashes",
    ))
}

fn extension(text: &str) -> Result<String, String> {
    if !text.is_empty() && text.chars().all(is_lower) {
        return Ok(text.to_owned());
    }
    Err(String::from(
        "an extension is lower-case ASCII letters and digits, without the dot",
    ))
}

fn media_type(text: &str) -> Result<String, String> {
    let part = |part: &str| part.starts_with(is_lower) && part.chars().all(|c| is_lower(c) || "-.+".contains(c));
    if text.split_once('/').is_some_and(|(top, sub)| part(top) && part(sub)) {
        return Ok(text.to_owned());
    }
    Err(String::from(
        "a media type is written type/subtype in lower case, without parameters",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_none_is_refused() {
        for good in ["ofd", "md", "epub3", "open-document"] {
            assert!(name(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "OFD",
            "3mf",
            "a_b",
            "-a",
            "a-",
            "a--b",
            "格式",
            "a b",
            "../a",
            "a.b",
            "abcdefghijklmnopqrstuvwxy",
        ] {
            assert!(name(bad).is_err(), "{bad}");
        }
        assert!(label("版式“文件”").is_ok() && label("file").is_err() && label("文\"件").is_err());
        assert!(extension("7z").is_ok() && extension(".ofd").is_err() && extension("").is_err());
        assert!(media_type("application/vnd.a+xml").is_ok());
        assert!(media_type("text").is_err() && media_type("text/x; y=z").is_err() && media_type("a/\"").is_err());
    }

    #[test]
    fn every_name_is_filled_in() {
        let all = "__NAME__ __TYPE__ __LABEL__ __LABEL_EN__ __EXTENSION__ __MEDIA_TYPE__";
        let mut new = NewExporter::named("open-doc2").unwrap();
        assert_eq!(
            new.fill_in(all),
            "open-doc2 OpenDoc2 OPEN-DOC2 文件 OPEN-DOC2 file opendoc2 application/x-open-doc2"
        );
        new.label = Some("版式文件".into());
        new.extension = Some("od".into());
        new.media_type = Some("text/od".into());
        assert_eq!(
            new.fill_in(all),
            "open-doc2 OpenDoc2 版式文件 OPEN-DOC2 file od text/od"
        );
    }
}
