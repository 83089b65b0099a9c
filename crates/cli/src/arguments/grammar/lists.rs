//! What only tells: `explain`, `forms`, `exporters`, `fonts`.

use clap::{Arg, ArgAction, Command};

use super::{Words, shared};

pub(super) fn explain(words: Words) -> Command {
    let t = |zh, en| words.of(zh, en);
    words
        .command(
            "explain",
            t(
                "说明一条规则：管什么、依据、怎么改、例子",
                "Explain a rule: what it holds, its authority, what to do, an example",
            ),
            t(
                "示例：\n  nianbao explain            列出全部规则\n  nianbao explain balance",
                "Examples:\n  nianbao explain            list all rules\n  nianbao explain balance",
            ),
        )
        .arg(
            Arg::new("rule")
                .value_name(t("规则", "RULE"))
                .help_heading(t("参数", "Arguments"))
                .help(t(
                    "规则名，如 balance；不写就列出全部",
                    "The rule's id, such as balance; without it all are listed",
                )),
        )
}

pub(super) fn forms(words: Words) -> Command {
    let t = |zh, en| words.of(zh, en);
    words.command("forms", t("列出内置的表式", "List the forms"), "")
}

pub(super) fn exporters(words: Words) -> Command {
    let t = |zh, en| words.of(zh, en);
    words
        .command(
            "exporters",
            t("列出可以生成的格式", "List the formats that can be made"),
            t(
                "示例：\n  nianbao exporters --long\n  nianbao build 年报.xlsx --set html.fragment=true",
                "Examples:\n  nianbao exporters --long\n  nianbao build report.xlsx --set html.fragment=true",
            ),
        )
        .arg(
            Arg::new("long")
                .long("long")
                .short('l')
                .action(ArgAction::SetTrue)
                .help(t("连同每种格式的选项", "With the options of each format")),
        )
}

pub(super) fn fonts(words: Words) -> Command {
    let t = |zh, en| words.of(zh, en);
    words
        .command(
            "fonts",
            t(
                "列出每种角色用哪种字体、为什么",
                "Show which font serves which role, and why",
            ),
            t(
                "示例：\n  nianbao fonts\n  nianbao fonts --fonts D:\\字体",
                "Examples:\n  nianbao fonts\n  nianbao fonts --fonts D:\\fonts",
            ),
        )
        .arg(shared::fonts(words))
}
