//! The typefaces of a run: which face serves which role, and which characters the rules may
//! find missing in them.

use std::sync::Arc;

use nianbao_check::{Faces, Lack, Printed};
use nianbao_findings::terminal::printable;
pub use nianbao_fonts::{
    Choice, Collection, Error, Origin, Role, Source, Why, collection, hand_over, hand_over_installed,
};
use nianbao_model::{Lang, Text};

/// The typefaces the documents are printed in.
pub(crate) struct Typefaces(Option<Arc<Collection>>);

impl Typefaces {
    /// The faces that were asked for, or else those in the program, or else those known of. A
    /// build without any knows nothing, and finds nothing missing: it makes no PDF.
    ///
    /// # Errors
    /// If there are no faces where they were asked for.
    pub(crate) fn load(asked: Option<&str>, known: Option<&Arc<Collection>>) -> Result<Self, Error> {
        match asked {
            Some(source) => Ok(Self(Some(collection(&Source::parse(source))?))),
            None => Ok(Self(collection(&Source::Embedded).ok().or_else(|| known.cloned()))),
        }
    }
}

impl Faces for Typefaces {
    fn lack(&self, part: Printed, character: char) -> Option<Lack> {
        let faces = self.0.as_ref()?;
        let role = match part {
            Printed::Title => Role::Title,
            Printed::Text(level) => Role::of_rank(level),
            Printed::Table => Role::Song,
        };
        if faces.has(role, character) || !nianbao_fonts::is_printed(character) {
            return None;
        }
        Some(Lack {
            face: role.name(),
            instead: faces.fallback(role, character).map(|face| face.name().to_owned()),
        })
    }
}

/// Of a choice its role, what it is used for, the face, where that comes from, and why it is
/// this one.
pub fn row(choice: &Choice, lang: Lang) -> [String; 5] {
    let said = |text: Text| text.get(lang).to_owned();
    [
        choice.role.name().to_owned(),
        said(used_for(choice.role)),
        choice.face.name().to_owned(),
        said(origin(choice)),
        said(why(choice)),
    ]
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
        Origin::File(path) => Text::same(printable(&path.display().to_string())),
        Origin::Machine => Text::new("本机", "this machine"),
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
