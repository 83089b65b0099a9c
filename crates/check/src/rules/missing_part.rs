//! `missing-part`: the report has all its parts, under the form's headings.

use nianbao_model::form::Part;
use nianbao_model::report::Paragraph;
use nianbao_model::{Decimal, Locus, Text, inventory, label, numeral};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::NARRATIVE;
use crate::{Finding, Severity, Subject, Typed};

static RULE: Rule = Rule {
    id: "missing-part",
    family: Family::Structure,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "报告的各个部分齐全",
        en: "the report has all its parts",
    },
    advice: Words {
        zh: "标题从表式中复制，序号和文字都不改，末尾不加冒号、句号；本单位没有这方面的事，也不能省去这一部分",
        en: "copy the heading from the form, number and all, with no colon or stop at its end; a part stays even where there is nothing to report",
    },
    breaks: Example {
        words: Words {
            zh: "正文里“六、其他需要报告的事项”这个标题被删去了",
            en: "the heading of part 6, other matters, is deleted from the text",
        },
        make: |sample| sample.instead("六、其他需要报告的事项", Typed::Nothing),
        at: "正文",
    },
    near_miss: Example {
        words: Words {
            zh: "正文里没有二、三、四部分的标题：这三部分只有表格，标题随表格印出",
            en: "the text has no headings for parts 2 to 4, which are only tables; their headings are printed with the tables",
        },
        make: |sample| {
            sample.change(NARRATIVE, |sheet| {
                sheet.cells.retain(|at, _| !(3..=5).contains(&at.row))
            })
        },
        at: "",
    },
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
    let is = |part: &Part, heading: &Paragraph| part.is_headed(&heading.text);
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
            None => {
                if let Some(line) = no_heading(part, &subject.report.narrative) {
                    return Some(subject.finding(&RULE, vec![line.locus.clone().into()], misworded(part, line)));
                }
                // The heading of a part that is a table is set even where the text leaves it out.
                if part.table.is_some() {
                    return None;
                }
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

/// The line that may be this part's heading and was not taken for one: its words with another
/// number or none, or with marks around them. A section of that name is not the part's heading,
/// unless it has the part's number.
fn no_heading<'a>(part: &Part, narrative: &'a [Paragraph]) -> Option<&'a Paragraph> {
    const MARKS: usize = 8;
    let own = label::marker(&part.heading.text).map(|marker| number(&part.heading.text[..marker.len]));
    let mut lines = narrative
        .iter()
        .filter(|line| line.level != 1 && !line.text.contains(['。', '，', '；']));
    lines.find(|line| {
        let text = line.text.trim_end_matches([':', '\u{ff1a}']);
        if let Some(marker) = label::marker(text) {
            let is_own = own.as_ref() == Some(&number(&text[..marker.len]));
            return is_own && part.is_headed(&text[marker.len..]);
        }
        let body = label::normalize(text);
        let is_in = |wording: &String| {
            body.contains(wording.as_str()) && body.chars().count() <= wording.chars().count() + MARKS
        };
        part.is_headed(text) || part.heading.wordings().iter().any(is_in)
    })
}

/// The number in a mark, however it is written.
fn number(mark: &str) -> Option<Decimal> {
    let digits = mark.trim_matches(|c: char| !c.is_alphanumeric());
    digits.parse().ok().or_else(|| numeral::parse(digits))
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

#[cfg(test)]
mod tests {
    use crate::{Sample, Subject, check};

    #[test]
    fn of_two_lines_worded_like_a_part_the_first_is_pointed_at() {
        let mut sample = Sample::office();
        let twice = "其他需要报告的事项\n其他需要报告的事项";
        let report = sample.instead("六、其他需要报告的事项", twice).read();
        let findings = check(&Subject::new(&report, &sample.form), &[]);
        let places: Vec<_> = findings
            .iter()
            .map(|finding| (finding.rule.id, finding.locations[0].locus.to_string()))
            .collect();
        assert_eq!(places, [("missing-part", "年报.xlsx › 正文 › A9".to_owned())]);
    }
}
