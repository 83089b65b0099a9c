//! What ends the program before a command runs: help, the version, or a mistake, in the user's
//! language.

use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};
use nianbao::{Lang, Text};

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
                terminal::complain(self.lang, &self.message());
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
            ErrorKind::InvalidValue => format!("选项 {argument} 不能是“{value}”"),
            ErrorKind::ArgumentConflict => format!("选项 {argument} 重复或与其他选项冲突"),
            _ => String::from("命令写法有误"),
        };
        let english = self.error.to_string();
        let first = english.lines().next().unwrap_or_default();
        let en = match self.error.kind() {
            ErrorKind::MissingRequiredArgument => format!("required arguments were not provided: {argument}"),
            _ => first.strip_prefix("error: ").unwrap_or(first).to_owned(),
        };
        Text::new(
            format!("{zh}。用法见 nianbao --help"),
            format!("{en}; see nianbao --help"),
        )
    }
}
