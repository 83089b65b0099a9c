//! `repeated-figures`: a sentence that says how much was done in the year is not last year's.
//! What the tables of this year have is true, and not spoken of.

use std::ops::Range;

use nianbao_likeness::{Known, Sentence, sentences};
use nianbao_model::{Text, inventory};
use nianbao_prose::{Claim, Counted, Measure, Period, Prose, Verdict};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Quote, Severity, Subject, stated};

static RULE: Rule = Rule {
    id: "repeated-figures",
    family: Family::Years,
    severity: Severity::Warning,
    authority: Authority::Standard("《中华人民共和国政府信息公开条例》第五十条"),
    holds: Words {
        zh: "写明本年办了多少的句子，不与上年一字不差",
        en: "no sentence that says how much was done this year stands word for word in last year's text",
    },
    advice: Words {
        zh: "核对这句里的数：是上年的就改成本年的；确实同上年一样的，保留并在“允许”中说明",
        en: "check the figures of the sentence: put in this year's, or, where they are the same, say so with 允许",
    },
    breaks: Example {
        words: Words {
            zh: "两年的年报都写“2024年（上年写2023年）举办培训3次，发布解读材料28篇”",
            en: "both years' reports say “3 trainings were held and 28 explanations published”, with only the year changed",
        },
        make: |sample| {
            sample
                .text("overview", "2024年，举办培训3次，发布政策解读材料28篇。")
                .last_year(|before| {
                    before
                        .text("overview", "2023年，举办培训3次，发布政策解读材料28篇。")
                        .instead(
                            "政策解读的形式还不够丰富，今后将多用图表说明。",
                            "办事指南还不够详细，今后将逐项补充。",
                        )
                })
        },
        at: "正文 › A4",
    },
    near_miss: Example {
        words: Words {
            zh: "两年都写“新收政府信息公开申请12件”，本年的表里也是 12；两年都写“设公开栏目4个”",
            en: "both years received 12 applications, as the table of this year has it, and both have 4 columns on the web site",
        },
        make: |sample| {
            sample
                .text(
                    "overview",
                    "新收政府信息公开申请12件。\n网站设公开栏目4个，由办公室管理。",
                )
                .last_year(|before| {
                    before.text(
                        "overview",
                        "新收政府信息公开申请12件。\n网站设公开栏目4个，由办公室管理。",
                    )
                })
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// Units of what is done in a year. What is there from year to year is counted in others: 个, 名,
/// 台, 处.
const DONE: [&str; 16] = [
    "件", "份", "宗", "起", "条", "次", "场", "期", "篇", "批", "余件", "余条", "余次", "人次", "户次", "件次",
];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(previous) = subject.previous else {
        return Vec::new();
    };
    let (report, form) = (subject.report, subject.form);
    let before = sentences(previous, form);
    let known = Known::new(&before);
    let told = sentences(report, form).into_iter().filter_map(|sentence| {
        let same = before.get(known.same(&sentence).filter(|_| may_tell(&sentence))?)?;
        let numbers = unconfirmed(subject, &sentence);
        if numbers.is_empty() {
            return None;
        }
        let paragraph = &report.narrative[sentence.paragraph];
        let words = sentence.text(report);
        let message = Text::new(
            format!("“{words}”与上年一字不差，其中的数也没有变"),
            format!("“{words}” stands word for word in last year's text, with the same figures"),
        );
        let mut quote = Quote::words(sentence.paragraph, &paragraph.text, sentence.span.clone()).told();
        quote.marks = numbers;
        let places = vec![
            paragraph.locus.clone().into(),
            Location::from(previous.narrative[same.paragraph].locus.clone()).last_years(),
        ];
        Some(subject.finding(&RULE, places, message).with_quotes([quote]))
    });
    told.collect()
}

/// Whether a sentence may say what was done: it is in a part, and not prescribed.
fn may_tell(sentence: &Sentence) -> bool {
    sentence.part.is_some() && !sentence.is_prescribed
}

/// The numbers of a sentence that say what was done, and that the tables do not have.
fn unconfirmed(subject: &Subject<'_>, sentence: &Sentence) -> Vec<Range<usize>> {
    let prose = subject.prose();
    let Some(passage) = prose.passage(sentence.paragraph) else {
        return Vec::new();
    };
    let counted = prose.counted.iter().filter(|counted| {
        counted.paragraph == sentence.paragraph && is_done(counted) && !is_confirmed(subject, prose, counted)
    });
    let places = counted.map(|counted| passage.place(&counted.quantity.number));
    let inside = places.filter(|place| sentence.span.start <= place.start && place.end <= sentence.span.end);
    let mut inside: Vec<_> = inside.collect();
    inside.sort_by_key(|place| place.start);
    inside.dedup();
    inside
}

fn is_done(counted: &Counted) -> bool {
    let quantity = &counted.quantity;
    let unit = quantity.unit.as_str();
    let is_flow = quantity.measure == Measure::Money || DONE.contains(&unit);
    is_flow && !quantity.value.is_zero() && counted.period == Period::Own && !counted.elsewhere
}

fn is_confirmed(subject: &Subject<'_>, prose: &Prose, counted: &Counted) -> bool {
    let is_of = |claim: &&Claim| {
        let own = claim.quantity.as_ref();
        claim.paragraph == counted.paragraph && own.is_some_and(|own| own.span == counted.quantity.span)
    };
    let holds = |claim: &Claim| {
        let sums = stated::sums(subject.report, claim).into_iter().enumerate();
        sums.map(|(nth, sum)| claim.beside(nth, stated::in_units_of(claim, &sum).unwrap_or(sum.value)))
            .any(|verdict| verdict == Verdict::Explained)
    };
    let claims = prose.claims.iter().chain(&prose.questions);
    claims.filter(is_of).any(holds)
}
