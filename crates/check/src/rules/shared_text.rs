//! `shared-text`: the text is the office's own, and not what other offices have written too. What is
//! shared was found before, among all reports of a run.

use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Quote, Severity, Subject};

static RULE: Rule = Rule {
    id: "shared-text",
    family: Family::Narrative,
    severity: Severity::Note,
    authority: Authority::Form,
    holds: Words {
        zh: "一次核对多份年报时，与其他单位相同或几乎相同的句子不到五分之一（规定用语不算）；与某一个单位相同的过半时是警告",
        en: "where many reports are checked at once, less than a fifth of the sentences are those of other offices, word for word or nearly (prescribed wordings aside); a warning where one office has half of them",
    },
    advice: Words {
        zh: "对照相同的句子，写本单位自己的情况；上级统一规定的写法不用改",
        en: "rewrite the shared sentences from what this office did itself; wording that a superior office prescribes may stay",
    },
    breaks: Example {
        words: Words {
            zh: "青禾市水务局的正文，白石市林业局的年报里也有，只改了名称",
            en: "the text is also another office's, with only the name changed",
        },
        make: |sample| {
            sample
                .text("overview", SHARED)
                .other_office(|other| other.item("机关名称", "白石市林业局").text("overview", SHARED))
        },
        at: "正文 › A3",
    },
    near_miss: Example {
        words: Words {
            zh: "两个单位的年报都有规定的引言和“没有收取信息处理费”，其余各写各的",
            en: "two offices have the prescribed preface and the line on fees in common, and nothing else",
        },
        make: |sample| {
            sample
                .text("preface", PRESCRIBED)
                .text("other_matters", "本年没有收取信息处理费，也没有其他需要报告的事项。")
                .other_office(|other| {
                    other
                        .item("机关名称", "白石市林业局")
                        .text("preface", PRESCRIBED)
                        .text("other_matters", "本年没有收取信息处理费，也没有其他需要报告的事项。")
                })
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// What the examples' offices have in common.
const SHARED: &str = "把年度重点任务逐项分到科室，明确完成时限，每季度通报进度，年底对照清单验收。\n\
    在门户网站开设专题栏目，集中展示办事指南、收费目录和监督方式，方便群众查询。\n\
    建立信息发布前的三级审核制度，未经审核的信息一律不得发布，确保内容准确。";
const PRESCRIBED: &str =
    "本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限为全年，电子版可在门户网站下载。";
/// How many sentences are shared at least.
const FEWEST: usize = 3;
/// Every how manieth.
const SHARE: usize = 5;
/// How many are shown.
const SHOWN: usize = 40;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(common) = subject.in_common else {
        return Vec::new();
    };
    let report = subject.report;
    let (many, of) = (common.sentences.len(), common.of);
    if many < FEWEST || many * SHARE < of {
        return Vec::new();
    }
    let percent = many * 100 / of;
    let (zh, en) = match &common.nearest {
        Some((name, count)) => (
            format!("，其中与“{name}”相同的最多，有 {count} 句"),
            format!("; most of them, {count}, are those of “{name}”"),
        ),
        None => Default::default(),
    };
    let message = Text::new(
        format!("正文 {of} 句中有 {many} 句（{percent}%）与其他单位的年报相同或几乎相同{zh}"),
        format!(
            "{many} of the text's {of} sentences ({percent} %) are those of other offices, word for word or nearly{en}"
        ),
    );
    let mut places: Vec<Location> = Vec::new();
    let mut quotes = Vec::new();
    for shared in common.sentences.iter().take(SHOWN) {
        let Some(paragraph) = report.narrative.get(shared.paragraph) else {
            continue;
        };
        let place = Location::from(paragraph.locus.clone());
        if places.last() != Some(&place) {
            places.push(place);
        }
        quotes.push(Quote::words(shared.paragraph, &paragraph.text, shared.span.clone()));
    }
    let is_one_offices = common
        .nearest
        .as_ref()
        .is_some_and(|(_, count)| count * 2 >= of && *count > FEWEST);
    let mut finding = subject.finding(&RULE, places, message).with_quotes(quotes);
    if is_one_offices {
        finding.severity = Severity::Warning;
    }
    vec![finding]
}
