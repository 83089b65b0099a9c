//! The template engine: `template.html` and `style.css`, read once a language. Every
//! value is escaped here, and nowhere else.

use std::fmt::Write;
use std::sync::OnceLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, Output, State, UndefinedBehavior, Value, escape_formatter};
use nianbao_model::Lang;
use serde::Serialize;

/// Renders the page.
pub(super) fn render<T: Serialize>(page: T, lang: Lang) -> Result<String, String> {
    static CHINESE: OnceLock<Result<Environment<'static>, Error>> = OnceLock::new();
    static ENGLISH: OnceLock<Result<Environment<'static>, Error>> = OnceLock::new();
    let environment = match lang {
        Lang::Zh => &CHINESE,
        Lang::En => &ENGLISH,
    };
    environment
        .get_or_init(|| environment_in(lang))
        .as_ref()
        .map_err(Error::to_string)?
        .get_template("template.html")
        .and_then(|template| template.render(Serde(page)))
        .map_err(|error| error.to_string())
}

fn environment_in(lang: Lang) -> Result<Environment<'static>, Error> {
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
    // The template's own words stand where they are used, always in both languages.
    environment.add_function("t", move |zh: &str, en: &str| match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    });
    // What is quoted is Chinese; inside it, some words may be the page's own again.
    let (quoted, own) = match lang {
        Lang::Zh => ("", ""),
        Lang::En => (" lang=\"zh-CN\"", " lang=\"en\""),
    };
    environment.add_function("zh", move || Value::from_safe_string(quoted.to_owned()));
    environment.add_function("here", move || Value::from_safe_string(own.to_owned()));
    environment.add_template("style.css", include_str!("style.css"))?;
    environment.add_template("template.html", include_str!("template.html"))?;
    Ok(environment)
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
    let code = u32::from(c);
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    let turning = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    control || turning || (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_well_formed() {
        for lang in [Lang::Zh, Lang::En] {
            assert!(environment_in(lang).is_ok(), "{:?}", environment_in(lang).err());
        }
    }

    #[test]
    fn markup_is_escaped_and_forbidden_characters_go() {
        let mut environment = environment_in(Lang::Zh).unwrap();
        environment.add_template("t.html", "{{ text }}").unwrap();
        let template = environment.get_template("t.html").unwrap();
        let text = "<a href=\"x\">'&'</a>\0\u{1}\u{85}\u{ffff}\u{fdd0}\u{202e}\t一";
        assert_eq!(
            template.render(minijinja::context! { text }).unwrap(),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;\t一"
        );
    }
}
