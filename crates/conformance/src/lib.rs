//! What every exporter is held to, as a suite that any exporter's test can run: sample
//! documents with everything that a document can contain, and checks of what the exporter
//! makes of them.
//!
//! ```ignore
//! #[test]
//! fn it_conforms() -> Result<(), Breaches> {
//!     Suite::new(&MyExporter).reading(read).run()
//! }
//! ```
//!
//! The whole program's tests run it on every registered exporter. Nothing here panics: a
//! breach is a sentence that says what was expected and what was found.

mod attempt;
mod breach;
mod declared;
mod expected;
mod hostile;
mod refusal;
mod sample;
mod tables;
#[cfg(test)]
mod tests;

pub use breach::Breaches;
pub use expected::{compact, narrative_texts};
pub use refusal::Refusal;
pub use sample::{Sample, samples};

use std::thread;

use nianbao_model::form::{self, Form};
use nianbao_model::plugin::{ExportOption, Exporter, Settings, Values};

use attempt::{Outcome, attempt};
use breach::excerpt;
use expected::Expected;

/// Takes the text out of a file, in reading order, knowing nothing of the exporter.
pub type Reader = fn(&[u8]) -> Result<String, String>;

/// The suite, for one exporter.
pub struct Suite<'a> {
    exporter: &'a dyn Exporter,
    reader: Option<Reader>,
    texts: Option<fn(&Sample) -> Vec<String>>,
}

impl<'a> Suite<'a> {
    /// The suite for an exporter, without a look into its files.
    pub fn new(exporter: &'a dyn Exporter) -> Self {
        Self {
            exporter,
            reader: None,
            texts: None,
        }
    }

    /// Also reads every file and looks for the document's texts in it, in order; white
    /// space, control characters and marks that turn the text are ignored.
    #[must_use]
    pub fn reading(self, reader: Reader) -> Self {
        Self {
            reader: Some(reader),
            ..self
        }
    }

    /// Looks for these texts instead, for data formats that do not hold the document's:
    /// `expecting(narrative_texts)`.
    #[must_use]
    pub fn expecting(self, texts: fn(&Sample) -> Vec<String>) -> Self {
        Self {
            texts: Some(texts),
            ..self
        }
    }

    /// Runs it.
    ///
    /// # Errors
    /// Everything the exporter breaks, in plain words.
    pub fn run(&self) -> Result<(), Breaches> {
        let mut breaches = Breaches::new(self.exporter.id());
        declared::check(self.exporter, &mut breaches);
        match form::builtin() {
            Ok(forms) => match forms.first() {
                Some(form) => self.run_samples(form, &mut breaches),
                None => breaches.add("the suite needs a form, and the program has none"),
            },
            Err(error) => breaches.add(format!("the suite needs a form, and none can be read: {error}")),
        }
        breaches.into_result()
    }

    fn run_samples(&self, form: &Form, breaches: &mut Breaches) {
        let samples = samples(form);
        let defaults = Settings::new();
        let export = |sample: &Sample| attempt(self.exporter, sample, form, &defaults);
        let first: Vec<Outcome> = samples.iter().map(export).collect();
        for (sample, outcome) in samples.iter().zip(&first) {
            outcome.judge(sample, breaches);
            let whole = sample.refusal != Refusal::InWords;
            if let (Outcome::Made(bytes), Some(reader), true) = (outcome, self.reader, whole) {
                self.look_into(bytes, reader, sample, breaches);
            }
        }

        // Once more, in another order and in another thread, finds what a clock, a counter
        // or a hash order puts into a file.
        let again: Vec<Option<Outcome>> = thread::scope(|scope| {
            let thread = scope.spawn(|| samples.iter().rev().map(export).collect::<Vec<_>>());
            let mut again: Vec<_> = thread.join().unwrap_or_default().into_iter().map(Some).collect();
            again.resize_with(samples.len(), || None);
            again.reverse();
            again
        });
        for ((sample, first), again) in samples.iter().zip(&first).zip(again) {
            if again.as_ref() == Some(first) || matches!(first, Outcome::Panicked(_)) {
                continue;
            }
            let when = if export(sample) == export(sample) {
                "after other documents, in another thread"
            } else {
                "twice in a row"
            };
            breaches.add(format!(
                "{}: expected the same job to give the same bytes; exported {when}, it gives others",
                sample.name
            ));
        }

        if let Some(sample) = samples.iter().find(|sample| sample.name == sample::EVERYTHING) {
            for option in self.exporter.options() {
                self.set(option, sample, form, breaches);
            }
        }
    }

    /// Every value of an option gives a file; a text, which may be nonsense, a file or an
    /// error in words.
    fn set(&self, option: &ExportOption, sample: &Sample, form: &Form, breaches: &mut Breaches) {
        let (values, refusal) = match option.values {
            Values::Flag => (vec!["true", "false"], Refusal::Never),
            Values::OneOf(words) => (words.to_vec(), Refusal::Never),
            Values::Text(_) => (vec!["没有这样的/<值>&\"'"], Refusal::InWords),
        };
        for value in values {
            let mut settings = Settings::new();
            if settings.set(self.exporter.options(), option.name, value).is_err() {
                breaches.add(format!(
                    "option “{}”: expected its own value “{value}” to be allowed; it is refused",
                    option.name
                ));
                continue;
            }
            let named = Sample {
                name: format!("{} with {}={value}", sample.name, option.name),
                refusal,
                ..sample.clone()
            };
            attempt(self.exporter, &named, form, &settings).judge(&named, breaches);
            declared::check_variant(self.exporter, &settings, breaches);
        }
    }

    fn look_into(&self, bytes: &[u8], reader: Reader, sample: &Sample, breaches: &mut Breaches) {
        let found = match reader(bytes) {
            Ok(text) => compact(&text),
            Err(error) => {
                breaches.add(format!(
                    "{}: expected a file its reader can read; the reader says: {error}",
                    sample.name
                ));
                return;
            }
        };
        let expected = match self.texts {
            Some(texts) => Expected::in_order(texts(sample)),
            None => Expected::of(&sample.document, self.exporter.describe().role),
        };
        if let Err(missing) = expected.find_in(&found) {
            breaches.add(format!(
                "{}: expected to read “{}” {}; found there: “{}”",
                sample.name,
                excerpt(&missing.text),
                missing.place,
                excerpt(&missing.found),
            ));
        }
    }
}
