//! `narrative-figure`: a number that the text states for a figure is the figure in the tables.

use nianbao_model::{Text, inventory};

use crate::quote::digits_of;
use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::stated::{self, Sum};
use crate::{Finding, Location, Quote, Severity, Subject, Value, explained};
use nianbao_prose::{Claim, Grade, Scope};

static RULE: Rule = Rule {
    id: "narrative-figure",
    family: Family::Narrative,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "正文写的数与表格一致",
        en: "a number in the text is the table's",
    },
    advice: Words {
        zh: "查清哪一处是对的，改正文或改表格；正文用占位符引用表格的数，就不会再不一致",
        en: "find out which is right and correct the other; a placeholder in the text takes the table's figure, and the two cannot differ again",
    },
    breaks: Example {
        words: Words {
            zh: "正文：“全年新收政府信息公开申请13件”，表三是 12",
            en: "the text says 13 new applications, table 3 has 12",
        },
        make: |sample| {
            sample.text(
                "overview",
                "2024年，青禾市水务局新收政府信息公开申请13件，上年结转1件。",
            )
        },
        at: "正文 › A4",
    },
    near_miss: Example {
        words: Words {
            zh: "正文：网络申请 8 件、上年收到 17 件、市公安局收到 412 件、予以公开和部分公开共 6 件",
            en: "applications by channel, last year's, another office's, and a sum of two rows",
        },
        make: |sample| {
            sample.text(
                "applications",
                "新收申请12件，其中网络申请8件；2023年收到17件。市公安局收到申请412件，予以公开176件。予以公开和部分公开共6件。",
            )
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let prose = subject.prose();
    let own = |claim: &&Claim| claim.scope == Scope::Own;
    let claims = prose
        .claims
        .iter()
        .chain(&prose.questions)
        .filter(own)
        .filter_map(|claim| {
            let sums = explained::accused(subject, claim)?;
            finding(subject, claim, &sums, false)
        });
    claims.chain(of_last_year(subject)).collect()
}

/// What the text says of last year, against that year's report. What is this year's figure is a slip in the
/// year, which another rule reports.
fn of_last_year(subject: &Subject<'_>) -> Vec<Finding> {
    let (Some(previous), Some(year)) = (subject.previous, subject.report.metadata.year()) else {
        return Vec::new();
    };
    let claims = subject.prose().claims.iter();
    let stated = claims.filter(|claim| claim.scope == Scope::Year(year - 1) && claim.quantity.is_some());
    stated
        .filter_map(|claim| {
            let sums = stated::contradicted(previous, claim)?;
            stated::contradicted(subject.report, claim)?;
            finding(subject, claim, &sums, true)
        })
        .collect()
}

fn finding(subject: &Subject<'_>, claim: &Claim, sums: &[Sum<'_>], is_last_years: bool) -> Option<Finding> {
    let sum = sums.first()?;
    let passage = subject.prose().passage(claim.paragraph)?;
    let paragraph = subject.report.narrative.get(claim.paragraph)?;
    let figures = sum.figures.iter().map(|figure| match is_last_years {
        true => Location::figure(figure).last_years(),
        false => Location::figure(figure),
    });
    let locations = std::iter::once(paragraph.locus.clone().into()).chain(figures).collect();
    let found = stated::found(claim);
    let digits = digits_of(passage, claim.quantity.as_ref(), found);
    let grade = if is_last_years {
        claim.grade.min(Grade::Doubt)
    } else {
        claim.grade
    };
    let message = message(subject, passage.quote(&claim.span), sums, is_last_years, grade);
    let finding = Finding {
        severity: severity(grade),
        ..subject.finding(&RULE, locations, message)
    };
    let finding = finding
        .with_found(Value::Number(found).told(digits.is_some()))
        .with_expected(stated::expected(claim, sum))
        .with_quotes([Quote::of_number(passage, &claim.span, digits)]);
    Some(finding)
}

/// How much a contradiction matters: only what is surely read blocks a report.
fn severity(grade: Grade) -> Severity {
    match grade {
        Grade::Sure => Severity::Error,
        Grade::Doubt => Severity::Warning,
        Grade::Ask => Severity::Note,
    }
}

fn message(subject: &Subject<'_>, quote: &str, sums: &[Sum<'_>], is_last_years: bool, grade: Grade) -> Text {
    // Two readings that come to the same are one to whoever reads this.
    let other = sums.iter().find(|sum| sum.value != sums[0].value);
    let described: Vec<Text> = sums
        .iter()
        .take(1)
        .chain(other)
        .map(|sum| sum.describe(subject.form))
        .collect();
    let join = |lang: fn(&Text) -> &String, or: &str| described.iter().map(lang).cloned().collect::<Vec<_>>().join(or);
    let (zh, en) = (join(|text| &text.zh, "，或"), join(|text| &text.en, ", or "));
    let (tables_zh, tables_en) = match is_last_years {
        true => ("上年年报的表格中", "last year's tables"),
        false => ("表格中", "the tables"),
    };
    let (ask_zh, ask_en) = match grade {
        Grade::Ask => (
            "。这句话没有全看懂，请核对",
            "; not all of the sentence is understood: please look",
        ),
        _ => ("", ""),
    };
    Text::new(
        format!("正文写“{quote}”，而{tables_zh}{zh}{ask_zh}"),
        format!("the text says “{quote}”, but in {tables_en} {en}{ask_en}"),
    )
}

#[cfg(test)]
mod tests {
    use crate::{Sample, Severity, Subject, check};

    fn graded(text: &str) -> Vec<Severity> {
        graded_in("overview", text)
    }

    fn graded_in(part: &str, text: &str) -> Vec<Severity> {
        let mut sample = Sample::office();
        sample.text(part, text);
        let report = sample.read();
        let found = check(&Subject::new(&report, &sample.form), &[]).into_iter();
        let own = found.filter(|finding| finding.rule.id == super::RULE.id);
        own.map(|finding| finding.severity).collect()
    }

    #[test]
    fn what_is_less_sure_accuses_less() {
        for (text, expected) in [
            ("我局收到政府信息公开申请13件。", &[Severity::Error][..]),
            // Applications are named, but not which.
            ("全年新收申请13件。", &[Severity::Warning]),
            // The first may be of more than the tables have.
            (
                "我局收到政府信息公开申请20件，其中新收政府信息公开申请12件。",
                &[Severity::Warning],
            ),
            // Not all is understood.
            ("初心如磐收到政府信息公开申请13件。", &[Severity::Note]),
            ("通过网络收到政府信息公开申请20件。", &[Severity::Note]),
            ("通过网络收到政府信息公开申请8件。", &[]),
            // Nothing of the sentence agrees: it may be about something else.
            (
                "我局收到政府信息公开申请31件，办结27件，结转下年度9件。",
                &[Severity::Warning; 3],
            ),
        ] {
            assert_eq!(graded(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_said_of_all_of_none_and_of_no_more_is_compared() {
        let (error, warning, note) = (Severity::Error, Severity::Warning, Severity::Note);
        for (text, expected) in [
            // None: behind the words, before them, of the year before, in money, over several years.
            ("没有信访举报投诉类申请。", &[error][..]),
            ("政府信息公开行政复议未发生。", &[error]),
            ("政府信息公开行政复议零发生。", &[error]),
            ("上年没有结转的申请。", &[error]),
            ("未收取行政事业性收费。", &[warning]),
            ("连续三年未发生政府信息公开行政复议。", &[error]),
            ("上年没有结转的申请2件以上。", &[]),
            // All: of a number, of a group, of those that came in.
            ("新收政府信息公开申请12件，均由自然人提出。", &[warning]),
            ("结转下年度的2件均由商业企业提出。", &[warning]),
            ("收到的政府信息公开申请均由自然人提出。", &[warning]),
            ("收到的政府信息公开申请全部予以公开。", &[warning]),
            ("不予公开1件，均属于国家秘密。", &[warning]),
            ("不予公开的政府信息公开申请均属于保护第三方合法权益。", &[]),
            ("行政复议案件全部维持。", &[]),
            // No more than so many.
            ("部分公开的政府信息公开申请只有2件。", &[error]),
            ("部分公开的政府信息公开申请仅1件。", &[]),
            ("予以公开的申请中仅1件涉及管网。", &[]),
            // What came in is perhaps of another thing than the verb's.
            ("收到3件行政复议。", &[note]),
        ] {
            let found = graded_in("applications", text);
            assert_eq!(found, expected, "{text}");
        }
    }
}
