//! The options of commands that take many reports at once.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command};

use super::Words;
use crate::batch::Group;

/// A command with these options.
pub(super) fn options(command: Command, words: Words) -> Command {
    let t = |zh, en| words.of(zh, en);
    command
            .arg(
                Arg::new("group")
                    .long("group")
                    .value_name(t("分法", "BY"))
                    .value_parser(Group::ALL.map(|(name, _)| name))
                    .hide_possible_values(true)
                    .help(t(
                        "文件怎样算一份年报：one 全部是一份，file 一个工作簿一份，folder 一个文件夹一份；写文件夹或 *.xlsx 时默认 file",
                        "What makes a report: one (all files), file (each workbook), folder (each folder); for folders and patterns the default is file",
                    )),
            )
            .arg(
                Arg::new("each")
                    .long("each")
                    .action(ArgAction::SetTrue)
                    .conflicts_with("group")
                    .help(t("就是 --group file：一个工作簿一份年报", "Short for --group file: every workbook is a report of its own")),
            )
            .arg(
                Arg::new("shard")
                    .long("shard")
                    .value_name(t("第几/几份", "I/N"))
                    .help(t(
                        "只做其中一份，从 0 数起，如 0/4；auto/4 从作业调度环境取序号",
                        "Take one part of the reports, counted from 0, e.g. 0/4; auto/4 takes the index from the job scheduler",
                    )),
            )
            .arg(
                Arg::new("jobs")
                    .long("jobs")
                    .short('j')
                    .value_name(t("个数", "N"))
                    .value_parser(clap::value_parser!(u16).range(1..=256))
                    .help(t("同时做几份；默认与处理器核数相同", "How many at once; default: one for each core")),
            )
            .arg(
                Arg::new("summary")
                    .long("summary")
                    .value_name(t("文件", "FILE"))
                    .value_parser(clap::value_parser!(PathBuf))
                    .help(t(
                        "把每份的结果写成 .csv 或 .json",
                        "Write what became of each report as .csv or .json",
                    )),
            )
}
