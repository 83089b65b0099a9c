//! The signature under a text: the office, and the date below it.

use nianbao_model::date::parse_date;
use nianbao_model::label;
use nianbao_model::office::ends_a_name;
use nianbao_model::report::{Field, Metadata, Paragraph, Sourced};

/// Takes the signature off the end of a text; what is signed otherwise already stays.
pub(crate) fn take(narrative: &mut Vec<Paragraph>, metadata: &mut Metadata) {
    let is_given = |field| metadata.fields.contains_key(&field) || metadata.blank.contains(&field);
    let Some(day) = narrative.last().filter(|last| last.level == 0 && is_day(&last.text)) else {
        return;
    };
    if is_given(Field::Signed) || is_given(Field::Signatory) {
        return;
    }
    let signed = sourced(day);
    let above = narrative.len().checked_sub(2).and_then(|at| narrative.get(at));
    let signatory = above.filter(|line| line.level == 0 && is_name(&line.text)).map(sourced);
    let lines = 1 + usize::from(signatory.is_some());
    narrative.truncate(narrative.len() - lines);
    metadata.fields.insert(Field::Signed, signed);
    if let Some(signatory) = signatory {
        metadata.fields.insert(Field::Signatory, signatory);
    }
}

fn sourced(line: &Paragraph) -> Sourced<String> {
    Sourced {
        value: line.text.trim().to_owned(),
        locus: line.locus.clone(),
    }
}

/// A day and nothing else: `2025年1月20日`, `2025.1.20`.
fn is_day(text: &str) -> bool {
    let text = text.trim();
    let is_bare = || text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '/'));
    parse_date(text).is_some() && (text.ends_with('日') || is_bare())
}

fn is_name(text: &str) -> bool {
    let text = text.trim();
    ends_a_name(text) && text.chars().count() <= label::HEADING_MAX && !text.contains(['，', '。', '：', '、'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::Locus;

    fn signed(lines: &[&str]) -> (usize, Option<String>, Option<String>) {
        let line = |text: &&str| Paragraph {
            level: label::heading_level(text),
            text: (*text).to_owned(),
            template: None,
            locus: Locus::file(&"a.txt".into()),
            faults: Vec::new(),
        };
        let mut narrative: Vec<Paragraph> = lines.iter().map(line).collect();
        let mut metadata = Metadata::default();
        take(&mut narrative, &mut metadata);
        let given = |field| metadata.get(field).map(str::to_owned);
        (narrative.len(), given(Field::Signatory), given(Field::Signed))
    }

    #[test]
    fn office_and_day_at_the_end_are_the_signature() {
        let name = || Some("青禾县水务局".to_owned());
        let day = || Some("2025年1月20日".to_owned());
        assert_eq!(signed(&["无。", "青禾县水务局", "2025年1月20日"]), (1, name(), day()));
        assert_eq!(signed(&["无。", "2025年1月20日"]), (1, None, day()));
        let bare = Some("2025.1.20".to_owned());
        assert_eq!(signed(&["无。", "青禾县水务局", "2025.1.20"]), (1, name(), bare));
        assert_eq!(signed(&["无。", "青禾县水务局", "20.1"]), (3, None, None));
        assert_eq!(signed(&["无。", "青禾县水务局"]), (2, None, None));
        assert_eq!(signed(&["公开于2025年1月20日。"]), (1, None, None));
    }
}
