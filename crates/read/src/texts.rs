//! Which of several texts is the report's. A sheet whose name says that it is another year's or
//! a pattern is left out; what continues the text is added to it; two that begin with the same
//! part are one too many.

use std::collections::BTreeSet;

use nianbao_model::chars::digit;
use nianbao_model::form::Form;
use nianbao_model::label;
use nianbao_model::locus::Locus;
use nianbao_model::report::{Duplicate, Insert, Omission, Omitted, Paragraph, Report};

use crate::narrative::Narrative;
use crate::{headings, title};

/// The text of a report, put together from those that were read.
#[derive(Default)]
pub(crate) struct Texts {
    narrative: Vec<Paragraph>,
    inserts: Vec<(Locus, Insert)>,
    /// Those that are not the report's by their sheets' names, as long as there is no other.
    others: Vec<Narrative>,
}

impl Texts {
    /// Adds a text from one sheet or file.
    pub(crate) fn add(&mut self, mut text: Narrative, report: &mut Report, form: &Form) {
        title::take(&mut text.paragraphs, report);
        headings::settle(&mut text.paragraphs, form);
        let sheet = text.paragraphs.first().and_then(|first| first.locus.sheet.clone());
        if sheet.is_some_and(|name| is_anothers(&name, report.metadata.year())) {
            self.others.push(text);
        } else {
            self.append(text, report, form);
        }
    }

    fn append(&mut self, text: Narrative, report: &mut Report, form: &Form) {
        let parts =
            |lines: &[Paragraph]| -> BTreeSet<usize> { lines.iter().filter_map(|line| part(line, form)).collect() };
        let (own, more) = (parts(&self.narrative), parts(&text.paragraphs));
        let file = |lines: &[Paragraph]| lines.first().map(|first| first.locus.file.clone());
        // Another file's text goes on with this one only if its headings say so.
        let is_again = match more.is_empty() {
            true => file(&self.narrative) != file(&text.paragraphs),
            false => !own.is_disjoint(&more),
        };
        match (is_again, self.narrative.first(), text.paragraphs.first()) {
            (true, Some(first), Some(second)) => report.metadata.duplicates.push(Duplicate {
                label: String::from("正文"),
                first: first.locus.clone(),
                second: second.locus.clone(),
            }),
            _ => {
                self.narrative.extend(text.paragraphs);
                self.inserts.extend(text.inserts);
            }
        }
    }

    /// The text, and its small tables.
    pub(crate) fn finish(mut self, report: &mut Report, form: &Form) -> (Vec<Paragraph>, Vec<Insert>) {
        for other in std::mem::take(&mut self.others) {
            if self.narrative.is_empty() {
                self.append(other, report, form);
            } else if let Some(first) = other.paragraphs.first() {
                report.omitted.push(Omitted {
                    reason: Omission::OtherText,
                    text: first.locus.sheet.as_deref().unwrap_or_default().to_owned(),
                    count: other.paragraphs.len(),
                    locus: first.locus.clone(),
                });
            }
        }
        let narrative = self.narrative;
        let place = |(locus, insert): (Locus, Insert)| Insert {
            before: before(&locus, &narrative),
            ..insert
        };
        let inserts = self.inserts.into_iter().map(place).collect();
        (narrative, inserts)
    }
}

/// The index of the paragraph that follows a place.
fn before(locus: &Locus, narrative: &[Paragraph]) -> usize {
    let is_here = |line: &Paragraph| line.locus.file == locus.file && line.locus.sheet == locus.sheet;
    let follows = narrative
        .iter()
        .position(|line| is_here(line) && line.locus.cell > locus.cell);
    let last = narrative.iter().rposition(is_here).map(|last| last + 1);
    follows.or(last).unwrap_or(narrative.len())
}

/// The part whose heading a line is, by its place in the form.
fn part(line: &Paragraph, form: &Form) -> Option<usize> {
    (line.level == 1)
        .then(|| form.part_headed(&line.text))
        .flatten()
        .map(|(at, _)| at)
}

/// Whether a sheet's name says that its text is not this year's.
fn is_anothers(name: &str, year: Option<i32>) -> bool {
    const OTHERS: [&str; 13] = [
        "去年",
        "上年",
        "往年",
        "历年",
        "上一年",
        "前年",
        "旧",
        "参考",
        "范文",
        "样例",
        "样本",
        "模板",
        "示例",
    ];
    let name = label::normalize(name);
    let digits: String = name.chars().map(|c| if digit(c).is_some() { c } else { ' ' }).collect();
    let years = digits
        .split(' ')
        .filter(|run| run.len() == 4)
        .filter_map(|run| run.parse::<i32>().ok());
    let is_other_year = year.is_some_and(|own| {
        years
            .into_iter()
            .any(|year| (1990..=2200).contains(&year) && year != own)
    });
    is_other_year || OTHERS.iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::is_anothers;

    #[test]
    fn a_sheets_name_may_say_that_it_is_not_this_years() {
        for name in ["去年正文", "正文（2023年）", "2023正文", "正文-旧", "往年参考"] {
            assert!(is_anothers(name, Some(2024)), "{name}");
        }
        for name in ["正文", "2024年正文", "正文（定稿）", "正文1"] {
            assert!(!is_anothers(name, Some(2024)), "{name}");
        }
    }
}
