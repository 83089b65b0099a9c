//! A text in the form in which texts are compared: letters, Han characters and digits alone, with
//! the office's name and its years replaced by marks. What is alike is not decided here.

use std::ops::Range;

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
    /// Where each of them stands in the text, in bytes.
    places: Vec<Range<usize>>,
}

impl Folded {
    /// A text by itself: names and years stay.
    pub fn plain(text: &str) -> Self {
        let kept = text
            .char_indices()
            .map(|(at, c)| (half_width(c), at..at + c.len_utf8()))
            .filter(|(c, _)| c.is_alphanumeric() || *c == '%');
        let (letters, places) = kept.unzip();
        Self { letters, places }
    }

    /// A text of a report: its names and years are marks.
    pub fn of(text: &str, names: &Names) -> Self {
        let plain = Self::plain(text);
        let mut folded = Self {
            letters: Vec::with_capacity(plain.letters.len()),
            places: Vec::with_capacity(plain.places.len()),
        };
        let mut at = 0;
        while let Some(letter) = plain.letters.get(at) {
            let (mark, length) = names.begin(&plain, at).unwrap_or((*letter, 1));
            folded.letters.push(mark);
            folded
                .places
                .push(plain.places[at].start..plain.places[at + length - 1].end);
            at += length;
        }
        folded
    }

    /// Where in the text these letters stand.
    pub fn place(&self, letters: Range<usize>) -> Range<usize> {
        match (
            self.places.get(letters.start),
            self.places.get(letters.end.saturating_sub(1)),
        ) {
            (Some(first), Some(last)) => first.start..last.end,
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
    /// The mark for what the letters from here on begin with, and how many it stands for.
    fn begin(&self, plain: &Folded, at: usize) -> Option<(char, usize)> {
        let letters = &plain.letters[at..];
        if !self.organ.is_empty() && letters.starts_with(&self.organ) {
            return Some((ORGAN, self.organ.len()));
        }
        if !letters.first()?.is_ascii_digit() {
            return None;
        }
        // In 〔2024〕17号 a bracket stands between the year and the number.
        let touches = |one: usize, other: usize| match (plain.places.get(one), plain.places.get(other)) {
            (Some(one), Some(other)) => one.end == other.start,
            _ => false,
        };
        let is_within = at > 0 && plain.letters[at - 1].is_ascii_digit() && touches(at - 1, at);
        let is_counted = |c: &char| c.is_ascii_digit() || COUNTING.contains(c);
        let counts = letters.get(4).is_some_and(is_counted) && touches(at + 3, at + 4);
        if letters.len() < 4 || is_within || counts {
            return None;
        }
        let digits: String = letters[..4].iter().collect();
        let year: i32 = digits.parse().ok()?;
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
