//! A batch that finds something else where a document should be.

use std::fs;
use std::os::unix::fs::{FileTypeExt, symlink};
use std::path::Path;
use std::process::Command;

use nianbao_testing::faults::{Done, ended, says};

use super::ground::Seen::{self, Passed};
use super::ground::{Ground, TEXT};

pub(super) fn folder(ground: &Ground) -> Done<Seen> {
    in_the_way(
        ground,
        "folder",
        |path| fs::create_dir(path).map_err(says(path)),
        Path::is_dir,
    )
}

pub(super) fn pipe(ground: &Ground) -> Done<Seen> {
    let mkfifo = |path: &Path| {
        let output = Command::new("mkfifo").arg(path).output();
        ended(&output.map_err(|error| error.to_string())?, 0).map(drop)
    };
    in_the_way(ground, "pipe", mkfifo, |path| {
        fs::metadata(path).is_ok_and(|there| there.file_type().is_fifo())
    })
}

pub(super) fn device(ground: &Ground) -> Done<Seen> {
    in_the_way(
        ground,
        "device",
        |path| symlink("/dev/full", path).map_err(says(path)),
        |path| fs::read_link(path).is_ok_and(|to| to == Path::new("/dev/full")),
    )
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

pub(super) fn linked(ground: &Ground) -> Done<Seen> {
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
