//! A batch that is killed or interrupted.

use std::fs;

use nianbao_testing::faults::{Arena, Done, Killer, Random, ended, says};
use xtask_kit::programs::has;

use super::ground::Seen::{self, Passed, Skipped};
use super::ground::{Ground, SEED, TEXT};

pub(super) fn killed(arena: &Arena, kills: usize) -> Done<Seen> {
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
pub(super) fn killed_at_each_call(ground: &Ground) -> Done<Seen> {
    if !has("strace") {
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

pub(super) fn interrupted(ground: &Ground) -> Done<Seen> {
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
        "{stopped} times exit code 130 with what had begun finished and listed in the summary, {before} times before the batch had begun; the others had nothing left to do"
    )))
}
