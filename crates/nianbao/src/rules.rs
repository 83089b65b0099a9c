//! The rules that judge a report, as data: what each is about, and an example that breaks it.

pub use nianbao_check::{Allowance, Authority, Example, Family, Rule, Words, rules as all};
use nianbao_check::{Finding, Sample, rule};
use nianbao_model::{Text, label};
use nianbao_read::{Sources, read};

use crate::error::Error;

/// The rule of this id.
///
/// # Errors
/// [`Error::UnknownRule`], with the rule that was probably meant.
pub fn find(id: &str) -> Result<&'static Rule, Error> {
    rule(id).ok_or_else(|| Error::UnknownRule {
        asked: id.to_owned(),
        nearest: label::nearest(id, all().iter().map(|rule| rule.id)),
    })
}

/// What a rule says of the example that breaks it.
pub fn example(rule: &Rule) -> Option<Finding> {
    let read = |sample: &Sample| read(&Sources::new(sample.files.clone()), &sample.form);
    rule.breaks.findings(rule, read).into_iter().next()
}

/// What there is to say of a rule, each with its name; what it has nothing to say of is empty.
pub fn about(rule: &Rule) -> [(Text, Text); 7] {
    let authority = match rule.authority {
        Authority::Form => Text::new(
            "规定表式的文件（见 nianbao forms）",
            "the document that prescribes the form (see nianbao forms)",
        ),
        Authority::Workbook => Text::new("《填报说明》", "this program's guide to filling in a workbook"),
        Authority::Standard(standard) => Text::same(standard),
    };
    let shown = example(rule).map(|finding| {
        let (at, Text { zh, en }) = (rule.breaks.at, &finding.message);
        Text::new(format!("{at}：{zh}"), format!("{at}: {en}"))
    });
    [
        (Text::new("类别", "about"), rule.family.name().into()),
        (Text::new("要求", "holds"), rule.holds.into()),
        (Text::new("依据", "authority"), authority),
        (Text::new("办法", "what to do"), rule.advice.into()),
        (Text::new("例子", "example"), rule.breaks.words.into()),
        (Text::new("提示", "finding"), shown.unwrap_or_else(|| Text::same(""))),
        (Text::new("不算", "not this"), rule.near_miss.words.into()),
    ]
}
