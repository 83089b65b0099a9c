//! `cargo xtask fuzz` runs the fuzz targets of `tests/fuzz/` under a budget, and with
//! `--update` writes the counts to `docs/fuzzing.md`.
//!
//! That page says what a target asserts; here are its seeds, its words, its limits, and how a
//! crash is recognised. Files that are known to do harm are for `cargo xtask hostile`.
#![allow(clippy::print_stdout, reason = "a developer's tool talks to the terminal")]

mod dictionary;
mod page;
mod run;
mod seeds;
mod targets;
mod tool;

use std::sync::Mutex;
use std::thread;

use xtask_kit::Outcome;
use xtask_kit::files::{root, write_if_changed};

use run::{Budget, Ran};
use targets::{TARGETS, Target};

/// Which targets, for how long.
#[derive(clap::Args)]
pub struct Options {
    /// Runs each target so many times.
    #[arg(long)]
    runs: Option<u64>,
    /// Runs each target so many seconds (30, unless there are --runs).
    #[arg(long)]
    seconds: Option<u64>,
    /// Only this target; may be given several times. `pdf` and `portable` run only if they are named.
    #[arg(long)]
    only: Vec<String>,
    /// Writes the counts to docs/fuzzing.md.
    #[arg(long)]
    update: bool,
    /// How many run at a time, targets or processes of a single one; as many as there are cores, unless said
    /// otherwise.
    #[arg(long)]
    jobs: Option<usize>,
}

/// Builds and runs the targets.
///
/// # Errors
/// If a target cannot be built, or an input ended one.
pub fn run(options: &Options) -> Outcome {
    let chosen = chosen(&options.only)?;
    let budget = Budget {
        runs: options.runs,
        seconds: options.seconds.or(options.runs.is_none().then_some(30)),
    };
    let tool = tool::Tool::find_or_install()?;
    seeds::write(&chosen)?;
    let programs = tool.build(&chosen)?;
    let jobs = match options.jobs {
        Some(jobs) => jobs.max(1),
        None => thread::available_parallelism().map_or(1, usize::from),
    };
    // A target alone has all of them.
    let processes = match chosen.len() {
        1 => u32::try_from(jobs)?,
        _ => 1,
    };
    let waiting = Mutex::new(chosen.iter().copied());
    let ended: Mutex<Vec<Result<Ran, String>>> = Mutex::default();
    thread::scope(|scope| {
        for _ in 0..jobs.min(chosen.len()) {
            scope.spawn(|| {
                while let Some(target) = locked(&waiting).next() {
                    let ran = run::run(target, &programs.of(target), budget, processes);
                    match &ran {
                        Ok(ran) => println!("{}", ran.line()),
                        Err(fault) => println!("{:12} {fault}", target.name),
                    }
                    locked(&ended).push(ran);
                }
            });
        }
    });
    let (ran, faults): (Vec<_>, Vec<_>) = locked(&ended).drain(..).partition(Result::is_ok);
    let ran: Vec<Ran> = ran.into_iter().flatten().collect();
    if options.update {
        let path = root().join("docs/fuzzing.md");
        let old = std::fs::read_to_string(&path).unwrap_or_default();
        write_if_changed(&path, page::page(&old, &ran).as_bytes())?;
    }
    let faults: Vec<String> = faults.into_iter().filter_map(Result::err).collect();
    match faults.len() {
        0 => Ok(()),
        _ => Err(format!("{}\n\n{}", faults.join("\n\n"), page::NEXT).into()),
    }
}

/// The targets asked for; without a word all but the one that needs Typst and new ones.
fn chosen(only: &[String]) -> Result<Vec<&'static Target>, String> {
    if only.is_empty() {
        return Ok(TARGETS
            .iter()
            .filter(|target| !target.needs_typst && !target.is_new)
            .collect());
    }
    let named = only.iter().map(|name| {
        let target = TARGETS.iter().find(|target| target.name == name);
        target.ok_or_else(|| {
            let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
            format!("there is no target “{name}”; there are: {}", names.join(", "))
        })
    });
    named.collect()
}

/// What a lock holds, also after a panic of another thread.
fn locked<T>(lock: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::targets::folder;

    #[test]
    fn every_target_is_listed_and_has_a_file() {
        let manifest = std::fs::read_to_string(folder().join("Cargo.toml")).unwrap();
        let manifest: toml::Table = toml::from_str(&manifest).unwrap();
        let bins = manifest["bin"].as_array().unwrap();
        let built: Vec<_> = bins.iter().filter_map(|bin| bin["name"].as_str()).collect();
        let listed: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
        assert_eq!(built, listed);
        for bin in bins {
            assert!(folder().join(bin["path"].as_str().unwrap()).is_file(), "{bin:?}");
        }
    }

    #[test]
    fn the_targets_are_formatted() {
        let mut check = std::process::Command::new("cargo");
        check.args(["fmt", "--check", "--manifest-path"]);
        let checked = check.arg(folder().join("Cargo.toml")).output().unwrap();
        let told = String::from_utf8_lossy(&checked.stdout);
        assert!(checked.status.success(), "{told}");
    }

    #[test]
    fn a_target_is_chosen_by_name() {
        assert!(chosen(&[]).unwrap().iter().all(|target| target.name != "pdf"));
        assert_eq!(chosen(&["pdf".into()]).unwrap().len(), 1);
        assert!(chosen(&["no".into()]).err().unwrap().contains("xlsx"));
    }
}
