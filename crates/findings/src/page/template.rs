//! What the page's templates need beside the engine: their words in two languages.

use std::sync::LazyLock;

use minijinja::{Environment, Error, Value};
use nianbao_model::Lang;
use serde::Serialize;

/// Renders the page.
pub(super) fn render<T: Serialize>(page: T, lang: Lang) -> Result<String, String> {
    static CHINESE: LazyLock<Result<Environment<'static>, Error>> = LazyLock::new(|| environment_in(Lang::Zh));
    static ENGLISH: LazyLock<Result<Environment<'static>, Error>> = LazyLock::new(|| environment_in(Lang::En));
    let environment = match lang {
        Lang::Zh => &CHINESE,
        Lang::En => &ENGLISH,
    };
    nianbao_web_page::render(environment, "template.html", page)
}

fn environment_in(lang: Lang) -> Result<Environment<'static>, Error> {
    let mut environment = nianbao_web_page::environment()?;
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
    environment.add_template("family.css", nianbao_web_page::FAMILY_STYLE)?;
    environment.add_template("index.js", include_str!("index.js"))?;
    environment.add_template("style.css", include_str!("style.css"))?;
    environment.add_template("template.html", include_str!("template.html"))?;
    Ok(environment)
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
}
