use nianbao::{Options, Publication, Session};

use super::*;
use crate::testing::{COUNTY, CUSTOMS, MINIMAL};

fn input(bytes: &[u8]) -> Vec<Input> {
    vec![Input::new("report.xlsx", bytes)]
}

fn shown(answer: &Answer) -> Value {
    serde_json::from_str(&answer.json).unwrap()
}

fn asked(formats: &[&str]) -> Asked {
    Asked {
        formats: formats.iter().map(|format| (*format).to_owned()).collect(),
        ..Asked::default()
    }
}

fn county() -> Judged {
    let session = Session::new(Options::default()).unwrap();
    session.judge(session.read(&input(COUNTY)).unwrap(), &LastYear::unknown())
}

/// The county's report with an error in it: text that says another figure than the tables.
fn wrong() -> Vec<Input> {
    let mut files = input(COUNTY);
    files.push(Input::new(
        "text.txt",
        "一、总体情况\n2024年，本机关收到政府信息公开申请99999件。\n".as_bytes(),
    ));
    files.reverse();
    files
}

#[test]
fn a_check_shows_what_the_command_line_writes() {
    let answer = check(&Asked::default(), &input(COUNTY), &[]);
    let (shown, judged) = (shown(&answer), county());
    let count = judged.count();
    let counts = [count.errors, count.warnings, count.notes, count.allowed];
    assert_eq!(shown["counts"], json!(counts));
    let outcomes = [Outcome::Judged(Box::new(judged))];
    assert_eq!(shown["findings"], json!(json::render(&outcomes, false, Lang::Zh)));
    assert_eq!(shown["page"], json!(page::render(&outcomes, Lang::Zh).unwrap()));
    let listed = list(&Asked::default(), &input(COUNTY), &[]);
    let names: Vec<&str> = listed.files.iter().map(|file| file.file_name.as_str()).collect();
    assert_eq!(names, ["检查结果.html", "问题清单.xlsx"]);
}

#[test]
fn the_documents_are_the_librarys_and_come_in_one_archive_too() {
    let formats = ["docx", "html", "pdf"];
    let answer = build(&asked(&formats), &input(COUNTY), &[]);
    let session = Session::new(Options::default()).unwrap();
    let made = session.publish(&county(), &Publication::new(formats).unwrap()).unwrap();
    let (archive, documents) = answer.files.split_last().unwrap();
    assert_eq!(documents, made);
    assert!(archive.file_name.ends_with("年度报告.zip"), "{}", archive.file_name);
}

#[test]
fn a_report_with_errors_is_published_only_as_a_draft() {
    let mut asked = asked(&["html"]);
    let blocked = build(&asked, &wrong(), &[]);
    assert!(shown(&blocked)["blocked"].as_u64().unwrap() > 0 && blocked.files.is_empty());
    asked.draft = true;
    let draft = build(&asked, &wrong(), &[]);
    assert!(draft.files[0].file_name.ends_with("（草稿）.html"), "{:?}", draft.json);
}

#[test]
fn what_is_allowed_with_a_reason_blocks_nothing() {
    let errors = |asked: &Asked| shown(&check(asked, &wrong(), &[]))["counts"].clone();
    let before = errors(&Asked::default());
    let told = shown(&check(&Asked::default(), &wrong(), &[]))["findings"].clone();
    let told: Value = serde_json::from_str(told.as_str().unwrap()).unwrap();
    let allow = told["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| format!("{}=另有原因", found["rule"].as_str().unwrap()));
    let asked = Asked {
        allow: allow.collect(),
        ..Asked::default()
    };
    assert!(before[0] != json!(0), "{before}");
    assert_eq!(errors(&asked)[0], json!(0));
}

#[test]
fn what_cannot_be_read_is_a_sentence_in_the_users_language() {
    let english = Asked {
        lang: String::from("en"),
        ..Asked::default()
    };
    for (asked, word) in [(&Asked::default(), "空"), (&english, "empty")] {
        let told = shown(&check(asked, &input(b""), &[]))["failure"]
            .as_str()
            .unwrap()
            .to_owned();
        assert!(told.contains(word) && told.contains("report.xlsx"), "{told}");
    }
    assert!(shown(&run("other", &english, &[], &[]))["failure"].is_string());
    assert!(defect(false, "a.rs:1").contains("a.rs:1"));
}

#[test]
fn a_blank_workbook_is_for_an_office_and_a_year() {
    let mut asked = Asked {
        year: 2025,
        organ: Some(String::from("某县教育局")),
        ..Asked::default()
    };
    let answer = template(&asked);
    assert_eq!(answer.files[0].file_name, "某县教育局2025年年报.xlsx");
    // It is a workbook of this program, with everything still to be filled in.
    let checked = shown(&check(
        &Asked::default(),
        &[Input::new("a.xlsx", answer.files[0].bytes.clone())],
        &[],
    ));
    assert_eq!(
        (&checked["organ"], &checked["year"]),
        (&json!("某县教育局"), &json!(2025))
    );
    asked.year = 1990;
    assert!(shown(&template(&asked))["failure"].as_str().unwrap().contains("1990"));
}

#[test]
fn a_blank_report_can_be_made_ahead_in_every_format() {
    let formats: Vec<String> = exporters().iter().map(|exporter| exporter.id().to_owned()).collect();
    prepare(&formats.iter().map(String::as_str).collect::<Vec<_>>());
    let asked = Asked {
        formats,
        draft: true,
        year: PREPARED,
        ..Asked::default()
    };
    let blank = template(&asked).files.remove(0);
    let made = build(&asked, &[Input::new(blank.file_name, blank.bytes)], &[]);
    assert_eq!(made.files.len(), asked.formats.len() + 1, "{}", made.json);
}

#[test]
fn offices_of_two_years_are_shown_and_not_added_up() {
    let offices = [
        Input::new("a.xlsx", COUNTY),
        Input::new("b.xlsx", CUSTOMS),
        Input::new("c.xlsx", ""),
    ];
    let answer = merge(&Asked::default(), &offices, &[]);
    let told = shown(&answer);
    assert_eq!(
        (&told["offices"], &told["unread"], &told["merged"]),
        (&json!(2), &json!(1), &json!(false))
    );
    assert!(told["obstacle"].as_str().unwrap().contains("2020"), "{told}");
    assert!(told["page"].as_str().unwrap().contains("c.xlsx"));
}

#[test]
fn offices_are_added_up_with_the_wholes_own_files() {
    let blank = |organ: &str| {
        let asked = Asked {
            year: 2024,
            organ: Some(organ.to_owned()),
            ..Asked::default()
        };
        template(&asked).files.remove(0).bytes
    };
    let whole = [Input::new("whole.xlsx", blank("某县"))];
    let offices = [Input::new("a.xlsx", COUNTY), Input::new("b.xlsx", blank("乙局"))];
    let told = shown(&merge(&Asked::default(), &offices, &whole));
    assert_eq!(told["merged"], json!(told["errors"] == json!(0)), "{told}");
    let draft = Asked {
        draft: true,
        ..Asked::default()
    };
    let answer = merge(&draft, &offices, &whole);
    assert_eq!(shown(&answer)["merged"], json!(true), "{}", answer.json);
    assert_eq!(answer.files[2].file_name, "汇总.xlsx");
}

#[test]
fn two_years_are_laid_side_by_side() {
    let answer = compare(&Asked::default(), &input(MINIMAL), &input(CUSTOMS));
    assert_eq!(answer.files[0].file_name, "两年对照.html");
    let page = String::from_utf8(answer.files[0].bytes.clone()).unwrap();
    assert!(page.contains("<main") && page.contains("2020"), "{page}");
}

#[test]
fn the_page_knows_what_there_is_to_choose_from() {
    let told = shown(&about(&Asked::default()));
    let ids = |key: &str| -> Vec<String> {
        let rows = told[key].as_array().unwrap();
        rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    };
    assert!(ids("forms").contains(&String::from("gov-2021")), "{told}");
    assert_eq!(
        ids("formats")
            .iter()
            .filter(|id| ["docx", "html", "pdf"].contains(&id.as_str()))
            .count(),
        3
    );
}

#[test]
fn the_page_is_told_which_face_serves_which_role() {
    let told = shown(&faces(&Asked::default()));
    assert_eq!(told["rows"].as_array().unwrap().len(), 5);
    let families = told["families"].as_array().unwrap();
    assert!(families.contains(&json!("FangSong_GB2312")), "{told}");
}
