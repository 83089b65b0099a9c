//! `unsupported-content`: the report takes over everything in the files.

use nianbao_model::{Finding, Severity, Text, inventory};

use crate::{Authority, Entry, Rule, Subject};

static RULE: Rule = Rule {
    id: "unsupported-content",
    severity: Severity::Warning,
    holds_zh: "文件中没有不能读取的内容",
    holds_en: "the files hold nothing that cannot be taken over",
    authority: Authority::Workbook,
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let told = subject.report.remarks.iter().map(|remark| {
        let what = remark.kind.label();
        let text = remark.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let (zh, en) = match text {
            Some(text) => (format!("（“{text}”）"), format!(" (“{text}”)")),
            None => (String::new(), String::new()),
        };
        let message = Text::new(
            format!("这里有{}{zh}，没有写进年报。需要的内容请写成正文", what.zh),
            format!(
                "there is {}{en} here, which is not part of the report: write as text what is needed",
                what.en
            ),
        );
        subject.finding(&RULE, vec![remark.locus.clone().into()], message)
    });
    told.collect()
}
