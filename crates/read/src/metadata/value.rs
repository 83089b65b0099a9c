//! An item's value where it lies over several cells: which of them belong to it, by what the
//! item is. What cannot be told is left to be named.

use std::ops::Range;

use nianbao_model::chars::digit;
use nianbao_model::date::{parse_date, parse_period, parse_year};
use nianbao_model::office::ends_a_name;
use nianbao_model::report::Field;

use crate::narrative::is_remark;
use crate::title::is_title;

/// A value, and which of the pieces it is made of.
pub(super) struct Read {
    pub(super) value: String,
    pub(super) pieces: Range<usize>,
}

/// The value; none, if nothing tells which of two pieces it is.
pub(super) fn read(field: Option<Field>, pieces: &[&str]) -> Option<Read> {
    let Some(field) = field else {
        return Some(alone(pieces, 0));
    };
    let hints = pieces.iter().take_while(|piece| is_hint(piece)).count();
    let start = hints.min(pieces.len().saturating_sub(1));
    let joined = |end: usize| {
        let value = joined(field, pieces.get(start..end)?)?;
        let pieces = start..end;
        Some(Read { value, pieces })
    };
    let whole = (start + 2..=pieces.len()).rev().find_map(joined);
    if whole.is_some() {
        return whole;
    }
    let (first, more) = pieces.get(start..)?.split_first()?;
    let mut others = more.iter().filter(|piece| !is_aside(piece) && *piece != first);
    let is_rivalled = others.any(|piece| fits(field, piece));
    (!is_rivalled).then(|| alone(pieces, start))
}

fn alone(pieces: &[&str], at: usize) -> Read {
    Read {
        value: pieces.get(at).copied().unwrap_or_default().to_owned(),
        pieces: at..at + 1,
    }
}

/// Whether a piece says what to fill in, and is no value.
fn is_hint(text: &str) -> bool {
    const HINTS: [&str; 19] = [
        "是", "否", "全称", "简称", "文本", "文字", "字符", "数字", "数值", "日期", "年份", "四位", "单选", "多选",
        "选择", "标题", "名称", "内容", "六位",
    ];
    HINTS.contains(&text.trim()) || text.trim().starts_with('请') || is_aside(text)
}

/// Whether a piece alone is what the item holds; of some items nobody can tell.
fn fits(field: Field, text: &str) -> bool {
    match field {
        Field::Organ | Field::Signatory => ends_a_name(text) && text.chars().count() > SHORT,
        Field::Title => is_title(text),
        Field::Year => parse_year(text).is_some(),
        Field::Period => parse_period(text).is_some(),
        Field::Published | Field::Signed => parse_date(text).is_some(),
        Field::Postcode => text.chars().count() == 6 && text.chars().all(|c| digit(c).is_some()),
        Field::Email => text.contains('@'),
        _ => false,
    }
}

/// Names of so many characters are those of a part of an office.
const SHORT: usize = 3;

/// The pieces as one value, if that is what they are.
fn joined(field: Field, pieces: &[&str]) -> Option<String> {
    let (first, more) = pieces.split_first()?;
    if more.iter().any(|piece| is_aside(piece)) {
        return None;
    }
    let text = pieces.concat();
    let belongs = match field {
        Field::Period => match pieces {
            [first, last] if parse_date(first).is_some() && parse_date(last).is_some() => {
                return Some(format!("{first}至{last}"));
            }
            _ => parse_period(&text).is_some(),
        },
        Field::Year => parse_year(&text).is_some(),
        Field::Published | Field::Signed => parse_date(&text).is_some(),
        Field::Phone => return pieces.iter().all(|piece| is_phone(piece)).then(|| pieces.join("、")),
        Field::Postcode => text.chars().count() == 6 && text.chars().all(|c| digit(c).is_some()),
        Field::Title => !is_title(first) && is_title(&text),
        Field::Organ | Field::Signatory | Field::SiteName | Field::Origin => {
            let is_whole = |piece: &str| ends_a_name(piece) && ends_a_place(piece).is_some_and(|behind| behind > 0);
            let goes_on = ends_a_place(first) == Some(0) || !more.iter().any(|piece| is_whole(piece));
            !ends_a_name(first) && ends_a_name(&text) && goes_on
        }
        Field::Keywords => return Some(pieces.join("、")),
        Field::Address | Field::Description => true,
        Field::Email | Field::SiteDomain | Field::SiteId | Field::Column => false,
    };
    belongs.then_some(text)
}

/// Whether somebody explains the item or speaks of it.
fn is_aside(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "必填", "选填", "填写", "填报", "例如", "示例", "格式", "备注", "说明", "注：",
    ];
    is_remark(text)
        || WORDS.iter().any(|word| text.contains(word))
        || text.starts_with(['(', '\u{ff08}', '←', '*', '※'])
}

/// Whether a text is a telephone number, perhaps with an extension.
fn is_phone(text: &str) -> bool {
    let is_part = |c: char| digit(c).is_some() || "+-()\u{ff08}\u{ff09}转—–－ 、/".contains(c);
    text.contains(|c: char| digit(c).is_some()) && text.chars().all(is_part)
}

/// How many characters stand behind the last word for a place in a name; none if there is no such word.
fn ends_a_place(text: &str) -> Option<usize> {
    text.chars().rev().position(|c| "省市区县州盟旗镇乡国".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_takes_the_cells_that_belong_to_it() {
        let read = |field, pieces: &[&str]| {
            let read = read(Some(field), pieces).unwrap();
            (read.value, read.pieces.len())
        };
        let all = |text: &str, used| (text.to_owned(), used);
        let period = read(Field::Period, &["2024年1月1日", "至", "2024年12月31日"]);
        assert_eq!(period, all("2024年1月1日至2024年12月31日", 3));
        assert_eq!(read(Field::Period, &["2024-01-01", "2024-12-31", "已核"]).1, 2);
        assert_eq!(read(Field::Phone, &["0000-1", "0000-2"]), all("0000-1、0000-2", 2));
        assert_eq!(read(Field::Phone, &["0000-1", "张三"]), all("0000-1", 1));
        assert_eq!(
            read(Field::Address, &["某省某市", "某区", "某路9号"]),
            all("某省某市某区某路9号", 3)
        );
        assert_eq!(read(Field::Address, &["某路9号", "（必填）"]), all("某路9号", 1));
        assert_eq!(read(Field::Organ, &["某省某市", "水务局"]), all("某省某市水务局", 2));
        assert_eq!(read(Field::Organ, &["某市水务局", "办公室"]), all("某市水务局", 1));
        assert_eq!(read(Field::Signed, &["2025年", "1月", "20日"]), all("2025年1月20日", 3));
        assert_eq!(super::read(None, &["12345", "次"]).unwrap().value, "12345");
    }

    #[test]
    fn a_hint_is_no_value_and_two_values_are_none() {
        let read = |field, pieces: &[&str]| read(Some(field), pieces).map(|read| read.value);
        let organ = || Some("某市水务局".to_owned());
        assert_eq!(read(Field::Organ, &["全称", "某市水务局"]), organ());
        assert_eq!(read(Field::Organ, &["请填全称", "某市水务局"]), organ());
        assert_eq!(read(Field::Organ, &["文本", "是", "某市水务局"]), organ());
        assert_eq!(read(Field::Organ, &["某市", "水务局"]), organ());
        assert_eq!(read(Field::Organ, &["某市水务", "局"]), organ());
        assert_eq!(read(Field::Organ, &["甲单位", "某市水务局"]), None);
        assert_eq!(read(Field::Organ, &["某市水利局", "某市水务局"]), None);
        assert_eq!(read(Field::Year, &["2024", "2025"]), None);
        assert_eq!(read(Field::Year, &["2025", "（四位）"]).as_deref(), Some("2025"));
    }
}
