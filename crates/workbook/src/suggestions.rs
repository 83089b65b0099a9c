//! The text a template begins with: the form's headings, and sentences that cite its
//! figures. What an office has to write itself is marked `〔请填写…〕`.

use nianbao_model::form::{Form, Part};

/// Paragraphs before the first part.
const PREFACE: [&str; 2] = [
    "{{ 机关名称 }}按照《中华人民共和国政府信息公开条例》和政府信息公开工作年度报告格式的要求，编制本报告。本报告所列数据的统计期限为{{ 统计期限 }}。",
    "对本报告内容如有疑问，请与{{ 机关名称 }}联系（地址：{{ 联系地址 }}；邮编：{{ 邮编 }}；电话：{{ 电话 }}）。",
];

/// Sentences for the parts, by the part's key. Of a sentence with figures, the form
/// must have them all.
const SENTENCES: [(&str, &str); 8] = [
    (
        "overview",
        "{{ 年度 }}年，{{ 机关名称 }}新收政府信息公开申请{{ applications.new_received.total }}件，上年结转{{ applications.carried_in.total }}件；办结{{ applications.results.total.total }}件，结转下年度继续办理{{ applications.carried_out.total }}件。",
    ),
    (
        "overview",
        "〔请填写主动公开、依申请公开、政府信息管理、平台建设、监督保障〕",
    ),
    (
        "disclosure",
        "{{ 年度 }}年，制发规章{{ disclosure.regulations.issued }}件、行政规范性文件{{ disclosure.normative_documents.issued }}件；作出行政许可处理决定{{ disclosure.licensing.decisions }}件、行政处罚处理决定{{ disclosure.penalties.decisions }}件、行政强制处理决定{{ disclosure.compulsory_measures.decisions }}件；行政事业性收费{{ disclosure.fees.amount }}万元。",
    ),
    (
        "disclosure",
        "{{ 年度 }}年，新制作规章{{ disclosure.regulations.newly_made }}件、规范性文件{{ disclosure.normative_documents.newly_made }}件；作出行政许可处理决定{{ disclosure.licensing.decisions }}件、行政处罚处理决定{{ disclosure.penalties.decisions }}件、行政强制处理决定{{ disclosure.compulsory_measures.decisions }}件；政府集中采购项目{{ disclosure.procurement.items }}项，采购总金额{{ disclosure.procurement.amount }}万元。",
    ),
    (
        "applications",
        "{{ 年度 }}年，新收政府信息公开申请{{ applications.new_received.total }}件，其中自然人申请{{ applications.new_received.natural_person }}件。在办理结果中，予以公开{{ applications.results.granted.total }}件，部分公开{{ applications.results.partial.total }}件。",
    ),
    (
        "review",
        "{{ 年度 }}年，因政府信息公开工作被申请行政复议{{ review.reconsideration.total }}件，未经复议直接提起行政诉讼{{ review.litigation_direct.total }}件，复议后提起行政诉讼{{ review.litigation_after_reconsideration.total }}件。",
    ),
    ("problems", "〔请填写工作中存在的主要问题，以及改进的措施和成效〕"),
    (
        "other_matters",
        "〔请填写其他需要报告的事项，包括信息处理费的收取情况〕",
    ),
];

/// For a part no sentence above is for.
const BLANK: &str = "〔请填写本部分的文字；不需要文字的，删去这一行〕";

/// The lines of the sheet 正文.
pub(crate) fn lines(form: &Form) -> Vec<String> {
    let keys: Vec<String> = form.keys().collect();
    let preface = PREFACE.iter().map(|line| (*line).to_owned());
    let parts = form.parts.iter().flat_map(|part| {
        let sentences = sentences(part, &keys);
        let sentences = if sentences.is_empty() { vec![BLANK] } else { sentences };
        std::iter::once(part.heading.text.as_str())
            .chain(sentences)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    });
    preface.chain(parts).collect()
}

/// The sentences whose figures the form has.
fn sentences(part: &Part, keys: &[String]) -> Vec<&'static str> {
    let has_all = |sentence: &str| {
        let mut figures = placeholders(sentence).filter(|name| name.contains('.'));
        figures.all(|name| keys.iter().any(|key| key == name))
    };
    let own = SENTENCES
        .iter()
        .filter(|(key, sentence)| *key == part.key && has_all(sentence));
    own.map(|(_, sentence)| *sentence).collect()
}

/// The names in a line's placeholders.
fn placeholders(line: &str) -> impl Iterator<Item = &str> {
    line.split("{{")
        .skip(1)
        .filter_map(|rest| rest.split("}}").next())
        .map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::figure::Kind;
    use nianbao_model::form::builtin;
    use nianbao_model::label::heading_level;
    use nianbao_model::report::Field;

    #[test]
    fn every_placeholder_names_a_figure_of_the_form_or_an_item() {
        for form in builtin().unwrap() {
            let keys: Vec<_> = form.keys().collect();
            let lines = lines(&form);
            let names: Vec<_> = lines.iter().flat_map(|line| placeholders(line)).collect();
            assert!(names.len() > 10, "{}: {names:?}", form.id);
            for name in names {
                let item = Field::ALL.iter().any(|(_, item, _)| *item == name);
                assert!(item || keys.iter().any(|key| key == name), "{}: {name}", form.id);
            }
        }
    }

    #[test]
    fn every_part_has_its_heading_and_a_sentence_with_figures_where_it_has_a_table() {
        for form in builtin().unwrap() {
            let lines = lines(&form);
            for part in &form.parts {
                let at = lines.iter().position(|line| *line == part.heading.text).unwrap();
                assert_eq!(heading_level(&lines[at]), 1);
                assert_eq!(heading_level(&lines[at + 1]), 0);
                if let Some(table) = &part.table {
                    assert!(
                        lines[at + 1].contains(&format!("{{{{ {table}.")),
                        "{}: {}",
                        form.id,
                        lines[at + 1]
                    );
                }
            }
        }
    }

    #[test]
    fn a_form_without_these_figures_gets_a_line_to_fill_in() {
        let mut form = Form::clone(&builtin().unwrap()[0]);
        form.tables.clear();
        let lines = lines(&form);
        assert!(
            lines
                .iter()
                .flat_map(|line| placeholders(line))
                .all(|name| !name.contains('.'))
        );
        assert!(lines.contains(&BLANK.to_owned()));
    }

    #[test]
    fn amounts_are_in_the_unit_the_sentences_name() {
        for form in builtin().unwrap() {
            let columns = form.tables.iter().flat_map(|t| &t.blocks).flat_map(|b| &b.leaf_columns);
            let units = columns.filter_map(|column| match &column.kind {
                Kind::Amount { unit } => Some(unit.as_str()),
                _ => None,
            });
            let units: std::collections::BTreeSet<_> = units.collect();
            assert_eq!(units, ["万元"].into(), "{}", form.id);
        }
    }
}
