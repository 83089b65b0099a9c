//! Sentences that say of the year what could only be said before it was over: figures up to a day of it, and plans; and
//! those on an earlier year alone.

use nianbao_model::Text;

use super::{finding, month};
use crate::pattern::{self, Rest};
use crate::{Finding, Quote, Severity, Subject};
use nianbao_prose::Passage;

/// Figures that are said to go up to another day than the year's last.
pub(super) fn cut_off(subject: &Subject<'_>, passage: &Passage, year: i32) -> Option<Finding> {
    passage.text.contains('截').then_some(())?;
    let up_to = |rest: &mut Rest<'_>| {
        rest.word(&["数据", "统计"])?;
        rest.word(&["统计", "均", "时间"]);
        rest.word(&["截至", "截止", "截止到", "截至到"])?;
        rest.word(&["到", "至", "于"]);
        let year = rest.digits(4, 4)?.parse::<i32>().ok()?;
        rest.word(&["年"])?;
        let month = month(rest)?;
        let day = rest.digits(1, 2)?.parse::<i32>().ok()?;
        rest.word(&["日"])?;
        Some((year, month, day))
    };
    let (span, day) = pattern::find(&passage.text, up_to)?;
    if day.0 != year || day == (year, 12, 31) {
        return None;
    }
    let quote = passage.quote(&span);
    let message = Text::new(
        format!("正文写“{quote}”，而年报的统计期限到 {year} 年12月31日。请确认表里的数是全年的"),
        format!(
            "the text says “{quote}”, but the report's period ends on 31 December {year}: check that the figures are of the whole year"
        ),
    );
    let finding = finding(subject, passage, Quote::of_sentence(passage, &span, [&span]), message)?;
    Some(Finding {
        severity: Severity::Warning,
        ..finding
    })
}

/// A plan for the report's own year, which was over when it was written.
pub(super) fn planned(subject: &Subject<'_>, passage: &Passage, year: i32) -> Option<Finding> {
    // `2024年将信息公开纳入考核` says what was done.
    const DOING: [&str; 22] = [
        "进一步",
        "继续",
        "持续",
        "不断",
        "加大",
        "加强",
        "着力",
        "重点",
        "围绕",
        "按",
        "以",
        "从",
        "坚持",
        "认真",
        "切实",
        "积极",
        "深入",
        "严格",
        "逐步",
        "聚焦",
        "努力",
        "推进",
    ];
    passage.text.contains('将').then_some(())?;
    let plan = |rest: &mut Rest<'_>| {
        let named = rest.digits(4, 4)?;
        rest.word(&["年度", "年"])?;
        rest.word(&[","]);
        rest.word(&[
            "我局",
            "本局",
            "我委",
            "本机关",
            "我单位",
            "我县",
            "我区",
            "我市",
            "我镇",
            "我们",
        ]);
        rest.word(&["将"])?;
        rest.word(&DOING)?;
        (named.parse() == Ok(year)).then_some(())
    };
    let (span, ()) = pattern::find(&passage.text, plan)?;
    let quote = passage.quote(&span);
    let message = Text::new(
        format!("正文写“{quote}”，是 {year} 年的打算，而 {year} 年已经过完。请确认没有沿用上一年的稿子"),
        format!("“{quote}” in the text is a plan for {year}, which is over: check that this is not last year's text"),
    );
    let finding = finding(subject, passage, Quote::of_sentence(passage, &span, [&span]), message)?;
    Some(Finding {
        severity: Severity::Warning,
        ..finding
    })
}

/// A sentence that says what was done in all of an earlier year, and compares it with nothing.
pub(super) fn earlier(subject: &Subject<'_>, passage: &Passage, year: i32) -> Option<Finding> {
    const COMPARED: [&str; 12] = [
        "本年", "今年", "同比", "相比", "比", "较", "增", "减", "以来", "起", "至", "去年",
    ];
    passage.part.as_ref().filter(|_| passage.text.contains("全年"))?;
    let of_year = |rest: &mut Rest<'_>| {
        let named = rest.digits(4, 4)?.parse::<i32>().ok()?;
        rest.word(&["年度", "年"])?;
        rest.word(&[","])?;
        Some(named)
    };
    let own = year.to_string();
    // A row of years comes to this one.
    if [own.as_str(), "本年", "今年", "同比"]
        .iter()
        .any(|word| passage.text.contains(word))
    {
        return None;
    }
    let (span, named) = passage.sentences().into_iter().find_map(|sentence| {
        let text = &passage.text[sentence.clone()];
        let (place, named) = pattern::find(text, of_year).filter(|(place, _)| place.start == 0)?;
        let tells_all = text.contains("全年") && named < year;
        let is_compared = COMPARED.iter().any(|word| text.contains(word));
        (tells_all && !is_compared).then_some((sentence.start..sentence.start + place.end, named))
    })?;
    let message = Text::new(
        format!("这一句写的是 {named} 年全年的事，而年度是 {year}。请确认没有沿用以前的稿子"),
        format!(
            "the sentence tells what was done in all of {named}, but the report's year is {year}: check that it is not an earlier text's"
        ),
    );
    let finding = finding(subject, passage, Quote::of_sentence(passage, &span, [&span]), message)?;
    Some(Finding {
        severity: Severity::Note,
        ..finding
    })
}

#[cfg(test)]
mod tests {
    use crate::{Sample, Severity, Subject, check};

    #[test]
    fn plans_for_a_year_that_is_over_and_figures_up_to_another_day_are_told() {
        let told = |text: &str| {
            let mut sample = Sample::office();
            let report = sample.text("overview", text).read();
            let findings = check(&Subject::new(&report, &sample.form), &[]);
            let own = findings
                .into_iter()
                .filter(|finding| finding.rule.id == super::super::RULE.id);
            own.map(|finding| finding.severity).collect::<Vec<_>>()
        };
        for text in [
            "2024年，我局将继续完善公开目录。",
            "2024年将按季度公开。",
            "数据统计截至2024年11月30日。",
        ] {
            assert_eq!(told(text), [Severity::Warning], "{text}");
        }
        assert_eq!(told("2022年，按照部署改版专栏，全年更新栏目38个。"), [Severity::Note]);
        for text in [
            "2022年，全年更新栏目38个，2024年增加到52个。",
            "2022年，获评先进单位。",
            "2023年，全年受理12件；2024年，受理20件。",
            "2025年将继续完善公开目录。",
            "2024年将信息公开纳入考核。",
            "数据截至2024年12月31日。",
            "上述数据截至2023年11月30日为17件。",
        ] {
            assert!(told(text).is_empty(), "{text}");
        }
    }
}
