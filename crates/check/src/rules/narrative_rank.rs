//! `narrative-rank`: what the text says is more, or the most, is so in the tables.

use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::stated::{Sum, sum};
use crate::{Finding, Location, Quote, Severity, Subject};
use nianbao_prose::{Rank, Reading, Than};

static RULE: Rule = Rule {
    id: "narrative-rank",
    family: Family::Narrative,
    severity: Severity::Warning,
    authority: Authority::Form,
    holds: Words {
        zh: "正文说哪一项更多、最多，表格中也是",
        en: "what the text says is more, or the most, is so in the tables",
    },
    advice: Words {
        zh: "按表格改正正文的说法，或改正表格",
        en: "say it as the tables have it, or correct the tables",
    },
    breaks: Example {
        words: Words {
            zh: "正文：“从申请人看，商业企业最多”，表三自然人更多",
            en: "the text says that most applications are of companies, and table 3 has more of natural persons",
        },
        make: |sample| sample.text("applications", "新收政府信息公开申请12件。商业企业的申请最多。"),
        at: "正文 › A6",
    },
    near_miss: Example {
        words: Words {
            zh: "正文：“自然人的申请最多。来电咨询最多的是办理流程”",
            en: "the text says that natural persons made the most, and what was asked most on the telephone",
        },
        make: |sample| {
            sample.text(
                "applications",
                "新收政府信息公开申请12件。自然人的申请最多。来电咨询最多的是办理流程。",
            )
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let ranks = subject.prose().ranks.iter();
    ranks.filter_map(|rank| finding(subject, rank)).collect()
}

fn finding(subject: &Subject<'_>, rank: &Rank) -> Option<Finding> {
    let report = subject.report;
    let sums = |readings: &[Reading]| -> Option<Vec<Sum<'_>>> { readings.iter().map(|own| sum(report, own)).collect() };
    let more = sums(&rank.more)?;
    // What is said to be more, and the one that it is not more than.
    let (one, other) = match &rank.than {
        Than::One(readings) => {
            let less = sums(readings)?;
            let holds = more.iter().any(|more| less.iter().any(|less| more.value > less.value));
            let pair = (more.into_iter().next()?, less.into_iter().next()?);
            (!holds).then_some(pair)?
        }
        Than::Each(readings) => {
            let most = sums(readings)?.into_iter().max_by_key(|sum| sum.value)?;
            let holds = more.iter().any(|more| more.value >= most.value);
            let pair = (more.into_iter().next()?, most);
            (!holds).then_some(pair)?
        }
    };
    let passage = subject.prose().passage(rank.paragraph)?;
    let locus = report.narrative.get(rank.paragraph)?.locus.clone();
    let quote = passage.quote(&rank.span);
    let (first, second) = (one.describe(subject.form), other.describe(subject.form));
    let message = Text::new(
        format!("正文写“{quote}”，而表格中{}，{}", first.zh, second.zh),
        format!("the text says “{quote}”, but in the tables {}, {}", first.en, second.en),
    );
    let figures = one.figures.iter().chain(&other.figures);
    let places = figures.map(|figure| Location::figure(figure));
    let places = std::iter::once(locus.into()).chain(places).collect();
    let finding = subject.finding(&RULE, places, message);
    Some(finding.with_quotes([Quote::of_number(passage, &rank.span, None)]))
}

#[cfg(test)]
mod tests {
    use crate::{Sample, Subject, check};

    fn count(text: &str) -> usize {
        let mut sample = Sample::office();
        sample.text("applications", &format!("新收政府信息公开申请12件。{text}"));
        let report = sample.read();
        let found = check(&Subject::new(&report, &sample.form), &[]).into_iter();
        found.filter(|finding| finding.rule.id == super::RULE.id).count()
    }

    #[test]
    fn what_is_said_to_be_more_is_more() {
        for odd in [
            "商业企业的申请最多。",
            "多数申请来自商业企业。",
            "商业企业申请多于自然人申请。",
            "申请人由多到少依次为商业企业、自然人。",
        ] {
            assert_eq!(count(odd), 1, "{odd}");
        }
        for good in [
            "自然人的申请最多。",
            "多数申请来自自然人。",
            "商业企业申请少于自然人申请。",
            "商业企业申请多于去年。",
            "市公安局商业企业申请多于自然人申请。",
            "法人和其他组织中，商业企业最多。",
            "申请人由多到少依次为自然人、商业企业、科研机构、其他。",
        ] {
            assert_eq!(count(good), 0, "{good}");
        }
    }
}
