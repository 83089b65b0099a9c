//! `announced-outline`: the outline announced in the preface is the report's own.

use std::ops::Range;

use nianbao_model::report::Paragraph;
use nianbao_model::{Decimal, Text, inventory, label, numeral};

use crate::pattern::{self, Rest};
use crate::quote::trimmed;
use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Quote, Severity, Subject, Value};

static RULE: Rule = Rule {
    id: "announced-outline",
    family: Family::Narrative,
    severity: Severity::Warning,
    authority: Authority::Form,
    holds: Words {
        zh: "开头说明的各个部分与后面的标题一致",
        en: "the parts announced in the preface are the report's",
    },
    advice: Words {
        zh: "多半是沿用了旧格式的开头：按六个部分的标题改写，或删去这一句",
        en: "the preface was probably taken over from an older form: write it after the six headings, or take the sentence out",
    },
    breaks: Example {
        words: Words {
            zh: "开头：“本报告包括概述、主动公开、依申请公开、收费情况、复议诉讼、存在问题六个部分”",
            en: "the preface announces the parts of the form before 2019",
        },
        make: |sample| {
            sample.text(
                "preface",
                "本报告由概述、主动公开政府信息情况、依申请公开政府信息情况、政府信息公开收费及减免情况、行政复议和行政诉讼情况、存在的不足和改进措施六个部分组成。",
            )
        },
        at: "正文 › A2",
    },
    near_miss: Example {
        words: Words {
            zh: "开头列出六个部分，第四部分写作“政府信息公开行政复议和行政诉讼情况”",
            en: "the six parts, with 和 for 、 in the fourth",
        },
        make: |sample| {
            sample.text(
                "preface",
                "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。",
            )
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// How a sentence that announces the parts begins: `本报告由`.
fn announces(rest: &mut Rest<'_>) -> Option<()> {
    /// How many characters may stand between what is announced and the verb.
    const GAP: usize = 12;
    rest.word(&["年报", "报告", "全文", "内容", "全篇"])?;
    for _ in 0..=GAP {
        if rest
            .word(&["包括", "包含", "由", "分为", "共分", "分", "如下"])
            .is_some()
        {
            return Some(());
        }
        rest.one(|c| c != '\n')?;
    }
    None
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// `六个部分`, `六部分`: how many.
fn parts<'a>(rest: &mut Rest<'a>) -> Option<&'a str> {
    let count = rest.many(is_numeral).or_else(|| rest.many(|c| c.is_ascii_digit()))?;
    rest.word(&["个"]);
    rest.word(&["大"]);
    rest.word(&["部分"])?;
    Some(count)
}

/// The number of an item: `（一）`, `一、`, `1.`.
fn item(rest: &mut Rest<'_>) -> Option<()> {
    if rest.word(&["(", "（"]).is_some() {
        rest.many(|c| is_numeral(c) || c.is_ascii_digit())?;
        rest.word(&[")", "）"])?;
    } else if rest.many(is_numeral).is_some() {
        rest.word(&["、"])?;
    } else {
        rest.many(|c| c.is_ascii_digit())?;
        rest.word(&[".", "．", "、"])?;
    }
    Some(())
}

/// How many items make an outline.
const ITEMS: usize = 3;
/// How many characters left over are an item of their own.
const LEFT_OVER: usize = 4;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let narrative = &subject.report.narrative;
    let headings: Vec<&Paragraph> = narrative.iter().filter(|paragraph| paragraph.level == 1).collect();
    let preface = narrative.iter().take_while(|paragraph| paragraph.level != 1);
    preface
        .enumerate()
        .filter_map(|(index, paragraph)| announced(subject, index, paragraph, &headings))
        .collect()
}

fn announced(subject: &Subject<'_>, index: usize, paragraph: &Paragraph, headings: &[&Paragraph]) -> Option<Finding> {
    let mut begin_of_next = 0;
    let (start, sentence, list) = paragraph.text.split_inclusive('。').find_map(|sentence| {
        let start = begin_of_next;
        begin_of_next += sentence.len();
        // The titles of what a report is drawn up by are no parts of it.
        let plain = pattern::replaced(sentence, "", pattern::title);
        let (begin, ()) = pattern::find(&plain, announces)?;
        let list = plain[begin.end..].to_owned();
        let numbered = pattern::all(&list, item).count();
        let listed = list.split(['、', '，', ',', '；', ';']).count();
        let parts = ["情况", "概述", "事项", "问题"]
            .iter()
            .map(|word| list.matches(*word).count())
            .sum::<usize>();
        (numbered.max(listed) >= ITEMS && parts >= 2).then_some((start, sentence, list))
    })?;
    let numbered = pattern::all(&list, item).count();
    let counted = pattern::find(&list, parts).and_then(|(_, count)| number(count));
    // 条例第五十条 lists what a report must have, in words of its own and without a summary.
    let is_the_regulations = sentence.contains("第五十条") || sentence.matches("的情况").count() >= ITEMS;
    if counted.is_none() && is_the_regulations {
        return None;
    }
    let mut rest = squeezed(&list);
    let mut missing = Vec::new();
    for heading in headings {
        let part = subject.form.part_headed(&heading.text).map(|(_, part)| part);
        let own = label::normalize(&heading.text);
        let official = part.map(|part| part.heading.wordings()).unwrap_or_default();
        let wordings: Vec<String> = std::iter::once(&own)
            .chain(official)
            .map(|wording| squeezed(wording).replace(CLAUSE, ""))
            .collect();
        match wordings.iter().find(|wording| rest.contains(wording.as_str())) {
            Some(wording) => rest = rest.replacen(wording, "|", 1),
            None => missing.push((own, wordings)),
        }
    }
    let mut rest = pattern::replaced(&rest, "|", parts);
    // One in other words.
    missing.retain(|(_, wordings)| {
        let short = rest
            .split(['|', CLAUSE])
            .find(|piece| wordings.iter().any(|wording| is_short_for(piece, wording)));
        let short = short.map(str::to_owned);
        rest = short
            .as_ref()
            .map_or_else(|| rest.clone(), |short| rest.replacen(short, "|", 1));
        short.is_none()
    });
    let extra = announced_items(&rest).any(|piece| leftover(piece).chars().count() >= LEFT_OVER);
    let all = Decimal::from(headings.len());
    let wrong_count = counted.is_some_and(|counted| counted != all);
    if missing.is_empty() && !extra && !wrong_count {
        return None;
    }
    let said = counted.or_else(|| (numbered >= ITEMS).then(|| Decimal::from(numbered)));
    // A right count beside wrong parts explains nothing.
    let said = said.filter(|said| *said != all);
    let (zh, en) = said.map_or_else(
        || (String::from("所列的部分"), String::from("the parts it lists")),
        |said| {
            (
                format!("所说的 {said} 个部分"),
                format!("the {said} parts it announces"),
            )
        },
    );
    let lacking = |zh: bool| match missing.first() {
        Some((first, _)) if zh => format!("，如没有提到“{first}”"),
        Some((first, _)) => format!("; for one, “{first}” is not announced"),
        None => String::new(),
    };
    let message = Text::new(
        format!("开头{zh}与后面的 {} 个部分不一致{}", headings.len(), lacking(true)),
        format!(
            "the preface and the report disagree: {en} are not the {} that follow{}",
            headings.len(),
            lacking(false)
        ),
    );
    let sentence = trimmed(&paragraph.text, &(start..start + sentence.len()));
    let quote = Quote {
        marks: said
            .and_then(|said| stated(&paragraph.text, &sentence, said))
            .into_iter()
            .collect(),
        ..Quote::words(index, &paragraph.text, sentence)
    };
    let finding = subject.finding(&RULE, vec![paragraph.locus.clone().into()], message);
    Some(Finding {
        found: said.map(|said| Value::Number(said).told(true)),
        expected: said.map(|_| Value::Number(all).told(true)),
        ..finding.with_quotes([quote])
    })
}

/// Where in its sentence a number of parts is stated.
fn stated(text: &str, sentence: &Range<usize>, said: Decimal) -> Option<Range<usize>> {
    let mut counts = pattern::all(&text[sentence.clone()], parts);
    let (place, count) = counts.find(|(_, count)| number(count) == Some(said))?;
    let start = sentence.start + place.start;
    Some(start..start + count.len())
}

fn number(text: &str) -> Option<Decimal> {
    text.parse().ok().or_else(|| numeral::parse(text))
}

/// What stands for the end of a clause in a squeezed text.
const CLAUSE: char = '/';

/// A text without its numbers, marks and joining words; clauses stay apart.
fn squeezed(text: &str) -> String {
    let text = pattern::replaced(text, "", item).replace("或者", "");
    let kept = |c: char| match c {
        '，' | ',' | '；' | ';' | '。' => Some(CLAUSE),
        '和' | '及' | '与' | '的' | '等' | '以' | '因' => None,
        c => c.is_alphanumeric().then_some(c),
    };
    text.chars().filter_map(kept).collect()
}

/// Whether a piece is a wording in other words: three of four of its characters are there.
fn is_short_for(piece: &str, wording: &str) -> bool {
    const SHORTEST: usize = 4;
    let length = piece.chars().count();
    let shared = piece.chars().filter(|c| wording.contains(*c)).count();
    length >= SHORTEST && shared * 4 >= length * 3
}

/// The pieces between the parts that were found, up to the end of the clause with the last of
/// them: behind it the sentence goes on with something else.
fn announced_items(rest: &str) -> impl Iterator<Item = &str> {
    let (list, tail) = rest.rsplit_once('|').unwrap_or((rest, ""));
    let tail = tail.split(CLAUSE).next().unwrap_or_default();
    list.split(['|', CLAUSE]).chain(std::iter::once(tail))
}

/// What of a piece between the parts is neither a part nor a way of leading over to one.
fn leftover(piece: &str) -> String {
    const LEADS: [&str; 14] = [
        "政府信息公开",
        "政务公开",
        "工作",
        "组成",
        "构成",
        "内容",
        "共",
        "其他",
        "本年",
        "情况说明",
        "附件",
        "附表",
        "被申请",
        "提起",
    ];
    // The sentence may go on with other things than parts.
    let piece = piece.split("统计期限").next().unwrap_or(piece);
    LEADS
        .iter()
        .fold(piece.to_owned(), |piece, lead| piece.replace(lead, ""))
}
