//! Paths that hold no ordinary file, or one that changes, or one with a hostile name.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use nianbao_testing::hostile::Fate;
use xtask_kit::files::root;

use super::measure::{Measured, Program};

/// A place.
pub(super) struct Place {
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    pub(super) fate: Fate,
    entry: Entry,
}

enum Entry {
    /// A file that is there anyway.
    There(&'static str),
    /// A link to this, beside it.
    Link(&'static str),
    /// A folder.
    Folder,
    /// A pipe nobody writes to.
    Pipe,
    /// The example under this name.
    Named(&'static str),
    /// Zeros without end on the disk: so many, and none stored.
    Sparse(u64),
    /// A table that another program writes to all the time.
    Growing,
    /// A device as the form.
    Form(&'static str),
}

const fn place(name: &'static str, what: &'static str, fate: Fate, entry: Entry) -> Place {
    Place {
        name,
        what,
        fate,
        entry,
    }
}

/// The places.
pub(super) const PLACES: &[Place] = &[
    place(
        "/dev/zero",
        "a device that never ends",
        Fate::Refused("不是普通文件"),
        Entry::There("/dev/zero"),
    ),
    place(
        "/dev/null",
        "a device that holds nothing",
        Fate::Refused("不是普通文件"),
        Entry::There("/dev/null"),
    ),
    place(
        "/proc/self/mem",
        "a file of the system that says it is empty",
        Fate::Refused("无法读取"),
        Entry::There("/proc/self/mem"),
    ),
    place(
        "zero-link.xlsx",
        "a link to /dev/zero",
        Fate::Refused("不是普通文件"),
        Entry::Link("/dev/zero"),
    ),
    place(
        "link.xlsx",
        "a link to a good workbook",
        Fate::Any,
        Entry::Link("good.xlsx"),
    ),
    place(
        "loop.xlsx",
        "a link to itself",
        Fate::Refused("无法读取"),
        Entry::Link("loop.xlsx"),
    ),
    place(
        "nowhere.xlsx",
        "a link to nothing",
        Fate::Refused("不存在"),
        Entry::Link("nothing.xlsx"),
    ),
    place(
        "folder.xlsx",
        "a folder with the name of a workbook",
        Fate::Refused("文件夹"),
        Entry::Folder,
    ),
    place(
        "pipe.xlsx",
        "a pipe nobody writes to",
        Fate::Refused("不是普通文件"),
        Entry::Pipe,
    ),
    place(
        "large.csv",
        "1 GB of zeros",
        Fate::Refused("大于"),
        Entry::Sparse(1 << 30),
    ),
    place(
        "largest.csv",
        "8 EB of zeros, or what the disk allows",
        Fate::Refused("大于"),
        Entry::Sparse(1 << 42),
    ),
    place(
        "growing.csv",
        "a table that another program is writing",
        Fate::Refused("正在"),
        Entry::Growing,
    ),
    place(
        "name with newline",
        "a name with a line break and terminal escapes",
        Fate::Any,
        Entry::Named("a\nb\u{1b}[31mc\u{1b}]0;d\u{7}.xlsx"),
    ),
    place(
        "name turned round",
        "a name that reverses the text",
        Fate::Any,
        Entry::Named("a\u{202e}xslx.exe\u{2066}.xlsx"),
    ),
    place(
        "name like an option",
        "a name of 250 bytes with quotes and spaces",
        Fate::Any,
        Entry::Named(
            "-- ' \" $(ls) `ls` %s ; & | * ? 年报年报年报年报年报年报年报年报年报年报年报年报年报年报年报年报年报年报年报年报年报年报年报年报年报年报年报年报年报年报.xlsx",
        ),
    ),
    place(
        "--form /dev/zero",
        "a device as the form",
        Fate::Refused("不是普通文件"),
        Entry::Form("/dev/zero"),
    ),
    place(
        "--form 1 GB",
        "1 GB of zeros as the form",
        Fate::Refused("大于 1 MB"),
        Entry::Form("large.csv"),
    ),
];

/// Makes the place and runs the program on it; none if it cannot be made here.
pub(super) fn judge(place: &Place, folder: &Path, program: &Program) -> io::Result<Option<Measured>> {
    let path = folder.join(place.name);
    let example = root().join("examples/chongqing-customs-2020/report.xlsx");
    std::fs::copy(&example, folder.join("good.xlsx"))?;
    let measured = match place.entry {
        Entry::There(there) if !Path::new(there).exists() => return Ok(None),
        Entry::There(there) => program.check(Path::new(there))?,
        Entry::Link(target) => {
            let _ = std::fs::remove_file(&path);
            if link(target, &path).is_err() {
                return Ok(None);
            }
            program.check(&path)?
        }
        Entry::Folder => {
            std::fs::create_dir_all(&path)?;
            program.check(&path)?
        }
        Entry::Pipe => {
            let _ = std::fs::remove_file(&path);
            if !made("mkfifo", &path) {
                return Ok(None);
            }
            program.check(&path)?
        }
        Entry::Named(name) => {
            let path = folder.join(name);
            if std::fs::copy(&example, &path).is_err() {
                return Ok(None);
            }
            let measured = program.check(&path)?;
            std::fs::remove_file(path)?;
            measured
        }
        Entry::Sparse(size) => {
            if File::create(&path)?.set_len(size).is_err() {
                return Ok(None);
            }
            program.check(&path)?
        }
        Entry::Growing => growing(&path, || program.check(&path))?,
        Entry::Form(form) => {
            let form: PathBuf = folder.join(form);
            if !form.exists() {
                return Ok(None);
            }
            program.run(
                &[
                    "check".as_ref(),
                    example.as_os_str(),
                    "--form".as_ref(),
                    form.as_os_str(),
                ],
                folder,
            )?
        }
    };
    Ok(Some(measured))
}

/// A command that makes what Rust's standard library cannot.
fn made(program: &str, path: &Path) -> bool {
    Command::new(program)
        .arg(path)
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs something while another thread writes to the file.
fn growing<T>(path: &Path, run: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let mut file = OpenOptions::new().create(true).write(true).truncate(true).open(path)?;
    file.write_all("1,2\n".repeat(4 << 20).as_bytes())?;
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                if file.write_all(b"1,2\n").is_err() {
                    break;
                }
            }
        });
        let result = run();
        over.store(true, Ordering::Relaxed);
        result
    })
}

#[cfg(unix)]
fn link(target: &str, path: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, path)
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}
