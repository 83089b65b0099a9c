//! One text: the document, the PDF, the Word file and the web page say the same, in
//! the same order.

use nianbao::model::document::{Block, Paragraph, Run, Signature};
use nianbao::{Document, Input, LastYear, Options, Publication, Session};
use nianbao_testing::archive::Parts;

use crate::support::text::{attachments, compact, docx, follows, html, pdf};
use crate::support::{TITLE, build, example, files, files_in, folder, nianbao, root};

/// The example's document, made without the command line.
fn document() -> Document {
    document_of(&example())
}

/// A workbook's document, made without the command line.
fn document_of(workbook: &std::path::Path) -> Document {
    let session = Session::new(Options::default()).unwrap();
    let filing = session.read(&[Input::open(workbook).unwrap()]).unwrap();
    let judged = session.judge(filing, &LastYear::unknown());
    Publication::new(["html"]).unwrap().document(&judged)
}

/// The document's texts: title, headings, paragraphs, cells; the empty ones left out.
fn texts(document: &Document) -> Vec<String> {
    let blocks = document.blocks.iter().flat_map(|block| match block {
        Block::Heading(heading) => vec![compact(&heading.text)],
        Block::Paragraph(paragraph) => vec![compact(&paragraph.text())],
        Block::Table(table) => table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .map(|cell| compact(&cell.text))
            .collect(),
    });
    let signature = document.signature.iter().flat_map(Signature::lines);
    std::iter::once(compact(&document.title))
        .chain(blocks)
        .chain(signature.map(compact))
        .filter(|text| !text.is_empty())
        .collect()
}

#[test]
fn the_examples_document_is_this() {
    insta::assert_snapshot!(serde_json::to_string_pretty(&document()).unwrap());
}

#[test]
fn every_table_of_the_example_is_a_whole_grid() {
    let tables = document().blocks.into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let tables: Vec<_> = tables.collect();
    assert_eq!(tables.len(), 7);
    for table in tables {
        table.validate().unwrap();
        assert!(table.header_rows > 0, "a table without header cannot be read aloud");
    }
}

#[test]
fn all_formats_say_the_same_in_the_same_order() {
    let mut examples = 0;
    for example in files_in(&root().join("examples")) {
        let workbook = example.join("report.xlsx");
        if !workbook.is_file() {
            continue;
        }
        examples += 1;
        let folder = folder();
        build(&workbook, folder.path(), "pdf,docx,html");
        let document = document_of(&workbook);
        let file = |extension: &str| folder.path().join(format!("{}.{extension}", document.title));
        let expected = texts(&document);
        assert_same(&docx(&file("docx")), &expected, "Word");
        assert_same(&html(&file("html")), &expected, "web page");
        assert_pdf_says(&pdf(&file("pdf")), &document);
    }
    assert_eq!(examples, 3);
}

#[test]
fn the_pdf_reads_back_to_the_same_document() {
    for name in ["chongqing-customs-2020", "county-2024", "minimal"] {
        let folder = folder();
        let workbook = root().join("examples").join(name).join("report.xlsx");
        build(&workbook, folder.path(), "pdf");
        let document = document_of(&workbook);
        let read_back = document_of(&folder.path().join(format!("{}.pdf", document.title)));
        assert_eq!(read_back.title, document.title);
        assert_eq!(texts(&read_back), texts(&document), "{name}");
        assert_eq!(read_back.blocks, document.blocks, "{name}");
    }
}

/// In a PDF lines end where they end, pages are numbered, and a table's cells are
/// drawn in an order of their own. So headings and paragraphs must follow each other,
/// and between them each table must have all its labels, and its figures row by row.
fn assert_pdf_says(stream: &str, document: &Document) {
    let mut rest: String = (1..=20).fold(stream.to_owned(), |text, page| {
        text.replacen(&format!("—{page}—"), "", 1)
    });
    let mut tables = Vec::new();
    let title = Block::Paragraph(Paragraph {
        runs: vec![Run {
            text: document.title.clone(),
            ..Run::default()
        }],
    });
    for block in std::iter::once(&title).chain(&document.blocks) {
        let text = match block {
            Block::Table(table) => {
                tables.push(table);
                continue;
            }
            Block::Heading(heading) => compact(&heading.text),
            Block::Paragraph(paragraph) => compact(&paragraph.text()),
        };
        let at = rest
            .find(&text)
            .unwrap_or_else(|| panic!("PDF: {text} does not follow"));
        let before = rest[..at].to_owned();
        rest.drain(..at + text.len());
        for table in tables.drain(..) {
            let labels = table
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .filter(|cell| cell.scope.is_some());
            for label in labels.map(|cell| compact(&cell.text)) {
                assert!(before.contains(&label), "PDF: {label} is not in its table");
            }
            let rows = table.rows.iter().map(|row| {
                row.cells
                    .iter()
                    .filter(|cell| cell.scope.is_none())
                    .map(|cell| compact(&cell.text))
                    .collect::<String>()
            });
            let rows: Vec<String> = rows.filter(|row| !row.is_empty()).collect();
            assert_eq!(follows(&before, &rows), Ok(()), "PDF: the figures of {}", table.summary);
        }
    }
}

/// Compares two lists of texts and shows the first place where they differ.
fn assert_same(found: &[String], expected: &[String], what: &str) {
    let at = found
        .iter()
        .zip(expected)
        .take_while(|(found, expected)| found == expected)
        .count();
    assert_eq!(found.get(at), expected.get(at), "{what}, text {at}");
}

#[test]
fn the_page_lists_what_was_made_in_the_same_run() {
    let folder = folder();
    build(&example(), folder.path(), "pdf,docx,html");
    let names = |path: &std::path::Path| attachments(path).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    let page = folder.path().join(format!("{TITLE}.html"));
    let mut listed = names(&page);
    listed.sort();
    assert_eq!(listed, [format!("{TITLE}.docx"), format!("{TITLE}.pdf")]);
    assert!(
        attachments(&page)
            .iter()
            .all(|(address, _)| address.starts_with('%') && address.is_ascii())
    );

    build(&example(), folder.path(), "html");
    assert!(names(&page).is_empty(), "nothing is listed that was not made");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (one, other) = (folder(), folder());
    build(&example(), one.path(), "pdf,docx,html,json,ofd");
    build(&example(), other.path(), "json,html,pdf,docx,ofd");
    assert_eq!(files(one.path()).len(), 5);
    for name in files(one.path()) {
        let read = |folder: &tempfile::TempDir| std::fs::read(folder.path().join(&name)).unwrap();
        assert!(read(&one) == read(&other), "{name} differs");
    }
}

#[test]
fn a_draft_is_marked_everywhere_and_takes_no_ones_place() {
    let folder = folder();
    let run = nianbao([
        "build".as_ref(),
        example().as_os_str(),
        "--out".as_ref(),
        folder.path().as_os_str(),
        "--draft".as_ref(),
    ]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let file = |extension: &str| folder.path().join(format!("{TITLE}（草稿）.{extension}"));
    let pages = pdf_extract::extract_text_by_pages(file("pdf")).unwrap();
    assert!(pages.len() > 5 && pages.iter().all(|page| page.contains("草稿")));
    let parts = Parts::of(&std::fs::read(file("docx")).unwrap());
    let headers: Vec<_> = parts
        .iter()
        .filter(|(name, _)| name.starts_with("word/header"))
        .map(|(_, xml)| std::str::from_utf8(xml).unwrap())
        .collect();
    assert!(headers.len() >= 2, "odd and even pages");
    assert!(headers.iter().all(|xml| xml.contains("草稿")), "{headers:?}");
    assert!(std::fs::read_to_string(file("html")).unwrap().contains("草稿"));
}
