//! Sentences that say what another office has done or will do: that it made the report, what its site has published.

use nianbao_model::label;
use nianbao_model::office::places;
use nianbao_model::report::Sourced;
use nianbao_prose::{Passage, Span};

use super::in_text;
use crate::{Finding, Severity, Subject, office};

/// What stands behind the name of the office that made the report.
const MADE: [&str; 3] = ["编制本", "编制了本", "编制并发布本"];
/// What stands behind the name of the office that is to do something, at the beginning of a clause.
const PLANNED: [&str; 4] = ["将", "要进一步", "拟", "计划"];

/// Sentences that say of another office that it made the report, or what it will do.
pub(super) fn by_another(subject: &Subject<'_>, organ: &Sourced<String>) -> Vec<Finding> {
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
    let done = subject.prose().passages.iter().find_map(|passage| {
        let doers = passage
            .sentences()
            .into_iter()
            .filter_map(|sentence| doer(&passage.text, &sentence));
        let span = doers.into_iter().find(|span| {
            let name = &passage.text[span.clone()];
            is_another(name) && !is_below(name, &own)
        })?;
        let finding = in_text(subject, organ, passage, &span)?;
        Some(Finding {
            severity: Severity::Note,
            ..finding
        })
    });
    findings.extend(done);
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

/// Whether an office is of the same kind as another one, in another place, or a branch: it may stand below it.
fn is_below(name: &str, own: &str) -> bool {
    let body = |name: &str| name[places(name).last().copied().unwrap_or(0)..].to_owned();
    name.ends_with("分局") || body(name) == body(own)
}

/// Whether an office is no government, which speaks for many.
pub(super) fn is_bureau(name: &str) -> bool {
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

/// How one goes on that says what an office has done: `某局扎实推进…`.
const DOING: [&str; 20] = [
    "扎实",
    "认真",
    "严格",
    "坚持",
    "积极",
    "持续",
    "深入",
    "高度重视",
    "全年",
    "切实",
    "不断",
    "紧紧围绕",
    "围绕",
    "聚焦",
    "贯彻",
    "全面",
    "进一步",
    "始终",
    "稳步",
    "着力",
];

/// Where a clause at the start of a sentence begins with an office's full name that is said to have done something.
fn doer(text: &str, sentence: &Span) -> Option<Span> {
    // `2024年，某局扎实推进…`, `作为区级部门，某局全年…`.
    const CLAUSES: usize = 2;
    // A longer one has a verb before it: `会同青禾市林业局`.
    const LONGEST_PLACE: usize = 4;
    let words = &text[sentence.clone()];
    let starts = std::iter::once(0).chain(words.match_indices(',').map(|(at, comma)| at + comma.len()));
    starts.take(CLAUSES).find_map(|start| {
        let clause = &words[start..];
        let end = DOING
            .iter()
            .filter_map(|word| clause.find(word))
            .min()
            .filter(|end| *end > 0)?;
        let name = &clause[..end];
        let place = places(name).first().map(|end| name[..*end].chars().count());
        let is_full = name.chars().count() <= office::LONGEST && place.is_some_and(|place| place <= LONGEST_PLACE);
        is_full.then_some(sentence.start + start..sentence.start + start + end)
    })
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
