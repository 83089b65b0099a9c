//! Words by which a text speaks of its own place or kind of office, where they are not those of the report's office; and
//! sentences that begin with an office of another place.

use nianbao_model::office::places;
use nianbao_model::report::Sourced;

use super::doers::is_bureau;
use super::in_text;
use crate::{Finding, Severity, Subject, office};

/// The levels of places below a province, from above.
const LEVELS: [&[&str]; 3] = [&["市", "州", "盟"], &["县", "区", "旗"], &["镇", "乡", "街道"]];
/// How a text speaks of its own place, with its level. 我区 may be an autonomous region.
const OWN_PLACES: [(&str, usize); 7] = [
    ("我县", 1),
    ("我镇", 2),
    ("我乡", 2),
    ("我街道", 2),
    ("本镇", 2),
    ("本乡", 2),
    ("本街道", 2),
];
/// How an office of a kind speaks of itself where a sentence begins, and what its name has then.
const OF_A_KIND: [(&str, &[&str]); 8] = [
    ("全镇", &["镇"]),
    ("全乡", &["乡"]),
    ("本院", &["院"]),
    ("我院", &["院"]),
    ("我校", &["校", "学"]),
    ("本校", &["校", "学"]),
    ("我关", &["关"]),
    ("本关", &["关"]),
];
/// Words in names of offices that are no place's.
const NO_PLACES: [&str; 9] = ["城乡", "乡村", "城市", "市场", "市政", "社区", "园区", "小区", "区域"];

/// Where the text speaks of its own place as one of a lower level than the office's: `我县` in a city's report.
pub(super) fn levels(subject: &Subject<'_>, organ: &Sourced<String>) -> Option<Finding> {
    let places = NO_PLACES
        .iter()
        .fold(organ.value.clone(), |name, word| name.replace(word, ""));
    let has = |names: &&[&str]| names.iter().any(|name| places.contains(name));
    // A branch has the name of the office above it.
    let own = LEVELS.iter().rposition(has).filter(|_| !places.contains("分局"))?;
    let lower = OWN_PLACES.iter().filter(|(_, level)| *level > own);
    let lower: Vec<&str> = lower.map(|(word, _)| *word).collect();
    let passages = subject.prose().passages.iter();
    let mut named = passages.filter_map(|passage| {
        let found = |word: &&str| Some((passage.text.find(word)?, word.len()));
        let (at, length) = lower.iter().filter_map(found).min()?;
        Some((passage, at..at + length))
    });
    let (passage, span) = named.next()?;
    in_text(subject, organ, passage, &span)
}

/// Where a sentence begins with a word by which offices of another kind speak of themselves: `全镇…` in a bureau's.
pub(super) fn of_another_kind(subject: &Subject<'_>, organ: &Sourced<String>) -> Option<Finding> {
    // A government above it may speak of any town: 全镇.
    let speaks_of_towns =
        !is_bureau(&organ.value) && !organ.value.contains(['镇', '乡']) && !organ.value.contains("街道");
    let is_own = |ends: &[&str]| ends.iter().any(|end| organ.value.contains(end));
    let foreign: Vec<&str> = OF_A_KIND
        .iter()
        .filter(|(word, ends)| !(is_own(ends) || speaks_of_towns && word.starts_with('全')))
        .map(|(word, _)| *word)
        .collect();
    subject.prose().passages.iter().find_map(|passage| {
        let begins = passage.sentences().into_iter().find_map(|sentence| {
            let words = foreign.iter();
            let word = words
                .copied()
                .find(|word| passage.text[sentence.clone()].starts_with(word))?;
            Some(sentence.start..sentence.start + word.len())
        })?;
        in_text(subject, organ, passage, &begins)
    })
}

/// What stands behind the name of a place that is spoken of as an office.
const OF_A_PLACE: [&str; 3] = ["人民政府", "党委", "各部门"];

/// Where a sentence begins with an office of another place of the same level: `红山县农业农村局…` in a report of 青禾县. A text
/// on another place names it again and again; `落实市政府…` begins with a verb, and is said once.
pub(super) fn of_another_place(subject: &Subject<'_>, organ: &Sourced<String>) -> Option<Finding> {
    const PLACE: std::ops::RangeInclusive<usize> = 3..=4;
    // A region or a prefecture of its own has cities and counties in it.
    let level = |place: &str| {
        if place.ends_with("自治区") || place.ends_with("自治州") {
            return None;
        }
        LEVELS
            .iter()
            .position(|units| units.iter().any(|unit| place.ends_with(unit)))
    };
    let own: Vec<(usize, &str)> = named_places(&organ.value)
        .filter_map(|place| Some((level(place)?, place)))
        .collect();
    let is_other = |place: &str| {
        let of_level = own.iter().filter(|(own, _)| Some(*own) == level(place));
        of_level.clone().next().is_some() && of_level.into_iter().all(|(_, own)| office::differ(own, place))
    };
    // A city may speak of one within it, and names itself then.
    let names_own = |text: &str| own.iter().any(|(_, own)| text.contains(own));
    const LONGEST_TEXT: usize = 6_000;
    let passages = subject.prose().passages.iter();
    let mut passages = passages.filter(|passage| passage.text.len() <= LONGEST_TEXT && !names_own(&passage.text));
    passages.find_map(|passage| {
        let begins = passage.sentences().into_iter().find_map(|sentence| {
            let words = &passage.text[sentence.clone()];
            // What follows a place tells whether it is one: 城市管理局.
            let head = words
                .char_indices()
                .nth(PLACE.end() + 3)
                .map_or(words, |(end, _)| &words[..end]);
            let place = named_places(head).next().filter(|place| {
                !place.starts_with('各')
                    && PLACE.contains(&place.chars().count())
                    && passage.text.matches(*place).nth(1).is_some()
            })?;
            let behind = &words[place.len()..];
            let end = OF_A_PLACE
                .iter()
                .find(|word| behind.starts_with(**word))
                .map(|word| word.len());
            let bureau = || {
                behind
                    .find('局')
                    .filter(|at| behind[..*at].chars().count() <= office::LONGEST / 2)
            };
            let end = end.or_else(|| Some(bureau()? + '局'.len_utf8()))?;
            is_other(place).then_some(sentence.start..sentence.start + place.len() + end)
        })?;
        let finding = in_text(subject, organ, passage, &begins)?;
        Some(Finding {
            severity: Severity::Note,
            ..finding
        })
    })
}

/// The places at the start of a name.
fn named_places(name: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    places(name)
        .into_iter()
        .map(move |to| &name[std::mem::replace(&mut from, to)..to])
}
