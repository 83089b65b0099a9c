//! What the page asks for: options as JSON.

use nianbao::rules::Allowance;
use nianbao::{Error, Lang, Options, Publication, Session, forms};
use serde::Deserialize;

/// The options of a task; what is left out is as on the command line.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(default, deny_unknown_fields)]
pub struct Asked {
    /// `en` for English.
    pub lang: String,
    /// The id of the form; none tells it from the tables.
    pub form: Option<String>,
    /// The ids of the exporters.
    pub formats: Vec<String>,
    /// Whether documents are made in spite of errors, as drafts.
    pub draft: bool,
    /// Whether documents get full-width punctuation.
    pub fix: bool,
    /// What is allowed: `RULE=REASON` or `RULE@PLACE=REASON`.
    pub allow: Vec<String>,
    /// Whether to print in the faces of this machine that were handed over.
    pub installed: bool,
    /// The date the files of the archive get: year, month, day, hour, minute, second.
    pub when: Option<[u16; 6]>,
    /// For a blank workbook: the year.
    pub year: i32,
    /// For a blank workbook: the organ.
    pub organ: Option<String>,
}

impl Asked {
    /// Reads the options.
    ///
    /// # Errors
    /// If they are not what the page writes.
    pub fn parse(json: &str) -> Result<Self, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    pub(crate) fn language(&self) -> Lang {
        if self.lang == "en" { Lang::En } else { Lang::Zh }
    }

    pub(crate) fn session(&self) -> Result<Session, Error> {
        let form = self.form.as_deref().map(forms::find).transpose()?;
        Session::new(Options {
            form,
            allow: self.allow.iter().map(|allowed| Allowance::argument(allowed)).collect(),
            typefaces: self.installed.then(|| String::from("system")),
            known_typefaces: Some(crate::characters::known()),
            ..Options::default()
        })
    }

    pub(crate) fn publication(&self) -> Result<Publication, Error> {
        let mut publication = Publication::new(&self.formats)?;
        publication.draft = self.draft;
        publication.fix = self.fix;
        Ok(publication)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_and_a_slip_in_them_is_told() {
        let asked = Asked::parse(r#"{"lang":"en","formats":["html"],"draft":true}"#).unwrap();
        assert!(asked.draft && asked.language() == Lang::En && asked.form.is_none());
        assert_eq!(Asked::parse("{}").unwrap().language(), Lang::Zh);
        assert!(Asked::parse(r#"{"drafts":true}"#).unwrap_err().contains("drafts"));
    }

    #[test]
    fn what_is_allowed_must_be_a_rule() {
        let asked = |allow: &str| Asked {
            allow: vec![allow.to_owned()],
            ..Asked::default()
        };
        assert!(asked("blank-cell=本年无").session().is_ok());
        assert!(asked("blank-cel=本年无").session().is_err());
    }
}
