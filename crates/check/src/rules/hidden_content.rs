//! `hidden-content`: nothing that was read is hidden.

use nianbao_model::report::HiddenPart;
use nianbao_model::{Decimal, Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::sample::APPLICATIONS;
use crate::{Finding, Severity, Subject, Typed};

static RULE: Rule = Rule {
    id: "hidden-content",
    family: Family::Structure,
    severity: Severity::Note,
    authority: Authority::Workbook,
    holds: Words {
        zh: "读取的内容没有隐藏",
        en: "nothing that was read is hidden",
    },
    advice: Words {
        zh: "取消隐藏看一看：不是本年的就删去，是本年的就让它显示，免得以后的人漏看",
        en: "unhide it and look: delete what is not of this year, and leave the rest visible, so that nobody misses it later",
    },
    breaks: Example {
        words: Words {
            zh: "表三隐藏了“2.其他法律行政法规禁止公开”这一行",
            en: "table 3: the row “other laws forbid it” is hidden",
        },
        make: |sample| {
            sample.change(APPLICATIONS, |sheet| {
                sheet.hidden_rows.insert(9);
            })
        },
        at: "表三 依申请公开 › C10",
    },
    near_miss: Example {
        words: Words {
            zh: "表三右边 K 列写了核对公式，隐藏起来；这一列没有读取",
            en: "column K beside table 3, with a formula for checking, is hidden; it is not read",
        },
        make: |sample| {
            let difference = Typed::Formula("SUM(D5:I5)-J5".to_owned(), Some(Decimal::ZERO));
            sample
                .cell(APPLICATIONS, "K5", difference)
                .change(APPLICATIONS, |sheet| {
                    sheet.hidden_columns.insert(10);
                })
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let told = subject.report.hidden.iter().map(|hidden| {
        let (what, zh, en) = match hidden.what {
            HiddenPart::Sheet => (
                "sheet",
                "工作表是隐藏的，其中的内容照样读取",
                "the sheet is hidden; it was read all the same",
            ),
            HiddenPart::Row => (
                "row",
                "这一行是隐藏的，照样读取",
                "the row is hidden; it was read all the same",
            ),
            HiddenPart::Column => (
                "column",
                "这一列是隐藏的，照样读取",
                "the column is hidden; it was read all the same",
            ),
        };
        subject
            .finding(&RULE, vec![hidden.locus.clone().into()], Text::new(zh, en))
            .with_case([what])
    });
    told.collect()
}
