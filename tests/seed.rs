//! The real report this grew from, as its web page says it: with the same facts, the same
//! tables and the same faults.

use nianbao_model::label;
use nianbao_testing::book::NARRATIVE;

use crate::support::text::{compact, html};
use crate::support::{TITLE, build, check, example_book, folder, nianbao, root};

/// The page as text, copied with all that stands around the report: in words of our own,
/// and also word for word where the capture is at hand, which is not ours to pass on.
fn pages() -> Vec<String> {
    let own = std::fs::read_to_string(root().join("tests/pages/chongqing-customs-2020.txt")).unwrap();
    let capture = std::fs::read_to_string(root().join("../shared/seed/chongqing-customs-2020.txt"));
    std::iter::once(own).chain(capture.ok()).collect()
}

/// A page's paragraphs: they are indented by two spaces, the cells of its tables are not.
fn narrative(page: &str) -> Vec<&str> {
    let lines = page
        .lines()
        .take_while(|line| line.trim() != "附件:")
        .filter(|line| line.starts_with("  "))
        .map(str::trim);
    let is_number = |line: &str| line.bytes().all(|byte| byte.is_ascii_digit());
    lines.filter(|line| !is_number(line)).collect()
}

#[test]
fn the_seed_report_builds_with_its_own_text() {
    for page in pages() {
        assert_builds(&narrative(&page));
    }
}

fn assert_builds(lines: &[&str]) {
    let folder = folder();
    let mut book = example_book();
    book.sheet(NARRATIVE).cells.clear();
    for (row, line) in (1..).zip(lines) {
        book.set(NARRATIVE, &format!("A{row}"), &*format!("\u{3000}\u{3000}{line}"));
    }
    let path = book.save(folder.path());
    // Its sums are right and its text agrees with its tables; what a careful reader finds
    // in it is this.
    let (code, told) = check([&path]);
    assert_eq!(code, 0, "no false error: {told:?}");
    let place = |holds: &str| {
        let at = lines.iter().position(|line| line.contains(holds)).unwrap();
        format!("正文!A{}", at + 1)
    };
    let found: Vec<(&str, &str, &str)> = told
        .iter()
        .map(|told| (told.severity.as_str(), told.rule.as_str(), told.place.as_str()))
        // A stop that the page forgot stands in the capture, and not in our words for it.
        .filter(|(_, rule, _)| !["text-number", "unfinished-text"].contains(rule))
        .collect();
    let (drawn_up, outline) = (place("【2019】60号"), place("(九)"));
    let improved = place("政务信息公开操作规程》");
    assert_eq!(
        found,
        [
            ("warning", "document-number-brackets", drawn_up.as_str()),
            ("warning", "announced-outline", outline.as_str()),
            ("warning", "title-variants", improved.as_str()),
            ("warning", "title-variants", improved.as_str()),
            ("note", "half-width-punctuation", drawn_up.as_str()),
        ]
    );

    build(&path, folder.path(), "html,json");
    let json: serde_json::Value =
        serde_json::from_slice(&std::fs::read(folder.path().join(format!("{TITLE}.json"))).unwrap()).unwrap();
    let headings = |level: u64| {
        let paragraphs = json["narrative"].as_array().unwrap().iter();
        paragraphs.filter(|paragraph| paragraph["level"] == level).count()
    };
    assert_eq!(
        (headings(1), headings(2)),
        (6, 9),
        "six parts; seven sections in 一 and two in 五"
    );
    let shown = html(&folder.path().join(format!("{TITLE}.html")));
    for line in lines
        .iter()
        .filter(|line| label::normalize(line) != label::normalize(TITLE))
    {
        assert!(shown.contains(&compact(line)), "{line}");
    }
}

/// The text read from these files beside the example's tables.
fn read(files: &[std::path::PathBuf], out: &std::path::Path) -> Vec<(u64, String)> {
    let mut arguments: Vec<std::ffi::OsString> = ["build", "--draft", "--to", "json", "--out"].map(Into::into).into();
    arguments.push(out.into());
    arguments.extend(files.iter().map(Into::into));
    let run = nianbao(arguments);
    assert!(run.code < 2, "{}{}", run.out, run.err);
    let written = crate::support::files_in(out);
    let json: serde_json::Value = serde_json::from_slice(&std::fs::read(&written[0]).unwrap()).unwrap();
    let lines = json["narrative"].as_array().unwrap().iter();
    lines
        .map(|line| {
            (
                line["level"].as_u64().unwrap(),
                line["text"].as_str().unwrap().to_owned(),
            )
        })
        .collect()
}

#[test]
fn the_copied_page_reads_the_same_as_text_markdown_and_word() {
    for page in pages() {
        assert_reads_the_same(&page);
    }
}

fn assert_reads_the_same(page: &str) {
    let lines: Vec<String> = page.lines().map(str::to_owned).collect();
    let folder = folder();
    let main = example_book().remove(NARRATIVE).save(folder.path());
    let [txt, md, docx] = ["正文.txt", "正文.md", "正文.docx"].map(|name| folder.path().join(name));
    std::fs::write(&txt, page).unwrap();
    std::fs::write(&docx, nianbao_testing::files::docx(&lines)).unwrap();
    // A Markdown author indents nothing and marks the headings of the parts.
    let markdown = lines.iter().map(|line| {
        let line = line.trim();
        match nianbao_model::label::heading_level(line) {
            1 => format!("## {line}\n\n"),
            _ => format!("{line}\n\n"),
        }
    });
    std::fs::write(&md, markdown.collect::<String>()).unwrap();

    let text = read(&[main.clone(), txt], &folder.path().join("txt"));
    let texts: Vec<&str> = text.iter().map(|(_, text)| text.as_str()).collect();
    // The title stands on the page twice and is no paragraph.
    assert_eq!(
        texts,
        narrative(page)[1..],
        "nothing of the page's frame and tables, and all of the text"
    );
    let parts: Vec<&str> = text
        .iter()
        .filter(|(level, _)| *level == 1)
        .map(|(_, text)| text.as_str())
        .collect();
    assert_eq!(parts.len(), 6, "{parts:?}");
    assert_eq!(read(&[main.clone(), md], &folder.path().join("md")), text, "Markdown");
    assert_eq!(read(&[main, docx], &folder.path().join("docx")), text, "Word");
}
