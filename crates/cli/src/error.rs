//! What ends a command: the library's errors with what this program's user can do about
//! them, and the exit code.

use nianbao::{Class, Error, Localize, ReportsFault, Text, WriteFault};

/// Findings of severity error: nothing was published.
pub(crate) const FINDINGS: u8 = Class::Findings as u8;
/// The input or the arguments cannot be used.
pub(crate) const INPUT: u8 = Class::Input as u8;
/// The user stopped a batch.
pub(crate) const INTERRUPTED: u8 = 130;

/// Why a command could not do its work.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What is wrong and what to do, in both languages.
    pub(crate) message: Text,
    /// What more there is to it, a line each.
    pub(crate) lines: Vec<Text>,
    /// The exit code.
    pub(crate) code: u8,
}

impl Failure {
    /// The input or the arguments cannot be used.
    pub(crate) fn input(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            message: Text::new(zh, en),
            lines: Vec::new(),
            code: INPUT,
        }
    }

    /// Several things are wrong, and each may be said in several lines.
    fn listing(obstacles: &[Text], code: u8) -> Self {
        let lines = obstacles.iter().flat_map(|Text { zh, en }| {
            let pairs = zh.lines().zip(en.lines());
            pairs.map(|(zh, en)| Text::new(zh, en))
        });
        let mut lines = lines.collect::<Vec<_>>().into_iter();
        Self {
            message: lines.next().unwrap_or_else(|| Text::same("")),
            lines: lines.collect(),
            code,
        }
    }

    /// An argument that the library cannot use.
    pub(crate) fn argument(argument: &str, error: Error) -> Self {
        let Text { zh, en } = Self::from(error).message;
        Self::input(format!("{argument}：{zh}"), format!("{argument}: {en}"))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        if let Error::Write {
            fault: WriteFault::SummaryFormat,
            ..
        } = error
        {
            return Self::input(
                "--summary 后面要写 .csv 或 .json 文件",
                "--summary takes a .csv or .json file",
            );
        }
        if let Error::Offices(obstacles) = &error {
            return Self::listing(obstacles, error.class().code());
        }
        let Text { zh, en } = error.text();
        let (more_zh, more_en) = help(&error);
        Self {
            message: Text::new(zh + more_zh, en + more_en),
            lines: Vec::new(),
            code: error.class().code(),
        }
    }
}

/// What the user of this program can do about an error, where the library cannot say it.
fn help(error: &Error) -> (&'static str, &'static str) {
    match error {
        Error::NoFormFor { .. } => ("。可用的见 nianbao forms", "; see nianbao forms"),
        Error::FormOfOtherYears { .. } => (
            "。不写 --form，就按年度选",
            "; without --form the one for the year is taken",
        ),
        Error::ExporterNotAsked { .. } => ("。请在 --to 里加上", ": add it to --to"),
        Error::UnknownRule { nearest: None, .. } => ("。全部规则见 nianbao explain", "; see nianbao explain"),
        Error::Write { fault, .. } => match fault {
            WriteFault::Exists => (
                "。请换一个文件名（-o），或加 --force",
                ": choose another name (-o), or add --force",
            ),
            WriteFault::Input | WriteFault::AmongInputs => (
                "。请换一个写到的地方（--out、-o 或 --summary）",
                ": have it written elsewhere (--out, -o or --summary)",
            ),
            _ => ("", ""),
        },
        Error::Reports(ReportsFault::One) => (
            "。要一个工作簿一份，请加 --each；文件合成一份的，请去掉 --shard",
            ": add --each if every workbook is a report, otherwise leave out --shard",
        ),
        Error::Reports(ReportsFault::Shard { .. }) => (
            "；auto/4 从 JOB_COMPLETION_INDEX 或 SLURM_ARRAY_TASK_ID 取第几份",
            "; auto/4 takes the index from JOB_COMPLETION_INDEX or SLURM_ARRAY_TASK_ID",
        ),
        _ => ("", ""),
    }
}
