//! `stale-formula`: a formula has a saved result, and computing it again gives the same.

use nianbao_model::figure::{self, Fault, Figure};
use nianbao_model::{Decimal, Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Severity, Subject, Typed, Value};

static RULE: Rule = Rule {
    id: "stale-formula",
    family: Family::Cells,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "公式保存了结果，重算也相同",
        en: "a formula has a saved result that still holds",
    },
    advice: Words {
        zh: "在 Excel 的“公式—计算选项”里改为“自动”，以后就不会再忘了重算；别的软件导出的文件，先打开保存一次",
        en: "set Formulas › Calculation Options to Automatic, so that it is not forgotten again; open and save a file that another program exported",
    },
    breaks: Example {
        words: Words {
            zh: "表二：规范性文件的现行有效件数是公式“=5+B5-C5”，B5 由 3 改为 2 以后没有重算，保存的还是 7",
            en: "table 2: normative documents in force is the formula =5+B5-C5, saved as 7; then B5 was changed from 3 to 2",
        },
        make: |sample| {
            let outdated = Typed::Formula("5+B5-C5".to_owned(), Some(Decimal::from(7)));
            sample.figure("disclosure.normative_documents.in_force", outdated)
        },
        at: "表二 主动公开 › D5",
    },
    near_miss: Example {
        words: Words {
            zh: "公式“=IF(B5>0,5+B5-C5,5)”程序不能重算，但文件里保存了结果 6",
            en: "the formula =IF(B5>0,5+B5-C5,5) cannot be computed again here, but the file has its result, 6",
        },
        make: |sample| {
            let saved = Typed::Formula("IF(B5>0,5+B5-C5,5)".to_owned(), Some(Decimal::from(6)));
            sample.figure("disclosure.normative_documents.in_force", saved)
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = subject.each_figure(
        &RULE,
        |figure| figure.value == figure::Value::Unreadable(Fault::FormulaWithoutValue),
        |figure| [figure.formula.clone().unwrap_or_default()],
        |figure| message(figure.formula.as_deref().unwrap_or_default()),
    );
    findings.extend(subject.report.figures().filter_map(|figure| {
        let now = figure.stale?;
        let finding = subject.finding(&RULE, vec![Location::figure(figure)], outdated(figure, now));
        let found = Value::typed(figure).map(|typed| typed.told(true));
        let finding = Finding { found, ..finding }.with_expected(Value::Number(now).told(true));
        Some(finding.with_case([figure.formula.as_deref().unwrap_or_default()]))
    }));
    findings.extend(subject.each_broken_cell(&RULE, Fault::FormulaWithoutValue, message));
    findings
}

fn outdated(figure: &Figure, now: Decimal) -> Text {
    let (formula, saved) = (figure.formula.as_deref().unwrap_or_default(), figure.typed.trim());
    Text::new(
        format!(
            "公式“={formula}”保存的结果是 {saved}，现在算得 {now}。请在 Excel 或 WPS 中打开工作簿，重新计算（F9）并保存后再试"
        ),
        format!(
            "the formula “={formula}” was saved with {saved} and now gives {now}: open the workbook, recalculate (F9), save it and retry"
        ),
    )
}

fn message(shown: &str) -> Text {
    Text::new(
        format!("公式“={shown}”没有保存计算结果。请在 Excel 或 WPS 中打开工作簿，保存后再试"),
        format!("the formula “={shown}” has no saved result: open the workbook in Excel or WPS, save it and retry"),
    )
}
