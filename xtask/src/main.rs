//! Developer automation, run as `cargo xtask COMMAND`: everything in the repository that is
//! generated, and the checks that need more than Rust.
//!
//! Here is only what the commands are called. Each is one function of the tool beside this
//! crate that does it, in a folder of `xtask/`; the tools share `xtask/kit` and know nothing
//! of one another.
#![allow(clippy::print_stdout, reason = "a developer's tool talks to the terminal")]

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask_bench::{performance, profile, published, together};
use xtask_dist::{release, supply_chain, third_party};
use xtask_judges::{conformance, goldens};
use xtask_kit::Outcome;
use xtask_pages::{examples, rules, schemas};
#[cfg(target_os = "linux")]
use xtask_robustness::faults;
use xtask_robustness::hostile;

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
    /// Times whole commands beside named peers and writes docs/performance.md.
    Bench,
    /// Checks 1,000 pages of invented offices in one run, with copies planted, and prints what it took.
    BenchPages,
    /// Times PDF and OFD of one layout beside the PDF alone, and prints what it took.
    BenchOfd,
    /// Counts the instructions of each stage (valgrind) and writes docs/profile.md.
    Profile,
    /// Names the files of a crate that need one another in a circle; there are to be none.
    Circles,
    /// Writes docs/rules.md from the rules.
    Rules,
    /// Judges true sentences over random reports, and the same with one number made false.
    Prose(xtask_prose::Options),
    /// Writes the workbooks in examples/ from the sources beside them.
    Examples,
    /// Judges the produced documents with foreign tools: poppler, LibreOffice, Chromium.
    Conformance(conformance::Options),
    /// Compares how the examples' documents look with the pictures in tests/goldens/.
    Goldens(goldens::Options),
    /// Checks files made to do harm, with their time and memory, and writes docs/limits.md.
    Hostile(hostile::Options),
    /// Disturbs batches (kills, a full disk, two runs at once, …) and writes docs/faults.md.
    #[cfg(target_os = "linux")]
    Faults(faults::Options),
    /// Runs the fuzz targets of tests/fuzz/ under a budget: docs/fuzzing.md.
    Fuzz(xtask_fuzz::Options),
    /// Holds every crate to deny.toml: licences, sources, wildcards; ours to the workspace's lints.
    SupplyChain,
    /// Builds the page in the browser, target/dist/nianbao.html: docs/page.md.
    Page(xtask_page::Options),
    /// Builds the release archive target/dist/nianbao-VERSION-TARGET.tar.gz (.zip for Windows).
    Dist(release::Options),
    /// Writes the crate of a new exporter, and the lines that make the program know it.
    NewExporter(xtask_new_exporter::Options),
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Outcome {
    match command {
        Command::Schemas => schemas::write(),
        Command::Bench => performance::run(),
        Command::BenchPages => published::run(),
        Command::BenchOfd => together::run(),
        Command::Profile => profile::run(),
        Command::Circles => xtask_circles::run(),
        Command::Rules => rules::write(),
        Command::Prose(options) => xtask_prose::run(&options),
        Command::Examples => examples::write(),
        Command::Conformance(options) => conformance::run(&options),
        Command::Goldens(options) => goldens::run(&options),
        Command::Hostile(options) => hostile::run(&options),
        #[cfg(target_os = "linux")]
        Command::Faults(options) => faults::run(&options),
        Command::Fuzz(options) => xtask_fuzz::run(&options),
        Command::SupplyChain => supply_chain::check(),
        Command::Page(options) => xtask_page::build(&options, &third_party::of_page()?).map(drop),
        Command::Dist(options) => {
            let page = match &options.page {
                Some(page) => page.clone(),
                None => xtask_page::build(&xtask_page::Options::default(), &third_party::of_page()?)?,
            };
            release::run(&options, &page)
        }
        Command::NewExporter(options) => xtask_new_exporter::run(&options),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::process::Command as Process;

    use clap::CommandFactory;
    use xtask_kit::files::root;
    use xtask_kit::programs;

    use super::*;

    #[test]
    fn the_arguments_fit_together() {
        Arguments::command().debug_assert();
        let parsed = |line: &str| Arguments::try_parse_from(line.split(' ')).is_ok();
        assert!(parsed("xtask new-exporter ofd --label 版式文件") && parsed("xtask new-exporter --prove"));
        assert!(!parsed("xtask new-exporter OFD") && !parsed("xtask new-exporter ofd --prove"));
    }

    /// What is built when these packages are selected, with its features.
    fn built(selected: &[&str], kinds: &str) -> BTreeSet<String> {
        let mut cargo = Process::new("cargo");
        cargo.args(["tree", "--locked", "--offline", "--prefix", "none"]);
        cargo.args(["--edges", kinds, "--format", "{p} {f}"]);
        let told = programs::run(cargo.args(selected).current_dir(root())).unwrap();
        let lines = told.lines().map(|line| line.trim_end_matches(" (*)").to_owned());
        lines.collect()
    }

    #[test]
    fn nothing_is_built_once_more_for_the_program_or_the_tools() {
        let all = built(&["--workspace"], "normal,build,dev");
        // `cargo run`, which takes the default members, and `cargo xtask`.
        for selected in [&[][..], &["--package", "xtask"]] {
            let own = built(selected, "normal,build");
            let again: Vec<_> = own.difference(&all).collect();
            assert!(own.len() > 100 && again.is_empty(), "{selected:?}: {again:#?}");
        }
    }
}
