//! `cargo xtask new-exporter NAME`: a crate for a new format that works and is tested from the
//! first minute, and the four lines that make the program know it. With `--prove` it does so in
//! a copy of the workspace and holds what it wrote to the tests and the lints; CI runs that.
//!
//! The crate's files are those in `template/`. How to go on from there is in
//! `docs/adding-an-exporter.md`; an exporter outside the workspace needs none of this.
#![allow(clippy::print_stdout, reason = "a developer's tool talks to the terminal")]

mod lines;
mod names;
mod prove;
mod scaffold;

use std::process::Command;

use xtask_kit::Outcome;
use xtask_kit::files::root;

use names::NewExporter;

/// Which exporter, or whether to prove that one can be made.
#[derive(clap::Args)]
pub struct Options {
    #[command(flatten)]
    new: Option<NewExporter>,
    /// Instead, proves in a copy of the workspace that what is written works.
    #[arg(long, conflicts_with = "name")]
    prove: bool,
}

/// Writes the crate, or proves that it works.
///
/// # Errors
/// If the exporter is there already, a file cannot be written, or what was written does not
/// work.
pub fn run(options: &Options) -> Outcome {
    match &options.new {
        _ if options.prove => prove::prove(),
        Some(new) => write(new),
        None => Err("which one? cargo xtask new-exporter NAME".into()),
    }
}

/// Writes the crate and says what to do next.
fn write(new: &NewExporter) -> Outcome {
    let root = root();
    for path in scaffold::scaffold(&root, new)? {
        println!("wrote {}", path.strip_prefix(&root).unwrap_or(&path).display());
    }
    // The list in the tests may have become too long for its line.
    if !Command::new("cargo")
        .args(["fmt", "--all"])
        .current_dir(&root)
        .status()?
        .success()
    {
        println!("run `cargo fmt --all`");
    }
    let name = &new.name;
    println!("next: cargo test -p nianbao-export-{name}, then docs/adding-an-exporter.md");
    Ok(())
}
