//! `table-year`: the tables are this year's, by the names of their sheets.

use nianbao_model::report::{OtherYear, OtherYearFate};
use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::APPLICATIONS;
use crate::{Finding, Location, Severity, Subject};

static RULE: Rule = Rule {
    id: "table-year",
    family: Family::Structure,
    severity: Severity::Error,
    authority: Authority::Workbook,
    holds: Words {
        zh: "各表是本年的表",
        en: "the tables are this year's",
    },
    advice: Words {
        zh: "确认数据是哪一年的：本年的表没有填就填好，往年的表删去；只是工作表的名称没有改，改掉就行",
        en: "make sure of which year the figures are: fill in this year's table and delete other years' sheets; if only the sheet's name was left from last year, change it",
    },
    breaks: Example {
        words: Words {
            zh: "工作表“2024年表三”是空的，“2023年表三”填了数",
            en: "the sheet 2024年表三 is blank, 2023年表三 is filled in",
        },
        make: |sample| {
            sample
                .blank_copy(APPLICATIONS, "2024年表三")
                .change(APPLICATIONS, |sheet| sheet.name = "2023年表三".into())
        },
        at: "2024年表三 › A5",
    },
    near_miss: Example {
        words: Words {
            zh: "表三所在的工作表叫“2024年表三”",
            en: "the sheet with table 3 is called 2024年表三",
        },
        make: |sample| sample.change(APPLICATIONS, |sheet| sheet.name = "2024年表三".into()),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let tables = subject.report.tables.iter();
    let found = tables.flat_map(|table| table.other_years.iter().map(move |other| (&table.key, other)));
    found
        .map(|(key, other)| {
            let label = subject.form.table(key).map_or("", |table| table.label.as_str());
            finding(subject, label, other)
        })
        .collect()
}

fn finding(subject: &Subject<'_>, label: &str, other: &OtherYear) -> Finding {
    let OtherYear { sheet, locus, fate } = other;
    let year = subject.report.metadata.year();
    match fate {
        OtherYearFate::LeftOutForBlank(own) => {
            let message = Text::new(
                format!("本年的“{label}”是空的，而工作表“{sheet}”（{locus}）填了别的年度的数。请填好本年的表"),
                format!(
                    "this year's table “{label}” is blank, and the sheet {sheet} ({locus}) is filled in for another year: fill in this year's"
                ),
            );
            let places = vec![Location::from(own.clone()), Location::from(locus.clone()).told()];
            subject.finding(&RULE, places, message)
        }
        OtherYearFate::LeftOut => {
            let message = Text::new(
                format!("工作表“{sheet}”里的“{label}”是别的年度的，没有读取；读取的是本年的表"),
                format!("the table “{label}” in the sheet {sheet} is another year's and was not read; this year's was"),
            );
            Finding {
                severity: Severity::Note,
                ..subject.finding(&RULE, vec![locus.clone().into()], message)
            }
        }
        OtherYearFate::Read => {
            let own = year.map(|year| year.to_string()).unwrap_or_default();
            let message = Text::new(
                format!(
                    "“{label}”读自工作表“{sheet}”，名称写的不是 {own} 年。请确认这些数是本年的，并改正工作表的名称"
                ),
                format!(
                    "“{label}” was read from the sheet {sheet}, whose name is not of {own}: make sure that the figures are this year's, and rename the sheet"
                ),
            );
            // Sheets are named after the year in which the report is filed, too.
            let is_of_filing = year.is_some_and(|year| sheet.contains(&(year + 1).to_string()));
            Finding {
                severity: if is_of_filing {
                    Severity::Warning
                } else {
                    Severity::Error
                },
                ..subject.finding(&RULE, vec![locus.clone().into()], message)
            }
        }
    }
}
