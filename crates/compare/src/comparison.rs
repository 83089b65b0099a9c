//! The comparison as a whole.

use std::sync::Arc;

use nianbao_check::{Family, Finding, Judged};
use nianbao_model::report::Field;
use nianbao_model::{Form, Report};

use crate::figures::{FigureChange, TableChanges, only_before, tables};
use crate::sentences::{PartChanges, Tally, parts};

/// What the text's own part of the comparison shows, and so is not listed besides.
const IN_TEXT: [&str; 2] = ["repeated-text", "repeated-figures"];

/// Two years of an office's reports.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The office, as the later report names it.
    pub organ: Option<String>,
    /// The earlier report.
    pub before: Side,
    /// The later one.
    pub after: Side,
    /// The figures, in the tables of the later report's form.
    pub tables: Vec<TableChanges>,
    /// The earlier report's figures that this form has no place for.
    pub only_before: Vec<FigureChange>,
    /// What does not follow from the earlier report, as the rules found it.
    pub broken: Vec<Finding>,
    /// The text, in the later report's parts.
    pub parts: Vec<PartChanges>,
    /// How much of the text is last year's.
    pub tally: Tally,
    /// The later report's form.
    pub form: Arc<Form>,
}

/// One of the two reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The year, where it is known.
    pub year: Option<i32>,
    /// The files.
    pub files: Vec<String>,
    /// The form's name.
    pub form: String,
}

impl Comparison {
    /// Compares a report with the one before, beside which it was judged.
    pub fn of(before: &Report, form: &Form, judged: &Judged) -> Self {
        let after = &judged.report;
        let side = |report: &Report, form: &Form| Side {
            year: report.metadata.year(),
            files: report.files.iter().map(|file| file.to_string()).collect(),
            form: form.name.clone(),
        };
        let does_not_follow = |finding: &&Finding| {
            finding.rule.family == Family::Years && !IN_TEXT.contains(&finding.rule.id) && finding.allowed.is_none()
        };
        let parts = parts((before, form), (after, &judged.form));
        Self {
            organ: after.metadata.get(Field::Organ).map(str::to_owned),
            before: side(before, form),
            after: side(after, &judged.form),
            tables: tables(before, after, &judged.form),
            only_before: only_before((before, form), &judged.form),
            broken: judged.findings.iter().filter(does_not_follow).cloned().collect(),
            tally: Tally::of(&parts),
            parts,
            form: Arc::clone(&judged.form),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use nianbao_check::{Content, Sample, Subject, Typed, check};
    use nianbao_model::Decimal;
    use nianbao_read::{Sources, read};

    use super::*;
    use crate::sentences::Line;

    /// What an invented office reports for a year: its figures and its text.
    fn sample(year: i32, figures: &[(&str, i64)], lines: &[&str]) -> Sample {
        Sample::new(&Content {
            form: "gov-2021",
            organ: "青禾市水务局",
            year,
            figures: figures
                .iter()
                .map(|(key, number)| ((*key).to_owned(), Typed::from(*number)))
                .collect(),
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        })
    }

    /// Two years of the office: figures that moved, one that does not follow, and a text in which
    /// something is the same, changed, new and gone.
    pub(crate) fn compared() -> Comparison {
        let figures = |decisions, granted, denied, carried_in, carried_out| {
            [
                ("disclosure.licensing.decisions", decisions),
                (
                    "applications.new_received.total",
                    granted + denied + carried_out - carried_in,
                ),
                ("applications.carried_in.total", carried_in),
                ("applications.results.granted.total", granted),
                ("applications.results.denied.state_secret.total", denied),
                ("applications.results.total.total", granted + denied),
                ("applications.carried_out.total", carried_out),
            ]
        };
        let before = sample(
            2023,
            &figures(34, 6, 1, 0, 2),
            &[
                "本报告根据《中华人民共和国政府信息公开条例》编制。",
                "一、总体情况",
                "2023年，全年发布供水、节水信息128条。公开栏目由办公室统一管理，逐月检查。",
                "五、存在的主要问题及改进情况",
                "政策解读的形式还不够丰富，今后将多用图表说明。",
            ],
        );
        let after = sample(
            2024,
            &figures(342, 4, 5, 1, 0),
            &[
                "本报告根据《中华人民共和国政府信息公开条例》编制。",
                "一、总体情况",
                "2024年，全年发布供水、节水信息182条。公开栏目由办公室统一管理，逐月检查。",
                "五、存在的主要问题及改进情况",
                "管网改造的进度公布得不够及时，现在按月公布。",
            ],
        );
        let form = Arc::clone(&after.form);
        let [before, after] = [before, after].map(|sample| read(&Sources::new(sample.files), &form));
        let mut subject = Subject::new(&after, &form);
        subject.previous = Some(&before);
        let findings = check(&subject, &[]);
        drop(subject);
        let judged = Judged {
            findings,
            report: after,
            form: Arc::clone(&form),
        };
        Comparison::of(&before, &form, &judged)
    }

    fn change<'a>(comparison: &'a Comparison, key: &str) -> &'a FigureChange {
        let mut figures = comparison.tables.iter().flat_map(|table| &table.figures);
        figures.find(|change| change.key == key).unwrap()
    }

    #[test]
    fn figures_have_difference_and_growth_and_what_does_not_follow_is_there() {
        let comparison = compared();
        let decisions = change(&comparison, "disclosure.licensing.decisions");
        assert_eq!(decisions.difference(), Some(Decimal::from(308)));
        assert_eq!(decisions.growth(), Some(Decimal::new(9059, 1)));
        assert_eq!(change(&comparison, "applications.carried_in.total").growth(), None);
        let rules: Vec<&str> = comparison.broken.iter().map(|finding| finding.rule.id).collect();
        assert!(rules.contains(&"carry-over"), "{rules:?}");
        assert_eq!(
            (comparison.before.year, comparison.after.year),
            (Some(2023), Some(2024))
        );
    }

    #[test]
    fn each_sentence_is_the_same_changed_new_or_gone() {
        let comparison = compared();
        let tally = Tally {
            same: 1,
            prescribed: 1,
            changed: 1,
            added: 1,
            removed: 1,
        };
        assert_eq!(comparison.tally, tally, "{:#?}", comparison.parts);
        let overview = comparison
            .parts
            .iter()
            .find(|part| part.heading.as_deref() == Some("一、总体情况"));
        let kinds: Vec<bool> = overview
            .unwrap()
            .lines
            .iter()
            .map(|line| matches!(line, Line::Changed { .. }))
            .collect();
        assert_eq!(kinds, [true, false]);
    }
}
