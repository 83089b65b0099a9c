//! How long `check` takes for one workbook and for 200, beside a named peer in the same
//! run: Python's openpyxl, which only reads them. Written to `docs/performance.md`.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::{Outcome, root, write_if_changed};

/// How many runs a median is of.
const RUNS: usize = 5;
/// How many workbooks a superior office checks in one go.
const MANY: usize = 200;

/// Measures, and writes the page.
pub(crate) fn run() -> Outcome {
    // The release build where there is one, else what everyone has.
    let builds = ["release", "debug"].map(|build| (build, root().join("target").join(build).join("nianbao")));
    let built = builds.into_iter().find(|(_, program)| program.is_file());
    let (build, program) = built.ok_or("there is no build: cargo build")?;
    let folder = root().join("target/bench");
    std::fs::create_dir_all(&folder)?;
    let example = root().join("examples/chongqing-customs-2020/report.xlsx");
    for number in 0..MANY {
        std::fs::copy(&example, folder.join(format!("{number:03}.xlsx")))?;
    }
    let one = median(|| check(&program, &[&example]))?;
    let many = median(|| check(&program, &[Path::new("--each"), &folder]))?;
    let read = "import sys, glob, openpyxl\nfor path in glob.glob(sys.argv[1] + '/*.xlsx'):\n    for sheet in openpyxl.load_workbook(path, data_only=True):\n        for row in sheet.iter_rows(): pass";
    let peer = median(|| ran(Command::new("python3").args(["-c", read]).arg(&folder)));
    let peer = match peer {
        Ok(seconds) => format!("{seconds:.2} s | {:.1} × |", seconds / many),
        Err(_) => String::from("not installed (`pip install openpyxl`) | – |"),
    };
    let cores = std::thread::available_parallelism()?;
    let page = format!(
        "# Performance\n\n\
         Written by `cargo xtask bench` ({build} build, medians of {RUNS} runs, {cores} cores, one used).\n\n\
         | what | time | ratio |\n| --- | --- | --- |\n\
         | `nianbao check`, one workbook, cold process | {:.0} ms | |\n\
         | `nianbao check --each`, {MANY} workbooks | {many:.2} s ({:.0} a second) | 1 |\n\
         | openpyxl reading the same {MANY}, no check | {peer}\n",
        one * 1000.0,
        MANY as f64 / many,
    );
    print!("{page}");
    write_if_changed(&root().join("docs/performance.md"), page.as_bytes())
}

fn check(program: &Path, arguments: &[&Path]) -> Result<(), String> {
    ran(Command::new(program).arg("check").args(arguments))
}

/// Runs a command to its end, and minds its exit code.
fn ran(command: &mut Command) -> Result<(), String> {
    let output = command.output().map_err(|error| error.to_string())?;
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

/// The median time of some runs, in seconds.
fn median(run: impl Fn() -> Result<(), String>) -> Result<f64, String> {
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let started = Instant::now();
        run()?;
        times.push(started.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    Ok(times[RUNS / 2])
}
