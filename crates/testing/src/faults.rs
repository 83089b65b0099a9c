//! A batch over a folder that holds old documents, and what may be found there whenever it
//! is disturbed: every document is the old one or the new one, whole. `cargo xtask faults`
//! disturbs it in every way it knows, the whole-program tests with a few kills.

use std::collections::BTreeMap;
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The file that says what a report's documents were made from.
const LEDGER: &str = ".nianbao.json";

/// Documents by their paths in the output folder.
pub type Documents = BTreeMap<PathBuf, Vec<u8>>;

/// What is done, or why it cannot go on.
pub type Done<T> = Result<T, String>;

/// A batch in a folder of its own.
#[derive(Debug)]
pub struct Arena {
    program: PathBuf,
    inputs: PathBuf,
    formats: &'static str,
    /// Where the documents go.
    pub out: PathBuf,
    /// What stood there before the batch.
    pub old: Documents,
    /// What an undisturbed run makes.
    pub new: Documents,
    /// How long that takes.
    pub took: Duration,
}

/// How a folder looks: how many files there are of each kind.
#[derive(Debug, Default, Clone, Copy)]
pub struct Look {
    /// Documents from before.
    pub old: usize,
    /// New documents.
    pub new: usize,
    /// Temporary files.
    pub leftovers: usize,
}

/// The counts over many kills.
#[derive(Debug, Default)]
pub struct Kills {
    /// Kills that hit a run at work.
    pub hit: usize,
    /// Runs that had ended before.
    pub late: usize,
    /// Kills that left old documents beside new ones.
    pub between: usize,
    /// Kills that left temporary files.
    pub with_leftovers: usize,
    /// The most temporary files found at one time.
    pub most_leftovers: usize,
    /// Documents looked at.
    pub documents: usize,
}

impl Arena {
    /// A batch of `reports` reports, which are copies of these workbooks in turn. `folder` is
    /// made anew.
    pub fn new(
        program: &Path,
        workbooks: &[PathBuf],
        folder: &Path,
        reports: usize,
        formats: &'static str,
    ) -> Done<Self> {
        if folder.exists() {
            std::fs::remove_dir_all(folder).map_err(says(folder))?;
        }
        let inputs = folder.join("in");
        std::fs::create_dir_all(&inputs).map_err(says(&inputs))?;
        for (number, workbook) in workbooks.iter().cycle().take(reports).enumerate() {
            let copy = inputs.join(format!("{number:02}.xlsx"));
            std::fs::copy(workbook, &copy).map_err(says(&copy))?;
        }
        let mut arena = Self {
            program: program.to_owned(),
            inputs,
            formats,
            out: folder.join("undisturbed"),
            old: Documents::new(),
            new: Documents::new(),
            took: Duration::ZERO,
        };
        let started = Instant::now();
        ended(&arena.run(&[])?, 0)?;
        arena.took = started.elapsed();
        arena.new = documents(&arena.out)?;
        arena.old = arena.new.clone();
        for (path, bytes) in &mut arena.old {
            bytes.extend(format!("\nthe old {}\n", path.display()).bytes());
        }
        if arena.new.len() < reports {
            return Err(format!("only {} documents were made", arena.new.len()));
        }
        arena.out = folder.join("out");
        arena.reset()?;
        Ok(arena)
    }

    /// Puts the old documents, and nothing else, into the output folder.
    pub fn reset(&self) -> Done<()> {
        // The folder itself may be a mount.
        for entry in std::fs::read_dir(&self.out).into_iter().flatten().flatten() {
            let path = entry.path();
            let gone = if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                std::fs::remove_dir_all(&path)
            } else {
                std::fs::remove_file(&path)
            };
            gone.map_err(says(&path))?;
        }
        for (path, bytes) in &self.old {
            let path = self.out.join(path);
            let folder = path.parent().unwrap_or(&self.out);
            std::fs::create_dir_all(folder).map_err(says(folder))?;
            std::fs::write(&path, bytes).map_err(says(&path))?;
        }
        Ok(())
    }

    /// The batch as a command; whoever runs it adds what disturbs it. `SOURCE_DATE_EPOCH`
    /// makes its documents the same every time.
    pub fn command(&self, through: &[&str]) -> Command {
        let mut words = through.iter();
        let mut command = match words.next() {
            Some(first) => Command::new(first),
            None => Command::new(&self.program),
        };
        command.args(words);
        if !through.is_empty() {
            command.arg(&self.program);
        }
        command
            .arg("build")
            .arg(&self.inputs)
            .arg("--out")
            .arg(&self.out)
            .args(["--to", self.formats, "--jobs", "2", "--lang", "en"])
            .env("SOURCE_DATE_EPOCH", "1700000000")
            .stdin(Stdio::null());
        command
    }

    /// Runs the batch to its end, as the last arguments of another command if there is one.
    pub fn run(&self, through: &[&str]) -> Done<Output> {
        self.command(through).output().map_err(|error| error.to_string())
    }

    /// Looks at every file in the output folder: documents must all be there, each the old
    /// or the new one; else there may be ledgers, whole, and temporary files.
    pub fn look(&self) -> Done<Look> {
        let mut look = Look::default();
        let found = files(&self.out)?;
        if let Some(missing) = self.old.keys().find(|path| !found.contains(path)) {
            return Err(format!("{} is gone", missing.display()));
        }
        for path in found {
            let shown = path.display();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with(".nianbao-") {
                look.leftovers += 1;
                continue;
            }
            let bytes = std::fs::read(self.out.join(&path)).map_err(says(&path))?;
            if name == LEDGER {
                serde_json::from_slice::<serde_json::Value>(&bytes).map_err(|error| format!("{shown}: {error}"))?;
            } else if self.new.get(&path) == Some(&bytes) {
                look.new += 1;
            } else if self.old.get(&path) == Some(&bytes) {
                look.old += 1;
            } else {
                return Err(format!(
                    "{shown} ({} bytes) is neither the old nor the new one",
                    bytes.len()
                ));
            }
        }
        Ok(look)
    }

    /// Runs the batch undisturbed: then all is new and nothing is left over, and the next
    /// run has nothing to do.
    pub fn complete(&self) -> Done<()> {
        ended(&self.run(&[])?, 0)?;
        match self.look()? {
            Look {
                old: 0,
                leftovers: 0,
                new,
            } if new == self.new.len() => {}
            look => return Err(format!("a run to the end left {look:?}")),
        }
        let again = ended(&self.run(&[])?, 0)?;
        match again.contains(": 0 done, ") && !again.contains(", 0 unchanged") {
            true => Ok(()),
            false => Err(format!("the next run did something: {again}")),
        }
    }

    /// Kills the batch with all its processes again and again, looks at the folder each
    /// time, and has a last run complete it. Half of the kills come at any time, half as
    /// soon as some report is being written. What is there is kept for the next run, or
    /// now and then replaced by the old documents.
    pub fn kill(&self, kills: usize, random: &mut Random) -> Done<Kills> {
        let mut seen = Kills::default();
        let mut fresh = true;
        self.reset()?;
        while seen.hit < kills {
            let longest = if fresh { self.took.mul_f64(1.1) } else { self.took / 2 };
            let killer = Killer::start(&mut self.command(&[]))?;
            match random.below(2) {
                0 => std::thread::sleep(random.up_to(longest)),
                _ => {
                    let folders: Vec<&Path> = self.new.keys().filter_map(|path| path.parent()).collect();
                    let at = folders.get(random.below(folders.len())).copied();
                    let folder = self.out.join(at.unwrap_or(Path::new("")));
                    let until = Instant::now() + longest;
                    while !is_being_written(&folder) && Instant::now() < until {}
                    let pause = Instant::now() + random.up_to(Duration::from_millis(4));
                    while Instant::now() < pause {
                        std::hint::spin_loop();
                    }
                }
            }
            let hit = killer.strike()?;
            let look = self
                .look()
                .map_err(|problem| format!("after {} kills: {problem}", seen.hit))?;
            seen.documents += look.old + look.new;
            if !hit {
                seen.late += 1;
                fresh = true;
                self.reset()?;
                continue;
            }
            seen.hit += 1;
            seen.between += usize::from(look.old > 0 && look.new > 0);
            seen.with_leftovers += usize::from(look.leftovers > 0);
            seen.most_leftovers = seen.most_leftovers.max(look.leftovers);
            fresh = random.below(3) == 0;
            if fresh {
                self.reset()?;
            }
        }
        self.complete()?;
        Ok(seen)
    }
}

/// Whether there are temporary files in a folder.
fn is_being_written(folder: &Path) -> bool {
    let mut entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.any(|entry| entry.file_name().to_string_lossy().starts_with(".nianbao-"))
}

/// A run in a process group of its own, and a shell that waits for the word to signal it:
/// to start one only then would come too late.
#[derive(Debug)]
pub struct Killer {
    /// The run.
    pub run: Child,
    shell: Child,
}

impl Killer {
    /// Starts the run.
    pub fn start(command: &mut Command) -> Done<Self> {
        command.process_group(0).stdout(Stdio::piped()).stderr(Stdio::null());
        let run = command.spawn().map_err(|error| error.to_string())?;
        let shell = Command::new("sh")
            .args(["-c", "read signal; kill -s \"$signal\" -- \"-$0\""])
            .arg(run.id().to_string())
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        Ok(Self { run, shell })
    }

    /// Sends a signal to all processes of the run.
    pub fn signal(&mut self, signal: &str) -> Done<()> {
        let mut words = self.shell.stdin.take().ok_or("the shell was used before")?;
        writeln!(words, "{signal}").map_err(|error| error.to_string())?;
        drop(words);
        // It fails if the run has ended already.
        let _ = self.shell.wait();
        Ok(())
    }

    /// Kills the run and waits until none of its processes is left; whether it was still at
    /// work.
    fn strike(mut self) -> Done<bool> {
        self.signal("KILL")?;
        let group = self.run.id();
        let status = self.run.wait().map_err(|error| error.to_string())?;
        while group_lives(group) {
            std::thread::sleep(Duration::from_millis(1));
        }
        Ok(status.code().is_none())
    }

    /// Waits for the run to end by itself: its exit code and what it said.
    pub fn wait(self) -> Done<Output> {
        self.run.wait_with_output().map_err(|error| error.to_string())
    }
}

/// Whether a process of this group is alive. Dead ones that nobody has asked after do not
/// count.
fn group_lives(group: u32) -> bool {
    let group = group.to_string();
    std::fs::read_dir("/proc").into_iter().flatten().flatten().any(|entry| {
        let stat = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // After the name, in brackets: state, parent, group.
        let mut fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        fields.next().is_some_and(|state| state != "Z") && fields.nth(1) == Some(&group)
    })
}

/// What a run said, if it ended with this exit code.
pub fn ended(output: &Output, code: i32) -> Done<String> {
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let text = said(&output.stdout) + &said(&output.stderr);
    match output.status.code() == Some(code) {
        true => Ok(text),
        false => Err(format!("exit {} instead of {code}: {text}", output.status)),
    }
}

/// The documents in a folder.
pub fn documents(folder: &Path) -> Done<Documents> {
    let is_document = |path: &PathBuf| path.file_name().is_some_and(|name| name != LEDGER);
    files(folder)?
        .into_iter()
        .filter(is_document)
        .map(|path| Ok((path.clone(), std::fs::read(folder.join(&path)).map_err(says(&path))?)))
        .collect()
}

/// The files in a folder and the folders in it, as paths from there.
fn files(folder: &Path) -> Done<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![PathBuf::new()];
    while let Some(inner) = waiting.pop() {
        let here = folder.join(&inner);
        for entry in std::fs::read_dir(&here).map_err(says(&here))? {
            let entry = entry.map_err(says(&here))?;
            let path = inner.join(entry.file_name());
            match entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                true => waiting.push(path),
                false => found.push(path),
            }
        }
    }
    Ok(found)
}

/// An error about a path.
pub fn says(path: &Path) -> impl Fn(std::io::Error) -> String {
    move |error| format!("{}: {error}", path.display())
}

/// The same random numbers for the same seed: SplitMix64.
#[derive(Debug, Clone)]
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or_default()
    }

    /// A time from nothing to `longest`.
    pub fn up_to(&mut self, longest: Duration) -> Duration {
        longest.mul_f64(self.below(10_000) as f64 / 10_000.0)
    }
}
