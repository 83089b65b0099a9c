//! `omitted-content`: what was left out on purpose is named.

use nianbao_model::report::{Omission, Omitted};
use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "omitted-content",
    severity: Severity::Note,
    holds_zh: "略去的内容都有说明",
    holds_en: "what was left out on purpose is named",
    authority: Authority::Workbook,
    check,
};

inventory::submit! { Entry(&RULE) }

/// How many characters of what was left out are quoted.
const QUOTED: usize = 20;

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let told = subject
        .report
        .omitted
        .iter()
        .map(|omitted| subject.finding(&RULE, vec![omitted.locus.clone().into()], message(omitted)));
    told.collect()
}

fn message(omitted: &Omitted) -> Text {
    let Omitted {
        reason, text, count, ..
    } = omitted;
    let mut quoted: String = text.chars().take(QUOTED).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    match reason {
        Omission::BlankCopy => Text::new(
            format!("这里的“{text}”是空白表，没有读取；读取的是另一张填好的表"),
            format!("the table “{text}” here is blank and was not read; another, filled one was"),
        ),
        Omission::TableText => Text::new(
            format!("正文中夹有表格的文字，从“{quoted}”起 {count} 行没有作为正文；数据以表格为准"),
            format!(
                "text of a table stands in the narrative; {count} lines from “{quoted}” on were left out, the figures come from the tables"
            ),
        ),
        Omission::PageFurniture => Text::new(
            format!("网页上的导航、附件和页脚，从“{quoted}”起 {count} 行没有作为正文"),
            format!("the web page's path, attachments and footer, {count} lines from “{quoted}” on, were left out"),
        ),
        Omission::FormNote => Text::new(
            format!("填报人、审核人一类的说明，从“{quoted}”起 {count} 行没有作为正文"),
            format!("notes on who filled the form in, {count} lines from “{quoted}” on, were left out"),
        ),
        Omission::UnreadSheet => Text::new(
            format!("工作表“{text}”中没有找到年报的内容，没有读取"),
            format!("nothing of the report was found in the sheet “{text}”; it was not read"),
        ),
    }
}
