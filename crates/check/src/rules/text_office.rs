//! `text-office`: the text is this office's, and not one that was written for another.

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

/// What stands behind the name of the office that made the report.
const MADE: [&str; 3] = ["编制本", "编制了本", "编制并发布本"];
/// What stands behind the name of the office that is to do something, at the beginning of a clause.
const PLANNED: [&str; 4] = ["将", "要进一步", "拟", "计划"];

fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(organ) = subject.report.metadata.fields.get(&Field::Organ) else {
        return Vec::new();
    };
    let mut findings: Vec<Finding> = signatory(subject, organ).into_iter().collect();
    findings.extend(levels(subject, organ));
    findings.extend(of_another_kind(subject, organ));
    findings.extend(by_another(subject, organ));
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

/// The levels of places below a province, from above.
const LEVELS: [&[&str]; 3] = [&["市", "州", "盟"], &["县", "区", "旗"], &["镇", "乡", "街道"]];
/// How a text speaks of its own place, with its level. 我区 may be an autonomous region.
const OWN_PLACES: [(&str, usize); 7] = [
    ("我县", 1),
    ("我镇", 2),
    ("我乡", 2),
    ("我街道", 2),
    ("本镇", 2),
    ("本乡", 2),
    ("本街道", 2),
];
/// How an office of a kind speaks of itself where a sentence begins, and what its name has then.
const OF_A_KIND: [(&str, &[&str]); 8] = [
    ("全镇", &["镇"]),
    ("全乡", &["乡"]),
    ("本院", &["院"]),
    ("我院", &["院"]),
    ("我校", &["校", "学"]),
    ("本校", &["校", "学"]),
    ("我关", &["关"]),
    ("本关", &["关"]),
];
/// Words in names of offices that are no place's.
const NO_PLACES: [&str; 9] = ["城乡", "乡村", "城市", "市场", "市政", "社区", "园区", "小区", "区域"];

/// Where the text speaks of its own place as one of a lower level than the office's: `我县` in a city's report.
fn levels(subject: &Subject<'_>, organ: &Sourced<String>) -> Option<Finding> {
    let places = NO_PLACES
        .iter()
        .fold(organ.value.clone(), |name, word| name.replace(word, ""));
    let has = |names: &&[&str]| names.iter().any(|name| places.contains(name));
    // A branch has the name of the office above it.
    let own = LEVELS.iter().rposition(has).filter(|_| !places.contains("分局"))?;
    let lower = OWN_PLACES.iter().filter(|(_, level)| *level > own);
    let lower: Vec<&str> = lower.map(|(word, _)| *word).collect();
    let passages = subject.prose().passages.iter();
    let mut named = passages.filter_map(|passage| {
        let found = |word: &&str| Some((passage.text.find(word)?, word.len()));
        let (at, length) = lower.iter().filter_map(found).min()?;
        Some((passage, at..at + length))
    });
    let (passage, span) = named.next()?;
    in_text(subject, organ, passage, &span)
}

/// Where a sentence begins with a word by which offices of another kind speak of themselves: `全镇…` in a bureau's.
fn of_another_kind(subject: &Subject<'_>, organ: &Sourced<String>) -> Option<Finding> {
    // A government above it may speak of any town.
    if !is_bureau(&organ.value) && !organ.value.contains(['镇', '乡']) && !organ.value.contains("街道") {
        return None;
    }
    let is_own = |ends: &[&str]| ends.iter().any(|end| organ.value.contains(end));
    let foreign = || {
        OF_A_KIND
            .iter()
            .filter(|(_, ends)| !is_own(ends))
            .map(|(word, _)| *word)
    };
    subject.prose().passages.iter().find_map(|passage| {
        let begins = passage.sentences().into_iter().find_map(|sentence| {
            let word = foreign().find(|word| passage.text[sentence.clone()].starts_with(word))?;
            Some(sentence.start..sentence.start + word.len())
        })?;
        in_text(subject, organ, passage, &begins)
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

/// Sentences that say of another office that it made the report, or what it will do.
fn by_another(subject: &Subject<'_>, organ: &Sourced<String>) -> Vec<Finding> {
    let own = label::normalize(&organ.value);
    // A government's report is made by one of its bureaus, and says what others are to do.
    if !is_bureau(&own) {
        return Vec::new();
    }
    let is_another = |name: &str| office::is_name(name) && is_bureau(name) && office::is_another(name, &own);
    // With the office's own place before it a name begins there: 配合某局 is none.
    let place: String = own.chars().take(2).collect();
    let mut findings = Vec::new();
    // `市林业局门户网站…`, and not `通过市林业局门户网站…`.
    let begins = |name: &str| name.starts_with(&place) || name.starts_with(['省', '市', '州', '县', '区', '旗']);
    let anothers_site = |passage: &Passage| {
        let is_told = |name: &str| begins(name) && is_another(name);
        site_of(&passage.text).filter(|span| is_told(&passage.text[span.clone()]))
    };
    let site = subject.prose().passages.iter().find_map(|passage| {
        let finding = in_text(subject, organ, passage, &anothers_site(passage)?)?;
        Some(Finding {
            severity: Severity::Note,
            ..finding
        })
    });
    findings.extend(site);
    for passage in &subject.prose().passages {
        let named = passage.sentences().into_iter().filter_map(|sentence| {
            let planner =
                planner(&passage.text, &sentence).filter(|span| passage.text[span.clone()].starts_with(&place));
            let names = [maker(&passage.text, &sentence), planner];
            names
                .into_iter()
                .flatten()
                .find(|span| is_another(&passage.text[span.clone()]))
        });
        findings.extend(named.filter_map(|span| in_text(subject, organ, passage, &span)));
    }
    findings
}

/// Whether an office is no government, which speaks for many.
fn is_bureau(name: &str) -> bool {
    !["政府", "办事处", "管委会", "管理委员会", "公司"]
        .iter()
        .any(|end| name.ends_with(end))
}

/// Where a paragraph begins with the office whose site did something: `某局门户网站全年公开信息120条`.
fn site_of(text: &str) -> Option<Span> {
    const SITES: [&str; 5] = ["门户网站", "官方网站", "网站", "微信公众号", "公众号"];
    const PUBLISHED: [&str; 3] = ["公开", "发布", "推送"];
    let start = label::marker(text).map_or(0, |marker| marker.len);
    let end = SITES.iter().filter_map(|site| text[start..].find(site)).min()? + start;
    let clause = text[end..].split([',', '。', '、']).next().unwrap_or_default();
    let is_name = text[start..end].chars().count() <= office::LONGEST;
    (is_name && end > start && PUBLISHED.iter().any(|word| clause.contains(word))).then_some(start..end)
}

/// Where a sentence names who made the report: `某局编制本年度报告`.
fn maker(text: &str, sentence: &Span) -> Option<Span> {
    let words = &text[sentence.clone()];
    // `编制2024年政府信息公开工作年度报告` too.
    let titled = words.match_indices("编制").find_map(|(at, made)| {
        let rest = words[at + made.len()..].trim_start_matches('了');
        let title = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_title = title.len() < rest.len() && title.starts_with('年') && title.contains("报告");
        is_title.then_some(at)
    });
    let end = MADE.iter().filter_map(|made| words.find(made)).chain(titled).min()?;
    let is_joint = |c: char| matches!(c, ',' | ':' | '由' | '、' | '※' | ')');
    let start = words[..end]
        .rfind(is_joint)
        .map_or(0, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
    Some(sentence.start + start..sentence.start + end)
}

/// Where a clause names who will do something, if it begins with that: `下一步，某局将继续……`.
fn planner(text: &str, sentence: &Span) -> Option<Span> {
    let words = &text[sentence.clone()];
    let end = PLANNED
        .iter()
        .filter_map(|planned| words.find(planned))
        .filter(|end| *end > 0)
        .min()?;
    let start = words[..end].rfind(',').map_or(0, |at| at + 1);
    let (sentence, words, end) = (sentence.start + start..sentence.end, &words[start..], end - start);
    let is_name = words[..end].chars().count() <= office::LONGEST;
    is_name.then_some(sentence.start..sentence.start + end)
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
        let text = "围绕我县工作公开信息。";
        let said = |organ: &str| told(|sample| sample.item("机关名称", organ).text("overview", text));
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
