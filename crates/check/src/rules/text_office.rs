//! `text-office`: the text is this office's, and not one that was written for another.

use nianbao_model::report::Field;
use nianbao_model::{Text, inventory, label};
use nianbao_prose::{Passage, Span};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Quote, Severity, Subject, office};

static RULE: Rule = Rule {
    id: "text-office",
    family: Family::Narrative,
    severity: Severity::Warning,
    authority: Authority::Workbook,
    holds: Words {
        zh: "正文说是谁编制了报告、谁将要做什么的地方，写的就是本机关",
        en: "where the text says who made the report, or who will do what, it is the report's office",
    },
    advice: Words {
        zh: "多半是用了别的单位的稿子：改成本机关，并通读一遍，看还有没有别人的内容",
        en: "the text was probably taken over from another office: correct the name, and read it through for more of the same",
    },
    breaks: Example {
        words: Words {
            zh: "青禾市水务局的正文：“青禾市林业局编制本年度报告”",
            en: "the text of the water bureau says that the forestry bureau made the report",
        },
        make: |sample| {
            sample.text(
                "preface",
                "根据《中华人民共和国政府信息公开条例》，青禾市林业局编制本年度报告。",
            )
        },
        at: "正文 › A2",
    },
    near_miss: Example {
        words: Words {
            zh: "“市水务局编制本年度报告”“对接青禾市林业局开展培训”",
            en: "the office's short name, and another office that it works with",
        },
        make: |sample| {
            sample.text(
                "preface",
                "根据《中华人民共和国政府信息公开条例》，市水务局编制本年度报告，对接青禾市林业局开展培训。",
            )
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// What stands behind the name of the office that made the report.
const MADE: [&str; 3] = ["编制本", "编制了本", "编制并发布本"];
/// What stands behind the name of the office that is to do something, at the beginning of a clause.
const PLANNED: [&str; 4] = ["将", "要进一步", "拟", "计划"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(organ) = subject.report.metadata.fields.get(&Field::Organ) else {
        return Vec::new();
    };
    let own = label::normalize(&organ.value);
    // A government's report is made by one of its bureaus, and says what others are to do.
    if !is_bureau(&own) {
        return Vec::new();
    }
    let is_another = |name: &str| office::is_name(name) && is_bureau(name) && office::is_another(name, &own);
    let finding = |passage: &Passage, span: Span| {
        let paragraph = subject.report.narrative.get(passage.paragraph)?;
        let name = passage.quote(&span);
        let message = Text::new(
            format!(
                "正文写的单位是“{name}”，而机关名称是“{}”。请确认没有用错别的单位的稿子",
                organ.value
            ),
            format!(
                "the text speaks of “{name}”, but the report is by “{}”: check that the text is not another office's",
                organ.value
            ),
        );
        let places = [&paragraph.locus, &organ.locus].map(|locus| Location::from(locus.clone()));
        let finding = subject.finding(&RULE, places.into(), message).with_case([name]);
        Some(finding.with_quotes([Quote::of_sentence(passage, &span, [&span])]))
    };
    // With the office's own place before it a name begins there: 配合某局 is none.
    let place: String = own.chars().take(2).collect();
    let mut findings = Vec::new();
    for passage in &subject.prose().passages {
        let named = passage.sentences().into_iter().filter_map(|sentence| {
            let planner =
                planner(&passage.text, &sentence).filter(|span| passage.text[span.clone()].starts_with(&place));
            let names = [maker(&passage.text, &sentence), planner];
            names
                .into_iter()
                .flatten()
                .find(|span| is_another(&passage.text[span.clone()]))
        });
        findings.extend(named.filter_map(|span| finding(passage, span)));
    }
    findings
}

/// Whether an office is no government, which speaks for many.
fn is_bureau(name: &str) -> bool {
    !["政府", "办事处", "管委会", "管理委员会", "公司"]
        .iter()
        .any(|end| name.ends_with(end))
}

/// Where a sentence names who made the report: `某局编制本年度报告`.
fn maker(text: &str, sentence: &Span) -> Option<Span> {
    let words = &text[sentence.clone()];
    let end = MADE.iter().filter_map(|made| words.find(made)).min()?;
    let is_joint = |c: char| matches!(c, ',' | ':' | '由' | '、' | '※' | ')');
    let start = words[..end]
        .rfind(is_joint)
        .map_or(0, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
    Some(sentence.start + start..sentence.start + end)
}

/// Where a clause names who will do something, if it begins with that: `下一步，某局将继续……`.
fn planner(text: &str, sentence: &Span) -> Option<Span> {
    let words = &text[sentence.clone()];
    let end = PLANNED
        .iter()
        .filter_map(|planned| words.find(planned))
        .filter(|end| *end > 0)
        .min()?;
    let start = words[..end].rfind(',').map_or(0, |at| at + 1);
    let (sentence, words, end) = (sentence.start + start..sentence.end, &words[start..], end - start);
    let is_name = words[..end].chars().count() <= office::LONGEST;
    is_name.then_some(sentence.start..sentence.start + end)
}
