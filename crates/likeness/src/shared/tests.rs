//! What is shared, and what is not, on invented reports.

use nianbao_model::form::builtin;
use nianbao_model::report::{Paragraph, Sourced};
use nianbao_model::{Form, Locus};

use super::*;

fn form() -> std::sync::Arc<Form> {
    let forms = builtin().unwrap();
    forms.into_iter().find(|form| form.id == "gov-2021").unwrap()
}

fn report(organ: &str, lines: &[&str]) -> Report {
    let locus = Locus::file(&"a".into());
    let mut report = Report::new("gov-2021");
    let mut set = |field, value: &str| {
        let value = value.to_owned();
        let locus = locus.clone();
        report.metadata.fields.insert(field, Sourced { value, locus });
    };
    set(Field::Organ, organ);
    set(Field::Year, "2024");
    let line = |(level, text): (u8, &str)| Paragraph {
        level,
        text: text.to_owned(),
        template: None,
        locus: locus.clone(),
        faults: Vec::new(),
    };
    let heading = [(1, "一、总体情况")].into_iter();
    report.narrative = heading.chain(lines.iter().map(|text| (0, *text))).map(line).collect();
    report
}

/// The texts of what these reports share.
fn found(reports: &[Report]) -> Vec<(String, usize)> {
    let form = form();
    let prints: Vec<Print> = reports.iter().map(|report| Print::of(report, &form)).collect();
    let text = |shared: &Shared| {
        let place = &shared.places[0];
        reports[place.report].narrative[place.paragraph].text[place.span.clone()].to_owned()
    };
    shared(&prints)
        .iter()
        .map(|shared| (text(shared), shared.offices))
        .collect()
}

const COPIED: &str = "我局把年度重点任务逐项分到科室，明确完成时限，每季度通报一次进度，年底对照清单逐条验收。";

#[test]
fn a_sentence_with_another_name_and_a_few_other_words_is_the_same() {
    let changed = "我镇把年度重点任务逐项分到站所，明确完成时限，每季度通报一次进度，年底对照清单逐条验收。";
    let reports = [
        report(
            "甲县水务局",
            &[COPIED, "水务局全年组织节水宣传进学校、进社区共十二场，发放图册三千份。"],
        ),
        report("乙镇人民政府", &[&format!("前面还有一句话。{changed}")]),
        report(
            "丙县林业局",
            &["林业局把古树名木的位置和养护情况做成地图，在网站上公开，方便群众查询。"],
        ),
    ];
    assert_eq!(found(&reports), [(COPIED.to_owned(), 2)]);
}

#[test]
fn the_offices_own_name_makes_no_difference() {
    let of = |organ: &str| format!("{organ}在门户网站开设专题栏目，集中展示办事指南、收费目录和监督方式等内容。");
    let names = ["甲县水务局", "某某自治县农业农村和乡村振兴事务管理局"];
    let reports = names.map(|organ| report(organ, &[&of(organ)]));
    assert_eq!(found(&reports), [(of(names[0]), 2)]);
}

#[test]
fn prescribed_wordings_short_sentences_and_the_same_office_are_not_shared() {
    let lines = [
        "本机关根据《中华人民共和国政府信息公开条例》编制本年度报告，所列数据的统计期限为全年。",
        "全年没有发生因政府信息公开引起的行政复议和行政诉讼案件。",
        "公开工作有序推进。",
    ];
    assert_eq!(found(&[report("甲县水务局", &lines), report("乙县水务局", &lines)]), []);
    assert_eq!(
        found(&[report("甲县水务局", &[COPIED]), report("甲县 水务局", &[COPIED])]),
        []
    );
}

#[test]
fn other_facts_in_like_words_are_no_copy() {
    let one = "2024年主动公开信息一百零九条，其中财政预决算六条、部门预决算三条、工作动态十五条。";
    let other = "2024年主动公开信息三百五十二条，其中乡村振兴十七条、行政执法公示十条、监督保障十四条。";
    assert_eq!(
        found(&[report("甲县财政局", &[one]), report("乙县财政局", &[other])]),
        []
    );
}

/// Planted copies among many reports are found, all of them and no others.
#[test]
fn planted_copies_are_found_among_many() {
    let mut state = 7u32;
    let mut word = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from_u32(0x4e00 + state / 65_536 % 2_000).unwrap()
    };
    let reports: Vec<Report> = (0..400)
        .map(|n| {
            let own: String = (0..40).map(|_| word()).collect();
            let copied = if n % 40 == 7 { COPIED } else { "无。" };
            report(&format!("第{n}局"), &[&own, copied])
        })
        .collect();
    assert_eq!(found(&reports), [(COPIED.to_owned(), 10)]);
}
