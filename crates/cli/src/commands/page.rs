//! `nianbao page`: the page in the browser (docs/page.md), written out of the program, so that whoever
//! has the one has the other. A build without the feature `page` says where it is to be had.

use std::process::ExitCode;

use nianbao::Lang;
use nianbao::files::{self, Protected};

use crate::arguments::Target;
use crate::error::Failure;
use crate::terminal;

#[cfg(feature = "page")]
const PAGE: Option<&[u8]> = Some(include_bytes!(env!("NIANBAO_PAGE")));
#[cfg(not(feature = "page"))]
const PAGE: Option<&[u8]> = None;

/// Runs the command.
pub(crate) fn run(target: &Target, lang: Lang) -> Result<ExitCode, Failure> {
    let page = PAGE.ok_or_else(|| {
        Failure::input(
            "这个程序里没有网页。发布处提供的程序里有，那里也单独提供 nianbao.html；在源代码目录可用 cargo xtask page 生成",
            "this build has no page in it: released ones have, and nianbao.html is given beside them; in the sources, cargo xtask page builds it",
        )
    })?;
    let shown = files::save(&target.path, target.force, page, &Protected::new(&None::<String>))?;
    terminal::say(&match lang {
        Lang::Zh => format!("写出  {shown}\n双击即可在浏览器中打开，不用安装，不联网。\n"),
        Lang::En => format!("wrote   {shown}\nA double click opens it in the browser; nothing is installed or sent.\n"),
    });
    Ok(ExitCode::SUCCESS)
}
