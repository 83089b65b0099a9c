//! The words that change nothing: they may stand around a figure's name and its number, and
//! the number is still that figure's. A word that is not listed here counts as unknown.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words that change nothing, by kind of word.
const WORDS: [&str; 14] = [
    // Counting and totals.
    "来自 占 比 加上 连同 加 除 外 剩下 剩余 总共 一共 共计 合计 总计 累计 共有 共 总数量 总数 总量 数量 件数 数 总 计 实际 实 现已 现 已 均 都 全部 各 各类 另有 另 其他的 \
     其余 余 两类 两项 三类 三项 四类 上述 各有 分别 依次 占比 达到 达 有 为 是 系 即 等 等情形",
    // Particles.
    "的 地 得 了 其中 其 中 里 内 并 且 而 还 也 亦 又 以及 及其 和 与 及 或者 或 同时 此外 另外 对于 对 将 于 在 以 从 由 被 因 为 经 按 \
     把 向 给 后 前 时 所 之 至 到 均已 尚 尚有 仍 仍有 均为 皆 一 该 这 均属",
    // Who acts: the office itself.
    "我局 本局 我市 本市 我县 本县 我区 本区 我省 本省 我委 本委 我厅 本厅 我办 本办 我关 本关 我院 我校 我镇 本镇 我乡 本乡 我街道 本机关 \
     本单位 我单位 我部门 我机关 全局 全委 全厅 全院 各级行政机关 各级政府机关 各级各部门 各级 \
     行政机关 市 县 人民法院 法院 复议机关 行政复议机关 相关 有关 单位 机关",
    // How it was done.
    "依法 依规 依法依规 按时 按期 如期 及时 规范 妥善 认真 严格 法定期限 期限内 在法定期限内 规定时限 正常 依照 按照 规定 要求 确 \
     法定事由 经审查 审查 审核 办理流程 有序 得到 全部依法",
    // What is done.
    "收到 接到 接收 受理 登记 收悉 收 提出 提交 提起 申请 申请件 申请量 申请数量 申请人 办理 办结 办毕 处理 答复 办复 作出 做出 决定 \
     答复结果 办理结果 处理结果 结果 具体 情况 具体为 情形 类型 类别 类 种 事项 事由 方面 方式 来看 看 划分 区分 分 理由 形式 涉及 涉 属于 \
     属 由于 包括 包含 含 继续 转入 转 结转 需要 需 进行 予以 给予 告知 申请的 尚未 届满 期限 未届满 列为 认定",
    // Public information.
    "政府信息公开 政府信息依申请公开 政府信息 信息公开 依申请公开 依申请 政务公开 公开 信息 公开类 公开申请 书面 工作 公民 相关政府信息 \
     处理决定 决定书 公示 公布 公告 发布 实施",
    // Review.
    "行政复议 复议 行政诉讼 诉讼 起诉 案件 案 引发 引起 发生 产生 提请 被申请 被提起 申请行政复议 复议决定 复议案件 复议结果 判决 审结 \
     两种 起诉方式 合并 计算 正在 审理 诉讼案件",
    // Cases and persons.
    "任何 情形的 现象 存在 出现 主体 组织 企业 个人 群众 社会公众 不再处理 不再 办理的 件 份 宗 起 人 本年度内",
    // Documents and decisions.
    "索要 清理 精简 压减 调整 新 行政 文件 截至 年底 年末 底 末 年度 年 期末 年初 报告期 报告期内 期间 期内 新增 依据 目前",
    // Money.
    "金额 总金额 总额 收费 收取 收费总额 征收 收缴 执收 采购 采购项目 项目 集中",
    // Cause.
    "因为 由 鉴于 依 据 依规不 而 因此 所以 即有 具有 部分为",
    // Comparison is handled elsewhere; these only introduce.
    "其中: 如下 为: 情况如下 结果如下 如",
    // Time.
    "本年度 本年 全年 年内 今年 当年 全年度 一年来 以来 本报告期",
    // Layout.
    "※ … — - · “ ” ‘ ’ \" '",
];

static BY_FIRST: LazyLock<BTreeMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut by_first: BTreeMap<char, Vec<&'static str>> = BTreeMap::new();
    for word in WORDS.iter().flat_map(|words| words.split_whitespace()) {
        if let Some(first) = word.chars().next() {
            by_first.entry(first).or_default().push(word);
        }
    }
    for words in by_first.values_mut() {
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    }
    by_first
});

/// What of a text is not understood: the text without the words that change nothing, the
/// office's own names, white space and marks.
pub(super) fn residue(text: &str, own: &[String]) -> String {
    let mut residue = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let known = || {
            BY_FIRST
                .get(&first)?
                .iter()
                .find(|word| rest.starts_with(**word))
                .map(|word| word.len())
        };
        let name = || own.iter().find(|name| rest.starts_with(name.as_str())).map(String::len);
        if let Some(len) = name().or_else(known) {
            rest = &rest[len..];
            continue;
        }
        if !(first.is_whitespace() || first.is_ascii_punctuation() || matches!(first, '、' | '。')) {
            residue.push(first);
        }
        rest = &rest[first.len_utf8()..];
    }
    residue
}

/// The names an office goes by: its full name, and what is left of it without the place
/// it begins with.
pub(super) fn own_names(organ: &str) -> Vec<String> {
    let chars: Vec<char> = organ.chars().collect();
    let shortest = 3.min(chars.len());
    if organ.is_empty() {
        return Vec::new();
    }
    // A government's short name (市政府) is also that of its own level alone; but what is
    // said of the whole place is said of it, as it is not of a bureau.
    if organ.ends_with("政府") || organ.ends_with("管理委员会") {
        return std::iter::once(organ)
            .chain(places_of(organ))
            .map(str::to_owned)
            .collect();
    }
    let ends = (0..=chars.len() - shortest).map(|from| chars[from..].iter().collect());
    let wide = organ.contains("海关").then(|| String::from("关区"));
    ends.chain(wide).collect()
}

/// What the whole of a government's place is called: `全县` for a county, and for it alone.
fn places_of(organ: &str) -> Vec<&'static str> {
    const PLACES: [&str; 9] = ["全市", "全县", "全区", "全省", "全州", "全旗", "全镇", "全乡", "全街道"];
    let place = organ.trim_end_matches("政府").trim_end_matches("人民");
    let own = PLACES
        .into_iter()
        .find(|whole| whole.strip_prefix('全').is_some_and(|kind| place.ends_with(kind)));
    own.map_or_else(|| PLACES.to_vec(), |own| vec![own])
}

/// Whether what is not understood names another office, place or level.
pub(super) fn is_other_organ(residue: &str) -> bool {
    const ENDINGS: [&str; 30] = [
        "局",
        "委",
        "厅",
        "办",
        "办公室",
        "区",
        "县",
        "镇",
        "乡",
        "街道",
        "部门",
        "单位",
        "中心",
        "海关",
        "政府",
        "机构",
        "系统",
        "院",
        "所",
        "站",
        "处",
        "公司",
        "学校",
        "本级",
        "州",
        "省",
        "大队",
        "支队",
        "委员会",
        "管委会",
    ];
    ENDINGS.iter().any(|ending| residue.ends_with(ending))
        || [
            "全市", "全县", "全区", "全省", "系统", "区县", "县区", "部门", "本级", "下属", "直属", "所属", "各区",
            "各县", "海关", "局属",
        ]
        .iter()
        .any(|word| residue.contains(word))
}

/// Whether a clause begins with another office's name.
pub(super) fn begins_with_other_organ(clause: &str, own: &[String]) -> bool {
    const GENERIC: [&str; 4] = ["各级", "我", "本", "人民法院"];
    if GENERIC.iter().any(|word| clause.starts_with(word)) || own.iter().any(|name| clause.starts_with(name.as_str())) {
        return false;
    }
    const BY_MEANS: [&str; 12] = [
        "依托", "通过", "根据", "按照", "经", "在", "对", "由", "会同", "配合", "利用", "借助",
    ];
    if BY_MEANS.iter().any(|word| clause.starts_with(word)) {
        return false;
    }
    let head: String = clause
        .chars()
        .take_while(|c| !matches!(c, '的' | '、' | '在' | '对' | '按'))
        .take(16)
        .collect();
    [
        "局",
        "委",
        "厅",
        "海关",
        "区政府",
        "县政府",
        "镇政府",
        "街道",
        "委员会",
        "中心",
        "系统",
        "部门",
        "办公室",
    ]
    .iter()
    .any(|ending| head.find(ending).is_some_and(|at| at >= 6))
}

/// Whether what follows a number says what it has become: `由2712件增至3000件`.
pub(super) fn is_changed_to(text: &str) -> bool {
    [
        "增至",
        "升至",
        "减至",
        "降至",
        "增加到",
        "增加至",
        "减少到",
        "减少至",
        "上升到",
        "上升至",
        "下降到",
        "下降至",
        "回落到",
        "回落至",
        "压减到",
        "压减至",
        "提高到",
        "提高至",
        "增到",
        "升到",
        "减到",
        "降到",
        "降为",
    ]
    .iter()
    .any(|word| text.starts_with(word))
}

/// Whether a clause says along what the numbers behind it are parts, if that is none of the
/// tables' own divisions: `从受理机关看`, `按申请方式分`; not `从办理结果看`.
pub(super) fn is_aspect(clause: &str) -> bool {
    const ALONG: [&str; 26] = [
        "机关", "单位", "部门", "机构", "层级", "级别", "地区", "区域", "片区", "渠道", "方式", "途径", "内容", "领域",
        "行业", "时间", "时段", "月份", "季度", "用途", "事由", "事项", "区县", "乡镇", "街道", "地域",
    ];
    let clause = clause.trim();
    let Some(rest) = ["从", "按照", "按", "分"]
        .iter()
        .find_map(|word| clause.strip_prefix(word))
    else {
        return false;
    };
    let along = ["来看", "上看", "看", "划分", "区分", "来分", "分", "统计"]
        .iter()
        .find_map(|word| rest.strip_suffix(word));
    along.is_some_and(|along| ALONG.iter().any(|word| along.ends_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_too_many_is_left() {
        let own = own_names("青禾市水务局");
        assert_eq!(residue("2024", &own), "2024");
        for text in [
            "全年共",
            "青禾市水务局依法",
            "市水务局",
            "我局年内",
            "其中:",
            "经审查决定",
        ] {
            assert_eq!(residue(text, &own), "", "{text}");
        }
        assert_eq!(residue("网络", &own), "网络");
        assert_eq!(residue("市公安局", &own), "公安局");
        assert!(is_other_organ("公安局") && !is_other_organ("取水许可"));
    }

    #[test]
    fn only_its_own_place_is_a_government_s() {
        assert_eq!(residue("全县", &own_names("临溪县人民政府")), "");
        assert_ne!(residue("全市", &own_names("临溪县人民政府")), "");
        assert_eq!(residue("全市", &own_names("青禾市人民政府")), "");
    }

    #[test]
    fn the_tables_own_divisions_are_no_aspects() {
        for clause in ["从受理机关看", "按申请方式分", "分层级看", "从申请内容来看"] {
            assert!(is_aspect(clause), "{clause}");
        }
        for clause in ["从办理结果看", "从申请人看", "从总体看", "从县政府办公室收到"] {
            assert!(!is_aspect(clause), "{clause}");
        }
    }
}
