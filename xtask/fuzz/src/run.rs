//! One target's run: libFuzzer's options, and what it says at its end.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use xtask_kit::files::root;

use crate::targets::{Target, folder};

/// An input that takes longer is a hang.
const MOST_SECONDS: u32 = 10;
/// More memory, with the corpus in it, is a blow-up; the targets hold the program itself to
/// less.
const MOST_MEMORY: u32 = 2_048;
/// The same run on every machine, as far as its speed allows.
const SEED: u32 = 2020;

/// How long a target runs; whichever comes first.
#[derive(Clone, Copy)]
pub(super) struct Budget {
    pub(super) runs: Option<u64>,
    pub(super) seconds: Option<u64>,
}

/// A run that ended well.
pub(super) struct Ran {
    pub(super) target: &'static Target,
    /// How many inputs were run.
    pub(super) executions: u64,
    /// How many a second.
    pub(super) speed: u64,
    /// Edges of the program's control flow that were reached.
    pub(super) edges: u64,
    /// Inputs that reached something new, and their seeds.
    pub(super) corpus: u64,
    /// The most memory, in MiB, libFuzzer's own included.
    pub(super) memory: u64,
}

impl Ran {
    /// A line for the terminal.
    pub(super) fn line(&self) -> String {
        format!(
            "{:12}{:>10} executions {:>7}/s {:>7} edges {:>6} inputs {:>5} MiB",
            self.target.name, self.executions, self.speed, self.edges, self.corpus, self.memory
        )
    }
}

/// Runs a target in so many processes, which share its budget and what they find.
///
/// # Errors
/// What went wrong, with the input that did it.
pub(super) fn run(target: &'static Target, program: &Path, budget: Budget, processes: u32) -> Result<Ran, String> {
    let budget = Budget {
        runs: budget.runs.map(|runs| runs.div_ceil(u64::from(processes))),
        ..budget
    };
    let ran = thread::scope(|scope| {
        let started: Vec<_> = (0..processes)
            .map(|nth| scope.spawn(move || one(target, program, budget, nth)))
            .collect();
        let ended = started.into_iter().map(|process| process.join());
        ended
            .map(|ran| ran.unwrap_or_else(|_| Err(format!("{}: it could not be watched", target.name))))
            .collect::<Result<Vec<Ran>, String>>()
    })?;
    let together = ran.into_iter().reduce(|one, other| Ran {
        target,
        executions: one.executions + other.executions,
        speed: one.speed + other.speed,
        edges: one.edges.max(other.edges),
        corpus: one.corpus.max(other.corpus),
        memory: one.memory.max(other.memory),
    });
    together.ok_or_else(|| format!("{}: no process ran", target.name))
}

/// Runs a target in one process.
fn one(target: &'static Target, program: &Path, budget: Budget, nth: u32) -> Result<Ran, String> {
    let generated = root().join("target/fuzz");
    let corpus = folder().join("corpus").join(target.name);
    let artifacts = folder().join("artifacts").join(target.name);
    for folder in [&corpus, &artifacts] {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let log = generated.join(format!("{}-{nth}.log", target.name));
    let said = fs::File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
    let mut command = Command::new(program);
    command.arg(&corpus).arg(generated.join("seeds").join(target.name));
    let dictionary = generated.join(format!("{}.dict", target.name));
    if dictionary.is_file() {
        command.arg(format!("-dict={}", dictionary.display()));
    }
    command.args([
        format!("-artifact_prefix={}/", artifacts.display()),
        format!("-max_len={}", target.max_len),
        format!("-timeout={MOST_SECONDS}"),
        format!("-rss_limit_mb={MOST_MEMORY}"),
        format!("-seed={}", SEED + nth),
        String::from("-print_final_stats=1"),
    ]);
    command.args(budget.runs.map(|runs| format!("-runs={runs}")));
    command.args(budget.seconds.map(|seconds| format!("-max_total_time={seconds}")));
    let status = command.stdout(Stdio::null()).stderr(said).status();
    let status = status.map_err(|error| format!("{}: {error}", program.display()))?;
    let text = fs::read(&log).map_err(|error| format!("{}: {error}", log.display()))?;
    let text = String::from_utf8_lossy(&text);
    if !status.success() {
        return Err(crash(target, &text, &log));
    }
    told(target, &text).ok_or_else(|| format!("libFuzzer does not say how it ended: {}", log.display()))
}

/// What libFuzzer says at the end.
fn told(target: &'static Target, text: &str) -> Option<Ran> {
    let stat = |name: &str| {
        let line = text
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix("stat::")?.strip_prefix(name));
        line?.trim_start_matches(':').trim().parse::<u64>().ok()
    };
    // `#1000 DONE cov: 5423 ft: 17532 corp: 890/312Kb lim: 4096 exec/s: 500 rss: 120Mb`
    let last = text
        .lines()
        .rev()
        .find(|line| line.starts_with('#') && line.contains("cov: "))?;
    let after = |name: &str| {
        let rest = last.split_once(name)?.1.trim_start();
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..end].parse::<u64>().ok()
    };
    Some(Ran {
        target,
        executions: stat("number_of_executed_units")?,
        speed: stat("average_exec_per_sec")?,
        edges: after("cov: ")?,
        corpus: after("corp: ")?,
        memory: stat("peak_rss_mb")?,
    })
}

/// How an input ended the target.
fn crash(target: &Target, text: &str, log: &Path) -> String {
    let why = text
        .lines()
        .find(|line| line.contains("panicked at") || line.contains("memory allocation of"))
        .or_else(|| {
            text.lines()
                .find(|line| line.contains("ERROR: libFuzzer") || line.contains("error:"))
        })
        .unwrap_or("it ended without a word");
    let message = text.lines().skip_while(|line| !line.contains("panicked at")).nth(1);
    let input = text
        .lines()
        .rev()
        .find_map(|line| Some(PathBuf::from(line.split_once("Test unit written to ")?.1)));
    let input = input.map_or_else(|| String::from("no input was kept"), |path| path.display().to_string());
    format!(
        "{}: {}\n  {}\n  input: {input}\n  log: {}",
        target.name,
        why.trim(),
        message.unwrap_or_default().trim(),
        log.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::targets::TARGETS;

    #[test]
    fn what_libfuzzer_says_is_understood() {
        let text = "#2\tINITED cov: 3 ft: 4 corp: 1/1b exec/s: 0 rss: 40Mb\n\
            #1000\tDONE   cov: 5423 ft: 17532 corp: 890/312Kb lim: 4096 exec/s: 500 rss: 120Mb\n\
            Done 1000 runs in 2 second(s)\n\
            stat::number_of_executed_units: 1000\nstat::average_exec_per_sec:     500\n\
            stat::new_units_added:          12\nstat::slowest_unit_time_sec:    0\nstat::peak_rss_mb:              121\n";
        let ran = told(&TARGETS[0], text).unwrap();
        assert_eq!((ran.executions, ran.speed, ran.edges), (1000, 500, 5423));
        assert_eq!((ran.corpus, ran.memory), (890, 121));
        assert!(told(&TARGETS[0], "#2\tINITED cov: 3 ft: 4 corp: 1/1b\n").is_none());
    }

    #[test]
    fn a_crash_names_its_input() {
        let text = "thread '<unnamed>' (1) panicked at crates/model/src/number.rs:10:5:\nattempt to add with overflow\n\
            ==1== ERROR: libFuzzer: deadly signal\nartifact_prefix='x/'; Test unit written to x/crash-da39\n";
        let told = crash(&TARGETS[0], text, Path::new("file.log"));
        for part in ["number.rs:10:5", "attempt to add", "x/crash-da39", "file.log"] {
            assert!(told.contains(part), "{told}");
        }
    }
}
