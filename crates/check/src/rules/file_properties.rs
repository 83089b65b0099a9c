//! `file-properties`: what a file says of itself is what its text says.

use nianbao_model::{Text, inventory};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Severity, Subject};

static RULE: Rule = Rule {
    id: "file-properties",
    family: Family::Structure,
    severity: Severity::Warning,
    authority: Authority::Workbook,
    holds: Words {
        zh: "文件属性里的标题、单位、日期与正文一致",
        en: "title, office and day in a file's properties are those of its text",
    },
    advice: Words {
        zh: "多半是在别的文件上改的：在 Word、PDF 的“属性”或者网站的稿件信息里改过来，检索和收藏时显示的就是它",
        en: "most likely another file was written over: correct it in the properties of the Word or PDF file, or in the site's record of the article; searches and bookmarks show it",
    },
    breaks: Example {
        words: Words {
            zh: "Word 文件属性里的标题还是 2023 年的",
            en: "the title in the Word file's properties is still that of 2023",
        },
        make: |sample| {
            sample
                .text_file(None)
                .property("dc:title", "青禾市水务局2023年政府信息公开工作年度报告")
        },
        at: "正文.docx › 文件属性 dc:title",
    },
    near_miss: Example {
        words: Words {
            zh: "文件属性里的标题用简称，作者是一个人",
            en: "the title in the properties has a shorter name of the office, and the author is a person",
        },
        make: |sample| {
            sample
                .text_file(None)
                .property("dc:title", "水务局2024年政府信息公开年报")
                .property("dc:creator", "张三")
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let claims = subject.report.metadata.claims.iter();
    let told = claims.map(|claim| {
        let (name, first, second) = (&claim.name, &claim.first.value, &claim.second.value);
        let message = Text::new(
            format!("文件属性里的{name}是“{second}”，与“{first}”不一致。请确认没有拿错文件，并改过来"),
            format!(
                "“{second}”, {name} in the file's properties, does not agree with “{first}”: check that this is the right file, and correct it"
            ),
        );
        let places = [&claim.second.locus, &claim.first.locus].map(|locus| Location::from(locus.clone()));
        subject.finding(&RULE, places.into(), message).with_case([name, second])
    });
    told.collect()
}
