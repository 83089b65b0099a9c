//! `text-office`: the text is this office's, and not one that was written for another.

mod doers;
mod places;

use nianbao_model::office::ends_a_name;
use nianbao_model::report::{Field, Sourced};
use nianbao_model::{Text, inventory, label};
use nianbao_prose::{Passage, Span};

use crate::rule::{Authority, Entry, Example, Family, Rule, Words};
use crate::{Finding, Location, Quote, Severity, Subject, office};

static RULE: Rule = Rule {
    id: "text-office",
    family: Family::Narrative,
    severity: Severity::Warning,
    authority: Authority::Workbook,
    holds: Words {
        zh: "正文说是谁编制了报告、谁将要做什么、落款是谁的地方，写的就是本机关",
        en: "where the text says who made the report, who will do what, and who signs, it is the report's office",
    },
    advice: Words {
        zh: "多半是用了别的单位的稿子：改成本机关，并通读一遍，看还有没有别人的内容",
        en: "the text was probably taken over from another office: correct the name, and read it through for more of the same",
    },
    breaks: Example {
        words: Words {
            zh: "青禾市水务局的正文：“青禾市林业局编制本年度报告”",
            en: "the text of the water bureau says that the forestry bureau made the report",
        },
        make: |sample| {
            sample.text(
                "preface",
                "根据《中华人民共和国政府信息公开条例》，青禾市林业局编制本年度报告。",
            )
        },
        at: "正文 › A2",
    },
    near_miss: Example {
        words: Words {
            zh: "“市水务局编制本年度报告”“对接青禾市林业局开展培训”",
            en: "the office's short name, and another office that it works with",
        },
        make: |sample| {
            sample.text(
                "preface",
                "根据《中华人民共和国政府信息公开条例》，市水务局编制本年度报告，对接青禾市林业局开展培训。",
            )
        },
        at: "",
    },
    check,
};

inventory::submit! { Entry(&RULE) }

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(organ) = subject.report.metadata.fields.get(&Field::Organ) else {
        return Vec::new();
    };
    let mut findings: Vec<Finding> = signatory(subject, organ).into_iter().collect();
    findings.extend(places::levels(subject, organ));
    findings.extend(places::of_another_kind(subject, organ));
    findings.extend(doers::by_another(subject, organ));
    // Said once is enough.
    if findings.is_empty() {
        findings.extend(places::of_another_place(subject, organ));
    }
    findings
}

/// The office under the text, if it is another.
fn signatory(subject: &Subject<'_>, organ: &Sourced<String>) -> Option<Finding> {
    let signed = subject.report.metadata.fields.get(&Field::Signatory)?;
    let [named, own] = [&signed.value, &organ.value].map(|name| label::normalize(name));
    let is_another = ends_a_name(&named) && office::differ(&named, &own);
    let message = Text::new(
        format!(
            "落款单位是“{}”，而机关名称是“{}”。请核对并改成一致",
            signed.value, organ.value
        ),
        format!(
            "the text is signed by “{}”, but the report is by “{}”: look which is right, and make them agree",
            signed.value, organ.value
        ),
    );
    let places = [&signed.locus, &organ.locus].map(|locus| Location::from(locus.clone()));
    is_another.then(|| {
        subject
            .finding(&RULE, places.into(), message)
            .with_case(["signatory", &signed.value])
    })
}

/// Words of the text that are another office's.
fn in_text(subject: &Subject<'_>, organ: &Sourced<String>, passage: &Passage, span: &Span) -> Option<Finding> {
    let paragraph = subject.report.narrative.get(passage.paragraph)?;
    let name = passage.quote(span);
    let message = Text::new(
        format!(
            "正文写“{name}”，而机关名称是“{}”。请确认没有用错别的单位的稿子",
            organ.value
        ),
        format!(
            "the text says “{name}”, but the report is by “{}”: check that the text is not another office's",
            organ.value
        ),
    );
    let places = [&paragraph.locus, &organ.locus].map(|locus| Location::from(locus.clone()));
    let finding = subject.finding(&RULE, places.into(), message).with_case([name]);
    Some(finding.with_quotes([Quote::of_sentence(passage, span, [span])]))
}

#[cfg(test)]
mod tests {
    use crate::{Sample, Subject, check};

    fn told(change: impl Fn(&mut Sample) -> &mut Sample) -> usize {
        let mut sample = Sample::office();
        let report = change(&mut sample).read();
        let findings = check(&Subject::new(&report, &sample.form), &[]);
        let own = findings.iter().filter(|finding| finding.rule.id == super::RULE.id);
        own.count()
    }

    #[test]
    fn another_office_under_the_text_is_told() {
        let signed = |name: &str| told(|sample| sample.item("署名", name));
        assert_eq!(signed("青禾市城市管理局"), 1);
        assert_eq!(signed("青禾市水务局办公室"), 0);
    }

    #[test]
    fn what_another_office_has_done_is_told() {
        let said = |text: &str| told(|sample| sample.text("overview", text));
        assert_eq!(said("2024年，青禾市林业局扎实推进信息公开。"), 1);
        assert_eq!(said("作为市级部门，红山省水利厅全年召开会议4次。"), 1);
        for own in [
            "2024年，青禾市水务局扎实推进信息公开。",
            "在市林业局指导下，青禾市水务局全年召开会议4次。",
            "会同青禾市林业局扎实推进河湖信息公开。",
            "林业局积极参与。",
        ] {
            assert_eq!(said(own), 0, "{own}");
        }
    }

    #[test]
    fn an_office_of_another_place_is_told() {
        let said = |text: &str| told(|sample| sample.text("overview", text));
        for text in [
            "红山市人民政府办公室关于政务公开的要求已全部落实，红山市各部门按季度报送。",
            "红山市农业农村局2024年主动公开惠农补贴信息，红山市农业农村局网站同步发布。",
        ] {
            assert_eq!(said(text), 1, "{text}");
        }
        for own in [
            "青禾市农业农村局2024年主动公开惠农补贴信息，青禾市各单位参加。",
            "东湖区人民政府办公室关于政务公开的要求已全部落实，东湖区各部门参加。",
            "落实市人民政府办公室关于政务公开的要求。",
            "城市管理局部重点工作已公开。",
            "建设工程项目集中发布。",
        ] {
            assert_eq!(said(own), 0, "{own}");
        }
    }

    #[test]
    fn a_paragraph_on_another_offices_site_is_told() {
        let said = |text: &str| told(|sample| sample.text("overview", text));
        assert_eq!(said("青禾市林业局门户网站全年公开信息1200条。"), 1);
        assert_eq!(said("市林业局网站发布信息1200条。"), 1);
        for own in [
            "青禾市水务局门户网站全年公开信息1200条。",
            "市水务局网站发布信息1200条。",
            "青禾市人民政府门户网站发布信息1200条。",
            "通过市大数据局网站发布信息1200条。",
            "市政府网站公开信息1200条。",
        ] {
            assert_eq!(said(own), 0, "{own}");
        }
    }

    #[test]
    fn a_place_of_a_lower_level_is_not_the_offices() {
        // Its own office has done things in the sample, and is another one's here.
        let said = |organ: &str| {
            let told_of = |text: &str| told(|sample| sample.item("机关名称", organ).text("overview", text));
            told_of("围绕我县工作公开信息。") - told_of("围绕工作公开信息。")
        };
        assert_eq!((said("青禾市水务局"), said("青禾市城乡建设局")), (1, 1));
        for organ in [
            "青禾市东湖县水务局",
            "青禾海关",
            "青禾省水利厅",
            "青禾市水务局东湖分局",
            "青禾市东湖区城关镇人民政府",
        ] {
            assert_eq!(said(organ), 0, "{organ}");
        }
    }
}
