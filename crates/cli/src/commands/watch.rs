//! `nianbao watch`: makes the documents anew whenever a workbook is saved, and shows what
//! was found. It serves nothing and listens to nobody but the file system.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use nianbao::batch::Files;
use nianbao::{Lang, Publication};
use notify::{Event, RecursiveMode, Watcher, recommended_watcher};

use super::build;
use crate::arguments::Build;
use crate::asked;
use crate::error::Failure;
use crate::terminal::{self, Screen};

/// How long after the last sign of a save the files are read: office programs write in
/// several steps, and a half-written file is not one.
const SETTLED: Duration = Duration::from_millis(40);
/// How often a file that cannot be read yet is tried again, and how long in between: the
/// program that saves it may still hold it.
const TRIES: (u32, Duration) = (5, Duration::from_millis(60));

/// Runs the command, until it is stopped.
pub(crate) fn run(arguments: &Build, screen: Screen) -> Result<ExitCode, Failure> {
    let files = &arguments.judging.inputs;
    let publication = asked::publication(arguments)?;
    let watched: Vec<PathBuf> = files.iter().chain(&arguments.judging.previous).cloned().collect();
    let (sender, events) = channel();
    let mut watcher = recommended_watcher(move |event: notify::Result<Event>| {
        if let Ok(event) = event {
            let _ = sender.send(event);
        }
    })
    .map_err(|error| unwatchable(&error))?;
    // Whole folders: a program that saves a file may put a new one in its place.
    let folders: BTreeSet<PathBuf> = watched.iter().map(|file| folder_of(file)).collect();
    for folder in &folders {
        watcher
            .watch(folder, RecursiveMode::NonRecursive)
            .map_err(|error| unwatchable(&error))?;
    }
    make(arguments, &publication, screen);
    terminal::say(match screen.lang {
        Lang::Zh => "正在留意这些文件，保存后自动重新生成；按 Ctrl-C 结束\n",
        Lang::En => "watching these files: saving one makes the documents anew; Ctrl-C ends\n",
    });
    let mut known = contents(&watched);
    while saved(&events, &watched) {
        let now = contents(&watched);
        // Looking at a file is an event too.
        if now == known {
            continue;
        }
        known = now;
        terminal::say(match screen.lang {
            Lang::Zh => "\n── 已保存 ──\n",
            Lang::En => "\n── saved ──\n",
        });
        make(arguments, &publication, screen);
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes the documents; what is wrong is reported, and watching goes on.
fn make(arguments: &Build, publication: &Publication, screen: Screen) {
    // A name or link may lead to another file than the last time.
    let made = asked::reports(&arguments.judging, &arguments.batch, false).and_then(|(_, protected)| {
        let (_, made) = build::make(arguments, publication, &files(arguments), &protected, screen);
        Ok(made?)
    });
    if let Err(failure) = made {
        terminal::complain(screen.lang, &failure.message, &failure.lines);
    }
}

/// The files of the one report that is watched.
fn files(arguments: &Build) -> Files {
    let paths = arguments.judging.inputs.clone();
    let name = paths.first().and_then(|path| path.file_stem()).unwrap_or_default();
    Files {
        name: name.into(),
        paths,
    }
}

/// Waits until one of the files was touched and nothing happened for a moment; `false`
/// when there is nothing to wait for any more.
fn saved(events: &Receiver<Event>, watched: &[PathBuf]) -> bool {
    let concerns = |event: &Event| {
        let names = |path: &Path| watched.iter().any(|file| file.file_name() == path.file_name());
        event.paths.iter().any(|path| names(path))
    };
    loop {
        match events.recv() {
            Ok(event) if concerns(&event) => break,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    loop {
        match events.recv_timeout(SETTLED) {
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

/// What is in the files, as far as they can be read.
fn contents(files: &[PathBuf]) -> Vec<Option<Vec<u8>>> {
    files.iter().map(|file| content(file)).collect()
}

fn content(file: &Path) -> Option<Vec<u8>> {
    let (tries, wait) = TRIES;
    for _ in 0..tries {
        match std::fs::read(file) {
            Ok(bytes) if !bytes.is_empty() => return Some(bytes),
            _ => std::thread::sleep(wait),
        }
    }
    None
}

fn folder_of(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_owned()
}

fn unwatchable(error: &notify::Error) -> Failure {
    Failure::input(
        format!("无法留意文件的变化：{error}。可以在保存后自己运行 nianbao build"),
        format!("the files cannot be watched: {error}. Run nianbao build after saving instead"),
    )
}
