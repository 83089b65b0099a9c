//! The command line's grammar, with its help in both languages. A command is a function in
//! one of the files below; what they share is in `shared` and `batch`.

mod batch;
mod build;
mod check;
mod compare;
#[cfg(feature = "dataset")]
mod dataset;
mod lists;
mod shared;
mod workbooks;

use std::ops::RangeInclusive;

use clap::{Arg, ArgAction, Command};
use nianbao::Lang;

/// How many reports may be worked on at once.
pub(super) const JOBS: RangeInclusive<i64> = 1..=256;
/// The years a workbook may be made for.
pub(super) const YEARS: RangeInclusive<i64> = 1949..=2200;

/// The words of the help: in Chinese, and in English.
type Both = [&'static str; 2];

/// The words of the help, in one of the languages.
#[derive(Clone, Copy)]
struct Words(Lang);

impl Words {
    fn of(self, [zh, en]: Both) -> &'static str {
        match self.0 {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// The heading over options.
    fn options(self) -> &'static str {
        self.of(["选项", "Options"])
    }

    /// The heading over arguments without a name.
    fn arguments(self) -> &'static str {
        self.of(["参数", "Arguments"])
    }

    /// A command with what it does and examples of it.
    fn command(self, name: &'static str, about: Both, examples: Both) -> Command {
        Command::new(name)
            .about(self.of(about))
            .after_help(self.of(examples))
            .help_template(self.of([
                "{before-help}{about}\n\n用法：{usage}\n\n{all-args}{after-help}\n",
                "{before-help}{about}\n\nUsage: {usage}\n\n{all-args}{after-help}\n",
            ]))
            .disable_help_flag(true)
            .next_help_heading(self.options())
    }

    /// An option that is there or not.
    fn flag(self, name: &'static str, zh: &'static str, en: &'static str) -> Arg {
        let arg = Arg::new(name).long(name).action(ArgAction::SetTrue);
        arg.help(self.of([zh, en]))
    }

    /// An option with a value.
    fn option(self, name: &'static str, value: Both, zh: &'static str, en: &'static str) -> Arg {
        let arg = Arg::new(name).long(name).value_name(self.of(value));
        arg.help(self.of([zh, en]))
    }
}

/// The grammar, with its help in `lang`.
pub(super) fn command(lang: Lang) -> Command {
    let words = Words(lang);
    let commands = [
        (build::build(words), "<工作簿>… "),
        (check::check(words), "<工作簿>… "),
        (compare::compare(words), "<上年年报> <本年年报> "),
        (build::watch(words), "<工作簿>… "),
        (workbooks::template(words), "--year <年度> "),
        (workbooks::merge(words), "<单位工作簿>… --narrative <主文件> "),
        #[cfg(feature = "dataset")]
        (dataset::dataset(words), "<文件夹>… --out <文件夹> "),
        (lists::explain(words), "[规则] "),
        (lists::forms(words), ""),
        (lists::exporters(words), ""),
        (lists::fonts(words), ""),
        (workbooks::page(words), ""),
    ];
    // clap words the usage line in English only.
    let commands = commands.map(|(command, arguments)| {
        let usage = format!("nianbao {} {arguments}[选项]", command.get_name());
        let command = command.arg(shared::help(words));
        match lang {
            Lang::Zh => command.override_usage(usage),
            Lang::En => command,
        }
    });
    let anywhere = |name, value, zh, en| {
        let arg = words.option(name, value, zh, en).global(true);
        arg.help_heading(words.options()).hide_possible_values(true)
    };
    Command::new("nianbao")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words.of([
            "nianbao：从填报工作簿一步生成《政府信息公开工作年度报告》的 PDF、Word 和网页，并核对每个数据",
            "nianbao: one step from an office's workbook to its annual report on government\ninformation disclosure as PDF, Word and web page, with every figure checked",
        ]))
        .after_help(words.of([
            "退出码：0 正常；1 有错误，未生成文件；2 输入或用法有误；3 无法写出文件\n\n示例：\n  nianbao build 年报.xlsx --out 成品\n  nianbao check 年报.xlsx\n  nianbao build --help",
            "Exit codes: 0 fine; 1 errors were found, nothing was written; 2 input or usage error; 3 output could not be written\n\nExamples:\n  nianbao build report.xlsx --out final\n  nianbao check report.xlsx\n  nianbao build --help",
        ]))
        .help_template(words.of([
            "{about}\n\n用法：nianbao [选项] <命令>\n\n命令：\n{subcommands}\n\n选项：\n{options}{after-help}\n",
            "{about}\n\nUsage: nianbao [OPTIONS] <COMMAND>\n\nCommands:\n{subcommands}\n\nOptions:\n{options}{after-help}\n",
        ]))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(anywhere("lang", ["语言", "LANG"], 
            "提示语言：zh 中文（默认）或 en 英文",
            "Language of messages: zh Chinese (default) or en English").value_parser(["zh", "en"]))
        .arg(anywhere("color", ["颜色", "WHEN"], 
            "颜色：auto 终端上用（默认）、always 总用、never 不用",
            "Colour: auto on a terminal (default), always, never").value_parser(["auto", "always", "never"]))
        .arg(shared::help(words))
        .arg(words.flag("version", "显示版本", "Show the version").short('V').action(ArgAction::Version))
        .subcommands(commands)
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
