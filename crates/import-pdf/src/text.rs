//! Text out of characters with places: lines, and the paragraphs they make.
//!
//! Chinese is written without spaces, so the end of a line leaves nothing behind, except between
//! Western words. A gap on a line is a space where words are apart in Western text, and where
//! two texts stand beside each other.

use nianbao_model::chars;

use crate::content::Placed;
pub(crate) use crate::content::is_blank;
use crate::left_out::{LeftOut, left_out};

/// A gap of this part of the size parts Western words.
const WORD_GAP: f64 = 0.3;
/// A gap of this part of the size parts texts.
const TEXT_GAP: f64 = 2.0;
/// Characters whose lines are nearer than this part of the size stand on one line: raised and
/// lowered ones do.
const SAME_LINE: f64 = 0.6;
/// Characters of a line are spread by no more than this part of their size.
const SPREAD: f64 = 0.5;
/// The same character so near is drawn twice, to look bold.
const TWICE: f64 = 0.15;
/// A digit is raised or lowered if it is smaller than this part of its line, and off it by this part; one that is
/// as large, if it is farther off it.
const SMALL: f64 = 0.93;
const OFF_LINE: f64 = 0.12;
const FAR_OFF: f64 = 0.22;

/// Marks that never end a line, and marks that never begin one.
const OPENING: &str = "（《〈〔【“‘([";
/// Marks that some programs do not part from what stands before them.
const QUOTES: &str = "“‘";
const CLOSING: &str = "）》〉〕】”’)]，。、；：！？…—％%,.;:!?";

/// A line of text on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) base: f64,
    pub(crate) size: f64,
    /// How wide its beginning is that cannot be broken: a character, or a Western word.
    pub(crate) head: f64,
    /// What stands on it and is not read.
    pub(crate) left_out: LeftOut,
    /// Where the lines of its page begin and end.
    pub(crate) edges: [f64; 2],
}

/// A line under construction: its characters, where it stands, and its largest size.
struct Row {
    glyphs: Vec<Placed>,
    base: f64,
    size: f64,
}

impl Row {
    fn new(glyph: Placed) -> Self {
        Self {
            glyphs: vec![glyph],
            base: glyph.base,
            size: glyph.size,
        }
    }

    /// Whether a character stands on it.
    fn has(&self, glyph: &Placed) -> bool {
        (glyph.base - self.base).abs() <= self.size.max(glyph.size) * SAME_LINE
    }

    fn push(&mut self, glyph: Placed) {
        self.size = self.size.max(glyph.size);
        self.glyphs.push(glyph);
    }
}

/// The lines of characters that stand in one area of a page, from top to bottom. What is not read stands on the
/// line beside it, or else on the one above it; where nothing is read at all, it is handed back.
pub(crate) fn lines(glyphs: Vec<Placed>) -> (Vec<Line>, LeftOut) {
    let (mut glyphs, mut left): (Vec<Placed>, Vec<Placed>) =
        glyphs.into_iter().partition(|glyph| glyph.left_out.is_none());
    glyphs.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut rows: Vec<Row> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some(row) if row.has(&glyph) => row.push(glyph),
            _ => rows.push(Row::new(glyph)),
        }
    }
    for row in &mut rows {
        row.glyphs.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    let mut lines: Vec<Line> = rows.iter().filter_map(|row| line(&row.glyphs)).collect();
    if lines.is_empty() {
        return (lines, left_out(&left));
    }
    left.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut rest = left.as_slice();
    for at in 0..lines.len() {
        let next = lines
            .get(at + 1)
            .map_or(f64::INFINITY, |next| next.base - next.size * SAME_LINE);
        let (mut own, below): (Vec<Placed>, Vec<Placed>) = rest.iter().copied().partition(|glyph| glyph.base < next);
        own.sort_by(|a, b| {
            a.base
                .round()
                .total_cmp(&b.base.round())
                .then(a.left.total_cmp(&b.left))
        });
        lines[at].left_out = left_out(&own);
        rest = &rest[rest.len() - below.len()..];
    }
    (lines, LeftOut::new())
}

/// The lines of characters in the order in which they are to be read.
pub(crate) fn flow(glyphs: &[Placed]) -> Vec<Line> {
    let mut rows: Vec<Row> = Vec::new();
    for glyph in glyphs.iter().filter(|glyph| glyph.left_out.is_none()) {
        match rows.last_mut() {
            Some(row) if row.has(glyph) && goes_right(row, glyph) => row.push(*glyph),
            _ => rows.push(Row::new(*glyph)),
        }
    }
    // Those of another face may be drawn before what stands to their left: `及“三` as `“及三`.
    for row in &mut rows {
        row.glyphs.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    rows.iter().filter_map(|row| line(&row.glyphs)).collect()
}

/// Whether a character stands behind a line's last one, and not at the beginning of the next line.
fn goes_right(row: &Row, glyph: &Placed) -> bool {
    row.glyphs
        .last()
        .is_some_and(|last| glyph.left > last.left - glyph.size * 1.5)
}

/// The line that these characters are; nothing if they show nothing.
fn line(glyphs: &[Placed]) -> Option<Line> {
    let visible = || glyphs.iter().filter(|glyph| !is_blank(glyph.c));
    let size = visible().map(|glyph| glyph.size).reduce(f64::max)?;
    // Of the largest, one that stands where most of them do.
    let mut large: Vec<&Placed> = visible().filter(|glyph| glyph.size >= size * SMALL).collect();
    large.sort_by(|a, b| a.base.total_cmp(&b.base));
    let base = large.get(large.len() / 2)?.base;
    let main = Placed {
        size,
        base,
        ..**large.first()?
    };
    let mut text = String::new();
    let mut before: Option<&Placed> = None;
    let spread = spread(glyphs).min(main.size * SPREAD);
    for glyph in glyphs.iter().filter(|glyph| !chars::is_unseen(glyph.c)) {
        if let Some(before) = before {
            if glyph.c == before.c && (glyph.left - before.left).abs() < glyph.size * TWICE && !is_blank(glyph.c) {
                continue;
            }
            let gap = glyph.left - before.right - spread;
            let apart = if is_western(before.c) && is_western(glyph.c) {
                WORD_GAP
            } else {
                TEXT_GAP
            };
            if gap > main.size * apart && !is_blank(before.c) && !is_blank(glyph.c) {
                text.push(' ');
            }
        }
        text.push_str(&on_line(glyph, &main));
        before = Some(glyph);
    }
    Some(Line {
        text: text.trim_matches(is_blank).to_owned(),
        left: visible().map(|glyph| glyph.left).fold(f64::INFINITY, f64::min),
        right: visible().map(|glyph| glyph.right).fold(0.0, f64::max),
        base: main.base,
        size: main.size,
        head: head(visible()),
        left_out: LeftOut::new(),
        edges: [0.0; 2],
    })
}

/// The room that usually lies between Chinese characters of a line: lines are spread so that they end alike.
fn spread(glyphs: &[Placed]) -> f64 {
    let pairs = glyphs.windows(2).filter_map(|pair| match pair {
        [left, right] if chars::is_han(left.c) && chars::is_han(right.c) => Some(right.left - left.right),
        _ => None,
    });
    let mut gaps: Vec<f64> = pairs.collect();
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(0.0).max(0.0)
}

/// How wide the beginning of a line is that cannot be broken: a character or a Western word, with
/// the marks that do not stand apart from it.
fn head<'g>(glyphs: impl Iterator<Item = &'g Placed>) -> f64 {
    let mut ends: Option<(f64, f64)> = None;
    let mut before: Option<char> = None;
    for glyph in glyphs {
        let goes_on = match (before, &ends) {
            (Some(before), Some((_, end))) => {
                let is_word = is_western(before) && is_western(glyph.c) && glyph.left - end <= glyph.size * WORD_GAP;
                is_word || OPENING.contains(before) || CLOSING.contains(glyph.c) || QUOTES.contains(glyph.c)
            }
            _ => true,
        };
        if !goes_on {
            break;
        }
        ends = Some((ends.map_or(glyph.left, |(begin, _)| begin), glyph.right));
        before = Some(glyph.c);
    }
    ends.map_or(0.0, |(begin, end)| end - begin)
}

/// A character as it shows on its line: a small digit above or below it is no part of a number.
fn on_line(glyph: &Placed, main: &Placed) -> String {
    let text = glyph.c.to_string();
    let off = glyph.base - main.base;
    let least = if glyph.size < main.size * SMALL {
        OFF_LINE
    } else {
        FAR_OFF
    };
    if off.abs() < main.size * least {
        text
    } else if off < 0.0 {
        chars::raised(&text)
    } else {
        chars::lowered(&text)
    }
}

/// Lines as one.
pub(crate) fn join<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for line in lines.into_iter().map(|line| line.trim_matches(is_blank)) {
        if words_meet(&text, line) {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}

/// The same in a cell of a table: a number stands there on one line, and digits on the next are another.
pub(crate) fn join_in_cell<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut groups: Vec<Vec<&str>> = Vec::new();
    for line in lines.into_iter().map(|line| line.trim_matches(is_blank)) {
        let begins = line.starts_with(|c: char| chars::digit(c).is_some());
        match groups.last_mut() {
            Some(group) if !(begins && group.last().is_some_and(|last| ends_in_a_digit(last))) => group.push(line),
            _ => groups.push(vec![line]),
        }
    }
    let joined: Vec<String> = groups.into_iter().map(join).collect();
    joined.join("\n")
}

fn ends_in_a_digit(line: &str) -> bool {
    line.ends_with(|c: char| chars::digit(c).is_some())
}

/// Whether Western words meet where two lines do. An address, a number or what ends in a hyphen was
/// broken inside.
fn words_meet(left: &str, right: &str) -> bool {
    let (Some(last), Some(first)) = (left.chars().next_back(), right.chars().next()) else {
        return false;
    };
    let word = |c: &char| is_western(*c);
    let tail: String = left.chars().rev().take_while(word).collect();
    let head: String = right.chars().take_while(word).collect();
    let is_address = ["//:", ".www", "@"].iter().any(|mark| tail.contains(mark)) || head.contains('@');
    let is_inside = matches!(last, '-' | '/' | '_' | '@') || matches!(first, '-' | '/' | '_' | '@' | '.' | ',' | '%');
    let is_number = first.is_ascii_digit()
        && tail
            .trim_start_matches(['.', ','])
            .starts_with(|c: char| c.is_ascii_digit());
    is_western(last) && is_western(first) && !is_address && !is_inside && !is_number
}

/// Whether a character belongs to the scripts that part words by spaces.
fn is_western(c: char) -> bool {
    c < '\u{530}' && c != '·' && !is_blank(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::sample::glyphs;

    fn texts(glyphs: Vec<Placed>) -> Vec<String> {
        lines(glyphs).0.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn lines_are_what_stands_side_by_side() {
        let mixed = [
            glyphs("公开", 30.0, 20.0),
            glyphs("件", 10.0, 40.0),
            glyphs("信息", 10.0, 20.5),
        ]
        .concat();
        assert_eq!(texts(mixed), ["信息公开", "件"]);
    }

    #[test]
    fn a_gap_is_a_space_between_western_words_and_between_texts() {
        let line = |right: &str, left| texts([glyphs("AEO", 0.0, 9.0), glyphs(right, left, 9.0)].concat());
        assert_eq!(line("20", 34.0), ["AEO 20"]);
        assert_eq!(line("20", 31.0), ["AEO20"]);
        assert_eq!(line("企业", 40.0), ["AEO企业"]);
        assert_eq!(line("企业", 60.0), ["AEO 企业"]);
    }

    #[test]
    fn a_line_that_is_spread_has_no_gaps() {
        let spread = |text: &str| {
            let mut line = glyphs(text, 0.0, 9.0);
            for (at, glyph) in line.iter_mut().enumerate() {
                glyph.left += 4.0 * at as f64;
                glyph.right += 4.0 * at as f64;
            }
            texts(line)
        };
        assert_eq!(spread("总金额2973.23万元"), ["总金额2973.23万元"]);
    }

    #[test]
    fn a_small_digit_off_the_line_is_no_part_of_a_number() {
        let mut note = glyphs("1", 20.0, 6.0);
        note[0].size = 6.0;
        assert_eq!(texts([glyphs("12", 0.0, 9.0), note.clone()].concat()), ["12¹"]);
        note[0].base = 11.0;
        assert_eq!(texts([glyphs("CO", 0.0, 9.0), note].concat()), ["CO₁"]);
    }

    #[test]
    fn a_mark_drawn_before_what_stands_left_of_it_is_in_its_place() {
        let drawn = [("“", 20.0), ("及", 11.0), ("三", 29.0)]
            .map(|(text, left)| glyphs(text, left, 9.0))
            .concat();
        let lines: Vec<String> = super::flow(&drawn).into_iter().map(|line| line.text).collect();
        assert_eq!(lines, ["及“三"]);
    }

    #[test]
    fn a_line_begins_with_what_cannot_be_broken() {
        let heads = [
            ("公开", 10.0),
            ("AEO企业", 30.0),
            ("（年）度", 30.0),
            ("12、13", 30.0),
            ("“共6”", 20.0),
            ("用“好差评”", 30.0),
        ];
        for (text, width) in heads {
            assert_eq!(lines(glyphs(text, 0.0, 9.0)).0[0].head, width, "{text}");
        }
    }

    #[test]
    fn what_is_drawn_twice_is_there_once() {
        assert_eq!(
            texts([glyphs("加粗11", 0.0, 9.0), glyphs("加粗11", 0.4, 9.0)].concat()),
            ["加粗11"]
        );
    }

    #[test]
    fn lines_join_without_spaces_unless_words_meet() {
        assert_eq!(join(["政府信息 ", "公开"]), "政府信息公开");
        assert_eq!(join(["annual", "report", "6件"]), "annual report 6件");
        assert_eq!(join(["共收到", "6件"]), "共收到6件");
        let broken = [
            ["网站（http://www.", "example.cn/）", "网站（http://www.example.cn/）"],
            ["电话：023-", "12360", "电话：023-12360"],
            ["邮箱：office", "@example.cn", "邮箱：office@example.cn"],
            ["共12", "345件", "共12345件"],
            ["共2973.", "23万元", "共2973.23万元"],
        ];
        for [left, right, joined] in broken {
            assert_eq!(join([left, right]), joined);
        }
    }

    #[test]
    fn numbers_below_each_other_in_a_cell_are_two() {
        assert_eq!(join_in_cell(["1234", "56"]), "1234\n56");
        assert_eq!(join_in_cell(["行政许可", "决定", "1234"]), "行政许可决定1234");
        assert_eq!(
            join_in_cell(["2.其他法律行政", "法规禁止公开"]),
            "2.其他法律行政法规禁止公开"
        );
    }
}
