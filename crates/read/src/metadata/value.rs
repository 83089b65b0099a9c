//! An item's value where it lies over several cells: which of them belong to it, by what the
//! item is. What cannot be told is left to be named.

use nianbao_model::chars::digit;
use nianbao_model::date::{parse_date, parse_period, parse_year};
use nianbao_model::report::Field;

use crate::narrative::is_remark;
use crate::title::is_title;

/// The value, and how many of its pieces it takes.
pub(super) fn of(field: Option<Field>, pieces: &[&str]) -> (String, usize) {
    let joined = |used: usize| Some((joined(field?, pieces.get(..used)?)?, used));
    let alone = || (pieces.first().copied().unwrap_or_default().to_owned(), 1);
    (2..=pieces.len()).rev().find_map(joined).unwrap_or_else(alone)
}

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
        Field::Organ | Field::Signatory | Field::SiteName | Field::Origin => !ends_a_name(first) && ends_a_name(&text),
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

/// Whether a name is complete: it ends as those of offices do.
pub(crate) fn ends_a_name(text: &str) -> bool {
    const ENDINGS: [&str; 29] = [
        "政府",
        "局",
        "委员会",
        "办公室",
        "厅",
        "海关",
        "院",
        "中心",
        "处",
        "部",
        "委",
        "办",
        "署",
        "会",
        "站",
        "所",
        "队",
        "行",
        "校",
        "学",
        "公司",
        "馆",
        "社",
        "台",
        "网",
        "关",
        "庭",
        "科",
        "区",
    ];
    ENDINGS.iter().any(|ending| text.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_takes_the_cells_that_belong_to_it() {
        let read = |field, pieces: &[&str]| of(Some(field), pieces);
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
        assert_eq!(of(None, &["12345", "次"]), all("12345", 1));
    }
}
