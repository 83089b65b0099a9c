//! Spreads the work of a batch over processes of this program: one for each core, each taking
//! one report after another.
//!
//! Typst keeps one cache for a whole process, so that threads wait for each other and
//! processes do not. What kills a process, such as a file that asks for all the memory, costs
//! one report and no other.
//!
//! A worker reads from its standard input, as a line of JSON, which files make a report, and
//! writes to its standard output, as another, how the report ended.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};

use nianbao::batch::{Files, Record};

/// Set in the environment of a worker.
const WORKER: &str = "NIANBAO_WORKER";

/// The memory a worker keeps between reports: more than one ever takes.
const KEPT_BYTES: &str = "268435456";
/// What is as large as this comes from the system each time: the most that glibc lets be set.
const MAPPED_BYTES: &str = "33554432";

/// Whether this process is a worker.
pub(crate) fn is_worker() -> bool {
    std::env::var_os(WORKER).is_some()
}

/// Does a worker's work: makes reports as long as it is asked to. The user's Ctrl-C is for
/// the program that asks.
pub(crate) fn work(make: impl Fn(&Files) -> Record) {
    let _ = ctrlc::set_handler(|| {});
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let Some(files) = line.ok().and_then(|line| serde_json::from_str(&line).ok()) else {
            return;
        };
        let record = make(&files);
        let told = serde_json::to_vec(&record).map(|mut line| {
            line.push(b'\n');
            out.write_all(&line).and_then(|()| out.flush())
        });
        if !matches!(told, Ok(Ok(()))) {
            return;
        }
    }
}

/// Has the reports made by `jobs` workers, and gives each record to `tell` as it comes.
/// Ends early, with what is begun finished, when `stop` is set.
pub(crate) fn spread(reports: Vec<Files>, jobs: usize, stop: &AtomicBool, mut tell: impl FnMut(Record)) {
    let waiting = Mutex::new(reports.into_iter());
    let (sender, records) = channel();
    std::thread::scope(|scope| {
        for _ in 0..jobs.max(1) {
            let (sender, waiting) = (sender.clone(), &waiting);
            scope.spawn(move || drive(waiting, stop, &sender));
        }
        drop(sender);
        records.iter().for_each(&mut tell);
    });
}

/// Feeds one worker until nothing is left; a worker that dies is replaced.
fn drive(waiting: &Mutex<std::vec::IntoIter<Files>>, stop: &AtomicBool, records: &Sender<Record>) {
    let mut worker: Option<Worker> = None;
    while !stop.load(Ordering::SeqCst) {
        let next = waiting.lock().ok().and_then(|mut waiting| waiting.next());
        let Some(files) = next else { break };
        let current = match worker.take() {
            Some(worker) => Ok(worker),
            None => Worker::start(),
        };
        let record = match current {
            Err(error) => Record::died(&files, &error.to_string()),
            Ok(mut current) => match current.ask(&files) {
                Some(record) => {
                    worker = Some(current);
                    record
                }
                None => match current.end() {
                    // `stop` is for the handler alone to set: set twice, it means at once.
                    Ok(status) if is_stopped(status) => break,
                    ended => Record::died(
                        &files,
                        &ended.map_or_else(|error| error.to_string(), |status| status.to_string()),
                    ),
                },
            },
        };
        if records.send(record).is_err() {
            break;
        }
    }
    if let Some(worker) = worker {
        worker.close();
    }
}

/// A process of this program that makes reports.
struct Worker {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Worker {
    fn start() -> std::io::Result<Self> {
        let mut process = Command::new(std::env::current_exe()?)
            .args(std::env::args_os().skip(1))
            .env(WORKER, "1")
            // Two processes with as many threads as cores each would get in each other's way.
            .env("RAYON_NUM_THREADS", "1")
            // A worker takes for every report what it gave back after the last: glibc is to keep
            // it, and not to have the system hand out and clear the same pages again. Other
            // allocators do not look at this.
            .env("MALLOC_TRIM_THRESHOLD_", KEPT_BYTES)
            .env("MALLOC_MMAP_THRESHOLD_", MAPPED_BYTES)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let missing = || std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        let input = process.stdin.take().ok_or_else(missing)?;
        let output = process.stdout.take().map(BufReader::new).ok_or_else(missing)?;
        Ok(Self { process, input, output })
    }

    /// How a report ended; `None` if the worker died over it.
    fn ask(&mut self, files: &Files) -> Option<Record> {
        let Ok(mut line) = serde_json::to_vec(files) else {
            return Some(Record::unnameable(files));
        };
        line.push(b'\n');
        self.input.write_all(&line).and_then(|()| self.input.flush()).ok()?;
        let mut answer = String::new();
        self.output.read_line(&mut answer).ok()?;
        serde_json::from_str(&answer).ok()
    }

    /// Lets it end: there is nothing more to do.
    fn close(self) {
        let Self {
            mut process,
            input,
            output,
        } = self;
        drop((input, output));
        let _ = process.wait();
    }

    /// Ends it; how it ended.
    fn end(mut self) -> std::io::Result<ExitStatus> {
        let _ = self.process.kill();
        self.process.wait()
    }
}

/// Whether a worker was ended by the user's Ctrl-C, or by the end of the session: that
/// reaches all processes, and a worker that has only just started does not yet leave it to
/// the program that asks. Its report is not made, and nothing is wrong with it.
fn is_stopped(status: ExitStatus) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        // SIGHUP, SIGINT and SIGTERM have these numbers everywhere.
        matches!(status.signal(), Some(1 | 2 | 15))
    }
    #[cfg(not(unix))]
    {
        // STATUS_CONTROL_C_EXIT of Windows.
        status.code() == Some(0xc000_013a_u32.cast_signed())
    }
}
