//! What was read and found, in a line or two.

use nianbao_check::rules;
use nianbao_findings::terminal::printable;
use nianbao_findings::{Count, Judged, Outcome};
use nianbao_model::Lang;
use nianbao_model::figure::Value;
use nianbao_model::report::Field;

use crate::input::names;
use crate::terminal::hanging;

/// What was read of a report.
pub(crate) fn read(judged: &Judged, lang: Lang) -> String {
    let (report, form) = (&judged.report, &judged.form);
    let tables = report.tables.iter().filter(|table| table.place.is_some()).count();
    let figures = report.figures().filter(|figure| figure.value != Value::Blank).count();
    let paragraphs = report.narrative.len();
    let filled = report
        .narrative
        .iter()
        .filter(|paragraph| paragraph.template.is_some())
        .count();
    let indicators = report.indicators.len();
    let names = names(report);
    match lang {
        Lang::Zh => {
            let read = format!(
                "{names}：{tables} 张表、{figures} 个数据、{indicators} 项业务数据、正文 {paragraphs} 段（{filled} 段引用数据）"
            );
            let form = format!("{}（{}，{}）", form.id, form.name, form.authority);
            hanging("读取  ", &read) + &hanging("表式  ", &form)
        }
        Lang::En => {
            let read = format!(
                "{names}: {tables} tables, {figures} figures, {indicators} indicators, {paragraphs} paragraphs ({filled} cite figures)"
            );
            let form = format!("{} ({}, {})", form.id, form.name, form.authority);
            hanging("read    ", &read) + &hanging("form    ", &form)
        }
    }
}

/// What was found by how many rules.
pub(crate) fn found(count: Count, lang: Lang) -> String {
    let rules = rules().len();
    let Count {
        errors,
        warnings,
        notes,
        allowed,
    } = count;
    let (zh, en) = match allowed {
        0 => Default::default(),
        allowed => (format!("，另允许 {allowed} 处"), format!(", {allowed} let stand")),
    };
    match lang {
        Lang::Zh => format!("核对  {rules} 条规则：{errors} 个错误、{warnings} 个警告、{notes} 个提示{zh}\n"),
        Lang::En => format!("check   {rules} rules: {errors} errors, {warnings} warnings, {notes} notes{en}\n"),
    }
}

/// One line on an office's report.
pub(crate) fn office(judged: &Judged, lang: Lang) -> String {
    let organ = printable(judged.report.metadata.get(Field::Organ).unwrap_or_default());
    let file = names(&judged.report);
    let Count {
        errors,
        warnings,
        notes,
        allowed: _,
    } = judged.count();
    match lang {
        Lang::Zh => format!("单位  {organ}  {file}：{errors} 个错误、{warnings} 个警告、{notes} 个提示\n"),
        Lang::En => format!("office  {organ}  {file}: {errors} errors, {warnings} warnings, {notes} notes\n"),
    }
}

/// What was found in all reports.
pub(crate) fn all(outcomes: &[Outcome], lang: Lang) -> String {
    let judged: Vec<&Judged> = outcomes.iter().filter_map(judged_of).collect();
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

/// The report, if the files could be read.
pub(crate) fn judged_of(outcome: &Outcome) -> Option<&Judged> {
    match outcome {
        Outcome::Judged(judged) => Some(judged),
        Outcome::Failed { .. } => None,
    }
}
