//! What was read and found, in a line or two, for a front to print. Colours, columns and the
//! width of a terminal are the front's own.

use nianbao_check::{Count, Judged, rules};
use nianbao_findings::Outcome;
use nianbao_findings::terminal::printable;
use nianbao_likeness::Shared;
use nianbao_model::report::Field;
use nianbao_model::{Lang, Text};

use crate::extent::file_names;

/// How many errors, warnings and notes there are.
pub fn counts([errors, warnings, notes]: [usize; 3], lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{errors} 个错误、{warnings} 个警告、{notes} 个提示"),
        Lang::En => format!("{errors} errors, {warnings} warnings, {notes} notes"),
    }
}

/// What was found by how many rules.
pub fn found(count: Count, lang: Lang) -> String {
    let rules = rules().len();
    let Count {
        errors,
        warnings,
        notes,
        allowed,
    } = count;
    let (zh, en) = match allowed {
        0 => Default::default(),
        allowed => (format!("，另允许 {allowed} 处"), format!(", {allowed} allowed")),
    };
    let found = counts([errors, warnings, notes], lang);
    match lang {
        Lang::Zh => format!("核对  {rules} 条规则：{found}{zh}\n"),
        Lang::En => format!("check   {rules} rules: {found}{en}\n"),
    }
}

/// A defect of the program that was met at this place: what any front says of it.
pub fn defect(place: &str) -> Text {
    Text::new(
        format!("程序自身有缺陷（{place}），没有写出文件。请把这句话和所用的文件交给维护人员"),
        format!("the program has a defect ({place}); nothing was written. Please report this line with the file"),
    )
}

/// One line on an office's report.
pub fn office(judged: &Judged, lang: Lang) -> String {
    let organ = printable(judged.report.metadata.get(Field::Organ).unwrap_or_default());
    let file = file_names(&judged.report);
    let count = judged.count();
    let found = counts([count.errors, count.warnings, count.notes], lang);
    match lang {
        Lang::Zh => format!("单位  {organ}  {file}：{found}\n"),
        Lang::En => format!("office  {organ}  {file}: {found}\n"),
    }
}

/// How many shared passages are told in lines; a page or JSON has all.
const TOLD: usize = 10;

/// The passages that several offices have in their texts, those with most text first.
pub fn shared(outcomes: &[Outcome], shared: &[Shared], lang: Lang) -> String {
    let line = |shared: &Shared| {
        let text = printable(&passage(outcomes, shared));
        let offices = shared.offices;
        match lang {
            Lang::Zh => format!("相同  {offices} 个单位：{text}\n"),
            Lang::En => format!("shared  {offices} offices: {text}\n"),
        }
    };
    let lines: String = shared.iter().take(TOLD).map(line).collect();
    let more = match (shared.len().saturating_sub(TOLD), lang) {
        (0, _) => String::new(),
        (more, Lang::Zh) => format!("相同  另有 {more} 处，见 --format html 或 json\n"),
        (more, Lang::En) => format!("shared  and {more} more: see --format html or json\n"),
    };
    lines + &more
}

/// The words of a shared passage, where it stands first.
fn passage(outcomes: &[Outcome], shared: &Shared) -> String {
    let first = shared.places.first();
    let text = first.and_then(|place| {
        let judged = outcomes.get(place.report)?.judged()?;
        judged
            .report
            .narrative
            .get(place.paragraph)?
            .text
            .get(place.span.clone())
    });
    text.unwrap_or_default().to_owned()
}

/// What was found in all reports of a run.
pub fn all(outcomes: &[Outcome], lang: Lang) -> String {
    let judged: Vec<&Judged> = outcomes.iter().filter_map(Outcome::judged).collect();
    let findings = judged.iter().flat_map(|judged| &judged.findings);
    let count = Count::of(findings);
    let (reports, unread) = (judged.len(), outcomes.len() - judged.len());
    let broken = judged.iter().filter(|judged| judged.count().errors > 0).count();
    let unreadable = match (unread, lang) {
        (0, _) => String::new(),
        (unread, Lang::Zh) => format!("，{unread} 份读不出"),
        (unread, Lang::En) => format!(", {unread} could not be read"),
    };
    let line = match lang {
        Lang::Zh => format!("合计  {reports} 份年报，其中 {broken} 份有错误{unreadable}\n"),
        Lang::En => format!("total   {reports} reports, {broken} of them with errors{unreadable}\n"),
    };
    line + &found(count, lang)
}
