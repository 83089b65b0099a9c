//! Who signs under the text: typed at its end, or given in 基本信息.

use nianbao_model::chars::digit;
use nianbao_model::document::Signature;
use nianbao_model::report::{self, Field, Report};
use nianbao_model::{date, label, numeral};

/// The narrative, and the signature that was typed at its end: the organ's name on a line
/// of its own and below it a date. Typed there it would come before the last part's table.
pub(crate) fn typed(report: &Report) -> (&[report::Paragraph], Option<Signature>) {
    let narrative = report.narrative.as_slice();
    let [rest @ .., organ, signed] = narrative else {
        return (narrative, None);
    };
    let metadata = &report.metadata;
    let own = [Field::Organ, Field::Signatory]
        .into_iter()
        .filter_map(|field| metadata.get(field))
        .any(|name| label::normalize(name) == label::normalize(&organ.text));
    let day = date::parse_date(&signed.text).filter(|_| {
        signed
            .text
            .chars()
            .all(|c| digit(c).is_some() || numeral::belongs(c) || c.is_whitespace() || "年元月日.-/".contains(c))
    });
    match day {
        Some(day) if own && organ.level == 0 && signed.level == 0 => {
            let signature = Signature {
                organ: organ.text.trim().to_owned(),
                date: Some(date::printed(day)),
            };
            (rest, Some(signature))
        }
        _ => (narrative, None),
    }
}

/// The signature 基本信息 asks for; a date that cannot be read is printed as typed (the
/// rules speak of it).
pub(crate) fn given(report: &Report) -> Option<Signature> {
    let metadata = &report.metadata;
    let signed = metadata.get(Field::Signed);
    let organ = metadata
        .get(Field::Signatory)
        .or(signed.and(metadata.get(Field::Organ)))?;
    Some(Signature {
        organ: organ.to_owned(),
        date: signed.map(|typed| metadata.signed().map_or_else(|| typed.to_owned(), date::printed)),
    })
}
