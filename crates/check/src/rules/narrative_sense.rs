//! `narrative-sense`: what the text says of its own numbers can be so, whatever the tables have.

use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Quote, Severity, Subject};
use nianbao_prose::{Odd, Oddity};

static RULE: Rule = Rule {
    id: "narrative-sense",
    family: Family::Narrative,
    severity: Severity::Warning,
    authority: Authority::Workbook,
    holds: Words {
        zh: "正文的话自身说得通：增减与前后两数相合，比率不过百分之百，日期确有其日，“一是、二是”齐全",
        en: "what the text says of its own numbers can be so: rises, rates, days and lists",
    },
    advice: Words {
        zh: "对照原始材料改正数字、日期，或改正“增加”“减少”一类的说法；列举的事项补齐，或改正前面的总数",
        en: "correct the number, the day or the word for the change; complete the list, or correct how many were announced",
    },
    breaks: Example {
        words: Words {
            zh: "正文：“热线答复时间由12小时缩短到15小时”",
            en: "the text says that a time of 12 hours was shortened to 15",
        },
        make: |sample| sample.text("overview", "热线答复时间由12小时缩短到15小时。"),
        at: "正文 › A4",
    },
    near_miss: Example {
        words: Words {
            zh: "正文：“排名由第12位提升至第8位，审批时限由10天压缩至20分钟”",
            en: "a place that rises to a smaller number, and a time in two units",
        },
        make: |sample| sample.text("overview", "排名由第12位提升至第8位，审批时限由10天压缩至20分钟。"),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let oddities = subject.prose().oddities.iter();
    oddities.filter_map(|oddity| finding(subject, oddity)).collect()
}

fn finding(subject: &Subject<'_>, oddity: &Oddity) -> Option<Finding> {
    let passage = subject.prose().passage(oddity.paragraph)?;
    let locus = subject.report.narrative.get(oddity.paragraph)?.locus.clone();
    let quote = passage.quote(&oddity.span);
    let why = why(&oddity.odd);
    let message = Text::new(
        format!("正文写“{quote}”，{}", why.zh),
        format!("the text says “{quote}”: {}", why.en),
    );
    let finding = subject.finding(&RULE, vec![locus.into()], message);
    Some(finding.with_quotes([Quote::of_number(passage, &oddity.span, None)]))
}

/// Why it cannot be.
fn why(odd: &Odd) -> Text {
    match odd {
        Odd::Change { rises, before, now } => {
            let (zh, en) = match rises {
                true => ("增加", "a rise"),
                false => ("减少", "a fall"),
            };
            let (before, now) = (before.normalize(), now.normalize());
            Text::new(
                format!("而从 {before} 到 {now} 不是{zh}"),
                format!("from {before} to {now} is not {en}"),
            )
        }
        Odd::Difference { before, now, said } => {
            let (before, now, said) = (before.normalize(), now.normalize(), said.normalize());
            let real = (now - before).abs().normalize();
            Text::new(
                format!("而 {now} 与 {before} 相差 {real}，不是 {said}，或增减说反了"),
                format!("{now} and {before} are {real} apart, not {said}, or the change is the other way"),
            )
        }
        Odd::Level { before, now } => {
            let (before, now) = (before.normalize(), now.normalize());
            Text::new(
                format!("而 {before} 与 {now} 相差较大，说不上持平"),
                format!("{before} and {now} are not alike"),
            )
        }
        Odd::Doubled { before, now } => {
            let (before, now) = (before.normalize(), now.normalize());
            Text::new(
                format!("而从 {before} 到 {now} 没有翻番"),
                format!("from {before} to {now} is not twice as much"),
            )
        }
        Odd::AboveAll(value) => {
            let value = value.normalize();
            Text::new(
                format!("而这样的比率不会超过 100%，这里是 {value}%"),
                format!("such a rate is at most 100 %, and this is {value} %"),
            )
        }
        Odd::NoSuchDay => Text::new("而日历上没有这一天", "no calendar has this day"),
        Odd::Listed { said, listed } => Text::new(
            format!("说是 {said} 项，接着列举的是 {listed} 项"),
            format!("{said} are announced, and {listed} are listed"),
        ),
        Odd::LeftOut(nth) => Text::new(format!("中间缺“{nth}是”"), format!("“{nth}是” is missing between")),
        Odd::Twice(nth) => Text::new(format!("“{nth}是”出现了两次"), format!("“{nth}是” is there twice")),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Sample, Subject, check};

    fn messages(text: &str) -> Vec<String> {
        let mut sample = Sample::office();
        sample.text("overview", text);
        let report = sample.read();
        let found = check(&Subject::new(&report, &sample.form), &[]).into_iter();
        let own = found.filter(|finding| finding.rule.id == super::RULE.id);
        own.map(|finding| finding.message.zh).collect()
    }

    #[test]
    fn each_says_what_cannot_be() {
        for (text, says) in [
            ("培训人次比上年的95人次增加8人次。", None),
            ("培训86人次，比上年的95人次增加9人次。", Some("相差 9")),
            ("培训场次由12场增至9场。", Some("不是增加")),
            ("推送信息81条，与上年的112条持平。", Some("持平")),
            ("推送信息74条，上年为57条，翻了一番。", Some("没有翻番")),
            ("按时办结率102.4%。", Some("不会超过 100%")),
            ("11月31日召开推进会。", Some("没有这一天")),
            ("抓好三项工作：一是梳理目录，二是更新指南。", Some("列举的是 2 项")),
            ("一是梳理目录；三是更新指南。", Some("缺“二是”")),
            ("一是梳理目录；二是更新指南；二是培训。", Some("“二是”出现了两次")),
        ] {
            let messages = messages(text);
            assert_eq!(messages.len(), usize::from(says.is_some()), "{text}: {messages:?}");
            if let Some(says) = says {
                assert!(messages[0].contains(says), "{messages:?}");
            }
        }
    }
}
