//! Commands that only show something: `explain`, `forms`, `exporters`, `fonts`.

use clap::{Arg, Command};

use super::{Words, shared};

pub(super) fn explain(words: Words) -> Command {
    let rule = Arg::new("rule").value_name(words.of(["规则", "RULE"])).help(words.of([
        "规则名，如 balance；不写就列出全部",
        "The rule's id, such as balance; without it, all rules are listed",
    ]));
    let command = words.command(
        "explain",
        [
            "说明一条规则：管什么、依据、怎么改、例子",
            "Explain a rule: what must hold, the authority, what to do, an example",
        ],
        [
            "示例：\n  nianbao explain            列出全部规则\n  nianbao explain balance\n  nianbao explain --text \"全年收到申请12件\" --with 年报.xlsx",
            "Examples:\n  nianbao explain            list all rules\n  nianbao explain balance\n  nianbao explain --text \"全年收到申请12件\" --with report.xlsx",
        ],
    );
    let text = words.option(
        "text",
        ["句子", "SENTENCE"],
        "看程序怎样读这句话",
        "How a sentence is read",
    );
    let with = words.option(
        "with",
        ["工作簿", "WORKBOOK"],
        "用它的机关、年度和数",
        "Whose figures it is about",
    );
    command.args([rule.help_heading(words.arguments()), text, with.requires("text")])
}

pub(super) fn forms(words: Words) -> Command {
    words.command("forms", ["列出内置的表式", "List the built-in forms"], ["", ""])
}

pub(super) fn exporters(words: Words) -> Command {
    let long = words.flag("long", "连同每种格式的选项", "With the options of each format");
    let command = words.command(
        "exporters",
        ["列出可以生成的格式", "List the formats that can be made"],
        [
            "示例：\n  nianbao exporters --long\n  nianbao build 年报.xlsx --set html.fragment=true",
            "Examples:\n  nianbao exporters --long\n  nianbao build report.xlsx --set html.fragment=true",
        ],
    );
    command.arg(long.short('l'))
}

pub(super) fn fonts(words: Words) -> Command {
    let command = words.command(
        "fonts",
        [
            "列出标题、正文、表格等各用哪种字体、为什么",
            "Show which font is used for what, and why",
        ],
        [
            "示例：\n  nianbao fonts\n  nianbao fonts --fonts D:\\字体",
            "Examples:\n  nianbao fonts\n  nianbao fonts --fonts D:\\fonts",
        ],
    );
    command.arg(shared::fonts(words))
}
