//! What is made of a report: which formats, with which settings, as a draft or not.

use std::fmt;

use nianbao_check::{Judged, punctuation};
use nianbao_compose::{self as composing, compose};
use nianbao_model::plugin::{Exporter, SettingError, Settings};
use nianbao_model::report::Paragraph;
use nianbao_model::{Document, Report};
use time::{Date, OffsetDateTime};

use crate::error::Error;
use crate::plugins::exporters;
use crate::session::Options;

/// The mark every page of a draft shows.
const DRAFT: &str = "草稿";
/// What the names of a draft's files carry: it never takes the place of the published one.
const DRAFT_SUFFIX: &str = "（草稿）";

/// The option that says where the typefaces come from.
const TYPEFACES: &str = "fonts";
/// The option that lets characters without a glyph print as a mark.
const MARK_MISSING_GLYPHS: &str = "allow-missing-glyphs";
/// The option that has data say where they were read.
const PROVENANCE: &str = "provenance";

/// What is made of a report: which formats, and how.
#[derive(Debug, Clone)]
pub struct Publication {
    chosen: Vec<Chosen>,
    /// Whether the files are made in spite of errors, marked 草稿.
    pub draft: bool,
    /// Whether the documents get full-width punctuation beside Han characters. What is told
    /// of the report itself, such as where each text was read, stays as it is.
    pub fix: bool,
    /// The documents' date where the report itself has none, for builds that can be repeated.
    pub date: Option<Date>,
}

/// An exporter and what is set of it.
#[derive(Clone)]
pub(crate) struct Chosen {
    pub(crate) exporter: &'static dyn Exporter,
    settings: Settings,
}

impl Publication {
    /// These formats, by the ids of their exporters; one that is named twice is made once.
    ///
    /// # Errors
    /// [`Error::UnknownExporter`], or [`Error::NoExporter`] if none is named.
    pub fn new<S: AsRef<str>>(formats: impl IntoIterator<Item = S>) -> Result<Self, Error> {
        let all = exporters();
        let mut chosen: Vec<Chosen> = Vec::new();
        for id in formats {
            let id = id.as_ref();
            let Some(exporter) = all.iter().copied().find(|exporter| exporter.id() == id) else {
                return Err(unknown_exporter(id));
            };
            if !chosen.iter().any(|other| other.exporter.id() == id) {
                let settings = Settings::new();
                chosen.push(Chosen { exporter, settings });
            }
        }
        if chosen.is_empty() {
            return Err(Error::NoExporter);
        }
        // Attachments come before the page that lists them.
        chosen.sort_by_key(|chosen| chosen.exporter.describe().role);
        Ok(Self {
            chosen,
            draft: false,
            fix: false,
            date: None,
        })
    }

    /// Sets an option of one of its exporters.
    ///
    /// # Errors
    /// [`Error::UnknownExporter`], [`Error::ExporterNotAsked`] if there is one of this id and
    /// it is not among the formats, or [`Error::Setting`].
    pub fn set(&mut self, exporter: &str, option: &str, value: &str) -> Result<(), Error> {
        match self.chosen.iter_mut().find(|chosen| chosen.exporter.id() == exporter) {
            Some(chosen) => Ok(chosen.set(option, value)?),
            None => Err(not_asked(exporter)),
        }
    }

    /// These formats, as a person writes them: with commas between, also Chinese ones.
    ///
    /// # Errors
    /// As [`Publication::new`].
    pub fn of<S: AsRef<str>>(written: &[S]) -> Result<Self, Error> {
        let formats = written
            .iter()
            .flat_map(|formats| formats.as_ref().split([',', '，', '、']));
        Self::new(formats.map(str::trim).filter(|format| !format.is_empty()))
    }

    /// Sets an option as a person writes it: `exporter.option=value`.
    ///
    /// # Errors
    /// [`Error::NoSetting`], or as [`Publication::set`].
    pub fn set_as(&mut self, written: &str) -> Result<(), Error> {
        let (option, value) = written.split_once('=').ok_or(Error::NoSetting)?;
        let (exporter, option) = option.split_once('.').ok_or(Error::NoSetting)?;
        self.set(exporter.trim(), option.trim(), value.trim())
    }

    /// Has the data say where each figure and text was read, in every format that can; whether
    /// there is one.
    ///
    /// # Errors
    /// [`Error::Setting`], if an exporter has the option and does not take `true`.
    pub fn with_provenance(&mut self) -> Result<bool, Error> {
        let mut can = false;
        for chosen in &mut self.chosen {
            can |= chosen.set_if_there(PROVENANCE, "true")?;
        }
        Ok(can)
    }

    /// Whether a report must not be made public as it is: it has errors that nobody
    /// allows, and this is no draft.
    pub fn blocks(&self, judged: &Judged) -> bool {
        judged.count().errors > 0 && !self.draft
    }

    /// The document of a report: what every exporter gets.
    pub fn document(&self, judged: &Judged) -> Document {
        let options = composing::Options {
            mark: self.draft.then(|| String::from(DRAFT)),
            date: self.date,
        };
        let Judged { report, form, .. } = judged;
        match self.fix {
            true => compose(&corrected(report), form, &options),
            false => compose(report, form, &options),
        }
    }

    /// Its exporters, each with its settings, in the order in which their files are made.
    pub(crate) fn exporters(&self, options: &Options) -> Result<Vec<(&'static dyn Exporter, Settings)>, Error> {
        let own = self.chosen.iter().map(|chosen| chosen.beside(options));
        Ok(own.collect::<Result<_, _>>()?)
    }

    /// What its files' names carry at the end.
    pub(crate) fn suffix(&self) -> &'static str {
        if self.draft { DRAFT_SUFFIX } else { "" }
    }
}

impl Chosen {
    fn set(&mut self, option: &str, value: &str) -> Result<(), SettingError> {
        self.settings.set(self.exporter.options(), option, value)
    }

    /// Sets an option, if the exporter has it; whether it has.
    fn set_if_there(&mut self, option: &str, value: &str) -> Result<bool, SettingError> {
        let is_there = self.exporter.options().iter().any(|own| own.name == option);
        if is_there {
            self.set(option, value)?;
        }
        Ok(is_there)
    }

    /// Its settings; what they leave open is as the session has it.
    fn beside(&self, options: &Options) -> Result<(&'static dyn Exporter, Settings), SettingError> {
        let mut shared = Self {
            exporter: self.exporter,
            settings: Settings::new(),
        };
        if options.mark_missing_glyphs.is_some() {
            shared.set_if_there(MARK_MISSING_GLYPHS, "true")?;
        }
        if let Some(source) = &options.typefaces {
            shared.set_if_there(TYPEFACES, source)?;
        }
        Ok((self.exporter, self.settings.clone().or(shared.settings)))
    }
}

impl fmt::Debug for Chosen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Chosen")
            .field(&self.exporter.id())
            .field(&self.settings)
            .finish()
    }
}

/// The report as it is printed with full-width punctuation. The report itself stays as read:
/// it says what stands in the cells.
fn corrected(report: &Report) -> Report {
    let mut corrected = report.clone();
    for Paragraph { text, .. } in &mut corrected.narrative {
        *text = punctuation::corrected(text);
    }
    corrected
}

/// The day of a moment, in seconds since 1970, as `SOURCE_DATE_EPOCH` gives it:
/// <https://reproducible-builds.org/specs/source-date-epoch/>. `None` if no calendar has it.
pub fn day_of(seconds: i64) -> Option<Date> {
    Some(OffsetDateTime::from_unix_timestamp(seconds).ok()?.date())
}

/// The exporter of this id is not among those asked for, or there is none.
fn not_asked(id: &str) -> Error {
    match exporters().iter().find(|exporter| exporter.id() == id) {
        Some(exporter) => Error::ExporterNotAsked {
            exporter: exporter.id(),
        },
        None => unknown_exporter(id),
    }
}

fn unknown_exporter(id: &str) -> Error {
    Error::UnknownExporter {
        asked: id.to_owned(),
        known: exporters().iter().map(|exporter| exporter.id()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(publication: &Publication) -> Vec<&str> {
        publication.chosen.iter().map(|chosen| chosen.exporter.id()).collect()
    }

    #[test]
    fn formats_are_made_once_and_attachments_first() {
        let publication = Publication::new(["json", "html", "docx", "html"]).unwrap();
        assert_eq!(ids(&publication), ["docx", "html", "json"]);
        assert!(matches!(Publication::new([""; 0]), Err(Error::NoExporter)));
        let unknown = Publication::new(["htm"]).unwrap_err().to_string();
        assert!(unknown.contains("did you mean “html”"), "{unknown}");
    }

    #[test]
    fn a_setting_is_of_a_format_that_is_made() {
        let mut publication = Publication::new(["html"]).unwrap();
        publication.set("html", "fragment", "true").unwrap();
        let mut refused = |exporter, option, value| publication.set(exporter, option, value).unwrap_err();
        assert!(matches!(refused("html", "fragment", "yes"), Error::Setting(_)));
        assert!(matches!(refused("html", "fonts", "system"), Error::Setting(_)));
        assert!(matches!(refused("uof", "x", "y"), Error::UnknownExporter { .. }));
        assert!(matches!(
            refused("json", "provenance", "true"),
            Error::ExporterNotAsked { exporter: "json" }
        ));
    }

    #[cfg(feature = "pdf")]
    #[test]
    fn what_the_session_shares_holds_unless_a_format_has_its_own_setting() {
        let options = Options {
            typefaces: Some(String::from("system")),
            mark_missing_glyphs: Some(String::from("for now")),
            ..Options::default()
        };
        let mut publication = Publication::new(["pdf", "html"]).unwrap();
        let of = |publication: &Publication, id: &str, name: &str| {
            let exporters = publication.exporters(&options).unwrap();
            let (exporter, settings) = exporters.iter().find(|(exporter, _)| exporter.id() == id).unwrap();
            let option = exporter.options().iter().find(|option| option.name == name);
            option.map(|option| settings.get(option).to_owned())
        };
        assert_eq!(of(&publication, "pdf", TYPEFACES).as_deref(), Some("system"));
        assert_eq!(of(&publication, "pdf", MARK_MISSING_GLYPHS).as_deref(), Some("true"));
        assert_eq!(of(&publication, "html", TYPEFACES), None);
        publication.set("pdf", TYPEFACES, "embedded").unwrap();
        assert_eq!(of(&publication, "pdf", TYPEFACES).as_deref(), Some("embedded"));
    }

    #[test]
    fn a_day_is_told_from_seconds() {
        assert_eq!(
            day_of(1_700_000_000).map(|day| day.to_string()).as_deref(),
            Some("2023-11-14")
        );
        assert_eq!(day_of(i64::MAX), None);
    }
}
