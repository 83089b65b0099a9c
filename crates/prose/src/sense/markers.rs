//! Lists of `一是…；二是…`: none is left out or there twice, and there are as many as were announced
//! (`四项工作：一是…`).

use super::{Found, Odd};

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// What is counted where a list is announced.
const ANNOUNCED: [&str; 12] = [
    "个方面",
    "方面",
    "项",
    "大",
    "点",
    "条",
    "个",
    "类",
    "种",
    "道",
    "张",
    "步",
];

/// The longest that stands between the count and the list.
const FAR: usize = 14;

/// A marker of a list: where it begins, where it ends, and its number.
#[derive(Debug, Clone, Copy)]
struct Marker {
    at: usize,
    end: usize,
    nth: u32,
}

/// What is odd in the lists of a text.
pub(super) fn read(text: &str) -> Found {
    let markers = markers(text);
    let mut found = Found::new();
    for (nth, pair) in markers.windows(2).enumerate() {
        let [before, next] = pair else { continue };
        let span = before.at..next.end;
        let between = NUMERALS.get(before.nth as usize);
        if next.nth == before.nth + 2 && !says(&text[before.end..next.at], before.nth + 1) {
            found.extend(between.map(|numeral| (span, Odd::LeftOut(*numeral))));
        } else if next.nth == before.nth && next.nth > 1 {
            // `二是…二是…三是` counts on from the first; with `四是` behind, the second is the third.
            let goes_on = markers.get(nth + 2).is_none_or(|third| third.nth > 1);
            let numeral = text[next.at..].chars().next().filter(|_| goes_on);
            found.extend(numeral.map(|numeral| (span, Odd::Twice(numeral))));
        }
    }
    for markers in [markers, circled(text)] {
        let firsts = markers.iter().enumerate().filter(|(_, own)| own.nth == 1);
        found.extend(firsts.filter_map(|(nth, _)| miscounted(text, &markers[nth..])));
    }
    found
}

/// The numbers in circles of a text.
fn circled(text: &str) -> Vec<Marker> {
    let nth = |c: char| u32::from(c).checked_sub(u32::from('①')).filter(|nth| *nth < 10);
    let all = text.char_indices().filter_map(|(at, c)| {
        Some(Marker {
            at,
            end: at + c.len_utf8(),
            nth: nth(c)? + 1,
        })
    });
    all.collect()
}

/// The markers of a text: a numeral and 是 at the start of a clause.
fn markers(text: &str) -> Vec<Marker> {
    let begins = |at: usize| {
        let before = text[..at].trim_end().chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric())
    };
    let all = text.match_indices('是').filter_map(|(at, own)| {
        let numeral = text[..at].chars().next_back()?;
        let nth = NUMERALS.iter().position(|own| *own == numeral)?;
        let start = at - numeral.len_utf8();
        begins(start).then_some(Marker {
            at: start,
            end: at + own.len(),
            nth: u32::try_from(nth).ok()? + 1,
        })
    });
    all.collect()
}

/// Whether the one that seems to be missing stands there in other words: `二要`, `其二`, `第二`.
fn says(text: &str, nth: u32) -> bool {
    let numeral = NUMERALS.get(nth as usize - 1);
    numeral.is_none_or(|numeral| text.contains(*numeral)) || text.contains("其次")
}

/// A list that begins here and was announced with another count.
fn miscounted(text: &str, markers: &[Marker]) -> Option<(std::ops::Range<usize>, Odd)> {
    let first = markers.first()?;
    let before = text[..first.at].trim_end_matches([':', ',', '。', ' ']);
    let clause = before.rsplit([',', '。', ';', ':', '、']).next()?;
    let clause = clause.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (at, said) = announced(clause)?;
    let start = before.len() - clause.len() + at;
    // How far it goes on, one after the other; where something is odd in it already, that is told.
    let own = markers.iter().zip(1..).take_while(|(marker, nth)| marker.nth == *nth);
    let listed = u32::try_from(own.count()).ok()?;
    let last = markers.get(listed as usize - 1)?;
    let is_whole = markers.get(listed as usize).is_none_or(|next| next.nth == 1);
    // A list of one is told in paragraphs of their own.
    (is_whole && listed > 1 && listed != said && !says(&text[last.end..], listed + 1))
        .then_some((start..last.end, Odd::Listed { said, listed }))
}

/// The count in the last words before a list: where it begins in them, and how many.
fn announced(clause: &str) -> Option<(usize, u32)> {
    let counts = clause.char_indices().filter_map(|(at, c)| {
        let nth = match c {
            '两' => 2,
            '2'..='9' => c.to_digit(10)?,
            c => u32::try_from(NUMERALS.iter().position(|own| *own == c)?).ok()? + 1,
        };
        let behind = &clause[at + c.len_utf8()..];
        let counts = ANNOUNCED.iter().any(|unit| behind.starts_with(unit));
        // `第三项`, `2023年12项`, `十四项`.
        let before = clause[..at].chars().next_back();
        let is_whole = before
            .is_none_or(|c| !c.is_ascii_digit() && !NUMERALS.contains(&c) && !matches!(c, '第' | '十' | '百' | '.'));
        (counts && is_whole && behind.chars().count() <= FAR).then_some((at, nth))
    });
    let counts: Vec<_> = counts.collect();
    // Of two counts nobody says which is the list's.
    match counts[..] {
        [only] if only.1 > 1 => Some(only),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Odd, read};

    fn odd(text: &str) -> Vec<Odd> {
        read(text).into_iter().map(|(_, odd)| odd).collect()
    }

    #[test]
    fn a_list_is_as_long_as_it_was_announced() {
        let four = "重点推进四项工作:一是梳理目录,二是更新指南,三是开展培训。";
        assert_eq!(odd(four), [Odd::Listed { said: 4, listed: 3 }]);
        assert_eq!(odd(&format!("畅通渠道。{four}")), [Odd::Listed { said: 4, listed: 3 }]);
        let five = "推出4项便民举措:①设专栏;②开热线;③进社区;④送解读;⑤办讲堂。";
        assert_eq!(odd(five), [Odd::Listed { said: 4, listed: 5 }]);
        for good in [
            "重点推进三项工作:一是梳理目录,二是更新指南,三是开展培训。",
            "围绕五个方面开展工作。一是梳理目录。",
            "做好三项工作,抓好两个重点:一是梳理目录,二是更新指南,三是开展培训;四要督查。",
            "第四项工作:一是梳理目录,二是更新指南。",
            "十四项工作:一是梳理目录,二是更新指南。",
        ] {
            assert_eq!(odd(good), [], "{good}");
        }
    }

    #[test]
    fn a_list_leaves_none_out_and_has_none_twice() {
        assert_eq!(odd("一是完善制度;三是加强培训。"), [Odd::LeftOut('二')]);
        assert_eq!(odd("一是完善;二是加强;二是培训;三是检查"), [Odd::Twice('二')]);
        for good in [
            "一是完善制度;二要加强培训;三是检查。",
            "一是完善。二是加强:一是甲,二是乙。三是检查。",
            "统一是前提,第三是检查",
        ] {
            assert_eq!(odd(good), [], "{good}");
        }
    }
}
