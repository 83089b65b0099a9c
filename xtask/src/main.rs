//! Developer automation, run as `cargo xtask COMMAND`: everything in the repository
//! that is generated, and the checks that need more than Rust.
#![allow(clippy::print_stdout, reason = "a developer's tool talks to the terminal")]

mod bench;
mod conformance;
mod dist;
mod examples;
#[cfg(target_os = "linux")]
mod faults;
mod fuzz;
mod goldens;
mod hostile;
mod new_exporter;
mod profile;
mod rules;
mod schemas;
mod supply_chain;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

/// Developer automation for nianbao.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes the JSON Schemas in schemas/ from the types they describe.
    Schemas,
    /// Measures `check` beside a peer and writes docs/performance.md.
    Bench,
    /// Counts the instructions of each stage (valgrind) and writes docs/profile.md.
    Profile,
    /// Writes docs/rules.md from the rules.
    Rules,
    /// Writes the workbooks in examples/ from the sources beside them.
    Examples,
    /// Judges the produced documents with foreign tools: poppler, LibreOffice, Chromium.
    Conformance {
        /// Writes docs/conformance.md anew instead of comparing it.
        #[arg(long)]
        update: bool,
        /// Asks only the judges whose names contain this.
        #[arg(long)]
        only: Option<String>,
    },
    /// Compares how the examples' documents look with the pictures in tests/goldens/.
    Goldens {
        /// Renews the pictures instead.
        #[arg(long)]
        update: bool,
    },
    /// Checks files made to do harm, with their time and memory, and writes docs/limits.md.
    Hostile {
        /// Checks only the files whose names contain this.
        #[arg(long)]
        only: Option<String>,
        /// The program to run, instead of the one in target/.
        #[arg(long)]
        program: Option<PathBuf>,
    },
    /// Disturbs batches (kills, a full disk, two runs at once, …) and writes docs/faults.md.
    #[cfg(target_os = "linux")]
    Faults {
        /// Brings about only the disturbances whose names contain this, and writes nothing.
        #[arg(long)]
        only: Option<String>,
    },
    /// Runs the fuzz targets of tests/fuzz/ under a budget: docs/fuzzing.md.
    Fuzz(fuzz::Options),
    /// Holds every crate to deny.toml: licences, sources, wildcards; ours to the workspace's lints.
    SupplyChain,
    /// Builds the release archive target/dist/nianbao-VERSION-TARGET.tar.gz (.zip for Windows).
    Dist(dist::Dist),
    /// Writes the crate of a new exporter, and the lines that make the program know it.
    NewExporter(Scaffold),
}

#[derive(Args)]
struct Scaffold {
    #[command(flatten)]
    new: Option<new_exporter::NewExporter>,
    /// Instead, proves in a copy of the workspace that what is written works.
    #[arg(long, conflicts_with = "name")]
    prove: bool,
}

/// What a task returns: an error is a sentence for the developer.
type Outcome = Result<(), Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Schemas => schemas::write(),
        Command::Bench => bench::run(),
        Command::Profile => profile::run(),
        Command::Rules => rules::write(),
        Command::Examples => examples::write(),
        Command::Conformance { update, only } => conformance::run(conformance::Options { update, only }),
        Command::Goldens { update } => goldens::run(update),
        Command::Hostile { only, program } => hostile::run(hostile::Options { only, program }),
        #[cfg(target_os = "linux")]
        Command::Faults { only } => faults::run(only.as_deref()),
        Command::Fuzz(options) => fuzz::run(&options),
        Command::SupplyChain => supply_chain::check(),
        Command::Dist(options) => dist::run(&options),
        Command::NewExporter(Scaffold { prove: true, .. }) => new_exporter::prove(),
        Command::NewExporter(Scaffold { new: Some(new), .. }) => new_exporter::run(&new),
        Command::NewExporter(Scaffold { new: None, .. }) => Err("which one? cargo xtask new-exporter NAME".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The workspace's root.
fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Writes a generated file, and says so only if it changed.
fn write_if_changed(path: &std::path::Path, bytes: &[u8]) -> Outcome {
    if std::fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    std::fs::write(path, bytes).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    println!("wrote {}", path.display());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_fit_together() {
        Arguments::command().debug_assert();
        let parsed = |line: &str| Arguments::try_parse_from(line.split(' ')).is_ok();
        assert!(parsed("xtask new-exporter ofd --label 版式文件") && parsed("xtask new-exporter --prove"));
        assert!(!parsed("xtask new-exporter OFD") && !parsed("xtask new-exporter ofd --prove"));
    }
}
