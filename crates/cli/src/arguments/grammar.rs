//! The command line's grammar, with its help in both languages.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command};
use nianbao_model::Lang;

use super::Format;
use crate::batch::Group;

/// The grammar, with its help in `lang`.
pub(super) fn command(lang: Lang) -> Command {
    let t = |zh: &'static str, en: &'static str| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    let options = t("选项", "Options");
    let help_template = t(
        "{before-help}{about}\n\n用法：{usage}\n\n{all-args}{after-help}\n",
        "{before-help}{about}\n\nUsage: {usage}\n\n{all-args}{after-help}\n",
    );
    let input = Arg::new("input")
        .value_name(t("工作簿", "INPUT"))
        .required(true)
        .num_args(1..)
        .value_parser(clap::value_parser!(PathBuf))
        .help_heading(t("参数", "Arguments"))
        .help(t(
            "填报的 Excel 工作簿；几个文件合成一份年报时一并列出。写文件夹或 *.xlsx，一个工作簿一份",
            "The office's Excel workbooks; several files make one report, folders and patterns one for each workbook",
        ));
    let form = Arg::new("form").long("form").value_name(t("表式", "FORM")).help(t(
        "表式编号（见 nianbao forms）或表式文件；默认按表中的行名识别",
        "A form's id (see nianbao forms) or a form file; default: recognised by the tables' rows",
    ));
    let previous = Arg::new("previous")
        .long("previous")
        .value_name(t("上年文件", "FILE"))
        .num_args(1)
        .action(ArgAction::Append)
        .value_parser(clap::value_parser!(PathBuf))
        .help(t(
            "上年的工作簿，用来核对结转等跨年度的数；几个文件就写几次",
            "Last year's workbook, for what must follow from it; may be given several times",
        ));
    let allow = Arg::new("allow")
        .long("allow")
        .value_name(t("规则[=理由]", "RULE[=REASON]"))
        .num_args(1)
        .action(ArgAction::Append)
        .help(t(
            "允许这条规则的问题存在，照样列出；只允许一处写 规则@正文!A12=理由",
            "Let breaches of this rule stand, still listed; for one place RULE@正文!A12=REASON",
        ));
    let fonts = Arg::new("fonts")
        .long("fonts")
        .value_name(t("字体来源", "SOURCE"))
        .num_args(1)
        .help(t(
            "PDF 用哪里的字体：embedded 程序自带（默认）、system 本机安装的、或一个文件夹",
            "Where the PDF's fonts come from: embedded (default), system (installed ones), or a folder",
        ));
    let batch = |command: Command| {
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
    };
    let sub = |name: &'static str, about: &'static str, examples: &'static str| {
        Command::new(name)
            .about(about)
            .after_help(examples)
            .help_template(help_template)
            .disable_help_flag(true)
            .next_help_heading(options)
    };
    let build = sub(
        "build",
        t("核对工作簿，生成 PDF、Word 和网页", "Check a workbook and make PDF, Word and web page"),
        t(
            "示例：\n  nianbao build 年报.xlsx\n  nianbao build 年报.xlsx --out 成品 --to pdf,docx\n  nianbao build 年报.xlsx --draft",
            "Examples:\n  nianbao build report.xlsx\n  nianbao build report.xlsx --out final --to pdf,docx\n  nianbao build report.xlsx --draft",
        ),
    )
    .arg(input.clone())
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
    .arg(form.clone())
    .arg(previous.clone())
    .arg(allow.clone())
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
    )));
    let build = build
        .arg(fonts.clone())
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
        );
    let check = sub(
        "check",
        t("只核对，不生成文件", "Only check, write nothing"),
        t(
            "格式：text 文字（默认）、json、sarif、xlsx 问题清单（带单元格链接）、html 网页\n\n示例：\n  nianbao check 年报.xlsx\n  nianbao check 年报.xlsx --previous 去年.xlsx\n  nianbao check 年报.xlsx --format html --out 问题.html\n  nianbao check --each 各单位 --format xlsx --out 问题清单.xlsx\n  nianbao explain balance",
            "Formats: text (default), json, sarif, xlsx (a list with links to the cells), html (a page)\n\nExamples:\n  nianbao check report.xlsx\n  nianbao check report.xlsx --previous last-year.xlsx\n  nianbao check report.xlsx --format html --out findings.html\n  nianbao check --each offices --format xlsx --out findings.xlsx\n  nianbao explain balance",
        ),
    )
    .arg(input.clone())
    .arg(form.clone())
    .arg(previous)
    .arg(allow)
    .arg(fonts.clone())
    .arg(
        Arg::new("format")
            .long("format")
            .value_name(t("格式", "FORMAT"))
            .value_parser(Format::ALL.map(|(name, _)| name))
            .hide_possible_values(true)
            .help(t("怎样列出问题：text、json、sarif、xlsx、html；默认 text", "How findings are shown: text, json, sarif, xlsx, html; default text")),
    )
    .arg(
        Arg::new("out")
            .short('o')
            .long("out")
            .value_name(t("文件", "FILE"))
            .value_parser(clap::value_parser!(PathBuf))
            .help(t("写到哪个文件；xlsx、html 必须写，其余默认显示出来", "File to write; needed for xlsx and html, the others go to standard output")),
    );
    let output = |default: &'static str| {
        let name = Arg::new("output")
            .short('o')
            .long("output")
            .value_name(t("文件", "FILE"));
        name.default_value(default)
            .hide_default_value(true)
            .value_parser(clap::value_parser!(PathBuf))
    };
    let force = Arg::new("force")
        .long("force")
        .action(ArgAction::SetTrue)
        .help(t("文件已经存在时也覆盖", "Replace the file if it is there"));
    let template = sub(
        "template",
        t("生成空白填报表", "Write a blank workbook to fill in"),
        t(
            "示例：\n  nianbao template --year 2025 --organ 某县人民政府\n  nianbao template --form gov-2021 --year 2025 -o 填报表.xlsx",
            "Examples:\n  nianbao template --year 2025 --organ 某县人民政府\n  nianbao template --form gov-2021 --year 2025 -o form.xlsx",
        ),
    )
    .arg(
        Arg::new("year")
            .long("year")
            .value_name(t("年度", "YEAR"))
            .required(true)
            .value_parser(clap::value_parser!(i32).range(1949..=2200))
            .help(t("报告年度，如 2025", "The report's year, e.g. 2025")),
    )
    .arg(
        Arg::new("organ")
            .long("organ")
            .value_name(t("机关", "ORGAN"))
            .help(t("机关名称，填进表里；可以不写", "The organ's name, filled in; may be left out")),
    )
    .arg(
        Arg::new("form")
            .long("form")
            .value_name(t("表式", "FORM"))
            .help(t("表式编号（见 nianbao forms）或表式文件；默认按年度选", "A form's id or file; default: the one for the year")),
    )
    .arg(output("填报表.xlsx").help(t("写到哪个文件；默认 填报表.xlsx", "File to write; default 填报表.xlsx")))
    .arg(force.clone());
    let merge = sub(
        "merge",
        t("把各单位的工作簿汇总成一个工作簿", "Add several offices' workbooks up into one"),
        t(
            "汇总表中的每个数都是公式，指向“各单位数据”表，可以逐项追溯；汇总后照常 build。\n\n示例：\n  nianbao merge 各单位/*.xlsx --narrative 关区正文.xlsx -o 关区.xlsx\n  nianbao build 关区.xlsx",
            "Every figure of the result is a formula over the sheet 各单位数据, so that it can be traced; it builds like any workbook.\n\nExample:\n  nianbao merge offices/*.xlsx --narrative main.xlsx -o all.xlsx\n  nianbao build all.xlsx",
        ),
    )
    .arg(input.clone().value_name(t("单位工作簿", "OFFICE")).help(t(
        "各单位的工作簿，一个单位一个",
        "The offices' workbooks, one for each office",
    )))
    .arg(
        Arg::new("narrative")
            .long("narrative")
            .value_name(t("主文件", "MAIN"))
            .required(true)
            .num_args(1)
            .action(ArgAction::Append)
            .value_parser(clap::value_parser!(PathBuf))
            .help(t(
                "汇总单位自己的基本信息、正文和业务数据；几个文件就写几次",
                "The basic data, text and indicators of the whole; may be given several times",
            )),
    )
    .arg(output("汇总.xlsx").help(t("写到哪个文件；默认 汇总.xlsx", "File to write; default 汇总.xlsx")))
    .arg(force)
    .arg(form.clone())
    .arg(Arg::new("draft").long("draft").action(ArgAction::SetTrue).help(t(
        "单位的工作簿有错误也汇总；读不出的数留空",
        "Add up even if offices' workbooks have errors; what cannot be read is left blank",
    )));
    let explain = sub(
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
    );
    let faces = sub(
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
    .arg(fonts);
    let forms = sub("forms", t("列出内置的表式", "List the forms"), "");
    let exporters = sub(
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
    );
    // clap words the usage line in English only.
    let usage = |command: Command, arguments: &str| match lang {
        Lang::Zh => {
            let name = command.get_name().to_owned();
            command.override_usage(format!("nianbao {name} {arguments}[选项]"))
        }
        Lang::En => command,
    };
    let watch = build
        .clone()
        .name("watch")
        .about(t(
            "留意工作簿，保存一次就核对并重新生成一次",
            "Watch a workbook: check it and make its documents anew on every save",
        ))
        .after_help(t(
            "示例：\n  nianbao watch 年报.xlsx --out 样稿 --draft",
            "Example:\n  nianbao watch report.xlsx --out drafts --draft",
        ));
    let build = batch(build).arg(
        Arg::new("force")
            .long("force")
            .action(ArgAction::SetTrue)
            .help(t("没有变化的也重新生成", "Make unchanged reports again")),
    );
    let check = batch(check);
    let watch = usage(watch, "<工作簿>… ");
    let build = usage(build, "<工作簿>… ");
    let check = usage(check, "<工作簿>… ");
    let template = usage(template, "--year <年度> ");
    let merge = usage(merge, "<单位工作簿>… --narrative <主文件> ");
    let explain = usage(explain, "[规则] ");
    let (forms, exporters, faces) = (usage(forms, ""), usage(exporters, ""), usage(faces, ""));
    let with_help = |command: Command| command.arg(help_flag(t("显示帮助", "Show help"), options));

    Command::new("nianbao")
        .version(env!("CARGO_PKG_VERSION"))
        .about(t(
            "nianbao：从填报工作簿一步生成《政府信息公开工作年度报告》的 PDF、Word 和网页，并核对每个数据",
            "nianbao: one step from an office's workbook to its annual report on government\ninformation disclosure as PDF, Word and web page, with every figure checked",
        ))
        .after_help(t(
            "退出码：0 正常；1 有错误，未生成文件；2 输入或用法有误；3 无法写出文件\n\n示例：\n  nianbao build 年报.xlsx --out 成品\n  nianbao check 年报.xlsx\n  nianbao build --help",
            "Exit codes: 0 fine; 1 errors were found, nothing was written; 2 input or usage error; 3 output could not be written\n\nExamples:\n  nianbao build report.xlsx --out final\n  nianbao check report.xlsx\n  nianbao build --help",
        ))
        .help_template(t(
            "{about}\n\n用法：nianbao [选项] <命令>\n\n命令：\n{subcommands}\n\n选项：\n{options}{after-help}\n",
            "{about}\n\nUsage: nianbao [OPTIONS] <COMMAND>\n\nCommands:\n{subcommands}\n\nOptions:\n{options}{after-help}\n",
        ))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            Arg::new("lang")
                .long("lang")
                .global(true)
                .value_name(t("语言", "LANG"))
                .value_parser(["zh", "en"])
                .hide_possible_values(true)
                .help(t("提示语言：zh 中文（默认）或 en 英文", "Language of messages: zh Chinese (default) or en English"))
                .help_heading(options),
        )
        .arg(
            Arg::new("color")
                .long("color")
                .global(true)
                .value_name(t("颜色", "WHEN"))
                .value_parser(["auto", "always", "never"])
                .hide_possible_values(true)
                .help(t("颜色：auto 终端上用（默认）、always 总用、never 不用", "Colour: auto on a terminal (default), always, never"))
                .help_heading(options),
        )
        .arg(help_flag(t("显示帮助", "Show help"), options))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help(t("显示版本", "Show the version")))
        .subcommands([build, check, watch, template, merge, explain, forms, exporters, faces].map(with_help))
}

fn help_flag(help: &'static str, heading: &'static str) -> Arg {
    Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(help)
        .help_heading(heading)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_is_consistent_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            command(lang).debug_assert();
        }
    }
}
