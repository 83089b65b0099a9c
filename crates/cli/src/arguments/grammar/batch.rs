//! The options of commands that take many reports at once.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Command, value_parser};

use super::{Both, JOBS, Words};

/// What counts as one report: the ways, and the help.
pub(super) type Ways = (&'static [&'static str], Both);

pub(super) const TO_BUILD: Ways = (
    &["one", "file", "folder"],
    [
        "文件怎样算一份年报：one 全部是一份，file 一个工作簿一份，folder 一个文件夹一份；写文件夹或 *.xlsx 时默认 file",
        "What counts as one report: one (all files together), file (each workbook), folder (each folder); default for folders and patterns: file",
    ],
);
pub(super) const TO_CHECK: Ways = (
    &["one", "file", "folder", "office"],
    [
        "文件怎样算一份年报：one 全部是一份，file 一个文件一份，folder 一个文件夹一份，office 同一机关同一年度的网页、Word、PDF 是一份，互相核对；写文件夹或 *.xlsx 时默认 file",
        "What counts as one report: one (all files together), file (each file), folder (each folder), office (page, Word file and PDF of one office and year, compared with each other); default for folders and patterns: file",
    ],
);

/// A command with these options.
pub(super) fn options(command: Command, words: Words, (ways, help): Ways) -> Command {
    let group = words.option("group", ["分法", "BY"], help[0], help[1]);
    let each = words.flag(
        "each",
        "同 --group file：一个工作簿一份年报",
        "Short for --group file: every workbook is a report of its own",
    );
    let shard = words.option(
        "shard",
        ["第几/几份", "I/N"],
        "只做其中一份，从 0 数起，如 0/4；auto/4 从作业调度环境取序号",
        "Take one part of the reports, counted from 0, e.g. 0/4; auto/4 takes the index from the job scheduler",
    );
    let jobs = words.option(
        "jobs",
        ["个数", "N"],
        "同时做几份；默认与处理器核数相同",
        "How many reports at once; default: one per core",
    );
    let summary = words.option(
        "summary",
        ["文件", "FILE"],
        "把每份的结果写成 .csv 或 .json",
        "Write the status of each report as .csv or .json",
    );
    command
        .arg(
            group
                .value_parser(PossibleValuesParser::new(ways))
                .hide_possible_values(true),
        )
        .arg(each.conflicts_with("group"))
        .arg(shard)
        .arg(
            jobs.short('j')
                .allow_negative_numbers(true)
                .value_parser(value_parser!(u16).range(JOBS)),
        )
        .arg(summary.value_parser(value_parser!(PathBuf)))
}
