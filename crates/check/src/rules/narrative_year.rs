//! `narrative-year`: the text is about the report's year: its period, its own title, and
//! the figures it gives.

mod over;

use std::collections::BTreeMap;

use nianbao_model::{Decimal, Text, inventory};

use crate::pattern::{self, Rest};
use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Quote, Severity, Subject, Told, Value, stated};
use nianbao_prose::{Claim, Passage, Scope};

static RULE: Rule = Rule {
    id: "narrative-year",
    family: Family::Narrative,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "正文写的统计期限是报告年度的 1 月 1 日至 12 月 31 日，本年的数没有写成别的年度的",
        en: "the text's period is 1 January to 31 December of the report's year, and it gives the year's figures under no other year's name",
    },
    advice: Words {
        zh: "多半是沿用了往年的稿子：把年份改过来，并通读一遍，看还有没有别的旧内容",
        en: "the text was probably taken over from an earlier year: correct the year, and read it through for more of the same",
    },
    breaks: Example {
        words: Words {
            zh: "正文：“统计期限自2023年1月1日起至2023年12月31日止”，年度是 2024",
            en: "the text's period is that of 2023, the report's year 2024",
        },
        make: |sample| {
            sample.text(
                "preface",
                "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
            )
        },
        at: "正文 › A2",
    },
    near_miss: Example {
        words: Words {
            zh: "正文：“统计期限为2024年1月1日至12月31日”，“2023年收到申请17件”，报告可下载至 2025 年底",
            en: "the right period, last year's figure under last year's name, and when the report can be downloaded",
        },
        make: |sample| {
            sample.text(
                "preface",
                "统计期限为2024年1月1日至12月31日。报告自2025年1月24日至2025年12月31日可以下载。2023年收到政府信息公开申请17件。",
            )
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// A year, a month and a day.
type Day = (i32, i32, i32);

/// A span of dates, as in `自2024年1月1日起至12月31日`: its first day and its last.
fn range(rest: &mut Rest<'_>) -> Option<(Day, Day)> {
    let number = |digits: Option<&str>| digits?.parse::<i32>().ok();
    let year = number(rest.digits(4, 4))?;
    rest.word(&["年"])?;
    let first = (year, month(rest)?, number(rest.digits(1, 2))?);
    rest.word(&["日"]);
    rest.word(&["起"]);
    match rest.word(&["至", "到", "~"]) {
        Some(_) => {}
        None => {
            rest.many(|c| c == '—').or_else(|| rest.many(|c| c == '-'))?;
        }
    }
    let year = match rest.digits(4, 4) {
        Some(digits) => {
            rest.word(&["年"])?;
            number(Some(digits))?
        }
        None => year,
    };
    let last = (year, month(rest)?, number(rest.digits(1, 2))?);
    rest.word(&["日"])?;
    Some((first, last))
}

fn month(rest: &mut Rest<'_>) -> Option<i32> {
    let month = rest.digits(1, 2)?;
    rest.word(&["月"])?;
    month.parse().ok()
}

/// The year in a report's own title, in a sentence that introduces it.
fn titled(rest: &mut Rest<'_>) -> Option<i32> {
    let year = rest.digits(4, 4)?;
    rest.word(&["年度", "年"])?;
    rest.word(&["政府信息公开", "政务公开"])?;
    rest.word(&["工作"]);
    rest.word(&["年度报告", "年报"])?;
    year.parse().ok()
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(year) = subject.report.metadata.year() else {
        return Vec::new();
    };
    let passages = &subject.prose().passages;
    let mut findings: Vec<Finding> = passages
        .iter()
        .filter_map(|passage| period(subject, passage, year))
        .collect();
    findings.extend(passages.iter().filter_map(|passage| title(subject, passage, year)));
    findings.extend(figures(subject, year));
    findings.extend(left_over(subject, year));
    findings.extend(
        passages
            .iter()
            .filter_map(|passage| over::cut_off(subject, passage, year)),
    );
    findings.extend(
        passages
            .iter()
            .filter_map(|passage| over::planned(subject, passage, year)),
    );
    // Said once is enough.
    if findings.is_empty() {
        findings.extend(opening(subject, year));
    }
    findings
}

/// The text that opens with last year's doings, and nowhere in its first paragraph comes to this year's.
fn opening(subject: &Subject<'_>, year: i32) -> Option<Finding> {
    let prose = subject.prose();
    let passage = prose.passages.iter().find(|passage| passage.part.is_some())?;
    let last = (year - 1).to_string();
    let behind = passage.text.strip_prefix(&last)?.strip_prefix('年')?;
    let opens = behind.trim_start_matches('度').starts_with([',', '我', '本', '全']);
    let own = [&*year.to_string(), "本年", "今年", "同比", "相比"];
    if !opens || own.iter().any(|word| passage.text.contains(word)) {
        return None;
    }
    let named = year - 1;
    let message = Text::new(
        format!("总体情况一开头写的是 {named} 年，而年度是 {year}。请确认没有沿用上一年的稿子"),
        format!(
            "the text opens with {named}, but the report's year is {year}: check that this is not last year's text"
        ),
    );
    let span = 0..last.len() + '年'.len_utf8();
    let quote = Quote::of_sentence(passage, &span, [&span]);
    let finding = finding(subject, passage, quote, message)?;
    let finding = finding
        .with_found(Value::Year(named).told(true))
        .with_expected(Value::Year(year).told(true));
    Some(Finding {
        severity: Severity::Warning,
        ..finding
    })
}

/// A finding about a sentence of this passage.
fn finding(subject: &Subject<'_>, passage: &Passage, quote: Quote, message: Text) -> Option<Finding> {
    let paragraph = subject.report.narrative.get(passage.paragraph)?;
    let finding = subject.finding(&RULE, vec![paragraph.locus.clone().into()], message);
    Some(finding.with_quotes([quote]))
}

/// The statistical period a passage names, if it is not the report's year.
fn period(subject: &Subject<'_>, passage: &Passage, year: i32) -> Option<Finding> {
    let sentence = passage.sentences().into_iter().find(|span| {
        let text = &passage.text[span.clone()];
        [
            "统计期限",
            "统计时段",
            "统计期间",
            "统计时间",
            "统计时限",
            "统计周期",
            "统计区间",
        ]
        .iter()
        .any(|word| text.contains(word))
    })?;
    let (place, (first, last)) = pattern::find(&passage.text[sentence.clone()], range)?;
    if (first, last) == ((year, 1, 1), (year, 12, 31)) {
        return None;
    }
    let span = sentence.start + place.start..sentence.start + place.end;
    let quote = passage.quote(&span);
    let message = Text::new(
        format!("正文写的统计期限是“{quote}”，应为{year}年1月1日至{year}年12月31日"),
        format!("the text's period is “{quote}”; it should be 1 January to 31 December {year}"),
    );
    let found = Value::Text(quote.to_owned());
    let expected = Value::Text(format!("{year}年1月1日至{year}年12月31日"));
    let finding = finding(subject, passage, Quote::of_sentence(passage, &span, [&span]), message)?;
    // An office may have been set up, or been given its work, within the year.
    let is_within = first.0 == year && last.0 == year && first < last;
    let severity = if is_within { Severity::Warning } else { finding.severity };
    let finding = Finding { severity, ..finding };
    Some(
        finding
            .with_found(found.told(true))
            .with_expected(expected.told(Told::InChinese)),
    )
}

/// The report's own title with another year, in the preface.
fn title(subject: &Subject<'_>, passage: &Passage, year: i32) -> Option<Finding> {
    if passage.part.is_some() {
        return None;
    }
    let introduces = |text: &str| {
        ["编制", "现公布", "现将", "现予公布", "现发布"]
            .iter()
            .any(|word| text.contains(word))
    };
    let sentence = passage
        .sentences()
        .into_iter()
        .find(|span| introduces(&passage.text[span.clone()]))?;
    let (place, named) = pattern::find(&passage.text[sentence.clone()], titled)?;
    if named == year {
        return None;
    }
    let span = sentence.start + place.start..sentence.start + place.end;
    let message = Text::new(
        format!("正文称这是 {named} 年的报告，而年度是 {year}"),
        format!("the text calls this the report of {named}; the year is {year}"),
    );
    let found = Value::Text(passage.quote(&span).to_owned());
    let finding = finding(subject, passage, Quote::of_sentence(passage, &span, [&span]), message)?;
    Some(
        finding
            .with_found(found.told(false))
            .with_expected(Value::Year(year).told(true)),
    )
}

/// Sentences that give last year's figures where this year's should stand: nothing else in the text
/// gives those, and nothing in the paragraph is of this year or compared with it.
fn left_over(subject: &Subject<'_>, year: i32) -> Vec<Finding> {
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
fn figures(subject: &Subject<'_>, year: i32) -> Vec<Finding> {
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

#[cfg(test)]
mod tests {
    use crate::{Sample, Severity, Subject, check};

    #[test]
    fn a_part_of_the_year_is_perhaps_all_there_is_and_another_year_is_not() {
        let told = |period: &str| {
            let mut sample = Sample::office();
            let report = sample
                .text("preface", &format!("本报告所列数据的统计期限自{period}止。"))
                .read();
            let findings = check(&Subject::new(&report, &sample.form), &[]);
            let own = findings.iter().find(|finding| finding.rule.id == super::RULE.id);
            own.map(|finding| finding.severity)
        };
        assert_eq!(told("2024年7月1日起至12月31日"), Some(Severity::Warning));
        assert_eq!(told("2023年1月1日起至2024年12月31日"), Some(Severity::Error));
        assert_eq!(told("2024年1月1日起至12月31日"), None);
    }
}
