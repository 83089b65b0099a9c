//! `nianbao fonts`: which typeface serves which role, where it comes from and why.

use std::process::ExitCode;

use nianbao_fonts::{Choice, Origin, Role, Source, Why, collection};
use nianbao_model::{Lang, Text};

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
            let embedded =
                table(&Source::Embedded, lang).unwrap_or_else(|failure| failure.message.get(lang).to_owned() + "\n");
            let installed =
                table(&Source::System, lang).unwrap_or_else(|failure| failure.message.get(lang).to_owned() + "\n");
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
    let faces = collection(source).map_err(|error| {
        let (zh, en) = error.words();
        Failure::input(zh, en)
    })?;
    let rows: Vec<Vec<String>> = faces
        .choices()
        .iter()
        .map(|choice| {
            let texts = [used_for(choice.role), origin(choice), why(choice)];
            let [used, origin, why] = texts.map(|text| text.get(lang).to_owned());
            vec![
                choice.role.name().to_owned(),
                used,
                choice.face.name().to_owned(),
                origin,
                why,
            ]
        })
        .collect();
    Ok(terminal::columns(&rows))
}

fn used_for(role: Role) -> Text {
    match role {
        Role::Title => Text::new("标题", "title"),
        Role::Hei => Text::new("一级标题", "headings 一、"),
        Role::Kai => Text::new("二级标题", "headings （一）"),
        Role::FangSong => Text::new("正文", "text"),
        Role::Song => Text::new("表格、页码", "tables, page numbers"),
    }
}

fn origin(choice: &Choice) -> Text {
    match choice.face.origin() {
        Origin::Embedded => Text::new("程序自带", "in the program"),
        Origin::File(path) => Text::same(terminal::printable(&path.display().to_string())),
    }
}

fn why(choice: &Choice) -> Text {
    match &choice.why {
        Why::Asked => Text::new(
            "随程序提供，任何电脑上页面都一样",
            "comes along: the same pages on every machine",
        ),
        Why::Found => Text::new("装有", "installed"),
        Why::Instead { forbidden } => {
            let (zh, en) = match forbidden.as_slice() {
                [] => Default::default(),
                faces => (
                    format!("；{}不允许嵌入", faces.join("、")),
                    format!("; {} may not be embedded", faces.join(", ")),
                ),
            };
            let looked_for = choice.role.families().join("、");
            Text::new(
                format!("没有找到{looked_for}{zh}"),
                format!("none of {looked_for} is there{en}"),
            )
        }
    }
}
