//! The template engine of the web pages: the published one, that of the findings and that of a
//! comparison. Every value is escaped here, and nowhere else. The look that the pages about reports
//! have in common is here too, in `family.css`.
//!
//! What else a page says and how it looks is in the templates of the crate that makes it.

use std::fmt::{self, Write};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, Output, State, UndefinedBehavior, Value, escape_formatter};
use nianbao_model::chars::{is_noncharacter, turns_direction};
use nianbao_model::{Lang, Localize, Text};
use serde::Serialize;

/// The style that the pages about reports have in common.
pub const FAMILY_STYLE: &str = include_str!("family.css");

/// A page could not be made. It is made from the program's own data, so this is not the user's to put
/// right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageError {
    page: Text,
    reason: String,
}

impl PageError {
    /// Which page (`对照网页`, `the page of the comparison`), and what [`render`] gives for a reason.
    pub fn new(page: Text, reason: String) -> Self {
        Self { page, reason }
    }
}

impl Localize for PageError {
    fn text(&self) -> Text {
        let Self { page, reason } = self;
        Text::new(
            format!("无法生成{}：{reason}。这是程序的错误，请报告。", page.zh),
            format!("{} cannot be made: {reason}; this is a bug, please report it", page.en),
        )
    }
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().get(Lang::En))
    }
}

impl std::error::Error for PageError {}

/// An engine without templates. In those whose names end in `.html` every value is
/// escaped, a name without a value is an error, and a tag on a line of its own leaves
/// no line behind.
///
/// # Errors
/// None that depends on what it is used for.
pub fn environment() -> Result<Environment<'static>, Error> {
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
    Ok(environment)
}

/// Fills in a template of an engine that was set up once, or could not be.
///
/// # Errors
/// Why there is no page, which is a defect of the templates.
pub fn render(
    environment: &Result<Environment<'_>, Error>,
    template: &str,
    values: impl Serialize,
) -> Result<String, String> {
    let environment = environment.as_ref().map_err(Error::to_string)?;
    environment
        .get_template(template)
        .and_then(|template| template.render(Serde(values)))
        .map_err(|error| error.to_string())
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

/// Control characters and noncharacters: not text, and not allowed in HTML. Marks that
/// turn the direction of writing could make a figure read backwards.
fn is_forbidden(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    control || turns_direction(c) || is_noncharacter(c)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The template `t.html` of this source, filled in with one value called `text`.
    fn rendered(source: &'static str, text: &str) -> Result<String, String> {
        let environment = environment().and_then(|mut environment| {
            environment.add_template("t.html", source)?;
            Ok(environment)
        });
        render(&environment, "t.html", BTreeMap::from([("text", text)]))
    }

    #[test]
    fn markup_is_escaped_and_forbidden_characters_go() {
        let text = "<a href=\"x\">'&'</a>\0\u{1}\u{85}\u{ffff}\u{fdd0}\u{202e}\u{2066}\t一";
        assert_eq!(
            rendered("{{ text }}", text).unwrap(),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;\t一"
        );
    }

    #[test]
    fn a_tag_on_its_own_line_leaves_no_line() {
        let source = "<p>\n  {% if text %}\n{{ text }}\n  {% endif %}\n</p>\n";
        assert_eq!(rendered(source, "一").unwrap(), "<p>\n一\n</p>\n");
    }

    #[test]
    fn what_is_not_there_is_told() {
        assert!(rendered("{{ other }}", "").unwrap_err().contains("undefined"));
        assert!(rendered("{% if %}", "").unwrap_err().contains("syntax error"));
        assert!(render(&environment(), "t.html", ()).unwrap_err().contains("t.html"));
    }
}
