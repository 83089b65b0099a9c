//! `narrative-share`: percentages, averages and sums in the text follow from the figures.

use nianbao_model::{Decimal, Text, inventory};

use crate::computed::{self, Expected};
use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Quote, Severity, Subject, Value};
use nianbao_prose::{Quantity, Span, Whole};

static RULE: Rule = Rule {
    id: "narrative-share",
    family: Family::Narrative,
    severity: Severity::Warning,
    authority: Authority::Form,
    holds: Words {
        zh: "正文的占比、增幅、日均、月均和分项之和由数据算得出来",
        en: "shares, growth rates, averages and sums in the text follow from the figures",
    },
    advice: Words {
        zh: "按正文或表格中的数重新计算；占比以什么为总数，分项是不是全部，要写明白",
        en: "compute it again from the numbers in the text or the tables, and say what the whole is and whether the parts are all of it",
    },
    breaks: Example {
        words: Words {
            zh: "正文：“新收申请12件，其中自然人9件，占70%”，应为 75%",
            en: "the text says that 9 of 12 applications are 70 %",
        },
        make: |sample| sample.text("applications", "新收申请12件，其中自然人9件，占70%。"),
        at: "正文 › A6",
    },
    near_miss: Example {
        words: Words {
            zh: "正文：许可 342 件，日均约 0.9 件（2024 年是闰年）；不见面审批 301 件，占 88%",
            en: "a daily average in a leap year, and a share of an untabled part",
        },
        make: |sample| {
            sample.text(
                "disclosure",
                "全年作出行政许可决定342件，日均约0.9件；其中不见面审批301件，占88%。",
            )
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let prose = subject.prose();
    let corrections = computed::corrections(subject);
    let ratios = prose.ratios.iter().filter_map(|ratio| {
        let expected = computed::ratio(subject, ratio, &corrections)?;
        finding(
            subject,
            ratio.paragraph,
            &ratio.span,
            Number::Stated(&ratio.quantity),
            expected,
        )
    });
    let sums = prose.additions.iter().filter_map(|addition| {
        let expected = computed::whole(subject, addition, &corrections)?;
        let (span, sum) = match &addition.whole {
            Whole::Stated(quantity, span) => (span, Number::Stated(quantity)),
            Whole::Among(quantity, ..) | Whole::Ways(quantity) => (&addition.span, Number::Stated(quantity)),
            Whole::Applications => (&addition.span, Number::Computed(addition.sum().normalize())),
        };
        let found = finding(subject, addition.paragraph, span, sum, expected)?;
        Some(match addition.whole {
            // Perhaps some came in another way.
            Whole::Ways(_) => Finding {
                severity: Severity::Note,
                ..found
            },
            _ => found,
        })
    });
    ratios.chain(sums).collect()
}

/// The number that does not follow.
enum Number<'a> {
    /// It stands in the text.
    Stated(&'a Quantity),
    /// It is what the numbers in the text come to.
    Computed(Decimal),
}

fn finding(
    subject: &Subject<'_>,
    paragraph: usize,
    span: &Span,
    number: Number<'_>,
    expected: Expected,
) -> Option<Finding> {
    let passage = subject.prose().passage(paragraph)?;
    let locus = subject.report.narrative.get(paragraph)?.locus.clone();
    let quote = passage.quote(span);
    let message = Text::new(
        format!("正文写“{quote}”，按数据计算：{}", expected.how.zh),
        format!("the text says “{quote}”; computed: {}", expected.how.en),
    );
    let (found, digits) = match &number {
        Number::Stated(quantity) => {
            let text = passage.quote(&quantity.number).to_owned();
            let number = Some(quantity.value);
            (Value::Written { text, number }, Some(&quantity.number))
        }
        Number::Computed(sum) => (Value::Number(*sum), None),
    };
    let finding = subject.finding(&RULE, vec![locus.into()], message);
    let finding = finding
        .with_found(found.told(true))
        .with_expected(expected.value)
        .with_quotes([Quote::of_number(passage, span, digits)]);
    let severity = match number {
        // Said in tenths, it is soon enough right.
        Number::Stated(quantity) if quantity.is_rough_share() => Severity::Note,
        _ => finding.severity,
    };
    Some(Finding { severity, ..finding })
}

#[cfg(test)]
mod tests {
    use crate::{Sample, Severity, Subject, check};

    fn graded(text: &str) -> Vec<Severity> {
        let mut sample = Sample::office();
        sample.text("applications", text);
        let report = sample.read();
        let found = check(&Subject::new(&report, &sample.form), &[]).into_iter();
        let own = found.filter(|finding| finding.rule.id == super::RULE.id);
        own.map(|finding| finding.severity).collect()
    }

    #[test]
    fn parts_and_their_whole_are_compared() {
        for (text, expected) in [
            // The usual ways may leave one out; others are said to.
            ("新收申请12件，其中网络5件、信函4件、当面2件。", &[Severity::Note][..]),
            ("新收申请12件，其中网络5件、信函4件、当面3件。", &[]),
            ("新收申请12件，其中网络5件、信函3件、当面2件、其他途径2件。", &[]),
            ("新收申请12件，其中网络5件、信函4件。", &[]),
            // One part of something that the tables do not have.
            ("召开新闻发布会4场，其中负责人出席6场。", &[Severity::Warning]),
            ("召开新闻发布会4场，其中负责人出席3场。", &[]),
            ("月均召开调度会2次，其中7月最多，为4次。", &[]),
            // One as a multiple of the other.
            ("自然人申请是商业企业申请的7倍。", &[Severity::Warning]),
            ("自然人申请是商业企业申请的3倍。", &[]),
            // How far one is from another.
            ("自然人申请9件，比商业企业多5件。", &[Severity::Warning]),
            ("自然人申请9件，比商业企业多6件。", &[]),
            // Parts of the year.
            ("全年新收申请12件，其中上半年7件、下半年6件。", &[Severity::Warning]),
            ("全年新收申请12件，其中上半年7件、下半年5件。", &[]),
            // In tenths, on the side the words say.
            ("商业企业申请占五成以上。", &[Severity::Note]),
            ("自然人申请占七成以上。", &[]),
            ("自然人申请占六成以上。", &[]),
            ("自然人申请占近八成。", &[]),
            ("商业企业申请占50%以上。", &[Severity::Warning]),
        ] {
            assert_eq!(graded(text), expected, "{text}");
        }
    }
}
