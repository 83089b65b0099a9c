//! Writing the outputs: all together or not at all, never half a file, never a good
//! file replaced by a part of a new one.

mod temporary;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use nianbao_model::Text;
use tempfile::NamedTempFile;

use crate::arguments::Target;
use crate::error::{Failure, io_reason};
use crate::terminal::printable;
use temporary::{Kept, keep, new_file, remove_leftovers};

/// A file to write.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) file_name: String,
    pub(crate) bytes: Vec<u8>,
}

/// The longest file name without extension, in bytes: every file system takes it,
/// with room for the extension and a temporary suffix.
const MAX_NAME: usize = 200;

/// Device names Windows reserves, with or without an extension.
const RESERVED: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1", "LPT2",
    "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// A title as a file name that Windows and everyone else takes: characters with a
/// meaning in paths become their full-width likes.
pub(crate) fn file_stem(title: &str) -> String {
    let safe: String = title
        .chars()
        .filter(|c| !c.is_control())
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => {
                char::from_u32(u32::from(c) + 0xfee0).unwrap_or('_')
            }
            c => c,
        })
        .collect();
    let mut end = safe.len().min(MAX_NAME);
    while !safe.is_char_boundary(end) {
        end -= 1;
    }
    let stem = safe[..end].trim().trim_end_matches(['.', ' ']).trim_start_matches('.');
    let device = stem.split('.').next().unwrap_or_default().trim().to_ascii_uppercase();
    match stem {
        "" => String::from("年报"),
        _ if RESERVED.contains(&device.as_str()) => format!("_{stem}"),
        _ => stem.to_owned(),
    }
}

/// Writes all outputs into `folder`, which is made if it is not there.
///
/// Everything is written beside its target first; only when all of it is on disk
/// are the files moved into place. If a move fails, those done are undone. A symbolic
/// link gives way to the file; what it points at is not touched.
pub(crate) fn write_all(folder: &Path, outputs: &[Output]) -> Result<(), Failure> {
    let made = first_missing(folder);
    let result = fs::create_dir_all(folder)
        .map_err(|error| failure(folder, &error))
        .and_then(|()| stage(folder, outputs))
        .and_then(publish);
    if let (Err(_), Some(made)) = (&result, made) {
        remove_empty(folder, &made);
    }
    result
}

/// Writes one file, and says where. A file that is there is replaced only by force:
/// it may be someone's filled-in workbook.
pub(crate) fn write_one(target: &Target, bytes: Vec<u8>) -> Result<String, Failure> {
    let path = &target.path;
    let shown = printable(&path.display().to_string());
    if path.exists() && !target.force {
        return Err(Failure::output(
            format!("{shown}：文件已经存在，没有覆盖。请换一个文件名（-o），或加 --force"),
            format!("{shown}: the file exists and was not replaced: choose another name (-o), or add --force"),
        ));
    }
    write_file(path, bytes)?;
    Ok(shown)
}

/// Writes one file, in place of what may be there.
pub(crate) fn write_file(path: &Path, bytes: Vec<u8>) -> Result<(), Failure> {
    let Some(name) = path.file_name() else {
        let shown = printable(&path.display().to_string());
        return Err(Failure::input(
            format!("{shown}：应写文件名"),
            format!("{shown}: this must be a file's name"),
        ));
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let output = Output {
        file_name: name.to_string_lossy().into_owned(),
        bytes,
    };
    write_all(folder.unwrap_or(Path::new(".")), &[output])
}

/// An output on disk under a temporary name.
struct Staged {
    file: NamedTempFile,
    target: PathBuf,
}

fn stage(folder: &Path, outputs: &[Output]) -> Result<Vec<Staged>, Failure> {
    // First of all, for they may be what fills the disk.
    remove_leftovers(folder);
    outputs
        .iter()
        .map(|output| {
            let target = folder.join(&output.file_name);
            if fs::metadata(&target).is_ok_and(|there| !there.is_file()) {
                return Err(taken(&target));
            }
            let write = || -> io::Result<NamedTempFile> {
                let mut file = new_file(folder)?;
                file.write_all(&output.bytes)?;
                file.as_file().sync_all()?;
                Ok(file)
            };
            let file = write().map_err(|error| failure(&target, &error))?;
            Ok(Staged { file, target })
        })
        .collect()
}

/// Moves the staged files into place, each in one step: whenever the program is killed,
/// every target is the old file or the new one. If a move fails, those done are undone.
fn publish(staged: Vec<Staged>) -> Result<(), Failure> {
    // Once the last is in place nothing can fail any more: it needs no way back.
    let mut kept: Vec<Option<Kept>> = staged
        .iter()
        .take(staged.len().saturating_sub(1))
        .map(|Staged { target, .. }| keep(target).map_err(|error| failure(target, &error)))
        .collect::<Result<_, _>>()?;
    kept.push(None);
    let mut done: Vec<(PathBuf, Option<Kept>)> = Vec::new();
    for (Staged { file, target }, kept) in staged.into_iter().zip(kept) {
        if let Err(error) = file.persist(&target) {
            for (target, kept) in done.into_iter().rev() {
                let _ = match kept {
                    Some(kept) => kept.path.persist(&target).map_err(|error| error.error),
                    None => fs::remove_file(&target),
                };
            }
            return Err(failure(&target, &error.error));
        }
        done.push((target, kept));
    }
    Ok(())
}

/// The outermost folder on the way to `folder` that is not there yet.
fn first_missing(folder: &Path) -> Option<PathBuf> {
    folder
        .ancestors()
        .filter(|path| !path.as_os_str().is_empty())
        .take_while(|path| !path.exists())
        .last()
        .map(Path::to_owned)
}

/// Removes the folders that were made for nothing.
fn remove_empty(folder: &Path, outermost: &Path) {
    for path in folder.ancestors().take_while(|path| path.starts_with(outermost)) {
        if fs::remove_dir(path).is_err() {
            return;
        }
    }
}

/// Something that is no file stands at a file's place.
fn taken(path: &Path) -> Failure {
    let reason = Text::new("这个名字已是文件夹或设备", "a folder or a device has this name");
    not_written(path, &reason)
}

fn failure(path: &Path, error: &io::Error) -> Failure {
    // What Windows says of a file that another program has open: access denied, sharing
    // violation, lock violation.
    let reason = match error.raw_os_error() {
        Some(5 | 32 | 33) if cfg!(windows) => Text::new(
            "没有权限，或者文件正在别的程序里打开，请先关闭",
            "permission denied, or another program has it open: close it there",
        ),
        _ => io_reason(error),
    };
    not_written(path, &reason)
}

fn not_written(path: &Path, reason: &Text) -> Failure {
    let path = printable(&path.display().to_string());
    Failure::output(
        format!("{path}：无法写入，{}。没有写出任何文件", reason.zh),
        format!("{path}: cannot be written, {}; no file was written", reason.en),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(name: &str, text: &str) -> Output {
        Output {
            file_name: name.into(),
            bytes: text.into(),
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn titles_become_names_every_system_takes() {
        let stems = ["某市2024年年报", "A/B:\"C\"?", " 年报. ", "con", "Com1.txt", "..", ""].map(file_stem);
        assert_eq!(
            stems,
            [
                "某市2024年年报",
                "A／B：＂C＂？",
                "年报",
                "_con",
                "_Com1.txt",
                "年报",
                "年报"
            ]
        );
        assert!(file_stem(&"报".repeat(500)).len() <= MAX_NAME);
    }

    #[test]
    fn a_failed_run_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.pdf"), "old").unwrap();
        // A folder of the third file's name makes its move fail.
        fs::create_dir(folder.path().join("c.html")).unwrap();
        let outputs = [output("a.pdf", "new"), output("b.docx", "new"), output("c.html", "new")];
        assert!(write_all(folder.path(), &outputs).is_err());
        assert_eq!(names(folder.path()), ["a.pdf", "c.html"]);
        assert_eq!(fs::read_to_string(folder.path().join("a.pdf")).unwrap(), "old");

        assert!(write_all(folder.path(), &outputs[..2]).is_ok());
        assert_eq!(names(folder.path()), ["a.pdf", "b.docx", "c.html"]);
        assert_eq!(fs::read_to_string(folder.path().join("a.pdf")).unwrap(), "new");
    }

    #[test]
    fn a_folder_made_for_nothing_goes_again() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("x/y");
        assert!(write_all(&deep, &[output("no/such/folder.pdf", "new")]).is_err());
        assert_eq!(names(folder.path()), [""; 0]);
        assert!(write_all(&deep, &[output("a.pdf", "new")]).is_ok());
        assert_eq!(names(&deep), ["a.pdf"]);
    }

    /// Outputs on disk, not yet in place.
    fn staged(folder: &Path, names: &[&str]) -> Vec<Staged> {
        let outputs: Vec<Output> = names.iter().map(|name| output(name, "new")).collect();
        stage(folder, &outputs).unwrap()
    }

    #[test]
    fn moves_are_undone_when_one_fails() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.pdf"), "old").unwrap();
        let staged = staged(folder.path(), &["a.pdf", "b.docx", "c.html"]);
        // After all looked well.
        fs::create_dir(at("c.html")).unwrap();
        assert!(publish(staged).is_err());
        assert_eq!(names(folder.path()), ["a.pdf", "c.html"]);
        assert_eq!(fs::read_to_string(at("a.pdf")).unwrap(), "old");
    }

    #[test]
    fn what_killed_runs_left_goes_and_what_is_at_work_stays() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.pdf"), "old").unwrap();
        let others = staged(folder.path(), &["a.pdf", "b.docx"]);
        let kept = keep(&at("a.pdf")).unwrap().unwrap();
        let at_work = names(folder.path());
        assert_eq!(at_work.len(), 4, "{at_work:?}");

        for name in [".nianbao-Abc123.tmp", ".nianbao-Abc123.old", ".nianbao.json", "x.tmp"] {
            fs::write(at(name), "").unwrap();
        }
        remove_leftovers(folder.path());
        let mut expected = [at_work, vec![".nianbao.json".into(), "x.tmp".into()]].concat();
        expected.sort();
        assert_eq!(names(folder.path()), expected);

        drop((others, kept));
        assert_eq!(names(folder.path()), [".nianbao.json", "a.pdf", "x.tmp"]);
    }

    #[test]
    fn what_a_run_has_begun_another_does_not_take_away() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.pdf"), "old").unwrap();
        let first = staged(folder.path(), &["a.pdf", "b.docx"]);
        write_all(folder.path(), &[output("a.pdf", "second"), output("b.docx", "second")]).unwrap();
        assert!(publish(first).is_ok());
        assert_eq!(names(folder.path()), ["a.pdf", "b.docx"]);
        assert_eq!(fs::read_to_string(folder.path().join("b.docx")).unwrap(), "new");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_gives_way_and_its_file_is_not_touched() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (link, file) = (folder.path().join("a.pdf"), other.path().join("file"));
        fs::write(&file, "someone's").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        // Undone, it is a link again.
        let staged = staged(folder.path(), &["a.pdf", "b.html"]);
        fs::create_dir(folder.path().join("b.html")).unwrap();
        assert!(publish(staged).is_err());
        assert_eq!(fs::read_link(&link).unwrap(), file);

        write_all(folder.path(), &[output("a.pdf", "new")]).unwrap();
        assert!(fs::read_link(&link).is_err());
        assert_eq!(fs::read_to_string(&link).unwrap(), "new");
        assert_eq!(fs::read_to_string(&file).unwrap(), "someone's");
        // A device is not a file to be replaced, even by a link.
        std::os::unix::fs::symlink("/dev/null", folder.path().join("n")).unwrap();
        let refused = write_all(folder.path(), &[output("n", "new")]).unwrap_err();
        assert!(refused.message.en.contains("device"), "{}", refused.message.en);
    }
}
