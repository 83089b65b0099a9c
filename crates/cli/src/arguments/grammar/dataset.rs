//! `dataset`.

use std::path::PathBuf;

use clap::{Command, value_parser};
use nianbao::dataset::Format;

use super::{Words, batch, shared};

pub(super) fn dataset(words: Words) -> Command {
    let format = words.option(
        "format",
        ["格式", "FORMAT"],
        "写成 parquet（默认）还是 csv",
        "Write parquet (the default) or csv",
    );
    let out = words.option(
        "out",
        ["文件夹", "DIR"],
        "写到哪个文件夹，不能在年报的文件夹里",
        "The folder to write to, outside those of the reports",
    );
    let command = words
        .command(
            "dataset",
            [
                "把许多年报的数据和问题写成三张表，供数据库查询",
                "Write the figures and findings of many reports as three tables, for a database",
            ],
            [
                "写出 reports（年报）、figures（数据）、findings（问题）。读不出的文件逐个列出，其余照写。\n\n示例：\n  nianbao dataset 全省年报 --out 数据\n  nianbao dataset 全省年报 --out 数据-0 --shard 0/8\n  duckdb -c \"SELECT organ, value FROM '数据/figures.parquet' f JOIN '数据/reports.parquet' r ON r.id = f.report WHERE key = 'applications.new_received.total'\"",
                "Writes reports, figures and findings. Files that cannot be read are listed, and all others are in the tables.\n\nExamples:\n  nianbao dataset province --out data\n  nianbao dataset province --out data-0 --shard 0/8\n  duckdb -c \"SELECT organ, value FROM 'data/figures.parquet' f JOIN 'data/reports.parquet' r ON r.id = f.report WHERE key = 'applications.new_received.total'\"",
            ],
        )
        .arg(shared::input(words))
        .arg(out.short('o').required(true).value_parser(value_parser!(PathBuf)))
        .arg(format.value_parser(Format::ALL.map(|(name, _)| name)).hide_possible_values(true))
        .arg(shared::form(words))
        .arg(shared::previous(words))
        .arg(shared::allow(words));
    batch::options(command, words, batch::TO_CHECK)
}
