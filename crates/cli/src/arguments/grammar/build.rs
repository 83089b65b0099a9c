//! `build`, and `watch`, which builds on every save.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command};

use super::{Words, batch, shared};

pub(super) fn build(words: Words) -> Command {
    let force = Arg::new("force")
        .long("force")
        .action(ArgAction::SetTrue)
        .help(words.of("没有变化的也重新生成", "Make unchanged reports again"));
    batch::options(one(words), words).arg(force)
}

pub(super) fn watch(words: Words) -> Command {
    let t = |zh, en| words.of(zh, en);
    one(words)
        .name("watch")
        .about(t(
            "留意工作簿，保存一次就核对并重新生成一次",
            "Watch a workbook: check it and make its documents anew on every save",
        ))
        .after_help(t(
            "示例：\n  nianbao watch 年报.xlsx --out 样稿 --draft",
            "Example:\n  nianbao watch report.xlsx --out drafts --draft",
        ))
}

/// Both have these: they make one report's documents.
fn one(words: Words) -> Command {
    let t = |zh, en| words.of(zh, en);
    words.command(
        "build",
        t("核对工作簿，生成 PDF、Word 和网页", "Check a workbook and make PDF, Word and web page"),
        t(
            "示例：\n  nianbao build 年报.xlsx\n  nianbao build 年报.xlsx --out 成品 --to pdf,docx\n  nianbao build 年报.xlsx --draft",
            "Examples:\n  nianbao build report.xlsx\n  nianbao build report.xlsx --out final --to pdf,docx\n  nianbao build report.xlsx --draft",
        ),
    )
    .arg(shared::input(words))
    .arg(
        Arg::new("to")
            .long("to")
            .value_name(t("格式", "FORMATS"))
            .value_delimiter(',')
            .default_value("pdf,docx,html")
            .hide_default_value(true)
            .help(t("生成哪些格式，用逗号隔开（见 nianbao exporters）；默认 pdf,docx,html", "Formats, separated by commas (see nianbao exporters); default pdf,docx,html")),
    )
    .arg(
        Arg::new("out")
            .long("out")
            .value_name(t("文件夹", "DIR"))
            .default_value(".")
            .hide_default_value(true)
            .value_parser(clap::value_parser!(PathBuf))
            .help(t("写到哪个文件夹，没有就新建；默认当前文件夹", "Folder to write to, made if it is not there; default: this one")),
    )
    .arg(shared::form(words))
    .arg(shared::previous(words))
    .arg(shared::allow(words))
    .arg(Arg::new("fix").long("fix").action(ArgAction::SetTrue).help(t(
        "生成的文件里把汉字旁的半角标点改成全角；工作簿不变",
        "Write full-width punctuation beside Han characters into the documents; the workbook stays as it is",
    )))
    .arg(Arg::new("draft").long("draft").action(ArgAction::SetTrue).help(t(
        "有错误也生成，每页标明“草稿”，文件名加“（草稿）”",
        "Write even if there are errors, every page marked 草稿, file names with （草稿）",
    )))
    .arg(Arg::new("provenance").long("provenance").action(ArgAction::SetTrue).help(t(
        "数据文件（json）中写明每个数、每段文字的出处",
        "Say in the data file (json) where each figure and paragraph was read",
    )))
    .arg(shared::fonts(words))
        .arg(
            Arg::new("allow-missing-glyphs")
                .long("allow-missing-glyphs")
                .action(ArgAction::SetTrue)
                .help(t(
                    "任何字体都没有的字印成“〓”，照样生成",
                    "Print characters that no font has as “〓”, and go on",
                )),
        )
        .arg(
            Arg::new("set")
                .long("set")
                .value_name(t("格式.选项=值", "FORMAT.OPTION=VALUE"))
                .num_args(1)
                .action(ArgAction::Append)
                .help(t(
                    "设置某种格式的选项（见 nianbao exporters --long）；可以写多次",
                    "Set an option of a format (see nianbao exporters --long); may be given several times",
                )),
        )
}
