//! `build`, and `watch`, which builds on every save.

use std::path::PathBuf;

use clap::{ArgAction, Command, value_parser};

use super::{Words, batch, shared};

pub(super) fn build(words: Words) -> Command {
    let force = words.flag("force", "没有变化的也重新生成", "Make unchanged reports again");
    batch::options(one(words), words, batch::TO_BUILD).arg(force)
}

pub(super) fn watch(words: Words) -> Command {
    one(words)
        .name("watch")
        .about(words.of([
            "留意工作簿，保存一次就核对并重新生成一次",
            "Watch a workbook: on every save, check it and make its documents again",
        ]))
        .after_help(words.of([
            "示例：\n  nianbao watch 年报.xlsx --out 样稿 --draft",
            "Example:\n  nianbao watch report.xlsx --out drafts --draft",
        ]))
}

/// Both have these: they make one report's documents.
fn one(words: Words) -> Command {
    let to = words.option(
        "to",
        ["格式", "FORMATS"],
        "生成哪些格式，用逗号隔开，如 pdf,ofd（见 nianbao exporters）；默认 pdf,docx,html",
        "Formats to make, separated by commas, such as pdf,ofd (see nianbao exporters); default pdf,docx,html",
    );
    let out = words.option(
        "out",
        ["文件夹", "DIR"],
        "写到哪个文件夹，没有就新建；默认当前文件夹",
        "Folder to write to, created if it is missing; default: the current one",
    );
    let set = words.option(
        "set",
        ["格式.选项=值", "FORMAT.OPTION=VALUE"],
        "设置某种格式的选项（见 nianbao exporters --long）；可以写多次",
        "Set an option of a format (see nianbao exporters --long); may be given several times",
    );
    words
        .command(
            "build",
            ["核对工作簿，生成 PDF、Word 和网页", "Check a workbook and make PDF, Word and web page"],
            [
                "示例：\n  nianbao build 年报.xlsx\n  nianbao build 年报.xlsx --out 成品 --to pdf,docx\n  nianbao build 年报.xlsx --draft",
                "Examples:\n  nianbao build report.xlsx\n  nianbao build report.xlsx --out final --to pdf,docx\n  nianbao build report.xlsx --draft",
            ],
        )
        .arg(shared::input(words))
        .arg(to.value_delimiter(',').default_value("pdf,docx,html").hide_default_value(true))
        .arg(out.default_value(".").hide_default_value(true).value_parser(value_parser!(PathBuf)))
        .arg(shared::form(words))
        .arg(shared::previous(words))
        .arg(shared::allow(words))
        .arg(shared::limit(words))
        .arg(words.flag("fix", 
            "生成的文件里把汉字旁的半角标点改成全角；工作簿不变",
            "Make half-width punctuation beside Chinese characters full-width in the documents; the workbook stays as it is"))
        .arg(words.flag("draft", 
            "有错误也生成，每页标明“草稿”，文件名加“（草稿）”",
            "Write in spite of errors; every page is marked 草稿, every file name carries （草稿）"))
        .arg(words.flag("provenance", 
            "数据文件（json）中写明每个数、每段文字的出处",
            "State in the data file (json) where each figure and paragraph was read"))
        .arg(shared::fonts(words))
        .arg(words.flag("allow-missing-glyphs", 
            "任何字体都没有的字印成“〓”，照样生成",
            "Print characters that no font has as “〓” instead of refusing them"))
        .arg(set.action(ArgAction::Append))
}
