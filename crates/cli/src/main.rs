//! The command line: it reads arguments, calls the crates that do the work, and
//! prints what they found in the user's language. No business rule lives here.

mod arguments;
mod batch;
mod commands;
mod crash;
mod error;
mod faces;
mod input;
mod judge;
mod output;
mod plugins;
mod settings;
mod summary;
mod terminal;

use std::process::ExitCode;

use arguments::Arguments;

fn main() -> ExitCode {
    let arguments = match Arguments::parse(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(stop) => return stop.show(),
    };
    let lang = arguments.lang;
    crash::guarded(lang, || match commands::run(arguments) {
        Ok(code) => code,
        Err(failure) => {
            terminal::complain(lang, &failure.message);
            failure.exit_code()
        }
    })
}
