//! `edition-difference`: what an office publishes as a page, a Word file and a PDF is one report.

use nianbao_likeness::{Known, Sentence, sentences};
use nianbao_model::figure::Figure;
use nianbao_model::{Report, Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Quote, Severity, Subject, Value, stated};

static RULE: Rule = Rule {
    id: "edition-difference",
    family: Family::Structure,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "同一份年报的网页、Word 文件和 PDF，数和文字都相同（--group office 时核对）",
        en: "the page, the Word file and the PDF of one report have the same figures and the same text (checked with --group office)",
    },
    advice: Words {
        zh: "查明哪一个版本是对的，改正另一个，重新发布",
        en: "find out which edition is right, correct the other and publish it again",
    },
    breaks: Example {
        words: Words {
            zh: "网页上本年新收申请总计 12，附件 Word 文件里是 21",
            en: "12 applications on the page, 21 in the Word file",
        },
        make: |sample| sample.edition(|other| other.figure("applications.new_received.total", 21)),
        at: "表三 依申请公开 › J5",
    },
    near_miss: Example {
        words: Words {
            zh: "Word 文件里的数带千分位，标点和空格不同",
            en: "the Word file writes the figure with other digits and spaces",
        },
        make: |sample| {
            sample.edition(|other| {
                other
                    .figure("disclosure.licensing.decisions", "342 ")
                    .instead("无。", "无 。")
            })
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// How many figures that differ are listed one by one.
const SHOWN: usize = 12;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let editions = subject.editions.iter();
    editions
        .flat_map(|other| {
            let figures = subject.report.figures().filter_map(|own| figure(subject, own, other));
            let mut figures: Vec<Finding> = figures.collect();
            let more = figures.len().saturating_sub(SHOWN);
            figures.truncate(SHOWN);
            figures.extend(further(subject, other, more));
            figures.extend(text(subject, other));
            figures
        })
        .collect()
}

/// That there are more figures which differ: whoever published another report altogether need not
/// read all of them.
fn further(subject: &Subject<'_>, other: &Report, more: usize) -> Option<Finding> {
    let file = other.files.first().filter(|_| more > 0)?;
    let message = Text::new(
        format!("与 {file} 还有 {more} 个数不同，可能不是同一份年报"),
        format!("{more} more figures differ from those of {file}, which may be another report"),
    );
    Some(subject.finding(&RULE, subject.whole(), message))
}

/// That a figure is another one in another edition.
fn figure(subject: &Subject<'_>, own: &Figure, other: &Report) -> Option<Finding> {
    let theirs = other.figure(&own.key)?;
    let (one, two) = (own.number()?.normalize(), theirs.number()?.normalize());
    if one == two {
        return None;
    }
    let name = stated::figure_name(subject.form, &own.key);
    let file = &theirs.locus.file;
    let message = Text::new(
        format!("“{name}”是 {one}，在同一份年报的 {file} 中是 {two}"),
        format!("“{name}” is {one}, and {two} in {file}, which is the same report"),
    );
    let places = vec![Location::figure(own), theirs.locus.clone().into()];
    let finding = subject.finding(&RULE, places, message);
    Some(
        finding
            .with_found(Value::Number(one).told(true))
            .with_expected(Value::Number(two).told(true)),
    )
}

/// That the text is another one: a person has to look, for it may be read differently.
fn text(subject: &Subject<'_>, other: &Report) -> Option<Finding> {
    let (own, theirs) = (sentences(subject.report, subject.form), sentences(other, subject.form));
    if own.is_empty() || theirs.is_empty() {
        return None;
    }
    let lacking = |these: &[Sentence], those: &Known<'_>| -> Vec<Sentence> {
        let apart = these.iter().filter(|sentence| those.same(sentence).is_none());
        apart.filter(|sentence| sentence.part.is_some()).cloned().collect()
    };
    let only_own = lacking(&own, &Known::new(&theirs));
    let only_theirs = lacking(&theirs, &Known::new(&own));
    let file = other.files.first().map(|file| file.to_string()).unwrap_or_default();
    let (here, there) = (only_own.len(), only_theirs.len());
    if here + there == 0 {
        return None;
    }
    // What is here is quoted; what is only there is not to be seen otherwise.
    let (zh, en) = match only_theirs.first().map(|sentence| sentence.text(other)) {
        Some(words) => (format!("，如“{words}”"), format!(", such as “{words}”")),
        None => Default::default(),
    };
    let message = Text::new(
        format!("正文与同一份年报的 {file} 不同：这里有 {here} 句那里没有，那里有 {there} 句这里没有{zh}"),
        format!(
            "the text is not that of {file}, which is the same report: {here} sentences are only here, {there} only there{en}"
        ),
    );
    let place =
        |report: &Report, sentence: &Sentence| Location::from(report.narrative[sentence.paragraph].locus.clone());
    let places = only_own.iter().take(1).map(|sentence| place(subject.report, sentence));
    let places = places.chain(only_theirs.iter().take(1).map(|sentence| place(other, sentence)));
    let quotes = only_own.iter().map(|sentence| {
        let text = &subject.report.narrative[sentence.paragraph].text;
        Quote::words(sentence.paragraph, text, sentence.span.clone())
    });
    let mut finding = subject.finding(&RULE, places.collect(), message).with_quotes(quotes);
    finding.severity = Severity::Warning;
    Some(finding)
}
