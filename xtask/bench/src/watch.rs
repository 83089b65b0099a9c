//! How long after a save `nianbao watch` has said what it found, and has written the
//! documents.

use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use crate::tools::middle;

/// Seconds from the end of a save.
#[derive(Clone, Copy)]
pub(crate) struct Watched {
    pub(crate) told: f64,
    pub(crate) written: f64,
}

/// Saves the workbooks of a folder one after the other over one file that is watched, so
/// many times; gives the save of median time.
pub(crate) fn measure(program: &Path, workbooks: &Path, folder: &Path, saves: usize) -> Result<Watched, String> {
    let said = |error: std::io::Error| error.to_string();
    std::fs::create_dir_all(folder).map_err(said)?;
    let watched = folder.join("report.xlsx");
    let versions = (0..=saves).map(|number| std::fs::read(workbooks.join(format!("{number:04}.xlsx"))));
    let versions = versions.collect::<Result<Vec<_>, _>>().map_err(said)?;
    std::fs::write(&watched, &versions[0]).map_err(said)?;
    let mut watch = Watch::start(program, &watched, &folder.join("documents"))?;
    watch.until("正在留意")?;
    let mut taken = Vec::new();
    for version in &versions[1..] {
        // What the last save began is over.
        std::thread::sleep(Duration::from_millis(300));
        std::fs::write(&watched, version).map_err(said)?;
        let saved = Instant::now();
        watch.until("核对")?;
        let told = saved.elapsed().as_secs_f64();
        watch.until("用时")?;
        let written = saved.elapsed().as_secs_f64();
        taken.push(Watched { told, written });
    }
    Ok(middle(taken, |taken| taken.told))
}

/// The program, watching; it ends with this.
struct Watch {
    process: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Watch {
    fn start(program: &Path, workbook: &Path, out: &Path) -> Result<Self, String> {
        let mut command = Command::new(program);
        command.arg("watch").arg(workbook).arg("--out").arg(out);
        let mut process = command
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        let lines = process.stdout.take().ok_or("the program has no output")?;
        let lines = BufReader::new(lines).lines();
        Ok(Self { process, lines })
    }

    /// Reads until a line begins so.
    fn until(&mut self, beginning: &str) -> Result<(), String> {
        let mut lines = self.lines.by_ref().map_while(Result::ok);
        match lines.any(|line| line.starts_with(beginning)) {
            true => Ok(()),
            false => Err(format!("watch ended before it said {beginning}")),
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
