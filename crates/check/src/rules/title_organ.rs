//! `title-organ`: the title names the organ, and no other.

use nianbao_model::office::ends_a_name;
use nianbao_model::report::Field;
use nianbao_model::{Text, inventory, label, title};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Severity, Subject, office};

static RULE: Rule = Rule {
    id: "title-organ",
    family: Family::Structure,
    severity: Severity::Warning,
    authority: Authority::Form,
    holds: Words {
        zh: "标题写明机关名称，与填的机关名称是同一个",
        en: "the title names the organ, and it is the one that is given",
    },
    advice: Words {
        zh: "标题开头写机关的全称或者规范简称，不写“我局”“本单位”：标题单独出现在网上时，看的人不知道是哪里",
        en: "begin the title with the organ's full or usual short name, not with “our bureau”: on the web a title stands alone, and nobody would know whose it is",
    },
    breaks: Example {
        words: Words {
            zh: "标题只写“2024年政府信息公开工作年度报告”",
            en: "the title is only “2024年政府信息公开工作年度报告”",
        },
        make: |sample| sample.item("标题", "2024年政府信息公开工作年度报告"),
        at: "基本信息 › B3",
    },
    near_miss: Example {
        words: Words {
            zh: "标题用机关的简称，写成“青禾水务2024年政府信息公开年报”",
            en: "the title has the organ's short name, “青禾水务2024年政府信息公开年报”",
        },
        make: |sample| sample.item("标题", "青禾水务2024年政府信息公开年报"),
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

/// What a title consists of without the organ and the year, longer words before those
/// they contain; words that stand for an organ name none.
const COMMON: [&str; 19] = [
    "政府信息公开",
    "政务公开",
    "工作",
    "年度",
    "年报",
    "报告",
    "年",
    "关于",
    "情况",
    "的",
    "《",
    "》",
    "我单位",
    "本单位",
    "本机关",
    "我局",
    "本局",
    "我委",
    "本委",
];

/// What stands where something common was taken out.
const GAP: char = ' ';

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(title) = subject.report.metadata.fields.get(&Field::Title) else {
        return Vec::new();
    };
    // What is taken out leaves a gap: 年 and 报告 shall not meet and read as 年报.
    let compact = title.value.chars().filter(|c| !c.is_whitespace());
    let mut rest: String = compact.map(|c| if is_digit(c) { GAP } else { c }).collect();
    for common in COMMON {
        rest = rest.replace(common, &GAP.to_string());
    }
    // Offices go by short names in titles; only a title without any name is reported.
    if rest.chars().any(char::is_alphanumeric) {
        return another(subject).into_iter().collect();
    }
    let organ = subject.report.metadata.get(Field::Organ).unwrap_or("机关名称");
    let message = Text::new(
        format!("标题“{}”没有写明机关。请改为“{organ}……”", title.value),
        format!(
            "the title “{}” does not name the organ: begin it with “{organ}”",
            title.value
        ),
    );
    vec![subject.finding(&RULE, vec![title.locus.clone().into()], message)]
}

/// A title that names another office than the one given, or writes its name in another way.
fn another(subject: &Subject<'_>) -> Option<Finding> {
    let fields = &subject.report.metadata.fields;
    let (title, organ) = (fields.get(&Field::Title)?, fields.get(&Field::Organ)?);
    let named = title::said(&title.value).0?;
    let own = label::normalize(&organ.value);
    let is_another = ends_a_name(&named) && office::differ(&label::normalize(&named), &own);
    let message = Text::new(
        format!(
            "标题里的机关是“{named}”，而机关名称是“{}”。请核对并改成一致",
            organ.value
        ),
        format!(
            "the title names “{named}”, but the organ's name is “{}”: look which is right, and make them agree",
            organ.value
        ),
    );
    let places = [&title.locus, &organ.locus].map(|locus| Location::from(locus.clone()));
    is_another.then(|| subject.finding(&RULE, places.into(), message).with_case([&named]))
}

/// Whether a character can be part of a year, in Chinese numerals too.
fn is_digit(c: char) -> bool {
    c.is_numeric() || "〇○零一二三四五六七八九".contains(c)
}

#[cfg(test)]
mod tests {
    use crate::{Sample, check};

    #[test]
    fn a_title_that_names_nobody_is_told_however_it_is_worded() {
        let told = |title: &str| {
            let mut sample = Sample::office();
            let report = sample.item("标题", title).read();
            let findings = check(&crate::Subject::new(&report, &sample.form), &[]);
            findings.iter().any(|finding| finding.rule.id == "title-organ")
        };
        for title in [
            "2024年政府信息公开工作年度报告",
            "二〇二四年政府信息公开 工作年度报告",
            "2024年度政府信息公开年报",
            "关于2024年度政府信息公开工作情况的报告",
            "我局2024年政府信息公开工作年度报告",
            "青禾市林业局2024年政府信息公开工作年度报告",
            "青禾市水务服务中心2024年政府信息公开工作年度报告",
            "本单位2024年政府信息公开工作年度报告",
        ] {
            assert!(told(title), "{title}");
        }
        for title in [
            "青禾市水务局2024年政府信息公开工作年度报告",
            "水务局2024年政府信息公开年报",
            "青禾市水务局系统2024年政府信息公开年报",
            "2024年度青禾水务局政府信息公开年报",
        ] {
            assert!(!told(title), "{title}");
        }
    }
}
