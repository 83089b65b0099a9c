//! The command line: arguments, terminal, signals and worker processes around the library
//! [`nianbao`]. It decides nothing about reports.
//!
//! It is a library with one function, so that your own program can have your own exporter
//! and everything else besides:
//!
//! ```ignore
//! use my_exporter as _;
//!
//! fn main() -> std::process::ExitCode {
//!     nianbao_cli::main()
//! }
//! ```
//!
//! `docs/your-own-exporter.md` shows the whole of it.

mod arguments;
mod asked;
mod commands;
mod crash;
mod error;
mod pool;
mod progress;
mod summary;
mod terminal;

use std::process::ExitCode;

use arguments::Arguments;

/// The program: does what this process's arguments ask for, and says how it went.
///
/// Call it from `main` and do nothing before: for a batch it starts this program again, with
/// the same arguments, as its workers.
pub fn main() -> ExitCode {
    let arguments = match Arguments::parse(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(stop) => return stop.show(),
    };
    let lang = arguments.lang;
    crash::guarded(lang, || match commands::run(arguments) {
        Ok(code) => code,
        Err(failure) => {
            terminal::complain(lang, &failure.message, &failure.lines);
            ExitCode::from(failure.code)
        }
    })
}
