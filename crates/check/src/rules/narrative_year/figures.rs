//! Sentences whose numbers tell that their year is a slip: this year's figures under another year's name, or last
//! year's left where this year's should stand.

use std::collections::BTreeMap;

use nianbao_model::{Decimal, Text};
use nianbao_prose::{Claim, Passage, Scope};

use super::finding;
use crate::{Finding, Quote, Severity, Subject, Value, stated};

/// Sentences that give last year's figures where this year's should stand: nothing else in the text
/// gives those, and nothing in the paragraph is of this year or compared with it.
pub(super) fn left_over(subject: &Subject<'_>, year: i32) -> Vec<Finding> {
    let prose = subject.prose();
    let own = |claim: &&Claim| claim.scope == Scope::Own && claim.quantity.is_some();
    let told: Vec<&String> = prose
        .claims
        .iter()
        .filter(own)
        .flat_map(|claim| claim.readings.iter().flatten())
        .collect();
    let mut sentences: BTreeMap<(usize, usize), Vec<&Claim>> = BTreeMap::new();
    for claim in prose.claims.iter().filter(|claim| claim.scope == Scope::Year(year - 1)) {
        if let Some(passage) = prose.passage(claim.paragraph) {
            let start = passage.sentence_span(&claim.span).start;
            sentences.entry((claim.paragraph, start)).or_default().push(claim);
        }
    }
    let findings = sentences.into_iter().filter_map(|((paragraph, start), claims)| {
        let passage = prose.passage(paragraph)?;
        let begins = passage.text[start..].starts_with(&format!("{}年", year - 1));
        let is_told = claims.iter().any(|claim| claim.readings.iter().flatten().any(|key| told.contains(&key)));
        let compares = [&format!("{year}"), "本年", "今年", "同比", "上年", "比", "较", "全年度", "该年", "报告"];
        let is_compared = compares.iter().any(|word| passage.text.contains(*word));
        let contradicted = claims.iter().any(|claim| stated::contradicted(subject.report, claim).is_some());
        if !begins || claims.len() < AGREEING || is_told || is_compared || !contradicted {
            return None;
        }
        let named = year - 1;
        let message = Text::new(
            format!("这一句写的是 {named} 年，其中的数也不是 {year} 年表格里的。如果是去年的报告里留下的，请换成 {year} 年的；确实要写 {named} 年的，就不用改"),
            format!("the sentence is on {named}, and its numbers are not those of {year}'s tables: if it is left from last year's report, replace it"),
        );
        let span = claims.first()?.span.clone();
        let quote = Quote::of_sentence(passage, &span, &passage.years(&span, named));
        let finding = finding(subject, passage, quote, message)?;
        let finding = finding.with_found(Value::Year(named).told(true)).with_expected(Value::Year(year).told(true));
        Some(Finding {
            severity: Severity::Note,
            ..finding
        })
    });
    findings.collect()
}

/// How many of a sentence's numbers must be this year's for its year to be the slip.
const AGREEING: usize = 2;

/// Sentences that give this year's figures under another year's name.
pub(super) fn of_another(subject: &Subject<'_>, year: i32) -> Vec<Finding> {
    let prose = subject.prose();
    let mut sentences: BTreeMap<(usize, &str), (i32, Vec<&Claim>)> = BTreeMap::new();
    for claim in &prose.claims {
        let Scope::Year(named) = claim.scope else { continue };
        if let Some(passage) = prose.passage(claim.paragraph) {
            let sentence = passage.sentence_around(&claim.span);
            sentences
                .entry((claim.paragraph, sentence))
                .or_insert((named, Vec::new()))
                .1
                .push(claim);
        }
    }
    let told = sentences.into_iter().filter_map(|((paragraph, _), (named, claims))| {
        let agrees = |claim: &&&Claim| {
            let zero = claim.quantity.as_ref().is_none_or(|quantity| quantity.value.is_zero());
            !zero
                && stated::contradicted(subject.report, claim).is_none()
                && !stated::sums(subject.report, claim).is_empty()
        };
        let agreeing = claims.iter().filter(agrees).count();
        let passage = prose.passage(paragraph)?;
        let by_number = passage.text.contains(&format!("{named}年"));
        // Last year's figures may be this year's by chance, but not all of several. One may well be, and is told if it
        // is large, and the text says nothing of this year beside it.
        let is_lone =
            || claims.len() == 1 && agreeing == 1 && says_much(claims[0]) && !is_compared(subject, claims[0], passage);
        if agreeing < claims.len() || agreeing < AGREEING && !is_lone() {
            return None;
        }
        let years = passage.years(&claims.first()?.span, named);
        let message = match agreeing {
            1 => Text::new(
                format!("这里写的是 {named} 年，数却是 {year} 年表格里的。请核对年份"),
                format!("this is said of {named}, and the number is that of {year}'s tables: check the year"),
            ),
            _ => Text::new(
                format!("这一句写的是 {named} 年，各个数却都是 {year} 年的。请确认年份"),
                format!("the sentence is on {named}, but all its numbers are those of {year}: check the year"),
            ),
        };
        let quote = Quote::of_sentence(passage, &claims.first()?.span, &years);
        let finding = finding(subject, passage, quote, message)?;
        let finding = finding
            .with_found(Value::Year(named).told(true))
            .with_expected(Value::Year(year).told(true));
        let severity = match (agreeing, by_number) {
            (1, _) => Severity::Note,
            (_, true) => finding.severity,
            (_, false) => Severity::Warning,
        };
        Some(Finding { severity, ..finding })
    });
    told.collect()
}

/// Whether a number is seldom the same in two years.
fn says_much(claim: &Claim) -> bool {
    const LARGE: i64 = 10;
    let value = claim.quantity.as_ref().map(|quantity| quantity.value);
    value.is_some_and(|value| value >= Decimal::from(LARGE))
}

/// Whether the text sets a number of another year beside one of this year, or last year's report has it too.
fn is_compared(subject: &Subject<'_>, claim: &Claim, passage: &Passage) -> bool {
    const COMPARING: [&str; 10] = ["同比", "相比", "比", "较", "增", "减", "升", "降", "由", "从"];
    const THIS_YEAR: [&str; 2] = ["本年", "今年"];
    let sentence = passage.sentence_span(&claim.span);
    let begin = passage.text[sentence.start..claim.span.start].rfind(',').unwrap_or(0);
    let clause = &passage.text[sentence.start + begin..claim.span.start];
    let keys = |claim: &Claim| claim.readings.iter().flatten().cloned().collect::<Vec<String>>();
    let own = keys(claim);
    let is_told = |other: &Claim| {
        other.scope == Scope::Own && other.quantity.is_some() && keys(other).iter().any(|key| own.contains(key))
    };
    let was_so = subject
        .previous
        .is_some_and(|before| stated::contradicted(before, claim).is_none());
    COMPARING
        .iter()
        .any(|word| passage.text[sentence.clone()].contains(word))
        || THIS_YEAR.iter().any(|word| clause.contains(word))
        || was_so
        || subject.prose().claims.iter().any(is_told)
}
