//! The formats beside each other.

use nianbao_model::Lang;

use crate::comparison::tests::compared;
use crate::{json, text, workbook};

#[test]
fn every_format_holds_the_figures_and_the_sentences() {
    let comparison = compared();
    let text = text::render(&comparison, Lang::Zh, 100);
    assert!(
        text.contains("34") && text.contains("+308") && text.contains("+905.9%"),
        "{text}"
    );
    assert!(text.contains("信息[128]条") && text.contains("= 公开栏目"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&json::render(&comparison, Lang::En)).unwrap();
    assert_eq!(
        json["figures"].as_array().unwrap().len(),
        comparison.form.keys().count()
    );
    assert_eq!(json["sentences"]["changed"], 1);
    let workbook = workbook::render(&comparison, Lang::Zh).unwrap();
    let again = workbook::render(&compared(), Lang::Zh).unwrap();
    assert!(workbook == again, "the same content gives the same bytes");
}
