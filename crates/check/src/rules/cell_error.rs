//! `cell-error`: no cell shows an error value.

use nianbao_model::figure::{Fault, Value};
use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::APPLICATIONS;
use crate::subject::as_typed;
use crate::{Finding, Severity, Subject, Typed};

static RULE: Rule = Rule {
    id: "cell-error",
    family: Family::Cells,
    severity: Severity::Error,
    authority: Authority::Form,
    holds: Words {
        zh: "数据单元格里没有错误值",
        en: "no cell shows an error value",
    },
    advice: Words {
        zh: "点开这一格看公式：#REF! 是引用的单元格被删了，#NAME? 是函数名写错了，#VALUE! 是拿文字去计算，#DIV/0! 是除数为 0",
        en: "look at the cell's formula: #REF! means that a cell it uses was deleted, #NAME? a misspelt function, #VALUE! text used as a number, #DIV/0! a division by 0",
    },
    breaks: Example {
        words: Words {
            zh: "表二：规章的本年制发件数引用的单元格被删了，显示 #REF!",
            en: "table 2: regulations issued shows #REF!, for the cell it refers to was deleted",
        },
        make: |sample| sample.figure("disclosure.regulations.issued", Typed::Error("#REF!".to_owned())),
        at: "表二 主动公开 › B4",
    },
    near_miss: Example {
        words: Words {
            zh: "表三右边自己加了一列“同比增长”，其中一格显示 #DIV/0!；这一列不是表式的，没有读取",
            en: "an own column for growth beside table 3 shows #DIV/0!; it is no column of the form and is not read",
        },
        make: |sample| {
            let error = Typed::Error("#DIV/0!".to_owned());
            sample
                .cell(APPLICATIONS, "K4", "同比增长")
                .cell(APPLICATIONS, "K5", error)
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = subject.each_figure(
        &RULE,
        |figure| figure.value == Value::Unreadable(Fault::CellError),
        as_typed,
        |figure| message(&figure.typed),
    );
    findings.extend(subject.each_broken_cell(&RULE, Fault::CellError, message));
    findings
}

fn message(shown: &str) -> Text {
    Text::new(
        format!("单元格显示错误值 {shown}，请改正公式，或直接填写内容"),
        format!("the cell shows the error {shown}: correct its formula or write the content"),
    )
}
