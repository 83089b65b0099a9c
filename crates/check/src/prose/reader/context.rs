//! What surrounds a sentence, as far as it decides what the words in it mean.

use crate::prose::lexicon::{APPLICATIONS, DISCLOSURE, REVIEW};
use crate::prose::{Passage, Span};

/// What surrounds a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// It is about applications.
    pub(super) is_applications: bool,
    /// It is about reviews of disclosure, not reviews in general.
    pub(super) is_review: bool,
    /// It stands in the part on reviews, where verdicts can be of nothing else.
    pub(super) in_review: bool,
    /// It stands in the part on applications, where the figures' names can mean nothing else.
    pub(super) in_applications: bool,
    /// It stands in the part on disclosure.
    pub(super) in_disclosure: bool,
    /// Where it begins to be about reviews of disclosure: `复议案件143件，其中涉及信息公开的…`.
    pub(super) reviews_from: usize,
    /// It names what was carried over or what is new, so `共收到` may have both in.
    pub(super) has_carried: bool,
    /// It or its heading names normative documents, and no regulations.
    pub(super) only_documents: bool,
}

impl Context {
    pub(super) fn of(passage: &Passage, sentence: &Span) -> Self {
        let text = &passage.text[sentence.clone()];
        let so_far = &passage.text[..sentence.end];
        let to_the_stop = passage.text[sentence.start..].split('。').next().unwrap_or_default();
        let part = passage.part.as_deref();
        let in_applications = part == Some(APPLICATIONS);
        let about_applications = |text: &str| {
            let named = [
                "信息公开申请",
                "依申请公开工作",
                "依申请公开方面",
                "依申请公开办理",
                "依申请公开事项",
                "依申请公开申请",
            ]
            .iter()
            .any(|words| text.contains(words));
            let dealt_with = ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理"];
            // 依申请公开 is also what a document is marked with.
            let applied = text.replace("依申请公开", "").contains("申请");
            named || (applied && dealt_with.iter().any(|words| text.contains(words)))
        };
        Self {
            is_applications: in_applications || about_applications(so_far) || passage.heading.contains("申请"),
            // `与政府信息公开无关` says the contrary.
            is_review: !text.contains("无关") && (part == Some(REVIEW) || text.contains("信息公开")),
            in_review: part == Some(REVIEW),
            in_applications,
            in_disclosure: part == Some(DISCLOSURE),
            reviews_from: narrowed_at(to_the_stop).map_or(0, |at| sentence.start + at),
            has_carried: ["结转", "转入", "未办结", "新收"]
                .iter()
                .any(|word| text.contains(word)),
            only_documents: (text.contains("规范性文件") || passage.heading.contains("规范性文件"))
                && !text.contains("规章"),
        }
    }
}

/// Where a sentence that began with all reviews comes to those of disclosure.
fn narrowed_at(text: &str) -> Option<usize> {
    const JOINTS: [char; 5] = [',', ':', ';', '(', '、'];
    let named = text.find("信息公开")?;
    let start = text[..named].rfind(JOINTS)?;
    let clause = text[start..named].trim_start_matches(JOINTS).trim_start();
    let is_part = clause.starts_with("其中") || clause.starts_with('涉');
    let counts = ["件", "起", "宗"].iter().any(|unit| text[..start].contains(unit));
    (is_part && counts && !clause.contains(['均', '都', '全'])).then_some(start)
}
