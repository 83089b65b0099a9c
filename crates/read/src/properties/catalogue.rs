//! The items of a site's catalogue, as they stand over the text of a page: `索引号`, `发布机构`,
//! `成文日期`. They are the site's and no part of the report, but some of them are items of it.

use nianbao_model::chars;
use nianbao_model::date::parse_date;
use nianbao_model::label;
use nianbao_model::report::{Field, Sourced};
use nianbao_model::source::Sheet;

/// The names of such items, and what they are of the report.
const ITEMS: [(&str, Option<Field>); 41] = [
    ("索引号", None),
    ("信息索引号", None),
    ("主题分类", None),
    ("体裁分类", None),
    ("公文种类", None),
    ("信息分类", None),
    ("组配分类", None),
    ("分类", None),
    ("有效性", None),
    ("是否有效", None),
    ("公开方式", None),
    ("公开范围", None),
    ("公开形式", None),
    ("公开时限", None),
    ("公开责任部门", None),
    ("主题词", None),
    ("关键词", None),
    ("文号", None),
    ("发文字号", None),
    ("废止日期", None),
    ("生效日期", None),
    ("标题", None),
    ("名称", None),
    ("信息名称", None),
    ("浏览次数", None),
    ("访问次数", None),
    ("阅读次数", None),
    ("点击数", None),
    ("浏览", None),
    ("字体", None),
    ("字号", None),
    ("作者", None),
    ("责任编辑", None),
    ("发文机关", Some(Field::Origin)),
    ("发布机构", Some(Field::Origin)),
    ("发布单位", Some(Field::Origin)),
    ("来源", Some(Field::Origin)),
    ("成文日期", Some(Field::Published)),
    ("生成日期", Some(Field::Published)),
    ("发布日期", Some(Field::Published)),
    ("发布时间", Some(Field::Published)),
];
/// So many of them make a catalogue's head.
const ENOUGH: usize = 3;
/// A table of so many cells is more than that.
const MOST: usize = 60;

/// The item of this name.
fn item(name: &str) -> Option<Option<Field>> {
    let name = label::normalize(name);
    let name = name.trim_end_matches(':');
    ITEMS.iter().find(|(item, _)| *item == name).map(|(_, field)| *field)
}

/// Whether a table is the head of a catalogue.
pub(crate) fn is_catalogue(sheet: &Sheet) -> bool {
    let names = sheet.cells.values().filter_map(|cell| item(name_in(cell.text()?)));
    sheet.cells.len() <= MOST && names.count() >= ENOUGH
}

/// What a cell begins with: a name may have its value behind it.
fn name_in(text: &str) -> &str {
    text.split([':', '\u{ff1a}']).next().unwrap_or(text)
}

/// The items of the report in the head of a catalogue.
pub(super) fn items(sheet: &Sheet) -> Vec<(Field, Sourced<String>)> {
    if !is_catalogue(sheet) {
        return Vec::new();
    }
    let cells: Vec<_> = sheet
        .cells
        .iter()
        .filter_map(|(at, cell)| Some((at, cell.text()?)))
        .collect();
    let pairs = cells.windows(2).filter_map(|pair| {
        let [(name_at, name), (at, value)] = pair else {
            return None;
        };
        let field = item(name)??;
        let is_value = name_at.row == at.row && item(value).is_none() && fits(field, value);
        is_value.then(|| {
            let locus = sheet.locus(**at);
            (
                field,
                Sourced {
                    value: (*value).to_owned(),
                    locus,
                },
            )
        })
    });
    pairs.collect()
}

/// The items in a line over the text: `发布时间：2025-01-20　来源：某局　浏览：3次`.
pub(super) fn in_line(line: &str) -> impl Iterator<Item = (Field, &str)> {
    let pieces = line.split(|c: char| c.is_whitespace() || matches!(c, '|' | '【' | '】' | '[' | ']'));
    pieces.filter_map(|piece| {
        let (name, value) = piece.split_once([':', '\u{ff1a}'])?;
        let field = item(name)??;
        fits(field, value).then_some((field, value))
    })
}

/// Whether a line is nothing but such items, with their values or without.
pub(crate) fn are_items(line: &str) -> bool {
    let mut pieces = line.split_whitespace().peekable();
    let is_short = line.chars().count() <= LONGEST && !line.contains('。');
    is_short
        && pieces.peek().is_some()
        && pieces.all(|piece| item(name_in(piece)).is_some() && piece.contains([':', '\u{ff1a}']))
}

/// The longest line of items, in characters.
const LONGEST: usize = 100;

/// Whether a value can be that of an item.
fn fits(field: Field, value: &str) -> bool {
    match field {
        Field::Published => parse_date(value).is_some(),
        _ => (2..=label::HEADING_MAX).contains(&value.chars().count()) && value.chars().any(chars::is_han),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::CellRef;
    use nianbao_model::source::{Cell, CellValue};

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let mut sheet = Sheet::new(&"a.html".into(), "表1");
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells) {
                sheet.cells.insert(
                    CellRef::new(row, column),
                    Cell::typed(CellValue::Text((*text).to_owned())),
                );
            }
        }
        sheet
    }

    #[test]
    fn the_head_of_a_catalogue_is_known_and_gives_its_items() {
        let head = sheet(&[
            &["索 引 号：", "A-1", "主题分类：", "政务公开"],
            &["发布机构：", "青禾县水务局", "发布日期：", "2025年1月20日"],
        ]);
        let items: Vec<(Field, String)> = items(&head)
            .into_iter()
            .map(|(field, value)| (field, value.value))
            .collect();
        let expected = [(Field::Origin, "青禾县水务局"), (Field::Published, "2025年1月20日")];
        assert_eq!(items, expected.map(|(field, value)| (field, value.to_owned())));
        assert!(!is_catalogue(&sheet(&[&["指标", "数值"], &["来源", "3"]])));
    }

    #[test]
    fn a_line_over_the_text_names_day_and_source() {
        let found: Vec<_> = in_line("发布时间：2025-01-20 来源：青禾县水务局 浏览次数：3").collect();
        assert_eq!(
            found,
            [(Field::Published, "2025-01-20"), (Field::Origin, "青禾县水务局")]
        );
        assert_eq!(in_line("发布时间：不详").count(), 0);
        assert!(are_items("发布时间：2025-01-20 来源：青禾县水务局") && are_items("浏览次数："));
        assert!(!are_items("来源：网上。") && !are_items("标题 一") && !are_items("数据来源：统计台账"));
    }
}
