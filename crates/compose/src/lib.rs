//! Composes a document: a report and its form in, a document out. Everything is resolved here:
//! the order of the parts, the tables' grids, links, outline levels. What an exporter gets
//! leaves nothing to decide but its looks.
//!
//! It judges nothing and knows no file format: a report with errors is composed as it is.

mod body;
mod insert;
mod outline;
mod properties;
mod runs;
mod signature;

use nianbao_model::chars::{is_unseen, spelled};
use nianbao_model::document::Document;
use nianbao_model::form::Form;
use nianbao_model::report::{Field, Report};
use time::Date;

use properties::properties;

/// What the caller decides about a document.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A mark for every page, e.g. 草稿.
    pub mark: Option<String>,
    /// The document's date where the report has no 发布日期 (`SOURCE_DATE_EPOCH`).
    pub date: Option<Date>,
}

/// Composes the document of a report.
pub fn compose(report: &Report, form: &Form, options: &Options) -> Document {
    let metadata = &report.metadata;
    let organ = metadata.get(Field::Organ).unwrap_or_default();
    let year = metadata.year();
    let title = metadata.get(Field::Title).map_or_else(
        || form.usual_title(organ, &year.map(|year| year.to_string()).unwrap_or_default()),
        str::to_owned,
    );
    let (narrative, typed) = signature::typed(report);
    let mut document = Document {
        title,
        language: "zh-CN",
        metadata: properties(report, options.date, year),
        signature: typed.or_else(|| signature::given(report)),
        blocks: body::blocks(report, form, narrative),
        attachments: Vec::new(),
        mark: options.mark.clone(),
    };
    document.each_text(&mut |text| {
        text.retain(|c| !is_unseen(c));
        if text.contains(|c| spelled(c).is_some()) {
            *text = text
                .chars()
                .map(|c| spelled(c).unwrap_or_else(|| c.to_string()))
                .collect();
        }
    });
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::Locus;
    use nianbao_model::document::Signature;
    use nianbao_model::{form, report};

    fn signed_report(lines: &[&str], fields: &[(Field, &str)]) -> Report {
        let locus = Locus::file(&"a.txt".into());
        let mut report = Report::new("gov-2021");
        report.narrative = lines
            .iter()
            .map(|text| report::Paragraph {
                level: 0,
                text: (*text).into(),
                template: None,
                locus: locus.clone(),
                faults: vec![],
            })
            .collect();
        for (field, value) in fields {
            let value = report::Sourced {
                value: (*value).into(),
                locus: locus.clone(),
            };
            report.metadata.fields.insert(*field, value);
        }
        report
    }

    /// The signature's lines, and how many blocks of text there are.
    fn signature(lines: &[&str], fields: &[(Field, &str)]) -> (Vec<String>, usize) {
        let report = signed_report(lines, fields);
        let mut form = Form::clone(&form::builtin().unwrap()[0]);
        form.parts.clear();
        let document = compose(&report, &form, &Options::default());
        let lines = document.signature.iter().flat_map(Signature::lines);
        (lines.map(str::to_owned).collect(), document.blocks.len())
    }

    #[test]
    fn a_signature_is_given_or_typed_under_the_text() {
        let organ = (Field::Organ, "某县人民政府");
        let given = [organ, (Field::Signed, "2025-01-09")];
        assert_eq!(
            signature(&["正文。"], &given),
            (vec!["某县人民政府".into(), "2025年1月9日".into()], 1)
        );
        let other = [organ, (Field::Signatory, "某县政府办公室")];
        assert_eq!(signature(&["正文。"], &other), (vec!["某县政府办公室".into()], 1));
        assert_eq!(
            signature(&["正文。", "某县人民政府", "2025年01月20日"], &[organ]),
            (vec!["某县人民政府".into(), "2025年1月20日".into()], 1)
        );
        // Not a signature: somebody else's name, a sentence with a date, nothing.
        for lines in [
            &["正文。", "某市人民政府", "2025年1月20日"],
            &["正文。", "某县人民政府", "截至2025年1月20日"],
        ] {
            assert_eq!(signature(lines, &[organ]), (vec![], 3));
        }
        assert_eq!(signature(&["正文。"], &[organ]), (vec![], 1));
    }

    #[test]
    fn what_cannot_be_seen_is_left_out_of_every_text() {
        let hidden = "甲\u{202e}乙\u{1}\u{ffff}\u{1fffe}\u{fdd0}丙";
        let fields = Field::ALL.map(|(field, ..)| (field, hidden));
        let mut document = compose(
            &signed_report(&[hidden], &fields),
            &form::builtin().unwrap()[0],
            &Options::default(),
        );
        let mut texts = Vec::new();
        document.each_text(&mut |text| texts.push(text.clone()));
        assert!(texts.iter().filter(|text| *text == "甲乙丙").count() > 5, "{texts:?}");
        assert!(!texts.iter().any(|text| text.contains(is_unseen)), "{texts:?}");
    }
}
