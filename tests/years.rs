//! Two years of one invented office: what must follow from the year before.

use std::collections::BTreeMap;
use std::path::Path;

use nianbao_check::{Content, Sample, Typed};
use nianbao_import_excel::ExcelImporter;
use nianbao_model::Decimal;
use nianbao_model::plugin::Importer;
use nianbao_testing::book::{APPLICATIONS, Book, METADATA};

use crate::support::{Told, check, folder, nianbao};

const APPLICANTS: [&str; 7] = [
    "natural_person",
    "commercial",
    "research",
    "public_interest",
    "legal_service",
    "other",
    "total",
];

type Figures = BTreeMap<String, i64>;

/// A year's figures: what came in by applicant, what was carried in and out, and the
/// documents.
fn year(new: [i64; 6], carried_in: [i64; 6], carried_out: [i64; 6], documents: [i64; 3]) -> Figures {
    let mut figures = Figures::new();
    let mut row = |path: &str, values: [i64; 6]| {
        for (column, value) in APPLICANTS.iter().zip(values.into_iter().chain([values.iter().sum()])) {
            figures.insert(format!("applications.{path}.{column}"), value);
        }
    };
    let mut dealt_with = [0; 6];
    for (at, done) in dealt_with.iter_mut().enumerate() {
        *done = new[at] + carried_in[at] - carried_out[at];
    }
    row("new_received", new);
    row("carried_in", carried_in);
    row("results.granted", dealt_with);
    row("results.total", dealt_with);
    row("carried_out", carried_out);
    for (column, value) in ["issued", "repealed", "in_force"].iter().zip(documents) {
        figures.insert(format!("disclosure.normative_documents.{column}"), value);
    }
    figures.insert(String::from("disclosure.licensing.decisions"), 1_200);
    figures
}

fn write(folder: &Path, name: &str, year: i32, figures: &Figures) -> std::path::PathBuf {
    let typed = figures
        .iter()
        .map(|(key, value)| (key.clone(), Typed::Number(Decimal::from(*value))));
    let lines = [
        "一、总体情况",
        "各项工作有序开展。",
        "五、存在的主要问题及改进情况",
        "解读形式不够丰富。",
        "六、其他需要报告的事项",
        "无。",
    ];
    let sample = Sample::new(&Content {
        form: "gov-2021",
        organ: "青禾市园林局",
        year,
        figures: typed.collect(),
        lines: lines.map(String::from).into(),
    });
    let saved = Book {
        sheets: sample.files[0].sheets.clone(),
    }
    .save(folder);
    let path = folder.join(name);
    std::fs::rename(saved, &path).unwrap();
    path
}

fn compared(before: &Figures, now: &Figures) -> (i32, Vec<Told>) {
    let folder = folder();
    let before = write(folder.path(), "2023.xlsx", 2023, before);
    let now = write(folder.path(), "2024.xlsx", 2024, now);
    check([now.as_os_str(), "--previous".as_ref(), before.as_os_str()])
}

fn last_year() -> Figures {
    year([40, 6, 1, 0, 2, 0], [3, 0, 0, 0, 0, 0], [5, 2, 0, 0, 1, 0], [4, 1, 31])
}

#[test]
fn a_year_that_follows_from_the_one_before_has_no_findings() {
    let now = year([44, 5, 0, 0, 3, 0], [5, 2, 0, 0, 1, 0], [6, 0, 0, 0, 0, 0], [3, 2, 32]);
    assert_eq!(compared(&last_year(), &now), (0, Vec::new()));
}

#[test]
fn exactly_the_three_figures_that_do_not_follow_are_found() {
    // Carried in of companies is 3 and not 2, so the total is 9 and not 8; 32 documents
    // should be in force, not 33.
    let now = year([44, 5, 0, 0, 3, 0], [5, 3, 0, 0, 1, 0], [6, 0, 0, 0, 0, 0], [3, 2, 33]);
    let (code, told) = compared(&last_year(), &now);
    let found: Vec<_> = told
        .iter()
        .map(|told| {
            (
                told.rule.as_str(),
                told.place.as_str(),
                told.found.as_deref(),
                told.expected.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("carry-over", "表三 依申请公开!E6", Some("3"), Some("2")),
            ("carry-over", "表三 依申请公开!J6", Some("9"), Some("8")),
            ("in-force-balance", "表二 主动公开!D5", Some("33"), Some("32")),
        ]
    );
    assert_eq!(code, 1);
}

#[test]
fn what_could_not_be_compared_is_said() {
    let folder = folder();
    let now = year([44, 5, 0, 0, 3, 0], [5, 2, 0, 0, 1, 0], [6, 0, 0, 0, 0, 0], [3, 2, 32]);
    let now = write(folder.path(), "2024.xlsx", 2024, &now);
    let before = write(folder.path(), "2023.xlsx", 2023, &last_year());
    let bytes = std::fs::read(before).unwrap();
    let source = ExcelImporter.import(&"2023.xlsx".into(), &bytes).unwrap();
    let book = Book { sheets: source.sheets };
    let compared = |change: &dyn Fn(&mut Book)| {
        let mut book = book.clone();
        change(&mut book);
        let before = book.save(folder.path());
        let (code, told) = check([now.as_os_str(), "--previous".as_ref(), before.as_os_str()]);
        let told = told.into_iter().map(|told| (told.rule, told.place));
        (code, told.collect::<Vec<_>>())
    };
    let not = |place: &str| (String::from("not-compared"), place.to_owned());
    assert_eq!(compared(&|_| ()), (0, vec![]));
    // This year's cells are shown where last year's are not there, else last year's.
    let gone = compared(&|book| {
        book.remove(APPLICATIONS);
    });
    assert_eq!(gone, (0, vec![not("表三 依申请公开!D6")]));
    let unclear = compared(&|book| {
        book.set(APPLICATIONS, "E29", "两件左右");
    });
    assert_eq!(unclear, (0, vec![not("表三 依申请公开!E29")]));
    let nameless = compared(&|book| {
        book.remove(METADATA);
    });
    assert_eq!(nameless.0, 0);
    assert!(
        nameless.1.iter().all(|(rule, _)| rule == "not-compared") && nameless.1.len() == 2,
        "{nameless:?}"
    );
}

#[test]
fn each_office_of_many_is_compared_with_its_own_last_year() {
    let folder = folder();
    let before = folder.path().join("before");
    let now = folder.path().join("now");
    for folder in [&before, &now] {
        std::fs::create_dir(folder).unwrap();
    }
    write(&before, "甲.xlsx", 2023, &last_year());
    let wrong = year([44, 5, 0, 0, 3, 0], [5, 3, 0, 0, 1, 0], [6, 0, 0, 0, 0, 0], [3, 2, 32]);
    write(&now, "甲局 2024.xlsx", 2024, &wrong);
    let run = nianbao([
        "check".as_ref(),
        "--each".as_ref(),
        now.as_os_str(),
        "--previous".as_ref(),
        before.as_os_str(),
    ]);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(run.out.contains("carry-over") && run.out.contains("E6"), "{}", run.out);
    assert!(!run.out.contains("not-compared"), "{}", run.out);

    let bytes = std::fs::read(now.join("甲局 2024.xlsx")).unwrap();
    let source = ExcelImporter.import(&"2024.xlsx".into(), &bytes).unwrap();
    let mut other = Book { sheets: source.sheets };
    other.set(METADATA, "B1", "青禾市林业局").save(&now);
    let run = nianbao([
        "check".as_ref(),
        "--each".as_ref(),
        now.as_os_str(),
        "--previous".as_ref(),
        before.as_os_str(),
    ]);
    let told = run.out.replace(['\n', ' '], "");
    assert!(told.contains("没有“青禾市林业局”的年报"), "{}", run.out);
}
