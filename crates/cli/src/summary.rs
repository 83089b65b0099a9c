//! What was read and found, in a line or two.

use nianbao::findings::terminal::printable;
use nianbao::model::report::Field;
use nianbao::{Count, Extent, Judged, Lang, Localize, Outcome, file_names, rules};

use crate::terminal::hanging;

/// What was read of a report.
pub(crate) fn read(judged: &Judged, lang: Lang) -> String {
    let (form, names) = (&judged.form, file_names(&judged.report));
    let extent = Extent::of(&judged.report).text();
    let extent = extent.get(lang);
    match lang {
        Lang::Zh => {
            let form = format!("{}（{}，{}）", form.id, form.name, form.authority);
            hanging("读取  ", &format!("{names}：{extent}")) + &hanging("表式  ", &form)
        }
        Lang::En => {
            let form = format!("{} ({}, {})", form.id, form.name, form.authority);
            hanging("read    ", &format!("{names}: {extent}")) + &hanging("form    ", &form)
        }
    }
}

/// What was found by how many rules.
pub(crate) fn found(count: Count, lang: Lang) -> String {
    let rules = rules::all().len();
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

/// One line on an office's report.
pub(crate) fn office(judged: &Judged, lang: Lang) -> String {
    let organ = printable(judged.report.metadata.get(Field::Organ).unwrap_or_default());
    let file = file_names(&judged.report);
    let count = judged.count();
    let found = counts([count.errors, count.warnings, count.notes], lang);
    match lang {
        Lang::Zh => format!("单位  {organ}  {file}：{found}\n"),
        Lang::En => format!("office  {organ}  {file}: {found}\n"),
    }
}

/// How many errors, warnings and notes there are.
pub(crate) fn counts([errors, warnings, notes]: [usize; 3], lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{errors} 个错误、{warnings} 个警告、{notes} 个提示"),
        Lang::En => format!("{errors} errors, {warnings} warnings, {notes} notes"),
    }
}

/// What was found in all reports.
pub(crate) fn all(outcomes: &[Outcome], lang: Lang) -> String {
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
