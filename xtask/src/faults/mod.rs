//! What a batch leaves behind when it is disturbed: killed, out of disk space, without
//! permission, two at once, or with something in a document's place. Afterwards every
//! document is the old one or the new one, whole, and the next run completes the batch.
//! Written to `docs/faults.md`.

use std::fs;
use std::io::{Read, Seek};
use std::os::unix::fs::{FileTypeExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nianbao_testing::faults::{Arena, Done, Killer, Random, documents, ended, says};

use crate::conformance::products;
use crate::conformance::tools;
use crate::{Outcome, root, write_if_changed};

/// Every run takes the same random numbers; when a kill hits is up to the machine.
const SEED: u64 = 2020;

/// What came of a disturbance, or why it could not be tried here.
enum Seen {
    Passed(String),
    Skipped(String),
}

use Seen::{Passed, Skipped};

/// A disturbance: what it is called, how it is brought about, and the trial.
type Trial = (&'static str, &'static str, fn(&Ground) -> Done<Seen>);

/// In the order of the page.
const TRIALS: [Trial; 14] = [
    (
        "killed, text formats",
        "SIGKILL to all processes of a batch of 24 reports as JSON, Markdown, web page and Word",
        |ground| killed(&ground.arena("kill", 24, TEXT)?, 200),
    ),
    ("killed, PDF", "the same, 9 reports as PDF and web page", |ground| {
        killed(&ground.arena("kill-pdf", 9, "pdf,html")?, 50)
    }),
    (
        "killed at each call",
        "strace kills the worker on its first, second, … call that changes a folder (flock, fsync, link, rename, unlink)",
        killed_at_each_call,
    ),
    (
        "disk full",
        "a tmpfs with room for the old documents and 100 KB",
        disk_full,
    ),
    (
        "file too large",
        "`ulimit -f`: what is longer than 8 KB ends the process",
        too_large,
    ),
    ("read-only disk", "a read-only bind mount", read_only),
    ("no permission", "run as another user through setpriv", other_user),
    (
        "two at once",
        "two runs with different dates into one folder, 20 times",
        two_at_once,
    ),
    ("Ctrl-C", "SIGINT to all processes of a batch, 40 times", interrupted),
    (
        "open elsewhere",
        "another program has read half of an old document",
        open_elsewhere,
    ),
    ("a folder in the place of a document", "", |ground| {
        in_the_way(
            ground,
            "folder",
            |path| fs::create_dir(path).map_err(says(path)),
            Path::is_dir,
        )
    }),
    ("a named pipe", "mkfifo", |ground| {
        in_the_way(
            ground,
            "pipe",
            |path| make("mkfifo", path, &[]),
            |path| fs::metadata(path).is_ok_and(|there| there.file_type().is_fifo()),
        )
    }),
    ("a link to a device", "to /dev/full", |ground| {
        in_the_way(
            ground,
            "device",
            |path| symlink("/dev/full", path).map_err(says(path)),
            |path| fs::read_link(path).is_ok_and(|to| to == Path::new("/dev/full")),
        )
    }),
    ("a link to a file", "", linked),
];

/// Formats that are made quickly.
const TEXT: &str = "json,markdown,html,docx";

/// Tries everything and writes the page; or only what is called so, and writes nothing.
pub(crate) fn run(only: Option<&str>) -> Outcome {
    let ground = Ground::new()?;
    let mut page = format!(
        "# Faults\n\n\
         Written by `cargo xtask faults` (Linux, debug build, seed {SEED}). A batch runs over a folder that\n\
         holds old documents and is disturbed. After each disturbance every document there was the old one\n\
         or the new one, byte for byte; beside them only whole ledgers and, after a kill, temporary files\n\
         (`.nianbao-*`). Then a run to the end left the same documents as an undisturbed one and no\n\
         temporary files, and one more run found nothing to do.\n\n\
         | disturbance | how | seen |\n| --- | --- | --- |\n"
    );
    let mut failed = 0;
    for (name, how, trial) in TRIALS {
        if only.is_some_and(|only| !name.contains(only)) {
            continue;
        }
        let seen = match trial(&ground) {
            Ok(Passed(seen)) => seen,
            Ok(Skipped(why)) => format!("skipped: {why}"),
            Err(problem) => {
                failed += 1;
                format!("FAILED: {problem}")
            }
        };
        println!("{name}: {seen}");
        page += &format!("| {name} | {how} | {seen} |\n");
    }
    page += "\nA document that another program has open is replaced on Linux, as above. Windows refuses that: the\n\
             run says so and leaves all documents of that report as they were: seen under Wine (releasing.md).\n";
    match failed {
        0 if only.is_some() => Ok(()),
        0 => write_if_changed(&root().join("docs/faults.md"), page.as_bytes()),
        failed => Err(format!("{failed} disturbances did harm").into()),
    }
}

/// What all trials use.
struct Ground {
    program: PathBuf,
    workbooks: Vec<PathBuf>,
    folder: PathBuf,
    is_root: bool,
}

impl Ground {
    fn new() -> Done<Self> {
        let own = Command::new("id")
            .arg("-u")
            .output()
            .map_err(|error| error.to_string())?;
        Ok(Self {
            program: tools::program()?,
            workbooks: products::workbooks()?,
            folder: root().join("target/faults"),
            is_root: own.stdout.trim_ascii() == b"0",
        })
    }

    fn arena(&self, name: &str, reports: usize, formats: &'static str) -> Done<Arena> {
        Arena::new(
            &self.program,
            &self.workbooks,
            &self.folder.join(name),
            reports,
            formats,
        )
    }
}

fn killed(arena: &Arena, kills: usize) -> Done<Seen> {
    let seen = arena.kill(kills, &mut Random(SEED))?;
    Ok(Passed(format!(
        "{} kills of a run at work ({} more came after its end), {} of them with old documents beside new ones, {} with temporary files, at most {} at a time; {} documents compared",
        seen.hit, seen.late, seen.between, seen.with_leftovers, seen.most_leftovers, seen.documents
    )))
}

/// The calls that change a folder, on one processor or another: strace passes over those
/// that this one does not have.
const CALLS: [&str; 9] = [
    "?flock",
    "?fsync",
    "?link",
    "?linkat",
    "?rename",
    "?renameat",
    "?renameat2",
    "?unlink",
    "?unlinkat",
];

/// Between any two calls there is a moment to be killed at; this takes each of them.
fn killed_at_each_call(ground: &Ground) -> Done<Seen> {
    if !tools::has("strace") {
        return Ok(Skipped("strace is not installed".into()));
    }
    let arena = ground.arena("calls", 1, TEXT)?;
    let (mut kills, mut with_leftovers) = (0, 0);
    for call in CALLS {
        for number in 1.. {
            arena.reset()?;
            let inject = format!("inject={call}:signal=SIGKILL:when={number}");
            let trace = format!("trace={call}");
            let output = arena.run(&["strace", "-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject])?;
            if output.status.success() {
                break;
            }
            let told = |problem| format!("{call} {number}: {problem}");
            // The report's process died, not the batch.
            let said = ended(&output, 2).map_err(told)?;
            if !said.contains("1 failed") {
                return Err(told(said));
            }
            kills += 1;
            with_leftovers += usize::from(arena.look().map_err(told)?.leftovers > 0);
            arena.complete().map_err(told)?;
        }
    }
    match kills {
        // Each of five files is locked, written out and moved; three old ones are kept and let go.
        0..21 => Err(format!("only {kills} calls: strace may not trace here")),
        _ => Ok(Passed(format!(
            "killed at each of {kills} calls, {with_leftovers} times with temporary files; the batch itself went on"
        ))),
    }
}

fn disk_full(ground: &Ground) -> Done<Seen> {
    let arena = ground.arena("full", 24, TEXT)?;
    // Whole pages, a page for each folder, and some room.
    let pages: usize = arena.old.values().map(|bytes| bytes.len().div_ceil(4096) + 1).sum();
    let size = format!("size={}k", pages * 4 + 100);
    let mount = match Mount::new(ground, &["-t", "tmpfs", "-o", &size, "tmpfs"], &arena.out) {
        Ok(mount) => mount,
        Err(why) => return Ok(Skipped(why)),
    };
    arena.reset()?;
    let filler = arena.out.join("filler");
    let room = disk_room(&arena.out)?.saturating_sub(100);
    fs::write(&filler, vec![0; room * 1024]).map_err(says(&filler))?;
    let said = ended(&arena.run(&[])?, 3)?;
    fs::remove_file(&filler).map_err(says(&filler))?;
    let full = said.matches("the disk is full").count();
    let look = arena.look()?;
    if full == 0 || look.leftovers > 0 {
        return Err(format!("{look:?}: {said}"));
    }
    mount.remount("size=64m")?;
    arena.complete()?;
    Ok(Passed(format!(
        "exit code 3, {full} of 24 reports told of the full disk, {} documents old, {} new, no temporary files",
        look.old, look.new
    )))
}

/// How many KB are free.
fn disk_room(folder: &Path) -> Done<usize> {
    let output = Command::new("df")
        .args(["-Pk"])
        .arg(folder)
        .output()
        .map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let field = text.lines().nth(1).and_then(|line| line.split_whitespace().nth(3));
    field
        .and_then(|field| field.parse().ok())
        .ok_or(format!("df says {text}"))
}

fn too_large(ground: &Ground) -> Done<Seen> {
    let arena = ground.arena("large", 6, TEXT)?;
    let output = arena.run(&["sh", "-c", "ulimit -f 16; exec \"$0\" \"$@\""])?;
    let said = ended(&output, 2)?;
    let look = arena.look()?;
    if !said.contains("6 failed") || look.new > 0 {
        return Err(format!("{look:?}: {said}"));
    }
    arena.complete()?;
    Ok(Passed(format!(
        "exit code 2, each of 6 reports told of, every document old, {} temporary files",
        look.leftovers
    )))
}

fn read_only(ground: &Ground) -> Done<Seen> {
    let arena = ground.arena("read-only", 6, TEXT)?;
    let out = arena.out.display().to_string();
    let mount = match Mount::new(ground, &["--bind", &out], &arena.out) {
        Ok(mount) => mount,
        Err(why) => return Ok(Skipped(why)),
    };
    mount.remount("bind,ro")?;
    refused(&arena, &[], "the disk is read-only")?;
    drop(mount);
    arena.complete()?;
    Ok(Passed(
        "exit code 3, each of 6 reports told of, every document old".into(),
    ))
}

fn other_user(ground: &Ground) -> Done<Seen> {
    if !ground.is_root {
        return Ok(Skipped("only root can run as another user".into()));
    }
    let through = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let arena = ground.arena("permission", 6, TEXT)?;
    let can_run = Command::new(through[0])
        .args(&through[1..])
        .arg(&ground.program)
        .arg("--version")
        .output();
    if !can_run.is_ok_and(|output| output.status.success()) {
        return Ok(Skipped("the other user cannot run the program where it lies".into()));
    }
    refused(&arena, &through, "permission denied")?;
    arena.complete()?;
    Ok(Passed(
        "exit code 3, each of 6 reports told of, every document old".into(),
    ))
}

/// Runs a batch that may write nothing: it says so of every report and changes nothing.
fn refused(arena: &Arena, through: &[&str], reason: &str) -> Done<()> {
    let said = ended(&arena.run(through)?, 3)?;
    let look = arena.look()?;
    match said.matches(reason).count() == 6 && look.old == arena.old.len() && look.leftovers == 0 {
        true => Ok(()),
        false => Err(format!("{look:?}: {said}")),
    }
}

fn two_at_once(ground: &Ground) -> Done<Seen> {
    let mut arena = ground.arena("two", 12, TEXT)?;
    let other = |arena: &Arena| {
        let mut command = arena.command(&[]);
        command.env("SOURCE_DATE_EPOCH", "1600000000");
        command
    };
    let status = other(&arena)
        .stdout(Stdio::null())
        .status()
        .map_err(|error| error.to_string())?;
    // From here on what the other run makes is called old.
    arena.old = documents(&arena.out)?;
    if !status.success() || arena.old == arena.new {
        return Err(format!("the other run: {status}, and its documents must differ"));
    }
    let mut random = Random(SEED);
    let (mut mixed, longest) = (0, arena.took / 4);
    for number in 0..20 {
        arena.reset()?;
        let mut commands = [arena.command(&[]), other(&arena)];
        commands.rotate_left(number % 2);
        let mut runs = Vec::new();
        for command in &mut commands {
            let run = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
            runs.push(run.map_err(|error| error.to_string())?);
            std::thread::sleep(random.up_to(longest));
        }
        for mut run in runs {
            let status = run.wait().map_err(|error| error.to_string())?;
            if !status.success() {
                return Err(format!("a run ended with {status}"));
            }
        }
        let look = arena.look()?;
        if look.leftovers > 0 {
            return Err(format!("{look:?}"));
        }
        let same = arena
            .new
            .iter()
            .filter(|(path, bytes)| arena.old.get(*path) == Some(bytes))
            .count();
        mixed += usize::from(look.old > 0 && look.new > same);
        arena.complete()?;
    }
    Ok(Passed(format!(
        "both ended with exit code 0 each time, no temporary files; {mixed} times documents of both lay side by side"
    )))
}

fn interrupted(ground: &Ground) -> Done<Seen> {
    let arena = ground.arena("interrupt", 24, TEXT)?;
    let summary = ground.folder.join("interrupt/summary.json");
    let mut random = Random(SEED);
    let (mut stopped, mut before) = (0, 0);
    for number in 0..40 {
        arena.reset()?;
        let _ = fs::remove_file(&summary);
        let mut command = arena.command(&[]);
        command.arg("--summary").arg(&summary);
        let mut run = Killer::start(&mut command)?;
        // Every other one while the workers start.
        let longest = if number % 2 == 0 { arena.took } else { arena.took / 8 };
        std::thread::sleep(random.up_to(longest));
        run.signal("INT")?;
        let output = run.wait()?;
        let look = arena.look()?;
        if look.leftovers > 0 {
            return Err(format!("{look:?}"));
        }
        if output.status.code().is_none() {
            // It had not begun, and knew nothing of signals yet.
            before += 1;
            continue;
        }
        let bytes = fs::read(&summary).map_err(says(&summary))?;
        let records: Vec<serde_json::Value> = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
        let all_done = records.iter().all(|record| record["status"] == "done");
        let whole = look.new == records.len() * arena.new.len() / 24;
        let left = records.len() < 24;
        ended(&output, if left { 130 } else { 0 })?;
        if !all_done || !whole {
            return Err(format!("{look:?}: {records:?}"));
        }
        stopped += usize::from(left);
    }
    arena.complete()?;
    Ok(Passed(format!(
        "{stopped} times exit code 130 with what was begun finished and told in the summary, {before} times before the batch had begun; the others had nothing left to do"
    )))
}

fn open_elsewhere(ground: &Ground) -> Done<Seen> {
    let arena = ground.arena("open", 6, TEXT)?;
    let (name, old) = arena.old.first_key_value().ok_or("there are no documents")?;
    let path = arena.out.join(name);
    let mut reader = fs::File::open(&path).map_err(says(&path))?;
    let mut half = vec![0; old.len() / 2];
    reader.read_exact(&mut half).map_err(says(&path))?;
    ended(&arena.run(&[])?, 0)?;
    let mut all = Vec::new();
    reader
        .rewind()
        .and_then(|()| reader.read_to_end(&mut all))
        .map_err(says(&path))?;
    if all != *old {
        return Err("the reader sees something else than the old document".into());
    }
    arena.complete()?;
    Ok(Passed(
        "the reader goes on in the old document, whole; the new one is in its place".into(),
    ))
}

/// Puts something that is no file in the place of a document: its report is refused as a
/// whole, the others are made.
fn in_the_way(
    ground: &Ground,
    name: &str,
    put: impl Fn(&Path) -> Done<()>,
    is_there: impl Fn(&Path) -> bool,
) -> Done<Seen> {
    let mut arena = ground.arena(name, 6, TEXT)?;
    let (document, _) = arena.old.pop_first().ok_or("there are no documents")?;
    let path = arena.out.join(&document);
    fs::remove_file(&path).map_err(says(&path))?;
    put(&path)?;
    let said = ended(&arena.run(&[])?, 3)?;
    let taken = said.contains("a folder or a device has this name");
    if !taken || !is_there(&path) {
        return Err(format!("it is no longer there, or nothing was said: {said}"));
    }
    let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir(&path));
    let look = arena.look()?;
    let siblings = arena
        .new
        .keys()
        .filter(|other| other.parent() == document.parent())
        .count()
        - 1;
    if look.old != siblings || look.new != arena.old.len() - siblings || look.leftovers > 0 {
        return Err(format!("{look:?}"));
    }
    arena.complete()?;
    Ok(Passed(format!(
        "exit code 3, it is still there, the report's other {siblings} documents are old, those of the other reports new"
    )))
}

fn linked(ground: &Ground) -> Done<Seen> {
    let arena = ground.arena("link", 6, TEXT)?;
    let (name, old) = arena.old.first_key_value().ok_or("there are no documents")?;
    let (path, elsewhere) = (arena.out.join(name), ground.folder.join("link/elsewhere"));
    fs::rename(&path, &elsewhere).map_err(says(&path))?;
    let target = elsewhere.canonicalize().map_err(says(&elsewhere))?;
    symlink(&target, &path).map_err(says(&path))?;
    ended(&arena.run(&[])?, 0)?;
    if fs::read(&elsewhere).map_err(says(&elsewhere))? != *old {
        return Err("the file it points at was changed".into());
    }
    arena.complete()?;
    Ok(Passed(
        "the link gives way to the new document; the file it pointed at is as it was".into(),
    ))
}

/// Runs a command that makes something at a path.
fn make(program: &str, path: &Path, arguments: &[&str]) -> Done<()> {
    let output = Command::new(program)
        .arg(path)
        .args(arguments)
        .output()
        .map_err(|error| error.to_string())?;
    ended(&output, 0).map(drop)
}

/// A file system over a folder, for as long as this is there.
struct Mount {
    at: PathBuf,
}

impl Mount {
    fn new(ground: &Ground, arguments: &[&str], at: &Path) -> Done<Self> {
        if !ground.is_root {
            return Err("only root can mount".into());
        }
        let output = Command::new("mount")
            .args(arguments)
            .arg(at)
            .output()
            .map_err(|error| error.to_string())?;
        ended(&output, 0)?;
        Ok(Self { at: at.to_owned() })
    }

    fn remount(&self, options: &str) -> Done<()> {
        let options = format!("remount,{options}");
        let output = Command::new("mount").args(["-o", &options]).arg(&self.at).output();
        ended(&output.map_err(|error| error.to_string())?, 0).map(drop)
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.at).status();
    }
}
