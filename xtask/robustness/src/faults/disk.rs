//! A batch that may not write, or not as much as it wants.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nianbao_testing::faults::{Arena, Done, ended, says};

use super::ground::Seen::{self, Passed, Skipped};
use super::ground::{Ground, TEXT};

pub(super) fn disk_full(ground: &Ground) -> Done<Seen> {
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
        "exit code 3, {full} of 24 reports failed because the disk was full, {} documents old, {} new, no temporary files",
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

pub(super) fn too_large(ground: &Ground) -> Done<Seen> {
    let arena = ground.arena("large", 6, TEXT)?;
    let output = arena.run(&["sh", "-c", "ulimit -f 16; exec \"$0\" \"$@\""])?;
    let said = ended(&output, 2)?;
    let look = arena.look()?;
    if !said.contains("6 failed") || look.new > 0 {
        return Err(format!("{look:?}: {said}"));
    }
    arena.complete()?;
    Ok(Passed(format!(
        "exit code 2, each of 6 reports failed with a message, every document old, {} temporary files",
        look.leftovers
    )))
}

pub(super) fn read_only(ground: &Ground) -> Done<Seen> {
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
        "exit code 3, each of 6 reports failed with a message, every document old".into(),
    ))
}

pub(super) fn other_user(ground: &Ground) -> Done<Seen> {
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
        "exit code 3, each of 6 reports failed with a message, every document old".into(),
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
