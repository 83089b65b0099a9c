//! The page the measurements are written to.

use std::fmt::Write;
use std::path::Path;

use crate::tools::shown;

/// `docs/performance.md` as it grows.
pub(crate) struct Page(String);

impl Page {
    /// Begins with what it was measured on.
    pub(crate) fn new(program: &Path) -> Self {
        let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
        let field = |text: &str, name: &str| {
            let line = text.lines().find(|line| line.starts_with(name));
            let value = line.and_then(|line| line.split_once([':', '=']));
            value
                .map_or("unknown", |(_, value)| value.trim().trim_matches('"'))
                .to_owned()
        };
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let size = std::fs::metadata(program).map_or(0, |file| file.len());
        let mut text = String::from("# Performance\n\n");
        let _ = write!(
            text,
            "Written by `cargo build --release --bin nianbao && cargo xtask bench`: medians of 5 runs or more,\n\
             everything in one run on one machine ({}, {cores} cores, {} of memory, {}).\n\
             The program is {:.1} MB, fonts included. `cargo bench` measures the stages inside.\n",
            field(&read("/proc/cpuinfo"), "model name"),
            field(&read("/proc/meminfo"), "MemTotal"),
            field(&read("/etc/os-release"), "PRETTY_NAME"),
            size as f64 / 1e6,
        );
        Self(text)
    }

    /// A section by itself.
    pub(crate) fn section() -> Self {
        Self(String::new())
    }

    pub(crate) fn heading(&mut self, text: &str) {
        let _ = write!(self.0, "\n## {text}\n\n");
    }

    pub(crate) fn say(&mut self, text: &str) {
        let _ = write!(self.0, "{text}\n\n");
    }

    /// Words below a table, at the end.
    pub(crate) fn end(&mut self, text: &str) {
        let _ = writeln!(self.0, "\n{text}");
    }

    /// A row of a table.
    pub(crate) fn row(&mut self, cells: &[&str]) {
        let _ = writeln!(self.0, "| {} |", cells.join(" | "));
    }

    /// A peer's row; one that is not there is named.
    pub(crate) fn peer(&mut self, what: &str, seconds: &Result<f64, String>, own: f64) {
        match seconds {
            Ok(seconds) => self.row(&[what, &shown(*seconds), &ratio(*seconds, own)]),
            Err(reason) => self.missing(what, reason),
        }
    }

    fn missing(&mut self, what: &str, reason: &str) {
        let reason = reason.lines().last().unwrap_or_default();
        self.row(&[what, &format!("not measured: {reason}"), ""]);
    }

    /// The row of a peer that makes so many a second, and how many times as many ours are.
    pub(crate) fn faster(&mut self, what: &str, each: Result<f64, String>, own: f64) {
        match each {
            Ok(each) => self.row(&[what, &format!("{each:.1}"), &format!("{} as many", ratio(own, each))]),
            Err(reason) => self.missing(what, &reason),
        }
    }

    pub(crate) fn text(self) -> String {
        self.0
    }
}

/// How many times as long.
pub(crate) fn ratio(seconds: f64, own: f64) -> String {
    format!("{:.2} ×", seconds / own)
}
