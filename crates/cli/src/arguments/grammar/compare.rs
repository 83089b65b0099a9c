//! `compare`.

use std::path::PathBuf;

use clap::{Arg, Command, value_parser};
use nianbao::comparison::Format;

use super::{Words, shared};

pub(super) fn compare(words: Words) -> Command {
    let file = |order: usize, name: &'static str, value, zh, en| {
        let arg = Arg::new(name).value_name(words.of(value)).help(words.of([zh, en]));
        let arg = arg.help_heading(words.arguments()).value_parser(value_parser!(PathBuf));
        // Of one heading, arguments would stand by their names.
        arg.required(true).display_order(order)
    };
    let format = words.option(
        "format",
        ["格式", "FORMAT"],
        "怎样列出：text、html、xlsx、json；默认 text",
        "How it is shown: text, html, xlsx, json; default text",
    );
    let out = words.option(
        "out",
        ["文件", "FILE"],
        "写到哪个文件；xlsx、html 必须写，其余默认显示出来",
        "File to write; required for xlsx and html, the others go to standard output by default",
    );
    let command = words.command(
        "compare",
        ["把同一机关两年的年报并排对照", "Put an office's reports of two years side by side"],
        [
            "每个数的上年、本年、增减和增幅，不衔接的数，逐句对照的正文。哪一份是上年的，按年度认。\n格式：text 文字（默认）、html 网页（带图）、xlsx 工作簿（增减是公式）、json\n\n示例：\n  nianbao compare 2023年报.pdf 2024年报.html\n  nianbao compare 2023.docx 2024.xlsx --format html --out 对照.html",
            "Every figure of both years with change and growth, what does not follow, and the text sentence by sentence. Which report is the earlier one is told by their years.\nFormats: text (default), html (a page with a chart), xlsx (changes are formulas), json\n\nExamples:\n  nianbao compare 2023.pdf 2024.html\n  nianbao compare 2023.docx 2024.xlsx --format html --out comparison.html",
        ],
    );
    command
        .arg(file(
            0,
            "before",
            ["上年年报", "EARLIER"],
            "上年的年报：工作簿、网页、Word、PDF 或文本；由几个文件组成的，写它们的文件夹",
            "The earlier report: a workbook, page, Word file, PDF or text; a folder where several files are one report",
        ))
        .arg(file(
            1,
            "after",
            ["本年年报", "LATER"],
            "本年的年报，同上",
            "The later report, likewise",
        ))
        .arg(shared::form(words))
        .arg(
            format
                .value_parser(Format::ALL.map(|(name, _)| name))
                .hide_possible_values(true),
        )
        .arg(out.short('o').value_parser(value_parser!(PathBuf)))
}
