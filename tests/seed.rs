//! The real report this grew from, its text word for word, as the narrative.

use nianbao_model::label;

use crate::support::book::{Book, NARRATIVE};
use crate::support::text::html;
use crate::support::{TITLE, build, folder, nianbao, root};

/// The captured page's paragraphs: they are indented by two spaces, the cells of its
/// tables are not. `None` where the capture is not at hand.
fn narrative() -> Option<Vec<String>> {
    let path = root().join("../shared/seed/chongqing-customs-2020.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    let lines = text
        .lines()
        .take_while(|line| line.trim() != "附件:")
        .filter(|line| line.starts_with("  "));
    let is_number = |line: &&str| line.bytes().all(|byte| byte.is_ascii_digit());
    Some(
        lines
            .map(str::trim)
            .filter(|line| !line.is_empty() && !is_number(line))
            .map(str::to_owned)
            .collect(),
    )
}

#[test]
fn the_seed_report_builds_with_its_own_text() {
    let Some(lines) = narrative() else { return };
    let folder = folder();
    let mut book = Book::example();
    book.sheet(NARRATIVE).cells.clear();
    for (row, line) in lines.iter().enumerate() {
        book.set(
            NARRATIVE,
            &format!("A{}", row + 1),
            format!("\u{3000}\u{3000}{line}").as_str(),
        );
    }
    let path = book.save(folder.path());
    let run = nianbao(["check".as_ref(), path.as_os_str()]);
    assert_eq!(run.code, 0, "no false error: {}", run.out);
    assert!(run.out.contains("0 个错误、0 个警告"), "{}", run.out);

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
    let page = html(&folder.path().join(format!("{TITLE}.html")));
    for line in lines
        .iter()
        .filter(|line| label::normalize(line) != label::normalize(TITLE))
    {
        assert!(page.contains(&crate::support::text::compact(line)), "{line}");
    }
}
