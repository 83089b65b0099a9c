//! What a task gives back.

use nianbao::{Error, Lang, Localize, Output};
use serde::Serialize;
use serde_json::{Value, json};

/// What a task gives back: something to show, and files to save.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// What to show, as JSON; `{"failure": "…"}` if the task could not be done.
    pub json: String,
    /// Files.
    pub files: Vec<Output>,
}

impl Answer {
    pub(crate) fn show(value: impl Serialize) -> Self {
        Self::files(value, Vec::new())
    }

    pub(crate) fn files(value: impl Serialize, files: Vec<Output>) -> Self {
        // What is shown has text keys and finite numbers only.
        let json = serde_json::to_string(&value).unwrap_or_else(|error| failed(&error.to_string()).to_string());
        Self { json, files }
    }

    pub(crate) fn failure(reason: &str) -> Self {
        Self::show(failed(reason))
    }

    /// What was done, or why not.
    pub(crate) fn of(done: Result<Self, Error>, lang: Lang) -> Self {
        done.unwrap_or_else(|error| Self::failure(error.text().get(lang)))
    }
}

fn failed(reason: &str) -> Value {
    json!({ "failure": reason })
}
