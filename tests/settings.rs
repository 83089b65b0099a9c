//! What the user decides about each format: `--set`, `--fonts`, `--allow-missing-glyphs`.

use std::ffi::OsString;
use std::path::Path;

use nianbao_testing::book::NARRATIVE;

use crate::support::text::pdf;
use crate::support::{Run, TITLE, check, example, example_book, files, folder, nianbao, root};

/// A character no font has: of the last plane for private use.
const NOBODYS: char = '\u{10fffd}';

fn build(workbook: &Path, out: &Path, more: &[&str]) -> Run {
    let mut arguments: Vec<OsString> = ["build", "--out"].map(Into::into).into();
    arguments.extend([out.into(), workbook.into()]);
    arguments.extend(more.iter().map(Into::into));
    nianbao(arguments)
}

#[test]
fn an_option_changes_what_its_format_makes_and_takes_no_ones_place() {
    let folder = folder();
    let run = build(
        &example(),
        folder.path(),
        &["--to", "html", "--set", "html.fragment=true"],
    );
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert_eq!(files(folder.path()), [format!("{TITLE}（网页片段）.html")]);
    let run = build(
        &example(),
        folder.path(),
        &["--to", "json", "--set", "json.provenance=true"],
    );
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let json = std::fs::read_to_string(folder.path().join(format!("{TITLE}.json"))).unwrap();
    assert!(json.contains("\"provenance\": {"));
}

#[test]
fn what_no_format_has_is_refused_before_anything_is_read() {
    let folder = folder();
    let cases = [
        ("html.fragmnt=true", "是不是“fragment”"),
        ("html.fragment=yes", "可以是：true|false"),
        ("htm.fragment=true", "是不是“html”"),
        ("json.provenance=true", "请在 --to 里加上"),
        ("fragment=true", "应写成“格式.选项=值”"),
        ("html.fragment", "应写成“格式.选项=值”"),
    ];
    for (set, said) in cases {
        let run = build(
            Path::new("没有这个文件.xlsx"),
            folder.path(),
            &["--to", "html", "--set", set],
        );
        assert_eq!(run.code, 2, "{set}");
        assert!(run.err.contains(said), "{set}: {}", run.err);
    }
    assert_eq!(files(folder.path()), [""; 0]);
}

#[test]
fn every_option_is_listed_with_its_values_and_default() {
    let long = nianbao(["exporters", "--long", "--lang", "en"]).out;
    let options: Vec<_> = long.lines().filter(|line| line.contains("--set")).collect();
    let expected = [
        ("--set html.fragment=true|false", "default false"),
        ("--set json.provenance=true|false", "default false"),
        ("--set pdf.fonts=embedded|system|DIR", "default embedded"),
        ("--set pdf.allow-missing-glyphs=true|false", "default false"),
    ];
    for (option, default) in expected {
        let line = options.iter().find(|line| line.contains(option)).unwrap();
        assert!(line.contains(default), "{line}");
    }
    assert!(!nianbao(["exporters"]).out.contains("--set"));
}

#[test]
fn a_character_without_a_glyph_is_told_with_its_cell_and_printed_as_a_mark_if_allowed() {
    let folder = folder();
    let mut book = example_book();
    book.set(NARRATIVE, "A6", &*format!("负责人为张{NOBODYS}。"));
    let workbook = book.save(folder.path());
    let (code, found) = check([&workbook]);
    let missing: Vec<_> = found.iter().filter(|told| told.rule == "missing-glyph").collect();
    assert_eq!(code, 1);
    assert_eq!(missing.len(), 1);
    assert_eq!(
        (missing[0].place.as_str(), missing[0].severity.as_str()),
        ("正文!A6", "error")
    );

    let out = folder.path().join("out");
    assert_eq!(build(&workbook, &out, &["--to", "pdf"]).code, 1);
    let run = build(&workbook, &out, &["--to", "pdf", "--allow-missing-glyphs"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(pdf(&out.join(format!("{TITLE}.pdf"))).contains("负责人为张〓。"));
}

#[test]
fn a_folder_of_fonts_serves_the_roles_it_has_faces_for() {
    let folder = folder();
    let fonts = folder.path().join("字体");
    std::fs::create_dir(&fonts).unwrap();
    let hei = root().join("crates/fonts/fandol/FandolHei-Regular.otf");
    std::fs::copy(hei, fonts.join("hei.otf")).unwrap();
    let fonts = fonts.to_str().unwrap();

    let shown = nianbao(["fonts", "--fonts", fonts]).out;
    let line = |role: &str| shown.lines().find(|line| line.starts_with(role)).unwrap().to_owned();
    assert!(line("黑体").contains("hei.otf"), "{shown}");
    assert!(
        line("仿宋").contains("程序自带") && line("仿宋").contains("仿宋_GB2312"),
        "{shown}"
    );

    let out = folder.path().join("out");
    let run = build(&example(), &out, &["--to", "pdf", "--fonts", fonts]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let run = build(&example(), &out, &["--fonts", "没有这个文件夹"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("字体文件夹“没有这个文件夹”不存在"), "{}", run.err);
}
