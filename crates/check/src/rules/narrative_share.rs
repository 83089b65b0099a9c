//! `narrative-share`: percentages and averages in the text follow from the figures.

use nianbao_model::{Decimal, Finding, Severity, Text, date, inventory};

use crate::Subject;
use crate::prose::{Average, Kind, Operand, Ratio};
use crate::rule::{Authority, Entry, Example, Family, Rule, Words};

static RULE: Rule = Rule {
    id: "narrative-share",
    family: Family::Narrative,
    severity: Severity::Warning,
    authority: Authority::Form,
    holds: Words {
        zh: "正文的占比、增幅、日均和月均由数据算得出来",
        en: "shares, growth rates and averages in the text follow from the figures",
    },
    advice: Words {
        zh: "按正文或表格中的数重新计算；占比以什么为总数，要写明白",
        en: "compute it again from the numbers in the text or the tables, and say what the whole is",
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

/// The tenth of a point that roundings may differ by.
fn tenth() -> Decimal {
    Decimal::new(1, 1)
}

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let prose = subject.prose();
    let told = prose.ratios.iter().filter_map(|ratio| {
        let expected = expected(subject, ratio)?;
        let passage = prose
            .passages
            .iter()
            .find(|passage| passage.paragraph == ratio.paragraph)?;
        let paragraph = subject.report.narrative.get(ratio.paragraph)?;
        let quote = passage.quote(&ratio.span).trim();
        let message = Text::new(
            format!("正文写“{quote}”，按数据计算：{}", expected.how.zh),
            format!("the text says “{quote}”; computed: {}", expected.how.en),
        );
        let mut finding = subject.finding(&RULE, vec![paragraph.locus.clone().into()], message);
        finding.found = Some(passage.quote(&ratio.quantity.number).to_owned());
        finding.expected = Some(expected.value);
        finding.excerpt = Some(passage.sentence_around(&ratio.span).to_owned());
        Some(finding)
    });
    told.collect()
}

/// What a ratio should be.
struct Expected {
    value: String,
    how: Text,
}

/// What it should be; `None` if it follows from some of the numbers it may be of.
fn expected(subject: &Subject<'_>, ratio: &Ratio) -> Option<Expected> {
    let values = |operands: &[Operand]| -> Vec<Decimal> {
        operands.iter().filter_map(|operand| value(subject, operand)).collect()
    };
    let pairs: Vec<(Decimal, Text)> = match &ratio.kind {
        Kind::Share { parts, wholes } => {
            let wholes = values(wholes);
            let parts = values(parts);
            let pairs = parts
                .iter()
                .flat_map(|part| wholes.iter().map(move |whole| (*part, *whole)));
            pairs
                .filter(|(part, whole)| part < whole)
                .filter_map(|(part, whole)| {
                    let share = part.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)?;
                    Some((share, shown(part, whole, share)))
                })
                .collect()
        }
        Kind::Growth { now, before } => {
            let (now, before) = (values(now), values(before));
            let pairs = now
                .iter()
                .flat_map(|now| before.iter().map(move |before| (*now, *before)));
            pairs
                .filter_map(|(now, before)| {
                    let off = (now - before).abs();
                    let rate = off.checked_div(before)?.checked_mul(Decimal::ONE_HUNDRED)?;
                    Some((rate, shown(off, before, rate)))
                })
                .collect()
        }
        Kind::Average { by, of } => {
            let divisors = divisors(subject, *by);
            let of = values(of);
            let pairs = of
                .iter()
                .flat_map(|number| divisors.iter().map(move |divisor| (*number, *divisor)));
            pairs
                .filter_map(|(number, divisor)| {
                    let average = number.checked_div(divisor)?;
                    let text = format!("{} ÷ {divisor} = {}", number.normalize(), short(average));
                    Some((average, Text::same(text)))
                })
                .collect()
        }
    };
    let least = match ratio.kind {
        Kind::Average { .. } => Decimal::ZERO,
        Kind::Share { .. } | Kind::Growth { .. } => tenth(),
    };
    let stated = ratio.quantity.value;
    let tolerance = ratio.quantity.tolerance(least);
    if pairs.iter().any(|(value, _)| (*value - stated).abs() <= tolerance) {
        return None;
    }
    let (value, how) = pairs.into_iter().next()?;
    Some(Expected {
        value: value.round_dp(ratio.quantity.places().max(1)).normalize().to_string(),
        how,
    })
}

fn value(subject: &Subject<'_>, operand: &Operand) -> Option<Decimal> {
    match operand {
        Operand::Stated(number) => Some(*number),
        Operand::Figures(keys) => keys.iter().map(|key| subject.report.figure(key)?.number()).sum(),
    }
}

/// What a year may be divided by: its days, the days of 365 that some always take, and
/// the working days of a year, which differ from place to place.
fn divisors(subject: &Subject<'_>, by: Average) -> Vec<Decimal> {
    match by {
        Average::Month => vec![Decimal::from(12)],
        Average::Day => {
            let own = subject.report.metadata.days();
            let year = subject.report.metadata.year().map(date::days_in_year);
            own.into_iter()
                .chain(year)
                .chain(247..=253)
                .map(Decimal::from)
                .collect()
        }
    }
}

fn shown(part: Decimal, whole: Decimal, share: Decimal) -> Text {
    Text::same(format!(
        "{} ÷ {} = {}%",
        part.normalize(),
        whole.normalize(),
        short(share)
    ))
}

/// To one decimal place, or more where there is nothing before it.
fn short(value: Decimal) -> String {
    value.round_dp(1).normalize().to_string()
}
