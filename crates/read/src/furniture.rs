//! What stands round a table and belongs to no report: who filled it in and when, telephone and
//! page numbers, notes, columns of remarks and of numbers that only count. It is known by its
//! words and by its shape; where it stands does not matter.

mod marks;

use nianbao_model::locus::CellRef;
use nianbao_model::source::{Cell, CellValue};
use nianbao_model::{chars, date, label};

use crate::{number, wording};

pub(crate) use marks::{is_caption, is_continuation, is_divider, is_page_number};
use marks::{is_page, is_table_number};

/// What is done to a form, and who does it or when: 填报人, 审核日期.
const DONE: [&str; 20] = [
    "填报", "填表", "制表", "编制", "编报", "上报", "报送", "报出", "经办", "审核", "审批", "复核", "校对", "核对",
    "统计", "录入", "签发", "批准", "监制", "报告",
];
const BY_WHOM_OR_WHEN: [&str; 14] = [
    "单位负责人",
    "负责人",
    "单位",
    "机关",
    "部门",
    "科室",
    "处室",
    "日期",
    "时间",
    "期限",
    "期间",
    "人",
    "员",
    "期",
];
/// Other items of a form's head and foot.
const ITEMS: [&str; 31] = [
    "单位负责人",
    "部门负责人",
    "负责人",
    "分管领导",
    "主管领导",
    "领导签字",
    "领导签名",
    "领导",
    "签字",
    "签名",
    "签章",
    "盖章",
    "公章",
    "联系人及电话",
    "联系人",
    "联系电话",
    "联系方式",
    "联系地址",
    "通讯地址",
    "电话",
    "手机",
    "传真",
    "邮编",
    "邮政编码",
    "电子邮箱",
    "邮箱",
    "发布日期",
    "日期",
    "单位名称",
    "机关名称",
    "单位",
];
/// Words that a note begins with.
const NOTES: [&str; 8] = ["注", "备注", "说明", "附注", "填表说明", "填报说明", "口径", "*"];
/// Headers of columns that hold no figures of the report.
const REMARKS: [&str; 8] = ["备注", "说明", "附注", "批注", "备考", "注", "数据来源", "来源"];
const CHECKS: [&str; 5] = ["校验", "核对", "检查", "勾稽", "差额"];
const COUNTING: [&str; 8] = ["序号", "行次", "栏次", "编号", "代码", "行号", "项次", "序"];
const UNIT_HEADERS: [&str; 4] = ["单位", "计量单位", "数量单位", "金额单位"];
/// Words of a table's title.
const TITLES: [&str; 3] = ["政府信息公开", "政务公开", "年度报告"];

/// Whether a text is an item of a form's head or foot, with or without what was filled in:
/// `填报人：李明`. A row of data may begin with the same words (`审核信息`).
pub(crate) fn is_form_item(text: &str) -> bool {
    let folded = fold(text);
    let done = DONE.iter().find_map(|verb| folded.strip_prefix(verb));
    let by = |rest| {
        BY_WHOM_OR_WHEN
            .iter()
            .find_map(|word| str::strip_prefix(rest, *word))
            .or(Some(rest))
    };
    let named = ITEMS.iter().find_map(|item| folded.strip_prefix(item));
    let rests = [done.and_then(by), named];
    let is_gap = text.trim().contains(char::is_whitespace);
    let ends = |rest: &str| {
        rest.is_empty() || rest.starts_with([':', '(', '/']) || is_gap && !rest.contains(|c: char| c.is_ascii_digit())
    };
    rests.into_iter().flatten().any(ends) && !(done.is_some() && says_a_number(&folded))
}

/// Whether what was filled in beside what is done to a form, 核对, is a number of something, or leads to one:
/// `核对：结果合计`, `165`.
fn says_a_number(folded: &str) -> bool {
    let value = folded.split_once(':').map_or("", |(_, value)| value);
    let has = |words: &[&str]| words.iter().any(|word| value.contains(word));
    has(&["合计", "总计", "共计", "小计"]) || has_number(value) && has(&["件", "元", "="])
}

/// Whether a text is a note, a title, a page number or another text that nobody misses.
pub(crate) fn is_known(text: &str) -> bool {
    let folded = fold(text);
    let is_short = folded.chars().count() <= 1 || !folded.chars().any(char::is_alphanumeric);
    is_short
        || is_note(text) && !says_something(text)
        || TITLES.iter().any(|title| folded.contains(title))
        || is_form_item(text)
        || is_table_number(&folded)
        || is_page(&folded)
        || is_day(&folded)
        || !wording::units(text).is_empty()
        || wording::is_unit_alone(text)
        || REMARKS.contains(&folded.as_str())
        || COUNTING.contains(&folded.as_str())
        || UNIT_HEADERS.contains(&folded.as_str())
        || wording::Says::of(text, Some(0)).is_telling()
        || ["无", "没有", "同上", "项目", "内容", "指标"].contains(&folded.as_str())
}

/// Whether a text is a note under a table.
fn is_note(text: &str) -> bool {
    let folded = fold(text);
    NOTES.iter().any(|note| begins_with_note(&folded, note))
}

/// Whether a note says something of the figures that a reader would want to know: a number, or that they are not
/// the last ones.
fn says_something(note: &str) -> bool {
    const OF_FIGURES: [&str; 14] = [
        "漏",
        "待",
        "预计",
        "预估",
        "估",
        "未报",
        "未含",
        "不含",
        "不包括",
        "重复",
        "截至",
        "截止",
        "暂",
        "另有",
    ];
    let folded = fold(note);
    // Without what it calls itself, and its own number.
    let named = NOTES.iter().filter_map(|name| folded.strip_prefix(name)).next_back();
    let said = named.unwrap_or(&folded).trim_start_matches([':', ')', '.']);
    let said = label::marker(said).map_or(said, |marker| &said[marker.len..]);
    wording::units(note).is_empty() && (has_number(said) || OF_FIGURES.iter().any(|word| said.contains(word)))
}

/// Whether a column with this header holds remarks: nothing of the report, and yet words of somebody's.
pub(crate) fn is_header_of_remarks(header: &str) -> bool {
    let folded = fold(header);
    let is_remark = ["备注", "说明"]
        .iter()
        .any(|word| folded.starts_with(word) || folded.ends_with(word));
    is_remark || REMARKS.contains(&folded.as_str())
}

/// Whether a column with this header holds nothing of the report.
pub(crate) fn is_header_of_nothing(header: &str) -> bool {
    let folded = fold(header);
    let known = COUNTING.iter().chain(&UNIT_HEADERS);
    let is_check = is_check(&folded);
    known.into_iter().any(|word| folded == *word) || is_check || is_header_of_remarks(header)
}

fn is_check(folded: &str) -> bool {
    folded.chars().count() <= SHORT && CHECKS.iter().any(|word| folded.contains(word))
}

/// Whether a row checks the table above it and finds nothing: `勾稽校验（应为0）`, and zeros or ticks beside it.
pub(crate) fn is_passed_check(cells: &[(CellRef, &Cell)]) -> bool {
    const PASSED: [&str; 7] = ["0", "√", "✓", "是", "平", "相符", "通过"];
    let Some(((_, label), checked)) = cells.split_first() else {
        return false;
    };
    let text: String = label.text().map(fold).unwrap_or_default();
    // An office has rows of its own on what it checks: 行政检查.
    const LABELS: [&str; 4] = ["勾稽", "校验", "核对", "差额"];
    let text = text.split('(').next().unwrap_or_default();
    let is_label = text.chars().count() <= SHORT && LABELS.iter().any(|word| text.contains(word));
    let passed =
        |cell: &Cell| matches!(cell.value, CellValue::Boolean(true)) || PASSED.contains(&cell.display().trim());
    is_label && !checked.is_empty() && checked.iter().all(|(_, cell)| passed(cell))
}

/// Which cells of a row are an item of a form and its value, a day, or a page number: `电话`,
/// `5550123`. The cells are in order.
pub(crate) fn in_row(cells: &[(CellRef, &Cell)]) -> Vec<CellRef> {
    let mut found = Vec::new();
    let mut is_value = false;
    for (at, cell) in cells {
        let text = cell.text();
        let counts_pages = text.is_some_and(|text| ["第", "共", "页码"].contains(&fold(text).as_str()));
        if text.is_some_and(is_form_item) || counts_pages {
            found.push(*at);
            is_value = true;
        } else if is_value || matches!(cell.value, CellValue::Date(_)) || text.is_some_and(is_known) {
            found.push(*at);
            is_value = false;
        }
    }
    found
}

/// Whether these cells, in a row or column, only count: 0, 1, 2 or 1, 2, 3 and so on.
pub(crate) fn is_counting<'a>(cells: impl Iterator<Item = &'a Cell>) -> bool {
    let mut last: Option<u32> = None;
    let mut length = 0;
    for cell in cells {
        let Ok(shown) = cell.display().trim().parse::<u32>() else {
            return false;
        };
        let follows = last.map_or(shown <= 1, |last| last.checked_add(1) == Some(shown));
        if !follows {
            return false;
        }
        (last, length) = (Some(shown), length + 1);
    }
    length > 2
}

/// Whether a cell looks like data: a number, or a short text that holds one.
pub(crate) fn looks_like_data(cell: &Cell) -> bool {
    match &cell.value {
        CellValue::Number(_) | CellValue::Percent(_) | CellValue::Error(_) => true,
        CellValue::Empty => cell.formula.is_some(),
        CellValue::Date(_) | CellValue::Boolean(_) => false,
        CellValue::Text(text) => {
            let text = text.trim();
            let body = label::marker(text).map_or(text, |marker| &text[marker.len..]);
            let has_digit = has_number(body);
            let is_short = body.chars().count() <= SHORT && !body.contains(['。', '；', '！']);
            let is_zero_mark = number::parse_count(text).is_some_and(|parsed| parsed.zero_mark);
            (number::is_figure(cell) && !is_zero_mark) || (has_digit && is_short && !is_known(text) && !is_note(text))
        }
    }
}

/// Whether a text has a number in it that is no year, month or day.
fn has_number(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(|c| chars::digit(c).is_some()) {
        let run = &rest[at..];
        let end = run.find(|c| chars::digit(c).is_none()).unwrap_or(run.len());
        rest = &run[end..];
        if !rest.starts_with(['年', '月', '日']) {
            return true;
        }
    }
    false
}

/// A text of more characters is a sentence, in which a number is said and not filled in.
const SHORT: usize = 12;

fn begins_with_note(folded: &str, note: &str) -> bool {
    let Some(rest) = folded.strip_prefix(note) else {
        return false;
    };
    // 注销 is no note, 注：, 注1： and 备注 are.
    rest.is_empty() || rest.starts_with(|c: char| !c.is_alphabetic())
}

fn is_day(folded: &str) -> bool {
    date::parse_date(folded).is_some() || {
        let marks = folded
            .chars()
            .filter(|c| matches!(c, '.' | '-' | '/' | '年' | '月'))
            .count();
        let of_days = folded.chars().all(|c| c.is_ascii_digit() || ".-/年月日".contains(c));
        of_days && marks == 2 && folded.starts_with(|c: char| c.is_ascii_digit()) && folded.len() >= 8
    }
}

fn fold(text: &str) -> String {
    // A marker at the beginning stays: what is looked for does not begin with one.
    let half: String = text.chars().map(chars::half_width).collect();
    half.chars()
        .filter(|c| !c.is_whitespace() && !chars::is_zero_width(*c))
        .map(|c| match c {
            '、' | '，' => ',',
            '※' | '＊' => '*',
            other => other,
        })
        .collect::<String>()
        .trim_start_matches(['(', '【', '['])
        .to_owned()
}

#[cfg(test)]
mod tests {
    use nianbao_model::Decimal;

    use super::*;

    fn text(text: &str) -> Cell {
        Cell::typed(CellValue::Text(text.to_owned()))
    }

    #[test]
    fn what_every_form_has_around_it_is_known() {
        for known in [
            "填报人：李明",
            "填报人 李明",
            "审核人",
            "填表日期：2025年1月5日",
            "联系电话",
            "第5页，共8页",
            "- 4 -",
            "2025.1.8",
            "注：1.表中各项按条例统计。",
            "备注",
            "核对：李明",
            "附件2",
            "附表1",
            "青禾市水务局2024年政府信息公开情况",
            "单位：件",
            "（元）",
        ] {
            assert!(is_known(known), "{known}");
        }
        for unknown in ["审核信息", "上报信息", "联系群众", "注销", "与台账核对过", "行政确认"]
        {
            assert!(!is_known(unknown), "{unknown}");
        }
        for note in [
            "注：1.撤回的3件不计。",
            "注：撤回3件。",
            "说明：自然人一栏待补",
            "注：截至11月30日",
        ] {
            assert!(!is_known(note), "{note}");
        }
        assert!(!is_form_item("核对：结果合计") && !is_form_item("审核：165件"));
    }

    #[test]
    fn data_is_told_from_words_and_days() {
        for data in ["三百件", "3", "约300", "12.5万元", "其中9件", "3.撤回2件"] {
            assert!(looks_like_data(&text(data)), "{data}");
        }
        for words in [
            "无",
            "—",
            "1.本表由局法规科统计。",
            "2023年12月",
            "附件2",
            "2025.1.8",
            "其中：不予许可",
        ] {
            assert!(!looks_like_data(&text(words)), "{words}");
        }
    }

    #[test]
    fn the_value_beside_an_item_belongs_to_it_and_no_other() {
        let number = Cell::typed(CellValue::Number(Decimal::from(5_550_123)));
        let (phone, name) = (text("电话"), text("行政确认"));
        let at = |column| CellRef::new(6, column);
        let cells = [(at(0), &phone), (at(2), &number), (at(3), &name), (at(4), &number)];
        assert_eq!(in_row(&cells), [at(0), at(2)]);
    }

    #[test]
    fn only_what_follows_on_counts() {
        let counts = |numbers: &[&str]| {
            let cells: Vec<Cell> = numbers.iter().map(|number| text(number)).collect();
            is_counting(cells.iter())
        };
        assert!(counts(&["0", "1", "2"]) && counts(&["1", "2", "3", "4"]));
        assert!(!counts(&["1", "2"]) && !counts(&["1", "3", "4"]) && !counts(&["7", "8", "9"]));
    }
}
