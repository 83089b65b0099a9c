//! The template engine: `page.html` and `page.css`, read once, and the few functions
//! the page needs. Every value is escaped here, and nowhere else.

use std::fmt::Write;
use std::sync::OnceLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, Output, State, UndefinedBehavior, Value, escape_formatter};
use serde::Serialize;

use crate::address;

/// Renders the page.
pub(crate) fn render<T: Serialize>(page: T) -> Result<String, String> {
    static ENVIRONMENT: OnceLock<Result<Environment<'static>, Error>> = OnceLock::new();
    let environment = ENVIRONMENT
        .get_or_init(environment)
        .as_ref()
        .map_err(Error::to_string)?;
    environment
        .get_template("page.html")
        .and_then(|template| template.render(Serde(page)))
        .map_err(|error| error.to_string())
}

fn environment() -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .keep_trailing_newline(true)
            .build()?,
    );
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_formatter(format);
    environment.add_filter("absolute", |link: Option<String>| {
        link.as_deref().and_then(address::absolute)
    });
    environment.add_filter("relative", |file_name: &str| address::relative(file_name));
    environment.add_filter("kind", kind);
    environment.add_filter("phrases", phrases);
    environment.add_filter("kilobytes", |bytes: u64| bytes.div_ceil(1024));
    environment.add_template("page.css", include_str!("page.css"))?;
    environment.add_template("page.html", include_str!("page.html"))?;
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

/// Writes a value: text escaped for HTML, without the characters HTML forbids.
fn format(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let html = matches!(state.auto_escape(), AutoEscape::Html) && !value.is_safe();
    let Some(text) = value.as_str().filter(|_| html) else {
        return escape_formatter(out, state, value);
    };
    for c in text.chars().filter(|c| !is_forbidden(*c)) {
        match c {
            '<' => out.write_str("&lt;"),
            '>' => out.write_str("&gt;"),
            '&' => out.write_str("&amp;"),
            '"' => out.write_str("&quot;"),
            '\'' => out.write_str("&#39;"),
            _ => out.write_char(c),
        }?;
    }
    Ok(())
}

/// Control characters and noncharacters: not text, and not allowed in HTML.
fn is_forbidden(c: char) -> bool {
    let code = u32::from(c);
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    control || (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_well_formed() {
        assert!(environment().is_ok(), "{:?}", environment().err());
    }

    #[test]
    fn markup_is_escaped_and_forbidden_characters_go() {
        let mut environment = environment().unwrap();
        environment.add_template("t.html", "{{ text }}").unwrap();
        let template = environment.get_template("t.html").unwrap();
        let text = "<a href=\"x\">'&'</a>\0\u{1}\u{85}\u{ffff}\u{fdd0}\t一";
        assert_eq!(
            template.render(minijinja::context! { text }).unwrap(),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;\t一"
        );
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
