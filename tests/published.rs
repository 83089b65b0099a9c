//! A published file alone is a whole report: what the program itself makes reads back as it was, and
//! pages of other sites give the report that stands on them, and nothing that stands round it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use nianbao_testing::files::gbk;
use nianbao_testing::published::{Piece, Published};
use nianbao_testing::site_pages::{SITES, page};
use serde_json::Value;

use crate::support::{Told, build, check, files_in, folder, nianbao, root};

/// The report that a file holds, as data.
fn read(file: &Path) -> Value {
    let out = folder();
    let run = nianbao([
        "build".as_ref(),
        file.as_os_str(),
        "--draft".as_ref(),
        "--to".as_ref(),
        "json".as_ref(),
        "--out".as_ref(),
        out.path().as_os_str(),
    ]);
    let files = files_in(out.path());
    let [json] = &files[..] else {
        panic!("{}: {}{}", file.display(), run.out, run.err)
    };
    serde_json::from_slice(&std::fs::read(json).unwrap()).unwrap()
}

fn text<'v>(report: &'v Value, name: &str) -> &'v str {
    report[name].as_str().unwrap_or_default()
}

fn paragraphs(report: &Value) -> Vec<&str> {
    let lines = report["narrative"].as_array().unwrap().iter();
    lines.map(|line| text(line, "text")).collect()
}

/// The figures of a report by their keys, as numbers.
fn figures(report: &Value) -> BTreeMap<String, u32> {
    fn walk(value: &Value, key: &str, found: &mut BTreeMap<String, u32>) {
        match value {
            Value::Object(fields) => fields
                .iter()
                .for_each(|(name, value)| walk(value, &format!("{key}.{name}"), found)),
            other => {
                let shown = other.as_str().map_or_else(|| other.to_string(), str::to_owned);
                found.insert(key.trim_start_matches('.').to_owned(), shown.parse().unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(&report["tables"], "", &mut found);
    found
}

/// What the rules say beside that something was left out.
fn objections(file: &Path) -> Vec<Told> {
    let (_, told) = check([file]);
    told.into_iter().filter(|told| told.rule != "omitted-content").collect()
}

#[test]
fn what_the_program_makes_reads_back_as_the_same_report() {
    for example in ["chongqing-customs-2020", "county-2024", "minimal"] {
        let out = folder();
        let workbook = root().join("examples").join(example).join("report.xlsx");
        build(&workbook, out.path(), "pdf,docx,html,markdown,json");
        let mut files = files_in(out.path());
        let fragment = folder();
        let run = nianbao([
            "build".as_ref(),
            workbook.as_os_str(),
            "--to".as_ref(),
            "html".as_ref(),
            "--set".as_ref(),
            "html.fragment=true".as_ref(),
            "--out".as_ref(),
            fragment.path().as_os_str(),
        ]);
        assert_eq!(run.code, 0, "{}", run.err);
        files.extend(files_in(fragment.path()));
        let json = files
            .iter()
            .position(|file| file.extension().is_some_and(|end| end == "json"))
            .unwrap();
        let own: Value = serde_json::from_slice(&std::fs::read(files.remove(json)).unwrap()).unwrap();
        let mut first: Option<Value> = None;
        for file in &files {
            let back = read(file);
            assert_eq!(back["tables"], own["tables"], "{}", file.display());
            assert_eq!(text(&back, "title"), text(&own, "title"), "{}", file.display());
            assert_eq!(back["year"], own["year"], "{}", file.display());
            // Every format holds the same text; the workbook leaves out headings that have nothing under them.
            let mut rest = paragraphs(&back).into_iter();
            for line in paragraphs(&own) {
                assert!(rest.any(|other| other == line), "{}: {line}", file.display());
            }
            let first = first.get_or_insert_with(|| back.clone());
            assert_eq!(paragraphs(&back), paragraphs(first), "{}", file.display());
            // A fragment and Markdown without its head say less of themselves.
            if file.extension().is_some_and(|end| end == "pdf" || end == "docx") {
                assert_eq!(text(&back, "organ"), text(&own, "organ"), "{}", file.display());
            }
            let told = objections(file);
            assert!(
                told.iter()
                    .all(|told| told.severity != "error" && told.rule != "file-properties"),
                "{told:?}"
            );
        }
    }
}

#[test]
fn pages_of_other_sites_give_the_report_and_nothing_else() {
    for site in 0..SITES {
        let report = Published::numbered(site * 7, 2024);
        let folder = folder();
        let (name, bytes) = page(site, &report);
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        assert_holds(&file, &report);
        let told = objections(&file);
        assert!(told.is_empty(), "site {site}: {told:?}");
        let (_, told) = check([&file]);
        assert!(told.len() <= 1, "what was left out is told once: {told:?}");
    }
}

/// Asserts that a file holds this report, figure for figure and paragraph for paragraph.
fn assert_holds(file: &Path, report: &Published) {
    let read = read(file);
    let expected: Vec<String> = report
        .pieces()
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Heading(text) | Piece::Paragraph(text) => Some(text),
            Piece::Table(_) => None,
        })
        .collect();
    assert_eq!(paragraphs(&read), expected, "{}", file.display());
    assert_eq!(figures(&read), report.figures, "{}", file.display());
    assert_eq!(
        (text(&read, "organ"), read["year"].as_i64()),
        (&*report.organ, Some(2024)),
        "{}",
        file.display()
    );
    assert_eq!(text(&read, "title"), report.title());
}

/// A report copied from a page into a text file, each row or each cell on a line.
fn copied(report: &Published, between: &str) -> String {
    let mut copy = format!("您的位置：首页 > 年报\n{}\n发布时间：{}\n", report.title(), report.day);
    for piece in report.pieces() {
        match piece {
            Piece::Heading(text) => copy += &format!("{text}\n"),
            Piece::Paragraph(text) => copy += &format!("\u{3000}\u{3000}{text}\n"),
            Piece::Table(rows) => {
                for row in rows {
                    let cells: Vec<String> = row.into_iter().map(|cell| cell.text).collect();
                    let _ = writeln!(copy, "{}", cells.join(between));
                }
            }
        }
    }
    copy + "打印本页\n"
}

#[test]
fn a_page_copied_into_a_text_file_is_read_however_its_cells_are_parted() {
    let report = Published::numbered(11, 2024);
    for between in ["\t", " | ", "    ", "\n", "\n\n", "\n|\n"] {
        let folder = folder();
        let file = folder.path().join("年报.txt");
        std::fs::write(&file, copied(&report, between)).unwrap();
        assert_holds(&file, &report);
    }
    // One figure too few, and nothing of its table is guessed.
    let folder = folder();
    let file = folder.path().join("年报.txt");
    let copy = copied(&report, "\n");
    let (before, after) = copy.split_once("一、本年新收政府信息公开申请数量\n").unwrap();
    let after = after.split_once('\n').unwrap().1;
    std::fs::write(&file, format!("{before}一、本年新收政府信息公开申请数量\n{after}")).unwrap();
    let (_, told) = check([&file]);
    assert!(
        told.iter()
            .any(|told| told.rule == "missing-table" || told.rule == "missing-row"),
        "{told:?}"
    );
}

#[test]
fn a_page_saved_in_one_file_with_its_pictures_is_read() {
    let report = Published::numbered(5, 2024);
    let (_, page) = page(2, &report);
    let mut quoted = String::new();
    for byte in &page {
        let _ = write!(quoted, "={byte:02X}");
        if quoted.len().is_multiple_of(75) {
            quoted += "=\r\n";
        }
    }
    let archive = format!(
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"x\"\r\n\r\n\
         --x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{quoted}\r\n\
         --x\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGODlhAQABAAAAACw=\r\n--x--\r\n"
    );
    let folder = folder();
    let file = folder.path().join("年报.mht");
    std::fs::write(&file, archive).unwrap();
    assert_holds(&file, &report);
}

#[test]
fn a_file_whose_properties_are_another_years_is_told() {
    let report = Published::numbered(0, 2024);
    let (_, bytes) = page(0, &report);
    let title = report.title();
    let page = String::from_utf8(bytes).unwrap();
    let meta = format!("name=\"ArticleTitle\" content=\"{title}\"");
    let wrong = page.replace(&meta, &meta.replace("2024", "2023"));
    assert_ne!(wrong, page);
    let folder = folder();
    let file = folder.path().join("年报.html");
    std::fs::write(&file, gbk(&wrong)).unwrap();
    let told = objections(&file);
    let [told] = &told[..] else { panic!("{told:?}") };
    assert_eq!(
        (&*told.rule, &*told.severity, &*told.place),
        ("file-properties", "warning", "文件属性 ArticleTitle")
    );
}
