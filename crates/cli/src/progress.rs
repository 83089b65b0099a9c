//! What a batch shows while it works: on a terminal a bar and the reports that need a
//! look, elsewhere a plain line for each report.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use nianbao::Lang;
use nianbao::batch::{Record, Status};

use crate::terminal::{self, printable};

/// The bar, or nothing where there is no terminal to show it.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    /// Whether a report has a line of its own.
    lines: bool,
    lang: Lang,
}

impl Progress {
    /// For this many reports.
    pub(crate) fn new(reports: usize, lang: Lang) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::with_draw_target(Some(reports as u64), ProgressDrawTarget::stderr_with_hz(10));
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len}  {elapsed} / {duration}  {wide_msg}");
            if let Ok(style) = style {
                bar.set_style(style);
            }
            bar
        });
        Self { bar, lines: true, lang }
    }

    /// A bar without a line for each report: what is found of it is shown later.
    pub(crate) fn bar_only(reports: usize, lang: Lang) -> Self {
        Self {
            lines: false,
            ..Self::new(reports, lang)
        }
    }

    /// Shows the status of a report.
    pub(crate) fn tell(&self, record: &Record) {
        let line = record.line(self.lang);
        match &self.bar {
            Some(bar) => {
                bar.inc(1);
                bar.set_message(printable(&record.name));
                if self.lines && matches!(record.status, Status::Blocked | Status::Failed) {
                    bar.suspend(|| terminal::say(&line));
                }
            }
            None if self.lines => terminal::say(&line),
            None => {}
        }
    }

    /// Takes the bar away.
    pub(crate) fn end(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

/// The status of all reports, in a line or two.
pub(crate) fn total(records: &[Record], left: usize, seconds: f64, lang: Lang) -> String {
    let blocked = records.iter().any(|record| record.status == Status::Blocked);
    let mut text = Record::total(records, lang);
    if left > 0 {
        text += &match lang {
            Lang::Zh => format!("中断  还有 {left} 份没有处理；再运行一次，从断处接着做\n"),
            Lang::En => format!("stopped {left} reports are left: run again to go on from here\n"),
        };
    }
    if blocked {
        text += match lang {
            Lang::Zh => "有错误的，用 nianbao check --format html --out 问题.html 看是哪一格\n",
            Lang::En => "nianbao check --format html --out findings.html shows the cells of those with errors\n",
        };
    }
    text + &match lang {
        Lang::Zh => format!("用时  {seconds:.1} 秒\n"),
        Lang::En => format!("took    {seconds:.1} s\n"),
    }
}
