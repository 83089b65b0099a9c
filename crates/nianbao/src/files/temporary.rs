//! Files beside an output while it is written: the new one before it is in place, the old
//! one as long as it may be wanted back. What a killed run leaves of them, the next removes.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use tempfile::{NamedTempFile, TempPath};

use super::protected::Protected;

/// What the files are called that are not yet, or no longer, at their place: a prefix,
/// a few random characters, and one of these endings.
const PREFIX: &str = ".nianbao-";
/// A new file, before it is moved into place.
const NEW: &str = ".tmp";
/// An old file, as long as it may be wanted back.
const OLD: &str = ".old";

/// A new file, for an output that is not yet in place.
pub(super) fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    temporary(folder, NEW)
}

/// An old file under a second name, which goes when this goes.
pub(super) struct Kept {
    pub(super) path: TempPath,
    /// As long as it is held, no other run takes the file for a leftover.
    _lock: Option<File>,
}

/// Gives the file at `target` a second name, so that it can come back after a new one has
/// taken its place; `None` if nothing is there.
pub(super) fn keep(target: &Path) -> io::Result<Option<Kept>> {
    let permissions = match fs::symlink_metadata(target) {
        Ok(metadata) => metadata.permissions(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let folder = target.parent().unwrap_or(Path::new("."));
    // Windows does not let go of the second name of a file that is open elsewhere.
    if !cfg!(windows) {
        let lock = File::open(target).ok().filter(|file| file.try_lock_shared().is_ok());
        let linked = builder(OLD).make_in(folder, |path| fs::hard_link(target, path));
        if let Ok(linked) = linked {
            return Ok(Some(Kept {
                path: linked.into_temp_path(),
                _lock: lock,
            }));
        }
    }
    // Not every file system knows second names.
    let mut copy = temporary(folder, OLD)?;
    io::copy(&mut File::open(target)?, &mut copy)?;
    copy.as_file().set_permissions(permissions)?;
    let (lock, path) = copy.into_parts();
    Ok(Some(Kept {
        path,
        _lock: Some(lock),
    }))
}

/// How often a temporary file is made anew when another run has just removed it.
const TRIES: usize = 16;

/// A new file beside the targets, locked: the system opens the lock when this process ends,
/// however it ends, and then the file is a leftover.
fn temporary(folder: &Path, suffix: &str) -> io::Result<NamedTempFile> {
    let mut tries = 0;
    loop {
        let file = builder(suffix).tempfile_in(folder)?;
        // Before the lock, another run may have taken it for a leftover. Where the file
        // system has no locks, no run removes anything.
        let taken = matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock)) || !file.path().exists();
        tries += 1;
        if !taken || tries == TRIES {
            return Ok(file);
        }
    }
}

fn builder(suffix: &str) -> tempfile::Builder<'static, '_> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(suffix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What any program's new file would get; the umask takes its part.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

/// Removes what killed runs have left. Files of a run that is at work are locked and stay, and
/// so does what somebody has called alike and gives as an input.
pub(super) fn remove_leftovers(folder: &Path, protected: &Protected) {
    let is_leftover = |name: &str| {
        let middle = name.strip_prefix(PREFIX);
        middle.is_some_and(|rest| rest.ends_with(NEW) || rest.ends_with(OLD))
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if !is_file || !entry.file_name().to_str().is_some_and(is_leftover) {
            continue;
        }
        let path = entry.path();
        if protected.has(&path) {
            continue;
        }
        // Over a network a lock may ask for the right to write.
        let open = File::options().read(true).write(true).open(&path);
        if let Ok(file) = open.or_else(|_| File::open(&path))
            && file.try_lock().is_ok()
        {
            let _ = fs::remove_file(&path);
        }
    }
}
