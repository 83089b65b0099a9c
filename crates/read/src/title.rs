//! The title over the text, on one line or several: told from paragraphs, and what it says of
//! the organ and the year. Whether it agrees with the rest is for the rules to judge.

mod cover;

use std::ops::Range;

use nianbao_model::date::named_years;
use nianbao_model::label::{self, HEADING_MAX};
use nianbao_model::office::{PLACES, ends_a_name, places};
use nianbao_model::report::{Field, Metadata, Omission, Paragraph, Report, Sourced};
use nianbao_model::site;
use nianbao_model::source::{LineRole, Source};
pub(crate) use nianbao_model::title::said;

use crate::letterhead;
use crate::narrative::omit;

/// Over how many lines a title may go.
pub(crate) const LINES: usize = 4;
/// How many characters a title may have.
const LONGEST: usize = 60;

/// Takes the title's lines off the beginning of a text. The first becomes the report's title
/// if it has none; one that says something else is noted.
pub(crate) fn take(narrative: &mut Vec<Paragraph>, report: &mut Report) {
    for line in narrative.drain(..cover::length(narrative)) {
        omit(report, Omission::FrontMatter, &line.text, line.locus);
    }
    let mut is_titled = false;
    loop {
        letterhead::take(narrative, report);
        if let Some((above, lines, title)) = at_start(narrative, &report.metadata) {
            note(title, report);
            for line in narrative.drain(..lines).take(above) {
                omit(report, Omission::Letterhead, &line.text, line.locus);
            }
            is_titled = true;
        } else if narrative
            .first()
            .is_some_and(|line| line.level == 0 && site::is_tool(&line.text))
        {
            // What a page, or the program that saved it, puts between title and text.
            let line = narrative.remove(0);
            omit(report, Omission::PageFurniture, &line.text, line.locus);
        } else if is_titled
            && narrative
                .first()
                .is_some_and(|line| is_organ(&line.text, &report.metadata))
        {
            // The organ's name under the title, as on a cover.
            narrative.remove(0);
        } else if is_titled && narrative.first().is_some_and(|line| cover::is_time(&line.text)) {
            let line = narrative.remove(0);
            let title = report.metadata.fields.get_mut(&Field::Title);
            match title.filter(|title| said(&title.value).1.is_none() && cover::is_year(&line.text)) {
                // The year under a title without one.
                Some(title) => title.value.push_str(&line.text),
                None => omit(report, Omission::FrontMatter, &line.text, line.locus),
            }
        } else {
            return;
        }
    }
}

/// How many lines at the start stand over a title, after how many it ends, and what it says.
fn at_start(narrative: &[Paragraph], metadata: &Metadata) -> Option<(usize, usize, Sourced<String>)> {
    let short = narrative.iter().take(LINES).take_while(|line| may_be_of(&line.text));
    let texts: Vec<&str> = short.map(|line| line.text.as_str()).collect();
    let joined = |lines: usize| texts.get(..lines).unwrap_or_default().concat();
    let known = metadata.get(Field::Title).map(label::normalize);
    let is_known = |lines: &usize| {
        known
            .as_ref()
            .is_some_and(|title| label::normalize(&joined(*lines)) == *title)
    };
    let (above, lines) = match (1..=texts.len()).find(is_known) {
        Some(lines) => (0, lines),
        None => over_lines(&texts).map(|range| (range.start, range.end))?,
    };
    let locus = narrative.get(lines - 1)?.locus.clone();
    let value = texts.get(above..lines)?.concat();
    Some((above, lines, Sourced { value, locus }))
}

/// Whether a line may be one of a title's.
fn may_be_of(text: &str) -> bool {
    label::marker(text).is_none() && text.chars().count() <= HEADING_MAX && !text.contains(['。', '；', '：', ':'])
}

/// Which of these lines, one below the other, are a title. What stands over one that is complete
/// without it is the name of the office once more, or that of a site's column.
fn over_lines(texts: &[&str]) -> Option<Range<usize>> {
    let end = (1..=texts.len()).find(|end| is_title(&texts[..*end].concat()))?;
    let is_complete = |start: &usize| {
        let title = texts[*start..end].concat();
        let organ = said(&title).0.filter(|_| is_title(&title));
        let stands_apart = |line: &str, organ: &str| is_said_of(line, organ) || is_apart(line, organ);
        organ.is_some_and(|organ| texts[..*start].iter().all(|line| stands_apart(line, &organ)))
    };
    let start = (1..end).rev().find(is_complete).unwrap_or(0);
    Some(start..end)
}

/// Whether a line names this office, in full or in part, or what its report is filed under.
fn is_said_of(line: &str, organ: &str) -> bool {
    let line = label::normalize(line);
    let organ = label::normalize(organ);
    let is_column = ["信息公开", "政务公开"].iter().any(|word| line.contains(word)) && named_years(&line).is_empty();
    is_column || organ.contains(&line) || line.contains(&organ)
}

/// Whether a line above an office's name is no part of it: the name begins with its place, and the line is a name
/// that is complete, or none at all: that of a site, of another office, `关于公布年度报告的公告`.
fn is_apart(line: &str, organ: &str) -> bool {
    let names_place = |text: &str| !places(text).is_empty();
    let is_name = names_place(organ) && ends_a_name(organ);
    is_name && (!names_place(line) || ends_a_name(line) && !line.ends_with(PLACES))
}

/// Whether the lines at the start of these are a title that goes over more than the first of them.
pub(crate) fn goes_on(texts: &[&str]) -> bool {
    let lines: Vec<&str> = texts
        .iter()
        .take(LINES)
        .copied()
        .take_while(|text| may_be_of(text))
        .collect();
    over_lines(&lines).is_some_and(|range| range.end > 1)
}

/// Takes a title over, or notes that it is not the report's.
fn note(title: Sourced<String>, report: &mut Report) {
    let Some(known) = report.metadata.get(Field::Title) else {
        report.metadata.fields.insert(Field::Title, title);
        return;
    };
    let (known, typed) = (label::normalize(known), label::normalize(&title.value));
    // The title without the organ that stands above it, or with a shorter name of it.
    if known.ends_with(&typed) || typed.ends_with(&known) {
        return;
    }
    omit(report, Omission::OtherTitle, &title.value, title.locus.clone());
    report.titles.push(title);
}

/// Whether a text is the title of such a report: it ends in what it is and is no sentence.
pub(crate) fn is_title(text: &str) -> bool {
    let text = text.trim_end_matches(['》', ')', '\u{ff09}']);
    let is_named = ["年报", "年度报告", "工作报告"]
        .iter()
        .any(|ending| text.ends_with(ending));
    let is_titled = text.ends_with("报告") && text.contains("信息公开") && !named_years(text).is_empty();
    (is_named || is_titled) && text.chars().count() <= LONGEST && !text.contains(['。', '，', ',', '、'])
}

/// Whether a line is the organ's name, given or as the title has it.
fn is_organ(text: &str, metadata: &Metadata) -> bool {
    let title = metadata.get(Field::Title).and_then(|title| said(title).0);
    let organs = metadata.get(Field::Organ).map(str::to_owned).into_iter().chain(title);
    let text = label::normalize(text);
    organs.map(|organ| label::normalize(&organ)).any(|organ| organ == text)
}

/// Fills in the organ and the year from the title, where nothing else was said of them.
pub(crate) fn complete(metadata: &mut Metadata) {
    let Some(title) = metadata.fields.get(&Field::Title).cloned() else {
        return;
    };
    let (organ, year) = said(&title.value);
    let said = [(Field::Organ, organ), (Field::Year, year.map(|year| year.to_string()))];
    for (field, value) in said {
        if let Some(value) = value.filter(|_| !metadata.blank.contains(&field)) {
            let locus = title.locus.clone();
            metadata.fields.entry(field).or_insert(Sourced { value, locus });
        }
    }
}

/// The year of the first title in these files: known before the form is.
pub(crate) fn year(sources: &[Source]) -> Option<i32> {
    let mut titles = sources.iter().flat_map(|source| {
        let cells = source.sheets.iter().flat_map(|sheet| sheet.cells.values().take(LINES));
        let cells = cells.filter_map(|cell| cell.text());
        let lines = source.lines.iter().filter(|line| line.role != LineRole::Furniture);
        let lines = lines.filter(|line| !letterhead::is_line(&line.text) && !letterhead::is_office(&line.text));
        cells.chain(lines.take(LINES).map(|line| line.text.as_str()))
    });
    titles.find_map(|text| is_title(text).then(|| said(text).1)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_model::Locus;

    fn taken(title: Option<&str>, lines: &[&str]) -> (Vec<String>, Report) {
        let locus = Locus::file(&"a.txt".into());
        let mut report = Report::new("gov-2021");
        if let Some(title) = title {
            let title = Sourced {
                value: title.to_owned(),
                locus: locus.clone(),
            };
            report.metadata.fields.insert(Field::Title, title);
        }
        let mut narrative: Vec<_> = lines
            .iter()
            .map(|text| Paragraph {
                level: label::heading_level(text),
                text: (*text).to_owned(),
                template: None,
                locus: locus.clone(),
                faults: vec![],
            })
            .collect();
        take(&mut narrative, &mut report);
        complete(&mut report.metadata);
        (narrative.into_iter().map(|line| line.text).collect(), report)
    }

    #[test]
    fn a_title_over_lines_is_one_title_and_names_organ_and_year() {
        for lines in [
            &["某县教育局2024年政府信息公开工作年度报告", "正文。"][..],
            &["某县教育局", "2024年政府信息公开工作年度报告", "正文。"],
            &["某县教育局", "2024年政府信息公开工作", "年度报告", "正文。"],
            &["某县教育局2024年政府信息公开工作年度报告", "某县教育局", "正文。"],
            &["某县教育局", "某县教育局2024年政府信息公开工作年度报告", "正文。"],
            &[
                "政府信息公开年报专栏",
                "某县教育局",
                "2024年政府信息公开工作年度报告",
                "正文。",
            ],
            &[
                "某县教育局文件",
                "某教〔2025〕3号",
                "某县教育局2024年政府信息公开工作年度报告",
                "正文。",
            ],
            &[
                "某县教育局",
                "某教〔2025〕3号",
                "某县教育局",
                "2024年政府信息公开工作年度报告",
                "正文。",
            ],
            &[
                "某县教育局2024年政府信息公开工作年度报告",
                "（某教〔2025〕3号）",
                "正文。",
            ],
            &[
                "某县教育局",
                "2024年政府信息公开工作年度报告",
                "某县教育局2024年政府信息公开工作年度报告",
                "正文。",
            ],
        ] {
            let (rest, report) = taken(None, lines);
            assert_eq!(rest, ["正文。"], "{lines:?}");
            let metadata = &report.metadata;
            assert_eq!(
                (metadata.get(Field::Organ), metadata.year()),
                (Some("某县教育局"), Some(2024))
            );
            assert!(report.titles.is_empty());
        }
        for above in [
            "附件2",
            "附件1：",
            "草　稿",
            "初稿20250105",
            "内部资料　注意保存",
            "公　示",
            "关于公布年度报告的公告",
            "青禾市政府网",
            "青禾市林业局",
        ] {
            let (rest, report) = taken(None, &[above, "临江县水利局2024年政府信息公开工作年度报告", "正文。"]);
            assert_eq!(report.metadata.get(Field::Organ), Some("临江县水利局"), "{above}");
            assert_eq!((rest.len(), report.omitted.len()), (1, 1), "{above}");
        }
        let title = "某县教育局2024年政府信息公开工作年度报告";
        for lines in [
            [title, "导出时间：2025-01-10 09:12", "正文。"],
            ["来源：办公室", title, "正文。"],
        ] {
            let (rest, report) = taken(None, &lines);
            assert_eq!(rest, ["正文。"], "{lines:?}");
            let left: Vec<Omission> = report.omitted.iter().map(|omitted| omitted.reason).collect();
            assert_eq!(left, [Omission::PageFurniture]);
        }
        for (above, below) in [
            ("青禾市", "临江县水利局"),
            ("青禾市住房和", "城乡建设局"),
            ("青禾市临", "江县水利局"),
            ("青禾市人力资源和社会", "保障局"),
        ] {
            let (_, report) = taken(
                None,
                &[above, &format!("{below}2024年政府信息公开工作年度报告"), "正文。"],
            );
            assert_eq!(report.metadata.get(Field::Organ), Some(&*format!("{above}{below}")));
        }
        let (_, report) = taken(None, &["某县人民政府", "办公室2024年政府信息公开工作年度报告"]);
        assert_eq!(report.metadata.get(Field::Organ), Some("某县人民政府办公室"));
        for (title, organ) in [
            ("某海关2020年政府信息公开工作年度报告", "某海关"),
            // An office with its area behind it; an area that has no office before it is a name.
            ("青禾海关关区2020年政府信息公开年报", "青禾海关"),
            ("青禾市水务局系统2020年政府信息公开年报", "青禾市水务局"),
            ("青禾关区2020年政府信息公开年报", "青禾关区"),
        ] {
            assert_eq!(said(title).0.as_deref(), Some(organ));
        }
        let organs = [
            "某县人民政府关于2024年政府信息公开工作的年度报告",
            "关于某县人民政府2024年度政府信息公开工作年度报告",
            "2024年某县人民政府政府信息公开工作年度报告",
            "《某县人民政府二〇二四年政府信息公开年报》",
        ]
        .map(said);
        for (organ, year) in organs {
            assert_eq!((organ.as_deref(), year), (Some("某县人民政府"), Some(2024)));
        }
    }

    #[test]
    fn a_cover_is_no_text_and_may_be_all_there_is_of_a_title() {
        let whole = "某县教育局2024年政府信息公开工作年度报告";
        let cover = [
            "某县教育局",
            "政府信息公开工作年度报告",
            "（2024年度）",
            "二〇二五年一月",
        ];
        let (rest, report) = taken(None, &[&cover[..], &[whole, "正文。"]].concat());
        assert_eq!(
            (rest, report.metadata.get(Field::Title)),
            (vec!["正文。".to_owned()], Some(whole))
        );
        assert!(report.titles.is_empty() && report.omitted.len() == 1);
        let (rest, report) = taken(None, &[&cover[..], &["正文。"]].concat());
        let metadata = &report.metadata;
        assert_eq!((rest.len(), metadata.year()), (1, Some(2024)));
        assert_eq!(metadata.get(Field::Organ), Some("某县教育局"));
        assert_eq!(
            metadata.get(Field::Title),
            Some("某县教育局政府信息公开工作年度报告（2024年度）")
        );
        // A day under the title is whoever's signed it.
        assert_eq!(taken(None, &[whole, "2025年1月20日", "正文。"]).0.len(), 2);
    }

    #[test]
    fn another_title_is_noted_and_a_paragraph_is_none() {
        let own = "某县教育局2024年政府信息公开工作年度报告";
        let (rest, report) = taken(Some(own), &["某县教育局2023年政府信息公开工作年度报告", "正文。"]);
        assert_eq!((rest.len(), report.titles.len()), (1, 1));
        let (rest, _) = taken(Some(own), &["某县教育局", "公开工作扎实推进。"]);
        assert_eq!(rest.len(), 2);
        let (rest, report) = taken(Some(own), &["2024年政府信息公开工作年度报告", "一、总体情况"]);
        assert_eq!((rest.len(), report.titles.len()), (1, 0));
    }
}
