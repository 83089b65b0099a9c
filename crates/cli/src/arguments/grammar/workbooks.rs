//! `template` and `merge`, which write workbooks.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command};

use super::{Words, shared};

pub(super) fn template(words: Words) -> Command {
    let t = |zh, en| words.of(zh, en);
    words.command(
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
    .arg(shared::output(words, "填报表.xlsx").help(t("写到哪个文件；默认 填报表.xlsx", "File to write; default 填报表.xlsx")))
    .arg(shared::force(words))
}

pub(super) fn merge(words: Words) -> Command {
    let t = |zh, en| words.of(zh, en);
    words.command(
        "merge",
        t("把各单位的工作簿汇总成一个工作簿", "Add several offices' workbooks up into one"),
        t(
            "汇总表中的每个数都是公式，指向“各单位数据”表，可以逐项追溯；汇总后照常 build。\n\n示例：\n  nianbao merge 各单位/*.xlsx --narrative 关区正文.xlsx -o 关区.xlsx\n  nianbao build 关区.xlsx",
            "Every figure of the result is a formula over the sheet 各单位数据, so that it can be traced; it builds like any workbook.\n\nExample:\n  nianbao merge offices/*.xlsx --narrative main.xlsx -o all.xlsx\n  nianbao build all.xlsx",
        ),
    )
    .arg(shared::input(words).value_name(t("单位工作簿", "OFFICE")).help(t(
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
    .arg(shared::output(words, "汇总.xlsx").help(t("写到哪个文件；默认 汇总.xlsx", "File to write; default 汇总.xlsx")))
    .arg(shared::force(words))
    .arg(shared::form(words))
    .arg(Arg::new("draft").long("draft").action(ArgAction::SetTrue).help(t(
        "单位的工作簿有错误也汇总；读不出的数留空",
        "Add up even if offices' workbooks have errors; what cannot be read is left blank",
    )))
}
