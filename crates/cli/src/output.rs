//! Writing the outputs: all together or not at all, never half a file, never a good
//! file replaced by a part of a new one.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::arguments::Target;
use crate::error::{Failure, io_reason};
use crate::terminal::printable;

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
/// are the files moved into place. If a move fails, those done are undone.
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
    let Some(name) = path.file_name() else {
        return Err(Failure::input(
            format!("{shown}：-o 后面要写文件名"),
            format!("{shown}: -o takes a file's name"),
        ));
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let output = Output {
        file_name: name.to_string_lossy().into_owned(),
        bytes,
    };
    write_all(folder.unwrap_or(Path::new(".")), &[output])?;
    Ok(shown)
}

/// An output on disk under a temporary name.
struct Staged {
    file: NamedTempFile,
    target: PathBuf,
}

fn stage(folder: &Path, outputs: &[Output]) -> Result<Vec<Staged>, Failure> {
    outputs
        .iter()
        .map(|output| {
            let target = folder.join(&output.file_name);
            let write = || -> std::io::Result<NamedTempFile> {
                let mut builder = tempfile::Builder::new();
                builder.prefix(".nianbao-").suffix(".tmp");
                #[cfg(unix)]
                {
                    use std::os::unix::fs::PermissionsExt;
                    // What any program's new file would get; the umask takes its part.
                    builder.permissions(fs::Permissions::from_mode(0o666));
                }
                let mut file = builder.tempfile_in(folder)?;
                file.write_all(&output.bytes)?;
                file.as_file().sync_all()?;
                Ok(file)
            };
            if target.is_dir() {
                return Err(failure(&target, &std::io::ErrorKind::AlreadyExists.into()));
            }
            Ok(Staged {
                file: write().map_err(|error| failure(&target, &error))?,
                target,
            })
        })
        .collect()
}

/// Moves the staged files into place. What stood there is kept until all are.
fn publish(staged: Vec<Staged>) -> Result<(), Failure> {
    let mut done: Vec<(PathBuf, Option<PathBuf>)> = Vec::new();
    for Staged { file, target } in staged {
        let kept = target.exists().then(|| file.path().with_extension("old"));
        let moved = match &kept {
            Some(kept) => fs::rename(&target, kept),
            None => Ok(()),
        };
        let result = moved.and_then(|()| match file.persist(&target) {
            Ok(_) => Ok(()),
            Err(error) => {
                if let Some(kept) = &kept {
                    let _ = fs::rename(kept, &target);
                }
                Err(error.error)
            }
        });
        if let Err(error) = result {
            for (target, kept) in done.into_iter().rev() {
                let _ = match kept {
                    Some(kept) => fs::rename(kept, &target),
                    None => fs::remove_file(&target),
                };
            }
            return Err(failure(&target, &error));
        }
        done.push((target, kept));
    }
    for kept in done.into_iter().filter_map(|(_, kept)| kept) {
        let _ = fs::remove_file(kept);
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

fn failure(path: &Path, error: &std::io::Error) -> Failure {
    let (path, reason) = (printable(&path.display().to_string()), io_reason(error));
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
}
