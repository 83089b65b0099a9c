//! `nianbao fonts`: which typeface serves which role, where it comes from and why.

use std::process::ExitCode;

use nianbao::findings::terminal::aligned;
use nianbao::typefaces::{Source, collection, row};
use nianbao::{Error, Lang};

use crate::error::Failure;
use crate::terminal;

/// Runs the command: shows the faces of this source, or without one those that are used
/// by default and those of `--fonts system`.
pub(crate) fn run(asked: Option<&str>, lang: Lang) -> Result<ExitCode, Failure> {
    let mut text = match asked {
        Some(source) => table(&Source::parse(source), lang)?,
        None => {
            let (default, system) = match lang {
                Lang::Zh => ("默认：\n", "\n加 --fonts system 时：\n"),
                Lang::En => ("By default:\n", "\nWith --fonts system:\n"),
            };
            let [embedded, installed] = [Source::Embedded, Source::System].map(|source| {
                table(&source, lang).unwrap_or_else(|failure| failure.message.get(lang).to_owned() + "\n")
            });
            format!("{default}{embedded}{system}{installed}")
        }
    };
    text.push_str(match lang {
        Lang::Zh => {
            "\nPDF 嵌入这些字体。缺的字先用其他角色的字体，再用本机装有的字体补。Word 和网页只写字体名\
             （如仿宋_GB2312），由打开它的电脑显示，不受 --fonts 影响。\n"
        }
        Lang::En => {
            "\nThe PDF embeds these. A character that one does not have comes from another role's face, or else from any\n\
             installed one. The Word file and the web page only name faces (such as 仿宋_GB2312), whatever --fonts says.\n"
        }
    });
    terminal::say(&text);
    Ok(ExitCode::SUCCESS)
}

fn table(source: &Source, lang: Lang) -> Result<String, Failure> {
    let faces = collection(source).map_err(Error::from)?;
    let rows = faces.choices().iter().map(|choice| row(choice, lang).to_vec());
    Ok(aligned(&rows.collect::<Vec<_>>()))
}
