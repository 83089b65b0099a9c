//! Columns side by side of which the report takes one: what the head of each says of what stands
//! under it, in the sheets 基本信息 and 业务数据. Which of two equal ones is meant is not decided
//! here or anywhere: that is asked back.

use nianbao_model::label;

use crate::wording::Says;

/// What a head says of its column, the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// It explains what to fill in, or who did.
    Explains,
    /// It holds what was there before: last year's, or what has been corrected.
    Earlier,
    /// It holds what was meant to be or was first thought, or is worked out from the others.
    Minor,
    /// Nothing.
    Unknown,
    /// It holds what counts.
    Content,
    /// It holds this year's.
    OwnYear,
}

const EXPLAINS: [&str; 36] = [
    "说明",
    "备注",
    "附注",
    "必填",
    "选填",
    "是否",
    "类型",
    "格式",
    "示例",
    "样例",
    "例子",
    "举例",
    "范例",
    "模板",
    "要求",
    "提示",
    "代码",
    "编码",
    "编号",
    "序号",
    "来源",
    "口径",
    "责任",
    "填报人",
    "填表人",
    "审核人",
    "审核意见",
    "审核情况",
    "核对人",
    "时间",
    "日期",
    "电话",
    "联系",
    "含义",
    "释义",
    "规则",
];
const EARLIER: [&str; 13] = [
    "上年",
    "去年",
    "上一年",
    "前年",
    "往年",
    "上期",
    "同期",
    "变更前",
    "修改前",
    "调整前",
    "更正前",
    "更新前",
    "历史",
];
const MINOR: [&str; 20] = [
    "计划", "目标", "任务", "预计", "预期", "预算", "初报", "初步", "初稿", "快报", "率", "占比", "比重", "同比",
    "环比", "增长", "增减", "增幅", "差额", "排名",
];
const CONTENT: [&str; 29] = [
    "内容",
    "填写",
    "填报",
    "信息",
    "数量",
    "件数",
    "总数",
    "数值",
    "数据",
    "完成",
    "实际",
    "实绩",
    "审核",
    "复核",
    "核定",
    "审定",
    "核实",
    "确认",
    "定稿",
    "最终",
    "终报",
    "合计",
    "总计",
    "全年",
    "变更后",
    "修改后",
    "调整后",
    "更正后",
    "更新后",
];
const OWN_YEAR: [&str; 4] = ["本年", "今年", "当年", "本期"];

/// What a head says in a report for `year`.
pub(crate) fn rank(head: &str, year: Option<i32>) -> Rank {
    let head = &*label::normalize(head);
    let has = |words: &[&str]| words.iter().any(|word| head.contains(word));
    match Says::of(head, year).is_own_year {
        _ if has(&EXPLAINS) => Rank::Explains,
        Some(false) => Rank::Earlier,
        _ if has(&EARLIER) || head.starts_with(['原', '旧']) => Rank::Earlier,
        _ if has(&MINOR) => Rank::Minor,
        Some(true) => Rank::OwnYear,
        _ if has(&OWN_YEAR) => Rank::OwnYear,
        _ if has(&CONTENT) || head.ends_with('值') || head.starts_with('现') => Rank::Content,
        _ => Rank::Unknown,
    }
}

/// The year that a head names and no more.
pub(crate) fn year(head: &str) -> Option<i32> {
    let head = label::normalize(head);
    let digits = head.trim_end_matches("年度").trim_end_matches('年');
    digits
        .parse()
        .ok()
        .filter(|year| digits.len() == 4 && (1949..=2200).contains(year))
}

/// The best of these columns; several, where nothing decides between them. A column of
/// an earlier year is none of them.
pub(crate) fn best(columns: &[(u32, Rank)]) -> Vec<u32> {
    let ranked = columns.iter().filter(|(_, rank)| *rank > Rank::Earlier);
    let best = ranked.clone().map(|(_, rank)| *rank).max();
    ranked
        .filter(|(_, rank)| Some(*rank) == best)
        .map(|(column, _)| *column)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_says_whether_its_column_is_meant() {
        let decide = |heads: &[&str]| {
            let ranked: Vec<_> = (0..).zip(heads.iter().map(|head| rank(head, Some(2025)))).collect();
            best(&ranked)
        };
        for (heads, expected) in [
            (["计划数", "完成数"], vec![1]),
            (["目标值", "实际值"], vec![1]),
            (["初报数", "核定数"], vec![1]),
            (["直属单位", "合计"], vec![1]),
            (["2024年", "2025年"], vec![1]),
            (["数值", "完成率"], vec![0]),
            (["填写说明", "内容"], vec![1]),
            (["变更前", "变更后"], vec![1]),
            (["数量", "计划数"], vec![0]),
            (["上半年", "下半年"], vec![0, 1]),
            (["上报数", "审核数"], vec![1]),
            (["市级", "部门"], vec![0, 1]),
            (["核定数", "合计"], vec![0, 1]),
            (["上年数", "备注"], vec![]),
        ] {
            assert_eq!(decide(&heads), expected, "{heads:?}");
        }
        assert_eq!(year("2025年度"), Some(2025));
        assert_eq!(year("2025年计划"), None);
    }
}
