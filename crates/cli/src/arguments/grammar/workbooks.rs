//! `template`, `merge` and `page`, which write one file.

use std::path::PathBuf;

use clap::{ArgAction, Command, value_parser};

use super::{Words, YEARS, shared};

pub(super) fn template(words: Words) -> Command {
    let year = words.option(
        "year",
        ["年度", "YEAR"],
        "报告年度，如 2025",
        "The report's year, e.g. 2025",
    );
    let organ = words.option(
        "organ",
        ["机关", "ORGAN"],
        "机关名称，填进表里；可以不写",
        "The office's official name, filled in; may be left out",
    );
    let form = shared::form(words).help(words.of([
        "表式编号（见 nianbao forms）或表式文件；默认按年度选",
        "A form's id or file; default: the one for the year",
    ]));
    let command = words.command(
        "template",
        ["生成空白填报表", "Write a blank workbook to fill in"],
        [
            "示例：\n  nianbao template --year 2025 --organ 某县人民政府\n  nianbao template --form gov-2021 --year 2025 -o 填报表.xlsx",
            "Examples:\n  nianbao template --year 2025 --organ 某县人民政府\n  nianbao template --form gov-2021 --year 2025 -o form.xlsx",
        ],
    );
    command
        .arg(
            year.required(true)
                .allow_negative_numbers(true)
                .value_parser(value_parser!(i32).range(YEARS)),
        )
        .arg(organ)
        .arg(form)
        .arg(shared::output(
            words,
            "填报表.xlsx",
            "写到哪个文件；默认 填报表.xlsx",
            "File to write; default 填报表.xlsx",
        ))
        .arg(shared::force(words))
}

pub(super) fn merge(words: Words) -> Command {
    let offices = shared::input(words)
        .value_name(words.of(["单位工作簿", "OFFICE"]))
        .help(words.of(["各单位的工作簿，一个单位一个", "The offices' workbooks, one per office"]));
    let narrative = words.option(
        "narrative",
        ["主文件", "MAIN"],
        "汇总单位自己的基本信息、正文和业务数据；几个文件就写几次",
        "Workbook with the basic data, text and indicators of the whole; may be given several times",
    );
    let narrative = narrative.action(ArgAction::Append).value_parser(value_parser!(PathBuf));
    let command = words.command(
        "merge",
        ["把各单位的工作簿汇总成一个工作簿", "Add the workbooks of several offices up into one"],
        [
            "汇总表中的每个数都是公式，指向“各单位数据”表，可以逐项追溯；汇总后照常 build。\n\n示例：\n  nianbao merge 各单位/*.xlsx --narrative 关区正文.xlsx -o 关区.xlsx\n  nianbao build 关区.xlsx",
            "Every figure of the result is a formula over the sheet 各单位数据, so that it can be traced. The result builds like any workbook.\n\nExample:\n  nianbao merge offices/*.xlsx --narrative main.xlsx -o all.xlsx\n  nianbao build all.xlsx",
        ],
    );
    command
        .arg(offices)
        .arg(narrative.required(true))
        .arg(shared::output(
            words,
            "汇总.xlsx",
            "写到哪个文件；默认 汇总.xlsx",
            "File to write; default 汇总.xlsx",
        ))
        .arg(shared::force(words))
        .arg(shared::form(words))
        .arg(words.flag(
            "draft",
            "单位的工作簿有错误也汇总；读不出的数留空",
            "Add up in spite of errors in the offices' workbooks; what cannot be read is left blank",
        ))
}

pub(super) fn page(words: Words) -> Command {
    let command = words.command(
        "page",
        [
            "写出网页版：在浏览器里核对和生成，不用安装",
            "Write the page that checks and publishes in the browser",
        ],
        [
            "示例：\n  nianbao page\n  nianbao page --out D:\\年报\\nianbao.html",
            "Examples:\n  nianbao page\n  nianbao page --out D:\\reports\\nianbao.html",
        ],
    );
    command
        .arg(shared::output(
            words,
            "nianbao.html",
            "写到哪个文件；默认 nianbao.html",
            "File to write; default nianbao.html",
        ))
        .arg(shared::force(words))
}
