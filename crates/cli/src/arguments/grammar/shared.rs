//! Arguments that several commands have.

use std::path::PathBuf;

use clap::{Arg, ArgAction};

use super::Words;

/// The files or folders to read.
pub(super) fn input(words: Words) -> Arg {
    let t = |zh, en| words.of(zh, en);
    Arg::new("input")
        .value_name(t("工作簿", "INPUT"))
        .required(true)
        .num_args(1..)
        .value_parser(clap::value_parser!(PathBuf))
        .help_heading(t("参数", "Arguments"))
        .help(t(
            "填报的 Excel 工作簿；几个文件合成一份年报时一并列出。写文件夹或 *.xlsx，一个工作簿一份",
            "The office's Excel workbooks; several files make one report, folders and patterns one for each workbook",
        ))
}

/// Which form they are on.
pub(super) fn form(words: Words) -> Arg {
    let t = |zh, en| words.of(zh, en);
    Arg::new("form").long("form").value_name(t("表式", "FORM")).help(t(
        "表式编号（见 nianbao forms）或表式文件；默认按表中的行名识别",
        "A form's id (see nianbao forms) or a form file; default: recognised by the tables' rows",
    ))
}

/// Last year's report.
pub(super) fn previous(words: Words) -> Arg {
    let t = |zh, en| words.of(zh, en);
    Arg::new("previous")
        .long("previous")
        .value_name(t("上年文件", "FILE"))
        .num_args(1)
        .action(ArgAction::Append)
        .value_parser(clap::value_parser!(PathBuf))
        .help(t(
            "上年的工作簿，用来核对结转等跨年度的数；几个文件就写几次",
            "Last year's workbook, for what must follow from it; may be given several times",
        ))
}

/// What is let stand.
pub(super) fn allow(words: Words) -> Arg {
    let t = |zh, en| words.of(zh, en);
    Arg::new("allow")
        .long("allow")
        .value_name(t("规则[=理由]", "RULE[=REASON]"))
        .num_args(1)
        .action(ArgAction::Append)
        .help(t(
            "允许这条规则的问题存在，照样列出；只允许一处写 规则@正文!A12=理由",
            "Let breaches of this rule stand, still listed; for one place RULE@正文!A12=REASON",
        ))
}

/// Where the PDF's typefaces come from.
pub(super) fn fonts(words: Words) -> Arg {
    let t = |zh, en| words.of(zh, en);
    Arg::new("fonts")
        .long("fonts")
        .value_name(t("字体来源", "SOURCE"))
        .num_args(1)
        .help(t(
            "PDF 用哪里的字体：embedded 程序自带（默认）、system 本机安装的、或一个文件夹",
            "Where the PDF's fonts come from: embedded (default), system (installed ones), or a folder",
        ))
}

/// The one file to write.
pub(super) fn output(words: Words, default: &'static str) -> Arg {
    Arg::new("output")
        .short('o')
        .long("output")
        .value_name(words.of("文件", "FILE"))
        .default_value(default)
        .hide_default_value(true)
        .value_parser(clap::value_parser!(PathBuf))
}

/// Whether a file that is there is replaced.
pub(super) fn force(words: Words) -> Arg {
    let t = |zh, en| words.of(zh, en);
    Arg::new("force")
        .long("force")
        .action(ArgAction::SetTrue)
        .help(t("文件已经存在时也覆盖", "Replace the file if it is there"))
}

/// Help, in a command or before any.
pub(super) fn help(words: Words) -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(words.of("显示帮助", "Show help"))
        .help_heading(words.options())
}
