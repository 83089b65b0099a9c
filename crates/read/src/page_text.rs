//! What stands above and below the text of every page of a workbook or a document, or under it, and the boxes of a
//! cover. Page numbers, the office, the title and the day are furniture; a unit counts as one stated beside the tables;
//! anything else is told.

use nianbao_model::draft::Draft;
use nianbao_model::form::Form;
use nianbao_model::report::{Field, Metadata, Sourced};
use nianbao_model::source::{Remark, RemarkKind, Sheet, Source};
use nianbao_model::{Locus, Report, chars, date, label};

use crate::furniture;
use crate::title::is_title;

/// What a report is about, which lies under its pages.
const SUBJECTS: [&str; 3] = ["政府信息公开", "政务公开", "信息公开"];

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

/// Titles in the boxes of a document, as covers are made: they say whose report it is where the text does not.
pub(crate) fn titles(sources: &[Source]) -> impl Iterator<Item = Sourced<String>> {
    let boxes = sources.iter().flat_map(|source| &source.remarks);
    let boxes = boxes.filter(|remark| remark.kind == RemarkKind::TextBox && remark.locus.sheet.is_none());
    boxes.filter_map(|remark| {
        let value = remark.text.clone().filter(|text| is_title(text))?;
        let locus = remark.locus.clone();
        Some(Sourced { value, locus })
    })
}

/// Whether nobody misses what a remark tells: words on a page that every report may have there.
fn is_known(remark: &Remark, metadata: &Metadata) -> bool {
    let may_be = match remark.kind {
        RemarkKind::PageText | RemarkKind::Watermark => true,
        RemarkKind::TextBox => remark.locus.sheet.is_none(),
        _ => false,
    };
    if !may_be {
        return false;
    }
    let text: String = remark
        .text
        .iter()
        .flat_map(|text| text.chars())
        .map(chars::half_width)
        .collect();
    let says_more = || {
        let is_draft = text.contains('稿') || Draft::in_name(&text).is_some();
        let not_for_all = ["送审", "未定", "初审", "内部", "密", "勿"];
        // It is printed in the year after the report's.
        let is_other = |named: i32| metadata.year().is_some_and(|year| named != year && named != year + 1);
        let is_other_kind = is_draft || not_for_all.iter().any(|word| text.contains(word));
        is_other_kind || date::years(&text).into_iter().any(is_other)
    };
    let of_pages = |word: &str| ["page", "of", "sheet", "/", "-"].contains(&word.to_lowercase().as_str());
    // The office, on a cover with the day.
    let is_office = || {
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let organ = metadata.get(Field::Organ).unwrap_or_default();
        let day = |field| metadata.get(field).and_then(date::parse_date);
        let behind = bare.strip_prefix(organ).filter(|_| !organ.is_empty());
        let is_own_day = |rest: &str| {
            let named = date::parse_date(rest);
            named.is_some() && (named == day(Field::Signed) || named == day(Field::Published))
        };
        behind.is_some_and(|rest| rest.is_empty() || is_own_day(rest) || SUBJECTS.contains(&rest))
            || SUBJECTS.contains(&bare.as_str())
    };
    // A box or what lies under the pages may hold anything: only what the report says itself is known there.
    let is_own_title = || {
        let title = metadata.get(Field::Title).map(label::normalize);
        title.is_some_and(|title| title == label::normalize(&text))
    };
    if remark.kind != RemarkKind::PageText {
        return is_office() || is_own_title();
    }
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
        let fields = [
            (Field::Organ, given("青禾市水务局")),
            (Field::Year, given("2025")),
            (Field::Signed, given("2026年1月20日")),
        ];
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
        let is_known_in = |kind: RemarkKind, text: &str| {
            let remark = Remark {
                kind,
                text: Some(text.to_owned()),
                locus: Locus::file(&"年报.docx".into()),
            };
            super::is_known(&remark, &metadata)
        };
        for known in ["政府信息公开", "青禾市水务局", "青禾市水务局2026年1月20日"] {
            assert!(is_known_in(RemarkKind::Watermark, known), "{known}");
        }
        for told in ["样稿", "青禾市水务局2026年1月21日", "政府信息公开申请12件", "单位：件"] {
            assert!(!is_known_in(RemarkKind::TextBox, told), "{told}");
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
