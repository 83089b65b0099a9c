//! What a batch leaves behind when it is disturbed: killed, out of disk space, without
//! permission, two at once, or with something in a document's place. Afterwards every
//! document is the old one or the new one, whole, and the next run completes the batch.
//! Written to `docs/faults.md`.

mod company;
mod disk;
mod ground;
mod in_the_way;
mod killed;

use nianbao_testing::faults::Done;
use xtask_kit::Outcome;
use xtask_kit::files::{root, write_if_changed};

use ground::Seen::{self, Passed, Skipped};
use ground::{Ground, SEED, TEXT};

/// Which disturbances.
#[derive(clap::Args)]
pub struct Options {
    /// Brings about only the disturbances whose names contain this, and writes nothing.
    #[arg(long)]
    only: Option<String>,
}

/// A disturbance: what it is called, how it is brought about, and the trial.
type Trial = (&'static str, &'static str, fn(&Ground) -> Done<Seen>);

/// In the order of the page.
const TRIALS: [Trial; 14] = [
    (
        "killed, text formats",
        "SIGKILL to all processes of a batch of 24 reports as JSON, Markdown, web page and Word",
        |ground| killed::killed(&ground.arena("kill", 24, TEXT)?, 200),
    ),
    ("killed, PDF", "the same, 9 reports as PDF and web page", |ground| {
        killed::killed(&ground.arena("kill-pdf", 9, "pdf,html")?, 50)
    }),
    (
        "killed at each call",
        "strace kills the worker on its first, second, … call that changes a folder (flock, fsync, link, rename, unlink)",
        killed::killed_at_each_call,
    ),
    (
        "disk full",
        "a tmpfs with room for the old documents and 100 KB",
        disk::disk_full,
    ),
    (
        "file too large",
        "`ulimit -f`: what is longer than 8 KB ends the process",
        disk::too_large,
    ),
    ("read-only disk", "a read-only bind mount", disk::read_only),
    ("no permission", "run as another user through setpriv", disk::other_user),
    (
        "two at once",
        "two runs with different dates into one folder, 20 times",
        company::two_at_once,
    ),
    (
        "Ctrl-C",
        "SIGINT to all processes of a batch, 40 times",
        killed::interrupted,
    ),
    (
        "open elsewhere",
        "another program has read half of an old document",
        company::open_elsewhere,
    ),
    ("a folder in the place of a document", "", in_the_way::folder),
    ("a named pipe", "mkfifo", in_the_way::pipe),
    ("a link to a device", "to /dev/full", in_the_way::device),
    ("a link to a file", "", in_the_way::linked),
];

/// Tries everything and writes the page; or only what is called so, and writes nothing.
///
/// # Errors
/// If a disturbance did harm, or none can be brought about.
pub fn run(options: &Options) -> Outcome {
    let only = options.only.as_deref();
    let ground = Ground::new()?;
    let mut page = format!(
        "# Faults\n\n\
         Written by `cargo xtask faults` (Linux, debug build, seed {SEED}). A batch runs over a folder that\n\
         holds old documents, and is disturbed. After each disturbance every document there was the old one\n\
         or the new one, byte for byte; beside them were only whole ledgers and, after a kill, temporary files\n\
         (`.nianbao-*`). A run to the end then left the same documents as an undisturbed run and no\n\
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
             run says so and leaves all documents of that report as they were, as was seen under Wine (releasing.md).\n";
    match failed {
        0 if only.is_some() => Ok(()),
        0 => write_if_changed(&root().join("docs/faults.md"), page.as_bytes()),
        failed => Err(format!("{failed} disturbances did harm").into()),
    }
}
