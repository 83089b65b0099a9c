//! `check`.

use std::path::PathBuf;

use clap::{Command, value_parser};

use super::super::Format;
use super::{Words, batch, shared};

pub(super) fn check(words: Words) -> Command {
    let format = words.option(
        "format",
        ["格式", "FORMAT"],
        "怎样列出问题：text、json、sarif、xlsx、html；默认 text",
        "How findings are shown: text, json, sarif, xlsx, html; default text",
    );
    let out = words.option(
        "out",
        ["文件", "FILE"],
        "写到哪个文件；xlsx、html 必须写，其余默认显示出来",
        "File to write; required for xlsx and html, the others go to standard output by default",
    );
    let command = words
        .command(
            "check",
            ["只核对，不生成文件", "Only check, write nothing"],
            [
                "格式：text 文字（默认）、json、sarif、xlsx 问题清单（带单元格链接）、html 网页\n\n示例：\n  nianbao check 年报.xlsx\n  nianbao check 年报.xlsx --previous 去年.xlsx\n  nianbao check 年报.xlsx --format html --out 问题.html\n  nianbao check --each 各单位 --format xlsx --out 问题清单.xlsx\n  nianbao check --group office 全县年报 --format html --out 问题.html\n  nianbao explain balance",
                "Formats: text (default), json, sarif, xlsx (a list with links to the cells), html (a page)\n\nExamples:\n  nianbao check report.xlsx\n  nianbao check report.xlsx --previous last-year.xlsx\n  nianbao check report.xlsx --format html --out findings.html\n  nianbao check --each offices --format xlsx --out findings.xlsx\n  nianbao check --group office county --format html --out findings.html\n  nianbao explain balance",
            ],
        )
        .arg(shared::input(words))
        .arg(shared::form(words))
        .arg(shared::previous(words))
        .arg(shared::allow(words))
        .arg(shared::limit(words))
        .arg(shared::fonts(words))
        .arg(format.value_parser(Format::ALL.map(|(name, _)| name)).hide_possible_values(true))
        .arg(out.short('o').value_parser(value_parser!(PathBuf)));
    batch::options(command, words, batch::TO_CHECK)
}
