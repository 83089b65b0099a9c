//! PDF and OFD from one layout: what the second costs beside the first alone, of the examples and of
//! reports of 30 pages and more.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use xtask_kit::files::root;
use xtask_kit::{Outcome, examples, long, programs};

use crate::page::{Page, ratio};
use crate::tools::{self, Taken, middle, program};

/// How many runs a median is of.
const RUNS: usize = 15;

/// Measures, and prints the section of the page alone.
///
/// # Errors
/// If there is no release build, or a command of ours fails.
pub fn run() -> Outcome {
    let mut page = Page::section();
    measure(&program()?, &root().join("target/bench"), &mut page)?;
    print!("{}", page.text());
    Ok(())
}

/// Measures, writes the section, and gives the most that both took of the time of the PDF alone.
pub(crate) fn measure(program: &Path, folder: &Path, page: &mut Page) -> Result<f64, Box<dyn std::error::Error>> {
    page.heading("PDF and OFD together");
    page.say(&format!(
        "`nianbao build --to pdf` and `--to pdf,ofd`, each run a process of its own, by turns: medians of {RUNS}. The\n\
         instructions are counted by callgrind, and hardly differ from run to run."
    ));
    page.row(&["report", "PDF", "PDF and OFD", "ratio", "instructions", "ratio"]);
    page.row(&["---", "---", "---", "---", "---", "---"]);
    let out = folder.join("together");
    let mut most = 0.0_f64;
    for (name, arguments) in reports(&folder.join("long"))? {
        let build = |to: &str| tools::run(program, command(&arguments, &out, to));
        // In turns: a machine that is slower for some seconds is so for both.
        let turns = (0..RUNS).map(|_| Ok((build("pdf")?, build("pdf,ofd")?)));
        let turns = turns.collect::<Result<Vec<(Taken, Taken)>, String>>()?;
        let (alone, both): (Vec<_>, Vec<_>) = turns.into_iter().unzip();
        let (alone, both) = (
            middle(alone, |taken| taken.seconds),
            middle(both, |taken| taken.seconds),
        );
        most = most.max(both.seconds / alone.seconds);
        let count = |to: &str| instructions(program, &command(&arguments, &out, to));
        let (said, counted) = match (count("pdf"), count("pdf,ofd")) {
            (Ok(alone), Ok(both)) => (
                format!("{:.0} and {:.0} million", alone / 1e6, both / 1e6),
                ratio(both, alone),
            ),
            (Err(reason), _) | (_, Err(reason)) => (format!("not counted: {reason}"), String::new()),
        };
        page.row(&[
            &name,
            &alone.shown(),
            &both.shown(),
            &ratio(both.seconds, alone.seconds),
            &said,
            &counted,
        ]);
    }
    Ok(most)
}

/// A report by its name, with what the command line is told of it.
type Report = (String, Vec<PathBuf>);

/// The reports measured.
fn reports(folder: &Path) -> Result<Vec<Report>, Box<dyn std::error::Error>> {
    let example = |workbook: PathBuf| {
        let name = workbook.parent().and_then(Path::file_name).unwrap_or_default();
        (format!("`examples/{}`", name.display()), vec![workbook])
    };
    let mut all: Vec<_> = examples::workbooks()?.into_iter().map(example).collect();
    let long = long::write(folder)?;
    all.extend(long.iter().map(|long| (long.name.to_owned(), long.arguments())));
    Ok(all)
}

fn command(report: &[PathBuf], out: &Path, to: &str) -> Vec<std::ffi::OsString> {
    let options = ["--force", "--to", to, "--out"].map(OsStr::new);
    let report = report.iter().map(|argument| argument.as_os_str());
    let build = std::iter::once(OsStr::new("build")).chain(report);
    let all = build.chain(options).chain([out.as_os_str()]);
    all.map(OsStr::to_owned).collect()
}

/// How many instructions a command takes, in all its processes.
fn instructions(program: &Path, arguments: &[std::ffi::OsString]) -> Result<f64, String> {
    if !programs::has("valgrind") {
        return Err(String::from("valgrind is not installed"));
    }
    let run = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--trace-children=yes",
            "--callgrind-out-file=/dev/null",
        ])
        .arg(program)
        .args(arguments)
        .output()
        .map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&run.stderr);
    match collected(&said) {
        Some(count) if run.status.success() => Ok(count),
        _ => Err(said.lines().last().unwrap_or_default().to_owned()),
    }
}

/// The sum of what callgrind says each process took, as `==7== Collected : 1234`.
fn collected(said: &str) -> Option<f64> {
    let counts = said.lines().filter_map(|line| line.split_once("Collected : "));
    let counts: Vec<f64> = counts.filter_map(|(_, count)| count.trim().parse().ok()).collect();
    (!counts.is_empty()).then(|| counts.iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_processes_of_a_command_are_counted_together() {
        let said = "==7== Events    : Ir\n==7== Collected : 1200\n==8== Collected : 34\nwritten";
        assert_eq!(collected(said), Some(1234.0));
        assert_eq!(collected("valgrind: no such tool"), None);
    }
}
