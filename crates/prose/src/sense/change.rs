//! Rises and falls that are none, between two numbers that both stand in the sentence: `由99件增至76件`,
//! `比上年的282件增加28件`, `与上年的112件持平`, `上年57件，翻了一番`.

use nianbao_model::Decimal;

use super::{Found, Odd};
use crate::number::Quantity;
use crate::passage::{Passage, Span};
use crate::wording::{List, Wording, Words};

/// How far numbers that are alike are apart, in hundredths of the larger.
const ALIKE: i64 = 5;
/// The same of those that are `基本` alike.
const NEARLY_ALIKE: i64 = 10;

/// What a passage has of them.
pub(super) fn read(passage: &Passage, quantities: &[Quantity]) -> Found {
    let mut found = Found::new();
    for at in 0..quantities.len() {
        found.extend(
            from_to(passage, quantities, at)
                .or_else(|| compared(passage, quantities, at))
                .or_else(|| doubled(passage, quantities, at))
                .or_else(|| both_given(passage, quantities, at)),
        );
    }
    found
}

pub(super) fn list(list: List) -> &'static Words {
    Wording::get().list(list)
}

/// Whether a text begins with a word that says more or less: which, and how long it is.
fn way_at_start(text: &str) -> Option<(bool, usize)> {
    let word = |words: List| list(words).begins(text).map(str::len);
    let rises = word(List::Rises).map(|len| (true, len));
    rises.or_else(|| Some((false, word(List::Falls)?)))
}

/// The same of its end.
fn way_at_end(text: &str, [rises, falls]: [List; 2]) -> Option<(bool, usize)> {
    let word = |words: List| list(words).ends(text).map(str::len);
    let more = word(rises).map(|len| (true, len));
    more.or_else(|| Some((false, word(falls)?)))
}

/// A text without words of degree at its end.
fn without_degrees(mut text: &str) -> &str {
    while let Some(how) = list(List::Degrees).ends(text) {
        text = &text[..text.len() - how.len()];
    }
    text
}

/// Which of two numbers is last year's, if one is: `新收74件，上年为57件`, `上年不予公开8件，本年6件`.
fn last_years_first(passage: &Passage, first: &Quantity, second: &Quantity) -> Option<bool> {
    let start = passage.piece_span(&first.span).start;
    let is_last = |from: usize, own: &Quantity| {
        let lead = &passage.text[from..own.span.start];
        let clause = lead.rsplit(',').next().unwrap_or_default();
        let words = list(List::LastYear);
        let compares = [List::Rises, List::Falls].iter().any(|way| list(*way).is_in(clause));
        let ends = || words.ends(clause.trim_end_matches(['的', '为', '是'])).is_some();
        !compares && (words.begins(clause).is_some() || ends())
    };
    match (is_last(start, first), is_last(first.span.end, second)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Whether two numbers count the same, to the last.
pub(super) fn are_alike(one: &Quantity, other: &Quantity) -> bool {
    one.is_exact() && other.is_exact() && one.unit == other.unit && one.measure == other.measure
}

/// `99件增至76件`: a number, and the one behind it that it became.
fn from_to(passage: &Passage, quantities: &[Quantity], at: usize) -> Option<(Span, Odd)> {
    let (before, now) = (&quantities[at], quantities.get(at + 1)?);
    let text = &passage.text;
    let between = &text[before.span.end..now.span.start];
    let (rises, word) = way_at_end(between, [List::RisesTo, List::FallsTo])?;
    // A place is higher the less it is, and `增加50件增至76件` began elsewhere.
    let lead = &text[..before.span.start];
    let is_place = lead.ends_with(['第', '前'])
        || text[..now.span.start].ends_with(['第', '前'])
        || matches!(before.unit.as_str(), "位" | "名" | "级");
    let is_change = way_at_end(lead, [List::Rises, List::Falls]).is_some();
    if !are_alike(before, now) || is_place || is_change {
        return None;
    }
    let rest = without_degrees(&between[..between.len() - word]);
    let holds = if rises {
        now.value > before.value
    } else {
        now.value < before.value
    };
    (rest.is_empty() && !holds).then(|| {
        let odd = Odd::Change {
            rises,
            before: before.value,
            now: now.value,
        };
        (before.span.start..now.span.end, odd)
    })
}

/// `300件，比上年的282件增加28件`: a number, last year's, and what is said of the two.
fn compared(passage: &Passage, quantities: &[Quantity], at: usize) -> Option<(Span, Odd)> {
    let before = &quantities[at];
    let text = &passage.text;
    let lead = text[..before.span.start].trim_end_matches(['的', '为', '是']);
    let lead = &lead[..lead.len() - list(List::LastYear).ends(lead)?.len()];
    list(List::Against).ends(lead)?;
    let sentence = passage.piece_span(&before.span);
    // `新收300件，其中网上12件，比上年的282件增加18件`: any number of the sentence may be this year's.
    let is_this_years = |now: &&Quantity| now.span.start >= sentence.start && are_alike(before, now);
    let mut this_years = quantities[..at].iter().rev().filter(is_this_years).peekable();
    let nearest = *this_years.peek()?;
    let said = Said::of(passage, before, quantities.get(at + 1), sentence.end)?;
    let holds = this_years.any(|now| said.holds(before.value, now.value));
    let odd = said.odd(before.value, nearest.value);
    (!holds).then_some((nearest.span.start..said.end, odd))
}

/// What is said of last year's number and this year's.
struct Said {
    what: What,
    /// Where the words end.
    end: usize,
}

enum What {
    /// That they are alike, within so many hundredths.
    Level(i64),
    /// That it is more or less, and by how much.
    Change { rises: bool, by: Option<Decimal> },
}

impl Said {
    /// What is said behind last year's number, up to the end of the sentence.
    fn of(passage: &Passage, before: &Quantity, next: Option<&Quantity>, end: usize) -> Option<Self> {
        let text = &passage.text;
        let mut behind = &text[before.span.end..end];
        let mut is_exact = true;
        while let Some(how) = list(List::Degrees).begins(behind) {
            is_exact = false;
            behind = &behind[how.len()..];
        }
        let after = |word: usize| end - behind.len() + word;
        if let Some(word) = list(List::Stays).begins(behind) {
            return Some(Self {
                what: What::Level(if is_exact { ALIKE } else { NEARLY_ALIKE }),
                end: after(word.len()),
            });
        }
        let (rises, word) = way_at_start(behind)?;
        let by = next.filter(|by| {
            let between = text.get(after(word)..by.span.start);
            are_alike(by, before) && matches!(between, Some("" | "了"))
        });
        Some(Self {
            what: What::Change {
                rises,
                by: by.map(|by| by.value),
            },
            end: by.map_or_else(|| after(word), |by| by.span.end),
        })
    }

    fn holds(&self, before: Decimal, now: Decimal) -> bool {
        let risen = now - before;
        match self.what {
            What::Level(apart) => risen.abs() * Decimal::ONE_HUNDRED <= now.max(before) * Decimal::from(apart),
            What::Change { rises, by } => {
                let changed = if rises { risen } else { -risen };
                by.map_or(changed > Decimal::ZERO, |by| by == changed)
            }
        }
    }

    fn odd(&self, before: Decimal, now: Decimal) -> Odd {
        match self.what {
            What::Level(_) => Odd::Level { before, now },
            What::Change { by: Some(said), .. } => Odd::Difference { before, now, said },
            What::Change { rises, by: None } => Odd::Change { rises, before, now },
        }
    }
}

/// `74件，上年为57件，翻了一番`: two numbers, one of them last year's, and that the one is twice the other.
fn doubled(passage: &Passage, quantities: &[Quantity], at: usize) -> Option<(Span, Odd)> {
    let (first, second) = (&quantities[at], quantities.get(at + 1)?);
    let text = &passage.text;
    let behind = text[second.span.end..].trim_start_matches([',', ' ']);
    let word = list(List::Doubles).begins(behind)?;
    if !are_alike(first, second) {
        return None;
    }
    let (before, now) = match last_years_first(passage, first, second)? {
        true => (first.value, second.value),
        false => (second.value, first.value),
    };
    // To nine tenths, and beyond it whatever it is: `翻了一番还多`.
    let holds = now * Decimal::TEN >= before * Decimal::from(19);
    let end = text.len() - behind.len() + word.len();
    (!holds).then_some((first.span.start..end, Odd::Doubled { before, now }))
}

/// `126万元，上年为138万元，同比减少12万元`: this year's number, last year's, and their difference.
fn both_given(passage: &Passage, quantities: &[Quantity], at: usize) -> Option<(Span, Odd)> {
    let [first, second, by] = quantities.get(at..at + 3)? else {
        return None;
    };
    let lead = passage.text[second.span.end..by.span.start].strip_prefix(',')?;
    let lead = lead.trim_end_matches('了');
    let (rises, word) = way_at_end(lead, [List::Rises, List::Falls])?;
    let is_bare = without_degrees(&lead[..lead.len() - word]).is_empty();
    if !is_bare || !are_alike(first, second) || !are_alike(second, by) {
        return None;
    }
    let (before, now) = match last_years_first(passage, first, second)? {
        true => (first.value, second.value),
        false => (second.value, first.value),
    };
    let changed = if rises { now - before } else { before - now };
    let odd = Odd::Difference {
        before,
        now,
        said: by.value,
    };
    (changed != by.value).then_some((first.span.start..by.span.end, odd))
}

#[cfg(test)]
mod tests {
    use super::{Odd, read};
    use crate::number::scan;
    use crate::passage::Passage;
    use crate::wording::Wording;

    fn odd(text: &str) -> Option<Odd> {
        let passage = Passage::new(0, text, None, String::new());
        let quantities = scan(&passage.text, &(0..passage.text.len()), Wording::get());
        let found = read(&passage, &quantities);
        assert!(found.len() < 2, "{text}: {found:?}");
        found.into_iter().next().map(|(_, odd)| odd)
    }

    #[test]
    fn a_rise_is_to_more_and_a_fall_to_less() {
        for text in [
            "新收申请由上年的99件增至76件。",
            "群众满意率由98.2%提高到96.5%。",
            "热线答复时间由12小时缩短到15小时。",
            "收到申请86件，比上年的95件有所增加。",
            "收到申请95件，较去年的86件明显下降。",
        ] {
            assert!(matches!(odd(text), Some(Odd::Change { .. })), "{text}");
        }
        for text in [
            "新收申请由上年的76件增至99件。",
            "排名由全省第12位提升至第8位。",
            "排名由全省12位上升到8位。",
            "减少50件降至76件。",
            "增加99件，降至76件。",
            "审批时限由10天压缩至20分钟。",
            "收到申请86件，比上年的95件有所减少。",
            "由上半年的99件增至下半年的76件。",
        ] {
            assert_eq!(odd(text), None, "{text}");
        }
    }

    #[test]
    fn a_difference_is_that_of_the_two() {
        for text in [
            "新收申请300件，比上年的282件增加28件。",
            "收费126万元，上年为138万元，同比减少22万元。",
            "上年不予公开8件，本年6件，增加2件。",
        ] {
            assert!(matches!(odd(text), Some(Odd::Difference { .. })), "{text}");
        }
        for text in [
            "新收申请300件，比上年的282件增加18件。",
            "新收申请300件，比上年的320件减少了20件。",
            "新收申请300件，比上年的282件增加6.4%。",
            "收费126万元，上年为138万元，同比减少12万元。",
            "上年不予公开8件，本年6件，减少2件。",
            "新收300件，办结282件，同比增加20件。",
        ] {
            assert_eq!(odd(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_level_is_alike_and_what_doubles_is_twice() {
        assert!(matches!(odd("申请81件，与上年的112件持平。"), Some(Odd::Level { .. })));
        assert!(matches!(
            odd("申请74件，上年为57件，翻了一番。"),
            Some(Odd::Doubled { .. })
        ));
        for text in [
            "申请81件，与上年的82件基本持平。",
            "申请81件，与上年的88件基本持平。",
            "申请118件，上年为57件，翻了一番。",
        ] {
            assert_eq!(odd(text), None, "{text}");
        }
    }
}
