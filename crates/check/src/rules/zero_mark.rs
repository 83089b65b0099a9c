//! `zero-mark`: a cell with nothing to report holds 0, as the form asks.

use nianbao_model::figure::Reading;
use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::subject::as_typed;
use crate::{Finding, Severity, Subject};

static RULE: Rule = Rule {
    id: "zero-mark",
    family: Family::Cells,
    severity: Severity::Note,
    authority: Authority::Form,
    holds: Words {
        zh: "没有数据填 0",
        en: "nothing to report is written as 0",
    },
    advice: Words {
        zh: "把横线、斜线和“无”改成 0；格子多时，选中表格用“查找和替换”，并勾选“单元格匹配”",
        en: "replace dashes, slashes and “无” by 0; with many cells, select the table and use Find and Replace, matching entire cell contents",
    },
    breaks: Example {
        words: Words {
            zh: "表二：规章的本年制发件数填“—”",
            en: "table 2: regulations issued is “—”",
        },
        make: |sample| sample.figure("disclosure.regulations.issued", "—"),
        at: "表二 主动公开 › B4",
    },
    near_miss: Example {
        words: Words {
            zh: "表二：规章的本年制发件数填汉字“零”，是数，不是记号",
            en: "table 2: regulations issued is “零”, the numeral for 0 and no mark",
        },
        make: |sample| sample.figure("disclosure.regulations.issued", "零"),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    subject.each_figure(
        &RULE,
        |figure| figure.reading == Reading::ZeroMark,
        as_typed,
        |figure| {
            let typed = figure.typed.trim();
            Text::new(
                format!("“{typed}”按 0 读取，印作“0”"),
                format!("“{typed}” was read as 0 and is printed as “0”"),
            )
        },
    )
}
