//! `duplicate-row`: no row of a table and no item of 基本信息 or 业务数据 appears twice.

use nianbao_model::names::is_reserved;
use nianbao_model::report::Duplicate;
use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::APPLICATIONS;
use crate::{Finding, Location, Severity, Subject};

static RULE: Rule = Rule {
    id: "duplicate-row",
    family: Family::Structure,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "每一行只出现一次，基本信息和业务数据的项目也不重复",
        en: "no row, item or indicator is there twice",
    },
    advice: Words {
        zh: "对照两处的内容，留下正确的一处；多出的一处往往是复制、粘贴时带进来的",
        en: "compare the two and keep the one that is right; the other often came with copying and pasting",
    },
    breaks: Example {
        words: Words {
            zh: "表三末尾把“四、结转下年度继续办理”这一行又抄了一遍",
            en: "the row “carried out” is repeated at the end of table 3",
        },
        make: |sample| sample.row(APPLICATIONS, "A30", "四、结转下年度继续办理", &[1, 1, 0, 0, 0, 0, 2]),
        at: "表三 依申请公开 › A30",
    },
    near_miss: Example {
        words: Words {
            zh: "表三“（三）不予公开”和“（四）无法提供”下面各加了一行“小计”",
            en: "two groups of table 3 each have a row “小计” (subtotal) of their own",
        },
        make: |sample| {
            sample
                .insert_row(APPLICATIONS, 20)
                .row(APPLICATIONS, "C20", "小计", &[2, 0, 0, 0, 0, 0, 2])
                .insert_row(APPLICATIONS, 17)
                .row(APPLICATIONS, "C17", "小计", &[0, 1, 0, 0, 0, 0, 1])
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// From how many rows on a repeated table is reported as one finding.
const WHOLE_TABLE: usize = 4;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut duplicates = Vec::new();
    for table in &subject.report.tables {
        let label = subject
            .form
            .table(&table.key)
            .map(|form| form.label.clone())
            .unwrap_or_default();
        match table.duplicates.first() {
            Some(first) if table.duplicates.len() >= WHOLE_TABLE => {
                duplicates.push(Duplicate {
                    label: format!("{label}（{} 处）", table.duplicates.len()),
                    ..first.clone()
                });
            }
            _ => duplicates.extend(table.duplicates.iter().cloned()),
        }
    }
    duplicates.extend(subject.report.metadata.duplicates.iter().cloned());
    duplicates.extend(indicators(subject));
    let told = duplicates.into_iter().map(|Duplicate { label, first, second }| {
        let message = Text::new(
            format!("“{label}”出现了两次，另一处在 {first}。请删去多余的一处"),
            format!("“{label}” is there twice, the other time at {first}: take one out"),
        );
        subject.finding(&RULE, vec![second.into(), Location::from(first).told()], message)
    });
    told.chain(reserved(subject)).collect()
}

/// Indicators of the same name, or with that of an item of 基本信息: a placeholder
/// could mean either.
fn indicators(subject: &Subject<'_>) -> Vec<Duplicate> {
    let (indicators, items) = (&subject.report.indicators, &subject.report.metadata.others);
    indicators
        .iter()
        .enumerate()
        .filter_map(|(at, indicator)| {
            let earlier = indicators[..at].iter().map(|earlier| (&earlier.name, &earlier.locus));
            let mut earlier = items.iter().map(|(name, given)| (name, &given.locus)).chain(earlier);
            let (_, first) = earlier.find(|(name, _)| **name == indicator.name)?;
            Some(Duplicate {
                label: indicator.name.clone(),
                first: first.clone(),
                second: indicator.locus.clone(),
            })
        })
        .collect()
}

/// Indicators and items of the office's own whose name means something already.
fn reserved(subject: &Subject<'_>) -> Vec<Finding> {
    let indicators = subject
        .report
        .indicators
        .iter()
        .map(|indicator| (&indicator.name, &indicator.locus));
    let items = subject
        .report
        .metadata
        .others
        .iter()
        .map(|(name, given)| (name, &given.locus));
    indicators
        .chain(items)
        .filter(|(name, _)| is_reserved(name, subject.form))
        .map(|(name, locus)| {
            let message = Text::new(
                format!("“{name}”是程序已经使用的名称，这一项没有采用。请换一个名称"),
                format!("the name “{name}” means something already; this item was not used: give it another name"),
            );
            subject
                .finding(&RULE, vec![locus.clone().into()], message)
                .with_case([name])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::{Sample, Subject, check};

    #[test]
    fn an_indicator_may_not_have_the_name_of_an_item_but_of_a_row() {
        let told = |change: fn(&mut Sample) -> &mut Sample| {
            let mut sample = Sample::office();
            let report = change(&mut sample).read();
            let findings = check(&Subject::new(&report, &sample.form), &[]);
            findings.iter().any(|finding| finding.rule.id == "duplicate-row")
        };
        assert!(told(|sample| sample.item("网址", "甲").indicator("网址", "乙")));
        assert!(!told(|sample| sample.item("网址", "甲").indicator("行政许可", 342)));
    }
}
