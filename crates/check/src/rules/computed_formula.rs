//! `computed-formula`: a formula's result is saved in the file.

use nianbao_model::figure::Reading;
use nianbao_model::{Decimal, Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Severity, Subject, Typed};

static RULE: Rule = Rule {
    id: "computed-formula",
    family: Family::Cells,
    severity: Severity::Note,
    authority: Authority::Workbook,
    holds: Words {
        zh: "公式的结果保存在文件中",
        en: "the result of a formula is saved in the file",
    },
    advice: Words {
        zh: "核对算得的数；用 Excel 或 WPS 打开工作簿再保存一次，结果就存进文件，提示也就没有了",
        en: "check the number; opening the workbook in Excel or WPS and saving it stores the result, and the note goes away",
    },
    breaks: Example {
        words: Words {
            zh: "表三“本年新收”行的总计是公式“=SUM(D5:I5)”，文件由别的软件导出，没有保存结果",
            en: "table 3, row received: the total is the formula =SUM(D5:I5), and the file, exported by another program, has no result for it",
        },
        make: |sample| {
            sample.figure(
                "applications.new_received.total",
                Typed::Formula("SUM(D5:I5)".to_owned(), None),
            )
        },
        at: "表三 依申请公开 › J5",
    },
    near_miss: Example {
        words: Words {
            zh: "总计的公式“=ROUND(SUM(D5:I5),0)”不是简单的求和，但文件里保存了结果 12",
            en: "the total's formula is more than a sum, =ROUND(SUM(D5:I5),0), but the file has its result, 12",
        },
        make: |sample| {
            let rounded = Typed::Formula("ROUND(SUM(D5:I5),0)".to_owned(), Some(Decimal::from(12)));
            sample.figure("applications.new_received.total", rounded)
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject.each_figure(
        &RULE,
        |figure| figure.reading == Reading::Computed,
        |figure| [figure.formula.clone().unwrap_or_default(), figure.printed.clone()],
        |figure| {
            let (formula, result) = (figure.formula.as_deref().unwrap_or_default(), &figure.printed);
            Text::new(
                format!("公式“={formula}”没有保存结果，由本程序算得 {result}"),
                format!("the formula “={formula}” has no saved result; this program computed {result}"),
            )
        },
    )
}
