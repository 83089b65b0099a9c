//! The five faces of an official document, by the names Word knows them by, and
//! the Western face that goes with each.

use docx_rs::RunFonts;

use crate::xml::Element;

/// A face and what stands in for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Face {
    /// The East Asian face.
    name: &'static str,
    /// The face for Western words and figures.
    western: &'static str,
}

const TIMES: &str = "Times New Roman";
const ARIAL: &str = "Arial";

/// 小标宋, for the title.
pub(crate) const TITLE: Face = Face {
    name: "方正小标宋简体",
    western: TIMES,
};
/// 黑体, for headings of rank 1.
pub(crate) const HEI: Face = Face {
    name: "黑体",
    western: ARIAL,
};
/// 楷体, for headings of rank 2.
pub(crate) const KAI: Face = Face {
    name: "楷体_GB2312",
    western: TIMES,
};
/// 仿宋, for the body.
pub(crate) const FANG: Face = Face {
    name: "仿宋_GB2312",
    western: TIMES,
};
/// 宋体, for tables.
pub(crate) const SONG: Face = Face {
    name: "宋体",
    western: TIMES,
};
/// 宋体 for figures too, as the standard wants it for page numbers.
pub(crate) const SONG_ONLY: Face = Face {
    name: "宋体",
    western: "宋体",
};

impl Face {
    /// The face for the heading of a rank, 1 `一、` to 4 `(1)`.
    pub(crate) fn of_rank(rank: u8) -> Self {
        match rank {
            0 | 1 => HEI,
            2 => KAI,
            _ => FANG,
        }
    }

    /// As docx-rs takes it.
    pub(crate) fn fonts(self) -> RunFonts {
        RunFonts::new()
            .ascii(self.western)
            .hi_ansi(self.western)
            .east_asia(self.name)
            .cs(TIMES)
    }
}

/// Says that quotation marks, dashes and dots, which both scripts have, are
/// Chinese here. Word only listens to this on the run itself.
pub(crate) fn chinese() -> RunFonts {
    RunFonts::new().hint("eastAsia")
}

/// A line of the font table: name, what to use where it is missing, family, pitch,
/// and whether it is Chinese.
type Entry = (
    &'static str,
    Option<&'static str>,
    &'static str,
    &'static str,
    &'static str,
    bool,
);

const TABLE: [Entry; 7] = [
    (
        "Times New Roman",
        None,
        "02020603050405020304",
        "roman",
        "variable",
        false,
    ),
    ("Arial", None, "020B0604020202020204", "swiss", "variable", false),
    ("宋体", Some("SimSun"), "02010600030101010101", "auto", "variable", true),
    ("黑体", Some("SimHei"), "02010609060101010101", "modern", "fixed", true),
    (
        "仿宋_GB2312",
        Some("仿宋"),
        "02010609030101010101",
        "modern",
        "fixed",
        true,
    ),
    (
        "楷体_GB2312",
        Some("楷体"),
        "02010609030101010101",
        "modern",
        "fixed",
        true,
    ),
    (
        "方正小标宋简体",
        Some("华文中宋"),
        "03000509000000000000",
        "script",
        "fixed",
        true,
    ),
];

/// The font table: tells Word what to use on a computer without these faces.
pub(crate) fn font_table() -> Element {
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let mut fonts = Element::new("w:fonts").with("xmlns:w", namespace);
    for (name, instead, panose, family, pitch, chinese) in TABLE {
        let value = |element: &str, value: &str| Element::new(element).with("w:val", value);
        let mut font = Element::new("w:font").with("w:name", name);
        if let Some(instead) = instead {
            font.push(value("w:altName", instead));
        }
        fonts.push(
            font.child(value("w:panose1", panose))
                .child(value("w:charset", if chinese { "86" } else { "00" }))
                .child(value("w:family", family))
                .child(value("w:pitch", pitch)),
        );
    }
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_in_use_is_in_the_font_table() {
        let table: Vec<_> = TABLE.iter().map(|(name, ..)| *name).collect();
        for face in [TITLE, HEI, KAI, FANG, SONG, SONG_ONLY] {
            assert!(table.contains(&face.name) && table.contains(&face.western), "{face:?}");
        }
    }
}
