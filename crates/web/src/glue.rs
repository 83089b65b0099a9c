//! What JavaScript sees: files as arrays of bytes, options and what to show as JSON.

use std::sync::Mutex;

use nianbao::Input;
use nianbao::typefaces::{self, Role};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Answer, Asked, tasks};

/// Where the last defect was met.
static PLACE: Mutex<Option<String>> = Mutex::new(None);

/// Files to read.
#[wasm_bindgen]
#[derive(Default)]
pub struct Files(Vec<Input>);

#[wasm_bindgen]
impl Files {
    /// None.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.0.push(Input::new(name, bytes));
    }
}

/// What a task gave.
#[wasm_bindgen]
pub struct Given(Answer);

#[wasm_bindgen]
impl Given {
    /// What to show, as JSON.
    pub fn json(&self) -> String {
        self.0.json.clone()
    }

    /// How many files there are.
    pub fn count(&self) -> usize {
        self.0.files.len()
    }

    /// A file's name.
    pub fn name(&self, at: usize) -> Option<String> {
        Some(self.0.files.get(at)?.file_name.clone())
    }

    /// A file's media type.
    pub fn media_type(&self, at: usize) -> Option<String> {
        Some(self.0.files.get(at)?.media_type.to_owned())
    }

    /// A file's content.
    pub fn bytes(&self, at: usize) -> Option<Vec<u8>> {
        Some(self.0.files.get(at)?.bytes.clone())
    }
}

/// Keeps the place of a defect for [`defect`]: to be called once.
#[wasm_bindgen]
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        if let (Ok(mut place), Some(at)) = (PLACE.lock(), info.location()) {
            *place = Some(format!("{}:{}", at.file(), at.line()));
        }
    }));
}

/// The sentence about the defect that ended the last task; `other` is what the browser says.
#[wasm_bindgen]
pub fn defect(english: bool, other: &str) -> String {
    let place = PLACE.lock().ok().and_then(|mut place| place.take());
    tasks::defect(english, place.as_deref().unwrap_or(other))
}

/// Does a task: `about`, `arrange`, `check`, `list`, `build`, `template`, `merge`, `compare`, `faces`. `beside`
/// are last year's files, the whole's own, or the report to compare with.
#[wasm_bindgen]
pub fn run(task: &str, options: &str, files: &Files, beside: &Files) -> Given {
    let asked = match Asked::parse(options) {
        Ok(asked) => asked,
        Err(reason) => return Given(Answer::failure(&reason)),
    };
    Given(tasks::run(task, &asked, &files.0, &beside.0))
}

/// Does ahead what the first report would wait for, in these formats; with none it is checked.
#[wasm_bindgen]
pub fn prepare(formats: &str) {
    let formats: Vec<&str> = formats.split_whitespace().collect();
    tasks::prepare(&formats);
}

/// Takes the face of a role, by its place among [`Role::ALL`].
#[wasm_bindgen]
pub fn hand_over(role: usize, face: Vec<u8>) {
    if let Some(role) = Role::ALL.get(role) {
        typefaces::hand_over(*role, face);
    }
}

/// Takes the files of faces of this machine.
#[wasm_bindgen]
pub fn hand_over_installed(files: Files) {
    let files = files.0.iter().map(|file| file.bytes().to_vec());
    typefaces::hand_over_installed(files.collect());
}
