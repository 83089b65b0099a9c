//! `nianbao check`: read, judge, say what was found.

use std::fmt::Write;
use std::process::ExitCode;

use nianbao_check::{check, rules};
use nianbao_model::figure::Value;
use nianbao_model::{Finding, Form, Lang, Report, Severity};

use crate::arguments::Check;
use crate::error::{FINDINGS, Failure};
use crate::findings::{count, render};
use crate::input::{names, read_report};
use crate::terminal;

/// Runs the command.
pub(crate) fn run(arguments: &Check, lang: Lang) -> Result<ExitCode, Failure> {
    let judged = judge(arguments, lang)?;
    Ok(if judged.has_errors() {
        ExitCode::from(FINDINGS)
    } else {
        ExitCode::SUCCESS
    })
}

/// A report that was read and judged.
pub(crate) struct Judged {
    pub(crate) report: Report,
    pub(crate) form: Form,
    pub(crate) findings: Vec<Finding>,
}

impl Judged {
    /// Whether the report must not be published.
    pub(crate) fn has_errors(&self) -> bool {
        count(&self.findings, Severity::Error) > 0
    }
}

/// Reads and judges a report, and says what was read and found.
pub(crate) fn judge(arguments: &Check, lang: Lang) -> Result<Judged, Failure> {
    let (report, form) = read_report(arguments)?;
    let findings = check(&report, &form);
    let mut text = read_summary(&report, &form, lang);
    text += &render(&findings, lang);
    text += &check_summary(&findings, lang);
    terminal::say(&text);
    Ok(Judged { report, form, findings })
}

fn read_summary(report: &Report, form: &Form, lang: Lang) -> String {
    let tables = report.tables.iter().filter(|table| table.place.is_some()).count();
    let figures = report.figures().filter(|figure| figure.value != Value::Blank).count();
    let paragraphs = report.narrative.len();
    let filled = report
        .narrative
        .iter()
        .filter(|paragraph| paragraph.template.is_some())
        .count();
    let indicators = report.indicators.len();
    let mut text = String::new();
    let _ = match lang {
        Lang::Zh => writeln!(
            text,
            "读取  {}：{tables} 张表、{figures} 个数据、{indicators} 项业务数据、正文 {paragraphs} 段（{filled} 段引用数据）\n表式  {}（{}，{}）",
            names(report),
            form.id,
            form.name,
            form.authority
        ),
        Lang::En => writeln!(
            text,
            "read    {}: {tables} tables, {figures} figures, {indicators} indicators, {paragraphs} paragraphs ({filled} cite figures)\nform    {} ({}, {})",
            names(report),
            form.id,
            form.name,
            form.authority
        ),
    };
    text
}

fn check_summary(findings: &[Finding], lang: Lang) -> String {
    let rules = rules().len();
    let [errors, warnings, notes] =
        [Severity::Error, Severity::Warning, Severity::Note].map(|severity| count(findings, severity));
    match lang {
        Lang::Zh => format!("核对  {rules} 条规则：{errors} 个错误、{warnings} 个警告、{notes} 个提示\n"),
        Lang::En => format!("check   {rules} rules: {errors} errors, {warnings} warnings, {notes} notes\n"),
    }
}
