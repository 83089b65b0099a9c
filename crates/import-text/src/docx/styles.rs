//! What the styles of a document say about its paragraphs: whether they are titles or
//! headings, how they are numbered, and how their text looks.

use std::collections::BTreeMap;

use nianbao_model::source::LineRole;

use super::look::Look;
use crate::limits::MAX_STYLE_CHAIN;
use crate::xml::{Element, Fault, Node, Xml};

/// Where in a list a paragraph or a style stands, as far as it says so itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ListPlace {
    /// The list; `0` is none.
    pub(crate) list: Option<String>,
    /// The level, from zero.
    pub(crate) level: Option<u8>,
}

impl ListPlace {
    /// Takes a property of `w:numPr`.
    pub(crate) fn take(&mut self, element: &Element<'_>) {
        match element.name() {
            "numId" => self.list = element.reference("val"),
            "ilvl" => self.level = element.number(),
            _ => {}
        }
    }
}

/// A style, without what it inherits.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    place: ListPlace,
    look: Look,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    styles: BTreeMap<String, Style>,
    /// The style of a paragraph that names none.
    default: Option<String>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(crate) fn read(text: &str) -> Result<Self, Fault> {
        let mut styles = Self::default();
        let mut id = String::new();
        let mut xml = Xml::new(text);
        while let Some(node) = xml.next()? {
            let Node::Open(element) = node else { continue };
            let style = styles.styles.entry(id.clone()).or_default();
            match element.name() {
                // What holds for parts of tables or was before a tracked change, and what
                // belongs to no style.
                name if name.ends_with("Change") => xml.skip(&element)?,
                "tblStylePr" | "docDefaults" | "latentStyles" => xml.skip(&element)?,
                "style" => {
                    id = element.reference("styleId").unwrap_or_default();
                    let is_default = matches!(element.attribute("default").as_deref(), Some("1" | "true" | "on"));
                    if is_default && element.attribute("type").as_deref() == Some("paragraph") {
                        styles.default = Some(id.clone());
                    }
                }
                "name" => style.name = element.reference("val").unwrap_or_default().trim().to_lowercase(),
                "basedOn" => style.based_on = element.reference("val"),
                "outlineLvl" => style.outline = element.number(),
                _ => {
                    style.place.take(&element);
                    style.look.take(&element);
                }
            }
        }
        Ok(styles)
    }

    /// A style and those it is based on, nearest first.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let find = |id: &'a str| Some((id, self.styles.get(id)?));
        let first = id.or(self.default.as_deref()).and_then(find);
        std::iter::successors(first, move |(_, style)| style.based_on.as_deref().and_then(find)).take(MAX_STYLE_CHAIN)
    }

    /// What a style makes of a paragraph. The name of a title counts before its
    /// outline level, since Word's own title has that of a heading.
    pub(crate) fn role(&self, id: Option<&str>) -> LineRole {
        for (_, style) in self.chain(id) {
            let named = named_level(&style.name);
            match (style.name.as_str(), style.outline.or(named)) {
                ("title" | "标题", _) => return LineRole::Title,
                (_, Some(outline)) => return outline_role(outline),
                _ => {}
            }
        }
        LineRole::Plain
    }

    /// Whether a style is that of a table of contents, which repeats the headings.
    pub(crate) fn is_contents(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|(_, style)| style.name.starts_with("toc "))
    }

    /// How a style makes its text look.
    pub(crate) fn look(&self, id: &str) -> Look {
        self.chain(Some(id))
            .fold(Look::default(), |look, (_, style)| look.over(style.look))
    }

    /// The list a style puts its paragraphs in, the level, and the style that says so.
    pub(crate) fn list<'a>(&'a self, id: Option<&'a str>) -> Option<(&'a str, Option<u8>, &'a str)> {
        let level = self.chain(id).find_map(|(_, style)| style.place.level);
        self.chain(id)
            .find_map(|(id, style)| Some((style.place.list.as_deref()?, level, id)))
    }
}

/// What an outline level makes of a paragraph: 0 to 8 are headings, 9 is body text.
pub(crate) fn outline_role(outline: u8) -> LineRole {
    if outline < 9 {
        LineRole::Heading(outline + 1)
    } else {
        LineRole::Plain
    }
}

/// The outline level in the name of a style, `heading 1` or `标题 1`.
fn named_level(name: &str) -> Option<u8> {
    let number = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
    let level: u8 = number.trim().parse().ok()?;
    (1..=9).contains(&level).then(|| level - 1)
}

#[cfg(test)]
mod tests {
    use nianbao_model::source::RemarkKind;

    use super::super::look::Visibility;
    use super::*;

    fn styles() -> Styles {
        let style = |id: &str, name: &str, rest: &str| {
            format!("<w:style w:type='paragraph' w:styleId='{id}'><w:name w:val='{name}'/>{rest}</w:style>")
        };
        let based = |on: &str| format!("<w:basedOn w:val='{on}'/>");
        let outline = |level: u8| format!("<w:pPr><w:outlineLvl w:val='{level}'/></w:pPr>");
        let list = "<w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='7'/></w:numPr></w:pPr>";
        let parts = [
            "<w:styles><w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>"
                .into(),
            style("1", "heading 1", &(based("a") + &outline(0) + list)),
            style("2", "标题 2", &based("a")),
            style("own", "一级标题", &based("1")),
            style("body", "正文标题", &(based("1") + &outline(9))),
            style("t", "Title", &outline(0)),
            style("loop", "圈", &based("pool")),
            style("pool", "圈", &based("loop")),
            style("toc", "TOC 1", &based("1")),
            style("h", "藏", "<w:rPr><w:vanish/></w:rPr>"),
            style("shown", "不藏", &(based("h") + "<w:rPr><w:vanish w:val='0'/></w:rPr>")),
            "<w:style w:styleId='table'><w:tblStylePr><w:rPr><w:vanish/></w:rPr></w:tblStylePr></w:style></w:styles>"
                .into(),
        ];
        Styles::read(&parts.concat()).unwrap()
    }

    #[test]
    fn roles_come_from_outline_levels_and_names_through_the_chain() {
        let styles = styles();
        let roles = [
            Some("1"),
            Some("2"),
            Some("own"),
            Some("body"),
            Some("t"),
            Some("loop"),
            Some("none"),
            None,
        ]
        .map(|id| styles.role(id));
        use LineRole::{Heading, Plain, Title};
        assert_eq!(
            roles,
            [Heading(1), Heading(2), Heading(1), Plain, Title, Plain, Plain, Plain]
        );
        assert!(styles.is_contents(Some("toc")) && !styles.is_contents(Some("own")));
    }

    const HIDDEN: Visibility = Visibility::Left(RemarkKind::Hidden);

    #[test]
    fn hiding_and_lists_are_inherited() {
        let styles = styles();
        let hidden = ["h", "shown", "table", "1"].map(|id| styles.look(id).visibility() == HIDDEN);
        assert_eq!(hidden, [true, false, false, false]);
        assert_eq!(styles.list(Some("own")), Some(("7", Some(1), "1")));
        assert_eq!(styles.list(Some("2")), None);
    }
}
