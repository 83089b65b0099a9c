//! What the pages of a site show round their articles, by how such lines begin: the path to the page, when it
//! was put there and by whom, tools, counters, what readers add, whose site it is. The same lines stand in
//! texts copied from a page and in pages printed from one. Where in a text such a line may stand is for
//! whoever reads it; names of elements are `import-table`'s.

use crate::date::parse_date;
use crate::label::HEADING_MAX;

/// How the lines begin that stand above and below an article, and nothing else does.
const TOOLS: [&str; 95] = [
    "主办：",
    "主办:",
    "承办：",
    "承办:",
    "发布时间",
    "发布日期",
    "发文日期",
    "发布机构",
    "发布单位",
    "信息来源",
    "文章来源",
    "稿源",
    "责任编辑",
    "责编",
    "浏览次数",
    "浏览量",
    "点击数",
    "点击量",
    "点击率",
    "阅读次数",
    "阅读量",
    "访问量",
    "访问次数",
    "字体大小",
    "打印本页",
    "打印",
    "关闭窗口",
    "关闭本页",
    "关闭",
    "返回",
    "分享",
    "收藏",
    "扫一扫",
    "微信扫一扫",
    "扫码",
    "阅读原文",
    "发表评论",
    "写留言",
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "上一页",
    "下一页",
    "网站地图",
    "网站首页",
    "首页",
    "当前位置",
    "您的位置",
    "您所在的位置",
    "索引号",
    "相关链接",
    "相关文章",
    "版权所有",
    "技术支持",
    "ICP",
    "联系我们",
    "关于我们",
    "无障碍",
    "繁体",
    "登录",
    "【大",
    "采集时间",
    "采集日期",
    "录入时间",
    "更新时间",
    "信息时间",
    "附件下载",
    "相关附件",
    "下载附件",
    "主办单位",
    "承办单位",
    "网站标识码",
    "Copyright",
    "本站使用",
    "本网站使用",
    "智能问答",
    "智能客服",
    "在线客服",
    "回到顶部",
    "您对本页面是否满意",
    "您现在的位置",
    "你的位置",
    "所在位置",
    "您是第",
    "我要纠错",
    "纠错",
    "建议使用",
    "最佳浏览",
    "网站声明",
    "隐私保护",
    "您觉得本页",
    "左右滑动查看",
    "上下滑动查看",
    "左右滑动表格",
];
/// The same where a colon, a number or nothing follows.
const LABELS: [&str; 24] = [
    "日期",
    "时间",
    "来源",
    "作者",
    "编辑",
    "审核",
    "位置",
    "浏览",
    "点击",
    "阅读",
    "字体",
    "字号",
    "初审",
    "复审",
    "终审",
    "一审",
    "二审",
    "三审",
    "编审",
    "校对",
    "核稿",
    "导出时间",
    "导出日期",
    "打印时间",
];
/// The headings of what readers and the site add below an article.
const BELOW: [&str; 14] = [
    "网友评论",
    "最新评论",
    "全部评论",
    "评论列表",
    "精选留言",
    "相关阅读",
    "相关新闻",
    "相关文章",
    "相关文档",
    "相关报道",
    "相关信息",
    "延伸阅读",
    "推荐阅读",
    "猜你喜欢",
];
/// A line of a tool is no longer than this.
const TOOL_MAX: usize = 100;

/// Whether a line above the text is the day of the page, with or without who put it there.
pub fn is_dated(text: &str) -> bool {
    let mut pieces = text.split_whitespace();
    let day = pieces.next().unwrap_or_default();
    let is_day = parse_date(day.trim_matches(['(', ')', '\u{ff08}', '\u{ff09}', '[', ']'])).is_some();
    let pieces: Vec<&str> = pieces.collect();
    let is_told = |piece: &&str| piece.contains([':', '\u{ff1a}']) || is_tool(piece);
    is_day && (pieces.iter().all(is_told) || pieces.iter().any(|piece| is_tool(piece)))
}

/// Whether a line is the heading of what stands below an article, with or without a count.
pub fn is_below(text: &str) -> bool {
    let is_count = |c: char| c.is_ascii_digit() || "()（）[]【】:： \u{3000}条".contains(c);
    BELOW.contains(&text.trim_matches(is_count))
}

/// The heading of a table of contents.
pub fn is_contents(text: &str) -> bool {
    text.chars().filter(|c| !c.is_whitespace()).eq("目录".chars())
}

/// Whether a line is one of those above or below an article and says nothing besides: it may stand anywhere.
pub fn is_bare_tool(text: &str) -> bool {
    let named = TOOLS.iter().filter_map(|tool| text.strip_prefix(tool));
    let is_bare = |rest: &str| {
        let rest = rest.trim_end_matches(['】', ']', '\u{ff09}', ')']);
        rest.is_empty() || rest.starts_with([':', '\u{ff1a}', ' ', '\u{3000}', '©'])
    };
    text.chars().count() <= HEADING_MAX && !text.contains('。') && named.into_iter().any(is_bare)
}

/// Whether a line is one of those above or below an article.
pub fn is_tool(text: &str) -> bool {
    let text = text.trim_start_matches([
        '[', '【', '《', '<', '〖', '(', '\u{ff08}', ' ', '\u{3000}', '-', '·', '|',
    ]);
    let is_short = text.chars().count() <= TOOL_MAX && !text.contains('。');
    let labelled = LABELS.iter().filter_map(|label| text.strip_prefix(label)).any(|rest| {
        let rest = rest.trim_start_matches(['\u{3000}', ' ']);
        rest.is_empty() || rest.starts_with([':', '\u{ff1a}']) || rest.starts_with(|c: char| c.is_ascii_digit())
    });
    let sizes: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    is_short && (labelled || TOOLS.iter().any(|tool| text.starts_with(tool)) || sizes.starts_with("大中小"))
}
