//! How units are worded: in headers, in notes beside a table, in lines of a text.

use nianbao_model::money;

use super::{fold, is_mark};
use crate::number;

/// A unit that a text states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unit {
    /// One of money that the program knows.
    Known(&'static str),
    /// Another one of money, a foreign currency's.
    Foreign,
    /// Many things at once: 百件. One thing at a time is what every count is in.
    Many(String),
}

/// What follows a unit that is stated, and not part of a sentence about something else.
const AFTER_UNIT: [&str; 5] = ["为单位", "计", "填", "列", "统计"];
/// What comes before it.
const BEFORE_UNIT: [&str; 8] = ["单位", "人民币", "金额", "以", "按", "用", "为", "是"];
/// Words of which one stands in every statement of a unit that is more than the unit alone.
const OF_UNITS: [&str; 8] = ["单位", "金额", "收费", "计量", "币种", "计算", "元计", "经费"];
const FOREIGN: [&str; 6] = ["美元", "港元", "欧元", "日元", "港币", "英镑"];

/// The units that a text states: `单位：项、元`, `（万元）`, `注：收费金额以元为单位`, `单位：百件`.
/// An amount in a sentence states none.
pub(crate) fn units(text: &str) -> Vec<Unit> {
    let folded = fold(text);
    let mut found = of_money(&folded);
    found.extend(of_many(&folded));
    found
}

fn of_money(folded: &str) -> Vec<Unit> {
    if let Some(unit) = scale_alone(folded) {
        return vec![unit];
    }
    if !folded.contains('元') && !FOREIGN.iter().any(|unit| folded.contains(unit)) {
        return Vec::new();
    }
    let alone = folded.trim_matches(['(', ')', ':', ',', '.']);
    let alone = alone.strip_prefix("人民币").unwrap_or(alone);
    if let Some((unit, _)) = money::UNITS.iter().find(|(unit, _)| *unit == alone) {
        return vec![Unit::Known(unit)];
    }
    if FOREIGN.contains(&alone) {
        return vec![Unit::Foreign];
    }
    if !OF_UNITS.iter().any(|word| folded.contains(word)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, _) in folded.match_indices('元') {
        let (before, after) = (&folded[..at], &folded[at + '元'.len_utf8()..]);
        let whole = &folded[..at + '元'.len_utf8()];
        let ends =
            after.starts_with(is_mark) || after.is_empty() || AFTER_UNIT.iter().any(|word| after.starts_with(word));
        if FOREIGN.iter().any(|unit| whole.ends_with(unit)) && ends {
            found.push(Unit::Foreign);
            continue;
        }
        let unit = money::UNITS.iter().find(|(unit, _)| whole.ends_with(unit));
        let Some((unit, _)) = unit else { continue };
        let before = &before[..whole.len() - unit.len()];
        let begins = before.ends_with(is_mark) || BEFORE_UNIT.iter().any(|word| before.ends_with(word));
        if begins && ends && !found.contains(&Unit::Known(unit)) {
            found.push(Unit::Known(unit));
        }
    }
    found
}

/// How many things a unit may count at once, the longest first.
const SCALES: [&str; 8] = ["十万", "百万", "千万", "十", "百", "千", "万", "亿"];

/// The units of many things: a scale and a counting word, alone, in brackets, or where a text says that it is a
/// unit. A number of such things states none.
fn of_many(folded: &str) -> Vec<Unit> {
    let says_unit = ["单位", "计量"].iter().any(|word| folded.contains(word));
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = folded[at..]
        .find(['十', '百', '千', '万', '亿'])
        .map(|ahead| at + ahead)
    {
        let rest = &folded[start..];
        at = start + rest.chars().next().map_or(1, char::len_utf8);
        let Some(thing) = SCALES.iter().find_map(|scale| rest.strip_prefix(scale)) else {
            continue;
        };
        let (before, scale) = (&folded[..start], &rest[..rest.len() - thing.len()]);
        let mut counters = number::COUNTERS.iter().filter(|word| thing.starts_with(**word));
        let Some(counter) = counters.by_ref().max_by_key(|word| word.len()) else {
            continue;
        };
        let after = &thing[counter.len()..];
        // `重点工作（十项）` says how many there are.
        let is_bracketed = before.ends_with('(') && after.starts_with(')') && (before.len() == 1 || scale != "十");
        let alone = before.is_empty() && after.is_empty() || is_bracketed;
        let begins = before.ends_with(is_mark) || BEFORE_UNIT.iter().any(|word| before.ends_with(word));
        let ends =
            after.is_empty() || after.starts_with(is_mark) || AFTER_UNIT.iter().any(|word| after.starts_with(word));
        let unit = Unit::Many(format!("{scale}{counter}"));
        if (alone || says_unit && begins && ends) && !found.contains(&unit) {
            found.push(unit);
        }
    }
    found
}

/// A unit of money of which only the multiple is written: `单位：亿`, `（万）`.
fn scale_alone(folded: &str) -> Option<Unit> {
    let alone = folded.trim_matches(['(', ')', ':', ',', '.']);
    let alone = ["金额单位:", "计量单位:", "单位:"]
        .iter()
        .find_map(|word| alone.strip_prefix(word))
        .unwrap_or(alone);
    let mut units = money::UNITS
        .iter()
        .filter_map(|(unit, _)| Some((*unit, unit.strip_suffix('元')?)));
    let (unit, _) = units.find(|(_, scale)| !scale.is_empty() && *scale == alone)?;
    Some(Unit::Known(unit))
}

/// Whether a line says in which unit a table is, and nothing else: `（单位：件、万元）`.
pub(crate) fn is_unit_line(line: &str) -> bool {
    // Every cell is asked, and hardly any names a unit.
    let is_long = || {
        line.chars()
            .filter(|c| !c.is_whitespace())
            .nth(2 * UNIT_LINE_MAX)
            .is_some()
    };
    if !line.contains('单') || is_long() {
        return false;
    }
    let folded = fold(line);
    let said = folded.trim_matches(['(', ')']);
    let begins = ["单位:", "金额单位:", "计量单位:", "货币单位:"];
    begins.iter().any(|word| said.starts_with(word)) && !units(line).is_empty() && said.chars().count() <= UNIT_LINE_MAX
}

/// A line of more characters says more than a unit.
const UNIT_LINE_MAX: usize = 20;

/// A label without the unit that follows it in brackets: `本年收费金额（元）`. The label is normalised.
pub(crate) fn without_unit(label: &str) -> Option<&str> {
    let (name, unit) = label.strip_suffix(')')?.rsplit_once('(')?;
    let is_unit = is_unit_alone(unit) || (unit.starts_with("单位") && !units(unit).is_empty());
    (is_unit && !name.is_empty()).then_some(name)
}

/// Whether a text is nothing but a unit, a counting word or a currency: it says how to read
/// a figure and is none.
pub(crate) fn is_unit_alone(text: &str) -> bool {
    let folded = fold(text);
    let alone = folded.trim_matches(['(', ')', ':', ',', '.']);
    let alone = alone.strip_prefix("单位:").unwrap_or(alone);
    !alone.is_empty()
        && alone
            .split([',', '/'])
            .all(|word| money::yuan(word).is_some() || number::is_counter(word) || FOREIGN.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_stated_as_a_word_and_not_in_an_amount() {
        let first = |text: &str| match units(text).as_slice() {
            [Unit::Known(unit)] => Some(*unit),
            _ => None,
        };
        for (text, unit) in [
            ("单位：项、元", "元"),
            ("（单位:万元）", "万元"),
            ("元", "元"),
            ("（千元）", "千元"),
            ("注：收费金额单位为元", "元"),
            ("说明：本表收费金额以元为单位，其余以件为单位。", "元"),
            ("金额单位：人民币元", "元"),
            ("注：收费金额按万元填报，保留两位小数。", "万元"),
            ("本年收费金额（单位：百万元）", "百万元"),
            ("单位：亿", "亿元"),
            ("（万）", "万元"),
        ] {
            assert_eq!(first(text), Some(unit), "{text}");
        }
        for text in [
            "填报单位：开元市",
            "填报单位：元氏县人民政府",
            "单位：件",
            "注：收费金额比上年减少1200元，因取消收费项目。",
            "注：收费金额不含万元以下的项目。",
            "三万元",
        ] {
            assert_eq!(units(text), [], "{text}");
        }
        assert_eq!(units("单位：美元"), [Unit::Foreign]);
        assert_eq!(without_unit("本年收费金额(元)"), Some("本年收费金额"));
        assert_eq!(without_unit("部分公开(区分处理的,只计这一情形)"), None);
        assert!(
            is_unit_line("（单位：件、万元）") && !is_unit_line("单位：万元，本年没有收费，没有减免，也没有退还。")
        );
    }

    #[test]
    fn a_unit_of_many_things_is_stated_as_one_and_not_a_number_of_them() {
        for (text, unit) in [
            ("（单位：十件）", "十件"),
            ("单位:百件", "百件"),
            ("注：本表单位为千件。", "千件"),
            ("行政许可数量以百件为单位，收费金额以万元为单位。", "百件"),
            ("处理决定数量（万件）", "万件"),
            ("千人次", "千人次"),
        ] {
            assert!(units(text).contains(&Unit::Many(unit.to_owned())), "{text}");
        }
        for text in [
            "全年办理12万件",
            "单位：件",
            "各单位办理数十件、上百件，件件有着落",
            "数十项",
            "重点工作（十项）",
            "本单位为群众办理三百件实事",
            "注：单位办理的一百件计入本表。",
        ] {
            assert_eq!(units(text), [], "{text}");
        }
    }
}
