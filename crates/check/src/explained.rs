//! What else may explain a number that the tables contradict: the office's own indicators, and last year's
//! figures in a sentence that speaks of that year. A number that is any of these is not accused.

use nianbao_model::Report;
use nianbao_model::report::IndicatorValue;
use nianbao_prose::{Claim, Passage, Quantity};

use crate::Subject;
use crate::stated::{self, Sum};

/// What the tables have instead, likeliest first; `None` if the claim is true, is explained by something
/// else, or cannot be judged.
pub(crate) fn accused<'a>(subject: &Subject<'a>, claim: &Claim) -> Option<Vec<Sum<'a>>> {
    stated::contradicted(subject.report, claim).filter(|_| !elsewhere(subject, claim))
}

/// Whether something that is in no table of this year explains a claim's number.
fn elsewhere(subject: &Subject<'_>, claim: &Claim) -> bool {
    let (Some(quantity), Some(passage)) = (&claim.quantity, subject.prose().passage(claim.paragraph)) else {
        return false;
    };
    by_an_indicator(subject.report, passage, claim, quantity) || by_last_year(subject, passage, claim, quantity)
}

/// An indicator of this value, some of whose name stands before the number.
fn by_an_indicator(report: &Report, passage: &Passage, claim: &Claim, quantity: &Quantity) -> bool {
    let words = passage.sentence_to(&(claim.span.start..claim.span.end));
    let own = &passage.text[claim.span.clone()];
    report.indicators.iter().any(|indicator| {
        let IndicatorValue::Number(value) = indicator.value else {
            return false;
        };
        quantity.describes(value) && (shares_words(&indicator.name, own) || shares_words(&indicator.name, words))
    })
}

/// Whether two characters that stand together in a name stand together in a text.
fn shares_words(name: &str, text: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    chars
        .windows(2)
        .any(|two| text.contains(&two.iter().collect::<String>()))
}

/// What the same figures were last year, or how far they have moved since, in a sentence on that year.
fn by_last_year(subject: &Subject<'_>, passage: &Passage, claim: &Claim, quantity: &Quantity) -> bool {
    const SPOKEN: [&str; 5] = ["上年", "上一年", "去年", "同比", "同期"];
    let (Some(previous), Some(year)) = (subject.previous, subject.report.metadata.year()) else {
        return false;
    };
    let sentence = &passage.text[passage.sentence_span(&claim.span)];
    let names_it = sentence.contains(&(year - 1).to_string()) || SPOKEN.iter().any(|word| sentence.contains(word));
    names_it
        && claim.readings.iter().any(|keys| {
            let (now, before) = (stated::total(subject.report, keys), stated::total(previous, keys));
            let moved = now.zip(before).map(|(now, before)| (now - before).abs());
            before.is_some_and(|value| quantity.describes(value))
                || moved.is_some_and(|value| quantity.describes(value))
        })
}

#[cfg(test)]
mod tests {
    use nianbao_model::report::{Indicator, IndicatorValue};
    use nianbao_model::{Decimal, Locus};

    use crate::{Finding, Sample, Subject, check};

    fn told(text: &str, indicator: Option<(&str, i64)>) -> Vec<Finding> {
        let mut sample = Sample::office();
        sample.text("overview", text);
        sample.last_year(|before| before.figure("applications.new_received.total", 17));
        let mut report = sample.read();
        report.indicators.extend(indicator.map(|(name, value)| Indicator {
            name: name.to_owned(),
            value: IndicatorValue::Number(Decimal::from(value)),
            unit: None,
            locus: Locus::file(&"年报.xlsx".into()),
            stored: None,
        }));
        let previous = sample.previous.as_ref().map(|previous| previous.read());
        let mut subject = Subject::new(&report, &sample.form);
        subject.previous = previous.as_ref();
        let found = check(&subject, &[]).into_iter();
        found.filter(|finding| finding.rule.id == "narrative-figure").collect()
    }

    #[test]
    fn an_indicator_explains_a_number_that_bears_its_name() {
        let text = "2024年，青禾市水务局线上线下受理政府信息公开申请25件。";
        assert_eq!(told(text, None).len(), 1);
        assert_eq!(told(text, Some(("申请咨询总量", 25))), []);
        assert_eq!(told(text, Some(("网站访问", 25))).len(), 1);
        assert_eq!(told(text, Some(("申请咨询总量", 26))).len(), 1);
    }

    #[test]
    fn last_years_figures_explain_a_number_only_beside_that_year() {
        let beside = "青禾市水务局新收政府信息公开申请12件，同比减少；原新收政府信息公开申请17件。";
        assert_eq!(told(beside, None), []);
        assert_eq!(told("青禾市水务局新收政府信息公开申请17件。", None).len(), 1);
    }

    #[test]
    fn what_is_said_of_last_year_is_compared_with_its_report() {
        assert_eq!(told("2023年，青禾市水务局新收政府信息公开申请17件。", None), []);
        let found = told("2023年，青禾市水务局新收政府信息公开申请71件。", None);
        assert_eq!(found.len(), 1);
        assert!(found[0].message.zh.contains("上年年报"), "{found:?}");
    }
}
