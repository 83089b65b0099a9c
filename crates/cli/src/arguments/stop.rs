//! What ends the program before a command runs: help, the version, or a mistake, in the user's
//! language.

use std::ops::RangeInclusive;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use nianbao::{Lang, Text};

use super::grammar::{JOBS, YEARS};
use crate::terminal;

/// What ends the program before a command runs: help, version, or a mistake.
#[derive(Debug)]
pub(crate) struct Stop {
    pub(super) lang: Lang,
    pub(super) error: clap::Error,
}

impl Stop {
    /// Shows help or version, or says what was mistaken.
    pub(crate) fn show(self) -> ExitCode {
        match self.error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                terminal::say(&self.error.to_string());
                ExitCode::SUCCESS
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                terminal::say(&self.error.to_string());
                ExitCode::from(2)
            }
            _ => {
                terminal::complain(self.lang, &self.message(), &[]);
                ExitCode::from(2)
            }
        }
    }

    fn message(&self) -> Text {
        let context = |kind| self.error.get(kind).map(ToString::to_string).unwrap_or_default();
        let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
        let zh = match self.error.kind() {
            ErrorKind::UnknownArgument => format!("没有“{argument}”这个选项"),
            ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", context(ContextKind::InvalidSubcommand)),
            ErrorKind::MissingRequiredArgument => format!("缺少参数 {argument}"),
            ErrorKind::MissingSubcommand => String::from("缺少命令，如 build 或 check"),
            ErrorKind::InvalidValue if value.is_empty() => format!("选项 {argument} 后面缺少内容"),
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("选项 {argument} 不能是“{value}”"),
            ErrorKind::ArgumentConflict => format!("选项 {argument} 重复或与其他选项冲突"),
            ErrorKind::TooManyValues => format!("选项 {argument} 后面不写内容，“{value}”是多余的"),
            ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("选项 {argument} 后面的内容个数不对"),
            ErrorKind::NoEquals => format!("选项 {argument} 与内容之间要写等号"),
            ErrorKind::InvalidUtf8 => String::from("命令中有不是 Unicode 的文字，请检查参数和文件名"),
            _ => String::from("命令无法识别"),
        };
        let english = self.error.to_string();
        let first = english.lines().next().unwrap_or_default();
        let en = match self.error.kind() {
            ErrorKind::MissingRequiredArgument => format!("required arguments were not provided: {argument}"),
            // What the standard library's parsers say of a value is no sentence of ours.
            ErrorKind::ValueValidation => format!("“{value}” is no value for {argument}"),
            _ => first.strip_prefix("error: ").unwrap_or(first).to_owned(),
        };
        let wanted = self.wanted(&argument).unwrap_or_else(|| Text::same(""));
        Text::new(
            format!("{zh}{}。用法见 nianbao --help", wanted.zh),
            format!("{en}{}; see nianbao --help", wanted.en),
        )
    }

    /// What an option takes instead of what was written.
    fn wanted(&self, argument: &str) -> Option<Text> {
        let name = argument.split([' ', '=']).next().unwrap_or_default();
        let between = |range: RangeInclusive<i64>| {
            let (from, to) = (range.start(), range.end());
            Text::new(
                format!("，应写 {from} 到 {to} 的整数"),
                format!(": write a whole number from {from} to {to}"),
            )
        };
        match (self.error.kind(), name) {
            (ErrorKind::ValueValidation, "--jobs") => Some(between(JOBS)),
            (ErrorKind::ValueValidation, "--year") => Some(between(YEARS)),
            (ErrorKind::InvalidValue, _) => match self.error.get(ContextKind::ValidValue) {
                Some(ContextValue::Strings(values)) if !values.is_empty() => Some(Text::new(
                    format!("，可以写 {}", values.join("、")),
                    format!(": write {}", values.join(", ")),
                )),
                _ => None,
            },
            _ => None,
        }
    }
}
