//! The parts typefaces play in an official document, and the faces that play them.

/// The part a typeface plays in an official document (GB/T 9704-2012, 5.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// 小标宋, the title.
    Title,
    /// 黑体, headings `一、`.
    Hei,
    /// 楷体, headings `(一)`.
    Kai,
    /// 仿宋, everything else in the text.
    FangSong,
    /// 宋体, page numbers and tables.
    Song,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [Self::Title, Self::Hei, Self::Kai, Self::FangSong, Self::Song];

    /// The role that sets text of this rank: 0 for paragraphs, 1 to 4 for headings by the
    /// style of their number (`一、` `（一）` `1.` `（1）`).
    pub fn of_rank(rank: u8) -> Self {
        match rank {
            1 => Self::Hei,
            2 => Self::Kai,
            _ => Self::FangSong,
        }
    }

    /// Its Chinese name, which is also the family name documents ask for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "小标宋",
            Self::Hei => "黑体",
            Self::Kai => "楷体",
            Self::FangSong => "仿宋",
            Self::Song => "宋体",
        }
    }

    /// The families that serve it where they are installed, the best first: what offices
    /// use and GB/T 9704 means, then the free family that comes with the program.
    pub fn families(self) -> &'static [&'static str] {
        match self {
            Self::Title => &[
                "FZXiaoBiaoSong-B05S",
                "方正小标宋简体",
                "方正小标宋_GBK",
                "STZhongsong",
                "华文中宋",
                "FandolSong-Bold",
            ],
            Self::Hei => &["SimHei", "黑体", "FandolHei-Regular"],
            Self::Kai => &["KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "FandolKai-Regular"],
            Self::FangSong => &[
                "FangSong_GB2312",
                "仿宋_GB2312",
                "FangSong",
                "仿宋",
                "FandolFang-Regular",
            ],
            Self::Song => &["SimSun", "宋体", "FandolSong-Regular"],
        }
    }

    /// The other roles, those whose faces look most like this one's first: where a
    /// character is looked for that this role's face does not have.
    pub(crate) fn alike(self) -> [Self; 4] {
        match self {
            Self::Title => [Self::Song, Self::Hei, Self::FangSong, Self::Kai],
            Self::Hei => [Self::Title, Self::Song, Self::FangSong, Self::Kai],
            Self::Kai => [Self::FangSong, Self::Song, Self::Title, Self::Hei],
            Self::FangSong => [Self::Song, Self::Kai, Self::Title, Self::Hei],
            Self::Song => [Self::FangSong, Self::Kai, Self::Title, Self::Hei],
        }
    }
}
