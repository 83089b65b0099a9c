//! `narrative-year`: the text is about the report's year: its period, its own title, and
//! the figures it gives.

mod figures;
mod over;

use nianbao_model::{Text, inventory};

use crate::pattern::{self, Rest};
use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Quote, Severity, Subject, Told, Value};
use nianbao_prose::Passage;

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
    findings.extend(figures::of_another(subject, year));
    findings.extend(figures::left_over(subject, year));
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
    if findings.is_empty() {
        findings.extend(
            passages
                .iter()
                .find_map(|passage| over::earlier(subject, passage, year)),
        );
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
    passage.text.contains("统计").then_some(())?;
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
