//! `nianbao compare`: two years of an office's reports side by side.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use nianbao::batch::{Files, Group, Reports};
use nianbao::comparison::{Format, json, page, text, workbook};
use nianbao::files::{self, Protected};
use nianbao::{Error, Filing, Lang, Options, Session, forms};

use crate::arguments::Compare;
use crate::error::Failure;
use crate::terminal::{self, Screen, printable};

/// Runs the command.
pub(crate) fn run(arguments: &Compare, screen: Screen) -> Result<ExitCode, Failure> {
    let lang = screen.lang;
    let target = arguments.out.as_deref();
    if target.is_none() && arguments.format.is_file() {
        return Err(Failure::input(
            "这种格式要写成文件：请加 --out 文件名，如 --out 对照.html",
            "this format is written to a file: add --out FILE, such as --out comparison.html",
        ));
    }
    let [before, after] = [&arguments.before, &arguments.after].map(|path| report(path));
    let (before, after) = (before?, after?);
    let read = before.paths.iter().chain(&after.paths).cloned();
    let protected = Protected::new(read.chain(arguments.form.as_deref().map(PathBuf::from)));
    if let Some(target) = target {
        protected.admit(target)?;
    }
    let form = arguments.form.as_deref().map(forms::find).transpose()?;
    let session = Session::new(Options {
        form,
        ..Options::default()
    })?;
    let read = |files: &Files| -> Result<Filing, Error> { session.read(&files.open()?) };
    let comparison = session.compare(read(&before)?, read(&after)?);
    let width = screen.look().width;
    let bytes = match arguments.format {
        Format::Text => text::render(&comparison, lang, width).into_bytes(),
        Format::Html => page::render(&comparison, lang).map_err(Error::from)?.into_bytes(),
        Format::Xlsx => workbook::render(&comparison, lang).map_err(Error::from)?,
        Format::Json => json::render(&comparison, lang).into_bytes(),
    };
    match target {
        Some(target) => {
            files::write(target, &bytes, &protected)?;
            let target = printable(&target.display().to_string());
            terminal::say(&match lang {
                Lang::Zh => format!("写出  {target}\n"),
                Lang::En => format!("wrote   {target}\n"),
            });
        }
        None => terminal::say(&String::from_utf8_lossy(&bytes)),
    }
    Ok(ExitCode::SUCCESS)
}

/// The files of a report: a file, or all files of a folder.
fn report(path: &Path) -> Result<Files, Error> {
    let found = Reports::published(&[path.to_owned()], Some(Group::One))?;
    found
        .reports
        .into_iter()
        .next()
        .map_or_else(|| Ok(Files::default()), Ok)
}
