//! What the templates need beside the engine (`nianbao-web-page`), which escapes every
//! value: addresses, kinds and sizes of files, where a title may break.

use std::sync::LazyLock;

use minijinja::{Environment, Error};
use serde::Serialize;

use crate::address;

/// Renders the template of this name.
pub(crate) fn render<T: Serialize>(template: &str, values: T) -> Result<String, String> {
    static ENVIRONMENT: LazyLock<Result<Environment<'static>, Error>> = LazyLock::new(environment);
    nianbao_web_page::render(&ENVIRONMENT, template, values)
}

fn environment() -> Result<Environment<'static>, Error> {
    let mut environment = nianbao_web_page::environment()?;
    environment.add_filter("absolute", |link: Option<String>| {
        link.as_deref().and_then(address::absolute)
    });
    environment.add_filter("relative", |file_name: &str| address::relative(file_name));
    environment.add_filter("kind", kind);
    environment.add_filter("phrases", phrases);
    environment.add_filter("kilobytes", |bytes: u64| bytes.div_ceil(1024));
    environment.add_template("page.css", include_str!("page.css"))?;
    environment.add_template("page.html", include_str!("page.html"))?;
    environment.add_template("fragment.html", include_str!("fragment.html"))?;
    Ok(environment)
}

/// What a file is, for people: its extension.
fn kind(file_name: &str) -> String {
    match file_name.rsplit_once('.') {
        Some((_, extension)) if !extension.is_empty() && extension.chars().all(char::is_alphanumeric) => {
            extension.to_uppercase()
        }
        _ => "文件".to_owned(),
    }
}

/// A title cut where a line may end: after the year, never inside a word.
fn phrases(title: &str) -> Vec<String> {
    let mut phrases = vec![String::new()];
    let mut before = ' ';
    let mut rest = title.chars();
    while let Some(c) = rest.next() {
        if let Some(last) = phrases.last_mut() {
            last.push(c);
        }
        // 2024年 ends a phrase, 2024年度 does not yet.
        if c == '年' && before.is_ascii_digit() && !rest.as_str().starts_with('度') {
            phrases.push(String::new());
        }
        before = c;
    }
    phrases.retain(|phrase| !phrase.is_empty());
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_are_well_formed() {
        assert!(environment().is_ok(), "{:?}", environment().err());
    }

    #[test]
    fn a_title_may_break_after_its_year() {
        assert_eq!(phrases("某市2024年年度报告"), ["某市2024年", "年度报告"]);
        assert_eq!(phrases("年报2024年"), ["年报2024年"]);
        assert!(phrases("").is_empty());
    }

    #[test]
    fn a_file_is_called_by_its_extension() {
        assert_eq!(["a.b.pdf", "a.", "年报"].map(kind), ["PDF", "文件", "文件"]);
    }
}
