//! A defect in the program ends in a sentence, not in Rust's own report. A panic that an
//! importer catches in a library for old formats is not shown at all.

use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::Mutex;

use nianbao::{Lang, lines};

use crate::terminal;

/// The exit code of a program that met a defect of its own, as Rust has it.
const CODE: u8 = 101;

/// Where the last defect was met.
static PLACE: Mutex<Option<String>> = Mutex::new(None);

/// Runs the program; a defect in it ends in one sentence.
pub(crate) fn guarded(lang: Lang, run: impl FnOnce() -> ExitCode) -> ExitCode {
    panic::set_hook(Box::new(|info| {
        if let (Ok(mut place), Some(at)) = (PLACE.lock(), info.location()) {
            *place = Some(format!("{}:{}", at.file(), at.line()));
        }
    }));
    panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        let place = PLACE.lock().ok().and_then(|mut place| place.take()).unwrap_or_default();
        terminal::complain(lang, &lines::defect(&place), &[]);
        ExitCode::from(CODE)
    })
}
