//! How a sentence is read, and why it is or is not accused: for whoever disagrees.

use std::sync::Arc;

use nianbao_model::report::Paragraph;
use nianbao_model::{Form, Locus, Report, Text};
use nianbao_prose::Prose;

use crate::rule::Family;
use crate::{Subject, rules};

/// Reads a text as if it stood in this report: where its words stand there, in that part, else in
/// the part whose table they are about.
pub fn read_aloud(text: &str, report: &Report, form: &Arc<Form>) -> Vec<Text> {
    let locus = Locus::file(&report.files.first().cloned().unwrap_or_default());
    let line = |level: u8, text: String| Paragraph {
        level,
        text,
        template: None,
        locus: locus.clone(),
        faults: Vec::new(),
    };
    let table = Prose::table_of(text, form);
    let part = form
        .parts
        .iter()
        .find(|part| part.table.as_deref() == table)
        .or(form.parts.first());
    let heading = heading_over(text, report).or_else(|| part.map(|part| part.heading.text.clone()));
    let mut alone = report.clone();
    alone.narrative = heading.map(|heading| line(1, heading)).into_iter().collect();
    alone.narrative.push(line(0, text.to_owned()));
    let subject = Subject::new(&alone, form);
    let mut lines = Prose::read(&alone, form).explain(&alone, form);
    let narrative = rules().into_iter().filter(|rule| rule.family == Family::Narrative);
    let findings: Vec<_> = narrative.flat_map(|rule| (rule.check)(&subject)).collect();
    for finding in &findings {
        let (severity, Text { zh, en }) = (finding.severity.label(), &finding.message);
        let id = finding.rule.id;
        lines.push(Text::new(
            format!("{} {id}：{zh}", severity.zh),
            format!("{} {id}: {en}", severity.en),
        ));
    }
    if findings.is_empty() {
        lines.push(Text::new("没有问题", "nothing is found"));
    }
    lines
}

/// The heading of the part in which these words stand.
fn heading_over(text: &str, report: &Report) -> Option<String> {
    let at = report
        .narrative
        .iter()
        .position(|paragraph| paragraph.level == 0 && paragraph.text.contains(text.trim()))?;
    let heading = report.narrative[..at]
        .iter()
        .rev()
        .find(|paragraph| paragraph.level == 1)?;
    Some(heading.text.clone())
}
