//! `quantity-variants`: one thing that is counted has one number throughout the text.

use nianbao_model::{Text, inventory};

use crate::quote::digits_of;
use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Quote, Severity, Subject, Value};
use nianbao_prose::{Counted, Measure, Passage, Period};

static RULE: Rule = Rule {
    id: "quantity-variants",
    family: Family::Narrative,
    severity: Severity::Note,
    authority: Authority::Workbook,
    holds: Words {
        zh: "同一项内容前后写的数一致",
        en: "one thing that is counted has one number throughout the text",
    },
    advice: Words {
        zh: "核对是不是同一项内容；是的，改成一致，最好写进“业务数据”，两处都引用",
        en: "if these are one thing, give it one number; best put it among the indicators and cite it in both places",
    },
    breaks: Example {
        words: Words {
            zh: "前面写“举办业务培训6期”，后面写“举办业务培训8期”",
            en: "6 training courses in one place, 8 in another",
        },
        make: |sample| sample.text("overview", "全年举办业务培训6期。\n加强队伍建设，全年举办业务培训8期。"),
        at: "正文 › A5",
    },
    near_miss: Example {
        words: Words {
            zh: "“上半年举办业务培训2期，全年举办业务培训4期”，“公众号推送信息512条，官方微博推送信息305条”",
            en: "other times, and other channels",
        },
        make: |sample| {
            sample.text(
                "overview",
                "上半年举办业务培训2期，全年举办业务培训4期。公众号推送信息512条，官方微博推送信息305条。",
            )
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// How many characters must name the thing.
const NAMED: usize = 4;

/// A number with the words for what it counts.
struct Named<'a> {
    what: String,
    counted: &'a Counted,
    passage: &'a Passage,
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let prose = subject.prose();
    let claimed = |counted: &Counted| {
        prose
            .claims
            .iter()
            .any(|claim| claim.paragraph == counted.paragraph && claim.span.end == counted.quantity.span.end)
    };
    let own = prose.counted.iter().filter(|counted| {
        counted.period == Period::Own
            && !counted.elsewhere
            && !counted.compares
            && !counted.is_tabled
            && counted.quantity.is_exact()
            && counted.quantity.measure != Measure::Percent
            && !claimed(counted)
    });
    let own: Vec<&Counted> = own.collect();
    // Only another number in the same unit can contradict one.
    let may_differ = |counted: &&&Counted| {
        let one = &counted.quantity;
        own.iter()
            .any(|other| other.quantity.unit == one.unit && other.quantity.value != one.value)
    };
    let year = subject.report.metadata.year();
    let named: Vec<Named<'_>> = own
        .iter()
        .filter(may_differ)
        .filter_map(|counted| {
            let passage = prose.passage(counted.paragraph)?;
            let what = passage.what_is_counted(counted.lead.clone(), year);
            // A part of something, and who knows whether of the same.
            let is_part = passage.sentence_to(&counted.quantity.span).contains("其中");
            (!is_part && what.chars().count() >= NAMED).then_some(Named { what, counted, passage })
        })
        .collect();
    let mut findings = Vec::new();
    for (at, second) in named.iter().enumerate() {
        if let Some(first) = named[..at].iter().find(|first| differ(first, second)) {
            findings.extend(finding(subject, first, second));
        }
    }
    findings
}

/// Whether two numbers are of one thing, and differ.
fn differ(first: &Named<'_>, second: &Named<'_>) -> bool {
    let (one, other) = (&first.counted.quantity, &second.counted.quantity);
    let same_sentence = first.counted.paragraph == second.counted.paragraph
        && first.passage.sentence_around(&one.span) == second.passage.sentence_around(&other.span);
    if one.value == other.value || one.unit != other.unit || same_sentence {
        return false;
    }
    if first.what == second.what {
        return true;
    }
    // What one place says in its own clause, the other may say earlier in the sentence.
    let (longer, shorter) = if first.what.len() > second.what.len() {
        (first, second)
    } else {
        (second, first)
    };
    longer.what.strip_suffix(shorter.what.as_str()).is_some_and(|more| {
        more.chars().count() > 1
            && shorter
                .passage
                .sentence_around(&shorter.counted.quantity.span)
                .contains(more)
    })
}

fn finding(subject: &Subject<'_>, first: &Named<'_>, second: &Named<'_>) -> Option<Finding> {
    let said = |named: &Named<'_>| named.counted.lead.start..named.counted.quantity.span.end;
    let (one, other) = (first.passage.quote(&said(first)), second.passage.quote(&said(second)));
    let places = [second, first].map(|named| subject.report.narrative.get(named.counted.paragraph));
    let places: Option<Vec<_>> = places
        .into_iter()
        .map(|paragraph| Some(paragraph?.locus.clone().into()))
        .collect();
    let message = Text::new(
        format!("这里写“{other}”，另一处写“{one}”，是不是同一项？"),
        format!("“{other}” here, “{one}” in another place: is this the same thing?"),
    );
    let found = second.counted.quantity.value.normalize();
    let digits = digits_of(second.passage, Some(&second.counted.quantity), found);
    let finding = subject.finding(&RULE, places?, message);
    let finding = finding
        .with_found(Value::Number(found).told(digits.is_some()))
        .with_quotes([Quote::of_number(second.passage, &said(second), digits)]);
    Some(finding)
}
