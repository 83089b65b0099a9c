//! A text whose pieces look different: some struck out, some raised like the mark of a note.
//! [`read`] tells what a person takes for the text itself. Importers that know how the pieces of
//! a cell look hand them over here; where they come from (Excel, Word, a page) makes no
//! difference.

use std::ops::Range;

use crate::chars;

/// A piece of a text that looks the same throughout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run<'a> {
    /// Its characters.
    pub text: &'a str,
    /// Whether it is struck out.
    pub struck: bool,
    /// Whether it is raised or lowered.
    pub raised: bool,
    /// Whether it is white, and so cannot be seen beside text that can.
    pub white: bool,
}

/// The colour of a page, unless something else is said.
pub const WHITE: [u8; 3] = [255; 3];
/// The colours that pages call by their names.
const NAMED: [(&str, [u8; 3]); 32] = [
    ("white", WHITE),
    ("black", [0; 3]),
    ("gray", [128; 3]),
    ("grey", [128; 3]),
    ("silver", [192; 3]),
    ("lightgray", [211; 3]),
    ("lightgrey", [211; 3]),
    ("darkgray", [169; 3]),
    ("darkgrey", [169; 3]),
    ("gainsboro", [220; 3]),
    ("whitesmoke", [245; 3]),
    ("snow", [255, 250, 250]),
    ("ivory", [255, 255, 240]),
    ("beige", [245, 245, 220]),
    ("red", [255, 0, 0]),
    ("darkred", [139, 0, 0]),
    ("maroon", [128, 0, 0]),
    ("orange", [255, 165, 0]),
    ("yellow", [255, 255, 0]),
    ("lightyellow", [255, 255, 224]),
    ("green", [0, 128, 0]),
    ("darkgreen", [0, 100, 0]),
    ("lime", [0, 255, 0]),
    ("olive", [128, 128, 0]),
    ("teal", [0, 128, 128]),
    ("cyan", [0, 255, 255]),
    ("aqua", [0, 255, 255]),
    ("blue", [0, 0, 255]),
    ("lightblue", [173, 216, 230]),
    ("navy", [0, 0, 128]),
    ("purple", [128, 0, 128]),
    ("pink", [255, 192, 203]),
];
/// Text of fewer points cannot be read on paper.
const LEGIBLE: f32 = 3.0;
/// How far the parts of two colours may lie apart that nobody can tell from each other.
const ALIKE: u8 = 6;

/// A colour as it is written in documents and pages: `FFFFFF`, `#fff`, `white`, `rgb(255,255,255)`. None
/// where it is left to the reader's program, or written in another way.
pub fn colour(written: &str) -> Option<[u8; 3]> {
    let written = written.trim().to_ascii_lowercase();
    if let Some((_, colour)) = NAMED.iter().find(|(name, _)| *name == written) {
        return Some(*colour);
    }
    if let Some(parts) = written.strip_prefix("rgb").and_then(|rest| rest.split_once('(')) {
        let mut parts = parts.1.split([',', ' ', ')', '/']).filter(|part| !part.is_empty());
        let mut next = || parts.next()?.parse::<u8>().ok();
        return Some([next()?, next()?, next()?]);
    }
    let digits: Option<Vec<u8>> = written
        .trim_start_matches('#')
        .chars()
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    match digits?[..] {
        [r, g, b] => Some([r * 17, g * 17, b * 17]),
        [r, r2, g, g2, b, b2] => Some([r * 16 + r2, g * 16 + g2, b * 16 + b2]),
        _ => None,
    }
}

/// Whether a text of one colour can be told from a page of another.
pub fn shows_on(text: [u8; 3], page: [u8; 3]) -> bool {
    text.iter().zip(page).any(|(one, other)| one.abs_diff(other) > ALIKE)
}

/// What lies under a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ground {
    /// Nothing but the page.
    #[default]
    Page,
    /// This colour.
    Painted([u8; 3]),
    /// A picture or pattern, or a colour that is not known.
    Other,
}

impl Ground {
    /// What is painted on a page of `page`, if that is another colour; anything that cannot be told for none.
    pub fn of(colour: Option<[u8; 3]>, page: [u8; 3]) -> Self {
        match colour {
            Some(colour) if !shows_on(colour, page) => Self::Page,
            Some(colour) => Self::Painted(colour),
            None => Self::Other,
        }
    }

    /// Whether a text of this colour disappears in what is painted under it.
    pub fn covers(self, text: [u8; 3]) -> bool {
        matches!(self, Self::Painted(ground) if !shows_on(text, ground))
    }

    /// This ground, or where nothing is painted, the one below.
    pub fn over(self, below: Self) -> Self {
        if self == Self::Page { below } else { self }
    }
}

/// Whether a text of so many points can be read.
pub fn is_legible(points: f32) -> bool {
    points >= LEGIBLE
}

/// Which pieces of a growing text have the colour of the page. As in a cell, they are left out beside
/// text that shows; alone they are how a dark header is written, where something dark may lie under it.
#[derive(Debug, Clone, Default)]
pub struct Faint(Vec<Range<usize>>);

impl Faint {
    /// Notes the piece that was added last, from this byte on.
    pub fn add(&mut self, from: usize, text: &str) {
        if from < text.len() {
            self.0.push(from..text.len());
        }
    }

    /// Takes the pieces out of the text; `alone` says that they go even where nothing else is there.
    pub fn take(&mut self, text: &mut String, alone: bool) -> Option<String> {
        let pieces = std::mem::take(&mut self.0);
        let (mut seen, mut unseen, mut at) = (String::new(), String::new(), 0);
        for piece in pieces {
            seen.push_str(&text[at..piece.start]);
            unseen.push_str(&text[piece.clone()]);
            at = piece.end;
        }
        seen.push_str(&text[at..]);
        let is_blank = |text: &str| text.trim().is_empty();
        if is_blank(&unseen) || !alone && is_blank(&seen) {
            return None;
        }
        *text = seen;
        Some(unseen)
    }
}

/// What was read from the pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The text.
    pub text: String,
    /// What was struck out, and is not in the text.
    pub struck: Option<String>,
    /// What cannot be seen, and is not in the text either.
    pub unseen: Option<String>,
    /// The mark of a note on a number, which is not in the text either.
    pub mark: Option<String>,
}

/// Reads the pieces of a cell or paragraph. What is struck out is left out, and what is white
/// beside text that is not: white alone is how a dark header is written. Raised digits on a
/// number are the mark of a note and left out; in a sentence they stay, as raised digits
/// (`m²`), which no one takes for a number's.
pub fn read(runs: &[Run<'_>]) -> Reading {
    let is_filled = |run: &&Run<'_>| !run.text.trim().is_empty();
    let hides_white = runs.iter().filter(is_filled).any(|run| !run.white);
    let is_unseen = |run: &Run<'_>| run.white && hides_white;
    let (unseen, runs): (Vec<Run<'_>>, Vec<Run<'_>>) = runs.iter().partition(|run| is_unseen(run));
    let joined = |wanted: &dyn Fn(&Run<'_>) -> bool| -> String {
        runs.iter().filter(|run| wanted(run)).map(|run| run.text).collect()
    };
    let filled = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    let level = joined(&|run| !run.struck && !run.raised);
    let raised = joined(&|run| !run.struck && run.raised);
    let on_number = is_number(&level);
    // What is raised as a whole is raised above nothing.
    let text = match (on_number, level.trim().is_empty()) {
        (true, _) => level,
        (false, true) => joined(&|run| !run.struck),
        (false, false) => runs.iter().filter(|run| !run.struck).map(shown).collect(),
    };
    Reading {
        text,
        struck: filled(joined(&|run| run.struck)),
        unseen: filled(unseen.iter().map(|run| run.text).collect()),
        mark: filled(raised).filter(|_| on_number),
    }
}

fn shown(run: &Run<'_>) -> String {
    if run.raised {
        run.text.chars().map(raise).collect()
    } else {
        run.text.to_owned()
    }
}

/// A raised digit; any other character as it is.
fn raise(c: char) -> char {
    match chars::digit(c) {
        Some(digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit as usize).unwrap_or(c),
        None => c,
    }
}

/// Whether a text is a number, perhaps with a Chinese counting word or unit behind it.
fn is_number(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['-', '+', '\u{2212}', '\u{ff0d}']);
    let is_part = |c: char| chars::digit(c).is_some() || matches!(c, '.' | ',' | '\u{ff0c}' | '\u{ff0e}' | ' ' | '%');
    let unit = text.trim_start_matches(is_part);
    text.starts_with(|c| chars::digit(c).is_some()) && unit.chars().count() <= 3 && unit.chars().all(chars::is_han)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> Run<'_> {
        Run {
            text: text.trim_matches(['~', '^', '_']),
            struck: text.starts_with('~'),
            raised: text.starts_with('^'),
            white: text.starts_with('_'),
        }
    }

    #[test]
    fn struck_text_goes_and_raised_digits_are_no_digits() {
        for (runs, text, struck, mark) in [
            (&["上传", "~5", "6", "件"][..], "上传6件", Some("5"), None),
            (&["72033", "^2"], "72033", None, Some("2")),
            (&["1,024件", "^[1]"], "1,024件", None, Some("[1]")),
            (&["~12", "15", "^①"], "15", Some("12"), Some("①")),
            (&["场地100m", "^2", "。"], "场地100m²。", None, None),
            (&["资料5", "^2", "份"], "资料5²份", None, None),
            (&["~全部"], "", Some("全部"), None),
            (&["~ ", "a"], "a", None, None),
            (&["^12"], "12", None, None),
            (&["规章", "^3"], "规章³", None, None),
        ] {
            let runs: Vec<Run<'_>> = runs.iter().map(|text| run(text)).collect();
            let expected = Reading {
                text: text.to_owned(),
                struck: struck.map(str::to_owned),
                mark: mark.map(str::to_owned),
                unseen: None,
            };
            assert_eq!(read(&runs), expected);
        }
    }

    #[test]
    fn a_colour_is_known_however_it_is_written() {
        for white in [
            "FFFFFF",
            "#fff",
            "white",
            " #FEFEFE",
            "rgb(255, 255, 255)",
            "rgba(255,255,255,1)",
        ] {
            assert!(!shows_on(colour(white).unwrap(), WHITE), "{white}");
        }
        for other in ["000000", "#eee", "black", "rgb(255 0 0)"] {
            assert!(shows_on(colour(other).unwrap(), WHITE), "{other}");
        }
        assert_eq!(["auto", "", "inherit", "ffff"].map(colour), [None; 4]);
        assert!(is_legible(3.0) && !is_legible(1.0));
        let black = Ground::of(colour("black"), WHITE);
        assert!(black.covers([0; 3]) && !black.covers(WHITE) && !Ground::Other.covers([0; 3]));
        assert_eq!(Ground::of(colour("#fefefe"), WHITE).over(black), black);
    }

    #[test]
    fn what_has_the_colour_of_the_page_is_taken_out() {
        let built = || {
            let (mut text, mut faint) = (String::from("收到"), Faint::default());
            text.push_str("69");
            faint.add("收到".len(), &text);
            text.push_str("7件");
            (text, faint)
        };
        let (mut text, mut faint) = built();
        assert_eq!(faint.take(&mut text, false).as_deref(), Some("69"));
        assert_eq!((text.as_str(), faint.take(&mut text.clone(), true)), ("收到7件", None));
        let (mut text, mut faint) = (String::from("合计"), Faint::default());
        faint.add(0, &text);
        assert_eq!(faint.clone().take(&mut text, false), None);
        assert_eq!(faint.take(&mut text, true).as_deref(), Some("合计"));
        assert_eq!(text, "");
    }

    #[test]
    fn white_text_is_not_seen_beside_text_that_is() {
        let of = |runs: &[&str]| read(&runs.iter().map(|text| run(text)).collect::<Vec<_>>());
        let beside = of(&["_69", "730"]);
        assert_eq!((beside.text.as_str(), beside.unseen.as_deref()), ("730", Some("69")));
        let header = of(&["_合计"]);
        assert_eq!((header.text.as_str(), header.unseen), ("合计", None));
    }
}
