//! The settings that a website's program keeps over a text, between `---` on the first line and the
//! next `---`. Title, author and day are properties of the text; what says which state the text is in,
//! or is no usual setting, is remarked.

use std::sync::Arc;

use nianbao_model::Source;
use nianbao_model::source::Property;

/// The settings that say what a property of other files says, by its name there.
const PROPERTIES: [(&str, &str); 11] = [
    ("title", "title"),
    ("标题", "title"),
    ("author", "author"),
    ("作者", "author"),
    ("date", "pubdate"),
    ("pubdate", "pubdate"),
    ("published", "pubdate"),
    ("日期", "pubdate"),
    ("发布日期", "pubdate"),
    ("description", "description"),
    ("keywords", "keywords"),
];
/// What a site needs for itself.
const OF_SITES: [&str; 15] = [
    "layout",
    "permalink",
    "url",
    "slug",
    "tags",
    "categories",
    "category",
    "lang",
    "weight",
    "comments",
    "toc",
    "type",
    "id",
    "updated",
    "lastmod",
];
/// What a setting has that does not apply.
const OFF: [&str; 5] = ["", "false", "no", "否", "null"];

/// A text without its settings, and what they say.
pub(super) struct FrontMatter {
    /// The text; the settings are made blank, so that every line keeps its number.
    pub(super) text: String,
    /// What they say of the text.
    pub(super) properties: Vec<Property>,
    /// What else they say, with the line of each.
    pub(super) told: Vec<(u32, String)>,
}

/// Takes the settings off a text that has any.
pub(super) fn take(file: &Arc<str>, text: &str) -> FrontMatter {
    let mut taken = FrontMatter {
        text: text.to_owned(),
        properties: Vec::new(),
        told: Vec::new(),
    };
    let Some(settings) = settings(text) else {
        return taken;
    };
    let behind = "---\n".len() + settings.len() + "\n---".len();
    let blank = "\n".repeat(settings.matches('\n').count() + 2);
    taken.text = blank + &text[behind..];
    for (line, setting) in (2..).zip(settings.lines()) {
        // A line that goes on from above belongs to a list or a longer value: such settings are a site's.
        let Some((name, value)) = setting
            .split_once(':')
            .filter(|_| !setting.starts_with([' ', '-', '#']))
        else {
            continue;
        };
        let (name, value) = (name.trim().to_lowercase(), value.trim().trim_matches(['"', '\'']));
        let known = PROPERTIES.iter().find(|(own, _)| *own == name);
        // `published` is a day, or says whether the page is public at all.
        if let Some((_, property)) = known.filter(|_| !["true", "false"].contains(&value)) {
            taken.properties.extend(Source::property(file, property, value));
        } else if !OF_SITES.contains(&name.as_str()) && is_told(&name, value) {
            taken.told.push((line, setting.trim().to_owned()));
        }
    }
    taken
}

/// Whether a setting says which state the text is in, or something that is not known.
fn is_told(name: &str, value: &str) -> bool {
    match name {
        "published" => value == "false",
        _ => !OFF.contains(&value),
    }
}

/// The lines between the two rules, if the first of them is a setting.
fn settings(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("---\n")?;
    let settings = &rest[..rest.find("\n---\n")?];
    settings.lines().next()?.contains(':').then_some(settings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_settings_say_of_a_text_is_kept() {
        let text = "---\ntitle: \"某局年报\"\nlayout: post\ntags:\n  - a: b\ndraft: true\nhidden: no\npublished: false\n---\n正文。\n";
        let taken = take(&"a.md".into(), text);
        assert_eq!(taken.text.trim_start(), "正文。\n");
        assert_eq!(taken.text.lines().count(), text.lines().count());
        let properties: Vec<_> = taken
            .properties
            .iter()
            .map(|own| (&*own.name, own.value.as_str()))
            .collect();
        assert_eq!(properties, [("title", "某局年报")]);
        let told = [(6, "draft: true"), (8, "published: false")].map(|(line, setting)| (line, setting.to_owned()));
        assert_eq!(taken.told, told);
    }
}
