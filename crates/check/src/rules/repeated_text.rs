//! `repeated-text`: the text is written for the year, and not last year's over again.

use nianbao_likeness::{Known, own, sentences};
use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Quote, Severity, Subject};

static RULE: Rule = Rule {
    id: "repeated-text",
    family: Family::Years,
    severity: Severity::Note,
    authority: Authority::Standard("《中华人民共和国政府信息公开条例》第五十条"),
    holds: Words {
        zh: "正文中与上年一字不差的句子不到四分之一（标题、引言和规定用语不算）",
        en: "less than a quarter of the text's sentences stand word for word in last year's (headings, the preface and prescribed wordings aside)",
    },
    advice: Words {
        zh: "逐句看看还符不符合本年的情况：变了的改写，没有变的可以保留",
        en: "ask of each sentence whether it is still true of this year: rewrite what has changed and keep the rest",
    },
    breaks: Example {
        words: Words {
            zh: "总体情况的两句和改进情况的两句都同上年一样",
            en: "all four sentences of the text are last year's",
        },
        make: |sample| {
            sample
                .text("overview", REPEATED)
                .last_year(|before| before.text("overview", REPEATED))
        },
        at: "正文 › A3",
    },
    near_miss: Example {
        words: Words {
            zh: "引言和规定用语同上年一样，其余各句是新写的",
            en: "the preface and the prescribed wordings are last year's, the other sentences are new",
        },
        make: |sample| {
            sample
                .text("preface", "本报告根据《中华人民共和国政府信息公开条例》编制。")
                .text("overview", "全年没有收到不予公开方面的投诉，水费标准改在办事大厅公示。")
                .text("other_matters", "本年没有收取信息处理费。")
                .instead(
                    "政策解读的形式还不够丰富，今后将多用图表说明。",
                    "管网改造的进度公开得不够及时，今后按月公布。",
                )
                .last_year(|before| {
                    before
                        .text("preface", "本报告根据《中华人民共和国政府信息公开条例》编制。")
                        .text("other_matters", "本年没有收取信息处理费。")
                })
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// What the examples of this year and last have in common.
const REPEATED: &str = "节水宣传进入学校和社区，图册放在办事大厅供群众取阅。\n供水管网改造的计划和进度在网站专栏公布。";
/// How many sentences are repeated at least: a few are in every report.
const FEWEST: usize = 3;
/// Every how manieth.
const SHARE: usize = 4;
/// How many are shown.
const SHOWN: usize = 40;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(previous) = subject.previous else {
        return Vec::new();
    };
    let (report, form) = (subject.report, subject.form);
    let before = sentences(previous, form);
    let known = Known::new(&before);
    let all = own(report, form);
    let repeated: Vec<_> = all
        .iter()
        .filter_map(|sentence| Some((sentence, before.get(known.same(sentence)?)?)))
        .collect();
    if repeated.len() < FEWEST || repeated.len() * SHARE < all.len() {
        return Vec::new();
    }
    let mut places: Vec<Location> = Vec::new();
    for (sentence, _) in &repeated {
        let place = Location::from(report.narrative[sentence.paragraph].locus.clone());
        if places.last() != Some(&place) {
            places.push(place);
        }
    }
    let first = repeated
        .first()
        .map(|(_, before)| &previous.narrative[before.paragraph]);
    places.truncate(SHOWN);
    places.extend(first.map(|paragraph| Location::from(paragraph.locus.clone()).last_years()));
    let (many, of) = (repeated.len(), all.len());
    let percent = many * 100 / of;
    let message = Text::new(
        format!("正文 {of} 句中有 {many} 句（{percent}%）与上年一字不差"),
        format!("{many} of the text's {of} sentences ({percent} %) stand word for word in last year's"),
    );
    let quotes = repeated.iter().take(SHOWN).map(|(sentence, _)| {
        let text = &report.narrative[sentence.paragraph].text;
        Quote::words(sentence.paragraph, text, sentence.span.clone())
    });
    vec![subject.finding(&RULE, places, message).with_quotes(quotes)]
}
