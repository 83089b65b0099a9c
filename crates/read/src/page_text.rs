//! What stands above and below the text of every page of a workbook or a document. Page numbers, the office and
//! the title are furniture; a unit counts as one stated beside the tables; anything else is told.

use nianbao_model::form::Form;
use nianbao_model::report::{Field, Metadata, Sourced};
use nianbao_model::source::{Remark, RemarkKind, Sheet};
use nianbao_model::{Locus, Report, chars, date, label};

use crate::furniture;

/// The words on the pages of a sheet, each with its place; those of a document stand on the pages of all its tables.
pub(crate) fn of<'a>(remarks: &'a [Remark], sheet: &'a Sheet) -> impl Iterator<Item = (&'a str, &'a Locus)> {
    let is_of_sheet = |locus: &Locus| locus.sheet.as_ref().is_none_or(|name| *name == sheet.name);
    let own = remarks
        .iter()
        .filter(move |remark| remark.kind == RemarkKind::PageText && is_of_sheet(&remark.locus));
    own.filter_map(|remark| Some((remark.text.as_deref()?, &remark.locus)))
}

/// Makes titles and notes beside the tables of what every report may have on its pages: no remark is made of them.
/// The name of the form, which its template prints, says nothing of the report.
pub(crate) fn settle(report: &mut Report, form: &Form) {
    let name = label::normalize(&form.name);
    let is_form = |remark: &Remark| {
        let text = remark.text.as_deref().map(label::normalize);
        remark.kind == RemarkKind::PageText && text.is_some_and(|text| text == name)
    };
    let remarks = std::mem::take(&mut report.remarks).into_iter();
    let remarks = remarks.filter(|remark| !is_form(remark));
    let (known, told): (Vec<Remark>, Vec<Remark>) = remarks.partition(|remark| is_known(remark, &report.metadata));
    report.remarks = told;
    report.around.extend(known.into_iter().filter_map(|remark| {
        let (value, locus) = (remark.text?, remark.locus);
        Some(Sourced { value, locus })
    }));
}

/// Whether nobody misses what a remark tells: words on a page that every report may have there.
fn is_known(remark: &Remark, metadata: &Metadata) -> bool {
    if remark.kind != RemarkKind::PageText {
        return false;
    }
    let text: String = remark
        .text
        .iter()
        .flat_map(|text| text.chars())
        .map(chars::half_width)
        .collect();
    let says_more = || {
        let draft = ["稿", "草案", "送审", "待审", "未定", "初审", "内部", "密", "勿"];
        // It is printed in the year after the report's.
        let is_other = |named: i32| metadata.year().is_some_and(|year| named != year && named != year + 1);
        draft.iter().any(|word| text.contains(word)) || date::years(&text).into_iter().any(is_other)
    };
    let of_pages = |word: &str| ["page", "of", "sheet", "/", "-"].contains(&word.to_lowercase().as_str());
    let is_office = || {
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        metadata.get(Field::Organ).is_some_and(|organ| bare == organ)
    };
    let is_furniture = || furniture::is_known(&text) || text.split_whitespace().all(of_pages) || is_office();
    !says_more() && is_furniture()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_page_may_have_is_known() {
        let given = |value: &str| Sourced {
            value: value.to_owned(),
            locus: Locus::file(&"年报.docx".into()),
        };
        let fields = [(Field::Organ, given("青禾市水务局")), (Field::Year, given("2025"))];
        let metadata = Metadata {
            fields: fields.into(),
            ..Metadata::default()
        };
        let is_known = |text: &str| {
            let remark = Remark {
                kind: RemarkKind::PageText,
                text: Some(text.to_owned()),
                locus: Locus::file(&"年报.docx".into()),
            };
            super::is_known(&remark, &metadata)
        };
        for known in [
            "第 页 共 页",
            "Page of",
            "/",
            "青禾市水务局",
            "青禾市水务局2025年政府信息公开工作年度报告",
            "单位：件",
        ] {
            assert!(is_known(known), "{known}");
        }
        for told in [
            "征求意见稿",
            "内部资料",
            "青禾市水务局2024年政府信息公开工作年度报告",
            "红山市水务局",
            "年度报告（送审稿）",
        ] {
            assert!(!is_known(told), "{told}");
        }
    }
}
