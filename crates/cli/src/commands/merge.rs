//! `nianbao merge`: the workbooks of many offices into one.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;

use nianbao::batch;
use nianbao::consolidation::{admit, alike, consolidate, judge_office};
use nianbao::files::{self, Protected};
use nianbao::findings::terminal::render;
use nianbao::{Error, Input, Judged, Lang, Options, Session, forms, lines};

use crate::arguments::Merge;
use crate::error::{FINDINGS, Failure};
use crate::terminal::{self, Screen, hanging, printable};

/// How many offices are read on all cores before what was found in them is shown.
const TOGETHER: usize = 64;

/// Runs the command.
pub(crate) fn run(arguments: &Merge, screen: Screen) -> Result<ExitCode, Failure> {
    let lang = screen.lang;
    let form = arguments.form.as_deref().map(forms::find).transpose()?;
    let session = Session::new(Options {
        form,
        ..Options::default()
    })?;
    let read = arguments.offices.iter().chain(&arguments.narrative);
    let protected = Protected::new(read).with(&arguments.form);
    // Before the offices are read: it is the command that is wrong.
    protected.admit(&arguments.target.path)?;
    let mut offices = Vec::new();
    for paths in arguments.offices.chunks(TOGETHER) {
        let judge =
            |path: &PathBuf| -> Result<Judged, Error> { Ok(judge_office(session.read(&[Input::open(path)?])?)) };
        let judged = batch::each(paths.iter().collect(), 0, judge, |_| ControlFlow::Continue(()))?;
        for judged in judged {
            let judged = judged?;
            screen.show(&(lines::office(&judged, lang) + &render(&judged, &screen.look())));
            offices.push(judged);
        }
    }
    admit(&offices)?;
    for alike in alike(&offices) {
        let word = match lang {
            Lang::Zh => "提醒  ",
            Lang::En => "note    ",
        };
        terminal::say(&hanging(word, &printable(alike.get(lang))));
    }
    let has_errors = offices.iter().any(|office| office.count().errors > 0);
    if has_errors && !arguments.draft {
        terminal::say(match lang {
            Lang::Zh => "单位的工作簿有错误，没有汇总。改正后再运行；要先看结果，请加 --draft\n",
            Lang::En => {
                "There are errors in the offices' workbooks: nothing was added up. Correct them, or add --draft\n"
            }
        });
        return Ok(ExitCode::from(FINDINGS));
    }
    let whole = Input::open_all(&arguments.narrative)?;
    let bytes = consolidate(&offices, &whole, arguments.draft)?;
    let shown = files::save(&arguments.target.path, arguments.target.force, &bytes, &protected)?;
    terminal::say(&match lang {
        Lang::Zh => format!("汇总  {} 个单位\n写出  {shown}\n", offices.len()),
        Lang::En => format!("merged  {} offices\nwrote   {shown}\n", offices.len()),
    });
    Ok(ExitCode::from(if has_errors { FINDINGS } else { 0 }))
}
