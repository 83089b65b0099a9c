//! `unfinished-text`: the text is written to its end.

use std::collections::BTreeMap;

use nianbao_model::draft::Draft;
use nianbao_model::report::{Field, Paragraph};
use nianbao_model::{Locus, Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Quote, Severity, Subject, unfinished};

static RULE: Rule = Rule {
    id: "unfinished-text",
    family: Family::Narrative,
    severity: Severity::Warning,
    authority: Authority::Workbook,
    holds: Words {
        zh: "正文是写完的，没有留给编辑的话、待填的空和断开的段落",
        en: "the text is finished: no words to its editor, no places kept free, no paragraph broken off",
    },
    advice: Words {
        zh: "留给编辑的话删去，空着的地方填上数；一段话断成几行的，并成一段",
        en: "delete what is said to the editor, fill in what was kept free, and put a paragraph that was broken over lines together",
    },
    breaks: Example {
        words: Words {
            zh: "正文写“全年接待来访××件（请信访科补充）。”",
            en: "××件, and a request in brackets to fill it in",
        },
        make: |sample| sample.text("other_matters", "全年接待来访××件（请信访科补充）。"),
        at: "正文 › A11",
    },
    near_miss: Example {
        words: Words {
            zh: "正文写“××区人民法院”“（申请人补充材料的期限不计算在内）”，是名称和说明",
            en: "a name of which a part is not to be read, and an explanation in brackets",
        },
        make: |sample| {
            sample.text(
                "other_matters",
                "××区人民法院建议规范答复文书（申请人补充材料的期限不计算在内），已采纳。",
            )
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let paragraphs = subject.report.narrative.iter().enumerate();
    let remarks = paragraphs.filter_map(|(index, paragraph)| in_paragraph(subject, index, paragraph));
    let open = open(subject).or_else(|| without_end(subject));
    remarks
        .chain(in_names(subject))
        .chain(drafts(subject))
        .chain(empty_parts(subject))
        .chain(open)
        .collect()
}

/// Words to the editor and places kept free in a paragraph.
fn in_paragraph(subject: &Subject<'_>, index: usize, paragraph: &Paragraph) -> Option<Finding> {
    let text = paragraph.text.as_str();
    let found = unfinished::unfinished(text);
    if found.is_empty() {
        return None;
    }
    let words: Vec<&str> = found.iter().map(|range| text[range.clone()].trim()).collect();
    let all = words.join("”“");
    let message = Text::new(
        format!("“{all}”像是留给编辑的话、没有填的空、残留的标记或者单独的一个数，会照样印出来"),
        format!(
            "“{all}” looks like words to the editor, a place kept free, a mark left behind or a number by itself, and would be printed"
        ),
    );
    let quotes = found.into_iter().map(|range| Quote::words(index, text, range).told());
    let finding = subject.finding(&RULE, vec![paragraph.locus.clone().into()], message);
    Some(finding.with_quotes(quotes).with_case(["remark", &all]))
}

/// Names in which a part is still to be written, `××县人民政府`, or that belong to a draft.
fn in_names(subject: &Subject<'_>) -> impl Iterator<Item = Finding> {
    let fields = [Field::Organ, Field::Title].into_iter();
    let given = fields.filter_map(|field| Some((field, subject.report.metadata.fields.get(&field)?)));
    given
        .filter(|(_, given)| unfinished::is_pattern(&given.value))
        .map(|(field, given)| {
            let (name, value) = (field.name(), &given.value);
            let message = Text::new(
                format!("“{name}”是“{value}”，不像是公布时的名称，会照样印出来"),
                format!("{name} is “{value}”, which is hardly what is to be published, and would be printed"),
            );
            let finding = subject.finding(&RULE, vec![given.locus.clone().into()], message);
            finding.with_case(["name", value])
        })
}

/// Files and sheets that by their name are no last ones, `正文（征求意见稿）`: the text and the figures may be older.
fn drafts(subject: &Subject<'_>) -> Vec<Finding> {
    let report = subject.report;
    let fields = report.metadata.fields.values().map(|given| &given.locus);
    let figures = report.figures().map(|figure| &figure.locus);
    let read = report.narrative.iter().map(|paragraph| &paragraph.locus);
    let mut names: BTreeMap<&str, &Locus> = BTreeMap::new();
    for locus in fields.chain(read).chain(figures) {
        let file = locus.file.rsplit(['/', '\\']).next().unwrap_or(&locus.file);
        for name in std::iter::once(file).chain(locus.sheet.as_deref()) {
            names.entry(name).or_insert(locus);
        }
    }
    let state = |name: &str| {
        let void = Draft::void_in_name(name).map(|word| (word, Severity::Warning));
        void.or_else(|| Some((Draft::in_name(name)?, Severity::Note)))
    };
    let told = names
        .into_iter()
        .filter_map(|(name, locus)| Some((name, state(name)?, locus)))
        .map(|(name, (word, severity), locus): (&str, _, &Locus)| {
            let message = match severity {
                Severity::Warning => Text::new(
                    format!("“{name}”的名称里有“{word}”，其中的内容读进了年报。请确认没有拿错，不用的删去"),
                    format!("“{name}” has “{word}” in its name, and was read: make sure that it is the right one, and delete what is not used"),
                ),
                _ => Text::new(
                    format!("“{name}”的名称里有“{word}”。请确认用的是定稿"),
                    format!("“{name}” has “{word}” in its name: make sure that it is the last version"),
                ),
            };
            let whole = Locus {
                cell: None,
                passage: None,
                ..locus.clone()
            };
            let finding = subject.finding(&RULE, vec![whole.into()], message);
            Finding {
                severity,
                ..finding.with_case(["draft", name])
            }
        });
    told.collect()
}

/// Parts without a table that have a heading and no text.
fn empty_parts(subject: &Subject<'_>) -> impl Iterator<Item = Finding> {
    let paragraphs = &subject.report.narrative;
    let is_heading =
        |paragraph: &Paragraph| paragraph.level == 1 && subject.form.part_headed(&paragraph.text).is_some();
    let has_insert = |index: usize| subject.report.inserts.iter().any(|insert| insert.before == index + 1);
    let of_text = move |index: &usize| {
        let part = subject.form.part_headed(&paragraphs[*index].text);
        part.is_some_and(|(_, part)| part.table.is_none())
    };
    let is_empty = move |index: &usize| paragraphs.get(index + 1).is_none_or(is_heading) && !has_insert(*index);
    let found = (0..paragraphs.len()).filter(move |index| is_heading(&paragraphs[*index]) && of_text(index));
    found.filter(is_empty).map(|index| {
        let heading = &paragraphs[index];
        let message = Text::new(
            format!("“{}”下面没有内容。没有这方面的事，请写“无。”", heading.text),
            format!(
                "there is no text under “{}”: where there is nothing to report, write 无。",
                heading.text
            ),
        );
        let finding = subject.finding(&RULE, vec![heading.locus.clone().into()], message);
        finding.with_case(["empty", &heading.text])
    })
}

/// Paragraphs that end within a sentence.
fn open(subject: &Subject<'_>) -> Option<Finding> {
    let paragraphs = &subject.report.narrative;
    let plain: Vec<usize> = (0..paragraphs.len())
        .filter(|index| paragraphs[*index].level == 0)
        .collect();
    let next = |index: usize| paragraphs.get(index + 1).filter(|next| next.level == 0);
    let texts = plain.iter().map(|index| {
        let next = next(*index).map(|next| next.text.as_str());
        (paragraphs[*index].text.as_str(), next)
    });
    let open: Vec<usize> = unfinished::open_ends(texts).into_iter().map(|nth| plain[nth]).collect();
    let first = *open.first()?;
    let text = paragraphs[first].text.as_str();
    let message = Text::new(
        format!(
            "{} 段没有写完就断开了，第一处是“{}”。一段话是不是分成了几行？",
            open.len(),
            ending(text)
        ),
        format!(
            "{} paragraph(s) end within a sentence, first “{}”: has a paragraph been broken over lines?",
            open.len(),
            ending(text)
        ),
    );
    let places: Vec<Location> = open
        .iter()
        .map(|index| paragraphs[*index].locus.clone().into())
        .collect();
    Some(
        subject
            .finding(&RULE, places, message)
            .with_case(["open", ending(text)]),
    )
}

/// Paragraphs without a last mark, in a text that has them otherwise.
fn without_end(subject: &Subject<'_>) -> Option<Finding> {
    let paragraphs = subject.report.narrative.iter().filter(|paragraph| paragraph.level == 0);
    let found: Vec<&Paragraph> = paragraphs
        .filter(|paragraph| unfinished::has_no_end(&paragraph.text))
        .collect();
    let text = found.first()?.text.as_str();
    let message = Text::new(
        format!("这一段末尾没有标点：“{}”。是漏了句号，还是没有写完？", ending(text)),
        format!(
            "the paragraph ends without a mark, “{}”: was it forgotten, or does the text break off?",
            ending(text)
        ),
    );
    let places = found.iter().map(|paragraph| paragraph.locus.clone().into()).collect();
    let finding = subject.finding(&RULE, places, message);
    Some(Finding {
        severity: Severity::Note,
        ..finding.with_case(["end", ending(text)])
    })
}

/// The last words of a text.
fn ending(text: &str) -> &str {
    let start = text.char_indices().rev().nth(11).map_or(0, |(at, _)| at);
    &text[start..]
}

#[cfg(test)]
mod tests {
    use crate::{Sample, Subject, check};

    #[test]
    fn a_part_without_text_is_told_and_one_with_a_table_is_not() {
        let sample = Sample::office();
        let told = |report: &nianbao_model::Report, sample: &Sample| {
            let findings = check(&Subject::new(report, &sample.form), &[]);
            let own = findings.into_iter().filter(|finding| finding.rule.id == super::RULE.id);
            own.map(|finding| finding.message.zh).collect::<Vec<_>>()
        };
        let mut report = sample.read();
        assert!(told(&report, &sample).is_empty());
        report.narrative.retain(|paragraph| paragraph.level == 1);
        let told = told(&report, &sample);
        let parts = ["一、总体情况", "五、存在的主要问题", "六、其他需要报告的事项"];
        assert_eq!(told.len(), parts.len());
        assert!(
            told.iter().zip(parts).all(|(told, part)| told.contains(part)),
            "{told:?}"
        );
    }
}
