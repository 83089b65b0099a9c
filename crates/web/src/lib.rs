//! The library for a page in the browser, as WebAssembly: files of memory in, findings and
//! documents out, nothing else. It is a thin front like the command line and decides nothing
//! about reports.
//!
//! The page asks for a task with options and files, and gets an [`Answer`]: what to show as JSON,
//! and files to save as bytes. `tasks` has the tasks, `arrange` tells what each
//! of several files is, the module `glue` hands both to JavaScript. How the page looks and what it says
//! around the results is in `page/`, in TypeScript; `cargo xtask page` makes one file of all.
//!
//! There are no faces in the module: it judges by their tables of characters (`characters`), and
//! prints once the page has unpacked them and handed them over. A defect in here is a trap, after
//! which the page begins anew with another instance; [`tasks::defect`] has the sentence for it.

mod answer;
mod arrange;
mod asked;
mod characters;
#[cfg(target_arch = "wasm32")]
pub mod glue;
mod pack;
mod tasks;
#[cfg(test)]
mod testing;

pub use answer::Answer;
pub use arrange::arrange;
pub use asked::Asked;
pub use tasks::{about, build, check, compare, defect, faces, list, merge, prepare, run, template};
