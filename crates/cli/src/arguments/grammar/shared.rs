//! Arguments that several commands have.

use std::path::PathBuf;

use clap::{Arg, ArgAction, value_parser};

use super::Words;

/// The files or folders to read.
pub(super) fn input(words: Words) -> Arg {
    let arg = Arg::new("input")
        .value_name(words.of(["工作簿", "INPUT"]))
        .help(words.of([
            "填报的 Excel 工作簿；几个文件合成一份年报时一并列出。写文件夹或 *.xlsx，一个工作簿一份",
            "The office's workbooks and texts; several files make one report, folders and patterns one per workbook",
        ]));
    let arg = arg.help_heading(words.arguments()).value_parser(value_parser!(PathBuf));
    arg.required(true).num_args(1..)
}

/// Which form they are on.
pub(super) fn form(words: Words) -> Arg {
    words.option(
        "form",
        ["表式", "FORM"],
        "表式编号（见 nianbao forms）或表式文件；默认按表中的行名识别",
        "A form's id (see nianbao forms) or a form file; default: recognised by the rows of the tables",
    )
}

/// Last year's report.
pub(super) fn previous(words: Words) -> Arg {
    let arg = words.option(
        "previous",
        ["上年文件", "FILE"],
        "上年的年报，工作簿、网页、Word、PDF 都可以，用来核对结转等跨年度的数和雷同的文字；几个文件就写几次",
        "Last year's report as a workbook, page, Word file or PDF, for the rules that compare two years; may be given several times",
    );
    arg.action(ArgAction::Append).value_parser(value_parser!(PathBuf))
}

/// What is allowed.
pub(super) fn allow(words: Words) -> Arg {
    let arg = words.option(
        "allow",
        ["规则[=理由]", "RULE[=REASON]"],
        "允许这条规则的问题存在，照样列出；只允许一处写 规则@正文!A12=理由",
        "Allow findings of this rule, which are still listed; for one place only, RULE@正文!A12=REASON",
    );
    arg.action(ArgAction::Append)
}

/// How long 总体情况 may be.
pub(super) fn limit(words: Words) -> Arg {
    let arg = words.option(
        "limit",
        ["字数", "COUNT"],
        "“总体情况”最多多少字，超过的提出警告；默认不限",
        "The most characters 总体情况 may have, with a warning beyond; default: no limit",
    );
    arg.value_parser(value_parser!(u32).range(1..))
}

/// Where the PDF's typefaces come from.
pub(super) fn fonts(words: Words) -> Arg {
    words.option(
        "fonts",
        ["字体来源", "SOURCE"],
        "PDF 用哪里的字体：embedded 程序自带（默认）、system 本机安装的、或一个文件夹",
        "Where the PDF's fonts come from: embedded (default), system (those installed), or a folder",
    )
}

/// The one file to write.
pub(super) fn output(words: Words, default: &'static str, zh: &'static str, en: &'static str) -> Arg {
    let arg = words.option("output", ["文件", "FILE"], zh, en).short('o');
    let arg = arg.default_value(default).hide_default_value(true);
    arg.value_parser(value_parser!(PathBuf))
}

/// Whether a file that is there is replaced.
pub(super) fn force(words: Words) -> Arg {
    words.flag("force", "文件已经存在时也覆盖", "Replace the file if it exists")
}

/// Help, in a command or before any.
pub(super) fn help(words: Words) -> Arg {
    let arg = words.flag("help", "显示帮助", "Show help").short('h');
    arg.action(ArgAction::Help).help_heading(words.options())
}
