//! `part-order`: the parts stand in the form's order.

use nianbao_model::{Finding, Severity, Text, inventory, label};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "part-order",
    severity: Severity::Warning,
    holds_zh: "报告各部分的次序与表式一致",
    holds_en: "the report's parts stand in the form's order",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let parts = &subject.form.parts;
    let headings = subject.report.narrative.iter().filter(|paragraph| paragraph.level == 1);
    let found: Vec<_> = headings
        .filter_map(|paragraph| {
            let heading = label::normalize(&paragraph.text);
            Some((parts.iter().position(|part| part.heading.matches(&heading))?, paragraph))
        })
        .collect();
    found
        .windows(2)
        .filter(|pair| pair[1].0 <= pair[0].0)
        .map(|pair| {
            let (before, after) = (&pair[0].1, &pair[1].1);
            let message = Text::new(
                format!("“{}”应在“{}”之前，且只出现一次", after.text, before.text),
                format!("“{}” belongs before “{}”, once", after.text, before.text),
            );
            subject.finding(
                &RULE,
                vec![after.locus.clone().into(), before.locus.clone().into()],
                message,
            )
        })
        .collect()
}
