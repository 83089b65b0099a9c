//! A text in the form in which texts are compared: letters, Han characters and digits alone, with
//! the office's name and its years replaced by marks. What is alike is not decided here.

use std::ops::{Range, RangeInclusive};

use nianbao_model::Report;
use nianbao_model::chars::half_width;
use nianbao_model::report::Field;

/// Stands for the report's year and those beside it, so that what is said of this year is the
/// same whatever year that is.
const YEARS: [(i32, char); 3] = [(0, '\u{e000}'), (-1, '\u{e001}'), (1, '\u{e002}')];
/// What stands behind a number that counts, and is no year.
const COUNTING: [char; 12] = ['条', '件', '次', '份', '个', '人', '名', '家', '户', '万', '元', '余'];
/// Stands for the office's name.
const ORGAN: char = '\u{e003}';
/// All that stand for something.
const MARKS: RangeInclusive<char> = '\u{e000}'..='\u{e003}';

/// Whether a character counts where texts are compared.
fn counts(letter: char) -> bool {
    // Nearly all are in this block: the long way round is for the others.
    matches!(letter, '\u{4e00}'..='\u{9fff}') || letter.is_alphanumeric() || letter == '%'
}

/// What is the same in every report and has another name in each: the office, and the year.
#[derive(Debug, Clone, Default)]
pub struct Names {
    organ: Vec<char>,
    year: Option<i32>,
}

impl Names {
    /// Those of a report.
    pub fn of(report: &Report) -> Self {
        let organ = report.metadata.get(Field::Organ).unwrap_or_default();
        Self {
            organ: Folded::plain(organ).letters,
            year: report.metadata.year(),
        }
    }
}

/// A folded text, with the way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The characters that count.
    pub letters: Vec<char>,
    /// Where each of them begins in the text and where it ends, in bytes.
    places: Vec<(u32, u32)>,
}

impl Folded {
    /// A text by itself: names and years stay. Of a text over 4 GiB the rest is left out.
    pub fn plain(text: &str) -> Self {
        // Nearly every letter is a Han character of three bytes.
        let likely = text.len() / 3 + 1;
        let mut folded = Self {
            letters: Vec::with_capacity(likely),
            places: Vec::with_capacity(likely),
        };
        for (at, c) in text.char_indices() {
            let letter = half_width(c);
            let (Ok(start), Ok(end)) = (u32::try_from(at), u32::try_from(at + c.len_utf8())) else {
                break;
            };
            if counts(letter) {
                folded.letters.push(letter);
                folded.places.push((start, end));
            }
        }
        folded
    }

    /// A text of a report: its names and years are marks.
    pub fn of(text: &str, names: &Names) -> Self {
        let mut folded = Self::plain(text);
        // Nearly every letter is none that a name or a year begins with, and up to the first one that is all
        // stays where it is.
        let may_begin = |letter: &char| letter.is_ascii_digit() || names.organ.first() == Some(letter);
        let Some(mut at) = folded.letters.iter().position(may_begin) else {
            return folded;
        };
        let (mut kept, mut before) = (at, None);
        while let Some(letter) = folded.letters.get(at).copied() {
            let begun = may_begin(&letter).then(|| names.begin(&folded, at, before)).flatten();
            let (mark, length) = begun.unwrap_or((letter, 1));
            before = Some((letter, folded.places[at].1));
            folded.letters[kept] = mark;
            folded.places[kept] = (folded.places[at].0, folded.places[at + length - 1].1);
            at += length;
            kept += 1;
        }
        folded.letters.truncate(kept);
        folded.places.truncate(kept);
        folded
    }

    /// Whether a name or a year became a mark.
    pub(crate) fn has_marks(&self) -> bool {
        self.letters.iter().any(|letter| MARKS.contains(letter))
    }

    /// Where in the text these letters stand.
    pub fn place(&self, letters: Range<usize>) -> Range<usize> {
        match (
            self.places.get(letters.start),
            self.places.get(letters.end.saturating_sub(1)),
        ) {
            (Some((start, _)), Some((_, end))) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }

    /// Where these words stand among the letters, for the first time.
    pub fn find(&self, words: &[char]) -> Option<Range<usize>> {
        let at = self
            .letters
            .windows(words.len().max(1))
            .position(|window| window == words)?;
        Some(at..at + words.len())
    }
}

impl Names {
    /// The mark for what the letters from here on begin with, and how many it stands for; what
    /// stands before them is given with its end.
    fn begin(&self, text: &Folded, at: usize, before: Option<(char, u32)>) -> Option<(char, usize)> {
        let letters = &text.letters[at..];
        if !self.organ.is_empty() && letters.starts_with(&self.organ) {
            return Some((ORGAN, self.organ.len()));
        }
        if letters.len() < 4 || !letters[..4].iter().all(char::is_ascii_digit) {
            return None;
        }
        // In 〔2024〕17号 a bracket stands between the year and the number.
        let is_within = before.is_some_and(|(c, end)| c.is_ascii_digit() && end == text.places[at].0);
        let is_counted = |c: &char| c.is_ascii_digit() || COUNTING.contains(c);
        let counts = letters.get(4).is_some_and(is_counted) && text.places[at + 3].1 == text.places[at + 4].0;
        if is_within || counts {
            return None;
        }
        let value = |year: i32, digit: &char| year * 10 + digit.to_digit(10).unwrap_or_default() as i32;
        let year = letters[..4].iter().fold(0, value);
        let own = self.year?;
        let mark = YEARS.iter().find(|(apart, _)| own + apart == year);
        mark.map(|(_, mark)| (*mark, 4))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(organ: &str, year: i32) -> Names {
        Names {
            organ: organ.chars().collect(),
            year: Some(year),
        }
    }

    #[test]
    fn what_differs_by_name_and_year_alone_is_the_same() {
        let one = Folded::of("2024年，甲县水务局公开信息 12 条。", &names("甲县水务局", 2024));
        let other = Folded::of("２０２３年甲县 水利局公开信息12条", &names("甲县水利局", 2023));
        assert_eq!(one.letters, other.letters);
        let not = Folded::of("2022年，甲县水务局公开信息12条。", &names("甲县水务局", 2024));
        assert_ne!(one.letters, not.letters);
        let number = |year: i32, text: &str| Folded::of(text, &names("", year)).letters;
        assert_eq!(
            number(2024, "临政办发〔2024〕17号"),
            number(2023, "临政办发〔2023〕17号")
        );
        assert_ne!(number(2024, "公开信息2024条"), number(2023, "公开信息2023条"));
        assert_eq!(
            Folded::of("12024年", &names("", 2024)).letters.len(),
            6,
            "no year in a number"
        );
    }

    #[test]
    fn the_way_back_gives_the_characters_with_what_stands_between() {
        let text = "依据（国办函〔2019〕60号）";
        let folded = Folded::plain(text);
        let found = folded.find(&Folded::plain("国办函[2019]60号").letters).unwrap();
        assert_eq!(&text[folded.place(found)], "国办函〔2019〕60号");
        assert_eq!(folded.find(&['無']), None);
        assert_eq!(folded.place(400..401), 0..0);
    }
}
