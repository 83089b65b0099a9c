//! `missing-part`: the report has all its parts, under the form's headings.

use nianbao_model::form::Part;
use nianbao_model::report::Paragraph;
use nianbao_model::{Finding, Locus, Severity, Text, inventory, label};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "missing-part",
    severity: Severity::Error,
    holds_zh: "报告的各个部分齐全",
    holds_en: "the report has all its parts",
    authority: Authority::Form,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let headings: Vec<&Paragraph> = subject
        .report
        .narrative
        .iter()
        .filter(|paragraph| paragraph.level == 1)
        .collect();
    let is = |part: &Part, heading: &Paragraph| part.heading.matches(&label::normalize(&heading.text));
    let parts = &subject.form.parts;
    let strange: Vec<&Paragraph> = headings
        .iter()
        .copied()
        .filter(|heading| !parts.iter().any(|part| is(part, heading)))
        .collect();
    let missing = parts
        .iter()
        .filter(|part| !headings.iter().any(|heading| is(part, heading)));
    missing
        .filter_map(|part| match meant(part, &strange) {
            Some(heading) => Some(subject.finding(&RULE, vec![heading.locus.clone().into()], misworded(part, heading))),
            // The heading of a part that is a table is set even where the text leaves it out.
            None if part.table.is_some() => None,
            None => {
                let first = subject.report.narrative.first();
                let place = first.map(|first| {
                    vec![
                        Locus {
                            cell: None,
                            passage: None,
                            ..first.locus.clone()
                        }
                        .into(),
                    ]
                });
                Some(subject.finding(&RULE, place.unwrap_or_else(|| subject.whole()), left_out(part)))
            }
        })
        .collect()
}

/// The heading that stands for this part in other words: it has the part's number,
/// or nearly its wording.
fn meant<'a>(part: &Part, strange: &[&'a Paragraph]) -> Option<&'a Paragraph> {
    let number = |text: &str| label::marker(text).map(|marker| text[..marker.len].to_owned());
    let nearest = label::nearest(&part.heading.text, strange.iter().map(|heading| heading.text.as_str()));
    let same = |heading: &&&Paragraph| {
        number(&heading.text) == number(&part.heading.text) || Some(heading.text.as_str()) == nearest
    };
    strange.iter().find(same).copied()
}

fn misworded(part: &Part, heading: &Paragraph) -> Text {
    let (wanted, found) = (&part.heading.text, &heading.text);
    Text::new(
        format!("缺少“{wanted}”这一部分；此处的标题是“{found}”，如果就是这一部分，请改成表式的标题"),
        format!(
            "the part “{wanted}” is missing; the heading here is “{found}”: if this is the part, give it the form's heading"
        ),
    )
}

fn left_out(part: &Part) -> Text {
    let wanted = &part.heading.text;
    Text::new(
        format!("正文缺少“{wanted}”这一部分。请在“正文”表中单独用一行写这个标题，没有内容时写“无。”"),
        format!(
            "the text has no part “{wanted}”: write the heading in a row of its own on the sheet 正文, and “无。” if there is nothing to report"
        ),
    )
}
