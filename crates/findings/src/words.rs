//! Words that every format of findings needs: places and counts, in both languages.

use std::sync::Arc;

use nianbao_check::{Count, Severity};
use nianbao_model::report::Field;
use nianbao_model::{Lang, Locus, Passage, Report};

/// The place within its sheet or text: `J7`, `第3段`; `None` for a whole sheet or file.
pub(crate) fn spot(locus: &Locus, lang: Lang) -> Option<String> {
    match (locus.cell, locus.passage, lang) {
        (Some(cell), ..) => Some(cell.to_string()),
        (None, Some(passage), Lang::Zh) => Some(passage.to_string()),
        (None, Some(Passage::Line(line)), Lang::En) => Some(format!("line {line}")),
        (None, Some(Passage::Paragraph(paragraph)), Lang::En) => Some(format!("paragraph {paragraph}")),
        (None, None, _) => None,
    }
}

/// The place within its file, `表三 依申请公开!J7`; the file's name where there is no more
/// to say.
pub(crate) fn place(locus: &Locus, lang: Lang) -> String {
    match (&locus.sheet, spot(locus, lang)) {
        (Some(sheet), Some(spot)) => format!("{sheet}!{spot}"),
        (Some(sheet), None) => sheet.to_string(),
        (None, Some(spot)) => format!("{} {spot}", locus.file),
        (None, None) => locus.file.to_string(),
    }
}

/// The place with its file, as a person says it: `年报.xlsx › 表三 依申请公开 › J7`.
pub(crate) fn full_place(locus: &Locus, lang: Lang) -> String {
    let parts = [
        Some(locus.file.to_string()),
        locus.sheet.as_ref().map(ToString::to_string),
        spot(locus, lang),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" › ")
}

/// The names of files, joined.
pub(crate) fn files(files: &[Arc<str>]) -> String {
    files.iter().map(|file| &**file).collect::<Vec<_>>().join(" + ")
}

/// The report's organ, where it is known.
pub(crate) fn organ(report: &Report) -> Option<&str> {
    report.metadata.get(Field::Organ).map(str::trim)
}

/// The counts that are not zero: `2 个错误、1 个警告`; empty if there are none.
pub(crate) fn count(count: Count, lang: Lang) -> String {
    let numbers = [
        (count.errors, Severity::Error),
        (count.warnings, Severity::Warning),
        (count.notes, Severity::Note),
    ];
    let words = numbers.iter().filter(|(number, _)| *number > 0);
    let words = words.map(|(number, severity)| {
        let label = severity.label();
        match (lang, number) {
            (Lang::Zh, _) => format!("{number} 个{}", label.zh),
            (Lang::En, 1) => format!("1 {}", label.en),
            (Lang::En, _) => format!("{number} {}s", label.en),
        }
    });
    words.collect::<Vec<_>>().join(comma(lang))
}

/// What stands between the items of a list.
pub(crate) fn comma(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::CellRef;

    #[test]
    fn places_and_counts_read_well_in_both_languages() {
        let file = "正文.docx".into();
        let cell = Locus::cell(&file, &"表三".into(), CellRef::new(6, 9));
        let line = Locus::passage(&file, Passage::Line(3));
        let places = [Lang::Zh, Lang::En].map(|lang| (place(&cell, lang), place(&line, lang), full_place(&line, lang)));
        assert_eq!(
            places[0],
            ("表三!J7".into(), "正文.docx 第3行".into(), "正文.docx › 第3行".into())
        );
        assert_eq!(
            places[1],
            ("表三!J7".into(), "正文.docx line 3".into(), "正文.docx › line 3".into())
        );
        let counted = Count {
            errors: 1,
            notes: 2,
            ..Count::default()
        };
        assert_eq!(count(counted, Lang::Zh), "1 个错误、2 个提示");
        assert_eq!(count(counted, Lang::En), "1 error, 2 notes");
    }
}
